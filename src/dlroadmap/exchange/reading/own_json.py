"""dlr's own document, which an export as `json` writes."""

from collections.abc import Mapping
from typing import Any

from dlroadmap.authoring.outline import Dropped, Link, Listed, Need, Outline
from dlroadmap.curriculum.model import KINDS, PRIORITIES
from dlroadmap.exchange.reading.cells import read_hours
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.sections import Sections
from dlroadmap.exchange.reading.values import drop, read_mappings, read_text, read_texts
from dlroadmap.exchange.writing.own_json import FORMAT

_STATES = ("todo", "doing", "done", "skipped")


def recognizes(document: object) -> bool:
    """Return whether a JSON document has this form."""
    return isinstance(document, dict) and document.get("format") == FORMAT


def read(document: object, name: str) -> Outline:
    """Return the outline of a document; `name` is its title where it has none of its own.

    Each item has its key, which is its source id too. Raises UnreadableError.
    """
    if not isinstance(document, dict) or not recognizes(document):
        raise UnreadableError("This JSON is not an export of dlr.")
    if document.get("schema_version") != 1:
        raise UnreadableError(
            "This export was written by a newer version of dlr.", "Update dlr, and try again."
        )
    if not isinstance(document.get("items"), list):
        raise UnreadableError("This export has no list of items.")
    sections = Sections()
    for level in read_mappings(document.get("levels")):
        stage = read_text(level.get("id"))
        parent = sections.declare((stage,), read_text(level.get("title")) or stage, None)
        for part in read_mappings(level.get("categories")):
            id = read_text(part.get("id"))
            sections.declare((stage, id), read_text(part.get("title")) or id, parent)
    dropped: list[Dropped] = []
    items = []
    for entry in document["items"]:
        if not isinstance(entry, dict) or not read_text(entry.get("title")):
            dropped.append(drop(None, entry, "it has no title"))
        else:
            items.append(_read_item(entry, sections, dropped))
    if not items:
        raise UnreadableError("This export has no items.")
    curriculum = document.get("curriculum")
    head = curriculum if isinstance(curriculum, dict) else {}
    title, description = read_text(head.get("title")), read_text(head.get("description"))
    return Outline(title or name, (*items,), (*sections.all,), (*dropped,), description)


def _read_item(entry: Mapping[str, Any], sections: Sections, dropped: list[Dropped]) -> Listed:
    """Return an item; values that are not valid are left out."""

    def one_of(name: str, known: tuple[str, ...]) -> str:
        value = read_text(entry.get(name))
        if value and value not in known:
            dropped.append(drop(None, value, f"not a {name}"))
        return value if value in known else ""

    title, key = read_text(entry.get("title")), read_text(entry.get("key"))
    hours = read_hours(entry.get("hours"))
    if hours is None and entry.get("hours") is not None:
        dropped.append(drop(None, entry["hours"], "not a number of hours"))
    return Listed(
        title,
        section=sections.place([read_text(entry.get("level")), read_text(entry.get("category"))]),
        source=key or read_text(entry.get("id")),
        key=key,
        state=one_of("state", _STATES),
        on=read_text(entry.get("date")),
        summary=read_text(entry.get("summary")),
        kind=one_of("kind", KINDS),
        priority=one_of("priority", PRIORITIES),
        hours=hours,
        requires=tuple(
            Need(read_text(need.get("key")), read_text(need.get("because")))
            for need in read_mappings(entry.get("requires"))
        ),
        checks=_texts(entry, "checks"),
        tags=_texts(entry, "tags"),
        aliases=_texts(entry, "aliases"),
        links=tuple(
            Link(*(read_text(link.get(field)) for field in Link._fields))
            for link in read_mappings(entry.get("resources"))
        ),
    )


def _texts(entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return read_texts(entry.get(name)) if isinstance(entry.get(name), list) else ()
