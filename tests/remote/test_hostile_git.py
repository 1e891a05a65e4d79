"""Repositories that somebody has laid as traps for a sync: told in words, and never believed."""

import os
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from conftest import Dlr
from remote.hostile import (
    THEM,
    Bare,
    is_harmless,
    make_about,
    make_events,
    make_files,
    make_lines,
)

pytestmark = pytest.mark.long

GOOD = "c" * 16


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    """A repository with the journal of an honest device."""
    made = Bare(tmp_path / "bare.git")
    made.put(GOOD, make_files(make_events(2, GOOD, key="small/indexing")))
    return made


@pytest.fixture
def synced(small: Dlr, bare: Bare) -> Dlr:
    """Call dlr for a learner whose history is there, with a tick of its own."""
    assert small("sync", str(bare.folder), "--name", "laptop").code == 0
    assert small("tick", "vectors").code == 0
    assert small("sync").code == 0
    return small


def log(dlr: Dlr) -> list[dict[str, Any]]:
    """Return all events of the learner."""
    events = dlr("log", "--json").document["events"]
    assert isinstance(events, list)
    return events


def find_own(bare: Bare) -> str:
    """Return the device of the learner."""
    (own,) = {*bare.find_journals()} - {GOOD, THEM}
    return own


ENTRIES = {
    "a link": "120000 blob {blob}\t000001.jsonl\n",
    "a module": "160000 commit {commit}\t000001.jsonl\n",
    "a folder": "040000 tree {tree}\t000001.jsonl\n",
}


@pytest.mark.parametrize("name", ENTRIES)
def test_entries_that_are_no_files(synced: Dlr, bare: Bare, name: str) -> None:
    """Links and modules are not followed; the rest of a journal is used."""
    tree = bare.git("rev-parse", f"dlr/{GOOD}^{{tree}}")
    commit, blob = bare.git("rev-parse", f"dlr/{GOOD}"), bare.write(b"/etc/passwd")
    odd = ENTRIES[name].format(tree=tree, commit=commit, blob=blob)
    odd += f"120000 blob {blob}\tnotes\n160000 commit {commit}\tother\n"
    bare.put(THEM, make_files(make_events(2), name="000002.jsonl"), odd)
    before = len(log(synced))
    result = synced("sync")
    assert result.code == 1
    assert "\n  tower: 000001.jsonl is not a regular file\n" in result.out
    assert len(log(synced)) == before + 2


def test_what_is_no_journal(synced: Dlr, bare: Bare) -> None:
    """Other branches, tags and a detached HEAD are nothing to dlr."""
    commit = bare.put(THEM, make_files(make_events(1)))
    for name in ("heads/main", "heads/dlr/x/y", "heads/dlr/ABCDEF", "tags/dlr/t", "dlr/there/z"):
        bare.git("update-ref", f"refs/{name}", commit)
    bare.git("update-ref", "--no-deref", "HEAD", commit)
    before = len(log(synced))
    assert synced("sync").code == 0
    assert len(log(synced)) == before + 1
    assert bare.git("rev-parse", "refs/heads/dlr/ABCDEF") == commit


@pytest.mark.parametrize("kind", ["blob", "tag", "tree"])
def test_a_branch_that_is_no_commit(synced: Dlr, bare: Bare, kind: str) -> None:
    """What a branch leads to may be anything, also where it has this device's name."""
    own = find_own(bare)
    target = {
        "blob": bare.write(b"x"),
        "tree": bare.git("rev-parse", f"dlr/{own}^{{tree}}"),
        "tag": bare.git(
            "mktag",
            given=f"object {bare.git('rev-parse', f'dlr/{own}')}\ntype commit\ntag t\n"
            "tagger A <a@example.org> 1 +0000\n\nx\n".encode(),
        ),
    }[kind]
    (bare.folder / "refs/heads/dlr" / THEM).write_text(f"{target}\n")
    (bare.folder / "refs/heads/dlr" / own).write_text(f"{target}\n")
    before = log(synced)
    synced("tick", "notebooks")
    result = synced("sync")
    assert is_harmless(result)
    assert result.code in (0, 1, 2)
    assert {e["id"] for e in before} <= {e["id"] for e in log(synced)}


