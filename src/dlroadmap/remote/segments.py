"""How the lines of a journal are cut into files of bounded size, to the last of which one adds."""

import re
from collections.abc import Callable, Iterable, Sequence

from dlroadmap.remote.contract import JournalError, Segment

ABOUT = "journal.json"
"""The file in which a journal says whose it is."""

MAX_ABOUT = 64 * 2**10
"""Bytes of that file that are read."""

SIZE = 64 * 2**10
"""Bytes that a segment may reach: what an append transfers anew."""

MAX_SEGMENT = 2**20
"""Bytes of a segment that are read; one has more than SIZE only where a single line has."""

MAX_SEGMENTS = 100_000
"""Files of a journal that are read."""

MAX_HEADS = 1_000
"""So many journals are looked at."""

_LAST_NUMBER = 999_999

_NAME = re.compile(r"\d{6}.*\.jsonl", re.ASCII)
_GROWING = re.compile(r"\d{6}\.jsonl", re.ASCII)
_DEVICE = re.compile(r"[0-9a-f]{16}")


NO_FILE = "is not a regular file"
"""Why a segment cannot be used that is a link, a folder, or something odder."""


def is_segment(name: str) -> bool:
    """Return whether a file's name is a segment's; copies made of conflicts are some, too."""
    return bool(_NAME.fullmatch(name)) and name.isprintable()


def is_device(name: str) -> bool:
    """Return whether a name is the id of a device as dlr makes them."""
    return bool(_DEVICE.fullmatch(name))


def find_last(names: Iterable[str]) -> str | None:
    """Return the segment that grows, if there is any."""
    return max((name for name in names if _GROWING.fullmatch(name)), default=None)


def extend(
    names: Iterable[str], read: Callable[[str], Segment], about: bytes, lines: Sequence[bytes]
) -> dict[str, bytes]:
    """Return the files to write so that a journal of such files has further lines.

    What it says of itself comes first: a journal without that belongs to nobody. Raises
    JournalError if there is no number left for another file.
    """
    last = find_last(names)
    return {ABOUT: about, **cut(read(last) if last else None, lines)}


def cut(last: Segment | None, lines: Sequence[bytes]) -> dict[str, bytes]:
    """Return the files that hold further lines: the last segment, grown, and those after it.

    A last segment that is full or too large, or ends within a line, stays as it is. Raises
    JournalError if there is no number left for another file.
    """
    number, size, begun, files = 1, 0, dict[int, list[bytes]](), dict[int, list[bytes]]()
    if last:
        number = int(last.name[:6])
        if last.data is not None and last.data.endswith(b"\n"):
            begun[number], size = [last.data], len(last.data)
        else:
            number += 1
    for line in lines:
        if size and size + len(line) > SIZE:
            number, size = number + 1, 0
        files.setdefault(number, begun.pop(number, [])).append(line)
        size += len(line)
    if files and number > _LAST_NUMBER:
        raise JournalError(f"has no room after {_LAST_NUMBER}.jsonl")
    return {f"{number:06}.jsonl": b"".join(parts) for number, parts in files.items()}
