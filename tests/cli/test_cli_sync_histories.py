"""dlr sync where histories differ: whose is merged, what comes back, and what is removed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from cli_helpers import Terminal

from remote.learner_machines import make_place

if TYPE_CHECKING:
    from pathlib import Path

    from remote.learner_machines import Machine


def tree(folder: Path) -> dict[Path, bytes]:
    """Return the files of a place, and what they contain."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refuse(machine: Machine, *args: str, folder: Path) -> str:
    """Call dlr for what is refused and changes nothing; return what was said."""
    before = machine.contents(), tree(folder)
    result = machine(*args)
    assert (result.code, result.out) == (2, "")
    assert (machine.contents(), tree(folder)) == before
    return result.err


def test_another_history_needs_a_word(machines: tuple[Machine, ...], folder: Path) -> None:
    """Whose it is and how much is said on both sides; --merge takes it in, with a way back."""
    a, b, _ = machines
    a.do("tick", "vectors", "notebooks")
    a.sync(folder)
    b.do("tick", "attention")
    told = refuse(b, "sync", str(folder), folder=folder)
    assert f"{folder} already contains another history: laptop (2 events)." in told
    assert "This device has 1 event of its own. Nothing was changed." in told
    assert f"dlr sync '{folder}' --merge" in told
    lines = b.do("sync", str(folder), "--merge", "--name", "server").lines
    assert lines[0] == "Sent 1 change; received 1 from laptop."
    assert "Merged the history of laptop (2 events)." in lines
    [undo] = [line for line in lines if line.startswith("To undo: dlr backup --restore ")]
    assert a.sync()["received"] == 1
    assert a.standing() == b.standing()
    assert b.do(*undo.partition(": dlr ")[2].split()).code == 0
    assert len(b.do("log", "--json").document["events"]) == 1


def test_an_empty_history_takes_over_what_is_there(
    machines: tuple[Machine, ...], folder: Path
) -> None:
    """A new machine needs no word, and what it says later belongs to the same history."""
    a, b, _ = machines
    a.do("tick", "vectors", "notebooks")
    a.sync(folder)
    lines = b.do("sync", str(folder), "--name", "server").lines
    assert lines[:2] == [
        "Nothing to send; received 1 change from laptop.",
        "Changed 2 items: 2 now done.",
    ]
    b.do("untick", "vectors")
    assert b.do("sync").lines == ["Sent 1 change; nothing new to receive."]
    assert a.sync()["received"] == 1
    assert a.standing() == b.standing()


def test_two_histories_at_a_place(machines: tuple[Machine, ...], folder: Path) -> None:
    """An empty history does not choose between two; one of theirs leaves the other alone."""
    a, b, c = machines
    a.do("tick", "vectors")
    a.sync(folder)
    other = make_place("git", folder.parent)
    b.do("tick", "attention")
    b.sync(other)
    elsewhere = folder.with_name("elsewhere")
    elsewhere.mkdir()
    b.sync(elsewhere)
    shutil.copytree(elsewhere / "dlr", folder / "dlr", dirs_exist_ok=True)
    told = refuse(c, "sync", str(folder), folder=folder)
    assert "2 other histories: laptop (1 event) and server (1 event)." in told
    document = a.sync()
    assert (document["received"], [one["name"] for one in document["devices"]]) == (0, ["laptop"])
    assert [one["name"] for one in document["others"]] == ["server"]
    out = a.do("sync").out
    assert "Not merged: another history in the same sync target, server (1 event)." in out
    assert "dlr sync --merge" in out
    assert c.sync(folder, "--merge")["received"] == 2


def restore(machine: Machine, folder: Path) -> list[str]:
    """Set a machine back to before its last two changes, which it had synced; return the call."""
    machine.do("tick", "vectors")
    machine.sync(folder)
    backup = machine.do("backup", "--json").document["backup"]
    machine.do("tick", "notebooks", "attention")
    machine.do("skip", "matrices")
    machine.sync()
    machine.do("backup", "--restore", backup)
    return ["sync"]


