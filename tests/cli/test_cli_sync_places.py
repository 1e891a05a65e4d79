"""Where dlr sync goes: how a place is chosen, remembered, changed and left, and what is wrong."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from remote.learner_machines import make_place

if TYPE_CHECKING:
    from pathlib import Path

    from remote.learner_machines import Machine


def remote(machine: Machine) -> str | None:
    """Return the place that a machine has saved."""
    settings = json.loads((machine.home / "config.json").read_text(encoding="utf-8"))
    found: str | None = settings.get("remote")
    return found


def test_without_a_place_nothing_is_done(machines: tuple[Machine, ...]) -> None:
    """Before a place is named every form of sync says how to name one, and makes no file."""
    a = machines[0]
    for option in ([], ["--status"], ["--stop"], ["--erase"], ["--merge"]):
        result = a("sync", *option)
        assert (result.code, result.out) == (2, "")
        assert result.err == ("dlr: No sync target is set.\nTo set one and sync: dlr sync TARGET\n")
    assert not (a.home / "progress.db").exists()


def test_the_first_place_is_remembered(machines: tuple[Machine, ...], folder: Path) -> None:
    """The place is saved as an absolute path, and said once; another one replaces it in words."""
    a = machines[0]
    first = a.do("sync", os.path.relpath(folder)).lines
    assert first[-1] == "Saved as your sync target. To sync again: dlr sync"
    assert remote(a) == str(folder)
    assert str(folder) in a.do("config", "remote").out
    assert (
        a.do("sync").out == a.do("sync", str(folder)).out == f"Already up to date with {folder}.\n"
    )
    other = make_place("git", folder.parent)
    last = a.do("sync", str(other)).lines[-1]
    assert last == f"Saved as your sync target, instead of {folder}. To sync again: dlr sync"
    assert remote(a) == str(other)


def test_a_place_that_fails_is_not_remembered(machines: tuple[Machine, ...], folder: Path) -> None:
    """What cannot be synced with does not replace what could."""
    a, b, _ = machines
    a.sync(folder)
    b.do("tick", "vectors")
    other = make_place("git", folder.parent)
    b.sync(other)
    for bad in ("/nowhere/at/all", "ext::sh -c x", "-x", "ftp://example.org/x", "", str(other)):
        a.do("note", "matrices", "mine")
        assert a("sync", "--", bad).code == 2
        assert remote(a) == str(folder)


def test_config_sets_and_removes_the_place(machines: tuple[Machine, ...], folder: Path) -> None:
    """`config remote` and `sync` mean the same place, and --unset forgets it."""
    a = machines[0]
    a.do("config", "remote", str(folder))
    assert a.do("sync", "--json").document["remote"] == str(folder)
    a.do("config", "--unset", "remote")
    assert a("sync").code == 2
    assert a.do("status", "--json").document["waiting_for_sync"] is None


@pytest.mark.parametrize("end", ["", "/", "//.", "/../a folder"])
def test_the_variable_names_the_place(
    machines: tuple[Machine, ...], folder: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """DLR_REMOTE counts before the file, however the path is spelled; nothing is saved."""
    a = machines[0]
    monkeypatch.setenv("DLR_REMOTE", f"{folder}{end}")
    a.do("tick", "vectors")
    assert a.do("sync", "--json").document["sent"] == 1
    assert remote(a) is None
    assert a.do("status", "--json").document["waiting_for_sync"] == 0
    assert a.do("sync", "--status", "--json").document["waiting"] == 0


def test_the_variable_stays_in_force(
    machines: tuple[Machine, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who names or forgets a place while DLR_REMOTE is set is told that the variable counts."""
    a = machines[0]
    monkeypatch.setenv("DLR_REMOTE", str(folder))
    result = a("sync", str(make_place("git", folder.parent)))
    assert result.code == 0
    assert "DLR_REMOTE is set and takes precedence" in result.err
    before = a.contents()
    result = a("sync", "--stop")
    assert (result.code, result.out) == (2, "")
    assert "unset DLR_REMOTE" in result.err
    assert a.contents() == before


