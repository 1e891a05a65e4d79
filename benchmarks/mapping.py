"""`dlr map`: how long the page takes to make, how large it is, and how quick it is in Chromium."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import contenders
import page
from contenders import DLR
from measuring import Command, Meter

sys.path.insert(0, str(contenders.ROOT / "tests"))

from browser.chromium import FLAGS, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAINT_AIM, SEARCH_AIM, LARGE_SEARCH_AIM = 0.3, 0.05, 0.2
"""Seconds to the first paint, and of a search in the bundled curriculum and in the largest list."""

PAINT = """new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime))
  .observe({type: 'paint', buffered: true}))"""

SEARCH = """word => {
  const field = document.querySelector('#query'), begun = performance.now();
  field.value = word;
  field.dispatchEvent(new Event('input', {bubbles: true}));
  document.body.getBoundingClientRect();
  return performance.now() - begun;
}"""
"""Searches as somebody who types, up to the layout of what is found."""

SCROLL = """() => new Promise(done => {
  const step = document.documentElement.scrollHeight / 60;
  let longest = 0, before = performance.now(), left = 60;
  const frame = now => {
    longest = Math.max(longest, now - before);
    before = now;
    scrollBy({top: step, behavior: 'instant'});
    if (--left) requestAnimationFrame(frame); else done(longest);
  };
  requestAnimationFrame(frame);
})"""
"""Scrolls from the top to the end in a second, and returns the longest frame."""


def section(meter: Meter, folder: Path, many: int, rounds: int) -> Iterator[str]:
    """Measure the map of the curriculum that comes with dlr, and that of a list."""
    bundled = {"DLR_HOME": str(folder / "map-home")}
    learners = {"bundled": bundled, f"{many:,} items": contenders.dlr(folder, many)}
    files = {name: folder / f"map-{number}.html" for number, name in enumerate(learners)}
    commands = {
        name: Command([DLR, "map", "-o", str(files[name])], learner, limit=600)
        for name, learner in learners.items()
    }
    figures = meter.in_turn(commands, min(rounds, 3))
    yield "## The map\n"
    yield "`dlr map -o FILE`, and the size of the page.\n"
    yield from page.table(
        (*page.HEADINGS, "Page"),
        [
            [name, *page.cells(each), page.memory(files[name].stat().st_size)]
            for name, each in figures.items()
        ],
    )
    program = find_chromium() if find_spec("playwright") else None
    if program is None:
        yield "Chromium or playwright is not installed; the page was not opened.\n"
        return
    yield from _opened(program, files, max(rounds, 1))


def _opened(program: str, files: Mapping[str, Path], rounds: int) -> Iterator[str]:
    """Open the pages in Chromium, each round as a new visitor."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        taken = {name: _visit(browser, path, rounds) for name, path in files.items()}
        version = browser.version
        browser.close()
    yield f"In Chromium {version}, without a screen: wall time to the first paint, of a search with"
    yield "its layout, and the longest frame while the page scrolls from top to end; medians"
    yield "of the visits.\n"
    yield from page.table(
        ("", "First paint", "Search", "Slowest search", "Longest frame"),
        [[name, *map(page.duration, each)] for name, each in taken.items()],
    )
    (small, large) = taken.values()
    met = small[0] <= PAINT_AIM and small[2] <= SEARCH_AIM and large[2] <= LARGE_SEARCH_AIM
    yield f"The aims are a first paint within {page.duration(PAINT_AIM)} and a search within"
    yield f"{page.duration(SEARCH_AIM)} for the bundled curriculum, and a search within"
    yield f"{page.duration(LARGE_SEARCH_AIM)} for the list: {'met' if met else 'not met'}.\n"


def _visit(browser: "Browser", path: Path, rounds: int) -> Sequence[float]:
    """Return seconds: to the first paint, of a search, of the slowest search, of a frame."""
    found: list[tuple[float, float, float, float]] = []
    for _ in range(rounds):
        opened = browser.new_page()
        opened.goto(path.as_uri())
        paint = opened.evaluate(PAINT)
        frame = opened.evaluate(SCROLL)
        searches = [opened.evaluate(SEARCH, word) for word in ("n", "ne", "net", "it", "")]
        opened.close()
        found.append((paint, median(searches), max(searches), frame))
    return [median(column) / 1000 for column in zip(*found, strict=True)]
