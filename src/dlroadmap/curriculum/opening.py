"""Opens curricula: from the compiled form where that is current, else by compiling anew.

If the files have errors, the last good form is served, with a word about the first of them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from dlroadmap.curriculum.compiled import Compilation, read_fault, read_form, save
from dlroadmap.curriculum.library import Library, cache_files
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.words import pluralize

Compile = Callable[[Path, Library], Compilation]
"""Reads the files of a main file; other curricula that they name are found in the library."""


class Opened(NamedTuple):
    """A curriculum that was opened, and what to tell about it if its files are broken now."""

    curriculum: Curriculum
    main: Path
    warning: str = ""


class Opener:
    """Opens the curricula of a library; `folder` is the cache of compiled forms."""

    def __init__(self, library: Library, folder: Path, compile: Compile) -> None:
        self._library = library
        self._folder = folder
        self._compile = compile

    def open(self, main: Path) -> Opened:
        """Return the curriculum of a main file.

        Raises DlrError when the files have errors and no good form of them is left.
        """
        files = cache_files(main, self._folder)
        form = read_form(files.form)
        last_good = form.curriculum if form else None
        if form and last_good and form.is_current():
            return Opened(last_good, main)
        latest = read_fault(files.fault)
        if latest is None or not latest.is_current():
            latest = self._compile(main, self._library)
            save(latest, files)
        if latest.curriculum:
            return Opened(latest.curriculum, main)
        errors = pluralize(latest.errors, "error")
        message = f"Curriculum {latest.name} has {errors}. The first: {latest.first}"
        if last_good is None:
            raise DlrError("broken-curriculum", message, subject=main)
        return Opened(last_good, main, message)
