"""Search and filters find what they say, and show it everywhere at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.conftest import Visit
    from browser.learners import Learner

pytestmark = pytest.mark.browser


def shown(page: Page) -> set[str]:
    """Return the anchors of the items that the list shows."""
    found = page.locator("#list article").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.id.replace('entry=', 'item='))"
    )
    return set(found)


def hits(page: Page) -> set[str]:
    """Return the anchors of the marks that stand out."""
    found = page.locator("#map a.hit").evaluate_all(
        "all => all.map(a => decodeURIComponent(a.hash).slice(1))"
    )
    return set(found)


def everything(page: Page) -> int:
    """Return the number of all items."""
    number: int = page.locator("#list article").count()
    return number


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("vectors", "vectors"),
        ("VECTORS", "vectors"),
        ("chain-rule", "chain-rule"),
        ("rule chain", "chain-rule"),
        ("naive", "naive-bayes"),
        ("NAÏVE bayes", "naive-bayes"),
        ("arrows", "vectors"),
        ("algebra", "vectors"),
        ("composition", "chain-rule"),
        ("  weighted   bend ", "neurons"),
        ("Hinton", "read-a-paper"),
    ],
)
def test_search_finds_first_what_is_meant(visit: Visit, tour: Path, words: str, found: str) -> None:
    """Title, id, alias, tag and summary are searched, without regard to case and accents."""
    page = visit(tour)
    page.fill("#query", words)
    expect(page.locator("#results a").first).to_have_attribute("href", f"#item={found}")
    assert f"item={found}" in shown(page) & hits(page)
    page.press("#query", "Enter")
    expect(page.locator("#panel")).to_be_visible()
    assert f"item={found}" in page.url


def test_search_says_how_many_match(visit: Visit, tour: Path) -> None:
    """Map, list, results and the sentence for screen readers agree on what matches."""
    page = visit(tour)
    page.fill("#query", "numbers")
    expect(page.locator("#found")).not_to_be_empty()  # the list follows with it
    matching = shown(page)
    assert 0 < len(matching) < everything(page)
    placed = {anchor for anchor in matching if page.locator(f"#map a[href='#{anchor}']").count()}
    assert hits(page) == placed
    expect(page.locator("#results > li")).to_have_count(len(matching))
    expect(page.locator("#found")).to_contain_text(
        f"{len(matching)} of {everything(page)} items match"
    )
    page.fill("#query", "no such thing")
    expect(page.locator("#found")).to_contain_text(f"0 of {everything(page)} items match")
    assert shown(page) | hits(page) == set()


@pytest.mark.parametrize("state", ["done", "skipped", "doing"])
def test_filter_by_state_is_what_dlr_lists(
    visit: Visit, tour: Path, tourist: Learner, state: str
) -> None:
    """The states on the map are those of `dlr list`."""
    page = visit(tour)
    wanted = {f"item={one['id']}" for one in tourist.ask("list")["items"] if one["state"] == state}
    choices = {"done": ["done", "inferred"]}.get(state, [state])
    found = set()
    for choice in choices:
        page.select_option("#state", choice)
        found |= hits(page)
    assert found == wanted != set()


def test_filters_narrow_each_other(visit: Visit, tour: Path, tourist: Learner) -> None:
    """State, kind, priority and search hold together, and Clear ends all of them."""
    page = visit(tour)
    items = tourist.ask("list")["items"]
    page.select_option("#kind", "tool")
    tools = {f"item={one['id']}" for one in items if one["kind"] == "tool"}
    assert hits(page) == tools
    page.select_option("#priority", "essential")
    essential = {f"item={one['id']}" for one in items if one["priority"] == "essential"}
    assert hits(page) == tools & essential
    page.fill("#query", "numpy")
    assert hits(page) == {"item=numpy-arrays"}
    page.select_option("#state", "done")
    assert hits(page) == set()
    page.click("#clear")
    expect(page.locator("#clear")).to_be_hidden()
    expect(page.locator("#list.searching")).to_have_count(0)  # the list follows the map
    assert len(shown(page)) == everything(page)
    expect(page.locator("#query")).to_have_value("")
    for name in ("state", "kind", "priority"):
        expect(page.locator(f"#{name}")).to_have_value("")
    expect(page.locator("#map.searching")).to_have_count(0)


def test_empty_categories_vanish_from_the_list(visit: Visit, tour: Path) -> None:
    """While one searches, the list shows no heading without an item below it."""
    page = visit(tour)
    page.fill("#query", "naive")
    expect(page.get_by_role("heading", name="Networks", level=4)).to_be_visible()
    expect(page.get_by_role("heading", name="Practice", level=4)).to_be_hidden()
