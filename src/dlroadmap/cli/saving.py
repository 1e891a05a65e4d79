"""Writes what was asked for into a file that the learner names."""

import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from stat import S_IMODE

from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.paths import replacing


def save(session: Session, path: Path, pieces: Iterable[str], private: bool = False) -> None:
    """Write a file in one step, with the mode that it has; a device or a pipe is written to.

    One that cannot be written stays as it was. A new one that is `private` is its owner's alone.
    """
    if str(path) == "-":
        message = "“-” is not a file."
        raise DlrError("unwritable", message, "To print: dlr export --format FORMAT")
    target = Path(os.path.realpath(path))
    if target.is_dir() or not target.parent.is_dir():
        what = "is a folder" if target.is_dir() else "is in a folder that does not exist"
        raise DlrError("unwritable", f"{path} {what}.", "Specify a file: -o FILE")
    if target == Path(os.path.realpath(session.folders.store)):
        message = f"{path} is your progress; nothing was written."
        raise DlrError("unwritable", message, "Specify another file: -o FILE")
    first = next(pieces := iter(pieces), "")  # what cannot be written down is known by then
    try:
        # A pipe of this process has a name, but no path that it lies at: /dev/stdout.
        place = path if path.exists() and not path.is_file() else target
        _write(place, chain([first], pieces), private)
    except OSError as error:
        message = f"{path} could not be written: {error.strerror}."
        raise DlrError("unwritable", message, "Specify another file: -o FILE") from error


def _write(target: Path, pieces: Iterable[str], private: bool) -> None:
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        return
    mode = S_IMODE(target.stat().st_mode) if target.exists() else _new_mode(private)
    with replacing(target) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
        file.flush()
        draft.chmod(mode)


def _new_mode(private: bool) -> int:
    """Return the mode of a new file: as the shell would make it, unless nobody else may read it."""
    os.umask(mask := os.umask(0))
    return 0o600 if private else 0o666 & ~mask
