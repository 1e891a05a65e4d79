"""The assessment: what is asked, what is made of the answers, and what comes of it."""

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Category, Curriculum
from dlroadmap.guide.placement import assessment as module
from dlroadmap.guide.placement.assessment import CHECK, Assessment
from dlroadmap.guide.placement.belief import ANSWERS, Belief
from dlroadmap.guide.placement.conclusions import KNOWN, SIMILAR, SURE
from dlroadmap.guide.placement.likelihood import CERTAIN
from dlroadmap.guide.placement.placed import Contradiction, Placed
from dlroadmap.guide.placement.posterior import look_through
from dlroadmap.guide.placement.prior import Prior
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress
from fields import opened

from ..building import Case, cases, category, chains, curriculum, examples, level, plus, progress
from .people import EMPTY, answers, areas_of, before, circular, headings, interview, landscape


def answered(
    assessment: Assessment, told: Iterable[str], areas: Iterable[str] | None = None
) -> Assessment:
    """Name areas, and answer question by question as long as some come."""
    if areas is not None:
        assessment.name_areas(frozenset(areas))
    for answer in told:
        key = assessment.question()
        if key is None:
            break
        assessment.answer(key, answer)
    return assessment


def keys_of(made: Curriculum, level: str) -> list[str]:
    """Return the items of a level."""
    return [key for key, place in made.locations.items() if place.level.id == level]


def first(number: int, most: int, size: int = 12) -> set[str]:
    """Return the items of the first chains, up to some length, and the root."""
    return {f"c{n}-{index}" for n in range(number) for index in range(min(most, size))} | {"root"}


def share(result: Placed, made: Curriculum, known: set[str]) -> float:
    """Return the share of the items that is classed right."""
    right = [(key in result.known) == (key in known) for key in made.locations]
    return sum(right) / len(right)


@st.composite
def sessions(draw: st.DrawFn, assumed: bool = True) -> tuple[Case, Assessment]:
    """Draw an assessment in which areas may be named and questions were answered at will."""
    case = draw(cases(assumed=assumed))
    if draw(st.booleans()):
        case = circular(case)
    within = draw(st.none() | st.sets(st.sampled_from(sorted(case.curriculum.locations))))
    assessment = Assessment(case.curriculum, case.progress, within)
    areas = None
    if assessment.areas:
        ids = [area.id for area in assessment.areas]
        areas = draw(st.none() | st.sets(st.sampled_from(ids)))
    return case, answered(assessment, draw(st.lists(answers, max_size=12)), areas)


@given(sessions())
@examples(max_examples=200)
def test_whatever_is_answered_the_numbers_stay_probabilities(
    session: tuple[Case, Assessment],
) -> None:
    """No curriculum, progress, areas or answers lead out of 0 to 1, nor to what is not open."""
    case, assessment = session
    settled = case.progress.keys("done", "skipped") | case.curriculum.assumed
    assert settled.isdisjoint(key for key, _ in assessment.answers)
    result = assessment.result()
    assert 0 <= result.confidence <= 1
    assert result.confidence == assessment.confidence()
    assert all(KNOWN <= chance <= 1 for chance in result.known.values())
    assert set(result.known) | set(result.ticks) | set(result.frontier) <= set(assessment.scope)
    assert settled.isdisjoint({*result.ticks, *result.frontier})
    assert set(result.ticks) <= result.known.keys()
    assert list(result.known) == [key for key in case.curriculum.locations if key in result.known]
    assert result.asked == assessment.asked == len(assessment.answers)


@given(cases())
@examples(max_examples=100)
def test_no_item_is_asked_about_twice(case: Case) -> None:
    """Every question is about another item, unsure answers included, until none is left."""
    assessment, told = Assessment(case.curriculum, case.progress), tuple(ANSWERS)
    asked = []
    while (key := assessment.question()) is not None:
        asked.append(key)
        assessment.answer(key, told[len(asked) % len(told)])
    assert len(asked) == len(set(asked)) <= len(case.curriculum.locations)


@given(cases(), st.booleans())
@examples(max_examples=100)
def test_the_frontier_is_truly_ready_if_the_rest_is_right(case: Case, areas: bool) -> None:
    """Frontier items are not known, and ready for one who has all that is sure.

    Where that leaves none, for one who has exactly what is taken as known.
    """
    assessment = Assessment(case.curriculum, case.progress)
    named = [area.id for area in assessment.areas] if areas and assessment.areas else None
    answered(assessment, ("yes", "no", "yes"), named)
    result = assessment.result()
    open_ = [key for key in case.curriculum.locations if not case.progress.settled(key)]

    def ready(had: Iterable[str]) -> list[str]:
        then = plus(case.progress, [key for key in had if not case.progress.settled(key)])
        readiness = Readiness(case.curriculum, then)
        return [key for key in open_ if key not in result.known and not readiness.blockers(key)]

    sure = ready(key for key, chance in result.known.items() if chance >= SURE)
    assert sorted(result.frontier) == sorted(sure or ready(result.known))


