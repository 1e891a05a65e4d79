"""What the schema says of its fields, for those who walk the trees of files."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from dlroadmap.format.nodes import MappingNode, Node, Scalar, elements_of
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
def prose_keys(model: type[BaseModel]) -> tuple[list[str], list[str]]:
    """Return the keys of texts that people read, and those of lists of such texts."""
    fields = model.model_fields.items()
    texts = [key for key, field in fields if PROSE in field.metadata]
    lists = [
        key
        for key, field in fields
        if any(PROSE in getattr(arg, "__metadata__", ()) for arg in get_args(field.annotation))
    ]
    return texts, lists


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
    if not isinstance(root, MappingNode) or _is_foreign(root):
        return
    is_category = "items" in root.entries and "levels" not in root.entries
    main: type[BaseModel] = CategoryModel if is_category else CurriculumModel
    stack = [(main, root)]
    parts = part_models()
    while stack:
        model, record = stack.pop()
        yield model, record
        below = [
            (part, element)
            for key, part in parts.items()
            if key in model.model_fields
            for element in elements_of(record, key)
            if isinstance(element, MappingNode)
        ]
        stack.extend(reversed(below))


def _is_foreign(root: MappingNode) -> bool:
    version = root.get("format")
    return isinstance(version, Scalar) and (version.value != 1 or isinstance(version.value, bool))


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation of a field names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
