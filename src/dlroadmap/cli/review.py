"""dlr review: review what is due."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from dlroadmap.cli.documents import fields, recorded_document
from dlroadmap.cli.options import CATEGORY, LEVEL, NAMES, flag, option, takes
from dlroadmap.cli.selecting import check_choice, check_count, find_items, find_keys
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.acts import review
from dlroadmap.guide.review import GRADES, Memory, Reviewing, fading, next_due
from dlroadmap.progress.fold import Progress
from dlroadmap.render.screen import tell

EXAMPLES = [
    "dlr review",
    "dlr review --due",
    "dlr review backpropagation --grade good",
    "dlr review --level entry -n 5",
]

MOST = 10
"""So many items are asked about, or shown, where no number is given."""


@takes("curriculum", "json", "color", "no_input")
def run(
    session: Session,
    names: list[str] | None = NAMES,
    grade: str | None = option(
        "--grade", "GRADE", "Record how it went: again, hard, good or easy."
    ),
    due: bool = flag("--due", "List what is due, and ask nothing."),
    number: int | None = option("-n", "N", "Maximum items to review (default: 10)."),
    level: str | None = LEVEL,
    category: str | None = CATEGORY,
) -> None:
    """Review done items before you forget them, least remembered first.

    On a terminal, dlr asks about each item that is due; elsewhere it lists them. Your answer
    decides when the item is due again; no answer removes a tick. Learning what builds on an item
    counts as practice too. With --json, all due items are listed (limit: -n).
    """
    check_choice("--grade", grade, GRADES)
    check_count(number)
    if names:
        if due or (number, level, category) != (None, None, None):
            message = "ITEM cannot be combined with --due, -n, --level or --category."
            raise DlrError("usage", message, "Leave out the items or the options.")
        _review_named(session, names, grade)
        return
    if grade is not None:
        raise DlrError("usage", "No item specified.", "Use dlr review ITEM --grade good")
    used = session.curriculum
    inside = find_keys(used, level, category)
    waiting, following = _find_fading(session, inside)
    shown = waiting[: number or (len(waiting) if session.as_json else MOST)]
    if session.as_json:
        rows = [_document(used, memory) for memory in shown]
        print_json({"due": rows, "next": following})
    elif waiting and not due and session.can_ask:
        _go_through(session, [(memory.key, used) for memory in shown], inside)
    else:
        from dlroadmap.render import review_page as page

        part = used.locations if inside is None else inside
        inferred = not session.progress.inferred.isdisjoint(part)
        lines = page.nothing_due(following, inferred)
        session.screen.print(*page.due_list(shown, len(waiting), used) if waiting else lines)


def _find_fading(
    session: Session, inside: Sequence[str] | None
) -> tuple[list[Memory], date | None]:
    """Return what is due of a part of the curriculum, and when more will be."""
    reviewing = _reviewing(session, session.curriculum)
    within = None if inside is None else set(inside)
    found = [m for m in reviewing.memories() if within is None or m.key in within]
    return fading(found, reviewing.today), next_due(found, reviewing.today)


def _reviewing(session: Session, curriculum: Curriculum) -> Reviewing:
    return Reviewing(curriculum, session.past(curriculum).progress, session.now())


def _review_named(session: Session, names: Sequence[str], grade: str | None) -> None:
    """Record how it went with the named items, due or not; ask for it where nothing says so."""
    keys, holders = find_items(session, names)
    items = [(key, next(h for h in holders if key in h.items)) for key in keys]
    for key, holder in items:
        _check_learned(key, holder, session.past(holder).progress)
    if grade is None and session.can_ask:
        _go_through(session, items, None)
        return
    if grade is None:
        message = "No grade specified."
        raise DlrError("usage", message, f"Use --grade with one of {', '.join(GRADES)}.")
    recorded = session.record(partial(review, keys, grade), *holders)
    said = {event.key for event in recorded.events}
    reviewing = {holder.id: _reviewing(session, holder) for _, holder in items}
    rows = [(holder, reviewing[holder.id].memory(key)) for key, holder in items if key in said]
    if session.as_json:
        reviewed = [{**_document(holder, memory), "grade": grade} for holder, memory in rows]
        print_json({**recorded_document(batch=recorded.batch), "reviewed": reviewed})
        return
    from dlroadmap.render.review_page import reviewed_lines

    titles = [(holder.items[memory.key].title, memory) for holder, memory in rows]
    session.screen.print(*reviewed_lines(titles, grade))


def _check_learned(key: str, holder: Curriculum, progress: Progress) -> None:
    """Refuse a review of what was never learned."""
    if key in progress.learned():
        return
    item = holder.items[key]
    message = f"{item.title} is not done, so there is nothing to review."
    if progress.state(key) == "done":
        message = f"{item.title} was only inferred, so there is nothing to review yet."
    raise DlrError("not-learned", message, f"If you know it: dlr tick {item.id}")


def _go_through(
    session: Session, items: Sequence[tuple[str, Curriculum]], inside: Sequence[str] | None
) -> None:
    """Ask for one item after the other, record each answer at once, and say what is left."""
    from dlroadmap.render import review_page as page

    session.screen.print(*page.introduction(len(items)))
    done = 0
    for number, (key, holder) in enumerate(items, 1):
        session.screen.print(*page.question(holder.items[key], number, len(items)))
        answer = _ask(page.PROMPT, page.NO_ANSWER)
        if answer == "quit":
            break
        if answer == "later":
            continue
        if not session.record(partial(review, [key], answer), holder).events:
            session.screen.print(page.NOT_TICKED)
            continue
        memory = _reviewing(session, holder).memory(key)
        session.screen.print(page.comes_back(memory.due, answer))
        done += 1
    waiting, following = _find_fading(session, inside)
    session.screen.print(*page.ending(done, len(waiting), following))


_ANSWERS = {word[0]: word for word in (*GRADES, "quit")}
_ANSWERS |= {word: word for word in _ANSWERS.values()}
_ANSWERS |= dict.fromkeys(("s", "skip", "l", "later"), "later")


def _ask(prompt: str, advice: str) -> str:
    """Return one of the grades, `later` or `quit`; the end of input quits."""
    while True:
        try:
            answer = input(prompt).strip().casefold()
        except EOFError:
            print()
            return "quit"
        if answer in _ANSWERS:
            return _ANSWERS[answer]
        tell(advice)


def _document(curriculum: Curriculum, memory: Memory) -> dict[str, object]:
    return {
        **fields(curriculum.items[memory.key], "key id title"),
        "due": memory.due,
        "retrievability": round(memory.retrievability, 4),
        **fields(memory, "last reviews"),
    }
