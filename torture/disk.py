"""A strict file system: nothing lasts that was not synced, and anything that was not may last.

The operations of a process are replayed up to a moment at which the power fails. What a file holds
lasts by an `fsync` of that file; a name in a folder (made, renamed, removed) by an `fsync` of that
folder. Of everything else any part may have reached the disk, in any order: writes are torn into
sectors of 512 bytes, each of which is there or not; a file that grew may show chance bytes where
it was not written. A rename is one step: it is there as a whole or not at all.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

SECTOR = 512


@dataclass(eq=False)
class Node:
    """A file with its bytes, or a folder with its entries, as they lay on the disk at the start."""

    folder: bool
    content: bytes = b""
    entries: dict[str, "Node"] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Write:
    """Bytes at an offset of a file."""

    node: Node
    offset: int
    data: bytes


@dataclass(frozen=True, eq=False)
class Cut:
    """A new length of a file."""

    node: Node
    length: int


@dataclass(frozen=True, eq=False)
class Enter:
    """Names in folders: each leads to a node from now on, or to none. One step."""

    names: tuple[tuple[Node, str, Node | None], ...]


@dataclass(frozen=True, eq=False)
class Sync:
    """All that was done to a node lasts."""

    node: Node


@dataclass(frozen=True, eq=False)
class Said:
    """A word that the process said."""

    word: str


Operation = Write | Cut | Enter | Sync | Said


def read(folder: Path) -> Node:
    """Return what lies on a real disk."""
    if folder.is_dir():
        return Node(True, entries={path.name: read(path) for path in sorted(folder.iterdir())})
    return Node(False, folder.read_bytes())


Keep = Callable[[], bool]
"""Decides for each thing that may be lost whether it is kept."""


def lasting(operations: Sequence[Operation]) -> list[bool]:
    """Return for each operation whether it lasts by the syncs after it."""
    synced: set[int] = set()
    found = []
    for operation in reversed(operations):
        if isinstance(operation, Sync):
            synced.add(id(operation.node))
        touched: list[Node] = []
        if isinstance(operation, Write | Cut):
            touched = [operation.node]
        elif isinstance(operation, Enter):
            touched = [folder for folder, _, _ in operation.names]
        found.append(all(id(node) in synced for node in touched))
    return found[::-1]


@dataclass
class Failure:
    """How chance falls when the power fails."""

    keep_entry: Keep
    keep_data: Keep
    dice: random.Random
    garbage: bool

    def leave(self, root: Node, operations: Sequence[Operation], target: Path) -> None:
        """Write down what the disk holds after the operations, as one such failure leaves it."""
        contents: dict[int, bytearray] = {}
        entries: dict[int, dict[str, Node]] = {}
        for operation, lasts in zip(operations, lasting(operations), strict=True):
            if isinstance(operation, Enter):
                if lasts or self.keep_entry():
                    for folder, name, node in operation.names:
                        held = entries.setdefault(id(folder), dict(folder.entries))
                        if node:
                            held[name] = node
                        else:
                            held.pop(name, None)
            elif isinstance(operation, Write | Cut):
                node = operation.node
                content = contents.setdefault(id(node), bytearray(node.content))
                if isinstance(operation, Write):
                    self._write(content, operation, lasts)
                elif lasts or self.keep_data():
                    del content[operation.length :]
                    content.extend(bytes(operation.length - len(content)))
        _write_down(root, contents, entries, target)

    def _write(self, content: bytearray, write: Write, lasts: bool) -> None:
        """Put bytes into a file, sector by sector unless they last."""
        start, end = write.offset, write.offset + len(write.data)
        edges = [start, *range(start - start % SECTOR + SECTOR, end, SECTOR), end]
        if lasts:
            edges = [start, end]
        for here, there in pairwise(edges):
            data = write.data[here - start : there - start]
            if not (lasts or self.keep_data()):
                if not self.garbage or there <= len(content):
                    continue
                data = self.dice.randbytes(there - max(here, len(content)))
                here = max(here, len(content))
            content.extend(bytes(max(0, here - len(content))))
            content[here:there] = data


def _write_down(
    node: Node, contents: dict[int, bytearray], entries: dict[int, dict[str, Node]], target: Path
) -> None:
    if not node.folder:
        target.write_bytes(contents.get(id(node), node.content))
        return
    target.mkdir(mode=0o700)
    for name, inner in entries.get(id(node), node.entries).items():
        _write_down(inner, contents, entries, target / name)


def draw_failure(dice: random.Random) -> Failure:
    """Draw how much is kept: all, nothing or about half of the names, and so of the bytes."""
    names, data = dice.choice((0.0, 0.1, 0.5, 0.9, 1.0)), dice.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    return Failure(
        lambda: dice.random() < names, lambda: dice.random() < data, dice, dice.random() < 0.3
    )
