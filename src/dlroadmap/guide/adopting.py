"""What a list says of items, as entries: boxes that are checked, with their dates."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dlroadmap.guide.acts import Change
from dlroadmap.progress.events import STATES, Entry
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.past import Past


class Claim(NamedTuple):
    """That an item is in a state, since a day or a time unknown."""

    key: str
    state: str
    on: str = ""


_KINDS = {state: kind for kind, state in STATES.items()}
_MOVED = {"done": ("todo", "doing", "skipped"), "doing": ("todo",), "skipped": ("todo", "doing")}
"""Which items a claim moves: what is done stays done, whatever a list says."""


def combine(claims: Iterable[Claim]) -> list[Claim]:
    """Return one claim for each item: the strongest, and of several the earliest."""
    best: dict[str, Claim] = {}
    for claim in claims:
        if claim.state in _MOVED:
            known = best.get(claim.key, claim)
            best[claim.key] = min(known, claim, key=_rank)
    return list(best.values())


def _rank(claim: Claim) -> tuple[int, bool, str]:
    return list(_MOVED).index(claim.state), not claim.on, claim.on


def find_moved(claims: Sequence[Claim], progress: Progress) -> list[Change]:
    """Return what the claims of a list change; a tick that was inferred is confirmed."""
    return [
        Change(claim.key, before, claim.state)
        for claim in claims
        for before in (progress.state(claim.key),)
        if before in _MOVED[claim.state]
        or (claim.state == "done" and claim.key in progress.inferred)
    ]


def adopt(claims: Sequence[Claim], past: Past) -> list[Entry]:
    """Say what a list says, of the items whose state it changes."""
    moved = {change.key for change in find_moved(claims, past.progress)}
    return [
        Entry(claim.key, _KINDS[claim.state], {"on": claim.on} if claim.on else {})
        for claim in claims
        if claim.key in moved
    ]
