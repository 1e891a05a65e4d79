"""What the columns of a table are called, and what stands in them."""

import re
from collections.abc import Mapping, Sequence

TITLES = (
    *("title", "name", "item", "task", "to do", "todo", "lesson", "concept", "skill", "goal"),
    *("topic", "subject"),
)
"""What the column of titles is called, the surest word first."""

_GROUPS = ("topic", "subject")
"""What is called so beside better titles is the category."""

_MEANINGS = {
    "key": ("key", "dlr key"),
    "source": ("id", "uuid", "slug"),
    "level": ("level", "phase", "stage", "year", "semester", "part", "week"),
    "category": ("category", "section", "module", "chapter", "area", "group", "unit", "theme"),
    "state": (
        *("state", "status", "done", "completed", "complete", "finished", "progress", "check"),
        *("✓", "✔", "✅", "☑", "x"),
    ),
    "date": (
        *("date", "completed at", "completed on", "completion date", "date completed", "done at"),
        *("done on", "finished at", "finished on", "date finished", "end date", "date done"),
    ),
    "hours": (
        *("hours", "duration", "estimate", "estimated hours", "effort", "time", "hours needed"),
        *("estimated time", "length"),
    ),
    "minutes": ("minutes", "estimated minutes"),
    "kind": ("kind", "type"),
    "priority": ("priority", "importance"),
    "links": (
        *("url", "urls", "link", "links", "resource", "resources", "address", "website", "source"),
        *("material", "materials", "reference", "references"),
    ),
    "tags": ("tags", "tag", "labels", "label", "keywords"),
    "summary": ("summary", "description", "notes", "note", "comment", "comments", "details"),
    "requires": (
        *("requires", "prerequisites", "prerequisite", "depends on", "depends", "dependencies"),
        *("prereqs", "after"),
    ),
    "checks": ("checks", "acceptance criteria", "done when", "criteria"),
    "aliases": ("aliases", "alias", "also called"),
}

_WORDS = {word: field for field, words in _MEANINGS.items() for word in words}

_SHORT = {
    "est": "estimated",
    "prio": "priority",
    "desc": "description",
    "hrs": "hours",
    "hr": "hours",
    "mins": "minutes",
    "min": "minutes",
}
"""Words that people shorten."""

_OTHER_TIMES = frozenset((
    *("due", "target", "planned", "expected", "scheduled", "start", "started", "spent", "actual"),
    *("logged", "remaining", "left", "days", "weeks", "months"),
))  # fmt: skip
"""With one of these a column is about another day, other hours or another unit."""

_PERSONS = frozenset(
    ("first", "last", "middle", "family", "full", "user", "student", "company", "file")
)
"""A name with one of these is no title."""

_NAMES = ("name", "title")
_NUMBERS = ("number", "no", "#")
_LOOSE = frozenset(("state", "hours", "minutes", "priority", "summary", "kind", "tags"))
"""What a cell means by its last word, whatever comes before it."""

_LONGEST = 4
"""So many words the name of a column has; more of them are a sentence."""


def find_columns(header: Sequence[str]) -> Mapping[int, str]:
    """Return what stands in the columns of a header, by their index; none without titles.

    Links may fill several columns, of others the first one counts, and one that is called just so
    before one with more words. A topic or subject beside better titles is the category.
    """
    exact = [normalize(cell) for cell in header]
    loose = [_read_loosely(cell) for cell in header]
    ranks = [
        (*rank, index)
        for index, words in enumerate(zip(exact, loose, strict=True))
        if (rank := _rank_title(*words))
    ]
    if not ranks:
        return {}
    found = {min(ranks)[-1]: "title"}
    taken = {"title"}
    for words in (exact, loose):
        for index, word in enumerate(words):
            field = _WORDS.get(word)
            same = "hours" if field == "minutes" else field
            if index not in found and field and (field == "links" or same not in taken):
                found[index] = field
                taken.add(same or field)
    for index, word in enumerate(loose):
        if index not in found and word in _GROUPS and "category" not in taken:
            found[index] = "category"
            taken.add("category")
    _find_duration(exact, found)
    return found


def _find_duration(names: Sequence[str], found: dict[int, str]) -> None:
    """Make a duration beside an effort what that is multiplied with: `8 weeks`, `5 hours/week`."""
    if "duration" in names and "effort" in names:
        duration, effort = names.index("duration"), names.index("effort")
        if "hours" in (found.get(duration), found.get(effort)):
            found[duration], found[effort] = "duration", "hours"


def names_exactly(cell: str) -> bool:
    """Return whether a cell is nothing but a word for titles."""
    return normalize(cell) in TITLES


def normalize(text: str) -> str:
    """Return the words of a heading or a cell, however they are written."""
    plain = text.strip().strip("*?:").replace("_", " ").replace("-", " ")
    return " ".join(plain.casefold().split())


def _rank_title(exact: str, loose: str) -> tuple[bool, bool, int] | None:
    """Return how sure it is that a column holds titles, the surest first; None if it does not."""
    if loose not in TITLES:
        return None
    return loose in _GROUPS, exact not in TITLES, TITLES.index(loose)


def _read_loosely(cell: str) -> str:
    """Return the known words that a cell comes to, or nothing.

    What is in parentheses or behind a slash explains: only a unit counts there. The last word says
    what a column is, and others before it which one: `Task Name`, `Est. Time (min)`, `Week #`.
    """
    before, _, aside = cell.partition("(")
    words = _split_words(before.partition("/")[0])
    units = _split_words(aside)
    whole = " ".join(words)
    is_known = whole in _WORDS or whole in TITLES
    is_other = not _OTHER_TIMES.isdisjoint([*words, *units])
    if not is_known and (len(words) > _LONGEST or is_other):
        return ""
    if is_known and is_other and _WORDS.get(whole) == "hours":
        return ""
    if is_known:
        return "minutes" if _WORDS.get(whole) == "hours" and "minutes" in units else whole
    if not words:
        return ""
    *rest, last = words
    if last in _NAMES or last in _NUMBERS:
        return _read_named(rest, last)
    if "date" in words and not {"completed", "completion", "done", "finished"}.isdisjoint(words):
        return "completion date"
    if last in TITLES:
        return last
    if _WORDS.get(last) in _LOOSE or last in ("url", "link", "links"):
        return last
    return ""


def _read_named(rest: Sequence[str], last: str) -> str:
    """Return what a name, a title or a number is of."""
    of = rest[-1] if rest else ""
    if of in TITLES or _WORDS.get(of) in ("level", "category"):
        return of if last in _NAMES or of not in TITLES else ""
    return "" if last in _NUMBERS or not _PERSONS.isdisjoint(rest) else last


def _split_words(text: str) -> list[str]:
    """Return the words of a heading, shortened ones in full and plural titles as one."""
    words = [_SHORT.get(word, word) for word in re.findall(r"[^\W_]+|#", text.casefold())]
    return [word[:-1] if word.endswith("s") and word[:-1] in TITLES else word for word in words]
