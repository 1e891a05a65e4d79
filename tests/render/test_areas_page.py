"""The list of areas, and that of what can be ticked: whole entries, and one screen if they fit."""

import re
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from curriculum.making import shipped
from dlroadmap.cli.numbers import read_numbers
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement.placed import Area, Offer
from dlroadmap.render.areas_page import area_lines, areas_prompt, named_numbers
from dlroadmap.render.flowing import flow, number_entry
from dlroadmap.render.offers_page import leave_out, offer_lines, title_lines
from dlroadmap.render.questions import example_numbers, question_lines
from dlroadmap.render.screen import Screen

NAMES = ("architecture", "deep-learning", "field-guide", "ml-checklist", "quick-start")
WIDTHS = (40, 80, 200)
HEIGHT = 24

titles = st.lists(st.text("abc ", min_size=1, max_size=40).map(lambda t: f"T{t}z"), max_size=20)


@given(titles, st.integers(8, 120), st.integers(0, 2))
def test_entries_flow_whole(names: list[str], width: int, indent: int) -> None:
    """Every entry is there, in order, no line is too long, and a number stays with its title."""
    entries = [number_entry(number, " ".join(name.split())) for number, name in enumerate(names, 1)]
    lines = flow(entries, width, Console(file=StringIO(), width=width), indent)
    shown = "".join("".join(line.plain.split()) for line in lines)
    assert shown == "".join("".join(entry.plain.split()) for entry in entries)
    longest = max((len(word) for name in names for word in name.split()), default=0)
    if 2 * (longest + 4 + indent) <= width:
        assert all(line.cell_len <= width for line in lines)
        assert all(not re.search(r"(^| )\d+$", line.plain) for line in lines)


def areas_of(made: Curriculum) -> list[Area]:
    """Return every category as an area."""
    return [Area(place.name, place.category.title, place.level.id) for place in made.categories]


def screen_of(columns: int, monkeypatch: pytest.MonkeyPatch) -> tuple[Screen, StringIO]:
    """Return a screen of so many columns, and what is printed on it."""
    monkeypatch.setenv("COLUMNS", f"{columns}")
    stream = StringIO()
    return Screen("never", stream=stream), stream


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_areas_are_whole_at_every_width(
    name: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are there with their number and level; nothing is wider than the screen or 100 columns.

    With their prompt they take no more than 24 lines, but for a narrow screen.
    """
    made = shipped(name)
    screen, stream = screen_of(columns, monkeypatch)
    areas = areas_of(made)
    screen.print(*area_lines(areas, made.levels, screen, HEIGHT))
    question, *lines = stream.getvalue().splitlines()
    assert max(map(len, [question, *lines])) <= min(columns, 100)
    shown = " ".join(" ".join(lines).split())
    place = 0
    for number, area in enumerate(areas, 1):
        place = shown.index(f"{number} {area.title}", place)
    number = 0
    for level in made.levels:
        first, number = number + 1, number + len(level.categories)
        assert (
            f"{level.title} ({first}-{number})".replace(f"({first}-{first})", f"({first})") in shown
        )
    if columns > 40:
        assert len(lines) + len(question_lines(areas_prompt(len(areas)), screen)) <= HEIGHT


def offers_of(made: Curriculum, number: int) -> list[Offer]:
    """Return an offer of all items of some categories."""
    places = [place for place in made.categories if place.category.items][:number]
    return [
        Offer(Area(place.name, place.category.title, place.level.id), place.category.items, 0.9)
        for place in places
    ]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("number", [1, 4, 12, 30, 60])
def test_offers_take_one_screen(number: int, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every category is there with its number and how many items; the first ones show titles.

    With their prompt 30 of them take no more than 24 lines at 80 columns.
    """
    made = shipped("deep-learning")
    screen, stream = screen_of(columns, monkeypatch)
    offers = offers_of(made, number)
    screen.print(*offer_lines(offers, made, screen, HEIGHT))
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= min(columns, 100)
    shown = " ".join(" ".join(lines).split())
    for place, offer in enumerate(offers, 1):
        named = rf"(^| ){place} ([\w ,-]+, )?{re.escape(offer.area.title)} \({len(offer.keys)}\)"
        assert re.search(named, shown)
    if columns > 40 and number <= 30:
        assert len(lines) + len(question_lines(leave_out(number), screen)) <= HEIGHT
    if columns > 40 and number <= 12:
        assert re.search(r"1 [^()]+\(\d+\): \w", shown)


def test_a_category_named_like_its_only_item_says_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a category has no titles after it, and no colon that promises some."""
    made = shipped("deep-learning")
    key = next(k for k, (_, part) in made.locations.items() if made.items[k].title == part.title)
    level, part = made.locations[key]
    alone = Offer(Area(f"{level.id}/{part.id}", part.title, level.id), (key,), 0.9)
    screen, stream = screen_of(80, monkeypatch)
    screen.print(*offer_lines([alone, *offers_of(made, 30)], made, screen, HEIGHT))
    assert f"1 {part.title} (1)" in [line.rstrip() for line in stream.getvalue().splitlines()]


def test_categories_of_one_title_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two levels have a category of the same title, its level is named too."""
    made = shipped("deep-learning")
    screen, stream = screen_of(80, monkeypatch)
    offers = [offer for offer in offers_of(made, 99) if offer.area.title == "Data handling"]
    assert len(offers) > 1
    screen.print(*offer_lines(offers, made, screen, HEIGHT))
    shown = stream.getvalue()
    assert all(f"{level}, Data handling (" in shown for level in ("Entry", "Intermediate"))


@given(st.integers(2, 300))
def test_the_example_of_a_prompt_is_valid(most: int) -> None:
    """Whoever types the example of a prompt gets areas, however few there are."""
    numbers, wrong = read_numbers(example_numbers(most), most)
    assert len(numbers) > 1
    assert not wrong


@given(st.sets(st.integers(1, 30)))
def test_named_areas_are_shown_as_they_are_typed(chosen: set[int]) -> None:
    """What is said to have been named names the same areas again."""
    areas = [Area(f"a/{number}", "A", "a") for number in range(1, 31)]
    shown = named_numbers(areas, {f"a/{number}" for number in chosen})
    if chosen:
        assert read_numbers(shown, len(areas)) == (sorted(chosen), "")
    else:
        assert shown == "0"


def test_a_title_is_not_said_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A single item with the title of its category stands without it; other titles are listed."""
    made = shipped("quick-start")
    place = made.categories[0]
    key, other = place.category.items[:2]
    title = made.items[key].title
    category = place.category._replace(title=title)
    level = place.level._replace(categories=(category,))
    alone = replace(made, levels=(level,))
    area = Area(f"{level.id}/{category.id}", title, level.id)
    for keys, shown in [
        ((key,), f"1 {title} (1)\n"),
        ((other,), f"(1): {made.items[other].title}"),
    ]:
        screen, stream = screen_of(200, monkeypatch)
        screen.print(*title_lines([Offer(area, keys, 0.9)], alone, screen))
        assert shown in stream.getvalue()
