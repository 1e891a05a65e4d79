"""Brings a history and those of the learner's other devices together at a place.

First what is new there is taken in, then what the place lacks is appended to the journal of this
device, whoever said it. Interrupted anywhere, the next sync finds what is missing: nothing is
written down here before it is true there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.progress.arriving import Arrival, Refused, Why
from dlroadmap.progress.events import Event
from dlroadmap.progress.lines import write_line
from dlroadmap.progress.sharing import Journal, Known
from dlroadmap.progress.store import Store
from dlroadmap.progress.writing import Writing, identify_file
from dlroadmap.remote.contract import Head, JournalError, MovedError, Remote
from dlroadmap.remote.devices import Device, asks_first, check_emptied, list_devices, read_abouts
from dlroadmap.remote.journal import About, Fault, shorten, write_about
from dlroadmap.remote.news import News, read_news
from dlroadmap.remote.whose import find_ours, select
from dlroadmap.text import clean
from dlroadmap.words import pluralize

ATTEMPTS = 5
"""So often a push is made again after somebody else was quicker."""

MayReturn = Callable[[Sequence[Event]], bool]
"""Says whether events may come back that a restored copy lacks."""


class Wish(NamedTuple):
    """What the learner asks for.

    `place` is its name, and `again` whether all is sent again to one that has lost it. `merge` is
    whether other histories are taken in, and `name` a new name for this device, if there is one.
    """

    place: str
    again: bool = False
    merge: bool = False
    name: str | None = None


class Synced(NamedTuple):
    """What a sync came to.

    `sent` is how many changes, which are batches, the place has got, and `new` are the events that
    came from there; `before` and `after` are the standing events around that. Of devices that
    `forked`, two chains are kept. `faults` and `refused` tell what was left there, a refused event
    with the device whose journal holds it. `others` are journals of other histories, `merged` those
    that were taken in for the first time, and `copy` is the history before that.
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


class DeclinedError(Exception):
    """The learner did not want the events back; nothing was changed."""


def sync(
    store: Store, remote: Remote, wish: Wish, may_return: MayReturn, now: datetime, machine: str
) -> Synced:
    """Take in what is new at a place, and send what it lacks.

    `machine` is what the device is called if nobody named it. Raises DlrError, and DeclinedError.
    """
    at = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    work = _Sync(store, remote, wish, may_return, at, machine)
    for _ in range(ATTEMPTS):
        try:
            visit = work.receive()
            work.send(visit)
        except MovedError:
            work.repairs = False
            continue
        except JournalError:  # this device's own journal cannot be continued
            with store.writing() as writing:
                writing.renew_device()
            continue
        return work.sum_up(visit)
    message = f"{clean(wish.place)} kept changing during the sync, so not everything was sent."
    raise DlrError("remote-busy", message, "Try again later.")


class _Visit(NamedTuple):
    """How a place was found, and what follows for this device: what it is to append, if anything.

    `ours` are the devices of the history, and `about` is what the own journal is to say of itself.
    """

    heads: Mapping[str, Head]
    abouts: Mapping[str, About]
    ours: frozenset[str]
    known: Known
    faults: Sequence[Fault]
    refused: Sequence[tuple[str, Refused]]
    device: str
    about: About
    lacking: Sequence[Event]

    @property
    def sends(self) -> bool:
        """Whether the place lacks anything of this device."""
        said = self.abouts.get(self.device)
        wanted = (self.about.histories, self.about.name)
        return bool(self.lacking) or not said or (said.histories, said.name) != wanted


