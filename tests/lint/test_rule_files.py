"""What holds of all rules: where they come from, and what they speak of."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import dlroadmap.lint.rules
from curriculum.making import curriculum, item
from dlroadmap.format.faults import FaultKind
from dlroadmap.format.fields import every_model
from dlroadmap.format.files import Files
from dlroadmap.format.schema import RequirementModel
from dlroadmap.format.source import read
from dlroadmap.lint.rules import RULES
from dlroadmap.lint.texts import texts

FILES = sorted(Path(dlroadmap.lint.rules.__path__[0]).glob("[a-z]*.py"))

MODELS = [RequirementModel, *every_model()]


def test_a_rule_is_one_file() -> None:
    """Every file of the folder is a rule that is named after it and needs no line elsewhere."""
    names = [f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES.values()]
    assert sorted(names) == [path.stem for path in FILES]


def test_every_rule_has_something_to_say() -> None:
    """A rule has words for faults that reading meets, or a check: none is a page alone."""
    for rule in RULES.values():
        checks = (rule.file, rule.curriculum, rule.comments, rule.base)
        assert rule.faults or any(checks), rule.code


def test_every_fault_has_one_rule() -> None:
    """Whatever reading can meet is told by one rule, and by no second one."""
    mapped = [kind for rule in RULES.values() for kind in rule.faults]
    assert sorted(mapped) == sorted(FaultKind)


def text_fields(model: type[BaseModel]) -> Iterator[str]:
    """Yield the keys of free text by the JSON Schema: no form, no choice, no address."""
    properties: dict[str, dict[str, Any]] = model.model_json_schema()["properties"]
    for key, field in properties.items():
        kinds = [field, field.get("items", {}), *field.get("anyOf", ())]
        for kind in kinds:
            if kind.get("type") == "string" and not {"pattern", "format", "enum"} & kind.keys():
                yield key


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_text_is_linted(model: type[BaseModel]) -> None:
    """What people read is looked at by the linter, whichever field of the schema it stands in."""
    head = "description: D\nlicense: L\naudience: A\nsources: [{title: ST}]"
    more = "description: D"
    every = (
        "summary: S\nchecks: [C]\naliases: [A]\ntags: [T]\n"
        "requires: [b: B]\nresources: [{title: RT, url: 'https://x.org', type: book, part: P}]"
    )
    text = curriculum(item("a", every), item("b"), head=head, level=more, category=more)
    path = Path("home.yaml")
    seen = {word for word, *_ in texts(read(path, Files({path: text.encode()})).root)}
    assert set(text_fields(model)) <= seen
