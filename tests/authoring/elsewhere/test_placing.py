"""A curriculum is written, replaced and removed in one step, whatever stops it in between."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dlroadmap.authoring.elsewhere import placing
from dlroadmap.authoring.elsewhere.placing import place, read_texts, recover, remove
from dlroadmap.authoring.elsewhere.record import Origin, find_origins, read_origin
from dlroadmap.errors import DlrError

OLD = {"curriculum.yaml": b"old", "one/cat.yaml": b"old"}
NEW = {"curriculum.yaml": b"new", "two/cat.yaml": b"new"}

LATER = 1e12


def origin(commit: str) -> Origin:
    """Return a record that tells versions apart."""
    return Origin("stats", "stats", "/x", "curriculum.yaml", "0", "2024-01-01", commit)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A curriculum that is there."""
    made = tmp_path / "curricula/stats"
    place(made, OLD, origin("a"))
    return made


def state(folder: Path) -> tuple[dict[str, bytes], str | None]:
    """Return what is there."""
    found = read_origin(folder)
    assert found
    return read_texts(folder), found.commit


@pytest.mark.parametrize("at_once", [True, False])
def test_all_is_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool) -> None:
    """Files and record are the new ones, also where the system cannot exchange folders."""
    if not at_once:
        monkeypatch.setattr(placing, "_exchange_at_once", lambda *_: False)
    place(folder, NEW, origin("b"))
    assert state(folder) == (NEW, "b")
    assert beside(folder) == ["stats"]
    assert list(find_origins(folder.parent)) == [folder]
    remove(folder)
    assert beside(folder) == []


def beside(folder: Path) -> list[str]:
    """Return what lies in the folder of curricula."""
    return [path.name for path in folder.parent.iterdir()]


STEPS = ["mkdir", "write_bytes", "rename", "sync"]


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.posix("forks")
def test_a_kill_leaves_the_old_or_the_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    """Killed before any of its steps, a call leaves one version whole, and no other folder."""
    if not at_once:
        monkeypatch.setattr(placing, "_exchange_at_once", lambda *_: False)
    seen = set()
    for step in range(100):
        if not (child := os.fork()):
            count = [step]
            for name in STEPS:
                owner = placing if name == "sync" else Path
                monkeypatch.setattr(owner, name, _dying(getattr(owner, name), count))
            monkeypatch.setattr(shutil, "rmtree", _dying(shutil.rmtree, count))
            place(folder, NEW, origin("b"))
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        recover(folder.parent, LATER)
        assert state(folder) in ((OLD, "a"), (NEW, "b"))
        assert beside(folder) == ["stats"]
        seen.add(state(folder)[1])
        place(folder, OLD, origin("a"))
        if code == 0:
            break
    assert seen == {"a", "b"}
    assert step > 5


def _dying(function: Callable[..., Any], count: list[int]) -> Callable[..., Any]:
    """Return what ends the process when a count has come to its end."""

    def call(*args: Any, **more: Any) -> Any:
        if count[0] == 0:
            os._exit(9)
        count[0] -= 1
        return function(*args, **more)

    return call


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere folders are moved in two steps")
def test_linux_never_leaves_a_gap(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where folders can be exchanged, the curriculum is there all the time: it is not renamed."""
    assert placing._exchange_at_once(folder, folder.with_name("none")) is False
    monkeypatch.setattr(Path, "rename", None)
    place(folder, NEW, origin("b"))
    assert state(folder) == (NEW, "b")


def test_what_cannot_be_written_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk leaves the old version and no draft, and is told in words."""

    def fail(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(placing, "sync", fail)
    with pytest.raises(DlrError, match="No space left on device; nothing was changed"):
        place(folder, NEW, origin("b"))
    assert state(folder) == (OLD, "a")
    assert beside(folder) == ["stats"]
