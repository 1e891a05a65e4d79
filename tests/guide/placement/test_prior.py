"""The prior: which items one knows together, and which sooner."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement import prior as module
from dlroadmap.guide.placement.prior import Matrix, Prior

from ..building import Case, cases, category, chains, curriculum, examples, level, with_kinds
from .people import circular, landscape


def matrix(made: Curriculum) -> Matrix:
    """Return the covariances of all items with all."""
    prior = Prior(made)
    return prior.covariances(range(len(prior.keys)))


def between(made: Curriculum, one: str, other: str) -> float:
    """Return the covariance of two items."""
    keys = list(made.locations)
    return float(matrix(made)[keys.index(one), keys.index(other)])


def means(made: Curriculum) -> dict[str, float]:
    """Return the mean score of each item."""
    prior = Prior(made)
    return dict(zip(prior.keys, prior.means(), strict=True))


def check(made: Curriculum) -> None:
    prior = Prior(made)
    found = matrix(made)
    assert np.allclose(found, found.T, atol=1e-6)
    assert np.array_equal(np.diag(found), prior.variances())
    assert np.linalg.eigvalsh(found).min() >= -1e-8


@given(cases(assumed=True))
@examples(max_examples=150)
def test_covariances_are_those_of_some_distribution(case: Case) -> None:
    """They are symmetric and positive semidefinite, with the variances on the diagonal.

    The same holds for a broken curriculum in which things require each other in a circle.
    """
    check(case.curriculum)
    check(circular(case).curriculum)


@pytest.mark.parametrize("made", [chains(), landscape()], ids=["chains", "landscape"])
def test_covariances_of_many_items_are_those_of_some_distribution(made: Curriculum) -> None:
    """The same holds for hundreds of items, and for a set of columns as for all."""
    check(made)
    some = [5, 2, 90, 17]
    assert np.allclose(Prior(made).covariances(some), matrix(made)[:, some], atol=1e-6)


def test_of_very_many_items_a_sample_says_how_much_two_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where sets are compared by a sample, covariances are nearly those of the whole sets."""
    made = landscape()
    whole = matrix(made)
    monkeypatch.setattr(module, "MEMBERS", 180)
    sampled = matrix(made)
    assert not np.allclose(whole, sampled, atol=0.1)
    assert np.corrcoef(whole.ravel(), sampled.ravel())[0, 1] > 0.95
    check(made)


def test_items_go_together_by_what_they_share() -> None:
    """Of two items the scores vary together more if both follow, or lead to, the same.

    The same holds for category, its name, level, and kind; each of them alone decides here.
    """

    def together(
        requires: Mapping[str, Sequence[str]] = MappingProxyType({}),
        levels: Sequence[Sequence[tuple[str, ...]]] = ((("u",), ("a",), ("b",), ("v",)),),
        kind: str = "concept",
    ) -> float:
        made = curriculum(
            *(
                level(*(category(*keys, id=f"c-{keys[0]}") for keys in parts), id=f"l{index}")
                for index, parts in enumerate(levels)
            ),
            requires=requires,
        )
        return between(with_kinds(made, {"b": kind}), "a", "b")

    apart = together()
    assert together(kind="reading") == pytest.approx(apart - module.KIND_VARIANCE, abs=1e-5)
    assert together(levels=((("u",), ("a",)), (("b",), ("v",)))) < apart
    assert together(levels=((("u", "a", "b", "v"),),)) > apart
    before = together({"a": ["u", "v"], "b": ["u", "v"]})
    assert before > together({"a": ["u"], "b": ["v"]}) + 1
    after = together({"u": ["a", "b"], "v": ["a", "b"]})
    assert after > together({"v": ["a"], "u": ["b"]}) + 1


def test_categories_of_one_name_go_together_in_every_level() -> None:
    """Who knows the mathematics of one level is likelier to know that of the next."""
    made = curriculum(
        level(category("a", id="maths"), category("b", id="tools"), id="l0"),
        level(category("c", id="maths"), category("d", id="tools"), id="l1"),
    )
    assert between(made, "a", "c") > between(made, "a", "d") + 1


def test_practice_goes_with_practice() -> None:
    """Who is at home in one kind of practice is so in another, and theory says less of it."""
    made = curriculum(level(category("a", "b", "c", "d")))
    practice = between(with_kinds(made, {"a": "project", "d": "skill"}), "a", "d")
    theory = between(with_kinds(made, {"a": "project", "d": "reading"}), "a", "d")
    assert practice > theory + 2


def test_themes_of_theory_go_together() -> None:
    """Two concepts go together more if the themes of both are theory than if that of one is."""
    parts = [[f"{theme}{n}" for n in range(5)] for theme in "abcd"]
    made = curriculum(level(*(category(*keys, id=keys[0]) for keys in parts)))

    def together(*projects: int) -> float:
        kinds = {
            f"{theme}{n}": "project"
            for theme, number in zip("abcd", projects, strict=True)
            for n in range(5 - number, 5)
        }
        return between(with_kinds(made, kinds), "a0", "b0")

    assert together(1, 1, 4, 4) > together(1, 4, 1, 4) + 0.5


def test_what_comes_first_is_known_sooner() -> None:
    """The mean falls with the place in the file and in the category, and with the depth.

    It rises with how much builds on an item.
    """
    flat = means(curriculum(level(category("a", "b", "c", "d"))))
    assert flat["a"] > flat["b"] > flat["c"] > flat["d"]
    parts = means(curriculum(level(category("a", "b"), category("c", "d"))))
    assert parts["c"] > flat["c"]
    assert parts["b"] < flat["b"]
    apart = {"c": ["a"], "d": ["b"]}
    short = means(curriculum(level(category("a", "b", "c", "d")), requires=apart))
    assert short["a"] - short["c"] > flat["a"] - flat["c"] + 1
    hub, other = (
        means(curriculum(level(category("a", "b", "c", "d")), requires={"c": [one], "d": [one]}))
        for one in "ba"
    )
    assert hub["b"] > other["b"] + 1
