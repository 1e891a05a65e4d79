"""What to learn next, and why: in order, on the way, and never at a loss."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import PRIORITIES, Curriculum
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.suggest import Suggestion, suggest
from dlroadmap.guide.summary import find_missing, summarize
from dlroadmap.guide.way import ancestors
from dlroadmap.progress.fold import Progress

from .building import Case, cases, category, curriculum, examples, level, plus, progress


def everything(key: str) -> bool:
    return True


def next_items(
    made: Curriculum,
    said: Progress,
    number: int = 99,
    wanted: Callable[[str], object] = everything,
) -> list[Suggestion]:
    return suggest(made, said, summarize(made, said), number, wanted)


def keys(
    made: Curriculum, said: Progress, number: int = 99, wanted: Callable[[str], object] = everything
) -> list[str]:
    return [one.item.key for one in next_items(made, said, number, wanted)]


def reasons(one: Suggestion) -> list[tuple[object, ...]]:
    """Return each reason as a tuple that begins with its name, and names a goal by its key."""
    told: list[tuple[object, ...]] = [
        ("Begun", one.since),
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


def test_ready_items_go_by_level_then_priority_then_what_they_open_then_file_order() -> None:
    """The rank is the level, the priority, how many open items wait, and the place in the file."""
    made = curriculum(
        level(category("plain", "useful", "opener", "essential", "other", id="c1")),
        level(category("late", "waiting", "waiting2", id="c2")),
        requires={"waiting": ["opener"], "waiting2": ["opener", "useful"]},
        priority={"useful": "useful", "essential": "essential", "late": "essential"},
    )
    expected = ["essential", "opener", "plain", "other", "useful", "late"]
    assert keys(made, progress()) == expected


def test_each_rank_decides_before_the_next() -> None:
    """An earlier level beats a priority, a priority beats what waits, what waits beats the file."""
    made = curriculum(
        level(category("a", id="c1")),
        level(category("b", "c", "d", "e", "f", id="c2")),
        requires={"e": ["c"], "f": ["c", "d"]},
        priority={"a": "useful", "b": "essential", "d": "important"},
    )
    assert keys(made, progress()) == ["a", "b", "c", "d"]
    made = curriculum(
        level(category("b", "d", "e", "f")), requires={"e": ["d"]}, priority={"f": "essential"}
    )
    assert keys(made, progress()) == ["f", "d", "b"]


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
    assert keys(made, progress()) == ["a", "b", "c", "d"]
    assert keys(made, progress(b="done")) == ["d"]


def test_open_choice_offers_all_its_items() -> None:
    """Until a choice is met every item of it can be chosen, not only the first ones."""
    made = curriculum(level(category("a", "b", "c", choose=2)))
    assert keys(made, progress(c="done")) == ["a", "b"]


def test_level_choice_that_is_met_offers_nothing_more() -> None:
    """Once a level has the categories it asks for, its other categories are not suggested."""
    made = curriculum(level(category("a", "b"), category("c"), choose=1), level(category("d")))
    assert keys(made, progress(c="done")) == ["d"]
    assert keys(made, progress(c="done", a="done")) == ["d"]


def test_level_choice_that_was_begun_goes_on() -> None:
    """Where nothing was begun all categories are offered, then the one that was begun."""
    made = curriculum(level(category("a", "b"), category("c", "d"), choose=1))
    assert keys(made, progress()) == ["a", "b", "c", "d"]
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
@given(cases(), st.integers(0, 12))
def test_suggestions_are_ranked_and_the_same_every_time(case: Case, number: int) -> None:
    """The same curriculum and progress give the same answer, and fewer are a beginning of more.

    What is in progress comes first, the latest before the rest, but after what it builds on.
    """
    made, said = case.curriculum, case.progress
    found = next_items(made, said)
    shuffled = Progress(dict(said.states), dict(reversed(list(said.since.items()))))
    assert next_items(made, said, number) == found[:number]
    assert next_items(made, shuffled) == found
    ready = [one for one in found if said.state(one.item.key) == "todo"]
    assert found[len(found) - len(ready) :] == ready
    begun = [one.item.key for one in found[: len(found) - len(ready)]]
    doing = [key for key in said.doing() if key in made.locations]
    built_on = {key: {*ancestors(made, [key], said)} & {*doing} - {key} for key in doing}
    assert sorted(begun) == sorted(doing)
    assert all(begun.index(b) < begun.index(key) for key in doing for b in built_on[key])
    if not any(built_on.values()):
        assert begun == doing
    levels = [one.id for one in made.levels]
    order = list(made.locations)
    ranks = [
        (
            levels.index(one.location.level.id),
            PRIORITIES.index(one.item.priority),
            -one.unlocks,
            order.index(one.item.key),
        )
        for one in ready
    ]
    assert ranks == sorted(ranks)


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


def heading_for(said: Progress, *goals: str) -> Progress:
    return said._replace(goals=goals)


def with_kinds(made: Curriculum, kinds: Mapping[str, str]) -> Curriculum:
    """Return the curriculum with items of these kinds; the rest stay concepts."""
    items = {key: item._replace(kind=kinds.get(key, "concept")) for key, item in made.items.items()}
    return replace(made, items=items)


STAIRS = curriculum(
    level(category("a", "b")),
    level(category("c", "d")),
    level(category("e", "f")),
    level(category("g")),
    requires={"g": ["f", "b"]},
    priority={"a": "essential", "b": "useful", "f": "useful"},
)
"""Four levels; g, at the top, requires f of the third and b of the first."""


def test_only_two_levels_are_named() -> None:
    """Ready items come from the earliest level with any and the one after it, from no later one."""
    assert keys(STAIRS, progress()) == ["a", "b", "c", "d"]
    assert keys(STAIRS, progress(a="done", b="done")) == ["c", "d", "e", "f"]
    assert keys(STAIRS, progress(a="done", b="done", c="done", d="done")) == ["e", "f"]


def test_two_levels_are_counted_from_what_is_wanted() -> None:
    """Who asks for a later level alone is given it."""
    assert keys(STAIRS, progress(), wanted=lambda key: key in "ef") == ["e", "f"]


def test_what_leads_to_a_goal_comes_first_from_whatever_level() -> None:
    """What is ready on the way to a goal is named before all else, and says so."""
    said = heading_for(progress(), "g")
    assert keys(STAIRS, said) == ["b", "f", "a", "c", "d"]
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
    found = suggest(track, said, summarize(track, said), 9, bool, {"g": home})
    assert [one.item.key for one in found] == ["b", "a", "c"]
    assert found[0].goal == home.items["g"]
    assert keys(track, said) == ["a", "b", "c"]


def test_what_is_in_progress_stands_behind_what_it_builds_on() -> None:
    """Of two begun items the later one comes first, unless it waits for the other."""
    made = curriculum(level(category("a", "b", "c")), requires={"b": ["a"], "c": ["b"]})
    said = progress(a="doing", b="doing", c="doing")
    assert keys(made, said) == ["a", "b", "c"]


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


def test_what_is_in_progress_counts_for_the_turns() -> None:
    """Two concepts in progress and one more are a run; then something to do is brought forward."""
    made = curriculum(level(category("a", "b", "c", "d", "e", "f")))
    made = replace(made, items={**made.items, "f": made.items["f"]._replace(kind="project")})
    assert keys(made, progress(a="doing", b="doing")) == ["b", "a", "c", "f", "d", "e"]


def test_a_level_of_a_choice_offers_all_until_enough_are_begun() -> None:
    """Of four categories of which two count, one that was begun leaves the others open."""
    parts = [category(key, f"{key}2", id=key) for key in "abcd"]
    made = curriculum(level(*parts, choose=2))
    assert keys(made, progress(a="done")) == ["a2", "b", "b2", "c", "c2", "d", "d2"]
    assert keys(made, progress(a="done", c="done")) == ["a2", "c2"]


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


def test_theory_and_practice_take_turns() -> None:
    """After three of theory in a row comes one of practice, and the other way round."""
    order = category(*"abcdefgh", id="c")
    kinds = {"f": "project", "g": "tool", "b": "reading"}
    made = with_kinds(curriculum(level(order)), kinds)
    assert keys(made, progress()) == [*"abcfdegh"]
    made = with_kinds(curriculum(level(order)), dict.fromkeys("abcdeg", "skill"))
    assert keys(made, progress()) == [*"abcfdegh"]
    assert keys(made, progress(), 4) == [*"abcf"]


def test_turns_are_taken_inside_a_level_and_beside_a_goal() -> None:
    """Nothing of a later level passes an earlier one, nor what leads to no goal what does."""
    made = with_kinds(curriculum(level(category(*"abcd")), level(category("e"))), {"e": "project"})
    assert keys(made, progress()) == [*"abcde"]
    made = with_kinds(curriculum(level(category(*"abcdef"))), {"f": "project"})
    assert keys(made, progress()) == [*"abcfde"]
    assert keys(made, heading_for(progress(), *"abcd")) == [*"abcdfe"]


@st.composite
def headed(draw: st.DrawFn) -> Case:
    """Draw a case with goals, in the curriculum or outside, and items of two natures."""
    case = draw(cases())
    known = [*case.curriculum.items]
    goals = draw(st.lists(st.sampled_from(known), max_size=3, unique=True))
    kinds = {key: draw(st.sampled_from(["concept", "project"])) for key in known}
    return Case(with_kinds(case.curriculum, kinds), heading_for(case.progress, *goals))


@examples(max_examples=200)
@given(headed(), st.integers(0, 12))
def test_goals_and_levels_keep_their_ranks(case: Case, number: int) -> None:
    """What leads to a goal stands before what does not, and inside both levels stay in order."""
    made, said = case.curriculum, case.progress
    found = next_items(made, said)
    shuffled = said._replace(since=dict(reversed([*said.since.items()])))
    assert next_items(made, shuffled) == found
    leading = ancestors(made, said.goals, said)
    levels = [one.id for one in made.levels]
    ready = [one for one in found if not one.begun]
    ranks = [(one.item.key not in leading, levels.index(one.location.level.id)) for one in ready]
    assert ranks == sorted(ranks)
    assert len({level for other, level in ranks if other}) <= 2
    for one in ready:
        assert (one.goal is not None) == (one.item.key in leading)
    assert {one.item.key for one in next_items(made, said, number)} <= {
        one.item.key for one in found
    }


@examples(max_examples=200)
@given(headed())
def test_following_the_suggestions_leads_to_the_goals(case: Case) -> None:
    """Who always does what is suggested first does nothing else before the goals are reached."""
    made, goals = case.curriculum, case.progress.goals
    states = {key: state for key, state in case.progress.states.items() if state != "doing"}
    said = case.progress._replace(states=states)
    while left := ancestors(made, goals, said) & made.locations.keys():
        first = next_items(made, said, 1)[0].item.key
        assert first in left
        said = plus(said, [first])._replace(goals=goals)
