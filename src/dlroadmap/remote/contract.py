"""What a place has to offer that carries histories between devices.

At a place each device has a journal of its own, to which it alone appends. So no two writers ever
share anything, and whoever comes in between loses nothing.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol


class Head(NamedTuple):
    """How far the journal of a device goes.

    `mark` changes with each append; only the place knows what it means. `about` is what the journal
    says of itself, as it came, and empty if that is missing or too large.
    """

    device: str
    mark: str
    about: bytes


class Segment(NamedTuple):
    """A part of a journal.

    `data` is None if it cannot be used; `why` says why, as the end of a sentence.
    """

    name: str
    data: bytes | None
    why: str = "is too large"


class MovedError(Exception):
    """A journal is not as it was seen: somebody else has appended to it."""


class RewrittenError(Exception):
    """A journal lacks what it had when it was last read."""


class JournalError(Exception):
    """A journal cannot be read or continued; the message says why, as the end of a sentence."""


class Remote(Protocol):
    """A place; call `heads` first.

    Each method raises DlrError if the place cannot be reached.
    """

    def heads(self) -> Sequence[Head]:
        """Look at the place, and return the journals that it has now, by device."""

    def since(self, head: Head, mark: str | None) -> Iterator[Segment]:
        """Yield the segments of a journal that are new or longer since a mark; without one, all.

        Raises RewrittenError and JournalError.
        """

    def append(self, device: str, after: Head | None, about: bytes, lines: Sequence[bytes]) -> Head:
        """Append lines to the journal of a device, and return its head.

        `after` is its head as it was seen, None if it had no journal. If the call is cut off, a
        beginning of the lines may be there. Raises MovedError if the head is another one by now,
        and JournalError if the journal cannot be continued; then nothing was appended.
        """

    def erase(self, heads: Sequence[Head]) -> None:
        """Remove journals. Raises MovedError if one of them has moved meanwhile; then none is."""
