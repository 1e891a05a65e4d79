"""Many writers at once: they wait for each other, and none is lost."""

from collections.abc import Callable
from pathlib import Path

from dlroadmap.progress.events import Entry, Event, chain_faults
from dlroadmap.progress.store import Store

from .conftest import tick
from .history import fold
from .processes import together


def test_32_writers_lose_nothing(store: Store) -> None:
    """Of 32 processes that tick 50 times each, reopening for every tick, all 1,600 are kept."""

    def writer(name: int) -> Callable[[], None]:
        def work() -> None:
            for number in range(50):
                tick(Store(store.path, store.backups), f"dl/{name}-{number}")

        return work

    assert together([writer(name) for name in range(32)]) == [0] * 32
    events = store.events()
    expected = {f"dl/{name}-{number}" for name in range(32) for number in range(50)}
    assert len(events) == 1600
    assert fold(events).keys("done") == expected
    assert chain_faults(events) == []
    assert [event.clock for event in events] == list(range(1, 1601))
    assert len({event.device for event in events}) == 1


def test_deciding_by_what_others_wrote_loses_no_update(store: Store) -> None:
    """Each of 8 processes counts on from what it finds; no number is taken twice."""

    def count() -> None:
        def decide(events: list[Event]) -> list[Entry]:
            return [Entry(f"dl/{len(events)}", "tick")]

        for _ in range(25):
            Store(store.path, store.backups).write(decide)

    assert together([count] * 8) == [0] * 8
    assert [event.key for event in store.events()] == [f"dl/{n}" for n in range(200)]


def test_32_first_writers_at_once(tmp_path: Path) -> None:
    """32 processes that make the first write at the same moment all succeed, ten times over."""
    for number in range(10):
        folder = tmp_path / str(number) / "dlr"
        store = Store(folder / "progress.db", folder / "backups")

        def writer(name: int, store: Store = store) -> Callable[[], object]:
            return lambda: tick(store, f"dl/{name}")

        assert together([writer(name) for name in range(32)]) == [0] * 32
        events = store.events()
        assert fold(events).keys("done") == {f"dl/{name}" for name in range(32)}
        assert len(events) == 32
        assert len({event.device for event in events}) == 1
        assert chain_faults(events) == []
