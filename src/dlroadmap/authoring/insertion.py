"""Puts one more element into a list of a YAML file, laid out as the others are."""

from textwrap import indent

from dlroadmap.errors import DlrError
from dlroadmap.format.nodes import Node, SequenceNode, scalars, value_of
from dlroadmap.format.source import Source


def write_element(text: str, margin: int = 2) -> str:
    """Return a mapping as an element of a list."""
    lines = indent(text, "  ", lambda _: True)
    return indent(f"- {lines[2:]}", " " * margin, lambda _: True)


def append(source: Source, node: Node | None, key: str, text: str) -> str:
    """Return the text of a file with one more element at the end of the list of a key."""
    parent = value_of(node, key)
    if not isinstance(parent, SequenceNode) or not parent.items:
        message = f"{source.path} has no list `{key}` to add to; write the first entry by hand."
        raise DlrError("unfit-layout", message)
    mark = "\ufeff" * source.marked
    if source.text[parent.start] != "[":
        return mark + _append_lines(source.text, parent.items[-1], text)
    if "\n" in text.rstrip("\n"):
        line = source.line_of(parent)
        message = f"{source.path}, line {line}: `{key}` is written in brackets."
        raise DlrError("unfit-layout", message, "Give each entry a line of its own first.")
    end = parent.items[-1].end
    return f"{mark}{source.text[:end]}, {text.strip()}{source.text[end:]}"


def _append_lines(whole: str, last: Node, text: str) -> str:
    """Return a text with an element on lines of its own, behind the last of its list."""
    start = whole.rfind("\n", 0, last.start) + 1
    margin = len(whole[start : last.start].partition("-")[0])
    end = max(scalar.end for scalar in scalars(last))
    if whole[end - 1 : end] != "\n":
        end = whole.find("\n", end) + 1 or len(whole)
    end = _skip_comments(whole, end, margin)
    line_end = "\r\n" if "\r\n" in whole else "\n"
    gap = "" if whole[:end].endswith("\n") else line_end
    added = write_element(text, margin).replace("\n", line_end)
    return f"{whole[:end]}{gap}{added}{whole[end:]}"


def _skip_comments(text: str, end: int, margin: int) -> int:
    """Return where the comments end that belong to an element, for they are indented with it."""
    for line in text[end:].splitlines(keepends=True):
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= margin:
            break
        end += len(line)
    return end
