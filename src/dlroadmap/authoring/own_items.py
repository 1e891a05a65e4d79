"""Adds an item to a curriculum or an overlay, and removes one."""

from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from pathlib import Path

from dlroadmap.authoring.patching import Steps, append, remove, saved_text
from dlroadmap.authoring.places import find_category, steps_to
from dlroadmap.curriculum.model import DEFAULT_PRIORITY, Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import Draft, PlacedCategory
from dlroadmap.format.nodes import (
    MappingNode,
    Node,
    elements_of,
    entries_of,
    name_of,
    text_of,
    value_of,
    walk,
)
from dlroadmap.format.source import Source
from dlroadmap.text import clean

_REFERRING = ("requires", "covers", "ready_when", "items", "assumes")
"""Keys whose lists name items."""


def add_item(
    draft: Draft,
    base: Curriculum | None,
    place: str,
    item: Mapping[str, object],
    after: str | None = None,
) -> tuple[str, Path, str]:
    """Return the category that takes an item in, its file, and the text of that with the item.

    In an overlay it may be a category of the base alone. Raises DlrError where there is no such
    category, or the id is taken.
    """
    id = str(item["id"])
    if id in draft.definitions:
        home = draft.id
    else:
        home = base.id if base and f"{base.id}/{id}" in base.locations else ""
    if home:
        message = f"{clean(home)} already has an item “{id}”; nothing was added."
        raise DlrError("exists", message, "Specify another id: --id ID")
    level, category = _find_place(draft, base, place).split("/")
    if placed := find_category(draft, level, category):
        source, steps = _editable(draft, placed)
        number = None if after is None else _find_after(placed, after)
        edited = append(source, (*steps, "items"), item, number)
    else:
        if after is not None:
            raise _unknown_after(after, [], f"{level}/{category}")
        edited = _begin_category(draft, level, category, item)
    return f"{level}/{category}", edited.path, saved_text(edited)


def remove_item(draft: Draft, name: str) -> tuple[str, Path, str]:
    """Return the id of an item that a file defines, the file, and its text without the item.

    Raises DlrError where there is no such item, or the files name it elsewhere.
    """
    id = _find_own(draft, name)
    for source, node in _find_mentions(draft, id):
        place = f"{source.path}, line {source.line_of(node)}"
        message = f"{place}: “{id}” is still named there; nothing was removed."
        raise DlrError("in-use", message, "Remove that first.")
    for level in draft.levels:
        for category in level.categories:
            items = elements_of(category.node, "items")
            for number, node in enumerate(items):
                if node is draft.definitions[id].node:
                    source, steps = _editable(draft, category)
                    edited = remove(source, (*steps, "items", number))
                    return id, edited.path, saved_text(edited)
    raise AssertionError(id)


def spell_out(draft: Draft, id: str) -> list[str] | None:
    """Return the words of a call that would add an item of a draft again; None if none could."""
    item = draft.definitions[id].item
    more = (item.covers, item.checks, item.aliases, item.tags, item.resources, item.formerly)
    if any(more) or item.priority != DEFAULT_PRIORITY or any(r.because for r in item.requires):
        return None
    level, category, before = next(
        (text_of(value_of(level.node, "id")), part.id, before)
        for level in draft.levels
        for part in level.categories
        for before, node in pairwise([None, *elements_of(part.node, "items")])
        if node is draft.definitions[id].node
    )
    words = [item.title, "--category", f"{level}/{category}", "--id", id, "--kind", item.kind]
    words += ["--after", text_of(name_of(before))] if before else []
    words += ["--hours", f"{item.hours:g}"] if item.hours is not None else []
    words += ["--summary", item.summary] if item.summary else []
    return [*words, *(word for need in item.requires for word in ("--requires", need.item))]


def _find_mentions(draft: Draft, id: str) -> Iterator[tuple[Source, Node]]:
    """Yield where the files of a draft name an item that they define, outside of the item."""
    names, own = (id, f"{draft.id}/{id}"), draft.definitions[id]
    for source in draft.sources:
        for _, node in walk(source.root):
            inside = source is own.source and own.node.start <= node.start < own.node.end
            if not inside and isinstance(node, MappingNode):
                listed = chain.from_iterable(elements_of(node, word) for word in _REFERRING)
                named = [name_of(each) for each in listed if not value_of(each, "id")]
                retired = [value for _, value in entries_of(node, "retired")]
                yield from ((source, each) for each in (*named, *retired) if text_of(each) in names)


def _find_own(draft: Draft, name: str) -> str:
    wanted = name.removeprefix(f"{draft.id}/").casefold()
    items = draft.definitions.items()
    found = [id for id in draft.definitions if id == wanted]
    found = found or [id for id, own in items if own.item.title.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    message = f"{draft.path} has no item “{clean(name)}” of its own; nothing was removed."
    advice = f"Its own items: {', '.join(draft.definitions) or 'none'}."
    raise DlrError("unknown-own-item", message, advice)


def _find_place(draft: Draft, base: Curriculum | None, place: str) -> str:
    """Return `level/category` of a category that the files or the base have."""
    own = (
        f"{level.model.id}/{part.id}"
        for level in draft.levels
        if level.model
        for part in level.categories
    )
    above = [location.name for location in base.categories] if base else []
    known = list(dict.fromkeys([*above, *own]))
    wanted = place.strip().casefold()
    found = [name for name in known if wanted in (name, name.partition("/")[2])]
    found = [wanted] if wanted in found else found
    if len(found) == 1:
        return found[0]
    near = found or [n for n in known if n.partition("/")[0] == wanted.partition("/")[0]] or known
    what = f"“{clean(place)}” is a category of {len(found)} levels" if found else (
        f"There is no category “{clean(place)}”"
    )  # fmt: skip
    advice = f"Specify one of these: {', '.join(near)}."
    raise DlrError("unknown-category", f"{what}; nothing was added.", advice)


def _editable(draft: Draft, category: PlacedCategory) -> tuple[Source, Steps]:
    if category.taken:
        message = f"{category.id} is taken in whole from {category.taken}; nothing was changed."
        raise DlrError("unfit-layout", message, "Choose another category.")
    return steps_to(draft, category)


def _find_after(category: PlacedCategory, after: str) -> int:
    names = [text_of(name_of(node)) for node in elements_of(category.node, "items")]
    wanted = after.casefold()
    for number, name in enumerate(names):
        if wanted in (name, name.rpartition("/")[2]):
            return number
    raise _unknown_after(after, names, category.id)


def _unknown_after(after: str, names: list[str], category: str) -> DlrError:
    message = f"The file has no item “{clean(after)}” in {category}; nothing was added."
    advice = f"Use --after with one of these: {', '.join(names)}." if names else "Omit --after."
    return DlrError("unknown-item", message, advice)


def _begin_category(draft: Draft, level: str, category: str, item: Mapping[str, object]) -> Source:
    """Let an overlay add to a category that only its base has had so far."""
    entry = {"id": category, "items": [item]}
    for number, placed in enumerate(draft.levels):
        if text_of(value_of(placed.node, "id")) == level:
            return append(draft.main, ("levels", number, "categories"), entry)
    return append(draft.main, ("levels",), {"id": level, "categories": [entry]})
