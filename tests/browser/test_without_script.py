"""Without JavaScript the map is a page to read, with everything in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from browser.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("which", ["tour", "bundled"])
def test_everything_is_readable(visit: Visit, request: pytest.FixtureRequest, which: str) -> None:
    """Titles, summaries, checks and resources of all items are there to be read and followed."""
    learner = request.getfixturevalue({"tour": "tourist", "bundled": "student"}[which])
    page = visit(request.getfixturevalue(which), java_script_enabled=False)
    text = page.locator("#list article").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.textContent).join(' ')"
    )
    links = set(page.locator("#list a").evaluate_all("all => all.map(a => a.href)"))
    for item in learner.ask("list")["items"]:
        for words in (item["title"], item["summary"], *item["checks"]):
            assert words in text
        for resource in item["resources"]:
            assert resource["title"] in text
            assert {resource["url"], resource["url"] + "/"} & links
    marks = page.locator("#map a").count()
    assert marks >= len(learner.ask("list")["items"])


def test_what_needs_a_script_is_hidden(visit: Visit, tour: Path) -> None:
    """Nothing is offered that would not work."""
    page = visit(tour, java_script_enabled=False)
    for name in ("tools", "panel", "help"):
        expect(page.locator(f"#{name}")).to_be_hidden()
    assert page.locator("button").evaluate_all("all => all.filter(e => e.checkVisibility())") == []


def test_links_lead_to_the_list(visit: Visit, tour: Path) -> None:
    """A mark leads to its item in the list, and so does a link from elsewhere."""
    page = visit(tour, java_script_enabled=False)
    page.click("#map a[href='#item=first-network']")
    expect(page.locator("[id='item=first-network']")).to_be_in_viewport()
    other = visit(tour, "#item=base/sets", java_script_enabled=False)
    expect(other.locator("[id='item=base/sets']")).to_be_in_viewport()
