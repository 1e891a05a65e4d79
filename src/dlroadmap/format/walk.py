"""Ways through the tree of a file."""

from collections.abc import Iterator

from dlroadmap.format.source import MappingNode, Node, Scalar, SequenceNode, Source


def scalars(root: Node | None) -> Iterator[Scalar]:
    """Yield every key and value that is no collection, in file order."""
    stack: list[Node] = [root] if root else []
    while stack:
        node = stack.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, SequenceNode):
            stack.extend(reversed(node.items))
        elif isinstance(node, MappingNode):
            for key, value in reversed(node.entries.values()):
                stack += (value, key)


def mappings(root: Node | None) -> Iterator[MappingNode]:
    """Yield every mapping, in file order."""
    stack: list[Node] = [root] if root else []
    while stack:
        node = stack.pop()
        if isinstance(node, MappingNode):
            yield node
            stack.extend(value for _, value in reversed(node.entries.values()))
        elif isinstance(node, SequenceNode):
            stack.extend(reversed(node.items))


def is_plain(source: Source, scalar: Scalar) -> bool:
    """Return whether a scalar stands in its file without quotes and without a block sign."""
    return scalar.end > scalar.start and source.text[scalar.start] not in "'\"|>"
