"""dlr export: write progress in a format of other programs."""

import os
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from stat import S_IMODE

from dlroadmap.cli.options import one_of, option, takes
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.exchange.sheet import Sheet
from dlroadmap.exchange.writing.kinds import NAMES, WRITERS
from dlroadmap.paths import replacing

EXAMPLES = [
    "dlr export --format md -o progress.md",
    "dlr export --format svg -o status.svg",
    "dlr export --format events -o history.jsonl",
    "dlr export --format taskwarrior | task import",
]


@takes("curriculum", "json", "color")
def run(
    session: Session,
    format: str | None = option("--format", "FORMAT", f"{one_of(NAMES)}."),
    output: Path | None = option(
        "--output", "FILE", "Write to this file (default: standard output).", short="-o"
    ),
) -> None:
    """Write your progress in a format of other programs.

    Exports the current curriculum with the state of each item; events are those of your whole
    history. Files are in UTF-8.
    """
    if format is None:
        raise DlrError("usage", "No format specified.", f"Use --format {one_of(NAMES)}.")
    check_choice("--format", format, NAMES)
    if session.as_json and not output:
        raise DlrError("usage", "--json needs --output FILE.", "For JSON: dlr export --format json")
    pieces = _write(session, format)
    if output is None:
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        return
    _save(session, output, pieces, private=format == "events")
    session.answer({"format": format, "file": output}, f"Exported to {output}.")


def _write(session: Session, format: str) -> Iterable[str]:
    if format == "events":
        from dlroadmap.exchange.writing.events import write

        return write(session.store.events())
    sheet = Sheet(session.curriculum, session.progress)
    return WRITERS[format](sheet)


def _save(session: Session, path: Path, pieces: Iterable[str], private: bool) -> None:
    """Write a file in one step, with the mode that it has; a device or a pipe is written to.

    One that cannot be written stays as it was.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir() or not target.parent.is_dir():
        what = "is a folder" if target.is_dir() else "is in a folder that does not exist"
        raise DlrError("unwritable", f"{path} {what}.", "Specify a file: -o FILE")
    if target == Path(os.path.realpath(session.folders.store)):
        message = f"{path} is your progress; nothing was exported."
        raise DlrError("unwritable", message, "Specify another file: -o FILE")
    first = next(pieces := iter(pieces), "")  # what cannot be exported is known by then
    every = chain([first], pieces)
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", newline="") as file:
            file.writelines(every)
        return
    mode = S_IMODE(target.stat().st_mode) if target.exists() else _new_mode(private)
    with replacing(target) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        file.writelines(every)
        file.flush()
        draft.chmod(mode)


def _new_mode(private: bool) -> int:
    """Return the mode of a new file: as the shell would make it, unless nobody else may read it."""
    os.umask(mask := os.umask(0))
    return 0o600 if private else 0o666 & ~mask
