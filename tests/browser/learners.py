"""Learners of the tests in the browser: each has a folder, calls dlr, and makes maps."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from conftest import VARIABLES
from dlroadmap.progress.events import INFERRED, Entry
from dlroadmap.progress.store import Store

CURRICULA = Path(__file__).parent / "curricula"


class Learner:
    """Someone with a DLR_HOME of their own."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        """Begin in an empty folder, with curricula that were read before if there is a cache."""
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir(mode=0o700)
        if cache:
            shutil.copytree(cache, self.home / "cache")

    def call(self, *words: str) -> str:
        """Return what dlr answers; it must be able to."""
        kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
        result = subprocess.run(
            [sys.executable, "-m", "dlroadmap", *words],
            env={**kept, "DLR_HOME": str(self.home)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    def ask(self, *words: str) -> Any:
        """Return what dlr answers to scripts."""
        return json.loads(self.call(*words, "--json"))

    def add(self, id: str, text: str) -> None:
        """Put a curriculum into the library."""
        path = self.home / "curricula" / f"{id}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def say(self, days_ago: int, *entries: Entry) -> None:
        """Record entries as if they were said some days ago."""
        moment = datetime.now(UTC) - timedelta(days=days_ago)
        store = Store(self.home / "progress.db", self.home / "backups", lambda: moment)
        store.write(lambda _: entries)

    def map(self, *options: str) -> Path:
        """Return the page that `dlr map` writes."""
        page = self.folder / f"map{''.join(options)}.html"
        self.call("map", "-o", str(page), *options)
        return page


def live_through_tour(learner: Learner) -> Learner:
    """Have a learner bring an item of the tour into each state, and head for a goal."""
    for path in CURRICULA.glob("*.yaml"):
        learner.add(path.stem, path.read_text(encoding="utf-8"))
    learner.call("use", "tour")
    learner.say(40, Entry("tour/vectors", "tick"), Entry("tour/command-line", "start"))
    learner.say(30, Entry("tour/matrices", "tick", {INFERRED: "true"}))
    learner.say(20, Entry("tour/command-line", "tick"), Entry("tour/derivatives", "start"))
    learner.say(10, Entry("tour/slide-rules", "skip"))
    learner.call("goal", "first-network")
    return learner
