"""Clocks that are wrong: the order in which things were said stands, and undo takes the last."""

import os
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product

from dlroadmap.errors import DlrError
from dlroadmap.progress.events import Event, event_id
from dlroadmap.progress.rows import Rows
from torture.arena import Arena
from torture.outcome import Outcome
from torture.processes import Say, heard
from torture.scenes import DAY, TICK, Home, stored, telling, tick, undoing
from torture.verdict import Known, judge

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
JUMPS = {
    "a day back": (NOON, NOON - DAY),
    "a year on, and back": (NOON, NOON + 365 * DAY, NOON),
    "into summer time": (NOON - 12 * HOUR, NOON - 11 * HOUR, NOON - 10 * HOUR),
    "out of summer time": tuple(NOON + 210 * DAY - n * HOUR for n in (13, 12, 11, 10)),
    "1970": (NOON, datetime(1970, 1, 1, tzinfo=UTC), NOON),
    "the year 9999": (NOON, datetime(9999, 12, 31, 23, 59, 59, 999999, UTC), NOON),
}
ZONES = ("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago",
         "AAA-25:99", "nowhere")  # fmt: skip
COUNTERS = (2**31, 2**53 - 1, 2**53, 2**63 - 2, 2**63 - 1)


def clocks(arena: Arena) -> Outcome:
    """Tick while the wall clock jumps, in several zones; and after counters from far ahead."""
    outcome = Outcome("clocks", "wall clocks that jump, and counters from far ahead")
    for (name, moments), zone in product(JUMPS.items(), ZONES):
        folder = arena.folder / f"{len(outcome.parts)}-{outcome.tried}"
        folder.mkdir()
        home = Home(folder)
        _, said = heard(partial(telling(partial(_tick_at, moments, zone)), home))
        broken = judge(TICK, home, Known(), said)
        acknowledged = [line.split()[1] for line in said if line.startswith("stored")]
        if acknowledged != [event.id for event in home.store().events()][: len(acknowledged)]:
            broken.append("the order is another one")
        if len(acknowledged) < len(moments) and not any(map(_refuses, said)):
            broken.append("a tick was not made")
        outcome.add(name, broken)
    for counter in COUNTERS:
        with arena.case(arena.prepare(TICK, 9)) as home:
            _append(home, counter)
            known = Known(_read(home))
            _, said = heard(partial(telling(_tick_and_undo), home))
            outcome.add(f"a counter of {counter:,}", _judge_far(home, known, said))
    return outcome


def _read(home: Home) -> list[Event]:
    try:
        return home.store().events()
    except DlrError:
        return []


def _judge_far(home: Home, known: Known, said: list[str]) -> list[str]:
    """Judge a store with a counter so far ahead that it may be refused in words."""
    if any(map(_refuses, said)) and _read(home) == known.events:
        return []
    return judge(TICK, home, known, said)


def _refuses(line: str) -> bool:
    return line.startswith("refused")


def _tick_at(moments: tuple[datetime, ...], zone: str, home: Home, say: Say) -> None:
    os.environ["TZ"] = zone
    time.tzset()
    for number, moment in enumerate(moments):
        say(stored(tick(home.store(moment), [f"item-{number}"])))


def _tick_and_undo(home: Home, say: Say) -> None:
    say(stored(tick(home.store(), ["item-70"])))
    undoing(home, say)


def _append(home: Home, counter: int) -> None:
    """Add an event of another device whose counter is far ahead, as a delivery would."""
    bare = Event("", "f" * 16, 1, "", counter, "2026-03-01T12:00:00.000Z", "+0000", "f" * 12,
                 "tiny/item-80", "tick", "{}")  # fmt: skip
    event = bare._replace(id=event_id(bare))
    with closing(sqlite3.connect(home.path)) as connection, connection:
        Rows(connection).add([event])
