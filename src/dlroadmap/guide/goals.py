"""What the learner is heading for, how far that is, and when it will be reached."""

from datetime import date
from typing import NamedTuple

from dlroadmap.guide.plan import Finish


class Outlook(NamedTuple):
    """A goal, what is unfinished on the way to it, and when it will be reached.

    `of` is `item`, `category`, `level` or `curriculum`; `name` is what a command takes for it in
    the curriculum in use, and `by` the day set for it. `hours` are those to reckon with, for
    `guessed` of the items by an estimate. A goal that is gone from the curriculum has no items,
    hours and finish; one that is reached has 0 items and no finish. `fits` is whether the likely
    day is no later than `by`.
    """

    key: str
    of: str
    name: str
    title: str
    by: date | None = None
    items: int | None = None
    hours: float | None = None
    guessed: int = 0
    finish: Finish | None = None
    fits: bool | None = None
