"""The one line for a shell's prompt: printed as it was left, if nothing has changed since.

What the line may say is kept in the cache folder with the stamps of all that it follows from. A
shell may evaluate its prompt, so only numbers and ids are said, and each is checked when it is
printed, whatever the kept file holds.
"""

import os
import stat
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from typing import TYPE_CHECKING

from dlroadmap import __version__
from dlroadmap.charset import find_encoding
from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, cache_is_trusted, folders, is_own, replacing
from dlroadmap.text import is_id

if TYPE_CHECKING:
    from dlroadmap.cli.session import Session

NAMES = (
    *("done", "items", "counted_done", "counted", "left", "percent"),
    *("doing", "due", "due_today", "next", "goal"),
)
"""The parts that a format may name. Those that a document of `status` has mean the same there."""

LARGEST = 1 << 20
"""The bytes of the largest kept file that is read."""

_OPENING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

Stamp = tuple[str, ...]
Values = dict[str, str]


def run(args: list[str]) -> bool:
    """Print the line if the arguments ask for it and no more; return whether they do.

    What goes wrong prints nothing: it would stand in the way of whoever types.
    """
    if args[:1] == ["--format"] and len(args) == 2:
        format = args[1]
    elif len(args) == 1 and args[0].startswith("--format="):
        format = args[0].partition("=")[2]
    elif args:
        return False
    else:
        format = None
    try:
        tell(format)
        sys.stdout.flush()
    except DlrError:
        return False
    except (Exception, KeyboardInterrupt):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return True


def tell(format: str | None, clock: Callable[[], float] = time.time) -> None:
    """Print the line, or nothing where there is nothing to say.

    Raises DlrError for a format that cannot be understood.
    """
    parts = parse(format) if format is not None else None
    try:
        values = _read_values(clock())
    except (Exception, KeyboardInterrupt):
        return
    if values:
        _print(
            "".join(values.get(*part) for part in parts) if parts is not None else _usual(values)
        )


def parse(format: str) -> list[tuple[str, str]]:
    """Return the parts of a format: the name of a value, or none, and a text in its place."""
    parts: list[tuple[str, str]] = []
    rest = format
    while rest:
        place = min((rest + "{}").index("{"), (rest + "{}").index("}"))
        text, rest = rest[:place], rest[place:]
        if text:
            parts.append(("", text))
        if rest[:2] in ("{{", "}}"):
            parts.append(("", rest[0]))
            rest = rest[2:]
        elif rest:
            brace, (name, end, rest) = rest[0], rest[1:].partition("}")
            if brace != "{" or not end or name not in NAMES:
                raise _misnamed()
            parts.append((name, ""))
    return parts


def _misnamed() -> DlrError:
    message = "--format has a brace without a valid name."
    known = ", ".join(f"{{{name}}}" for name in NAMES)
    return DlrError("usage", message, f"Valid names: {known}.", "For a plain brace, use {{ or }}.")


def _usual(values: Values) -> str:
    line = f"{values['counted_done']}/{values['counted']}"
    if not values["next"]:
        return line
    try:
        mark = "·".encode(find_encoding(sys.stdout)) and "·"
    except UnicodeEncodeError:
        mark = "-"
    return f"{line} {mark} next: {values['next']}"


def _print(line: str) -> None:
    """Print a line; of a format's own text, what the encoding lacks becomes a question mark."""
    encoding = find_encoding(sys.stdout)
    sys.stdout.write(line.encode(encoding, "replace").decode(encoding) + "\n")


def _read_values(now: float) -> Values:
    """Return what the line may say: as it was left, or else worked out and left for the next."""
    own = folders()
    if not own.store.is_file():
        return {}
    kept, head = own.cache / "prompt", _take_head(own, now)
    if cache_is_trusted(own) and (values := _read(str(kept), head)):
        return values
    from datetime import UTC, datetime

    from dlroadmap.cli.session import Session

    session = Session(no_input=True, now=lambda: datetime.fromtimestamp(now, UTC))
    with open(os.devnull, "w") as nowhere, redirect_stderr(nowhere):  # noqa: PTH123
        values = reckon(session)
        stamps = find_stamps(session) if values and session.caches else None
    if stamps is not None:
        fields = [*head, *values.values(), *(part for stamp in stamps for part in stamp)]
        with suppress(OSError), replacing(kept) as draft:
            draft.write_bytes("\0".join(fields).encode("utf-8", "surrogateescape"))
    return values


