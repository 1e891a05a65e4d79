"""dlr review: go over what is fading."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_choice, check_count, group, named
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.review import GRADES, Memory, Reviewing, fading, next_due
from dlroadmap.progress.events import Entry, Event, Progress, fold
from dlroadmap.render.screen import tell
from dlroadmap.text import plural

EXAMPLES = [
    "dlr review",
    "dlr review --due",
    "dlr review backpropagation --grade good",
    "dlr review --level entry -n 5",
]

MOST = 10
"""So many items a person is asked for, or shown, who names no number."""


def run(
    names: options.OptionalNames = None,
    grade: Annotated[
        str | None,
        typer.Option("--grade", metavar="GRADE", help="How it went: again, hard, good or easy."),
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Only list what is due.")] = False,
    number: Annotated[
        int | None,
        typer.Option("-n", metavar="N", show_default=False, help="At most so many, not 10."),
    ] = None,
    level: options.Level = None,
    category: options.Category = None,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
    no_input: options.NoInput = False,
) -> None:
    """Go over what is fading: done items come due, the most faded first.

    On a terminal each is asked for; elsewhere they are listed. How it went decides when an item
    comes back, and no answer takes a tick away. What you learn on top of an item practises it too.
    A script is given all that is due unless -n says otherwise.
    """
    session = Session(curriculum, color, json, no_input)
    check_choice("--grade", grade, GRADES)
    if number is not None:
        check_count(number)
    if names:
        if due or (number, level, category) != (None, None, None):
            message = "Items are named, so there is nothing to choose from."
            raise DlrError("usage", message, "Leave out --due, -n, --level and --category.")
        _review_named(session, names, grade)
        return
    if grade is not None:
        raise DlrError("usage", "No item was named.", "dlr review ITEM --grade good")
    inside = group(session.curriculum, level, category)
    waiting, following = _standing(session, inside)
    shown = waiting[: number or (len(waiting) if json else MOST)]
    if json:
        rows = [_document(session.curriculum, memory) for memory in shown]
        print_json({"due": rows, "next": following.isoformat() if following else None})
    elif not waiting:
        part = session.curriculum.places if inside is None else inside
        inferred = not session.progress.inferred.isdisjoint(part)
        session.screen.print(_nothing(following, inferred))
    elif due or not session.can_ask:
        from dlroadmap.render.review_page import due_list

        session.screen.print(*due_list(shown, len(waiting), session.curriculum))
    else:
        _go_through(session, [(memory.key, session.curriculum) for memory in shown], inside)


def _standing(session: Session, inside: Sequence[str] | None) -> tuple[list[Memory], date | None]:
    """Return what is due of a part of the curriculum, and when more will be."""
    reviewing = _reviewing(session, session.curriculum)
    within = None if inside is None else set(inside)
    found = [m for m in reviewing.memories() if within is None or m.key in within]
    return fading(found, reviewing.today), next_due(found, reviewing.today)


def _reviewing(session: Session, curriculum: Curriculum) -> Reviewing:
    progress = fold(session.events, curriculum.renames)
    return Reviewing(curriculum, progress, session.events, datetime.now(UTC))


def _review_named(session: Session, names: Sequence[str], grade: str | None) -> None:
    """Record how it went with the named items, due or not; ask for it where nothing says so."""
    keys, holders = named(session, names)
    items = [(key, next(h for h in holders if key in h.items)) for key in keys]
    standing = {holder.id: _reviewing(session, holder) for _, holder in items}
    for key, holder in items:
        _check_learned(key, holder, standing[holder.id].progress)
    if grade is None and session.can_ask:
        _go_through(session, items, None)
        return
    if grade is None:
        message = "It was not said how the review went."
        raise DlrError("usage", message, f"Say it with --grade: {', '.join(GRADES)}.")
    written = _record(session, items, grade)
    standing = {holder.id: _reviewing(session, holder) for _, holder in items}
    said = {event.key for event in written}
    rows = [(holder, standing[holder.id].memory(key)) for key, holder in items if key in said]
    if session.as_json:
        reviewed = [{**_document(holder, memory), "grade": grade} for holder, memory in rows]
        batch = written[0].batch if written else None
        print_json({"changed": [], "offered": [], "batch": batch, "reviewed": reviewed})
        return
    for holder, memory in rows:
        session.screen.print(f"{holder.items[memory.key].title}: {_back(memory.due, grade)}")
    end = (
        "To take it back: dlr undo" if rows else "It is not ticked any more. Nothing was recorded."
    )
    session.screen.print(end)


def _record(session: Session, items: Sequence[tuple[str, Curriculum]], grade: str) -> list[Event]:
    """Record how reviews went; of an item that was put back in the meantime, nothing."""

    def decide(events: list[Event]) -> list[Entry]:
        progress = {holder.id: fold(events, holder.renames) for _, holder in items}
        learned = [key for key, holder in items if _is_learned(key, progress[holder.id])]
        return [Entry(key, "review", {"grade": grade}) for key in learned]

    written = session.write(decide)
    session.forget()
    return written


def _is_learned(key: str, progress: Progress) -> bool:
    return progress.state(key) == "done" and key not in progress.inferred


def _check_learned(key: str, holder: Curriculum, progress: Progress) -> None:
    """Refuse a review of what was never learned."""
    item = holder.items[key]
    if progress.state(key) != "done":
        message = f"{item.title} is not done, so there is nothing to review."
    elif key in progress.inferred:
        message = f"{item.title} was only inferred, so there is nothing to review yet."
    else:
        return
    raise DlrError("not-learned", message, f"If you have it: dlr tick {item.id}")


def _go_through(
    session: Session, items: Sequence[tuple[str, Curriculum]], inside: Sequence[str] | None
) -> None:
    """Ask for one item after the other, record each answer at once, and say what is left."""
    from dlroadmap.render.review_page import introduction, question

    session.screen.print(*introduction(len(items)))
    done = 0
    for place, (key, holder) in enumerate(items, 1):
        session.screen.print(*question(holder.items[key], place, len(items)))
        answer = _ask()
        if answer == "quit":
            break
        if answer == "skip":
            continue
        if not _record(session, [(key, holder)], answer):
            session.screen.print("It is not ticked any more. Nothing was recorded.")
            continue
        session.screen.print(_back(_reviewing(session, holder).memory(key).due, answer))
        done += 1
    waiting, following = _standing(session, inside)
    lines = ["", "Nothing was recorded."]
    if done:
        lines = ["", f"{plural(done, 'item')} gone over: time well spent."]
        lines.append("To take the last answer back: dlr undo")
    if waiting:
        lines.append(f"Still due: {plural(len(waiting), 'item')}. What is due can wait.")
    elif following:
        lines.append(f"Nothing more is due until {following}.")
    session.screen.print(*lines)


_ANSWERS = {word[0]: word for word in (*GRADES, "skip", "quit")}


def _ask() -> str:
    """Return one of the grades, `skip` or `quit`; the end of input quits."""
    while True:
        try:
            answer = input("How did it go (a, h, g, e, s, q)? ").strip().casefold()
        except EOFError:
            print()
            return "quit"
        if answer in _ANSWERS or answer in _ANSWERS.values():
            return _ANSWERS[answer[0]]
        tell("Type a, h, g, e, s or q, or the whole word.")


def _back(due: date, grade: str) -> str:
    """Tell when an item is due again."""
    if grade == "again":
        return f"That happens. It stays ticked, and comes back on {due}."
    return f"It comes back on {due}."


def _nothing(following: date | None, inferred: bool) -> str:
    if following is None and inferred:
        reason = "what is done was only inferred"
        return f"Nothing is due for review: {reason}. What you have, confirm: dlr tick ITEM"
    if following is None:
        return "Nothing is due for review, since nothing here is ticked yet. Begin: dlr next"
    return f"Nothing is due for review until {following}."


def _document(curriculum: Curriculum, memory: Memory) -> dict[str, object]:
    return {
        "key": memory.key,
        "id": memory.key.partition("/")[2],
        "title": curriculum.items[memory.key].title,
        "due": memory.due.isoformat(),
        "retrievability": round(memory.retrievability, 4),
        "last": memory.last.isoformat(),
        "reviews": memory.reviews,
    }
