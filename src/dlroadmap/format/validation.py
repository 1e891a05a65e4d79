"""Holds trees against the schema; pydantic's errors become faults at the right node."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.fields import model_at
from dlroadmap.format.nodes import MappingNode, Node, Scalar, SequenceNode, to_data
from dlroadmap.format.source import Source
from dlroadmap.likeness import find_near

Model = TypeVar("Model", bound=BaseModel)

Way = tuple[int | str, ...]
"""Pydantic's path. It also names branches of unions and keys that are missing."""

Keys = Callable[[MappingNode], Mapping[str, Scalar]]
"""Returns the keys of a mapping, which are nodes only here."""


def validate(
    source: Source, node: Node, model: type[Model]
) -> tuple[Model | None, Iterable[Fault]]:
    """Return a tree as a model; None, and what does not fit, where anything does not.

    The faults are made when they are looked at.
    """
    try:
        return model.model_validate(to_data(node)), ()
    except ValidationError as error:
        return None, _faults(source, node, model, error)


def nearest(name: str, names: Sequence[str]) -> str:
    """Return the name that is most like another, empty if none is like it."""
    return next(iter(find_near(name, names)), "")


def _faults(
    source: Source, root: Node, model: type[BaseModel], failure: ValidationError
) -> Iterator[Fault]:
    errors = failure.errors(include_url=False)
    meant = {
        error["loc"]: nearest(
            str(error["loc"][-1]), sorted(model_at(model, error["loc"][:-1]).model_fields)
        )
        for error in errors
        if error["type"] == "extra_forbidden"
    }
    keys = cache(MappingNode.keys)
    misspelled = Counter((*way[:-1], word) for way, word in meant.items())
    for error in errors:
        way = error["loc"]
        if way in meant:
            twice = misspelled[*way[:-1], meant[way]] > 1
            yield from _unknown_key(source, root, way, meant[way], twice, keys)
        # A key that is missing because it was misspelled is one fault, not two.
        elif error["type"] != "missing" or way not in misspelled:
            yield from _fault(source, root, error)


def _unknown_key(
    source: Source, root: Node, way: Way, meant: str, twice: bool, keys: Keys
) -> list[Fault]:
    """Return the fault of a key that the format does not know.

    `free` is whether the key that was probably meant could take its place: it is not there, and
    not `twice` the one that is meant.
    """
    holder, _ = _find(root, way[:-1])
    known = keys(holder) if isinstance(holder, MappingNode) else {}
    key = known.get(str(way[-1]))
    free = key is not None and meant not in known
    values = {"key": way[-1], "nearest": meant, "free": free and not twice}
    return faults_at(FaultKind.UNKNOWN_KEY, source, key or holder, **values)


def _fault(source: Source, root: Node, error: ErrorDetails) -> list[Fault]:
    node, name = _find(root, error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        if node.refused:
            return []
        if isinstance(node, MappingNode):
            node = node.first_key() or node
        return faults_at(FaultKind.MISSING_KEY, source, node, key=error["loc"][-1])
    if kind == "string_too_long":
        return faults_at(FaultKind.TOO_LONG, source, node, name=name, most=context["max_length"])
    if kind == FaultKind.BAD_PREREQUISITE and (reason := _lone_value(node)):
        return faults_at(FaultKind.REASON_NOT_TEXT, source, reason)
    if kind in set(FaultKind):
        return faults_at(FaultKind(kind), source, node, **{"name": name, **context})
    values = {"type": kind, "context": context, "message": error["msg"]}
    return faults_at(FaultKind.WRONG_TYPE, source, node, name=name, **values)


def _lone_value(node: Node) -> Scalar | None:
    """Return the number, true or false that stands where the reason of a prerequisite should."""
    values = [*node.values.values()] if isinstance(node, MappingNode) else []
    match values:
        case [Scalar(is_unquoted=True) as value]:
            return value
    return None


def _find(root: Node, way: Way) -> tuple[Node, str]:
    """Follow a way as far as the file has it: the value, the last word."""
    node, name = root, ""
    for step in way:
        if isinstance(step, int) and isinstance(node, SequenceNode) and step < len(node.items):
            node = node.items[step]
        elif isinstance(step, str) and isinstance(node, MappingNode) and step in node.values:
            node, name = node.values[step], step
    return node, name
