"""What a file says to people: the texts in it, and the characters that escapes stand for."""

import re
from collections.abc import Iterator

from dlroadmap.format.resolve import elements
from dlroadmap.format.source import MappingNode, Node, Scalar, Source
from dlroadmap.format.walk import scalars

_PARTS = ("sources", "levels", "categories", "items", "resources")
_TEXTS = ("title", "summary", "description", "license")
_LISTS = ("checks", "aliases", "tags")

_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.ASCII | re.DOTALL
)
_SIGNS = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def records(root: Node | None) -> Iterator[tuple[str, MappingNode]]:
    """Yield every mapping that the format knows, with the name of the list that it stands in.

    A file in another format has none.
    """
    if not isinstance(root, MappingNode) or _is_foreign(root):
        return
    stack = [("", root)]
    while stack:
        word, record = stack.pop()
        yield word, record
        below = [
            (part, element)
            for part in _PARTS
            for element in elements(record, part)
            if isinstance(element, MappingNode)
        ]
        stack.extend(reversed(below))


def texts(root: Node | None) -> Iterator[tuple[str, Scalar]]:
    """Yield every value that is meant for people to read, with its key; `because` for a reason."""
    for _, record in records(root):
        for word in _TEXTS:
            value = record.get(word)
            if isinstance(value, Scalar):
                yield word, value
        for word in _LISTS:
            for element in elements(record, word):
                if isinstance(element, Scalar):
                    yield word, element
        for element in elements(record, "requires"):
            for _, reason in element.entries.values() if isinstance(element, MappingNode) else ():
                if isinstance(reason, Scalar):
                    yield "because", reason


def escapes(source: Source) -> Iterator[tuple[Scalar, int, int, str]]:
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
                    yield scalar, match.start(), match.end(), sign


def place_of(source: Source, scalar: Scalar, words: str) -> tuple[int, int]:
    """Return where words of a text stand in the file; its whole place if they are written apart."""
    start = source.text.find(words, scalar.start, scalar.end)
    return (start, start + len(words)) if start >= 0 else (scalar.start, scalar.end)


def _is_foreign(root: MappingNode) -> bool:
    version = root.get("format")
    return isinstance(version, Scalar) and (version.value != 1 or isinstance(version.value, bool))
