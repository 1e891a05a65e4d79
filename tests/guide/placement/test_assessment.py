"""Placement: what is asked, what is made of the answers, and what comes of it."""

import random
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement import KNOWN, LIKELIHOODS, SURE, Placement
from dlroadmap.guide.posterior import CERTAIN
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress

from .building import Case, cases, category, chains, curriculum, examples, level, plus, progress

ANSWERS = tuple(LIKELIHOODS)
EMPTY = Progress({}, {})


def landscape() -> Curriculum:
    """Make 342 items, more than witnesses: uneven chains of five kinds, some of which meet.

    Each chain goes through all three levels, in a category of one of three names.
    """
    parts = [{theme: list[str]() for theme in ("maths", "coding", "models")} for _ in range(3)]
    requires: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for n in range(34):
        length = 6 + n * 7 % 9
        for index in range(length):
            key = f"c{n}-{index}"
            list(parts[3 * index // length].values())[n % 3].append(key)
            requires[key] = [f"c{n}-{index - 1}"] if index else []
            if n > 2 and index and n % 4 == 0:
                requires[key].append(f"c{n - 3}-{min(index, 5)}")
            kinds[key] = ("concept", "project", "skill", "reading", "tool")[(n + index**2) % 5]
    made = curriculum(
        *(
            level(*(category(*keys, id=theme) for theme, keys in part.items()), id=f"l{number}")
            for number, part in enumerate(parts)
        ),
        requires=requires,
    )
    items = {key: item._replace(kind=kinds[key]) for key, item in made.items.items()}
    return replace(made, items=items)


def interview(placement: Placement, known: set[str], most: int = 25, wrong: float = 0) -> list[str]:
    """Answer as one who knows these items, with some answers wrong; return what was asked."""
    chance = random.Random(7)
    asked: list[str] = []
    while len(asked) < most and (key := placement.question()) is not None:
        asked.append(key)
        placement.answer(key, "yes" if (key in known) != (chance.random() < wrong) else "no")
    return asked


def chances(placement: Placement) -> dict[str, float]:
    """Return the probability of every item that is known at all likely."""
    return placement.result().known


@given(cases(), st.lists(st.sampled_from(ANSWERS), max_size=12))
@examples(max_examples=150)
def test_whatever_is_answered_the_numbers_stay_probabilities(case: Case, told: list[str]) -> None:
    """No curriculum, progress or answers lead out of 0 to 1, nor to an item that is not there."""
    placement = Placement(case.curriculum, case.progress)
    for answer in told:
        key = placement.question()
        if key is None:
            break
        assert case.progress.state(key) in ("todo", "doing")
        placement.answer(key, answer)
    result = placement.result()
    assert 0.5 <= result.confidence <= 1
    assert all(KNOWN <= chance <= 1 for chance in result.known.values())
    assert set(result.ticks) <= set(result.known)
    assert not {key for key in result.known if case.progress.state(key) == "skipped"}


@given(cases())
@examples(max_examples=100)
def test_no_item_is_asked_about_twice(case: Case) -> None:
    """Every question is about another item, unsure answers included, until none is left."""
    placement = Placement(case.curriculum, case.progress)
    asked = []
    while (key := placement.question()) is not None:
        asked.append(key)
        placement.answer(key, ANSWERS[len(asked) % len(ANSWERS)])
    assert len(asked) == len(set(asked)) <= len(case.curriculum.locations)


@given(cases())
@examples(max_examples=100)
def test_the_frontier_is_truly_ready_if_the_rest_is_right(case: Case) -> None:
    """Frontier items are not known, and ready for one who has what is offered to be ticked.

    Where that leaves none, for one who has exactly what is taken as known.
    """
    placement = Placement(case.curriculum, case.progress)
    for answer in ("yes", "no", "yes"):
        if key := placement.question():
            placement.answer(key, answer)
    result = placement.result()
    open_ = [key for key in case.curriculum.locations if not case.progress.settled(key)]

    def ready(had: Iterable[str]) -> list[str]:
        then = plus(case.progress, [key for key in had if not case.progress.settled(key)])
        readiness = Readiness(case.curriculum, then)
        return [key for key in open_ if key not in result.known and not readiness.blockers(key)]

    sure = ready(result.ticks)
    assert list(result.frontier) == (sure or ready(result.known))


@given(cases(), st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=5))
@examples(max_examples=100)
def test_back_is_as_if_the_answer_was_never_given(case: Case, told: list[str]) -> None:
    """After back everything is as before the answer: the question, the number, the result."""
    placement = Placement(case.curriculum, case.progress)
    steps = []
    for answer in told:
        key = placement.question()
        if key is None:
            break
        steps.append((key, placement.result()))
        placement.answer(key, answer)
    for key, result in reversed(steps):
        assert placement.back() == key
        assert placement.result() == result
        assert placement.question() == key
    assert placement.back() is None


def test_the_same_answers_lead_to_the_same_questions() -> None:
    """Two assessments with the same answers ask the same and come to the same result."""
    made = chains()
    known = {f"c{n}-{index}" for n in range(8) for index in range(n)} | {"root"}
    runs = []
    for _ in range(2):
        placement = Placement(made, EMPTY)
        runs.append((interview(placement, known, wrong=0.05), placement.result()))
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    ("claimed", "expected", "likely"),
    [
        (
            0,
            "c24-4 c8-4 c14-2 c13-1 c32-2 c6-9 c12-4 c28-6 c5-0 c20-1",
            {"c0-3": 0.669, "c5-3": 0.612, "c13-4": 0.537, "c29-1": 0.626, "c30-4": 0.651},
        ),
        (
            20,
            "c33-11 c14-8 c16-5 c1-6 c29-5 c24-6 c33-5 c9-4 c27-4 c22-3",
            {"c0-5": 0.565, "c9-5": 0.693, "c13-3": 0.555, "c28-3": 0.839, "c32-3": 0.7},
        ),
    ],
    ids=["newcomer", "with ticks"],
)
def test_the_model_is_the_one_that_was_measured(
    claimed: int, expected: str, likely: dict[str, float]
) -> None:
    """Ten questions to one learner, and what follows from the answers, are these.

    Whoever changes the model sees here that answers lead elsewhere, and runs
    benchmarks/placement.py before changing the numbers.
    """
    made = landscape()
    ends = {key: tuple(map(int, key[1:].split("-"))) for key in made.locations}
    known = {key for key, (n, index) in ends.items() if index < (2 if n % 3 else 6)}
    ticked = [key for key, (n, index) in ends.items() if n < claimed and index < 3]
    placement = Placement(made, Progress(dict.fromkeys(ticked, "done"), {}))
    assert interview(placement, known, 10) == expected.split()
    found = chances(placement)
    assert {key: round(found[key], 3) for key in likely} == likely


