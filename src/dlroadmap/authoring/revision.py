"""Curricula as they were in a revision of git."""

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.diagnostics import Finding
from dlroadmap.errors import DlrError
from dlroadmap.format.assemble import Assembly
from dlroadmap.format.compiling import assemble_file
from dlroadmap.format.draft import Draft
from dlroadmap.format.loader import load
from dlroadmap.format.source import MappingNode, Source
from dlroadmap.lint.collect import collect, normal
from dlroadmap.text import clean

_STEERING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""What git tells its hooks; it would lead to another repository than the one of a path."""


@dataclass(frozen=True)
class Revision:
    """A folder with the YAML files of a revision, and the working folder that it belongs to."""

    folder: Path
    top: Path

    def then(self, path: Path) -> Path | None:
        """Return where a path of today would lie in the revision; None outside the repository."""
        whole = path.resolve()
        return self.folder / whole.relative_to(self.top) if whole.is_relative_to(self.top) else None

    def now(self, path: Path) -> Path:
        """Return where a path of the revision would lie today."""
        return normal(self.top / path.relative_to(self.folder))


def removed_ids(ref: str, paths: Sequence[Path]) -> Callable[[Iterable[Assembly]], list[Finding]]:
    """Return what compares curricula with those of a revision, and finds the ids that vanished.

    Raises DlrError if git does not know the revision.
    """
    with checked_out(ref, paths) as revision:
        asked = [then for path in paths if (then := revision.then(path)) and then.exists()]
        scope = set(collect(asked).mains)
        mains = sorted(collect([revision.folder]).mains, key=lambda main: main not in scope)
        old = [(revision.now(main), main in scope, load(main)) for main in mains]

    def compare(assemblies: Iterable[Assembly]) -> list[Finding]:
        new = {assembly.draft.id: assembly.draft for assembly in assemblies}
        return [*_lost_items(old, new, ref), *_lost_curricula(old, new, ref)]

    return compare


@contextmanager
def checked_out(ref: str, paths: Sequence[Path]) -> Iterator[Revision]:
    """Provide all YAML files of a revision, from the repository that the first path lies in.

    Raises DlrError if there is no repository or no such revision.
    """
    start = paths[0] if os.path.isdir(paths[0]) else paths[0].parent  # noqa: PTH112 - may be long
    top = Path(os.fsdecode(_git(start, "rev-parse", "--show-toplevel")).rstrip("\n"))
    commit = _git(top, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    names = _git(top, "ls-tree", "-r", "-z", "--name-only", commit.decode().strip())
    suffixes = {name[-4:] for name in names.split(b"\0") if name.endswith((b".yaml", b".yml"))}
    with TemporaryDirectory(prefix="dlr-") as folder:
        if suffixes:
            specs = [f":(top,glob)**/*{'.yml' if end == b'.yml' else '.yaml'}" for end in suffixes]
            data = _git(top, "archive", "--format=tar", commit.decode().strip(), "--", *specs)
            with tarfile.open(fileobj=io.BytesIO(data)) as archive:
                _unpack(archive, Path(folder))
        yield Revision(Path(folder).resolve(), top.resolve())


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write the files of an archive, and links to files in it, below a folder.

    The filters of tarfile would do it, but Python has them only from 3.11.4 on.
    """
    for member in archive.getmembers():
        target = os.path.normpath(os.path.join(os.path.dirname(member.name), member.linkname))  # noqa: PTH118, PTH120
        source = target if member.issym() else member.name
        inside = not (os.path.isabs(source) or source.startswith(".."))  # noqa: PTH117
        try:
            file = archive.extractfile(source) if inside else None
        except KeyError:
            file = None
        if file is not None:
            place = folder / member.name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read())


