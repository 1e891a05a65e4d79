"""Events of three devices, delivered in any order and more than once: the state is the same."""

import random
from collections.abc import Callable, Iterable

from dlroadmap.progress.events import Event
from dlroadmap.progress.fold import Progress, fold
from dlroadmap.progress.history import make_history
from torture.arena import Arena
from torture.outcome import Outcome

DEVICES = ("a" * 16, "b" * 16, "c" * 16)
KINDS = ("tick", "tick", "start", "skip", "reset", "undo", "undo", "note", "review", "goal", "new")
TIMES = ("2026-03-01T12:00:00.000Z", "2026-02-28T12:00:00.000Z", "2027-03-01T12:00:00.000Z",
         "1970-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z")  # fmt: skip
DELIVERIES = 5

AddUp = Callable[[Iterable[Event]], Progress]


def add_up(events: Iterable[Event]) -> Progress:
    """Return what events add up to."""
    return fold(make_history(events).live())


def delivery(
    arena: Arena, cases: int, add_up: AddUp = add_up, until_failure: bool = False
) -> Outcome:
    """Deliver drawn histories of three devices, whose wall clocks disagree, in drawn orders."""
    outcome = Outcome("delivery", "events of three devices in any order, any of them twice")
    number = 0
    for _ in range(cases):
        events = _draw(arena.dice)
        number += len(events)
        wanted = add_up(events)
        broken: list[str] = []
        for _ in range(DELIVERIES):
            delivered = [*events, *arena.dice.choices(events, k=len(events) // 2)]
            arena.dice.shuffle(delivered)
            if add_up(delivered) != wanted:
                broken = ["the order of delivery decides"]
        if outcome.add("three devices", broken) and until_failure:
            break
    outcome.notes.append(f"{number:,} events, each history delivered in {DELIVERIES} orders.")
    return outcome


def _draw(dice: random.Random) -> list[Event]:
    """Draw what three devices say, each after what it was told; undos take back anything."""
    known: dict[str, set[Event]] = {device: set() for device in DEVICES}
    events: list[Event] = []
    for number in range(dice.randint(3, 30)):
        here, kind = dice.choice(DEVICES), dice.choice(KINDS)
        known[here] |= known[dice.choice(DEVICES)]
        clock = max((event.clock for event in known[here]), default=0) + 1
        key = f"tiny/item-{dice.randrange(6)}"
        payload = {"goal": '{"goal": "set"}', "review": '{"grade": "good"}'}.get(kind, "{}")
        if kind == "undo" and known[here]:
            target = dice.choice(sorted(known[here]))
            key, payload = target.key, f'{{"target": "{target.id}"}}'
        event = Event(
            f"{dice.getrandbits(256):064x}", here, number, "", clock, dice.choice(TIMES),
            "+0000", f"{number:012x}", key, kind, payload,
        )  # fmt: skip
        known[here].add(event)
        events.append(event)
    return events
