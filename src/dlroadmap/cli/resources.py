"""dlr resources: list what to learn from."""

from typing import Any

from dlroadmap.cli.documents import fields, resource_document
from dlroadmap.cli.options import argument, flag, option, takes
from dlroadmap.cli.selecting import check_choice, find_part
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import RESOURCE_TYPES, Curriculum, Location
from dlroadmap.curriculum.names import find_exact
from dlroadmap.guide.listing import Serving, find_item_resources, find_resources, narrow

EXAMPLES = [
    "dlr resources backpropagation",
    "dlr resources entry/mathematics --free",
    "dlr resources intermediate --type course",
    "dlr resources --json",
]


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    name: str | None = argument(
        "[ITEM|CATEGORY|LEVEL]", "An item, a category, LEVEL/CATEGORY, or a level.", None
    ),
    type: str | None = option("--type", "TYPE", f"Limit to one type: {', '.join(RESOURCE_TYPES)}."),
    free: bool = flag("--free", "Limit to free resources."),
) -> None:
    """List what to learn from: for an item, a category, a level, or the whole curriculum.

    If an item and a category have the same name, dlr takes the item; use LEVEL/CATEGORY for the
    category.
    """
    check_choice("--type", type, RESOURCE_TYPES)
    servings, holder, location = _find(session, name)
    servings = narrow(servings, type, free)
    if session.as_json:
        print_json({"resources": [_document(serving) for serving in servings]})
        return
    from dlroadmap.render.items import print_resources

    print_resources(servings, holder, location, session.screen)


def _find(session: Session, name: str | None) -> tuple[list[Serving], Curriculum, Location | None]:
    """Return the resources of what a name means, who holds it, and where, if it is an item."""
    curriculum = session.curriculum
    if name is None:
        return find_resources(curriculum, curriculum.categories), curriculum, None
    if not find_exact(name, curriculum) and (part := find_part(curriculum, name)):
        level, category = part
        categories = [category] if category else level.categories
        locations = [Location(level, category) for category in categories]
        return find_resources(curriculum, locations), curriculum, None
    key, holder = session.names.find(name)
    return find_item_resources(holder.items[key]), holder, curriculum.locations.get(key)


def _document(serving: Serving) -> dict[str, Any]:
    return {**resource_document(serving.resource), **fields(serving, "items categories")}
