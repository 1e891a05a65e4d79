"""Checks as cards, as the text import of Anki takes them."""

import csv
import re
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from io import StringIO

from dlroadmap.curriculum.model import Item
from dlroadmap.exchange.sheet import Row, Sheet
from dlroadmap.render.words import NO_DETAILS
from dlroadmap.text import clean, is_web_address

HEADERS = (
    "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#deck column:2\n#tags column:3\n"
)
"""The columns after these are the fields of the note, front and back."""


def write(sheet: Sheet) -> Iterator[str]:
    """Yield the text of the export, piece by piece.

    An item has one card for each of its checks, or one for itself if it has none.
    """
    yield HEADERS
    for row in sheet.rows():
        level, category = row.location
        deck = name_deck(sheet.curriculum.title, level.title, category.title)
        tags = " ".join(_tags(row))
        back = _back(row)
        yield _encode([deck, tags, back], _cards(row.item))


def _cards(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the identity and the front of each card.

    A card is known by its item and the words of its check: if these change, it is another question
    that nobody has learned. Its place in the list would be no identity, as a check that is added
    before others would give each of them the schedule of its neighbor.
    """
    seen: dict[str, int] = {}
    for check in item.checks or ("",):
        words = clean(check).casefold().rstrip(".!? ")
        seen[words] = seen.get(words, 0) + 1
        again = f"\n{seen[words]}" if seen[words] > 1 else ""
        guid = sha256(f"{item.key}\n{words}{again}".encode()).hexdigest()[:20]
        yield f"dlr-{guid}", inert(f"{item.title}: {check}" if check else item.title)


def _back(row: Row) -> str:
    """Return the summary, what to learn from, and the place of an item, as HTML."""
    lines = [inert(row.item.summary)] if row.item.summary else []
    for resource in row.item.resources:
        if is_web_address(resource.url):
            title = inert(resource.title)
            lines.append(f'<a href="{inert(resource.url)}">{title}</a>')
    if not lines:
        lines.append(f"{NO_DETAILS} {row.item.key}")
    place = dict.fromkeys((row.location.level.title, row.location.category.title))
    lines.append(f"<small>{inert(' / '.join(place))}</small>")
    return "<br>".join(lines)


def inert(text: str) -> str:
    """Return a text as HTML in which nothing means anything, to a browser or to Anki.

    Anki plays and typesets what stands in square brackets, and MathJax what stands
    after a backslash; braces are the gaps of a cloze.
    """
    marks = {ord(mark): f"&#{ord(mark)};" for mark in "[{\\"}
    return escape(clean(text)).translate(marks)


def name_deck(*titles: str) -> str:
    """Return the name of a deck that lies in others; two colons separate them."""
    return "::".join(re.sub(r":{2,}", ":", clean(title)).strip(": ") or "-" for title in titles)


def _tags(row: Row) -> Iterator[str]:
    """Yield tags that all stand under one, so that they can be told from the learner's own."""
    yield f"dlr::item::{row.item.key}"
    yield f"dlr::kind::{row.item.kind}"
    yield f"dlr::state::{row.state}"


def _encode(columns: list[str], cards: Iterator[tuple[str, str]]) -> str:
    deck, tags, back = columns
    text = StringIO()
    writer = csv.writer(text, "excel-tab", lineterminator="\n")
    writer.writerows((guid, deck, tags, front, back) for guid, front in cards)
    return text.getvalue()
