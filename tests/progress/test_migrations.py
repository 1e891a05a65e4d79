"""How an older store becomes one of today: whole, with a copy, or not at all."""

import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.progress import tables as schema
from dlroadmap.progress.store import Store
from torture.processes import Say, ended, forked, killed, together
from torture.released import MARKED, SCHEMA_1, leave_released, mark

from .conftest import Clock, contents, tick
from .history import flaws, fold

NOW, NEXT = len(schema.MIGRATIONS), len(MARKED)
"""The schema of today, and a later one."""


def breaking(connection: sqlite3.Connection) -> None:
    """Go half the way of a migration, then fail."""
    mark(connection)
    connection.execute("DELETE FROM event")
    connection.execute("INSERT INTO nowhere VALUES (1)")


def marks(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT event FROM mark ORDER BY event")]


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return schema.version(connection)


@pytest.fixture
def released(store: Store) -> Store:
    """A store that the first release has left."""
    store.path.parent.mkdir(parents=True)
    leave_released(store.path)
    return store


def test_history_of_the_first_release_is_read(released: Store) -> None:
    """What the first release wrote is read, checks out, and adds up to what it did then."""
    events = released.events()
    assert flaws(events) == []
    assert fold(events).states == {
        "deep-learning/tensors": "done",
        "deep-learning/cnn": "skipped",
    }
    assert events[0].details == {"note": "schön", "on": "2026-02"}
    written = tick(released, "deep-learning/mlp")
    assert released.events() == [*events, *written]
    assert written[0].clock == 5
    assert flaws(released.events()) == []


def test_schema_1_is_as_released(tmp_path: Path) -> None:
    """The tables that the first migration makes are those of the first release, to the letter."""

    def outline(path: Path) -> object:
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name")
            marked = connection.execute("PRAGMA application_id").fetchone()
            return rows.fetchall(), marked, schema.version(connection)

    with closing(sqlite3.connect(tmp_path / "released.db")) as connection:
        connection.executescript(SCHEMA_1)
    with closing(sqlite3.connect(tmp_path / "first.db", isolation_level=None)) as connection:
        schema.migrate(connection, schema.MIGRATIONS[:1])
    assert outline(tmp_path / "first.db") == outline(tmp_path / "released.db")


@pytest.mark.parametrize("way", ["reading", "writing"])
def test_upgrade_keeps_all_and_leaves_a_copy(used: Store, way: str) -> None:
    """A newer dlr upgrades the store with all its events, and keeps a copy of what it was."""
    before = used.events()
    newer = Store(used.path, used.backups, migrations=MARKED)
    written = tick(newer, "dl/gan") if way == "writing" else []
    assert newer.events() == [*before, *written]
    assert marks(used.path) == sorted(event.id for event in before)
    assert version(used.path) == NEXT
    copy = used.backups / f"before-schema-{NEXT}.db"
    assert version(copy) == NOW
    assert Store(copy, used.backups).events() == before
    assert flaws(newer.events()) == []


def test_upgrade_happens_once(used: Store) -> None:
    """Once upgraded, reading and writing leave the schema and the copy alone."""
    newer = Store(used.path, used.backups, migrations=MARKED)
    newer.events()
    copy = (used.backups / f"before-schema-{NEXT}.db").read_bytes()
    tick(newer, "dl/gan")
    newer.events()
    assert len(marks(used.path)) == 5
    assert (used.backups / f"before-schema-{NEXT}.db").read_bytes() == copy


def test_older_dlr_refuses_what_a_newer_one_upgraded(used: Store) -> None:
    """After the upgrade an older dlr says that a newer one is needed, and changes nothing."""
    Store(used.path, used.backups, migrations=MARKED).events()
    before = contents(used.path.parent)
    with pytest.raises(DlrError, match="newer dlr"):
        used.events()
    with pytest.raises(DlrError, match="newer dlr"):
        tick(used, "dl/gan")
    assert contents(used.path.parent) == before


def test_new_store_goes_through_all_migrations_without_a_copy(store: Store) -> None:
    """A first write makes the newest schema at once; there is nothing to copy before it."""
    newer = Store(store.path, store.backups, migrations=MARKED)
    tick(newer, "dl/tensors")
    assert version(store.path) == NEXT
    assert marks(store.path) == []
    assert not store.backups.exists()


@pytest.mark.parametrize("way", ["reading", "writing"])
def test_migration_that_fails_half_way_changes_nothing(used: Store, way: str) -> None:
    """A migration that fails leaves every byte and the old schema; run again, it succeeds."""
    before, data = used.events(), used.path.read_bytes()
    broken = Store(used.path, used.backups, migrations=(*schema.MIGRATIONS, breaking))
    with pytest.raises(DlrError):
        broken.events() if way == "reading" else tick(broken, "dl/gan")
    assert used.path.read_bytes() == data
    assert version(used.path) == NOW
    assert used.events() == before
    assert Store(used.path, used.backups, migrations=MARKED).events() == before
    assert version(used.path) == NEXT


def test_several_migrations_are_one_step(used: Store) -> None:
    """Of several pending migrations either all are made or none."""
    data = used.path.read_bytes()
    broken = Store(used.path, used.backups, migrations=(*MARKED, breaking))
    with pytest.raises(DlrError):
        broken.events()
    assert used.path.read_bytes() == data
    assert version(used.path) == NOW


def test_upgrade_without_a_copy_is_not_made(used: Store) -> None:
    """Where the copy cannot be kept the store is not upgraded, and keeps every byte."""
    data = used.path.read_bytes()
    blocked = used.path.parent / "a-file"
    blocked.touch()
    newer = Store(used.path, blocked, migrations=MARKED)
    with pytest.raises(DlrError):
        newer.events()
    assert used.path.read_bytes() == data


@pytest.mark.parametrize("step", [0, 1, 2])
def test_kill_inside_a_migration_leaves_the_old_store(used: Store, step: int) -> None:
    """A SIGKILL at any step of a migration leaves the old store, which can be upgraded then."""
    before = used.events()

    def killed(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA cache_size = 1")  # so that pages reach the file before the kill
        steps = (
            "CREATE TABLE mark (event TEXT PRIMARY KEY)",
            "INSERT INTO mark SELECT id || '-' || hex(zeroblob(9999)) FROM event",
        )
        for statement in steps[:step]:
            connection.execute(statement)
        os.kill(os.getpid(), signal.SIGKILL)

    dying = Store(used.path, used.backups, migrations=(*schema.MIGRATIONS, killed))
    assert ended(forked(dying.events)) == -signal.SIGKILL
    assert used.events() == before
    assert version(used.path) == NOW
    newer = Store(used.path, used.backups, migrations=MARKED)
    assert newer.events() == before
    assert marks(used.path) == sorted(event.id for event in before)


def test_kill_at_any_moment_of_an_upgrade(released: Store, tmp_path: Path) -> None:
    """Whenever an upgrade is killed the store is old or new, never between, with all events."""
    dice = random.Random(4)
    data, before = released.path.read_bytes(), released.events()
    span = 0.0
    for number in range(40):
        folder = tmp_path / str(number)
        folder.mkdir()
        newer = Store(folder / "progress.db", folder / "backups", migrations=MARKED)
        newer.path.write_bytes(data)

        def upgrade(say: Say, newer: Store = newer) -> None:
            say("begun")
            newer.events()
            say("upgraded")

        if number % 8:
            said = killed(upgrade, 1, dice.uniform(0, span))
        else:  # let one be made, to learn how long that takes here and now
            start = time.monotonic()
            said = killed(upgrade, 2)
            span = time.monotonic() - start
        found = version(newer.path)
        assert found in ((NEXT,) if "upgraded" in said else (1, NEXT))
        if found == NEXT:
            assert len(marks(newer.path)) == len(before)
        assert newer.events() == before
        assert version(newer.path) == NEXT


@pytest.mark.usefixtures("patient")
def test_many_upgrade_at_once(released: Store) -> None:
    """Processes that upgrade the same store at the same moment all succeed, and it is done once."""
    before = released.events()

    def reading() -> None:
        newer = Store(released.path, released.backups, migrations=MARKED)
        assert newer.events()[: len(before)] == before

    def writing() -> None:
        tick(Store(released.path, released.backups, Clock(), MARKED), "dl/gan")

    assert together([reading, writing] * 4) == [0] * 8
    assert version(released.path) == NEXT
    newer = Store(released.path, released.backups, migrations=MARKED)
    assert len(newer.events()) == len(before) + 4
    assert flaws(newer.events()) == []
    copy = Store(released.backups / f"before-schema-{NEXT}.db", released.backups)
    assert copy.events() == before
