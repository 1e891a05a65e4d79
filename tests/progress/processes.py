"""Real processes: forked from this warm one, so that hundreds of them are quick."""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence

PATIENCE = 120
"""Seconds after which a process that hangs ends itself, so that its test fails."""


def forked(work: Callable[[], object]) -> int:
    """Start a process that does some work, and return its id; it ends with 0 if all went well."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.alarm(PATIENCE)
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def ended(pid: int) -> int:
    """Wait for a process, and return its exit code; a signal counts below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


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
