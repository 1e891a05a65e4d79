"""dlr goal: set or show goals."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from dlroadmap.cli.aiming import find_goals, find_outlooks, put_in_order
from dlroadmap.cli.documents import goal_document
from dlroadmap.cli.options import argument, flag, option, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import add_goals, drop_goals, set_goals
from dlroadmap.guide.dates import parse_days
from dlroadmap.guide.goals import name_goal
from dlroadmap.progress.goals import Goal
from dlroadmap.progress.ledger import Act

EXAMPLES = [
    "dlr goal latent-diffusion-model",
    "dlr goal advanced/diffusion --by 2027-03",
    "dlr goal --add intermediate",
    "dlr goal",
    "dlr goal --clear",
]


@takes("curriculum", "json", "color")
def run(
    session: Session,
    names: list[str] | None = argument(
        "[NAME]...", "An item, a category, a level, or a curriculum.", None
    ),
    by: str | None = option("--by", "DATE", "Reach them by this day (a month: by its last day)."),
    add: bool = flag("--add", "Keep earlier goals."),
    drop: bool = flag("--drop", "Remove these goals."),
    clear: bool = flag("--clear", "Remove all goals."),
) -> None:
    """Set or show your goals.

    dlr next and dlr plan put what leads to your goals first: by their day, then as they were set.
    Without --add, new goals replace earlier ones.
    """
    _check_options(names or (), by, add, drop, clear)
    act, holders = _decide(session, names or (), _parse_by(session, by), add, drop, clear)
    batch = session.record(act, *holders).batch if act else None
    aims, order = put_in_order(session)
    goals = find_outlooks(session, aims, order)
    if session.as_json:
        document = {"goals": [goal_document(goal) for goal in goals]}
        print_json({**document, **({"batch": batch} if act else {})})
        return
    from dlroadmap.render.goals_page import goal_lines

    lines = goal_lines(goals, bool(act), batch is not None, session.curriculum)
    session.screen.print(*lines)


def _check_options(
    names: Sequence[str], by: str | None, add: bool, drop: bool, clear: bool
) -> None:
    """Refuse options that cannot be used together."""
    given = [name for name, set in (("--add", add), ("--drop", drop), ("--clear", clear)) if set]
    if len(given) > 1:
        message = f"{given[0]} and {given[1]} cannot be used together."
        raise DlrError("usage", message, "Use one of them.")
    if names and clear:
        raise DlrError("usage", "--clear takes no name.", "Use dlr goal NAME or dlr goal --clear")
    if by is not None and (drop or clear):
        message = f"{given[0]} and --by cannot be used together."
        raise DlrError("usage", message, "Use one of them.")
    if given and not clear and not names:
        message = f"{given[0]} needs the name of a goal."
        raise DlrError("usage", message, f"Specify one: dlr goal {given[0]} NAME")


def _parse_by(session: Session, by: str | None) -> date | None:
    if by is None:
        return None
    day = parse_days(by, session.today(), ahead=True).last
    if day < session.today():
        raise DlrError("bad-date", f"{day} is in the past.", "Specify a later date.")
    return day


def _decide(
    session: Session, names: Sequence[str], by: date | None, add: bool, drop: bool, clear: bool
) -> tuple[Act | None, Sequence[Curriculum]]:
    """Return what to record, if anything, and the curricula that it concerns."""
    if clear:
        return partial(set_goals, []), ()
    if drop:
        return partial(drop_goals, _find_set(session, names)), ()
    if names:
        goals, holders = find_goals(session, names, by)
        return partial(add_goals if add else set_goals, goals), holders
    if by is None:
        return None, ()
    goals = list(session.progress.goals)
    if len(goals) != 1:
        message = "You have no goal." if not goals else f"You have {len(goals)} goals."
        raise DlrError("usage", message, "Specify one: dlr goal NAME --by DATE")
    return partial(set_goals, [goals[0]._replace(by=by)]), ()


def _find_set(session: Session, names: Sequence[str]) -> list[Goal]:
    """Return the goals that names mean; of those that are set, a gone one too."""
    known: dict[str, Goal] = {}
    for aim in session.aims:
        known |= {aim.key: aim.goal, name_goal(aim, session.curriculum): aim.goal}
    others = [name for name in names if name not in known]
    return [*(known[name] for name in names if name in known), *find_goals(session, others)[0]]
