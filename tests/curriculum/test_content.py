"""The bundled curriculum: whole, in order, and fit to be learnt from."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from curriculum.making import shipped
from dlroadmap.curriculum.library import Library, curriculum_name
from dlroadmap.curriculum.model import Curriculum, Item, Resource
from dlroadmap.lint.engine import lint
from dlroadmap.lint.settings import find_settings
from dlroadmap.paths import bundled
from dlroadmap.text import clean, is_web_address

LEVELS = ["entry", "intermediate", "advanced", "expert"]


@pytest.fixture(scope="module")
def field() -> Curriculum:
    return shipped("deep-learning")


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
    """Every item has a summary of one to three sentences, a kind, a priority and an effort."""
    for item in items:
        assert 30 <= len(item.summary) <= 300, item.key
        assert len(re.findall(r"[.!?](?=\s|$)", item.summary)) <= 3, item.key
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


def behind(field: Curriculum, key: str) -> set[str]:
    """Return the ids of all that an item requires, directly or through others."""
    found: set[str] = set()
    waiting = list(field.requires.get(key, ()))
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting.extend(field.requires.get(other, ()))
    return {other.partition("/")[2] for other in found}


FIRST_TRAINING = {
    "train-test-split",
    "loss-functions",
    "activation-functions",
    "cross-entropy",
    "stochastic-gradient-descent",
    "overfitting",
}
RECIPE = FIRST_TRAINING | {
    "backpropagation",
    "adam",
    "adamw",
    "learning-rate-warmup",
    "gradient-clipping",
    "gpu-training",
    "model-checkpoints",
    "learning-curves",
}


def test_nobody_trains_before_the_basics(field: Curriculum, items: list[Item]) -> None:
    """Loss, activation, optimizer and held-out data come before every training of a network."""
    assert behind(field, "deep-learning/training-a-network") >= FIRST_TRAINING
    for item in items:
        before = behind(field, item.key)
        if "training-a-network" in before:
            assert before >= FIRST_TRAINING, item.key


@pytest.mark.parametrize(
    ("id", "needs"),
    [
        ("transformers", {"cross-entropy", "adam"}),
        ("gans", {"adam", "backpropagation", "cross-entropy"}),
        ("ddpm", RECIPE | {"time-embedding", "u-net"}),
        ("lora", RECIPE | {"language-models", "tokenization", "fine-tuning"}),
        ("rlhf", RECIPE | {"text-generation", "ppo"}),
        ("flash-attention", {"gpu-memory-hierarchy"}),
        ("flow-matching-from-scratch", RECIPE | {"time-embedding"}),
        ("small-gpt-training", RECIPE | {"decoding-strategies", "perplexity"}),
        ("mnist-classifier", {"softmax", "cross-entropy"}),
        ("cnn-image-classifier", {"softmax", "cross-entropy"}),
        ("capstone-presented", {"own-project-finished"}),
        ("model-in-service", {"bias-and-fairness", "model-cards"}),
        ("grpo", {"policy-gradients", "text-generation"}),
        ("vision-language-action-models", {"imitation-learning"}),
    ],
)
def test_the_trunk_carries(field: Curriculum, id: str, needs: set[str]) -> None:
    """The way to what people head for goes through what an expert would want them to know."""
    assert behind(field, f"deep-learning/{id}") >= needs


@pytest.mark.parametrize(
    ("id", "spared"),
    [
        ("transformers", {"batch-normalization", "recurrent-networks"}),
        ("ddpm", {"variational-autoencoders"}),
        ("spectral-normalization", {"wasserstein-gan"}),
        ("artificial-neuron", {"logistic-regression"}),
    ],
)
def test_the_trunk_is_lean(field: Curriculum, id: str, spared: set[str]) -> None:
    """The way to what people head for asks for nothing that they can do without."""
    assert not behind(field, f"deep-learning/{id}") & spared


SMALL = {
    "autoencoder-on-mnist",
    "denoising-autoencoder-on-mnist",
    "dqn-from-scratch",
    "forward-diffusion-from-scratch",
    "latent-space-visualization",
    "node-classification-on-cora",
    "ppo-from-scratch",
    "rag-system",
    "reinforcement-learning-agent",
    "reparameterization-from-scratch",
}
"""Advanced projects that a processor does in minutes, or that train nothing."""


def test_large_projects_have_an_optimizer_and_a_gpu(field: Curriculum, items: list[Item]) -> None:
    """What is made after Intermediate and trains a network stands behind Adam and a GPU."""
    for item in items:
        before = behind(field, item.key)
        late = item.kind == "project" and level_of(field, item.key) >= 2
        if late and "training-a-network" in before and item.id not in SMALL:
            assert before >= {"adam", "gpu-training"}, item.key


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


def test_checks_begin_with_what_one_does(items: list[Item]) -> None:
    """A check begins with something to do, and hardly ever with something to say."""
    checks = [check for item in items for check in item.checks]
    unseen = ("Explain", "Describe", "Understand", "Know", "Learn")
    assert [check for check in checks if check.startswith(unseen)] == []
    told = [check for check in checks if check.startswith(("Say", "Tell", "Name", "State", "List"))]
    assert len(told) * 8 <= len(checks)


def test_reasons_name_the_thing(items: list[Item]) -> None:
    """No reason ends in a bare "one", which leaves open what is meant."""
    bare = re.compile(r"\bone(?=$|[,.;:])")
    for item in items:
        for requirement in item.requires:
            assert not bare.search(requirement.because), (item.key, requirement.because)


def test_american_spelling(field: Curriculum, items: list[Item]) -> None:
    """Texts are in American English, and percent signs follow their number at once."""
    british = re.compile(
        r"\b\w*(?:modell|labell|colour|neighbour|behaviour|favour|isation\b|centre\b|grey\b)\w*",
        re.IGNORECASE,
    )
    for item in items:
        reasons = [requirement.because for requirement in item.requires]
        for text in (item.title, item.summary, *item.checks, *reasons):
            assert not british.search(text), (item.key, text)
            assert not re.search(r"\d %", text), (item.key, text)
    for level in field.levels:
        for text in (level.description, *(each.description for each in level.categories)):
            assert not british.search(text), text


def test_no_flourish(items: list[Item]) -> None:
    """No text praises, and none repeats a phrase that a reader would notice."""
    flourish = re.compile(
        r"crucial|game.changing|powerful|mystery|no secrets|state-of-the-art|in today's world",
        re.IGNORECASE,
    )
    for item in items:
        for text in (item.summary, *item.checks):
            assert not flourish.search(text), (item.key, text)


def test_addresses(field: Curriculum) -> None:
    """Every resource has an http or https address, and no item lists one twice."""
    assert all(is_web_address(resource.url) for resource in resources(field))
    for item in field.items.values():
        addresses = [resource.url for resource in item.resources]
        assert len(addresses) == len(set(addresses)), item.key


def test_there_is_something_to_learn_from(field: Curriculum, items: list[Item]) -> None:
    """Every concept and most other items have a resource, and no category is without any."""
    assert [item.key for item in items if item.kind == "concept" and not item.resources] == []
    assert sum(bool(item.resources) for item in items) * 10 >= len(items) * 9
    for level in field.levels:
        for category in level.categories:
            own = [field.items[key].resources for key in category.items]
            assert category.resources or any(own), (level.id, category.id)


def test_most_of_it_is_free(field: Curriculum) -> None:
    """Nine resources in ten cost nothing."""
    costs = {resource.url: resource.cost for resource in resources(field)}
    assert sum(cost == "free" for cost in costs.values()) * 10 >= len(costs) * 9


def test_one_address_is_one_resource() -> None:
    """An address has one title, one type and one cost, in every curriculum that names it.

    Which part of it is meant may differ from place to place.
    """
    known: dict[str, Resource] = {}
    for main in Library([bundled()]):
        for resource in resources(shipped(curriculum_name(main))):
            whole = resource._replace(part="")
            assert known.setdefault(resource.url, whole) == whole


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