def test_what_comes_back_is_asked_about(machines: tuple[Machine, ...], folder: Path) -> None:
    """Without a person a sync does not bring back what a restored backup lacks, unless --yes."""
    a = machines[0]
    call = restore(a, folder)
    told = refuse(a, *call, "--no-input", folder=folder)
    assert "This sync would bring back 2 changes that the backup lacks, made " in told
    assert "To bring them back, add --yes." in told
    assert a.do("status", "--json").document["totals"]["done"] == 1
    document = a.sync(None, "--yes")
    assert (document["received"], document["sent"]) == (2, 0)
    assert a.do("sync", "--no-input").out.startswith("Already up to date")


@pytest.mark.posix("a terminal")
@pytest.mark.parametrize(
    ("typed", "code", "done"), [("y\n", 0, 4), ("n\n", 0, 1), ("\n", 0, 1), ("\x04", 1, 1)]
)
def test_the_answer_decides(
    machines: tuple[Machine, ...], folder: Path, typed: str, code: int, done: int
) -> None:
    """Yes brings the changes back; no, Enter and the end of input change nothing at all."""
    a = machines[0]
    call = restore(a, folder)
    before = a.contents(), tree(folder)
    with Terminal(a.home, *call) as terminal:
        terminal.expect("Bring them back?")
        terminal.expect("[y/N]:")
        terminal.enter(typed)
        ended = terminal.end()
    assert (ended == 0) is (code == 0)
    assert len(a.do("log", "--json").document["events"]) == done
    if done == 1:
        assert (a.contents(), tree(folder)) == before
        assert refuse(a, *call, folder=folder)


def test_erase_needs_a_yes(machines: tuple[Machine, ...], folder: Path) -> None:
    """Without a person it says whose history it would remove, and removes nothing."""
    a, b, _ = machines
    a.sync(folder)
    b.sync(folder)
    told = refuse(a, "sync", "--erase", folder=folder)
    assert f"Remove your history from {folder} (laptop and server)? Nothing was changed." in told
    assert "--yes" in told


def test_erase_removes_this_history_alone(machines: tuple[Machine, ...], folder: Path) -> None:
    """The journals of all devices are gone, what is not ours and all progress stay.

    Another device is told on its next sync, loses nothing, and can send its history again.
    """
    a, b, _ = machines
    a.do("tick", "vectors")
    a.sync(folder)
    b.sync(folder)
    b.do("tick", "notebooks")
    (folder / "dlr/mine.txt").write_text("not dlr's")
    assert a.do("sync", "--erase", "--yes").out == (
        f"Removed the history of 2 devices from {folder}.\nThis device no longer syncs with it.\n"
    )
    assert [path.name for path in tree(folder)] == ["mine.txt"]
    assert a("sync").code == 2
    assert a.do("status", "--json").document["totals"]["done"] == 1
    told = refuse(b, "sync", folder=folder)
    assert f"{folder} no longer contains your history." in told
    assert f"dlr sync '{folder}'" in told
    assert b.sync(folder, "--yes")["sent"] == 2
    assert a.sync(folder)["received"] == 1
    assert a.standing() == b.standing()


def test_erase_elsewhere_keeps_the_place(machines: tuple[Machine, ...], folder: Path) -> None:
    """A place that is named is emptied, and another one that is saved stays saved."""
    a = machines[0]
    a.do("tick", "vectors")
    a.sync(folder)
    other = make_place("git", folder.parent)
    a.sync(other)
    assert a.do("sync", str(folder), "--erase", "--yes", "--json").document["erased"] == 1
    assert tree(folder) == {}
    assert a.do("config", "remote", "--json").document["settings"]["remote"]["value"] == str(other)
    assert a.sync()["sent"] == 0
    nothing = a.do("sync", str(folder), "--erase").out
    assert nothing == f"{folder} contains nothing of yours.\n"


@pytest.mark.posix("a terminal")
@pytest.mark.parametrize(("typed", "left"), [("n\n", 2), ("\x04", 2), ("y\n", 0)])
def test_the_answer_erases(
    machines: tuple[Machine, ...], folder: Path, typed: str, left: int
) -> None:
    """Only a yes at the terminal removes anything."""
    a = machines[0]
    a.do("tick", "vectors")
    a.sync(folder)
    with Terminal(a.home, "sync", "--erase") as terminal:
        terminal.expect("[y/N]:")
        terminal.enter(typed)
        terminal.end()
    assert len(tree(folder)) == left
