"""Each line changes the file of a store, `OFFSET` and what is written there apart by a tab.

`xff00` are bytes, `p2` is page 2 of the file, `-40` cuts so many bytes off its end, all else is a
text; `$` begins a call, as for `store`. The store is read, and written to, or refused in words.
"""

import sqlite3
from contextlib import closing
from functools import cache

from dlroadmap.progress.rows import Rows
from fuzz.learner import learner
from fuzz.targets.events import read_event
from fuzz.targets.store import CHOICES, hold_use, template
from fuzz.words import NUMBERS, SIGNS

WORDS = [
    *(f"\n{offset}\t" for offset in (0, 16, 18, 24, 28, 32, 52, 56, 60, 68, 92, 96, 100, 103, 105)),
    *(f"\n{page * 4096 + n}\t" for page in range(6) for n in (0, 3, 5, 8, 2000, 3900, 4000, 4090)),
    *(f"p{page}\n" for page in range(6)), "xff\n", "x00\n", "x0d\n", "x0a\n", "x05\n", "x02\n",
    "\n-1\t\n", "\n-4096\t\n", "\n-5000\t\n", "tick", "{}", *CHOICES, *NUMBERS, *SIGNS,
]  # fmt: skip

PAGE = 4096


@cache
def _whole() -> bytes:
    """Return a store with sixty events."""
    empty, _ = template()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.deserialize(empty)
        for number in range(1, 61):
            row = read_event(
                f"kind={['tick', 'start', 'review', 'note', 'goal', 'undo'][number % 6]}", number
            )
            made.execute(f"INSERT INTO event VALUES ({', '.join('?' * len(row))})", row)
        rows = Rows(made)
        rows.remake(rows.newest())
        return made.serialize()


def fuzz(data: bytes) -> None:
    """Change the file of a store, then use it."""
    with learner() as folder:
        store = folder / "progress.db"
        store.write_bytes(change(_whole(), data))
        hold_use(store, data)


def change(whole: bytes, data: bytes) -> bytes:
    """Return bytes after the changes that each line of a text says."""
    made = bytearray(whole)
    for line in data.split(b"\n")[:30]:
        offset, _, new = line.partition(b"\t")
        try:
            at = int(offset[:9])
        except ValueError:
            continue
        if at < 0:
            del made[at:]
            continue
        at %= len(made) or 1
        piece = _piece(new, bytes(made))
        made[at : at + len(piece)] = piece
    return bytes(made)


def _piece(new: bytes, whole: bytes) -> bytes:
    text = new.decode("ascii", "ignore")
    try:
        if text[:1] == "x":
            return bytes.fromhex(text[1:])
        if text[:1] == "p":
            start = int(text[1:]) * PAGE
            return whole[start : start + PAGE]
    except ValueError:
        pass
    return new
