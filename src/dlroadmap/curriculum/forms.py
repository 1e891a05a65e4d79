"""Where the compiled forms of curricula lie, and what they were made from."""

import os
from pathlib import Path
from typing import Any
from zlib import crc32

from dlroadmap.curriculum.library import name_of

LAYOUT = 1
"""Counts up when what a form holds changes; older forms are then made anew."""


def form_file(main: Path, folder: Path) -> Path:
    """Return where the compiled form of a main file lies, in the folder of such forms."""
    return folder / f"{name_of(main)}-{crc32(os.fsencode(main)):08x}.db"


def words_file(form: Path) -> Path:
    """Return where the words lie that TAB completes to, beside a form."""
    return form.with_suffix(".words")


def fault_file(form: Path) -> Path:
    """Return where it is kept what is wrong with the files of a form as they are now."""
    return form.with_suffix(".fault")


def stamp(path: Path | str) -> list[Any]:
    """Return path, size and mtime in ns of a file as it is now; size -1 if it is not there."""
    try:
        status = os.stat(path)  # noqa: PTH116 - on every command, and Path costs more than stat
    except OSError:
        return [str(path), -1, 0]
    return [str(path), status.st_size, status.st_mtime_ns]


def fresh(stamps: list[list[Any]]) -> bool:
    """Return whether all files are as they were."""
    return all(stamp(was[0]) == was for was in stamps)
