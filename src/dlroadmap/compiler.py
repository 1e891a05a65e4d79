"""The compiler of curricula, as everyday commands are given it.

Here `format`, which knows what is wrong with files, and `lint`, which has the words for it, meet.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from dlroadmap.curriculum.compiled import Compilation
from dlroadmap.curriculum.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dlroadmap.diagnostics import Finding
    from dlroadmap.format.faults import Fault


def compile_when_needed(main: Path, library: Library) -> Compilation:
    """Compile a curriculum; only then YAML and pydantic are imported, at ten times the cost."""
    from dlroadmap.format.compiling import compile_curriculum

    return compile_curriculum(main, library, _describe)


def _describe(faults: "Iterable[Fault]") -> "list[Finding]":
    from dlroadmap.lint.rules import describe

    return describe(faults)
