"""dlr goal: what the learner is heading for."""

from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import named
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.suggest import ancestors
from dlroadmap.progress.events import Entry, Event, Progress, fold
from dlroadmap.text import number, plural

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
    keys, holders = named(session, names or ())
    renames = {old: new for c in (*holders, session.curriculum) for old, new in c.renames.items()}
    batch = None
    if names or clear:

        def decide(events: list[Event]) -> list[Entry]:
            before = fold(events, renames).goals
            dropped = [Entry(key, "goal", {"goal": "dropped"}) for key in before if key not in keys]
            if before == tuple(keys):
                return []
            return [*dropped, *(Entry(key, "goal", {"goal": "set"}) for key in keys)]

        written = session.write(decide)
        batch = written[0].batch if written else None
        session.forget()
    progress = fold(session.events, renames)
    holder = {key: _holder(session, key) for key in progress.goals}
    rows = [(key, *_left(holder[key], key, progress)) for key in progress.goals]
    if json:
        goals = [
            {"key": key, "id": key.partition("/")[2], "title": session.title(key),
             "open_items": items, "hours": hours}
            for key, items, hours in rows
        ]  # fmt: skip
        print_json({"goals": goals, **({"batch": batch} if names or clear else {})})
        return
    lines = [
        f"Heading for {session.title(key)}: {_distance(items, hours)}" for key, items, hours in rows
    ]
    if not rows:
        lines = [
            "You have no goal now." if clear else "You have no goal. To set one: dlr goal ITEM"
        ]
    if batch:
        lines.append("To take it back: dlr undo")
    elif names or clear:
        lines.append("Nothing was changed.")
    session.screen.print(*lines)
    open_ones = [key for key, items, _ in rows if items]
    if open_ones:
        ids = " ".join(key.partition("/")[2] for key in open_ones)
        session.screen.print(f"The way there: dlr path {ids}")


def _holder(session: Session, key: str) -> Curriculum | None:
    """Return a curriculum that knows an item, the one in use if it does."""
    if key in session.curriculum.items:
        return session.curriculum
    for opened in session.all_opened():
        if key in opened.curriculum.items:
            return opened.curriculum
    return None


def _left(curriculum: Curriculum | None, key: str, progress: Progress) -> tuple[int, float]:
    """Return how many items are open on the way to a goal, and their hours."""
    if curriculum is None:
        return 0, 0
    way = [other for other in ancestors(curriculum, [key], progress) if not progress.settled(other)]
    return len(way), sum(curriculum.hours[other] for other in way)


def _distance(items: int, hours: float) -> str:
    return f"{plural(items, 'item')} to go, {number(hours)} hours" if items else "you have it"
