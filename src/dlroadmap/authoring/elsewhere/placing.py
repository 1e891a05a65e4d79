"""Puts a curriculum into the learner's folder, replaces it and removes it, each in one step."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from dlroadmap.authoring.elsewhere.record import RECORD, Origin, encode
from dlroadmap.errors import DlrError
from dlroadmap.paths import DRAFT_SECONDS, make_private, sync, write_atomically

_AWAY = ".dlr-away-"
"""What stands before the name of a folder that another one is about to replace."""

_DRAFT = ".dlr-new-"

_IGNORED = {RECORD, ".DS_Store"}

_AT_FDCWD, _EXCHANGE = -100, 2


def place(
    folder: Path,
    texts: Mapping[str, bytes],
    origin: Origin,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Write the files of a curriculum and its record; what was there is replaced in one step.

    Right before that, `check` raises DlrError if it is not to be.
    """
    with _refused("written"):
        make_private(folder.parent)
        draft = folder.parent / f"{_DRAFT}{token_hex(8)}"
        try:
            files = {**texts, RECORD: encode(origin).encode()}
            for name, data in files.items():
                path = draft / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                sync(path)
            check()
            if os.path.lexists(folder):
                _exchange(draft, folder)
            else:
                draft.rename(folder)
            sync(folder.parent)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def record(folder: Path, origin: Origin) -> None:
    """Replace the record alone."""
    with _refused("written"):
        write_atomically(folder / RECORD, encode(origin), durable=True)


def remove(folder: Path) -> None:
    """Remove a curriculum with its record."""
    with _refused("removed"):
        draft = folder.parent / f"{_DRAFT}{token_hex(8)}"
        folder.rename(draft)
        shutil.rmtree(draft, ignore_errors=True)


def remove_files(*paths: Path) -> None:
    """Remove files, one after the other."""
    with _refused("removed"):
        for path in paths:
            path.unlink(missing_ok=True)
            sync(path.parent)


def read_texts(folder: Path) -> dict[str, bytes]:
    """Return all files of a curriculum but its record, by their paths below its folder."""
    found: dict[str, bytes] = {}
    with _refused("changed"):
        for parent, _, names in os.walk(folder):
            for name in names:
                path = Path(parent, name)
                if name not in _IGNORED:
                    data = path.read_bytes() if path.is_file() else b""
                    found[path.relative_to(folder).as_posix()] = data
    return found


def recover(curricula: Path, now: float) -> None:
    """Undo what a call that was killed has left half done; `now` is the time."""
    for away in curricula.glob(f"{_AWAY}*"):
        home = curricula / away.name.removeprefix(_AWAY)
        with suppress(OSError):
            if os.path.lexists(home):
                shutil.rmtree(away)
            else:
                away.rename(home)
    for draft in curricula.glob(f"{_DRAFT}*"):
        with suppress(OSError):
            if draft.stat().st_mtime < now - DRAFT_SECONDS:
                shutil.rmtree(draft)


def _exchange(draft: Path, folder: Path) -> None:
    """Let two folders take each other's place; where the system cannot, one after the other."""
    if sys.platform == "linux" and _exchange_at_once(draft, folder):
        return
    away = folder.with_name(f"{_AWAY}{folder.name}")
    folder.rename(away)
    try:
        draft.rename(folder)
    except OSError:
        away.rename(folder)
        raise
    shutil.rmtree(away, ignore_errors=True)


def _exchange_at_once(draft: Path, folder: Path) -> bool:
    """Ask Linux for it, as Python does not; return whether the file system could."""
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    old, new = os.fsencode(draft), os.fsencode(folder)
    return bool(renameat2(_AT_FDCWD, old, _AT_FDCWD, new, _EXCHANGE) == 0)


@contextmanager
def _refused(done: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{error.filename} cannot be {done}: {error.strerror}; nothing was changed."
        raise DlrError("unwritable", message) from error
