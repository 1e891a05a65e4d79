"""Where the learner is: counts of a curriculum, its levels and its categories."""

from collections.abc import Iterable, KeysView, Sequence
from itertools import chain, islice
from typing import NamedTuple

from dlroadmap.curriculum.model import Category, Curriculum, Level
from dlroadmap.progress.fold import Progress


class Counts(NamedTuple):
    """What a set of items adds up to.

    `counted` is what must be done to reach 100 percent: without skipped items, and of a choice
    only what it asks for. `hours` are those of counted items; `hours_unknown` of these have none.
    Of `done`, `inferred` were concluded by an assessment and not claimed since. Assumed items
    count nowhere.
    """

    items: int = 0
    done: int = 0
    inferred: int = 0
    doing: int = 0
    skipped: int = 0
    counted: int = 0
    counted_done: int = 0
    hours: float = 0
    hours_done: float = 0
    hours_unknown: int = 0

    @property
    def todo(self) -> int:
        """The items that nothing was said about, or that were put back."""
        return self.items - self.done - self.doing - self.skipped

    @property
    def percent(self) -> float | None:
        """The share that is done, rounded down to a tenth; None if nothing counts."""
        return self.counted_done * 1000 // self.counted / 10 if self.counted else None


class Part(NamedTuple):
    """A level or category: `placed` are the keys to learn in it, `asked` those that count."""

    id: str
    title: str
    counts: Counts
    placed: KeysView[str]
    asked: KeysView[str]
    parts: tuple["Part", ...] = ()


class Summary(NamedTuple):
    """The counts of a whole curriculum. An item that is placed twice counts once in `totals`."""

    totals: Counts
    asked: KeysView[str]
    levels: tuple[Part, ...]

    def asked_in(self, name: str) -> KeysView[str]:
        """Return what counts in a level, in a `level/category`, or in all for an empty name."""
        if not name:
            return self.asked
        level, _, category = name.partition("/")
        part = next(one for one in self.levels if one.id == level)
        return (
            next(one for one in part.parts if one.id == category).asked if category else part.asked
        )

    def current_level(self) -> Part | None:
        """Return the earliest level with something left to do."""
        return next((p for p in self.levels if p.counts.counted_done < p.counts.counted), None)


def summarize(curriculum: Curriculum, progress: Progress) -> Summary:
    """Return the counts at every height."""
    counter = _Counter(curriculum, progress)
    levels = tuple(map(counter.count_level, curriculum.levels))
    placed = counter.leave_out_assumed(curriculum.locations.keys())
    asked = _union(level.asked for level in levels)
    if len(asked) < len(placed):
        asked = _union([[key for key in placed if key in asked]])
    return Summary(counter.add_up(levels, placed, asked), asked, levels)


class Assumed(NamedTuple):
    """How many items a curriculum assumes, how many of these are done, and the known hours."""

    items: int
    done: int
    hours: float


def count_assumed(curriculum: Curriculum, progress: Progress) -> Assumed:
    """Return how far the learner has said to know what the curriculum assumes."""
    keys = curriculum.assumes
    return Assumed(len(keys), len(progress.keys("done") & set(keys)), curriculum.sum_hours(keys))


def find_missing(summary: Summary, progress: Progress) -> list[str]:
    """Return what stands between the learner and 100 percent, in file order."""
    done = progress.keys("done")
    return [key for key in summary.asked if key not in done]


def find_worked_at(
    curriculum: Curriculum, progress: Progress, doing: Sequence[str], following: Sequence[str]
) -> list[str]:
    """Return what is in progress, the latest that was learned, and what comes next.

    Habits stand at the end, as they go on while the learner is long elsewhere. What was learned
    is left out where nothing but habits is left in its level.
    """
    inside = curriculum.locations.keys() - curriculum.assumed
    learned = (
        key
        for key, state in reversed(progress.states.items())
        if state == "done" and key in inside and key not in progress.inferred
    )
    latest = list(islice(learned, 1))
    for key in latest[:1]:
        level = curriculum.locations[key].level
        parts = (category.items for category in level.categories)
        left = (other for other in chain.from_iterable(parts) if not progress.settled(other))
        if all(curriculum.items[other].kind == "habit" for other in left):
            latest.clear()
    keys = [*doing, *latest, *following]
    return sorted(keys, key=lambda key: curriculum.items[key].kind == "habit")


class _Counter:
    """Counts with sets in file order: memory is walked through in the order it lies in."""

    def __init__(self, curriculum: Curriculum, progress: Progress) -> None:
        self.sum_hours = curriculum.sum_hours
        self.unknown = curriculum.estimates.keys()
        self.assumed = curriculum.assumed
        self.done = progress.keys("done")
        self.inferred = progress.inferred
        self.doing = progress.keys("doing")
        self.skipped = progress.keys("skipped")

    def count_level(self, level: Level) -> Part:
        parts = tuple(map(self.count_category, level.categories))
        placed = _union(part.placed for part in parts)
        furthest = sorted(parts, key=_advance_of, reverse=True)[: level.choose]
        chosen = {part.id for part in furthest}
        asked = _union(part.asked for part in parts if part.id in chosen)
        counts = self.add_up(parts, placed, asked)
        return Part(level.id, level.title, counts, placed, asked, parts)

    def leave_out_assumed(self, keys: KeysView[str]) -> KeysView[str]:
        if self.assumed.isdisjoint(keys):
            return keys
        return _union([[key for key in keys if key not in self.assumed]])

    def count_category(self, category: Category) -> Part:
        placed = asked = self.leave_out_assumed(_union([category.items]))
        if not self.skipped.isdisjoint(placed):
            asked = _union([[key for key in placed if key not in self.skipped]])
        if category.choose is not None:
            furthest = sorted(asked, key=lambda key: (key not in self.done, key not in self.doing))
            advanced = set(furthest[: category.choose])
            asked = _union([[key for key in asked if key in advanced]])
        return Part(category.id, category.title, self.count(placed, asked), placed, asked)

    def add_up(self, parts: Sequence[Part], placed: KeysView[str], asked: KeysView[str]) -> Counts:
        """Return the sum of counts; where parts share items, or only some count, count anew."""
        columns = zip(Counts(), *(part.counts for part in parts), strict=True)
        total = Counts(*(round(sum(column), 2) for column in columns))
        same = (total.items, total.counted) == (len(placed), len(asked))
        return total if same else self.count(placed, asked)

    def count(self, placed: KeysView[str], asked: KeysView[str]) -> Counts:
        finished = self.done & asked
        return Counts(
            items=len(placed),
            done=len(self.done & placed),
            inferred=len(self.inferred & placed) if self.inferred else 0,
            doing=len(self.doing & placed),
            skipped=len(self.skipped & placed),
            counted=len(asked),
            counted_done=len(finished),
            hours=self.sum_hours(asked),
            hours_done=self.sum_hours(finished),
            hours_unknown=len(self.unknown & asked) if self.unknown else 0,
        )


def _union(groups: Iterable[Iterable[str]]) -> KeysView[str]:
    """Return all keys of some groups, each once, in the order in which they come."""
    return dict.fromkeys(chain.from_iterable(groups)).keys()


def _advance_of(part: Part) -> tuple[float, int]:
    """Return the share that is done, and how much that is."""
    counts = part.counts
    return (counts.counted_done / counts.counted if counts.counted else -1.0, counts.counted_done)