def _take_head(own: Folders, now: float) -> list[str]:
    """Return what the line follows from beside the curriculum: program, day, settings, history.

    Two writes within one tick of the clock differ in the counter of the database alone.
    """
    store = str(own.store)
    with open(store, "rb") as file:  # noqa: PTH123 - Path costs more
        counter = file.read(28)[24:].hex()
    day = time.strftime("%Y-%m-%d %z", time.localtime(now))
    stamps = (take_stamp(path) for path in (store, f"{store}-journal", str(own.settings)))
    chosen = os.environ.get("DLR_CURRICULUM", "")
    return [
        __version__,
        __file__,
        day,
        chosen,
        counter,
        *(part for stamp in stamps for part in stamp),
    ]


def take_stamp(path: str) -> Stamp:
    """Return the path of a file or folder, its size in bytes, -1 if it is not there, and mtime."""
    try:
        status = os.stat(path)  # noqa: PTH116 - Path costs more
    except OSError:
        return path, "-1", "0"
    return path, str(status.st_size), str(status.st_mtime_ns)


def _read(path: str, head: list[str]) -> Values:
    """Return what was left, if it follows from the same things; else nothing."""
    try:
        # A link is not followed, and nothing is waited for at a pipe.
        file = os.open(path, _OPENING)
        try:
            status = os.fstat(file)
            if not stat.S_ISREG(status.st_mode) or not is_own(status):
                return {}
            fields = os.read(file, LARGEST).decode("utf-8", "surrogateescape").split("\0")
        finally:
            os.close(file)
    except OSError:
        return {}
    first, last = len(head), len(head) + len(NAMES)
    if fields[:first] != head:
        return {}
    rest = fields[last:]
    if any(take_stamp(rest[n]) != tuple(rest[n : n + 3]) for n in range(0, len(rest), 3)):
        return {}
    return _check(fields[first:last])


def _check(texts: list[str]) -> Values:
    """Return the values by their names if each is what it has to be, else nothing."""
    values = dict(zip(NAMES, texts, strict=False))
    ids = {"next", "goal"}
    sound = len(values) == len(NAMES) and all(
        (not text or is_id(text)) if name in ids else _is_number(text)
        for name, text in values.items()
    )
    return values if sound else {}


def _is_number(text: str) -> bool:
    """Return whether a text is nothing, or a number of at most 9 digits and a tenth."""
    if not text:
        return True
    whole, point, tenth = text.partition(".")
    digits = f"{whole}{tenth}"
    return digits.isascii() and digits.isdigit() and len(whole) < 10 and len(tenth) == len(point)


def reckon(session: "Session") -> Values:
    """Return what the line may say, by what `status` and `next` go by."""
    from dlroadmap.cli.aiming import put_in_order
    from dlroadmap.cli.due import find_due
    from dlroadmap.guide.suggest import suggest
    from dlroadmap.guide.summary import summarize

    used, progress = session.curriculum, session.progress
    summary = summarize(used, progress)
    totals = summary.totals
    aims, order = put_in_order(session)
    due = find_due(session)
    following = suggest(order, progress, aims, 1)
    values = {
        **{name: getattr(totals, name) for name in ("done", "items", "counted_done", "counted")},
        "left": totals.counted - totals.counted_done,
        "percent": "" if totals.percent is None else totals.percent,
        "doing": totals.doing,
        "due": due.due,
        "due_today": due.today,
        "next": following[0].item.id if following else "",
        "goal": aims[0].key.rpartition("/")[2] if aims else "",
    }
    return _check([str(values[name]) for name in NAMES])


def find_stamps(session: "Session") -> list[Stamp] | None:
    """Return the stamps of all that the curriculum in use, and what is due of it, follow from.

    There are none where more would have to be looked at: the folder that a path starts from, or
    all curricula there are.
    """
    from dlroadmap.cli.due import fsrs_folder
    from dlroadmap.curriculum.library import MAIN, curriculum_name, is_path

    name, opened = session.setting.value, session.opened
    known = name.startswith("/") if is_path(name) else name == curriculum_name(opened.main)
    if not known or session.goal_holders:
        return None
    folders = session.library.folders
    places = [] if is_path(name) else [(f / name / MAIN, f / f"{name}.yaml") for f in folders]
    looked_at = [fsrs_folder(), *(place for pair in places for place in pair)]
    read = [(path, str(size), str(mtime)) for path, size, mtime in opened.stamps]
    return [*(take_stamp(str(path)) for path in looked_at), *read]
