"""What was opened in the browser, or would have been."""

from rich.text import Text

from dlroadmap.curriculum.model import Item
from dlroadmap.render.links import address
from dlroadmap.render.screen import Screen
from dlroadmap.text import clean


def print_opened(item: Item, index: int, opened: bool, screen: Screen, browser: str) -> None:
    """Print which resource of an item was opened, its address in one piece, and what else.

    `browser` is what BROWSER says, if it is set.
    """
    resource = item.resources[index]
    part = f", {resource.part}" if resource.part else ""
    failed = f"BROWSER (“{clean(browser)}”) failed." if browser else "No browser found."
    said = "Opened: " if opened else f"{failed} Open this address: "
    kind = f" ({resource.type}, {resource.cost})"
    screen.print(Text.assemble(said, (resource.title, "bold"), part, kind))
    screen.lines(Text.assemble("  ", address(resource.url)))
    number = len(item.resources)
    if number > 1:
        screen.print(f"Resource {index + 1} of {number}. To list them: dlr resources {item.id}")
