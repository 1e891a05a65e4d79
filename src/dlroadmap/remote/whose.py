"""Whose histories lie at a place, and which of them belong to this one."""

from collections.abc import Mapping
from secrets import token_hex
from shlex import quote

from dlroadmap.errors import DlrError
from dlroadmap.remote.journal import MAX_JOINED, About, group
from dlroadmap.text import clean
from dlroadmap.words import join_words, pluralize

MOST = 5
"""So many devices are named."""


def _refuse(place: str, groups: int, abouts: Mapping[str, About], events: int) -> DlrError:
    """Return that a place holds what nobody has said to be of this history, and how much."""
    named = [
        f"{about.name} ({pluralize(about.events, 'event')})"
        for about in sorted(abouts.values(), key=lambda one: (one.name, one.at))
    ]
    holds = "another history" if groups == 1 else f"{groups} other histories"
    message = f"{clean(place)} already contains {holds}: {join_words(named, MOST)}."
    own = f" This device has {pluralize(events, 'event')} of its own." if events else ""
    return DlrError("other-history", f"{message}{own} Nothing was changed.", subject=quote(place))


def find_ours(
    own: frozenset[str], events: int, abouts: Mapping[str, About], merge: bool, place: str
) -> frozenset[str]:
    """Return the ids of this device's history from now on.

    `own` are those that it has, `events` how many events are here. A device in whose history
    nothing was said yet takes over what there is, and where nothing was said there, that is taken
    in. Raises DlrError where only the learner knows, who says so by `merge`.
    """
    groups = group(abouts.values())
    others = [ids for ids in groups if not ids & own]
    strange = bool(others) and len(others) == len(groups)
    if merge or (strange and not any(about.events for about in abouts.values())):
        own = own.union(*others)
    elif strange:
        if events or len(others) > 1:
            raise _refuse(place, len(others), abouts, events)
        own = others[0]
    if len(own) > MAX_JOINED:
        message = f"{place} holds more than {MAX_JOINED} histories; nothing was changed."
        raise DlrError("too-large", message, "Sync with a place of your own.")
    return own or frozenset([token_hex(16)])


def select(ours: frozenset[str], abouts: Mapping[str, About]) -> set[str]:
    """Return the devices whose journals belong to a history."""
    linked = ours.union(*(ids for ids in group(abouts.values()) if ids & ours))
    return {device for device, about in abouts.items() if about.histories & linked}
