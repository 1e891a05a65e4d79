"""What is kept of an import, beside the file that it made, so that ids survive the next one."""

import json
import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from dlroadmap.text import is_id

VERSION = 1

STDIN = "-"
"""The source of what came from standard input, which has no place of its own."""


class KeptItem(NamedTuple):
    """An item as it was listed when it was last seen.

    `path` are the titles of its headings, `boxes` those of the boxes around it, the outermost
    first. `gone` is whether the list has it no longer. `state` is that of its box in the list,
    whatever the history says of the item; empty where it had none, or where that is not known.
    """

    id: str
    title: str
    formerly: tuple[str, ...] = ()
    source: str = ""
    urls: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    gone: bool = False
    state: str = ""


class Kept(NamedTuple):
    """What is kept of an import: where the list was, what was written, and every item ever.

    `source` is the path of the list, or `-`; `digest` is of the file as it was written, empty
    where that is not known. `by_place` is whether paths are titles of levels and categories.
    """

    source: str
    digest: str
    items: tuple[KeptItem, ...]
    by_place: bool = False

    @property
    def ids(self) -> set[str]:
        """Every id that any item ever had."""
        return {id for item in self.items for id in (item.id, *item.formerly)}


def kept_path(main: Path) -> Path:
    """Return where it lies what is kept of the import that made a file."""
    return main.with_name(f"{main.stem}.import.json")


def relate(kept: Kept, folder: Path) -> Kept:
    """Return what is kept with the path of the list as it is seen from a folder.

    So no name of a person or a machine gets into a repository, and the folder can be moved.
    """
    if not Path(kept.source).is_absolute():
        return kept
    return kept._replace(source=os.path.relpath(kept.source, folder.absolute()))


def locate(kept: Kept, folder: Path) -> Kept:
    """Return what is kept with the whole path of the list, in a folder that related it."""
    if kept.source in ("", STDIN):
        return kept
    return kept._replace(source=os.path.normpath(folder.absolute() / kept.source))


def digest(text: str) -> str:
    """Return what tells whether a file was edited since it was written."""
    return sha256(text.encode()).hexdigest()


def encode_kept(kept: Kept) -> str:
    """Return what is kept as the text of its file, an item a line."""
    head = {"version": VERSION, "source": kept.source, "digest": kept.digest}
    lines = ",\n".join(json.dumps(_document(item)) for item in kept.items)
    return f'{json.dumps(head)[:-1]}, "items": [\n{lines}\n]}}\n'


def _document(item: KeptItem) -> dict[str, object]:
    """Return an item without what is empty."""
    return {name: value for name, value in item._asdict().items() if value}


def decode_kept(text: str) -> Kept | None:
    """Return what the text of a file says is kept; None if it is damaged."""
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            return None
        source, written = document["source"], document["digest"]
        items = tuple(map(_read_item, document["items"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not isinstance(source, str) or not isinstance(written, str):
        return None
    ids = [id for item in items for id in (item.id, *item.formerly)]
    sound = all(map(is_id, ids)) and len(set(ids)) == len(ids)
    return Kept(source, written, items) if sound else None


def _read_item(document: Mapping[str, Any]) -> KeptItem:
    return KeptItem(
        _text(document["id"]),
        _text(document["title"]),
        _texts(document.get("formerly", ())),
        _text(document.get("source", "")),
        _texts(document.get("urls", ())),
        _texts(document.get("path", ())),
        _texts(document.get("boxes", ())),
        document.get("gone", False) is True,
        _text(document.get("state", "")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    if not isinstance(values, list | tuple):
        raise TypeError
    return tuple(map(_text, values))