def test_from_unsure_nothing_is_learned() -> None:
    """An unsure answer counts as a question, and changes no probability."""
    placement = Placement(chains(), EMPTY)
    key, before = placement.question(), placement.result()
    assert key
    placement.answer(key, "unsure")
    after = placement.result()
    assert (after.asked, after.known, after.confidence) == (1, before.known, before.confidence)


def test_what_is_done_is_known_and_tells_of_the_rest() -> None:
    """Ticked items are taken as known and never asked about; what comes before them follows."""
    made = chains()
    said = progress(**{"c5-9": "done"})
    placement = Placement(made, said)
    fresh, known = chances(Placement(made, EMPTY)), chances(placement)
    assert known["c5-9"] >= CERTAIN
    assert all(known[f"c5-{n}"] > fresh.get(f"c5-{n}", 0) for n in range(9))
    assert "c5-9" not in interview(placement, set())
    assert "c5-9" not in placement.result().ticks


def test_what_is_skipped_is_left_out() -> None:
    """A skipped item is not asked about nor told, and stands in nobody's way."""
    made = chains()
    said = progress(**{"c0-0": "skipped", "root": "done"})
    placement = Placement(made, said)
    asked = interview(placement, set())
    result = placement.result()
    assert "c0-0" not in {*asked, *result.known, *result.ticks, *result.frontier}
    assert "c0-1" in result.frontier


def test_a_level_narrows_what_is_asked_and_told() -> None:
    """With `within` every question, tick and frontier item is of those, also the known ones."""
    made = chains()
    inside = [key for part in made.levels[1].categories for key in part.items]
    placement = Placement(made, EMPTY, inside)
    asked = interview(
        placement, {key for key in made.locations if key.endswith(("-0", "-4", "-5"))}
    )
    result = placement.result()
    assert asked
    assert {*asked, *result.known, *result.ticks, *result.frontier} <= set(inside)


def test_nothing_to_ask_is_no_question() -> None:
    """Where everything is done or skipped, or there is nothing, no question comes."""
    made = curriculum(level(category("a", "b"), id="l"))
    placement = Placement(made, progress(a="done", b="skipped"))
    assert placement.question() is None
    assert list(placement.result().known) == ["a"]
    empty = Placement(curriculum(level(category(), id="l")), EMPTY)
    assert empty.question() is None
    assert empty.result().confidence == 1


