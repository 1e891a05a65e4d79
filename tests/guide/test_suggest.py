"""What to learn next, and why: in order, on the way, and never at a loss."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.needed import ancestors
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.suggest import Suggestion, suggest
from dlroadmap.guide.summary import find_missing, summarize
from dlroadmap.progress.fold import Progress

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
    plus,
    progress,
)


def everything(key: str) -> bool:
    return True


def next_items(
    made: Curriculum,
    said: Progress,
    number: int = 99,
    wanted: Callable[[str], object] = everything,
) -> list[Suggestion]:
    return suggest(order_of(made, said), said, aims_of(made, said), number, wanted)


def keys(
    made: Curriculum, said: Progress, number: int = 99, wanted: Callable[[str], object] = everything
) -> list[str]:
    return [one.item.key for one in next_items(made, said, number, wanted)]


def reasons(one: Suggestion) -> list[tuple[object, ...]]:
    """Return each reason as a tuple that begins with its name, and names a goal by its key."""
    told: list[tuple[object, ...]] = [
        ("Begun", one.since),
        ("Awaited", one.awaited and one.awaited.key),
        ("LeadsTo", one.goal and one.goal.key),
        ("Opens", one.opens),
        ("NeededFor", one.needed_for),
    ]
    ranks = ("Ranks", one.item.priority, one.location.level.title)
    return [*(reason for reason in told if reason[1]), ranks]


def test_what_is_in_progress_comes_first_newest_first() -> None:
    """What was begun last comes first, whatever its level and priority."""
    made = curriculum(level(category("a", "b")), level(category("c", "d")))
    assert keys(made, progress(b="doing", d="doing")) == ["d", "b", "a", "c"]
    assert keys(made, progress(d="doing", b="doing")) == ["b", "d", "a", "c"]


def test_number_limits() -> None:
    """No more are named than were asked for, and the first ones."""
    made = curriculum(level(category("a", "b", "c")))
    assert keys(made, progress(c="doing"), 2) == ["c", "a"]
    assert keys(made, progress(), 0) == []


def test_wanted_narrows() -> None:
    """Only what is wanted is named, of what is in progress as of what is ready."""
    made = curriculum(level(category("a", "b", "c", "d")))
    said = progress(a="doing", d="doing")
    assert keys(made, said, wanted=lambda key: key in "bd") == ["d", "b"]
    assert keys(made, said, 1, wanted=lambda key: key == "c") == ["c"]
    assert keys(made, said, wanted=lambda key: key == "z") == []


def test_blocked_done_and_skipped_items_are_not_named() -> None:
    """What waits, is done or skipped is no suggestion."""
    made = curriculum(level(category("a", "b", "c", "d")), requires={"d": ["c"]})
    assert keys(made, progress(a="done", b="skipped")) == ["c"]


def test_nothing_is_left_when_all_is_done() -> None:
    """At 100 percent there is nothing to suggest."""
    made = curriculum(level(category("a", "b", "c", choose=2)), requires={"a": ["c"]})
    assert keys(made, progress(b="done", c="done")) == []
    assert keys(made, progress(a="skipped", b="skipped", c="skipped")) == []


def test_choice_that_is_met_offers_nothing_more() -> None:
    """Once a category has what it asks for, its other items are not suggested."""
    made = curriculum(level(category("a", "b", "c", choose=1), category("d")))
    assert keys(made, progress()) == ["a", "d"]
    assert keys(made, progress(b="done")) == ["d"]
    assert keys(made, progress(c="doing")) == ["c", "d"]


def test_level_choice_that_is_met_offers_nothing_more() -> None:
    """Once a level has the categories it asks for, its other categories are not suggested."""
    made = curriculum(level(category("a", "b"), category("c"), choose=1), level(category("d")))
    assert keys(made, progress(c="done")) == ["d"]
    assert keys(made, progress(c="done", a="done")) == ["d"]


def test_level_choice_that_was_begun_goes_on() -> None:
    """Where nothing was begun the first category is offered, then the one that was begun."""
    made = curriculum(level(category("a", "b"), category("c", "d"), choose=1))
    assert keys(made, progress()) == ["a", "b"]
    assert keys(made, progress(c="done")) == ["d"]


def test_prerequisite_in_a_met_choice_is_suggested_if_something_waits_for_it() -> None:
    """What a choice leaves out is on the way all the same when something asked waits for it."""
    made = curriculum(
        level(category("a", "b", "c", choose=1), category("d")), requires={"d": ["c"]}
    )
    assert keys(made, progress(a="done")) == ["c"]
    assert keys(made, progress(a="done", c="done")) == ["d"]


def test_prerequisite_behind_items_outside_is_suggested() -> None:
    """What waits behind an item outside the curriculum is opened by what stands before that."""
    made = curriculum(
        level(category("a", "z")), requires={"z": ["x"], "x": ["y"], "y": ["a"]}, outside="xy"
    )
    [first] = next_items(made, progress())
    assert (first.item.key, first.unlocks) == ("a", 1)
    assert keys(made, progress(a="done")) == ["z"]
    assert keys(made, progress(y="done")) == ["a", "z"]


def test_reasons() -> None:
    """Each reason is there: since when, what it opens, and how it ranks."""
    made = curriculum(
        level(category("a", "b", "c", "d", "e")),
        requires={"b": ["a"], "c": ["a"], "d": ["a"], "e": ["a"]},
        priority={"a": "essential"},
    )
    [one] = next_items(made, progress())
    assert reasons(one) == [("Opens", ("b", "c", "d", "e")), ("Ranks", "essential", "Level 1")]
    assert (one.location.name, one.unlocks) == ("level-1/a-b-c-d-e", 4)
    [one] = next_items(made, progress(a="doing", e="done", d="skipped"))
    assert reasons(one) == [
        ("Begun", "2026-01-01T10:00:00.000Z"),
        ("Opens", ("b", "c")),
        ("Ranks", "essential", "Level 1"),
    ]
    assert one.unlocks == 2
    second = next_items(made, progress(a="done"))[0]
    assert reasons(second) == [("Ranks", "important", "Level 1")]
    assert second.unlocks == 0


def test_item_placed_twice_is_suggested_once_at_its_first_place() -> None:
    """An item in two places is one suggestion, at the first of them."""
    made = curriculum(
        level(category("a", id="one")), level(category("b", "a", id="two")), requires={"b": ["c"]},
        outside="c",
    )  # fmt: skip
    found = [
        (one.item.key, one.location.level.id, one.location.category.id)
        for one in next_items(made, progress())
    ]
    assert found == [("a", "level-1", "one"), ("b", "level-2", "two")]


@examples(max_examples=120)
@given(cases())
def test_suggestions_are_ready_or_in_progress(case: Case) -> None:
    """Nothing blocked, done or skipped is suggested, and nothing twice or from outside."""
    found = next_items(case.curriculum, case.progress)
    readiness = Readiness(case.curriculum, case.progress)
    named = [one.item.key for one in found]
    assert len(named) == len(set(named))
    for one in found:
        state = case.progress.state(one.item.key)
        assert one.begun == (state == "doing")
        assert one.begun or (state == "todo" and readiness.ready(one.item.key))
        level, category = case.curriculum.locations[one.item.key]
        assert one.location == (level, category)


@examples(max_examples=400)
@given(cases())
def test_never_at_a_loss_while_something_is_missing(case: Case) -> None:
    """While anything is missing there is a suggestion, with choices, skips and items outside."""
    rest = find_missing(summarize(case.curriculum, case.progress), case.progress)
    assume(rest)
    assert next_items(case.curriculum, case.progress, 1)


@examples(max_examples=120)
@given(cases())
def test_following_the_suggestions_leads_to_100(case: Case) -> None:
    """Who always does what is suggested first reaches 100, in as many steps as there are items."""
    said = case.progress
    for _ in range(len(case.curriculum.locations)):
        found = next_items(case.curriculum, said, 1)
        if not found:
            break
        said = plus(said, [found[0].item.key])
    summary = summarize(case.curriculum, said)
    assert find_missing(summary, said) == []
    assert summary.totals.percent in (100, None)


@examples(max_examples=120)
@given(cases(choices=False))
def test_unlocks_is_the_number_of_open_items_that_wait_directly(case: Case) -> None:
    """What an item opens are the open items that it stands directly before."""
    made, said = case.curriculum, case.progress
    readiness = Readiness(made, said)
    for one in next_items(made, said):
        waiting = [
            key
            for key in made.locations
            if not said.settled(key) and one.item.key in readiness.blockers(key)
        ]
        assert one.unlocks == len(waiting)


@examples(max_examples=120)
@given(cases())
def test_reasons_are_present_and_true(case: Case) -> None:
    """Every suggestion has reasons, and what they say holds."""
    made, said = case.curriculum, case.progress
    readiness = Readiness(made, said)
    for one in next_items(made, said):
        key = one.item.key
        waiting = {
            other: readiness.blockers(other)
            for other in made.locations
            if not said.settled(other) and key in readiness.blockers(other)
        }
        alone = {other for other, blockers in waiting.items() if blockers == [key]}
        begun = [("Begun", said.since[key])] if said.state(key) == "doing" else []
        if one.awaited:
            assert said.state(one.awaited.key) == "doing"
            assert key in ancestors(made, [one.awaited.key], said) - {one.awaited.key}
            begun.append(("Awaited", one.awaited.key))
        assert alone.issuperset(one.opens)
        assert (waiting.keys() - alone).issuperset(one.needed_for)
        assert len(one.opens) + len(one.needed_for) == one.unlocks <= len(waiting)
        assert reasons(one) == [
            *begun,
            *([("Opens", one.opens)] if one.opens else []),
            *([("NeededFor", one.needed_for)] if one.needed_for else []),
            ("Ranks", one.item.priority, made.locations[key][0].title),
        ]


@examples(max_examples=120)
@given(cases(skips=False))
def test_nothing_comes_from_a_choice_that_is_met(case: Case) -> None:
    """What is ready in a met choice is suggested only where something else on the way needs it."""
    made, said = case.curriculum, case.progress
    summary = summarize(made, said)
    readiness = Readiness(made, said)
    met = {
        key
        for level, part in zip(made.levels, summary.levels, strict=True)
        for category, inner in zip(level.categories, part.parts, strict=True)
        if inner.counts.counted_done == inner.counts.counted
        or (level.choose and part.counts.counted_done == part.counts.counted)
        for key in category.items
    }
    offered = {
        key
        for level, part in zip(made.levels, summary.levels, strict=True)
        for category, inner in zip(level.categories, part.parts, strict=True)
        if inner.counts.counted_done < inner.counts.counted
        and not (level.choose and part.counts.counted_done == part.counts.counted)
        for key in category.items
    }
    for one in next_items(made, said):
        key = one.item.key
        if said.state(key) == "todo" and key in met - offered - summary.asked:
            waiting = [other for other in made.locations if key in readiness.blockers(other)]
            assert any(not said.settled(other) for other in waiting)


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_settling_the_suggestion_moves_on(state: str) -> None:
    """What is done or skipped makes way for the next."""
    made = curriculum(level(category("a", "b", "c")), requires={"b": ["a"], "c": ["b"]})
    said = progress()
    seen = []
    while found := keys(made, said):
        seen += found
        said = plus(said, found, state)
    assert seen == ["a", "b", "c"]


STAIRS = curriculum(
    level(category("a", "b")),
    level(category("c", "d")),
    level(category("e", "f")),
    level(category("g")),
    requires={"g": ["f", "b"]},
    priority={"a": "essential", "b": "useful", "f": "useful"},
)
"""Four levels; g, at the top, requires f of the third and b of the first."""


def test_what_leads_to_a_goal_comes_first_from_whatever_level() -> None:
    """What is ready on the way to a goal is named before all else, and says so."""
    said = heading_for(progress(), "g")
    assert keys(STAIRS, said) == ["b", "f", "a", "c", "d", "e"]
    first, second, third, *_ = next_items(STAIRS, said)
    leads = [("LeadsTo", "g"), ("NeededFor", ("g",))]
    assert reasons(first) == [*leads, ("Ranks", "useful", "Level 1")]
    assert reasons(second) == [*leads, ("Ranks", "useful", "Level 3")]
    assert reasons(third) == [("Ranks", "essential", "Level 1")]


def test_opens_is_said_of_what_waits_for_nothing_else() -> None:
    """What is the last thing missing opens an item; of several each is needed for it."""
    made = curriculum(
        level(category("a", "b", "c", "d", "e")),
        requires={"c": ["a"], "d": ["a", "b"], "e": ["a", "b"]},
    )
    first, second = next_items(made, progress())
    ranks = ("Ranks", "important", "Level 1")
    assert reasons(first) == [("Opens", ("c",)), ("NeededFor", ("d", "e")), ranks]
    assert reasons(second) == [("NeededFor", ("d", "e")), ranks]
    [last] = [one for one in next_items(made, progress(a="done")) if one.item.key == "b"]
    assert reasons(last)[0] == ("Opens", ("d", "e"))


def test_a_goal_that_only_another_curriculum_knows_leads_all_the_same() -> None:
    """What is here on the way to a goal elsewhere is named first, with the goal's own title."""
    track = curriculum(level(category("a", "b", "c")))
    home = curriculum(level(category("a", "b", "c", "x", "g")), requires={"g": ["x"], "x": ["b"]})
    said = heading_for(progress(), "g")
    homes = {"g": home}
    found = suggest(order_of(track, said, homes), said, aims_of(track, said, homes), 9)
    assert [one.item.key for one in found] == ["b", "a", "c"]
    assert found[0].goal
    assert found[0].goal.title == "G"
    assert keys(track, said) == ["a", "b", "c"]


