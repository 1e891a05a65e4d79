"""All learners of these tests live by UTC, unless a test says otherwise."""

import time
from collections.abc import Callable, Iterator

import pytest


@pytest.fixture(autouse=True)
def live_by(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Set the time zone; the fixture is what sets another one."""

    def move(zone: str) -> None:
        patch.setenv("TZ", zone)
        time.tzset()

    with monkeypatch.context() as patch:
        move("UTC0")
        yield move
    time.tzset()
