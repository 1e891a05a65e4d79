"""The simulated learners that placement is tried on are whom they are said to be."""

from __future__ import annotations

from functools import cache
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from ceiling import judge
from fields import Field, deep, dice, flat, opened
from makings import KEPT_OUT, TUNED, Making
from saying import (
    MEANINGLESS,
    MISNAMED,
    SAYINGS,
    SLIPS,
    answer,
    claims,
    contradicting,
    random_areas,
)

if TYPE_CHECKING:
    from saying import Saying

CURRICULA = {"deep-learning": lambda: opened("deep-learning"), "deep": deep, "flat": flat}
MAKINGS = {making.name: making for making in (*TUNED, *KEPT_OUT)}


@cache
def field_of(name: str) -> Field:
    return Field(CURRICULA[name]())


@pytest.fixture(params=CURRICULA)
def field(request: pytest.FixtureRequest) -> Field:
    return field_of(request.param)


def drawn(making: Making, field: Field, learners: int = 12) -> list[set[str]]:
    return [making.draw(field, dice(f"{making.name} {n}")) for n in range(learners)]


def test_halves_share_no_making() -> None:
    """What is tuned to one half is judged by people who were drawn in other ways."""
    assert len(MAKINGS) == len(TUNED) + len(KEPT_OUT) >= 20
    assert min(len(TUNED), len(KEPT_OUT)) >= 10
    assert {making.nature.__module__ for making in TUNED} == {"tuned"}
    assert {making.nature.__module__ for making in KEPT_OUT} == {"kept_out"}


@pytest.mark.parametrize("name", MAKINGS)
def test_making_draws_different_people_and_always_the_same(name: str, field: Field) -> None:
    """Every making works on every graph, spreads, and depends on its chance alone."""
    people = drawn(MAKINGS[name], field)
    assert people == drawn(MAKINGS[name], field)
    shares = [len(known) / len(field.order) for known in people]
    assert all(known <= set(field.order) for known in people)
    assert max(shares) > 1.3 * min(shares) or max(shares) - min(shares) > 0.1
    assert len(set(map(frozenset, people))) > len(people) // 2


@pytest.mark.parametrize("half", [TUNED, KEPT_OUT], ids=["tuned", "kept out"])
def test_people_know_from_nearly_nothing_to_nearly_all(
    half: tuple[Making, ...], field: Field
) -> None:
    """Each half has beginners, and people with little left to learn."""
    shares = [len(known) / len(field.order) for each in half for known in drawn(each, field)]
    assert min(shares) < 0.03
    assert max(shares) > 0.85
    assert 0.2 < mean(shares) < 0.5


@pytest.mark.parametrize("name", MAKINGS)
def test_nature_says_most_of_what_is_known(name: str, field: Field) -> None:
    """A making is no matter of mere chance: its judge is right, and better than the majority."""
    making, judged, majority = MAKINGS[name], [], []
    for number in range(6):
        chance = dice(f"judged {name} {number}")
        nature = making.nature(field, chance)
        known = making.throw(field, nature, chance)
        likely = judge(field, making, nature, chance, 30)
        judged.append(mean((likely[key] >= 0.5) == (key in known) for key in field.keys))
        share = mean(key in known for key in field.keys)
        majority.append(max(share, 1 - share))
    assert mean(judged) > 0.75
    assert mean(judged) > mean(majority) - 0.01


def test_graphs_are_what_they_are_said_to_be() -> None:
    """The deep graph is deep, in levels, and has hubs; the flat one is a list under headings."""
    deep, flat = field_of("deep"), field_of("flat")
    assert 450 <= len(deep.keys) <= 530
    assert max(deep.depth.values()) >= 30
    assert len(deep.curriculum.levels) == 6
    assert max(map(len, deep.after.values())) >= 10
    assert len(set(deep.curriculum.kinds.values())) >= 5
    assert 250 <= len(flat.keys) <= 350
    assert len(flat.areas) == 25
    assert not flat.curriculum.requires


def test_honest_people_slip_seldom() -> None:
    """Of all answers and areas about as many are wrong as is said, so that trials compare."""
    chance, field = dice("slips"), field_of("flat")
    slips = mean(not answer(True, chance) for _ in range(20_000))
    assert slips == pytest.approx(SLIPS, rel=0.1)
    areas = set(list(field.areas)[::2])
    known = {key for area in areas for key in field.areas[area]}
    wrong = sum(len(areas ^ claims(field, known, chance)) for _ in range(500))
    assert wrong / 500 == pytest.approx(MISNAMED * len(field.areas), rel=0.15)


@pytest.mark.parametrize("saying", [*SAYINGS, random_areas, *MEANINGLESS])
def test_people_have_an_answer_for_every_item(saying: Saying, field: Field) -> None:
    """Whatever is asked, in whatever order, the same person says the same."""
    known = set(field.keys[: len(field.keys) // 2])
    person = saying(field, known, dice("asked"))
    assert person == saying(field, known, dice("asked"))
    assert person.known == known
    assert person.answers.keys() == set(field.order)
    assert person.areas <= field.areas.keys()


def test_contradicting_people_deny_what_they_know(field: Field) -> None:
    """They claim what is advanced and deny what it needs."""
    known = {key for key in field.order if field.stage[key] < 0.5}
    person = contradicting(field, known, dice("no"))
    wrong = mean(person.answers[key] != (key in known) for key in field.order)
    assert wrong > 1 - 2 * SLIPS


def test_vain_people_name_more_areas_than_shy_ones(field: Field) -> None:
    """What someone needs to know of an area to name it makes the difference."""
    known = MAKINGS["dabbler"].draw(field, dice("some"))
    counts = [len(claims(field, known, dice("named"), threshold)) for threshold in (0.3, 0.5, 0.7)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
