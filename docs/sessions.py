"""Runs the commands that a page shows, so that every output in the documentation is a real one.

A page is one session of a new learner, in a folder of its own:

- a block ```` ```yaml title=NAME ```` is written to the file NAME,
- in a block ```` ```console ```` each line that begins with `$ ` is run, and what follows it is
  what it printed,
- a block ```` ```json $ COMMAND ```` holds what COMMAND printed.

Other blocks are left alone. Times, batches, hashes and sizes differ from run to run and are not
compared.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dlroadmap.paths import bundled

HOME = "/home/ada"
"""The home folder that pages show in place of the one that the session really has."""

BUNDLED = f"{HOME}/.local/share/pipx/venvs/dlroadmap/lib/python3.11/site-packages/dlroadmap/bundled"
"""Where pages say that the curricula lie that come with dlr."""

_BLOCK = re.compile(
    r"^(?P<open>```(?P<kind>console|json|yaml)(?: (?P<info>[^\n]+))?\n)(?P<body>.*?)(?P<end>^```)$",
    re.DOTALL | re.MULTILINE,
)

_FLEETING = (
    (r"(?<=dlr undo )[0-9a-f]{6}$|(?<=:\d\d  )[0-9a-f]{6}(?=  )", "BATCH"),
    (r"(?<=Undid )[0-9a-f]{6}(?=:)", "BATCH"),
    (r"\b[0-9a-f]{64}\b|\b[0-9a-f]{12,16}\b", "HASH"),
    (r"\d{4}-\d\d-\d\dT[\d:.]+Z?", "TIME"),
    (r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?", "DAY"),
    (r"local disk \(\w+\)", "local disk"),
    (r"\b\d+ KiB", "SIZE"),
    (r'(?<="bytes": )\d+', "SIZE"),
)
"""What no two runs have in common."""


class Learner:
    """Somebody with a home folder of their own, at a shell."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._home = Path(self._folder.name).resolve()
        self._status = 0
        self._environment = {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(self._home),
            "COLUMNS": "80",
            "LC_ALL": "C.UTF-8",
            "PYTHONUTF8": "1",
            "TZ": "UTC",
            "PYTHONPATH": str(Path(__file__).resolve().parent / "clock"),
        }

    def __enter__(self) -> "Learner":
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        path = self._home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, command: str) -> tuple[str, int]:
        """Run a command in the shell and return what it printed, and its exit code."""
        result = subprocess.run(
            ["/bin/sh", "-c", f"(exit {self._status})\n{command}"],
            cwd=self._home,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self._status = result.returncode
        printed = result.stdout.replace(str(self._home), HOME).replace(str(bundled()), BUNDLED)
        return printed, result.returncode

    def talk(self, command: str, answers: Sequence[str]) -> str:
        """Run a command at a terminal, type an answer at each prompt, then Ctrl-D; return all."""
        import pty

        ours, theirs = pty.openpty()
        shell = ["/bin/sh", "-c", command]
        environment = {**self._environment, "TERM": "xterm", "DLR_PAGER": "cat"}
        with subprocess.Popen(
            shell, cwd=self._home, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
        ):
            os.close(theirs)
            shown, left = "", list(answers)
            while printed := _read(ours):
                shown += printed
                if re.search(r"[:?] $", shown):
                    os.write(ours, f"{left.pop(0)}\n".encode() if left else b"\x04")
        os.close(ours)
        return shown.replace("\r\n", "\n")


def _read(terminal: int) -> str:
    """Return what comes next from a terminal, nothing at its end."""
    try:
        return os.read(terminal, 65536).decode()
    except OSError:
        return ""


def replayed(text: str) -> str:
    """Return a page with the output of its commands as it is now.

    Outputs that differ only in what is fleeting stay as they are, so that a page at rest does not
    change. Paths are those of Linux; elsewhere a page is returned as it is.
    """
    if sys.platform != "linux" or os.name != "posix":
        return text
    with Learner() as learner:
        return _BLOCK.sub(lambda block: _block(learner, block), text)


def _block(learner: Learner, block: re.Match[str]) -> str:
    kind, info, body = block["kind"], block["info"] or "", block["body"]
    if kind == "yaml" and info.startswith("title="):
        learner.write(info.removeprefix("title="), body)
    elif kind == "json" and info.startswith("$ "):
        printed, _ = learner.run(info.removeprefix("$ "))
        body = _same(body, printed)
    elif kind == "console":
        lines = re.findall(r"^\$ .*$", body, re.MULTILINE)
        printed = "".join(f"{line}\n{learner.run(line[2:])[0]}" for line in lines)
        body = _same(body, printed)
    return f"{block['open']}{body}{block['end']}"


def _same(shown: str, printed: str) -> str:
    """Return what is shown, if what was printed differs only in what is fleeting."""
    return shown if lasting(shown) == lasting(printed) else printed


def lasting(text: str) -> str:
    """Return a text without what differs from run to run."""
    for pattern, word in _FLEETING:
        text = re.sub(pattern, word, text, flags=re.MULTILINE)
    return text
