"""The watch over pages sees what it is there to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.watching import watch

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

POLICY = """<meta http-equiv="Content-Security-Policy" content="script-src 'sha256-no'">"""


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<script>console.info('something')</script>", "info: something"),
        ("<script>throw new Error('broken')</script>", "error: broken"),
        ("<img src='picture.png'>", "picture.png"),
        ("<script>fetch('http://127.0.0.1:9/data').catch(() => 0)</script>", ":9/data"),
        (f"{POLICY}<script>document.title = 'forbidden'</script>", "Content Security Policy"),
        (f"{POLICY}<p onclick='0'>", "Content Security Policy"),
    ],
)
def test_watch_sees_messages_errors_requests_and_what_the_policy_forbids(
    browser: Browser, tmp_path: Path, page: str, said: str
) -> None:
    """No test passes on a page that speaks, breaks, asks for anything or violates its policy."""
    path = tmp_path / "page.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{page}", encoding="utf-8")
    seen: list[str] = []
    opened = browser.new_page()
    watch(opened, path.as_uri(), seen)
    opened.goto(path.as_uri())
    opened.close()
    assert said in "\n".join(seen)


def test_watch_is_quiet_about_a_quiet_page(browser: Browser, tmp_path: Path) -> None:
    """What is seen is the page's doing, and not the browser's."""
    path = tmp_path / "page.html"
    path.write_text("<!doctype html><title>Quiet</title><p>Nothing.", encoding="utf-8")
    seen: list[str] = []
    opened = browser.new_page()
    watch(opened, path.as_uri(), seen)
    opened.goto(f"{path.as_uri()}#here")
    opened.close()
    assert seen == []