@given(cases(), st.lists(answers, min_size=1, max_size=5), st.booleans())
@examples(max_examples=100)
def test_back_is_as_if_the_answer_was_never_given(case: Case, told: list[str], areas: bool) -> None:
    """After back everything is as before the answer: the question, the number, the result."""
    assessment = Assessment(case.curriculum, case.progress)
    if areas and assessment.areas:
        assessment.name_areas([assessment.areas[0].id])
    steps = []
    for answer in told:
        key = assessment.question()
        if key is None:
            break
        steps.append((key, assessment.result(), assessment.answers))
        assessment.answer(key, answer)
    for key, result, given_before in reversed(steps):
        assert assessment.back() == key
        assert assessment.result() == result
        assert assessment.answers == given_before
        assert assessment.question() == key
    assert assessment.back() is None


def test_the_same_answers_lead_to_the_same_questions() -> None:
    """Two assessments with the same answers ask the same and come to the same result."""
    made = chains()
    known = {f"c{n}-{index}" for n in range(8) for index in range(n)} | {"root"}
    runs = []
    for _ in range(2):
        assessment = Assessment(made, EMPTY)
        assessment.name_areas(areas_of(made, known))
        runs.append((interview(assessment, known, wrong=0.05), assessment.result()))
    assert runs[0] == runs[1]


def model(claimed: int, areas: bool) -> tuple[list[str], dict[str, float]]:
    """Return what a learner is asked, and what is known of the learner afterward."""
    made = landscape()
    ends = {key: tuple(map(int, key[1:].split("-"))) for key in made.locations}
    known = {key for key, (n, index) in ends.items() if index < (2 if n % 3 else 6)}
    ticked = [key for key, (n, index) in ends.items() if n < claimed and index < 3]
    assessment = Assessment(made, Progress(dict.fromkeys(ticked, "done"), {}))
    if areas:
        assessment.name_areas(areas_of(made, known))
    asked = interview(assessment, known, 10)
    return asked, assessment.result().known


@pytest.mark.parametrize(
    ("claimed", "areas", "expected", "likely"),
    [
        (
            0,
            False,
            "c6-0 c28-2 c14-0 c15-4 c9-0 c8-3 c29-1 c10-5 c10-3 c6-1",
            {"c24-2": 0.785, "c2-0": 0.820, "c20-2": 0.620, "c12-4": 0.559, "c0-0": 0.867},
        ),
        (
            20,
            False,
            "c5-7 c25-5 c30-3 c0-4 c6-4 c20-4 c6-8 c1-6 c32-3 c3-4",
            {"c24-2": 0.889, "c10-2": 0.970, "c28-3": 0.586, "c14-4": 0.573, "c0-2": 0.999},
        ),
        (
            0,
            True,
            "c5-0 c29-0 c1-5 c2-2 c2-0 c17-2 c7-3 c25-1 c11-2 c25-0",
            {"c18-1": 0.829, "c1-2": 0.732, "c19-1": 0.825, "c6-4": 0.685, "c0-0": 0.850},
        ),
    ],
    ids=["newcomer", "with ticks", "with areas"],
)
def test_the_model_is_the_one_that_was_measured(
    claimed: int, areas: bool, expected: str, likely: dict[str, float]
) -> None:
    """Ten questions to one learner, and what follows from the answers, are these.

    Whoever changes the model sees here that answers lead elsewhere, and runs
    benchmarks/placement.py before changing the numbers.
    """
    asked, found = model(claimed, areas)
    assert asked == expected.split()
    assert {key: found[key] for key in likely} == pytest.approx(likely, abs=2e-3)


def test_from_unsure_nothing_is_learned() -> None:
    """An unsure answer counts as a question, and changes no probability."""
    assessment = Assessment(chains(), EMPTY)
    answered(assessment, ["yes", "no"])
    key, was = assessment.question(), assessment.result()
    assert key
    assessment.answer(key, "unsure")
    now = assessment.result()
    assert (now.asked, now.known, now.confidence) == (3, was.known, was.confidence)
    assert now.heard == was.heard


