"""Problems in curriculum files, alone or with their lines, and the rules that found them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from io import StringIO

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Span, Text

from dlroadmap.diagnostics import Finding
from dlroadmap.format.source import LONE_CR
from dlroadmap.lint.engine import Result
from dlroadmap.lint.reporters.concise import split_line
from dlroadmap.lint.rule import Rule
from dlroadmap.render.screen import fit
from dlroadmap.render.tables import table
from dlroadmap.text import clean, strip_unsafe

_STYLES = {"error": "bold red", "warning": "magenta", "info": "cyan"}

_INLINE = re.compile(r"`([^`]*)`")
_FENCE = re.compile(r"^```.*\n?", re.MULTILINE)
_WRAPPED = re.compile(r"(?<=.)\n *(?!\n|#|- )")
"""The end of a line that goes on in the next one."""

_TAB = 4
"""The columns that a tab is shown with."""

FEW = 20
"""So many findings, about a screen of them, are shown without counts."""

_LONGEST = 160
"""Of a line with more columns only the part around the fault is shown."""


def finding_lines(findings: Iterable[Finding]) -> list[Text]:
    """Return `file:line:column: severity code message` for each."""
    lines = []
    for before, severity, behind in map(split_line, findings):
        span = Span(len(before), len(before) + len(severity), _STYLES[severity])
        lines.append(Text(f"{before}{severity}{behind}", spans=[span]))
    return lines


def count_rules(findings: Sequence[Finding]) -> Iterator[RenderableType]:
    """Yield a table of how often each rule was broken, the most frequent first, if that is often.

    Of few findings everybody sees that at a glance.
    """
    if len(findings) <= FEW:
        return
    counts = Counter((finding.rule, finding.name) for finding in findings)
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    rows = ((rule, name, f"{count:,}") for (rule, name), count in ordered)
    yield table(["Rule", "Name", "Count"], rows, right=["Count"], whole=["Rule", "Count"])
    yield "To explain a rule: dlr rule CODE. To leave it out: --ignore CODE"
    yield ""


def frame_findings(result: Result, width: int, encoding: str) -> Iterator[tuple[Text, list[Text]]]:
    """Yield each finding with what stays on lines of its own: its position, its line, and a caret.

    `width` is that of the screen, and `encoding` what it can show.
    """
    faulty = {finding.file for finding in result.findings}
    read = {str(source.path): source for source in result.sources.values() if source.text}
    lines = {file: source.lines() for file, source in read.items() if file in faulty}
    for finding in result.findings:
        head = Text.assemble(
            (f"{finding.severity} {finding.rule}", _STYLES[finding.severity]),
            (f" {clean(finding.message)}", "bold"),
            f" ({finding.name})",
        )
        body = [Text(f"  --> {clean(finding.file)}:{finding.line}:{finding.column}")]
        if finding.file in lines:
            line = lines[finding.file][finding.line - 1]
            body += _frame(finding, line, min(width, _LONGEST), encoding)
        yield head, [*body, Text("")]


def _frame(finding: Finding, line: str, width: int, encoding: str) -> Iterator[Text]:
    start = min(finding.column - 1, len(line))
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line.rstrip())
    end = min(max(end, start + 1), max(len(line), start + 1))
    number = str(finding.line)
    room = max(width - len(number) - 3, 10)
    before, marked, after = (
        fit(_show(part), encoding)
        for part in (
            line[max(0, start - room) : start],
            line[start : min(end, start + room)],
            line[end : end + room],
        )
    )
    marked = _cut(marked, room)
    spare = room - max(1, cell_len(marked))
    before = _cut(before[::-1], max(spare // 2, spare - cell_len(after)))[::-1]
    after = _cut(after, spare - cell_len(before))
    yield Text(f"{number} | {before}{marked}{after}")
    marks = Text("^" * max(1, cell_len(marked)), _STYLES[finding.severity])
    yield Text.assemble(f"{' ' * len(number)} | {' ' * cell_len(before)}", marks)


def _cut(text: str, room: int) -> str:
    """Return as much of the beginning of a text as fits into some columns."""
    while cell_len(text) > room:
        text = text[:-1]
    return text


def _show(text: str) -> str:
    """Return text of a file as it can be shown: tabs as spaces, nothing that steers a terminal."""
    return "".join(
        " " * _TAB if sign == "\t" else " " if sign.isspace() else clean(sign) or "."
        for sign in text
    )


def patch_lines(name: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of a unified diff of a file, as `git apply` takes it."""
    old, new = (StringIO(text, newline="\n").readlines() for text in (before, after))
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
        ended = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        yield LONE_CR.sub(" ", strip_unsafe(ended))


def diff_lines(name: str, before: str, after: str) -> Iterator[Text]:
    """Yield a unified diff of a file for a terminal."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    for line in patch_lines(name, before, after):
        yield Text(line[:1] + _show(line[1:].rstrip("\r\n")), styles.get(line[:1], ""))


def rule_table(rules: Iterable[Rule]) -> RenderableType:
    """Return a line for each rule."""
    rows = ((rule.code, rule.severity, _plain(rule.summary)) for rule in rules)
    return table(["Rule", "Severity", "Requirement"], rows, whole=["Rule", "Severity"])


def rule_page(rule: Rule) -> Iterator[RenderableType]:
    """Yield all about one rule: its Markdown as plain text, with examples indented."""
    yield Text.assemble((f"{rule.code} {rule.name}", "bold"), f" ({rule.severity})")
    yield from ("", _plain(rule.summary), "")
    for index, part in enumerate(_FENCE.split(rule.documentation)):
        if index % 2:
            yield from (f"    {line}" for line in part.splitlines())
            continue
        for line in _WRAPPED.sub(" ", part).splitlines():
            yield Text(line.lstrip("# "), "bold") if line.startswith("#") else _plain(line)


def _plain(text: str) -> str:
    return _INLINE.sub(r"\1", text)
