"""What names an item: where it has to go before the item can."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dlroadmap.curriculum.library import Library
from dlroadmap.format.assemble import assemble
from dlroadmap.format.compiling import DraftShelf
from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault
from dlroadmap.format.files import DISK
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

REFERRING = ("requires", "covers", "ready_when", "items", "assumes")
"""Keys whose lists name items."""


class Mention(NamedTuple):
    """A place where an item is named.

    `home` is the curriculum that names it, `owner` the item that does so, if one does; `key` is
    `requires` or `covers` of the owner, or the `hide` of an overlay.
    """

    source: Source
    node: Node
    home: str
    owner: str = ""
    key: str = ""

    @property
    def line(self) -> int:
        """The number of its line, from 1."""
        return self.source.position(self.node.start)[0]


def find_mentions(draft: Draft, id: str) -> Iterator[Mention]:
    """Yield where the files of a draft name an item that they define, outside of the item."""
    names, own = (id, f"{draft.id}/{id}"), draft.definitions[id]
    for source in draft.sources:
        for _, node in walk(source.root):
            inside = source is own.source and own.node.start <= node.start < own.node.end
            if not inside and isinstance(node, MappingNode):
                listed = chain.from_iterable(elements_of(node, word) for word in REFERRING)
                named = [name_of(each) for each in listed if not value_of(each, "id")]
                retired = [value for _, value in entries_of(node, "retired")]
                changed = [key for key, _ in entries_of(node, "change")]
                for each in (*named, *retired, *changed):
                    if text_of(each) in names:
                        yield _locate(draft, source, each)


def find_broken(
    main: Path, texts: Mapping[Path, str], others: Sequence[Path], library: Library
) -> Iterator[Mention]:
    """Yield what other curricula would name in vain if the files of one had these texts.

    That is what they have a new fault for, as they draw on the one of the main file.
    """
    written = DISK.over({path: text.encode() for path, text in texts.items()})
    after, before = DraftShelf(library, written), DraftShelf(library)
    for other in others:
        draft = after.load(other)
        if other.resolve() == main.resolve():
            continue
        then = assemble(draft, after.find)
        if any(home.path.resolve() == main.resolve() for home in then.homes.values()):
            known = Counter(map(_identify, assemble(before.load(other), before.find).all_faults))
            for fault in then.all_faults:
                known[_identify(fault)] -= 1
                if known[_identify(fault)] < 0:
                    owners = (one for one in then.drafts if fault.source in one.sources)
                    node = fault.node or Node(fault.start, fault.end)
                    yield _locate(next(owners, draft), fault.source, node)


def _identify(fault: Fault) -> tuple[object, ...]:
    return fault.kind, fault.source.path, fault.source.text[fault.start : fault.end]


def _locate(draft: Draft, source: Source, node: Node) -> Mention:
    """Return what a node of a draft is part of."""

    def holds(whole: Node | None) -> bool:
        return whole is not None and whole.start <= node.start < whole.end

    for id, own in draft.definitions.items():
        if own.source is source and holds(own.node):
            keys = (key for key in ("requires", "covers") if holds(value_of(own.node, key)))
            return Mention(source, node, draft.id, id, next(keys, ""))
    is_hide = source is draft.main and holds(value_of(source.root, "hide"))
    return Mention(source, node, draft.id, key="hide" if is_hide else "")
