"""dlr tick: mark items as done."""

from typing import Annotated

import typer

from dlroadmap.cli import options, recording
from dlroadmap.cli.session import Session

EXAMPLES = [
    "dlr tick backpropagation",
    "dlr tick matrix-operations derivatives --date 2024-05",
    "dlr tick --category entry/mathematics",
    "cat known.txt | dlr tick -",
]


def run(
    names: options.OptionalNames = None,
    level: recording.GroupLevel = None,
    category: recording.GroupCategory = None,
    covered: Annotated[
        bool, typer.Option("--covered", help="Tick also what the items practise.")
    ] = False,
    date: recording.Date = None,
    note: recording.Note = None,
    link: recording.Link = None,
    dry_run: recording.DryRun = False,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
) -> None:
    """Mark items as done.

    All of them in one step: either every name is understood and all are ticked, or nothing is
    changed. An item that waits for others can be ticked all the same; what is open before it is
    named. Skipped items of a level or category stay skipped.
    """
    session = Session(curriculum, color, json, no_input, yes)
    kept = recording.read_details(session, date, note, link)
    recording.record(session, "tick", names, level, category, kept, covered, dry_run)
