"""Where a former id is added to the item that it belongs to."""

from typing import NamedTuple

from dlroadmap.diagnostics import Edit, Fix
from dlroadmap.format.draft import Definition
from dlroadmap.format.nodes import MappingNode, SequenceNode, text_of
from dlroadmap.format.source import Source
from dlroadmap.lint.edits import content_end


class Addition(NamedTuple):
    """What `formerly` of an item is to say, the line where it says it, and the fix, if simple."""

    line: int
    text: str
    fix: Fix | None


def add_former(definition: Definition, id: str) -> Addition:
    """Return how an item is told its former id: in the list that it has, or else on a new line.

    The fix is not safe, for whether the item is the same its author alone can know.
    """
    source, node = definition.source, definition.node
    listed = node.get("formerly")
    known = [*definition.item.formerly, id]
    text = f"formerly: [{', '.join(known)}]"
    if listed is not None:
        edit = _extend(source, listed, id) if isinstance(listed, SequenceNode) else None
        return Addition(source.line_of(listed), text, _unsafe(edit))
    if source.text[node.start] == "{":
        last = next(reversed(node.values.values()))
        return Addition(source.line_of(last), text, _unsafe(_insert(last.end, f", {text}")))
    at, line_break = _end_of_lines(source, node)
    first = next(iter(node.keys().values()))
    margin = " " * (source.position(first.start)[1] - 1)
    is_open = not source.text[:at].endswith("\n")
    line = source.position(at)[0] + is_open
    new = f"{line_break}{margin}{text}" if is_open else f"{margin}{text}{line_break}"
    return Addition(line, text, _unsafe(_insert(at, new)))


def _extend(source: Source, listed: SequenceNode, id: str) -> Edit | None:
    """Add an id to a list in brackets; one of lines is left to the author."""
    if source.text[listed.start] != "[":
        return None
    if not listed.items:
        return _insert(listed.start + 1, id)
    last = listed.items[-1]
    return _insert(last.end, f", {id}") if text_of(last) else None


def _end_of_lines(source: Source, node: MappingNode) -> tuple[int, str]:
    """Return where the lines of an item end, and what ends a line of its file."""
    text = source.text
    at = text.find("\n", content_end(text, node)) + 1 or len(text)
    return at, "\r\n" if "\r\n" in text else "\n"


def _insert(at: int, text: str) -> Edit:
    return Edit(at, at, text)


def _unsafe(edit: Edit | None) -> Fix | None:
    return Fix((edit,), safe=False) if edit else None