def test_a_branch_that_was_rewritten(synced: Dlr, bare: Bare) -> None:
    """What is gone from a journal is sent again by whoever has it; nothing here is lost."""
    bare.put(THEM, make_files(make_events(3)))
    assert synced("sync").code == 0
    before = log(synced)
    bare.put(THEM, make_files(make_events(4, THEM, key="small/notebooks")))
    result = synced("sync")
    assert (result.code, is_harmless(result)) == (0, True)
    assert {e["id"] for e in before} < {e["id"] for e in log(synced)}
    text = bare.git("cat-file", "blob", f"dlr/{find_own(bare)}:000001.jsonl")
    gone = [event.id for event in make_events(3)]
    assert all(id in text for id in gone)


def test_ones_own_branch_rewritten(synced: Dlr, bare: Bare) -> None:
    """A foreign history under this device's name is left alone, and the device gets another."""
    own, mine = find_own(bare), log(synced)
    foreign = bare.put(own, make_files(make_events(1, own), make_about(histories=["f" * 32])))
    assert synced("sync").code == 0
    journals = bare.find_journals()
    assert journals[own] == foreign
    (new,) = {*journals} - {own, GOOD}
    text = bare.git("cat-file", "blob", f"dlr/{new}:000001.jsonl")
    assert all(event["id"] in text for event in mine if event["device"] == own)


def test_ones_own_journal_that_cannot_be_read(
    synced: Dlr, bare: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where this device's own journal cannot be continued, its history goes on in another one."""
    own, mine = find_own(bare), log(synced)
    monkeypatch.setattr("dlroadmap.remote.git.MAX_SEGMENTS", 50)
    blob = bare.write(b"x")
    bare.put(own, make_files(b""), "".join(f"100644 blob {blob}\tx{n}\n" for n in range(100)))
    assert synced("sync").code == 1
    (new,) = {*bare.find_journals()} - {own, GOOD}
    text = bare.git("cat-file", "blob", f"dlr/{new}:000001.jsonl")
    assert all(event["id"] in text for event in mine if event["device"] == own)
    assert synced("sync").code == 1
    assert {*bare.find_journals()} == {own, new, GOOD}


def test_all_branches_are_gone(synced: Dlr, bare: Bare, home: Path) -> None:
    """An empty place where a history was is told; named once more, it gets all of it."""
    for device, commit in bare.find_journals().items():
        bare.git("update-ref", "-d", f"refs/heads/dlr/{device}", commit)
    before = (home / "progress.db").read_bytes()
    result = synced("sync")
    assert (result.code, result.out) == (2, "")
    assert "no longer contains your history" in result.err
    assert (home / "progress.db").read_bytes() == before
    assert synced("sync", str(bare.folder)).code == 2
    assert synced("sync", "--yes").code == 0
    assert len(bare.find_journals()) == 1


def write_object(bare: Bare, kind: str, id: str, data: bytes) -> None:
    """Write an object under any name, as no git would."""
    path = bare.folder / "objects" / id[:2] / id[2:]
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(zlib.compress(f"{kind} {len(data)}\0".encode() + data))


@pytest.mark.parametrize("part", ["tree", "blob", "commit", "changed", "torn"])
def test_objects_that_are_missing(synced: Dlr, bare: Bare, home: Path, part: str) -> None:
    """A repository that lacks what its branches need is refused as a whole, with git's words."""
    commit = bare.put(THEM, make_files(make_events(2)))
    names = {"tree": f"{commit}^{{tree}}", "commit": commit}
    id = bare.git("rev-parse", names.get(part, f"{commit}:000001.jsonl"))
    path = bare.folder / "objects" / id[:2] / id[2:]
    if part == "changed":
        write_object(bare, "blob", id, make_lines(make_events(3)))
    elif part == "torn":
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:10])
    else:
        path.unlink()
    before = (home / "progress.db").read_bytes()
    result = synced("sync")
    assert (result.code, result.out) == (2, "")
    assert "could not be read. Git reports:" in result.err
    assert is_harmless(result)
    assert (home / "progress.db").read_bytes() == before
    assert synced("doctor").code == 0


