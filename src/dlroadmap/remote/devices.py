"""The devices of a history at a place, and what becomes of their journals in the end."""

from collections.abc import Collection, Mapping, Sequence
from shlex import quote
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.progress.arriving import judge
from dlroadmap.progress.sharing import Known
from dlroadmap.progress.store import Store
from dlroadmap.progress.writing import identify_file
from dlroadmap.remote.contract import Head, MovedError, Remote
from dlroadmap.remote.journal import About, Fault, explain_about, read_about
from dlroadmap.remote.news import read_news
from dlroadmap.remote.segments import ABOUT
from dlroadmap.remote.whose import select
from dlroadmap.text import clean
from dlroadmap.words import pluralize


class Device(NamedTuple):
    """A device of the history: its name, how many events of it are here, and when it last sent.

    It is `here` if it writes to this store.
    """

    id: str
    name: str
    events: int
    last: str
    here: bool


class Status(NamedTuple):
    """What is known of a place since the last sync, whose wall time is `at`; empty before it.

    `waiting` is how many changes wait to be sent, `restored` whether the history was replaced by a
    copy since, and not compared with the place.
    """

    at: str
    devices: Sequence[Device]
    waiting: int
    restored: bool = False


def list_devices(
    abouts: Mapping[str, About], counts: Mapping[str, int], here: str | None = None
) -> list[Device]:
    """Return the devices of journals, this one first; `counts` are the events here of each."""
    devices = [
        Device(id, about.name, counts.get(id, 0), about.at, id == here)
        for id, about in abouts.items()
    ]
    return sorted(devices, key=lambda one: (not one.here, one.name, one.id))


def read_abouts(heads: Mapping[str, Head]) -> tuple[dict[str, About], list[Fault]]:
    """Return what journals say of themselves, and which of them do not."""
    read = {device: read_about(head.about) for device, head in heads.items()}
    faults = [
        Fault(device, ABOUT, explain_about(heads[device].about))
        for device, about in read.items()
        if about is None
    ]
    return {device: about for device, about in read.items() if about}, faults


def find_status(store: Store, place: str) -> Status:
    """Return what is known of a place; nobody is asked."""
    with store.reading() as rows:
        sharing = rows.sharing
        known, counts = sharing.read(), sharing.count_by_device()
        waiting = sharing.count_waiting(place, rows.count())
        here = None if store.is_new() else sharing.find_device(identify_file(store.path))
    if known.place != place:
        return Status("", [], waiting)
    read = {id: read_about(journal.about) for id, journal in known.journals.items()}
    abouts = {id: about for id, about in read.items() if about}
    return Status(known.at, list_devices(abouts, counts, here), waiting, asks_first(known, place))


def asks_first(known: Known, place: str) -> bool:
    """Return whether a copy has taken the place of the history, and a place may have more."""
    return bool(known.restored & {"", place})


def check_emptied(known: Known, heads: Collection[object], place: str) -> None:
    """Raise DlrError if a place that had journals has none any more: it may be another disk."""
    if known.journals and known.place == place and not heads:
        message = f"{clean(place)} no longer contains your history."
        raise DlrError("remote-emptied", message, subject=quote(place))


class Erasable(NamedTuple):
    """The journals of this history at a place, the devices that they are of, and all others."""

    heads: Sequence[Head]
    devices: Sequence[Device]
    left: Sequence[str]


def find_erasable(store: Store, remote: Remote, place: str) -> Erasable:
    """Return what is of this history at a place.

    Raises DlrError if any of it is nowhere else for all that is known here.
    """
    heads = {head.device: head for head in remote.heads()}
    abouts, _ = read_abouts(heads)
    with store.reading() as rows:
        known, counts = rows.sharing.read(), rows.sharing.count_by_device()
        check_emptied(known, heads, place)
        # What this device has read or written there is its own, whatever it says of itself by now.
        mine = rows.sharing.own_devices().union(known.journals if known.place == place else ())
        abouts |= {
            id: About(known.histories, id[:8], 0, "") for id in heads if id in mine - {*abouts}
        }
        ours = sorted(select(known.histories, abouts))
        try:
            news = read_news(remote, [heads[id] for id in ours], None)
        except MovedError as error:
            raise _busy(place) from error
        events = [event for _, event in news.arrivals]
        lacking = judge(events, rows.here(events)).new
    if lacking:
        number = pluralize(len({event.batch for event in lacking}), "change")
        message = f"{clean(place)} contains {number} that this device lacks; nothing was removed."
        raise DlrError("not-received", message, subject=quote(place))
    devices = list_devices({id: abouts[id] for id in ours}, counts)
    left = [abouts[id].name if id in abouts else id[:8] for id in heads if id not in ours]
    return Erasable([heads[id] for id in ours], devices, left)


def _busy(place: str) -> DlrError:
    message = f"Another device has just synced with {clean(place)}; not all was removed."
    return DlrError("remote-busy", message, "Try again.")


def erase(store: Store, remote: Remote, heads: Sequence[Head], place: str) -> None:
    """Remove journals from a place, and forget what was known of it."""
    if heads:
        try:
            remote.erase(heads)
        except MovedError as error:
            raise _busy(place) from error
    with store.reading() as rows:
        is_known = rows.sharing.read().place == place
    if is_known:
        with store.writing() as writing:
            writing.rows.sharing.leave()
