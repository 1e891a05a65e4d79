"""Curricula of several levels and categories, in one file."""

from collections.abc import Sequence
from textwrap import indent


def category(id: str, *items: str, more: str = "") -> str:
    """Return a category; items are definitions or references."""
    return f"id: {id}\ntitle: C\n{more}{_list('items', items)}"


def level(id: str, *categories: str, more: str = "") -> str:
    """Return a level."""
    return f"id: {id}\ntitle: L\n{more}{_list('categories', categories)}"


def stages(*levels: str, head: str = "", id: str = "home") -> str:
    """Return a curriculum."""
    return f"format: 1\nid: {id}\ntitle: T\n{head}{_list('levels', levels)}"


def _list(key: str, elements: Sequence[str]) -> str:
    lines = (f"  - {indent(text, '    ').lstrip().rstrip()}\n" for text in elements)
    return f"{key}:\n{''.join(lines)}" if elements else f"{key}: []\n"
