"""The tree of a file: values that know where they stand, and the ways through it."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dlroadmap.text import clean


@dataclass(slots=True, eq=False)
class Node:
    """A value and where it stands: offsets into the text, in code points, end exclusive."""

    start: int
    end: int
    refused: bool = field(default=False, kw_only=True)
    """Whether reading has found fault with it, so that nothing more is said of it."""


@dataclass(slots=True, eq=False)
class Scalar(Node):
    """Text, a number, true, false or null."""

    value: object

    @property
    def is_unquoted(self) -> bool:
        """Whether this is a number, true or false: text, had it been put in quotes."""
        return isinstance(self.value, bool | int | float)


@dataclass(slots=True, eq=False)
class SequenceNode(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class MappingNode(Node):
    """Keys and values in file order; of two equal keys the first is kept.

    Keys are nodes only while somebody looks at them: they are half of a file, and mostly fine.
    """

    values: dict[str, Node] = field(default_factory=dict)
    places: "array[int]" = field(default_factory=lambda: array("I"))
    """Where each key starts and ends, one after the other."""

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        return self.values.get(key)

    def entries(self) -> Iterator[tuple[Scalar, Node]]:
        """Yield the keys, each as a node, with their values."""
        ends = iter(self.places)
        for (key, value), start, end in zip(self.values.items(), ends, ends, strict=True):
            yield Scalar(start, end, key), value

    def first_key(self) -> Scalar | None:
        """Return the first key as a node, or None."""
        start, end = self.places[:2] or (0, 0)
        return next((Scalar(start, end, word) for word in self.values), None)

    def keys(self) -> dict[str, Scalar]:
        """Return the keys as nodes, by their words."""
        return {word: key for word, (key, _) in zip(self.values, self.entries(), strict=True)}


def value_of(node: Node | None, key: str) -> Node | None:
    """Return the value of a key; None if there is none, or no mapping."""
    return node.values.get(key) if isinstance(node, MappingNode) else None


def elements_of(node: Node | None, key: str) -> list[Node]:
    """Return what stands in the list under a key; nothing if there is no list."""
    value = value_of(node, key)
    return value.items if isinstance(value, SequenceNode) else []


def entries_of(node: Node | None, key: str) -> Iterable[tuple[Scalar, Node]]:
    """Return the keys and values of the mapping under a key; nothing if there is no mapping."""
    value = value_of(node, key)
    return value.entries() if isinstance(value, MappingNode) else ()


def text_of(node: Node | None) -> str:
    """Return the text that a scalar holds; nothing for any other node."""
    value = node.value if isinstance(node, Scalar) else None
    return value if isinstance(value, str) else ""


def name_of(element: Node) -> Node:
    """Return the node that names an element of a list: itself, its id, or its first key."""
    if isinstance(element, MappingNode):
        return element.get("id") or element.first_key() or element
    return element


def to_data(node: Node) -> object:
    """Return the tree as dicts, lists and scalars, its text cleaned."""
    if isinstance(node, MappingNode):
        return {key: to_data(value) for key, value in node.values.items()}
    if isinstance(node, SequenceNode):
        return [to_data(item) for item in node.items]
    value = node.value if isinstance(node, Scalar) else None
    return clean(value) if isinstance(value, str) else value


def walk(root: Node | None) -> Iterator[tuple[int, Node]]:
    """Yield every node, keys among them, in file order, and how deep it stands."""
    stack: list[tuple[int, Node]] = [(0, root)] if root else []
    while stack:
        depth, node = stack.pop()
        yield depth, node
        if isinstance(node, SequenceNode):
            stack.extend((depth + 1, item) for item in reversed(node.items))
        elif isinstance(node, MappingNode):
            for key, value in reversed(list(node.entries())):
                stack += ((depth + 1, value), (depth + 1, key))


def scalars(root: Node | None) -> Iterator[Scalar]:
    """Yield every key and value that is no collection, in file order."""
    return (node for _, node in walk(root) if isinstance(node, Scalar))
