"""What to learn from, each with its address on a line of its own."""

from collections.abc import Sequence

from rich.padding import Padding
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.resources import Serving
from dlroadmap.render.screen import Screen
from dlroadmap.text import listed, plural

MOST = 3
"""So many items are named behind each resource."""


def print_resources(found: Sequence[Serving], curriculum: Curriculum, screen: Screen) -> None:
    """Print each resource with its type and cost, its address in one piece, and what it serves."""
    for serving in found:
        resource = serving.resource
        kind = f" ({resource.type}, {resource.cost})"
        screen.print(Text.assemble((resource.title, "bold"), kind))
        screen.lines(f"  {resource.url}")
        served = listed(_served(serving, curriculum), MOST)
        screen.print(Padding(Text(f"for {served}", overflow="fold"), (0, 0, 0, 2)))
    if not found:
        screen.print("No resource fits.")
        return
    free = sum(serving.resource.cost == "free" for serving in found)
    screen.print("", f"{plural(len(found), 'resource')}, {free:,} free")


def _served(serving: Serving, curriculum: Curriculum) -> list[str]:
    titles = {
        f"{level.id}/{category.id}": category.title
        for level in curriculum.levels
        for category in level.categories
    }
    categories = [f"all of {titles[name]}" for name in serving.categories]
    return categories + [curriculum.items[key].title for key in serving.items]
