"""The map says nothing to the console and asks for nothing; `visit` looks at that in every test."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.conftest import Visit

pytestmark = pytest.mark.browser


def use(page: Page) -> None:
    """Do a little of everything that the page offers."""
    page.fill("#query", "vectors")
    page.press("#query", "Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    page.click("#clear")
    page.click("#density")
    page.click("#help-button")
    page.keyboard.press("Escape")
    page.locator("#map a").first.hover()
    page.set_viewport_size({"width": 500, "height": 600})
    page.wait_for_load_state("networkidle")


def test_page_is_quiet_as_a_file(visit: Visit, bundled: Path) -> None:
    """Opened from the disk and used, the map asks for nothing and reports no problem."""
    use(visit(bundled))


@pytest.fixture
def served(tour: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of the map on a server of this machine, and what the server is asked for."""
    asked: list[str] = []

    class Server(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            asked.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=tour.parent)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{tour.name}", asked
        server.shutdown()
        thread.join()


def test_page_is_quiet_on_a_server(visit: Visit, served: tuple[str, list[str]], tour: Path) -> None:
    """Published, the map is one file: a server is asked for it once, and for nothing else."""
    address, asked = served
    use(visit(address))
    assert asked == [f"/{tour.name}"]
