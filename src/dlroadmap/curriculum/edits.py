"""Edits of a file's text that change one thing in it and nothing else."""

import re
from bisect import bisect_left

from dlroadmap.curriculum.source import Node, Scalar, Sequence, Source
from dlroadmap.diagnostics import Edit, Fix

_WORDS = re.compile(r"[^\s\"'\\|>&!*{}\[\]][^\"\\\r\n]*")
_LONE_CR = re.compile(r"\r(?!\n)")


def quote(source: Source, scalar: Scalar) -> Fix | None:
    """Return the fix that puts a plain scalar of one line in quotes; None for any other."""
    words = source.text[scalar.start : scalar.end]
    return Fix((Edit(scalar.start, scalar.end, f'"{words}"'),)) if _WORDS.fullmatch(words) else None


def remove(source: Source, parent: Sequence, element: Node) -> Fix | None:
    """Return the fix that removes an element of a list; None where that would not be simple.

    Left alone are the only element of a list, and one that a comment explains.
    """
    number = bisect_left(parent.items, element.start, key=lambda item: item.start)
    if len(parent.items) < 2 or parent.items[number] is not element:
        return None
    if source.text[parent.start] == "[":
        return _from_brackets(source, parent.items, number)
    return _from_lines(source, element)


def remove_line(source: Source, start: int, end: int) -> Fix | None:
    """Return the fix that removes the line of what stands alone on it; None where it does not."""
    text = source.text
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop + 1
    alone = not (text[begin:start] + text[end:stop]).strip()
    one_line = not re.search(r"[\r\n]", text[start:end]) and not _LONE_CR.search(text, begin, stop)
    return Fix((Edit(begin, stop, ""),)) if alone and one_line else None


def _from_brackets(source: Source, items: list[Node], number: int) -> Fix | None:
    """Remove an element with the comma behind it, or, of the last one, the comma before it."""
    if number + 1 < len(items):
        start, end = items[number].start, items[number + 1].start
    else:
        start, end = items[number - 1].end, items[number].end
    return None if "#" in source.text[start:end] else Fix((Edit(start, end, ""),))


def _from_lines(source: Source, element: Node) -> Fix | None:
    """Remove the lines of an element, which begins with a hyphen."""
    text = source.text
    start, end = text.rfind("\n", 0, element.start) + 1, element.end
    while end > element.start and text[end - 1].isspace():
        end -= 1  # the mark of a mapping's end stands where the next thing begins
    end = text.find("\n", end)
    end = len(text) if end < 0 else end + 1
    lines = text[start:end]
    alone = text[start : element.start].strip() == "-"
    explained = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start].lstrip().startswith("#")
    if not alone or explained or "#" in lines or _LONE_CR.search(lines):
        return None
    return Fix((Edit(start, end, ""),))
