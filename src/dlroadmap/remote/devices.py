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
from dlroadmap.remote.journal import About, Fault, read_about
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
    copy since.
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
    why = "is missing, not valid, or was written by a newer dlr"
    faults = [Fault(device, ABOUT, why) for device, about in read.items() if about is None]
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
    return Status(known.at, list_devices(abouts, counts, here), waiting, known.restored)


def check_emptied(known: Known, heads: Collection[object], place: str) -> None:
    """Raise DlrError if a place that had journals has none any more: it may be another disk."""
    if known.journals and known.place == place and not heads:
        message = f"{clean(place)} no longer contains your history."
        raise DlrError("remote-emptied", message, subject=quote(place))


def find_erasable(
    store: Store, remote: Remote, place: str
) -> tuple[Sequence[Head], Sequence[Device]]:
    """Return the journals of this history at a place, and the devices that they are of.

    Raises DlrError if any of them has events that are nowhere else for all that is known here.
    """
    heads = {head.device: head for head in remote.heads()}
    abouts, _ = read_abouts(heads)
    with store.reading() as rows:
        known, counts = rows.sharing.read(), rows.sharing.count_by_device()
        check_emptied(known, heads, place)
        ours = sorted(select(known.histories, abouts))
        news = read_news(remote, [heads[id] for id in ours], None)
        events = [event for _, event in news.arrivals]
        lacking = judge(events, rows.here(events)).new
    if lacking:
        number = pluralize(len({event.batch for event in lacking}), "change")
        message = f"{clean(place)} contains {number} that this device lacks; nothing was removed."
        raise DlrError("not-received", message, subject=quote(place))
    return [heads[id] for id in ours], list_devices({id: abouts[id] for id in ours}, counts)


def erase(store: Store, remote: Remote, heads: Sequence[Head], place: str) -> None:
    """Remove journals from a place, and forget what was known of it."""
    if heads:
        try:
            remote.erase(heads)
        except MovedError as error:
            message = f"Another device has just synced with {clean(place)}; nothing was removed."
            raise DlrError("remote-busy", message, "Try again.") from error
    with store.reading() as rows:
        is_known = rows.sharing.read().place == place
    if is_known:
        with store.writing() as writing:
            writing.rows.sharing.leave()
