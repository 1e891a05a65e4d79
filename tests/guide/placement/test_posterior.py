"""The posterior: what answers change of what is believed."""

from math import erfc, exp, sqrt

import pytest

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement import KNOWN
from dlroadmap.guide.posterior import NO, PARTLY, TICKED, YES, Likelihood, Posterior, Probit
from dlroadmap.guide.prior import Prior

from .building import category, chains, curriculum, level


def unasked(made: Curriculum) -> tuple[Posterior, dict[str, int]]:
    """Return the posterior before any answer, and the index of each item."""
    prior = Prior(made)
    indices = {key: index for index, key in enumerate(prior.keys)}
    return Posterior(prior, prior.means(), prior.variances()), indices


def test_a_yes_raises_what_comes_before_and_a_no_lowers_what_builds_on() -> None:
    """Who knows an item probably knows what it requires; who does not, not what needs it."""
    before, index = unasked(chains())
    was = before.probabilities()
    yes = before.observe(index["c3-9"], YES).probabilities()
    no = before.observe(index["c3-2"], NO).probabilities()
    assert all(yes[index[f"c3-{n}"]] > max(was[index[f"c3-{n}"]], 0.65) for n in range(8))
    assert all(no[index[f"c3-{n}"]] < min(was[index[f"c3-{n}"]], 0.35) for n in range(4, 12))
    assert yes[index["c3-5"]] > yes[index["c4-5"]] > was[index["c4-5"]]


def test_answers_order_from_no_over_partly_to_yes() -> None:
    """Partly is about half, and stands between no and yes for the item and for its neighbors."""
    before, index = unasked(chains())
    here, beside = index["c2-5"], index["c2-6"]
    rows = [before.observe(here, answer).probabilities() for answer in (NO, PARTLY, YES)]
    assert rows[0][here] < 0.1 < rows[1][here] == 0.5 < 0.9 < rows[2][here]
    assert rows[0][beside] < rows[1][beside] < rows[2][beside]


def test_one_wrong_answer_is_outvoted() -> None:
    """A careless no amid what is known leaves the item, and all around it, known."""
    posterior, index = unasked(chains())
    for n in (3, 5, 8, 11):
        posterior = posterior.observe(index[f"c1-{n}"], YES)
    posterior = posterior.observe(index["c1-4"], NO)
    found = posterior.probabilities()
    assert all(found[index[f"c1-{n}"]] > KNOWN for n in range(12) if n != 4)
    assert found[index["c1-4"]] > 0.2


def test_the_moments_are_those_of_the_exact_posterior() -> None:
    """Mean and variance after an answer are those that numerical integration gives.

    Only a surprise, after which less would be known than before, is taken as telling nothing.
    """
    made = curriculum(level(category("a", "b"), id="l"), requires={"b": ["a"]})
    before, _ = unasked(made)
    for answer in (YES, NO, TICKED, PARTLY):
        mean, spread = before.means[0], sqrt(before.variances[0])
        steps = [mean + spread * n / 200 for n in range(-1600, 1601)]

        def likely(score: float, answer: Likelihood = answer) -> float:
            if not isinstance(answer, Probit):
                return exp(-score * score / 2)
            return answer.unknown + (answer.known - answer.unknown) * erfc(-score / sqrt(2)) / 2

        weights = [likely(score) * exp(-(((score - mean) / spread) ** 2) / 2) for score in steps]
        total = sum(weights)
        exact = sum(w * s for w, s in zip(weights, steps, strict=True)) / total
        square = sum(w * (s - exact) ** 2 for w, s in zip(weights, steps, strict=True)) / total
        after = before.observe(0, answer)
        assert after.means[0] == pytest.approx(exact, abs=1e-4)
        assert after.variances[0] == pytest.approx(min(square, spread * spread), rel=1e-3)
