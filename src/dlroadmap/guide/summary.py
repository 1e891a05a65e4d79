"""Where the learner is: counts of a curriculum, its levels and its categories."""

from collections.abc import Iterable, KeysView, Sequence
from dataclasses import dataclass
from itertools import chain

from dlroadmap.curriculum.model import Category, Curriculum, Level
from dlroadmap.progress.events import Progress


@dataclass(frozen=True)
class Counts:
    """What a set of items adds up to.

    `counted` is what must be done to reach 100 percent: without skipped items, and of a choice
    only what it asks for. `hours` are those of counted items. Of `done`, `inferred` were concluded
    by an assessment and not claimed since.
    """

    items: int
    done: int
    inferred: int
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
    """A level or category: `placed` are the keys that it holds, `asked` those that count."""

    id: str
    title: str
    counts: Counts
    placed: KeysView[str]
    asked: KeysView[str]
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Summary:
    """The counts of a whole curriculum. An item that is placed twice counts once in `totals`."""

    totals: Counts
    asked: KeysView[str]
    levels: tuple[Part, ...]

    def current(self) -> Part | None:
        """Return the earliest level with something left to do."""
        return next((p for p in self.levels if p.counts.counted_done < p.counts.counted), None)


def summarize(curriculum: Curriculum, progress: Progress) -> Summary:
    """Return the counts at every height."""
    counter = _Counter(curriculum, progress)
    levels = tuple(map(counter.level, curriculum.levels))
    placed = curriculum.places.keys()
    asked = _union(level.asked for level in levels)
    if len(asked) < len(placed):
        asked = _union([[key for key in placed if key in asked]])
    totals = counter.join(placed, asked, [level.counts for level in levels])
    return Summary(totals, asked, levels)


def find_missing(summary: Summary, progress: Progress) -> list[str]:
    """Return what stands between the learner and 100 percent, in file order."""
    done = progress.keys("done")
    return [key for key in summary.asked if key not in done]


class _Counter:
    """Counts with sets in file order: memory is walked through in the order it lies in."""

    def __init__(self, curriculum: Curriculum, progress: Progress) -> None:
        self.hours = curriculum.hours
        self.done = progress.keys("done")
        self.inferred = progress.inferred
        self.doing = progress.keys("doing")
        self.skipped = progress.keys("skipped")

    def level(self, level: Level) -> Part:
        parts = tuple(map(self.category, level.categories))
        placed = _union(part.placed for part in parts)
        asked = _union(part.asked for part in _chosen(level, parts))
        counts = self.join(placed, asked, [part.counts for part in parts])
        return Part(level.id, level.title, counts, placed, asked, parts)

    def join(self, placed: KeysView[str], asked: KeysView[str], counts: Sequence[Counts]) -> Counts:
        """Return the sum of counts; where parts share items, or only some count, count anew."""
        items = sum(each.items for each in counts)
        counted = sum(each.counted for each in counts)
        if (items, counted) != (len(placed), len(asked)):
            return self.counts(placed, asked)
        columns = ([getattr(each, name) for each in counts] for name in Counts.__match_args__)
        return Counts(*(round(sum(column), 2) for column in columns))

    def category(self, category: Category) -> Part:
        placed = asked = _union([category.items])
        if not self.skipped.isdisjoint(placed):
            asked = _union([[key for key in placed if key not in self.skipped]])
        if category.choose is not None:
            advanced = set(sorted(asked, key=self._distance)[: category.choose])
            asked = _union([[key for key in asked if key in advanced]])
        return Part(category.id, category.title, self.counts(placed, asked), placed, asked)

    def _distance(self, key: str) -> int:
        return 0 if key in self.done else 1 if key in self.doing else 2

    def counts(self, placed: KeysView[str], asked: KeysView[str]) -> Counts:
        finished = self.done & asked
        return Counts(
            items=len(placed),
            done=len(self.done & placed),
            inferred=len(self.inferred & placed) if self.inferred else 0,
            doing=len(self.doing & placed),
            skipped=len(self.skipped & placed),
            counted=len(asked),
            counted_done=len(finished),
            hours=self._sum(asked),
            hours_done=self._sum(finished),
        )

    def _sum(self, keys: Iterable[str]) -> float:
        return round(sum(map(self.hours.__getitem__, keys)), 2)


def _union(groups: Iterable[Iterable[str]]) -> KeysView[str]:
    """Return all keys of some groups, each once, in the order in which they come."""
    return dict.fromkeys(chain.from_iterable(groups)).keys()


def _chosen(level: Level, parts: tuple[Part, ...]) -> Iterable[Part]:
    """Return the most advanced categories, as many as the level asks for, in file order."""
    advanced = {part.id for part in sorted(parts, key=_advance, reverse=True)[: level.choose]}
    return (part for part in parts if part.id in advanced)


def _advance(part: Part) -> tuple[float, int]:
    counts = part.counts
    return (counts.counted_done / counts.counted if counts.counted else -1.0, counts.counted_done)
