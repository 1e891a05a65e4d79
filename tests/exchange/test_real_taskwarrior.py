"""Exports and imports of tasks with the real program, where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from dlroadmap.exchange.reading import kinds, taskwarrior
from dlroadmap.exchange.writing.taskwarrior import write
from exchange.sheets import nasty_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

pytestmark = pytest.mark.skipif(
    not shutil.which("task"), reason="Taskwarrior is not installed (apt-get install taskwarrior)"
)


class Task(Protocol):
    """Calls the real program on data of its own."""

    def __call__(self, *args: str, stdin: str = "") -> str:
        """Run task with arguments, and return what it prints."""


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """Return what calls Taskwarrior with a configuration and tasks of its own."""
    folder = tmp_path / "tasks"
    folder.mkdir()
    settings = folder / "taskrc"
    settings.write_text("confirmation=off\nhooks=off\nnews.version=9.9.9\n", encoding="utf-8")
    places = {"TASKRC": str(settings), "TASKDATA": str(folder), "HOME": str(folder)}

    def call(*args: str, stdin: str = "") -> str:
        done = subprocess.run(
            ["task", *args],
            input=stdin.encode(),
            env={**os.environ, **places, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    return call


def by_key(exported: str) -> dict[str, dict[str, Any]]:
    return {one["dlr"]: one for one in json.loads(exported)}


def states(dlr: Dlr) -> dict[str, str]:
    return {item["id"]: item["state"] for item in dlr("list", "--json").document["items"]}


def test_what_is_done_there_is_ticked_here(small: Dlr, task: Task) -> None:
    """Tasks that were completed and started set exactly these items; the rest stays."""
    small("tick", "notebooks", "--date", "2024-05-31")
    small("skip", "paper-club")
    before = states(small)
    task("import", "-", stdin=small("export", "--format", "taskwarrior").out)
    tasks = by_key(task("export"))
    assert len(tasks) == len(before)
    task(tasks["small/vectors"]["uuid"], "done")
    task(tasks["small/indexing"]["uuid"], "done")
    task(tasks["small/matrices"]["uuid"], "start")
    result = small("import", "-", "--json", stdin=task("export"))
    assert result.code == 0, result.err
    changed = {one["id"]: one["to"] for one in result.document["changed"]}
    assert changed == {"vectors": "done", "indexing": "done", "matrices": "doing"}
    assert states(small) == before | changed
    assert result.document["dropped"] == []
    again = small("import", "-", "--json", stdin=task("export")).document
    assert (again["changed"], again["batch"]) == ([], None)


def test_a_second_import_makes_no_duplicates(small: Dlr, task: Task) -> None:
    """A task belongs to its item for good: an export after more ticks changes tasks, adds none."""
    exported = small("export", "--format", "taskwarrior").out
    assert exported == small("export", "--format", "taskwarrior").out
    task("import", "-", stdin=exported)
    first = by_key(task("export"))
    small("tick", "vectors")
    task("import", "-", stdin=small("export", "--format", "taskwarrior").out)
    second = by_key(task("export"))
    assert {key: one["uuid"] for key, one in first.items()} == {
        key: one["uuid"] for key, one in second.items()
    }
    assert {key for key, one in second.items() if one["status"] == "completed"} == {"small/vectors"}


def test_tasks_of_the_real_program_know_their_place_and_prerequisites(
    small: Dlr, task: Task
) -> None:
    """Projects, blocked tasks and tags are there for Taskwarrior's own filters and reports."""
    task("import", "-", stdin=small("export", "--format", "taskwarrior").out)
    assert task("project:small.entry.theory", "count").strip() == "3"
    assert task("+maths", "count").strip() == "2"
    first = by_key(task("export"))["small/first-network"]
    assert task(first["uuid"], "+BLOCKED", "count").strip() == "1"


def test_texts_survive_the_real_program(task: Task) -> None:
    """Titles with markup, quotes and other scripts, and resources come back as they were."""
    sheet = nasty_sheet()
    task("import", "-", stdin="".join(write(sheet)))
    outline = taskwarrior.read(kinds.parse_json(task("export")), "Name")
    found = {item.key: item for item in outline.items}
    for row in sheet.rows():
        item = found[row.item.key]
        assert (item.title, item.state) == (row.item.title, row.state)
        assert [tuple(link) for link in item.links] == [tuple(r) for r in row.item.resources]
