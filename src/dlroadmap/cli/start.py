"""dlr start: mark items as in progress, and see how to begin."""

from dlroadmap.cli import options, recording
from dlroadmap.cli.session import Session

EXAMPLES = ["dlr start backpropagation", "dlr start gradient-descent --date 2024-05-31"]


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
    """Mark items as in progress; print how to know that you have each, and where to begin."""
    session = Session(curriculum, color, json, no_input, yes)
    kept = recording.read_details(session, date, note, link)
    items = recording.record(session, "start", names, level, category, kept, dry_run=dry_run)
    if not json:
        from dlroadmap.render.items import beginning

        session.screen.print(*(line for item in items for line in beginning(item)))
