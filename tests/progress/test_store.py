"""The store on a real SQLite file: what it promises to those who read and write."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.progress import tables as schema
from dlroadmap.progress.events import Entry, Event, event_id, sort_key
from dlroadmap.progress.rows import Rows
from dlroadmap.progress.store import Store
from dlroadmap.render.advice import advice_on
from torture.processes import PATIENCE

from .conftest import Clock, contents, tick
from .history import flaws, fold


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_reading_before_the_first_write_makes_nothing(store: Store, tmp_path: Path) -> None:
    """A learner who only looks has an empty history, and no file or folder is made."""
    assert store.events() == []
    assert list(tmp_path.iterdir()) == []


def test_write_returns_what_is_read_back(used: Store) -> None:
    """Every write returns its events as they are read back, by this store and by another."""
    written = tick(used, "dl/gan", "dl/vae")
    assert used.events()[-2:] == written
    again = Store(used.path, used.backups)
    assert again.events() == used.events()


def test_events_come_in_their_order(used: Store, clock: Clock) -> None:
    """The history is read in its order, which the wall clock does not decide."""
    for days in (-1, 365, -400):
        clock.pass_days(days)
        tick(used, f"dl/after-{days}")
    events = used.events()
    assert events == sorted(events, key=sort_key)
    assert [event.key for event in events][-3:] == ["dl/after--1", "dl/after-365", "dl/after--400"]


def test_one_write_is_one_chained_batch(used: Store, clock: Clock) -> None:
    """A write is one batch; seq and clock count on, and each event names the one before it."""
    before = used.events()
    written = tick(used, "dl/a", "dl/b", "dl/c")
    events = used.events()
    assert events == before + written
    assert len({event.batch for event in written}) == 1
    assert {event.batch for event in written}.isdisjoint(event.batch for event in before)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.clock for event in events] == list(range(1, len(events) + 1))
    assert [event.prev for event in events] == ["", *(event.id for event in events[:-1])]
    assert [event.id for event in events] == [event_id(event) for event in events]
    assert len({event.device for event in events}) == 1
    assert {event.at for event in written} == {"2026-03-01T12:00:00.000Z"}
    assert flaws(events) == []


def test_details_and_unknown_kinds_are_kept(store: Store) -> None:
    """Notes, dates and kinds that this version does not know are read back as they were said."""
    details = {"note": '„schön“ 🎉 \\ " \n', "on": "2024-05", "link": "https://example.org/?a=b"}
    store.write(lambda _: [Entry("dl/tensors", "from-the-future", details), Entry("x", "tick")])
    [odd, known] = store.events()
    assert (odd.kind, odd.details) == ("from-the-future", details)
    assert known.details == {}
    assert fold(store.events()).states == {"x": "done"}
    assert flaws(store.events()) == []


def test_decide_sees_the_history_inside_the_transaction(used: Store) -> None:
    """What decides sees every committed event, while no one else can write."""
    seen: list[Event] = []

    def decide(rows: Rows) -> list[Entry]:
        seen[:] = rows.newest().events
        other = sqlite3.connect(used.path, timeout=0, isolation_level=None)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        return [Entry("dl/gan", "tick")]

    before = used.events()
    used.write(decide)
    assert seen == before


def test_deciding_nothing_writes_nothing(used: Store) -> None:
    """Where nothing is to be recorded no batch is made."""
    before = used.events()
    assert used.write(lambda _: []) == []
    assert used.events() == before


def test_exception_in_decide_changes_nothing(used: Store) -> None:
    """An exception while deciding comes out as it is, and the file keeps every byte."""
    before = used.path.read_bytes()

    def decide(rows: Rows) -> list[Entry]:
        raise ZeroDivisionError(rows.count())

    with pytest.raises(ZeroDivisionError):
        used.write(decide)
    assert used.path.read_bytes() == before
    assert sorted(path.name for path in used.path.parent.iterdir()) == ["backups", "progress.db"]
    tick(used, "dl/gan")


def test_failure_between_the_events_of_a_batch_records_none_of_them(used: Store) -> None:
    """Several items of one call succeed or fail together."""
    before = used.path.read_bytes()
    bad = Entry(object(), "tick")  # type: ignore[arg-type]
    with pytest.raises((TypeError, DlrError)):
        used.write(lambda _: [Entry("dl/a", "tick"), bad])
    assert used.path.read_bytes() == before


def test_exception_in_the_first_decide_leaves_no_history(store: Store) -> None:
    """A first write that fails leaves a store that is empty and can be written."""

    def decide(rows: Rows) -> list[Entry]:
        raise ZeroDivisionError(rows.count())

    with pytest.raises(ZeroDivisionError):
        store.write(decide)
    assert store.events() == []
    assert len(tick(store, "dl/tensors")) == len(store.events()) == 1


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A learner whose new files are open to all."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_folder_and_files_are_private(store: Store, tmp_path: Path) -> None:
    """The folders that are made are 0700, the store and its copies 0600."""
    tick(store, "dl/tensors")
    tick(store, "dl/mlp")
    folders = [tmp_path / "home", tmp_path / "home" / "dlr", store.backups]
    assert [mode(folder) for folder in folders] == [0o700] * 3
    [copy] = store.backups.iterdir()
    assert [mode(store.path), mode(copy)] == [0o600] * 2


def test_store_says_what_it_is(used: Store) -> None:
    """The file carries the mark of dlr and the number of its schema."""
    assert pragma(used.path, "application_id") == 0x646C7231
    assert pragma(used.path, "user_version") == len(schema.MIGRATIONS)
    assert used.path.read_bytes()[68:72] == b"dlr1"


def test_journal_is_a_file_that_goes_away(store: Store) -> None:
    """Writes go through a rollback journal, never through WAL and shared memory."""
    names: list[str] = []

    def decide(_: Rows) -> list[Entry]:
        names.extend(path.name for path in store.path.parent.iterdir())
        return [Entry("dl/tensors", "tick")]

    store.write(decide)
    assert sorted(names) == ["progress.db", "progress.db-journal"]
    assert [path.name for path in store.path.parent.iterdir()] == ["progress.db"]
    assert store.path.read_bytes()[18:20] == b"\x01\x01"
    assert pragma(store.path, "journal_mode") == "delete"


WATCH = """
import sys
from pathlib import Path
from dlroadmap.progress.events import Entry
from dlroadmap.progress.rows import Rows
from dlroadmap.progress.store import Store

