"""Faults of curriculum files, a line each."""

from collections.abc import Iterable

from rich.text import Text

from dlroadmap.diagnostics import Finding
from dlroadmap.text import clean

_STYLES = {"error": "bold red", "warning": "magenta", "info": "cyan"}


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
