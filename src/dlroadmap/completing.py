"""What TAB completes to: without typer, without YAML, within a blink.

Ids come from a text that is kept beside the compiled form. Every answer is a line with a word,
and behind a tab what it means.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from dlroadmap.curriculum.forms import form_file, words_file
from dlroadmap.curriculum.library import Library, is_path, main_file, name_of
from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, bundled, folders
from dlroadmap.settings import lookup


def complete(args: list[str]) -> None:
    """Print what may follow: `args` are what is asked for and how it begins.

    Whatever goes wrong prints nothing: a person who types cannot use a message here.
    """
    what, prefix = (*args, "", "")[:2]
    try:
        if what == "curriculum":
            answers = _curricula()
        else:
            answers = _words(("level", "category") if what == "place" else (what,))
        begin = prefix.casefold()
        sys.stdout.write("".join(line for line in answers if line.startswith(begin)))
    except (DlrError, OSError, UnicodeError):
        return


def _words(kinds: tuple[str, ...]) -> Iterator[str]:
    """Yield `word, tab, meaning` for the items, levels or categories of the curriculum in use."""
    with _words_file().open(encoding="utf-8") as lines:
        for line in lines:
            kind, _, rest = line.partition("\t")
            if kind in kinds:
                yield rest


def _curricula() -> Iterator[str]:
    for main in _library(folders()):
        yield f"{name_of(main)}\t{main}\n"


def _library(places: Folders) -> Library:
    return Library((places.curricula, bundled()))


def _words_file() -> Path:
    """Return the file with the words of the curriculum in use; the first time it is made."""
    places = folders()
    name = lookup("curriculum", places).value
    main = main_file(name) if is_path(name) else _library(places).find(name)
    if main is None:
        raise DlrError("no-such-curriculum", name)
    form = form_file(main, places.compiled)
    if not form.is_file():
        from dlroadmap.curriculum.compiled import open_curriculum

        open_curriculum(main, _library(places), places.compiled)
    return words_file(form)
