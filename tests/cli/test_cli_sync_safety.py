"""What dlr sync keeps a learner from losing, and mends by itself."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from remote.learner_machines import make_place

if TYPE_CHECKING:
    from pathlib import Path

    from remote.learner_machines import Machine


def journal(folder: Path) -> Path:
    """Return the folder of the one journal at a place."""
    [found] = (folder / "dlr").iterdir()
    return found


def test_erase_never_takes_the_last_copy(machines: tuple[Machine, ...], folder: Path) -> None:
    """What another device has sent and this one has not received is not removed (promise 1)."""
    a, b, _ = machines
    a.sync(folder)
    b.sync(folder)
    b.do("tick", "vectors", "notebooks")
    b.sync()
    refused = a("sync", "--erase", "--yes")
    assert refused.code == 2
    assert "contains 1 change that this device lacks; nothing was removed." in refused.err
    assert f"To receive it first: dlr sync '{folder}'" in refused.err
    a.sync()
    a.do("sync", "--erase", "--yes")
    assert list((folder / "dlr").iterdir()) == []
    assert a.standing()[1]


def test_erase_at_an_empty_mount_point(machines: tuple[Machine, ...], folder: Path) -> None:
    """A disk that is not there has not been erased, and stays the target."""
    a = machines[0]
    a.do("tick", "vectors")
    a.sync(folder)
    aside = folder.rename(folder.with_name("aside"))
    folder.mkdir()
    refused = a("sync", "--erase", "--yes")
    assert refused.code == 2
    assert "no longer contains your history" in refused.err
    folder.rmdir()
    aside.rename(folder)
    assert a.do("sync").out.startswith("Already up to date")


def test_erase_removes_what_cannot_say_whose_it_is(
    machines: tuple[Machine, ...], folder: Path
) -> None:
    """Own journals go whatever their journal.json says by now; what is left is named."""
    a, b, _ = machines
    a.do("note", "vectors", "secret words")
    a.sync(folder)
    (journal(folder) / "journal.json").write_text('{"format":1')
    other = folder / "dlr" / ("e" * 16)
    other.mkdir()
    (other / "journal.json").write_text("{}")
    out = a.do("sync", "--erase", "--yes").out
    assert "Removed the history of 1 device" in out
    assert f"Left there, as it is not part of your history: {'e' * 8}." in out
    assert [path.name for path in (folder / "dlr").iterdir()] == ["e" * 16]
    assert b


@pytest.mark.parametrize("text", ["", "{}", '{"format":1', "null"])
def test_the_own_journal_is_mended(machines: tuple[Machine, ...], folder: Path, text: str) -> None:
    """A journal.json that was damaged is written anew by its device, which stays the same."""
    a, b, _ = machines
    a.do("tick", "vectors")
    a.sync(folder)
    (journal(folder) / "journal.json").write_text(text)
    a.do("tick", "notebooks")
    assert a.sync()["left"] == []
    assert json.loads((journal(folder) / "journal.json").read_text())["name"] == "laptop"
    b.sync(folder)
    assert a.standing()[1] == b.standing()[1]


def test_an_altered_copy_is_sent_again(machines: tuple[Machine, ...], folder: Path) -> None:
    """Who has the true event does not complain of a damaged copy, but sends it once more."""
    a, b, c = machines
    a.do("note", "vectors", "first")
    a.sync(folder)
    b.sync(folder)
    a.do("note", "vectors", "second")
    a.sync()
    path = next((folder / "dlr").glob("*/000001.jsonl"))
    path.write_bytes(path.read_bytes().replace(b"first", b"worst"))
    assert b("sync").code == 0
    c.sync(folder)
    c.sync()
    assert c.standing()[1] == b.standing()[1]
    assert b.do("sync").out.startswith("Already up to date")


def test_the_folder_that_dlr_made_is_no_target(machines: tuple[Machine, ...], folder: Path) -> None:
    """Who names the inner folder would meet nobody there."""
    a, b, _ = machines
    a.sync(folder)
    refused = b("sync", str(folder / "dlr"))
    assert refused.code == 2
    assert f"is the folder that dlr has made in {folder}." in refused.err


def test_a_restore_is_asked_about_at_its_own_place(
    machines: tuple[Machine, ...], folder: Path
) -> None:
    """A sync with another place in between does not bring anything back unasked."""
    a = machines[0]
    a.do("tick", "vectors")
    backup = a.do("backup", "--json").document["backup"]
    a.do("tick", "notebooks")
    a.sync(folder)
    a.do("backup", "--restore", backup)
    a.sync(make_place("git", folder.parent))
    refused = a("sync", str(folder))
    assert refused.code == 2
    assert "This sync would bring back 1 change that the backup lacks" in refused.err
    assert a.sync(folder, "--yes")["received"] == 1
    assert a("sync", str(folder)).code == 0


def test_status_says_what_a_restore_means(machines: tuple[Machine, ...], folder: Path) -> None:
    """Until it was compared, nobody claims that all was sent; then all is as before."""
    a = machines[0]
    a.do("tick", "vectors")
    a.sync(folder)
    backup = a.do("backup", "--json").document["backup"]
    a.do("backup", "--restore", backup)
    assert "restored from a backup" in a.do("sync", "--status").out
    assert "wait" not in a.do("status").out
    a.sync()
    assert "Everything has been sent." in a.do("sync", "--status").out


def test_a_failed_push(machines: tuple[Machine, ...], folder: Path) -> None:
    """What cannot be written to is not saved as the target; what came before that is told."""
    a = machines[0]
    a.do("tick", "vectors")
    a.sync(folder)
    bare = folder.parent / "other.git"
    subprocess.run(["git", "init", "-q", "--bare", "--object-format=sha256", str(bare)], check=True)
    refused = a("sync", str(bare))
    assert refused.code == 2
    assert a.do("config", "remote", "--json").document["settings"]["remote"]["value"] == str(folder)


def test_a_damaged_count_harms_nothing(machines: tuple[Machine, ...], folder: Path) -> None:
    """The number beside the events is a shortcut for status, and everyday commands go on."""
    a = machines[0]
    a.do("tick", "vectors")
    a.sync(folder)
    with closing(sqlite3.connect(a.home / "progress.db")) as store, store:
        store.execute("UPDATE fact SET value = 'x' WHERE name = 'shared'")
    assert a.do("status").code == 0
    assert a.do("sync").code == 0


def test_a_name_says_something(machines: tuple[Machine, ...], folder: Path) -> None:
    """An empty name is refused before anything is sent."""
    refused = machines[0]("sync", str(folder), "--name", " ")
    assert (refused.code, list(folder.iterdir())) == (2, [])


def test_our_own_copy_is_no_way_elsewhere(machines: tuple[Machine, ...], folder: Path) -> None:
    """A link or a file in the place of dlr's repository is replaced; nothing behind it changes."""
    a = machines[0]
    project = folder / "project"
    project.mkdir()
    (project / "poetry.lock").write_text("mine")
    bare = make_place("git", folder.parent)
    a.do("tick", "vectors")
    (a.home / "sync.git").symlink_to(project)
    a.sync(bare)
    assert [path.name for path in project.iterdir()] == ["poetry.lock"]
    shutil.rmtree(a.home / "sync.git")
    (a.home / "sync.git").write_text("x")
    assert a.do("sync").out.startswith("Already up to date")
    (a.home / "sync.lock").unlink()
    (a.home / "sync.lock").mkdir()
    refused = a("sync")
    assert refused.code == 2
    assert "sync.lock cannot be locked" in refused.err


