"""Which items, levels and categories a call is about."""

import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterable, Sequence

from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Category, Curriculum, Level
from dlroadmap.errors import DlrError
from dlroadmap.likeness import ask_for_near, find_near
from dlroadmap.text import clean

MAX_INPUT = 2**23
"""Bytes that are read of standard input."""


def find_level(curriculum: Curriculum, name: str) -> Level:
    """Return a level by its id."""
    for level in curriculum.levels:
        if level.id == name.casefold():
            return level
    known = [level.id for level in curriculum.levels]
    advice = ask_for_near(name, known) or (f"There are: {', '.join(known)}.",)
    raise DlrError("unknown-level", f"No level is called “{clean(name)}”.", *advice)


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
        message = f"“{clean(name)}” is a category of {len(found)} levels."
        advice = f"Name one of these: {', '.join(named)}."
        raise DlrError("ambiguous-category", message, advice, candidates=named)
    message = f"No category is called “{clean(name)}”."
    near = find_near_categories(curriculum, name)
    inside = [at for at in named if at.startswith(f"{level.id if level else first}/")]
    advice = f"There are: {', '.join(inside or named)}."
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
        message = f"“{clean(value)}” is no value for {option}."
        raise DlrError("usage", message, f"Choose one of: {', '.join(choices)}.")


def check_count(number: int | None) -> None:
    """Refuse a number of things that is none."""
    if number is not None and number < 1:
        raise DlrError("usage", f"-n {number} asks for nothing.", "Name a number from 1 on.")


def check_hours(hours: float | None) -> None:
    """Refuse hours that are none for a week."""
    from dlroadmap.guide.pace import WEEK

    if hours is not None and not 0.1 <= hours <= WEEK:
        message = f"{hours:g} is no number of hours for a week."
        raise DlrError("usage", message, f"Name one from 0.1 to {WEEK}: --hours 10")


def read_input() -> str:
    """Return what stands on standard input, without a byte-order mark."""
    data = sys.stdin.buffer.read(MAX_INPUT + 1)
    if len(data) > MAX_INPUT:
        message = f"standard input has more than {MAX_INPUT >> 20} MiB."
        raise DlrError("usage", message, "Give less at once.")
    try:
        # Without a mark UTF-16 is known by the NUL beside its first ASCII character.
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in data[:2]:
            raise DlrError("usage", "standard input is UTF-16.", "Save it as UTF-8.")
        text = data.removeprefix(BOM_UTF8)
        return text.decode(sys.stdin.encoding)
    except UnicodeDecodeError as error:
        place = error.start + 1 + len(data) - len(text)
        message = f"standard input is no text: byte {place} is not {error.encoding}."
        raise DlrError("usage", message, "Save it as UTF-8.") from error


def find_items(session: Session, names: Sequence[str]) -> tuple[list[str], list[Curriculum]]:
    """Return the keys that names mean, each once, and the curricula that hold them.

    `-` stands for the names on standard input, one a line.
    """
    found = [session.names.find(word) for word in expand_names(names)]
    return list(dict.fromkeys(key for key, _ in found)), [curriculum for _, curriculum in found]


def expand_names(names: Sequence[str]) -> list[str]:
    """Return names, with those on standard input, one a line, in place of `-`."""
    return [word for name in names for word in (_read_lines() if name == "-" else [name])]


def _read_lines() -> list[str]:
    lines = (line.strip() for line in read_input().splitlines())
    return [line for line in lines if line and not line.startswith("#")]
