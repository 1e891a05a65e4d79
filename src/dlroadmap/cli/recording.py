"""What tick, untick, start and skip have in common: items in, one batch out, and words about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, NamedTuple

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import group, named
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.errors import DlrError
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.summary import summarize
from dlroadmap.progress.events import IN_WORDS, STATES, Entry, Event, Progress, fold
from dlroadmap.text import clean, is_web_address, listed, plural

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

GROUP_STATES = {
    "tick": ("todo", "doing"),
    "start": ("todo",),
    "skip": ("todo", "doing"),
    "reset": ("doing", "done", "skipped"),
}
"""Which items of a whole level or category a call moves; skipped ones stay out of a tick."""


class Change(NamedTuple):
    """An item that moves from one state to another."""

    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Request:
    """What a call asks for: `named` by the learner, `grouped` through a level or category."""

    kind: str
    named: Sequence[str]
    grouped: Sequence[str]
    covered: Sequence[str]
    details: Mapping[str, str]

    def changes(self, progress: Progress) -> list[Change]:
        """Return what changes; items that are where they should be are left out.

        A tick that was only inferred is confirmed by one that is claimed.
        """
        after = STATES[self.kind]
        grouped = [key for key in self.grouped if progress.state(key) in GROUP_STATES[self.kind]]
        keys = dict.fromkeys([*self.named, *grouped, *self.covered])
        confirmed = progress.inferred if after == "done" else frozenset()
        return [
            Change(key, progress.state(key), after)
            for key in keys
            if progress.state(key) != after or key in confirmed
        ]


@dataclass
class Recorder:
    """Carries out one request in a session."""

    session: Session
    curricula: list[Curriculum] = field(default_factory=list)

    def record(
        self,
        kind: str,
        names: Sequence[str] | None,
        level: str | None = None,
        category: str | None = None,
        details: Mapping[str, str] | None = None,
        covered: bool = False,
        dry_run: bool = False,
    ) -> list[Item]:
        """Record what a call says, tell what came of it, and return the items it named."""
        session = self.session
        grouped = group(session.curriculum, level, category)
        if not names and grouped is None:
            raise DlrError("usage", "No item was named.", f"dlr {_VERBS[kind]} ITEM, or --level ID")
        keys, self.curricula = named(session, names or ())
        items = [self._item(key) for key in keys]
        request = Request(kind, keys, grouped or (), (), details or {})
        before = self._progress(session.events)
        offered = self._offered(request, before) if kind == "tick" else []
        if offered and (covered or (not dry_run and self._wants(offered))):
            request, offered = replace(request, covered=offered), []
        changes, batch = request.changes(before), None
        if changes and not dry_run:
            changes, batch = self._write(request)
        if session.as_json:
            self._print_json(changes, offered, batch, dry_run)
        else:
            self._print(request, changes, offered, before, dry_run)
        return items

    def _write(self, request: Request) -> tuple[list[Change], str | None]:
        changes: list[Change] = []

        def decide(events: list[Event]) -> list[Entry]:
            changes[:] = request.changes(self._progress(events))
            return [Entry(change.key, request.kind, request.details) for change in changes]

        written = self.session.write(decide)
        return changes, written[0].batch if written else None

    def _progress(self, events: list[Event]) -> Progress:
        renames: dict[str, str | None] = {}
        for curriculum in (*self.curricula, self.session.curriculum):
            renames.update(curriculum.renames)
        return fold(events, renames)

    def _item(self, key: str) -> Item:
        holders = (self.session.curriculum, *self.curricula)
        return next(holder.items[key] for holder in holders if key in holder.items)

    def _offered(self, request: Request, progress: Progress) -> list[str]:
        """Return what the ticked items practise and is not settled yet."""
        ticked = dict.fromkeys([*request.named, *(c.key for c in request.changes(progress))])
        covered = dict.fromkeys(other for key in ticked for other in self._item(key).covers)
        return [key for key in covered if key not in ticked and not progress.settled(key)]

    def _wants(self, offered: list[str]) -> bool:
        if self.session.yes:
            return True
        if not self.session.can_ask:
            return False
        titles = listed([self._item(key).title for key in offered], most=8)
        return typer.confirm(f"This practises {titles}. Tick {_them(offered)} too?")

    def _print_json(
        self, changes: list[Change], offered: list[str], batch: str | None, dry_run: bool
    ) -> None:
        rows = [
            {"key": key, "id": key.partition("/")[2], "from": before, "to": after}
            for key, before, after in changes
        ]
        document: dict[str, object] = {"changed": rows, "offered": offered, "batch": batch}
        print_json({**document, "dry_run": True} if dry_run else document)

    def _print(
        self,
        request: Request,
        changes: list[Change],
        offered: list[str],
        before: Progress,
        dry_run: bool,
    ) -> None:
        lines = [self._line(change, dry_run) for change in changes[:10]]
        if len(changes) > 10:
            lines.append(f"and {plural(len(changes) - 10, 'more item')}")
        moved = {change.key for change in changes}
        same = [key for key in request.named if key not in moved]
        lines += [f"{_ALREADY[request.kind]}: {self._item(key).title}" for key in same]
        if same and request.details:
            given = listed([_GIVEN[name] for name in request.details])
            lines.append(f"Not kept: its {given}. To write a note all the same: dlr note")
        if request.kind in ("tick", "start"):
            lines += self._blocked(request, before, moved)
        if offered:
            titles = listed([self._item(key).title for key in offered], most=8)
            lines.append(f"It practises {titles}. To tick {_them(offered)} too: --covered")
        if not changes:
            lines.append("Nothing was changed.")
        elif dry_run:
            lines.append("Nothing was changed (--dry-run).")
        else:
            lines += self._after(changes, before)
            lines.append("To take it back: dlr undo")
        self.session.screen.print(*lines)

    def _line(self, change: Change, dry_run: bool) -> str:
        title = self._item(change.key).title
        if change.before == change.after:
            return f"{'Would be confirmed' if dry_run else 'Confirmed'}: {title}"
        now = f"Would be {IN_WORDS[change.after]}" if dry_run else _NOW[change.after]
        was = f" (was {IN_WORDS[change.before]})" if change.before != "todo" else ""
        return f"{now}: {title}{was}"

    def _blocked(self, request: Request, before: Progress, moved: set[str]) -> list[str]:
        """Name what is still open before the named items."""
        readiness = Readiness(self.session.curriculum, before)
        return [
            f"Still open before {self._item(key).title}: "
            + listed([self._item(other).title for other in blockers])
            for key in request.named
            if key in moved and (blockers := [b for b in readiness.blockers(key) if b not in moved])
        ]

    def _after(self, changes: list[Change], before: Progress) -> list[str]:
        """Tell what is ready now that was not, and where the learner stands."""
        curriculum = self.session.curriculum
        moved = {change.key: change.after for change in changes}
        after = before._replace(states={**before.states, **moved})
        was, now = Readiness(curriculum, before), Readiness(curriculum, after)
        ready = [
            curriculum.items[key].title
            for key in curriculum.places
            if now.ready(key) and not was.ready(key) and before.state(key) == "todo"
        ]
        counts = summarize(curriculum, after).totals
        share = "" if counts.percent is None else f", {counts.percent} %"
        return [
            *([f"Now ready: {listed(ready, most=4)}"] if ready else []),
            f"{curriculum.title}: {counts.counted_done} of {counts.counted} done{share}",
        ]


def command(kind: str, help: str) -> Callable[..., None]:
    """Return the command that records events of a kind and does nothing beside it."""

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
        kept = details(date, note, link)
        session = Session(curriculum, color, json, no_input, yes)
        Recorder(session).record(kind, names, level, category, kept, dry_run=dry_run)

    run.__doc__ = help
    return run


_GIVEN = {"on": "date", "note": "note", "link": "link"}
_VERBS = {"tick": "tick", "start": "start", "skip": "skip", "reset": "untick"}
_NOW = {"done": "Done", "doing": "In progress", "skipped": "Skipped", "todo": "To do again"}
_ALREADY = {
    "tick": "Already done",
    "start": "Already in progress",
    "skip": "Already skipped",
    "reset": "Not ticked",
}


def _them(keys: Sequence[object]) -> str:
    return "it" if len(keys) == 1 else "them"


def details(
    on: str | None = None, note: str | None = None, link: str | None = None
) -> dict[str, str]:
    """Return what is kept with an event, checked."""
    found: dict[str, str] = {}
    if on is not None:
        found["on"] = check_date(on)
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


def check_date(text: str) -> str:
    """Return a day, month or year as it is kept, refusing what is none or not yet."""
    from dlroadmap.guide.pace import days_named

    if days_named(text)[0] > date.today():
        message = f"“{clean(text)}” is in the future."
        raise DlrError("bad-date", message, "Name the day when it was.")
    return text
