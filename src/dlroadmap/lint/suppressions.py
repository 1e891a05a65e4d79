"""Comments that silence a rule: `# dlr: ignore[G205] reason`, and `ignore-file` for a file."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dlroadmap.format.nodes import scalars
from dlroadmap.format.source import Source

_COMMENT = re.compile(r"#[ \t]*dlr:[ \t]*ignore(-file)?\b(?:\[([^\]\r\n]*)\])?[^\r\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+")

Target = tuple[int | None, str]
"""What a comment silences: a rule's code on a line, or, with None, in the whole file."""


@dataclass(frozen=True)
class Suppression:
    """One comment: where it stands, its words, and what each of them silences, if it is a rule."""

    span: tuple[int, int]
    targets: Sequence[tuple[str, Target | None]]


def find_suppressions(source: Source, codes: Mapping[str, str]) -> list[Suppression]:
    """Return the comments of a file that silence something; none if it could not be read.

    `codes` are those of the rules by the words that name them.
    """
    text = source.text
    if "dlr:" not in text or source.root is None:
        return []
    spans = sorted((scalar.start, scalar.end) for scalar in scalars(source.root))
    contents: list[int] = []
    found = []
    for match in _COMMENT.finditer(text):
        number, column = source.position(match.start())
        before = text[match.start() - column + 1 : match.start()]
        if _is_text(text, spans, match.start()) or (before and before[-1] not in " \t"):
            continue
        if not before.strip():
            contents = contents or _content_lines(source)
            number = contents[min(bisect_right(contents, number), len(contents) - 1)]
        line = None if match[1] else number
        words = [word.strip() for word in (match[2] or "").split(",") if word.strip()]
        targets = [(word, (line, codes[word]) if word in codes else None) for word in words]
        found.append(Suppression(match.span(), targets))
    return found


def find_first_lines(source: Source) -> dict[int, int]:
    """Return, by line of a text of several lines, the line on which the text begins.

    No comment can stand between those lines, so one at the beginning is about all of them.
    """
    found: dict[int, int] = {}
    for scalar in scalars(source.root):
        first = source.line_of(scalar)
        length = len(source.text[scalar.start : scalar.end].rstrip())
        last = source.position(scalar.start + length)[0]
        found.update((line, first) for line in range(first + 1, last + 1))
    return found


def _is_text(text: str, spans: list[tuple[int, int]], at: int) -> bool:
    """Return whether what looks like a comment is part of a value; its header is none."""
    index = bisect_right(spans, (at, len(text))) - 1
    if index < 0 or at >= spans[index][1]:
        return False
    header = _HEADER.match(text, spans[index][0])
    return header is None or header.end() != at


def _content_lines(source: Source) -> list[int]:
    """Return the numbers, from 1, of the lines that are more than a comment, then the last."""
    lines = source.lines()
    words = [line.lstrip() for line in lines]
    return [*(n for n, each in enumerate(words, 1) if each and each[0] != "#"), len(lines)]
