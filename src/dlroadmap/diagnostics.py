"""Faults of curriculum files as plain data."""

from dataclasses import dataclass, field

RULES = {
    "Y001": ("syntax-error", "error"),
    "Y002": ("bad-encoding", "error"),
    "Y003": ("duplicate-key", "error"),
    "Y004": ("alias-or-tag", "error"),
    "Y005": ("limits", "error"),
    "Y006": ("ambiguous-scalar", "warning"),
    "Y007": ("odd-line-break", "warning"),
    "S101": ("unknown-key", "error"),
    "S102": ("missing-key", "error"),
    "S103": ("wrong-type", "error"),
    "S104": ("bad-id", "error"),
    "S105": ("duplicate-id", "error"),
    "S106": ("bad-effort", "error"),
    "S107": ("duplicate-list-entry", "warning"),
    "S108": ("empty-container", "warning"),
    "S109": ("format-version", "error"),
    "S110": ("id-removed", "error"),
    "S111": ("unknown-reference", "error"),
    "S112": ("missing-file", "error"),
    "S113": ("orphan-file", "warning"),
    "G201": ("unknown-prerequisite", "error"),
    "G202": ("self-prerequisite", "error"),
    "G203": ("cycle", "error"),
    "G204": ("level-inversion", "error"),
    "G205": ("redundant-prerequisite", "warning"),
    "G206": ("unreachable-item", "warning"),
    "G207": ("isolated-item", "info"),
    "G208": ("deep-chain", "info"),
    "G209": ("choose-too-many", "error"),
    "C301": ("duplicate-title", "warning"),
    "C302": ("title-style", "warning"),
    "C303": ("no-resources", "info"),
    "C304": ("duplicate-url", "warning"),
    "C305": ("too-many-resources", "warning"),
    "C306": ("effort-outlier", "info"),
    "C307": ("placeholder-text", "warning"),
    "C308": ("missing-summary", "warning"),
    "X401": ("control-character", "error"),
    "X402": ("bidi-control", "error"),
    "X403": ("unsafe-url", "error"),
    "X404": ("insecure-url", "warning"),
    "X405": ("confusable-text", "warning"),
    "X406": ("markup-in-text", "info"),
    "U901": ("unused-suppression", "warning"),
}
"""Name and severity of every rule by its code; each has its documentation in lint/rules."""

SEVERITIES = ("error", "warning", "info")
"""From the worst."""


@dataclass(frozen=True, order=True)
class Edit:
    """Text that takes the place of what stands from one offset to another, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Fix:
    """Edits of one file that mend a finding; a safe fix never changes what the file means."""

    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, order=True)
class Finding:
    """One fault: where it is, which rule it breaks, and what to do.

    Lines and columns count from 1 in Unicode code points; the end is exclusive.
    `level` is a severity other than the rule's own.
    """

    file: str
    line: int
    column: int
    rule: str
    message: str
    end_line: int
    end_column: int
    level: str = field(default="", compare=False)
    fix: Fix | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The rule's name in words."""
        return RULES[self.rule][0]

    @property
    def severity(self) -> str:
        """`error`, `warning` or `info`."""
        return self.level or RULES[self.rule][1]

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
            "fixable": self.fix is not None,
        }

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.rule} {self.message}"