path = Path(sys.argv[1])
opened, said = [], []

def watch(event, arguments):
    if event == "sqlite3.connect/handle":
        opened.append(arguments[0])

def decide(events):
    [connection] = opened
    print("in a transaction", connection.in_transaction)
    for name in ("synchronous", "journal_mode"):
        print(name, connection.execute(f"PRAGMA {name}").fetchone()[0])
    connection.set_trace_callback(said.append)
    return [Entry("dl/tensors", "tick")]

store = Store(path, path.parent / "backups")
sys.addaudithook(watch)
store.write(decide)
print("last", said[-1], "of", len(opened), "connection")
"""


def test_commit_is_synchronous_extra(tmp_path: Path) -> None:
    """The very connection that commits syncs the file and its folder (EXTRA)."""
    command = [sys.executable, "-c", WATCH, str(tmp_path / "progress.db")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "in a transaction True",
        "synchronous 3",
        "journal_mode delete",
        "last COMMIT of 1 connection",
    ]


def refused(store: Store) -> DlrError:
    """Return how both reading and writing are refused; no byte below the folder may change."""
    before = contents(store.path.parent)
    with pytest.raises(DlrError) as reading:
        store.events()
    with pytest.raises(DlrError) as writing:
        tick(store, "dl/gan")
    assert contents(store.path.parent) == before
    assert reading.value.code == writing.value.code
    assert "\n" not in reading.value.message
    assert advice_on(reading.value)
    return reading.value


def test_newer_schema_is_refused_in_words(used: Store) -> None:
    """A store of a newer dlr is refused by name and number, and keeps every byte."""
    with closing(sqlite3.connect(used.path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 7}")
    error = refused(used)
    assert error.code == "newer-store"
    assert f"schema {len(schema.MIGRATIONS) + 7}" in error.message
    assert "newer dlr" in error.message
    assert "Upgrade" in error.advice[0]


@pytest.mark.parametrize("application", [0x0BADCAFE, 0], ids=["marked", "unmarked"])
@pytest.mark.parametrize("version", [0, 1])
def test_database_of_another_program_is_refused(
    store: Store, application: int, version: int
) -> None:
    """A database that dlr did not make is refused and keeps every byte, marked or not."""
    store.path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.execute("INSERT INTO recipe VALUES ('soup')")
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute(f"PRAGMA user_version = {version}")
    error = refused(store)
    assert str(store.path) in error.message
    if application:
        assert error.code == "not-a-store"


@pytest.mark.parametrize("text", [b"Hello, I am no database.\n" * 100, b"x"])
def test_file_that_is_no_database_is_refused(store: Store, text: bytes) -> None:
    """Any other file in the store's place is refused and keeps every byte."""
    store.path.parent.mkdir(parents=True)
    store.path.write_bytes(text)
    assert refused(store).code == "store-damaged"


