"""What an imported curriculum says itself, where the record of its import is lost."""

from pathlib import Path

from dlroadmap.authoring.planting.addresses import identify
from dlroadmap.authoring.planting.kept import Kept, KeptItem
from dlroadmap.format.draft import load
from dlroadmap.format.schema import ItemModel
from dlroadmap.text import clean


def recover(main: Path) -> Kept:
    """Return ids, titles, addresses and places of a curriculum's items, and its retired ids."""
    draft = load(main)
    items = []
    for level in draft.levels:
        for part in level.categories:
            path = (
                clean(level.model.title) if level.model else "",
                clean(part.model.title) if part.model else "",
            )
            items += [
                KeptItem(
                    item.id,
                    clean(item.title),
                    tuple(item.formerly),
                    urls=tuple(dict.fromkeys(identify(one.url) for one in item.resources)),
                    path=path,
                )
                for _, item in part.entries
                if isinstance(item, ItemModel)
            ]
    known = {id for item in items for id in (item.id, *item.formerly)}
    retired = draft.model.retired if draft.model else {}
    # Their titles are lost, so that only their ids are spared.
    items += [KeptItem(id, "", gone=True) for id in retired if id not in known]
    return Kept("", "", tuple(items), by_place=True)
