"""What to learn next, and why."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from dlroadmap.curriculum.graph import each_after
from dlroadmap.curriculum.model import DEFAULT_PRIORITY, PRIORITIES, THEORY, Curriculum, Item
from dlroadmap.guide.summary import Summary
from dlroadmap.guide.way import Way, ways_to_goals
from dlroadmap.progress.fold import Progress
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
    way = Way(curriculum, progress, summary, leading)
    ready = way.ready()
    doing = _begun(curriculum, progress, wanted)
    levels = {level.id: number for number, level in enumerate(curriculum.levels)}
    level = {key: levels[places[key][0].id] for key in ready}
    waiting = way.waiting({*doing, *ready})
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
        item, unlocks = curriculum.items[key], waiting[key]
        begun = progress.state(key) == "doing"
        reasons = (
            *([f"in progress since {local_day(progress.since[key])}"] if begun else []),
            *_leads(key, ways, progress, homes, curriculum),
            *_opens(unlocks, way, curriculum),
            f"{item.priority} in {stage.title}",
        )
        suggestions.append(Suggestion(item, stage.id, category.id, reasons, len(unlocks), begun))
    return suggestions


def _leads(
    key: str,
    ways: Mapping[str, Set[str]],
    progress: Progress,
    homes: Mapping[str, Curriculum],
    curriculum: Curriculum,
) -> list[str]:
    """Return what goal an item leads to, in words; nothing if to none."""
    if key in progress.goals:
        return ["a goal of yours"]
    leads_to = next((goal for goal, keys in ways.items() if key in keys), None)
    if leads_to is None:
        return []
    return [f"on the way to “{homes.get(leads_to, curriculum).items[leads_to].title}”"]


def _opens(unlocks: list[str], way: Way, curriculum: Curriculum) -> list[str]:
    """Return in words what waits for an item: for it alone, then for others too."""
    opens = [key for key in unlocks if len(way.blockers(key)) == 1]
    helps = [key for key in unlocks if len(way.blockers(key)) > 1]
    reasons = [f"opens {_titles(curriculum, opens)}"] if opens else []
    if helps:
        told = f"{len(helps)} more" if opens else _titles(curriculum, helps)
        reasons.append(f"needed for {told}")
    return reasons


def _titles(curriculum: Curriculum, keys: list[str]) -> str:
    titles = [f"“{curriculum.items[key].title}”" for key in keys[:2]]
    return listed([*titles, *([f"{len(keys) - 2} more"] if len(keys) > 2 else [])])


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
