"""Annotations of GitHub: workflow commands, as its documentation of Actions describes them."""

from dlroadmap.diagnostics import SEVERITIES, Finding
from dlroadmap.lint.engine import Result
from dlroadmap.text import clean
from dlroadmap.words import pluralize

SHOWN = 10
"""So many annotations of one severity GitHub shows for each step."""

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def report(result: Result) -> str:
    """Return a command for each finding, the worst first, and how many GitHub will not show."""
    ordered = sorted(result.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    lines = [_command(finding) for finding in ordered]
    counts = [sum(f.severity == severity for f in ordered) for severity in SEVERITIES]
    hidden = sum(max(0, count - SHOWN) for count in counts)
    if hidden:
        verb = "is" if hidden == 1 else "are"
        more = f"{pluralize(hidden, 'more problem')} {verb} only in this log"
        lines.append(f"{more}. GitHub annotates {SHOWN} of each severity in a step.")
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding) -> str:
    properties = {
        "file": clean(finding.file),
        "line": finding.line,
        "endLine": finding.end_line,
        "col": finding.column,
        "endColumn": finding.end_column,
        "title": f"{finding.rule} {finding.name}",
    }
    if finding.line != finding.end_line:
        # GitHub takes columns only for what ends on the line on which it begins.
        del properties["col"], properties["endColumn"]
    words = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {words}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
