"""Foreign texts as the format takes them: clean, and within its limits."""

from typing import NamedTuple

from dlroadmap.format.schema import MAX_TITLE
from dlroadmap.lint.rules.c302_title_style import final_mark
from dlroadmap.text import clean


class Cut(NamedTuple):
    """A title that fits, and the rest of what was said, empty where all of it fits."""

    title: str
    rest: str = ""


def fit_title(text: str) -> Cut:
    """Return a text as a title; a longer one is cut between words, and ends in `…`."""
    title = clean(text)
    while mark := final_mark(title):
        title = title[: -len(mark)].rstrip()
    if len(title) <= MAX_TITLE:
        return Cut(title)
    room = MAX_TITLE - 1
    end = title.rfind(" ", room // 2, room + 1)
    end = room if end < 0 else end
    return Cut(f"{title[:end].rstrip()}…", title[end:].strip())


def join_texts(*texts: str) -> str:
    """Return texts as one, each a sentence of its own if it ends like one."""
    return clean(" ".join(filter(None, texts)))
