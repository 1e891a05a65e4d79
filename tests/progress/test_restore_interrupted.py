"""A restore that is interrupted, killed, or let down by the disk, at any of its steps."""

import contextlib
import gc
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from errno import EIO, EXDEV
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple, NoReturn

import pytest

from dlroadmap import paths
from dlroadmap.errors import DlrError
from dlroadmap.progress import backup, tables
from dlroadmap.progress.failures import failures
from dlroadmap.progress.store import Store
from dlroadmap.render.advice import advice_on
from torture.processes import PATIENCE

from .conftest import tick

NOW = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
JOURNAL = bytes(512) + b"What SQLite has kept of a journal. " * 99


class Scene:
    """A learner's folder with a store and an older copy of it; each trial has its own."""

    def __init__(self, folder: Path, damaged: bool) -> None:
        self.folder = folder
        self.damaged = damaged
        self.store = Store(folder / "progress.db", folder / "backups")
        tick(self.store, "dl/tensors", "dl/mlp")
        self.copied = self.store.events()
        self.copy = backup.copy_by_hand(self.store.path, self.store.backups, NOW).name
        tick(self.store, "dl/cnn")
        self.before = self.store.events()
        self.journal = folder / "progress.db-journal"
        if damaged:
            data = self.store.path.read_bytes()
            self.store.path.write_bytes(b"garbage" * 600 + data[4200:])
            self.journal.write_bytes(JOURNAL)
        self.bytes = self.store.path.read_bytes()

    def again(self, folder: Path) -> "Scene":
        """Return the same scene in another folder."""
        shutil.copytree(self.folder, folder)
        again = object.__new__(Scene)
        again.__dict__.update(self.__dict__, folder=folder, journal=folder / self.journal.name)
        again.store = Store(folder / "progress.db", folder / "backups")
        return again

    def restore(self) -> None:
        """Restore the copy, and tell failures in words."""
        with failures(self.store.path):
            backups = self.store.backups
            backup.restore(backups / self.copy, self.store.path, backups, NOW)

    def check(self, said: str) -> None:
        """Check that nothing is lost, that no two histories are mixed, and what was said of it."""
        gc.collect()  # closes the connections of a trial that was broken off
        asides = [path for path in backup.find_copies(self.store.backups) if "restore" in path.name]
        if self.damaged and self.store.path.read_bytes() == self.bytes:
            found = None
            assert self.journal.exists() or self.is_complete(asides)
        else:
            found = self.store.events()
            assert found in (self.before, self.copied)
            if self.damaged:
                assert self.is_complete(asides)
                assert not self.journal.exists()
            elif found == self.copied:
                assert [Store(path, path.parent).events() for path in asides] == [self.before]
        if "nothing was changed" in said:
            assert found in (None, self.before)
        if "Restored" in said:
            assert found == self.copied
        if "Your previous progress" in said:
            assert all(str(path) in said.replace("\n", "") for path in asides)
            assert asides

    def is_complete(self, asides: list[Path]) -> bool:
        """Return whether the damaged store was kept with its journal."""
        return any(
            path.read_bytes() == self.bytes
            and path.with_name(f"{path.name}-journal").read_bytes() == JOURNAL
            for path in asides
        )


@pytest.fixture(params=[False, True], ids=["sound", "damaged"])
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Scene:
    """A scene to be played again and again, with a sound store or a damaged one."""
    return Scene(tmp_path / "first", request.param)


def outcome(scene: Scene) -> str:
    """Restore, and return what a learner would be told."""
    try:
        scene.restore()
    except DlrError as error:
        return "\n".join([error.message, *advice_on(error)])
    except KeyboardInterrupt as interrupt:
        return "\n".join(["Interrupted.", *getattr(interrupt, "__notes__", ())])
    return "Restored"


FILES = {module.__file__ for module in (backup, paths, tables, contextlib)}


def interrupting(line: int, work: Callable[[], str]) -> str:
    """Do some work that is interrupted as by Ctrl-C before the n-th line of Python it runs."""
    left = line

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename not in FILES:
            return None
        left -= event == "line"
        if left == 0:
            raise KeyboardInterrupt
        return trace

    sys.settrace(trace)
    try:
        return work()
    finally:
        sys.settrace(None)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("step", [47, pytest.param(1, marks=pytest.mark.long)])
def test_ctrl_c_at_any_line_of_a_restore_loses_nothing(
    scene: Scene, tmp_path: Path, step: int
) -> None:
    """Wherever Ctrl-C comes, the history is the old one or the copy's, and the old one is kept."""
    said, line = "", 1
    while said != "Restored":
        trial = scene.again(tmp_path / str(line))
        said = interrupting(line, partial(outcome, trial))
        trial.check(said)
        shutil.rmtree(trial.folder)
        line += step
    assert line > 100


CALLS = ("fsync", "replace", "unlink", "link", "open", "mkdir")


