"""dlr export: write progress in a format of other programs."""

import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

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
    format: str = option("--format", "FORMAT", f"{one_of(NAMES)}.", ...),
    output: Path | None = option(
        "--output", "FILE", "Write to this file (default: standard output).", short="-o"
    ),
) -> None:
    """Write your progress in a format of other programs.

    Exports the current curriculum with the state of each item; events are those of your whole
    history. Files are in UTF-8.
    """
    check_choice("--format", format, NAMES)
    if session.as_json and not output:
        raise DlrError("usage", "--json needs --output FILE.", "For JSON: dlr export --format json")
    pieces = _write(session, format)
    if output is None:
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        return
    _save(output, pieces)
    session.answer({"format": format, "file": output}, f"Exported to {output}.")


def _write(session: Session, format: str) -> Iterable[str]:
    if format == "events":
        from dlroadmap.exchange.writing.events import write

        return write(session.store.events())
    sheet = Sheet(session.curriculum, session.progress)
    return WRITERS[format](sheet)


def _save(path: Path, pieces: Iterable[str]) -> None:
    """Write a file in one step; one that cannot be written stays as it was."""
    first = next(pieces := iter(pieces), "")  # what cannot be exported is known by then
    with replacing(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        file.writelines(chain([first], pieces))
