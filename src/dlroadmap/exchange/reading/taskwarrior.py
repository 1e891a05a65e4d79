"""Tasks of Taskwarrior, as `task export` writes them."""

from dlroadmap.authoring.outline import Outline


def recognizes(document: object) -> bool:
    """Return whether a JSON document has this form."""
    raise NotImplementedError


def read(document: object, name: str) -> Outline:
    """Return the outline of a document; `name` is its title where it has none of its own.

    Raises UnreadableError.
    """
    raise NotImplementedError
