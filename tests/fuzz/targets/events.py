"""Each line is an event of one device, `NAME=VALUE` apart by tabs; what is not said is as usual.

Payloads are read, the history is folded in any order to the same, and what looks back on it does.
"""

from datetime import date
from math import isfinite
from typing import Any

from dlroadmap.guide.pace import own_pace, ticks, timed
from dlroadmap.progress.events import STATES, Event, chain_faults, event_id, read_details
from dlroadmap.progress.fold import fold
from dlroadmap.progress.history import make_history
from fuzz.promises import hold
from fuzz.words import DATES, KEYS, NUMBERS, SIGNS

FIELDS = [f"{field}=" for field in Event._fields]

PAYLOADS = [
    'payload={"on": "2024-05"}', 'payload={"inferred": "0.99"}', 'payload={"note": "[/]"}',
    'payload={"goal": "set"}', 'payload={"goal": "dropped"}', 'payload={"grade": "again"}',
    'payload={"grade": "easy"}', 'payload={"grade": "x"}', 'payload={"target": "e1"}',
    'payload={"target": "e2"}', 'payload={"link": "https://x.org"}', 'payload={"on": 1}',
    "payload=[]", "payload=", 'payload={"on": "\\ud800"}', "payload=" + "[" * 3000,
    'payload={"on": "\\u202e"}', "payload=" + "9" * 5000, "payload=NaN",
]  # fmt: skip

WORDS = [
    *FIELDS, *PAYLOADS,
    *(f"kind={kind}" for kind in (*STATES, "review", "goal", "undo", "note", "x")),
    *(f"key={key}" for key in KEYS), *(f"at={day}" for day in DATES),
    *(f"zone={day}" for day in DATES), "\n", "\t", *NUMBERS, *SIGNS, "device=other", "id=e1",
    "prev=e1", "batch=b1", "seq=1", "clock=1",
    *(f"kind=tick\tkey=small/vectors\tat=2024-0{n}-03T10:00:00.000Z\n" for n in range(1, 10)),
]  # fmt: skip

NUMERIC = ("seq", "clock")


def read_event(line: str, number: int) -> Event:
    """Return the event that a line stands for, the `number`th of its device if it does not say."""
    values: dict[str, Any] = {
        "id": f"e{number}", "device": "d", "seq": number, "prev": f"e{number - 1}", "clock": number,
        "at": f"2026-05-{number % 28 + 1:02}T10:00:00.000Z", "zone": "+0200", "batch": f"b{number}",
        "key": "hostile/plain", "kind": "tick", "payload": "{}",
    }  # fmt: skip
    for part in line.split("\t"):
        name, _, value = part.partition("=")
        if name in NUMERIC:
            digits = value.removeprefix("-")
            fits = digits.isascii() and digits.isdecimal() and len(digits) < 19
            values[name] = int(value) if fits else number
        elif name in values:
            values[name] = value
    return Event(**values)


def fuzz(data: bytes) -> None:
    """Fold the events, and look back on them."""
    lines = data.decode("utf-8", "replace").split("\n")[:60]
    events = [read_event(line, number) for number, line in enumerate(lines, 1)]
    for event in events:
        details = read_details(event.payload)
        hold(all(isinstance(text, str) for text in (*details, *details.values())), "texts", details)
        hold(len(event_id(event)) == 64, "an id")
    [*chain_faults(events)]
    renames = {"gone/item": "small/vectors", "x": None}
    history = make_history(events)
    progress = fold(history.live(), renames)
    again = make_history([*reversed(events), *events])
    hold(history == again, "delivery in any order, repeated or not", history, again)
    hold(fold(history.standing(), renames) == progress, "what stands decides", progress)
    hold(set(progress.states.values()) <= {*STATES.values()}, "states", progress.states)
    hold(progress.ticks.keys() == progress.keys("done"), "a tick for what is done", progress)
    hold(progress.inferred <= progress.keys("done"), "inferred is done", progress)
    hours = dict.fromkeys(progress.states, 2.0)
    told = ticks(progress)
    timed(told, hours)
    for today in (date(2026, 6, 1), date(2024, 10, 1)):
        pace = own_pace(told, hours, today)
        hold(not pace or (isfinite(pace.hours) and isfinite(pace.spread)), "a pace", pace)
