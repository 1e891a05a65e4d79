"""Changes of a text by words, lines and depths, where a change of bytes would seldom get far."""

import re
from collections.abc import Callable, Sequence
from random import Random

_PIECE = re.compile(rb"[\w-]+|\s+|[^\w\s]", re.ASCII)


def mutate(data: bytes, most: int, words: Sequence[bytes], chance: Random) -> bytes:
    """Return the data after one to four changes, at most so many bytes of it."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_WAYS)(data, words, chance)
    return data[:most]


def _insert(data: bytes, words: Sequence[bytes], chance: Random) -> bytes:
    at = chance.choice([0, len(data), *(match.end() for match in _PIECE.finditer(data))])
    return data[:at] + chance.choice(words) + data[at:]


def _replace(data: bytes, words: Sequence[bytes], chance: Random) -> bytes:
    start, end = _pick(data, chance)
    return data[:start] + chance.choice(words) + data[end:]


def _copy(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Put a piece of the data in the place of another."""
    (start, end), (first, last) = _pick(data, chance), _pick(data, chance)
    return data[:first] + data[start:end] + data[last:]


def _repeat(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    start, end = _pick(data, chance)
    return data[:start] + data[start:end] * chance.choice((2, 3, 50, 500)) + data[end:]


def _move_lines(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Remove some lines, and mostly put them elsewhere, sometimes both."""
    lines = data.splitlines(keepends=True)
    start = chance.randint(0, len(lines))
    block = lines[start : start + chance.randint(1, 4)]
    if chance.random() < 0.6:
        del lines[start : start + len(block)]
    at = chance.randint(0, len(lines))
    lines[at:at] = block if chance.random() < 0.7 else []
    return b"".join(lines)


def _indent(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    start = chance.randint(0, len(lines))
    depth = chance.choice((-4, -2, -1, 1, 2, 4))
    for index in range(start, min(start + chance.randint(1, 4), len(lines))):
        lines[index] = b" " * depth + lines[index] if depth > 0 else lines[index][-depth:]
    return b"".join(lines)


def _pick(data: bytes, chance: Random) -> tuple[int, int]:
    spans = [match.span() for match in _PIECE.finditer(data)]
    return chance.choice(spans) if spans else (0, len(data))


_WAYS: Sequence[Callable[[bytes, Sequence[bytes], Random], bytes]] = (
    *(_insert, _insert, _replace, _replace, _copy, _repeat, _move_lines, _move_lines, _indent),
)
