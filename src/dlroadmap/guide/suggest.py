"""What to learn next, and why."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from dlroadmap.curriculum.graph import each_after
from dlroadmap.curriculum.model import DEFAULT_PRIORITY, PRIORITIES, THEORY, Curriculum, Item
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
    homes: Mapping[str, Curriculum] = {},
) -> list[Suggestion]:
    """Return the next items, at most `number`: what is in progress, then what is ready.

    Ready items are ranked by whether they lead to a goal, the earliest unfinished level, priority,
    how many open items wait for them, and file order. They come from two levels, the earliest
    with anything ready and the one after it, unless they lead to a goal; and theory and practice
    take turns where both are at hand. Only items on the way to 100 percent or to a goal are named;
    `wanted` narrows them further. `homes` know those goals that the curriculum does not.
    """
    places = curriculum.places
    ways = ways_to_goals(curriculum, progress, homes)
    leading = frozenset[str]().union(*ways.values())
    ready, blockers = _ready(curriculum, progress, summary, leading)
    doing = _begun(curriculum, progress, wanted)
    levels = {level.id: number for number, level in enumerate(curriculum.levels)}
    level = {key: levels[places[key][0].id] for key in ready}
    waiting = _waiting(blockers, {*doing, *ready})
    ready = [key for key in ready if wanted(key)]
    nearest = min((level[key] for key in ready if key not in leading), default=0)
    ready = [key for key in ready if key in leading or level[key] <= nearest + 1]
    ready.sort(
        key=lambda key: (
            key not in leading,
            level[key],
            PRIORITIES.index(curriculum.priority.get(key, DEFAULT_PRIORITY)),
            -len(waiting[key]),
        )
    )
    chosen = _mixed(doing, ready, number, curriculum, lambda key: (key in leading, level[key]))
    suggestions = []
    for key in chosen:
        stage, category = places[key]
        item = curriculum.items[key]
        unlocks = waiting[key]
        reasons: list[str] = []
        begun = progress.state(key) == "doing"
        if begun:
            reasons.append(f"in progress since {local_day(progress.since[key])}")
        if key in leading:
            goal = next(goal for goal, way in ways.items() if key in way)
            title = homes.get(goal, curriculum).items[goal].title
            own = key in progress.goals
            reasons.append("a goal of yours" if own else f"on the way to “{title}”")
        opens = [other for other in unlocks if len(blockers[other]) == 1]
        helps = [other for other in unlocks if len(blockers[other]) > 1]
        if opens:
            reasons.append(f"opens {_titles(curriculum, opens)}")
        if helps:
            told = f"{len(helps)} more" if opens else _titles(curriculum, helps)
            reasons.append(f"needed for {told}")
        reasons.append(f"{item.priority} in {stage.title}")
        suggestions.append(
            Suggestion(item, stage.id, category.id, tuple(reasons), len(unlocks), begun)
        )
    return suggestions


def ways_to_goals(
    curriculum: Curriculum, progress: Progress, homes: Mapping[str, Curriculum] = {}
) -> dict[str, frozenset[str]]:
    """Return for each of the learner's goals what is open on the way to it, itself included.

    `homes` know those goals that the curriculum does not.
    """
    return {
        goal: ancestors(homes.get(goal, curriculum), [goal], progress) for goal in progress.goals
    }


def _begun(
    curriculum: Curriculum, progress: Progress, wanted: Callable[[str], object]
) -> list[str]:
    """Return what is in progress, the latest first, but nothing before what it builds on."""
    doing = [key for key in progress.doing() if key in curriculum.places and wanted(key)]
    settled = progress.keys("done", "skipped")

    def before(key: str) -> Iterable[str]:
        return (other for other in curriculum.requires.get(key, ()) if other not in settled)

    wanted_ones = set(doing)
    return [key for key in each_after(doing, before) if key in wanted_ones]


def _titles(curriculum: Curriculum, keys: list[str]) -> str:
    titles = [f"“{curriculum.items[key].title}”" for key in keys[:2]]
    return listed([*titles, *([f"{len(keys) - 2} more"] if len(keys) > 2 else [])])


def ancestors(curriculum: Curriculum, goals: Iterable[str], progress: Progress) -> frozenset[str]:
    """Return the goals with all that they require, directly or through others.

    What is done or skipped is in nobody's way, and neither is what lies behind it.
    """
    settled = progress.keys("done", "skipped")
    found = {key for key in goals if key not in settled}
    stack = list(found)
    while stack:
        before = curriculum.requires.get(stack.pop(), ())
        fresh = [key for key in before if key not in found and key not in settled]
        found.update(fresh)
        stack += fresh
    return frozenset(found)


RUN = 3
"""So many items of theory, or of practice, are named in a row where the other is at hand."""


def _mixed(
    doing: list[str],
    ready: list[str],
    number: int,
    curriculum: Curriculum,
    rank: Callable[[str], tuple[bool, int]],
) -> list[str]:
    """Return the first `number`, what is in progress and then theory and practice in turns.

    An item is brought forward only past others of its own level, so levels stay in order.
    """
    left, mixed = list(ready), doing[:number]
    natures = [_is_theory(curriculum, key) for key in mixed]
    while left and len(mixed) < number:
        place = 0
        if len(natures) >= RUN and len(set(natures[-RUN:])) == 1:
            for other, key in enumerate(left):
                if rank(key) != rank(left[0]):
                    break
                if _is_theory(curriculum, key) != natures[-1]:
                    place = other
                    break
        key = left.pop(place)
        natures.append(_is_theory(curriculum, key))
        mixed.append(key)
    return mixed


def _is_theory(curriculum: Curriculum, key: str) -> bool:
    return curriculum.items[key].kind in THEORY


def _ready(
    curriculum: Curriculum, progress: Progress, summary: Summary, leading: Set[str]
) -> tuple[list[str], dict[str, list[str]]]:
    """Return what is ready on the way to 100 percent, in file order, and what blocks the rest.

    On the way is what counts, what a choice still offers, what leads to a goal, and all before it.
    """
    settled, doing = progress.keys("done", "skipped"), progress.keys("doing")
    way, apart = _way(curriculum, progress, summary, settled, leading)
    blockers = {
        key: apart[key] if key in apart else [other for other in before if other not in settled]
        for key, before in curriculum.requires.items()
        if key in way and key not in settled
    }
    ready = [
        key
        for key in curriculum.places
        if key in way and key not in settled and key not in doing and not blockers.get(key)
    ]
    return ready, blockers


def _waiting(blockers: Mapping[str, list[str]], chosen: set[str]) -> dict[str, list[str]]:
    """Return for each of the chosen items what it stands in the way of."""
    waiting: dict[str, list[str]] = {key: [] for key in chosen}
    for key, before in blockers.items():
        for blocker in chosen.intersection(before):
            waiting[blocker].append(key)
    return waiting


def _way(
    curriculum: Curriculum,
    progress: Progress,
    summary: Summary,
    settled: set[str],
    leading: Set[str],
) -> tuple[Set[str], dict[str, list[str]]]:
    """Return what is on the way, and what blocks those items that need a closer look.

    These are the ones behind an item that is outside the curriculum, or left out by a choice.
    What leads to a goal is on the way, whatever a choice leaves out.
    """
    places, requires = curriculum.places, curriculum.requires
    choices = any(
        level.choose or any(c.choose for c in level.categories) for level in curriculum.levels
    )
    if not choices and len(places) == len(curriculum.hours):
        return places.keys(), {}
    readiness = Readiness(curriculum, progress)
    way = {*summary.asked, *_choices(curriculum, summary)} - settled
    way |= leading & places.keys()
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

    In a level that asks for some categories, that is any, until as many were begun.
    """
    for level, part in zip(curriculum.levels, summary.levels, strict=True):
        begun = sum(inner.counts.counted_done > 0 for inner in part.parts)
        for category, inner in zip(level.categories, part.parts, strict=True):
            counts = inner.counts
            met = (
                counts.counted_done == counts.counted
                or part.counts.counted_done == part.counts.counted
            )
            settled = level.choose is not None and begun >= level.choose
            left_out = settled and not inner.asked <= part.asked
            if (level.choose or category.choose) and not met and not left_out:
                yield from category.items
