"""Compiles curricula; the slow way, taken when a file has changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from dlroadmap.curriculum.compiled import Compilation, Stamp, take_stamp
from dlroadmap.curriculum.library import Library, curriculum_name
from dlroadmap.diagnostics import Finding
from dlroadmap.format.assemble import Assembly, assemble
from dlroadmap.format.draft import Draft, load
from dlroadmap.format.faults import LOST, Fault
from dlroadmap.format.files import DISK, Files
from dlroadmap.format.source import Source


def compile_curriculum(
    main: Path, library: Library, describe: Callable[[Iterable[Fault]], Sequence[Finding]]
) -> Compilation:
    """Load a curriculum and put it together, with what its neighbors and the library have.

    `describe` gives the words for faults, the first one first.
    """
    library = library.beside(main)
    shelf = DraftShelf(library)
    assembly = assemble(shelf.load(main), shelf.find)
    drafts = assembly.drafts
    stamps: list[Stamp] = [
        *((str(source.path), *source.stamp) for draft in drafts for source in draft.sources),
        *((str(path), -1, 0) for draft in drafts for path in draft.absent),
    ]
    if assembly.homes or not assembly.curriculum:
        stamps += map(take_stamp, library.folders)
    # Others were read to see whether they are a home, and may become one.
    passed = shelf.drafts.keys() - {draft.path for draft in drafts}
    stamps += ((str(path), *shelf.drafts[path].main.stamp) for path in sorted(passed))
    fatal = [fault for fault in assembly.all_faults if fault.fatal]
    own_first = ([f for f in fatal if f.source in draft.sources] for draft in drafts)
    errors = [str(finding) for found in own_first for finding in describe(found)]
    own = assembly.draft.sources
    lost = [fault for fault in assembly.faults if fault.kind in LOST and fault.source in own]
    lost.sort(key=lambda fault: (own.index(fault.source), fault.start))
    return Compilation(
        main=str(main),
        name=assembly.draft.id or curriculum_name(main),
        homes={draft.id: str(draft.path) for draft in drafts if draft.id},
        stamps=stamps,
        curriculum=assembly.curriculum,
        errors=len(errors),
        first=errors[0] if errors else "",
        dropped=len(lost),
        first_dropped="".join(map(str, describe(lost[:1]))),
    )


def assemble_file(main: Path, library: Library) -> Assembly:
    """Load a main file and put the curriculum together, with homes from the library."""
    return assemble(load(main), DraftShelf(library).find)


class DraftShelf:
    """The drafts of curricula, each loaded once and when it is asked for.

    Those of `first` come before the library's, whatever they are called; some were read before.
    """

    def __init__(
        self, library: Library, files: Files = DISK, first: Mapping[Path, Source | None] = {}
    ) -> None:
        self._library = Library(library.folders, tuple(first))
        self._files = files
        self._first = first
        self.drafts: dict[Path, Draft] = {}
        """What was loaded, by main file."""

    def load(self, main: Path) -> Draft:
        """Return the draft of a main file."""
        if main not in self.drafts:
            self.drafts[main] = load(main, self._files, self._first.get(main))
        return self.drafts[main]

    def find(self, id: str) -> Draft | None:
        """Return the draft of the curriculum that is used for an id."""
        main = self._library.find(id, self._id_of)
        draft = self.load(main) if main else None
        return draft if draft and draft.id == id else None

    def _id_of(self, main: Path) -> str:
        """Return the id that a file carries; one whose id cannot be read stands for its name."""
        return self.load(main).id or curriculum_name(main)
