"""dlr as a process: exit codes, signals, pipes that close, disks that are full, and bugs."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import termios
import time
from typing import IO, TYPE_CHECKING

import pytest
from cli_helpers import CURRICULA, PATIENCE, Terminal, command, dlr_process, environment

from drawing import later

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("warm")]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["status"], 0),
        (["--version"], 0),
        (["--help"], 0),
        (["tick", "-h"], 0),
        (["search", "qwertzuiop"], 1),
        (["frobnicate"], 2),
        (["--frobnicate"], 2),
        (["tick", "--frobnicate"], 2),
        (["tick"], 2),
        (["tick", "no-such-thing"], 2),
        (["undo"], 2),
        (["lint", "/no/such/path"], 2),
    ],
)
def test_exit_codes_of_a_process(home: Path, args: list[str], code: int) -> None:
    """0 is fine, 1 a no, 2 a could-not; what went wrong is said on stderr, without a traceback."""
    ended = dlr_process(home, *args)
    assert ended.returncode == code
    assert bool(ended.stderr) == (code == 2)
    assert b"Traceback" not in ended.stderr
    if code == 2 and args[0] != "lint":
        assert ended.stdout == b""
        assert ended.stderr.startswith(b"dlr: ")


def test_a_fault_found_by_lint_is_a_no(dlr: Dlr, tmp_path: Path) -> None:
    """Lint ends with 1 when it found an error, with 0 when it found none."""
    path = tmp_path / "one.yaml"
    path.write_text("format: 1\nid: one\n", encoding="utf-8")
    assert dlr("lint", str(path)).code == 1
    assert dlr("lint", str(tmp_path / "none.yaml")).code == 2


def test_an_interrupted_question_ends_with_130(home: Path) -> None:
    """Ctrl-C at a question ends with 130, one word about it, and nothing remembered."""
    with Terminal(home, "next") as terminal:
        terminal.expect("Number or path")
        assert terminal.interrupt() == 130
    assert "Interrupted." in terminal.output
    assert "Traceback" not in terminal.output
    assert not (home / "config.json").exists()


@pytest.mark.parametrize("args", [["tick", "-"], ["note", "derivatives", "-"]], ids=" ".join)
def test_an_interrupted_reader_ends_with_130(home: Path, args: list[str]) -> None:
    """SIGINT to a process that reads standard input ends it with 130, nothing changed."""
    process = subprocess.Popen(
        command(*args),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
    )
    assert process.stdin
    wait_until_it_reads(process.stdin)
    interrupt(process)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (130, b"")
    assert err.strip() == b"Interrupted."
    assert not (home / "progress.db").exists()


def interrupt(process: subprocess.Popen[bytes]) -> None:
    """Send SIGINT until it is heard: Python may note one just before a read, and read on."""
    for _ in range(int(PATIENCE)):
        process.send_signal(signal.SIGINT)
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:
            continue
        return


def wait_until_it_reads(pipe: IO[bytes]) -> None:
    """Write a comment to a pipe, and wait until the process at its other end has taken it."""
    pipe.write(b"# wait\n")
    pipe.flush()
    deadline = time.monotonic() + PATIENCE
    while fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)) != bytes(4):
        assert time.monotonic() < deadline, "the process reads nothing"
        time.sleep(0.01)


@pytest.mark.parametrize(
    "args", [["list"], ["--help"], *later(["list", "--json"], ["schema"], ["completion", "zsh"])]
)
def test_a_closed_pipe_is_quiet(home: Path, args: list[str]) -> None:
    """A reader that goes away early, like `head`, is no failure, and nothing is said about it."""
    for _ in range(4):
        process = subprocess.Popen(
            command(*args),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(home, PYTHONUNBUFFERED="1"),
        )
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        err = process.stderr.read()
        process.stderr.close()
        assert err == b""
        assert process.wait(PATIENCE) == 0


def test_a_pipe_that_was_closed_before_is_quiet(home: Path) -> None:
    """Also a reader that never read is no failure, and a tick is recorded all the same."""
    for args in (["list"], ["tick", "derivatives"], ["list", "--json"]):
        ours, theirs = os.pipe()
        os.close(ours)
        ended = subprocess.run(
            command(*args),
            stdout=theirs,
            stderr=subprocess.PIPE,
            env=environment(home),
            timeout=PATIENCE,
            check=False,
        )
        os.close(theirs)
        assert (ended.returncode, ended.stderr) == (0, b"")
    assert b'"derivatives"' in dlr_process(home, "list", "--state", "done", "--json").stdout


def test_head_gets_its_line(home: Path) -> None:
    """`dlr list | head -1` prints one line and no complaint, in a real shell."""
    line = " ".join(command("list"))
    for _ in range(5):
        ended = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {line} | head -1"],
            capture_output=True,
            env=environment(home),
            timeout=PATIENCE,
            check=False,
        )
        assert ended.returncode == 0
        assert ended.stderr == b""
        assert ended.stdout.startswith(b"State")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "args",
    [
        ["status"],
        ["list"],
        ["--version"],
        ["--help"],
        ["status", "--json"],
        ["tick", "x", "--json"],
    ],
    ids=" ".join,
)
def test_a_full_disk_is_told_in_one_line(home: Path, args: list[str], unbuffered: str) -> None:
    """Output that cannot be written ends with 2 and one line that says why."""
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        ended = subprocess.run(
            command(*args),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(home, PYTHONUNBUFFERED=unbuffered),
            timeout=PATIENCE,
            check=False,
        )
    assert ended.returncode == 2
    assert b"Traceback" not in ended.stderr
    [line] = ended.stderr.decode().splitlines()
    assert line == "dlr: The output could not be written: No space left on device"


def test_a_closed_standard_output_is_no_traceback(home: Path) -> None:
    """Without any standard output (`dlr status >&-`) nothing is said about Python."""
    ended = subprocess.run(
        ["bash", "-c", f"{' '.join(command('status'))} >&-"],
        capture_output=True,
        env=environment(home),
        timeout=PATIENCE,
        check=False,
    )
    assert b"Traceback" not in ended.stderr
    assert b"bug" not in ended.stderr


@pytest.mark.parametrize("args", [["tick", "derivatives"], ["tick", "-"], ["next"]], ids=" ".join)
def test_a_closed_standard_input_is_no_traceback(home: Path, args: list[str]) -> None:
    """Without any standard input (`dlr next <&-`) dlr works, or says in words that it cannot."""
    ended = subprocess.run(
        ["bash", "-c", f"{' '.join(command(*args))} <&-"],
        capture_output=True,
        env=environment(home),
        timeout=PATIENCE,
        check=False,
    )
    assert b"Traceback" not in ended.stderr
    assert b"bug" not in ended.stderr


def test_a_bug_is_one_line_and_a_report(
    small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug ends with 2 and one line that names a report, and the report has what is needed."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a test's own\nbug")

    monkeypatch.setattr("dlroadmap.cli.status.summarize", broken)
    result = small("status", "--all")
    assert (result.code, result.out) == (2, "")
    [line] = result.err.splitlines()
    assert line.startswith("dlr: This is a bug in dlr")
    assert "ZeroDivisionError" in line
    [report] = (home / "reports").iterdir()
    assert str(report) in line
    text = report.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "--all" in text
    assert "Python 3." in text


def test_a_bug_where_nothing_can_be_written(
    small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where not even a report can be written, the line says so, and there is no traceback."""
    monkeypatch.setattr("dlroadmap.cli.status.summarize", lambda *_: 1 // 0)
    (home / "reports").write_text("in the way", encoding="utf-8")
    result = small("status")
    assert (result.code, result.out) == (2, "")
    [line] = result.err.splitlines()
    assert "the report could not be saved" in line


def test_an_error_of_the_system_is_no_full_disk(
    small: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unforeseen error about a file is a bug, not a fault of the output."""

    def broken(*_: object) -> None:
        raise FileNotFoundError(2, "No such file", "somewhere")

    monkeypatch.setattr("dlroadmap.cli.status.summarize", broken)
    assert "This is a bug" in small("status").err


def test_a_home_that_cannot_be_made(
    tmp_path: Path, dlr: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the home is no folder, reading works, and writing fails in one clear line."""
    path = tmp_path / "file"
    path.write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("DLR_HOME", str(path))
    monkeypatch.setenv("DLR_CURRICULUM", str(CURRICULA / "small.yaml"))
    assert dlr("status").code == 0
    result = dlr("tick", "vectors")
    assert (result.code, result.out) == (2, "")
    assert str(path) in result.err
    assert "DLR_HOME" in result.err
    assert dlr("use", "deep-learning").code == 2


def test_a_tick_leaves_private_files(dlr: Dlr, home: Path) -> None:
    """The folder of the progress, and the store in it, are for their owner alone."""
    shutil.rmtree(home)
    dlr("tick", "derivatives")
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "progress.db").stat().st_mode & 0o077 == 0


def test_many_processes_at_once_lose_nothing(home: Path) -> None:
    """Calls that run at the same moment wait for each other; every tick is there afterwards.

    On a machine so busy that one waits in vain, it says so, and is called again.
    """
    names = ("derivatives", "python-programming", "matrix-operations", "numpy-arrays")
    processes = {
        name: subprocess.Popen(
            command("tick", name),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment(home),
        )
        for name in names
    }
    for name, process in processes.items():
        _, err = process.communicate(timeout=PATIENCE)
        if process.returncode:
            assert b"Another program has held" in err
            assert dlr_process(home, "tick", name).returncode == 0
    done = dlr_process(home, "list", "--state", "done", "--json").stdout.decode()
    assert all(f'"deep-learning/{name}"' in done for name in names)
