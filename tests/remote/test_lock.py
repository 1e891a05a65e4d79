"""One sync at a time."""

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
