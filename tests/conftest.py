"""What tests of the program share: a fresh learner, and a way to call dlr as a person does."""

import gc
import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

import drawing
from dlroadmap.cli.app import run

if TYPE_CHECKING:
    from remote.learner_machines import Machine

# Tests run side by side; threads of numpy in each of them would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

CURRICULA = Path(__file__).parent / "cli" / "curricula"
"""Small curricula that only change with the tests: `small`, and `track`, which takes items in."""

VARIABLES = (
    *("DLR_HOME", "DLR_CURRICULUM", "DLR_COLOR", "DLR_HOURS_PER_WEEK", "DLR_PAGER", "PAGER"),
    "DLR_REMOTE",
    *("COLUMNS", "LINES"),
    *("NO_COLOR", "FORCE_COLOR", "TERM", "TTY_COMPATIBLE", "PYTHONIOENCODING"),
)
"""Whatever of these the caller of the tests has set, no test sees."""


POSIX_ONLY = {
    "cli/test_cli_processes.py": "terminals, signals",
    "lint/test_hostile.py": "forks, pipes with names, limits of a process",
    "progress/test_backup.py": "forks, kills, limits of a process",
    "progress/test_migrations.py": "forks, kills",
    "progress/test_store_durability.py": "forks, kills, limits of a process",
    "progress/test_store_writers.py": "forks",
    "test_paths.py": "forks, limits of a process, modes of files",
    "test_settings.py": "forks, limits of a process",
}
"""The modules of tests that are left out on Windows, and what they need that it does not have."""

collect_ignore = [] if hasattr(os, "fork") else list(POSIX_ONLY)


def pytest_report_header() -> list[str]:
    """Say what is left out."""
    return [f"left out here: {name} ({POSIX_ONLY[name]})" for name in collect_ignore]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out single tests that need what Windows does not have."""
    if not hasattr(os, "fork"):
        for item in items:
            if mark := item.get_closest_marker("posix"):
                item.add_marker(pytest.mark.skip(reason=f"only on POSIX: {mark.args[0]}"))


def pytest_collection_finish() -> None:
    """Let no collection of garbage go through the thousands of collected tests again and again."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """Let Ctrl-C end what tests start, and let no drawn case depend on how busy the machine is.

    A background job of a script ignores Ctrl-C, and hands that on to what it starts.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("unhurried", unhurried)
    settings.load_profile("unhurried")
    if "drawn" in config.option.markexpr:
        drawing.portion = 1


@dataclass(frozen=True)
class Result:
    """What came of a call."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on standard output."""
        assert self.out.isascii(), self.out
        document = json.loads(self.out)
        assert isinstance(document, dict)
        assert document["schema_version"] == 1
        return document

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()


class Dlr(Protocol):
    """Calls dlr in this process."""

    def __call__(self, *args: str, stdin: str | bytes = "", encoding: str = "utf-8") -> Result:
        """Run dlr with arguments, as if standard output were a pipe."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a learner of its own to the test: DLR_HOME, and nothing else of the environment."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "home"
    monkeypatch.setenv("DLR_HOME", str(folder))
    return folder


@pytest.fixture
def newcomer(home: Path, monkeypatch: pytest.MonkeyPatch) -> Dlr:
    """Return what calls dlr for one who has never called it: no folder, no cache."""
    return _caller(monkeypatch)


@pytest.fixture
def warm(home: Path, bundled_cache: Path) -> None:
    """Let the learner have read the curricula that come with dlr before, which takes seconds."""
    home.mkdir(mode=0o700, exist_ok=True)
    shutil.copytree(bundled_cache, home / "cache", dirs_exist_ok=True)


@pytest.fixture
def dlr(warm: None, monkeypatch: pytest.MonkeyPatch) -> Dlr:
    """Return what calls dlr with the curricula that come with it."""
    return _caller(monkeypatch)


@pytest.fixture
def small(home: Path, small_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Dlr:
    """Return what calls dlr with the curricula of the tests in place of those that come with it.

    `small` is the one in use, by the learner's configuration.
    """
    monkeypatch.setattr("dlroadmap.curriculum.library.bundled", lambda: CURRICULA)
    shutil.copytree(small_cache, home / "cache", dirs_exist_ok=True)
    (home / "config.json").write_text('{"curriculum": "small"}', encoding="utf-8")
    return _caller(monkeypatch)


@pytest.fixture
def mine(small: Dlr, home: Path) -> Path:
    """The file of an overlay over `small`, which is in use."""
    assert small("new", "overlay", "mine", "--extends", "small").code == 0
    assert small("use", "mine").code == 0
    return home / "curricula/mine.yaml"


@pytest.fixture(scope="session")
def bundled_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the cache of a learner who has used the curricula that come with dlr before."""
    return _cache(tmp_path_factory.mktemp("bundled"))


@pytest.fixture(scope="session")
def small_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the cache of a learner who has used the curricula of the tests before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dlroadmap.curriculum.library.bundled", lambda: CURRICULA)
        return _cache(tmp_path_factory.mktemp("small"), DLR_CURRICULUM="small")


def _cache(home: Path, **variables: str) -> Path:
    """Return the cache folder of a learner after a call that opens every curriculum."""
    with pytest.MonkeyPatch.context() as patch:
        for name in VARIABLES:
            patch.delenv(name, raising=False)
        for name, value in {"DLR_HOME": str(home), **variables}.items():
            patch.setenv(name, value)
        assert _caller(patch)("curricula").code == 0
    return home / "cache"


def _caller(monkeypatch: pytest.MonkeyPatch) -> Dlr:
    def call(*args: str, stdin: str | bytes = "", encoding: str = "utf-8") -> Result:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2)]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            code = run(list(args))
        return Result(int(code), *map(_text, streams))

    return call


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(stream.encoding)


@pytest.fixture
def write_curriculum(home: Path) -> Callable[[str, str], Path]:
    """Return what writes a curriculum into the learner's own library."""

    def write(id: str, text: str) -> Path:
        path = home / "curricula" / f"{id}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def machines(small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch) -> "tuple[Machine, ...]":
    """Three machines of one learner, without a history."""
    from remote.learner_machines import make_machines

    return make_machines(home, small, monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a place to sync with."""
    from remote.learner_machines import make_place

    return make_place("folder", tmp_path)


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """What a trap makes when it is sprung."""
    return tmp_path / "sprung"


@pytest.fixture
def trap(tmp_path: Path, marker: Path) -> Path:
    """A program that leaves a mark."""
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\ntouch {marker}\n")
    program.chmod(0o755)
    return program
