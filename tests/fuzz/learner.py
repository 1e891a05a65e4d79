"""A learner in a folder of its own, who has a hostile curriculum, and calls dlr in this process."""

import atexit
import io
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple, NoReturn
from unittest.mock import patch

from dlroadmap.cli.app import run
from dlroadmap.completing import complete
from fuzz.promises import hold, hold_steers_nothing

SMALL = Path(__file__).parents[1] / "cli" / "curricula" / "small.yaml"
HOSTILE = Path(__file__).parent / "hostile.yaml"
"""Titles with markup, escapes, bidi, of 200 characters, with marks; all of it is allowed."""

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""A folder in memory where there is one: a sync costs nothing there."""

_COLORS = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^;\x1b]*;[ -~]*\x1b\\")
"""What may be printed where colors are asked for: colors, and links to what can be typed."""

_RAW = {"lint", "completion", "schema"}
"""Commands that hand on a file or a script as it is."""


class Call(NamedTuple):
    """What came of a call."""

    args: list[str]
    code: int
    out: str
    err: str


@cache
def home() -> Path:
    """Return the folder of the learner; it goes when this process ends."""
    folder = Path(tempfile.mkdtemp("", "dlr-fuzz-", None if "TMPDIR" in os.environ else MEMORY))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@contextmanager
def learner() -> Iterator[Path]:
    """Yield the home of a learner who has said nothing yet; only what was compiled is still there.

    The working folder is an empty one. The curriculum in use is the hostile one.
    """
    folder, before = home(), Path.cwd()
    for path in folder.iterdir():
        if path.name != "cache":
            (shutil.rmtree if path.is_dir() else os.unlink)(path)
    (folder / "work").mkdir()
    (folder / "curricula").mkdir()
    shutil.copy2(HOSTILE, folder / "curricula")
    os.utime(folder / "curricula", (0, 0))  # or all would be compiled anew
    environment = {"DLR_HOME": str(folder), "DLR_CURRICULUM": "hostile", "LANG": "C.UTF-8"}
    kept = {name: os.environ[name] for name in ("PATH", "TZ") if name in os.environ}
    os.chdir(folder / "work")
    try:
        with (
            patch.dict(os.environ, kept | environment, clear=True),
            patch("dlroadmap.curriculum.library.bundled", lambda: SMALL.parent),
            patch("dlroadmap.cli.app._bug", _raise),
        ):
            yield folder
    finally:
        os.chdir(before)


def _raise(error: Exception, args: list[str]) -> NoReturn:
    raise error


def call(*args: str, stdin: bytes = b"") -> Call:
    """Run dlr, its standard streams pipes; what nobody foresaw is raised."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with patch.multiple(sys, stdin=given, stdout=streams[0], stderr=streams[1]):
        if args[:1] == ("__complete",):
            complete([*args[1:]])
            code = 0
        else:
            code = int(run([*args]))
        out, err = map(_text, streams)
    return Call([*args], code, out, err)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


def hold_answer(answer: Call, colored: bool = False) -> None:
    """Hold what every call promises: an exit code, JSON where it was asked for, harmless text.

    Only where colors are asked for, by an argument or otherwise (`colored`), there are any.
    """
    args, code, out, err = answer
    hold(code in (0, 1, 2, 130), "ends with an exit code", args, code)
    hold("Traceback" not in err, "no traceback", args, err)
    hold_steers_nothing(err)
    hold(code != 2 or out or err, "a failure is told", args)
    if _asks_for_json(args):
        document = json.loads(out)
        hold(isinstance(document, dict) and "schema_version" in document, "a document", args)
        hold(out.isascii(), "JSON in ASCII", args)
    elif not _RAW & {*args} and args[:1] != ["__complete"]:
        colored = colored or any("always" in arg for arg in args)
        if out.startswith("BEGIN:VCALENDAR\r\n"):
            out = out.replace("\r\n", "\n")
        hold_steers_nothing(_COLORS.sub("", out) if colored else out)


def _asks_for_json(args: Sequence[str]) -> bool:
    """Return whether the answer is one document: `--json` stands where no value or name does."""
    if "--json" not in args or {"--", "assess", "--help", "-h", "--version", *_RAW} & {*args}:
        return False
    if any(arg[:1] == "-" and arg[1:2] != "-" and "h" in arg for arg in args):
        return False
    before = args[max(args.index("--json") - 1, 0)]
    return args.count("--json") == 1 and not before.startswith("-")
