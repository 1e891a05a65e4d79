"""dlr goal: what the learner is heading for."""

from typing import Annotated, Any

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import named
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.way import ancestors
from dlroadmap.progress.events import Entry, Event, Progress, fold
from dlroadmap.text import clean, plural, plural_hours

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
    used, homes, progress = session.curriculum, session.goal_homes, session.progress
    rows = [
        _standing(used if key in used.items else homes.get(key), key, progress)
        for key in progress.goals
    ]
    if json:
        print_json({"goals": rows, **({"batch": batch} if names or clear else {})})
        return
    lines = [f"Heading for {row['title']}: {_in_words(row)}" for row in rows]
    if not rows:
        lines = [
            "You have no goal now." if clear else "You have no goal. To set one: dlr goal ITEM"
        ]
    if batch:
        lines.append("To take it back: dlr undo")
    elif names or clear:
        lines.append("Nothing was changed.")
    session.screen.print(*lines)
    if ids := " ".join(row["id"] for row in rows if row["open_items"]):
        session.screen.print(f"The way there: dlr path {ids}")


def _standing(holder: Curriculum | None, key: str, progress: Progress) -> dict[str, Any]:
    """Return how a goal stands; `state` is null where no curriculum here has the item."""
    id = key.partition("/")[2]
    if holder is None:
        unknown = {"state": None, "open_items": None, "hours": None}
        return {"key": key, "id": id, "title": clean(key), **unknown}
    way = ancestors(holder, [key], progress)
    return {
        "key": key,
        "id": id,
        "title": holder.items[key].title,
        "state": progress.state(key),
        "open_items": len(way),
        "hours": round(sum(holder.hours[other] for other in sorted(way)), 2),
    }


def _in_words(row: dict[str, Any]) -> str:
    match row["state"]:
        case None:
            return "no curriculum here has it. To have no goal: dlr goal --clear"
        case "done":
            return "you have it"
        case "skipped":
            return f"you skipped it. To take it up after all: dlr untick {row['id']}"
        case _:
            return f"{plural(row['open_items'], 'item')} to go, {plural_hours(row['hours'])}"
