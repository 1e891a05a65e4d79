"""The keyboard alone is enough for everything on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.conftest import Visit

pytestmark = pytest.mark.browser

ARROWS = ("ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight")


def focused(page: Page) -> str:
    """Return where the focus is: the target of a mark, or the id or name of another element."""
    found = page.evaluate(
        "(e => e.closest('#map') ? e.hash : e.id || e.localName)(document.activeElement)"
    )
    assert isinstance(found, str)
    return found


def enter_map(page: Page) -> str:
    """Go by Tab to the mark at which the map is entered, and return it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page).startswith("#item="):
            return focused(page)
    pytest.fail("No Tab leads into the map")


def test_first_tab_offers_to_skip_to_the_list(visit: Visit, tour: Path) -> None:
    """Who wants what is next, or the list, need not pass the map: the first keys lead to them."""
    page = visit(tour)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to what is next")).to_be_focused()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the list")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#list")).to_be_focused()


def test_tab_always_shows_where_it_is(visit: Visit, tour: Path) -> None:
    """Walking through the whole page by Tab, the focus is never out of sight or without a size."""
    page = visit(tour)
    passed = []
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        where, box = page.evaluate(
            """() => {
              const e = document.activeElement, b = e.getBoundingClientRect();
              return [e.outerHTML.slice(0, 120), [b.left, b.top, b.right, b.bottom]];
            }"""
        )
        left, top, right, bottom = box
        assert right - left > 1, where
        assert bottom - top > 1, where
        assert (right > 0, bottom > 0, left < 1280, top < 720) == (True,) * 4, where
        passed.append(where)
    assert len(passed) == len(set(passed)) or len(passed) > 10
    expect(page.locator("#map a[href][tabindex='0'], #map a[href]:not([tabindex])")).to_have_count(
        1
    )


def test_every_mark_is_reached_by_arrows(
    visit: Visit, tour: Path, subtests: pytest.Subtests
) -> None:
    """From the one stop of Tab on the map, arrows lead to each mark, with titles and without."""
    for way in ("at first", "the other density"):
        with subtests.test(way):
            page = visit(tour)
            if way != "at first":
                page.click("#density")
                page.evaluate("document.activeElement.blur()")
            enter_map(page)
            marks = page.locator("#map a")
            count = marks.count()
            number = "[...document.querySelectorAll('#map a')].indexOf(document.activeElement)"
            todo, reached = [page.evaluate(number)], set()
            while todo:
                at = todo.pop()
                if at in reached:
                    continue
                reached.add(at)
                for key in ARROWS:
                    marks.nth(at).focus()
                    page.keyboard.press(key)
                    todo.append(page.evaluate(number))
            assert reached == set(range(count))


def test_home_end_and_down_follow_the_area(visit: Visit, tour: Path) -> None:
    """Down goes to the next mark of an area, End to its last, Home to its first."""
    page = visit(tour)
    enter_map(page)
    page.locator("#a1 a").first.focus()
    targets = page.locator("#a1 a").evaluate_all("all => all.map(a => a.hash)")
    page.keyboard.press("ArrowDown")
    assert focused(page) == targets[1]
    page.keyboard.press("ArrowUp")
    assert focused(page) == targets[0]
    page.keyboard.press("End")
    assert focused(page) == targets[-1]
    page.keyboard.press("Home")
    assert focused(page) == targets[0]


def test_enter_opens_an_item_and_escape_returns(visit: Visit, tour: Path) -> None:
    """Enter opens the item with the focus in it; Escape closes it, back at the mark."""
    page = visit(tour)
    mark = enter_map(page)
    panel = page.locator("#panel")
    expect(panel).to_be_hidden()
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    assert page.evaluate("document.querySelector('#panel').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert focused(page) == mark


def test_slash_leads_to_the_search_and_escape_out_of_it(visit: Visit, tour: Path) -> None:
    """The key / begins a search, Escape clears it, and again leaves the field."""
    page = visit(tour)
    query = page.locator("#query")
    page.keyboard.press("/")
    expect(query).to_be_focused()
    expect(query).to_have_value("")
    page.keyboard.type("vectors")
    expect(page.locator("#map a.hit").first).to_be_attached()
    page.keyboard.press("Escape")
    expect(query).to_have_value("")
    expect(query).to_be_focused()
    page.keyboard.press("Escape")
    expect(query).not_to_be_focused()
    expect(page.locator("#map.searching")).to_have_count(0)


def test_results_are_reached_by_keys(visit: Visit, tour: Path) -> None:
    """Down leads from the field to the results, and Enter opens the one that has the focus."""
    page = visit(tour)
    page.keyboard.press("/")
    page.keyboard.type("paper")
    expect(page.locator("#results a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#results a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    second = page.locator("#results a").nth(1)
    expect(second).to_be_focused()
    title = page.evaluate(
        "document.getElementById(decodeURIComponent(document.activeElement.hash).slice(1)"
        ".replace('item=', 'entry=')).querySelector('h5').textContent"
    )
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text(title)


def test_question_mark_shows_the_keys(visit: Visit, tour: Path) -> None:
    """The key ? opens the list of all keys, and Escape closes it."""
    page = visit(tour)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    expect(page.locator("#help")).to_contain_text("Search")
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def test_keys_are_letters_while_one_types(visit: Visit, tour: Path) -> None:
    """In the field / and ? are what is searched for."""
    page = visit(tour)
    page.keyboard.press("/")
    page.keyboard.type("a/b?")
    expect(page.locator("#query")).to_have_value("a/b?")
    expect(page.locator("#help")).to_be_hidden()


@pytest.mark.parametrize("keys", ["Control+/", "Alt+/", "Meta+/", "Control+?"])
def test_keys_of_the_browser_stay_its_own(visit: Visit, tour: Path, keys: str) -> None:
    """With Control, Alt or the command key pressed, the map leaves keys alone."""
    page = visit(tour)
    page.keyboard.press(keys)
    expect(page.locator("#query")).not_to_be_focused()
    expect(page.locator("#help")).to_be_hidden()
