"""The JSON shapes that several commands share."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from dlroadmap.curriculum.model import Item, Location, Resource
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.summary import Counts, Part
from dlroadmap.progress.events import INFERRED, Event
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import ITEM, tidy_name
from dlroadmap.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from dlroadmap.authoring.outline import Dropped
    from dlroadmap.diagnostics import Finding
    from dlroadmap.guide.acts import Change
    from dlroadmap.guide.finish import Finish
    from dlroadmap.guide.goals import Outlook


def fields(thing: object, names: str) -> dict[str, Any]:
    """Return what is called in a document as it is in the program."""
    return {name: getattr(thing, name) for name in _split(names)}


_split = cache(str.split)


def counts_document(counts: Counts) -> dict[str, Any]:
    """Return COUNTS."""
    states = "items done inferred doing skipped todo counted counted_done percent"
    return fields(counts, f"{states} hours hours_done hours_unknown")


def part_document(part: Part) -> dict[str, Any]:
    """Return a level or category of `status`."""
    return {**fields(part, "id title"), **counts_document(part.counts)}


def goal_document(outlook: "Outlook") -> dict[str, Any]:
    """Return a goal of `status` and `goal`."""
    return {
        **fields(outlook, "key"),
        "id": outlook.key.rpartition("/")[2],
        **fields(outlook, "name of title by"),
        "group": outlook.group or None,
        "asked_by": outlook.asked_by or None,
        **fields(outlook, "state assumed items"),
        "open_items": outlook.items,
        **fields(outlook, "hours guessed"),
        "finish": finish_document(outlook.finish),
        "fits": outlook.fits,
    }


def finish_document(finish: "Finish | None") -> dict[str, Any]:
    """Return when something will be done; nulls if nothing is left."""
    return finish._asdict() if finish else dict.fromkeys(("early", "likely", "late"))


def item_document(
    item: Item, location: Location | None, progress: Progress, readiness: Readiness
) -> dict[str, Any]:
    """Return an item of `list` and `show`."""
    return {
        **fields(item, "key id home title aliases"),
        "level": location.level.id if location else None,
        "category": location.category.id if location else None,
        **fields(item, "kind priority hours"),
        "requires": [
            {"key": r.key, "id": r.key.partition("/")[2], "because": r.because}
            for r in item.requires
        ],
        **fields(item, "covers tags"),
        "resources": [resource_document(resource) for resource in item.resources],
        **fields(item, "checks summary"),
        "state": progress.state(item.key),
        "inferred": item.key in progress.inferred,
        "ready": readiness.ready(item.key),
        "assumed": item.key in readiness.assumed,
    }


def resource_document(resource: Resource) -> dict[str, str]:
    """Return a resource."""
    return fields(resource, "title url type cost part")


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
        "of": details.get("of", ITEM) if event.kind == "goal" else None,
        "by": details.get("by") if event.kind == "goal" else None,
        "group": tidy_name(details.get("group", "")) or None,
        "asked_by": tidy_name(details.get("asked_by", "")) or None,
        "grade": details.get("grade"),
        "undone": undone,
    }


def finding_document(finding: "Finding") -> dict[str, Any]:
    """Return a finding of `lint`."""
    named = "rule name severity message file line column end_line end_column"
    return {**fields(finding, named), "fixable": finding.fix is not None}


def import_document(
    source: str,
    id: str | None,
    file: "Path | None",
    items: int,
    kept: int,
    changes: "Sequence[Change]",
    dropped: "Iterable[Dropped]",
    renamed: Sequence[Mapping[str, str]] = (),
) -> dict[str, Any]:
    """Return what every import tells a script, whatever it read from a `source`.

    `file` is the curriculum that it wrote, if it wrote one; `kept` is what was here before.
    """
    after = Counter(change.after for change in changes)
    return {
        "source": source,
        "id": id,
        "file": file,
        "items": items,
        "kept": kept,
        "ticked": after["done"],
        "started": after["doing"],
        "skipped": after["skipped"],
        "unticked": after["todo"],
        "dropped": [
            {"line": line, "text": clean(text), "why": clean(why)} for line, text, why in dropped
        ],
        "renamed": renamed,
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
