"""An open item: where the page stands, what is drawn, what can be copied, and what leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from browser.conftest import Visit
    from browser.learners import Learner

pytestmark = pytest.mark.browser

INSIDE = """() => {
  const b = document.querySelector('#card').getBoundingClientRect();
  return b.top >= 0 && b.left >= 0 && b.bottom <= innerHeight && b.right <= innerWidth;
}"""


def test_back_stays_on_the_map(visit: Visit, bundled: Path) -> None:
    """Going back from one item to another does not throw anybody into the list far below."""
    page = visit(bundled, viewport={"width": 1280, "height": 800})
    page.click("#map a[href='#item=backpropagation']")
    before = page.evaluate("scrollY")
    page.locator("#panel dd a[href^='#item=']").first.click()
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("Backpropagation")
    expect(page.locator("#panel h2")).to_be_focused()
    assert abs(page.evaluate("scrollY") - before) < 800


@pytest.mark.parametrize("place", ["numpy-arrays", "tour/numpy-arrays", "arrays-of-numbers"])
def test_every_name_of_an_item_leads_to_it(visit: Visit, tour: Path, place: str) -> None:
    """A link may name an item by its id, its key, or an id that it had before."""
    page = visit(tour, f"#item={place}")
    expect(page.locator("#panel h2")).to_have_text("Arrays in NumPy")


def test_commands_mean_this_item(visit: Visit, tour: Path, tourist: Learner) -> None:
    """Every command that the page offers for an item works, and is about this item."""
    page = visit(tour)
    for id in ("matrices", "first-network", "derivatives", "base/sets"):
        page.evaluate(f"location.hash = '#item={id}'")
        title = page.locator(f"[id='entry={id}'] h5").text_content()
        expect(page.locator("#panel h2")).to_have_text(title or "")
        for line in page.locator("#panel .commands code").all_text_contents():
            program, command, name = line.split()
            assert program == "dlr"
            if command in ("show", "path"):
                assert (title or "") in tourist.call(command, name)
            else:
                shown = tourist.call(command, name, "--no-input", "--dry-run")
                assert (title or "") in shown


def test_the_way_to_an_open_item_is_drawn(visit: Visit, tour: Path) -> None:
    """Lines lead along the whole path of the item that is open, and vanish with it."""
    page = visit(tour)
    page.click("#map a[href='#item=first-network']")
    steps = page.locator("#panel .path li").count()
    assert steps > 1
    expect(page.locator("#lines path.before").first).to_be_attached()
    expect(page.locator("#lines path.leading").first).to_be_attached()
    page.keyboard.press("Escape")
    page.mouse.move(1, 1)
    page.evaluate("document.activeElement.blur()")
    expect(page.locator("#lines path")).to_have_count(0)


def test_the_card_is_on_the_screen(visit: Visit, bundled: Path) -> None:
    """Wherever one has scrolled, the card of a mark can be read whole, also after scrolling."""
    page = visit(bundled, viewport={"width": 1280, "height": 800})
    for id in ("python-programming", "self-attention", "gpu-training"):
        mark = page.locator(f"#map a[href='#item={id}']").first
        mark.scroll_into_view_if_needed()
        mark.hover()
        expect(page.locator("#card")).to_be_visible()
        assert page.evaluate(INSIDE)


def test_screen_readers_find_every_item(visit: Visit, bundled: Path, student: Learner) -> None:
    """Once the page has loaded, the accessibility tree has an article for each item."""
    page = visit(bundled)
    expect(page.locator("#list .category:not(.ready)")).to_have_count(0)
    session = page.context.new_cdp_session(page)
    number = len(student.ask("list")["items"])

    def articles() -> int:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        return sum(not node["ignored"] and node["role"]["value"] == "article" for node in nodes)

    for _ in range(50):
        if articles() == number:
            return
        page.wait_for_timeout(100)
    assert articles() == number


def test_shortcuts_can_be_turned_off(visit: Visit, tour: Path) -> None:
    """Who speaks to the computer can keep single letters from doing anything (WCAG 2.1.4)."""
    page = visit(tour)
    page.keyboard.press("?")
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#query")).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_hidden()


def test_what_does_not_match_is_not_there_for_screen_readers(visit: Visit, tour: Path) -> None:
    """While one searches, only matches can be reached on the map; the rest is a faded picture."""
    page = visit(tour)
    page.fill("#query", "numpy")
    expect(page.locator("#map a.hit").first).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(
        page.locator("#map a.hit").count()
    )


def test_a_link_to_the_map_of_others_leads_there(visit: Visit, tour: Path) -> None:
    """A resource on another map is not taken for an item of this one."""
    page = visit(tour, "#item=vectors")
    page.evaluate(
        "addEventListener('click', e => { window.kept = !e.defaultPrevented; e.preventDefault(); })"
    )
    page.locator("#panel a", has_text="Matrices on a map of others").click()
    assert page.evaluate("window.kept") is True
    expect(page.locator("#panel h2")).to_have_text("Vectors")


def test_lines_follow_their_marks(visit: Visit, tour: Path) -> None:
    """When titles are shown, marks move, and the lines of the open item with them."""
    ends = "[...document.querySelectorAll('#lines path')].map(e => e.getAttribute('d'))"
    page = visit(tour, "#item=first-network")
    expect(page.locator("#lines path").first).to_be_attached()
    before = page.evaluate(ends)
    page.click("#density")
    other = visit(tour, "#item=first-network&view=titles")
    expect(other.locator("#lines path").first).to_be_attached()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert before != page.evaluate(ends) == other.evaluate(ends)


def test_back_to_another_part_of_the_page_closes_the_item(visit: Visit, tour: Path) -> None:
    """Where the address names no item, none is open."""
    page = visit(tour, "#list")
    page.click("#map a[href='#item=vectors']")
    expect(page.locator("#panel")).to_be_visible()
    page.go_back()
    expect(page.locator("#panel")).to_be_hidden()


def test_a_quick_enter_keeps_the_search(visit: Visit, tour: Path) -> None:
    """Who opens the first result at once finds the search again by going back."""
    page = visit(tour)
    page.fill("#query", "vectors")
    page.press("#query", "Enter")
    expect(page.locator("#panel h2")).to_have_text("Vectors")
    page.go_back()
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#query")).to_have_value("vectors")
