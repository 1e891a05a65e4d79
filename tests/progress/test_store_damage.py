"""Damaged stores: words, never a traceback, and what is left of the file is left alone."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.progress import backup
from dlroadmap.progress import tables as schema
from dlroadmap.progress.events import Entry, Event, chain_faults
from dlroadmap.progress.past import Past
from dlroadmap.progress.rows import Rows
from dlroadmap.progress.store import Store
from dlroadmap.render.advice import advice_on
from dlroadmap.render.checks import check_message
from torture.damage import PAGE, bit_flips, garbage, header_flips, truncation, zeroed_pages
from torture.verdict import examined

from .conftest import Clock, contents, tick
from .history import History, batch_to_undo, fold


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a sound store with some pages of history, the same in every run."""
    history = History()
    for number in range(40):
        details = {"note": f"note {number}"} if number % 5 == 0 else {}
        history.write(Entry(f"dl/{number}-{n}", "tick", details) for n in range(1 + number % 3))
        if number % 7 == 0:
            history.undo()
    path = tmp_path_factory.mktemp("sound") / "progress.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema.migrate(connection)
        for event in history.events:
            connection.execute("INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?)", event)
        connection.execute("INSERT INTO device VALUES (?, 'here:1')", (event.device,))
        rows = Rows(connection)
        rows.remake(rows.newest())
    data = path.read_bytes()
    assert len(data) >= 8 * PAGE
    return data


def outcome(store: Store) -> list[Event] | DlrError:
    """Return the history, or the words in which it is refused."""
    try:
        return store.events()
    except DlrError as error:
        return error


@pytest.mark.parametrize(
    "damage", [bit_flips, header_flips, truncation, zeroed_pages, garbage], ids=lambda f: f.__name__
)
def test_damaged_store_is_told_in_words_and_left_alone(
    damage: Callable[[bytes, random.Random], bytes],
    sound: bytes,
    tmp_path: Path,
    subtests: pytest.Subtests,
) -> None:
    """Reading a damaged store works or says so in words, and changes no byte of it.

    What stands is told as it is or not at all. Where doctor finds no damage, the history is all
    there.
    """
    for seed in range(40):
        with subtests.test(seed=seed):
            folder = tmp_path / str(seed)
            folder.mkdir()
            check_damaged(folder, damage(sound, random.Random(f"{damage.__name__}-{seed}")), sound)


def check_damaged(folder: Path, damaged: bytes, sound: bytes) -> None:
    """Check what is said of a damaged store that has a backup, and that both are left alone."""
    store = Store(folder / "progress.db", folder / "backups", Clock())
    store.path.write_bytes(sound)
    standing = Past(store).progress
    backup.copy(store.path, store.backups / "mine.db")
    store.path.write_bytes(damaged)
    before = contents(folder)
    events = outcome(store)
    if isinstance(events, DlrError):
        assert str(store.path) in events.message
        assert advice_on(events)
    else:
        fold(events)
        batch_to_undo(events, None)
        chain_faults(events)
    with suppress(DlrError):
        assert Past(store).progress == standing
    assert contents(folder) == before
    checks = examined(folder)
    assert contents(folder) == before
    if "damage" not in {check.verdict for check in checks}:
        store.path.write_bytes(sound)
        assert store.events() == events


@pytest.mark.parametrize("length", [1, 100, 511, 512, 4095])
def test_store_cut_to_less_than_a_page_is_not_taken_for_an_empty_one(
    length: int, sound: bytes, store: Store
) -> None:
    """What is left of a store after a bad cut is told as damage, never shown as no progress."""
    store.path.parent.mkdir(parents=True)
    store.path.write_bytes(sound[:length])
    with pytest.raises(DlrError):
        store.events()
    with pytest.raises(DlrError):
        tick(store, "dl/new")
    assert store.path.read_bytes() == sound[:length]


JOURNAL = bytes(512) + b"What SQLite has kept of a journal."


def test_an_empty_store_that_has_backups_is_damage(used: Store) -> None:
    """All of a store can be cut off; reading, writing and doctor say so, and change no byte."""
    used.path.write_bytes(b"")
    used.path.with_name("progress.db-journal").write_bytes(JOURNAL)
    folder = used.path.parent
    before = contents(folder)
    for use in (used.events, lambda: tick(used, "dl/gan")):
        with pytest.raises(DlrError) as error:
            use()
        assert error.value.code == "store-damaged"
        assert error.value.message == f"{used.path} is empty, but there are backups of it."
        assert "dlr backup --list" in advice_on(error.value)[-1]
    [damage] = [check for check in examined(folder) if check.verdict == "damage"]
    assert str(used.path) in check_message(damage)
    assert contents(folder) == before


