"""One lint as it was asked for; it can be made again with other texts in the place of files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from dlroadmap.curriculum.library import Library
from dlroadmap.diagnostics import Finding
from dlroadmap.errors import DlrError
from dlroadmap.format.assemble import Assembly
from dlroadmap.format.source import unsaved
from dlroadmap.lint.engine import Result, lint
from dlroadmap.lint.settings import LintSettings

Compare = Callable[[Iterable[Assembly]], Iterable[Finding]]
"""Finds what is wrong with curricula when another version is set beside them."""


@dataclass(frozen=True)
class Request:
    """What is linted and how; `held` are bytes that stand in for files, as standard input does."""

    paths: Sequence[Path]
    library: Library
    settings: LintSettings
    compare: Compare | None = None
    held: Mapping[Path, bytes] = field(default_factory=dict)

    def check(self, texts: Mapping[Path, bytes] = MappingProxyType({})) -> Result:
        """Lint as if files held these texts; what finds no file, or no memory, is refused."""
        try:
            with unsaved({**self.held, **texts}):
                result = lint(self.paths, self.library, self.settings, self.compare)
        except MemoryError:
            message = "there is not enough memory for all of this."
            raise DlrError("too-large", message, "Check fewer or smaller files at once.") from None
        if not result.files:
            searched = ", ".join(map(str, self.paths))
            message = "; ".join(result.unreadable) or f"no curriculum was found in {searched}"
            raise DlrError("nothing-to-lint", f"{message}.", "Name a curriculum's file or folder.")
        return result
