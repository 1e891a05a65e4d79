"""dlr list: the items, filtered."""

from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.documents import item_document
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_choice, find_keys
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import KINDS
from dlroadmap.guide.readiness import Readiness
from dlroadmap.text import plural

EXAMPLES = [
    "dlr list --ready",
    "dlr list --state done",
    "dlr list --level entry --kind project",
    "dlr list --json",
]

STATES = ("todo", "doing", "done", "skipped")


def run(
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help="Only todo, doing, done or skipped."),
    ] = None,
    ready: Annotated[bool, typer.Option("--ready", help="Only what waits for nothing.")] = False,
    level: options.Level = None,
    category: options.Category = None,
    kind: options.Kind = None,
    tag: Annotated[
        str | None, typer.Option("--tag", metavar="TAG", help="Only items with this tag.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every item of every curriculum, once.")
    ] = False,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """The items in the order of the curriculum, filtered by any of the options together."""
    session = Session(curriculum, color, json)
    check_choice("--state", state, STATES)
    check_choice("--kind", kind, KINDS)
    inside = find_keys(session.curriculum, level, category)
    holders = [session.curriculum]
    if everything:
        holders = [opened.curriculum for opened in session.all_opened()]
    rows = []
    for holder in holders:
        readiness = Readiness(holder, session.progress)
        for key, place in holder.places.items():
            if everything and not key.startswith(f"{holder.id}/"):
                continue
            item = holder.items[key]
            if (
                (inside is None or key in inside)
                and (state is None or session.progress.state(key) == state)
                and (not ready or readiness.ready(key))
                and (kind is None or item.kind == kind)
                and (tag is None or tag.casefold() in map(str.casefold, item.tags))
            ):
                rows.append((item, place, readiness))
    if json:
        progress = session.progress
        print_json({"items": [item_document(i, place, progress, r) for i, place, r in rows]})
        return
    from dlroadmap.render.items import item_table, state_in_words

    if not rows:
        session.screen.print("No item fits.")
        return
    places = {item.key: place for item, place, _ in rows}
    lines = [(item, state_in_words(item.key, session.progress, r)) for item, _, r in rows]
    session.screen.print(item_table(lines, places, session.screen), "", plural(len(rows), "item"))
