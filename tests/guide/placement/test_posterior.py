"""The posterior: what answers change of what is believed."""

import random
from dataclasses import replace
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement.conclusions import KNOWN
from dlroadmap.guide.placement.likelihood import (
    ERROR,
    NO,
    PARTLY,
    TICKED,
    YES,
    Likelihood,
    NearZero,
    Probit,
    normal_cdf,
)
from dlroadmap.guide.placement.posterior import LEAST, Posterior, look_through
from dlroadmap.guide.placement.prior import Prior, Vector

from ..building import Case, cases, category, chains, curriculum, examples, level
from .people import circular, landscape

NAMED, LEFT_OUT = Probit(0.92, 0.08), Probit(0.08, 0.92)
LIKELIHOODS: tuple[Likelihood, ...] = (YES, NO, TICKED, PARTLY)
NOISES = pytest.mark.parametrize("noise", [1.0, 0.5, 8.0])


def unasked(made: Curriculum, noise: float = 1.0) -> tuple[Posterior, dict[str, int]]:
    """Return the posterior before any answer, and the index of each item."""
    prior = Prior(made)
    window = look_through(prior, range(len(prior.keys)))
    return Posterior.unasked(window, noise), {key: n for n, key in enumerate(prior.keys)}


def groups_of(made: Curriculum) -> list[list[int]]:
    """Return the indices of the items of each category."""
    found: dict[str, list[int]] = {}
    for index, place in enumerate(made.locations.values()):
        found.setdefault(place.name, []).append(index)
    return list(found.values())


class Whole:
    """What a posterior should be, by the whole covariance matrix and plain textbook formulas."""

    def __init__(self, made: Curriculum, noise: float) -> None:
        prior = Prior(made)
        self.means = prior.means() / sqrt(noise)
        self.covariances = prior.covariances(range(len(prior.keys))) / noise
        self.evidence = 0.0

    def observe(self, weights: Vector, likelihood: Likelihood, noise: float = 1.0) -> None:
        """Condition on the normal factor that has the moments of an answer about a mean score."""
        shared = self.covariances @ weights
        mean, variance = float(weights @ self.means), float(weights @ shared)
        told, exact, spread = integrate(likelihood, mean, variance, noise)
        self.evidence += log(told)
        spread = min(spread, variance * (1 - 1e-12))
        self.means = self.means + shared / variance * (exact - mean)
        self.covariances = self.covariances - np.outer(shared, shared) * (
            (1 - spread / variance) / variance
        )


def integrate(
    likelihood: Likelihood, mean: float, variance: float, noise: float = 1.0
) -> tuple[float, float, float]:
    """Return the probability of an answer, and the mean and variance after it, by summing up."""
    steps = np.linspace(-9, 9, 6001)
    scores = mean + sqrt(variance) * steps
    prior = np.exp(-np.square(steps) / 2)
    if isinstance(likelihood, NearZero):
        likely = np.exp(-np.square(scores) / (2 * noise))
    else:
        known = np.array([normal_cdf(score / sqrt(noise)) for score in scores])
        likely = likelihood.unknown + (likelihood.known - likelihood.unknown) * known
    weights = likely * prior
    exact = float(weights @ scores / weights.sum())
    told = 1.0 if isinstance(likelihood, NearZero) else float(weights.sum() / prior.sum())
    return told, exact, float(weights @ np.square(scores - exact) / weights.sum())


def one(size: int, *indices: int) -> Vector:
    """Return the weights of the mean score of some items."""
    weights = np.zeros(size)
    weights[list(indices)] = 1 / len(indices)
    return weights


def known(posterior: Posterior) -> Vector:
    """Return how likely items are known by the scores alone."""
    scores = posterior.means / np.sqrt(1 + posterior.variances)
    return np.array([normal_cdf(score) for score in scores])


def covariances(posterior: Posterior) -> Vector:
    """Return the covariances of all items with all."""
    window = posterior.window.covariances[:, list(posterior.window.columns)]
    found: Vector = window / posterior.noise - sum(f.T @ f for f in posterior._factors())
    return found


def test_a_yes_raises_what_comes_before_and_a_no_lowers_what_builds_on() -> None:
    """Who knows an item probably knows what it requires; who does not, not what needs it."""
    before, index = unasked(chains())
    was = before.probabilities()
    yes = before.observe(index["c3-9"], YES).probabilities()
    no = before.observe(index["c3-2"], NO).probabilities()
    assert all(yes[index[f"c3-{n}"]] > max(was[index[f"c3-{n}"]] + 0.02, 0.55) for n in range(8))
    assert all(no[index[f"c3-{n}"]] < min(was[index[f"c3-{n}"]] - 0.02, 0.45) for n in range(4, 12))
    assert yes[index["c3-5"]] > yes[index["c4-5"]] > was[index["c4-5"]]


def test_answers_order_from_no_over_partly_to_yes() -> None:
    """Partly is about half, and stands between no and yes for the item and for its neighbors."""
    before, index = unasked(chains())
    here, beside = index["c2-5"], index["c2-6"]
    rows = [before.observe(here, answer).probabilities() for answer in (NO, PARTLY, YES)]
    assert rows[0][here] < 0.1 < rows[1][here] == 0.5 < 0.9 < rows[2][here]
    assert rows[0][beside] < rows[1][beside] < rows[2][beside]


