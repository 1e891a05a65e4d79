"""What is due for review: as a line, as a list, and as questions."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.review import Memory
from dlroadmap.render.tables import labelled
from dlroadmap.render.words import UNDO
from dlroadmap.words import pluralize

PROMPT = "How did it go (a, h, g, e, s, q)? "
NO_ANSWER = "Type a, h, g, e, s or q, or the whole word."
NOT_TICKED = "It is not ticked any more. Nothing was recorded."


def due_lines(number: int) -> list[str]:
    """Return how many items are due and what to do about it, in one line; none for none."""
    if not number:
        return []
    return [f"{pluralize(number, 'item')} {_are(number)} due for review: dlr review"]


def due_list(shown: Sequence[Memory], all_due: int, curriculum: Curriculum) -> list[RenderableType]:
    """Return what is due, a paragraph each, and how to say how a review went."""
    grid = labelled()
    for index, memory in enumerate(shown, 1):
        item = curriculum.items[memory.key]
        grid.add_row(f"{index}.", Text.assemble((item.title, "bold"), f" ({item.id})"))
        grid.add_row("", Text(_standing(memory)))
    order = ", the most faded first" if all_due > 1 else ""
    head = f"{pluralize(all_due, 'item')} {_are(all_due)} due for review{order}:"
    more = all_due - len(shown)
    return [
        head,
        "",
        grid,
        "",
        *([f"And {more:,} more: dlr review --due -n {all_due}"] if more else []),
        f"To say how one went: dlr review {curriculum.items[shown[0].key].id} --grade good",
        "Grades: again, hard, good, easy",
    ]


def introduction(number: int) -> list[RenderableType]:
    """Return what is going to be asked, and what the answers mean."""
    grid = labelled(gap=2)
    for letter, grade, meaning in (
        ("a", "again", "not any more"),
        ("h", "hard", "yes, with effort"),
        ("g", "good", "yes"),
        ("e", "easy", "yes, at once"),
        ("s", "skip", "leave it for another day"),
        ("q", "quit", "stop here"),
    ):
        grid.add_row(letter, f"{grade}: {meaning}")
    return [f"{pluralize(number, 'item')} to go over. No answer takes a tick away.", grid]


def question(item: Item, index: int, number: int) -> list[RenderableType]:
    """Return an item as a question: what it is, and how to know that one still has it."""
    lines: list[RenderableType] = [
        "",
        Text.assemble(f"{index} of {number}: ", (item.title, "bold"), f" ({item.id})"),
    ]
    if item.summary:
        lines.append(Text(item.summary))
    if not item.checks:
        return [*lines, "Could you still explain it, and use it?"]
    grid = labelled()
    for check in item.checks:
        grid.add_row(" -", Text(check))
    return [*lines, "Can you still do this?", grid]


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


def _standing(memory: Memory) -> str:
    likely = f"{memory.retrievability * 100:.0f} % likely to be still there"
    return f"Last practised on {memory.last}, {likely}."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
