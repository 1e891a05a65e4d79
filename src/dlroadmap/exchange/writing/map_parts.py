"""What maps of a curriculum have in common, whatever draws them."""

from dlroadmap.curriculum.model import Category, Level
from dlroadmap.exchange.sheet import Row
from dlroadmap.render.words import STATE_WORDS


def label(title: str, state: str) -> str:
    """Return the title, with the state in words where there is something to say."""
    return title if state == "todo" else f"{title} ({STATE_WORDS[state]})"


def level_of(row: Row) -> Level:
    """Return the level of a row; those of one level come in one run."""
    return row.location.level


def category_of(row: Row) -> Category:
    """Return the category of a row; those of one category come in one run within their level."""
    return row.location.category
