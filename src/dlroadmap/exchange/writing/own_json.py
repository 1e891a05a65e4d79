"""dlr's own document: a curriculum with the states of its items."""

import json
from collections.abc import Iterator
from typing import Any

from dlroadmap.exchange.sheet import Row, Sheet

FORMAT = "dlr-export"
"""What tells the document from others."""

_ITEM = ("title", "kind", "priority", "hours", "summary", "checks", "aliases", "tags")
"""What is called in an item of the document as it is in the program."""


def write(sheet: Sheet) -> Iterator[str]:
    """Yield the text of the export, piece by piece: a line for each item, in ASCII."""
    curriculum = sheet.curriculum
    head = {
        "schema_version": 1,
        "format": FORMAT,
        "curriculum": {name: getattr(curriculum, name) for name in ("id", "title", "description")},
        "levels": [
            {
                "id": level.id,
                "title": level.title,
                "categories": [{"id": part.id, "title": part.title} for part in level.categories],
            }
            for level in curriculum.levels
        ],
    }
    yield f'{json.dumps(head)[:-1]}, "items": ['
    for number, row in enumerate(sheet.rows()):
        yield f"{',' if number else ''}\n{json.dumps(_document(row))}"
    yield "\n]}\n"


def _document(row: Row) -> dict[str, Any]:
    item, location = row.item, row.location
    return {
        "key": item.key,
        "id": item.id,
        "level": location.level.id,
        "category": location.category.id,
        "state": row.state,
        "date": row.on or None,
        **{name: getattr(item, name) for name in _ITEM},
        "requires": [need._asdict() for need in item.requires],
        "resources": [resource._asdict() for resource in item.resources],
    }
