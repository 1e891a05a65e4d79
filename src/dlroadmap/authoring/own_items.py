"""Adds an item to a curriculum or an overlay, and removes one."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from dlroadmap.authoring.patching import Steps, append, remove, text_of
from dlroadmap.authoring.places import find_category, steps_to
from dlroadmap.curriculum.model import DEFAULT_PRIORITY, Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import Draft, PlacedCategory
from dlroadmap.format.nodes import elements_of, name_of, value_of
from dlroadmap.format.nodes import text_of as words_of
from dlroadmap.format.source import Source
from dlroadmap.text import clean


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
    return f"{level}/{category}", edited.path, text_of(edited)


def remove_item(draft: Draft, name: str) -> tuple[str, Path, str]:
    """Return the id of an item that a file defines, the file, and its text without the item.

    Raises DlrError where there is no such item, or another one builds on it.
    """
    id = _find_own(draft, name)
    for needy in find_dependents(draft, f"{draft.id}/{id}"):
        message = f"“{needy}” of {draft.path} builds on “{id}”; nothing was removed."
        raise DlrError("in-use", message, "Remove that first.")
    for level in draft.levels:
        for category in level.categories:
            items = elements_of(category.node, "items")
            for number, node in enumerate(items):
                if node is draft.definitions[id].node:
                    source, steps = _editable(draft, category)
                    edited = remove(source, (*steps, "items", number))
                    return id, edited.path, text_of(edited)
    raise AssertionError(id)


def spell_out(draft: Draft, id: str) -> list[str] | None:
    """Return the words of a call that would add an item of a draft again; None if none could."""
    item = draft.definitions[id].item
    more = (item.covers, item.checks, item.aliases, item.tags, item.resources, item.formerly)
    if any(more) or item.priority != DEFAULT_PRIORITY or any(r.because for r in item.requires):
        return None
    level, category, before = next(
        (words_of(value_of(level.node, "id")), part.id, before)
        for level in draft.levels
        for part in level.categories
        for before, node in pairwise([None, *elements_of(part.node, "items")])
        if node is draft.definitions[id].node
    )
    words = [item.title, "--category", f"{level}/{category}", "--id", id, "--kind", item.kind]
    words += ["--after", words_of(name_of(before))] if before else []
    words += ["--hours", f"{item.hours:g}"] if item.hours is not None else []
    words += ["--summary", item.summary] if item.summary else []
    return [*words, *(word for need in item.requires for word in ("--requires", need.item))]


def find_dependents(draft: Draft, key: str) -> Iterator[str]:
    """Yield the ids of items of a draft that require or cover an item."""
    names = (key, key.removeprefix(f"{draft.id}/"))
    for id, definition in draft.definitions.items():
        required = (requirement.item for requirement in definition.item.requires)
        if any(name in names for name in (*required, *definition.item.covers)):
            yield id


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
    names = [words_of(name_of(node)) for node in elements_of(category.node, "items")]
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
        if words_of(value_of(placed.node, "id")) == level:
            return append(draft.main, ("levels", number, "categories"), entry)
    return append(draft.main, ("levels",), {"id": level, "categories": [entry]})
