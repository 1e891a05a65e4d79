"""Copies of the store: made in time, kept long enough, complete, and put back safely."""

import os
import random
import resource
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.errors import DlrError
from dlroadmap.progress import backup
from dlroadmap.progress import tables as schema
from dlroadmap.progress.events import chain_faults
from dlroadmap.progress.store import Store
from dlroadmap.render.advice import advice_on
from drawing import examples
from torture.processes import PATIENCE, ended, forked, together

from .conftest import Clock, contents, tick
from .history import flaws, fold

NOW = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def names(store: Store) -> list[str]:
    return sorted(path.name for path in store.backups.iterdir()) if store.backups.exists() else []


def today(clock: Clock) -> date:
    return clock.moment.astimezone().date()


def test_first_write_of_a_day_makes_a_copy_of_the_day_before(store: Store, clock: Clock) -> None:
    """The day's copy is made before the day's first write, once, and holds all until then."""
    tick(store, "dl/first")
    assert names(store) == []
    tick(store, "dl/second")
    assert names(store) == [f"{today(clock)}.db"]
    clock.pass_days(1)
    before = store.events()
    tick(store, "dl/third")
    tick(store, "dl/fourth")
    assert names(store) == [f"{today(clock) - DAY}.db", f"{today(clock)}.db"]
    copy = Store(store.backups / f"{today(clock)}.db", store.backups)
    assert copy.events() == before
    assert store.warnings == []


def test_reading_makes_no_copy(used: Store, clock: Clock) -> None:
    """A day on which one only looks needs no copy."""
    before = names(used)
    clock.pass_days(1)
    used.events()
    assert names(used) == before


@pytest.mark.long
def test_copies_are_thinned_as_days_go_by(store: Store, clock: Clock) -> None:
    """A year of daily ticks leaves the copies of the chosen days, and by-hand ones untouched."""
    tick(store, "dl/first")
    by_hand = backup.copy_by_hand(store.path, store.backups, clock.moment - 400 * DAY)
    other = store.backups / "notes.txt"
    other.write_text("mine")
    days = []
    for _ in range(370):
        clock.pass_days(1)
        tick(store, f"dl/{today(clock)}")
        days.append(today(clock))
    expected = {f"{day}.db" for day in backup.choose_kept(days)}
    assert set(names(store)) == expected | {by_hand.name, other.name}
    assert len(expected) <= 7 + 5 + 12 + 2
    events = store.events()
    for number, day in enumerate(days):
        if day in backup.choose_kept(days):
            copy = Store(store.backups / f"{day}.db", store.backups)
            assert copy.events() == events[: number + 1]


dates = st.dates(date(2020, 12, 1), date(2024, 2, 28))


@examples(max_examples=200)
@given(st.sets(dates, max_size=150))
def test_kept_days_are_few_and_hold_the_newest(days: set[date]) -> None:
    """Never more than 7 + 5 + 12 and one a year are kept; the newest, and each year's last, are."""
    kept = backup.choose_kept(days)
    years = {day.year for day in days}
    assert kept <= days
    assert len(kept) <= 7 + 5 + 12 + len(years)
    assert set(sorted(days)[-7:]) <= kept
    assert {max(day for day in days if day.year == year) for year in years} <= kept


@examples(max_examples=60)
@given(dates, st.lists(st.sampled_from([1, 1, 1, 1, 2, 3, 9, 40]), max_size=250))
def test_kept_days_stay_for_the_promised_span(first: date, gaps: list[int]) -> None:
    """Thinned day by day, there are always the last of 5 weeks, 12 months and all years."""
    written = [first]
    copies = {first}
    for gap in gaps:
        written.append(written[-1] + gap * DAY)
        copies = backup.choose_kept({*copies, written[-1]})
        weeks, months, years = {}, {}, {}
        for day in written:
            weeks[day.isocalendar()[:2]] = day
            months[day.year, day.month] = day
            years[day.year] = day
        assert copies == {
            *written[-7:],
            *list(weeks.values())[-5:],
            *list(months.values())[-12:],
            *years.values(),
        }


