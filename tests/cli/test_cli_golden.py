"""What a person sees of every command, compared letter by letter with files in golden/.

To write the files anew: DLR_UPDATE_GOLDEN=1 python -m pytest tests/cli/test_cli_golden.py
"""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from cli_helpers import same_as_golden, today, without_time

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

ALL = (
    *("vectors", "matrices", "indexing", "notebooks", "first-network", "convex-optimization"),
    *("read-a-paper", "paper-club", "convolutions"),
)

EMPTY: list[list[str]] = []
STARTED = [
    ["tick", "vectors", "notebooks", "--date", "2024-05", "--note", "From school [sic], a[0]."],
    ["start", "matrices"],
    ["skip", "indexing"],
    ["tick", "attention", "--link", "https://example.org/mine"],
    ["start", "convex-optimization"],
]
FINISHED = [["tick", *ALL]]

CASES: dict[str, tuple[list[list[str]], list[str]]] = {
    "status-empty": (EMPTY, ["status"]),
    "status-started": (STARTED, ["status"]),
    "status-finished": (FINISHED, ["status"]),
    "status-level": (STARTED, ["status", "middle"]),
    "status-category": (STARTED, ["status", "entry/theory"]),
    "status-missing": (STARTED, ["status", "--missing"]),
    "status-missing-finished": (FINISHED, ["status", "--missing"]),
    "status-all": (STARTED, ["status", "--all"]),
    "status-track": (STARTED, ["status", "--curriculum", "track"]),
    "next-empty": (EMPTY, ["next"]),
    "next-started": (STARTED, ["next"]),
    "next-finished": (FINISHED, ["next"]),
    "show-new": (EMPTY, ["show", "vectors"]),
    "show-told": (STARTED, ["show", "vectors"]),
    "show-markup": (EMPTY, ["show", "indexing"]),
    "show-project": (STARTED, ["show", "first-network"]),
    "list": (STARTED, ["list"]),
    "list-every": (STARTED, ["list", "--all"]),
    "list-none": (EMPTY, ["list", "--state", "done"]),
    "goal": (STARTED, ["goal", "own-language-model"]),
    "goal-none": (EMPTY, ["goal"]),
    "goal-category": (STARTED, ["goal", "top/language", "first-network", "--by", "2026-05"]),
    "status-goals": ([*STARTED, ["goal", "top/language", "first-network"]], ["status"]),
    "path": (STARTED, ["path", "first-network"]),
    "path-track": (EMPTY, ["path", "goal", "--curriculum", "track"]),
    "path-graph": (EMPTY, ["path", "attention", "--graph"]),
    "why-waits": (EMPTY, ["why", "first-network"]),
    "why-ready": (EMPTY, ["why", "vectors"]),
    "why-done": (STARTED, ["why", "vectors"]),
    "plan": (EMPTY, ["plan", "--from", "2026-03-19"]),
    "resources": (EMPTY, ["resources"]),
    "resources-item": (EMPTY, ["resources", "vectors", "--free"]),
    "resources-none": (EMPTY, ["resources", "notebooks"]),
    "search": (EMPTY, ["search", "network"]),
    "search-none": (EMPTY, ["search", "zebra"]),
    "log": (STARTED, ["log"]),
    "log-empty": (EMPTY, ["log"]),
    "log-undone": ([*STARTED, ["undo"]], ["log"]),
    "curricula": (STARTED, ["curricula"]),
    "tick": (EMPTY, ["tick", "vectors", "notebooks"]),
    "tick-done": (STARTED, ["tick", "vectors", "--note", "again"]),
    "tick-blocked": (EMPTY, ["tick", "first-network", "convex-optimization"]),
    "tick-level": (EMPTY, ["tick", "--level", "entry"]),
    "tick-dry-run": (STARTED, ["tick", "matrices", "first-network", "--dry-run"]),
    "tick-unknown": (EMPTY, ["tick", "vectros"]),
    "tick-ambiguous": (EMPTY, ["tick", "con"]),
    "untick": (STARTED, ["untick", "vectors", "matrices", "paper-club"]),
    "start": (EMPTY, ["start", "vectors"]),
    "skip": (STARTED, ["skip", "matrices", "indexing"]),
    "undo": (STARTED, ["undo"]),
    "undo-several": ([["tick", *ALL, "attention", "own-language-model"]], ["undo"]),
    "undo-nothing": (EMPTY, ["undo"]),
    "note": (EMPTY, ["note", "vectors", "up and [right]"]),
    "note-read": (STARTED, ["note", "vectors"]),
    "note-none": (STARTED, ["note", "matrices"]),
    "use": (EMPTY, ["use", "track"]),
}
"""What was said before, and the call whose output is looked at."""

DATED = ("goal", "goal-category", "status-goals")
"""What says when a goal will be reached is printed on one day, and so on the same page always."""

MARCH = datetime(2026, 3, 19, 12, tzinfo=UTC).timestamp()

SCREENS = {"40 columns": "40", "80 columns": "80", "200 columns": "200", "ASCII": "80"}


@pytest.mark.parametrize("name", CASES)
def test_output_is_what_its_golden_file_says(
    name: str, small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command prints what was agreed on: at 40, 80 and 200 columns, and in ASCII."""
    before, call = CASES[name]
    days = today()
    if name in DATED:
        monkeypatch.setattr("dlroadmap.cli.session.time", lambda: MARCH)
        days = {date(2026, 3, 19)}
    for args in before:
        assert small(*args).code == 0
    shown = [f"$ dlr {' '.join(call)}\n"]
    for screen, columns in SCREENS.items():
        learner = home.with_name(screen)
        shutil.copytree(home, learner)
        monkeypatch.setenv("DLR_HOME", str(learner))
        monkeypatch.setenv("COLUMNS", columns)
        result = small(*call, encoding="ascii" if screen == "ASCII" else "utf-8")
        batches = [event["batch"] for event in small("log", "--json").document["events"]]
        text = without_time(result.out + result.err, batches, days | today())
        shown.append(f"\n=== {screen}, exit code {result.code}\n{text}")
    same_as_golden(name, "".join(shown))
