"""What any list comes to before it is a curriculum: its sections and the things to learn in them.

Readers of formats make outlines, and know nothing of ids, levels and limits of the format; what
an outline comes to is the same whatever it was read from.
"""

from typing import NamedTuple

UNTITLED = "Imported list"
"""The title of a list that has none, and comes from standard input."""


class Link(NamedTuple):
    """Something to learn from. `type` and `cost` are words of the format where the list has them.

    Without a title the address stands for it.
    """

    title: str
    url: str
    type: str = ""
    cost: str = ""
    part: str = ""


class Need(NamedTuple):
    """What comes first, by the name that the list has for it: a source id, or a loose title."""

    name: str
    because: str = ""


class Section(NamedTuple):
    """A heading. `parent` is the index of the section that it stands in; a parent comes before.

    `links` are for the whole of it; of its items `choose` are enough; `weeks` are (low, high).
    `source` is its id in the source, if it has one.
    """

    title: str
    line: int | None = None
    parent: int | None = None
    description: str = ""
    links: tuple[Link, ...] = ()
    choose: int | None = None
    weeks: tuple[float, float] | None = None
    source: str = ""


class Listed(NamedTuple):
    """One thing of a list: every one becomes an item.

    `line` counts from 1, where the source has lines. `section` is the index of the section that it
    stands in; `parent` the index of the thing whose part it is, which therefore requires it and
    stands before it here, as in the list. `source` is its id there (a uuid, a node, `^id`).
    `state` is `todo`, `doing`, `done` or `skipped`, or empty where the list has no box for it; `on`
    is the day since when, in ISO 8601. Where dlr itself wrote the list, `key` is the item's key and
    `was` the state that it had then. `kind` and `priority` are words of the format, or empty.
    """

    title: str
    line: int | None = None
    section: int | None = None
    parent: int | None = None
    source: str = ""
    key: str = ""
    was: str = ""
    state: str = ""
    on: str = ""
    summary: str = ""
    kind: str = ""
    priority: str = ""
    hours: float | None = None
    requires: tuple[Need, ...] = ()
    checks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class Dropped(NamedTuple):
    """What of a list is left out, as it stands there, and why, in words that end without a period.

    The text is cut to one line of reasonable length; it is foreign, and not cleaned.
    """

    line: int | None
    text: str
    why: str


class Outline(NamedTuple):
    """A list, in its order. All texts are foreign: they are cleaned when a curriculum is made."""

    title: str
    items: tuple[Listed, ...]
    sections: tuple[Section, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    description: str = ""
