"""What to learn next, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dlroadmap.curriculum.model import PRIORITIES, Curriculum, Item
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.summary import Summary
from dlroadmap.progress.events import Progress
from dlroadmap.text import listed


@dataclass(frozen=True)
class Suggestion:
    """An item to take up, with its reasons in words; `unlocks` open items wait for it directly."""

    item: Item
    level: str
    category: str
    reasons: tuple[str, ...]
    unlocks: int


def suggest(
    curriculum: Curriculum,
    progress: Progress,
    summary: Summary,
    number: int,
    wanted: Callable[[str], bool] = lambda key: True,
) -> list[Suggestion]:
    """Return the next items, at most `number`: what is in progress, then what is ready.

    Ready items are ranked by the earliest unfinished level, priority, how many open items wait
    for them, and file order. Only items on the way to 100 percent are named; `wanted` narrows
    them further.
    """
    places = curriculum.places()
    blockers = _on_the_way(curriculum, progress, summary)
    waiting: dict[str, list[str]] = {}
    for key in places:
        for blocker in blockers.get(key, ()):
            waiting.setdefault(blocker, []).append(key)
    doing = [key for key in places if progress.state(key) == "doing" and wanted(key)]
    doing.sort(key=lambda key: progress.since[key], reverse=True)
    ready = [
        key
        for key in blockers
        if not blockers[key] and progress.state(key) == "todo" and wanted(key)
    ]
    levels = {level.id: number for number, level in enumerate(curriculum.levels)}
    order = {key: number for number, key in enumerate(places)}
    ready.sort(
        key=lambda key: (
            levels[places[key][0].id],
            PRIORITIES.index(curriculum.priority[key]),
            -len(waiting.get(key, ())),
            order[key],
        )
    )
    suggestions = []
    for key in [*doing, *ready][:number]:
        level, category = places[key]
        item = curriculum.items[key]
        unlocks = waiting.get(key, [])
        reasons: list[str] = []
        if progress.state(key) == "doing":
            reasons.append(f"in progress since {progress.since[key][:10]}")
        if unlocks:
            titles = [f"“{curriculum.items[other].title}”" for other in unlocks[:2]]
            more = [f"{len(unlocks) - 2} more"] if len(unlocks) > 2 else []
            reasons.append(f"opens {listed([*titles, *more])}")
        reasons.append(f"{item.priority} in {level.title}")
        suggestions.append(
            Suggestion(item, level.id, category.id, tuple(reasons), len(unlocks))
        )
    return suggestions


def _on_the_way(
    curriculum: Curriculum, progress: Progress, summary: Summary
) -> dict[str, list[str]]:
    """Return what blocks each open item that counts, that a choice offers, or that blocks one."""
    readiness = Readiness(curriculum, progress)
    found: dict[str, list[str]] = {}
    stack = [key for key in _offered(curriculum, summary) if not progress.settled(key)]
    while stack:
        key = stack.pop()
        if key not in found:
            found[key] = readiness.blockers(key)
            stack.extend(found[key])
    return found


def _offered(curriculum: Curriculum, summary: Summary) -> Iterable[str]:
    """Yield what counts, and what else could be chosen where a choice is not met."""
    yield from summary.asked
    for level, part in zip(curriculum.levels, summary.levels, strict=True):
        if part.counts.counted_done == part.counts.counted:
            continue
        begun = any(p.counts.counted_done for p in part.parts)
        for category, inner in zip(level.categories, part.parts, strict=True):
            left_out = level.choose is not None and begun and not inner.asked <= part.asked
            if inner.counts.counted_done < inner.counts.counted and not left_out:
                yield from category.items
