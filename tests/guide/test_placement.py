"""Placement: what is asked, what is made of the answers, and what comes of it."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import erfc, exp, sqrt
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement import ANSWERS, KNOWN, SURE, Placement
from dlroadmap.guide.placement_model import CERTAIN, NO, PARTLY, TICKED, YES, Belief, Terrain, Told
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress

from .building import Case, cases, category, curriculum, examples, level, plus, progress

EMPTY = Progress({}, {})


def chains(number: int = 8, length: int = 12) -> Curriculum:
    """Make chains of items, each a category in every level; all chains share a root."""
    keys = [[f"c{n}-{place}" for place in range(length)] for n in range(number)]
    requires = {
        key: [chain[place - 1]] if place else ["root"]
        for chain in keys
        for place, key in enumerate(chain)
    }
    third = length // 3
    levels = [
        level(
            *([category("root", id="root")] if not part else []),
            *(
                category(*chain[part * third : (part + 1) * third], id=f"chain-{n}")
                for n, chain in enumerate(keys)
            ),
            id=f"l{part}",
        )
        for part in range(3)
    ]
    return curriculum(*levels, requires=requires)


def landscape() -> Curriculum:
    """Make 342 items, more than witnesses: uneven chains of five kinds, some of which meet.

    Each chain goes through all three levels, in a category of one of three names.
    """
    parts = [{theme: list[str]() for theme in ("maths", "coding", "models")} for _ in range(3)]
    requires: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for n in range(34):
        length = 6 + n * 7 % 9
        for place in range(length):
            key = f"c{n}-{place}"
            list(parts[3 * place // length].values())[n % 3].append(key)
            requires[key] = [f"c{n}-{place - 1}"] if place else []
            if n > 2 and place and n % 4 == 0:
                requires[key].append(f"c{n - 3}-{min(place, 5)}")
            kinds[key] = ("concept", "project", "skill", "reading", "tool")[(n + place**2) % 5]
    made = curriculum(
        *(
            level(*(category(*keys, id=theme) for theme, keys in part.items()), id=f"l{number}")
            for number, part in enumerate(parts)
        ),
        requires=requires,
    )
    items = {key: replace(item, kind=kinds[key]) for key, item in made.items.items()}
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
    assert len(asked) == len(set(asked)) <= len(case.curriculum.places)


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
    open_ = [key for key in case.curriculum.places if not case.progress.settled(key)]

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
    known = {f"c{n}-{place}" for n in range(8) for place in range(n)} | {"root"}
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
    ends = {key: tuple(map(int, key[1:].split("-"))) for key in made.places}
    known = {key for key, (n, place) in ends.items() if place < (2 if n % 3 else 6)}
    ticked = [key for key, (n, place) in ends.items() if n < claimed and place < 3]
    placement = Placement(made, Progress(dict.fromkeys(ticked, "done"), {}))
    assert interview(placement, known, 10) == expected.split()
    found = chances(placement)
    assert {key: round(found[key], 3) for key in likely} == likely


def test_a_yes_raises_what_comes_before_and_a_no_lowers_what_builds_on() -> None:
    """Who knows an item probably knows what it requires; who does not, not what needs it."""
    made = chains()
    terrain = Terrain(made)
    place = {key: number for number, key in enumerate(terrain.keys)}
    prior = Belief.prior(terrain)
    was = prior.probabilities()
    yes = prior.after(place["c3-9"], YES).probabilities()
    no = prior.after(place["c3-2"], NO).probabilities()
    assert all(yes[place[f"c3-{n}"]] > max(was[place[f"c3-{n}"]], 0.65) for n in range(8))
    assert all(no[place[f"c3-{n}"]] < min(was[place[f"c3-{n}"]], 0.35) for n in range(4, 12))
    assert yes[place["c3-5"]] > yes[place["c4-5"]] > was[place["c4-5"]]


def test_answers_order_from_no_over_partly_to_yes() -> None:
    """Partly is about half, and stands between no and yes for the item and for its neighbours."""
    made = chains()
    terrain = Terrain(made)
    here, beside = (terrain.keys.index(key) for key in ("c2-5", "c2-6"))
    rows = [Belief.prior(terrain).after(here, told).probabilities() for told in (NO, PARTLY, YES)]
    assert rows[0][here] < 0.1 < rows[1][here] == 0.5 < 0.9 < rows[2][here]
    assert rows[0][beside] < rows[1][beside] < rows[2][beside]


def test_from_unsure_nothing_is_learned() -> None:
    """An unsure answer counts as a question, and changes no probability."""
    placement = Placement(chains(), EMPTY)
    key, before = placement.question(), placement.result()
    assert key
    placement.answer(key, "unsure")
    after = placement.result()
    assert (after.asked, after.known, after.confidence) == (1, before.known, before.confidence)


def test_one_wrong_answer_is_outvoted() -> None:
    """A careless no amid what is known leaves the item, and all around it, known."""
    made = chains()
    terrain = Terrain(made)
    place = {key: number for number, key in enumerate(terrain.keys)}
    belief = Belief.prior(terrain)
    for n in (3, 5, 8, 11):
        belief = belief.after(place[f"c1-{n}"], YES)
    belief = belief.after(place["c1-4"], NO)
    found = belief.probabilities()
    assert all(found[place[f"c1-{n}"]] > KNOWN for n in range(12) if n != 4)
    assert found[place["c1-4"]] > 0.2


def test_the_moments_are_those_of_the_exact_posterior() -> None:
    """Mean and variance after an answer are those that numerical integration gives.

    Only a surprise, after which less would be known than before, is taken as telling nothing.
    """
    made = curriculum(level(category("a", "b"), id="l"), requires={"b": ["a"]})
    terrain = Terrain(made)
    prior = Belief.prior(terrain)
    for told in (YES, NO, TICKED, PARTLY):
        mean, spread = prior.means[0], sqrt(prior.variances[0])
        steps = [mean + spread * n / 200 for n in range(-1600, 1601)]

        def likely(score: float, told: Told = told) -> float:
            normal = erfc(-score / sqrt(2)) / 2
            if told is PARTLY:
                return exp(-score * score / 2)
            return told.unknown + (told.known - told.unknown) * normal

        weights = [likely(score) * exp(-(((score - mean) / spread) ** 2) / 2) for score in steps]
        total = sum(weights)
        exact = sum(w * s for w, s in zip(weights, steps, strict=True)) / total
        square = sum(w * (s - exact) ** 2 for w, s in zip(weights, steps, strict=True)) / total
        after = prior.after(0, told)
        assert after.means[0] == pytest.approx(exact, abs=1e-4)
        assert after.variances[0] == pytest.approx(min(square, spread * spread), rel=1e-3)


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
    asked = interview(placement, {key for key in made.places if key.endswith(("-0", "-4", "-5"))})
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
    asked = interview(placement, set(made.places), most=97)
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
            known = {k for k in made.places if k != "root" and int(k.rpartition("-")[2]) < most}
        elif kind == "chains":
            ends = {n: chance.choice((0, 0, 3, 12)) for n in range(10)}
            known = {f"c{n}-{place}" for n, end in ends.items() for place in range(end)}
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
            found.append(sum((k in told) == (k in known) for k in made.places) / len(made.places))
    assert sum(shares) / len(shares) > sum(before) / len(before)
    assert sum(shares) / len(shares) >= 0.85


def test_ticks_are_those_from_sure_on() -> None:
    """What is offered for ticking is open and at 0.8 or above, in file order."""
    made = chains()
    placement = Placement(made, progress(**{"c0-3": "done"}))
    interview(placement, {f"c{n}-{place}" for n in range(4) for place in range(12)} | {"root"}, 10)
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
    told = {f"c{n}-{place}": "done" for n in range(4) for place in range(6)}
    inferred = progress(**told)._replace(inferred=frozenset(told))
    fresh, after = Placement(made, EMPTY), Placement(made, inferred)
    for placement in (fresh, after):
        placement.answer("c7-3", "yes")
    before, now = fresh.result().known, after.result().known
    assert {key: now.get(key) for key in made.places if key not in told} == {
        key: before.get(key) for key in made.places if key not in told
    }
    assert all(now[key] >= SURE for key in told)
    assert any(now[key] == SURE for key in told)
    assert not set(told) & {*interview(after, set()), *after.result().ticks}
    claimed = Placement(made, progress(**told)).result().known
    assert claimed["root"] > fresh.result().known["root"]


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
                level(*(category(*keys, id=f"c-{keys[0]}") for keys in parts), id=f"l{place}")
                for place, parts in enumerate(levels)
            ),
            requires=requires,
        )
        made = replace(made, items={**made.items, "b": replace(made.items["b"], kind=kind)})
        terrain = Terrain(made)
        return terrain.covariances(terrain.keys.index("a"), [terrain.keys.index("b")])[0]

    apart = together()
    assert together(kind="project") < apart
    assert together(levels=((("u",), ("a",)), (("b",), ("v",)))) < apart
    assert together(levels=((("u",), ("a", "b"), ("v",)),)) > apart
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
    terrain = Terrain(made)
    maths, tools = terrain.covariances(terrain.keys.index("a"), [2, 3])
    assert maths > tools
