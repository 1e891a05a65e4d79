"""What one looks at stands in the address, so that a link leads there and Back leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_link_opens_its_item(visit: Visit, tour: Path) -> None:
    """A link to an item opens it, and brings its mark into view, on a small screen too."""
    page = visit(tour, "#item=backpropagation", viewport={"width": 800, "height": 400})
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator("#panel")).to_contain_text("How every weight learns of the error.")
    expect(page.locator("#map a[href='#item=backpropagation']")).to_be_in_viewport()


def test_link_opens_an_item_outside(visit: Visit, tour: Path) -> None:
    """An item that the curriculum only builds on has an address too, written either way."""
    for place in ("#item=base/sets", "#item=base%2Fsets"):
        page = visit(tour, place)
        expect(page.locator("#panel")).to_contain_text("Many taken as one.")


def test_back_and_forward_go_through_the_items(visit: Visit, tour: Path) -> None:
    """Each item that was opened is a step of the browser's history."""
    page = visit(tour)
    panel = page.locator("#panel")
    page.click("#map a[href='#item=matrices']")
    expect(panel).to_contain_text("Tables of numbers")
    panel.locator("a[href='#item=vectors']").first.click()
    expect(panel).to_contain_text("Lists of numbers")
    page.go_back()
    expect(panel).to_contain_text("Tables of numbers")
    assert page.url.endswith("#item=matrices")
    page.go_back()
    expect(panel).to_be_hidden()
    page.go_forward()
    expect(panel).to_contain_text("Tables of numbers")
    page.go_forward()
    expect(panel).to_contain_text("Lists of numbers")


def test_closing_leaves_the_item_out_of_the_address(visit: Visit, tour: Path) -> None:
    """What is closed is not opened by the address that is copied then."""
    page = visit(tour, "#item=vectors")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert "item=" not in page.url


@pytest.mark.parametrize(
    "place", ["#item=no-such-item", "#item=", "#item=%", "#item=%FF", "#nothing", "#&&=&"]
)
def test_unknown_place_shows_the_map(visit: Visit, tour: Path, place: str) -> None:
    """An address of something that is gone, or is broken, opens the map and no item."""
    page = visit(tour, place)
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#tools")).to_be_visible()
    page.fill("#query", "vectors")
    expect(page.locator("#results a").first).to_be_visible()


def test_link_leads_to_a_level(visit: Visit, tour: Path) -> None:
    """A level has an address, and opens no item."""
    page = visit(tour, "#level=middle", viewport={"width": 800, "height": 300})
    expect(page.get_by_role("heading", name="Middle", level=2)).to_be_in_viewport()
    expect(page.locator("#panel")).to_be_hidden()


def test_search_and_filters_are_in_the_address(visit: Visit, tour: Path) -> None:
    """A copied address shows another visitor the same search, filters, view and item."""
    page = visit(tour)
    page.fill("#query", "a bend & = % #")
    page.fill("#query", "rule & chain")
    page.fill("#query", "rule")
    page.select_option("#state", "blocked")
    page.select_option("#kind", "concept")
    page.select_option("#priority", "essential")
    page.click("#density")
    page.click("#map a[href='#item=chain-rule']")
    expect(page.locator("#panel")).to_be_visible()
    other = visit(tour, "#" + page.url.partition("#")[2])
    expect(other.locator("#panel")).to_contain_text("The derivative of a function")
    expect(other.locator("#query")).to_have_value("rule")
    expect(other.locator("#state")).to_have_value("blocked")
    expect(other.locator("#kind")).to_have_value("concept")
    expect(other.locator("#priority")).to_have_value("essential")
    expect(other.locator("#map.compact")).to_have_count(page.locator("#map.compact").count())
    expect(other.locator("#map a.hit")).to_have_count(1)


def test_searched_signs_survive_the_address(visit: Visit, tour: Path) -> None:
    """Signs with a meaning in addresses are searched for as they were typed."""
    page = visit(tour)
    page.fill("#query", "a&b=c #d 100% é")
    expect(page.locator("#found")).to_contain_text("match")
    other = visit(tour, "#" + page.url.partition("#")[2])
    expect(other.locator("#query")).to_have_value("a&b=c #d 100% é")