@pytest.mark.long
def test_each_failing_call_of_a_restore_loses_nothing(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever call of the system fails, nothing is lost, and what is told is what is so."""
    left, number = [0], 0
    while left[0] <= 0:  # until there are fewer calls than the number of that which fails
        number += 1
        trial = scene.again(tmp_path / str(number))
        left = [number]
        with monkeypatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, partial(failing, left, getattr(os, name)))
            said = outcome(trial)
        trial.check(said)
        shutil.rmtree(trial.folder)
    assert said == "Restored"
    assert number > 6


def failing(left: list[int], call: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """Call the system, but fail when the count of calls that are left comes to its end."""
    left[0] -= 1
    if left[0] == 0:
        raise OSError(EIO, os.strerror(EIO), str(args[0]))
    return call(*args, **options)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is brought to the disk, moved and committed from now on, in order."""
    done: list[str] = []
    fsync, replace, link, connect = os.fsync, os.replace, os.link, sqlite3.connect

    def note_fsync(descriptor: int) -> None:
        done.append(f"sync {Path(f'/proc/self/fd/{descriptor}').readlink().name}")
        fsync(descriptor)

    def note_replace(source: Path, target: Path) -> None:
        done.append(f"move {target.name}")
        replace(source, target)

    def note_link(source: Path, target: Path) -> None:
        done.append(f"link {target.name}")
        link(source, target)

    def note_connect(*args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)
        name = Path(str(args[0])).name
        connection.set_trace_callback(
            lambda text: done.append(f"commit {name}") if text == "COMMIT" else None
        )
        return connection

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "replace", note_replace)
    monkeypatch.setattr(os, "link", note_link)
    monkeypatch.setattr(sqlite3, "connect", note_connect)
    return done


ASIDE = "before-restore-2026-03-01T183000.db"


def test_what_is_replaced_is_on_the_disk_before_anything_is_replaced(
    scene: Scene, steps: list[str]
) -> None:
    """The replaced history, its name and its folder are synced before the store is changed."""
    scene.restore()
    steps = [re.sub(r"\.dlr-[0-9a-f]+", "", step) for step in steps]
    if not scene.damaged:
        assert steps == ["sync .draft", f"move {ASIDE}", "sync backups", "commit progress.db"]
        return
    assert steps == [
        "commit .draft",
        "sync .draft",
        *("sync .draft", f"move {ASIDE}-journal", "sync backups"),
        *(f"link {ASIDE}", "sync backups"),
        "sync first",  # the old journal is gone for good before a new store stands there
        *("move progress.db", "sync first"),
    ]


def test_new_folders_are_on_the_disk_before_the_first_tick(
    tmp_path: Path, steps: list[str]
) -> None:
    """Each folder of a newcomer is synced into the one above it before anything is stored."""
    tick(Store(tmp_path / "a" / "b" / "progress.db", tmp_path / "a" / "b" / "backups"), "dl/cnn")
    assert steps == [f"sync {tmp_path.name}", "sync a", "commit progress.db"]


def test_a_damaged_store_is_kept_where_links_cannot_lead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies on another disk, or on one without links, hold the damaged store all the same."""

    def refuse(*args: object) -> NoReturn:
        raise OSError(EXDEV, os.strerror(EXDEV))

    monkeypatch.setattr(os, "link", refuse)
    scene = Scene(tmp_path / "first", True)
    scene.restore()
    scene.check("Restored")


STRACE = shutil.which("strace")
SYSTEM_CALLS = "fsync,fdatasync,pwrite64,/^(link|unlink|rename|mkdir)(at2?)?$"


class Traced(NamedTuple):
    """What came of a dlr process under strace: its exit code, what it said, its system calls."""

    code: int
    said: str
    calls: list[str]


def trace(home: Path, *args: str, inject: str = "") -> Traced:
    """Run dlr under strace, which may let one system call fail, or be met by a signal."""
    assert STRACE
    log = home.parent / f"{home.name}.strace"
    options = [*(["-e", f"inject={inject}"] if inject else []), "-e", f"trace={SYSTEM_CALLS}"]
    done = subprocess.run(
        [STRACE, "-f", "-o", log, *options, sys.executable, "-m", "dlroadmap", *args],
        env={**os.environ, "DLR_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    calls = re.findall(r"^\d+ +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE)
    log.unlink()
    return Traced(done.returncode, done.stdout + done.stderr, calls)


def can_trace() -> bool:
    """Return whether there is an strace that may trace a process here."""
    command = [STRACE or "false", "-f", "-o", os.devnull, "-e", "trace=fsync", "true"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


traced = pytest.mark.skipif(not can_trace(), reason="needs strace, and the right to trace")


@traced
@pytest.mark.long
@pytest.mark.parametrize("blow", ["error=EIO", "signal=INT", "signal=KILL"])
def test_a_blow_at_any_system_call_of_a_restore_loses_nothing(
    scene: Scene, tmp_path: Path, blow: str
) -> None:
    """A failing disk, Ctrl-C or a kill at any call that changes files loses nothing."""
    args = ("backup", "--restore", scene.copy)
    rehearsal = scene.again(tmp_path / "rehearsal")
    result = trace(rehearsal.folder, *args)
    rehearsal.check(result.said)
    assert result.code == 0
    for call, number in Counter(result.calls).items():
        for when in range(1, number + 1):
            trial = scene.again(tmp_path / f"{call}-{when}")
            result = trace(trial.folder, *args, inject=f"{call}:{blow}:when={when}")
            assert "bug" not in result.said
            trial.check(result.said)
            shutil.rmtree(trial.folder)


@traced
@pytest.mark.long
def test_what_a_tick_says_of_a_failing_disk_is_so(tmp_path: Path) -> None:
    """Whichever call fails, a tick says that it was stored, was not, or may have been, rightly."""
    first = Scene(tmp_path / "first", False)
    trace(first.folder, "status")  # compiles what every trial needs
    args = ("tick", "derivatives", "--no-input")
    result = trace(first.again(tmp_path / "rehearsal").folder, *args)
    for call, number in Counter(result.calls).items():
        for when in range(1, number + 1):
            trial = first.again(tmp_path / f"{call}-{when}")
            result = trace(trial.folder, *args, inject=f"{call}:error=EIO:when={when}")
            stored = trial.store.events() != first.before
            if "nothing was changed" in result.said:
                assert not stored, (call, when, result)
            elif "may not have been saved" not in result.said:
                assert stored, (call, when, result)
            assert result.code == (0 if result.said.startswith("Done") else 2)
            shutil.rmtree(trial.folder)
