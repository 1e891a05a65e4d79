"""Faults of curriculum files: a line each, or with the lines of the file around them."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from rich.cells import cell_len
from rich.text import Text

from dlroadmap.diagnostics import Finding
from dlroadmap.lint.engine import Result
from dlroadmap.text import clean

_STYLES = {"error": "bold red", "warning": "magenta", "info": "cyan"}

_TAB = 4
"""The columns that a tab is shown with."""

_LONGEST = 160
"""Of a longer line only the part around the fault is shown."""


def finding_lines(findings: Iterable[Finding]) -> list[Text]:
    """Return `file:line:column: severity code message` for each."""
    return [
        Text.assemble(
            f"{clean(finding.file)}:{finding.line}:{finding.column}: ",
            (finding.severity, _STYLES[finding.severity]),
            f" {finding.rule} {clean(finding.message)} ({finding.name})",
        )
        for finding in findings
    ]


def framed(result: Result) -> Iterator[Text]:
    """Yield each finding with its line of the file, and a caret below the place."""
    texts = {str(source.path): source for source in result.sources.values()}
    lines: dict[str, list[str]] = {}
    for finding in result.findings:
        yield Text.assemble(
            (f"{finding.severity} {finding.rule}", _STYLES[finding.severity]),
            (f" {clean(finding.message)}", "bold"),
            f" ({finding.name})",
        )
        place = f"{clean(finding.file)}:{finding.line}:{finding.column}"
        yield Text(f"  --> {place}")
        source = texts.get(finding.file)
        if source:
            held = lines.setdefault(finding.file, source.lines())
            if finding.line <= len(held):
                yield from _frame(finding, held[finding.line - 1])
        yield Text("")


def _frame(finding: Finding, line: str) -> Iterator[Text]:
    start = min(finding.column - 1, len(line))
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line.rstrip())
    end = min(max(end, start + 1), max(len(line), start + 1))
    first = max(0, start - _LONGEST // 2) if len(line) > _LONGEST else 0
    last = first + _LONGEST
    before, place, after = line[first:start], line[start : min(end, last)], line[end:last]
    number = str(finding.line)
    gap = " " * len(number)
    shown = _flat("".join((before, place, after)))
    width = max(1, cell_len(_flat(place)))
    yield Text(f"{number} | {shown}")
    marks = Text("^" * width, _STYLES[finding.severity])
    yield Text.assemble(f"{gap} | {' ' * cell_len(_flat(before))}", marks)


def _flat(text: str) -> str:
    """Return text of a file as it can be shown: tabs as blanks, nothing that steers a terminal."""
    return "".join(
        " " * _TAB if sign == "\t" else " " if sign.isspace() else clean(sign) or "."
        for sign in text
    )


def diff_lines(name: str, before: str, after: str) -> Iterator[Text]:
    """Yield a unified diff of a file."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    old, new = before.splitlines(), after.splitlines()
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm=""):
        yield Text(line[:1] + _flat(line[1:]), styles.get(line[:1], ""))
