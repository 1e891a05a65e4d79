"""Ids of items that were listed before, and of those that are new."""

from collections.abc import Sequence
from typing import NamedTuple

from dlroadmap.authoring.planting.ids import choose_ids, suggest_id
from dlroadmap.authoring.planting.kept import Kept, KeptItem
from dlroadmap.authoring.planting.matching import match_items


class Renamed(NamedTuple):
    """An item whose title changed, so that it was taken for the one before; ids may be equal."""

    before: str
    after: str
    was: str
    now: str


class Identified(NamedTuple):
    """Items with their ids and former ids, those that are gone, and what became of titles.

    `was` are by item the states that their boxes had before.
    """

    items: list[KeptItem]
    gone: list[KeptItem]
    matched: int
    new: list[str]
    renamed: list[Renamed]
    was: list[str]


def identify(
    listed: Sequence[KeptItem], kept: Kept | None, around: Sequence[Sequence[str]]
) -> Identified:
    """Return what is listed with its ids: of what was listed before the one that it had.

    Where the title suggests another id than it did, the item takes that one, unless any other
    item ever had it. `around` are the titles of what each stands in, the nearest first.
    """
    before = kept.items if kept else ()
    ever = kept.ids if kept else set()
    pairs = match_items(before, listed)
    given, formers = [""] * len(listed), [()] * len(listed)  # type: list[str], list[tuple[str, ...]]
    for number, index in sorted(pairs.items()):
        old = before[index]
        given[number], formers[number] = _keep_id(old, listed[number].title, ever)
        ever.add(given[number])
    titles, sources = [item.title for item in listed], [item.source for item in listed]
    ids = choose_ids(titles, around, given, ever, sources)
    items = [
        item._replace(id=id, formerly=former)
        for item, id, former in zip(listed, ids, formers, strict=True)
    ]
    used = set(pairs.values())
    return Identified(
        items,
        [old._replace(gone=True) for n, old in enumerate(before) if n not in used],
        len(pairs),
        [item.id for n, item in enumerate(items) if n not in pairs],
        [
            Renamed(before[index].id, items[n].id, before[index].title, items[n].title)
            for n, index in sorted(pairs.items())
            if before[index].id != items[n].id or before[index].title != items[n].title
        ],
        [before[pairs[n]].state if n in pairs else "" for n in range(len(items))],
    )


def _keep_id(old: KeptItem, title: str, ever: set[str]) -> tuple[str, tuple[str, ...]]:
    """Return the id of an item that was listed before, and its former ones."""
    wanted = suggest_id(title)
    others = ever - {*old.formerly} if wanted in old.formerly else ever
    if not wanted or wanted == suggest_id(old.title) or wanted in others:
        return old.id, old.formerly
    return wanted, tuple(id for id in (*old.formerly, old.id) if id != wanted)
