"""From the models of the schema to the data of the program: fields of one name are copied."""

from typing import TypeVar

from pydantic import BaseModel

from dlroadmap.curriculum.model import Resource
from dlroadmap.format.schema import ResourceModel

T = TypeVar("T")


def make(kind: type[T], model: BaseModel, **resolved: object) -> T:
    """Return a dataclass: what was resolved, and what the schema has under its fields' names."""
    names = kind.__annotations__.keys() & type(model).model_fields.keys()
    copied = {name: plain(getattr(model, name)) for name in names - resolved.keys()}
    return kind(**copied, **resolved)


def plain(value: object) -> object:
    """Return a value of a model as plain data, lists as tuples."""
    if isinstance(value, ResourceModel):
        return make(Resource, value)
    return tuple(map(plain, value)) if isinstance(value, list) else value


def whole(hours: float | None) -> float | None:
    """Return hours without a fraction as an integer, which JSON and people read better."""
    return int(hours) if hours is not None and hours == int(hours) else hours
