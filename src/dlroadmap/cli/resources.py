"""dlr resources: what to learn from."""

from typing import Annotated, Any

import typer

from dlroadmap.cli import options
from dlroadmap.cli.documents import resource_document
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_choice, find_part
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import RESOURCE_TYPES, Curriculum
from dlroadmap.curriculum.names import find_exact
from dlroadmap.guide.resources import Serving, every_place, of_item, of_places

EXAMPLES = [
    "dlr resources backpropagation",
    "dlr resources entry/mathematics --free",
    "dlr resources intermediate --type course",
    "dlr resources --json",
]


def run(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ITEM|CATEGORY|LEVEL]", help="An item, a category, LEVEL/CATEGORY, or a level."
        ),
    ] = None,
    type: Annotated[
        str | None,
        typer.Option("--type", metavar="TYPE", help=f"Only one type: {', '.join(RESOURCE_TYPES)}."),
    ] = None,
    free: Annotated[bool, typer.Option("--free", help="Only what costs nothing.")] = False,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """What to learn from: of one item, of a category or level, or of the whole curriculum.

    Where an item and a category have one name, the item is meant; LEVEL/CATEGORY names the other.
    """
    session = Session(curriculum, color, json)
    check_choice("--type", type, RESOURCE_TYPES)
    found, holder, item = _find(session, name)
    fitting = [
        serving
        for serving in found
        if (type is None or serving.resource.type == type)
        and (not free or serving.resource.cost == "free")
    ]
    if json:
        print_json({"resources": [_document(serving) for serving in fitting]})
        return
    from dlroadmap.render.resource_list import print_resources

    print_resources(fitting, holder, session.screen)
    if item and item in session.curriculum.places:
        level, category = session.curriculum.places[item]
        session.screen.print(f"For its whole category: dlr resources {level.id}/{category.id}")


def _find(session: Session, name: str | None) -> tuple[list[Serving], Curriculum, str | None]:
    """Return the resources of what a name means, the curriculum that holds it, the item's key."""
    curriculum = session.curriculum
    if name is None:
        return of_places(curriculum, every_place(curriculum)), curriculum, None
    if not find_exact(name, curriculum) and (part := find_part(curriculum, name)):
        level, category = part
        parts = [category] if category else level.categories
        return of_places(curriculum, [(level, one) for one in parts]), curriculum, None
    key, holder = session.names.find(name)
    return of_item(holder.items[key]), holder, key


def _document(serving: Serving) -> dict[str, Any]:
    return {
        **resource_document(serving.resource),
        "items": serving.items,
        "categories": serving.categories,
    }
