"""What the schema says of its fields, for those who walk the trees of files."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from dlroadmap.format.nodes import MappingNode, Node, Scalar, SequenceNode, value_of
from dlroadmap.format.schema import (
    OVERLAY_KEYS,
    PROSE,
    TITLE,
    CategoryModel,
    CurriculumModel,
    OverlayModel,
    RequirementModel,
)


@cache
def parts_of(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return the models of what a model holds, by the key under which it does.

    Prerequisites are left out: a file writes them in a short form of their own.
    """
    return {
        key: part
        for key, field in model.model_fields.items()
        for part in _models_in(field.annotation)
        if part is not RequirementModel
    }


@cache
def every_model() -> list[type[BaseModel]]:
    """Return the models of all mappings that files may hold, but of prerequisites."""
    found: dict[type[BaseModel], None] = {CurriculumModel: None, OverlayModel: None}
    queue = list(found)
    for model in queue:
        fresh = [part for part in parts_of(model).values() if part not in found]
        found.update(dict.fromkeys(fresh))
        queue += fresh
    return list(found)


def model_at(model: type[BaseModel], way: tuple[int | str, ...]) -> type[BaseModel]:
    """Return the model of what lies at a path of pydantic."""
    named = False
    for step in way:
        # Behind a mapping by names comes a name, which may look like a key.
        if not named:
            named = step in _maps_of(model)
            model = parts_of(model).get(str(step), model)
        else:
            named = False
    return model


def prose_keys() -> list[str]:
    """Return the keys of texts that people read, and of lists of such texts."""
    return _keys_with(PROSE)


def title_keys() -> list[str]:
    """Return the keys of texts that are as short as titles, and of lists of such texts."""
    return _keys_with(TITLE)


@cache
def _keys_with(mark: object) -> list[str]:
    found: dict[str, None] = {}
    for model in every_model():
        for key, field in model.model_fields.items():
            inner = (getattr(arg, "__metadata__", ()) for arg in get_args(field.annotation))
            if any(mark in metadata for metadata in (field.metadata, *inner)):
                found[key] = None
    return list(found)


@cache
def container_keys(model: type[BaseModel]) -> dict[str, bool]:
    """Return the keys of lists and of mappings, and whether each must be there."""
    return {
        key: field.is_required()
        for key, field in model.model_fields.items()
        if get_origin(field.annotation) in (list, dict)
    }


def records(root: Node | None) -> Iterator[tuple[type[BaseModel], MappingNode]]:
    """Yield every mapping of a file that the format knows, with its model.

    A file in another format has none.
    """
    version = value_of(root, "format")
    foreign = isinstance(version, Scalar) and (version.value is True or version.value != 1)
    if isinstance(root, MappingNode) and not foreign:
        yield from _records(model_of(root), root)


def model_of(root: MappingNode) -> type[BaseModel]:
    """Return the model that a whole file should fit."""
    if OVERLAY_KEYS & root.values.keys():
        return OverlayModel
    return CurriculumModel if {"format", "levels"} & root.values.keys() else CategoryModel


def _records(
    model: type[BaseModel], record: MappingNode
) -> Iterator[tuple[type[BaseModel], MappingNode]]:
    yield model, record
    for key, part in parts_of(model).items():
        for element in _elements(record.values.get(key), key in _maps_of(model)):
            yield from _records(part, element)


def _elements(node: Node | None, is_map: bool) -> Iterator[MappingNode]:
    """Yield the mappings that stand in a list, under the keys of a mapping, or alone."""
    inner: Iterable[Node | None] = [node]
    if isinstance(node, SequenceNode):
        inner = node.items
    elif isinstance(node, MappingNode) and is_map:
        inner = node.values.values()
    return (each for each in inner if isinstance(each, MappingNode))


@cache
def _maps_of(model: type[BaseModel]) -> set[str]:
    """Return the keys under which a model holds others by names of their own."""
    fields = model.model_fields.items()
    return {key for key, field in fields if get_origin(field.annotation) is dict}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation of a field names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
