"""An assessment: its questions, and what came of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.placement import Placed
from dlroadmap.guide.summary import Counts
from dlroadmap.render.tables import bullets, table
from dlroadmap.render.words import NOTHING, UNDO, standing
from dlroadmap.words import join_words, pluralize

PROMPT = "Answer (y, n, p, ?, b, q):"
CONFIRM = "Tick them?"

PICTURES = ((0.93, "a clear picture"), (0.85, "a good picture"), (0.75, "a fair picture"))
"""What a confidence is called, from a share of items on that are expected to be classed right."""


def confidence_in_words(confidence: float) -> str:
    """Return `a fair picture: right about some 78 of 100 items`."""
    picture = next((words for share, words in PICTURES if confidence >= share), "a first guess")
    return f"{picture}, right about some {min(int(confidence * 100), 99)} of 100 items"


def introduction(curriculum: str, forms: str) -> list[str]:
    """Return what is going to be asked, and the forms of an answer."""
    return [
        f"What do you know of {curriculum}? Answer with: {forms}.",
        "Nothing is written before you agree to it at the end.",
    ]


def question_lines(
    item: Item, number: int, most: int, confidence: float
) -> Iterator[RenderableType]:
    """Yield a question, with what one who has the item can do."""
    yield from ("", f"Question {number} of at most {most}", Text(item.title, "bold"))
    if item.summary:
        yield first_sentence(item.summary)
    if item.checks:
        yield from ("Could you do this now?", bullets(item.checks))
    else:
        yield "Do you know this already?"
    if number > 1:
        yield f"So far: {confidence_in_words(confidence)}."


def first_sentence(text: str) -> str:
    """Return the text up to the first full stop that ends a sentence."""
    for end in re.finditer(r"[.!?](?= )", text):
        if not text[end.end() + 1 :][:1].islower():
            return text[: end.end()]
    return text


def nothing_asked(nothing_open: bool) -> str:
    """Return why there is no result."""
    if nothing_open:
        return "There is nothing to ask about."
    return "Nothing was asked, and nothing was changed."


def result_lines(
    placed: Placed, curriculum: Curriculum, keys: Sequence[str], offer: bool
) -> Iterator[RenderableType]:
    """Yield what is probably known of some items, by level, what is ready, and what to tick.

    What can be ticked is told only as an `offer`; why nothing can be, always.
    """
    confidence = confidence_in_words(placed.confidence)
    yield from ("", f"After {pluralize(placed.asked, 'question')}: {confidence}.", "")
    levels = {key: curriculum.locations[key].level.id for key in keys}
    known = Counter(levels[key] for key in keys if key in placed.known)
    titles = {level.id: level.title for level in curriculum.levels}
    rows = [(titles[id], f"{known[id]}", f"{of}") for id, of in Counter(levels.values()).items()]
    yield table(["Level", "Probably known", "Of"], rows, right=["Probably known", "Of"])
    if placed.frontier:
        ready = [curriculum.items[key].title for key in placed.frontier]
        yield from ("", f"Ready to be learned: {join_words(ready, most=6)}")
    if not placed.claimed:
        yield "You said yes to nothing, so nothing is offered to be ticked."
    elif not placed.ticks:
        yield "Nothing is sure enough to be ticked."
    elif offer:
        items = f"{pluralize(len(placed.ticks), 'item')} that you very probably know"
        yield ""
        yield f"dlr can tick {items}, marked as inferred. One dlr undo takes them back."
    if not placed.ticks:
        yield NOTHING


def ticked_lines(number: int, curriculum: str, totals: Counts) -> list[str]:
    """Return how many items were ticked, and where the learner stands."""
    if not number:
        return [f"All of these were ticked or skipped in the meantime. {NOTHING}"]
    return [
        f"Done, as inferred: {pluralize(number, 'item')}",
        standing(curriculum, totals),
        "What is next: dlr next. Tick there what you have already.",
        "Which they are: dlr log",
        UNDO,
    ]
