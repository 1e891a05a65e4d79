"""dlr goal: set or show goals."""

from functools import partial

from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import argument, flag, takes
from dlroadmap.cli.selecting import find_items
from dlroadmap.cli.session import Session, print_json
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import set_goals
from dlroadmap.guide.way import find_goals

EXAMPLES = ["dlr goal latent-diffusion-model", "dlr goal", "dlr goal --clear"]


@takes("curriculum", "json", "color")
def run(
    session: Session,
    names: list[str] | None = argument(
        "[ITEM]...", "The new goals, in place of earlier ones.", None
    ),
    clear: bool = flag("--clear", "Remove all goals."),
) -> None:
    """Set or show your goals: dlr next then suggests what leads there first."""
    if names and clear:
        raise DlrError("usage", "--clear takes no item.", "Use dlr goal ITEM or dlr goal --clear")
    keys, holders = find_items(session, names or ())
    batch = None
    if names or clear:
        batch = session.record(partial(set_goals, keys), *holders).batch
    goals = find_goals(session.curriculum, session.goal_homes, session.progress)
    if session.as_json:
        rows = [
            fields(goal, "key id title state assumed open_items hours guessed") for goal in goals
        ]
        print_json({"goals": rows, **({"batch": batch} if names or clear else {})})
        return
    from dlroadmap.render.acts import goal_lines

    asked, used = bool(names or clear), session.curriculum
    session.screen.print(*goal_lines(goals, asked, batch is not None, used))
