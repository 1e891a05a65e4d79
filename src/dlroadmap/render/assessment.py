"""An assessment: its questions, and what came of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.placement.placed import Placed, Prospect
from dlroadmap.guide.summary import Counts
from dlroadmap.render.layout import Columns
from dlroadmap.render.tables import bullets, table
from dlroadmap.render.words import NOTHING, UNDO, standing
from dlroadmap.words import agree, join_words, pluralize

PROMPT = "Answer (y, n, p, ?, b, q):"
CONTINUE = "Continue?"
ASK_MORE = "Ask ten more?"

SHOWN = 3
"""So many pairs of answers that do not fit together are shown."""


def unfinished_line(day: date, asked: int, today: date) -> str:
    """Return from when an unfinished assessment is, and how many answers it has."""
    year = f", {day.year}" if day.year != today.year else ""
    when = "today" if day == today else f"{day:%B} {day.day}{year}"
    answers = pluralize(asked, "answer") if asked else "no answers yet"
    return f"You have an unfinished assessment from {when}, with {answers}."


def to_continue(call: str) -> str:
    """Return how to go on with what is unfinished."""
    return f"To continue later: {call}"


def not_saved(reason: str) -> str:
    """Return that answers cannot be saved, and what that means."""
    return (
        f"dlr: Your answers cannot be saved ({reason}). If you stop this assessment, you cannot "
        "continue it later."
    )


def _percent(confidence: float) -> int:
    return min(int(confidence * 100), 99)


def confidence_in_words(confidence: float, when: str = "") -> str:
    """Return `Estimated accuracy: 78%`: the share of items expected to be classed right."""
    return f"Estimated accuracy{when}: {_percent(confidence)}%"


INTRODUCTION = "What do you already know? Nothing is recorded until you agree at the end."


def explain_answers(forms: str) -> list[str]:
    """Return the forms of an answer, to stand before the first question."""
    return ["", f"Answer {forms}."]


def question_lines(item: Item, number: int, most: int, placed: Placed) -> Iterator[RenderableType]:
    """Yield a question, with what one who knows the item can do.

    How accurate the estimate is, is said as soon as there is one.
    """
    yield from ("", f"Question {number} of at most {most}", Text(item.title, "bold"))
    if item.summary:
        yield first_sentence(item.summary)
    if item.checks:
        yield from ("Can you do this now?", bullets(item.checks))
    else:
        yield "Do you already know this?"
    if number > 1 and placed.claimed:
        yield f"{confidence_in_words(placed.confidence, ' so far')}."


def first_sentence(text: str) -> str:
    """Return the text up to the first full stop that ends a sentence."""
    for end in re.finditer(r"[.!?](?= )", text):
        if not text[end.end() + 1 :][:1].islower():
            return text[: end.end()]
    return text


def nothing_asked(nothing_open: bool) -> str:
    """Return why there is no result."""
    if nothing_open:
        return "There are no items to ask about."
    return "You answered no questions. Nothing was changed."


def result_lines(
    placed: Placed, curriculum: Curriculum, keys: Sequence[str]
) -> Iterator[RenderableType]:
    """Yield what is probably known of some items, by level, what is ready, and what is in doubt.

    Of who has claimed nothing, nothing is concluded.
    """
    yield ""
    if not placed.claimed:
        yield "You answered no question with yes or partly, so dlr estimates nothing."
        yield NOTHING
        yield "To see where to start: dlr next"
        return
    after = f" after {pluralize(placed.asked, 'question')}"
    yield f"{confidence_in_words(placed.confidence, after)}."
    yield from ("", _levels(placed, curriculum, keys))
    if placed.frontier:
        ready = [curriculum.items[key].title for key in placed.frontier]
        yield from ("", f"Ready to learn: {join_words(ready, most=6)}")
    yield from _doubts(placed, curriculum)
    if not placed.offers and not placed.doubtful:
        yield from ("", f"Nothing is certain enough to tick. {NOTHING}")


def _levels(placed: Placed, curriculum: Curriculum, keys: Sequence[str]) -> Columns:
    """Return how much of each level is known; of one that was not asked about, that it was not."""
    levels = {key: curriculum.locations[key].level.id for key in keys}
    known = Counter(levels[key] for key in keys if key in placed.known)
    titles = {level.id: level.title for level in curriculum.levels}
    rows = [
        (titles[id], f"{known[id]}" if id in placed.heard else "not asked", f"{of}")
        for id, of in Counter(levels.values()).items()
    ]
    return table(["Level", "Probably known", "Total"], rows, right=["Probably known", "Total"])


def _doubts(placed: Placed, curriculum: Curriculum) -> Iterator[RenderableType]:
    """Yield which answers do not fit together, if they are many, or if the result is in doubt."""
    if not placed.doubtful and len(placed.contradictions) < 2:
        return
    fit = "Some of your answers do not fit together"
    if not placed.doubtful:
        yield from ("", f"{fit}:")
    else:
        why = fit if placed.contradictions else "Your answers do not give a clear picture yet"
        yield from ("", f"{why}, so this result is uncertain and dlr suggests no ticks. {NOTHING}")
    if not placed.contradictions:
        return
    built: dict[str, list[str]] = {}
    for known, unknown in placed.contradictions:
        built.setdefault(curriculum.items[unknown].title, []).append(curriculum.items[known].title)
    pairs = [
        f"you know {join_words(known, most=3)}, but not {unknown}, "
        f"which {agree(len(known), 'it builds', 'they build')} on"
        for unknown, known in built.items()
    ]
    yield bullets(pairs[:SHOWN])
    if len(pairs) > SHOWN:
        yield f"   and {len(pairs) - SHOWN:,} more"


def prospect_line(placed: Placed, prospect: Prospect) -> str:
    """Return what more questions would bring; nothing if that is nothing."""
    now, then = _percent(placed.confidence), _percent(prospect.confidence)
    ticks = prospect.ticks - len(placed.ticks)
    gains = []
    if then > now:
        gains.append(f"raise the estimated accuracy from {now}% to about {then}%")
    if ticks > 0:
        gains.append(f"tick about {pluralize(ticks, 'more item')}")
    if gains:
        return f"Ten more questions would {' and '.join(gains)}."
    return "Ten more questions would make it clearer." if placed.doubtful else ""


def ticked_lines(number: int, curriculum: str, totals: Counts) -> list[str]:
    """Return how many items were ticked, and where the learner stands."""
    if not number:
        return [f"You ticked or skipped all of these in the meantime. {NOTHING}"]
    return [
        f"Done (inferred): {pluralize(number, 'item')}",
        standing(curriculum, totals),
        "To see them: dlr log",
        "To see what is next: dlr next",
        UNDO,
    ]