def test_every_day_of_a_year_of_daily_copies() -> None:
    """Of daily copies one reaches back a week by days, a month by weeks, a year by months."""
    first = date(2025, 1, 1)
    copies: set[date] = set()
    for number in range(800):
        day = first + number * DAY
        copies = backup.choose_kept({*copies, day})
        assert {day - n * DAY for n in range(min(7, number + 1))} <= copies
        for back, reach in ((28, 7), (330, 31), (799, 366)):
            if number >= back:
                wanted = day - back * DAY
                assert any(wanted - reach * DAY <= copy <= wanted + reach * DAY for copy in copies)


def test_copy_is_complete_and_has_forgotten_its_place(used: Store) -> None:
    """A copy holds every event and checks out; whoever restores it becomes a new device."""
    path = backup.copy_by_hand(used.path, used.backups, NOW)
    copy = Store(path, used.backups)
    assert copy.events() == used.events()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        [(device, place)] = connection.execute("SELECT id, place FROM device").fetchall()
        assert device == place == used.events()[0].device
    assert tick(copy, "dl/gan")[0].device != used.events()[0].device
    assert [path.name for path in used.backups.iterdir() if path.name.startswith(".")] == []


def test_copying_leaves_the_store_alone(used: Store) -> None:
    """Making a copy changes no byte of the store."""
    before = used.path.read_bytes()
    backup.copy_by_hand(used.path, used.backups, NOW)
    assert used.path.read_bytes() == before


@pytest.mark.usefixtures("patient")
def test_copy_is_whole_while_others_write(used: Store) -> None:
    """A copy that is made while another process ticks holds the history at one moment."""
    reader, writer = os.pipe()

    def ticking() -> None:
        for number in range(200):
            tick(used, *(f"dl/{number}-{part}" for part in range(5)))
            os.write(writer, b".")

    pid = forked(ticking)
    os.close(writer)
    copies: list[Path] = []
    while os.read(reader, 1):
        if len(copies) < 15:
            copies.append(backup.copy_by_hand(used.path, used.backups, NOW + len(copies) * DAY))
    os.close(reader)
    assert ended(pid) == 0
    events = used.events()
    for copy in copies:
        held = Store(copy, used.backups).events()
        assert held == events[: len(held)]
        assert len(held) % 5 == 0
        assert flaws(held) == []


def test_by_hand_copies_are_listed_with_the_others(used: Store, clock: Clock) -> None:
    """All copies are listed, the oldest first, and nothing else of the folder."""
    path = backup.copy_by_hand(used.path, used.backups, NOW)
    daily = used.backups / f"{today(clock)}.db"
    os.utime(daily, ns=(10**18, 10**18))
    os.utime(path, ns=(10**18 + 1, 10**18 + 1))
    (used.backups / "notes.txt").write_text("mine")
    assert path.name == "by-hand-2026-03-01T183000.db"
    assert backup.find_copies(used.backups) == [daily, path]
    assert backup.find_copies(used.backups / "nowhere") == []


def test_failing_backup_warns_and_the_tick_is_recorded(tmp_path: Path, clock: Clock) -> None:
    """Where no copy can be made a tick is recorded all the same, with a warning."""
    blocked = tmp_path / "backups"
    blocked.write_text("a file")
    store = Store(tmp_path / "progress.db", blocked, clock)
    tick(store, "dl/first")
    assert store.warnings == []
    tick(store, "dl/second")
    assert fold(store.events()).keys("done") == {"dl/first", "dl/second"}
    assert len(store.warnings) == 1
    assert str(blocked) in store.warnings[0]


@pytest.mark.parametrize("name", ["2026-02-30.db", "2026-13-01.db", "0000-01-01.db"])
def test_file_with_the_name_of_no_day_is_no_harm(used: Store, clock: Clock, name: str) -> None:
    """A file in the folder of copies that is named like an impossible day stops no tick."""
    (used.backups / name).write_text("mine")
    clock.pass_days(1)
    tick(used, "dl/gan")
    assert used.events()[-1].key == "dl/gan"
    assert (used.backups / name).read_text() == "mine"


