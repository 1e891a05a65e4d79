"""The JSON Schema for editors: it accepts what the loader accepts, and refuses what it refuses."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from curriculum.making import assembly, category, curriculum, item, main_file, write
from dlroadmap.format.nodes import to_data
from dlroadmap.format.schema import CategoryModel, CurriculumModel, json_schema
from dlroadmap.format.source import read
from dlroadmap.paths import bundled

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "number": (int, float), "integer": (int,), "object": (dict,),
    "array": (list,), "null": (type(None),), "boolean": (bool,),
}  # fmt: skip
SILENT = {"$defs", "$schema", "title", "description", "default", "format", "discriminator"}


def errors(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    """Yield what a value breaks: the keywords of JSON Schema that ours uses, and no others."""
    for word, want in schema.items():
        if word in ("then", "else", "additionalProperties") or word in SILENT:
            continue
        if word == "$ref":
            yield from errors(value, root["$defs"][want.removeprefix("#/$defs/")], root)
        elif word == "type":
            names = want if isinstance(want, list) else [want]
            fits = isinstance(value, tuple(chain.from_iterable(TYPES[name] for name in names)))
            if not fits or (isinstance(value, bool) and "boolean" not in names):
                yield f"{value!r} is no {want}"
        elif word in ("anyOf", "oneOf"):
            fit = sum(not list(errors(value, part, root)) for part in want)
            if fit == 0 or (word == "oneOf" and fit > 1):
                yield f"{value!r} fits {fit} of {word}"
        elif word == "if":
            branch = "else" if list(errors(value, want, root)) else "then"
            yield from errors(value, schema.get(branch, {}), root)
        elif word in ("const", "enum"):
            if value not in (want if word == "enum" else [want]):
                yield f"{value!r} is not {want}"
        elif isinstance(value, str) and word in ("pattern", "minLength", "maxLength"):
            if word == "pattern" and not re.search(want, value):
                yield f"{value!r} does not match {want}"
            if (word == "minLength" and len(value) < want) or (
                word == "maxLength" and len(value) > want
            ):
                yield f"{value!r} is of the wrong length"
        elif isinstance(value, int | float) and word in LIMITS:
            if not LIMITS[word](value, want):
                yield f"{value} breaks {word} {want}"
        elif isinstance(value, list) and word == "items":
            for element in value:
                yield from errors(element, want, root)
        elif isinstance(value, dict) and word in OBJECT_WORDS:
            yield from object_errors(value, word, schema, root)
        elif word not in {*LIMITS, *OBJECT_WORDS, "items", "pattern", "minLength", "maxLength"}:
            raise NotImplementedError(word)
    if isinstance(value, dict) and "additionalProperties" in schema:
        extra = schema["additionalProperties"]
        patterns = "|".join(schema.get("patternProperties", {"(?!)": True}))
        for key in value.keys() - schema.get("properties", {}).keys():
            if re.search(patterns, key):
                continue
            yield from [f"unknown {key}"] if extra is False else errors(value[key], extra, root)


LIMITS = {
    "minimum": lambda value, limit: value >= limit,
    "maximum": lambda value, limit: value <= limit,
    "exclusiveMinimum": lambda value, limit: value > limit,
}
OBJECT_WORDS = (
    "properties",
    "patternProperties",
    "required",
    "minProperties",
    "maxProperties",
    "propertyNames",
)


def object_errors(
    value: dict[str, Any], word: str, schema: dict[str, Any], root: dict[str, Any]
) -> Iterator[str]:
    want = schema[word]
    if word == "properties":
        for key in want.keys() & value.keys():
            yield from errors(value[key], want[key], root)
    elif word == "patternProperties":
        for pattern, part in want.items():
            for key in filter(re.compile(pattern).search, value):
                yield from errors(value[key], part, root)
    elif word == "required":
        yield from (f"{key} is missing" for key in want if key not in value)
    elif word == "propertyNames":
        for key in value:
            yield from errors(key, want, root)
    elif (word == "minProperties" and len(value) < want) or (
        word == "maxProperties" and len(value) > want
    ):
        yield f"{len(value)} properties"


def accepted(value: object) -> bool:
    schema = json_schema()
    return not list(errors(value, schema, schema))


def test_every_reference_resolves() -> None:
    """The schema names its dialect, and every `$ref` in it leads to a definition in it."""
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    references = set(re.findall(r"'\$ref': '([^']+)'", str(schema)))
    assert references == {f"#/$defs/{name}" for name in schema["$defs"]}


@pytest.mark.parametrize("model", [CurriculumModel, CategoryModel])
def test_every_key_is_described(model: type[CurriculumModel | CategoryModel]) -> None:
    """The schema knows the very keys that the loader knows, and which of them are required."""
    part = json_schema()["$defs"][model.__name__]
    assert part["properties"].keys() == model.model_fields.keys()
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    assert set(part["required"]) == required
    assert part["additionalProperties"] is False


@pytest.mark.parametrize(
    "path", sorted(bundled().rglob("*.yaml")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_bundled_files_fit(path: Path) -> None:
    """Every file of the bundled curricula is accepted."""
    root = read(path).root
    assert root is not None
    schema = json_schema()
    assert list(errors(to_data(root), schema, schema)) == []


GOOD = {
    "one file": curriculum(item("a", "hours: 0.5"), "other/b", "a"),
    "a folder": main_file("one: [a, b]", head="retired: {a: b, c: ~, d: x/y}"),
    "a category": category("a", item("a1"), more="choose: 1\nweeks: 3"),
    "prerequisites": curriculum(item("a", "requires:", "  - b", "  - c: why", "  - x/d: ~")),
    "weeks": curriculum(item("a"), level="weeks: 12-18"),
    "weeks with a decimal": curriculum(item("a"), level="weeks: 0.5"),
    "weeks with spaces": curriculum(item("a"), level="weeks: 12 - 18"),
}
BAD = {
    "another format": main_file("one: [a]").replace("format: 1", "format: 2"),
    "no levels": "format: 1\nid: home\ntitle: T\n",
    "an unknown key": main_file("one: [a]", head="colour: red"),
    "an unknown key of an item": curriculum(item("a", "colour: red")),
    "no kind": curriculum("id: a\ntitle: A"),
    "a bad id": curriculum("id: A b\ntitle: A\nkind: concept"),
    "a long id": curriculum(f"id: {'a' * 65}\ntitle: A\nkind: concept"),
    "a bad reference": curriculum("a/b/c"),
    "many hours": curriculum(item("a", "hours: 10001")),
    "choose nought": category("a", item("a1"), more="choose: 0"),
    "an unknown kind": curriculum("id: a\ntitle: A\nkind: idea"),
    "a prerequisite of two": curriculum(item("a", "requires:", "  - {b: why, c: why}")),
    "a long title": curriculum(f"id: a\ntitle: {'x' * 201}\nkind: concept"),
    "an endless week": curriculum(item("a"), head="hours_per_week: 169"),
    "a list": "- a\n",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_what_the_loader_accepts(text: str) -> None:
    """What a curriculum file may say is accepted in the editor too."""
    assert accepted(yaml.safe_load(text))


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_what_the_loader_refuses(tmp_path: Path, text: str) -> None:
    """What the loader refuses in one file is refused in the editor too."""
    write(tmp_path, {"home.yaml": text})
    assert assembly(tmp_path / "home.yaml").draft.broken
    assert not accepted(yaml.safe_load(text))
