"""Adds curricula, levels and categories: what is written for each, and what is refused."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import indent

from dlroadmap.authoring.checking import save_checked
from dlroadmap.authoring.naming import check_id, check_title
from dlroadmap.authoring.patching import append, saved_text
from dlroadmap.authoring.places import find_level, find_main, load_whole
from dlroadmap.authoring.values import quote
from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import Draft
from dlroadmap.text import clean

_HINTS = """\
# priority: essential
# hours: 2
# requires:
#   - another-item: the reason in a few words
# checks: [How one knows that one has it]
"""

_PLACEHOLDER = "TODO: title of this {}"

_BASICS = _PLACEHOLDER.format("category")

_SUMMARY = "TODO: what it is and why it matters"

PLACEHOLDERS = "C307"
"""The rule that finds every text that is made up here, and that its author must replace."""

KINDS = {"curriculum": "ID", "level": "ID", "category": "LEVEL/ID"}
"""What can be added, and the form of its name."""


def add(kind: str, name: str, title: str, where: Path, library: Library) -> list[Path]:
    """Add to the curriculum that a path leads to, or a new one to a folder; return what is written.

    Raises DlrError, and writes nothing, where a file is in the way or lint finds new problems.
    """
    form = KINDS[kind]
    *above, id = name.split("/")
    if name.count("/") != form.count("/"):
        message = f"“{clean(name)}” is not a valid name of a new {kind}."
        raise DlrError("usage", message, f"Use the form {form}.")
    title = check_title(title or _title_of(check_id(id)))
    main = where / check_id(id) / MAIN if kind == "curriculum" else find_main(where)
    texts: Mapping[Path, str]
    if kind == "curriculum":
        texts = _begin_curriculum(main, id, title)
    elif kind == "level":
        texts = _add_level(load_whole(main), id, title)
    else:
        texts = _add_category(load_whole(main), id, title, *above)
    save_checked(main, texts, library, done="added", expected=PLACEHOLDERS)
    return list(texts)


def _begin_curriculum(main: Path, id: str, title: str) -> dict[Path, str]:
    """Write a curriculum in a folder of its own, with one level."""
    text = (
        f"format: 1\nid: {id}\ntitle: {quote(title)}\nlevels:\n"
        f"  - id: start\n    title: {quote(_PLACEHOLDER.format('level'))}\n"
        f"    categories: [basics]\n"
    )
    category = _write_category("basics", _BASICS, _first_item("first-item"))
    return _check_free({main: text, main.parent / "start" / "basics.yaml": category})


def _add_level(draft: Draft, id: str, title: str) -> dict[Path, str]:
    """Write a level at the end of a curriculum, with a category to begin with."""
    item = _first_item(f"{id}-item")
    files = _write_file(draft, id, "basics", _write_category("basics", _BASICS, item))
    category = "basics" if files else {"id": "basics", "title": _BASICS, "items": [item]}
    level = {"id": id, "title": title, "categories": [category]}
    return {draft.path: saved_text(append(draft.main, ("levels",), level)), **files}


def _add_category(draft: Draft, id: str, title: str, level: str) -> dict[Path, str]:
    number, _ = find_level(draft, level)
    item = _first_item(f"{id}-item")
    files = _write_file(draft, level, id, _write_category(id, title, item))
    category = id if files else {"id": id, "title": title, "items": [item]}
    edited = append(draft.main, ("levels", number, "categories"), category)
    return {draft.path: saved_text(edited), **files}


def _write_file(draft: Draft, level: str, id: str, category: str) -> dict[Path, str]:
    """Return the file of a category where the curriculum is a folder, and nothing elsewhere."""
    file = draft.path.parent / level / f"{id}.yaml"
    return _check_free({file: category}) if draft.path.name == MAIN else {}


def _check_free(made: dict[Path, str]) -> dict[Path, str]:
    for path in made:
        if path.exists():
            raise DlrError("exists", f"{path} already exists; nothing was added.")
    return made


def _first_item(id: str) -> dict[str, str]:
    title = _PLACEHOLDER.format("item")
    return {"id": id, "title": title, "kind": "concept", "summary": _SUMMARY}


def _write_category(id: str, title: str, item: Mapping[str, str]) -> str:
    """Return the file of a category, with hints in comments how to go on."""
    head = f"id: {id}\ntitle: {quote(title)}\nitems:\n"
    kind = f"title: {quote(item['title'])}\n    kind: {item['kind']}"
    words = f"  - id: {item['id']}\n    {kind}\n    summary: {quote(item['summary'])}\n"
    return head + words + indent(_HINTS, "    ")


def _title_of(id: str) -> str:
    return id.replace("-", " ").capitalize()
