"""What the tests of the command line share: golden files, processes, and a pseudo-terminal."""

import codecs
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

GOLDEN = Path(__file__).parent / "golden"

CURRICULA = Path(__file__).parent / "curricula"

PATIENCE = 300.0
"""Seconds after which a process that hangs is given up; no test hangs on anything shorter."""


def same_as_golden(name: str, text: str) -> None:
    """Compare a text with a golden file; with DLR_UPDATE_GOLDEN=1 write the file instead.

    After `DLR_UPDATE_GOLDEN=1 python -m pytest tests/cli` read what `git diff tests/cli/golden`
    shows before you keep it.
    """
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("DLR_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def without_time(text: str, batches: Sequence[str], days: set[date]) -> str:
    """Return output with words of the same width for what differs from run to run."""
    for day in days:
        text = re.sub(rf"\b{day}(T[0-9:.]+Z| \d\d:\d\d)?", _moment, text)
    for number, batch in enumerate(dict.fromkeys(batches), 1):
        text = re.sub(rf"\b{batch[:6]}\b", f"batch{number}", text)
    return text


def _moment(match: re.Match[str]) -> str:
    return re.sub(r"\d", "0", match[0])


def today() -> set[date]:
    """Return what day it is here, and in UTC."""
    now = datetime.now(UTC)
    return {now.date(), now.astimezone().date()}


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a process: this one's without what would steer dlr."""
    steering = (
        "DLR_",
        "PYTHONIO",
        "PYTHONUNB",
        "COLUMNS",
        "LINES",
        "NO_COLOR",
        "FORCE_COLOR",
        "TERM",
        "COMP_",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(steering)}
    # Compiled files of Python beside the sources are not the tests' to make.
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "DLR_HOME": str(home), **more}


def dlr_process(
    home: Path, *args: str, stdin: bytes = b"", **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run dlr as a process of its own, with pipes."""
    return subprocess.run(
        command(*args),
        input=stdin,
        capture_output=True,
        env=environment(home, **more),
        timeout=PATIENCE,
        check=False,
    )


def command(*args: str) -> list[str]:
    """Return the command line of a dlr process."""
    return [sys.executable, "-m", "dlroadmap", *args]


class Terminal:
    """A process on a pseudo-terminal of its own, with 24 lines; use it in a `with`.

    It is dlr with `args`, or another `program`.
    """

    def __init__(
        self,
        home: Path,
        *args: str,
        columns: int = 80,
        more: Mapping[str, str] | None = None,
        program: Sequence[str] = (),
    ) -> None:
        pty = pytest.importorskip("pty", reason="only POSIX systems have pseudo-terminals")
        import termios

        environ = environment(home, **{"TERM": "xterm", **(more or {})})
        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, columns))
        self._process = subprocess.Popen(
            program or command(*args),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environ,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(theirs)
        self.output = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._half = ""
        self._seen = 0

    def expect(self, words: str) -> None:
        """Read until the words stand there, after those that were expected before."""
        deadline = time.monotonic() + PATIENCE
        while (place := self.output.find(words, self._seen)) < 0:
            if time.monotonic() > deadline or not self._read():
                raise AssertionError(f"{words!r} never came: {self.output!r}")
        self._seen = place + len(words)

    def expect_any(self, *choices: str) -> str:
        """Read until one of some words stands there, and return it; nothing at the end."""
        while True:
            found = {word: self.output.find(word, self._seen) for word in choices}
            places = {place: word for word, place in found.items() if place >= 0}
            if places:
                word = places[min(places)]
                self._seen = min(places) + len(word)
                return word
            if not self._read():
                return ""

    def enter(self, text: str) -> None:
        r"""Type on the keyboard: \n is Enter, \x04 Ctrl-D."""
        os.write(self._ours, text.encode())

    def interrupt(self) -> int:
        """Press Ctrl-C until the process says that it was interrupted; return the exit code.

        Once is not always enough: between the prompt and the read that waits for the answer
        Python notes a signal, but goes on to wait.
        """
        deadline = time.monotonic() + PATIENCE
        while "Interrupted" not in self.output and time.monotonic() < deadline:
            self.enter("\x03")
            while "Interrupted" not in self.output and self._comes(1.0):
                if not self._read():
                    break
        return self.end()

    def end(self) -> int:
        """Read to the end and return the exit code."""
        while self._read():
            pass
        return self._process.wait(PATIENCE)

    def _comes(self, seconds: float) -> bool:
        """Wait for something to read, and return whether it came."""
        return bool(select.select([self._ours], [], [], seconds)[0])

    def _read(self) -> bool:
        if not self._comes(PATIENCE):
            raise AssertionError(f"nothing more came: {self.output!r}")
        try:
            found = os.read(self._ours, 65536)
        except OSError:  # how Linux tells that the other side is closed
            return False
        # A character, and the end of a line, may come in two halves.
        text = self._half + self._decoder.decode(found)
        self._half = "\r" if found and text.endswith("\r") else ""
        self.output += text.removesuffix(self._half).replace("\r\n", "\n")
        return bool(found)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._ours)


def _take_terminal() -> None:
    """Make standard input the controlling terminal, so that Ctrl-C on it is a signal."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