def test_a_goal_behind_hides_nothing_that_lies_ahead() -> None:
    """What leads to a goal in a level long left does not change which two levels are named."""
    made = curriculum(
        level(category("a", id="one"), category("g", id="two"), choose=1),
        level(category("b")),
        level(category("c")),
        level(category("d", "e")),
    )
    said = progress(a="done", b="done", c="done")
    assert keys(made, said) == ["d", "e"]
    assert keys(made, heading_for(said, "g")) == ["g", "d", "e"]


def test_a_goal_that_is_ready_is_told_as_one() -> None:
    """The goal itself is named as a goal, also where another goal lies behind it."""
    said = heading_for(progress(b="done", f="done"), "g")
    assert reasons(next_items(STAIRS, said)[0]) == [
        ("LeadsTo", "g"),
        ("Ranks", "important", "Level 4"),
    ]
    said = heading_for(progress(), "g", "f")
    named = {one.item.key: reasons(one)[0] for one in next_items(STAIRS, said)}
    assert named["f"] == ("LeadsTo", "f")
    assert named["b"] == ("LeadsTo", "g")


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_a_goal_that_is_reached_changes_nothing(state: str) -> None:
    """A goal that is done or skipped leads nowhere, and neither does one that nobody knows."""
    said = progress(g=state)
    assert next_items(STAIRS, heading_for(said, "g")) == next_items(STAIRS, said)
    assert next_items(STAIRS, heading_for(said, "elsewhere/x")) == next_items(STAIRS, said)


