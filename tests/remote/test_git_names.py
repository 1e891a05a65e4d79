"""A repository in which more lies than journals: what is no journal is left alone."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from subprocess import run

import pytest

from dlroadmap.address import read_place
from dlroadmap.remote.contract import JournalError, Remote, RewrittenError, Segment
from dlroadmap.remote.places import open_remote

A, B = "a" * 16, "b" * 16

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def git(place: Path, *args: str, given: str = "") -> str:
    """Return what git prints at a place."""
    call = ["git", "--git-dir", str(place), *args]
    return run(call, check=True, capture_output=True, text=True, input=given).stdout.strip()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A bare repository."""
    run(["git", "init", "--quiet", "--bare", str(tmp_path / "place")], check=True)
    return tmp_path / "place"


@pytest.fixture
def remote(place: Path, tmp_path: Path) -> Remote:
    """A handle of it."""
    return open_remote(read_place(str(place)), tmp_path / "copy", False, lambda: NOW)


def write(place: Path, branch: str, files: dict[str, str], mode: str = "100644") -> None:
    """Make a commit of some files on a branch."""
    given = f"commit {branch}\ncommitter me <me@example.org> 0 +0000\ndata 0\n"
    for name, text in files.items():
        given += f"M {mode} inline {name}\ndata {len(text)}\n{text}\n"
    git(place, "fast-import", "--quiet", "--force", given=given)


def test_other_branches(place: Path, remote: Remote) -> None:
    """Branches and tags that are no device's are no journals, and stay as they are."""
    others = [
        "heads/main",
        "heads/dlr/readme",
        f"heads/dlr/{B.upper()}",
        f"tags/dlr/{B}",
        f"dlr/{B}",
    ]
    others += [f"heads/dlr/{B}/more", f"heads/{B}"]
    for name in others:
        write(place, f"refs/{name}", {"journal.json": "{}"})
    before = git(place, "show-ref")
    assert list(remote.heads()) == []
    head = remote.append(A, None, b"{}", [b"one\n"])
    assert list(remote.heads()) == [head]
    remote.erase([head])
    assert git(place, "show-ref") == before


def test_other_files(place: Path, remote: Remote) -> None:
    """Of the files of a branch the segments are read, and an append keeps the others."""
    files = {"journal.json": "{}", "000001.jsonl": "one\n", "README.md": "hello\n"}
    files |= {"000002.jsonl/000003.jsonl": "no\n", "1.jsonl": "no\n", "000001.jsonl.bak": "no\n"}
    write(place, f"refs/heads/dlr/{A}", files)
    (head,) = remote.heads()
    first, folder = remote.since(head, None)
    assert first == Segment("000001.jsonl", b"one\n")
    assert folder == Segment("000002.jsonl", None, "is not a regular file")
    made = remote.append(A, head, b"{}", [b"two\n"])
    after = {one.name: one.data for one in remote.since(made, head.mark)}
    assert after == {"000003.jsonl": b"two\n"}
    assert git(place, "show", f"dlr/{A}:README.md") == "hello"


def test_without_about(place: Path, remote: Remote) -> None:
    """A branch that does not say whose it is, is there all the same, and says nothing."""
    write(place, f"refs/heads/dlr/{A}", {"000001.jsonl": "one\n"})
    write(place, f"refs/heads/dlr/{B}", {"journal.json/000001.jsonl": "one\n"})
    assert [(head.device, head.about) for head in remote.heads()] == [(A, b""), (B, b"")]


def test_half_a_line(place: Path, remote: Remote) -> None:
    """A file that ends within a line is not continued; what follows goes into the next one."""
    write(place, f"refs/heads/dlr/{A}", {"journal.json": "{}", "000001.jsonl": "one\ntw"})
    made = remote.append(A, remote.heads()[0], b"{}", [b"three\n"])
    assert [one.data for one in remote.since(made, None)] == [b"one\ntw", b"three\n"]


def test_a_link_becomes_a_file(place: Path, remote: Remote) -> None:
    """What was no file has no beginning to hold, so what comes in its place is read as new."""
    branch = f"refs/heads/dlr/{A}"
    write(place, branch, {"000001.jsonl": "nowhere"}, mode="120000")
    mark = remote.heads()[0].mark
    write(place, branch, {"000001.jsonl": "one\n"})
    assert list(remote.since(remote.heads()[0], mark)) == [Segment("000001.jsonl", b"one\n")]
    file = remote.heads()[0].mark
    write(place, branch, {"000001.jsonl": "one\n"}, mode="120000")
    with pytest.raises(RewrittenError):
        list(remote.since(remote.heads()[0], file))


def test_another_commit_with_the_same_lines(place: Path, remote: Remote) -> None:
    """A branch that was rewritten, but has all that it had, is read on."""
    branch = f"refs/heads/dlr/{A}"
    write(place, branch, {"000001.jsonl": "one\n", "notes": "x"})
    mark = remote.heads()[0].mark
    write(place, branch, {"000001.jsonl": "one\ntwo\n"})
    (segment,) = remote.since(remote.heads()[0], mark)
    assert segment == Segment("000001.jsonl", b"one\ntwo\n")


def test_a_known_file_is_gone_here(place: Path, remote: Remote, tmp_path: Path) -> None:
    """Where the copy of the repository lacks what was known, everything is read anew."""
    branch = f"refs/heads/dlr/{A}"
    write(place, branch, {"000001.jsonl": "one\n"})
    mark = remote.heads()[0].mark
    write(place, branch, {"000001.jsonl": "one\ntwo\n"})
    head = remote.heads()[0]
    shutil.rmtree(tmp_path / "copy")
    assert list(remote.heads()) == [head]
    with pytest.raises(RewrittenError):
        list(remote.since(head, mark))
    assert [one.data for one in remote.since(head, None)] == [b"one\ntwo\n"]


def test_too_many_files(place: Path, remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A branch of more segments than are read is told, and does not count as read."""
    monkeypatch.setattr("dlroadmap.remote.git.MAX_SEGMENTS", 2)
    files = {f"{number:06}.jsonl": "one\n" for number in range(1, 4)}
    write(place, f"refs/heads/dlr/{A}", {"journal.json": "{}", **files})
    with pytest.raises(JournalError, match="has more than 2 files"):
        list(remote.since(remote.heads()[0], None))
