"""A plan as a Markdown checklist, a section a week."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Section(NamedTuple):
    """A heading with its boxes to tick."""

    heading: str
    boxes: Sequence[str]


def checklist(title: str, words: Iterable[str], sections: Iterable[Section]) -> str:
    """Return a page with a title, some paragraphs, and a GFM task list in each section."""
    blocks = [f"# {escape(title)}", *map(escape, words)]
    for section in sections:
        blocks.append(f"## {escape(section.heading)}")
        blocks.append("\n".join(f"- [ ] {escape(box)}" for box in section.boxes))
    return "\n\n".join(filter(None, blocks)) + "\n"


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    text = re.sub(r"([\\`*_\[\]<>|~#])", r"\\\1", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)
