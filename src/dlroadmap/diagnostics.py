"""Findings in curriculum files as plain data, and the edits that mend them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

SEVERITIES = ("error", "warning", "info")
FAIL_ON = (*SEVERITIES, "never")
"""From the worst."""


@dataclass(frozen=True, order=True)
class Edit:
    """Text that takes the place of what stands from one offset to another, in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Fix:
    """Edits of one file that mend a finding.

    A safe fix never changes what the file means, and loses nothing that its author has explained.
    """

    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, order=True)
class Finding:
    """One finding: where it is, which rule it breaks, and what to do.

    Lines and columns count from 1 in Unicode code points; the end is exclusive. A `fatal` one is
    told whatever comments say, for the file cannot be understood with it. `mend` makes the fix.
    """

    file: str
    line: int
    column: int
    rule: str
    message: str
    end_line: int
    end_column: int
    name: str = field(compare=False)
    severity: str = field(compare=False)
    fatal: bool = field(default=False, compare=False)
    mend: Callable[[], Fix | None] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def fix(self) -> Fix | None:
        """The fix, made when it is first asked for; None if there is none."""
        return self.mend() if self.mend else None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.rule} {self.message}"
