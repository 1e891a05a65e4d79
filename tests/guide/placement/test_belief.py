"""The belief: whether answers fit together, and which model foresees them best."""

import random
from collections.abc import Callable
from functools import cache
from statistics import mean

import numpy as np
import pytest

from dlroadmap.guide.placement.belief import CHANCE, TURNED, Belief
from dlroadmap.guide.placement.posterior import Window, look_through
from dlroadmap.guide.placement.prior import Prior, Vector

from ..building import chains
from .people import landscape

MADE = landscape()
KEYS = list(MADE.locations)
GROUPS = [
    [index for index, place in enumerate(MADE.locations.values()) if place.name == name]
    for name in dict.fromkeys(place.name for place in MADE.locations.values())
]
SEEDS = range(8)


@cache
def window() -> Window:
    return look_through(Prior(MADE), range(len(KEYS)))


def fresh(*ticked: int) -> Belief:
    """Return what is believed of someone new to the landscape."""
    return Belief.unasked(window(), ticked)


def reaches(seed: int) -> set[int]:
    """Return what someone knows who has come equally far in every chain."""
    far = random.Random(seed).randrange(1, 10)
    return {index for index, key in enumerate(KEYS) if int(key.split("-")[1]) < far}


Way = Callable[[bool, random.Random], bool]
"""What is said of something that is known or not."""


def honest(known: bool, chance: random.Random) -> bool:
    return known != (chance.random() < 0.05)


def opposite(known: bool, chance: random.Random) -> bool:
    return not honest(known, chance)


def coin(_known: bool, chance: random.Random) -> bool:
    return chance.random() < 0.5


@cache
def heard(way: Way, seed: int, areas: bool, answers: int = 25) -> Belief:
    """Return what is believed after someone named areas, and answered some questions."""
    known, chance, belief = reaches(seed), random.Random(100 + seed), fresh()
    if areas:
        had = [2 * len(known.intersection(group)) >= len(group) for group in GROUPS]
        belief = belief.name(GROUPS, [way(one, chance) for one in had])
    for index in chance.sample(range(len(KEYS)), answers):
        belief = belief.answer(index, "yes" if way(index in known, chance) else "no")
    return belief


def misfit(way: Way, areas: bool) -> float:
    """Return how little answers of this kind fit together, on the mean."""
    return mean(heard(way, seed, areas).misfit() for seed in SEEDS)


def right(chances: Vector, known: set[int]) -> float:
    """Return the share of the items that are classed right."""
    return mean(bool(chance >= 0.5) == (n in known) for n, chance in enumerate(chances))


AREAS = pytest.mark.parametrize("areas", [False, True], ids=["answers", "areas too"])


@AREAS
def test_coherent_answers_are_trusted_and_coins_are_not(areas: bool) -> None:
    """Answers that go together make it less likely that they mean nothing, coins likelier."""
    at_first = CHANCE + TURNED
    assert all(heard(honest, seed, areas).misfit() < at_first / 4 for seed in SEEDS)
    assert misfit(coin, areas) > 3 * at_first


@AREAS
def test_who_says_the_opposite_is_found_out(areas: bool) -> None:
    """Someone who says no for yes all the way is doubted more than the same person who does not.

    More so because that this happens was foreseen: with coins alone there would be less doubt.
    """
    assert misfit(opposite, areas) > misfit(honest, areas) + 0.3
    for seed in SEEDS:
        turned = heard(opposite, seed, areas)
        straight = heard(honest, seed, areas)
        assert turned.turned.evidence > max(model.evidence for model in turned.models)
        assert straight.turned.evidence < max(model.evidence for model in straight.models)


@AREAS
def test_the_opposite_is_taken_for_what_it_is(areas: bool) -> None:
    """The model of one who says the opposite comes to what is believed of an honest person.

    It takes in every answer, and every area, the other way around.
    """
    for seed in SEEDS:
        turned, straight = heard(opposite, seed, areas), heard(honest, seed, areas)
        same = straight.models[1]  # has the same noise
        assert turned.turned.probabilities() == pytest.approx(same.probabilities())
        assert turned.turned.evidence == pytest.approx(same.evidence)


def test_to_doubt_is_to_stay_with_what_was_believed_before() -> None:
    """The less answers fit, the less they change; believed is between before and what they say."""
    for way in (honest, coin):
        belief = heard(way, 5, areas=True)
        said, believed, doubt = belief.learner, belief.probabilities(), belief.misfit()
        assert believed - belief.before == pytest.approx((1 - doubt) * (said - belief.before))
    assert heard(honest, 5, areas=True).misfit() < 0.1 < 0.5 < doubt