def test_what_is_done_is_known_and_tells_of_the_rest() -> None:
    """Ticked items are taken as known and never asked about; what comes before them follows."""
    made = chains()
    assessment = Assessment(made, progress(**{"c5-9": "done"}))
    known = assessment.result().known
    assert Assessment(made, EMPTY).result().known == {}
    assert known["c5-9"] >= CERTAIN
    assert {"root", *(f"c5-{n}" for n in range(7))} <= known.keys()
    assert "c5-9" not in interview(assessment, set())
    assert "c5-9" not in assessment.result().ticks


def test_what_is_skipped_is_left_out() -> None:
    """A skipped item is not asked about nor told, and stands in nobody's way."""
    made = chains()
    said = progress(**{"c0-0": "skipped", "root": "done"})
    assessment = Assessment(made, said)
    asked = interview(assessment, set())
    result = assessment.result()
    assert "c0-0" not in {*asked, *result.known, *result.ticks, *result.frontier}
    assert "c0-1" in result.frontier


def test_a_level_narrows_what_is_asked_and_told() -> None:
    """With `within` areas, questions, ticks and frontier are of those, also the known ones."""
    made = chains()
    inside = keys_of(made, "l1")
    assessment = Assessment(made, EMPTY, inside)
    assert {area.level for area in assessment.areas} == {"l1"}
    assert assessment.scope == inside
    asked = interview(
        assessment, {key for key in made.locations if key.endswith(("-0", "-4", "-5"))}
    )
    result = assessment.result()
    assert asked
    assert {*asked, *result.known, *result.ticks, *result.frontier} <= set(inside)


def test_nothing_to_ask_is_no_question() -> None:
    """Where everything is done or skipped, or there is nothing, no question comes."""
    made = curriculum(level(category("a", "b"), id="l"))
    assessment = Assessment(made, progress(a="done", b="skipped"))
    assert assessment.question() is None
    assert assessment.areas == []
    assert list(assessment.result().known) == ["a"]


def test_a_curriculum_without_items_asks_nothing() -> None:
    """Where there is nothing yet, no question comes, and nothing is wrong."""
    empty = Assessment(curriculum(level(category(), id="l")), EMPTY)
    assert empty.question() is None
    assert empty.areas == []
    assert empty.result().confidence == 1


def test_one_item_is_asked_about() -> None:
    """A curriculum of one item asks about it once, and takes the answer."""
    made = curriculum(level(category("a"), id="l"))
    for answer, known in (("yes", ["a"]), ("no", []), ("unsure", [])):
        assessment = Assessment(made, EMPTY)
        assert assessment.question() == "a"
        assessment.answer("a", answer)
        assert assessment.question() is None
        assert list(assessment.result().known) == known


@pytest.mark.parametrize("ids", [[], ["l/a"]])
def test_areas_may_be_named_where_nothing_is_left(ids: list[str]) -> None:
    """Where all is done there is no area to name, and to name none or another one is no fault."""
    made = curriculum(level(category("a"), id="l"))
    assessment = Assessment(made, progress(a="done"))
    assessment.name_areas(ids)
    assert assessment.question() is None
    assert assessment.result().ticks == ()


def test_little_to_learn_ends_the_questions() -> None:
    """Once answers say that all is known, it stops long before all was asked, and is sure."""
    made = chains()
    assessment = Assessment(made, EMPTY)
    asked = interview(assessment, set(made.locations), most=97)
    assert len(asked) < 60
    assert len(assessment.result().ticks) > 90


def test_a_circle_does_not_hang() -> None:
    """A broken curriculum in which two items require each other still gets an answer."""
    made = curriculum(level(category("a", "b", "c"), id="l"), requires={"a": ["b"], "b": ["a"]})
    assessment = Assessment(made, EMPTY)
    assert assessment.question() in ("a", "b", "c")
    assessment.answer("a", "yes")
    assert "b" in assessment.result().known


@pytest.mark.parametrize("kind", ["depth", "chains", "levels"])
def test_few_questions_place_a_learner(kind: str) -> None:
    """25 questions with 5% wrong answers class 85 of 100 right, and better than none do.

    If the areas of which half is known are named before, it is more on the mean.
    """
    made, chance = chains(10, 12), random.Random(kind)
    shares: dict[str, list[float]] = {"nothing": [], "questions": [], "areas too": []}
    for _ in range(8):
        if kind == "depth":
            most = chance.randrange(12)
            known = {k for k in made.locations if k != "root" and int(k.rpartition("-")[2]) < most}
        elif kind == "chains":
            ends = {n: chance.choice((0, 0, 3, 12)) for n in range(10)}
            known = {f"c{n}-{index}" for n, end in ends.items() for index in range(end)}
        else:
            levels = [f"l{n}" for n in range(chance.randrange(3))]
            inside = [key for one in levels for key in keys_of(made, one)]
            known = {key for key in inside if chance.random() < 0.9}
        for way, found in shares.items():
            assessment = Assessment(made, EMPTY)
            if way == "areas too":
                assessment.name_areas(areas_of(made, known))
            if way != "nothing":
                interview(assessment, known, wrong=0.05)
            found.append(share(assessment.result(), made, known))
    nothing, questions, areas = (sum(found) / len(found) for found in shares.values())
    assert questions > nothing + 0.1
    assert questions >= 0.85
    assert areas >= questions - 0.01


