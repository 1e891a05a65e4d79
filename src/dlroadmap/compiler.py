"""The compiler of curricula, as everyday commands are given it."""

from pathlib import Path

from dlroadmap.curriculum.compiled import Compilation
from dlroadmap.curriculum.library import Library


def compile_when_needed(main: Path, library: Library) -> Compilation:
    """Compile a curriculum; only then YAML and pydantic are imported, at ten times the cost."""
    from dlroadmap.format.compiling import compile_curriculum

    return compile_curriculum(main, library)
