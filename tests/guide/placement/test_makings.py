"""People who are drawn as no model foresees are placed, and who means nothing is not."""

from functools import cache
from statistics import mean

import pytest

from drawing import later
from fields import Field, deep, flat
from making import Making
from placement import Outcome, assess, draw
from saying import Saying, contradicting, honest, random_answers
from tuned import reader, threshold, whole_areas

CURRICULA = {"deep": deep, "flat": flat}
NAMES = ["flat", *later("deep")]
MAKINGS = [Making(each) for each in (threshold, reader, whole_areas)]


@cache
def outcomes(name: str, saying: Saying, learners: int) -> list[Outcome]:
    """Return what comes of 25 questions after areas were named."""
    field = Field(CURRICULA[name]())
    people = [draw(field, one, saying, n) for one in MAKINGS for n in range(learners)]
    return [assess(field, person, areas=True)[25] for person in people]


@pytest.mark.parametrize("name", NAMES)
def test_people_are_placed_by_areas_and_25_questions(name: str) -> None:
    """On the mean 85 of 100 items are classed right, and the confidence is about that.

    Of what is offered to be ticked hardly anything is not known.
    """
    found = outcomes(name, honest, 3)
    right = mean(each.right for each in found)
    assert right > 0.85
    assert mean(each.confidence for each in found) == pytest.approx(right, abs=0.08)
    offered = sum(each.offered for each in found)
    assert offered > 10 * len(found)
    assert sum(each.known for each in found) > 0.85 * offered
    assert sum(each.doubtful for each in found) <= len(found) / 4


@pytest.mark.parametrize("name", NAMES)
def test_whose_answers_mean_nothing_is_told_so(name: str) -> None:
    """Of people who toss a coin most are offered nothing, and the confidence is low."""
    found = outcomes(name, random_answers, 4)
    assert mean(each.confidence for each in found) < 0.65
    assert sum(each.offered == 0 for each in found) > 0.6 * len(found)


@pytest.mark.long
def test_who_says_the_opposite_is_sometimes_found_out() -> None:
    """Of people who say no for yes all the way some are doubted, of honest ones nobody."""
    turned, straight = outcomes("deep", contradicting, 3), outcomes("deep", honest, 3)
    assert sum(each.doubtful for each in turned) > sum(each.doubtful for each in straight)
    assert sum(each.doubtful for each in straight) <= 1
