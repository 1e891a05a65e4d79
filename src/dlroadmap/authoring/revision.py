"""The YAML files of a revision of git, as they were committed, with the limits of the format."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from dlroadmap.authoring.repository import GitError, Repository, open_repository
from dlroadmap.errors import DlrError
from dlroadmap.format.source import MAX_BYTES
from dlroadmap.lint.collect import normalize

MAX_ENTRIES = 1_000_000
"""So many files and folders a revision may have, ..."""
MAX_FILES = 100_000
"""... so many of them YAML files, ..."""
MAX_TOTAL = 8 * MAX_BYTES
"""... and these so many bytes, without those of files that are too large to be read."""

_SUFFIXES = (b".yaml", b".yml")
_MAX_LINKS = 40
"""So many links in a row are followed, as Linux does."""
_MAX_TARGET = 4096
"""So many bytes may be in a link, as on Linux."""
_FETCH_ALL = (
    "A partial clone lacks some files, and dlr does not fetch them.",
    "To fetch everything: git fetch --refetch --no-filter",
)


@dataclass(frozen=True)
class Revision:
    """A folder with the YAML files of a revision, and the working folder that it belongs to."""

    ref: str
    folder: Path
    top: Path

    def locate_then(self, path: Path) -> Path | None:
        """Return where a path of today would lie in the revision; None outside the repository."""
        whole = Path(os.path.realpath(path))  # resolve() raises for links that lead to themselves
        return self.folder / whole.relative_to(self.top) if whole.is_relative_to(self.top) else None

    def locate_now(self, path: Path) -> Path:
        """Return where a path of the revision would lie today."""
        return normalize(self.top / path.relative_to(self.folder))


@contextmanager
def open_revision(ref: str, paths: Sequence[Path]) -> Iterator[Revision]:
    """Provide all YAML files of a revision, from the repository that the first path lies in.

    Of a file that is too large to be read, only that is kept. Raises DlrError if there is no
    repository or no such revision, and if the revision is too large or not all here.
    """
    if not ref.strip() or ref.startswith(("-", "^")):
        message = f"“{ref}” is not a valid Git revision."
        raise DlrError("usage", message, "Specify a branch, a tag or a commit, such as HEAD~1.")
    start = paths[0] if os.path.isdir(paths[0]) else paths[0].parent  # noqa: PTH112 - may be long
    with open_repository(start) as repository, TemporaryDirectory(prefix="dlr-") as folder:
        commit = _find_commit(repository, ref)
        try:
            write_files(repository, commit, Path(folder))
        except GitError as error:
            message = f"{ref} is incomplete. {error.message}"
            raise DlrError("incomplete-revision", message, *_FETCH_ALL) from error
        except OSError as error:
            message = f"{ref} cannot be written to {folder}: {error.strerror}."
            raise DlrError("incomplete-revision", message) from error
        yield Revision(ref, Path(folder).resolve(), repository.top)


def _find_commit(repository: Repository, ref: str) -> str:
    try:
        return repository.ask("rev-parse", "--verify", f"{ref}^{{commit}}").decode().strip()
    except GitError as error:
        message = f"Unknown Git revision “{ref}”."
        hint = "In CI, fetch it first. In GitHub Actions, set “fetch-depth: 0” for checkout."
        raise DlrError("unknown-revision", message, hint) from error


def write_files(
    repository: Repository, commit: str, folder: Path, absent: int | None = None
) -> None:
    """Write every YAML file of a commit; a link is what it leads to among them.

    What is not here is taken to have `absent` bytes. Raises GitError where that is not said.
    """
    ids: dict[bytes, bytes] = {}
    links: set[bytes] = set()  # of these the blob holds the path that they lead to
    for mode, id, name in _list_blobs(repository, commit):
        # A tree that no git would check out may hold a folder `..`, or one without a name.
        if name.endswith(_SUFFIXES) and not {b"", b".", b".."} & {*name.split(b"/")}:
            ids[name] = id
            links.update([name] if mode == b"120000" else [])
        if len(ids) > MAX_FILES:
            raise _refuse(f"{MAX_FILES:,} YAML files")
    sizes = _measure(repository, ids.values(), absent)
    targets = _read_blobs(repository, (ids[n] for n in links if sizes[ids[n]] <= _MAX_TARGET))
    leads = {name: targets.get(ids[name], b"") for name in links}
    files = {name: ids[file] for name in ids if (file := _follow(name, leads)) in ids}
    readable = [id for id in files.values() if sizes[id] <= MAX_BYTES]
    if sum(sizes[id] for id in readable) > MAX_TOTAL:
        raise _refuse(f"{MAX_TOTAL // 2**20} MiB of YAML")
    blobs = _read_blobs(repository, readable)
    for name, id in files.items():
        path = Path(folder, os.fsdecode(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(blobs.get(id, b""))
        os.truncate(path, min(sizes[id], MAX_BYTES + 1))


def _refuse(what: str) -> DlrError:
    message = f"The revision has more than {what}, which is too much to read."
    return DlrError("too-large", message)


def _list_blobs(repository: Repository, commit: str) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield mode, id and path of every file of a commit."""
    number, rest = 0, b""
    # Folders count too: a few trees, each many times in another, are more than anyone can list.
    for block in repository.stream("ls-tree", "-r", "-t", "-z", commit):
        *entries, rest = (rest + block).split(b"\0")
        number += len(entries)
        if number > MAX_ENTRIES:
            raise _refuse(f"{MAX_ENTRIES:,} files and folders")
        for entry in entries:
            attributes, _, name = entry.partition(b"\t")
            mode, kind, id = attributes.split()
            if kind == b"blob":
                yield mode, id, name


def _follow(name: bytes, targets: Mapping[bytes, bytes]) -> bytes | None:
    """Return where links lead from a name, by the target of each; None for too many in a row."""
    for _ in range(_MAX_LINKS):
        if name not in targets:
            return name
        name = os.path.normpath(os.path.join(os.path.dirname(name), targets[name]))  # noqa: PTH118, PTH120
    return None


def _measure(repository: Repository, ids: Iterable[bytes], absent: int | None) -> dict[bytes, int]:
    """Return the sizes of blobs by their ids."""
    wanted = list(dict.fromkeys(ids))
    given = b"".join(id + b"\n" for id in wanted)
    answers = repository.ask("cat-file", "--batch-check", given=given).splitlines()
    sizes = {}
    for id, answer in zip(wanted, answers, strict=True):
        match answer.split():
            case [_, b"blob", size]:
                sizes[id] = int(size)
            case [_, b"missing"] if absent is not None:
                sizes[id] = absent
            case _:  # `ID missing`
                raise GitError(f"Git reports: {answer.decode()}.")
    return sizes


def _read_blobs(repository: Repository, ids: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return the contents of blobs by their ids, as git stores them."""
    wanted = list(dict.fromkeys(ids))
    given = b"".join(id + b"\n" for id in wanted)
    answer = BytesIO(repository.ask("cat-file", "--batch", given=given))
    blobs = {}
    for id in wanted:
        *_, size = answer.readline().split()  # `ID blob SIZE`
        blobs[id] = answer.read(int(size))
        answer.read(1)
    return blobs
