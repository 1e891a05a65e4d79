"""Takes the pictures of the map, with Chromium, of a made-up learner.

`python docs/screenshots.py` writes them; it needs what `make test-browser` needs. They are not
compared by `make check`, because fonts differ between machines: look at each before you keep it.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from sessions import Learner

DOCS = Path(__file__).resolve().parent
FOLDER = DOCS / "images"

sys.path.insert(0, str(DOCS.parent / "tests"))
from browser.chromium import FLAGS, MISSING, find_chromium  # noqa: E402

LAST_DAY = date(2026, 3, 18)
"""The day before the one on which the pictures are taken."""

WEEKS = 44
"""So long the learner has learned, some items a week."""

KNOWN = 230
"""So many items the learner has ticked: a third."""

TOWARD = (
    *("cnn-image-classifier", "k-means-from-scratch", "transformer", "ppo", "vae-from-scratch"),
    *("machine-learning-pipeline", "character-level-gpt", "rnn-text-classifier", "gan-on-mnist"),
    *("bert-fine-tuning", "optimizer-comparison", "own-dataset", "convnext-block-from-scratch"),
    *("normalization-layers-from-scratch", "hyperparameter-search-run", "graph-attention-networks"),
    *("flow-matching-from-scratch", "gaussian-sampling", "kaggle-competition"),
    *("distributed-training-run", "long-context-extension", "lstm-cell-from-scratch"),
    *("resnet-18-from-scratch", "eigenvalues-explained"),
)
"""What the learner has gone for, one after the other."""

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 780}, "device_scale_factor": 2, "has_touch": True}


class Screenshot(NamedTuple):
    """What is shown: the end of the address, the window, and whether the item is in its middle."""

    place: str
    window: dict[str, Any]
    centered: bool = False
    dark: bool = False


SCREENSHOTS = {
    "map": Screenshot("", DESKTOP),
    "map-dark": Screenshot("", DESKTOP, dark=True),
    "map-item": Screenshot("#item=u-net", DESKTOP, centered=True),
    "map-item-dark": Screenshot("#item=u-net", DESKTOP, centered=True, dark=True),
    "map-phone": Screenshot("#item=transposed-convolutions", PHONE),
}


def main() -> None:
    """Write every screenshot."""
    from playwright.sync_api import sync_playwright

    program = find_chromium()
    if not program:
        sys.exit(MISSING)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "map.html"
        page.write_text(make_map(), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for name, one in SCREENSHOTS.items():
            context = browser.new_context(
                color_scheme="dark" if one.dark else "light", **one.window
            )
            tab = context.new_page()
            tab.goto(page.as_uri() + one.place)
            if one.centered:
                mark = tab.locator("#map [aria-current]")
                mark.evaluate("mark => mark.scrollIntoView({block: 'center'})")
            file = FOLDER / f"{name}.png"
            tab.screenshot(path=file)
            print(f"written: {file.relative_to(DOCS.parent)}, {file.stat().st_size:,} bytes")
            context.close()
        browser.close()


def make_map() -> str:
    """Return the map of somebody who has learned a third, with items in progress and a goal."""
    with Learner() as learner:
        for line in live(learner):
            _run(learner, line)
        return _run(learner, "dlr map -o map.html > saved.txt && cat map.html")


def live(learner: Learner) -> Iterator[str]:
    """Yield what the learner has said: items on the way to projects, some every week."""
    yield "dlr use deep-learning"
    paths = [json.loads(_run(learner, f"dlr path {item} --json")) for item in TOWARD]
    items = list(dict.fromkeys(step["key"] for path in paths for step in path["items"]))
    for week in range(WEEKS):
        some = items[KNOWN * week // WEEKS : KNOWN * (week + 1) // WEEKS]
        when = LAST_DAY - timedelta(weeks=WEEKS - 1 - week, days=week % 5)
        yield f"dlr tick {' '.join(some)} --date {when}"
    yield f"dlr start {' '.join(items[KNOWN : KNOWN + 3])} --date {LAST_DAY}"
    yield "dlr skip audio-data"
    yield "dlr goal latent-diffusion-model --by 2026-12"


def _run(learner: Learner, line: str) -> str:
    printed, code = learner.run(line)
    assert not code, printed
    return printed


if __name__ == "__main__":
    main()
