"""A call's view of the history: read once, decided inside the write, fresh afterwards."""

from contextlib import AbstractContextManager

import pytest

from dlroadmap.progress.events import Entry
from dlroadmap.progress.ledger import Act, Ledger
from dlroadmap.progress.past import Past
from dlroadmap.progress.rows import Rows
from dlroadmap.progress.store import Store

from .conftest import tick


def nothing(_: Past) -> list[Entry]:
    return []


def ticking(*keys: str) -> Act:
    return lambda past: [Entry(key, "tick") for key in keys if not past.progress.settled(key)]


@pytest.fixture
def reads(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by one whenever the store is opened to read it."""
    found: list[int] = []
    read = store.reading

    def count() -> AbstractContextManager[Rows]:
        found.append(1)
        return read()

    monkeypatch.setattr(store, "reading", count)
    return found


def test_the_history_is_read_once_and_folded_once_for_each_renames(
    store: Store, reads: list[int]
) -> None:
    """However often it is asked for, under however many renames."""
    tick(store, "dl/old")
    ledger = Ledger(store)
    assert ledger.past({}) is ledger.past({})
    renamed = ledger.past({"dl/old": "dl/new"})
    assert renamed is ledger.past({"dl/old": "dl/new"})
    assert renamed.progress is renamed.progress
    assert (renamed.progress.state("dl/new"), ledger.past({}).progress.state("dl/old")) == (
        "done",
        "done",
    )
    assert len(reads) == 1


def test_what_was_recorded_is_there_at_once(store: Store, reads: list[int]) -> None:
    """After a write the past is fresh without another read, and as the store has it."""
    ledger = Ledger(store)
    assert ledger.past({}).progress.states == {}
    recorded = ledger.record(ticking("dl/mlp", "dl/cnn"), {})
    assert recorded.before.progress.states == {}
    assert recorded.after.progress.keys("done") == {"dl/mlp", "dl/cnn"}
    assert ledger.past({}) is recorded.after
    assert recorded.batch == recorded.events[0].batch
    assert len(reads) == 1
    assert recorded.after.newest(None).events == store.events()


def test_an_act_decides_by_what_stands_when_it_is_written(store: Store) -> None:
    """What another program wrote since the history was read is what the act goes by."""
    ledger = Ledger(store)
    assert ledger.past({}).progress.states == {}
    tick(Store(store.path, store.backups), "dl/mlp")
    recorded = ledger.record(ticking("dl/mlp", "dl/cnn"), {})
    assert [event.key for event in recorded.events] == ["dl/cnn"]
    assert recorded.before.progress.keys("done") == {"dl/mlp"}
    assert recorded.after.progress.keys("done") == {"dl/mlp", "dl/cnn"}


def test_the_past_before_and_after_is_under_the_renames_of_the_call(store: Store) -> None:
    """What was said of a former key is known under today's, before a write and after it."""
    renames = {"dl/old": "dl/new"}
    tick(store, "dl/old")
    ledger = Ledger(store)
    recorded = ledger.record(ticking("dl/new", "dl/mlp"), renames)
    assert [event.key for event in recorded.events] == ["dl/mlp"]
    assert recorded.before.progress.keys("done") == {"dl/new"}
    assert recorded.after.progress.keys("done") == {"dl/new", "dl/mlp"}
    ahead = ledger.preview(ticking("dl/new", "dl/cnn"), renames)
    assert ahead.before.progress.keys("done") == {"dl/new", "dl/mlp"}
    assert ahead.after.progress.keys("done") == {"dl/new", "dl/mlp", "dl/cnn"}


def test_an_act_that_comes_to_nothing_has_no_batch(store: Store) -> None:
    """Nothing is written, and nothing is another than before."""
    recorded = Ledger(store).record(nothing, {})
    assert (recorded.events, recorded.batch) == ([], None)
    assert recorded.after.progress == recorded.before.progress
    assert store.events() == []


def test_an_act_that_refuses_writes_nothing(store: Store) -> None:
    """What an act raises is raised, and the history is what it was."""
    tick(store, "dl/mlp")
    ledger = Ledger(store)
    with pytest.raises(ZeroDivisionError):
        ledger.record(lambda _: 1 // 0, {})  # type: ignore[arg-type,return-value]
    assert len(store.events()) == ledger.past({}).count() == 1


def test_a_preview_writes_nothing(store: Store) -> None:
    """A preview tells what would come of an act, and makes no store."""
    ledger = Ledger(store)
    ahead = ledger.preview(ticking("dl/mlp"), {})
    assert (ahead.batch, ahead.after.progress.states) == (None, {"dl/mlp": "done"})
    assert ledger.past({}).progress.states == {}
    assert not store.path.exists()
    idle = ledger.preview(nothing, {})
    assert idle.after is idle.before
