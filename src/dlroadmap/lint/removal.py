"""Edits that take one element out of a list, and nothing else."""

from bisect import bisect_left

from dlroadmap.diagnostics import Edit, Fix
from dlroadmap.format.nodes import MappingNode, Node, Scalar, SequenceNode, scalars
from dlroadmap.format.source import Source


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
    start = text.rfind("\n", 0, element.start) + 1
    if text[start : element.start].strip() != "-":
        return None
    content = _content_end(source, element)
    newline = text.find("\n", content)
    end = len(text) if newline < 0 else newline + 1
    alone = not text[content:end].strip() and not _holds_more(text[end : element.end])
    if not alone or _holds_comment(source, start, end, element):
        return None
    column = text.index("-", start) - start
    if _is_comment(_line(text, text.rfind("\n", 0, max(start - 1, 0)) + 1, start)):
        return None
    following = _line(text, end, text.find("\n", end))
    if _is_comment(following) and len(following) - len(following.lstrip()) > column:
        return None
    return Fix((Edit(start, end, ""),))


def _content_end(source: Source, element: Node) -> int:
    """Return where the last text of a node ends; blocks end only where the next thing begins."""
    node = element
    while True:
        if isinstance(node, MappingNode) and node.entries and source.text[node.start] != "{":
            _, node = next(reversed(node.entries.values()))
        elif isinstance(node, SequenceNode) and node.items and source.text[node.start] != "[":
            node = node.items[-1]
        else:
            break
    return node.start + len(source.text[node.start : node.end].rstrip())


def _holds_comment(source: Source, start: int, end: int, element: Node) -> bool:
    """Return whether a comment stands between two places, in the element or beside it."""
    text, at = source.text, start
    for scalar in scalars(element):
        if "#" in text[at : scalar.start]:
            return True
        at = max(at, scalar.end)
        if _is_block(text, scalar) and "#" in text[scalar.start : scalar.end].partition("\n")[0]:
            return True
    return "#" in text[at:end]


def _is_block(text: str, scalar: Scalar) -> bool:
    return scalar.end > scalar.start and text[scalar.start] in "|>"


def _holds_more(text: str) -> bool:
    """Return whether lines hold anything but comments."""
    return any(line.strip() and not _is_comment(line) for line in text.split("\n"))


def _line(text: str, start: int, end: int) -> str:
    return text[start : end if end >= 0 else len(text)]


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
