"""What the schema says of its fields, for those who walk the trees of files."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from dlroadmap.format.nodes import MappingNode, Node, Scalar, SequenceNode, value_of
from dlroadmap.format.schema import PROSE, CategoryModel, CurriculumModel, RequirementModel


@cache
def part_models() -> dict[str, type[BaseModel]]:
    """Return the model of what stands in a list, by the key of the list.

    Prerequisites are left out: a file writes them in a short form of their own.
    """
    found: dict[str, type[BaseModel]] = {}
    queue: list[type[BaseModel]] = [CurriculumModel]
    for model in queue:
        for key, field in model.model_fields.items():
            for part in _models_in(field.annotation):
                if key not in found and part is not RequirementModel:
                    found[key] = part
                    queue.append(part)
    return found


def model_at(model: type[BaseModel], way: tuple[int | str, ...]) -> type[BaseModel]:
    """Return the model of what lies at a path of pydantic."""
    parts = part_models()
    for step in way:
        model = parts.get(str(step), model)
    return model


@cache
def prose_keys() -> list[str]:
    """Return the keys of texts that people read, and of lists of such texts."""
    found: dict[str, None] = {}
    models: list[type[BaseModel]] = [CurriculumModel, *part_models().values()]
    for model in models:
        for key, field in model.model_fields.items():
            inner = (getattr(arg, "__metadata__", ()) for arg in get_args(field.annotation))
            if any(PROSE in metadata for metadata in (field.metadata, *inner)):
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
        is_curriculum = {"format", "levels"} & root.values.keys()
        yield from _records(CurriculumModel if is_curriculum else CategoryModel, root)


def _records(
    model: type[BaseModel], record: MappingNode
) -> Iterator[tuple[type[BaseModel], MappingNode]]:
    yield model, record
    for key, part in part_models().items():
        listed = record.values.get(key)
        if isinstance(listed, SequenceNode):
            for element in listed.items:
                if isinstance(element, MappingNode):
                    yield from _records(part, element)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation of a field names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
