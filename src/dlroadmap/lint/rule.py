"""What a rule is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from textwrap import dedent

from dlroadmap.diagnostics import RULES, Finding
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Checked


@dataclass(frozen=True)
class Rule:
    """A rule with its documentation: Markdown, the first line a sentence that sums it up.

    `file` checks one file, `curriculum` a whole one. A rule without either is checked while files
    are read, since nothing could be made of them otherwise.
    """

    code: str
    text: str
    file: Callable[[Source], Iterable[Finding]] | None = None
    curriculum: Callable[[Checked], Iterable[Finding]] | None = None

    @property
    def name(self) -> str:
        """The name in words."""
        return RULES[self.code][0]

    @property
    def severity(self) -> str:
        """`error`, `warning` or `info`."""
        return RULES[self.code][1]

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.text.partition("\n")[0]

    @property
    def documentation(self) -> str:
        """What follows the first line."""
        return dedent(self.text.partition("\n")[2]).strip("\n")
