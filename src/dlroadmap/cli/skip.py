"""dlr skip: leave items out."""

from dlroadmap.cli import options, recording
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr skip tpus", "dlr skip --category expert/theory --note 'not my field'"]


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
    """Leave items out: they no longer count, and are in nobody's way.

    Of a level or category only what is open is skipped; what is done stays done.
    """
    session = Session(curriculum, color, json, no_input, yes)
    kept = recording.details(date, note, link)
    recording.Recorder(session).record("skip", names, level, category, kept, dry_run=dry_run)
