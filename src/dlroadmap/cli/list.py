"""dlr list: the items, filtered."""

from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.documents import item_document
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_choice, find_keys
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import KINDS
from dlroadmap.guide.listing import Filter, list_items

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
    keys = find_keys(session.curriculum, level, category)
    within = None if keys is None else frozenset(keys)
    filter = Filter(within, state, ready, kind, tag, home_only=everything)
    curricula = [session.curriculum]
    if everything:
        curricula = [opened.curriculum for opened in session.all_opened()]
    progress = session.progress
    found = [listed for one in curricula for listed in list_items(one, progress, filter)]
    if json:
        print_json({"items": [item_document(i, where, progress, r) for i, where, r in found]})
        return
    from dlroadmap.render.items import listed_page

    session.screen.print(*listed_page(found, progress, session.screen))
