"""One sync at a time: a file that a process locks, and that the system unlocks when it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.paths import make_private


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other calls out that lock the same file. Raises DlrError if one is under way."""
    make_private(path.parent)
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            _lock(descriptor)
        except OSError as error:
            message = "Another sync is running; nothing was changed."
            raise DlrError("sync-busy", message, "Try again when it is done.") from error
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
