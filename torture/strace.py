"""Runs work in a process that strace watches: every system call is told, and one can be spoiled.

The process is forked from this warm one and waits until strace holds it, so that calls are counted
from the first of the work itself. What it says goes through a socket, by the call `sendto`, which
no fault is put into.
"""

import ctypes
import os
import re
import signal
import socket
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from torture.processes import Say, ended, forked, print_into, read_printed

WRITING = (
    "mkdir", "mkdirat", "openat", "write", "pwrite64", "ftruncate", "fallocate", "fsync",
    "fdatasync", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat",
    "chmod", "fchmod", "fchmodat",
)  # fmt: skip
"""The calls that change a file system, or make a change last; and `openat`, which may make."""

ENDING = ("sendto", "exit_group")
"""The calls with which a process acknowledges something, and ends."""

_SET_PTRACER, _ANYBODY = 0x59616D61, 2**64 - 1  # <linux/prctl.h>

_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+|\?)")


class Call(NamedTuple):
    """One system call: its name, its arguments as strace writes them, and what it returned."""

    name: str
    arguments: str
    result: int | None


class Run(NamedTuple):
    """How a run went: exit code (a signal counts below zero), what was said and printed, calls."""

    code: int
    said: list[str]
    calls: list[Call]
    output: str


def why_not() -> str:
    """Return why nothing can be watched here; empty if it can."""
    try:
        run = watched(lambda say: say("fine"), ("sendto",))
    except FileNotFoundError:
        return "strace is not installed"
    except RuntimeError as error:
        return str(error)
    return "" if run.said == ["fine"] and run.calls else "strace tells no system calls here"


def watched(work: Callable[[Say], object], names: tuple[str, ...], *injected: str) -> Run:
    """Do some work under strace, which tells the calls of some names.

    `injected` are what strace does to them, such as `fsync:signal=KILL:when=3`. Raises
    RuntimeError if strace may not watch.
    """
    output = tempfile.TemporaryFile()  # noqa: SIM115
    hearing, saying = socket.socketpair()
    gate, opener = os.pipe()

    def wait_and_work() -> None:
        os.close(opener)
        hearing.close()
        print_into(output)
        _let_anybody_watch()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever our caller has set
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.read(gate, 1)  # returns when the parent lets go of the other end
        work(lambda text: saying.send(f"{text}\n".encode()))

    pid = forked(wait_and_work)
    os.close(gate)
    saying.close()
    with tempfile.NamedTemporaryFile(prefix="strace-") as log, hearing, output:
        command = [
            "strace",
            "-o",
            log.name,
            "-xx",
            "-s",
            "9999999",
            "-e",
            f"trace={','.join(names)}",
        ]
        for what in injected:
            command += ["-e", f"inject={what}"]
        try:
            with subprocess.Popen([*command, "-p", str(pid)], stderr=subprocess.PIPE) as strace:
                assert strace.stderr
                attached = b"attached" in strace.stderr.readline()
                os.close(opener)
                code = ended(pid)
        except FileNotFoundError:
            os.close(opener)
            ended(pid)
            raise
        if not attached:
            raise RuntimeError("strace may not watch other processes here")
        said = b""
        while more := hearing.recv(65536):
            said += more
        text = Path(log.name).read_text(encoding="ascii", errors="replace")
        printed = read_printed(output)
    return Run(code, said.decode().splitlines(), _read_calls(text), printed)


def _read_calls(log: str) -> list[Call]:
    calls = []
    for line in log.splitlines():
        if match := _CALL.match(line):
            name, arguments, result = match.groups()
            calls.append(Call(name, arguments, None if result == "?" else int(result)))
    return calls


def number(calls: Sequence[Call]) -> list[tuple[str, int]]:
    """Return for each call its name, and the how manieth of that name it is: from 1."""
    seen: Counter[str] = Counter()
    found = []
    for call in calls:
        seen[call.name] += 1
        found.append((call.name, seen[call.name]))
    return found


def _let_anybody_watch() -> None:
    """Allow a process beside this one to watch it, where Linux asks for that (Yama)."""
    prctl = ctypes.CDLL(None).prctl
    prctl(_SET_PTRACER, ctypes.c_ulong(_ANYBODY), 0, 0, 0)