def test_stop_forgets_the_place(machines: tuple[Machine, ...], folder: Path) -> None:
    """--stop touches neither the history nor the place, and the next sync goes on from there."""
    a, b, _ = machines
    a.sync(folder)
    a.do("tick", "vectors")
    a.sync()
    there = sorted(folder.rglob("*"))
    out = a.do("sync", "--stop").out
    assert out.startswith(f"dlr no longer syncs with {folder}. Your progress stays on this device")
    assert remote(a) is None
    assert sorted(folder.rglob("*")) == there
    assert "sync" not in a.do("status").out
    assert a.sync(folder)["sent"] == 0
    assert b.sync(folder)["received"] == 1
    assert a.do("sync", "--stop", "--json").document["remote"] is None


def test_a_place_that_has_vanished(machines: tuple[Machine, ...], folder: Path) -> None:
    """A disk that is not connected, and one that is empty, are told; nothing changes anywhere."""
    a = machines[0]
    a.sync(folder)
    a.do("tick", "vectors")
    a.sync()
    aside = folder.rename(folder.with_name("aside"))
    before = a.contents()
    result = a("sync")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"dlr: {folder} does not exist.\nIs the disk connected, or the share mounted?\n"
    )
    folder.mkdir()
    result = a("sync")
    assert (result.code, result.out) == (2, "")
    assert f"{folder} no longer contains your history." in result.err
    assert list(folder.iterdir()) == []
    assert a.contents() == before
    assert a("sync", str(folder)).code == 2
    assert a.sync(folder, "--yes")["sent"] == 1
    folder.rename(folder.with_name("later"))
    aside.rename(folder)
    assert a.sync()["sent"] == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written(machines: tuple[Machine, ...], folder: Path) -> None:
    """A folder without the right to write is told with what to check."""
    folder.chmod(0o500)
    result = machines[0]("sync", str(folder))
    assert (result.code, "permissions" in result.err) == (2, True)
    folder.chmod(0o700)


def test_a_place_in_the_way_of_a_file(machines: tuple[Machine, ...], folder: Path) -> None:
    """A file where the folder of the journals should be is told, for root as well."""
    (folder / "dlr").write_text("mine")
    result = machines[0]("sync", str(folder))
    assert (result.code, result.out) == (2, "")
    assert f"{folder / 'dlr'}" in result.err
    assert (folder / "dlr").read_text() == "mine"


def test_what_is_no_place(machines: tuple[Machine, ...], folder: Path) -> None:
    """A file, and a repository with a working folder, are refused in words."""
    (folder / "file").write_text("x")
    result = machines[0]("sync", str(folder / "file"))
    assert (result.code, "is not a folder" in result.err) == (2, True)
    (folder / ".git").mkdir()
    result = machines[0]("sync", str(folder))
    assert (result.code, "git init --bare" in result.err) == (2, True)
    result = machines[0]("sync", str(folder / "none"))
    assert (result.code, "mkdir" in result.err) == (2, True)


@pytest.mark.parametrize(
    "args",
    [
        ["--status", "--merge"],
        ["--stop", "--erase"],
        ["--status", "--stop", "--erase"],
        ["--merge", "--erase"],
        ["--status", "somewhere"],
        ["--stop", "somewhere"],
        ["--status", "--name", "x"],
        ["--erase", "--name", "x"],
    ],
)
def test_what_cannot_be_combined(
    machines: tuple[Machine, ...], folder: Path, args: list[str]
) -> None:
    """Options that exclude each other are refused, and nothing changes."""
    a = machines[0]
    a.do("tick", "vectors")
    a.sync(folder)
    before, there = a.contents(), sorted(folder.rglob("*"))
    result = a("sync", *args)
    assert (result.code, result.out) == (2, "")
    assert "cannot be combined" in result.err
    assert (a.contents(), sorted(folder.rglob("*"))) == (before, there)


def test_a_broken_curriculum_is_no_hindrance(machines: tuple[Machine, ...], folder: Path) -> None:
    """What is learned from is not read by a sync, so it works whatever state that is in."""
    a = machines[0]
    a.do("tick", "vectors")
    path = a.home / "curricula/broken.yaml"
    path.parent.mkdir()
    path.write_text("format: [")
    (a.home / "config.json").write_text('{"curriculum": "broken"}')
    assert a("status").code == 2
    assert a.do("sync", str(folder)).code == 0
    (a.home / "config.json").write_text(json.dumps({"curriculum": "gone", "remote": str(folder)}))
    assert a.do("sync", "--json").document["sent"] == 0
