"""Curricula as they were in a revision of git, beside what they are today."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from dlroadmap.authoring.changes import Versions
from dlroadmap.authoring.revision import Revision, open_revision
from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.format.compiling import assemble_file
from dlroadmap.format.draft import load
from dlroadmap.format.files import DISK
from dlroadmap.lint.checked import Base, Earlier
from dlroadmap.lint.collect import collect


def read_base(ref: str, paths: Sequence[Path]) -> Base:
    """Return the curricula of a revision, those that the paths lead to first.

    Raises DlrError if git does not know the revision.
    """
    with open_revision(ref, paths) as revision:
        linted = set(_find_mains(revision, paths))
        mains = sorted(collect([revision.folder]).mains, key=lambda main: main not in linted)
        earlier = [
            Earlier(path, load(main), main in linted, DISK.exists(path))
            for main in mains
            for path in [revision.locate_now(main)]
        ]
    return Base(ref, earlier)


def pair_versions(ref: str, path: Path, library: Library) -> list[Versions]:
    """Return each curriculum below a path as it was in a revision and as it is, matched by id.

    Raises DlrError if one that is in use here has errors, for then its changes are unknown, and if
    there is none at all.
    """
    if not os.path.exists(path):  # noqa: PTH110 - exists() raises for names that are too long
        advice = "Specify a curriculum or a folder."
        raise DlrError("no-such-path", f"{path} does not exist.", advice)
    found = collect([path])
    mains = (*found.mains, *dict.fromkeys(found.parts.values()))
    today = [_assemble(main, library) for main in mains]
    after = {curriculum.id: curriculum for curriculum in today}
    with open_revision(ref, [path]) as revision:
        before = _assemble_before(revision, path, after, library)
    if not before and not after:
        message = f"No curriculum found in {path}, now or in {ref}."
        advice = "Specify the file or folder of a curriculum."
        raise DlrError("nothing-to-compare", message, advice)
    return [Versions(before.get(id), after.get(id)) for id in dict.fromkeys([*after, *before])]


def _find_mains(revision: Revision, paths: Iterable[Path]) -> list[Path]:
    then = [there for path in paths if (there := revision.locate_then(path)) and there.exists()]
    return list(collect(then).mains)


def _assemble_before(
    revision: Revision, path: Path, after: dict[str, Curriculum], library: Library
) -> dict[str, Curriculum]:
    """Return by id what a path led to in a revision, and what is there today, wherever it lay."""
    asked = _find_mains(revision, [path])
    everything = collect([revision.folder]).mains
    folders = (main.parent.parent if main.name == MAIN else main.parent for main in everything)
    earlier = Library([*dict.fromkeys(folders), *library.folders])
    before: dict[str, Curriculum] = {}
    for main in dict.fromkeys([*asked, *everything]):
        id = load(main).id
        if id and id not in before and (main in asked or id in after):
            curriculum = assemble_file(main, earlier).curriculum
            if curriculum:
                before[id] = curriculum
            elif id in after:
                raise _refuse_broken(f"{revision.locate_now(main)} of {revision.ref}")
    return before


def _assemble(main: Path, library: Library) -> Curriculum:
    assembly = assemble_file(main, library.beside(main))
    if assembly.curriculum is None:
        raise _refuse_broken(str(main), main)
    return assembly.curriculum


def _refuse_broken(name: str, main: Path | None = None) -> DlrError:
    message = f"{name} has errors, so it cannot be compared."
    return DlrError("bad-curriculum", message, subject=main)
