"""What an export can be made of; a format asks for one of these, and only that is gathered."""

from collections.abc import Iterable
from typing import Protocol

from dlroadmap.exchange.sheet import Sheet
from dlroadmap.guide.survey import Survey
from dlroadmap.progress.events import Event


class Material(Protocol):
    """All that an export can be made of, gathered when it is asked for."""

    @property
    def sheet(self) -> Sheet:
        """The curriculum in use with the state of each item."""

    @property
    def survey(self) -> Survey:
        """What a map of the curriculum in use shows."""

    @property
    def events(self) -> Iterable[Event]:
        """The whole history."""