def test_failed_copy_leaves_no_draft_and_the_old_copy(used: Store) -> None:
    """A copy that cannot be finished leaves the one before, and nothing half-made."""
    target = used.backups / "mine.db"
    backup.copy(used.path, target)
    tick(used, *(f"dl/{n}" for n in range(300)))
    before = contents(used.backups)

    def copying() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
        with pytest.raises((sqlite3.Error, OSError)):
            backup.copy(used.path, target)

    assert ended(forked(copying)) == 0
    assert contents(used.backups) == before


def restored(store: Store, source: Path, now: datetime = NOW) -> Path | None:
    return backup.restore(source, store.path, store.backups, now)


def test_restore_brings_back_the_copy_and_keeps_what_it_replaced(used: Store) -> None:
    """After a restore the history is the copy's; the replaced one is kept whole beside it."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    then = used.events()
    tick(used, "dl/gan")
    replaced = used.events()
    aside = restored(used, copy)
    assert used.events() == then
    assert aside is not None
    assert aside.name == "before-restore-2026-03-01T183000.db"
    assert aside in backup.find_copies(used.backups)
    assert Store(aside, used.backups).events() == replaced
    assert restored(used, aside, NOW + timedelta(seconds=1))
    assert used.events() == replaced


def test_after_a_restore_the_device_is_a_new_one(used: Store) -> None:
    """A restored store goes on as a new device, so that it forks with nothing replaced."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    [gone] = tick(used, "dl/gan")
    aside = restored(used, copy)
    [new] = tick(used, "dl/vae")
    assert new.device != gone.device
    assert flaws(used.events()) == []
    assert aside
    both = {*used.events(), *Store(aside, used.backups).events()}
    assert flaws(both) == []


def test_restore_of_a_plain_copy_is_a_new_device_too(used: Store, tmp_path: Path) -> None:
    """A copy that the learner made of the file, not through dlr, makes a new device as well."""
    plain = tmp_path / "plain.db"
    shutil.copy(used.path, plain)
    [gone] = tick(used, "dl/gan")
    aside = restored(used, plain)
    [new] = tick(used, "dl/vae")
    assert new.device != gone.device
    assert aside
    assert flaws({*used.events(), *Store(aside, used.backups).events()}) == []


def test_restore_where_there_is_no_store_yet(used: Store, tmp_path: Path) -> None:
    """On a new machine a copy is put in place, in private folders; nothing was replaced."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    folder = tmp_path / "new" / "dlr"
    fresh = Store(folder / "progress.db", folder / "backups")
    assert restored(fresh, copy) is None
    assert fresh.events() == used.events()
    assert folder.stat().st_mode & 0o777 == 0o700
    tick(fresh, "dl/gan")
    assert flaws({*used.events(), *fresh.events()}) == []


def test_restored_file_is_private(used: Store, tmp_path: Path) -> None:
    """A store that a restore makes is its owner's alone, like any other."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    fresh = Store(tmp_path / "progress.db", tmp_path / "backups")
    restored(fresh, copy)
    assert fresh.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("cut", [1, 3, 5000, 9000])
def test_restore_of_a_damaged_store_keeps_the_damaged_one_aside(used: Store, cut: int) -> None:
    """A damaged store is replaced by the copy, and its very bytes are kept aside."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    then = used.events()
    damaged = used.path.read_bytes()[:cut] if cut != 3 else b"garbage" * 3000
    used.path.write_bytes(damaged)
    aside = restored(used, copy)
    assert used.events() == then
    assert aside
    assert aside.read_bytes() == damaged
    tick(used, "dl/gan")
    assert flaws(used.events()) == []


COLUMN_DAMAGE = (b"prev TEXT NOT", b"prev\xa0TEXT NOT")
TABLE_DAMAGE = (b"CREATE TABLE event", b"CREATE\xa0TABLE event")
"""Turned bits in the names of things, which are no UTF-8 any more where SQLite quotes them."""


@pytest.mark.parametrize("damage", [COLUMN_DAMAGE, TABLE_DAMAGE], ids=["column", "table"])
def test_restore_of_a_store_with_damaged_tables(used: Store, damage: tuple[bytes, bytes]) -> None:
    """A store whose tables cannot be read any more can be replaced by a copy."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    then = used.events()
    damaged = used.path.read_bytes().replace(*damage)
    used.path.write_bytes(damaged)
    aside = restored(used, copy)
    assert used.events() == then
    assert aside
    assert aside.read_bytes() == damaged


