"""dlr untick: put items back."""

from dlroadmap.cli import options, recording
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr untick backpropagation", "dlr untick --category entry/theory --dry-run"]


def run(
    names: options.OptionalNames = None,
    level: recording.GroupLevel = None,
    category: recording.GroupCategory = None,
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
    """Put items back to do, whether they were done, in progress or skipped.

    The history keeps what was said before. To take back only the last change, use dlr undo.
    """
    session = Session(curriculum, color, json, no_input, yes)
    kept = recording.details(date, note, link)
    recording.Recorder(session).record("reset", names, level, category, kept, dry_run=dry_run)
