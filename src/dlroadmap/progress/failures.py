"""Failures of SQLite and of the file system, explained in words.

What the names of SQLite's errors mean: https://www.sqlite.org/rescode.html
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.progress import tables
from dlroadmap.text import clean

BUSY_SECONDS = 30.0
"""How long a call waits for another one that holds the store."""

_OWNER = "Check the folder's owner and permissions, or set DLR_HOME to another folder."


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Explain failures of a store in words; the notes of an exception become advice."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError, tables.UncertainError) as error:
        failure = _in_words(path, error)
        failure.advice += _notes(error)
        raise failure from error
    except OSError as error:
        message = f"{error.filename or path}: {error.strerror}; nothing was changed."
        raise DlrError("store-unusable", message, _OWNER, *_notes(error)) from error


def newer_store(path: Path, found: int, known: int) -> DlrError:
    """Return what to say of a store whose schema is a later one than is known."""
    versions = f"schema {found}; this dlr supports {known}"
    message = f"{path} was written by a newer dlr ({versions}); nothing was changed."
    return DlrError("newer-store", message, "Upgrade dlr to read it.")


def _notes(error: Exception) -> tuple[str, ...]:
    return tuple(getattr(error, "__notes__", ()))


def _in_words(path: Path, error: Exception) -> DlrError:
    if isinstance(error, tables.UncertainError):
        message = f"The change may not have been saved to {path}: {error}."
        return DlrError("store-uncertain", message, subject=path)
    name = tables.error_name(error)
    if name.startswith(tables.BUSY):
        message = f"Another program has locked {path} for {BUSY_SECONDS:.0f} seconds"
        return DlrError(
            "store-busy", f"{message}; nothing was changed.", "Try again when it is done."
        )
    if name == "SQLITE_READONLY_DBMOVED":
        message = f"{path} was replaced by another call in the meantime; nothing was changed."
        return DlrError("store-busy", message, "Try again.")
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE")):
        message = f"{path} could not be written: {error}; nothing was changed."
        return DlrError("disk-full", message, "Free some disk space.")
    if name.startswith("SQLITE_IOERR"):
        message = f"{path} could not be read or written: {error}; nothing was changed."
        return DlrError("disk-error", message, "Check the disk and its free space.")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return DlrError("store-read-only", _why_read_only(path, name), _OWNER)
    return DlrError("store-damaged", f"{path} is damaged: {clean(str(error))}.", subject=path)


def _why_read_only(path: Path, name: str) -> str:
    if path.with_name(f"{path.name}-journal").exists():
        return (
            f"{path} contains an interrupted change, which must be rolled back first. "
            "This needs a writable folder; nothing was changed."
        )
    verb = "written" if name.startswith("SQLITE_READONLY") else "opened"
    return f"{path} cannot be {verb}; nothing was changed."
