"""Where the cache folder holds what was made from a curriculum."""

import os
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from dlroadmap.curriculum.library import curriculum_name


class CacheFiles(NamedTuple):
    """The files that are made from one main file."""

    form: Path
    """The compiled form, an SQLite database."""

    words: Path
    """What TAB completes to."""

    fault: Path
    """What is wrong with the curriculum as it is now, if that cannot be compiled."""


def cache_files(main: Path, folder: Path) -> CacheFiles:
    """Return the files for a main file in a cache folder; two curricula may have one name."""
    name = f"{curriculum_name(main)}-{crc32(os.fsencode(main)):08x}"
    return CacheFiles(*(folder / f"{name}.{suffix}" for suffix in ("db", "words", "fault")))
