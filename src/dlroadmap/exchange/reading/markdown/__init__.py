"""Lists in Markdown: task lists of GFM and Obsidian, tables, plain lists and lists of headings."""

from dlroadmap.authoring.outline import Outline


def read(text: str, name: str, base: str) -> Outline:
    """Return the outline of a page; `name` is its title where it has none of its own.

    Relative addresses are resolved against `base`, and left out where it is empty. Raises
    UnreadableError where there is no list.
    """
    # A reader of other formats need not wait for the parser.
    from dlroadmap.exchange.reading.markdown.page import read_page

    return read_page(text, name, base)