def check_offers(made: Curriculum, said: Progress, assessment: Assessment) -> None:
    """Hold what is offered against what was answered, item by item."""
    result = assessment.result()
    told = dict(assessment.answers)
    claims = [key for key, answer in told.items() if answer in ("yes", "partly")]
    places = {key: place.name for key, place in made.locations.items()}
    claimed_areas, behind = {places[key] for key in claims}, before(claims, made.requires)
    possible = {
        key
        for key, chance in result.known.items()
        if chance >= SURE
        and not said.settled(key)
        and (places[key] in claimed_areas or key in behind)
        and key not in told
    }
    yes = {key for key, answer in told.items() if answer == "yes" and not said.settled(key)}
    assert set(result.ticks) <= (set() if result.doubtful else possible | yes)
    assert set(result.ticks) >= (set() if result.doubtful else yes)
    sure = {key for key in possible if result.known[key] >= SURE * 10 / 9}
    missed = [key for key, answer in told.items() if answer != "yes"]
    assert missed or result.doubtful or set(result.ticks) >= sure
    assert len(result.ticks) == len(set(result.ticks))
    for offer in result.offers:
        assert offer.keys
        assert {places[key] for key in offer.keys} == {offer.area.id}
        assert offer.area in assessment.areas
        assert offer.least == min(result.known[key] for key in offer.keys)
        assert offer.keys == tuple(key for key in made.locations if key in offer.keys)
    assert [offer.least for offer in result.offers] == sorted(o.least for o in result.offers)
    assert len({offer.area for offer in result.offers}) == len(result.offers)
    assert result.ticks == tuple(key for offer in result.offers for key in offer.keys)


@given(sessions())
@examples(max_examples=200)
def test_offered_is_what_is_sure_and_stands_beside_a_claim(
    session: tuple[Case, Assessment],
) -> None:
    """What is offered is open, sure, and in a category of, or required by, what was claimed.

    Claimed is what was answered with yes or partly. What was answered with no, partly or unsure is
    never offered, and nothing if answers are doubtful. Offers are by category, in file order, the
    least sure category first.
    """
    case, assessment = session
    check_offers(case.curriculum, case.progress, assessment)


@pytest.mark.parametrize("far", [2, 5, 9, 12])
def test_offers_of_a_landscape_are_what_is_sure_beside_a_claim(far: int) -> None:
    """The same holds for a learner of hundreds of items, who is offered more than was asked."""
    made = landscape()
    known = {key for key in made.locations if int(key.split("-")[1]) < far}
    assessment = Assessment(made, EMPTY)
    interview(assessment, known)
    check_offers(made, EMPTY, assessment)
    assert len(assessment.result().ticks) > 25 or far == 2


def test_partly_is_a_claim_too() -> None:
    """Who said partly is offered what is surely known beside it, but never the item itself."""
    made = chains()
    said = progress(**{f"c{n}-{index}": "done" for n in range(7) for index in range(4)})
    assessment = Assessment(made, said)
    assert assessment.result().ticks == ()
    assessment.answer("c7-5", "partly")
    assert assessment.result().claimed
    assert "c7-5" not in assessment.result().ticks
    check_offers(made, said, assessment)


@pytest.mark.parametrize("answer", ["unsure", "partly", "no"])
def test_what_was_not_said_yes_to_is_not_offered(answer: str) -> None:
    """However sure dlr is of an item, it offers none that the learner was not sure of."""
    made = chains()
    assessment = Assessment(made, EMPTY)
    asked = interview(assessment, set(made.locations), 30)
    key = next(key for key in assessment.result().ticks if key not in asked)
    assessment.answer(key, answer)
    result = assessment.result()
    assert result.ticks
    assert key not in result.ticks
    assert answer != "unsure" or result.known[key] >= SURE


