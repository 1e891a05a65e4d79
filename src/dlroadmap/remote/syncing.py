"""Brings a history and those of the learner's other devices together at a place.

First what is new there is taken in, then what the place lacks is appended to the journal of this
device, whoever said it. Interrupted anywhere, the next sync finds what is missing: nothing is
written down here before it is true there.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.progress.arriving import Arrival, Refused
from dlroadmap.progress.events import Event
from dlroadmap.progress.lines import write_line
from dlroadmap.progress.sharing import Known
from dlroadmap.progress.store import Store
from dlroadmap.progress.writing import Writing, identify_file
from dlroadmap.remote.contract import Head, JournalError, MovedError, Remote, RewrittenError
from dlroadmap.remote.journal import (
    About,
    Fault,
    read_about,
    read_segment,
    shorten,
    write_about,
)
from dlroadmap.remote.segments import ABOUT
from dlroadmap.remote.whose import find_ours, select
from dlroadmap.text import clean

_AGAIN = "?"
"""Begins the mark of a journal that was seen so far, and is to be read from its beginning."""

ATTEMPTS = 5
"""So often a push is made again after somebody else was quicker."""


class Wish(NamedTuple):
    """What the learner asks for.

    `place` is its name, `named` whether it was named in this call, `merge` whether other histories
    are taken in. `name` is a name for this device, if it is to have another one than before.
    """

    place: str
    named: bool = False
    merge: bool = False
    name: str | None = None


class Device(NamedTuple):
    """A device of the history: its name, how many events of it are here, and when it last sent.

    It is `here` if it writes to this store.
    """

    id: str
    name: str
    events: int
    last: str
    here: bool


class Synced(NamedTuple):
    """What a sync came to.

    `sent` is how many changes, which are batches, the place has got, and `new` are the events that
    came from there; `before` and `after` are the standing events around that. Of devices that
    `forked`, two chains are kept.
    `faults` and `refused` tell what was left there, a refused event with the device whose journal
    holds it. `others` are journals of other histories, `merged` those that were taken in for the
    first time, and `copy` is the history before that.
    """

    place: str
    sent: int
    new: Sequence[Event]
    before: Sequence[Event]
    after: Sequence[Event]
    forked: Sequence[str]
    faults: Sequence[Fault]
    refused: Sequence[tuple[str, Refused]]
    devices: Sequence[Device]
    others: Mapping[str, About]
    merged: Mapping[str, About]
    copy: Path | None


class Asks(NamedTuple):
    """What a sync asks and tells while it goes on.

    `may_return` is whether events may come back that a restored copy lacks; `remember` is called
    once the place is known to be this learner's.
    """

    may_return: Callable[[Sequence[Event]], bool]
    remember: Callable[[], None] = lambda: None


class DeclinedError(Exception):
    """The learner did not want the events back; nothing was changed."""


def sync(
    store: Store, remote: Remote, wish: Wish, asks: Asks, now: datetime, machine: str
) -> Synced:
    """Take in what is new at a place, and send what it lacks.

    `machine` is what the device is called if nobody named it. Raises DlrError, and DeclinedError.
    """
    at = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    work = _Sync(store, remote, wish, asks, at, machine)
    for _ in range(ATTEMPTS):
        try:
            work.receive()
            work.send()
        except MovedError:
            continue
        except JournalError:
            work.renew_device()
            continue
        return work.sum_up()
    message = f"{clean(wish.place)} kept changing during the sync, so not everything was sent."
    raise DlrError("remote-busy", message, "Try again later.")


def find_erasable(store: Store, remote: Remote) -> tuple[Sequence[Head], Sequence[Device]]:
    """Return the journals of this history at a place, and the devices that they are of."""
    heads = {head.device: head for head in remote.heads()}
    abouts = _read_abouts(heads)[0]
    with store.reading() as rows:
        known, counts = rows.sharing.read(), rows.sharing.count_by_device()
    ours = select(known.histories, abouts)
    devices = _list_devices({id: abouts[id] for id in ours}, counts, None)
    return [heads[device] for device in sorted(ours)], devices


def erase(store: Store, remote: Remote, heads: Sequence[Head], place: str) -> None:
    """Remove journals from a place, and forget what was known of it."""
    if heads:
        try:
            remote.erase(heads)
        except MovedError as error:
            message = f"Another device has just synced with {clean(place)}; nothing was removed."
            raise DlrError("remote-busy", message, "Try again.") from error
    if not store.is_new():
        with store.writing() as writing:
            writing.rows.sharing.forget()
            writing.rows.sharing.say(place=None, at=None)


def list_known(store: Store, place: str) -> tuple[Known, Sequence[Device], int]:
    """Return what is known of a place, its devices, and how many changes wait to be sent there."""
    with store.reading() as rows:
        sharing = rows.sharing
        known, counts = sharing.read(), sharing.count_by_device()
        waiting = sharing.count_waiting(place, rows.count())
        here = None if store.is_new() else sharing.find_device(identify_file(store.path))
    read = (
        {id: read_about(text) for id, text in known.abouts.items()} if known.place == place else {}
    )
    devices = _list_devices({k: v for k, v in read.items() if v}, counts, here)
    return known, devices, waiting


class _Sync:
    """The visits at the place until nobody else has come in between."""

    def __init__(
        self, store: Store, remote: Remote, wish: Wish, asks: Asks, at: str, machine: str
    ) -> None:
        self._store = store
        self._remote = remote
        self._wish = wish
        self._asks = asks
        self._at = at
        self._machine = machine
        self._sent: set[str] = set()
        self._new: list[Event] = []
        self._before: Sequence[Event] | None = None
        self._forked: dict[str, None] = {}
        self._faults: list[Fault] = []
        self._merged: set[str] = set()
        self._copy: Path | None = None

    def receive(self) -> None:
        """Take in what is new, in one step.

        Raises MovedError if the history was replaced meanwhile.
        """
        store, wish = self._store, self._wish
        self._heads = {head.device: head for head in self._remote.heads()}
        self._abouts, self._faults = _read_abouts(self._heads)
        with store.reading() as rows:
            known, events = rows.sharing.read(), rows.count()
        if known.abouts and known.place == wish.place and not (self._heads or wish.named):
            message = f"{clean(wish.place)} no longer contains your history."
            raise DlrError("remote-emptied", message, subject=quote(wish.place))
        before = select(known.histories, self._abouts)
        self._histories = find_ours(known.histories, events, self._abouts, wish.merge, wish.place)
        self._ours = select(self._histories, self._abouts)
        if events:
            self._merged |= self._ours - before
        arriving, origins, anew = self._read(known)
        self._ask(known, arriving)
        self._asks.remember()
        if self._merged and not self._copy:
            self._copy = store.save_copy()
        with store.writing() as writing:
            self._expect(writing, known)
            if anew:
                writing.rows.sharing.forget()
            if self._before is None:
                self._before = writing.rows.standing
            arrival = writing.take_in(arriving)
            self._after = writing.rows.standing
            self._new += arrival.new
            self._forked |= dict.fromkeys(arrival.forked)
            self._refused = [(origins[one.place], one) for one in arrival.refused]
            self._note(writing, known, arriving, origins, arrival)

    def send(self) -> None:
        """Append what the place lacks to this device's own journal.

        Raises MovedError if somebody else has just written to it, or replaced the history here.
        """
        head = self._heads.get(self._device)
        said = self._abouts.get(self._device)
        lacking, name = self._lacking, self._name
        if not lacking and said and (said.histories, said.name) == (self._histories, name):
            return
        number = (said.events if said else 0) + len(lacking)
        about = About(self._histories, name, number, self._at)
        lines = [write_line(event).encode() for event in lacking]
        made = self._remote.append(self._device, head, write_about(about), lines)
        self._abouts[self._device] = about
        self._ours.add(self._device)
        self._sent.update(event.batch for event in lacking)
        with self._store.writing() as writing:
            self._expect(writing, self._known)
            sharing = writing.rows.sharing
            sharing.note_shared(lacking)
            again = self._known.marks.get(self._device, "").startswith(_AGAIN)
            sharing.note_journals(self._texts(), {self._device: _AGAIN * again + made.mark})

    def renew_device(self) -> None:
        """Write to a new journal from now on, as this device's own cannot be continued."""
        with self._store.writing() as writing:
            writing.renew_device()

    def sum_up(self) -> Synced:
        """Return what came of it."""
        with self._store.reading() as rows:
            counts = rows.sharing.count_by_device()
        return Synced(
            self._wish.place,
            len(self._sent),
            self._new,
            self._before or (),
            self._after,
            list(self._forked),
            self._faults,
            self._refused,
            _list_devices({id: self._abouts[id] for id in self._ours}, counts, self._device),
            {id: about for id, about in self._abouts.items() if id not in self._ours},
            {id: self._abouts[id] for id in self._merged},
            self._copy,
        )

    def _read(self, known: Known) -> tuple[list[Event], list[str], bool]:
        """Return what is new at the place: events, and the devices whose journals they stand in.

        And whether all was read anew, as the place does not hold any more what was known of it.
        """
        faults = list(self._faults)
        elsewhere = known.restored or known.place != self._wish.place
        anew = elsewhere or not {*known.abouts} <= self._ours
        try:
            events, origins = self._read_since({} if anew else known.marks)
        except RewrittenError:
            self._faults, anew = faults, True
            events, origins = self._read_since({})
        return events, origins, anew

    def _read_since(self, marks: Mapping[str, str]) -> tuple[list[Event], list[str]]:
        events, origins = list[Event](), list[str]()
        for device in sorted(self._ours):
            head, mark = self._heads[device], marks.get(device)
            if mark == head.mark:
                continue
            try:
                if mark and mark.startswith(_AGAIN):
                    # Only to find out whether all is there that was there before.
                    for _ in self._remote.since(head, mark.removeprefix(_AGAIN)):
                        pass
                    mark = None
                for segment in self._remote.since(head, mark):
                    found, faults = read_segment(device, segment)
                    self._faults += faults
                    events += found
                    origins += [device] * len(found)
            except JournalError as error:
                if device in marks:  # what was there before is there no more
                    raise RewrittenError from error
                self._faults.append(Fault(device, "", str(error)))
        return events, origins

    def _ask(self, known: Known, arriving: Sequence[Event]) -> None:
        """Ask whether what a restored copy lacks is wanted: it may have been restored for that."""
        if not known.restored:
            return
        with self._store.reading() as rows:
            back = rows.sharing.find_new(arriving)
        if back and not self._asks.may_return(back):
            raise DeclinedError

    def _note(
        self,
        writing: Writing,
        known: Known,
        arriving: Sequence[Event],
        origins: Sequence[str],
        arrival: Arrival,
    ) -> None:
        """Write down what is known of the place by now."""
        sharing = writing.rows.sharing
        out = {refused.place for refused in arrival.refused}
        sharing.note_shared(event for n, event in enumerate(arriving) if n not in out)
        faulty = {fault.device for fault in self._faults} | {id for id, _ in self._refused}
        marks = {id: _AGAIN * (id in faulty) + self._heads[id].mark for id in self._ours}
        sharing.note_journals(self._texts(), marks)
        self._name = shorten(self._wish.name or known.name or self._machine)
        sharing.say(
            place=self._wish.place,
            histories=" ".join(sorted(self._histories)),
            name=self._name,
            at=self._at,
            restored=None,
        )
        if self._is_shared(writing.device, arriving, origins, arrival):
            writing.renew_device()
        self._device = writing.device
        self._lacking = writing.rows.unshared()
        self._known = sharing.read()

    def _expect(self, writing: Writing, known: Known) -> None:
        """Raise MovedError if the history was replaced by a copy since this was known."""
        if writing.rows.sharing.read() != known:
            raise MovedError

    def _is_shared(
        self, device: str, arriving: Sequence[Event], origins: Sequence[str], arrival: Arrival
    ) -> bool:
        """Return whether somebody else appends to the journal of this device.

        Then this store was copied, or set back. A journal that cannot be understood is not
        continued either.
        """
        if device not in self._ours:
            return device in self._heads
        strange = {event.id for event in arrival.new} | {one.event.id for one in arrival.refused}
        return any(
            origin == device and event.id in strange
            for event, origin in zip(arriving, origins, strict=True)
        )

    def _texts(self) -> dict[str, str]:
        """Return what the journals of this history say of themselves."""
        return {id: write_about(self._abouts[id]).decode() for id in sorted(self._ours)}


def _read_abouts(heads: Mapping[str, Head]) -> tuple[dict[str, About], list[Fault]]:
    read = {device: read_about(head.about) for device, head in heads.items()}
    why = "is missing, not valid, or was written by a newer dlr"
    faults = [Fault(device, ABOUT, why) for device, about in read.items() if about is None]
    return {device: about for device, about in read.items() if about}, faults


def _list_devices(
    abouts: Mapping[str, About], counts: Mapping[str, int], here: str | None
) -> list[Device]:
    devices = [
        Device(id, about.name, counts.get(id, 0), about.at, id == here)
        for id, about in abouts.items()
    ]
    return sorted(devices, key=lambda one: (not one.here, one.name, one.id))
