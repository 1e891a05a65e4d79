"""What tick, untick, start and skip have in common: items in, one batch out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import typer

from dlroadmap.cli.documents import recorded_document
from dlroadmap.cli.options import NAMES, flag, option, takes
from dlroadmap.cli.selecting import find_items, find_keys
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import Move, find_outcome
from dlroadmap.render.acts import NO_NAMES, covered_question, move_lines, unmoved_line
from dlroadmap.text import clean, is_web_address

DATE = option(
    "--date", "DATE", "Set the date: 2024-05-31, 2024-05, yesterday, -3d (default: today)."
)
NOTE = option("--note", "TEXT", "Add a note of up to 2,000 characters.")
LINK = option("--link", "URL", "Add a web address.")
DRY_RUN = flag("--dry-run", "Show what would change, and change nothing.")
MAX_TEXT = 2_000
"""Characters of a note, and of an address, that are recorded with an event."""

GROUP_LEVEL = option("--level", "ID", "All items of a level.")
GROUP_CATEGORY = option("--category", "ID", "All items of a category: ID or LEVEL/ID.")


def record(
    session: Session,
    kind: str,
    names: Sequence[str] | None,
    level: str | None = None,
    category: str | None = None,
    details: Mapping[str, str] | None = None,
    covered: bool = False,
    dry_run: bool = False,
    sure_only: bool = False,
) -> None:
    """Record what a call says, and show what came of it."""
    grouped = find_keys(session.curriculum, level, category)
    if not names and grouped is None:
        verb = "untick" if kind == "reset" else kind
        raise DlrError("usage", "No item specified.", f"Use dlr {verb} ITEM or --level ID")
    keys, holders, left = find_items(session, names or (), kind, sure_only)

    def item(key: str) -> Item:
        known = (session.curriculum, *holders)
        return next(holder.items[key] for holder in known if key in holder.items)

    def title(key: str) -> str:
        return item(key).title

    assumed = session.curriculum.assumed
    move = Move(kind, keys, grouped or (), (), details or {}, assumed)
    past = session.past(session.curriculum, *holders)
    offered = move.find_covered(past.progress, item)
    if offered and (covered or session.yes):
        move, offered = replace(move, covered=offered), []
    elif offered and session.can_ask and not dry_run:
        # Who says no knows of them, and is offered nothing more.
        is_wanted = _wants_covered(session, map(title, offered))
        move, offered = replace(move, covered=offered if is_wanted else ()), []
    idle = dry_run or not move.changes(past.progress)
    recorded = session.record(move.entries, *holders, dry_run=idle)
    before = recorded.before.progress
    if session.as_json:
        document = recorded_document(move.changes(before), recorded.batch, offered, dry_run)
        print_json({**document, "left": left} if sure_only else document)
    else:
        outcome = find_outcome(move, session.curriculum, before, recorded.after.progress)
        used = session.curriculum.title
        if "-" in (names or ()) and not keys and not left:
            session.screen.print(NO_NAMES)
        elif grouped and not outcome.changes:
            part = _name_part(session.curriculum, grouped[0], category)
            session.screen.print(unmoved_line(part, {before.state(key) for key in grouped}))
        session.screen.print(*move_lines(move, outcome, offered, used, title, dry_run))
        if kind == "start":
            from dlroadmap.render.items import beginning

            session.screen.print(*(line for key in keys for line in beginning(item(key))))


def _name_part(curriculum: Curriculum, key: str, category: str | None) -> str:
    """Return the title of the category or level that a call names, of which a key is one."""
    location = curriculum.locations[key]
    return location.category.title if category else location.level.title


def _wants_covered(session: Session, titles: Iterable[str]) -> bool:
    """Return the answer to whether what the ticked items cover is to be ticked too.

    The end of input changes nothing at all.
    """
    from dlroadmap.cli.asking import agrees

    answer = agrees(session, covered_question(list(titles)))
    if answer is None:
        raise typer.Abort
    return answer


def command(kind: str, help: str) -> Callable[..., None]:
    """Return the command that records events of a kind."""

    @takes("curriculum", "json", "color", "yes", "no_input")
    def run(
        session: Session,
        names: list[str] | None = NAMES,
        level: str | None = GROUP_LEVEL,
        category: str | None = GROUP_CATEGORY,
        date: str | None = DATE,
        note: str | None = NOTE,
        link: str | None = LINK,
        dry_run: bool = DRY_RUN,
    ) -> None:
        kept = read_details(session, date, note, link)
        record(session, kind, names, level, category, kept, dry_run=dry_run)

    run.__doc__ = help
    return run


def read_details(
    session: Session, on: str | None = None, note: str | None = None, link: str | None = None
) -> dict[str, str]:
    """Return what is recorded with an event, checked."""
    found: dict[str, str] = {}
    if on is not None:
        from dlroadmap.guide.dates import parse_days

        days = parse_days(on, session.today())
        if days.first > session.today():
            message = f"“{clean(on)}” is in the future."
            raise DlrError("bad-date", message, "Specify today or an earlier date.")
        found["on"] = days.text
    if note is not None:
        if not clean(note):
            raise DlrError("usage", "The note is empty.", "Use --note TEXT")
        found["note"] = _check_length("The note", clean(note))
    if link is not None:
        if not is_web_address(link):
            message = f"“{clean(link)}” is not a valid web address."
            raise DlrError("usage", message, "Use an address that begins with https:// or http://.")
        found["link"] = _check_length("The address", link)
    return found


def _check_length(noun: str, text: str) -> str:
    """Refuse a text that is too long to be recorded with an event."""
    if len(text) > MAX_TEXT:
        message = f"{noun} has {len(text):,} characters; nothing was changed."
        raise DlrError("usage", message, f"The limit is {MAX_TEXT:,}.")
    return text
