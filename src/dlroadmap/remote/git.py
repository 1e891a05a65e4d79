"""A git repository that others reach as well: the journal of a device is its branch `dlr/DEVICE`.

All of it goes through a bare repository of ours in the data folder, which holds nothing that is not
at the place as well. No working folder, hooks or filters are involved, here or in a repository at a
path. A branch only ever grows: each push says where it was seen, and fails if it is elsewhere. Our
repository can be thrown away at any time, and is where it was torn.
"""

import os
import shlex
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dlroadmap.address import Place
from dlroadmap.authoring.repository import GitError, Repository, find_git, make_bare
from dlroadmap.authoring.transfer import (
    LOCAL,
    NETWORK,
    NO_HOOKS,
    TooMuchError,
    TransferError,
    explain,
    measure,
    transfer,
)
from dlroadmap.errors import DlrError
from dlroadmap.paths import make_private
from dlroadmap.remote.contract import Head, JournalError, MovedError, RewrittenError, Segment
from dlroadmap.remote.segments import (
    ABOUT,
    MAX_ABOUT,
    MAX_HEADS,
    MAX_SEGMENT,
    MAX_SEGMENTS,
    NO_FILE,
    extend,
    is_device,
    is_segment,
)
from dlroadmap.text import clean
from dlroadmap.words import pluralize

MAX_FETCHED = 512 * 2**20
"""So many bytes git may take in at a time."""

_MAX_ENTRY = 2**16
"""So many bytes of a tree may pass before a name ends."""

MAX_PACKS, MAX_LOOSE = 50, 4
"""With more packs, or objects in one of 256 folders, the repository of ours is put in order."""

_BRANCHES, _THERE, _MINE = "refs/heads/dlr/", "refs/dlr/there/", "refs/dlr/mine"

_FETCH = ("fetch", "--quiet", "--prune", "--no-tags", "--no-recurse-submodules")
_PUSH = ("push", "--quiet", "--no-verify", "--no-signed", "--recurse-submodules=no")

_OTHER_SIDE = {
    **NO_HOOKS,
    "core.fsmonitor": "false",
    "core.alternateRefsCommand": "true",
    "core.bigFileThreshold": f"{MAX_SEGMENT}",
    # What a working folder has checked out stays as it is: to change it would run its filters.
    "receive.denyCurrentBranch": "ignore",
    "receive.denyDeleteCurrent": "ignore",
    "protocol.allow": "never",
    "receive.autogc": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
}
"""With what git works on the repository of a path, whatever that says: it runs nothing of it."""


class _Blob(NamedTuple):
    """A file of a commit; its size is -1 if it is a link, a folder, or a module."""

    id: str
    size: int

    @property
    def is_readable(self) -> bool:
        """Whether it is a file that is not too large."""
        return 0 <= self.size <= MAX_SEGMENT


