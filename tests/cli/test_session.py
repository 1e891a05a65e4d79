"""What commands work with."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest

from dlroadmap.cli.session import Session
from dlroadmap.guide.acts import say
from dlroadmap.progress.events import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr


ZONES = ["AAA-25:99", "XXX999", "AAA+99:99:99", "<+99>-99", "\x1b", ":nowhere", "A" * 5000, "-"]
CLOCKS = [-1e10, -1e18, -1.0, 0.0, 2.0**32, 253402300800.0, 1e12, 2.0**63, float("inf")]
CALLS = (
    *(["tick", "vectors"], ["start", "matrices"], ["note", "vectors", "x"], ["status"], ["next"]),
    *(["log"], ["show", "vectors"], ["plan"], ["stats"], ["review", "vectors", "--grade", "good"]),
    *(["review"], ["backup"], ["doctor"], ["undo"]),
)


@pytest.mark.parametrize("zone", ZONES)
def test_a_zone_that_makes_no_sense_is_no_bug(
    small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    """Whatever TZ says, every command works, by UTC if need be."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        try:
            results = [small(*call) for call in CALLS]
        finally:
            patch.undo()
            time.tzset()
    assert [(result.code, result.err) for result in results] == [(0, "")] * len(CALLS)


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_clock_that_is_off_by_ages_is_no_bug(
    small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch, clock: float
) -> None:
    """Before 1970 and after the year 9999 every command works too, by the nearest date there is."""
    monkeypatch.setattr("dlroadmap.cli.session.time", lambda: clock)
    results = [small(*call) for call in CALLS]
    assert [(result.code, result.err) for result in results] == [(0, "")] * len(CALLS)


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC0", date(2025, 12, 31)), ("JST-9", date(2026, 1, 1))]
)
def test_the_clock_of_a_session_is_the_only_one(
    home: Path, monkeypatch: pytest.MonkeyPatch, zone: str, day: date
) -> None:
    """What a command takes for now and today, and what the store writes down, is that clock."""
    moment = datetime(2025, 12, 31, 20, tzinfo=UTC)
    session = Session(now=lambda: moment)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        try:
            assert session.today() == day
            note = Entry("small/vectors", "note", {"note": "x"})
            [event] = session.record(partial(say, note)).events
        finally:
            patch.undo()
            time.tzset()
    assert event.at == "2025-12-31T20:00:00.000Z"
    assert event.zone == ("+0900" if zone == "JST-9" else "+0000")
    assert session.folders.store.is_relative_to(home)
