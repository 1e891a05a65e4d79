"""Edits of a file's text that change one thing in it and nothing else."""

import re
from bisect import bisect_left

from dlroadmap.diagnostics import Edit, Fix
from dlroadmap.format.nodes import MappingNode, Node, Scalar, SequenceNode, scalars
from dlroadmap.format.source import LONE_CR, Source

_WORDS = re.compile(r"[^\s\"'\\|>&!*{}\[\]][^\"\\\r\n]*")


def quote(source: Source, scalar: Scalar) -> Fix | None:
    """Return the fix that puts a plain scalar of one line in quotes; None for any other."""
    words = source.text[scalar.start : scalar.end]
    return Fix((Edit(scalar.start, scalar.end, f'"{words}"'),)) if _WORDS.fullmatch(words) else None


def span_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the lines begin and end that hold what stands between two offsets."""
    return text.rfind("\n", 0, start) + 1, text.find("\n", end) + 1 or len(text)


def remove_line(source: Source, start: int, end: int) -> Fix | None:
    """Return the fix that removes the line of what stands alone on it; None where it does not."""
    text = source.text
    begin, stop = span_lines(text, start, end)
    alone = not (text[begin:start] + text[end:stop]).strip()
    one_line = not re.search(r"[\r\n]", text[start:end]) and not LONE_CR.search(text, begin, stop)
    return Fix((Edit(begin, stop, ""),)) if alone and one_line else None


def remove_key(source: Source, record: MappingNode, word: str) -> Fix | None:
    """Return the fix that removes a key of a mapping without braces, if others are left."""
    keys = record.keys()
    if len(keys) < 2 or record.start != next(iter(keys.values())).start:
        return None
    return remove_line(source, keys[word].start, record.values[word].end)


def remove(
    source: Source, parent: SequenceNode, element: Node, kept: Node | None = None
) -> Fix | None:
    """Return the fix that removes an element of a list; None where that would not be simple.

    Left alone are the only element of a list, and one that a comment stands beside. Fixes for
    several elements of one list do not overlap if all are given the same `kept`, an element that
    stays; without it, the first one does.
    """
    items = parent.items
    number = _number(items, element)
    if len(items) < 2 or items[number] is not element:
        return None
    if source.text[parent.start] == "[":
        before_kept = number < (_number(items, kept) if kept else 1)
        return _from_brackets(source, parent, number, before_kept)
    return _from_lines(source, element)


def _number(items: list[Node], element: Node) -> int:
    return min(bisect_left(items, element.start, key=lambda item: item.start), len(items) - 1)


def _from_brackets(source: Source, parent: SequenceNode, number: int, forward: bool) -> Fix | None:
    """Remove an element with the comma behind it, or else with the one before it.

    Towards an element that stays, so that no two edits want the same comma.
    """
    items, element = parent.items, parent.items[number]
    before = items[number - 1].end if number else parent.start
    after = items[number + 1].start if number + 1 < len(items) else parent.end
    if _holds_comment(source, before, after, element):
        return None
    if forward and number + 1 < len(items):
        return Fix((Edit(element.start, after, ""),))
    return Fix((Edit(before, element.end, ""),)) if number else None


def _from_lines(source: Source, element: Node) -> Fix | None:
    """Remove the lines of an element, which begins with a hyphen."""
    text = source.text
    content = content_end(text, element)
    start, end = span_lines(text, element.start, content)
    if text[start : element.start].strip() != "-":
        return None
    below = text[end : element.end].split("\n")
    more = [line for line in below if line.strip() and not _is_comment(line)]
    if more or text[content:end].strip() or _holds_comment(source, start, end, element):
        return None
    before = max(start - 1, 0)
    following = text[end : span_lines(text, end, end)[1]]
    is_deeper = len(following) - len(following.lstrip()) > text.index("-", start) - start
    if _is_comment(text[slice(*span_lines(text, before, before))]):
        return None
    return None if _is_comment(following) and is_deeper else Fix((Edit(start, end, ""),))


def content_end(text: str, element: Node) -> int:
    """Return where the last text of a node ends; blocks end only where the next thing begins."""
    node = element
    while True:
        if isinstance(node, MappingNode) and node.values and text[node.start] != "{":
            node = next(reversed(node.values.values()))
        elif isinstance(node, SequenceNode) and node.items and text[node.start] != "[":
            node = node.items[-1]
        else:
            return node.start + len(text[node.start : node.end].rstrip())


def _holds_comment(source: Source, start: int, end: int, element: Node) -> bool:
    """Return whether a comment stands between two offsets, in the element or beside it."""
    text, at = source.text, start
    for scalar in scalars(element):
        header = text[scalar.start : scalar.end].partition("\n")[0]
        if "#" in text[at : scalar.start] or ("#" in header and header[0] in "|>"):
            return True
        at = max(at, scalar.end)
    return "#" in text[at:end]


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
