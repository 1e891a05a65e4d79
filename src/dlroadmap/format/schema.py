"""What a curriculum file of format 1 may say, as pydantic models."""

import re
from typing import Annotated, Any, Literal
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from dlroadmap.curriculum.model import (
    DEFAULT_PRIORITY,
    MOST_HOURS,
    Cost,
    Kind,
    Priority,
    ResourceType,
)
from dlroadmap.format.faults import FaultKind
from dlroadmap.text import MAX_ID, is_id, is_web_address

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
MAX_TITLE = 200
"""Characters of a title."""

COMPOSED = 4
"""So many code points at most become one; to compose a megabyte of marks takes hours."""

_RANGE = re.compile(r"(\d{1,3}(?:\.\d)?)\s*-\s*(\d{1,3}(?:\.\d)?)", re.ASCII)


def _fault(kind: FaultKind, **values: object) -> PydanticCustomError:
    """Return an error whose type is a kind of fault, with the values of that."""
    return PydanticCustomError(str(kind), "{value}", {"value": None, **values})


def is_reference(text: str) -> bool:
    """Return whether a text has the form of a reference: `id` or `home/id`."""
    return all(map(is_id, text.split("/", 1)))


def _check_id(value: object) -> str:
    if not isinstance(value, str):
        raise _fault(FaultKind.ID_NOT_TEXT, value=value)
    if len(value) > MAX_ID:
        raise _fault(FaultKind.ID_TOO_LONG)
    if not is_id(value):
        raise _fault(FaultKind.BAD_ID, value=value)
    return value


def _check_reference(value: object) -> str:
    if not isinstance(value, str):
        raise _fault(FaultKind.REFERENCE_NOT_TEXT)
    if not is_reference(value):
        raise _fault(FaultKind.BAD_REFERENCE, value=value)
    return value


def is_category_reference(text: str) -> bool:
    """Return whether a text names a category of another curriculum: `home/level/category`."""
    return text.count("/") == 2 and all(map(is_id, text.split("/")))


def _check_place(value: object) -> str:
    """Return the name of a category in its level: `level/category`."""
    if isinstance(value, str) and value.count("/") == 1 and is_reference(value):
        return value
    raise _fault(FaultKind.BAD_PLACE, value=value)


def _check_category(value: object) -> str:
    if isinstance(value, str) and "/" in value:
        if not is_category_reference(value):
            raise _fault(FaultKind.BAD_CATEGORY, value=value)
        return value
    return _check_id(value)


def _check_url(value: str) -> str:
    if not is_web_address(value):
        raise _fault(FaultKind.UNSAFE_ADDRESS)
    return value


def is_too_long(text: str) -> bool:
    """Return whether a text has more code points than a title may have, once it is composed."""
    if len(text) <= MAX_TITLE or len(text) > COMPOSED * MAX_TITLE:
        return len(text) > MAX_TITLE
    return len(normalize("NFC", text)) > MAX_TITLE


def _check_length(value: str) -> str:
    if is_too_long(value):
        raise PydanticKnownError("string_too_long", {"max_length": MAX_TITLE})
    return value


def _check_weeks(value: object) -> tuple[float, float]:
    ends: tuple[float, float] | None = None
    if isinstance(value, str) and (match := _RANGE.fullmatch(value)):
        ends = float(match[1]), float(match[2])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        ends = float(value), float(value)
    if ends is None or not 0 <= ends[0] <= ends[1] < 1000:
        raise _fault(FaultKind.BAD_WEEKS)
    return ends


def _check_effort(value: object) -> object:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 < value <= MOST_HOURS:  # type: ignore[operator]
        raise _fault(FaultKind.BAD_HOURS)
    return value


def _check_requirement(value: object) -> object:
    entries = {value: None} if isinstance(value, str) else value
    if isinstance(entries, dict) and len(entries) == 1:
        [(item, because)] = entries.items()
        if because is None or isinstance(because, str):
            return {"item": item, "because": because or ""}
    raise _fault(FaultKind.BAD_PREREQUISITE)


