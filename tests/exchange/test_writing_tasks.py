"""Tasks as `task import` takes them: what each field says, and that nothing is left to chance."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dlroadmap.exchange.writing.taskwarrior import write
from exchange.sheets import nasty_sheet

if TYPE_CHECKING:
    from conftest import Dlr


def exported(dlr: Dlr, *args: str) -> dict[str, dict[str, Any]]:
    """Return the tasks of an export by the key of their item."""
    tasks = json.loads(dlr("export", "--format", "taskwarrior", *args).out)
    return {task["dlr"]: task for task in tasks}


def test_a_task_says_all_that_taskwarrior_can_use(small: Dlr) -> None:
    """Each field has the form that Taskwarrior reads; the uuid never changes."""
    task = exported(small)["small/vectors"]
    assert task == {
        "uuid": "fb14eaeb-bc2b-5232-bcc7-e9ae11d843e4",
        "description": "Vectors",
        "status": "pending",
        "entry": "20000101T000000Z",
        "project": "small.entry.theory",
        "priority": "H",
        "tags": ["maths"],
        "annotations": [
            {
                "entry": "20000101T000000Z",
                "description": "A costly book of vectors  https://example.org/book  book, paid",
            },
            {
                "entry": "20000101T000001Z",
                "description": "Vectors in pictures  https://example.org/vectors  video, free",
            },
        ],
        "dlr": "small/vectors",
    }


def test_states_are_dated_and_never_before_their_entry(small: Dlr) -> None:
    """What is done has an end, what is in progress a start; an early day moves the entry."""
    small("tick", "vectors", "--date", "1990-05-31")
    small("start", "matrices", "--date", "2024-06-01")
    small("skip", "notebooks")
    tasks = exported(small)
    vectors, matrices = tasks["small/vectors"], tasks["small/matrices"]
    assert (vectors["status"], vectors["end"][:6]) == ("completed", "199005")
    assert vectors["entry"] == vectors["end"]
    assert (matrices["status"], matrices["start"][:6]) == ("pending", "202406")
    assert matrices["entry"] == "20000101T000000Z"
    notebooks = tasks["small/notebooks"]
    assert (notebooks["status"], notebooks["tags"]) == ("completed", ["dlr_skipped"])


def test_tasks_depend_on_tasks_of_the_same_export_alone(small: Dlr) -> None:
    """What a track leaves out is no task, so no task waits for it; a shared item is one task."""
    tasks, track = exported(small), exported(small, "--curriculum", "track")
    uuids = {key: task["uuid"] for key, task in tasks.items()}
    first = tasks["small/first-network"]
    assert first["depends"] == [uuids["small/matrices"], uuids["small/notebooks"]]
    assert "depends" not in track["small/first-network"]
    assert track["track/goal"]["depends"] == [uuids["small/first-network"]]


def test_every_tag_is_a_word_of_taskwarrior() -> None:
    """No blank, hyphen or upper case is in a tag, and no digit comes first."""
    tags = [
        tag for task in json.loads("".join(write(nasty_sheet()))) for tag in task.get("tags", ())
    ]
    assert tags
    assert all(re.fullmatch(r"[^\W\d]\w*", tag) and tag == tag.lower() for tag in tags), tags
