"""What TAB completes to: without typer, without YAML, within a blink.

Ids come from a text that is kept beside the compiled form. Every answer is a line with a word,
and behind a tab what it means.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from dlroadmap.curriculum.library import (
    cache_files,
    curriculum_name,
    is_path,
    learners_library,
    main_file,
)
from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, cache_is_trusted, folders, trusted
from dlroadmap.settings import lookup
from dlroadmap.text import clean, is_id

_KINDS = {"place": ("level", "category"), "any": ("item", "level", "category")}
"""What is asked for, where it is of several kinds."""

MOST_EVENTS = 500
"""Events whose batches are offered."""


def complete(args: list[str]) -> None:
    """Print what may follow: `args` are what is asked for and how it begins.

    Whatever goes wrong prints nothing: a person who types cannot use a message here. Only ids
    and words like them are offered, so that no shell finds anything to expand in a word.
    """
    what, prefix = (*args, "", "")[:2]
    begin = prefix.casefold()
    try:
        offers = _is_plain if what in _LISTED else _is_place
        if what in _LISTED:
            rows = (row for row in _LISTED[what]() if row[0].casefold().startswith(begin))
        elif what == "curriculum":
            rows = (row for row in _Shelf(folders()).curricula() if row[0].startswith(begin))
        else:
            kinds, shelf = _KINDS.get(what, (what,)), _Shelf(folders())
            rows = (row for kind in kinds for row in _words(shelf.text(), kind, begin))
        lines = [f"{word}\t{_harmless(meaning)}\n" for word, meaning in rows if offers(word)]
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        sys.stdout.write("".join(lines))
    except (DlrError, OSError, UnicodeError):
        return


def _is_place(word: str) -> bool:
    """Return whether a word is an id, or two with a slash between them."""
    return all(map(is_id, word.split("/", 1)))


def _is_plain(word: str) -> bool:
    """Return whether a word is an id, a rule's code, or the name of a backup."""
    return is_id(word.casefold().removesuffix(".db"))


def _find_batches() -> Iterator[tuple[str, str]]:
    """Yield the newest batches by the letters that the log shows of them, the newest first."""
    from dlroadmap.progress.store import Store

    own, batches = folders(), dict[str, list[tuple[str, str]]]()
    with Store(own.store, own.backups).reading() as rows:
        for event in reversed(rows.newest(MOST_EVENTS).events):
            batches.setdefault(event.batch, []).append((event.kind, event.key.partition("/")[2]))
    short = [batch[:6] for batch in batches]
    for batch, told in batches.items():
        kind, id = told[-1]
        more = f" and {len(told) - 1} more" if told[1:] else ""
        yield batch[:6] if short.count(batch[:6]) == 1 else batch, f"{kind} {id}{more}"


def _find_backups() -> Iterator[tuple[str, str]]:
    """Yield the names of the backups, the newest first."""
    from dlroadmap.progress.backup import find_copies

    for path in reversed(find_copies(folders().backups)):
        yield path.name, ""


def _find_groups() -> Iterator[tuple[str, str]]:
    """Yield the names of the groups that this machine has a login for."""
    for path in sorted(folders().groups.glob("*.json")):
        yield path.stem, ""


def _find_rules() -> Iterator[tuple[str, str]]:
    """Yield every rule of the linter, by its code and by its name."""
    from dlroadmap.lint.rules import RULES

    yield from ((rule.code, rule.name) for rule in RULES.values())
    yield from ((rule.name, rule.code) for rule in RULES.values())


_LISTED: dict[str, Callable[[], Iterator[tuple[str, str]]]] = {
    "backup": _find_backups,
    "batch": _find_batches,
    "group": _find_groups,
    "rule": _find_rules,
}
"""What is asked for rarely, and read from where it is."""


def _harmless(meaning: str) -> str:
    return meaning if meaning.isprintable() else clean(meaning)


def _words(text: str, kind: str, begin: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a kind that begins as was typed, with its meaning."""
    # A search through the text as a whole is many times quicker than line by line.
    head = f"\n{kind}\t"
    position = text.find(head + begin)
    while position >= 0:
        end = text.find("\n", position + 1)
        word, _, meaning = text[position + len(head) : end].partition("\t")
        yield word, meaning
        position = text.find(head + begin, end)


class _Shelf:
    """The curricula that TAB knows, by the words that are kept of them.

    A cache that others can write is not read, and nothing is compiled for TAB alone every time:
    then it knows curricula by the names of their files, and of no items.
    """

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._library = learners_library(folders)
        self._safe = cache_is_trusted(folders)

    def curricula(self) -> Iterator[tuple[str, str]]:
        """Yield the id of every curriculum, once, with its title where that is known."""
        seen: set[str] = set()
        for main in self._library:
            id, title = self._head(main)
            if id not in seen:
                seen.add(id)
                yield id, title

    def text(self) -> str:
        """Return the words of the curriculum in use; the first time they are made."""
        name = lookup("curriculum", self._folders).value
        main = main_file(name) if is_path(name) else self._library.find(name, self._id_of)
        if main is None or not self._safe:
            raise DlrError("no-such-curriculum", name)
        if not self._read_head(main):
            from dlroadmap.compiler import compile_when_needed
            from dlroadmap.curriculum.compiled import Opener

            Opener(self._library, self._folders.compiled, compile_when_needed).open(main)
        return self._file(main).read_text(encoding="utf-8") if self._read_head(main) else ""

    def _file(self, main: Path) -> Path:
        return cache_files(main, self._folders.compiled).words

    def _id_of(self, main: Path) -> str:
        return self._head(main)[0]

    def _head(self, main: Path) -> tuple[str, str]:
        """Return the id and the title of a curriculum, or the name of its file and nothing."""
        return self._read_head(main) or (curriculum_name(main), "")

    def _read_head(self, main: Path) -> tuple[str, str] | None:
        """Return what the first line of words says, if they are of this main file."""
        file = self._file(main)
        if not (self._safe and file.is_file() and trusted(file)):
            return None
        with file.open(encoding="utf-8") as lines:
            path, _, rest = lines.readline().rstrip("\n").partition("\t")
        id, _, title = rest.partition("\t")
        return (id, title) if path == ascii(str(main)) else None
