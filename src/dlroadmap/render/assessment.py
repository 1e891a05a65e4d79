"""An assessment: its questions, and what came of it."""

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.placement import Placed
from dlroadmap.guide.summary import Counts
from dlroadmap.render.tables import labelled, table
from dlroadmap.render.words import NOTHING, UNDO, standing
from dlroadmap.words import join_words, pluralize

PROMPT = "Answer (y, n, p, ?, b, q): "
CONFIRM = "Tick them?"

PICTURES = ((0.93, "a clear picture"), (0.85, "a good picture"), (0.75, "a fair picture"))
"""What a confidence is called, from a share of items on that are expected to be classed right."""


def confidence_in_words(confidence: float) -> str:
    """Return `a fair picture: right about some 78 of 100 items`."""
    picture = next((words for share, words in PICTURES if confidence >= share), "a first guess")
    return f"{picture}, right about some {min(int(confidence * 100), 99)} of 100 items"


def question_lines(item: Item, number: int, most: int, confidence: float) -> list[RenderableType]:
    """Return a question, with what one who has the item can do."""
    lines: list[RenderableType] = ["", f"Question {number} of at most {most}"]
    lines.append(Text(item.title, "bold"))
    if item.summary:
        lines.append(Text(first_sentence(item.summary)))
    if item.checks:
        lines.append("Could you do this now?")
        grid = labelled()
        for check in item.checks:
            grid.add_row(" -", Text(check))
        lines.append(grid)
    else:
        lines.append("Do you know this already?")
    if number > 1:
        lines.append(f"So far: {confidence_in_words(confidence)}.")
    return lines


def first_sentence(text: str) -> str:
    """Return the text up to the first full stop that ends a sentence."""
    for index, character in enumerate(text):
        rest = text[index + 1 :]
        if character in ".!?" and rest[:1] == " " and not rest[1:2].islower():
            return text[: index + 1]
    return text


def result_lines(
    placed: Placed, curriculum: Curriculum, keys: Sequence[str]
) -> list[RenderableType]:
    """Return what is probably known of some items, by level, and what is ready."""
    counts: dict[str, list[int]] = {}
    titles: Mapping[str, str] = {level.id: level.title for level in curriculum.levels}
    for key in keys:
        count = counts.setdefault(curriculum.locations[key][0].id, [0, 0])
        count[0] += key in placed.known
        count[1] += 1
    made = table("Level", "Probably known", "Of", right=["Probably known", "Of"])
    for id, (known, of) in counts.items():
        made.add_row(Text(titles[id]), str(known), str(of))
    ready = [curriculum.items[key].title for key in placed.frontier]
    return [
        "",
        f"After {pluralize(placed.asked, 'question')}: {confidence_in_words(placed.confidence)}.",
        "",
        made,
        *(["", f"Ready to be learned: {join_words(ready, most=6)}"] if ready else []),
    ]


def introduction(curriculum: str, forms: str) -> list[str]:
    """Return what is going to be asked, and the forms of an answer."""
    return [
        f"What do you know of {curriculum}? Answer with: {forms}.",
        "Nothing is written before you agree to it at the end.",
    ]


def nothing_asked(nothing_open: bool) -> str:
    """Return why there is no result."""
    if nothing_open:
        return "There is nothing to ask about."
    return "Nothing was asked, and nothing was changed."


def no_offer(claimed: bool) -> list[str]:
    """Return why nothing is offered to be ticked."""
    none = "You said yes to nothing, so nothing is offered to be ticked."
    return ["Nothing is sure enough to be ticked." if claimed else none, NOTHING]


def offer(number: int) -> list[str]:
    """Return what can be ticked."""
    items = f"{pluralize(number, 'item')} that you very probably know"
    return ["", f"dlr can tick {items}, marked as inferred. One dlr undo takes them back."]


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
