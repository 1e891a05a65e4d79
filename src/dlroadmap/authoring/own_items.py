"""Adds an item to a curriculum or an overlay, changes its values, and removes one."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from dlroadmap.authoring.overlays import Replaced, replace
from dlroadmap.authoring.patching import Steps, append, put, remove, saved_text
from dlroadmap.authoring.places import find_category, steps_to
from dlroadmap.authoring.values import Verbatim
from dlroadmap.curriculum.model import DEFAULT_PRIORITY, Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import Draft, PlacedCategory
from dlroadmap.format.nodes import (
    elements_of,
    name_of,
    text_of,
    value_of,
)
from dlroadmap.format.source import Source
from dlroadmap.likeness import find_near
from dlroadmap.text import clean

NONE = "none"
"""The word for a field that an item does not have."""

_BEFORE_VALUES = ("id", "title", "kind", "summary")
"""What hours and priority of an item come behind."""


def add_item(
    draft: Draft,
    base: Curriculum | None,
    place: str,
    item: Mapping[str, object],
    after: str | None = None,
    known: Sequence[str] = (),
) -> tuple[str, Path, str]:
    """Return the category that takes an item in, its file, and the text of that with the item.

    In an overlay it may be a category of the base alone; `known` are the keys that the id means
    there already. Raises DlrError where there is no such category, or the id is taken.
    """
    _check_free(draft, str(item["id"]), known)
    level, category = _find_place(draft, base, place).split("/")
    if placed := find_category(draft, level, category):
        source, steps = _editable(draft, placed)
        number = None if after is None else _find_after(draft, placed, after, level)
        edited = append(source, (*steps, "items"), item, number)
    else:
        if after is not None:
            raise _unknown_after(draft, after, [], f"{level}/{category}")
        edited = _begin_category(draft, level, category, item)
    return f"{level}/{category}", edited.path, saved_text(edited)


def _check_free(draft: Draft, id: str, known: Sequence[str]) -> None:
    """Refuse the id of an item that is there: a line that names that would mean the new one."""
    if id in draft.definitions:
        known = [f"{draft.id}/{id}"]
    if known:
        home, _, today = known[0].partition("/")
        former = "" if today == id else f"; it is now “{today}”"
        message = f"{clean(home)} already has an item “{id}”{former}; nothing was added."
        raise DlrError("exists", message, "Specify another id: --id ID")


def change_item(
    draft: Draft, id: str, wanted: Mapping[str, Verbatim | str]
) -> tuple[Path, str, list[Replaced]]:
    """Return the file that defines an item, its text with other values, and what they replace.

    `none` stands for no value at all.
    """
    definition = draft.definitions[id]
    source, steps = _steps_to_item(draft, id)
    unset = {"hours": None, "priority": DEFAULT_PRIORITY}
    found = []
    for field, value in wanted.items():
        node = value_of(definition.node, field)
        replaced = replace(definition.source, node, field, value, unset[field], NONE)
        if replaced.is_new and value == NONE:
            source = remove(source, (*steps, field))
        elif replaced.is_new:
            source = put(source, (*steps, field), value, behind=_BEFORE_VALUES)
        found.append(replaced)
    return source.path, saved_text(source), found


def remove_item(draft: Draft, id: str) -> tuple[Path, str]:
    """Return the file that defines an item, and its text without the item."""
    source, steps = _steps_to_item(draft, id)
    edited = remove(source, steps)
    return edited.path, saved_text(edited)


def _steps_to_item(draft: Draft, id: str) -> tuple[Source, Steps]:
    """Return the file that defines an item, and the steps to it."""
    return next(
        (*_editable(draft, part)[:1], (*_editable(draft, part)[1], "items", number))
        for level in draft.levels
        for part in level.categories
        for number, node in enumerate(elements_of(part.node, "items"))
        if node is draft.definitions[id].node
    )


def spell_out(draft: Draft, id: str) -> list[str] | None:
    """Return the words of a call that would add an item of a draft again; None if none could."""
    item = draft.definitions[id].item
    more = (item.covers, item.checks, item.aliases, item.tags, item.resources, item.formerly)
    if any(more) or any(requirement.because for requirement in item.requires):
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
    words += ["--priority", item.priority] if item.priority != DEFAULT_PRIORITY else []
    words += ["--summary", item.summary] if item.summary else []
    return [*words, *(word for need in item.requires for word in ("--requires", need.item))]


def find_own(draft: Draft, name: str) -> str:
    """Return the id of an item that a draft defines, by its id, key or title."""
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
    """Return `level/category` of a category that the files or the base have, by name or title."""
    own = {
        f"{level.model.id}/{part.id}": getattr(part.model, "title", "")
        for level in draft.levels
        if level.model
        for part in level.categories
    }
    above = {at.name: at.category.title for at in base.categories} if base else {}
    titles = {name: (title or above.get(name, "")).casefold() for name, title in own.items()}
    titles = {name: title.casefold() for name, title in above.items()} | titles
    wanted = " ".join(place.casefold().split())
    found = [name for name in titles if wanted in (name, name.partition("/")[2])]
    found = [wanted] if wanted in found else found
    found = found or [name for name, title in titles.items() if title == wanted]
    if len(found) == 1:
        return found[0]
    words = {word: n for n, title in titles.items() for word in (n, n.partition("/")[2], title)}
    close = list(dict.fromkeys(words[word] for word in find_near(wanted, words)))
    level = [name for name in titles if name.partition("/")[0] == wanted.partition("/")[0]]
    near = found or close or level or list(titles)
    what = f"“{clean(place)}” is a category of {len(found)} levels" if found else (
        f"Unknown category “{clean(place)}”"
    )  # fmt: skip
    advice = f"Specify one of these: {', '.join(near)}."
    raise DlrError("unknown-category", f"{what}; nothing was added.", advice)


def _editable(draft: Draft, category: PlacedCategory) -> tuple[Source, Steps]:
    if category.taken:
        message = f"{category.id} is taken in from {category.taken}; nothing was changed."
        raise DlrError("unfit-layout", message, "Specify another category: --category LEVEL/ID")
    return steps_to(draft, category)


def _find_after(draft: Draft, category: PlacedCategory, after: str, level: str) -> int:
    names = [text_of(name_of(node)) for node in elements_of(category.node, "items")]
    wanted = after.casefold()
    for number, name in enumerate(names):
        if wanted in (name, name.rpartition("/")[2]):
            return number
    raise _unknown_after(draft, after, names, f"{level}/{category.id}")


def _unknown_after(draft: Draft, after: str, names: list[str], place: str) -> DlrError:
    own = "" if draft.extends is None else " of your own"
    message = f"No item “{clean(after)}”{own} in {place}; nothing was added."
    known = f"Items{own} in {place}: {', '.join(names) or 'none'}."
    return DlrError("unknown-item", message, f"{known} Without --after the item comes last.")


def _begin_category(draft: Draft, level: str, category: str, item: Mapping[str, object]) -> Source:
    """Let an overlay add to a category that only its base has had so far."""
    entry = {"id": category, "items": [item]}
    for number, placed in enumerate(draft.levels):
        if text_of(value_of(placed.node, "id")) == level:
            return append(draft.main, ("levels", number, "categories"), entry)
    return append(draft.main, ("levels",), {"id": level, "categories": [entry]})
