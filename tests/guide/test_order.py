"""The order: what it holds, how it is ranked, and that all who go by it agree."""

from collections.abc import Mapping, Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import PRIORITIES, THEORY, Curriculum
from dlroadmap.guide.order import BEGUN, RUN
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.suggest import suggest
from dlroadmap.guide.summary import find_missing, summarize
from dlroadmap.progress.goals import Goal

from .building import (
    Case,
    aims_of,
    cases,
    category,
    curriculum,
    examples,
    heading_for,
    level,
    order_of,
    path_to,
    plus,
    progress,
    steps_to,
    with_kinds,
)


@st.composite
def headed(draw: st.DrawFn, choices: bool = True) -> Case:
    """Draw a case with items of both natures, heading for items, categories, levels, or for all."""
    case = draw(cases(assumed=True, choices=choices))
    made, known = case.curriculum, sorted(case.curriculum.items)
    sections = [
        Goal("c", "curriculum"),
        *(Goal(f"c/{one.id}", "level") for one in made.levels),
        *(Goal(f"c/{place.name}", "category") for place in made.categories),
    ]
    goals = st.sampled_from([*map(Goal, known), *sections])
    days = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4))
    some = draw(st.lists(goals, max_size=3, unique=True))
    said = heading_for(case.progress, *(goal._replace(by=draw(days)) for goal in some))
    kinds = {key: draw(st.sampled_from(["concept", "project"])) for key in known}
    return Case(with_kinds(made, kinds), said)


@examples(max_examples=400)
@given(headed())
def test_next_are_the_first_of_the_plan_that_wait_for_nothing(case: Case) -> None:
    """`next` is the order without what waits, so both begin with the same item."""
    made, said = case.curriculum, case.progress
    order = order_of(made, said)
    sequence = list(order)
    assert sequence == list(order)
    found = [one.item.key for one in suggest(order, said, aims_of(made, said), 99)]
    blockers = Readiness(made, said).blockers
    assert found == [key for key in sequence if not blockers(key)]
    assert found[:1] == sequence[:1]


@examples(max_examples=400)
@given(headed())
def test_nothing_stands_before_what_it_waits_for(case: Case) -> None:
    """Each member comes after all unfinished items before it, also those behind items outside.

    Nothing is in it twice, and nothing that is done, skipped, assumed or outside.
    """
    made, said = case.curriculum, case.progress
    sequence = list(order_of(made, said))
    blockers = Readiness(made, said).blockers
    for place, key in enumerate(sequence):
        assert set(blockers(key)) <= set(sequence[:place])
        assert not said.settled(key)
    assert len(set(sequence)) == len(sequence)
    assert set(sequence) <= made.locations.keys() - made.assumed


@examples(max_examples=400)
@given(headed())
def test_a_path_is_the_order_with_one_goal(case: Case) -> None:
    """Cut to the path, the order of one who has that goal alone is the path.

    What lies outside stands right before the first that waits for it.
    """
    made, said = case.curriculum, case.progress
    for goal in said.goals:
        path = path_to(made, said, goal)
        steps = [step.item.key for step in path.steps]
        inside = [key for key in steps if key in made.locations]
        [aim] = aims_of(made, heading_for(said, goal))
        assert set(steps) == aim.way
        assert inside == [key for key in order_of(made, heading_for(said, goal)) if key in aim.way]
        for place, key in enumerate(steps):
            assert {edge.before for edge in path.edges if edge.after == key} <= {*steps[:place]}
        for outside in set(steps) - set(inside) - {aim.key}:
            after = steps[steps.index(outside) + 1 :]
            first = next(key for key in after if key in made.locations or key == aim.key)
            assert outside in path_closure(made, first)


def path_closure(made: Curriculum, key: str) -> set[str]:
    """Return all that an item requires, directly or through others."""
    found, queue = set[str](), [key]
    while queue:
        for other in made.requires.get(queue.pop(), ()):
            if other not in found:
                found.add(other)
                queue.append(other)
    return found


@examples(max_examples=300)
@given(headed())
def test_the_order_holds_what_is_begun_what_leads_to_goals_and_what_counts(case: Case) -> None:
    """Who has learned all of it has reached every goal, finished all that was begun, and is at 100.

    Nothing else is in it where no choice is to be made.
    """
    made, said = case.curriculum, case.progress
    sequence = list(order_of(made, said))
    then = plus(said, sequence)
    assert find_missing(summarize(made, then), then) == []
    assert not any(aim.way & made.locations.keys() for aim in aims_of(made, then))
    placed = made.locations.keys() - made.assumed
    assert not any(key in placed for key in then.doing())