@pytest.mark.parametrize("patience", [0.05, PATIENCE], ids=["left", "waited for"])
def test_restore_never_takes_a_busy_store_for_a_damaged_one(
    used: Store, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    """A store that another program holds for long is waited for, or left; nothing in it is lost."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    ready, holding = os.pipe()
    gate, opener = os.pipe()

    def hold() -> None:
        os.close(opener)
        with closing(sqlite3.connect(used.path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            other.execute("UPDATE event SET zone = '+0000' WHERE seq = 1")
            os.write(holding, b".")
            select.select([gate], [], [], 0.5 if patience == PATIENCE else PATIENCE)
            other.execute("COMMIT")

    pid = forked(hold)
    os.read(ready, 1)
    inode = used.path.stat().st_ino
    connect = sqlite3.connect
    with monkeypatch.context() as patch, suppress(DlrError, sqlite3.OperationalError):
        patch.setattr(sqlite3, "connect", lambda *a, **o: connect(*a, **{**o, "timeout": patience}))
        restored(used, copy)
    os.close(opener)
    assert ended(pid) == 0
    for end in (ready, holding, gate):
        os.close(end)
    assert used.path.stat().st_ino == inode
    assert len(used.events()) == 5


def test_two_restores_in_one_second_keep_both_replaced_histories(used: Store) -> None:
    """Two restores within a second keep both of the histories that they replaced."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    [lost] = tick(used, "dl/gan")
    first = restored(used, copy)
    second = restored(used, copy)
    assert first
    assert second
    held = {
        e for path in backup.find_copies(used.backups) for e in Store(path, used.backups).events()
    }
    assert lost in held


def test_two_copies_by_hand_in_one_second_are_both_kept(used: Store) -> None:
    """A copy on demand never replaces another one."""
    first = backup.copy_by_hand(used.path, used.backups, NOW)
    held = Store(first, used.backups).events()
    tick(used, "dl/gan")
    second = backup.copy_by_hand(used.path, used.backups, NOW)
    assert Store(first, used.backups).events() == held
    assert Store(second, used.backups).events() == used.events()


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(20_000))


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def zeroed(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + bytes(path.stat().st_size - 4096))


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE event (id TEXT)")


def tables(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(*TABLE_DAMAGE))


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def missing(path: Path) -> None:
    path.unlink()


