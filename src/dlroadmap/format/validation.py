"""Pydantic's errors as findings: the right rule, the right place, words for a person."""

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dlroadmap.diagnostics import RULES, Edit, Fix
from dlroadmap.format.schema import (
    CategoryModel,
    ItemModel,
    LevelModel,
    ResourceModel,
    SourceModel,
    is_id,
)
from dlroadmap.format.source import MappingNode, Node, Scalar, SequenceNode, Source, plain
from dlroadmap.lint.edits import quote

Model = TypeVar("Model", bound=BaseModel)

_PARTS: dict[object, type[BaseModel]] = {
    "levels": LevelModel,
    "categories": CategoryModel,
    "items": ItemModel,
    "resources": ResourceModel,
    "sources": SourceModel,
}
"""What stands in the lists that hold mappings."""

_WORDS = {
    "string_type": "must be text; write it in quotes",
    "string_too_short": "must not be empty",
    "string_too_long": "is longer than {max_length} characters",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "model_attributes_type": "must be a mapping",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
}
_LIMITS = {"string_too_long": "Y005"}


def validate(source: Source, node: Node, model: type[Model]) -> Model | None:
    """Return the tree as a model; what does not fit becomes findings, and None is returned."""
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        faults = error.errors(include_url=False)
    meant = {
        fault["loc"]: nearest(str(fault["loc"][-1]), _keys(model, fault["loc"][:-1]))
        for fault in faults
        if fault["type"] == "extra_forbidden"
    }
    misspelt = Counter((*loc[:-1], word) for loc, word in meant.items())
    for fault in faults:
        loc = fault["loc"]
        if loc in meant:
            _report_unknown(source, node, loc, meant[loc], misspelt[*loc[:-1], meant[loc]] > 1)
        # A key that is missing because it was misspelt is one fault, not two.
        elif fault["type"] != "missing" or loc not in misspelt:
            _report(source, node, fault)
    return None


def salvage(node: Node, model: type[Model]) -> Model | None:
    """Return a part of what has faults as a model, if that part has none; nothing is told."""
    try:
        return model.model_validate(plain(node))
    except ValidationError:
        return None


def did_you_mean(name: str, names: Sequence[str]) -> str:
    """Return `; did you mean …?` with the nearest name, or nothing."""
    near = nearest(name, names)
    return f"; did you mean `{near}`?" if near else ""


def nearest(name: str, names: Sequence[str]) -> str:
    """Return the name that is most like another, empty if none is like it."""
    return next(iter(get_close_matches(name, names, n=1, cutoff=0.7)), "")


def _keys(model: type[BaseModel], way: Sequence[int | str]) -> list[str]:
    """Return the keys that a mapping may have, by the way that leads to it."""
    for step in way:
        model = _PARTS.get(step, model)
    return sorted(model.model_fields)


def _report_unknown(
    source: Source, root: Node, loc: tuple[int | str, ...], meant: str, twice: bool
) -> None:
    """Report a key that the format does not know; `twice` if another one there means the same."""
    key, node, _ = _find(root, loc)
    _, holder, _ = _find(root, loc[:-1])
    hint = f"; did you mean `{meant}`?" if meant else ""
    taken = twice or not isinstance(holder, MappingNode) or meant in holder.entries
    fix = _renamed(source, key, meant) if key and meant and not taken else None
    source.report_at("S101", key or node, f"unknown key `{loc[-1]}`{hint}", fix)


def _renamed(source: Source, key: Scalar, name: str) -> Fix | None:
    """Return the fix that writes another key in place of one, in the quotes that it has."""
    written = source.text[key.start : key.end]
    if written[:1] in ("'", '"'):
        name = f"{written[0]}{name}{written[0]}"
    elif written != key.value:
        return None
    return Fix((Edit(key.start, key.end, name),), safe=False)


def _is_unquoted(node: Node) -> bool:
    """Return whether this is a number, true or false: text, had it been put in quotes."""
    return isinstance(node, Scalar) and isinstance(node.value, bool | int | float)


def _quoted_id(source: Source, node: Node) -> Fix | None:
    fit = is_id(source.text[node.start : node.end])
    return quote(source, node) if fit and isinstance(node, Scalar) else None


def _lone_value(node: Node) -> Scalar | None:
    """Return the number, true or false that stands where the reason of a prerequisite should."""
    if not isinstance(node, MappingNode) or len(node.entries) != 1:
        return None
    [(_, value)] = node.entries.values()
    return value if isinstance(value, Scalar) and _is_unquoted(value) else None


def _report(source: Source, root: Node, fault: ErrorDetails) -> None:
    _, node, name = _find(root, fault["loc"])
    kind = fault["type"]
    if kind == "missing":
        if not node.refused:
            message = f"key `{fault['loc'][-1]}` is missing"
            source.report_at("S102", _first_key(node) or node, message)
    elif kind == "S103" and name == "requires" and (reason := _lone_value(node)):
        message = "the reason must be text; write it in quotes"
        source.report_at(kind, reason, message, quote(source, reason))
    elif kind in RULES:
        fix = _quoted_id(source, node) if kind == "S103" and name in ("id", "formerly") else None
        source.report_at(kind, node, fault["msg"], fix)
    else:
        template = _WORDS.get(kind)
        words = template.format_map(fault.get("ctx", {})) if template else fault["msg"]
        message = f"`{name}` {words}" if name else f"this {words}"
        if kind == "literal_error" and isinstance(node, Scalar) and isinstance(node.value, str):
            expected = str(fault["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
            message += did_you_mean(node.value, expected.split(", "))
        unquoted = kind == "string_type" and _is_unquoted(node)
        fix = quote(source, node) if unquoted and isinstance(node, Scalar) else None
        source.report_at(_LIMITS.get(kind, "S103"), node, message, fix)


def _first_key(node: Node) -> Scalar | None:
    if not isinstance(node, MappingNode):
        return None
    return next((key for key, _ in node.entries.values()), None)


def _find(root: Node, way: tuple[int | str, ...]) -> tuple[Scalar | None, Node, str]:
    """Follow pydantic's path as far as the file has it: the key, the value, the last word.

    The path also names the branches of unions and keys that are missing; those stand nowhere.
    """
    key, node, name = None, root, ""
    for step in way:
        if isinstance(step, int) and isinstance(node, SequenceNode) and step < len(node.items):
            key, node = None, node.items[step]
        elif isinstance(step, str) and isinstance(node, MappingNode) and step in node.entries:
            key, node = node.entries[step]
            name = step
    return key, node, name
