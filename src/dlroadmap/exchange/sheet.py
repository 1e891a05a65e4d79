"""A curriculum with the states of its items and since when: what every export writes down."""

from collections.abc import Iterator
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum, Item, Location
from dlroadmap.errors import DlrError
from dlroadmap.guide.dates import parse_digits
from dlroadmap.progress.fold import Progress
from dlroadmap.words import local_day


class Row(NamedTuple):
    """One item at its first place. `on` is the day since when it is in its state, or empty."""

    item: Item
    location: Location
    state: str
    on: str


class Sheet(NamedTuple):
    """What is exported."""

    curriculum: Curriculum
    progress: Progress

    def rows(self) -> Iterator[Row]:
        """Yield every item that the curriculum holds, once, in its order, as they are read."""
        for key, location in self.curriculum.locations.items():
            yield Row(self.curriculum.items[key], location, self.progress.state(key), self.day(key))

    def day(self, key: str) -> str:
        """Return the day since when an item is in its state, as ISO 8601 has it; empty for `todo`.

        It may be a month or a year, where a tick names no more; it is empty where another program
        has recorded what is no date.
        """
        try:
            return parse_digits(self._find_day(key)).text
        except DlrError:
            return ""

    def _find_day(self, key: str) -> str:
        state = self.progress.state(key)
        if state == "todo":
            return ""
        if tick := self.progress.ticks.get(key) if state == "done" else None:
            return tick.details.get("on") or local_day(tick.at)
        return local_day(self.progress.since[key])
