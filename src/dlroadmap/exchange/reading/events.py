"""Events of a history of dlr, as `dlr export --format events` writes them."""

from dlroadmap.progress.events import Event


def recognizes(document: object) -> bool:
    """Return whether a JSON document, or JSON lines, are events."""
    raise NotImplementedError


def read(document: object) -> list[Event]:
    """Return the events of a document, whose form alone is checked. Raises UnreadableError."""
    raise NotImplementedError
