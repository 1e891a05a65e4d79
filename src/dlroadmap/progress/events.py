"""What the learner said, as events, and what they add up to. Pure: no clock, no store.

The history is append-only. An event's id is the SHA-256 of its content, which names the event
before it on the same device; so no part can change unseen. `clock` is a Lamport counter: what has
seen another event comes after it, whatever the wall clocks say.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

STATES = {"tick": "done", "start": "doing", "skip": "skipped", "reset": "todo"}
"""The state that an event of a kind puts its item in; other kinds leave it."""

INFERRED = "inferred"
"""The detail of a tick that an assessment concluded and the learner did not claim."""

IN_WORDS = {"todo": "to do", "doing": "in progress", "done": "done", "skipped": "skipped"}
"""What a person is told of a state."""


class Event(NamedTuple):
    """One thing that was said about one item; a row as the store keeps it.

    `at` is the wall time in UTC, `zone` the offset that the learner's clock showed. `payload` is
    a JSON text: `on`, `note`, `link`, `inferred` of a tick, `goal` of a goal (`set` or `dropped`),
    `grade` of a review, and `target` for an undo.
    """

    id: str
    device: str
    seq: int
    prev: str
    clock: int
    at: str
    zone: str
    batch: str
    key: str
    kind: str
    payload: str

    @property
    def details(self) -> dict[str, str]:
        """The payload as data; empty if it is not what a dlr of this version writes."""
        try:
            details = json.loads(self.payload)
        except (ValueError, RecursionError):
            return {}
        if not isinstance(details, dict):
            return {}
        return {key: text for key, text in details.items() if isinstance(text, str)}


class Entry(NamedTuple):
    """What is to be recorded: the part of an event that the learner decides."""

    key: str
    kind: str
    details: Mapping[str, str] = {}


class Progress(NamedTuple):
    """What the events add up to, by key.

    `states` holds each item that was ever moved, the latest last; all others are `todo`. `since`
    is the wall time of the event that decided, or the date that a start names. `inferred` holds
    what is done because an assessment concluded it, and nobody has claimed it since; `goals` what
    the learner is heading for, in the order in which it was said.
    """

    states: dict[str, str]
    since: Mapping[str, str]
    inferred: frozenset[str] = frozenset()
    goals: tuple[str, ...] = ()

    def state(self, key: str) -> str:
        """Return `todo`, `doing`, `done` or `skipped`."""
        return self.states.get(key, "todo")

    def settled(self, key: str) -> bool:
        """Return whether nothing is left to do for the item: done or skipped."""
        return self.states.get(key) in ("done", "skipped")

    def doing(self) -> list[str]:
        """Return what is in progress, the latest first."""
        return [key for key, state in reversed(self.states.items()) if state == "doing"]

    def keys(self, *states: str) -> set[str]:
        """Return the keys in any of these states; `todo` only where it was said."""
        return {key for key, state in self.states.items() if state in states}


def event_id(event: Event) -> str:
    """Return the hash of an event's content."""
    from hashlib import sha256

    content = json.dumps(event[1:], ensure_ascii=True, separators=(",", ":"))
    return sha256(content.encode()).hexdigest()


def order(event: Event) -> tuple[int, str, str]:
    """Return the key by which events are sorted; the same on every device."""
    return (event.clock, event.device, event.id)


def undone(events: Sequence[Event]) -> set[str]:
    """Return the ids of the events that are taken back; `events` must be in order.

    An undo counts unless it was taken back itself, and only for what comes before it.
    """
    before = {event.id: place for place, event in enumerate(events)}
    taken_back: set[str] = set()
    for event in reversed(events):
        if event.kind == "undo" and event.id not in taken_back:
            target = event.details.get("target", "")
            if before.get(target, len(events)) < before[event.id]:
                taken_back.add(target)
    return taken_back


