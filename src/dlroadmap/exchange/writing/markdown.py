"""A checklist in Markdown, which imports again: each item has its key in a comment."""

from collections.abc import Iterator

from dlroadmap.exchange.sheet import Sheet


def write(sheet: Sheet) -> Iterator[str]:
    """Yield the text of the export, piece by piece."""
    raise NotImplementedError