def test_one_wrong_answer_is_outvoted() -> None:
    """A careless no amid what is known leaves all around it known, and the item in doubt."""
    posterior, index = unasked(chains(), noise=0.5)
    for n in (3, 5, 8, 11):
        posterior = posterior.observe(index[f"c1-{n}"], YES)
    posterior = posterior.observe(index["c1-4"], NO)
    found = posterior.probabilities()
    assert all(found[index[f"c1-{n}"]] > KNOWN for n in range(12) if n != 4)
    assert found[index["c1-4"]] > 0.2


@NOISES
@pytest.mark.parametrize("answer", [YES, NO, TICKED, PARTLY])
def test_the_moments_are_those_of_the_exact_posterior(answer: Likelihood, noise: float) -> None:
    """Mean, variance and evidence after an answer are those that numerical integration gives.

    Only a surprise, after which less would be known than before, is taken as telling nothing.
    """
    made = curriculum(level(category("a", "b"), id="l"), requires={"b": ["a"]})
    before, _ = unasked(made, noise)
    mean, variance = float(before.means[0]), float(before.variances[0])
    told, exact, spread = integrate(answer, mean, variance)
    after = before.observe(0, answer)
    assert after.means[0] == pytest.approx(exact, abs=1e-4)
    assert after.variances[0] == pytest.approx(min(spread, variance), rel=1e-3)
    assert after.evidence == pytest.approx(log(told), abs=1e-6)


@NOISES
def test_answers_one_after_the_other_are_those_of_the_whole_matrix(noise: float) -> None:
    """With the factors kept apart all is as if the whole matrix of covariances were conditioned.

    After answers of all kinds, means, variances, covariances and evidence are the same.
    """
    made, chance = chains(4, 9), random.Random(3)
    posterior, _ = unasked(made, noise)
    whole, size = Whole(made, noise), len(posterior.means)
    for index in chance.sample(range(size), 12):
        answer = chance.choice((YES, NO, TICKED, PARTLY))
        posterior = posterior.observe(index, answer)
        whole.observe(one(size, index), answer)
    assert posterior.means == pytest.approx(whole.means, abs=1e-4)
    assert covariances(posterior) == pytest.approx(whole.covariances, abs=1e-3)
    assert posterior.variances == pytest.approx(np.diag(whole.covariances), abs=1e-3)
    assert posterior.evidence == pytest.approx(whole.evidence, abs=1e-4)


@NOISES
@pytest.mark.parametrize("number", [1, 12], ids=["one group", "many"])
def test_groups_all_at_once_are_those_one_after_the_other(noise: float, number: int) -> None:
    """What is said of whole areas does what each, taken in by itself, does to the whole matrix.

    The mean score of an area decides with the vagueness, and the noise of its items divided by
    their number. What is asked afterward finds the right covariances.
    """
    made, vagueness = chains(4, 9), 0.7
    posterior, _ = unasked(made, noise)
    whole, size = Whole(made, noise), len(posterior.means)
    groups = groups_of(made)[1 : number + 1]
    said = [NAMED if n % 3 else LEFT_OUT for n in range(len(groups))]
    posterior = posterior.observe_groups(groups, said, vagueness)
    for group, likelihood in zip(groups, said, strict=True):
        whole.observe(one(size, *group), likelihood, vagueness / noise + 1 / len(group))
    assert posterior.means == pytest.approx(whole.means, abs=1e-3)
    assert covariances(posterior) == pytest.approx(whole.covariances, abs=1e-3)
    assert posterior.variances == pytest.approx(np.diag(whole.covariances), abs=1e-3)
    assert posterior.evidence == pytest.approx(whole.evidence, abs=1e-4)
    for index, answer in ((5, YES), (20, NO)):
        posterior = posterior.observe(index, answer)
        whole.observe(one(size, index), answer)
    assert posterior.means == pytest.approx(whole.means, abs=1e-3)
    assert posterior.variances == pytest.approx(np.diag(whole.covariances), abs=1e-3)


def test_the_order_of_answers_hardly_matters() -> None:
    """Whether areas and answers come forward or backward moves no probability by much."""
    made = landscape()
    before, _ = unasked(made, 2.0)
    groups = groups_of(made)
    said = [NAMED if n < 4 else LEFT_OUT for n in range(len(groups))]
    forward = before.observe_groups(groups, said, 0.5)
    backward = before.observe_groups(groups[::-1], said[::-1], 0.5)
    assert forward.probabilities() == pytest.approx(backward.probabilities(), abs=0.03)
    assert forward.evidence == pytest.approx(backward.evidence, abs=0.3)
    answers = [(index, YES if index < 150 else NO) for index in range(3, 342, 17)]
    for index, answer in answers:
        forward = forward.observe(index, answer)
    for index, answer in answers[::-1]:
        backward = backward.observe(index, answer)
    gaps = np.abs(forward.probabilities() - backward.probabilities())
    assert gaps.max() < 0.1
    assert gaps.mean() < 0.02


