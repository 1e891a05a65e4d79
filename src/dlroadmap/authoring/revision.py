"""The YAML files of a revision of git, read as data: no filter, no attribute, no link outside."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from dlroadmap.errors import DlrError
from dlroadmap.lint.collect import normalize
from dlroadmap.text import clean

_STEERING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""What git tells its hooks; it would lead to another repository than the one of a path."""

_SUFFIXES = (b".yaml", b".yml")
_MAX_LINKS = 40
"""So many links in a row are followed, as Linux does."""


@dataclass(frozen=True)
class Revision:
    """A folder with the YAML files of a revision, and the working folder that it belongs to."""

    ref: str
    folder: Path
    top: Path

    def locate_then(self, path: Path) -> Path | None:
        """Return where a path of today would lie in the revision; None outside the repository."""
        whole = path.resolve()
        return self.folder / whole.relative_to(self.top) if whole.is_relative_to(self.top) else None

    def locate_now(self, path: Path) -> Path:
        """Return where a path of the revision would lie today."""
        return normalize(self.top / path.relative_to(self.folder))


@contextmanager
def open_revision(ref: str, paths: Sequence[Path]) -> Iterator[Revision]:
    """Provide all YAML files of a revision, from the repository that the first path lies in.

    Raises DlrError if there is no repository or no such revision.
    """
    start = paths[0] if os.path.isdir(paths[0]) else paths[0].parent  # noqa: PTH112 - may be long
    top = Path(os.fsdecode(_git(start, "rev-parse", "--show-toplevel")).rstrip("\n"))
    commit = _git(top, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    with TemporaryDirectory(prefix="dlr-") as folder:
        for name, content in _read_files(top, commit.decode().strip()):
            path = Path(folder, os.fsdecode(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield Revision(ref, Path(folder).resolve(), top.resolve())


def _read_files(top: Path, commit: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of every YAML file; a link is what it leads to among them."""
    ids: dict[bytes, bytes] = {}
    links: set[bytes] = set()  # of these the blob holds the path that they lead to
    for entry in _git(top, "ls-tree", "-r", "-z", commit).split(b"\0")[:-1]:
        attributes, _, name = entry.partition(b"\t")
        mode, kind, id = attributes.split()
        # A tree that no git would check out may hold a folder `..`, or one without a name.
        inside = not {b"", b".", b".."} & {*name.split(b"/")}
        if kind == b"blob" and name.endswith(_SUFFIXES) and inside:
            ids[name] = id
            links.update([name] if mode == b"120000" else [])
    blobs = _read_blobs(top, ids.values())
    targets = {name: blobs[ids[name]] for name in links}
    for name in ids:
        file = _follow(name, targets)
        if file in ids:
            yield name, blobs[ids[file]]


def _follow(name: bytes, targets: Mapping[bytes, bytes]) -> bytes | None:
    """Return where links lead from a name, by the target of each; None for too many in a row."""
    for _ in range(_MAX_LINKS):
        if name not in targets:
            return name
        name = os.path.normpath(os.path.join(os.path.dirname(name), targets[name]))  # noqa: PTH118, PTH120
    return None


def _read_blobs(top: Path, ids: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return the contents of blobs by their ids, as git stores them."""
    wanted = list(dict.fromkeys(ids))
    given = b"".join(id + b"\n" for id in wanted)
    answer = BytesIO(_git(top, "cat-file", "--batch", given=given))
    blobs = {}
    for id in wanted:
        *_, size = answer.readline().split()  # `ID blob SIZE`, or `ID missing`
        if not size.isdigit():
            raise DlrError("git", f"git says: {id.decode()} {size.decode()}.")
        blobs[id] = answer.read(int(size))
        answer.read(1)
    return blobs


def _git(folder: Path, *args: str, given: bytes = b"") -> bytes:
    program = shutil.which("git")
    if program is None:
        raise DlrError("no-git", "git was not found.", "Install it, or leave out the comparison.")
    call = [program, "-C", str(folder), *args]
    env = {name: value for name, value in os.environ.items() if name not in _STEERING}
    done = subprocess.run(call, input=given, capture_output=True, check=False, env=env)  # noqa: S603 - no shell
    if done.returncode == 0:
        return done.stdout
    if "--verify" in args:
        message = f"git knows no revision “{args[-1].removesuffix('^{commit}')}”."
        hint = "In CI it has to be fetched first: fetch-depth: 0 for GitHub's checkout."
        raise DlrError("unknown-revision", message, hint)
    words = clean(done.stderr.decode(errors="replace")).removeprefix("fatal: ")
    raise DlrError("git", f"git says: {words}.")
