"""The map fits its screen, and the eyes and habits of who looks at it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.conftest import Visit

pytestmark = pytest.mark.browser

STATES = ("ready", "blocked", "doing", "done", "inferred", "skipped", "assumed")


def check_width(page: Page) -> None:
    """Fail if the page itself can be scrolled sideways; name what sticks out."""
    wide = page.evaluate(
        """() => {
          const root = document.documentElement, width = root.clientWidth;
          if (root.scrollWidth <= width) return [];
          return [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > width + 1)
            .slice(0, 5).map(e => e.outerHTML.slice(0, 120));
        }"""
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def check_everywhere(page: Page, subtests: pytest.Subtests) -> None:
    """Look at the width of the page whatever is open."""
    with subtests.test("at first"):
        check_width(page)
    with subtests.test("the other density"):
        page.click("#density")
        check_width(page)
    with subtests.test("search"):
        page.fill("#query", "a")
        expect(page.locator("#results a").first).to_be_visible()
        check_width(page)
    with subtests.test("panel"):
        page.press("#query", "Enter")
        expect(page.locator("#panel")).to_be_visible()
        check_width(page)
        page.keyboard.press("Escape")
    with subtests.test("card"):
        page.locator("#map a.hit").last.focus()
        check_width(page)
    with subtests.test("help"):
        page.click("#help-button")
        expect(page.locator("#help")).to_be_visible()
        check_width(page)


@pytest.mark.parametrize("size", [(320, 568), (360, 640), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("which", ["tour", "bundled"])
def test_page_never_scrolls_sideways(
    visit: Visit,
    request: pytest.FixtureRequest,
    which: str,
    size: tuple[int, int],
    subtests: pytest.Subtests,
) -> None:
    """From the smallest phone to a wide screen, all of the page is read by scrolling down."""
    path = request.getfixturevalue(which)
    check_everywhere(visit(path, viewport={"width": size[0], "height": size[1]}), subtests)


def test_nothing_is_lost_at_twice_the_size(
    visit: Visit, bundled: Path, subtests: pytest.Subtests
) -> None:
    """Enlarged to 200%, the page still fits, and everything is there to be used."""
    page = visit(bundled, viewport={"width": 640, "height": 360}, device_scale_factor=2)
    check_everywhere(page, subtests)
    page.keyboard.press("Escape")
    for name in ("query", "state", "kind", "priority", "density", "help-button", "map", "list"):
        expect(page.locator(f"#{name}")).to_be_visible()


@pytest.mark.parametrize("size", [(360, 640), (640, 360)])
def test_open_panel_can_be_read_and_closed_on_a_small_screen(
    visit: Visit, bundled: Path, size: tuple[int, int]
) -> None:
    """On a phone, upright or not, an open item shows its title and the button that closes it."""
    page = visit(bundled, "#item=backpropagation", viewport={"width": size[0], "height": size[1]})
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading").first).to_be_in_viewport()
    close = panel.get_by_role("button", name="Close")
    expect(close).to_be_in_viewport()
    close.click()
    expect(panel).to_be_hidden()


def test_tap_opens_an_item(visit: Visit, tour: Path) -> None:
    """A finger opens an item as a click does, and the mark is large enough for it."""
    page = visit(tour, viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page.locator("#map a[href='#item=matrices']").tap()
    expect(page.locator("#panel")).to_contain_text("Tables of numbers")
    small = page.locator("#map a").evaluate_all(
        """all => all.map(a => a.getBoundingClientRect())
                   .filter(b => b.width < 24 || b.height < 24).length"""
    )
    assert small == 0, "smaller than the 24 pixels of WCAG 2.2, 2.5.8"


def test_nothing_moves_for_who_wants_less_motion(visit: Visit, tour: Path) -> None:
    """With reduced motion, no animation runs and no scrolling is smooth, whatever is opened."""
    page = visit(tour, reduced_motion="reduce")
    running = "document.getAnimations().filter(a => a.playState === 'running').length"
    assert page.evaluate(running) == 0
    page.fill("#query", "vec")
    assert page.evaluate(running) == 0
    page.press("#query", "Enter")
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate(running) == 0
    page.keyboard.press("Escape")
    page.locator("#map a").first.focus()
    assert page.evaluate(running) == 0
    page.keyboard.press("?")
    assert page.evaluate(running) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def picture(page: Page, state: str) -> bytes:
    """Return how the mark of a state looks, always drawn at the same place."""
    page.evaluate(
        """state => {
          const mark = document.querySelector('#map a');
          mark.className = `${state} s4`;
          mark.textContent = 'X';
          document.body.replaceChildren(document.querySelector('#map'));
          mark.scrollIntoView();
        }""",
        state,
    )
    picture: bytes = page.locator("#map a").first.screenshot(animations="disabled")
    return picture


@pytest.mark.parametrize("seen", ["forced colors", "no colors", "print"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_states_are_told_apart_without_color(
    visit: Visit, tour: Path, seen: str, theme: str
) -> None:
    """In forced colors, without any color and on paper, each state has a look of its own."""
    forced = "active" if seen == "forced colors" else "none"
    page = visit(tour, color_scheme=theme, forced_colors=forced)
    if seen == "no colors":
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    elif seen == "print":
        page.emulate_media(media="print")
    pictures = {state: picture(page, state) for state in STATES}
    assert picture(page, STATES[0]) == pictures[STATES[0]], "the same state looks the same"
    alike = [pair for pair in combinations(STATES, 2) if pictures[pair[0]] == pictures[pair[1]]]
    assert alike == []


def test_two_visits_see_the_same_map(visit: Visit, bundled: Path) -> None:
    """The same map has everything at the same place, and looks the same to a pixel."""
    positions = """[...document.querySelectorAll('#map section, #map a, #list article')].map(e => {
      const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height] })"""
    pages = [visit(bundled) for _ in range(2)]
    for page in pages:
        expect(page.locator("#list .category:not(.ready)")).to_have_count(0)  # all is laid out
    first, second = (page.evaluate(positions) for page in pages)
    assert first == second
    assert len(set(map(tuple, first))) > len(first) // 2
    assert pages[0].screenshot() == pages[1].screenshot()
