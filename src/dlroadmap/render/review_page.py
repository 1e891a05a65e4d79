"""What is due for review: as a line, as a list, and as questions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.review import Memory
from dlroadmap.render.tables import bullets, labelled, name_item
from dlroadmap.render.words import UNDO
from dlroadmap.words import agree, pluralize

PROMPT = "How did it go (a, h, g, e, s, q)?"
NO_ANSWER = "Type a, h, g, e, s or q, or the whole word."
NOT_TICKED = "It is not ticked any more. Nothing was recorded."


def due_lines(number: int) -> list[str]:
    """Return how many items are due and what to do about it, in one line; none for none."""
    return [f"{_count_due(number)}: dlr review"] if number else []


def _count_due(number: int) -> str:
    return f"{pluralize(number, 'item')} {agree(number, 'is', 'are')} due for review"


def due_list(
    shown: Sequence[Memory], all_due: int, curriculum: Curriculum
) -> Iterator[RenderableType]:
    """Yield what is due, a paragraph each, and how to say how a review went."""
    rows: list[tuple[str, RenderableType]] = []
    for index, memory in enumerate(shown, 1):
        likely = f"{memory.retrievability * 100:.0f} % likely to be still there"
        rows.append((f"{index}.", name_item(curriculum.items[memory.key])))
        rows.append(("", f"Last practiced on {memory.last}, {likely}."))
    order = ", the most faded first" if all_due > 1 else ""
    yield from (f"{_count_due(all_due)}{order}:", "", labelled(rows), "")
    if more := all_due - len(shown):
        yield f"And {more:,} more: dlr review --due -n {all_due}"
    yield f"To say how one went: dlr review {curriculum.items[shown[0].key].id} --grade good"
    yield "Grades: again, hard, good, easy"


def introduction(number: int) -> list[RenderableType]:
    """Return what is going to be asked, and what the answers mean."""
    meanings = {
        "a": "again: not any more",
        "h": "hard: yes, with effort",
        "g": "good: yes",
        "e": "easy: yes, at once",
        "s": "skip: leave it for another day",
        "q": "quit: stop here",
    }
    head = f"{pluralize(number, 'item')} to go over. No answer takes a tick away."
    return [head, labelled(meanings.items(), gap=2)]


def question(item: Item, index: int, number: int) -> Iterator[RenderableType]:
    """Yield an item as a question: what it is, and how to know that one still has it."""
    yield from ("", Text.assemble(f"{index} of {number}: ", name_item(item)))
    if item.summary:
        yield item.summary
    if item.checks:
        yield from ("Can you still do this?", bullets(item.checks))
    else:
        yield "Could you still explain it, and use it?"


def comes_back(due: date, grade: str) -> str:
    """Return when an item is due again."""
    if grade == "again":
        return f"That happens. It stays ticked, and comes back on {due}."
    return f"It comes back on {due}."


def reviewed_lines(reviewed: Iterable[tuple[str, Memory]], grade: str) -> list[str]:
    """Return when each item comes back that was reviewed: titles, and how they stand now."""
    lines = [f"{title}: {comes_back(memory.due, grade)}" for title, memory in reviewed]
    return [*lines, UNDO] if lines else [NOT_TICKED]


def ending(done: int, waiting: int, following: date | None) -> list[str]:
    """Return how many items were gone over, and what is still due or will be."""
    lines = ["", "Nothing was recorded."]
    if done:
        lines = ["", f"{pluralize(done, 'item')} gone over: time well spent."]
        lines.append("To take the last answer back: dlr undo")
    if waiting:
        lines.append(f"Still due: {pluralize(waiting, 'item')}. What is due can wait.")
    elif following:
        lines.append(f"Nothing more is due until {following}.")
    return lines


def nothing_due(following: date | None, inferred: bool) -> list[str]:
    """Return why nothing is due; `inferred` tells that something is done by inference alone."""
    if following is None and inferred:
        reason = "what is done was only inferred"
        return [f"Nothing is due for review: {reason}. What you have, confirm: dlr tick ITEM"]
    if following is None:
        return ["Nothing is due for review, since nothing here is ticked yet. Begin: dlr next"]
    return [f"Nothing is due for review until {following}."]
