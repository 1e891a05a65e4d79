"""Edits of a file's text that change one thing in it and nothing else."""

import re

from dlroadmap.diagnostics import Edit, Fix
from dlroadmap.format.nodes import Scalar
from dlroadmap.format.source import Source

_WORDS = re.compile(r"[^\s\"'\\|>&!*{}\[\]][^\"\\\r\n]*")
_LONE_CR = re.compile(r"\r(?!\n)")


def quote(source: Source, scalar: Scalar) -> Fix | None:
    """Return the fix that puts a plain scalar of one line in quotes; None for any other."""
    words = source.text[scalar.start : scalar.end]
    return Fix((Edit(scalar.start, scalar.end, f'"{words}"'),)) if _WORDS.fullmatch(words) else None


def remove_line(source: Source, start: int, end: int) -> Fix | None:
    """Return the fix that removes the line of what stands alone on it; None where it does not."""
    text = source.text
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop + 1
    alone = not (text[begin:start] + text[end:stop]).strip()
    one_line = not re.search(r"[\r\n]", text[start:end]) and not _LONE_CR.search(text, begin, stop)
    return Fix((Edit(begin, stop, ""),)) if alone and one_line else None
