"""One lint as it was asked for; it can be made again with other texts in the place of files."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from dlroadmap.curriculum.library import Library
from dlroadmap.errors import DlrError
from dlroadmap.format.files import Files
from dlroadmap.lint.base import Base
from dlroadmap.lint.engine import Result, lint
from dlroadmap.lint.settings import LintSettings


@dataclass(frozen=True)
class Request:
    """What is linted and how; `held` are bytes that stand in for files, as standard input does."""

    paths: Sequence[Path]
    library: Library
    settings: LintSettings
    base: Base | None = None
    held: Mapping[Path, bytes] = field(default_factory=dict)

    def check(self, texts: Mapping[Path, bytes] = MappingProxyType({})) -> Result:
        """Lint as if files held these texts; what finds no file, or no memory, is refused."""
        files = Files(self.held).over(texts)
        result = None
        # The error is raised once the frames that fill the memory are gone with their own error.
        with suppress(MemoryError):
            result = lint(self.paths, self.library, self.settings, files, self.base)
        if result is None:
            message = "there is not enough memory for all of this."
            raise DlrError("too-large", message, "Check fewer or smaller files at once.")
        if not result.files:
            searched = ", ".join(map(str, self.paths))
            message = "; ".join(result.unreadable) or f"no curriculum was found in {searched}"
            raise DlrError("nothing-to-lint", f"{message}.", "Name a curriculum's file or folder.")
        return result
