"""Edits that take one element out of a list, and nothing else."""

from dlroadmap.curriculum.source import Node, Sequence, Source
from dlroadmap.diagnostics import Edit, Fix


def remove(source: Source, parent: Sequence, element: Node) -> Fix | None:
    """Return the fix that removes an element of a list; None where that would not be simple.

    Left alone are the only element of a list, and one that a comment explains.
    """
    if len(parent.items) < 2:
        return None
    number = next(n for n, item in enumerate(parent.items) if item is element)
    if source.text[parent.start] == "[":
        return _from_brackets(source, parent, number)
    return _from_lines(source, parent, number)


def _from_brackets(source: Source, parent: Sequence, number: int) -> Fix | None:
    """Remove an element with the comma behind it, or, of the last one, the comma before it."""
    items = parent.items
    if number + 1 < len(items):
        start, end = items[number].start, items[number + 1].start
    else:
        start, end = items[number - 1].end, items[number].end
    return None if "#" in source.text[start:end] else Fix((Edit(start, end, ""),))


def _from_lines(source: Source, parent: Sequence, number: int) -> Fix | None:
    """Remove the lines of an element, which begins with a hyphen."""
    text, element = source.text, parent.items[number]
    start = text.rfind("\n", 0, element.start) + 1
    if text[start : element.start].strip() != "-":
        return None
    stripped = text[: element.end].rstrip()
    end = text.find("\n", max(len(stripped), element.start))
    end = len(text) if end < 0 else end + 1
    return None if "#" in text[start:end] else Fix((Edit(start, end, ""),))
