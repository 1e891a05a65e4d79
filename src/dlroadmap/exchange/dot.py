"""DOT: graphs as text, which Graphviz draws."""

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.path import Path
from dlroadmap.render.words import label_arrow, label_step
from dlroadmap.text import clean

_ESCAPED = {ord("\\"): "\\\\", ord('"'): '\\"', ord("&"): "&amp;"}
"""Graphviz reads a backslash in a label as the start of a code, and an ampersand as in HTML."""


def export_path(path: Path, curriculum: Curriculum) -> str:
    """Return what comes before what; items outside are dashed, and labelled in words."""
    lines = ["digraph path {", "    node [shape=box];"]
    for step in path.steps:
        dashed = ", style=dashed" if step.outside else ""
        label = quote(label_step(step, curriculum.title))
        lines.append(f"    {quote(step.item.key)} [label={label}{dashed}];")
    for edge in path.edges:
        label = label_arrow(edge)
        because = f" [label={quote(label)}]" if label else ""
        lines.append(f"    {quote(edge.before)} -> {quote(edge.after)}{because};")
    return "\n".join([*lines, "}"]) + "\n"


def quote(text: str) -> str:
    """Return a quoted string in ASCII, so that any encoding can carry it."""
    escaped = clean(text).translate(_ESCAPED)
    return '"' + escaped.encode("ascii", "xmlcharrefreplace").decode() + '"'