def test_a_store_that_was_removed_is_a_fresh_start(used: Store) -> None:
    """Who removes the file starts over, backups or not, even if the first call then fails."""
    used.path.unlink()

    def fail(rows: Rows) -> list[Entry]:
        raise DlrError("unknown-item", f"{rows.count()} events")

    with pytest.raises(DlrError, match="0 events"):
        used.write(fail)
    assert used.events() == []
    tick(used, "dl/gan")
    assert [event.key for event in used.events()] == ["dl/gan"]
    assert used.warnings == []


def test_a_first_write_meanwhile_is_no_damage(used: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who finds the file of another first call empty, and then its first backup, is not misled."""
    whole = used.path.read_bytes()
    used.path.write_bytes(b"")
    find_copies = backup.find_copies

    def filled(backups: Path) -> list[Path]:
        used.path.write_bytes(whole)
        return find_copies(backups)

    monkeypatch.setattr(backup, "find_copies", filled)
    assert used.events() == []
    assert len(used.events()) == 5


@pytest.mark.parametrize("column", ["key", "kind", "payload", "batch", "at", "clock", "seq"])
@pytest.mark.parametrize("value", ["x'ff00'", "'words'", "NULL"])
def test_value_of_a_wrong_type_is_no_traceback(column: str, value: str, used: Store) -> None:
    """A value that damage has turned into another type is told in words, also by doctor."""
    with closing(sqlite3.connect(used.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '')")
    with closing(sqlite3.connect(used.path, isolation_level=None)) as connection:
        first = "(SELECT min(id) FROM event)"
        connection.execute(f"UPDATE event SET {column} = {value} WHERE id = {first}")
    events = outcome(used)
    if isinstance(events, DlrError):
        assert events.code == "store-damaged"
    else:
        fold(events)
        batch_to_undo(events, None)
        with suppress(LookupError):
            batch_to_undo(events, "0")
        assert chain_faults(events)
    data = used.path.parent
    checks = examined(data)
    assert "damage" in {check.verdict for check in checks}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"event (\n  id TEXT", b"event (\n  id\xa0TEXT"),
        (b"CREATE TABLE device", b"CREATE TABLE de\xf6ice"),
        (b"CREATE TABLE event", b"CREATE\x1bTABLE event"),
        (b"CREATE INDEX event_order", b"CREATE INDEX\nevent_orde("),
    ],
)
def test_damaged_table_of_contents_is_one_clean_line(
    was: bytes, now: bytes, sound: bytes, store: Store
) -> None:
    """Damage that SQLite quotes is told in one line without control characters, not as a bug."""
    assert len(was) == len(now)
    assert sound.count(was) == 1
    store.path.parent.mkdir(parents=True)
    store.path.write_bytes(sound.replace(was, now))
    with pytest.raises(DlrError) as error:
        store.events()
    assert error.value.message.isprintable()
    data = store.path.parent
    checks = examined(data)
    messages = [check_message(check) for check in checks if check.verdict == "damage"]
    assert messages
    assert all(message.isprintable() for message in messages)


def test_store_that_lost_its_version_is_not_taken_for_an_empty_one(used: Store) -> None:
    """A history whose version number was lost is told as damage, never shown as no progress."""
    with closing(sqlite3.connect(used.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 0")
    before = used.path.read_bytes()
    with pytest.raises(DlrError):
        used.events()
    with pytest.raises(DlrError):
        tick(used, "dl/new")
    assert used.path.read_bytes() == before


def test_chain_finds_what_sqlite_does_not(sound: bytes, store: Store) -> None:
    """A bit that turned in a note passes SQLite's own check, and the chain of hashes finds it."""
    store.path.parent.mkdir(parents=True)
    assert sound.count(b'"note 15"') >= 1
    store.path.write_bytes(sound.replace(b'"note 15"', b'"note 17"'))
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    changed = [event for event in store.events() if event.details.get("note") == "note 17"]
    assert chain_faults(store.events()) == [
        f"event {event.id[:12]} was altered after it was recorded" for event in changed
    ]
    assert changed
