"""What to learn from, each with its address on a line of its own."""

from collections.abc import Sequence

from rich.padding import Padding
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Location
from dlroadmap.guide.resources import Serving
from dlroadmap.render.screen import Screen
from dlroadmap.words import join_words, pluralize

MOST = 3
"""So many items are named behind each resource."""


def print_resources(
    servings: Sequence[Serving], curriculum: Curriculum, location: Location | None, screen: Screen
) -> None:
    """Print each resource with its type and cost, its address in one piece, and what it serves.

    `location` is that of the item whose resources they are, where the curriculum in use holds it.
    """
    for serving in servings:
        resource = serving.resource
        kind = f" ({resource.type}, {resource.cost})"
        screen.print(Text.assemble((resource.title, "bold"), kind))
        screen.lines(f"  {resource.url}")
        served = join_words(_served_titles(serving, curriculum), MOST)
        screen.print(Padding(Text(f"for {served}", overflow="fold"), (0, 0, 0, 2)))
    if servings:
        free = sum(serving.resource.cost == "free" for serving in servings)
        screen.print("", f"{pluralize(len(servings), 'resource')}, {free:,} free")
    else:
        screen.print("No resource fits.")
    if location:
        screen.print(f"For its whole category: dlr resources {location.name}")


def _served_titles(serving: Serving, curriculum: Curriculum) -> list[str]:
    titles = {location.name: location.category.title for location in curriculum.categories}
    categories = [f"all of {titles[name]}" for name in serving.categories]
    return categories + [curriculum.items[key].title for key in serving.items]
