"""The map can be printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from browser.conftest import Visit
    from browser.learners import Learner

pytestmark = pytest.mark.browser


def letters(text: str) -> str:
    """Return a text without spaces, hyphens and breaks of lines, which paper adds."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]", "", text)


def read(pdf: bytes) -> str:
    """Return the text of a document."""
    document = pypdfium2.PdfDocument(pdf)
    return letters("".join(page.get_textpage().get_text_bounded() for page in document))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_has_every_item(visit: Visit, tour: Path, tourist: Learner, theme: str) -> None:
    """On paper stand all titles and summaries, whatever was open; what is clicked is left out."""
    page = visit(tour, "#item=vectors", color_scheme=theme)
    expect(page.locator("#panel")).to_be_visible()
    text = read(page.pdf())
    for item in tourist.ask("list")["items"]:
        assert letters(item["title"]) in text
        assert letters(item["summary"]) in text
    page.emulate_media(media="print")
    for name in ("tools", "panel", "help"):
        expect(page.locator(f"#{name}")).to_be_hidden()


def test_paper_has_the_whole_curriculum(visit: Visit, bundled: Path, student: Learner) -> None:
    """No item is lost between the pages of a long curriculum."""
    text = read(visit(bundled).pdf())
    titles = [item["title"] for item in student.ask("list")["items"]]
    assert [title for title in titles if letters(title) not in text] == []


def test_paper_is_white(visit: Visit, tour: Path) -> None:
    """Who reads in the dark prints on white paper all the same."""
    page = visit(tour, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