def test_nothing_is_offered_to_who_is_doubted() -> None:
    """Answers that do not fit together are said to be doubtful, and offer nothing.

    Most who answer by chance are warned, and so is who answers the other way around.
    """
    made, doubted = headings(), []
    for seed in range(8):
        chance, by_chance = random.Random(seed), Assessment(made, EMPTY)
        named = [area.id for area in by_chance.areas if chance.random() < 0.5]
        answered(by_chance, [chance.choice(("yes", "no")) for _ in range(25)], named)
        result = by_chance.result()
        assert result.claimed
        assert not (result.doubtful and result.offers)
        doubted.append(result.doubtful)
    assert sum(doubted) >= 5
    made = landscape()
    known = {key for key in made.locations if int(key.split("-")[1]) < 5}
    honest, turned = Assessment(made, EMPTY), Assessment(made, EMPTY)
    interview(honest, known)
    interview(turned, set(made.locations) - known)
    assert not honest.result().doubtful
    assert turned.result().doubtful


def test_doubt_alone_withholds_what_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answers offer something or nothing, as they are doubted or not."""
    made = chains()
    assessment = Assessment(made, EMPTY)
    interview(assessment, first(4, 12))
    assert assessment.result().offers
    monkeypatch.setattr(module, "DOUBTFUL", 0)
    assert assessment.result().doubtful
    assert assessment.result().offers == ()
    assert assessment.result().known


def test_confidence_is_the_share_expected_to_be_classed_right() -> None:
    """Of who has said nothing nothing is taken to be known, so what is likely counts as wrong.

    After answers the known count with their probability, and the others with the rest to one.
    """
    made = chains()
    prior = Prior(made)
    belief = Belief.unasked(look_through(prior, range(len(prior.keys))), ())
    assessment = Assessment(made, EMPTY)
    assert belief.probabilities().max() > 0.6
    assert assessment.confidence() == pytest.approx(1 - belief.probabilities().mean())
    for key, answer in (("c1-4", "yes"), ("c3-1", "no")):
        assessment.answer(key, answer)
        belief = belief.answer(prior.keys.index(key), answer)
    known = assessment.result().known
    every = zip(prior.keys, belief.probabilities(), strict=True)
    right = [chance if key in known else 1 - chance for key, chance in every]
    assert assessment.confidence() == pytest.approx(sum(right) / len(right))


@given(cases(assumed=True), st.lists(st.sampled_from(["no", "unsure"]), max_size=12), st.data())
@examples(max_examples=150)
def test_nothing_is_known_without_evidence(
    case: Case, told: list[str], data: st.DataObject
) -> None:
    """From no and unsure alone nothing is known, and nothing is offered.

    Whoever has ticked nothing knows nothing then. What was ticked by the learner's own hand is
    known, and what stands in its category or before it may be.
    """
    made, said = case.curriculum, case.progress
    fresh = answered(Assessment(replace(made, assumes=()), EMPTY), told).result()
    assert fresh.known == {}
    assert fresh.offers == ()
    assert not fresh.claimed
    result = answered(Assessment(made, said), told).result()
    assert result.offers == ()
    own = (said.keys("done") | made.assumed) & made.locations.keys()
    places = {key: place.name for key, place in made.locations.items()}
    areas = {places[key] for key in own}
    around = before(own, made.requires).union(key for key in places if places[key] in areas)
    assert result.known.keys() <= own | around
    assert said.keys("done") & (own - made.assumed) <= result.known.keys()


@given(sessions(assumed=False))
@examples(max_examples=150)
def test_what_is_known_is_near_what_was_claimed(session: tuple[Case, Assessment]) -> None:
    """Known is only what stands near a claim, a tick or a named area, or goes with a claim.

    Near is what is in the same category, or required; with it goes what is correlated.
    """
    case, assessment = session
    made, result = case.curriculum, assessment.result()
    claims = [key for key, answer in assessment.answers if answer in ("yes", "partly")]
    places = {key: place.name for key, place in made.locations.items()}
    named = {key for key, area in places.items() if area in (assessment.named or ())}
    own = {*claims, *named, *(case.progress.keys("done") & places.keys())}
    around = before(own, made.requires).union(
        key for key in places if places[key] in {places[one] for one in own}
    )
    prior = Prior(made)
    whole = prior.covariances(range(len(prior.keys)))
    shared = whole / np.sqrt(np.outer(np.diag(whole), np.diag(whole)))
    index = {key: number for number, key in enumerate(prior.keys)}
    for key in result.known.keys() - around:
        assert any(shared[index[key], index[claim]] >= SIMILAR - 1e-6 for claim in claims)


def test_one_claim_does_not_reach_what_has_nothing_to_do_with_it() -> None:
    """A yes to the end of a chain makes it known, and nothing of another level, theme and kind."""
    made = landscape()
    end = "c0-5"
    assessment = Assessment(made, EMPTY)
    assessment.answer(end, "yes")
    prior = Prior(made)
    column = prior.covariances([prior.keys.index(end)])[:, 0]
    scale = np.sqrt(prior.variances() * prior.variances()[prior.keys.index(end)])
    far = {key for key, one in zip(prior.keys, column / scale, strict=True) if one < SIMILAR}
    known = assessment.result().known.keys()
    place = made.locations[end].name
    beside = {key for key in made.locations if made.locations[key].name == place}
    assert {f"c0-{n}" for n in range(6)} <= known
    assert known & far <= beside | before([end], made.requires)
    assert len(far - beside) > 30


def test_one_yes_in_a_level_is_not_the_whole_level() -> None:
    """On the bundled curriculum one yes makes no level known as a whole, nor ticks a third of it.

    Before it nothing is known, nor after a no.
    """
    made = opened("deep-learning")
    for one in made.levels:
        inside = keys_of(made, one.id)
        assessment = Assessment(made, EMPTY, inside)
        assert assessment.result().known == {}
        key = assessment.question()
        assert key
        assessment.answer(key, "no")
        assert assessment.result().known == {}
        assessment.back()
        assessment.answer(key, "yes")
        result = assessment.result()
        assert len(result.ticks) <= len(inside) / 3
        assert len(result.known) < len(inside)
        assert result.frontier


def test_heard_are_the_levels_of_answers() -> None:
    """A level was heard of where an answer said something; with areas, every level was asked about.

    An answer taken back, and unsure, say nothing; that none was named does.
    """
    assessment = Assessment(chains(), EMPTY)
    assert assessment.result().heard == frozenset()
    assessment.answer("c1-1", "unsure")
    assert assessment.result().heard == frozenset()
    assessment.answer("c2-1", "no")
    assert assessment.result().heard == {"l0"}
    assessment.answer("c2-10", "partly")
    assert assessment.result().heard == {"l0", "l2"}
    assessment.back()
    assert assessment.result().heard == {"l0"}
    assessment.name_areas([])
    assert assessment.result().heard == {"l0", "l1", "l2"}
    inside = Assessment(chains(), EMPTY, keys_of(chains(), "l1"))
    inside.name_areas(["l1/chain-2"])
    assert inside.result().heard == {"l1"}


@given(sessions())
@examples(max_examples=200)
def test_contradictions_are_a_yes_and_a_no_to_what_it_builds_on(
    session: tuple[Case, Assessment],
) -> None:
    """They are all pairs of a yes, and a no to what this requires, directly or not; no others."""
    case, assessment = session
    told = assessment.answers
    requires = case.curriculum.requires
    expected = [
        Contradiction(yes, no)
        for yes, answer in told
        if answer == "yes"
        for no, other in told
        if other == "no" and no in before([yes], requires)
    ]
    found = assessment.result().contradictions
    assert sorted(found) == sorted(expected)
    assert [one.known for one in found] == [one.known for one in expected]


def test_a_contradiction_reaches_over_what_was_not_asked() -> None:
    """A yes contradicts a no far before it, in any order; partly and unsure contradict nothing."""
    assessment = Assessment(chains(), EMPTY)
    for key, answer in (
        ("c0-1", "no"),
        ("c0-9", "yes"),
        ("root", "no"),
        ("c0-11", "no"),
        ("c1-5", "partly"),
        ("c1-4", "unsure"),
        ("c1-1", "no"),
    ):
        assessment.answer(key, answer)
    assert set(assessment.result().contradictions) == {("c0-9", "c0-1"), ("c0-9", "root")}


def test_areas_passed_over_are_as_never_asked_about() -> None:
    """Passing over says nothing; to name none says that nothing was worked with."""
    made = headings()
    never, passed, none = (Assessment(made, EMPTY) for _ in range(3))
    passed.name_areas(["l0/h1"])
    passed.name_areas(None)
    none.name_areas([])
    assert (never.named, passed.named, none.named) == (None, None, frozenset())
    assert passed.result() == never.result()
    assert passed.question() == never.question()
    assert none.result().confidence > never.result().confidence + 0.1
    assert not none.result().claimed
    assert none.result().known == {}


def test_naming_areas_takes_earlier_answers_back() -> None:
    """Who names areas in the middle begins anew, as one who named them at once."""
    late, early = Assessment(chains(), EMPTY), Assessment(chains(), EMPTY)
    interview(late, first(4, 6), 5)
    for assessment in (late, early):
        assessment.name_areas(["l0/chain-1", "l0/chain-2"])
    assert late.asked == 0
    assert late.answers == []
    assert late.back() is None
    assert late.result() == early.result()
    assert late.question() == early.question()


def test_a_named_area_is_evidence() -> None:
    """What is in named areas is known, and nothing else, as soon as one yes confirms any of it.

    Before that nothing is known, nor offered.
    """
    made = headings()
    assessment = Assessment(made, EMPTY)
    named = [f"l1/h{n}" for n in range(8, 16)]
    assessment.name_areas(named)
    result = assessment.result()
    assert (result.claimed, result.known, result.offers) == (True, {}, ())
    first = next(key for key, place in made.locations.items() if place.name == named[0])
    assessment.answer(first, "yes")
    result = assessment.result()
    assert {made.locations[key].name for key in result.known} == set(named)
    assert len(result.known) > 60


@pytest.mark.parametrize("kind", ["headings", "landscape"])
def test_naming_areas_places_people_better(kind: str) -> None:
    """To name all areas of which half is known is better than not to.

    It is better by far on a list of headings, which nothing else ties together.
    """
    made = headings() if kind == "headings" else landscape()
    areas = [place.name for place in made.locations.values()]
    chance = random.Random(kind)
    gains = []
    for _ in range(6):
        had = set(chance.sample(sorted(set(areas)), len(set(areas)) // 3))
        known = {
            key
            for key, area in zip(made.locations, areas, strict=True)
            if chance.random() < (0.85 if area in had else 0.08)
        }
        plain, named = Assessment(made, EMPTY), Assessment(made, EMPTY)
        named.name_areas(areas_of(made, known))
        for assessment in (plain, named):
            interview(assessment, known, 12)
        gains.append(share(named.result(), made, known) - share(plain.result(), made, known))
    assert sum(gains) / len(gains) > (0.05 if kind == "headings" else 0)


def state(assessment: Assessment) -> tuple[object, ...]:
    return (
        assessment.result(),
        assessment.question(),
        assessment.answers,
        assessment.asked,
        assessment.named,
        assessment.confidence(),
    )


@given(sessions())
@examples(max_examples=60)
def test_foreseeing_leaves_everything_as_it_was(session: tuple[Case, Assessment]) -> None:
    """What more questions may bring is tried out without a trace, and always comes out the same.

    No more questions bring nothing: they leave confidence and ticks.
    """
    _, assessment = session
    was = state(assessment)
    prospect = assessment.foresee(4)
    assert state(assessment) == was
    assert assessment.foresee(4) == prospect
    assert 0 <= prospect.confidence <= 1
    assert 0 <= prospect.ticks <= len(assessment.scope)
    now = assessment.foresee(0)
    assert now.confidence == pytest.approx(assessment.confidence())
    assert now.ticks == len(assessment.result().ticks)


def test_more_questions_promise_more() -> None:
    """In the middle of an assessment more questions are expected to tell more.

    Mostly that is so for everyone, and on the mean it is far more than nothing.
    """
    made, gains, ticks = landscape(), [], []
    for far in (1, 3, 5, 8):
        known = {key for key in made.locations if int(key.split("-")[1]) < far}
        assessment = Assessment(made, EMPTY)
        interview(assessment, known, 8)
        prospect = assessment.foresee(10)
        gains.append(prospect.confidence - assessment.confidence())
        ticks.append(prospect.ticks - len(assessment.result().ticks))
    assert min(gains) > -0.02
    assert sum(gains) / len(gains) > 0.02
    assert sum(ticks) > 0


def test_every_fifth_question_checks_what_would_be_offered() -> None:
    """Where something would be ticked unasked, every fifth question is about such a thing.

    All other questions are about what is far less sure.
    """
    made, checks = landscape(), 0
    for far in (3, 6):
        known = {key for key in made.locations if int(key.split("-")[1]) < far}
        assessment = Assessment(made, EMPTY)
        for number in range(25):
            result = assessment.result()
            offered = set(result.ticks) - {key for key, _ in assessment.answers}
            key = assessment.question()
            assert key
            claims = [one for one, answer in assessment.answers if answer == "yes"]
            places = {made.locations[one].name for one in claims}
            if number % CHECK == CHECK - 1 and offered:
                # It is offered, or would be if there were no doubt at all about the answers.
                assert result.known[key] >= SURE - 0.05
                assert made.locations[key].name in places or key in before(claims, made.requires)
                checks += key in offered
            elif number % CHECK != CHECK - 1:
                assert key not in offered
            assessment.answer(key, "yes" if key in known else "no")
    assert checks >= 3


def test_a_check_is_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions end where none is worth asking, and not because what is sure needs no check."""
    made = chains()
    assessment = Assessment(made, EMPTY)
    asked = interview(assessment, first(4, 12), 97)
    assert len(asked) < 97
    monkeypatch.setattr(module, "CHECK", 1_000)
    assert assessment.question() is None