def fold(events: Iterable[Event], renames: Mapping[str, str | None] = {}) -> Progress:
    """Return the progress that events add up to, in whatever order they come.

    The latest event of an item decides. A former key counts for today's.
    """
    ordered = sorted(set(events), key=order)
    gone = undone(ordered)
    states: dict[str, str] = {}
    since: dict[str, str] = {}
    inferred: set[str] = set()
    goals: dict[str, None] = {}
    for event in ordered:
        state = STATES.get(event.kind)
        if state and event.id not in gone:
            key = renames.get(event.key, event.key) or event.key
            states.pop(key, None)
            states[key] = state
            since[key] = event.at
            if state == "doing" and '"on"' in event.payload:
                since[key] = event.details.get("on", event.at)
            inferred.discard(key)
            if INFERRED in event.payload and INFERRED in event.details:
                inferred.add(key)
        elif event.kind == "goal" and event.id not in gone:
            key = renames.get(event.key, event.key) or event.key
            goals.pop(key, None)
            if event.details.get("goal") == "set":
                goals[key] = None
    return Progress(states, since, frozenset(inferred), tuple(goals))


def reviews(
    events: Iterable[Event], renames: Mapping[str, str | None] = {}
) -> dict[str, list[tuple[str, str]]]:
    """Return when each item was gone over again, and how it went, oldest first.

    Times are those of the wall in UTC, grades `again`, `hard`, `good` or `easy`. What was said
    before the item was put back to do does not count.
    """
    ordered = sorted(set(events), key=order)
    gone = undone(ordered)
    found: dict[str, list[tuple[str, str]]] = {}
    for event in ordered:
        if event.id in gone or event.kind not in ("review", "reset"):
            continue
        key = renames.get(event.key, event.key) or event.key
        if event.kind == "reset":
            found.pop(key, None)
        elif grade := event.details.get("grade"):
            found.setdefault(key, []).append((event.at, grade))
    return found


def about(events: Iterable[Event], key: str, renames: Mapping[str, str | None] = {}) -> list[Event]:
    """Return the events of one item, under whatever key it had at the time."""
    return [event for event in events if (renames.get(event.key) or event.key) == key]


def imagined(events: Sequence[Event], entries: Iterable[Entry]) -> list[Event]:
    """Return a history in which the entries were recorded too, for looking ahead."""
    clock = max((event.clock for event in events), default=0)
    made = [
        Event(f"imagined {n}", "", n, "", clock + n, "", "", "", entry.key, entry.kind,
              json.dumps(dict(entry.details)))
        for n, entry in enumerate(entries, 1)
    ]  # fmt: skip
    return [*events, *made]


def batch_to_undo(events: Sequence[Event], name: str | None) -> list[Event]:
    """Return the events that an undo takes back, newest first; none if there is nothing.

    Without a name: those of the newest batch, other than an undo, with anything left to take
    back. With one, the beginning of a batch's id: those of that batch. Raises LookupError if the
    name fits no batch, or several.
    """
    ordered = sorted(set(events), key=order)
    gone = undone(ordered)
    if name is None:
        left = [event for event in ordered if event.kind != "undo" and event.id not in gone]
        chosen = {left[-1].batch} if left else set()
    else:
        chosen = {event.batch for event in ordered if event.batch.startswith(name)}
        if len(chosen) != 1:
            raise LookupError(sorted(chosen))
    return [e for e in reversed(ordered) if e.batch in chosen and e.id not in gone]


def chain_faults(events: Iterable[Event]) -> list[str]:
    """Return what is wrong with the history, in words: changed events, gaps, forks."""
    faults = []
    devices: dict[str, dict[int, list[Event]]] = {}
    for event in events:
        if event_id(event) != event.id:
            faults.append(f"event {event.id[:12]} was changed after it was written")
        devices.setdefault(event.device, {}).setdefault(event.seq, []).append(event)
    for device, chain in devices.items():
        for seq, here in sorted(chain.items()):
            if len(here) > 1:
                faults.append(f"the history of device {device} forks at event {seq}; both are kept")
            before = {event.id for event in chain.get(seq - 1, ())} if seq > 1 else {""}
            if not before:
                faults.append(f"the history of device {device} has a gap before event {seq}")
            elif any(event.prev not in before for event in here):
                faults.append(f"event {seq} of device {device} does not follow the one before it")
    return faults
