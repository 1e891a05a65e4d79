"""Pydantic's errors as findings: the right rule, the right place, words for a person."""

from collections.abc import Sequence as Seq
from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dlroadmap.curriculum import schema
from dlroadmap.curriculum.source import Mapping, Node, Scalar, Sequence, Source, plain
from dlroadmap.diagnostics import RULES

Model = TypeVar("Model", bound=BaseModel)

_KEYS = sorted({
    name
    for model in vars(schema).values()
    if isinstance(model, type) and issubclass(model, BaseModel)
    for name in model.model_fields
})  # fmt: skip

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
    # A key that is missing because it was misspelt is one fault, not two.
    unknown = [fault["loc"] for fault in faults if fault["type"] == "extra_forbidden"]
    misspelt = {(*way, nearest(str(word), _KEYS)) for *way, word in unknown}
    for fault in faults:
        if fault["type"] != "missing" or fault["loc"] not in misspelt:
            _report(source, node, fault)
    return None


def salvage(node: Node, model: type[Model]) -> Model | None:
    """Return a part of what has faults as a model, if that part has none; nothing is told."""
    try:
        return model.model_validate(plain(node))
    except ValidationError:
        return None


def did_you_mean(name: str, names: Seq[str]) -> str:
    """Return `; did you mean …?` with the nearest name, or nothing."""
    near = nearest(name, names)
    return f"; did you mean `{near}`?" if near else ""


def nearest(name: str, names: Seq[str]) -> str:
    """Return the name that is most like another, empty if none is like it."""
    return next(iter(get_close_matches(name, names, n=1, cutoff=0.7)), "")


def _report(source: Source, root: Node, fault: ErrorDetails) -> None:
    key, node, name = _find(root, fault["loc"])
    kind = fault["type"]
    if kind == "extra_forbidden":
        word = str(fault["loc"][-1])
        message = f"unknown key `{word}`{did_you_mean(word, _KEYS)}"
        source.report_at("S101", key or node, message)
    elif kind == "missing":
        if not node.refused:
            message = f"key `{fault['loc'][-1]}` is missing"
            source.report_at("S102", _first_key(node) or node, message)
    elif kind in RULES:
        source.report_at(kind, node, fault["msg"])
    else:
        template = _WORDS.get(kind)
        words = template.format_map(fault.get("ctx", {})) if template else fault["msg"]
        message = f"`{name}` {words}" if name else f"this {words}"
        if kind == "literal_error" and isinstance(node, Scalar) and isinstance(node.value, str):
            expected = str(fault["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
            message += did_you_mean(node.value, expected.split(", "))
        source.report_at(_LIMITS.get(kind, "S103"), node, message)


def _first_key(node: Node) -> Scalar | None:
    if not isinstance(node, Mapping):
        return None
    return next((key for key, _ in node.entries.values()), None)


def _find(root: Node, way: tuple[int | str, ...]) -> tuple[Scalar | None, Node, str]:
    """Follow pydantic's path as far as the file has it: the key, the value, the last word.

    The path also names the branches of unions and keys that are missing; those stand nowhere.
    """
    key, node, name = None, root, ""
    for step in way:
        if isinstance(step, int) and isinstance(node, Sequence) and step < len(node.items):
            key, node = None, node.items[step]
        elif isinstance(step, str) and isinstance(node, Mapping) and step in node.entries:
            key, node = node.entries[step]
            name = step
    return key, node, name
