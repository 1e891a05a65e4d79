"""Everybody can use the map, as far as axe can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.conftest import Visit

pytestmark = pytest.mark.browser


def findings(page: Page, *left_out: str) -> list[str]:
    """Return what axe finds serious or critical, each with the first element."""
    context = {"exclude": [[selector] for selector in left_out]} if left_out else None
    return [
        f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:200]}"
        for found in Axe().run(page, context).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    visit: Visit, tour: Path, theme: str, width: int, subtests: pytest.Subtests
) -> None:
    """In both themes, narrow and wide, whatever is open, axe has no serious finding."""
    page = visit(tour, color_scheme=theme, viewport={"width": width, "height": 720})
    with subtests.test("at first"):
        assert findings(page) == []
    with subtests.test("marks only or titles"):
        page.click("#density")
        assert findings(page) == []
    with subtests.test("search"):
        page.fill("#query", "a")
        expect(page.locator("#results a").first).to_be_visible()
        assert findings(page) == []
    with subtests.test("panel"):
        page.press("#query", "Enter")
        expect(page.locator("#panel")).to_be_visible()
        assert findings(page) == []
        page.keyboard.press("Escape")
    with subtests.test("help"):
        page.click("#help-button")
        expect(page.locator("#help")).to_be_visible()
        assert findings(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_curriculum_that_comes_with_dlr(
    visit: Visit, bundled: Path, theme: str
) -> None:
    """The map that most people see has no serious finding in either theme.

    Its list, which would take minutes, is made as the shorter one above is.
    """
    assert findings(visit(bundled, color_scheme=theme), "#list") == []
