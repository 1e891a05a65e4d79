"""What acts on items, goals and backups did, or would do."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from dlroadmap.curriculum.model import Item
from dlroadmap.guide.acts import Change, Move, Outcome
from dlroadmap.progress.events import Event
from dlroadmap.render.words import (
    COMMANDS,
    NOTHING,
    STATE_WORDS,
    UNDO,
    standing,
)
from dlroadmap.text import clean
from dlroadmap.words import agree, join_words, local_day, pluralize

MOST = 10
"""So many changes are listed one by one."""

_DETAILS = {"on": "date", "note": "note", "link": "link"}
_NOW = {"done": "Done", "doing": "In progress", "skipped": "Skipped", "todo": "Unticked"}
_WOULD = {
    "done": "Would tick",
    "doing": "Would start",
    "skipped": "Would skip",
    "todo": "Would untick",
}
_ALREADY = {
    "tick": "Already done",
    "start": "Already in progress",
    "skip": "Already skipped",
    "reset": "Not ticked",
}

NO_NAMES = "Standard input contains no names."

Title = Callable[[str], str]
"""Returns the title of the item of a key."""


def covered_question(titles: list[str]) -> str:
    """Return the question whether what an item covers is to be ticked too."""
    return (
        f"This also covers {join_words(titles, most=8)}. "
        f"Tick {agree(len(titles), 'it', 'them')} too?"
    )


def move_lines(
    move: Move,
    outcome: Outcome,
    offered: Sequence[str],
    curriculum: str,
    title: Title,
    dry_run: bool,
) -> list[str]:
    """Return what moved and what follows; `offered` are items that could be ticked along."""
    changes = outcome.changes
    on = move.details.get("on", "")
    lines = [describe_change(change, title, dry_run, on) for change in changes[:MOST]]
    if len(changes) > MOST:
        lines.append(f"and {pluralize(len(changes) - MOST, 'more item')}")
    lines += [f"{_ALREADY[move.kind]}: {title(key)}" for key in outcome.unmoved]
    if outcome.unmoved and move.details:
        given = join_words([_DETAILS[name] for name in move.details])
        lines.append(f"Not recorded: the {given}.")
        if on and move.kind != "reset":
            again = f"dlr {move.kind} ITEM --date {on}"
            lines.append(f"To change the date: dlr untick ITEM, then {again}")
        if move.details.keys() - {"on"}:
            lines.append("To add a note: dlr note ITEM TEXT")
    lines += [
        f"Unfinished prerequisites of {title(key)}: {join_words(list(map(title, blockers)))}"
        for key, blockers in outcome.blocked.items()
    ]
    if offered:
        titles = join_words(list(map(title, offered)), most=8)
        them = agree(len(offered), "it", "them")
        lines.append(f"Also covered: {titles}. To tick {them} too, add --covered.")
    if not changes:
        return [*lines, NOTHING]
    if dry_run:
        return [*lines, "Nothing was changed (--dry-run)."]
    if outcome.ready:
        lines.append(f"Now ready: {join_words(list(map(title, outcome.ready)), most=4)}")
    return [*lines, standing(curriculum, outcome.totals), UNDO]


def unmoved_line(part: str, states: Collection[str]) -> str:
    """Return why nothing in a level or category was changed, by the states of its items."""
    words = [word for state, word in STATE_WORDS.items() if state in states and state != "todo"]
    if not words:
        return f"Nothing in {part} is ticked."
    return f"Everything in {part} is already {' or '.join(words)}."


def describe_change(change: Change, title: Title, dry_run: bool, on: str) -> str:
    """Return `Done: Vectors`, with what it was before, and the date that was given."""
    dated = f", dated {on}" if on else ""
    if change.before == change.after:
        return f"{'Would confirm' if dry_run else 'Confirmed'}: {title(change.key)}{dated}"
    now = (_WOULD if dry_run else _NOW)[change.after]
    was = f" (was {STATE_WORDS[change.before]})" if change.before != "todo" else ""
    return f"{now}: {title(change.key)}{was}{dated}"


def undo_lines(
    taken: Sequence[tuple[str, Event]],
    changes: Sequence[Change],
    title: Title,
    dry_run: bool,
) -> list[str]:
    """Return what was undone of items, by key."""
    now = {} if dry_run else {key: f" (now {STATE_WORDS[after]})" for key, _, after in changes}
    lines = [
        f"{_undone(event, dry_run)}: {title(key)}{now.get(key, '')}" for key, event in taken[:MOST]
    ]
    if len(taken) > MOST:
        lines.append(f"and {len(taken) - MOST} more")
    return lines


def redo_lines(batch: str | None) -> list[str]:
    """Return how to redo what was undone, if anything was."""
    return [f"To redo: dlr undo {batch[:6]}"] if batch else []


def _undone(event: Event, dry_run: bool) -> str:
    """Return `Undid tick`; what an undo took away comes back."""
    kind = clean(event.kind)
    if kind == "undo":
        return "Would redo" if dry_run else "Redid"
    return f"{'Would undo' if dry_run else 'Undid'} {COMMANDS.get(kind, kind)}"


def noted_lines(title: str) -> list[str]:
    """Return that a note was added."""
    return [f"Added a note to {title}.", UNDO]


def note_lines(notes: Sequence[Mapping[str, str]], item: Item) -> list[str]:
    """Return the notes on an item with their days, or how to add one."""
    if not notes:
        return [f"No notes on {item.title} yet. To add one: dlr note {item.id} TEXT"]
    return [f"{local_day(note['at'])}  {note['note']}" for note in notes]


def copy_lines(copies: Iterable[tuple[str, int]]) -> list[str]:
    """Return each backup by its name, with its size in KiB."""
    lines = [f"{name}  {size / 1024:,.0f} KiB" for name, size in copies]
    return lines or ["There are no backups yet."]


def copied_lines(copy: Path) -> list[str]:
    """Return where a backup was saved."""
    return [f"Saved a backup to {copy}"]


def restored_lines(source: Path, aside: Path | None, faults: Sequence[str]) -> list[str]:
    """Return which backup was restored, its problems, and where what it replaced is saved."""
    problem = f"Parts of it are damaged: {faults[0]}. For details: dlr doctor" if faults else ""
    return [
        f"Restored {source}.",
        *([problem] if problem else []),
        *([f"Your previous progress is saved in {aside}"] if aside else []),
    ]
