"""dlr export: write progress in a format of other programs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dlroadmap.cli.options import one_of, option, takes
from dlroadmap.cli.saving import save
from dlroadmap.cli.selecting import check_choice
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError
from dlroadmap.exchange.sheet import Sheet
from dlroadmap.exchange.writing.kinds import NAMES, PRIVATE, WRITERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dlroadmap.guide.survey import Survey
    from dlroadmap.progress.events import Event

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

    Exports the current curriculum with the state of each item; html is the page of dlr map, and
    events are those of your whole history. Files are in UTF-8.
    """
    if format is None:
        raise DlrError("usage", "No format specified.", f"Use --format {one_of(NAMES)}.")
    check_choice("--format", format, NAMES)
    if session.as_json and not output:
        raise DlrError("usage", "--json needs --output FILE.", "For JSON: dlr export --format json")
    pieces = WRITERS[format](_Gathered(session))
    if output is None:
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        return
    save(session, output, pieces, private=format in PRIVATE)
    session.answer({"format": format, "file": output}, f"Exported to {output}.")


class _Gathered:
    """What a session has for exports."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def sheet(self) -> Sheet:
        """The curriculum in use with the state of each item."""
        return Sheet(self._session.curriculum, self._session.progress)

    @property
    def survey(self) -> "Survey":
        """What a map of the curriculum in use shows."""
        from dlroadmap.cli.surveying import take_survey

        return take_survey(self._session)

    @property
    def events(self) -> "Iterable[Event]":
        """The whole history."""
        return self._session.store.events()
