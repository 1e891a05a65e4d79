"""What to learn next, and why."""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

from dlroadmap.curriculum.model import DEFAULT_PRIORITY, PRIORITIES, Curriculum, Item
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.summary import Summary
from dlroadmap.progress.events import Progress
from dlroadmap.text import listed, local_day


@dataclass(frozen=True)
class Suggestion:
    """An item to take up, with its reasons in words; `unlocks` open items wait for it directly."""

    item: Item
    level: str
    category: str
    reasons: tuple[str, ...]
    unlocks: int
    begun: bool


def suggest(
    curriculum: Curriculum,
    progress: Progress,
    summary: Summary,
    number: int,
    wanted: Callable[[str], object] = bool,
) -> list[Suggestion]:
    """Return the next items, at most `number`: what is in progress, then what is ready.

    Ready items are ranked by the earliest unfinished level, priority, how many open items wait
    for them, and file order. Only items on the way to 100 percent are named; `wanted` narrows
    them further.
    """
    places = curriculum.places
    ready, waiting = _ready(curriculum, progress, summary)
    doing = [key for key in progress.doing() if key in places and wanted(key)]
    levels = {level.id: number for number, level in enumerate(curriculum.levels)}
    ready = [key for key in ready if wanted(key)]
    ready.sort(
        key=lambda key: (
            levels[places[key][0].id],
            PRIORITIES.index(curriculum.priority.get(key, DEFAULT_PRIORITY)),
            -len(waiting[key]),
        )
    )
    suggestions = []
    for key in [*doing, *ready][:number]:
        level, category = places[key]
        item = curriculum.items[key]
        unlocks = waiting[key]
        reasons: list[str] = []
        begun = progress.state(key) == "doing"
        if begun:
            reasons.append(f"in progress since {local_day(progress.since[key])}")
        if unlocks:
            titles = [f"“{curriculum.items[other].title}”" for other in unlocks[:2]]
            more = [f"{len(unlocks) - 2} more"] if len(unlocks) > 2 else []
            reasons.append(f"opens {listed([*titles, *more])}")
        reasons.append(f"{item.priority} in {level.title}")
        suggestions.append(
            Suggestion(item, level.id, category.id, tuple(reasons), len(unlocks), begun)
        )
    return suggestions


def _ready(
    curriculum: Curriculum, progress: Progress, summary: Summary
) -> tuple[list[str], dict[str, list[str]]]:
    """Return what is ready on the way to 100 percent, in file order, and what waits for what.

    On the way is what counts, what a choice still offers, and all before it.
    """
    places, requires = curriculum.places, curriculum.requires
    settled, doing = progress.keys("done", "skipped"), progress.keys("doing")
    way, apart = _way(curriculum, progress, summary, settled)
    ready = [
        key
        for key in places
        if key in way
        and key not in settled
        and key not in doing
        and (not apart[key] if key in apart else settled.issuperset(requires.get(key, ())))
    ]
    chosen = doing.union(ready)
    waiting: dict[str, list[str]] = {key: [] for key in chosen}
    for key, before in requires.items():
        blockers = apart.get(key, before)
        if not chosen.isdisjoint(blockers) and key in way and key not in settled:
            for blocker in chosen.intersection(blockers):
                waiting[blocker].append(key)
    return ready, waiting


def _way(
    curriculum: Curriculum, progress: Progress, summary: Summary, settled: set[str]
) -> tuple[Set[str], dict[str, list[str]]]:
    """Return what is on the way, and what blocks those items that need a closer look.

    These are the ones behind an item that is outside the curriculum, or left out by a choice.
    """
    places, requires = curriculum.places, curriculum.requires
    choices = any(
        level.choose or any(c.choose for c in level.categories) for level in curriculum.levels
    )
    if not choices and len(places) == len(curriculum.hours):
        return places.keys(), {}
    readiness = Readiness(curriculum, progress)
    way = {*summary.asked, *_choices(curriculum, summary)} - settled
    known = way | settled
    apart: dict[str, list[str]] = {}
    queue = [key for key, before in requires.items() if key in way and not known.issuperset(before)]
    for key in queue:
        apart[key] = readiness.blockers(key)
        queue += [other for other in apart[key] if other not in way]
        way.update(apart[key])
    return way, apart


def _choices(curriculum: Curriculum, summary: Summary) -> Iterable[str]:
    """Yield what could be chosen where a choice is not met.

    In a level that asks for some categories, only those that were begun, if any was.
    """
    for level, part in zip(curriculum.levels, summary.levels, strict=True):
        begun = any(inner.counts.counted_done for inner in part.parts)
        for category, inner in zip(level.categories, part.parts, strict=True):
            counts = inner.counts
            met = (
                counts.counted_done == counts.counted
                or part.counts.counted_done == part.counts.counted
            )
            left_out = level.choose is not None and begun and not inner.asked <= part.asked
            if (level.choose or category.choose) and not met and not left_out:
                yield from category.items
