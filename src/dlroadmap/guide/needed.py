"""What is needed: before some items, and for all that counts."""

from collections.abc import Callable, Iterable, Set

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.settled import find_settled
from dlroadmap.guide.summary import Summary, summarize
from dlroadmap.progress.fold import Progress

Asked = Callable[[Summary], Set[str]]
"""What counts in a part of a curriculum, or in all of it, as a summary has it."""


def ancestors(curriculum: Curriculum, goals: Iterable[str], progress: Progress) -> Set[str]:
    """Return the goals with all that they require, directly or through others.

    What is settled is in nobody's way, and neither is what lies behind it.
    """
    return walk(goals, curriculum.requires, find_settled(curriculum, progress)).keys()


def find_needed(
    curriculum: Curriculum, progress: Progress, asked: Asked, learned: Set[str] = frozenset()
) -> Set[str]:
    """Return what makes all that counts done, beside what is learned anyway, with that.

    A choice is met by what is learned anyway, for a goal or before another item.
    """
    if not has_choices(curriculum):
        open_items = asked(summarize(curriculum, progress)) - progress.keys("done")
        return learned | ancestors(curriculum, open_items, progress)

    def missing_after(learned: Set[str]) -> list[str]:
        states = {**progress.states, **dict.fromkeys(learned, "done")}
        then = progress._replace(states=states)
        done = then.keys("done")
        return [key for key in asked(summarize(curriculum, then)) if key not in done]

    free = _find_free(curriculum)
    certain = [key for key in missing_after(learned) if key in free]
    needed = learned | ancestors(curriculum, certain, progress)
    while counting := missing_after(needed):
        before = ancestors(curriculum, counting, progress) - set(counting)
        left = missing_after(needed | before)
        needed = needed | ancestors(curriculum, left or before, progress)
    return needed


def has_choices(curriculum: Curriculum) -> bool:
    """Return whether any level or category asks for a part of itself only."""
    return any(
        level.choose or any(category.choose for category in level.categories)
        for level in curriculum.levels
    )


def _find_free(curriculum: Curriculum) -> set[str]:
    """Return the items that count whatever is chosen."""
    return {
        key
        for level, category in curriculum.categories
        if not (level.choose or category.choose)
        for key in category.items
    }
