"""A line for each finding, for people who read pipes and programs that read lines."""

from dlroadmap.diagnostics import Finding
from dlroadmap.lint.engine import Result
from dlroadmap.text import clean


def report(result: Result) -> str:
    """Return `file:line:column: severity code message (name)` for each finding."""
    return "".join(f"{''.join(split_line(finding))}\n" for finding in result.findings)


def split_line(finding: Finding) -> tuple[str, str, str]:
    """Return what stands before the severity, the severity, and what stands behind it."""
    before = f"{clean(finding.file)}:{finding.line}:{finding.column}: "
    behind = f" {finding.rule} {clean(finding.message)} ({finding.name})"
    return before, finding.severity, behind
