"""Where the learner is: counts of a curriculum, its levels and its categories."""

from collections.abc import Iterable
from dataclasses import dataclass

from dlroadmap.curriculum.model import Category, Curriculum, Level
from dlroadmap.progress.events import Progress


@dataclass(frozen=True)
class Counts:
    """What a set of items adds up to.

    `counted` is what must be done to reach 100 percent: without skipped items, and of a choice
    only what it asks for. `hours` are those of counted items.
    """

    items: int
    done: int
    doing: int
    skipped: int
    counted: int
    counted_done: int
    hours: float
    hours_done: float

    @property
    def todo(self) -> int:
        """The items that nothing was said about, or that were put back."""
        return self.items - self.done - self.doing - self.skipped

    @property
    def percent(self) -> float | None:
        """The share that is done, rounded down to a tenth; None if nothing counts."""
        return self.counted_done * 1000 // self.counted / 10 if self.counted else None


@dataclass(frozen=True)
class Part:
    """A level or category with its counts. `asked` are the keys that count."""

    id: str
    title: str
    counts: Counts
    asked: frozenset[str]
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Summary:
    """The counts of a whole curriculum. An item that is placed twice counts once in `totals`."""

    totals: Counts
    asked: frozenset[str]
    levels: tuple[Part, ...]

    def current(self) -> Part | None:
        """Return the earliest level with something left to do."""
        return next((p for p in self.levels if p.counts.counted_done < p.counts.counted), None)


def summarize(curriculum: Curriculum, progress: Progress) -> Summary:
    """Return the counts at every height."""
    levels = tuple(_level(curriculum, level, progress) for level in curriculum.levels)
    asked = frozenset[str]().union(*(level.asked for level in levels))
    placed = {
        key for level in curriculum.levels for part in level.categories for key in part.items
    }
    return Summary(_counts(curriculum, progress, placed, asked), asked, levels)


def missing(curriculum: Curriculum, summary: Summary, progress: Progress) -> list[str]:
    """Return what stands between the learner and 100 percent, in file order."""
    return [
        key
        for key in curriculum.places()
        if key in summary.asked and progress.states.get(key) != "done"
    ]


def _level(curriculum: Curriculum, level: Level, progress: Progress) -> Part:
    parts = tuple(_category(curriculum, category, progress) for category in level.categories)
    asked = frozenset[str]().union(*(part.asked for part in _chosen(level, parts)))
    placed = {key for category in level.categories for key in category.items}
    counts = _counts(curriculum, progress, placed, asked)
    return Part(level.id, level.title, counts, asked, parts)


def _chosen(level: Level, parts: tuple[Part, ...]) -> Iterable[Part]:
    """Return the most advanced categories, as many as the level asks for."""
    if level.choose is None:
        return parts
    return sorted(parts, key=_advance, reverse=True)[: level.choose]


def _advance(part: Part) -> tuple[float, int]:
    counts = part.counts
    return (counts.counted_done / counts.counted if counts.counted else -1.0, counts.counted_done)


def _category(curriculum: Curriculum, category: Category, progress: Progress) -> Part:
    states = progress.states
    asked = [key for key in category.items if states.get(key) != "skipped"]
    if category.choose is not None:
        rank = {"done": 0, "doing": 1}
        asked.sort(key=lambda key: rank.get(states.get(key, ""), 2))
        del asked[category.choose :]
    chosen = frozenset(asked)
    counts = _counts(curriculum, progress, category.items, chosen)
    return Part(category.id, category.title, counts, chosen)


def _counts(
    curriculum: Curriculum, progress: Progress, keys: Iterable[str], asked: frozenset[str]
) -> Counts:
    keys = list(keys)
    states = progress.states
    said = [states[key] for key in keys if key in states]
    finished = [key for key in asked if states.get(key) == "done"]
    hours = curriculum.hours
    return Counts(
        items=len(keys),
        done=said.count("done"),
        doing=said.count("doing"),
        skipped=said.count("skipped"),
        counted=len(asked),
        counted_done=len(finished),
        hours=_sum(hours[key] for key in asked),
        hours_done=_sum(hours[key] for key in finished),
    )


def _sum(hours: Iterable[float]) -> float:
    """Return the exact sum, whatever the order, and whole hours as an integer."""
    from math import fsum

    total = fsum(hours)
    return int(total) if total.is_integer() else round(total, 2)