def test_little_to_learn_ends_the_questions() -> None:
    """Once answers say that all is known, it stops long before all was asked, and is sure."""
    made = chains()
    placement = Placement(made, EMPTY)
    asked = interview(placement, set(made.locations), most=97)
    assert len(asked) < 60
    assert len(placement.result().ticks) > 90


def test_a_circle_does_not_hang() -> None:
    """A broken curriculum in which two items require each other still gets an answer."""
    made = curriculum(level(category("a", "b", "c"), id="l"), requires={"a": ["b"], "b": ["a"]})
    assert Placement(made, EMPTY).question() in ("a", "b", "c")


@pytest.mark.parametrize("kind", ["depth", "chains", "levels"])
def test_few_questions_place_a_learner(kind: str) -> None:
    """25 questions with 5 % wrong answers class 85 of 100 right, and better than none do."""
    made, chance = chains(10, 12), random.Random(kind)
    shares: list[float] = []
    before: list[float] = []
    for _ in range(8):
        if kind == "depth":
            most = chance.randrange(12)
            known = {k for k in made.locations if k != "root" and int(k.rpartition("-")[2]) < most}
        elif kind == "chains":
            ends = {n: chance.choice((0, 0, 3, 12)) for n in range(10)}
            known = {f"c{n}-{index}" for n, end in ends.items() for index in range(end)}
        else:
            level_ = chance.randrange(3)
            known = {
                key
                for part in made.levels[:level_]
                for one in part.categories
                for key in one.items
                if chance.random() < 0.9
            }
        placement = Placement(made, EMPTY)
        for found in (before, shares):
            if found is shares:
                interview(placement, known, wrong=0.05)
            told = placement.result().known
            found.append(
                sum((k in told) == (k in known) for k in made.locations) / len(made.locations)
            )
    assert sum(shares) / len(shares) > sum(before) / len(before)
    assert sum(shares) / len(shares) >= 0.85


def test_ticks_are_those_from_sure_on() -> None:
    """What is offered for ticking is open and at 0.8 or above, in file order."""
    made = chains()
    placement = Placement(made, progress(**{"c0-3": "done"}))
    interview(placement, {f"c{n}-{index}" for n in range(4) for index in range(12)} | {"root"}, 10)
    result = placement.result()
    assert result.ticks
    assert result.ticks == tuple(k for k, p in result.known.items() if p >= SURE and k != "c0-3")


def test_partly_is_a_claim_too() -> None:
    """Who said partly is offered what is sure."""
    placement = Placement(chains(), progress(**{"c0-11": "done", "c1-11": "done"}))
    placement.answer("c2-6", "partly")
    assert placement.result().claimed
    assert placement.result().ticks


@pytest.mark.parametrize("answers", [[], ["unsure"] * 5, ["no"], ["no", "unsure", "no"]])
def test_who_has_claimed_nothing_is_ticked_nothing(answers: list[str]) -> None:
    """Guesses alone tick nothing: neither no answer, nor not sure, nor no; the first yes does."""
    made = chains()
    placement = Placement(made, progress(**{"c0-11": "done", "c1-11": "done"}))
    for answer in answers:
        key = placement.question()
        assert key
        placement.answer(key, answer)
    assert any(chance >= SURE for chance in placement.result().known.values())
    assert placement.result().ticks == ()
    placement.answer("c2-0", "yes")
    assert placement.result().ticks
    placement.back()
    assert placement.result().ticks == ()


def test_what_was_inferred_is_no_evidence() -> None:
    """Ticks that an assessment concluded change what is asked, but not what is believed."""
    made = chains()
    told = {f"c{n}-{index}": "done" for n in range(4) for index in range(6)}
    inferred = progress(**told)._replace(inferred=frozenset(told))
    fresh, after = Placement(made, EMPTY), Placement(made, inferred)
    for placement in (fresh, after):
        placement.answer("c7-3", "yes")
    before, now = fresh.result().known, after.result().known
    assert {key: now.get(key) for key in made.locations if key not in told} == {
        key: before.get(key) for key in made.locations if key not in told
    }
    assert all(now[key] >= SURE for key in told)
    assert any(now[key] == SURE for key in told)
    assert not set(told) & {*interview(after, set()), *after.result().ticks}
    claimed = Placement(made, progress(**told)).result().known
    assert claimed["root"] > fresh.result().known["root"]
