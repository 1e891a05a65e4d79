"""Curricula as they were in a revision of git."""

import io
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dlroadmap.curriculum.assemble import Assembly
from dlroadmap.curriculum.compiling import assemble_file
from dlroadmap.curriculum.draft import Draft
from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.curriculum.loader import load
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.source import Mapping
from dlroadmap.diagnostics import Finding
from dlroadmap.errors import DlrError
from dlroadmap.lint.collect import collect
from dlroadmap.text import clean

_TOP = ("rev-parse", "--show-toplevel")


def removed_ids(ref: str, paths: Sequence[Path]) -> Callable[[Iterable[Assembly]], list[Finding]]:
    """Return what compares curricula with those of a revision, and finds the ids that vanished.

    Raises DlrError if git does not know the revision.
    """
    with checked_out(ref, paths) as folder:
        mains = collect([folder]).mains
        old = [draft for draft in map(load, mains) if draft.id]

    def compare(assemblies: Iterable[Assembly]) -> list[Finding]:
        new = {assembly.draft.id: assembly.draft for assembly in assemblies}
        return [
            finding
            for before in old
            if (after := new.get(before.id))
            for finding in _vanished(before, after, ref)
        ]

    return compare


@contextmanager
def checked_out(ref: str, paths: Sequence[Path]) -> Iterator[Path]:
    """Provide a folder with all YAML files of a revision, from the repository that paths lie in.

    Raises DlrError if there is no repository or no such revision.
    """
    start = next((path if path.is_dir() else path.parent for path in paths), Path())
    top = Path(_git(start, *_TOP).decode().rstrip("\n"))
    commit = _git(top, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    names = _git(top, "ls-tree", "-r", "-z", "--name-only", commit.decode().strip())
    wanted = [name for name in names.decode().split("\0") if name.endswith((".yaml", ".yml"))]
    with TemporaryDirectory(prefix="dlr-") as folder:
        if wanted:
            specs = [":(top,glob)**/*.yaml", ":(top,glob)**/*.yml"]
            kept = [spec for spec in specs if any(name.endswith(spec[-4:]) for name in wanted)]
            data = _git(top, "archive", "--format=tar", commit.decode().strip(), "--", *kept)
            with tarfile.open(fileobj=io.BytesIO(data)) as archive:
                archive.extractall(folder, filter="data")
        yield Path(folder)


def versions(
    ref: str, path: Path, library: Library
) -> Iterator[tuple[Curriculum | None, Curriculum | None]]:
    """Yield each curriculum below a path as it was in a revision and as it is, matched by id.

    One of the two is None for a curriculum that is new or gone. Raises DlrError if one that is in
    use here has errors, for then its changes could not be told.
    """
    now = [_read(main, library) for main in collect([path]).mains]
    after = {curriculum.id: curriculum for curriculum in now}
    with checked_out(ref, [path]) as folder:
        top = Path(_git(path if path.is_dir() else path.parent, *_TOP).decode().rstrip("\n"))
        there = folder / path.resolve().relative_to(top.resolve())
        mains = collect([there]).mains if there.exists() else {}
        everything = collect([folder]).mains
        folders = (main.parent.parent if main.name == MAIN else main.parent for main in everything)
        old = Library([*dict.fromkeys(folders), *library.folders])
        then = [assemble_file(main, old).curriculum for main in mains]
        before = {curriculum.id: curriculum for curriculum in then if curriculum}
        for id in dict.fromkeys([*after, *before]):
            yield before.get(id), after.get(id)


def _read(main: Path, library: Library) -> Curriculum:
    assembly = assemble_file(main, library.beside(main))
    if assembly.curriculum is None:
        message = f"{main} has errors, so its changes cannot be told."
        raise DlrError("bad-curriculum", message, f"To see them: dlr lint {main}")
    return assembly.curriculum


def _vanished(before: Draft, after: Draft, ref: str) -> Iterator[Finding]:
    """Yield a finding for each id of an item that is gone without a word about where it went."""
    for id in before.definitions:
        if id in after.definitions or f"{after.id}/{id}" in after.renames:
            continue
        if after.broken and (id in after.ids or after.absent):
            continue
        root = after.main.root
        place = root.get("retired") or root.get("id") if isinstance(root, Mapping) else None
        start, end = (place.start, place.end) if place else (0, 0)
        message = (
            f"item `{id}` of {ref} is gone, and ticks hang on it; name it in `formerly` of the "
            "item that takes its place, or in `retired`"
        )
        yield after.main.finding("S110", start, min(end, start + 1), message)


def _git(folder: Path, *args: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise DlrError("no-git", "git was not found.", "Install it, or leave out the comparison.")
    call = [program, "-C", str(folder), *args]
    done = subprocess.run(call, capture_output=True, check=False)  # noqa: S603 - no shell
    if done.returncode == 0:
        return done.stdout
    if "--verify" in args:
        message = f"git knows no revision “{args[-1].removesuffix('^{commit}')}”."
        hint = "In CI it has to be fetched first: fetch-depth: 0 for GitHub's checkout."
        raise DlrError("unknown-revision", message, hint)
    told = clean(done.stderr.decode(errors="replace")).removeprefix("fatal: ")
    raise DlrError("git", f"git says: {told}.")