Id = Annotated[
    str,
    BeforeValidator(_check_id),
    WithJsonSchema({"type": "string", "pattern": f"^{ID}$", "maxLength": MAX_ID}),
]
Reference = Annotated[
    str,
    BeforeValidator(_check_reference),
    WithJsonSchema({"type": "string", "pattern": f"^({ID}/)?{ID}$", "maxLength": 2 * MAX_ID + 1}),
]
Place = Annotated[
    str,
    BeforeValidator(_check_place),
    WithJsonSchema({"type": "string", "pattern": f"^{ID}/{ID}$", "maxLength": 2 * MAX_ID + 1}),
]
CategoryReference = Annotated[
    str,
    BeforeValidator(_check_category),
    WithJsonSchema({"type": "string", "pattern": f"^({ID}/{ID}/)?{ID}$"}),
]
PROSE = object()
"""Marks what people read: the linter looks at every field that is marked so."""

Prose = Annotated[str, PROSE]
TITLE = object()
"""Marks what has at most as many characters as a title."""

Title = Annotated[
    str,
    Field(min_length=1, json_schema_extra={"maxLength": MAX_TITLE}),
    AfterValidator(_check_length),
    PROSE,
    TITLE,
]
Text = Annotated[str, Field(min_length=1), PROSE]
Url = Annotated[str, AfterValidator(_check_url), Field(json_schema_extra={"format": "uri"})]
Choose = Annotated[int, Field(ge=1)]
Weeks = Annotated[
    tuple[float, float],
    BeforeValidator(_check_weeks),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[0-9.]+\s*-\s*[0-9.]+$"}]}
    ),
]
Hours = Annotated[
    float | None,
    BeforeValidator(_check_effort),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": MOST_HOURS}),
]


_EMPTY: Any = ()
"""No list, so that all items share it: pydantic copies for each what cannot be hashed."""

_UNASKED: set[str] = set()


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    def model_post_init(self, _: object, /) -> None:
        """Let go which keys were there, as nobody asks: that takes more memory than the values."""
        object.__setattr__(self, "__pydantic_fields_set__", _UNASKED)


class SourceModel(_Strict):
    """A work that the curriculum is based on."""

    title: Title
    url: Url | None = None


class ResourceModel(_Strict):
    """Something to learn from."""

    title: Title
    url: Url
    type: ResourceType
    cost: Cost = "free"
    part: Prose = Field("", description="The relevant part, such as chapters 1 and 2.")


class RequirementModel(_Strict):
    """A prerequisite and its reason; a file writes `id` or `id: reason`."""

    item: Reference
    because: Prose = ""


Requirements = Annotated[
    list[Annotated[RequirementModel, BeforeValidator(_check_requirement)]],
    WithJsonSchema({
        "type": "array",
        "items": {
            "anyOf": [
                {"type": "string", "pattern": f"^({ID}/)?{ID}$"},
                {"type": "object", "minProperties": 1, "maxProperties": 1,
                 "propertyNames": {"pattern": f"^({ID}/)?{ID}$"},
                 "additionalProperties": {"type": ["string", "null"]}},
            ]
        },
    }),
]  # fmt: skip


class ItemModel(_Strict):
    """One thing to learn, make or reach."""

    id: Id = Field(description="Unique in the curriculum; progress is tied to it.")
    title: Title
    summary: Prose = Field(
        "", description="What it is and why it matters, in one or two sentences."
    )
    kind: Kind
    priority: Priority = DEFAULT_PRIORITY
    hours: Hours = Field(None, description="The hours that a typical learner needs, if known.")
    requires: Requirements = _EMPTY
    covers: list[Reference] = Field(
        _EMPTY, description="Items that learners practice with this one."
    )
    checks: list[Text] = Field(_EMPTY, description="What you can do when it is done.")
    aliases: list[Title] = Field(_EMPTY, description="Other names that a person might type.")
    tags: list[Title] = _EMPTY
    resources: list[ResourceModel] = _EMPTY
    formerly: list[Id] = Field(_EMPTY, description="Earlier ids of this item.")


def _form(value: Any) -> str:
    return "definition" if isinstance(value, dict | BaseModel) else "reference"


