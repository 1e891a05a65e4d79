"""An assessment: its questions, and what came of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.placement.placed import Placed
from dlroadmap.guide.summary import Counts
from dlroadmap.render.tables import bullets, table
from dlroadmap.render.words import NOTHING, UNDO, standing
from dlroadmap.words import agree, join_words, pluralize

PROMPT = "Answer (y, n, p, ?, b, q):"
CONFIRM = "Tick them?"


def confidence_in_words(confidence: float, when: str = "") -> str:
    """Return `Estimated accuracy: 78%`: the share of items expected to be classed right."""
    return f"Estimated accuracy{when}: {min(int(confidence * 100), 99)}%"


def introduction(forms: str) -> list[str]:
    """Return what is going to be asked, and the forms of an answer."""
    return [
        f"What do you already know? Answer {forms}.",
        "Nothing is recorded until you agree at the end.",
    ]


def question_lines(
    item: Item, number: int, most: int, confidence: float
) -> Iterator[RenderableType]:
    """Yield a question, with what one who knows the item can do."""
    yield from ("", f"Question {number} of at most {most}", Text(item.title, "bold"))
    if item.summary:
        yield first_sentence(item.summary)
    if item.checks:
        yield from ("Can you do this now?", bullets(item.checks))
    else:
        yield "Do you already know this?"
    if number > 1:
        yield f"{confidence_in_words(confidence, ' so far')}."


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
    placed: Placed, curriculum: Curriculum, keys: Sequence[str], offer: bool
) -> Iterator[RenderableType]:
    """Yield what is probably known of some items, by level, what is ready, and what to tick.

    What can be ticked is shown only as an `offer`; why nothing can be, always.
    """
    after = f" after {pluralize(placed.asked, 'question')}"
    yield from ("", f"{confidence_in_words(placed.confidence, after)}.", "")
    levels = {key: curriculum.locations[key].level.id for key in keys}
    known = Counter(levels[key] for key in keys if key in placed.known)
    titles = {level.id: level.title for level in curriculum.levels}
    rows = [(titles[id], f"{known[id]}", f"{of}") for id, of in Counter(levels.values()).items()]
    yield table(["Level", "Probably known", "Total"], rows, right=["Probably known", "Total"])
    if placed.frontier:
        ready = [curriculum.items[key].title for key in placed.frontier]
        yield from ("", f"Ready to learn: {join_words(ready, most=6)}")
    if not placed.claimed:
        yield "You did not answer yes to any question, so dlr suggests no ticks."
    elif not placed.ticks:
        yield "Nothing is certain enough to tick."
    elif offer:
        items = f"{pluralize(len(placed.ticks), 'item')} that you very likely know"
        them = agree(len(placed.ticks), "it", "them")
        yield ""
        yield f"dlr can tick {items} and mark {them} as inferred."
        yield f"To remove {agree(len(placed.ticks), 'this tick', 'these ticks')} later: dlr undo"
    if not placed.ticks:
        yield NOTHING


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
