"""What the learner said, as events. Pure: no clock, no store.

The history is append-only. An event's id is the SHA-256 of its content, which names the event
before it on the same device; so no part can change unseen. `clock` is a Lamport counter: what has
seen another event comes after it, whatever the wall clocks say.
"""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

STATES = {"tick": "done", "start": "doing", "skip": "skipped", "reset": "todo"}
"""The state that an event of a kind puts its item in; other kinds leave it."""

CLOCK_LIMIT = 2**53
"""Clocks stay below; beyond it not every program that reads JSON can count."""

INFERRED = "inferred"
"""The detail of a tick that an assessment concluded and the learner did not claim."""


class Event(NamedTuple):
    """One thing that was said about one item; a row as the store keeps it.

    `at` is the wall time in UTC, `zone` the offset that the learner's clock showed. `payload` is
    a JSON text: `on`, `note`, `link`, `inferred` of a tick, `goal` of a goal (`set`, `dropped` or
    `withdrawn`) with `of`, `by` and, where it is assigned, `group`, `asked_by` and `task`, `grade`
    of a review, and `target` for an undo.
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
        """The payload as data."""
        return read_details(self.payload)


class Entry(NamedTuple):
    """What is to be recorded: the part of an event that the learner decides."""

    key: str
    kind: str
    details: Mapping[str, str] = {}


def look_ahead(entries: Iterable[Entry]) -> list[Event]:
    """Return entries as events that come after all others, to see what they would come to."""
    return [
        Event(f"ahead {n}", "", n, "", CLOCK_LIMIT + n, "", "", "", entry.key, entry.kind,
              encode_details(entry.details))
        for n, entry in enumerate(entries, 1)
    ]  # fmt: skip


def encode_details(details: Mapping[str, str]) -> str:
    """Return data as a payload."""
    return json.dumps(dict(details), sort_keys=True)


def read_details(payload: str) -> dict[str, str]:
    """Return a payload as data; empty if it is not what a dlr of this version writes."""
    try:
        details = json.loads(payload)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(details, dict):
        return {}
    return {key: text for key, text in details.items() if isinstance(text, str)}


def event_id(event: Event) -> str:
    """Return the hash of an event's content."""
    from hashlib import sha256

    content = json.dumps(event[1:], ensure_ascii=True, separators=(",", ":"))
    return sha256(content.encode()).hexdigest()


def sort_key(event: Event) -> tuple[int, str, str]:
    """Return the key by which events are sorted; the same on every device."""
    return (event.clock, event.device, event.id)


def chain_faults(events: Iterable[Event]) -> list[str]:
    """Return what is wrong with the history, in words: changed events, gaps, wrong order."""
    faults = []
    for event in (known := list(events)):
        if event_id(event) != event.id:
            faults.append(f"event {event.id[:12]} was altered after it was recorded")
    for device, chain in _find_chains(known).items():
        for seq, here in sorted(chain.items()):
            before = {event.id for event in chain.get(seq - 1, ())} if seq > 1 else {""}
            if not before:
                faults.append(f"the history of device {device} has a gap before event {seq}")
            elif any(event.prev not in before for event in here):
                faults.append(f"event {seq} of device {device} does not follow the one before it")
    return faults


def find_forks(events: Iterable[Event]) -> dict[str, int]:
    """Return the devices with two chains, and the first place at which these part.

    That happens where a device was copied, or set back, and wrote on in both; nothing is lost.
    """
    forks = {}
    for device, chain in _find_chains(events).items():
        if parted := [seq for seq, here in chain.items() if len(here) > 1]:
            forks[device] = min(parted)
    return forks


def _find_chains(events: Iterable[Event]) -> dict[str, dict[int, list[Event]]]:
    """Return the events of each device by their place."""
    devices: dict[str, dict[int, list[Event]]] = {}
    for event in events:
        devices.setdefault(event.device, {}).setdefault(event.seq, []).append(event)
    return devices
