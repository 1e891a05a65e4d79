"""The JSON shapes that several commands share."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dlroadmap.curriculum.model import Item, Location, Resource
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.summary import Counts, Part
from dlroadmap.progress.events import INFERRED, Event
from dlroadmap.progress.fold import Progress
from dlroadmap.text import clean

if TYPE_CHECKING:
    from dlroadmap.guide.acts import Change
    from dlroadmap.guide.way import Goal


def counts_document(counts: Counts) -> dict[str, Any]:
    """Return COUNTS."""
    return {
        "items": counts.items,
        "done": counts.done,
        "inferred": counts.inferred,
        "doing": counts.doing,
        "skipped": counts.skipped,
        "todo": counts.todo,
        "counted": counts.counted,
        "counted_done": counts.counted_done,
        "percent": counts.percent,
        "hours": counts.hours,
        "hours_done": counts.hours_done,
    }


def part_document(part: Part) -> dict[str, Any]:
    """Return a level or category of `status`."""
    return {"id": part.id, "title": part.title, **counts_document(part.counts)}


def level_document(level: Part) -> dict[str, Any]:
    """Return a level of `status` with its categories."""
    return {**part_document(level), "categories": [part_document(part) for part in level.parts]}


def item_document(
    item: Item, location: Location | None, progress: Progress, readiness: Readiness
) -> dict[str, Any]:
    """Return an item of `list` and `show`."""
    return {
        "key": item.key,
        "id": item.id,
        "home": item.home,
        "title": item.title,
        "aliases": item.aliases,
        "level": location.level.id if location else None,
        "category": location.category.id if location else None,
        "kind": item.kind,
        "priority": item.priority,
        "hours": item.hours,
        "requires": [
            {"key": r.key, "id": r.key.partition("/")[2], "because": r.because}
            for r in item.requires
        ],
        "covers": item.covers,
        "tags": item.tags,
        "resources": [resource_document(resource) for resource in item.resources],
        "checks": item.checks,
        "summary": item.summary,
        "state": progress.state(item.key),
        "inferred": item.key in progress.inferred,
        "ready": readiness.ready(item.key),
    }


def resource_document(resource: Resource) -> dict[str, str]:
    """Return a resource."""
    return {
        "title": resource.title,
        "url": resource.url,
        "type": resource.type,
        "cost": resource.cost,
    }


def goal_document(goal: "Goal") -> dict[str, Any]:
    """Return a goal of `goal`."""
    return {
        "key": goal.key,
        "id": goal.id,
        "title": goal.title,
        "state": goal.state,
        "open_items": goal.open_items,
        "hours": goal.hours,
    }


def event_document(event: Event, undone: bool) -> dict[str, Any]:
    """Return an event of `log`. Notes are foreign text: another program may have written them."""
    details = {name: clean(text) for name, text in event.details.items()}
    return {
        "id": clean(event.id),
        "at": clean(event.at),
        "on": details.get("on"),
        "device": clean(event.device),
        "seq": event.seq,
        "batch": clean(event.batch),
        "kind": clean(event.kind),
        "key": clean(event.key),
        "note": details.get("note"),
        "link": details.get("link"),
        "inferred": INFERRED in details,
        "goal": details.get("goal"),
        "grade": details.get("grade"),
        "undone": undone,
    }


def recorded_document(
    changes: "Iterable[Change]" = (),
    batch: str | None = None,
    offered: Sequence[str] = (),
    dry_run: bool = False,
) -> dict[str, Any]:
    """Return what a call recorded, or would record."""
    document = {
        "changed": [
            {"key": key, "id": key.partition("/")[2], "from": before, "to": after}
            for key, before, after in changes
        ],
        "offered": offered,
        "batch": batch,
    }
    return {**document, "dry_run": True} if dry_run else document
