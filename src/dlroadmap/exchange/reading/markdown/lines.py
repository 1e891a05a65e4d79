"""The line of a thing: its box, its title, its marks, and what follows in the same paragraph."""

import re
from typing import NamedTuple

from dlroadmap.exchange.reading.markdown.blocks import BOX
from dlroadmap.exchange.reading.markdown.draft import Draft, plain
from dlroadmap.exchange.reading.markdown.marks import Marks, read_marks, take_done
from dlroadmap.exchange.reading.markdown.words import Words
from dlroadmap.exchange.writing.markdown import BOXES

STATES = {**{mark: state for state, mark in BOXES.items()}, "X": "done"}
"""States by what is in a box; anything else is `todo`."""


class Line(NamedTuple):
    """The lines of a thing: its title, what follows it in the same paragraph, what it says.

    `points` are the lines below it that are numbered by hand.
    """

    title: str
    more: str
    points: tuple[str, ...]
    words: Words
    marks: Marks


def read_box(content: str) -> tuple[str, str]:
    """Return the state of a box and the text behind it; no state where there is no box."""
    found = BOX.match(content)
    return (STATES.get(found[1], "todo"), content[found.end() :]) if found else ("", content)


def read_line(draft: Draft, content: str, state: str) -> Line:
    """Return what the paragraph of a thing says."""
    words = draft.words(re.sub(r"\A#{1,6}\s+", "", content))
    first, _, more = words.text.partition("\n")
    more, points = split_points(more)
    if more and _continues(first, more):
        first, more = f"{first} {more}".replace("\n", " "), ""
    marks = read_marks(first)
    if state in ("", "done"):
        text, done = take_done(marks.text)
        marks = marks._replace(text=text, done=done or marks.done)
    title = tidy(marks.text)
    if words.links and not title.strip("-–—|,.:;()*! "):
        named = (one.text or plain(words.alt) or one.url for one in words.links)
        title = plain(next(named))
    return Line(title or plain(words.alt), tidy(more).lstrip("-*+ "), points, words, marks)


def split_points(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without the lines at its end like `5.1 Vectors` or `a. Vectors`, and these."""
    starts = list(_POINT.finditer(text))
    if len(starts) < 2:
        return text, ()
    ends = [one.start() for one in starts[1:]]
    points = (
        tidy(text[one.end() : end]) for one, end in zip(starts, [*ends, len(text)], strict=True)
    )
    return text[: starts[0].start()].rstrip(), tuple(filter(None, points))


_POINT = re.compile(r"^\s*(?:\d+(?:\.\d+)+[.)]?|[a-z][.)])\s+", re.MULTILINE)


def _continues(first: str, more: str) -> bool:
    """Return whether the lines below the first one are the rest of its sentence."""
    if not first.strip():
        return True
    ended = first.rstrip().endswith((":", ".", "!", "?", ";", "。", "："))
    short = len(first) + len(more) <= _LONGEST_TITLE
    return short and not ended and (more[:1].islower() or more[:1].isdigit())


_LONGEST_TITLE = 200


def tidy(text: str) -> str:
    """Return a text as one line, without what links and marks leave behind at its ends."""
    text = plain(text)
    ends = text[-1:] in "-–—|,:：" and text[-2:] != "::" and not _EMOJI.search(text)
    return text.rstrip(" -–—|,:：") if ends else text


_EMOJI = re.compile(r"(?:^|\s):[a-z0-9_+-]+:$")
