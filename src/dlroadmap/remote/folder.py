"""A folder that something else carries: Syncthing, a share, a stick.

Each device has a folder in it, and writes to no other; its files are replaced as a whole, so what
carries them sees no half ones.
"""

import json
import math
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from dlroadmap.errors import DlrError
from dlroadmap.format.files import NotAFileError
from dlroadmap.paths import remove_drafts, replacing
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

TOP = "dlr"
"""The folder of all journals in that which the learner named."""

MAX_NAMES = 200_000
"""So many names in a folder are looked at, whatever they are."""

_TAIL = 4096
"""So many bytes at the end of a file tell it from another one of its size."""

_Sum = list[int]
"""The size of a file, and a checksum of its end; a mark has them by name."""

_UNREADABLE: _Sum = [-1, 0]

_EMPTY = "{}"
"""The mark of a journal without files."""


class FolderRemote:
    """The journals in a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._top = path / TOP

    def heads(self) -> Sequence[Head]:
        """Return the journals whose folders have come here."""
        with self._reaching():
            if not self._path.is_dir():
                message = f"{clean(str(self._path))} does not exist."
                raise DlrError("no-remote", message, "Is the disk connected, or the share mounted?")
            if self._top.is_symlink():
                message = f"{clean(str(self._top))} is a symbolic link."
                raise DlrError("no-remote", message, "Replace it with a folder.")
            try:
                devices = _list_names(self._top, is_device, MAX_HEADS, "devices")
            except JournalError as error:
                message = f"{clean(str(self._top))} {error}."
                advice = "Sync with a folder of your own."
                raise DlrError("too-large", message, advice) from error
            return [head for device in devices if (head := self._find_head(device))]

    def since(self, head: Head, mark: str | None) -> Iterator[Segment]:
        """Yield the segments that are new or longer."""
        sums = _read_mark(head.mark)
        try:
            before = _read_mark(mark or "{}")
        except JournalError as error:
            raise RewrittenError from error
        if not {*before} - {ABOUT} <= {*sums}:
            raise RewrittenError
        for name, sum in sums.items():
            known = before.get(name)
            if name == ABOUT or sum == known:
                continue
            segment = self._read(head.device, name)
            data = segment.data
            changed = data is None or (known and _sum_up(data[: known[0]]) != known)
            if changed and known not in (None, _UNREADABLE):
                raise RewrittenError
            yield segment

    def append(self, device: str, after: Head | None, about: bytes, lines: Sequence[bytes]) -> Head:
        """Replace the last segment by a longer one, and add others."""
        with self._reaching():
            mark = self._find_mark(device)
            if mark != (after.mark if after else _EMPTY):
                raise MovedError
            files = extend(_read_mark(mark), partial(self._read, device), about, lines)
            for name, data in files.items():
                with replacing(self._top / device / name, durable=True) as draft:
                    draft.write_bytes(data)
            return Head(device, self._find_mark(device), about)

    def erase(self, heads: Sequence[Head]) -> None:
        """Remove the folders of some devices, but for what is not dlr's in them."""
        with self._reaching():
            if any(self._find_mark(head.device) != head.mark for head in heads):
                raise MovedError
            for head in heads:
                folder = self._top / head.device
                for path in [path for path in folder.iterdir() if _is_ours(path.name)]:
                    if path.is_symlink() or not path.is_dir():
                        path.unlink(missing_ok=True)
                remove_drafts(folder, math.inf)
                if not any(folder.iterdir()):
                    folder.rmdir()

    def _find_head(self, device: str) -> Head | None:
        if not stat.S_ISDIR((self._top / device).lstat().st_mode):  # a link would lead elsewhere
            return Head(device, _EMPTY, b"")
        mark = self._find_mark(device)
        if mark == _EMPTY:  # nothing of it has come here yet
            return None
        about = b""
        with suppress(FileNotFoundError, PermissionError, NotAFileError):
            about = _read_file(self._top / device / ABOUT, MAX_ABOUT + 1)
        return Head(device, mark, about if len(about) <= MAX_ABOUT else b"")

    def _find_mark(self, device: str) -> str:
        """Return the mark of a device's journal, or of why it cannot be read."""
        folder = self._top / device
        try:
            names = _list_names(folder, _is_ours, MAX_SEGMENTS, "files")
        except JournalError as error:
            return _write_mark(str(error))
        return _write_mark({name: _measure_file(folder / name) for name in names})

    def _read(self, device: str, name: str) -> Segment:
        try:
            data = _read_file(self._top / device / name, MAX_SEGMENT + 1)
        except NotAFileError:
            return Segment(name, None, NO_FILE)
        except OSError as error:
            return Segment(name, None, f"cannot be read: {clean(str(error.strerror))}")
        return Segment(name, data if len(data) <= MAX_SEGMENT else None)

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            where = clean(str(error.filename or self._path))
            message = f"{where} cannot be read or written: {clean(str(error.strerror))}."
            advice = "Check its owner and permissions, and the free space."
            raise DlrError("remote-unusable", message, advice) from error


def _is_ours(name: str) -> bool:
    return is_segment(name) or name == ABOUT


def _list_names(folder: Path, wanted: Callable[[str], bool], most: int, what: str) -> list[str]:
    """Return the names of a kind in a folder, if it is there.

    Raises JournalError if there are more than `most`, or too many of any kind.
    """
    names = list[str]()
    with os.scandir(folder) if folder.is_dir() else nullcontext(()) as found:
        for number, entry in enumerate(found):
            if number == MAX_NAMES:
                raise JournalError(f"has more than {MAX_NAMES:,} files")
            if wanted(entry.name):
                names.append(entry.name)
            if len(names) > most:
                raise JournalError(f"has more than {most:,} {what}")
    return sorted(names)


def _open(path: Path) -> BinaryIO:
    """Open a regular file, without following a link or waiting for whoever writes to a pipe."""
    flags = ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
    if not stat.S_ISREG(path.lstat().st_mode):
        raise NotAFileError
    file = os.fdopen(os.open(path, sum(getattr(os, name, 0) for name in flags)), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # it was replaced just now
        file.close()
        raise NotAFileError
    return file


def _read_file(path: Path, most: int) -> bytes:
    with _open(path) as file:
        return file.read(most)


def _measure_file(path: Path) -> _Sum:
    try:
        with _open(path) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            return [size, crc32(file.read(_TAIL))]
    except OSError:  # whoever reads it says why
        return _UNREADABLE


def _sum_up(data: bytes) -> _Sum:
    return [len(data), crc32(data[-_TAIL:])]


def _write_mark(found: Mapping[str, _Sum] | str) -> str:
    return json.dumps(found, separators=(",", ":"))


def _read_mark(mark: str) -> dict[str, _Sum]:
    """Return the sums of a mark. Raises JournalError if it says why there are none."""
    try:
        found = json.loads(mark)
    except ValueError:
        found = None
    if isinstance(found, str):
        raise JournalError(found)
    if not isinstance(found, dict):  # it is one of git, where a repository became a folder
        raise RewrittenError
    return found
