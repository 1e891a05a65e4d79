"""Faults of curriculum files as plain data."""

from dataclasses import dataclass

RULES = {
    "Y001": ("syntax-error", "error"),
    "Y002": ("bad-encoding", "error"),
    "Y003": ("duplicate-key", "error"),
    "Y004": ("alias-or-tag", "error"),
    "Y005": ("limits", "error"),
    "S101": ("unknown-key", "error"),
    "S102": ("missing-key", "error"),
    "S103": ("wrong-type", "error"),
    "S104": ("bad-id", "error"),
    "S105": ("duplicate-id", "error"),
    "S106": ("bad-effort", "error"),
    "S107": ("duplicate-list-entry", "warning"),
    "S109": ("format-version", "error"),
    "S111": ("unknown-reference", "error"),
    "S112": ("missing-file", "error"),
    "S113": ("orphan-file", "warning"),
    "G201": ("unknown-prerequisite", "error"),
    "G202": ("self-prerequisite", "error"),
    "G203": ("cycle", "error"),
    "G209": ("choose-too-many", "error"),
    "X403": ("unsafe-url", "error"),
}
"""What the loader itself finds: name and severity by code."""


@dataclass(frozen=True, order=True)
class Finding:
    """One fault: where it is, which rule it breaks, and what to do.

    Lines and columns count from 1 in Unicode code points; the end is exclusive.
    """

    file: str
    line: int
    column: int
    rule: str
    message: str
    end_line: int
    end_column: int

    @property
    def name(self) -> str:
        """The rule's name in words."""
        return RULES[self.rule][0]

    @property
    def severity(self) -> str:
        """`error`, `warning` or `info`."""
        return RULES[self.rule][1]

    def document(self) -> dict[str, str | int | bool]:
        """Return the finding as `lint --json` shows it."""
        return {
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
            "fixable": False,
        }

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.rule} {self.message}"
