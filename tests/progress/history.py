"""Histories for the tests: made by hand, event by event, without a store."""

import sqlite3
import weakref
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from hypothesis import strategies as st

from dlroadmap.progress import tables
from dlroadmap.progress.events import (
    Entry,
    Event,
    chain_faults,
    event_id,
    find_forks,
    sort_key,
)
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.fold import fold as fold_history
from dlroadmap.progress.history import make_history
from dlroadmap.progress.past import Past
from dlroadmap.progress.rows import Rows

KEYS = ("dl/tensors", "dl/mlp", "dl/cnn", "nlp/words")
KINDS = ("tick", "start", "skip", "reset", "note", "review", "from-the-future")
TIMES = (
    "2026-03-01T12:00:00.000Z",
    "2026-02-28T12:00:00.000Z",
    "2027-03-01T12:00:00.000Z",
    "1970-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
)


class History:
    """The events that one or more devices have written; each device knows what it was told."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.batches: list[list[Event]] = []
        self._names = count(1)
        self._known: dict[str, set[Event]] = {}

    def known(self, device: str = "a" * 16) -> list[Event]:
        """Return what a device has written or was told, in order."""
        return sorted(self._known.get(device, ()), key=sort_key)

    def tell(self, source: str, target: str) -> None:
        """Deliver all that one device knows to another one."""
        self._known.setdefault(target, set()).update(self._known.get(source, ()))

    def write(
        self, entries: Iterable[Entry], device: str = "a" * 16, at: str = TIMES[0]
    ) -> list[Event]:
        """Append one batch, chained and counted as a store would."""
        known = self._known.setdefault(device, set())
        clock = max((event.clock for event in known), default=0)
        own = [event for event in known if event.device == device]
        last = max(own, key=lambda event: event.seq, default=None)
        seq, prev = (last.seq, last.id) if last else (0, "")
        name = f"{next(self._names):012x}"
        made = []
        for number, entry in enumerate(entries, 1):
            bare = Event(
                id="",
                device=device,
                seq=seq + number,
                prev=prev,
                clock=clock + number,
                at=at,
                zone="+0100",
                batch=name,
                key=entry.key,
                kind=entry.kind,
                payload=payload(entry.details),
            )
            event = bare._replace(id=event_id(bare))
            prev = event.id
            made.append(event)
        known.update(made)
        self.events += made
        self.batches.append(made)
        return made

    def say(self, kind: str, *keys: str, device: str = "a" * 16, at: str = TIMES[0]) -> list[Event]:
        """Append one batch that says the same of some items."""
        return self.write([Entry(key, kind) for key in keys], device, at)

    def undo(
        self, name: str | None = None, device: str = "a" * 16, at: str = TIMES[0]
    ) -> list[Event]:
        """Append the undo of a batch; of the newest one without a name."""
        targets = batch_to_undo(self.known(device), name, device)
        return self.write(
            [Entry(event.key, "undo", {"target": event.id}) for event in targets], device, at
        )


def flaws(events: Iterable[Event]) -> list[str]:
    """Return what is wrong with the chains of a history, and the devices that have two."""
    known = list(events)
    return [*chain_faults(known), *find_forks(known)]


def fold(events: Iterable[Event], renames: Mapping[str, str | None] = {}) -> Progress:
    """Return what events add up to."""
    return fold_history(make_history(events).live(), renames)


def empty_rows() -> Rows:
    """Return rows in memory, of a store in which nothing was ever said."""
    # They may be dropped while a thread of another test runs.
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    tables.migrate(connection)
    rows = Rows(connection)
    rows.remake(rows.newest())
    weakref.finalize(rows, connection.close)
    return rows


def rows_of(events: Iterable[Event], device: str = "a" * 16) -> Rows:
    """Return rows in memory that hold some events, with the state that is kept beside them.

    They are the rows of a device's own store.
    """
    rows = empty_rows()
    rows._connection.execute("INSERT INTO device VALUES (?, 'here:1')", (device,))
    rows.add([*events])
    return rows


def standing(progress: Progress) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the states of items, and since when they are in them."""
    return progress.states, progress.since


def batch_to_undo(events: Iterable[Event], name: str | None, device: str = "a" * 16) -> list[Event]:
    """Return what an undo on a device takes back."""
    return Past(rows_of(events, device)).batch_to_undo(name)


def reviews(
    events: Iterable[Event], renames: Mapping[str, str | None] = {}
) -> dict[str, list[tuple[str, str | None]]]:
    """Return when each item was gone over again, and how it went."""
    found = fold(events, renames).reviews.items()
    return {key: [(one.at, one.details.get("grade")) for one in said] for key, said in found}


def payload(details: Mapping[str, str]) -> str:
    """Return details as an event carries them."""
    import json

    return json.dumps(dict(details), sort_keys=True)


def resealed(event: Event, **changes: object) -> Event:
    """Return an event with another content and the id that fits it."""
    bare = event._replace(**changes)  # type: ignore[arg-type]
    return bare._replace(id=event_id(bare))


entries = st.builds(
    Entry,
    st.sampled_from(KEYS),
    st.sampled_from(KINDS),
    st.fixed_dictionaries({}, optional={"note": st.text(max_size=5), "on": st.just("2024-05")}),
)
batches = st.lists(entries, min_size=1, max_size=4)


@st.composite
def one_device(draw: st.DrawFn, redo: bool = True) -> History:
    """Draw the history of one device: batches, undos, and undos of named batches."""
    history = History()
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.sampled_from(TIMES))
        move = draw(st.sampled_from(("say", "say", "say", "undo", "named") if redo else ("say",)))
        if move == "say" or not history.batches:
            history.write(draw(batches), at=at)
        elif move == "undo":
            history.undo(at=at)
        else:
            history.undo(draw(st.sampled_from([b[0].batch for b in history.batches if b])), at=at)
    return history


@st.composite
def three_devices(draw: st.DrawFn) -> History:
    """Draw a history of devices that write apart and tell each other now and then."""
    history = History()
    device = st.sampled_from(("a" * 16, "b" * 16, "c" * 16))
    for _ in range(draw(st.integers(1, 12))):
        at, here = draw(st.sampled_from(TIMES)), draw(device)
        move = draw(st.sampled_from(("say", "say", "undo", "tell")))
        if move == "say":
            history.write(draw(batches), here, at)
        elif move == "undo":
            history.undo(None, here, at)
        else:
            history.tell(here, draw(device))
    return history


def targets(undo: Sequence[Event]) -> list[str]:
    """Return the ids that undo events name."""
    return [event.details["target"] for event in undo]
