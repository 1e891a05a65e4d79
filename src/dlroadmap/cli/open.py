"""dlr open: a resource of an item, in the browser."""

import os

from dlroadmap.cli.browsing import open_address
from dlroadmap.cli.documents import fields, resource_document
from dlroadmap.cli.options import ITEM, argument, flag, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.errors import DlrError
from dlroadmap.guide.listing import choose_resource
from dlroadmap.words import pluralize

EXAMPLES = [
    "dlr open backpropagation",
    "dlr open backpropagation 2",
    "dlr open backpropagation --print",
]


@takes("curriculum", "json", "color")
def run(
    session: Session,
    name: str = ITEM,
    number: int | None = argument(
        "[N]", "Which one, as dlr resources ITEM lists them (default: the first free one).", None
    ),
    only_print: bool = flag("--print", "Print the address instead."),
) -> None:
    """Open a resource of an item in the browser.

    Over ssh, and where there is no browser, the address is printed. BROWSER sets the program.
    """
    key, holder = session.names.find(name)
    item = holder.items[key]
    index = choose_resource(item, number)
    if index is None:
        raise _failure(item, holder)
    resource = item.resources[index]
    opened = not only_print and open_address(resource.url)
    if session.as_json:
        document = {**fields(item, "key id"), "number": index + 1, "opened": opened}
        print_json({**document, "resource": resource_document(resource)})
    elif only_print:
        session.screen.lines(resource.url)
    else:
        from dlroadmap.render.open_page import print_opened

        print_opened(item, index, opened, session.screen, os.environ.get("BROWSER", ""))


def _failure(item: Item, holder: Curriculum) -> DlrError:
    if item.resources:
        message = f"{item.title} has {pluralize(len(item.resources), 'resource')}, numbered from 1."
        return DlrError("usage", message, f"To list them: dlr resources {item.id}")
    location = holder.locations.get(item.key)
    message = f"{item.title} has no resources."
    if location and location.category.resources:
        return DlrError("no-resource", message, f"Of its category: dlr resources {location.name}")
    return DlrError("no-resource", message, "All resources: dlr resources")
