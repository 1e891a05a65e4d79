"""Mermaid: flowcharts as text, which GitHub, GitLab, Obsidian and many editors draw."""

import re

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.path import Path
from dlroadmap.render.words import label_arrow, label_step
from dlroadmap.text import clean

_RISKY = re.compile(r"[^A-Za-z0-9 ,'()/.!?=+-]|^[+-]|(?<=\d)[.)](?= |$)")
"""What the parser, or the Markdown that newer versions read in labels, takes for its own: a mark
of a list among it. Whatever is not ASCII is escaped too, so that any encoding can carry it."""


def export_path(path: Path, curriculum: Curriculum) -> str:
    """Return what comes before what; items outside are dashed, and labelled in words."""
    names = {step.item.key: f"n{number}" for number, step in enumerate(path.steps, 1)}
    boxes = [(names[step.item.key], label_step(step, curriculum.title)) for step in path.steps]
    lines = ["flowchart TD", *(f"    {name}[{quote(label)}]" for name, label in boxes)]
    for edge in path.edges:
        label = label_arrow(edge)
        because = f"|{quote(label)}|" if label else ""
        lines.append(f"    {names[edge.before]} -->{because} {names[edge.after]}")
    if outside_ones := [names[step.item.key] for step in path.steps if step.outside]:
        lines.append("    classDef outside stroke-dasharray: 5 5")
        lines.append(f"    class {','.join(outside_ones)} outside")
    return "\n".join(lines) + "\n"


def quote(text: str) -> str:
    """Return a text in quotes, in ASCII, that stands for itself wherever a label may stand."""
    return f'"{_RISKY.sub(lambda match: f"#{ord(match[0])};", clean(text))}"'
