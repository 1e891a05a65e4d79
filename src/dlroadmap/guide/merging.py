"""States that a file names, against those of the history: which of them are set.

A merge of three for each item: what the file said when it was written, what it says now, and what
stands here now.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dlroadmap.guide.acts import Change
from dlroadmap.progress.events import STATES, Entry
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.past import Past

_KINDS = {state: kind for kind, state in STATES.items()}
_ORDER = ("todo", "doing", "skipped", "done")
"""How far along an item is."""


class Stated(NamedTuple):
    """The state of an item in a file, since `on` if that is known.

    `was` is the state that the file had when it was written; empty if it does not say so.
    `claimed` is whether the learner says it, and not an export: that confirms an inferred tick.
    """

    key: str
    state: str
    was: str = ""
    on: str = ""
    claimed: bool = False


def combine(every: Iterable[Stated]) -> list[Stated]:
    """Return one state for each item, the furthest along; of several the earliest day."""
    best: dict[str, Stated] = {}
    for one in every:
        if one.state in _ORDER:
            best[one.key] = min(best.get(one.key, one), one, key=_rank)
    return list(best.values())


def _rank(stated: Stated) -> tuple[int, bool, str]:
    return -_ORDER.index(stated.state), not stated.on, stated.on


def is_news(stated: Stated, progress: Progress) -> bool:
    """Return whether a file's state is to be set.

    What somebody changed in the file is set. What nobody changed, only where nothing was ever
    said of the item here. Where the file does not tell these apart, it moves items on, never back.
    """
    state = progress.state(stated.key)
    if stated.state == state:
        return stated.claimed and state == "done" and stated.key in progress.inferred
    if stated.was:
        return stated.state != stated.was or stated.key not in progress.states
    return _ORDER.index(stated.state) > _ORDER.index(state)


def find_news(every: Iterable[Stated], progress: Progress) -> list[Change]:
    """Return how items move that a file has news of."""
    return [
        Change(one.key, progress.state(one.key), one.state)
        for one in every
        if is_news(one, progress)
    ]


def merge_states(every: Iterable[Stated], past: Past) -> list[Entry]:
    """Set the states that a file has news of, each with its day.

    What is in progress is suggested from the latest on, so what a file names first begins last.
    """
    news = [one for one in every if is_news(one, past.progress)]
    begun = [one for one in news if one.state == "doing"]
    rest = [one for one in news if one.state != "doing"]
    return [
        Entry(one.key, _KINDS[one.state], {"on": one.on} if one.on else {})
        for one in (*rest, *reversed(begun))
    ]
