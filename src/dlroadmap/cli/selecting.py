"""Which items, levels and categories a call is about."""

import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from dlroadmap.cli.name_lines import NameLine, read_name_lines
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Category, Curriculum, Level
from dlroadmap.errors import DlrError
from dlroadmap.likeness import ask_for_near, find_near
from dlroadmap.text import clean
from dlroadmap.words import agree, pluralize

Found = TypeVar("Found")

MAX_INPUT = 2**23
"""Bytes that are read of standard input."""

MAX_NEAR = 20
"""So many unknown names get suggestions, each of which takes a while to find."""


def find_level(curriculum: Curriculum, name: str) -> Level:
    """Return a level by its id."""
    for level in curriculum.levels:
        if level.id == name.casefold():
            return level
    known = [level.id for level in curriculum.levels]
    message = f"There is no level “{clean(name)}”."
    advice = ask_for_near(name, known) or (f"Levels: {', '.join(known)}.",)
    raise DlrError("unknown-level", message, *advice)


def find_category(
    curriculum: Curriculum, name: str, level: Level | None = None
) -> tuple[Level, Category]:
    """Return a category by `id` or `level/id`, with its level; `level` narrows the search."""
    first, _, rest = name.casefold().partition("/")
    every = [(stage, category) for stage in curriculum.levels for category in stage.categories]
    found = [
        (stage, category)
        for stage, category in every
        if category.id == (rest or first)
        and (not rest or stage.id == first)
        and (level is None or stage is level)
    ]
    if len(found) == 1:
        return found[0]
    named = [f"{stage.id}/{category.id}" for stage, category in found or every]
    if found:
        message = f"{len(found)} levels have a category “{clean(name)}”."
        advice = f"Specify one: {', '.join(named)}."
        raise DlrError("ambiguous-category", message, advice, candidates=named)
    message = f"There is no category “{clean(name)}”."
    near = find_near_categories(curriculum, name)
    inside = [at for at in named if at.startswith(f"{level.id if level else first}/")]
    advice = f"Categories: {', '.join(inside or named)}."
    if near:
        advice = f"Did you mean {', '.join(near)}?"
    raise DlrError("unknown-category", message, advice)


def find_near_categories(curriculum: Curriculum, name: str) -> list[str]:
    """Return the categories, as LEVEL/CATEGORY, that a misspelled name may have meant."""
    places: dict[str, list[str]] = {}
    for level in curriculum.levels:
        for category in level.categories:
            place = f"{level.id}/{category.id}"
            for word in (category.id, place):
                places.setdefault(word, []).append(place)
    near = find_near(name, places)
    return list(dict.fromkeys(place for word in near for place in places[word]))


def find_part(curriculum: Curriculum, name: str) -> tuple[Level, Category | None] | None:
    """Return a level by its id, or a category by `id` or `level/id` with its level, or None."""
    word = name.casefold()
    if word in {level.id for level in curriculum.levels}:
        return find_level(curriculum, name), None
    ids = {category.id for level in curriculum.levels for category in level.categories}
    return find_category(curriculum, name) if word.rpartition("/")[2] in ids else None


def find_keys(curriculum: Curriculum, level: str | None, category: str | None) -> list[str] | None:
    """Return the keys of a level or category in file order; None if neither is named."""
    if level is None and category is None:
        return None
    stage = find_level(curriculum, level) if level is not None else None
    if category is not None:
        return list(find_category(curriculum, category, stage)[1].items)
    assert stage is not None
    return list(dict.fromkeys(key for part in stage.categories for key in part.items))


def find_knowing(
    used: Curriculum, others: Iterable[Curriculum], keys: Collection[str]
) -> Curriculum | None:
    """Return the curriculum in use if it knows all of some items, else another one that does."""
    return next((c for c in (used, *others) if all(map(c.knows, keys))), None)


def check_choice(option: str, value: str | None, choices: Collection[str]) -> None:
    """Refuse a value that is none of the choices."""
    if value is not None and value not in choices:
        message = f"“{clean(value)}” is not a valid value for {option}."
        raise DlrError("usage", message, f"Valid values: {', '.join(choices)}.")


def choose_of(
    option: str,
    values: Sequence[str] | None,
    choices: Collection[str],
    printed: Mapping[str, str] | None = None,
) -> frozenset[str] | None:
    """Return what a repeated option names, alone or in lists with commas; None for nothing.

    A choice that is `printed` in other words may be named by these.
    """
    typed = [word.strip() for value in values or () for word in value.split(",")]
    words = [(printed or {}).get(word, word) for word in typed]
    for word in words:
        check_choice(option, word, choices)
    return frozenset(words) or None


