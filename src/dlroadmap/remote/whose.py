"""Whose histories lie at a place, and which of them belong to this one."""

from collections.abc import Mapping
from secrets import token_hex
from shlex import quote

from dlroadmap.errors import DlrError
from dlroadmap.remote.journal import MAX_JOINED, About, describe_abouts, group
from dlroadmap.text import clean
from dlroadmap.words import pluralize


def _refuse(place: str, groups: int, abouts: Mapping[str, About], events: int) -> DlrError:
    """Return the error for a place that holds what nobody has said to be of this history."""
    holds = "another history" if groups == 1 else f"{groups} other histories"
    message = f"{clean(place)} already contains {holds}: {describe_abouts(abouts.values())}."
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
        message = f"{clean(place)} contains more than {MAX_JOINED} histories; nothing was changed."
        raise DlrError("too-large", message, "Use a sync target of your own.")
    return own or frozenset([token_hex(16)])


def select(ours: frozenset[str], abouts: Mapping[str, About]) -> set[str]:
    """Return the devices whose journals belong to a history."""
    linked = ours.union(*(ids for ids in group(abouts.values()) if ids & ours))
    return {device for device, about in abouts.items() if about.histories & linked}
