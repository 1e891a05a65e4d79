"""The pager: what is longer than the terminal is high goes through `less`, or what is set."""

import os
import re
import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from dlroadmap.errors import DlrError
from dlroadmap.render.links import unlink
from dlroadmap.text import clean

LINKS_SINCE = 590
"""A version of less that passes links on to the terminal, as later ones do."""

_ESCAPES = re.compile(r"\x1b\[[\d;]*m")


def page(text: str, stream: TextIO, columns: int, choose: Callable[[], str]) -> str | None:
    """Print a text, through the pager if it is longer than the terminal is high.

    `choose` returns the command line of the pager. If that cannot be run or fails, the text is
    printed without it, and what to say of that is returned.
    """
    if not is_long(text, stream, columns):
        stream.write(text)
        return None
    try:
        command = choose()
    except DlrError as error:
        stream.write(text)
        return error.message
    try:
        words = shlex.split(command)
        text = text if "\x1b]8;" not in text or _passes_links(words) else unlink(text)
        stream.flush()
        code = _feed(words, text.encode(stream.encoding, stream.errors or "strict"))
    except (OSError, ValueError) as error:
        stream.write(text)
        reason = error.strerror if isinstance(error, OSError) else error
        return f"The pager “{clean(command)}” could not be run: {reason}."
    if code == 0:
        return None
    stream.write(text)
    if code > 0:
        return f"The pager “{clean(command)}” failed with exit code {code}."
    return f"The pager “{clean(command)}” was ended by signal {-code}."


def is_long(text: str, stream: TextIO, columns: int) -> bool:
    """Return whether a text needs more lines than a terminal has beside its prompt."""
    if not stream.isatty() or os.environ.get("TERM", "dumb") in ("dumb", "unknown"):
        return False
    try:
        room = os.get_terminal_size(stream.fileno()).lines - 1
    except (OSError, ValueError):
        return False
    if room < 1:
        return False
    lines = text.splitlines()
    if len(lines) <= room:
        from rich.cells import cell_len

        plain = (_ESCAPES.sub("", unlink(line)) for line in lines)
        return sum(max(-(-cell_len(line) // columns), 1) for line in plain) > room
    return True


def _feed(words: list[str], content: bytes) -> int:
    """Run the pager on some content, wait until it is closed, and return its exit code.

    A pager that Ctrl-C has ended did what was wanted: that is 0. Raises OSError if there is no
    such program.
    """
    if not words:
        raise ValueError("it names no program")
    environ = {"LESS": "FRX", "LV": "-c", **os.environ}
    pager = subprocess.Popen(words, stdin=subprocess.PIPE, env=environ)  # noqa: S603 - theirs
    with pager as process, _noting_ctrl_c() as pressed:
        assert process.stdin
        # Whoever has read enough closes the pager early.
        with suppress(BrokenPipeError):
            process.stdin.write(content)
        with suppress(BrokenPipeError):
            process.stdin.close()
        code = process.wait()
    return 0 if pressed else code


@contextmanager
def _noting_ctrl_c() -> Iterator[list[int]]:
    """Leave Ctrl-C to the pager, in which it may end a search; yield the times it was pressed."""
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _passes_links(words: list[str]) -> bool:
    """Return whether a pager is a `less` that knows links; others would show their escapes."""
    if not words or os.path.basename(words[0]) != "less":  # noqa: PTH119 - Path costs more
        return False
    with suppress(OSError, subprocess.SubprocessError):
        asked = subprocess.run(  # noqa: S603 - it is run next anyway
            [words[0], "--version"], capture_output=True, text=True, timeout=5, check=False
        )
        version = re.match(r"less (\d+)", asked.stdout)
        return version is not None and int(version[1]) >= LINKS_SINCE
    return False
