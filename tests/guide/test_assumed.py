"""What a track assumes: settled like what is skipped, and counted nowhere."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.acts import Move, find_outcome
from dlroadmap.guide.goals import Outlook, look_ahead
from dlroadmap.guide.listing import Filter, list_items
from dlroadmap.guide.pace import Rate, Tick
from dlroadmap.guide.path import Surroundings, Why
from dlroadmap.guide.placement.assessment import Assessment
from dlroadmap.guide.plan import count_outside, make_plan
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.settled import find_settled, see_from
from dlroadmap.guide.statistics import compute_statistics
from dlroadmap.guide.suggest import suggest
from dlroadmap.guide.summary import Assumed, count_assumed, find_missing, summarize
from dlroadmap.progress.fold import Progress

from .building import (
    Case,
    aims_of,
    cases,
    category,
    chains,
    curriculum,
    examples,
    heading_for,
    level,
    order_of,
    path_to,
    progress,
    steps_to,
)

TODAY = date(2026, 3, 19)


def skipping(case: Case) -> tuple[Curriculum, Progress]:
    """Return the curriculum that assumes nothing, and the progress with all of that skipped."""
    made, said = case.curriculum, case.progress
    skipped = dict.fromkeys(made.assumes, "skipped")
    kept = {key: state for key, state in said.states.items() if key not in skipped}
    since = {**dict.fromkeys(skipped, "2026-01-01T10:00:00.000Z"), **said.since}
    return replace(made, assumes=()), said._replace(states={**kept, **skipped}, since=since)


def without(made: Curriculum) -> Curriculum:
    """Return the curriculum with what it assumes taken out of its categories."""
    levels = tuple(
        one._replace(
            categories=tuple(
                part._replace(items=tuple(key for key in part.items if key not in made.assumed))
                for part in one.categories
            )
        )
        for one in made.levels
    )
    return replace(made, levels=levels, assumes=())


def names(made: Curriculum, said: Progress) -> list[str]:
    found = suggest(order_of(made, said), said, aims_of(made, said), 99)
    return [one.item.key for one in found]


def why_of(around: Surroundings, key: str) -> Why:
    return around.why(around.aim_at(key))


@examples(max_examples=200)
@given(cases(assumed=True))
def test_counts_are_those_without_what_is_assumed(case: Case) -> None:
    """At every height counts, choices and hours are those of the curriculum without these items."""
    made, said = case.curriculum, case.progress
    found, expected = summarize(made, said), summarize(without(made), said)
    assert found.totals == expected.totals
    assert list(found.asked) == list(expected.asked)
    for one, other in zip(found.levels, expected.levels, strict=True):
        assert one.counts == other.counts
        assert [part.counts for part in one.parts] == [part.counts for part in other.parts]
    assert made.assumed.isdisjoint(find_missing(found, said))


@examples(max_examples=200)
@given(cases(assumed=True))
def test_what_is_assumed_is_settled_like_what_is_skipped(case: Case) -> None:
    """Next, plan, ready and blockers are those of one who skipped it: it is never named.

    What comes before it is not asked for because of it.
    """
    made, said = case.curriculum, case.progress
    bare, skipped = skipping(case)
    assert find_settled(made, said) == skipped.keys("done", "skipped")
    assert names(made, said) == names(bare, skipped)
    assert made.assumed.isdisjoint(names(made, said))
    planned = list(order_of(made, said))
    assert planned == list(order_of(bare, skipped))
    assert made.assumed.isdisjoint(planned)
    assert count_outside(made, said, planned) == count_outside(bare, skipped, planned)
    now, then = Readiness(made, said), Readiness(bare, skipped)
    for key in made.hours:
        assert now.blockers(key) == then.blockers(key)
        assert now.ready(key) == then.ready(key)
        open_before = set(now.blockers(key)) - find_settled(made, said)
        assert now.ready(key) == (
            said.state(key) == "todo" and key not in made.assumed and not open_before
        )


@examples(max_examples=200)
@given(cases(assumed=True), st.data())
def test_a_path_ends_at_what_is_assumed(case: Case, data: st.DataObject) -> None:
    """A path to anything is that of one who skipped what is assumed, also from a home."""
    made, said = case.curriculum, case.progress
    goal = data.draw(st.sampled_from(sorted(made.hours)))
    bare, skipped = skipping(case)
    found = steps_to(made, said, goal)
    assert found == steps_to(bare, skipped, goal)
    assert made.assumed.isdisjoint(found)
    aims = aims_of(made, heading_for(said, goal))
    around = Surroundings(made, said, [bare]).path(aims)
    assert [step.item.key for step in around.steps] == found
    why = why_of(Surroundings(made, said, [bare]), goal)
    assert why.ready == Readiness(made, said).ready(goal)
    assert made.assumed.isdisjoint(edge.before for chain in why.chains for edge in chain)


@examples(max_examples=100)
@given(cases(assumed=True), st.data())
def test_goals_go_by_what_the_curriculum_in_use_assumes(case: Case, data: st.DataObject) -> None:
    """A goal has as much to go as its path, also one that only another curriculum knows."""
    made, goal = case.curriculum, data.draw(st.sampled_from(sorted(case.curriculum.hours)))
    said = heading_for(case.progress, goal)
    path = path_to(made, said, goal)
    [found] = outlooks(made, said, {})
    assert (found.items, found.hours, found.guessed) == (
        len(path.steps),
        path.hours,
        path.guessed,
    )
    assert found.assumed == (goal in made.assumed)
    elsewhere = curriculum(level(category("elsewhere")), assumes=made.assumes)
    [there] = outlooks(elsewhere, said, {goal: replace(made, assumes=())})
    assert (
        there._replace(
            name=found.name, finish=found.finish, others=found.others, outside=found.outside
        )
        == found
    )


def outlooks(made: Curriculum, said: Progress, homes: dict[str, Curriculum]) -> list[Outlook]:
    """Return how far the goals are, at ten hours a week."""
    aims, order = aims_of(made, said, homes), list(order_of(made, said, homes))
    return list(look_ahead(made, said, aims, order, Rate(10, "option"), TODAY))


def test_nothing_assumed_is_suggested_even_in_progress() -> None:
    """An assumed item that was begun is not taken up again by next, nor counted as in progress."""
    made = curriculum(level(category("a", "b")), requires={"b": ["a"]}, assumes=["a"])
    said = progress(a="doing")
    assert names(made, said) == ["b"]
    assert summarize(made, said).totals.doing == 0
    assert Readiness(made, said).ready("b")


def test_the_home_of_an_item_is_seen_as_the_learner_of_the_track_sees_it() -> None:
    """An item outside waits for nothing that the track assumes, though its home does not."""
    home = curriculum(level(category("x", "y")), requires={"x": ["y"]})
    track = curriculum(level(category("a")), assumes=["y"])
    assert why_of(Surroundings(track, progress(), [home]), "x").ready
    assert not why_of(Surroundings(replace(track, assumes=()), progress(), [home]), "x").ready


def test_a_goal_elsewhere_leads_through_nothing_that_is_assumed() -> None:
    """What stands only before something assumed is not on the way to a goal in another curriculum.

    So it is not suggested for its sake.
    """
    home = curriculum(
        level(category("basics", "known", "goal")),
        requires={"goal": ["known"], "known": ["basics"]},
    )
    track = curriculum(level(category("basics", "other")), assumes=["known"])
    said, homes = heading_for(progress(), "goal"), {"goal": home}
    found = suggest(order_of(track, said, homes), said, aims_of(track, said, homes), 9)
    assert [(one.item.key, one.goal) for one in found] == [("basics", None), ("other", None)]


def test_statistics_leave_out_what_is_assumed() -> None:
    """A tick of an assumed item is no progress of the track, and not one of elsewhere either."""
    made = curriculum(level(category("a", "b")), assumes=["a"])
    said = progress(a="done", b="done")
    told = [Tick(key, None, TODAY, timed=False) for key in "abx"]
    found = compute_statistics(made, summarize(made, said), told, TODAY, TODAY)
    assert (found.days[0].items, found.elsewhere) == (1, 1)


def test_what_lies_before_something_assumed_is_not_asked_for() -> None:
    """Of two items before a goal, the one that only the assumed one needs is not on the way."""
    requires = {"goal": ["known", "new"], "known": ["old"], "new": ["basics"]}
    made = curriculum(
        level(category("old", "known", "basics", "new", "goal")),
        requires=requires,
        assumes=["known"],
    )
    assert steps_to(made, progress(), "goal") == ["basics", "new", "goal"]


def test_assumed_items_are_counted_for_themselves() -> None:
    """How many there are, how many are done, and their known hours, wherever they are placed."""
    made = curriculum(
        level(category("a", "b")), hours={"a": 2, "x": 3, "y": None}, assumes=["a", "x", "y"]
    )
    assert count_assumed(made, progress(a="done", x="skipped", b="done")) == Assumed(3, 1, 5)
    assert count_assumed(curriculum(), progress(a="done")) == Assumed(0, 0, 0)


def test_all_that_is_assumed_is_listed() -> None:
    """The list has what is placed and what is not, in the order in which it is assumed."""
    made = curriculum(level(category("a", "b"), id="l"), assumes=["x", "b"])
    found = list_items(made, progress(), assumed=True)
    assert [(one.item.key, one.location and one.location.name) for one in found] == [
        ("x", None),
        ("b", "l/a-b"),
    ]
    assert [one.item.key for one in list_items(made, progress(), Filter(ready=True))] == ["a"]


def test_an_assessment_takes_it_as_known() -> None:
    """Nobody is asked about it, nothing is told of it, and what builds on it may be ready."""
    made = chains(2, 6)
    assumed = ["root", "c0-0", "c0-1"]
    assessment = Assessment(replace(made, assumes=tuple(assumed)), Progress({}, {}))
    assert set(assumed).isdisjoint(assessment.scope)
    while (key := assessment.question()) is not None:
        assert key not in assumed
        assessment.answer(key, "no")
    result = assessment.result()
    assert set(assumed).isdisjoint([*result.known, *result.ticks])
    assert "c0-2" in result.frontier


def test_what_is_assumed_says_as_much_about_the_rest_as_what_is_ticked() -> None:
    """The first question is that of one who has ticked it; but nobody said anything yet.

    So nothing is called known because it is near what is assumed, before a yes.
    """
    made, known = chains(4, 9), {"root", "c0-0", "c0-1", "c0-2", "c1-0", "c1-1"}
    assuming = Assessment(replace(made, assumes=tuple(known)), Progress({}, {}))
    ticked = Assessment(made, progress(**dict.fromkeys(known, "done")))
    assert assuming.question() == ticked.question()
    assert assuming.result().known == {}
    for assessment in (assuming, ticked):
        assessment.answer("c1-3", "yes")
    others = {key: p for key, p in ticked.result().known.items() if key not in known}
    assert assuming.result().known.items() <= others.items()


def test_what_a_tick_names_leaves_out_what_is_assumed() -> None:
    """Neither as still open, nor as offered, nor in a group: only who names it moves it."""
    made = curriculum(level(category("a", "b", "c")), requires={"c": ["a", "b"]}, assumes=["a"])
    item = made.items["c"]._replace(covers=("a", "b"))
    move = Move("tick", ["c"], assumed=made.assumed)
    outcome = find_outcome(move, made, progress(), progress(c="done"))
    assert outcome.blocked == {"c": ["b"]}
    assert move.find_covered(progress(), {**made.items, "c": item}.__getitem__) == ["b"]
    group = Move("tick", [], ["a", "b", "c"], assumed=made.assumed)
    assert [change.key for change in group.changes(progress())] == ["b", "c"]
    assert [change.key for change in group.changes(progress(a="doing"))] == ["a", "b", "c"]
    named = Move("tick", ["a"], assumed=made.assumed)
    assert [change.key for change in named.changes(progress())] == ["a"]


def test_another_curriculum_is_seen_with_what_the_one_in_use_assumes() -> None:
    """What the other one assumes itself says nothing about the learner of the one in use."""
    used = curriculum(level(category("a")), assumes=["b"])
    other = curriculum(level(category("a", "b", "c")), assumes=["c"])
    assert see_from(used, other).assumed == {"b"}
    assert see_from(used, used) is used
    assert make_plan(other, progress(), ["b"], TODAY, Rate(10, "option")).items == 1
