"""What is due for review: as a line, as a list, and as questions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.portion import DAYS, Portion
from dlroadmap.guide.review import UNASKED, Memory
from dlroadmap.render.layout import Lines
from dlroadmap.render.links import address
from dlroadmap.render.tables import bullets, labelled, name_item
from dlroadmap.render.words import UNDO
from dlroadmap.words import agree, join_words, pluralize

if TYPE_CHECKING:
    from dlroadmap.guide.dependents import Dependent

PROMPT = "How did it go (a, h, g, e, s, q)?"
NO_ANSWER = "Type a, h, g, e, s or q, or the whole word."
NOT_TICKED = "It is no longer ticked. Nothing was recorded."


DONE_TODAY = "You reviewed everything for today. To review more, use --max N."


def due_lines(number: int) -> list[str]:
    """Return how many items are for today and what to do about it, in one line; none for none."""
    return [f"{pluralize(number, 'item')} to review today: dlr review"] if number else []


def _count_due(number: int) -> str:
    return f"{pluralize(number, 'item')} {agree(number, 'is', 'are')} due for review"


def describe_backlog(portion: Portion) -> str:
    """Return how many items are due, and how they are spread over days."""
    days = "two weeks" if portion.days == DAYS else pluralize(portion.days, "day")
    spread = f"{portion.a_day:,} a day clears them in {days}"
    return f"{_count_due(portion.due)}. {spread}; the most important come first."


def due_list(
    shown: Sequence[Memory],
    portion: Portion,
    curriculum: Curriculum,
    uses: Mapping[str, str],
) -> Iterator[RenderableType]:
    """Yield what is due, a paragraph each, and how to record a review.

    `uses` tells what items are needed for.
    """
    rows: list[tuple[str, RenderableType]] = []
    for index, memory in enumerate(shown, 1):
        likely = f"{memory.retrievability * 100:.0f}% likely to be remembered"
        rows.append((f"{index}.", name_item(curriculum.items[memory.key])))
        if why := uses.get(memory.key):
            rows.append(("", why))
        rows.append(("", f"Last practiced on {memory.last}, {likely}."))
    order = ", most important first" if portion.due > 1 else ""
    backlog = portion.today < portion.due
    heading = describe_backlog(portion) if backlog else f"{_count_due(portion.due)}{order}:"
    yield from (heading, "", labelled(rows), "")
    if more := portion.due - len(shown):
        yield f"and {more:,} more. To list all of them, add --max {portion.due}."
    yield f"To record a review: dlr review {curriculum.items[shown[0].key].id} --grade good"
    yield "Grades: again, hard, good, easy"


def tell_use(dependent: "Dependent | None", curriculum: Curriculum) -> str:
    """Return what an item is needed for; nothing if nothing unfinished builds on it."""
    if dependent is None:
        return ""
    if dependent.aim and not dependent.begun:
        return f"Needed for your goal: {dependent.aim.title}."
    title = curriculum.items[dependent.key].title
    return f"Needed for {title}{', in progress' if dependent.begun else ''}."


def tell_part(goal: str, part: bool, whole: bool) -> str:
    """Return how an item serves a goal: as a `part`, or for it; nothing if it is the `whole`."""
    if whole:
        return ""
    return f"Part of {goal}." if part else f"Needed for {goal}."


def introduction(number: int) -> list[str]:
    """Return what is going to be asked, and what the answers mean, beside a whole question."""
    return [
        f"{pluralize(number, 'item')} to review. Your answers never remove a tick.",
        "a: again (you forgot it), h: hard (you remembered it with effort), "
        "g: good (you remembered it), e: easy (right away), s: skip for now, q: quit",
    ]


def question(item: Item, index: int, number: int, why: str = "") -> Iterator[RenderableType]:
    """Yield an item as a question: what it is, how to know that one still knows it, and where from.

    `why` is what it is needed for.
    """
    from dlroadmap.guide.listing import choose_resource

    yield from ("", Text.assemble(f"{index} of {number}: ", name_item(item)))
    yield from filter(None, (why, item.summary))
    if item.checks:
        yield from ("Can you still do this?", bullets(item.checks))
    else:
        yield "Could you still explain and use it?"
    place = choose_resource(item, None)
    if place is not None:
        resource = item.resources[place]
        part = f", {resource.part}" if resource.part else ""
        yield f"Resource: {resource.title}{part} ({resource.type}, {resource.cost})"
        yield Lines(Text.assemble("  ", address(resource.url)))


def comes_back(due: date, grade: str, item: Item) -> list[str]:
    """Return when an item is due again, and what to read if it was forgotten."""
    if grade != "again":
        return [f"Next review: {due}."]
    read = [f"To read about it: dlr open {item.id}"] if item.resources else []
    return [f"Still done. Next review: {due}.", *read]


def reviewed_lines(reviewed: Iterable[tuple[str, Memory]], grade: str) -> list[str]:
    """Return when each reviewed item is due again."""
    still = "still done, " if grade == "again" else ""
    lines = [f"{title}: {still}next review {memory.due}." for title, memory in reviewed]
    return [*lines, UNDO] if lines else [NOT_TICKED]


def ending(done: int, portion: Portion, following: date | None) -> list[str]:
    """Return how many items were reviewed, and what is left for today or comes later."""
    lines = ["Nothing was recorded."]
    if done:
        lines = [f"{pluralize(done, 'item')} reviewed."]
        lines.append("To undo the last answer: dlr undo")
    if portion.today:
        lines.append(f"Left for today: {pluralize(portion.today, 'item')}.")
    elif portion.due:
        lines.append(DONE_TODAY)
    elif following:
        lines.append(f"Nothing else is due until {following}.")
    return lines


def nothing_due(
    following: date | None, reason: str, goals: Sequence[str] = (), part: bool = False
) -> list[str]:
    """Return why nothing is due; `goals` are the titles of those named, a `part` may be too.

    The reason is `later`, `unasked` where all that is done is reviewed only if asked for, `kind`
    where it is of another kind than asked for, `inferred` or `todo`.
    """
    nothing = "Nothing is due for review"
    names = join_words([f"“{title}”" for title in goals])
    build = f" that {names} {agree(len(goals), 'builds', 'build')} on" if goals else ""
    if reason == "later":
        return [f"Nothing{build} is due for review until {following}."]
    if reason == "unasked":
        kinds = join_words([f"{kind}s" for kind in UNASKED])
        return [
            f"{nothing}: everything done here is of kinds that you have to ask for ({kinds}).",
            "To review these too: dlr review --kind all",
        ]
    if reason == "kind":
        return [f"{nothing}: nothing done here is of this kind."]
    if reason == "inferred":
        return [
            f"{nothing}: everything done here was inferred by an assessment.",
            "To confirm what you know: dlr tick ITEM",
        ]
    where = " in this part" if part else ""
    return [f"{nothing}: nothing{where}{build} is ticked yet.", "To start: dlr next"]
