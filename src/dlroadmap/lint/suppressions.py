"""Comments that silence a rule: `# dlr: ignore[G205] reason`, and `ignore-file` for a file."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from dlroadmap.curriculum.source import Source
from dlroadmap.diagnostics import RULES, Edit, Finding, Fix
from dlroadmap.lint.walk import scalars

_COMMENT = re.compile(r"#[ \t]*dlr:[ \t]*ignore(-file)?(?:\[([^\]\n]*)\])?([^\n]*)")
_BY_NAME = {name: code for code, (name, _) in RULES.items()}


@dataclass
class Suppression:
    """One comment: the rules that it names, the line it is about, and which of them it met."""

    start: int
    end: int
    words: list[str]
    line: int | None
    """The line that it silences; None for the whole file."""
    met: set[str] = field(default_factory=set)

    def silences(self, finding: Finding) -> bool:
        """Return whether a finding is one that this comment is about, and remember it."""
        if self.line not in (None, finding.line):
            return False
        words = {word for word in self.words if _code(word) == finding.rule}
        self.met |= words
        return bool(words)


def suppressions(source: Source) -> list[Suppression]:
    """Return the comments of a file that silence something."""
    text = source.text
    if "dlr:" not in text:
        return []
    spans = sorted((scalar.start, scalar.end) for scalar in scalars(source.root))
    starts = [start for start, _ in spans]
    found = []
    for match in _COMMENT.finditer(text):
        place = bisect_right(starts, match.start()) - 1
        begins = text.rfind("\n", 0, match.start()) + 1
        before = text[begins : match.start()]
        inside = place >= 0 and match.start() < spans[place][1]
        if inside or (before and before[-1] not in " \t"):
            continue
        line = source.position(match.start())[0]
        if not before.strip():
            line = _next_line(text, match.end(), line)
        words = [word.strip() for word in (match[2] or "").split(",") if word.strip()]
        found.append(Suppression(match.start(), match.end(), words, None if match[1] else line))
    return found


def unused(
    source: Source, found: Iterable[Suppression], holds: Callable[[str], bool]
) -> Iterator[Finding]:
    """Yield a finding for each comment that names no rule, an unknown one, or one it never met."""
    for comment in found:
        idle = []
        for word in comment.words:
            code = _code(word)
            if code is None:
                message = f"`{word}` is no rule; all rules: dlr rule"
                yield source.finding("U901", comment.start, comment.end, message)
            elif word not in comment.met and holds(code):
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


def _next_line(text: str, end: int, line: int) -> int:
    """Return the next line that holds more than a comment."""
    for rest in text[end:].split("\n")[1:]:
        line += 1
        if rest.strip() and not rest.lstrip().startswith("#"):
            break
    return line


def _fix(source: Source, comment: Suppression, idle: list[str]) -> Fix:
    """Take idle rules out of a comment; one that is left without any goes as a whole."""
    text, kept = source.text, [word for word in comment.words if word not in idle]
    if kept:
        start = text.index("[", comment.start) + 1
        return Fix((Edit(start, text.index("]", start), ", ".join(kept)),))
    begins = text.rfind("\n", 0, comment.start) + 1
    if not text[begins : comment.start].strip():
        return Fix((Edit(begins, min(comment.end + 1, len(text)), ""),))
    start = begins + len(text[begins : comment.start].rstrip())
    return Fix((Edit(start, comment.end, ""),))
