"""dlr start: mark items as in progress, and see how to begin."""

from dlroadmap.cli import options, recording
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Item

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
    kept = recording.details(date, note, link)
    recorder = recording.Recorder(session)
    items = recorder.record("start", names, level, category, kept, dry_run=dry_run)
    if not json:
        session.screen.print(*(line for item in items for line in _beginning(item)))


def _beginning(item: Item) -> list[str]:
    free = next((resource for resource in item.resources if resource.cost == "free"), None)
    return [
        *(["", f"You have {item.title} when you can:"] if item.checks else []),
        *(f"  - {check}" for check in item.checks),
        *(["", f"Begin with: {free.title} ({free.type}, free)", f"  {free.url}"] if free else []),
    ]
