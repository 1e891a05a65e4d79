"""All that a picture of a curriculum shows: the field, how far the learner is in it, every way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.finish import Finish
from dlroadmap.guide.goals import Outlook
from dlroadmap.guide.pace import Rate
from dlroadmap.guide.path import Path, Step
from dlroadmap.guide.statistics import Statistics
from dlroadmap.guide.suggest import Suggestion
from dlroadmap.guide.summary import Summary
from dlroadmap.progress.fold import Progress


class Move(NamedTuple):
    """A state that an item came into, and the day, month or year since when, as in ISO 8601."""

    state: str
    day: str


class Learner(NamedTuple):
    """What a picture tells of its learner: moves by key, activity up to a day, when all is done."""

    moves: Mapping[str, Sequence[Move]]
    statistics: Statistics
    rate: Rate
    finish: Finish | None
    today: date


@dataclass(frozen=True)
class Survey:
    """What a picture is drawn from.

    `steps` holds every item that the curriculum holds, in its order, then those outside it that
    placed ones lead back to. `routes` has for each unfinished one what `path` lists, by key and in
    order. `way` is the path to all goals. Without a `learner` nothing is done, and all is as it is
    for everybody.
    """

    curriculum: Curriculum
    progress: Progress
    summary: Summary
    steps: Mapping[str, Step]
    routes: Mapping[str, Sequence[str]]
    way: Path
    outlooks: tuple[Outlook, ...]
    suggestions: tuple[Suggestion, ...]
    learner: Learner | None