@pytest.mark.parametrize("damage", [b"", b"torn"])
def test_our_own_copy_heals(machines: tuple[Machine, ...], folder: Path, damage: bytes) -> None:
    """Whatever a power cut has torn in dlr's copy of the repository, the next sync works."""
    a, b, _ = machines
    bare = make_place("git", folder.parent)
    a.do("note", "vectors", "first")
    a.sync(bare)
    b.sync(bare)
    a.do("note", "vectors", "second")
    a.sync()
    objects = [path for path in (a.home / "sync.git/objects").rglob("*") if path.is_file()]
    for path in objects:
        whole = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(damage or whole[: len(whole) // 2])
        b.do("note", "vectors", f"after {path.name[:8]}")
        b.sync()
        a.do("note", "matrices", "more")
        assert (a.sync()["left"], a.do("sync").out[:18]) == ([], "Already up to date")
        b.sync()
        assert a.standing()[1] == b.standing()[1]
        if not path.exists():
            break


def test_a_repository_that_has_lost_its_head(machines: tuple[Machine, ...], folder: Path) -> None:
    """It is not taken for a folder, and nothing is written into it."""
    a = machines[0]
    bare = make_place("git", folder.parent)
    a.sync(bare)
    (bare / "HEAD").rename(folder / "HEAD")
    refused = a("sync", "--yes")
    assert refused.code == 2
    assert "is a Git repository that is damaged: it has no HEAD." in refused.err
    assert not (bare / "dlr").exists()


def test_a_branch_in_the_way(machines: tuple[Machine, ...], folder: Path) -> None:
    """A branch that leaves no room for those of devices is named."""
    a = machines[0]
    bare = make_place("git", folder.parent)
    tree = (
        subprocess.run(
            ["git", "-C", str(bare), "mktree"], input=b"", capture_output=True, check=True
        )
        .stdout.decode()
        .strip()
    )
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    commit = (
        subprocess.run(
            ["git", "-C", str(bare), *identity, "commit-tree", tree, "-m", "x"],
            capture_output=True,
            check=True,
        )
        .stdout.decode()
        .strip()
    )
    subprocess.run(["git", "-C", str(bare), "update-ref", "refs/heads/dlr", commit], check=True)
    refused = a("sync", str(bare))
    assert refused.code == 2
    assert "Rename or delete the branch dlr there" in refused.err
