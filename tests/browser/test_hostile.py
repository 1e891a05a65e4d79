"""Whatever stands in a curriculum is text on the map, and nothing but text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.learners import Learner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.conftest import Visit
    from conftest import Dlr

pytestmark = pytest.mark.browser

TEXTS = {
    "script": "<script>alert(1)</script>",
    "script-end": "</script><script>alert(2)</script>",
    "style-end": "</style><style>* { display: none }</style>",
    "comment": "<!-- and on",
    "comment-in-script": "<!--<script>",
    "template": "{{7*7}} {% raw %} ${7*7} {# #}",
    "image": "<img src=x onerror=alert(3)>",
    "attribute": '" onclick="alert(4)" \'',
    "entity": "&amp; &lt;b&gt; &#60;",
    "hebrew": "רשתות נוירונים עמוקות",
    "arabic": "الشبكات العصبية (CNN) 1، 2",
    "emoji": "🧠👩🏽‍🔬 brains",
    "quotes": "“a” 'b' \"c\" `d` \\ \\u003c",
    "unbroken": "W" * 200,
    "proto": "__proto__ constructor",
    "cdata": "]]> <![CDATA[ <b>bold</b>",
}
"""Titles by id."""

LONG = "long " * 2000
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
)


def write_hostile() -> str:
    """Return a curriculum whose every text is hostile; each item builds on the one before."""
    items: list[dict[str, object]] = []
    for id, text in TEXTS.items():
        item: dict[str, object] = {
            "id": id,
            "title": text,
            "summary": f"{text} {LONG}" if id == "emoji" else text,
            "kind": "concept",
            "checks": [text],
            "aliases": [text],
            "tags": [text[:60]],
            "resources": [
                {"title": text, "url": f"https://example.org/{id}?a=%22&b=<b>", "type": "book"},
            ],
        }
        if items:
            item["requires"] = [{items[-1]["id"]: text}]
        items.append(item)
    everywhere = TEXTS["script-end"]
    category = {"id": "all", "title": everywhere, "description": everywhere, "items": items}
    level = {"id": "all", "title": everywhere, "description": everywhere, "categories": [category]}
    whole = {"format": 1, "id": "hostile", "title": everywhere, "levels": [level]}
    return json.dumps({**whole, "description": everywhere}, ensure_ascii=False)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of a curriculum whose every text is hostile, for one with a goal at its end."""
    learner = Learner(tmp_path_factory.mktemp("hostile"))
    learner.add("hostile", write_hostile())
    learner.call("use", "hostile")
    learner.call("tick", "script")
    learner.call("goal", "cdata")
    return learner.map()


FOREIGN = """() => [...document.querySelectorAll('script, style, img, b, iframe, [onclick]')]
  .filter(e => e.matches('img, b, iframe, [onclick]')).length
  + document.scripts.length + document.querySelectorAll('style').length"""


def check_elements(page: Page) -> None:
    """Fail if there is anything but the page's own two scripts and one style."""
    assert page.evaluate(FOREIGN) == 3
    assert page.title() == TEXTS["script-end"]


def test_every_text_is_shown_as_it_is_written(
    visit: Visit, hostile: Path, subtests: pytest.Subtests
) -> None:
    """Map, list, panel, card and results show each sign, and no text becomes an element."""
    page = visit(hostile)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    check_elements(page)
    expect(page.locator("h1")).to_have_text(TEXTS["script-end"])
    for id, text in TEXTS.items():
        with subtests.test(id):
            expect(page.locator(f"#map a[href='#item={id}']")).to_have_text(text)
            article = page.locator(f"[id='entry={id}']")
            expect(article.locator("h5")).to_have_text(text)
            expect(article).to_contain_text(text)
            page.fill("#query", "")  # what does not match cannot be reached
            page.locator(f"#map a[href='#item={id}']").focus()
            expect(page.locator("#card")).to_contain_text(text)
            page.fill("#query", text)
            expect(page.locator(f"#results a[href='#item={id}']")).to_contain_text(text)
            page.locator(f"#results a[href='#item={id}']").click()
            panel = page.locator("#panel")
            expect(panel.get_by_role("heading").first).to_have_text(text)
            expect(panel.locator("a", has_text=text).first).to_be_attached()
            page.keyboard.press("Escape")
            check_elements(page)
    page.click("#clear")


def test_hostile_texts_neither_widen_the_page_nor_need_a_script(
    visit: Visit, hostile: Path
) -> None:
    """Two hundred letters without a break fit on a phone, in map, list and panel."""
    wide = "document.documentElement.scrollWidth - innerWidth"
    page = visit(hostile, "#item=unbroken", viewport={"width": 360, "height": 640})
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate(wide) <= 0
    page.click("#density")
    assert page.evaluate(wide) <= 0
    plain = visit(hostile, viewport={"width": 360, "height": 640}, java_script_enabled=False)
    assert plain.evaluate(wide) <= 0
    check_elements(plain)


def test_long_summary_is_there_to_the_end(visit: Visit, hostile: Path) -> None:
    """A text of 10,000 letters is shown whole."""
    page = visit(hostile, "#item=emoji")
    expect(page.locator("#panel")).to_contain_text(LONG.strip())


def test_letters_of_other_directions_keep_their_place(visit: Visit, hostile: Path) -> None:
    """A title from right to left is set so, and does not turn round what stands beside it."""
    page = visit(hostile, "#item=hebrew")
    isolated = """e => ['isolate', 'plaintext', 'isolate-override']
      .includes(getComputedStyle(e).unicodeBidi) || e.dir === 'auto'
      || ['block', 'list-item', 'flex', 'grid', 'inline-block']
        .includes(getComputedStyle(e).display)"""
    for one in page.locator("a[href='#item=hebrew']").all():
        assert one.evaluate(isolated), one.evaluate("e => e.parentElement.outerHTML.slice(0, 200)")


def test_addresses_that_are_none_of_the_web_are_no_links(
    visit: Visit,
    newcomer: Dlr,
    write_curriculum: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A resource with a script for an address is named, and cannot be followed.

    The reader of curricula refuses such an address; the map holds it off by itself.
    """
    monkeypatch.setattr("dlroadmap.format.schema.is_web_address", lambda address: True)
    traps = [{"title": "A trap", "url": address, "type": "book"} for address in ADDRESSES]
    item = {"id": "trap", "title": "Trap", "kind": "concept", "resources": traps}
    category = {"id": "only", "title": "Only", "items": [item], "resources": traps}
    level = {"id": "only", "title": "Only", "categories": [category]}
    whole = {"format": 1, "id": "trap", "title": "Trap", "levels": [level]}
    write_curriculum("trap", json.dumps(whole))
    path = tmp_path / "trap.html"
    result = newcomer("map", "-o", str(path), "--curriculum", "trap")
    assert result.code == 0, result.err
    page = visit(path, "#item=trap")
    expect(page.locator("#panel")).to_contain_text("A trap")
    assert set(page.locator("a").evaluate_all("all => all.map(a => a.protocol)")) == {"file:"}
