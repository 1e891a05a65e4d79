"""The files that curricula are read from: those of the disk, or texts laid over them."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

Stamp = tuple[int, int]
"""Size and time of change in ns of a file when it was read; size -1 of what is not on the disk."""


class NotAFileError(OSError):
    """What lies at a path is a folder, a pipe or a device."""


class Files:
    """The files of the disk, some of them replaced by texts that were not saved yet."""

    def __init__(self, texts: Mapping[Path, bytes] = {}) -> None:
        self._texts = {path.absolute(): data for path, data in texts.items()}

    def over(self, texts: Mapping[Path, bytes]) -> "Files":
        """Return these files with texts laid over them."""
        return Files({**self._texts, **texts})

    def exists(self, path: Path) -> bool:
        """Return whether there is anything at a path."""
        # Path.exists() raises in locked folders.
        return path.absolute() in self._texts or os.path.exists(path)  # noqa: PTH110

    def is_file(self, path: Path) -> bool:
        """Return whether there is a regular file at a path."""
        # Path.is_file() raises in locked folders.
        return path.absolute() in self._texts or os.path.isfile(path)  # noqa: PTH113

    def read(self, path: Path, most: int) -> tuple[bytes, Stamp]:
        """Return at most so many bytes of a file, and its stamp.

        Raises OSError, NotAFileError among them.
        """
        text = self._texts.get(path.absolute())
        if text is not None:
            return text[:most], (-1, 0)
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAFileError
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            return file.read(most), (status.st_size, status.st_mtime_ns)


DISK = Files()
"""The files as they are saved."""
