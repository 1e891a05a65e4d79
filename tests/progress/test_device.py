"""Which device writes: the same over many writes, another one wherever the store was carried."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from dlroadmap.progress.backup import copy_by_hand, restore
from dlroadmap.progress.events import Entry
from dlroadmap.progress.past import Past
from dlroadmap.progress.store import Store
from dlroadmap.progress.writing import find_device, identify_file

from .conftest import Clock, tick
from .history import flaws, fold

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def moved(store: Store, folder: Path) -> Store:
    """Copy the folder of a store elsewhere, as a learner does who changes machines."""
    shutil.copytree(store.path.parent, folder)
    return Store(folder / store.path.name, folder / "backups")


def test_device_stays_over_many_writes(used: Store, clock: Clock) -> None:
    """One store at its place is one device, over days and however often it is opened."""
    for number in range(10):
        clock.pass_days(1)
        tick(Store(used.path, used.backups, clock), f"dl/{number}")
    [device] = {event.device for event in used.events()}
    assert len(device) == 16
    assert int(device, 16) >= 0


def test_stores_of_two_learners_are_two_devices(tmp_path: Path) -> None:
    """Device ids are drawn by chance, not made from the machine."""
    stores = [Store(tmp_path / name / "progress.db", tmp_path / name / "b") for name in "ab"]
    devices = {tick(store, "dl/tensors")[0].device for store in stores}
    assert len(devices) == 2


def test_copied_folder_is_a_new_device(used: Store, tmp_path: Path) -> None:
    """A copied folder keeps its history and goes on as another device, so that nothing forks."""
    before = used.events()
    there = moved(used, tmp_path / "elsewhere")
    [here_event], [there_event] = tick(used, "dl/gan"), tick(there, "dl/vae")
    assert here_event.device == before[0].device
    assert there_event.device != before[0].device
    assert (there_event.seq, there_event.prev) == (1, "")
    assert there_event.clock == here_event.clock == before[-1].clock + 1
    both = [*used.events(), *(event for event in there.events() if event not in before)]
    assert flaws(both) == []
    assert fold(both).states.keys() >= {"dl/gan", "dl/vae"}


def test_copy_there_and_back_forks_nothing(used: Store, tmp_path: Path) -> None:
    """A folder that is carried to and fro, and written at both ends, has one chain per device."""
    there = moved(used, tmp_path / "elsewhere")
    tick(there, "dl/vae")
    [here_event] = tick(used, "dl/gan")
    back = moved(there, tmp_path / "back")
    tick(back, "dl/bert")
    tick(there, "dl/gpt")
    events = {event for store in (used, there, back) for event in store.events()}
    assert here_event in events
    assert flaws(events) == []
    assert len({event.device for event in events}) == 3


def test_an_undo_goes_on_where_the_store_was_carried(used: Store, tmp_path: Path) -> None:
    """Copied or restored, a history has the same newest batch, and earlier ones after a tick."""
    newest = Past(used).batch_to_undo(None)
    copy = copy_by_hand(used.path, used.backups, NOW)
    there = moved(used, tmp_path / "elsewhere")
    restored = Store(tmp_path / "restored" / "progress.db", tmp_path / "b")
    restore(copy, restored.path, restored.backups, NOW)
    for store in (there, restored):
        assert Past(store).batch_to_undo(None) == newest != []
        [event] = tick(store, "dl/vae")
        assert Past(store).batch_to_undo(None) == [event]
        undo = Entry(event.key, "undo", {"target": event.id})
        with store.writing() as writing:
            writing.append([undo])
        assert Past(store).batch_to_undo(None) == newest


def test_moved_folder_on_the_same_disk_stays_the_device(used: Store, tmp_path: Path) -> None:
    """Renaming the folder is no copy: the device is the same."""
    [before] = {event.device for event in used.events()}
    used.path.parent.rename(tmp_path / "renamed")
    there = Store(tmp_path / "renamed" / "progress.db", used.backups)
    assert tick(there, "dl/gan")[0].device == before


def test_other_machine_is_a_new_device(used: Store) -> None:
    """A store that says it was written on another machine goes on as a new device."""
    [before] = {event.device for event in used.events()}
    machine, _, inode = identify_file(used.path).partition(":")
    with closing(sqlite3.connect(used.path, isolation_level=None)) as connection:
        other = f"{machine[::-1]}0:{inode}"
        assert connection.execute("UPDATE device SET place = ?", (other,)).rowcount == 1
    [event] = tick(used, "dl/gan")
    assert event.device != before
    assert [tick(used, "dl/vae")[0].device, tick(used, "dl/bert")[0].device] == [event.device] * 2
    assert flaws(used.events()) == []


def test_place_names_machine_and_file(used: Store, tmp_path: Path) -> None:
    """A place is the same for one file, and differs by file and by machine."""
    other = tmp_path / "copy.db"
    shutil.copy(used.path, other)
    assert identify_file(used.path) == identify_file(used.path)
    machine, _, inode = identify_file(used.path).partition(":")
    assert inode == f"{used.path.stat().st_ino:x}"
    assert identify_file(other) == f"{machine}:{other.stat().st_ino:x}"
    assert identify_file(other) != identify_file(used.path)
    assert machine
    told = Path("/etc/machine-id")
    if told.exists() and told.read_text().strip():
        assert machine == told.read_text().strip()
    hard = tmp_path / "hard.db"
    os.link(used.path, hard)
    assert identify_file(hard) == identify_file(used.path)


def test_every_place_has_its_own_device(used: Store) -> None:
    """A place that was known before gets its device back, an unknown one a new device."""
    with closing(sqlite3.connect(used.path)) as connection:
        first, second = (find_device(connection, f"machine:{number}") for number in (1, 2))
        assert first != second
        assert find_device(connection, "machine:1") == first
        assert find_device(connection, "machine:2") == second
