"""Curricula as they were in a revision of git, beside what they are today."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dlroadmap.authoring.changes import Guess, Version, Versions
from dlroadmap.authoring.revision import Revision, open_revision
from dlroadmap.authoring.understanding import understand
from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.errors import DlrError
from dlroadmap.format.assemble import Assembly
from dlroadmap.format.compiling import assemble_file
from dlroadmap.format.draft import Draft, load
from dlroadmap.format.files import DISK
from dlroadmap.lint.checked import Base, Earlier
from dlroadmap.lint.collect import Collected, collect, normalize
from dlroadmap.lint.former_ids import add_former
from dlroadmap.lint.rules import describe
from dlroadmap.lint.successors import find_successors


@dataclass(frozen=True)
class Broken:
    """A curriculum with errors in one version: its `name`, how many, and the first one, in words.

    `compared` tells whether what can be read of it was compared.
    """

    name: str
    errors: int
    first: str
    compared: bool


@dataclass(frozen=True)
class Compared:
    """Each curriculum as it was and as it is, and what could not be read of them."""

    pairs: list[Versions]
    broken: list[Broken]


@dataclass(frozen=True)
class _Read:
    """A curriculum of a revision or of today: its main file as it would lie today, and its name."""

    path: Path
    name: str
    assembly: Assembly
    version: Version | None

    @property
    def id(self) -> str:
        """The id; empty where that cannot be read."""
        return self.assembly.draft.id

    @property
    def is_broken(self) -> bool:
        """Whether it has errors."""
        return self.version is None or self.version.errors > 0


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


def pair_versions(ref: str, path: Path, library: Library) -> Compared:
    """Return each curriculum below a path as it was in a revision and as it is, matched by id.

    Of one with errors that is what can be read. Raises DlrError if that is nothing of any, and if
    there is no curriculum at all.
    """
    if not os.path.exists(path):  # noqa: PTH110 - exists() raises for names that are too long
        advice = "Specify a curriculum or a folder."
        raise DlrError("no-such-path", f"{path} does not exist.", advice)
    found = collect([path])
    mains = (*found.mains, *dict.fromkeys(found.parts.values()), *_find_unread(found))
    today = [_read(main, main, str(main), library.beside(main)) for main in mains]
    with open_revision(ref, [path]) as revision:
        then = list(_read_earlier(revision, path, today, library))
        today = _drop_strays(today, then)
        broken = [_describe(each) for each in (*then, *today) if each.is_broken]
    pairs = list(_pair_all(then, today))
    if not pairs and broken:
        raise _refuse_broken(broken[0], today)
    if not pairs:
        message = f"No curriculum found in {path}, now or in {ref}."
        advice = "Specify the file or folder of a curriculum."
        raise DlrError("nothing-to-compare", message, advice)
    return Compared(pairs, broken)


def _pair_all(then: Sequence[_Read], today: Sequence[_Read]) -> Iterator[Versions]:
    """Yield each curriculum; what cannot be read in one version is neither new nor gone."""
    before, after = ({each.id: each for each in side if each.version} for side in (then, today))
    unread = [each for each in (*then, *today) if not each.version]
    ids, paths = {each.id for each in unread}, {normalize(each.path) for each in unread}
    for id, read in {**after, **before, **after}.items():
        alone = not (id in before and id in after)
        if not (alone and (id in ids or normalize(read.path) in paths)):
            yield _pair(before.get(id), after.get(id))


def _read(main: Path, path: Path, name: str, library: Library) -> _Read:
    assembly = assemble_file(main, library)
    return _Read(path, name, assembly, understand(assembly))


def _read_earlier(
    revision: Revision, path: Path, today: Sequence[_Read], library: Library
) -> Iterator[_Read]:
    """Yield what a path led to in a revision, and what is there today, wherever it lay."""
    asked = _find_mains(revision, [path])
    found = collect([revision.folder])
    everything = [*found.mains, *_find_unread(found)]
    folders = (main.parent.parent if main.name == MAIN else main.parent for main in everything)
    earlier = Library([*dict.fromkeys(folders), *library.folders])
    wanted, paths = {each.id for each in today}, {normalize(each.path) for each in today}
    seen = set()
    for main in dict.fromkeys([*asked, *everything]):
        id, place = load(main).id, revision.locate_now(main)
        if id not in seen and (main in asked or id in wanted) if id else place in paths:
            seen.add(id)
            yield _read(main, place, f"{place} of {revision.ref}", earlier)


def _find_unread(found: Collected) -> Iterator[Path]:
    """Yield the files of which nothing can be read, so that they may hold a curriculum."""
    return (path for path, source in found.strays.items() if source.root is None)


def _drop_strays(today: Sequence[_Read], then: Sequence[_Read]) -> list[_Read]:
    """Return the curricula of today, without unreadable files that never were one."""
    paths = {normalize(each.path) for each in then}
    return [e for e in today if e.id or e.path.name == MAIN or normalize(e.path) in paths]


def _describe(read: _Read) -> Broken:
    """Return what is wrong with a curriculum, the first error of its own files first."""
    fatal = [fault for fault in read.assembly.all_faults if fault.fatal]
    own = [fault for fault in fatal if fault.source in read.assembly.draft.sources]
    first = describe(own or fatal)[0]
    words = f"line {first.line}: {first.message}"
    return Broken(read.name, len(fatal), words, compared=read.version is not None)


def _pair(before: _Read | None, after: _Read | None) -> Versions:
    guesses = _guess(before.assembly.draft, after.assembly.draft) if before and after else {}
    then, now = (read.version if read else None for read in (before, after))
    return Versions(then, now, guesses)


def _guess(before: Draft, after: Draft) -> dict[str, Guess]:
    """Return by key of an item that is gone what it may be today, and how that would be said."""
    found = {}
    for old, new in find_successors(before, after).items():
        definition = after.definitions[new.id]
        added = add_former(definition, old)
        key, file = f"{after.id}/{new.id}", str(definition.source.path)
        found[f"{after.id}/{old}"] = Guess(key, new.reason, file, added.line, added.text)
    return found


def _find_mains(revision: Revision, paths: Iterable[Path]) -> list[Path]:
    then = [there for path in paths if (there := revision.locate_then(path)) and there.exists()]
    return list(collect(then).mains)


def _refuse_broken(broken: Broken, today: Sequence[_Read]) -> DlrError:
    message = f"{broken.name} has errors, so it cannot be compared. The first is on {broken.first}"
    subject = next((each.path for each in today if each.name == broken.name), None)
    return DlrError("bad-curriculum", message, subject=subject)
