"""dlr goal: what the learner is heading for."""

from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.documents import goal_document
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import find_items
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import SetGoals
from dlroadmap.guide.goals import find_goals

EXAMPLES = [
    "dlr goal latent-diffusion-model",
    "dlr goal",
    "dlr goal --clear",
]


def run(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ITEM]...", help="What to head for, in place of earlier goals."),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Have no goal any more.")] = False,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """Set what you are heading for, or see it: dlr next then names what leads there first."""
    session = Session(curriculum, color, json)
    if names and clear:
        raise DlrError("usage", "--clear takes no item.", "Name items, or clear the goals.")
    keys, holders = find_items(session, names or ())
    batch = None
    if names or clear:
        batch = session.record(SetGoals(keys), *holders).batch
    goals = find_goals(session.curriculum, session.goal_homes, session.progress)
    if json:
        rows = [goal_document(goal) for goal in goals]
        print_json({"goals": rows, **({"batch": batch} if names or clear else {})})
        return
    from dlroadmap.render.acts import goal_lines

    session.screen.print(*goal_lines(goals, bool(names or clear), batch is not None))
