"""Tasks, as `task import` takes them."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from dlroadmap.exchange.resource_lines import format_resource
from dlroadmap.exchange.sheet import Row, Sheet

KEY = "dlr"
"""The attribute with the key of an item; Taskwarrior keeps and exports what it does not know."""

SKIPPED = "dlr_skipped"
"""The tag of what is skipped: Taskwarrior has no such state, and calls it completed."""

_NAMESPACE = UUID("5d7e0b8e-2f0f-5a53-9d0b-6f1c1a6c2a44")
"""Makes the same task of an item forever."""

PRIORITIES = {"essential": "H", "important": "M", "useful": "L"}
_ENTRY = datetime(2000, 1, 1, tzinfo=UTC)
"""When tasks were entered, so that each export is the same; no history says it."""


def write(sheet: Sheet) -> Iterator[str]:
    """Yield the text of the export, piece by piece: a task on each line.

    Taskwarrior misreads escaped characters outside the basic plane, so none is escaped.
    """
    for number, row in enumerate(sheet.rows()):
        task = json.dumps(_make_task(row, sheet), ensure_ascii=False)
        yield f"{',' if number else '['}\n{task}"
    yield "\n]\n" if sheet.curriculum.locations else "[\n]\n"


def identify(key: str) -> str:
    """Return the uuid of the task of an item."""
    return str(uuid5(_NAMESPACE, key))


def _make_task(row: Row, sheet: Sheet) -> dict[str, Any]:
    item, location = row.item, row.location
    since = _find_moment(row.on)
    entry = min(_ENTRY, since or _ENTRY)
    finished = row.state in ("done", "skipped")
    tags = [SKIPPED] if row.state == "skipped" else []
    tags += [tag for tag in map(_make_tag, item.tags) if tag not in ("", SKIPPED)]
    held = sheet.curriculum.locations
    task = {
        "uuid": identify(item.key),
        "description": item.title,
        "status": "completed" if finished else "pending",
        "entry": _format(entry),
        "start": _format(since) if since and row.state == "doing" else None,
        "end": _format(since or entry) if finished else None,
        "project": f"{sheet.curriculum.id}.{location.level.id}.{location.category.id}",
        "priority": PRIORITIES[item.priority],
        "depends": [identify(need.key) for need in item.requires if need.key in held],
        "tags": list(dict.fromkeys(tags)),
        # Taskwarrior knows an annotation by its time.
        "annotations": [
            {
                "entry": _format(entry + timedelta(seconds=number)),
                "description": format_resource(resource),
            }
            for number, resource in enumerate(item.resources)
        ],
        KEY: item.key,
    }
    return {name: value for name, value in task.items() if value}


def _find_moment(day: str) -> datetime | None:
    """Return noon of a day on the learner's clock, of the first one of a month or a year."""
    try:
        noon = datetime.fromisoformat(f"{f'{day}-01-01'[:10]}T12:00:00")
    except ValueError:
        return None
    try:
        return noon.astimezone(UTC)
    except (ValueError, OverflowError, OSError):  # as `localize` has it
        return noon.replace(tzinfo=UTC)


def _format(moment: datetime) -> str:
    """Return a moment in UTC as Taskwarrior writes it; strftime would shorten early years."""
    return f"{moment.isoformat('T', 'seconds')[:19]}Z".translate(_COMPACT)


_COMPACT = str.maketrans("", "", "-:")


def _make_tag(text: str) -> str:
    """Return a tag as one word that Taskwarrior takes: no blanks, hyphens or upper case.

    Upper case is that of its virtual tags; a digit cannot come first.
    """
    word = re.sub(r"\W+", "_", text.lower()).strip("_")
    return f"_{word}" if word[:1].isdigit() else word
