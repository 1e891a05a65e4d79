"""Tasks of Taskwarrior, as `task export` writes them."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dlroadmap.authoring.outline import Dropped, Link, Listed, Need, Outline
from dlroadmap.exchange.reading.addresses import find_links
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.sections import Sections
from dlroadmap.exchange.reading.values import drop, read_mappings, read_text, read_texts
from dlroadmap.exchange.resource_lines import parse_resource
from dlroadmap.exchange.writing.taskwarrior import KEY, PRIORITIES, SKIPPED
from dlroadmap.words import local_day, pluralize

_PRIORITIES = {letter: priority for priority, letter in PRIORITIES.items()}
_LEFT_OUT = {"deleted": "deleted", "recurring": "recurring"}
"""The states of tasks that come to no item, as they are called."""

_KNOWN = frozenset((
    *("uuid", "description", KEY, "project", "status", "priority", "tags", "depends"),
    *("annotations", "start", "end"),
    # What Taskwarrior keeps for itself.
    *("id", "entry", "modified", "urgency", "wait", "parent", "mask", "imask", "recur", "rtype"),
    *("last", "template"),
))  # fmt: skip
_DEEPEST = 8
"""So many dots of a project part sections."""


def recognizes(document: object) -> bool:
    """Return whether a JSON document has this form."""
    tasks = _list_tasks(document)
    return bool(tasks) and all(
        isinstance(task, dict)
        and isinstance(task.get("description"), str)
        and ("uuid" in task or "entry" in task or isinstance(task.get("status"), str))
        for task in tasks
    )


def read(document: object, name: str) -> Outline:
    """Return the outline of a document; `name` is its title where it has none of its own.

    Raises UnreadableError.
    """
    if not recognizes(document):
        raise UnreadableError("This JSON was not written by task export.")
    tasks = [task for task in _list_tasks(document) if isinstance(task, dict)]
    kept = [task for task in tasks if read_text(task.get("status")) not in _LEFT_OUT]
    left_out = Counter(
        what for task in tasks if (what := _LEFT_OUT.get(read_text(task.get("status"))))
    )
    dropped = [
        drop(None, pluralize(number, f"{what} task"), f"dlr imports no {what} tasks")
        for what, number in left_out.items()
    ]
    fields = dict.fromkeys(field for task in kept for field in task if field not in _KNOWN)
    dropped += [drop(None, field, "a field that is not imported") for field in fields]
    projects = [read_text(task.get("project")).split(".", _DEEPEST) for task in kept]
    # Where all is dlr's own, the project is the curriculum.
    if (
        kept
        and all(read_text(task.get(KEY)) for task in kept)
        and len({p[0] for p in projects}) == 1
    ):
        name = projects[0][0] or name
        projects = [project[1:] for project in projects]
    sections = Sections()
    items = []
    for task, project in zip(kept, projects, strict=True):
        if read_text(task.get("description")):
            items.append(_read_task(task, sections.place(project), dropped))
        else:
            dropped.append(drop(None, task, "it has no description"))
    if not items:
        raise UnreadableError("This export has no tasks that can be imported.")
    return Outline(name, (*items,), (*sections.all,), (*dropped,))


def _list_tasks(document: object) -> list[Any]:
    """Return the tasks of a document; JSON lines with a single task are that task."""
    if isinstance(document, list):
        return document
    return [document] if isinstance(document, dict) else []


def _read_task(task: Mapping[str, Any], section: int | None, dropped: list[Dropped]) -> Listed:
    links: list[Link] = []
    words: list[str] = []
    for annotation in read_mappings(task.get("annotations")):
        text = read_text(annotation.get("description"))
        if own := parse_resource(text):
            links.append(own)
            continue
        found, rest = find_links(text)
        links += found
        words += [rest] if rest else []
    tags = read_texts(task.get("tags"))
    state, moment = _find_state(task, tags)
    on = _find_day(moment)
    if moment and not on:
        dropped.append(drop(None, moment, "not a date of Taskwarrior"))
    return Listed(
        read_text(task.get("description")),
        section=section,
        source=read_text(task.get("uuid")),
        key=read_text(task.get(KEY)),
        state=state,
        on=on,
        summary="\n".join(words),
        priority=_PRIORITIES.get(read_text(task.get("priority")), ""),
        requires=tuple(map(Need, _read_depends(task.get("depends")))),
        tags=tuple(tag for tag in tags if tag != SKIPPED),
        links=tuple(links),
    )


def _read_depends(value: object) -> tuple[str, ...]:
    """Return the ids of tasks: a list, or in older versions a text with commas."""
    return read_texts(value.split(",") if isinstance(value, str) else value)


def _find_state(task: Mapping[str, Any], tags: tuple[str, ...]) -> tuple[str, str]:
    """Return the state of a task, and since when."""
    if read_text(task.get("status")) == "completed":
        return "skipped" if SKIPPED in tags else "done", read_text(task.get("end"))
    start = read_text(task.get("start"))
    return ("doing", start) if start else ("todo", "")


def _find_day(moment: str) -> str:
    """Return the day on the learner's clock; empty for what is no moment."""
    try:
        return local_day(datetime.fromisoformat(moment).isoformat()) if moment else ""
    except ValueError:
        return ""
