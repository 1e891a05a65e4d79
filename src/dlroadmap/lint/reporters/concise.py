"""A line for each finding, for people who read pipes and programs that read lines."""

from dlroadmap.lint.engine import Result
from dlroadmap.text import clean


def report(result: Result) -> str:
    """Return `file:line:column: severity code message (name)` for each finding."""
    return "".join(
        f"{clean(f.file)}:{f.line}:{f.column}: {f.severity} {f.rule} {f.message} ({f.name})\n"
        for f in result.findings
    )