Entry = Annotated[
    Annotated[Reference, Tag("reference")] | Annotated[ItemModel, Tag("definition")],
    Discriminator(_form),
]


class _Part(_Strict):
    id: Id
    title: Title
    description: Prose = ""
    weeks: Weeks | None = None


class CategoryModel(_Part):
    """A themed group of items."""

    choose: Choose | None = Field(None, description="This many items are enough.")
    resources: list[ResourceModel] = _EMPTY
    items: list[Entry]


class AddedCategoryModel(CategoryModel):
    """A category in an overlay: a new one, or one of its base to add to."""

    title: Title = Field("", description="Required for a new category only.")
    items: list[Entry] = _EMPTY


CategoryEntry = Annotated[
    Annotated[CategoryReference, Tag("reference")] | Annotated[CategoryModel, Tag("definition")],
    Discriminator(_form),
]
AddedCategoryEntry = Annotated[
    Annotated[CategoryReference, Tag("reference")]
    | Annotated[AddedCategoryModel, Tag("definition")],
    Discriminator(_form),
]


class _Stage(_Part):
    choose: Choose | None = Field(None, description="This many categories are enough.")
    ready_when: list[Reference] = Field(
        _EMPTY, description="Items to finish before the next level."
    )


class LevelModel(_Stage):
    """A stage of a curriculum."""

    categories: list[CategoryEntry]


class AddedLevelModel(_Stage):
    """A level in an overlay: a new one, or one of its base to add to."""

    title: Title = Field("", description="Required for a new level only.")
    categories: list[AddedCategoryEntry] = _EMPTY


class _Head(_Strict):
    format: Literal[1]
    id: Id
    title: Title
    description: Prose = ""
    license: Prose = ""
    audience: Prose = Field("", description="Who it is for, in one line: “Take it if you …”.")
    sources: list[SourceModel] = _EMPTY
    assumes: list[Reference] = Field(_EMPTY, description="Items that learners already know.")
    hours_per_week: Annotated[float, Field(gt=0, le=168)] | None = None
    retired: dict[Id, Reference | None] = Field(
        {}, description="Former ids, each with its replacement or null."
    )


class CurriculumModel(_Head):
    """A curriculum, or the `curriculum.yaml` of a curriculum folder."""

    levels: list[LevelModel]


class HideModel(_Strict):
    """What an overlay hides of its base."""

    items: list[Reference] = _EMPTY
    levels: list[Id] = _EMPTY
    categories: list[Place] = Field(_EMPTY, description="As `level/category`.")


class ChangeModel(_Strict):
    """What an overlay changes in an item: single values are replaced, lists are added to."""

    hours: Hours = None
    priority: Priority | None = None
    requires: Requirements = _EMPTY
    checks: list[Text] = _EMPTY
    aliases: list[Title] = _EMPTY
    tags: list[Title] = _EMPTY
    resources: list[ResourceModel] = _EMPTY


OVERLAY_KEYS = {"extends", "hide", "change"}
"""The keys that only overlays have: with any of them a file is meant as one."""


class OverlayModel(_Head):
    """An overlay: another curriculum, with things added, changed and hidden."""

    extends: Id = Field(description="The id of the base, the curriculum to extend.")
    hide: HideModel | None = Field(None, description="What to hide of the base.")
    change: dict[Reference, ChangeModel] = Field({}, description="What to change, by item.")
    levels: list[AddedLevelModel] = Field(_EMPTY, description="What to add.")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a curriculum, overlay or category file, for editors."""
    from pydantic.json_schema import models_json_schema

    # A file does not say whether its category is one of an overlay, which needs no title.
    models: tuple[type[BaseModel], ...] = (CurriculumModel, OverlayModel, AddedCategoryModel)
    _, schema = models_json_schema(
        [(model, "validation") for model in models], title="dlr curriculum, format 1"
    )
    curriculum, overlay, category = ({"$ref": f"#/$defs/{m.__name__}"} for m in models)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "if": {"type": "object", "required": ["extends"]},
        "then": overlay,
        "else": {
            "if": {"type": "object", "anyOf": [{"required": [k]} for k in ("format", "levels")]},
            "then": curriculum,
            "else": category,
        },
    }
