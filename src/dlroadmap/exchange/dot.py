"""DOT: graphs as text, which Graphviz draws."""

from dlroadmap.guide.path import Path
from dlroadmap.text import clean

_ESCAPED = {ord("\\"): "\\\\", ord('"'): '\\"', ord("&"): "&amp;"}
"""Graphviz reads a backslash in a label as the start of a code, and an ampersand as in HTML."""


def digraph(path: Path, curriculum: str) -> str:
    """Return what comes before what; items outside are dashed, and told in words."""
    lines = ["digraph path {", "    node [shape=box];"]
    for step in path.steps:
        dashed = ", style=dashed" if step.outside else ""
        label = _quoted(step.label(curriculum))
        lines.append(f"    {_quoted(step.item.key)} [label={label}{dashed}];")
    for edge in path.edges:
        because = f" [label={_quoted(edge.label)}]" if edge.label else ""
        lines.append(f"    {_quoted(edge.before)} -> {_quoted(edge.after)}{because};")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    """Return a quoted string in ASCII, so that any encoding can carry it."""
    escaped = clean(text).translate(_ESCAPED)
    return '"' + escaped.encode("ascii", "xmlcharrefreplace").decode() + '"'
