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
NOT_TICKED = "It is no longer ticked. Nothing was recorded."


def due_lines(number: int) -> list[str]:
    """Return how many items are due and what to do about it, in one line; none for none."""
    return [f"{_count_due(number)}: dlr review"] if number else []


def _count_due(number: int) -> str:
    return f"{pluralize(number, 'item')} {agree(number, 'is', 'are')} due for review"


def due_list(
    shown: Sequence[Memory], all_due: int, curriculum: Curriculum
) -> Iterator[RenderableType]:
    """Yield what is due, a paragraph each, and how to record a review."""
    rows: list[tuple[str, RenderableType]] = []
    for index, memory in enumerate(shown, 1):
        likely = f"{memory.retrievability * 100:.0f}% likely to be remembered"
        rows.append((f"{index}.", name_item(curriculum.items[memory.key])))
        rows.append(("", f"Last practiced on {memory.last}, {likely}."))
    order = ", least remembered first" if all_due > 1 else ""
    yield from (f"{_count_due(all_due)}{order}:", "", labelled(rows), "")
    if more := all_due - len(shown):
        yield f"and {more:,} more: dlr review --due -n {all_due}"
    yield f"To record a review: dlr review {curriculum.items[shown[0].key].id} --grade good"
    yield "Grades: again, hard, good, easy"


def introduction(number: int) -> list[RenderableType]:
    """Return what is going to be asked, and what the answers mean."""
    meanings = {
        "a": "again: you forgot it",
        "h": "hard: you remembered it with effort",
        "g": "good: you remembered it",
        "e": "easy: you remembered it right away",
        "s": "skip for now",
        "q": "quit: stop here",
    }
    head = f"{pluralize(number, 'item')} to review. Your answers never remove a tick."
    return [head, labelled(meanings.items(), gap=2)]


def question(item: Item, index: int, number: int) -> Iterator[RenderableType]:
    """Yield an item as a question: what it is, and how to know that one still knows it."""
    yield from ("", Text.assemble(f"{index} of {number}: ", name_item(item)))
    if item.summary:
        yield item.summary
    if item.checks:
        yield from ("Can you still do this?", bullets(item.checks))
    else:
        yield "Could you still explain and use it?"


def comes_back(due: date, grade: str) -> str:
    """Return when an item is due again."""
    still = "Still done. " if grade == "again" else ""
    return f"{still}Next review: {due}."


def reviewed_lines(reviewed: Iterable[tuple[str, Memory]], grade: str) -> list[str]:
    """Return when each reviewed item is due again."""
    still = "still done, " if grade == "again" else ""
    lines = [f"{title}: {still}next review {memory.due}." for title, memory in reviewed]
    return [*lines, UNDO] if lines else [NOT_TICKED]


def ending(done: int, waiting: int, following: date | None) -> list[str]:
    """Return how many items were reviewed, and what is still due or will be."""
    lines = ["", "Nothing was recorded."]
    if done:
        lines = ["", f"{pluralize(done, 'item')} reviewed."]
        lines.append("To undo the last answer: dlr undo")
    if waiting:
        lines.append(f"Still due: {pluralize(waiting, 'item')}.")
    elif following:
        lines.append(f"Nothing else is due until {following}.")
    return lines


def nothing_due(following: date | None, inferred: bool) -> list[str]:
    """Return why nothing is due; `inferred` is whether something is done by inference alone."""
    if following is None and inferred:
        reason = "everything done here was inferred by an assessment"
        return [f"Nothing is due for review: {reason}.", "To confirm what you know: dlr tick ITEM"]
    if following is None:
        return ["Nothing is due for review: nothing is ticked yet.", "To start: dlr next"]
    return [f"Nothing is due for review until {following}."]