def test_a_tree_that_no_git_makes(synced: Dlr, bare: Bare) -> None:
    """Names that climb out of a folder are refused when they are fetched."""
    blob = bytes.fromhex(bare.write(b"x"))
    tree = bare.git(
        *("hash-object", "--literally", "-w", "-t", "tree", "--stdin"),
        given=b"100644 ../../x\0" + blob,
    )
    bare.git("update-ref", f"refs/heads/dlr/{THEM}", bare.make_commit(tree))
    result = synced("sync")
    assert (result.code, result.out, is_harmless(result)) == (2, "", True)


def test_more_files_than_a_journal_has(
    synced: Dlr, bare: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tree with too many files is told and left, whatever their names are."""
    monkeypatch.setattr("dlroadmap.remote.git.MAX_SEGMENTS", 50)
    blob = bare.write(b"x")
    bare.put(THEM, make_files(b""), "".join(f"100644 blob {blob}\tx{n}\n" for n in range(100)))
    result = synced("sync")
    assert (result.code, "tower: has more than 50 files" in result.out) == (1, True)


def test_more_branches_than_devices(
    synced: Dlr, bare: Bare, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository with too many branches is refused as a whole, and nothing of it is stored."""
    monkeypatch.setattr("dlroadmap.remote.git.MAX_HEADS", 50)
    own = bare.find_journals()
    commit = own[GOOD]
    lines = "".join(f"create refs/heads/dlr/x{n} {commit}\n" for n in range(60))
    bare.git("update-ref", "--stdin", given=lines.encode())
    result = synced("sync")
    assert (result.code, result.out) == (2, "")
    assert "has more than 50 branches" in result.err
    assert not (home / "sync.git").exists()


def test_more_than_is_taken_in(
    synced: Dlr, bare: Bare, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git is stopped when more comes than dlr reads, and what came is removed."""
    monkeypatch.setattr("dlroadmap.remote.git.MAX_FETCHED", 2**20)
    bare.put(THEM, {"noise": os.urandom(2**22)})
    before = (home / "progress.db").read_bytes()
    result = synced("sync")
    assert (result.code, result.out) == (2, "")
    assert "MiB that is new; nothing was changed" in result.err
    assert (home / "progress.db").read_bytes() == before
    assert not (home / "sync.git").exists()


@pytest.mark.posix("limits of a process")
@pytest.mark.parametrize("size", [2**27, pytest.param(2**30, marks=pytest.mark.long)])
def test_a_line_of_1_gb(synced: Dlr, bare: Bare, size: int) -> None:
    """What git has made small is refused by its true size, and never held in memory."""
    block = b"a" * 2**20
    with subprocess.Popen(
        ["git", "-c", "core.bigFileThreshold=1m", "hash-object", "-w", "--stdin"],
        cwd=bare.folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as git:
        assert git.stdin
        assert git.stdout
        for _ in range(size // len(block)):
            git.stdin.write(block)
        git.stdin.close()
        id = git.stdout.read().decode().strip()
    bare.put(
        THEM, make_files(make_events(1), name="000002.jsonl"), f"100644 blob {id}\t000001.jsonl\n"
    )
    bare.put("d" * 16, {}, f"100644 blob {id}\tjournal.json\n")
    # Linux counts for a process what its parent had when it was started; so it starts another one.
    code = (
        "import resource, subprocess, sys; from dlroadmap.cli.app import run\n"
        "if sys.argv[1:]: sys.exit(run(['sync']))\n"
        "again = [sys.executable, '-c', sys.orig_argv[2], 'sync']\n"
        "code = subprocess.run(again).returncode\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "DLR_CURRICULUM": "deep-learning"},
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "\n  tower: 000001.jsonl is too large\n" in done.stdout
    assert f"device {'d' * 8}: journal.json is missing or not valid" in done.stdout
    unit = 2**10 if sys.platform != "darwin" else 1
    assert all(int(word) * unit < 125 * 2**20 for word in done.stderr.split()), done.stderr
