"""What TAB completes to: without typer, without YAML, within a blink.

Ids come from a text that is kept beside the compiled form. Every answer is a line with a word,
and behind a tab what it means.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from dlroadmap.curriculum.library import (
    cache_files,
    curriculum_name,
    is_path,
    learners_library,
    main_file,
)
from dlroadmap.errors import DlrError
from dlroadmap.paths import folders
from dlroadmap.settings import lookup

_KINDS = {"place": ("level", "category"), "any": ("item", "level", "category")}
"""What is asked for, where it is of several kinds."""


def complete(args: list[str]) -> None:
    """Print what may follow: `args` are what is asked for and how it begins.

    Whatever goes wrong prints nothing: a person who types cannot use a message here.
    """
    what, prefix = (*args, "", "")[:2]
    begin = prefix.casefold()
    try:
        if what == "curriculum":
            answers = (line for line in _curricula() if line.startswith(begin))
        else:
            kinds = _KINDS.get(what, (what,))
            answers = (line for kind in kinds for line in _words(kind, begin))
        sys.stdout.write("".join(answers))
    except (DlrError, OSError, UnicodeError):
        return


def _words(kind: str, begin: str) -> Iterator[str]:
    """Yield `word, tab, meaning` for the items, levels or categories of the curriculum in use."""
    # A search through the text as a whole is many times quicker than line by line.
    text = "\n" + _words_file().read_text(encoding="utf-8")
    head = f"\n{kind}\t"
    position = text.find(head + begin)
    while position >= 0:
        end = text.find("\n", position + 1)
        yield text[position + len(head) : end + 1]
        position = text.find(head + begin, end)


def _curricula() -> Iterator[str]:
    for main in learners_library(folders()):
        yield f"{curriculum_name(main)}\t{main}\n"


def _words_file() -> Path:
    """Return the file with the words of the curriculum in use; the first time it is made."""
    own = folders()
    library = learners_library(own)
    name = lookup("curriculum", own).value
    main = main_file(name) if is_path(name) else library.find(name)
    if main is None:
        raise DlrError("no-such-curriculum", name)
    files = cache_files(main, own.compiled)
    if not files.form.is_file():
        from dlroadmap.compiler import compile_when_needed
        from dlroadmap.curriculum.compiled import Opener

        Opener(library, own.compiled, compile_when_needed).open(main)
    return files.words
