"""What tries to lose progress sees what there is to see."""

import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from torture.disk import Cut, Enter, Failure, Node, Operation, Sync, Write, draw_failure
from torture.outcome import LOST_EVENTS, Outcome
from torture.page import is_clean, write_page
from torture.trials.sabotage import Caught

ROOT = Path(__file__).resolve().parents[1]


def left(operations: Sequence[Operation], root: Node, target: Path) -> set[tuple[str, bytes]]:
    """Return every file, with its bytes, that any of many power cuts has left."""
    dice = random.Random(1)
    target.mkdir(exist_ok=True)
    found: set[tuple[str, bytes]] = set()
    for number in range(300):
        folder = target / str(number)
        draw_failure(dice).leave(root, operations, folder)
        files = [path for path in folder.rglob("*") if path.is_file()]
        found.update((path.name, path.read_bytes()) for path in files)
        if not files:
            found.add(("nothing", b""))
    return found


def test_what_was_synced_is_there_after_every_power_cut(tmp_path: Path) -> None:
    """A file lasts if its bytes, its name and the name of its new folder were synced."""
    root, folder, file = Node(True), Node(True), Node(False)
    made: list[Operation] = [Enter(((root, "new", folder),)), Enter(((folder, "file", file),))]
    synced = [Sync(root), Sync(folder), Sync(file)]
    operations = [*made, Write(file, 0, b"words"), *synced]
    assert left(operations, root, tmp_path / "synced") == {("file", b"words")}
    for missing in synced:
        fewer = [operation for operation in operations if operation is not missing]
        assert len(left(fewer, root, tmp_path / str(synced.index(missing)))) > 1


def test_unsynced_writes_are_torn_into_sectors(tmp_path: Path) -> None:
    """Of a long write that was not synced any sectors may be there, but none in parts."""
    old, new = b"o" * 1536, b"n" * 1536
    file = Node(False, old)
    root = Node(True, entries={"file": file})
    found = {content for _, content in left([Write(file, 0, new)], root, tmp_path)}
    assert {old, new} < found
    assert found <= {a * 512 + b * 512 + c * 512 for a in (b"o", b"n") for b in (b"o", b"n")
                     for c in (b"o", b"n")}  # fmt: skip


def test_rename_is_one_step_and_a_cut_may_be_lost(tmp_path: Path) -> None:
    """A renamed file is under its old name or its new one; a file that was cut is long or short."""
    file = Node(False, b"words")
    root = Node(True, entries={"old": file})
    renamed = Enter(((root, "old", None), (root, "new", file)))
    assert {name for name, _ in left([renamed], root, tmp_path / "a")} == {"old", "new"}
    assert {text for _, text in left([Cut(file, 1)], root, tmp_path / "b")} == {b"words", b"w"}


def test_file_that_grew_may_show_garbage(tmp_path: Path) -> None:
    """Where a file grew and was not synced there may be anything, never beyond what was written."""
    file = Node(False, b"")
    root = Node(True, entries={"file": file})
    failure = Failure(lambda: True, lambda: False, random.Random(1), garbage=True)
    failure.leave(root, [Write(file, 0, b"x" * 700)], tmp_path / "state")
    content = (tmp_path / "state" / "file").read_bytes()
    assert len(content) == 700
    assert set(content) != {ord("x")}


def test_page_tells_what_was_lost(tmp_path: Path) -> None:
    """The page counts what was lost and what was wrong, and names what was left out."""
    fine = Outcome("kills", "SIGKILL", left_out="small disks")
    fine.add("tick", [])
    noticed = Caught("no sync", "kills", 3, LOST_EVENTS)
    page = write_page([fine], [noticed], tmp_path, quick=False)
    assert "**Of 1 cases none lost anything, and none broke another promise.** Every one" in page
    assert "- kills: small disks" in page
    assert is_clean([fine], [noticed])
    bad = Outcome("power cuts", "a state")
    bad.add("tick", [LOST_EVENTS, "another fault"])
    bad.add("tick", ["another fault"])
    missed = Caught("no lock", "kills", 0, "")
    page = write_page([fine, bad], [noticed, missed], tmp_path, quick=False)
    assert "**Of 3 cases 1 lost something, and 1 broke another promise.** All but 1 of 2" in page
    assert f"| power cuts | tick | {LOST_EVENTS} | 1 of 2 |" in page
    assert "**not noticed**" in page
    assert not is_clean([bad], [noticed])
    assert not is_clean([fine], [missed])


@pytest.mark.long
def test_torture_in_short_loses_nothing(tmp_path: Path) -> None:
    """A little of every trial loses nothing, and each sabotage is noticed."""
    page = tmp_path / "page.md"
    command = [sys.executable, "-m", "torture", "--quick", "--page", str(page)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + page.read_text(encoding="utf-8")
