"""A place in memory, where tests need many and quick ones."""

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256

from dlroadmap.remote.contract import Head, JournalError, MovedError, RewrittenError, Segment
from dlroadmap.remote.segments import (
    ABOUT,
    MAX_ABOUT,
    MAX_SEGMENT,
    MAX_SEGMENTS,
    extend,
    is_segment,
)

Journal = dict[str, bytes]
"""The files of a journal, by name."""


class MemoryPlace:
    """What lies at a place; tests may change it as if somebody else had.

    `seen` are the journals as they were at each mark that was given out.
    """

    def __init__(self) -> None:
        self.journals: dict[str, Journal] = {}
        self.seen: dict[str, Journal] = {}


class MemoryRemote:
    """A handle of a place in memory; each device has its own."""

    def __init__(self, place: MemoryPlace) -> None:
        self.place = place

    def heads(self) -> Sequence[Head]:
        """Return the journals."""
        return [self._find_head(device) for device in sorted(self.place.journals)]

    def since(self, head: Head, mark: str | None) -> Iterator[Segment]:
        """Yield the segments that are new or longer."""
        files, before = _check(self.place.seen[head.mark]), Journal()
        if mark:
            if mark not in self.place.seen:
                raise RewrittenError
            before = self.place.seen[mark]
        for name, data in before.items():
            now = files.get(name, b"")
            is_large = len(now) > MAX_SEGMENT
            if is_segment(name) and data != now and (is_large or not now.startswith(data)):
                raise RewrittenError
        for name, data in sorted(files.items()):
            if is_segment(name) and data != before.get(name):
                yield _read(files, name)

    def append(self, device: str, after: Head | None, about: bytes, lines: Sequence[bytes]) -> Head:
        """Let the last segment grow, and add others."""
        files = self.place.journals.get(device)
        if (self._find_head(device).mark if files else None) != (after.mark if after else None):
            raise MovedError
        files = dict(_check(files or {}))
        files |= extend(files, partial(_read, files), about, lines)
        self.place.journals[device] = files
        return self._find_head(device)

    def erase(self, heads: Sequence[Head]) -> None:
        """Remove journals, all of them or none."""
        now = {head.device: head.mark for head in self.heads()}
        if any(now.get(head.device) != head.mark for head in heads):
            raise MovedError
        for head in heads:
            del self.place.journals[head.device]

    def _find_head(self, device: str) -> Head:
        files = self.place.journals[device]
        digest = sha256(repr(sorted(files.items())).encode()).hexdigest()
        self.place.seen[digest] = dict(files)
        about = files.get(ABOUT, b"")
        return Head(device, digest, about if len(about) <= MAX_ABOUT else b"")


def _check(files: Journal) -> Journal:
    if len(files) > MAX_SEGMENTS:
        raise JournalError(f"has more than {MAX_SEGMENTS:,} files")
    return files


def _read(files: Journal, name: str) -> Segment:
    return Segment(name, files[name] if len(files[name]) <= MAX_SEGMENT else None)
