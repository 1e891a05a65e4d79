"""Steps of a way as text, and how their lines are laid out."""

from collections.abc import Iterable

from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.path import Step
from dlroadmap.render.screen import Screen
from dlroadmap.words import format_hours


def leaf(step: Step, curriculum: Curriculum, ready: bool) -> Text:
    """Return a step in one line: its title, and what is to know of it."""
    words = [step.item.id]
    if step.item.hours:
        words.append(format_hours(step.item.hours))
    if step.state == "doing":
        words.append("in progress")
    elif ready:
        words.append("ready")
    if step.outside:
        words.append(f"not in {curriculum.title}")
    return Text.assemble((step.item.title, "bold"), f" ({', '.join(words)})")


def hang(text: Text, first: str, below: str, screen: Screen) -> Iterable[Text]:
    """Yield a text behind an indent, the lines after its first behind another one."""
    room = max(screen.width - max(len(first), len(below)), 1)
    wrapped = [text] if text.cell_len <= room else text.wrap(screen.console, room)
    for number, line in enumerate(wrapped):
        line.rstrip()
        yield Text.assemble(below if number else first, line)


def join_lines(lines: Iterable[Text]) -> Text:
    """Return lines that fit the screen as one text: rich takes its time over each renderable."""
    block = Text("\n").join(lines)
    block.no_wrap, block.overflow = True, "ignore"
    return block