@examples(max_examples=300)
@given(headed())
def test_stages_levels_and_goals_keep_their_ranks(case: Case) -> None:
    """What is begun comes first, then goals by their day and as they were set, then levels."""
    made, said = case.curriculum, case.progress
    order = order_of(made, said)
    sequence = list(order)
    free = [key for key in said.doing() if key in order.before and not order.before[key]]
    assert sequence[: len(free)] == free
    assert {key for key, (kind, _) in order.stages.items() if kind == BEGUN} == set(free)
    begun, aims = set(order.begun), aims_of(made, said)
    assert set(sequence[: len(begun)]) == begun
    assert [aim.goal for aim in aims] == sorted(said.goals, key=lambda goal: goal.by or date.max)
    left = sequence[len(begun) :]
    for aim in aims:
        way = {key for key in left if key in aim.way}
        assert set(left[: len(way)]) == way
        left = left[len(way) :]


@examples(max_examples=300)
@given(headed(choices=False))
def test_whoever_does_what_comes_first_finds_the_rest_as_it_was(case: Case) -> None:
    """A tick of the first item leaves the order of all others as it was."""
    made = case.curriculum
    said = case.progress._replace(
        states={key: state for key, state in case.progress.states.items() if state != "doing"}
    )
    sequence = list(order_of(made, said))
    if sequence:
        assert list(order_of(made, plus(said, sequence[:1]))) == sequence[1:]


def waiting_inside(made: Curriculum, before: Mapping[str, Sequence[str]], key: str) -> set[str]:
    """Return an item and what waits for it through items of its category alone."""
    found = {key}
    while (
        more := {
            other
            for other, blockers in before.items()
            if found & set(blockers) and made.locations[other] == made.locations[key]
        }
        - found
    ):
        found |= more
    return found


@examples(max_examples=300)
@given(headed(choices=False))
def test_theory_and_practice_take_turns(case: Case) -> None:
    """After three of a kind in a row comes one of the other, if the stage and level have any.

    Otherwise the subject goes on, and inside it the priority decides, also of what waits for an
    item there, then the file.
    """

    def rank(key: str) -> int:
        return PRIORITIES.index(made.priority.get(key, "important"))

    made, said = case.curriculum, case.progress
    order = order_of(made, said)
    sequence = list(order)
    where = {key: (order.stages.get(key), made.locations[key].level.id) for key in sequence}
    ticked = [key for key in said.states if key in said.learned() and key in made.locations]
    for place, key in enumerate(sequence):
        could = [
            other
            for other in sequence[place:]
            if where[other] == where[key] and set(order.before[other]) <= set(sequence[:place])
        ]
        last = [*ticked, *sequence[:place]][-RUN:]
        natures = {made.kinds[other] in THEORY for other in last}
        if len(last) == RUN and len(natures) == 1:
            others = [one for one in could if (made.kinds[one] in THEORY) not in natures]
            could = others or could
        subjects = [made.locations[other].name for other in last]
        subject = next((one for one in subjects if 2 * subjects.count(one) > len(last)), "")
        could = [one for one in could if made.locations[one].name == subject] or could
        names = [place.name for place in made.categories]
        ranks = {
            one: (
                names.index(made.locations[one].name),
                min(map(rank, waiting_inside(made, order.before, one))),
                [*made.locations].index(one),
            )
            for one in could
        }
        assert key == min(could, key=ranks.__getitem__)


def test_inside_a_level_the_category_decides_before_the_priority() -> None:
    """All of a category comes before the next one, what is essential first."""
    made = curriculum(
        level(category("a", "b", "c"), category("d", "e")),
        level(category("f")),
        priority={"b": "essential", "a": "useful", "e": "essential", "f": "essential"},
    )
    assert list(order_of(made, progress())) == ["b", "c", "a", "e", "d", "f"]


def test_the_subject_goes_on_from_what_was_ticked_last() -> None:
    """Who has worked in the second category goes on there, and then returns to the first."""
    made = curriculum(level(category("a", "b"), category("c", "d", "e", "f")))
    assert list(order_of(made, progress(c="done", d="done"))) == ["e", "f", "a", "b"]
    assert list(order_of(made, progress(d="done", a="done"))) == ["b", "c", "e", "f"]
    assert list(order_of(made, progress(a="done", c="done"))) == ["b", "d", "e", "f"]


