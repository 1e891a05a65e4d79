"""A real store in a folder of its own, with a clock that a test sets."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dlroadmap.progress.events import Entry, Event
from dlroadmap.progress.store import Store
from torture.processes import PATIENCE


class Clock:
    """A wall clock that stands where a test puts it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.moment

    def pass_days(self, days: float) -> None:
        """Turn the clock on, or back."""
        self.moment += timedelta(days=days)


def tick(store: Store, *keys: str, kind: str = "tick") -> list[Event]:
    """Write one batch that says the same of some items."""
    return store.write(lambda _: [Entry(key, kind) for key in keys])


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder, by their path in it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let those who write at once wait for each other as long as it takes on this machine."""
    for module in ("store", "backup"):
        monkeypatch.setattr(f"dlroadmap.progress.{module}.BUSY_SECONDS", float(PATIENCE))


@pytest.fixture
def clock() -> Clock:
    """A clock at noon of 1 March 2026, UTC."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    """A store that nothing was written to; its folder is not there yet."""
    folder = tmp_path / "home" / "dlr"
    return Store(folder / "progress.db", folder / "backups", clock)


@pytest.fixture
def used(store: Store) -> Store:
    """A store with a few batches, one of them undone."""
    tick(store, "dl/tensors", "dl/mlp")
    [start] = tick(store, "dl/cnn", kind="start")
    store.write(lambda _: [Entry("dl/rnn", "skip", {"note": "schön später", "on": "2026-02"})])
    store.write(lambda _: [Entry("dl/cnn", "undo", {"target": start.id})])
    return store
