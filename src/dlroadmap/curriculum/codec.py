"""A curriculum as JSON, and back.

A class of the model is the list of its fields in order, so that what is added to it needs no word
here, as long as it is a text, a number, another such class, or a tuple of such; a mapping
only of plain values.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from functools import cache, partial
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin

from dlroadmap.curriculum.model import KINDS, Category, Curriculum, Level

T = TypeVar("T")
Reader = Callable[[Any], Any]


def encode(value: object) -> str:
    """Return a value as JSON."""
    return json.dumps(value, default=_as_row, ensure_ascii=False)


def decode(kind: Callable[..., T], row: list[Any]) -> T:
    """Return what of the model JSON holds; its row is used up."""
    for index, read in _readers(kind):
        row[index] = read(row[index])
    return kind(*row)


def encode_outline(curriculum: Curriculum) -> str:
    """Return all of a curriculum but its items as JSON.

    Every key stands in it once, elsewhere are indices: so it is read faster, and a key is one
    object wherever it is looked up.
    """
    index = {key: number for number, key in enumerate(curriculum.hours)}
    levels = _with_items(curriculum.levels, index.__getitem__)
    rest = replace(curriculum, levels=levels, hours={}, requires={}, kinds={}, items={})
    requires = [[index[other] for other in curriculum.requires.get(key, ())] for key in index]
    kinds = [KINDS.index(curriculum.kinds[key]) for key in index]
    return encode([rest, list(index), list(curriculum.hours.values()), requires, kinds])


def decode_outline(text: str) -> Curriculum:
    """Return the curriculum that JSON holds, without items."""
    row, keys, hours, requires, kinds = json.loads(text)
    curriculum = decode(Curriculum, row)
    pairs = zip(keys, requires, strict=True)
    return replace(
        curriculum,
        levels=_with_items(curriculum.levels, keys.__getitem__),
        hours=dict(zip(keys, hours, strict=True)),
        requires={key: [keys[index] for index in indices] for key, indices in pairs if indices},
        kinds=dict(zip(keys, map(KINDS.__getitem__, kinds), strict=True)),
    )


def _with_items(levels: Iterable[Level], convert: Callable[[str], Any]) -> tuple[Level, ...]:
    """Return levels whose categories hold something else for each item."""

    def converted(part: Category) -> Category:
        return part._replace(items=tuple(map(convert, part.items)))

    return tuple(
        level._replace(categories=tuple(map(converted, level.categories))) for level in levels
    )


def _as_row(value: Any) -> list[Any] | dict[Any, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    return [getattr(value, field.name) for field in fields(value)]


@cache
def _readers(kind: Any) -> list[tuple[int, Reader]]:
    """Return the indices of the fields that JSON has in another form, and how each is read."""
    readers = ((index, _reader(type)) for index, type in enumerate(kind.__annotations__.values()))
    return [(index, read) for index, read in readers if read]


def _reader(kind: Any) -> Reader | None:
    """Return what makes a value of a type from JSON; None where JSON has it as it is."""
    if isinstance(kind, UnionType):
        some = next(filter(None, map(_reader, get_args(kind))), None)
        return (lambda value: None if value is None else some(value)) if some else None
    if get_origin(kind) is tuple:
        each = _reader(get_args(kind)[0])
        return (lambda values: tuple(map(each, values))) if each else tuple
    is_row = isinstance(kind, type) and bool(getattr(kind, "__annotations__", None))
    return partial(decode, kind) if is_row else None
