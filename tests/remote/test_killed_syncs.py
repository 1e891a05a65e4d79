"""Syncs that are killed, that run while ticks are made, and two at once on one device."""

import os
from pathlib import Path

import pytest

from dlroadmap.paths import Folders
from dlroadmap.remote.lock import alone
from torture.arena import Arena
from torture.processes import together
from torture.program import become, call, write_curriculum
from torture.scenes import Home, tick
from torture.trials.syncs import PLACES, syncs


@pytest.mark.long
@pytest.mark.posix("forks, kills")
def test_killed_syncs_lose_nothing(tmp_path: Path) -> None:
    """100 syncs killed at random moments: nothing is lost or doubled, and no device renewed."""
    outcome = syncs(Arena(tmp_path), 100)
    assert (outcome.lost, outcome.wrong) == (0, 0), outcome.faults


@pytest.mark.posix("forks")
@pytest.mark.parametrize("name", PLACES)
def test_ticks_during_syncs_are_kept_and_sent(tmp_path: Path, name: str) -> None:
    """What is ticked while a device syncs is kept, and sent by then or by the next sync."""
    curriculum, place, home = write_curriculum(tmp_path), tmp_path / "place", Home(tmp_path / "a")
    PLACES[name](place)
    tick(home.store(), ["item-0"])
    assert call(home, curriculum, "sync", str(place)).code == 0

    def ticking() -> None:
        for number in range(1, 31):
            tick(home.store(), [f"item-{number}"])

    def syncing() -> None:
        for _ in range(3):
            assert call(home, curriculum, "sync").code == 0

    assert together([ticking, syncing]) == [0, 0]
    assert call(home, curriculum, "sync").code == 0
    other = Home(tmp_path / "b")
    assert call(other, curriculum, "sync", str(place)).code == 0
    assert other.store().events() == home.store().events()
    assert len(home.store().events()) == 31


@pytest.mark.posix("forks")
def test_a_second_sync_at_once_is_refused(tmp_path: Path) -> None:
    """Two syncs of one device never run at once; the second one is refused in words."""
    curriculum, place, home = write_curriculum(tmp_path), tmp_path / "place", Home(tmp_path / "a")
    place.mkdir()
    tick(home.store(), ["item-0"])
    lock = Folders(home.root / "config", home.data, home.root / "cache").sync_lock
    with alone(lock):
        refused = call(home, curriculum, "sync", str(place))
    assert refused.code == 2
    assert "Another sync is running; nothing was changed." in refused.text
    assert [*place.iterdir()] == []
    assert call(home, curriculum, "sync", str(place)).code == 0


@pytest.mark.posix("forks")
def test_syncs_let_go_at_once_all_end_well_or_are_refused(tmp_path: Path) -> None:
    """Of syncs that begin at once one does its work, and the others are done or refused."""
    curriculum, place, home = write_curriculum(tmp_path), tmp_path / "place", Home(tmp_path / "a")
    PLACES["a repository"](place)
    tick(home.store(), ["item-0"])

    def syncing() -> None:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        become(home, curriculum, ["sync", str(place)])

    codes = together([syncing] * 3)
    assert 0 in codes
    assert {*codes} <= {0, 2}
    with home.store().reading() as rows:
        assert rows._execute("SELECT count(*) FROM device").fetchone() == (1,)
        assert rows.unshared() == []
