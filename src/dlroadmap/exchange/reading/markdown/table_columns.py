"""What the columns of a table in a page are: as in any table, but with more words for titles."""

import re
from collections.abc import Mapping, Sequence

from dlroadmap.exchange.reading.columns import find_columns, normalize

_THINGS = (
    *("course", "book", "project", "chapter", "module", "problem", "paper", "exercise"),
    *("tutorial", "lecture", "video", "resource", "what", "tool"),
)
"""What the column of titles is called in pages, where no word for titles is in the header."""

_NUMBERS = ("", "no", "number", "nr", "id", "day", "date", "sno", "rank")
"""Columns that hold no titles."""

_ENOUGH = 5
"""So many rows has a table whose header says nothing, to be a list."""


def name_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping[int, str]:
    """Return what each column is; where no header says which has the titles, it is guessed.

    `rows` are the contents of the cells.
    """
    names = [re.sub(r"^[^\w✓✔✅☑#(]+\s*", "", name) for name in header]
    found = find_columns(names)
    if found:
        return found
    virtual = find_columns([*names, "title"])
    known = {place: field for place, field in virtual.items() if place < len(names)}
    place = _find_titles(names, known, rows)
    if place is None:
        return known
    return find_columns([*names[:place], "title", *names[place + 1 :]])


def _find_titles(
    names: Sequence[str], known: Mapping[int, str], rows: Sequence[Sequence[str]]
) -> int | None:
    """Return the column of titles: by its name, the first unknown one, or what differs most."""
    words = [normalize(name).partition(" (")[0] for name in names]
    for thing in _THINGS:
        for place, word in enumerate(words):
            if word.removesuffix("s") == thing:
                return place
    numbers = {place for place, word in enumerate(words) if re.sub(r"\W", "", word) in _NUMBERS}
    if known:
        places = (place for place in range(len(names)) if place not in known)
        first = next((place for place in places if place not in numbers), None)
        if first is not None:
            return first
    if len(rows) < _ENOUGH:
        return None
    kinds = [
        {text for text in column if re.search(r"[^\W\d]", text)}
        for column in zip(*rows, strict=False)
    ]
    counts = [
        0 if known.get(place, "links") != "links" else len(kind) for place, kind in enumerate(kinds)
    ]
    most = max(counts, default=0)
    return counts.index(most) if most > len(rows) / 2 else None
