"""What is due for review: as a line, as a list, and as questions."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.review import Memory
from dlroadmap.render.tables import labelled
from dlroadmap.text import plural


def due_lines(number: int) -> list[str]:
    """Return how many items are due and what to do about it, in one line; none for none."""
    if not number:
        return []
    return [f"{plural(number, 'item')} {_are(number)} due for review: dlr review"]


def due_list(shown: Sequence[Memory], all_due: int, curriculum: Curriculum) -> list[RenderableType]:
    """Return what is due, a paragraph each, and how to say how a review went."""
    grid = labelled()
    for place, memory in enumerate(shown, 1):
        item = curriculum.items[memory.key]
        grid.add_row(f"{place}.", Text.assemble((item.title, "bold"), f" ({item.id})"))
        grid.add_row("", Text(_standing(memory)))
    order = ", the most faded first" if all_due > 1 else ""
    head = f"{plural(all_due, 'item')} {_are(all_due)} due for review{order}:"
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
    return [f"{plural(number, 'item')} to go over. No answer takes a tick away.", grid]


def question(item: Item, place: int, number: int) -> list[RenderableType]:
    """Return an item as a question: what it is, and how to know that one still has it."""
    lines: list[RenderableType] = [
        "",
        Text.assemble(f"{place} of {number}: ", (item.title, "bold"), f" ({item.id})"),
    ]
    if item.summary:
        lines.append(Text(item.summary))
    if not item.checks:
        return [*lines, "Could you still explain it, and use it?"]
    grid = labelled()
    for check in item.checks:
        grid.add_row(" -", Text(check))
    return [*lines, "Can you still do this?", grid]


def _standing(memory: Memory) -> str:
    likely = f"{memory.retrievability * 100:.0f} % likely to be still there"
    return f"Last practised on {memory.last}, {likely}."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
