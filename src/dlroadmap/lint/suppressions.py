"""Comments that silence a rule: `# dlr: ignore[G205] reason`, and `ignore-file` for a file."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from dlroadmap.diagnostics import RULES, Edit, Finding, Fix
from dlroadmap.format.source import Source
from dlroadmap.format.walk import scalars

_COMMENT = re.compile(r"#[ \t]*dlr:[ \t]*ignore(-file)?\b(?:\[([^\]\r\n]*)\])?[^\r\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+")
_BY_NAME = {name: code for code, (name, _) in RULES.items()}


Target = tuple[int | None, str]
"""What a comment silences: a rule's code on a line, or, with None, in the whole file."""


@dataclass(frozen=True)
class Suppression:
    """One comment: where it stands, the rules that it names, and the line that it is about."""

    start: int
    end: int
    words: tuple[str, ...]
    line: int | None

    @property
    def targets(self) -> Iterator[Target]:
        """What it silences."""
        return ((self.line, code) for word in self.words if (code := _code(word)))


def suppressions(source: Source) -> list[Suppression]:
    """Return the comments of a file that silence something; none if it could not be read."""
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
            number = contents[min(number, len(contents) - 1)]
        words = tuple(word.strip() for word in (match[2] or "").split(",") if word.strip())
        line = None if match[1] else number
        found.append(Suppression(match.start(), match.end(), words, line))
    return found


def unused(
    source: Source,
    found: Iterable[Suppression],
    met: Collection[Target],
    holds: Callable[[str], bool],
) -> Iterator[Finding]:
    """Yield a finding for each comment that names no rule, an unknown one, or one it never met.

    `holds` tells of a rule whether it would have found something, were there something to find.
    """
    for comment in found:
        idle = []
        for word in comment.words:
            code = _code(word)
            if code is None:
                message = f"`{word}` is no rule; all rules: dlr rule"
                yield source.finding("U901", comment.start, comment.end, message)
            elif (comment.line, code) not in met and holds(code):
                idle.append(word)
        if idle:
            names = ", ".join(f"`{word}`" for word in idle)
            message = f"{names} finds nothing here; the comment is not needed"
            fix = _fix(source, comment, idle)
            yield source.finding("U901", comment.start, comment.end, message, fix)
        if not comment.words:
            message = "name the rules that this comment is about: `# dlr: ignore[G205] reason`"
            yield source.finding("U901", comment.start, comment.end, message)


def _code(word: str) -> str | None:
    return word if word in RULES else _BY_NAME.get(word)


def _is_text(text: str, spans: list[tuple[int, int]], at: int) -> bool:
    """Return whether what looks like a comment is part of a value; its header is none."""
    place = bisect_right(spans, (at, len(text))) - 1
    if place < 0 or at >= spans[place][1]:
        return False
    header = _HEADER.match(text, spans[place][0])
    return header is None or header.end() != at


def _content_lines(source: Source) -> list[int]:
    """Return for each line, from 0, the number from 1 of the next that is more than a comment."""
    lines = source.lines()
    following = [len(lines)] * len(lines)
    for number in range(len(lines) - 1, -1, -1):
        words = lines[number].lstrip()
        if words and not words.startswith("#"):
            following[number] = number + 1
        elif number + 1 < len(lines):
            following[number] = following[number + 1]
    return following


def _fix(source: Source, comment: Suppression, idle: list[str]) -> Fix:
    """Take idle rules out of a comment; one that is left without any goes as a whole."""
    text, kept = source.text, [word for word in comment.words if word not in idle]
    if kept:
        start = text.index("[", comment.start) + 1
        return Fix((Edit(start, text.index("]", start), ", ".join(kept)),))
    begins = text.rfind("\n", 0, comment.start) + 1
    if not text[begins : comment.start].strip():
        ends = text.find("\n", comment.end) + 1 or len(text)
        return Fix((Edit(begins, ends, ""),))
    start = begins + len(text[begins : comment.start].rstrip())
    return Fix((Edit(start, comment.end, ""),))
