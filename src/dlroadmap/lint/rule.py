"""What a rule is, and how what it meets becomes a finding."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from functools import cached_property
from textwrap import dedent
from typing import NamedTuple

from dlroadmap.diagnostics import Finding, Fix
from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.nodes import Node
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Base, Checked
from dlroadmap.lint.suppressions import Suppression, Target
from dlroadmap.text import clean

Words = Mapping[FaultKind, str | Callable[[Fault], str]]
"""The message of each kind of fault: a template for its values, or a function."""


class Met(NamedTuple):
    """What a check has met in a file, at a node or between two offsets, and the words for it.

    `severity` is one other than the rule's, and `fatal` what no comment can silence.
    """

    source: Source
    where: Node | tuple[int, int]
    message: str
    mend: Callable[[], Fix | None] | None = None
    severity: str = ""
    fatal: bool = False


Found = Iterator[Met]
"""What a check yields."""

CheckComments = Callable[[Source, Iterable[Suppression], Collection[Target]], Found]
"""Checks the comments of a file, of whose targets some are idle: they silence nothing."""


@dataclass(frozen=True)
class Rule:
    """A rule with its documentation: Markdown, the first line a sentence that sums it up.

    Its code and its name are those of its `module`. It has words for faults that reading has met,
    and `mend`, which makes the fix of one; or it checks by itself: `file` one file, `curriculum` a
    whole one, `comments` those that silence rules, `base` what has changed since a revision, given
    today's curricula by id.
    """

    module: str
    severity: str
    text: str
    faults: Words = field(default_factory=dict)
    mend: Callable[[Fault], Fix | None] | None = None
    file: Callable[[Source], Found] | None = None
    curriculum: Callable[[Checked], Found] | None = None
    comments: CheckComments | None = None
    base: Callable[[Base, Mapping[str, Draft]], Found] | None = None

    @cached_property
    def code(self) -> str:
        """What a rule is called in findings and settings, such as `S102`."""
        return self.module.rpartition(".")[2].partition("_")[0].upper()

    @cached_property
    def name(self) -> str:
        """What its code stands for, such as `missing-key`."""
        return self.module.rpartition(".")[2].partition("_")[2].replace("_", "-")

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
        where = fault.start, fault.end
        return self.finding(Met(fault.source, where, message, fix, fatal=fault.fatal))

    def finding(self, met: Met) -> Finding:
        """Return what a check of this rule has met, as it is reported."""
        where = met.where
        start, end = (where.start, where.end) if isinstance(where, Node) else where
        line, column = met.source.position(start)
        end_line, end_column = met.source.position(max(start, end))
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


def ask_for(name: str) -> str:
    """Return `; did you mean …?` with a name, or nothing for none."""
    return f"; did you mean `{name}`?" if name else ""


def count_more(met: Sized, where: str = "") -> str:
    """Return the words for all but the first of what was met, or nothing."""
    return f" (and {len(met) - 1} more{where})" if len(met) > 1 else ""