def test_before_any_answer_nothing_is_doubted() -> None:
    """Neither who has said nothing, nor who has ticked things, however odd they are."""
    assert fresh().misfit() == 0
    odd = fresh(KEYS.index("c1-12"), KEYS.index("c2-9"), KEYS.index("c9-0"))
    assert odd.misfit() == 0
    assert odd.probabilities() == pytest.approx(odd.learner)
    assert odd.before == pytest.approx(odd.learner)


def test_a_tick_tells_of_items_and_not_of_models() -> None:
    """What is ticked makes what it builds on likelier, and no model likelier than another."""
    end, start = KEYS.index("c1-12"), KEYS.index("c1-2")
    ticked = fresh(end)
    assert ticked.before[start] > fresh().before[start] + 0.05
    assert ticked.before[end] > 0.9
    every = np.mean([model.probabilities() for model in ticked.models], axis=0)
    assert ticked.learner == pytest.approx(every)
    assert ticked.turned.probabilities()[start] > fresh().turned.probabilities()[start]


def test_unsure_changes_nothing() -> None:
    """From unsure nothing is learned, neither of items nor of the person."""
    for before in (fresh(), heard(honest, 2, areas=True)):
        assert before.answer(7, "unsure") is before


def test_partly_speaks_neither_for_nor_against_anybody() -> None:
    """A partly is no sign of a coin, nor of the opposite, whenever it is said."""
    assert fresh().answer(7, "partly").misfit() == 0
    for way in (honest, coin, opposite):
        before = heard(way, 3, areas=False)
        after = before.answer(7, "partly").answer(200, "partly")
        assert after.misfit() == pytest.approx(before.misfit())
        assert after.probabilities()[7] != pytest.approx(before.probabilities()[7], abs=0.01)


def test_even_chances_after_partly() -> None:
    """Who said partly may or may not know it, if the answers are to be believed."""
    belief = heard(honest, 3, areas=True).answer(7, "partly")
    assert belief.learner[7] == pytest.approx(0.5)


def test_the_more_scattered_someone_is_the_noisier_is_the_model_that_fits() -> None:
    """Of someone without a gap the smoothest model is the likeliest; of one with many another."""
    known = reaches(4)
    chance = random.Random(4)
    holes = {index for index in range(len(KEYS)) if (index in known) != (chance.random() < 0.3)}
    best = []
    for knows in (known, holes):
        belief = fresh()
        for index in random.Random(9).sample(range(len(KEYS)), 60):
            belief = belief.answer(index, "yes" if index in knows else "no")
        best.append(max(belief.models, key=lambda model: model.evidence).noise)
        far = [model.probabilities() for model in belief.models]
        weights = np.exp([model.evidence for model in belief.models])
        assert belief.learner == pytest.approx(np.average(far, axis=0, weights=weights))
    assert best[0] < best[1]


def test_naming_areas_tells_of_what_is_in_them() -> None:
    """Of named areas everything is likelier, of those left out nothing is."""
    before = fresh()
    named = [number < 3 for number in range(len(GROUPS))]
    after = before.name(GROUPS, named)
    for group, one in zip(GROUPS, named, strict=True):
        rise = after.learner[group] - before.learner[group]
        assert (rise > 0).all() if one else (rise < 0).all()


@AREAS
def test_what_is_believed_is_mostly_right(areas: bool) -> None:
    """25 answers of someone coherent class 9 of 10 items right."""
    found = [right(heard(honest, seed, areas).probabilities(), reaches(seed)) for seed in SEEDS]
    assert mean(found) > 0.9


def test_a_question_is_worth_what_the_likely_models_say() -> None:
    """The worth of a question is that of all models, each as far as it is believed."""
    belief, candidates, witnesses = heard(honest, 4, areas=True), [3, 60, 200], [1, 5, 9, 300]
    weights = np.exp([model.evidence for model in belief.models])
    every = [model.worth(candidates, witnesses) for model in belief.models]
    expected = np.average(every, axis=0, weights=weights)
    assert belief.worth(candidates, witnesses) == pytest.approx(expected)


def test_what_was_said_is_counted_for_the_coin() -> None:
    """A coin that falls on one side all the time is no coin: all yes is doubted less than half.

    The same holds for areas.
    """
    made = chains()
    prior = Prior(made)
    belief = Belief.unasked(look_through(prior, range(len(prior.keys))), ())
    sides = []
    for every in (1, 2):
        said = belief
        for index in range(0, 40, 2):
            said = said.answer(index, "no" if index // 2 % every else "yes")
        sides.append(said.misfit())
    assert sides[0] < 0.05 < sides[1]
    none = fresh().name(GROUPS, [False] * len(GROUPS))
    some = fresh().name(GROUPS, [number % 2 == 0 for number in range(len(GROUPS))])
    assert 0 < none.misfit() < some.misfit()
