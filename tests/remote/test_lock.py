"""One sync at a time."""

import errno
import os
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.remote.lock import alone

HOLD = """
import sys
from pathlib import Path
from dlroadmap.remote.lock import alone
with alone(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.read()
"""


def test_second(tmp_path: Path) -> None:
    """A second sync is refused in words while the first is under way, and not after that."""
    path = tmp_path / "data/sync.lock"
    with alone(path):
        with pytest.raises(DlrError) as told, alone(path):
            pytest.fail("two at a time")
        assert told.value.code == "sync-busy"
        assert told.value.message == "Another sync is running; nothing was changed."
        with alone(tmp_path / "other.lock"):
            pass
    with alone(path), pytest.raises(DlrError), alone(path):
        pytest.fail("two at a time")


def test_failed(tmp_path: Path) -> None:
    """A sync that fails frees the way for the next one."""
    path = tmp_path / "sync.lock"
    with pytest.raises(KeyboardInterrupt), alone(path):
        raise KeyboardInterrupt
    with alone(path):
        pass


def test_killed(tmp_path: Path) -> None:
    """Another process keeps others out, and no more once it is killed."""
    path = tmp_path / "sync.lock"
    call = [sys.executable, "-c", HOLD, str(path)]
    with Popen(call, stdin=PIPE, stdout=PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(DlrError), alone(path):
            pytest.fail("two at a time")
        other.kill()
        other.wait()
        with alone(path):
            pass


def test_no_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that cannot lock is told as that, and not as a sync that nobody runs."""

    def refuse(_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("dlroadmap.remote.lock._lock", refuse)
    path = tmp_path / "a\u202eb" / "sync.lock"
    with pytest.raises(DlrError) as told, alone(path):
        pytest.fail("not locked")
    assert told.value.code == "store-unusable"
    where = str(path).replace("\u202e", "")
    why = os.strerror(errno.ENOLCK)
    assert told.value.message == f"{where} cannot be locked: {why}; nothing was changed."


def test_no_file(tmp_path: Path) -> None:
    """A path at which no file can be locked is told, with the path."""
    (tmp_path / "sync.lock").mkdir()
    error = pytest.raises(DlrError, match=r"sync\.lock cannot be locked")
    with error as told, alone(tmp_path / "sync.lock"):
        pytest.fail("not locked")
    assert told.value.code == "store-unusable"
