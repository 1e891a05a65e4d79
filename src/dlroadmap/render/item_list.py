"""The items that a call asked for, in a table or in the words that there are none."""

from collections.abc import Sequence

from rich.console import RenderableType

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.listing import Listed
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress
from dlroadmap.render.items import item_table, state_in_words
from dlroadmap.render.screen import Screen
from dlroadmap.text import clean, plural


def listed_items(
    found: Sequence[Listed], progress: Progress, screen: Screen
) -> list[RenderableType]:
    """Return items of any curricula with their states, and how many they are."""
    if not found:
        return ["No item fits."]
    rows = [(each.item, state_in_words(each.item.key, progress, each.readiness)) for each in found]
    locations = {each.item.key: each.location for each in found}
    return [item_table(rows, locations, screen), "", plural(len(found), "item")]


def searched_items(
    found: Sequence[Item],
    words: str,
    curriculum: Curriculum,
    progress: Progress,
    screen: Screen,
) -> RenderableType:
    """Return items of one curriculum that fit some words, with their states."""
    if not found:
        return f"Nothing in {curriculum.title} fits “{clean(words)}”."
    readiness = Readiness(curriculum, progress)
    rows = [(item, state_in_words(item.key, progress, readiness)) for item in found]
    return item_table(rows, curriculum.places, screen)