def test_what_was_inferred_is_no_evidence() -> None:
    """Ticks that an assessment concluded change what is asked, but not what is believed."""
    made = chains()
    told = {f"c{n}-{index}": "done" for n in range(4) for index in range(6)}
    inferred = progress(**told)._replace(inferred=frozenset(told))
    fresh, after = Assessment(made, EMPTY), Assessment(made, inferred)
    for assessment in (fresh, after):
        assessment.answer("c7-3", "yes")
    was, now = fresh.result().known, after.result().known
    assert {key: now.get(key) for key in made.locations if key not in told} == {
        key: was.get(key) for key in made.locations if key not in told
    }
    assert not set(told) & {*interview(after, set()), *after.result().ticks}
    claimed = Assessment(made, progress(**told)).result().known
    assert claimed.keys() > told.keys()
    assert Assessment(made, inferred).result().known.keys() <= told.keys()


def test_what_was_inferred_stays_known() -> None:
    """What was ticked as inferred is known to the next assessment, as to the status."""
    told = {f"c{n}-{index}": "done" for n in range(4) for index in range(6)}
    inferred = progress(**told)._replace(inferred=frozenset(told))
    assert told.keys() <= Assessment(chains(), inferred).result().known.keys()


def large(number: int = 1_200) -> Curriculum:
    """Make more items than are asked about: small categories, each item on the one before."""
    keys = [f"k{n}" for n in range(number)]
    sizes, start = (1, 30, 11, 2, 40, 5), 0
    parts: list[Category] = []
    while start < number:
        size = sizes[len(parts) % len(sizes)]
        parts.append(category(*keys[start : start + size], id=f"part-{len(parts)}"))
        start += size
    requires = {key: [earlier] for earlier, key in pairwise(keys) if int(key[1:]) % 10}
    half = len(parts) // 2
    return curriculum(level(*parts[:half], id="a"), level(*parts[half:], id="b"), requires=requires)


