"""The items that a call asked for, in a table or in the words that there are none."""

from collections.abc import Sequence

from rich.console import RenderableType

from dlroadmap.guide.listing import Listed
from dlroadmap.progress.fold import Progress
from dlroadmap.render.items import item_table, state_in_words
from dlroadmap.render.screen import Screen
from dlroadmap.text import clean
from dlroadmap.words import pluralize


def listed_items(
    found: Sequence[Listed], progress: Progress, screen: Screen
) -> list[RenderableType]:
    """Return the items that a filter let through, and how many they are."""
    if not found:
        return ["No item fits."]
    return [_table(found, progress, screen), "", pluralize(len(found), "item")]


def searched_items(
    found: Sequence[Listed], words: str, title: str, progress: Progress, screen: Screen
) -> RenderableType:
    """Return the items that fit some words, or the title of the curriculum that has none."""
    if not found:
        return f"Nothing in {title} fits “{clean(words)}”."
    return _table(found, progress, screen)


def _table(found: Sequence[Listed], progress: Progress, screen: Screen) -> RenderableType:
    rows = [(item, state_in_words(item.key, progress, ready)) for item, _, ready in found]
    return item_table(rows, {item.key: location for item, location, _ in found}, screen)