@dataclass
class _Sync:
    """The visits at a place until nobody else has come in between, and what they add up to."""

    _store: Store
    _remote: Remote
    _wish: Wish
    _may_return: MayReturn
    _at: str
    _machine: str
    _sent: set[str] = field(default_factory=set)
    _new: list[Event] = field(default_factory=list)
    _forked: dict[str, None] = field(default_factory=dict)
    _merged: dict[str, About] = field(default_factory=dict)
    _before: Sequence[Event] | None = None
    _after: Sequence[Event] = ()
    _copy: Path | None = None
    _damaged: set[str] = field(default_factory=set)
    repairs: bool = True
    """Whether this device's own journal is continued if it does not say any more whose it is."""

    def receive(self) -> _Visit:
        """Take in what is new, in one step.

        Raises MovedError if the history was replaced meanwhile.
        """
        store, wish = self._store, self._wish
        heads = {head.device: head for head in self._remote.heads()}
        with store.reading() as rows:
            known, events = rows.sharing.read(), rows.count()
            own = None if store.is_new() else rows.sharing.find_device(identify_file(store.path))
        abouts, unreadable = _read_abouts(heads, known, own if self.repairs else None)
        if not wish.again:
            check_emptied(known, heads, wish.place)
        histories = find_ours(known.histories, events, abouts, wish.merge, wish.place)
        ours = frozenset(select(histories, abouts))
        holds = known.place == wish.place and not asks_first(known, wish.place)
        news = read_news(
            self._remote, [heads[id] for id in sorted(ours)], known.journals if holds else None
        )
        news = news._replace(faults=[*unreadable, *news.faults])
        self._ask(known, news)
        if events:
            strange = ours - select(known.histories, abouts)
            self._merged |= {id: abouts[id] for id in sorted(strange)}
        if self._merged and not self._copy:
            self._copy = store.save_copy()
        with store.writing() as writing:
            _expect(writing, known)
            if self._before is None:
                self._before = writing.rows.standing
            arrival = self._take_in(writing, news)
            refused = [
                (news.arrivals[one.place][0], one)
                for one in arrival.refused
                if one.event.id not in self._damaged
            ]
            faulty = {fault.device for fault in news.faults} | {id for id, _ in refused}
            sharing = writing.rows.sharing
            sharing.note_journals(
                {
                    id: Journal(news.marks.get(id, ""), _text(abouts[id]), id not in faulty)
                    for id in sorted(ours)
                }
            )
            name = shorten(wish.name or known.name or self._machine)
            sharing.note_place(wish.place, histories, name)
            if _is_contested(writing.device, ours, heads, news, arrival):
                writing.renew_device()
            device, lacking = writing.device, writing.rows.unshared()
            said = abouts.get(device)
            about = About(histories, name, (said.events if said else 0) + len(lacking), self._at)
            visit = _Visit(
                heads, abouts, ours, sharing.read(), news.faults, refused, device, about, lacking
            )
            if not visit.sends:
                sharing.note_synced(self._at)
        return visit

    def send(self, visit: _Visit) -> None:
        """Append what the place lacks to this device's own journal.

        Raises MovedError if somebody else has just written to it, or replaced the history here, and
        JournalError if it cannot be continued.
        """
        if not visit.sends:
            return
        device, head = visit.device, visit.heads.get(visit.device)
        lines = [write_line(event).encode() for event in visit.lacking]
        try:
            made = self._remote.append(device, head, write_about(visit.about), lines)
        except DlrError as error:
            if self._new:
                number = pluralize(len({event.batch for event in self._new}), "change")
                error.advice = (*error.advice, f"Before that, {number} arrived from there.")
            raise
        self._sent.update(event.batch for event in visit.lacking)
        known = visit.known.journals.get(device)
        with self._store.writing() as writing:
            _expect(writing, visit.known)
            sharing = writing.rows.sharing
            sharing.note_shared(visit.lacking)
            whole = known.whole if known else True
            sharing.note_journal(device, Journal(made.mark, _text(visit.about), whole))
            sharing.note_synced(self._at)

    def sum_up(self, visit: _Visit) -> Synced:
        """Return what came of it."""
        with self._store.reading() as rows:
            counts = rows.sharing.count_by_device()
        ours = {id: visit.abouts[id] for id in visit.ours} | {visit.device: visit.about}
        return Synced(
            place=self._wish.place,
            sent=len(self._sent),
            new=self._new,
            before=self._before or (),
            after=self._after,
            forked=list(self._forked),
            faults=visit.faults,
            refused=visit.refused,
            devices=list_devices(ours, counts, visit.device),
            others={id: one for id, one in visit.abouts.items() if id not in ours},
            merged=self._merged,
            copy=self._copy,
        )

    def _ask(self, known: Known, news: News) -> None:
        """Ask whether what a restored copy lacks is wanted: it may have been restored for that."""
        if not asks_first(known, self._wish.place):
            return
        with self._store.reading() as rows:
            back = rows.sharing.find_new([event for _, event in news.arrivals])
        if back and not self._may_return(back):
            raise DeclinedError

    def _take_in(self, writing: Writing, news: News) -> Arrival:
        """Add what can be checked, and write down that the place has it."""
        sharing = writing.rows.sharing
        if news.anew:
            sharing.forget()
        events = [event for _, event in news.arrivals]
        arrival = writing.take_in(events)
        out = {refused.place for refused in arrival.refused}
        sharing.note_shared(event for place, event in enumerate(events) if place not in out)
        self._new += arrival.new
        self._forked |= dict.fromkeys(arrival.forked)
        self._after = writing.rows.standing
        # Of what was altered there and is whole here, the place gets another copy.
        altered = {one.event.id for one in arrival.refused if one.why == Why.ALTERED}
        self._damaged = {event.id for event in writing.rows.find(altered)}
        sharing.forget_shared(self._damaged)
        return arrival


def _read_abouts(
    heads: Mapping[str, Head], known: Known, own: str | None
) -> tuple[dict[str, About], list[Fault]]:
    """Return what journals say of themselves, and which of them do not.

    If this device's own does not, it is written anew.
    """
    abouts, faults = read_abouts(heads)
    if own and own in heads and own not in abouts and known.histories:
        abouts[own] = About(known.histories, "", 1, "")
        faults = [fault for fault in faults if fault.device != own]
    return abouts, faults


def _expect(writing: Writing, known: Known) -> None:
    """Raise MovedError if the history was replaced by a copy since this was known."""
    if writing.rows.sharing.read() != known:
        raise MovedError


def _is_contested(
    device: str, ours: frozenset[str], heads: Mapping[str, Head], news: News, arrival: Arrival
) -> bool:
    """Return whether somebody else appends to the journal of this device.

    Then this store was copied, or set back. A journal that cannot be understood is not continued
    either.
    """
    if device not in ours:
        return device in heads
    strange = {event.id for event in arrival.new} | {one.event.id for one in arrival.refused}
    return any(owner == device and event.id in strange for owner, event in news.arrivals)


def _text(about: About) -> str:
    return write_about(about).decode()
