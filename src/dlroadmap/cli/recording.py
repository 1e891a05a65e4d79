"""What tick, untick, start and skip have in common: items in, one batch out."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.selecting import find_items, find_keys
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Item
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import Move, find_outcome
from dlroadmap.render.acts import covered_question, move_lines
from dlroadmap.text import clean, is_web_address

Date = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="When it was: a day, 2024-05 or 2024."),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note to keep with it.")]
Link = Annotated[str | None, typer.Option("--link", metavar="URL", help="An address to keep.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")]
GroupLevel = Annotated[
    str | None, typer.Option("--level", metavar="ID", help="All open items of a level.")
]
GroupCategory = Annotated[
    str | None,
    typer.Option("--category", metavar="ID", help="All open items of a category: ID, or LEVEL/ID."),
]

_COMMANDS = {"tick": "tick", "start": "start", "skip": "skip", "reset": "untick"}


def record(
    session: Session,
    kind: str,
    names: Sequence[str] | None,
    level: str | None = None,
    category: str | None = None,
    details: Mapping[str, str] | None = None,
    covered: bool = False,
    dry_run: bool = False,
) -> list[Item]:
    """Record what a call says, show what came of it, and return the items it named."""
    grouped = find_keys(session.curriculum, level, category)
    if not names and grouped is None:
        raise DlrError("usage", "No item was named.", f"dlr {_COMMANDS[kind]} ITEM, or --level ID")
    keys, holders = find_items(session, names or ())

    def item(key: str) -> Item:
        known = (session.curriculum, *holders)
        return next(holder.items[key] for holder in known if key in holder.items)

    def title(key: str) -> str:
        return item(key).title

    items = [item(key) for key in keys]
    move = Move(kind, keys, grouped or (), (), details or {})
    past = session.past(session.curriculum, *holders)
    offered = move.find_covered(past.progress, item)
    if offered and (covered or (not dry_run and _agrees(session, map(title, offered)))):
        move, offered = replace(move, covered=offered), []
    idle = dry_run or not move.changes(past.progress)
    recorded = session.record(move.entries, *holders, dry_run=idle)
    before = recorded.before.progress
    if session.as_json:
        from dlroadmap.cli.documents import recorded_document
        from dlroadmap.cli.output import print_json

        changes = move.changes(before)
        print_json(recorded_document(changes, recorded.batch, offered, dry_run))
    else:
        outcome = find_outcome(move, session.curriculum, before, recorded.after.progress)
        used = session.curriculum.title
        session.screen.print(*move_lines(move, outcome, offered, used, title, dry_run))
    return items


def _agrees(session: Session, titles: Iterable[str]) -> bool:
    """Return whether what the ticked items practise is to be ticked too."""
    if session.yes or not session.can_ask:
        return session.yes
    return typer.confirm(covered_question(list(titles)))


def command(
    kind: str, help: str, then: Callable[[Session, list[Item]], None] = lambda *_: None
) -> Callable[..., None]:
    """Return the command that records events of a kind, and then does something with the items."""

    def run(
        names: options.OptionalNames = None,
        level: GroupLevel = None,
        category: GroupCategory = None,
        date: Date = None,
        note: Note = None,
        link: Link = None,
        dry_run: DryRun = False,
        curriculum: options.Curriculum = None,
        json: options.Json = False,
        color: options.Color = None,
        yes: options.Yes = False,
        no_input: options.NoInput = False,
    ) -> None:
        session = Session(curriculum, color, json, no_input, yes)
        kept = read_details(session, date, note, link)
        then(session, record(session, kind, names, level, category, kept, dry_run=dry_run))

    run.__doc__ = help
    return run


def read_details(
    session: Session, on: str | None = None, note: str | None = None, link: str | None = None
) -> dict[str, str]:
    """Return what is kept with an event, checked."""
    found: dict[str, str] = {}
    if on is not None:
        found["on"] = check_date(on, session.today())
    if note is not None:
        if not clean(note):
            raise DlrError("usage", "The note is empty.", "Write some words.")
        found["note"] = clean(note)
    if link is not None:
        if not is_web_address(link):
            message = f"“{clean(link)}” is no address of the web."
            raise DlrError("usage", message, "It begins with https:// or http://.")
        found["link"] = link
    return found


def check_date(text: str, today: datetime.date) -> str:
    """Return a day, month or year as it is kept, refusing what is none or not yet."""
    from dlroadmap.guide.pace import parse_days

    if parse_days(text)[0] > today:
        message = f"“{clean(text)}” is in the future."
        raise DlrError("bad-date", message, "Name the day when it was.")
    return text
