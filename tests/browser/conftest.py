"""What tests in the browser share: one Chromium, pages that are watched, and maps to open."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from browser.chromium import FLAGS, MISSING, find_chromium
from browser.learners import Learner, live_through_tour
from browser.watching import watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

collect_ignore_glob = [] if find_spec("playwright") else ["test_*.py"]


class Visit(Protocol):
    """Opens pages in Chromium."""

    def __call__(self, page: Path | str, place: str = "", **options: Any) -> Page:
        """Open a file or an address, at a place such as `#item=x`, with options of a context."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # what is waited for comes at once, but on a busy machine
    program = find_chromium()
    assert program, MISSING
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Return what opens pages, each as a new visitor; none may say or ask for anything."""
    with ExitStack() as stack:
        seen: list[str] = []

        def visit(page: Path | str, place: str = "", **options: Any) -> Page:
            context = stack.enter_context(browser.new_context(**options))
            address = page.as_uri() if isinstance(page, Path) else page
            opened = context.new_page()
            watch(opened, address, seen)
            opened.goto(address + place)
            return opened

        yield visit
    assert seen == []


@pytest.fixture(scope="session")
def tourist(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """One who is on the tour, with an item in every state."""
    return live_through_tour(Learner(tmp_path_factory.mktemp("tourist")))


@pytest.fixture(scope="session")
def tour(tourist: Learner) -> Path:
    """The map of the one who is on the tour."""
    return tourist.map()


@pytest.fixture(scope="session")
def student(bundled_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """One who has begun the curriculum that comes with dlr, and has a goal."""
    learner = Learner(tmp_path_factory.mktemp("student"), bundled_cache)
    for item in ("git", "python-programming", "vectors"):
        learner.call("tick", item, "--no-input")
    learner.call("goal", "deep-learning/backpropagation")
    return learner


@pytest.fixture(scope="session")
def bundled(student: Learner) -> Path:
    """The map of the curriculum that comes with dlr."""
    return student.map()