def test_of_very_many_items_a_sample_is_asked_about() -> None:
    """Of 1,200 items some are asked about, of every area one at least; all are judged.

    What was ticked is evidence, though it may not be asked about.
    """
    made = large()
    ticked = {"k1191": "done", "k1193": "done", "k407": "done"}
    assessment = Assessment(made, progress(**ticked))
    every = [area.id for area in assessment.areas]
    assert every == list(dict.fromkeys(place.name for place in made.locations.values()))
    fresh = Assessment(made, EMPTY)
    asked = interview(assessment, {f"k{n}" for n in range(700)}, 12)
    assert len(asked) == 12
    assert not set(asked) & ticked.keys()
    result = assessment.result()
    assert ticked.keys() <= result.known.keys()
    assert len(result.known.keys() - set(asked)) > 300
    assert share(result, made, {f"k{n}" for n in range(700)}) > 0.8
    # Before any answer a tick makes what it requires likely; nothing else could.
    known = Assessment(made, progress(**ticked)).result().known
    assert {"k1190", "k406"} <= known.keys()
    assert fresh.result().known == {}


@pytest.mark.parametrize("part", range(0, 80, 9))
def test_every_area_has_something_to_ask(part: int) -> None:
    """However small an area among 1,200 items is, something in it can be asked about."""
    made = large()
    name = list(dict.fromkeys(place.name for place in made.locations.values()))[part]
    inside = [key for key, place in made.locations.items() if place.name == name]
    whole = Assessment(made, EMPTY)
    others = [key for key in made.locations if key not in inside]
    assessment = Assessment(made, Progress(dict.fromkeys(others, "skipped"), {}))
    assert assessment.question() in inside
    # And whoever answers about it is understood, among all the others too.
    whole.answer(inside[0], "yes")
    assert inside[0] in whole.result().known


def test_of_very_many_areas_the_named_ones_count() -> None:
    """Where there are more areas than are taken in, every named one is evidence all the same."""
    made = large(2_000)
    assessment = Assessment(made, EMPTY)
    ids = [area.id for area in assessment.areas]
    assert len(ids) > 100
    assessment.name_areas(ids[1:60:2])
    assessment.answer(next(key for key in made.locations if assessment.takes(key)), "yes")
    known = {made.locations[key].name for key in assessment.result().known}
    assert len(known.intersection(ids[1:60:2])) > 15


@pytest.mark.parametrize("within", [None, []], ids=["all done", "nothing within"])
def test_very_many_items_of_which_none_is_open(within: list[str] | None) -> None:
    """Who has learned all of 1,200 items, or asks for none of them, gets no question."""
    made = large()
    said = Progress(dict.fromkeys(made.locations, "done"), {}) if within is None else EMPTY
    assessment = Assessment(made, said, within)
    assert assessment.question() is None
    assert assessment.result().ticks == ()
