"""Cards for Anki: read here as Anki's importer reads them, which was tried by hand as well."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from hypothesis import given

from dlroadmap.curriculum.model import Category, Curriculum, Item, Level, Resource
from dlroadmap.exchange.sheet import Sheet
from dlroadmap.exchange.writing import anki
from dlroadmap.progress.fold import Progress
from dlroadmap.text import clean
from drawing import examples
from exchange.sheets import sheets


class Card(NamedTuple):
    """A row of the file."""

    guid: str
    deck: str
    tags: str
    front: str
    back: str


def parse(text: str) -> list[Card]:
    """Return the cards of a file: headers first, then rows of five fields, quoted or plain."""
    assert text.startswith(anki.HEADERS)
    rows = text.removeprefix(anki.HEADERS)
    field = r'(?:"((?:[^"]|"")*)"|([^"\t\n][^\t\n]*|))'
    row = re.compile("\t".join([field] * 5) + "\n")
    cards: list[Card] = []
    while rows:
        match = row.match(rows)
        assert match, rows[:200]
        quoted, plain = match.groups()[::2], match.groups()[1::2]
        fields = zip(quoted, plain, strict=True)
        cards.append(
            Card(*(one.replace('""', '"') if one is not None else other for one, other in fields))
        )
        rows = rows[match.end() :]
    return cards


class Page(HTMLParser):
    """What a browser makes of a field: its text, its elements and its addresses."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: set[str] = set()
        self.addresses: list[str | None] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its address; no other attribute may be there."""
        self.elements.add(tag)
        self.addresses += [value for name, value in attrs if name == "href"]
        assert {name for name, _ in attrs} <= {"href"}

    def handle_data(self, data: str) -> None:
        """Note a piece of text."""
        self.text += data


def item(id: str, title: str, *checks: str, summary: str = "") -> Item:
    resources = (
        Resource("Book", "https://example.org/?a=1&b='", "book", "free"),
        Resource("Bad", "javascript:alert(1)", "book", "free"),
    )
    return Item(
        f"c/{id}", title, summary, "skill", "important", 1, (), (), checks, (), (), resources
    )


def make(*items: Item, title: str = "Title", **states: str) -> Sheet:
    category = Category("k", "Part: one", "", None, tuple(one.key for one in items))
    level = Level("l", "Level::1", "", None, None, (), (category,))
    by_key = {one.key: one for one in items}
    hours = dict.fromkeys(by_key, 1)
    curriculum = Curriculum("c", title, "", None, (level,), hours, {}, {}, {}, {}, by_key)
    said = {f"c/{id}": state for id, state in states.items()}
    return Sheet(curriculum, Progress(said, dict.fromkeys(said, "2024-01-01T00:00:00+00:00")))


def cards(sheet: Sheet) -> list[Card]:
    return parse("".join(anki.write(sheet)))


def test_one_card_a_check() -> None:
    """The front asks, the back has the summary, the resources at web addresses, and the place."""
    first, second = cards(
        make(item("a", "Arrays", "Sort one", "Cut one", summary="Tables."), a="done")
    )
    assert (first.front, second.front) == ("Arrays: Sort one", "Arrays: Cut one")
    assert (
        first.back
        == second.back
        == (
            'Tables.<br><a href="https://example.org/?a=1&amp;b=&#x27;">Book</a>'
            "<br><small>Level::1 / Part: one</small>"
        )
    )
    assert first.tags == "dlr::item::c/a dlr::kind::skill dlr::state::done"
    assert first.deck == "Title::Level:1::Part: one"


def test_an_item_without_checks_is_one_card() -> None:
    """Its front is the title."""
    (card,) = cards(make(item("a", "Arrays")))
    assert card.front == "Arrays"


def test_an_identity_outlives_all_but_the_question() -> None:
    """State, title, summary, order, case and a full stop change a card; other words make a new one.

    So a second import updates cards, and no schedule moves to another question.
    """
    before = cards(make(item("a", "Arrays", "Sort one", "Cut one", summary="Tables.")))
    after = cards(make(item("a", "Lists", "New", "Cut one", "sort one."), title="Other", a="done"))
    assert after[1].guid == before[1].guid
    assert after[2].guid == before[0].guid
    assert after[0].guid not in {card.guid for card in before}


def test_the_same_check_twice_is_two_cards() -> None:
    """In one item or in two: no card takes the place of another."""
    found = cards(
        make(item("a", "A", "Explain C++", "Explain C#", "Explain c#"), item("b", "B", "x"))
    )
    found += cards(make(item("b", "B"), item("c", "B")))
    assert len({card.guid for card in found}) == len(found)


def test_decks_cannot_be_split_by_a_title() -> None:
    """Two colons in a title, or one at its end, would make another deck."""
    assert anki.name_deck("a::b", ":c:", "d:::e", "::") == "a:b::c::d:e::-"


def test_nothing_in_a_text_plays_or_runs() -> None:
    """Elements, sounds, formulas and gaps are text to Anki, which looks at the field as it is."""
    nasty = "<img src=x onerror=y> [sound:a.mp3] [latex]x[/latex] [$]x[/$] {{c1::y}} \\(x\\)"
    (card,) = cards(make(item("a", nasty, summary=nasty)))
    assert not re.search(r"[\[{\\]|<img", card.front + card.back)
    assert Page(card.front).text == nasty
    assert Page(card.back).elements == {"br", "a", "small"}


@examples()
@given(sheets())
def test_any_sheet_comes_back(sheet: Sheet) -> None:
    """Every check of every item is a card of its own; texts and addresses come out as they were."""
    found = cards(sheet)
    expected = [(row, check) for row in sheet.rows() for check in row.item.checks or ("",)]
    assert len({card.guid for card in found}) == len(found) == len(expected)
    for card, (row, check) in zip(found, expected, strict=True):
        front, back = Page(card.front), Page(card.back)
        assert front.text == clean(f"{row.item.title}: {check}" if check else row.item.title)
        assert not front.elements
        assert back.elements <= {"br", "a", "small"}
        assert set(back.addresses) <= {one.url for one in row.item.resources}
        assert back.text.startswith(row.item.summary)
        assert card.deck.count("::") == 2
        assert card.tags.split(" ")[0] == f"dlr::item::{row.item.key}"
        assert f"dlr::state::{row.state}" in card.tags.split(" ")
        assert "\n" not in card.front + card.back