def test_a_single_turn_elsewhere_does_not_capture_the_subject() -> None:
    """Of three that were ticked in three categories none goes on: the file decides."""
    made = curriculum(level(category("a", "b"), category("c", "d"), category("e", "f")))
    assert list(order_of(made, progress(a="done", c="done", e="done"))) == ["b", "d", "f"]


def test_what_an_essential_item_needs_in_its_category_is_as_urgent() -> None:
    """A useful item before an essential one of the same category comes with it, no other does."""
    made = curriculum(
        level(category("a", "b", "c", "d")),
        requires={"d": ["c"]},
        priority={"d": "essential", "c": "useful", "b": "useful"},
    )
    assert list(order_of(made, progress())) == ["c", "d", "a", "b"]


def test_of_a_category_what_leads_to_its_essential_items_comes_first() -> None:
    """A goal that is a category begins with what its essential items need, then the important."""
    made = curriculum(
        level(category("a", "b", "c", id="one"), id="l1"),
        level(category("u", "i", "e", id="two"), id="l2"),
        requires={"u": ["a"], "i": ["b"], "e": ["c"]},
        priority={"u": "useful", "e": "essential"},
    )
    said = heading_for(progress(), Goal("c/l2/two", "category"))
    assert list(order_of(made, said)) == [*"cebiau"]
    assert steps_to(made, progress(), Goal("c/l2/two", "category")) == [*"cebiau"]
    assert list(order_of(made, heading_for(progress(), Goal("c/l2", "level")))) == [*"abceiu"]


def test_a_turn_may_go_to_another_category_of_the_level_and_comes_back() -> None:
    """After three of theory comes the practice of the next category, then the subject goes on."""
    made = with_kinds(
        curriculum(level(category(*"abcd"), category("p", "q")), level(category("z"))),
        dict.fromkeys("pqz", "project"),
    )
    assert list(order_of(made, progress())) == [*"abcpdqz"]
    assert list(order_of(made, progress(a="done", b="done", c="done"))) == [*"pdqz"]


def test_what_an_assessment_concluded_is_no_turn() -> None:
    """Only what the learner claims says what was learned last."""
    made = curriculum(level(category("a", "b"), category("c", "d")))
    said = progress(c="done")._replace(inferred=frozenset("c"))
    assert list(order_of(made, said)) == ["a", "b", "d"]


def test_a_circle_comes_last_and_nothing_is_lost() -> None:
    """Items that wait for each other, and what waits for them, stand behind all others."""
    made = curriculum(
        level(category("a", "b", "c", "d")), requires={"a": ["b"], "b": ["a"], "c": ["a"]}
    )
    sequence = list(order_of(made, progress()))
    assert sequence[0] == "d"
    assert sorted(sequence) == [*"abcd"]
    assert sequence.index("a") < sequence.index("c")


def test_goals_of_every_kind() -> None:
    """A category, a level and the whole curriculum lead by what counts in them."""
    made = curriculum(
        level(category("a", "b", id="one"), category("c", id="two"), id="l1"),
        level(category("d", "e", id="one", choose=1), category("f", id="two"), id="l2"),
        requires={"f": ["b"]},
    )

    def sequence(*goals: Goal) -> str:
        return "".join(order_of(made, heading_for(progress(), *goals)))

    assert sequence() == "abcdf"
    assert sequence(Goal("c/l2/two", "category")) == "bfacd"
    assert sequence(Goal("c/l2", "level")) == "bdfac"
    assert sequence(Goal("e")) == "eabcf"
    assert sequence(Goal("c", "curriculum"), Goal("f")) == "abcdf"
    assert sequence(Goal("c/l1/two", "category"), Goal("e")) == "ceabf"
    later, sooner = Goal("c", by=date(2027, 2, 1)), Goal("e", by=date(2027, 1, 1))
    assert sequence(Goal("b"), later, sooner) == "ecbaf"
    assert steps_to(made, progress(), Goal("c/l2", "level")) == [*"bdf"]


def test_a_goal_that_is_gone_moves_nothing() -> None:
    """What the curriculum has no more is kept as a goal, and leads nowhere."""
    made = curriculum(level(category("a", "b", id="one"), id="l1"))
    gone = [Goal("c/l9", "level"), Goal("c/l1/nine", "category"), Goal("x", "curriculum")]
    said = heading_for(progress(), *gone, Goal("nine"))
    assert list(order_of(made, said)) == ["a", "b"]
    assert [aim.holder for aim in aims_of(made, said)] == [None] * 4
