"""Names on lines of a text, as plain lists, lists with bullets or numbers, and checklists do."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKS = re.compile(r"^(?:(?:[-*+•–]|\d{1,4}[.)])(?:\s+|$))*")
_BOX = re.compile(r"\[([ xX/-]?)\](?:\s+|$)")
_LINK = re.compile(r"\[([^][]+)\]\(\S+\)")


class NameLine(NamedTuple):
    """A name, the number of its line from 1 on, and whether it has a box that is not checked."""

    number: int
    name: str
    unticked: bool


def read_name_lines(text: str) -> Iterator[NameLine]:
    """Yield the names of a text; lines that are empty or begin with # have none."""
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if words.startswith("#"):
            continue
        words = _MARKS.sub("", words, count=1)
        box = _BOX.match(words)
        if name := words[box.end() :] if box else words:
            link = _LINK.fullmatch(name.strip())
            yield NameLine(
                number, link[1] if link else name, bool(box and box[1] not in ("x", "X"))
            )