def altered(*statements: str) -> Callable[[Path], None]:
    """Return what runs SQL on a copy, with the schema open to any change."""

    def alter(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            for statement in statements:
                connection.execute(statement)

    return alter


ENDLESS = """CREATE VIEW event AS
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT i AS id, i AS device, i AS seq, i AS prev, i AS clock, i AS at, i AS zone, i AS batch,
  i AS key, i AS kind, i AS payload FROM n"""

ALTERED = {
    "a view in place of a table": altered("DROP TABLE event", ENDLESS),
    "a view beside": altered(ENDLESS.replace("VIEW event", "VIEW more")),
    "a trigger": altered("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END"),
    "a table more": altered("CREATE TABLE more (id TEXT)"),
    "a table less": altered("DROP TABLE device"),
    "a column more": altered("ALTER TABLE event ADD COLUMN more TEXT"),
    "a column less": altered(
        "CREATE TABLE other AS SELECT * FROM event",
        "DROP TABLE event",
        "ALTER TABLE other RENAME TO event",
        "ALTER TABLE event DROP COLUMN zone",
    ),
    "an index less": altered("DROP INDEX event_chain"),
    "a text as a number": altered("UPDATE event SET clock = 'soon'"),
    "bytes as a text": altered("UPDATE event SET key = x'ff00'"),
    "no valid text": altered("UPDATE event SET key = CAST(x'ff' AS TEXT)"),
    "a clock without end": altered(f"UPDATE event SET clock = {2**53} WHERE seq = 2"),
    "no version": altered("PRAGMA user_version = 0"),
    "a version below all": altered("PRAGMA user_version = -1"),
    "another program's mark": altered("PRAGMA application_id = 7"),
}


@pytest.mark.parametrize(
    "spoil",
    [garbage, truncated, empty, zeroed, foreign, tables, newer, missing]
    + [pytest.param(alter, id=name) for name, alter in ALTERED.items()],
)
def test_bad_copy_is_refused_with_nothing_changed(
    used: Store, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    """What is no sound copy that this dlr can read is refused in words, and nothing is changed."""
    copy = tmp_path / "copy.db"
    backup.copy(used.path, copy)
    spoil(copy)
    tick(used, "dl/gan")
    before = contents(used.path.parent)
    with pytest.raises(DlrError) as error:
        restored(used, copy)
    assert str(copy) in error.value.message
    assert str(used.path) not in error.value.message
    assert error.value.message.endswith("; nothing was changed.")
    assert advice_on(error.value)
    assert contents(used.path.parent) == before


def test_a_copy_with_a_changed_event_is_restored(used: Store, tmp_path: Path) -> None:
    """It may be all that is left; what was changed is found in the chain, as it was before."""
    copy = tmp_path / "copy.db"
    backup.copy(used.path, copy)
    altered("UPDATE event SET key = 'dl/gan' WHERE seq = 2")(copy)
    restored(used, copy)
    assert any("altered" in fault for fault in chain_faults(used.events()))
    with used.reading() as rows:
        assert rows.find_differences() == []


def test_a_copy_of_another_page_size_is_restored(used: Store, tmp_path: Path) -> None:
    """A copy that another tool has packed differently is as good as any."""
    copy = tmp_path / "copy.db"
    backup.copy(used.path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 512")
        connection.execute("VACUUM")
    then = used.events()
    tick(used, "dl/gan")
    restored(used, copy)
    assert used.events() == then


def test_a_restore_into_an_empty_file_keeps_nothing_aside(used: Store, tmp_path: Path) -> None:
    """What a first call left that was killed holds nothing to keep."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    fresh = Store(tmp_path / "progress.db", tmp_path / "backups")
    fresh.path.touch()
    assert restored(fresh, copy) is None
    assert fresh.events() == used.events()


def test_restore_of_an_emptied_store_keeps_the_rest_aside(used: Store) -> None:
    """A store of which nothing is left is restored, and a journal beside it is kept."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    then, before = used.events(), contents(used.backups)
    used.path.write_bytes(b"")
    journal = used.path.with_name("progress.db-journal")
    journal.write_bytes(bytes(512) + b"What SQLite has kept of a journal.")
    kept = journal.read_bytes()
    aside = restored(used, copy)
    assert used.events() == then
    assert aside
    assert contents(used.backups) == {**before, aside.name: b"", f"{aside.name}-journal": kept}
    assert not journal.exists()
    tick(used, "dl/gan")
    assert flaws(used.events()) == []
    used.path.write_bytes(b"")
    assert restored(used, copy) is None
    assert used.events() == then


def test_a_restore_follows_a_link_to_the_store(used: Store, tmp_path: Path) -> None:
    """A store that is a link to another place stays one, be it sound or damaged."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    then = used.events()
    moved = tmp_path / "elsewhere.db"
    used.path.rename(moved)
    used.path.symlink_to(moved)
    tick(used, "dl/gan")
    for damaged in (False, True):
        if damaged:
            garbage(moved)
        assert restored(used, copy)
        assert used.path.is_symlink()
        assert used.events() == then


def drafts(store: Store) -> list[str]:
    return [path.name for path in store.path.parent.rglob(".dlr-*")]


def test_the_next_copy_removes_what_killed_ones_have_left(used: Store) -> None:
    """Drafts a day old go with the next copy, in both folders; younger ones and others stay."""
    old, new = ".dlr-0123456789abcdef.draft", ".dlr-0123456789abcdee.draft"
    now = used.path.stat().st_mtime
    for folder in (used.path.parent, used.backups):
        for name in (old, f"{old}-journal", new, ".notes.0123456789abcdef"):
            (folder / name).write_text("whole histories")
            if name != new:
                os.utime(folder / name, (now - 25 * 3600,) * 2)
    backup.copy_by_hand(used.path, used.backups, NOW)
    assert drafts(used) == [new, new]
    assert len(list(used.path.parent.rglob(".notes*"))) == 2


def test_a_copy_whose_draft_was_removed_fails(used: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A maker that was stopped so long that its draft is gone fails, and makes no empty copy."""
    sync = os.fsync

    def stopped(descriptor: int) -> None:
        for path in used.backups.glob(".dlr-*"):
            path.unlink()
        sync(descriptor)

    before = contents(used.backups)
    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(OSError, match="No such file"):
        backup.copy_by_hand(used.path, used.backups, NOW)
    assert contents(used.backups) == before


@pytest.mark.usefixtures("patient")
def test_tick_during_a_restore_over_a_damaged_store_is_kept_or_refused(used: Store) -> None:
    """What is ticked while a store is replaced as a whole is kept with it, or is refused."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    with closing(sqlite3.connect(used.path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE more (id TEXT)")  # damage that ticks can live with
    reader, writer = os.pipe()

    def ticking() -> None:
        for number in range(40):
            with suppress(DlrError):
                os.write(writer, f"{tick(used, f'dl/{number}')[0].id}\n".encode())

    pid = forked(ticking)
    os.close(writer)
    assert restored(used, copy)
    with os.fdopen(reader) as pipe:
        acknowledged = set(pipe.read().split())
    assert ended(pid) == 0
    kept = [used, *(Store(path, used.backups) for path in backup.find_copies(used.backups))]
    assert acknowledged <= {event.id for store in kept for event in store.events()}


@pytest.mark.usefixtures("patient")
def test_two_restores_at_once_keep_all(used: Store) -> None:
    """Of restores in the same second each keeps what it replaced, under a name of its own."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    [gone] = tick(used, "dl/gan")
    assert together([lambda: restored(used, copy)] * 4) == [0] * 4
    asides = [path for path in backup.find_copies(used.backups) if "restore" in path.name]
    assert len(asides) == 4
    assert gone in {event for path in asides for event in Store(path, used.backups).events()}


def test_restore_that_runs_out_of_disk_keeps_the_store_in_place(used: Store) -> None:
    """A restore for which the disk has no room leaves the sound store where it is, with all."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    tick(used, *(f"dl/{n}" for n in range(50)))
    before = contents(used.path.parent)

    def restoring() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
        with pytest.raises((DlrError, sqlite3.Error, OSError)):
            restored(used, copy)

    assert ended(forked(restoring)) == 0
    assert contents(used.path.parent) == before


RESTORE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from dlroadmap.progress import backup

store = Path(sys.argv[1])
backup.restore(Path(sys.argv[2]), store, store.parent / "backups", datetime(2026, 3, 1, tzinfo=UTC))
"""


def test_restore_of_the_store_onto_itself_ends(used: Store) -> None:
    """Who names the store itself as the copy gets an answer, and loses nothing."""
    before = used.events()
    command = [sys.executable, "-c", RESTORE, str(used.path), str(used.path)]
    subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)
    assert used.events() == before


@pytest.mark.usefixtures("patient")
def test_tick_during_a_restore_is_in_one_of_the_histories(used: Store) -> None:
    """What is ticked while restores go on is in the store, or in a history that was kept aside."""
    copy = backup.copy_by_hand(used.path, used.backups, NOW)
    reader, writer = os.pipe()

    def ticking() -> None:
        for number in range(150):
            os.write(writer, f"{tick(used, f'dl/{number}')[0].id}\n".encode())

    pid = forked(ticking)
    os.close(writer)
    for number in range(10):
        restored(used, copy, NOW + timedelta(seconds=number))
    with os.fdopen(reader) as pipe:
        acknowledged = set(pipe.read().split())
    assert ended(pid) == 0
    assert len(acknowledged) == 150
    kept = [used, *(Store(path, used.backups) for path in backup.find_copies(used.backups))]
    assert acknowledged <= {event.id for store in kept for event in store.events()}
