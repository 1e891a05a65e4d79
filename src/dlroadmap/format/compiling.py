"""Compiles curricula; the slow way, taken when a file has changed."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from dlroadmap.curriculum.compiled import Compilation, Stamp, take_stamp
from dlroadmap.curriculum.library import Library, curriculum_name
from dlroadmap.format.assemble import Assembly, assemble
from dlroadmap.format.draft import Draft, load
from dlroadmap.format.faults import Fault
from dlroadmap.format.files import DISK, Files

DescribeErrors = Callable[[Sequence[Fault]], Sequence[str]]
"""Returns those faults in words with which a curriculum cannot be used, the first one first."""


def compile_curriculum(main: Path, library: Library, describe: DescribeErrors) -> Compilation:
    """Load a curriculum and put it together, with what its neighbors and the library have."""
    library = library.beside(main)
    assembly = assemble_file(main, library)
    drafts = assembly.drafts
    stamps: list[Stamp] = [
        *((str(source.path), *source.stamp) for draft in drafts for source in draft.sources),
        *((str(path), -1, 0) for draft in drafts for path in draft.absent),
    ]
    if assembly.homes or not assembly.curriculum:
        stamps += map(take_stamp, library.folders)
    errors = [] if assembly.curriculum else describe(assembly.all_faults)
    return Compilation(
        name=assembly.draft.id or curriculum_name(main),
        stamps=stamps,
        curriculum=assembly.curriculum,
        errors=len(errors),
        first=errors[0] if errors else "",
    )


def assemble_file(main: Path, library: Library) -> Assembly:
    """Load a main file and put the curriculum together, with homes from the library."""
    return assemble(load(main), DraftShelf(library).find)


class DraftShelf:
    """The drafts of curricula, each loaded once and when it is asked for.

    Those of `first` come before the library's, whatever they are called.
    """

    def __init__(self, library: Library, files: Files = DISK, first: Iterable[Path] = ()) -> None:
        self._library = library
        self._files = files
        self._first = tuple(first)
        self._drafts: dict[Path, Draft] = {}

    def load(self, main: Path) -> Draft:
        """Return the draft of a main file."""
        if main not in self._drafts:
            self._drafts[main] = load(main, self._files)
        return self._drafts[main]

    def find(self, id: str) -> Draft | None:
        """Return the draft of the curriculum with an id: named by it, or carrying it inside."""
        named = self._library.find(id)
        for main in (*self._first, *([named] if named else self._library)):
            draft = self.load(main)
            if draft.id == id:
                return draft
        return None
