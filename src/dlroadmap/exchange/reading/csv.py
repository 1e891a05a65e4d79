"""Tables with a header, as spreadsheets write them."""

from dlroadmap.authoring.outline import Outline


def recognizes(text: str) -> bool:
    """Return whether a text begins with the header of a table that names a column of titles."""
    raise NotImplementedError


def read(text: str, name: str) -> Outline:
    """Return the outline of a table; `name` is its title. Raises UnreadableError."""
    raise NotImplementedError
