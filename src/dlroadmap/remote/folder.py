"""A folder that something else carries: Syncthing, a share, a stick.

Each device has a folder in it, and writes to no other; its files are replaced as a whole, so what
carries them sees no half ones.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.format.files import DISK, NotAFileError
from dlroadmap.paths import replacing
from dlroadmap.remote.contract import Head, JournalError, MovedError, RewrittenError, Segment
from dlroadmap.remote.segments import (
    ABOUT,
    MAX_ABOUT,
    MAX_SEGMENT,
    MAX_SEGMENTS,
    cut,
    find_last,
    is_device,
    is_segment,
)
from dlroadmap.text import clean

_TOP = "dlr"
"""The folder of all journals in that which the learner named."""


class FolderRemote:
    """The journals in a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._top = path / _TOP

    def heads(self) -> Sequence[Head]:
        """Return the journals whose folders have come here."""
        with self._reaching():
            if not self._path.is_dir():
                message = f"{clean(str(self._path))} does not exist."
                raise DlrError("no-remote", message, "Is the disk connected, or the share mounted?")
            folders = sorted(self._top.iterdir()) if self._top.is_dir() else []
            devices = [path.name for path in folders if is_device(path.name) and path.is_dir()]
            return [head for device in devices if (head := self._find_head(device))]

    def since(self, head: Head, mark: str | None) -> Iterator[Segment]:
        """Yield the segments that are new or longer."""
        sizes, before = _read_mark(head.mark), _read_mark(mark or "{}")
        if any(sizes.get(name, -1) < size for name, size in before.items()):
            raise RewrittenError
        for name in sizes:
            if sizes[name] != before.get(name):
                yield self._read(head.device, name)

    def append(self, device: str, after: Head | None, about: bytes, lines: Sequence[bytes]) -> Head:
        """Replace the last segment by a longer one, and add others."""
        with self._reaching():
            sizes = self._measure(device)
            if sizes != (_read_mark(after.mark) if after else {}):
                raise MovedError
            name = find_last(sizes)
            last = self._read(device, name) if name else None
            # First of all, for a journal that does not say whose it is belongs to nobody.
            files = {ABOUT: about, **cut(last, lines)}
            for name, data in files.items():
                with replacing(self._top / device / name, durable=True) as draft:
                    draft.write_bytes(data)
            return Head(device, _write_mark(self._measure(device)), about)

    def erase(self, heads: Sequence[Head]) -> None:
        """Remove the folders of some devices, but for what is not dlr's in them."""
        with self._reaching():
            if any(self._measure(head.device) != _read_mark(head.mark) for head in heads):
                raise MovedError
            for head in heads:
                folder = self._top / head.device
                for name in (*_read_mark(head.mark), ABOUT):
                    (folder / name).unlink(missing_ok=True)
                if not any(folder.iterdir()):
                    folder.rmdir()

    def _find_head(self, device: str) -> Head | None:
        try:
            about, _ = DISK.read(self._top / device / ABOUT, MAX_ABOUT + 1)
        except FileNotFoundError:  # it has not come here yet
            return None
        except NotAFileError:
            about = b""
        return Head(device, _write_mark(self._measure(device)), about)

    def _measure(self, device: str) -> dict[str, int]:
        """Return the sizes of the segments of a device."""
        folder = self._top / device
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        return {path.name: path.stat().st_size for path in found if is_segment(path.name)}

    def _read(self, device: str, name: str) -> Segment:
        try:
            data, _ = DISK.read(self._top / device / name, MAX_SEGMENT + 1)
        except NotAFileError as error:
            raise JournalError(f"has a {name} that is not a regular file") from error
        except OSError as error:
            raise JournalError(f"has a {name} that cannot be read: {error.strerror}") from error
        return Segment(name, data if len(data) <= MAX_SEGMENT else None)

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            where = clean(str(error.filename or self._path))
            message = f"{where} cannot be read or written: {error.strerror}."
            advice = "Check its owner and permissions, and the free space."
            raise DlrError("remote-unusable", message, advice) from error


def _write_mark(sizes: Mapping[str, int]) -> str:
    return json.dumps(sizes, separators=(",", ":"))


def _read_mark(mark: str) -> dict[str, int]:
    try:
        found = json.loads(mark)
    except ValueError:
        found = None
    if not isinstance(found, dict):  # it is one of git, where a repository became a folder
        raise RewrittenError
    if len(found) > MAX_SEGMENTS:
        raise JournalError(f"has more than {MAX_SEGMENTS:,} files")
    return found