def versions(
    ref: str, path: Path, library: Library
) -> Iterator[tuple[Curriculum | None, Curriculum | None]]:
    """Yield each curriculum below a path as it was in a revision and as it is, matched by id.

    One of the two is None for a curriculum that is new or gone. Raises DlrError if one that is in
    use here has errors, for then its changes could not be told, and if there is none at all.
    """
    found = collect([path])
    now = [_read(main, library) for main in (*found.mains, *dict.fromkeys(found.parts.values()))]
    after = {curriculum.id: curriculum for curriculum in now}
    with checked_out(ref, [path]) as revision:
        there = revision.then(path)
        mains = collect([there]).mains if there and there.exists() else {}
        everything = collect([revision.folder]).mains
        folders = (main.parent.parent if main.name == MAIN else main.parent for main in everything)
        old = Library([*dict.fromkeys(folders), *library.folders])
        before: dict[str, Curriculum] = {}
        for main in dict.fromkeys([*mains, *everything]):
            draft = load(main)
            if draft.id and draft.id not in before and (main in mains or draft.id in after):
                curriculum = assemble_file(main, old).curriculum
                if curriculum is None and draft.id in after:
                    raise _broken(f"{revision.now(main)} of {ref}")
                if curriculum:
                    before[draft.id] = curriculum
        if not before and not after:
            message = f"no curriculum was found in {path}, now or in {ref}."
            raise DlrError("nothing-to-compare", message, "Name a curriculum's file or folder.")
        for id in dict.fromkeys([*after, *before]):
            yield before.get(id), after.get(id)


def _read(main: Path, library: Library) -> Curriculum:
    assembly = assemble_file(main, library.beside(main))
    if assembly.curriculum is None:
        raise _broken(str(main), main)
    return assembly.curriculum


def _broken(name: str, main: Path | None = None) -> DlrError:
    message = f"{name} has errors, so its changes cannot be told."
    return DlrError("bad-curriculum", message, subject=main)


_Old = Sequence[tuple[Path, bool, Draft]]
"""Curricula of a revision: where each would lie today, whether that is linted, what it was."""


def _lost_items(old: _Old, new: dict[str, Draft], ref: str) -> Iterator[Finding]:
    """Yield the ids that vanished from curricula that are still there, here or elsewhere.

    Of two that had one id, the one in the same place is compared, or else the first.
    """
    for id, after in new.items():
        known = [(path, draft) for path, _, draft in old if draft.id == id]
        known.sort(key=lambda pair: pair[0] != normal(after.path))
        if id and known:
            yield from _vanished(known[0][1], after, ref)


def _lost_curricula(old: _Old, new: dict[str, Draft], ref: str) -> Iterator[Finding]:
    """Yield the curricula that are gone from their places, or have another id there."""
    places = {normal(draft.path): draft for draft in new.values()}
    for path, linted, before in old:
        if not linted or not before.id or before.id in new or not before.definitions:
            continue
        now = places.get(path)
        if now is None and path.exists():
            continue  # what it is now has faults of its own
        if now is None:
            message = f"curriculum `{before.id}` of {ref} is gone, and ticks hang on its items"
            yield Source(path).finding("S110", 0, 0, message)
        elif now.id:
            message = (
                f"curriculum `{before.id}` of {ref} is called `{now.id}` now, and ticks hang on "
                "the old id; keep it"
            )
            yield now.main.finding("S110", *_place(now, "id"), message)


def _vanished(before: Draft, after: Draft, ref: str) -> Iterator[Finding]:
    """Yield a finding for each id of an item that is gone without a word about where it went."""
    former = (key.partition("/")[2] for key in before.renames)
    for id in dict.fromkeys([*before.definitions, *former]):
        if id in after.definitions or f"{after.id}/{id}" in after.renames:
            continue
        if after.broken and (id in after.ids or after.absent or after.model is None):
            continue
        message = (
            f"item `{id}` of {ref} is gone, and ticks hang on it; name it in `formerly` of the "
            "item that takes its place, or in `retired`"
        )
        start, end = _place(after, "retired", "id")
        yield after.main.finding("S110", start, min(end, start + 1), message)


def _place(draft: Draft, *keys: str) -> tuple[int, int]:
    """Return where the value of the first of these keys stands that the main file has."""
    root = draft.main.root
    values = (root.get(key) for key in keys) if isinstance(root, MappingNode) else ()
    return next(((value.start, value.end) for value in values if value), (0, 0))


def _git(folder: Path, *args: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise DlrError("no-git", "git was not found.", "Install it, or leave out the comparison.")
    call = [program, "-C", str(folder), *args]
    env = {name: value for name, value in os.environ.items() if name not in _STEERING}
    done = subprocess.run(call, capture_output=True, check=False, env=env)  # noqa: S603 - no shell
    if done.returncode == 0:
        return done.stdout
    if "--verify" in args:
        message = f"git knows no revision “{args[-1].removesuffix('^{commit}')}”."
        hint = "In CI it has to be fetched first: fetch-depth: 0 for GitHub's checkout."
        raise DlrError("unknown-revision", message, hint)
    told = clean(done.stderr.decode(errors="replace")).removeprefix("fatal: ")
    raise DlrError("git", f"git says: {told}.")
