"""Real processes: forked from this warm one, so that hundreds of them are quick."""

import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from typing import IO

PATIENCE = 600
"""Seconds after which what hangs is given up, so that its test fails; nothing else hangs on it."""

Say = Callable[[str], object]
"""Tells the parent process a word, which is out when this returns."""


def forked(work: Callable[[], object]) -> int:
    """Start a process that does some work, and return its id.

    It ends with 0 if all went well, with the code of a SystemExit, or with 1.
    """
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.alarm(PATIENCE)
        work()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def heard(work: Callable[[Say], object]) -> tuple[int, list[str]]:
    """Let a process do some work, and return its exit code and all that it said."""
    with tempfile.TemporaryFile() as file:
        code = ended(
            forked(lambda: work(lambda text: os.write(file.fileno(), f"{text}\n".encode())))
        )
        return code, read_printed(file).splitlines()


def print_into(file: IO[bytes]) -> None:
    """Let all that this process prints from here on go to the end of a file."""
    os.dup2(file.fileno(), 1)
    os.dup2(file.fileno(), 2)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))


def read_printed(file: IO[bytes]) -> str:
    """Return what was printed into a file."""
    file.seek(0)
    return file.read().decode(errors="replace")


def ended(pid: int) -> int:
    """Wait for a process, and return its exit code; a signal counts below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed(work: Callable[[Say], object], word: int, wait: float = 0) -> list[str]:
    """Kill a process some seconds after a word that it says, the first or the n-th.

    Return all that it said. Work that is done waits to be killed.
    """
    reader, writer = os.pipe()

    def say_and_wait() -> None:
        work(lambda text: os.write(writer, f"{text}\n".encode()))
        signal.pause()

    pid = forked(say_and_wait)
    os.close(writer)
    said = b""
    while said.count(b"\n") < word and (more := os.read(reader, 65536)):
        said += more
    time.sleep(wait)
    os.kill(pid, signal.SIGKILL)
    with os.fdopen(reader, "rb") as pipe:
        said += pipe.read()
    assert ended(pid) == -signal.SIGKILL
    assert said.endswith(b"\n")
    return said.decode().splitlines()


def together(works: Sequence[Callable[[], object]]) -> list[int]:
    """Do some works at once, each in a process, all let go at one barrier; return exit codes."""
    gate, opener = os.pipe()

    def waiting(work: Callable[[], object]) -> Callable[[], object]:
        def start() -> None:
            os.close(opener)
            os.read(gate, 1)  # returns when the last holder of the other end lets go
            work()

        return start

    pids = [forked(waiting(work)) for work in works]
    os.close(opener)
    codes = [ended(pid) for pid in pids]
    os.close(gate)
    return codes