def check_count(number: int | None, option: str = "-n") -> None:
    """Refuse a number of things that is none."""
    if number is not None and number < 1:
        raise DlrError("usage", f"{option} must be at least 1.")


def check_hours(hours: float | None) -> None:
    """Refuse hours that are none for a week."""
    from dlroadmap.guide.pace import WEEK

    if hours is not None and not 0.1 <= hours <= WEEK:
        message = f"{hours:g} is not a valid number of hours a week."
        raise DlrError("usage", message, f"Use a number from 0.1 to {WEEK}: --hours 10")


def read_input() -> str:
    """Return standard input, without a byte-order mark."""
    data = sys.stdin.buffer.read(MAX_INPUT + 1)
    if len(data) > MAX_INPUT:
        message = f"Standard input has more than {MAX_INPUT >> 20} MiB."
        raise DlrError("usage", message, "Split it into smaller parts.")
    try:
        # Without a mark UTF-16 is known by the NUL beside its first ASCII character.
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in data[:2]:
            raise DlrError("usage", "Standard input is UTF-16.", "Save it as UTF-8.")
        text = data.removeprefix(BOM_UTF8)
        return text.decode(sys.stdin.encoding)
    except UnicodeDecodeError as error:
        place = error.start + 1 + len(data) - len(text)
        message = f"Standard input is not text: byte {place} is not valid {error.encoding}."
        raise DlrError("usage", message, "Save it as UTF-8.") from error


class Items(NamedTuple):
    """What names mean: keys, each once, the curricula that hold them, and lines that are left."""

    keys: list[str]
    holders: list[Curriculum]
    left: list[dict[str, Any]]


def find_items(
    session: Session, names: Sequence[str], kind: str = "", sure_only: bool = False
) -> Items:
    """Return the items that names mean.

    `-` stands for the names on standard input, one a line; of a tick those behind an empty box are
    left out. With `sure_only`, so are those that are not the name of one item.
    """
    found: list[tuple[str, Curriculum]] = []
    left: list[dict[str, Any]] = []
    for name in names:
        if name == "-":
            from dlroadmap.cli.name_lists import left_document, resolve_lines

            resolved = resolve_lines(session, kind, sure_only)
            found += ((sure.item.key, sure.holder) for sure in resolved.sure)
            left += left_document(resolved)
        else:
            found.append(session.names.find(name))
    holders = {id(holder): holder for _, holder in found}
    return Items(list(dict.fromkeys(key for key, _ in found)), list(holders.values()), left)


def find_on_lines(
    session: Session,
    find: Callable[[str], Sequence[tuple[str, Found]]],
    noun: str,
) -> list[Found]:
    """Return what the names on standard input mean; nobody can be asked about those that resemble.

    `find` returns all that a whole name means, each with a name of its own. Raises DlrError with
    every line that is not the whole name of one `noun`.
    """
    lines = list(read_name_lines(read_input()))
    found: list[Found] = []
    problems: list[tuple[NameLine, list[str], list[str]]] = []
    for line in lines:
        met = find(line.name)
        if len(met) == 1:
            found.append(met[0][1])
        else:
            near = [] if met or len(problems) >= MAX_NEAR else session.names.suggest(line.name)
            problems.append((line, [name for name, _ in met], near))
    if problems:
        raise _refuse_lines(problems, len(lines), noun)
    return found


def _refuse_lines(
    problems: Sequence[tuple[NameLine, list[str], list[str]]], names: int, noun: str
) -> DlrError:
    details: list[dict[str, object]] = []
    advice = []
    for line, keys, near in problems:
        text = f"  line {line.number}: “{clean(line.name)}”"
        if keys:
            text += f" could be any of these: {', '.join(keys)}."
            details.append({"line": line.number, "name": line.name, "candidates": keys})
        else:
            text += " is unknown."
            text += f" Did you mean {', '.join(near)}?" if near else ""
            details.append({"line": line.number, "name": line.name, "near": near})
        advice.append(text)
    are = agree(len(problems), "does not match", "do not match")
    message = (
        f"{len(problems):,} of {pluralize(names, 'name')} on standard input {are} exactly one "
        f"{noun}; nothing was changed."
    )
    code = "ambiguous-item" if all(keys for _, keys, _ in problems) else "unknown-item"
    return DlrError(code, message, *advice, lines=details)