def test_folder_in_the_place_of_the_store_is_told_in_words(store: Store) -> None:
    """A folder where the store should be is told in words, for reading and for writing."""
    store.path.mkdir(parents=True)
    assert str(store.path) in refused(store).message


def test_file_in_the_place_of_the_folder_is_told_in_words(tmp_path: Path) -> None:
    """Where the folder cannot be made a tick says so in words, and reading finds no history."""
    blocker = tmp_path / "dlr"
    blocker.write_text("a file")
    for folder in (blocker, blocker / "deeper" / "still"):
        store = Store(folder / "progress.db", folder / "backups")
        assert store.events() == []
        with pytest.raises(DlrError) as error:
            tick(store, "dl/tensors")
        assert error.value.code == "store-unusable"
        assert str(blocker) in error.value.message
        assert "nothing was changed" in error.value.message
        assert error.value.advice
    assert blocker.read_text() == "a file"


def test_empty_file_is_an_empty_history(store: Store) -> None:
    """A file without a byte, as a kill may leave it, is an empty history; reading keeps it so."""
    store.path.parent.mkdir(parents=True)
    store.path.touch()
    assert store.events() == []
    assert store.path.read_bytes() == b""
    tick(store, "dl/tensors")
    assert fold(store.events()).states == {"dl/tensors": "done"}


@contextmanager
def held(path: Path, lock: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold the store as another program does; let go, which is told, soon after it is opened."""
    connect = sqlite3.connect
    opened, let_go = threading.Event(), threading.Event()

    def watched(*args: Any, **options: Any) -> Any:
        opened.set()
        return connect(*args, **options)

    def release() -> None:
        opened.wait(PATIENCE)
        time.sleep(0.2)  # who comes finds it held; how long it takes to come does not matter
        let_go.set()
        other.execute("COMMIT")

    with closing(connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute(lock)
        monkeypatch.setattr(sqlite3, "connect", watched)
        holder = threading.Thread(target=release)
        holder.start()
        yield let_go
        holder.join()


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_writer_waits_for_another_and_then_succeeds(
    used: Store, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    """While another program holds the store a tick waits, and is recorded after it."""
    with held(used.path, lock, monkeypatch) as let_go:
        tick(used, "dl/gan")
        assert let_go.is_set()
    assert used.events()[-1].key == "dl/gan"
    assert used.warnings == []


@pytest.mark.usefixtures("patient")
def test_reader_waits_for_a_commit(used: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program commits, reading waits instead of failing."""
    with held(used.path, "BEGIN EXCLUSIVE", monkeypatch) as let_go:
        assert len(used.events()) == 5
        assert let_go.is_set()


@pytest.fixture
def european_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A learner in central Europe."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("european_time")
def test_summer_time_keeps_order_and_undo(store: Store, clock: Clock) -> None:
    """When the hour repeats at the end of summer the order holds, and the zone is kept."""
    clock.moment = clock.moment.replace(month=10, day=25, hour=0, minute=50)
    [summer] = tick(store, "dl/tensors")
    clock.moment = clock.moment.replace(hour=1, minute=10)
    [winter] = tick(store, "dl/tensors", kind="skip")
    assert (summer.at, summer.zone) == ("2026-10-25T00:50:00.000Z", "+0200")
    assert (winter.at, winter.zone) == ("2026-10-25T01:10:00.000Z", "+0100")
    assert store.events() == [summer, winter]
    assert fold(store.events()).states == {"dl/tensors": "skipped"}
