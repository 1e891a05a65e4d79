"""What a rule is, and how what it meets becomes a finding."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from textwrap import dedent
from typing import NamedTuple

from dlroadmap.diagnostics import Finding, Fix
from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.nodes import Node
from dlroadmap.format.source import Source
from dlroadmap.lint.base import Comparison
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.suppressions import Silencing
from dlroadmap.text import clean

Mend = Callable[[], Fix | None]


class Met(NamedTuple):
    """What a check has met: from one offset of a file to another, and the words for it.

    `severity` is one other than the rule's, and `fatal` what no comment can silence.
    """

    source: Source
    start: int
    end: int
    message: str
    mend: Mend | None = None
    severity: str = ""
    fatal: bool = False


def met_at(source: Source, node: Node, message: str, mend: Mend | None = None) -> Met:
    """Return what was met at a node."""
    return Met(source, node.start, node.end, message, mend)


@dataclass(frozen=True)
class Rule:
    """A rule with its documentation: Markdown, the first line a sentence that sums it up.

    A rule has words for faults that reading has met, a template for their values or a function,
    and `mend`, which makes the fix of one; or it checks by itself: `file` one file, `curriculum` a
    whole one, `comments` those that silence rules, `base` what has changed since a revision.
    """

    code: str
    name: str
    severity: str
    text: str
    faults: Mapping[FaultKind, str | Callable[[Fault], str]] = field(default_factory=dict)
    mend: Callable[[Fault], Fix | None] | None = None
    file: Callable[[Source], Iterable[Met]] | None = None
    curriculum: Callable[[Checked], Iterable[Met]] | None = None
    comments: Callable[[Silencing], Iterable[Met]] | None = None
    base: Callable[[Comparison], Iterable[Met]] | None = None

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.text.partition("\n")[0]

    @property
    def documentation(self) -> str:
        """What follows the first line."""
        return dedent(self.text.partition("\n")[2]).strip("\n")

    def describe(self, fault: Fault) -> Finding:
        """Return the finding of a fault that this rule has words for."""
        words, mend = self.faults[fault.kind], self.mend
        message = words.format_map(fault.values) if isinstance(words, str) else words(fault)
        fix = (lambda: mend(fault)) if mend else None
        return self.finding(
            Met(fault.source, fault.start, fault.end, message, fix, fatal=fault.fatal)
        )

    def finding(self, met: Met) -> Finding:
        """Return what a check of this rule has met, as it is reported."""
        line, column = met.source.position(met.start)
        end_line, end_column = met.source.position(max(met.start, met.end))
        return Finding(
            file=str(met.source.path),
            line=line,
            column=column,
            rule=self.code,
            message=clean(met.message),
            end_line=end_line,
            end_column=end_column,
            name=self.name,
            severity=met.severity or self.severity,
            fatal=met.fatal,
            mend=met.mend,
        )
