"""One sync at a time: a file that a process locks, and that the system unlocks when it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.paths import make_private
from dlroadmap.text import clean


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other calls out that lock the same file.

    Raises DlrError if one is under way, or if the file cannot be locked.
    """
    try:
        make_private(path.parent)
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        try:
            _lock(descriptor)
        except _HELD as error:
            message = "Another sync is running; nothing was changed."
            raise DlrError("sync-busy", message, "Try again when it is done.") from error
        except OSError as error:
            raise _unusable(path, error) from error
        yield
    finally:
        os.close(descriptor)


def _unusable(path: Path, error: OSError) -> DlrError:
    where = clean(str(error.filename or path))
    message = f"{where} cannot be locked: {clean(str(error.strerror))}; nothing was changed."
    advice = "Check the folder's owner and permissions, or set DLR_HOME to another folder."
    return DlrError("store-unusable", message, advice)


if sys.platform == "win32":
    import msvcrt

    _HELD = PermissionError

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    _HELD = BlockingIOError

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
