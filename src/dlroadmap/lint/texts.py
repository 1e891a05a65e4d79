"""What a file says to people: the texts in it, and the characters that escapes stand for."""

import re
from collections.abc import Iterator

from dlroadmap.format.fields import prose_keys, records
from dlroadmap.format.nodes import MappingNode, Node, Scalar, SequenceNode, elements_of, scalars
from dlroadmap.format.source import Source

_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.ASCII | re.DOTALL
)
_SIGNS = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def texts(root: Node | None) -> Iterator[tuple[str, Scalar, str]]:
    """Yield every text that is meant for people to read: its key in the schema, node and value."""
    for key, node in _prose(root):
        if isinstance(node, Scalar) and isinstance(node.value, str):
            yield key, node, node.value


def _prose(root: Node | None) -> Iterator[tuple[str, Node]]:
    for _, record in records(root):
        for key in prose_keys():
            node = record.values.get(key)
            if isinstance(node, SequenceNode):
                yield from ((key, element) for element in node.items)
            elif node:
                yield key, node
        for element in elements_of(record, "requires"):
            if isinstance(element, MappingNode):
                yield from (("because", reason) for reason in element.values.values())


def escapes(source: Source) -> Iterator[tuple[Scalar, tuple[int, int], str]]:
    """Yield each escape in double quotes: its scalar, where it stands, and what it stands for.

    Left out are characters and line ends that a backslash only takes the meaning from.
    """
    text = source.text
    if "\\" not in text:
        return
    for scalar in scalars(source.root):
        if scalar.end > scalar.start and text[scalar.start] == '"':
            for match in _ESCAPE.finditer(text, scalar.start, scalar.end):
                digits = match[1] or match[2] or match[3]
                sign = chr(int(digits, 16)) if digits else _SIGNS.get(match[4])
                if sign:
                    yield scalar, match.span(), sign


def find_words(source: Source, scalar: Scalar, words: str) -> tuple[int, int]:
    """Return where words of a text stand in the file; all of it if they are written apart."""
    start = source.text.find(words, scalar.start, scalar.end)
    return (start, start + len(words)) if start >= 0 else (scalar.start, scalar.end)