class GitRemote:
    """The branches of a repository at an address or a path, by way of a folder of ours.

    `asks` is whether git and ssh may ask for passwords.
    """

    _own: Repository

    def __init__(self, folder: Path, place: Place, asks: bool, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._place = place
        self._asks = asks
        self._now = now

    def heads(self) -> Sequence[Head]:
        """Fetch all journals, and return them."""
        # What is wrong may be our own repository, which a power cut has torn.
        is_new = not self._folder.is_dir()
        try:
            heads = self._fetch()
        except DlrError:
            if is_new or not self._folder.exists() or self._is_sound():
                raise
        else:
            if is_new or all(head.about for head in heads) or self._is_sound():
                return heads
        shutil.rmtree(self._folder)
        return self._fetch()

    def since(self, head: Head, mark: str | None) -> Iterator[Segment]:
        """Yield the segments whose content is another one."""
        with self._mending():
            blobs = self._list(head.mark)
        try:
            with self._mending():
                yield from self._compare(blobs, self._list(mark) if mark else {})
        except (GitError, JournalError) as error:
            if mark:  # what it led to is gone, and whatever else is wrong shows without it
                raise RewrittenError from error
            raise

    def append(self, device: str, after: Head | None, about: bytes, lines: Sequence[bytes]) -> Head:
        """Make a commit that follows the one that was seen, and push it."""
        with self._mending():
            blobs = self._list(after.mark) if after else {}
            files = extend(blobs, lambda name: self._read_last(name, blobs[name]), about, lines)
            made = self._commit(device, after, files, pluralize(len(lines), "event"))
        try:
            # Even a journal that is gone meanwhile is not as it was seen.
            lease = f"--force-with-lease={_BRANCHES}{device}:{after.mark if after else ''}"
            self._push([lease], f"{made}:{_BRANCHES}{device}")
        except DlrError:
            # What became of it is told by the place alone, not by words in some language.
            now = self._find([device]).get(device)
            if now == (after.mark if after else None):
                raise
            if now != made:
                raise MovedError from None
        return Head(device, made, about)

    def erase(self, heads: Sequence[Head]) -> None:
        """Delete branches, as long as they are where they were seen."""
        seen = {head.device: head.mark for head in heads}
        if self._find(seen) != seen:
            raise MovedError
        leases = [f"--force-with-lease={_BRANCHES}{id}:{mark}" for id, mark in seen.items()]
        try:
            self._push(leases, *(f":{_BRANCHES}{id}" for id in seen))
        except DlrError:
            now = self._find(seen)
            if not now.items() <= seen.items():
                raise MovedError from None
            if now:
                raise

    def _find(self, devices: Collection[str]) -> dict[str, str]:
        """Return the marks of some journals as they are by now."""
        return {head.device: head.mark for head in self.heads() if head.device in devices}

    def _fetch(self) -> list[Head]:
        if self._folder.is_symlink() or self._folder.is_file():
            self._folder.unlink()
        make_private(self._folder)
        self._own = make_bare(self._folder)
        for folder, _, names in os.walk(self._folder):
            for name in names:
                if name.endswith(".lock"):  # of a git that was killed
                    Path(folder, name).unlink(missing_ok=True)
        self._tidy()
        upload = ["--upload-pack", _guard("upload-pack")] if self._place.path else []
        self._transfer("read", *_FETCH, *upload, "--", self._place.name, f"+{_BRANCHES}*:{_THERE}*")
        shown = self._own.ask("for-each-ref", "--format=%(objectname) %(refname)", _THERE)
        found = (line.split(" ", 1) for line in shown.decode(errors="replace").splitlines())
        heads = {name.removeprefix(_THERE): commit for commit, name in found}
        if len(heads) > MAX_HEADS:
            shutil.rmtree(self._folder)
            message = f"{clean(self._place.name)} has more than {MAX_HEADS:,} branches of devices."
            raise DlrError("too-large", message, "Sync with a repository of your own.")
        return self._read_heads({id: commit for id, commit in heads.items() if is_device(id)})

    def _read_heads(self, heads: Mapping[str, str]) -> list[Head]:
        asked = "".join(f"{commit}:{ABOUT}\n" for commit in heads.values()).encode()
        shown = self._own.ask("cat-file", "--batch-check", given=asked).decode(errors="replace")
        ids = dict.fromkeys(heads, "")
        for device, line in zip(heads, shown.splitlines(), strict=True):
            id, *rest = line.split()
            if len(rest) == 2 and rest[0] == "blob" and int(rest[1]) <= MAX_ABOUT:
                ids[device] = id
        found = self._read(filter(None, ids.values()))
        abouts = {device: next(found) if id else b"" for device, id in ids.items()}
        return [Head(device, commit, abouts[device]) for device, commit in heads.items()]

    def _list(self, commit: str) -> dict[str, _Blob]:
        """Return the segments of a journal as a commit has them."""
        blobs, left, seen = dict[str, _Blob](), b"", 0
        for block in self._own.stream("ls-tree", "-l", "-z", "--end-of-options", commit):
            *entries, left = (left + block).split(b"\0")
            for entry in entries:
                words, _, name = entry.decode(errors="replace").partition("\t")
                mode, _, id, size = words.split()
                if is_segment(name):
                    regular = mode.startswith("100") and size.isdigit()
                    blobs[name] = _Blob(id, int(size) if regular else -1)
            seen += len(entries)
            if len(left) > _MAX_ENTRY:
                raise JournalError("has a file name that is too long")
            if seen > MAX_SEGMENTS:
                raise JournalError(f"has more than {MAX_SEGMENTS:,} files")
        return blobs

    def _compare(
        self, blobs: Mapping[str, _Blob], before: Mapping[str, _Blob]
    ) -> Iterator[Segment]:
        """Yield the segments that are others than before, as long as they go on where those end.

        Raises RewrittenError.
        """
        if not before.keys() <= blobs.keys():
            raise RewrittenError
        names = sorted(name for name, blob in blobs.items() if blob != before.get(name))
        known = {name: before[name] for name in names if name in before and before[name].size >= 0}
        if not all(blob.is_readable and blobs[name].is_readable for name, blob in known.items()):
            raise RewrittenError
        asked = (blob for name in names for blob in (known.get(name), blobs[name]))
        found = self._read(blob.id for blob in asked if blob and blob.is_readable)
        for name in names:
            start = next(found) if name in known else b""
            if blobs[name].size < 0:
                yield Segment(name, None, NO_FILE)
                continue
            data = next(found) if blobs[name].is_readable else None
            if data is not None and not data.startswith(start):
                raise RewrittenError
            yield Segment(name, data)

    def _read_last(self, name: str, blob: _Blob) -> Segment:
        return Segment(name, next(self._read([blob.id])) if blob.is_readable else None)

    def _read(self, ids: Iterable[str]) -> Iterator[bytes]:
        """Yield blobs, of which none is large."""
        asked = "".join(f"{id}\n" for id in ids).encode()
        if not asked:
            return
        left = b""
        need: int | None = None
        for block in self._own.stream("cat-file", "--batch", given=asked):
            left += block
            while True:
                if need is None:
                    head, newline, rest = left.partition(b"\n")
                    if not newline:
                        break
                    need, left = _read_size(head), rest
                if len(left) <= need:
                    break
                yield left[:need]
                left, need = left[need + 1 :], None

    def _commit(
        self, device: str, after: Head | None, files: Mapping[str, bytes], words: str
    ) -> str:
        """Make a commit with some files replaced, and return its id."""
        seconds = int(self._now().timestamp())
        given = [
            f"commit {_MINE}\n".encode(),
            f"committer dlr <{device}@dlr.invalid> {seconds} +0000\n".encode(),
            _data(words.encode()),
            f"from {after.mark}\n".encode() if after else b"",
        ]
        for name, data in files.items():
            given += [f"M 100644 inline {name}\n".encode(), _data(data)]
        own = self._own
        own.ask("fast-import", "--quiet", "--force", "--done", given=b"".join([*given, b"done\n"]))
        return own.ask("rev-parse", "--verify", _MINE).decode().strip()

    def _push(self, options: Sequence[str], *refs: str) -> None:
        receive = ["--receive-pack", _guard("receive-pack")] if self._place.path else []
        self._transfer("written", *_PUSH, *options, *receive, "--", self._place.name, *refs)

    def _transfer(self, what: str, *call: str) -> None:
        place = self._place
        try:
            transfer(
                self._folder,
                call,
                protocols=LOCAL if place.path else NETWORK,
                asks=self._asks,
                most=measure(self._folder) + MAX_FETCHED,
                largest=MAX_SEGMENT,
            )
        except TooMuchError as error:
            shutil.rmtree(self._folder)
            size = f"{MAX_FETCHED // 2**20} MiB"
            message = f"{clean(place.name)} has more than {size} that is new; nothing was changed."
            raise DlrError("too-large", message, "Sync with a repository of your own.") from error
        except TransferError as error:
            raise explain(place.name, str(error), what) from error

    @contextmanager
    def _mending(self) -> Iterator[None]:
        """Raise MovedError if our own repository was torn, and throw it away: all comes anew."""
        try:
            yield
        except GitError:
            if self._is_sound():
                raise
            shutil.rmtree(self._folder)
            raise MovedError from None

    def _is_sound(self) -> bool:
        try:
            large = f"core.bigFileThreshold={MAX_SEGMENT}"  # not to be held in memory
            own = make_bare(self._folder)
            own.ask("-c", large, "fsck", "--no-dangling", "--no-progress")
        except GitError:
            return False
        return True

    def _tidy(self) -> None:
        """Put many small packs into one, now and not behind the learner's back."""
        objects = self._folder / "objects"
        packs, loose = objects.glob("pack/*.pack"), objects.glob("17/*")
        if len(list(packs)) > MAX_PACKS or len(list(loose)) > MAX_LOOSE:
            self._own.ask("gc", "--quiet", "--prune=now")


def _read_size(line: bytes) -> int:
    """Return the size of an object that git announces. Raises GitError if there is none."""
    words = line.split()
    if len(words) != 3 or not words[2].isdigit():
        raise GitError(f"Git reports: {clean(line.decode(errors='replace'))}.")
    return int(words[2])


def _data(content: bytes) -> bytes:
    """Return bytes as `git fast-import` takes them."""
    return b"data %d\n%b\n" % (len(content), content)


def _guard(command: str) -> str:
    """Return the call by which git works on a repository at a path, and reaches no other."""
    settings = [word for name, value in _OTHER_SIDE.items() for word in ("-c", f"{name}={value}")]
    call = shlex.join([find_git(), *settings, command])
    return f"GIT_ALLOW_PROTOCOL= GIT_NO_LAZY_FETCH=1 {call}"
