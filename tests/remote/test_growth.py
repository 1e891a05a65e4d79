"""What syncing leaves behind in the data folder stays small."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dlroadmap.address import Place
from dlroadmap.remote import git
from dlroadmap.remote.git import GitRemote

HERE, THERE = "a" * 16, "b" * 16


@pytest.fixture
def place(tmp_path: Path) -> Place:
    path = tmp_path / "place.git"
    subprocess.run(["git", "init", "--quiet", "--bare", path], check=True)
    return Place(str(path), path)


def remote(folder: Path, place: Place) -> GitRemote:
    return GitRemote(folder, place, asks=False, now=lambda: datetime(2026, 3, 1, tzinfo=UTC))


def append(folder: Path, place: Place, device: str, times: int) -> None:
    at = remote(folder, place)
    head = {head.device: head for head in at.heads()}.get(device)
    for number in range(times):
        head = at.append(device, head, b"{}", [b"%d\n" % number])


def count(folder: Path) -> tuple[int, int]:
    """Return how many packs there are, and how many objects by themselves."""
    objects = folder / "objects"
    return len([*objects.glob("pack/*.pack")]), len([*objects.glob("[0-9a-f][0-9a-f]/*")])


def test_what_was_sent_bit_by_bit_is_put_together(
    tmp_path: Path, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many small commits become one pack at the next sync, and all of it is still read."""
    own = tmp_path / "own"
    append(own, place, HERE, 3)
    assert count(own)[1] > 3
    monkeypatch.setattr(git, "MAX_LOOSE", -1)
    at = remote(own, place)
    [head] = at.heads()
    assert count(own) == (1, 0)
    assert [segment.data for segment in at.since(head, None)] == [b"0\n1\n2\n"]
    assert at.append(HERE, head, b"{}", [b"3\n"]) == at.heads()[0]


def test_what_came_bit_by_bit_is_put_together(
    tmp_path: Path, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each sync that receives something adds a pack; they become one, and marks stay valid."""
    own, marks = tmp_path / "own", list[str]()
    for number in range(3):
        append(tmp_path / "other", place, THERE, 1)
        [head] = remote(own, place).heads()
        marks.append(head.mark)
        assert count(own) == (number + 1, 0)
    monkeypatch.setattr(git, "MAX_PACKS", 2)
    at = remote(own, place)
    [head] = at.heads()
    assert count(own) == (1, 0)
    assert [segment.data for segment in at.since(head, marks[0])] == [b"0\n" * 3]
