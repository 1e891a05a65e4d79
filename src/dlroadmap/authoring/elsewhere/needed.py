"""Which curricula could no longer be used without others."""

from collections.abc import Collection, Iterable
from pathlib import Path

from dlroadmap.curriculum.library import Library
from dlroadmap.format.assemble import assemble
from dlroadmap.format.compiling import DraftShelf
from dlroadmap.format.draft import Draft


def find_dependent(mains: Iterable[Path], gone: Collection[Path], library: Library) -> list[Path]:
    """Return those of some main files that are without errors now, but not without the others."""
    common = DraftShelf(library)
    found = []
    for main in mains:
        beside = library.beside(main)
        shelf = common if beside is library else DraftShelf(beside)

        def find(id: str, shelf: DraftShelf = shelf, beside: Library = beside) -> Draft | None:
            draft = shelf.find(id)
            if draft is None or draft.path not in gone:
                return draft
            rival = beside.find_rival(draft.path, id)
            return shelf.load(rival) if rival else None

        now = assemble(shelf.load(main), shelf.find)
        if now.curriculum and any(home.path in gone for home in now.homes.values()):
            without = assemble(shelf.load(main), find)
            if without.curriculum is None:
                found.append(main)
    return found
