"""The bundled curriculum: whole, in order, and fit to be learnt from."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from curriculum.making import assembly
from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import Curriculum, Item, Resource
from dlroadmap.lint.engine import lint
from dlroadmap.lint.settings import find_settings
from dlroadmap.paths import bundled
from dlroadmap.text import clean, is_web_address

LEVELS = ["entry", "intermediate", "advanced", "expert"]


@pytest.fixture(scope="module")
def field() -> Curriculum:
    result = assembly(bundled() / "deep-learning/curriculum.yaml").curriculum
    assert result is not None
    return result


@pytest.fixture(scope="module")
def items(field: Curriculum) -> list[Item]:
    return [field.items[key] for key in field.locations]


def level_of(field: Curriculum, key: str) -> int:
    return LEVELS.index(field.locations[key][0].id)


def resources(field: Curriculum) -> Iterator[Resource]:
    for item in field.items.values():
        yield from item.resources
    for level in field.levels:
        for category in level.categories:
            yield from category.resources


def test_no_finding() -> None:
    """Nothing is wrong with any bundled file, and every one of them is read."""
    result = lint([bundled()], Library([bundled()]), find_settings(bundled()))
    assert result.findings == []
    assert result.unreadable == []
    assert result.files == len(list(Path(bundled()).rglob("*.yaml")))
    assert 600 <= result.items <= 800


def test_four_levels(field: Curriculum) -> None:
    """The field has four levels, in order, and none of their categories is empty."""
    assert [level.id for level in field.levels] == LEVELS
    assert all(category.items for level in field.levels for category in level.categories)


def test_every_level_is_gated(field: Curriculum) -> None:
    """Every level says what must be done before the next, in items of its own."""
    for level in field.levels:
        assert level.ready_when
        assert {field.locations[key][0].id for key in level.ready_when} == {level.id}
        assert any(field.items[key].kind == "milestone" for key in level.ready_when)


def test_every_item_says_what_it_is(items: list[Item]) -> None:
    """Every item has a summary, a kind, a priority and an effort."""
    for item in items:
        assert 30 <= len(item.summary) <= 300, item.key
        assert item.kind, item.key
        assert item.priority in ("essential", "important", "useful"), item.key
        assert item.hours is not None, item.key
        assert 0 < item.hours <= 400, item.key


def test_every_item_is_an_own_one(field: Curriculum) -> None:
    """All items are defined here and placed, and all that they need is placed too."""
    assert set(field.items) == set(field.locations)
    assert {item.home for item in field.items.values()} == {"deep-learning"}


def test_titles_and_aliases_are_apart(items: list[Item]) -> None:
    """No two items bear one title, and no word names two items as an alias."""
    titles = [item.title.casefold() for item in items]
    assert len(titles) == len(set(titles))
    aliases = [alias.casefold() for item in items for alias in set(item.aliases)]
    assert sorted(aliases) == sorted(set(aliases))


def test_every_prerequisite_has_a_reason(items: list[Item]) -> None:
    """No prerequisite is stated without its why."""
    for item in items:
        for requirement in item.requires:
            assert len(requirement.because) >= 10, (item.key, requirement.key)


def test_no_prerequisite_on_a_later_level(field: Curriculum, items: list[Item]) -> None:
    """What an item requires stands on the same level or an earlier one."""
    for item in items:
        for requirement in item.requires:
            assert level_of(field, requirement.key) <= level_of(field, item.key), item.key


def test_there_are_edges_enough(items: list[Item]) -> None:
    """There is at least one edge an item, and at most one item in ten has none at all."""
    edges = [(item.key, requirement.key) for item in items for requirement in item.requires]
    assert len(edges) >= len(items)
    touched = {key for edge in edges for key in edge}
    assert sum(item.key not in touched for item in items) * 10 <= len(items)


def test_no_edge_that_another_path_implies(field: Curriculum, items: list[Item]) -> None:
    """No prerequisite is stated that follows from the other ones."""
    for item in items:
        for direct in field.requires.get(item.key, ()):
            others = [key for key in field.requires[item.key] if key != direct]
            behind: set[str] = set()
            while others:
                key = others.pop()
                if key not in behind:
                    behind.add(key)
                    others.extend(field.requires.get(key, ()))
            assert direct not in behind, (item.key, direct)


def test_projects_practice_something(items: list[Item]) -> None:
    """Nine projects in ten cover other items."""
    projects = [item for item in items if item.kind == "project"]
    assert projects
    assert sum(bool(item.covers) for item in projects) * 10 >= len(projects) * 9


def test_covers_are_not_ahead(field: Curriculum, items: list[Item]) -> None:
    """What ticking an item offers to tick stands on no later level, and is not itself."""
    for item in items:
        for key in item.covers:
            assert key != item.key
            assert level_of(field, key) <= level_of(field, item.key), (item.key, key)


def test_checks_where_something_can_be_shown(items: list[Item]) -> None:
    """What is made or reached, and every essential concept and skill, says how to know it."""
    for item in items:
        shown = item.kind in ("project", "milestone")
        if shown or (item.priority == "essential" and item.kind in ("concept", "skill")):
            assert item.checks, item.key


def test_addresses(field: Curriculum) -> None:
    """Every resource has an http or https address, and no item lists one twice."""
    assert all(is_web_address(resource.url) for resource in resources(field))
    for item in field.items.values():
        addresses = [resource.url for resource in item.resources]
        assert len(addresses) == len(set(addresses)), item.key


def test_there_is_something_to_learn_from(field: Curriculum, items: list[Item]) -> None:
    """Half of the items have resources of their own, and no category is without any."""
    assert sum(bool(item.resources) for item in items) * 2 >= len(items)
    for level in field.levels:
        for category in level.categories:
            own = [field.items[key].resources for key in category.items]
            assert category.resources or any(own), (level.id, category.id)


def test_most_of_it_is_free(field: Curriculum) -> None:
    """Nine resources in ten cost nothing."""
    costs = {resource.url: resource.cost for resource in resources(field)}
    assert sum(cost == "free" for cost in costs.values()) * 10 >= len(costs) * 9


def test_one_address_is_one_resource() -> None:
    """An address has one title, one type and one cost, in every curriculum that names it."""
    known: dict[str, Resource] = {}
    for main in Library([bundled()]):
        curriculum = assembly(main).curriculum
        assert curriculum is not None
        for resource in resources(curriculum):
            assert known.setdefault(resource.url, resource) == resource


def test_papers_are_named_by_their_number(field: Curriculum) -> None:
    """A paper at arXiv is linked by the page of its number, without a version."""
    for resource in resources(field):
        if "arxiv.org" in resource.url and resource.type == "paper":
            assert re.fullmatch(r"https://arxiv\.org/abs/\d{4}\.\d{4,5}", resource.url)


def test_texts_are_clean(field: Curriculum) -> None:
    """No text of ours holds anything that the cleaning of foreign text would take out."""
    for path in bundled().rglob("*.yaml"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert clean(line) == " ".join(line.split()), (path, number)
    assert 1 <= (field.hours_per_week or 0) <= 40
