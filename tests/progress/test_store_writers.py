"""Many writers at once: they wait for each other, and none is lost."""

from collections.abc import Callable

import pytest

from dlroadmap.progress.events import Entry
from dlroadmap.progress.rows import Rows
from dlroadmap.progress.store import Store
from torture.processes import together

from .conftest import tick
from .history import flaws, fold

pytestmark = pytest.mark.usefixtures("patient")


def test_many_writers_lose_nothing(store: Store) -> None:
    """Of many processes that each tick often, reopening for every tick, all ticks are kept."""
    writers, ticks = 8, 15  # `make torture` has 32 of them make 200 each

    def writer(name: int) -> Callable[[], None]:
        def work() -> None:
            for number in range(ticks):
                tick(Store(store.path, store.backups), f"dl/{name}-{number}")

        return work

    assert together([writer(name) for name in range(writers)]) == [0] * writers
    events = store.events()
    expected = {f"dl/{name}-{number}" for name in range(writers) for number in range(ticks)}
    assert len(events) == len(expected)
    assert fold(events).keys("done") == expected
    assert flaws(events) == []
    assert [event.clock for event in events] == list(range(1, len(events) + 1))
    assert len({event.device for event in events}) == 1


@pytest.mark.parametrize("times", [10, pytest.param(25, marks=pytest.mark.long)])
def test_deciding_by_what_others_wrote_loses_no_update(store: Store, times: int) -> None:
    """Each of 8 processes counts on from what it finds; no number is taken twice."""

    def count() -> None:
        def decide(rows: Rows) -> list[Entry]:
            return [Entry(f"dl/{rows.count()}", "tick")]

        for _ in range(times):
            Store(store.path, store.backups).write(decide)

    assert together([count] * 8) == [0] * 8
    assert [event.key for event in store.events()] == [f"dl/{n}" for n in range(8 * times)]


def test_32_first_writers_at_once(store: Store) -> None:
    """32 processes that make the first write at the same moment all succeed."""

    def writer(name: int) -> Callable[[], object]:
        return lambda: tick(store, f"dl/{name}")

    assert together([writer(name) for name in range(32)]) == [0] * 32
    events = store.events()
    assert fold(events).keys("done") == {f"dl/{name}" for name in range(32)}
    assert len(events) == 32
    assert len({event.device for event in events}) == 1
    assert flaws(events) == []
