"""The parts of the map: what its templates write, in words and figures."""

from collections.abc import Sequence
from typing import NamedTuple

from dlroadmap.curriculum.model import Resource


class Link(NamedTuple):
    """Words that lead to an item of the page by its anchor, and what is said behind them."""

    title: str
    anchor: str
    more: str = ""


class Entry(NamedTuple):
    """An item in the list; `route` is its path as `write_route` has it.

    `guess` are the hours to reckon with where the item has none.
    """

    anchor: str
    key: str
    former: str
    title: str
    state: str
    standing: str
    kind: str
    priority: str
    hours: float | None
    hours_in_words: str
    guess: float | None
    summary: str
    moves: str
    before: Sequence[Link]
    checks: Sequence[str]
    covers: Sequence[Link]
    resources: Sequence[Resource]
    aliases: Sequence[str]
    tags: Sequence[str]
    route: str


class Mark(NamedTuple):
    """An item in the picture; `step` is its number on the way to the goals, 0 if it is not."""

    anchor: str
    title: str
    style: str
    step: int


class Area(NamedTuple):
    """A category: its marks, and the entries that have their first place in it."""

    number: int
    title: str
    description: str
    figures: str
    choice: str
    goal: bool
    resources: Sequence[Resource]
    marks: Sequence[Mark]
    entries: Sequence[Entry]


class Band(NamedTuple):
    """A level with its areas."""

    anchor: str
    title: str
    description: str
    figures: str
    notes: Sequence[str]
    gates: Sequence[Link]
    share: float
    goal: bool
    areas: Sequence[Area]


class Advice(NamedTuple):
    """An item to take up: its hours, if they are known, and what is said of it."""

    link: Link
    hours: str
    reasons: str


class View(NamedTuple):
    """All that the templates write."""

    title: str
    description: str
    figures: str
    share: float
    day: str
    long: bool
    goals: Sequence[Link]
    steps_outside: str
    nothing: str
    has_goal: bool
    has_way: bool
    doing: Sequence[Advice]
    heading: str
    following: Sequence[Advice]
    bands: Sequence[Band]
    outside: Sequence[Entry]
    states: Sequence[tuple[str, str]]
    kinds: Sequence[tuple[str, str]]
    priorities: Sequence[tuple[str, str]]
