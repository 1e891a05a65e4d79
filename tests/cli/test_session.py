"""What commands work with."""

import time
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from dlroadmap.cli.session import Session
from dlroadmap.guide.acts import say
from dlroadmap.progress.events import Entry


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
