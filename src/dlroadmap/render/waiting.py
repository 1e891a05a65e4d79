"""The line that shows a person at a terminal how far long work is, and then goes away."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from dlroadmap.render.screen import fit, width
from dlroadmap.text import clean
from dlroadmap.work import Task

DELAY = 0.5
"""Seconds that work may take without a word."""

PAUSE = 0.5
"""Seconds between two words about it: a screen reader reads each."""

_ECHO = len("^C") + 1
"""Columns that stay free: Ctrl-C is seen behind the words, and must not begin another line."""

WORDS = {
    Task.READ: "Reading {}",
    Task.ASSEMBLE: "Assembling {}",
    Task.KEEP: "Caching {}",
    Task.CHECK: "Checking {}",
    Task.FOLLOW: "Checking the history of {}",
    Task.RESTORE: "Restoring {}",
    Task.DRAW: "Drawing the map of {}",
    Task.WAIT: "Waiting for {}",
}


class WaitingLine:
    """Observes work, and writes over one line of a terminal how far it is.

    No escape sequence is used. A terminal that cannot go back in a line gets one that stays, once.
    """

    def __init__(
        self,
        stream: TextIO,
        clock: Callable[[], float] = time.monotonic,
        delay: float = DELAY,
        pause: float = PAUSE,
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._due = clock() + delay
        self._pause = pause
        self._stays = os.environ.get("TERM") in ("dumb", "unknown")
        self._shown = 0

    def advance(self, task: Task, subject: str, done: int, total: int) -> None:
        """Show how far work is, if it has taken long and nothing was shown just now."""
        now = self._clock()
        if now < self._due:
            return
        self._due = now + self._pause
        head, columns = WORDS[task].format(clean(subject)), width(self._stream)
        if self._stays:
            self._due = float("inf")
            self._write(f"{self._fit(head, '…', columns)}\n")
            return
        self.rest()
        tail = f": {100 * done // total}%" if total else "…"
        self._shown = columns - 1
        self._write(self._fit(head, tail, columns - _ECHO))

    def rest(self) -> None:
        """Leave the line as it was before anything was shown."""
        if self._shown:
            self._write(f"\r{' ' * self._shown}\r")
            self._shown = 0

    def _fit(self, head: str, tail: str, columns: int) -> str:
        """Return both on at most so many columns; the head is cut."""
        from rich.cells import cell_len, set_cell_size

        encoding = self._stream.encoding or "ascii"
        head, tail = fit(head, encoding), fit(tail, encoding)
        room = max(columns - cell_len(tail), 0)
        return set_cell_size(head, min(room, cell_len(head))).rstrip() + tail

    def _write(self, text: str) -> None:
        # A terminal that is gone is no reason to end the work.
        with suppress(OSError):
            self._stream.write(text)
            self._stream.flush()
