"""Compiles curricula; the slow way, taken when a file has changed."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from dlroadmap.curriculum.compiled import Compilation, Stamp, take_stamp
from dlroadmap.curriculum.library import Library, curriculum_name
from dlroadmap.format.assemble import Assembly, assemble
from dlroadmap.format.draft import Draft, load
from dlroadmap.format.faults import Fault
from dlroadmap.format.files import DISK, Files


def compile_curriculum(
    main: Path, library: Library, describe: Callable[[Sequence[Fault]], Sequence[str]]
) -> Compilation:
    """Load a curriculum and put it together, with what its neighbors and the library have.

    `describe` gives the words for the faults with which it cannot be used, the first one first.
    """
    library = library.beside(main)
    assembly = assemble_file(main, library)
    drafts = assembly.drafts
    stamps: list[Stamp] = [
        *((str(source.path), *source.stamp) for draft in drafts for source in draft.sources),
        *((str(path), -1, 0) for draft in drafts for path in draft.absent),
    ]
    if assembly.homes or not assembly.curriculum:
        stamps += map(take_stamp, library.folders)
    faults = [] if assembly.curriculum else assembly.all_faults
    own_first = ([f for f in faults if f.source in draft.sources] for draft in drafts)
    errors = [error for found in own_first for error in describe(found)]
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
        self._first = tuple(first)
        self.load: Callable[[Path], Draft] = cache(lambda main: load(main, files))
        """Returns the draft of a main file."""

    def find(self, id: str) -> Draft | None:
        """Return the draft of the curriculum with an id: named by it, or carrying it inside."""
        named = self._library.find(id)
        for main in (*self._first, *([named] if named else self._library)):
            draft = self.load(main)
            if draft.id == id:
                return draft
        return None
