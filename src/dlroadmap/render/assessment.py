"""An assessment: its questions, and what came of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.placement.assessment import Placed, Prospect
from dlroadmap.guide.summary import Counts
from dlroadmap.render.layout import Columns
from dlroadmap.render.tables import bullets, table
from dlroadmap.render.words import NOTHING, UNDO, standing
from dlroadmap.words import join_words, pluralize

PROMPT = "Answer (y, n, p, ?, b, q):"
CONTINUE = "Continue?"
ASK_MORE = "Ask ten more?"

SHOWN = 3
"""So many pairs of answers that do not fit together are shown."""


def stopped_line(day: date, asked: int, today: date) -> str:
    """Return when an assessment was stopped, and after how many questions."""
    year = f", {day.year}" if day.year != today.year else ""
    when = "today" if day == today else f"on {day:%B} {day.day}{year}"
    after = f"after {pluralize(asked, 'question')}" if asked else "before the first question"
    return f"You stopped an assessment {when}, {after}."


def to_continue(call: str) -> str:
    """Return how to go on with what was stopped."""
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


def introduction(forms: str) -> list[str]:
    """Return what is going to be asked, and the forms of an answer."""
    return [
        f"What do you already know? Answer {forms}.",
        "Nothing is recorded until you agree at the end.",
    ]


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
        yield f"You answered {pluralize(placed.asked, 'question')}, none with yes or partly."
        yield "dlr does not know what you already know, so it suggests no ticks."
        yield "To start from the beginning: dlr next"
        return
    yield f"{confidence_in_words(placed.confidence, f' after {_asked(placed)}')}."
    yield from ("", _levels(placed, curriculum, keys))
    if placed.frontier:
        ready = [curriculum.items[key].title for key in placed.frontier]
        yield from ("", f"Ready to learn: {join_words(ready, most=6)}")
    yield from _doubts(placed, curriculum)
    if not placed.offers and not placed.doubtful:
        yield from ("", "Nothing is certain enough to tick.")


def _asked(placed: Placed) -> str:
    return pluralize(placed.asked, "question")


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
    pairs = [
        f"you know {curriculum.items[known].title}, but not {curriculum.items[unknown].title}, "
        "which it builds on"
        for known, unknown in placed.contradictions
    ]
    if placed.doubtful:
        yield ""
        yield "Some of your answers do not fit together, so this result is uncertain."
        yield "dlr suggests no ticks."
    elif len(pairs) > 1:
        yield from ("", "Some of your answers do not fit together:")
    else:
        return
    yield bullets(pairs[:SHOWN])
    if len(pairs) > SHOWN:
        yield f"and {len(pairs) - SHOWN:,} more"


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
