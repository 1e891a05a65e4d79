"""An assessment: its questions, and what came of it."""

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.placement import Placed
from dlroadmap.render.tables import labelled, table
from dlroadmap.text import listed, plural

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
    for place, character in enumerate(text):
        rest = text[place + 1 :]
        if character in ".!?" and rest[:1] == " " and not rest[1:2].islower():
            return text[: place + 1]
    return text


def result_lines(
    placed: Placed, curriculum: Curriculum, told: Sequence[str]
) -> list[RenderableType]:
    """Return what is probably known by level, of the items `told` about, and what is ready."""
    counts: dict[str, list[int]] = {}
    titles: Mapping[str, str] = {level.id: level.title for level in curriculum.levels}
    for key in told:
        count = counts.setdefault(curriculum.places[key][0].id, [0, 0])
        count[0] += key in placed.known
        count[1] += 1
    made = table("Level", "Probably known", "Of", right=["Probably known", "Of"])
    for id, (known, of) in counts.items():
        made.add_row(Text(titles[id]), str(known), str(of))
    ready = [curriculum.items[key].title for key in placed.frontier]
    return [
        "",
        f"After {plural(placed.asked, 'question')}: {confidence_in_words(placed.confidence)}.",
        "",
        made,
        *(["", f"Ready to be learned: {listed(ready, most=6)}"] if ready else []),
    ]
