"""Questions at a terminal, in lines of whole words."""

from rich.text import Text

from dlroadmap.render.screen import Screen
from dlroadmap.text import strip_unsafe

YES_OR_NO = "Please answer y or n."

ROOM = 4
"""Columns that stay free for the answer."""


def yes_or_no(question: str, default: bool) -> str:
    """Return a question with its answers, that of Enter as a capital."""
    return f"{question} [{'Y/n' if default else 'y/N'}]:"


def example_numbers(most: int) -> str:
    """Return numbers of a list as one may type them, none of them above `most`."""
    if most >= 12:
        return "1-8, 12"
    return "1-3, 5" if most >= 5 else f"1, {most}"


def question_lines(question: str, screen: Screen) -> list[str]:
    """Return the lines of a question; the answer is typed after the last one."""
    text = Text(strip_unsafe(question))
    *lines, last = text.wrap(screen.console, max(screen.width - ROOM, 1), overflow="fold")
    return [*(line.plain.rstrip() for line in lines), f"{last.plain.rstrip()} "]