def test_the_answer_about_an_item_itself_is_taken_in_exactly() -> None:
    """An item asked about is known as likely as all else says, and then by the rule of Bayes.

    How an answer bends the scores around it does not count twice.
    """
    posterior, index = unasked(chains(), 2.0)
    for number, key in enumerate(("c1-3", "c1-7", "c2-4", "c1-5", "c3-3")):
        likely = posterior.probabilities()[index[key]]
        answer = (YES, NO)[number % 2]
        posterior = posterior.observe(index[key], answer)
        assert posterior.probabilities()[index[key]] == pytest.approx(answer.update(likely))
    assert YES.update(0.3) == pytest.approx(0.3 * (1 - ERROR) / (0.3 * (1 - ERROR) + 0.7 * ERROR))


def test_a_question_is_worth_what_its_answer_moves() -> None:
    """Questions rank nearly as by trying out both answers, each as often as it is expected.

    What counts is how far the probabilities of the witnesses move, in squares; others count not.
    """
    made = landscape()
    posterior, _ = unasked(made, 2.0)
    for index, answer in ((10, YES), (200, NO), (90, YES), (300, NO)):
        posterior = posterior.observe(index, answer)
    size = len(posterior.means)
    candidates = [n for n in range(1, size, 9) if n not in posterior.sites]
    for witnesses in (list(range(size)), list(range(60))):
        was, tried = known(posterior), []
        for index in candidates:
            likely = ERROR + (1 - 2 * ERROR) * was[index]
            moved = [
                float(np.square(known(posterior.observe(index, answer)) - was)[witnesses].sum())
                for answer in (YES, NO)
            ]
            tried.append(likely * moved[0] + (1 - likely) * moved[1])
        worth = posterior.worth(candidates, witnesses)
        assert worth.shape == (len(candidates),)
        assert np.corrcoef(worth, tried)[0, 1] > 0.9
        best = sorted(tried)[-5:]
        assert tried[int(np.argmax(worth))] >= best[0]


@given(cases(assumed=True), st.booleans(), st.data())
@examples(max_examples=150)
def test_no_answers_lead_out_of_what_is_possible(
    case: Case, circle: bool, data: st.DataObject
) -> None:
    """Whatever is said in whatever order, variances stay positive, and all numbers are numbers.

    Areas and answers take turns, some of them against all that was said before.
    """
    made = (circular(case) if circle else case).curriculum
    noise = data.draw(st.sampled_from([0.5, 2.0, 8.0]))
    posterior, _ = unasked(made, noise)
    size, groups = len(posterior.means), groups_of(made)
    for index in data.draw(st.lists(st.integers(0, size - 1), unique=True)):
        if data.draw(st.booleans()):
            some = data.draw(st.lists(st.sampled_from(groups), max_size=4))
            said = [data.draw(st.sampled_from([NAMED, LEFT_OUT])) for _ in some]
            posterior = posterior.observe_groups(some, said, 0.5)
        answer = data.draw(st.sampled_from(LIKELIHOODS))
        posterior = posterior.observe(index, answer)
    assert posterior.variances.min() >= LEAST
    assert np.isfinite(posterior.means).all()
    assert np.isfinite(posterior.evidence)
    found = covariances(posterior)
    assert np.linalg.eigvalsh((found + found.T) / 2).min() >= -1e-5
    assert np.allclose(np.diag(found), posterior.variances, atol=1e-4)
    chances = posterior.probabilities()
    assert (chances >= 0).all()
    assert (chances <= 1).all()


def test_hundreds_of_answers_leave_variances_positive() -> None:
    """The same holds where every item of a landscape was asked about, and answers contradict."""
    made = landscape()
    posterior, _ = unasked(made, 0.5)
    posterior = posterior.observe_groups(groups_of(made), [NAMED] * 9, 0.5)
    for index in range(len(posterior.means)):
        posterior = posterior.observe(index, (YES, NO, PARTLY)[index % 3])
    assert posterior.variances.min() >= LEAST
    found = covariances(posterior)
    assert np.linalg.eigvalsh((found + found.T) / 2).min() >= -1e-5
    assert np.isfinite(posterior.probabilities()).all()


def test_said_of_nothing_changes_nothing() -> None:
    """Without any groups the posterior is the very same."""
    before, _ = unasked(chains())
    assert before.observe_groups([], [], 0.5) is before


def test_an_earlier_posterior_is_as_it_was() -> None:
    """What is observed later leaves the one before untouched, so that it can be gone back to."""
    before, index = unasked(chains())
    kept = replace(before, means=before.means.copy(), variances=before.variances.copy())
    before.observe_groups([[0, 1], [5]], [NAMED, LEFT_OUT], 0.5).observe(index["c1-4"], YES)
    assert np.array_equal(before.means, kept.means)
    assert np.array_equal(before.variances, kept.variances)
    assert before.factors.shape == (0, len(before.means))
    assert (before.evidence, before.sites) == (0.0, {})