def test_a_goal_outside_the_curriculum_leads_all_the_same() -> None:
    """What the curriculum holds of the way to an item outside comes first."""
    made = curriculum(
        level(category(*"abzqr")),
        requires={"z": ["x"], "x": ["b"], "q": ["a"], "r": ["a"]},
        outside="x",
    )
    assert keys(made, progress()) == ["a", "b"]
    assert keys(made, heading_for(progress(), "x")) == ["b", "a"]
    assert reasons(next_items(made, heading_for(progress(), "x"))[0])[0] == ("LeadsTo", "x")


def test_a_goal_in_what_a_choice_left_out_leads_all_the_same() -> None:
    """Who heads for an item that is not needed for 100 percent is led there."""
    made = curriculum(
        level(category("a"), category("b", "c"), choose=1),
        level(category("d")),
        requires={"c": ["b"]},
    )
    said = progress(a="done")
    assert keys(made, said) == ["d"]
    assert keys(made, heading_for(said, "c")) == ["b", "d"]
    assert keys(made, heading_for(progress(a="done", b="done"), "c")) == ["c", "d"]
    assert keys(made, heading_for(progress(a="done", b="done", d="done"), "c")) == ["c"]


@examples(max_examples=200)
@given(cases(), st.data())
def test_following_the_suggestions_leads_to_the_goals(case: Case, data: st.DataObject) -> None:
    """Who always does what is suggested first does nothing else before the goals are reached."""
    made = case.curriculum
    known = st.sampled_from(sorted(made.items))
    goals = data.draw(st.lists(known, max_size=3, unique=True))
    states = {key: state for key, state in case.progress.states.items() if state != "doing"}
    said = heading_for(case.progress._replace(states=states), *goals)
    while left := ancestors(made, goals, said) & made.locations.keys():
        first = next_items(made, said, 1)[0].item.key
        assert first in left
        said = plus(said, [first])
