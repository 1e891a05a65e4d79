"""A folder that something else carries: what else lies in it, and what is cut off midway."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.paths import replacing
from dlroadmap.remote import folder as module
from dlroadmap.remote.contract import JournalError, MovedError, RewrittenError, Segment
from dlroadmap.remote.folder import FolderRemote

A, B = "a" * 16, "b" * 16

CONFLICT = "000001.sync-conflict-20260301-120000-ABCDEFG.jsonl"


class KilledError(BaseException):
    """The process ends here."""


@pytest.fixture
def remote(tmp_path: Path) -> FolderRemote:
    """A folder in which one device has a journal of two lines."""
    remote = FolderRemote(tmp_path)
    remote.append(A, None, b"{}", [b"one\n", b"two\n"])
    return remote


@pytest.fixture
def journal(remote: FolderRemote, tmp_path: Path) -> Path:
    """The folder of that device."""
    return tmp_path / "dlr" / A


def read(remote: FolderRemote) -> dict[str, bytes | None]:
    """Return the segments of the first device."""
    return {one.name: one.data for one in remote.since(remote.heads()[0], None)}


def test_other_files(remote: FolderRemote, journal: Path, tmp_path: Path) -> None:
    """What others keep in the folder is no journal, and stays when journals are removed."""
    before = list(remote.heads())
    others = [
        tmp_path / ".stfolder/syncthing-folder.txt",
        tmp_path / "notes.txt",
        tmp_path / "dlr/readme.txt",
        tmp_path / "dlr" / B.upper() / "journal.json",
        tmp_path / "dlr" / f"{A} (copy)" / "journal.json",
        tmp_path / "dlr" / B[:-1] / "000001.jsonl",
        journal / ".syncthing.000002.jsonl.tmp",
        journal / "~syncthing~000002.jsonl.tmp",
        journal / "000001.jsonl.bak",
        journal / "1.jsonl",
        journal / "journal.sync-conflict-20260301-120000-ABCDEFG.json",
        journal / "desktop.ini",
    ]
    for path in others:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"{}\n")
    assert list(remote.heads()) == before
    remote.erase(before)
    assert [path for path in others if not path.exists()] == []
    assert list(remote.heads()) == []


def test_conflict_copy(remote: FolderRemote, journal: Path) -> None:
    """The copy that Syncthing makes of a conflict is read too; what grows is the file itself."""
    head = remote.heads()[0]
    (journal / CONFLICT).write_bytes(b"one\nthree\n")
    now = remote.heads()[0]
    assert list(remote.since(now, head.mark)) == [Segment(CONFLICT, b"one\nthree\n")]
    with pytest.raises(MovedError):
        remote.append(A, head, b"{}", [b"four\n"])
    remote.append(A, now, b"{}", [b"four\n"])
    assert read(remote) == {"000001.jsonl": b"one\ntwo\nfour\n", CONFLICT: b"one\nthree\n"}


def test_half_a_line(remote: FolderRemote, journal: Path) -> None:
    """A file that ends within a line is not continued; what follows goes into the next one."""
    (journal / "000001.jsonl").write_bytes(b"one\ntw")
    remote.append(A, remote.heads()[0], b"{}", [b"three\n"])
    assert read(remote) == {"000001.jsonl": b"one\ntw", "000002.jsonl": b"three\n"}


def test_without_about(remote: FolderRemote, journal: Path) -> None:
    """A journal that does not say whose it is, is there all the same, and says nothing."""
    (journal / "journal.json").unlink()
    (head,) = remote.heads()
    assert head.about == b""
    (journal / "journal.json").mkdir()
    (head,) = remote.heads()
    assert head.about == b""
    assert read(remote) == {"000001.jsonl": b"one\ntwo\n"}


@pytest.mark.posix("pipes with names")
@pytest.mark.parametrize("kind", ["folder", "pipe", "link"])
def test_no_file(remote: FolderRemote, journal: Path, kind: str) -> None:
    """What is no file in place of a segment is told, and costs nothing else."""
    path = journal / "000002.jsonl"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("nowhere")
    remote.append(B, None, b"{}", [b"three\n"])
    first, second = remote.heads()
    whole, other = remote.since(first, None)
    assert whole == Segment("000001.jsonl", b"one\ntwo\n")
    assert other == Segment("000002.jsonl", None, "is not a regular file")
    assert [one.data for one in remote.since(second, None)] == [b"three\n"]


def test_gone(remote: FolderRemote, tmp_path: Path) -> None:
    """A folder that is not there is told as such, and is not made anew."""
    gone = FolderRemote(tmp_path / "stick")
    with pytest.raises(DlrError, match=r"stick does not exist\.") as raised:
        gone.heads()
    assert raised.value.code == "no-remote"
    assert not (tmp_path / "stick").exists()


def kill_at(monkeypatch: pytest.MonkeyPatch, step: int, when: str) -> None:
    """Let the process end at the n-th file that it replaces: before, amid or after that."""
    steps = iter(range(100))

    @contextmanager
    def cut_off(path: Path, durable: bool = False) -> Iterator[Path]:
        now = next(steps) == step
        if now and when == "before":
            raise KilledError
        if now and when == "amid":
            path.parent.mkdir(parents=True, exist_ok=True)
            (path.parent / ".dlr-0123456789abcdef.draft").write_bytes(b"hal")
            raise KilledError
        with replacing(path, durable) as draft:
            yield draft
        if now:
            raise KilledError

    monkeypatch.setattr(module, "replacing", cut_off)


@pytest.mark.parametrize("when", ["before", "amid", "after"])
@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("new", [True, False])
def test_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, when: str, new: bool
) -> None:
    """An append that is cut off leaves a beginning of it, on which the next one goes on.

    Nothing that stood there is lost, nothing doubled, and no other device is hindered.
    """
    monkeypatch.setattr("dlroadmap.remote.segments.SIZE", 8)
    remote = FolderRemote(tmp_path)
    remote.append(B, None, b"{}", [b"other\n"])
    old = [] if new else [b"one\n"]
    head = None if new else remote.append(A, None, b"{}", old)
    lines = [b"%d%d%d\n" % (number, number, number) for number in range(6)]
    with monkeypatch.context() as patch:
        kill_at(patch, step, when)
        with pytest.raises(KilledError):
            remote.append(A, head, b"{}", lines)

    again = FolderRemote(tmp_path)
    heads = {one.device: one for one in again.heads()}
    found = b""
    if A in heads:
        assert heads[A].about == b"{}"
        since = again.since(heads[A], head.mark if head else None)
        assert all(one.data for one in since)
        found = b"".join(one.data or b"" for one in again.since(heads[A], None))
    all_lines = [*old, *lines]
    assert b"".join(all_lines).startswith(found)
    assert found.count(b"\n") >= len(old)
    rest = all_lines[found.count(b"\n") :]
    made = again.append(A, heads.get(A), b"{}", rest)
    whole = b"".join(one.data or b"" for one in again.since(made, None))
    assert whole == b"".join(all_lines)
    again.erase(again.heads())
    assert [path for path in tmp_path.rglob("*") if not path.is_dir()] == []


@pytest.mark.parametrize("step", range(4))
def test_erase_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """A removal that is cut off can be made again, and then nothing of the journal is left."""
    monkeypatch.setattr("dlroadmap.remote.segments.SIZE", 4)
    remote = FolderRemote(tmp_path)
    remote.append(A, None, b"{}", [b"one\n", b"two\n"])
    steps, unlink = iter(range(100)), Path.unlink

    def cut_off(path: Path, missing_ok: bool = False) -> None:
        if next(steps) == step:
            raise KilledError
        unlink(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", cut_off)
        with suppress(KilledError):
            remote.erase(remote.heads())
    remote.erase(remote.heads())
    assert [path for path in tmp_path.rglob("*") if not path.is_dir()] == []
    assert list(remote.heads()) == []


def test_limits_count_what_they_name(
    remote: FolderRemote, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others keep beside journals and in them does not count as devices and segments."""
    monkeypatch.setattr(module, "MAX_HEADS", 1)
    monkeypatch.setattr(module, "MAX_SEGMENTS", 2)
    before = list(remote.heads())
    for folder in (tmp_path / "dlr", journal):
        for number in range(5):
            (folder / f"0{number}.txt").write_bytes(b"")
    assert list(remote.heads()) == before
    assert read(remote) == {"000001.jsonl": b"one\ntwo\n"}


def test_too_many_names(
    remote: FolderRemote, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of more files than are looked at, whatever their names, a journal or the place is refused."""
    monkeypatch.setattr(module, "MAX_NAMES", 4)
    other = remote.append(B, None, b"{}", [b"other\n"])
    for number in range(3):
        (journal / f"{number}.txt").write_bytes(b"")
    first, second = remote.heads()
    assert second == other
    with pytest.raises(JournalError, match="has more than 4 files"):
        list(remote.since(first, None))
    for number in range(3):
        (tmp_path / "dlr" / f"{number}.txt").write_bytes(b"")
    with pytest.raises(DlrError, match=r"dlr has more than 4 files\.$") as told:
        remote.heads()
    assert told.value.code == "too-large"


def test_fewer_files_than_before(remote: FolderRemote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that could not be read, and can be by now, is read anew."""
    with monkeypatch.context() as patch:
        patch.setattr(module, "MAX_SEGMENTS", 1)
        mark = remote.heads()[0].mark
    with pytest.raises(RewrittenError):
        list(remote.since(remote.heads()[0], mark))
