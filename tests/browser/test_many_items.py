"""The map holds far more than any curriculum has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.learners import Learner
from lists import curriculum

if TYPE_CHECKING:
    from pathlib import Path

    from browser.conftest import Visit

pytestmark = pytest.mark.browser

MANY = 10_000
LIMIT = 8_000_000
GROUP = 100
"""So many items are a subject, in which each builds on two before it; subjects stand alone."""


def subjects() -> str:
    """Return a curriculum of many items in which no path is longer than a subject."""
    items = [
        {
            "id": f"item-{n}",
            "title": f"Item number {n}",
            "summary": f"A summary of some length, as a real item would have it: {'words ' * 30}",
            "kind": "concept",
            "hours": n % 7 + 1,
            "requires": [
                {f"item-{n - back}": "it comes first"} for back in (1, 2) if n % GROUP >= back
            ],
        }
        for n in range(MANY)
    ]
    categories = [
        {"id": f"part-{n}", "title": f"Part {n}", "items": items[n * GROUP : (n + 1) * GROUP]}
        for n in range(MANY // GROUP)
    ]
    level = {"id": "all", "title": "All", "categories": categories}
    return json.dumps({"format": 1, "id": "bench", "title": "Bench", "levels": [level]})


@pytest.fixture(params=["subjects", "chains"])
def many(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The map of ten thousand items, in subjects or all in chains."""
    learner = Learner(tmp_path)
    learner.add("bench", subjects() if request.param == "subjects" else curriculum(MANY))
    learner.call("use", "bench")
    return learner.map()


def test_ten_thousand_items_make_a_page_that_works(visit: Visit, many: Path) -> None:
    """Ten thousand items are a page of at most eight megabytes, to search, filter and walk."""
    assert many.stat().st_size < LIMIT
    page = visit(many)
    expect(page.locator("#list article")).to_have_count(MANY)
    expect(page.locator("#map a")).to_have_count(MANY)
    page.fill("#query", "number 9999")
    expect(page.locator("#found")).to_contain_text(f"1 of {MANY:,} items match")
    page.press("#query", "Enter")
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Item number 9999")
    expect(panel).to_contain_text("it comes first")
    page.keyboard.press("Escape")
    page.click("#clear")
    page.select_option("#state", "ready")
    expect(page.locator("#map a.hit").first).to_be_attached()
    page.select_option("#state", "")
    page.locator("#map a").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('#map') !== null")
