"""What to learn next, and why: in order, on the way, and never at a loss."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import PRIORITIES, Curriculum
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.suggest import Suggestion, suggest
from dlroadmap.guide.summary import missing, summarize
from dlroadmap.progress.events import Progress

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
    """Each reason is there, in words: since when, what it opens, and how it ranks."""
    made = curriculum(
        level(category("a", "b", "c", "d", "e")),
        requires={"b": ["a"], "c": ["a"], "d": ["a"], "e": ["a"]},
        priority={"a": "essential"},
    )
    [one] = next_items(made, progress())
    assert one.reasons == ("opens “B”, “C” and 2 more", "essential in Level 1")
    assert (one.level, one.category, one.unlocks) == ("level-1", "a-b-c-d-e", 4)
    [one] = next_items(made, progress(a="doing", e="done", d="skipped"))
    assert one.reasons == (
        "in progress since 2026-01-01",
        "opens “B” and “C”",
        "essential in Level 1",
    )
    assert one.unlocks == 2
    second = next_items(made, progress(a="done"))[0]
    assert second.reasons == ("important in Level 1",)
    assert second.unlocks == 0


def test_begun_is_told_as_the_day_on_the_clock_of_the_learner(
    live_by: Callable[[str], None],
) -> None:
    """The day on which something was begun is the learner's day, not that of UTC."""
    made = curriculum(level(category("a")))
    said = Progress({"a": "doing"}, {"a": "2026-01-01T10:00:00.000Z"})
    for zone, day in [("AAA-14", "2026-01-02"), ("AAA-13", "2026-01-01"), ("AAA+11", "2025-12-31")]:
        live_by(zone)
        [one] = next_items(made, said)
        assert one.reasons[0] == f"in progress since {day}"


def test_item_placed_twice_is_suggested_once_at_its_first_place() -> None:
    """An item in two places is one suggestion, at the first of them."""
    made = curriculum(
        level(category("a", id="one")), level(category("b", "a", id="two")), requires={"b": ["c"]},
        outside="c",
    )  # fmt: skip
    found = [(one.item.key, one.level, one.category) for one in next_items(made, progress())]
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
        level, category = case.curriculum.places[one.item.key]
        assert (one.level, one.category) == (level.id, category.id)


@examples(max_examples=400)
@given(cases())
def test_never_at_a_loss_while_something_is_missing(case: Case) -> None:
    """While anything is missing there is a suggestion, with choices, skips and items outside."""
    rest = missing(summarize(case.curriculum, case.progress), case.progress)
    assume(rest)
    assert next_items(case.curriculum, case.progress, 1)


@examples(max_examples=120)
@given(cases())
def test_following_the_suggestions_leads_to_100(case: Case) -> None:
    """Who always does what is suggested first reaches 100, in as many steps as there are items."""
    said = case.progress
    for _ in range(len(case.curriculum.places)):
        found = next_items(case.curriculum, said, 1)
        if not found:
            break
        said = plus(said, [found[0].item.key])
    summary = summarize(case.curriculum, said)
    assert missing(summary, said) == []
    assert summary.totals.percent in (100, None)


@examples(max_examples=120)
@given(cases(), st.integers(0, 12))
def test_suggestions_are_ranked_and_the_same_every_time(case: Case, number: int) -> None:
    """The same curriculum and progress give the same answer, and fewer are a beginning of more."""
    made, said = case.curriculum, case.progress
    found = next_items(made, said)
    shuffled = Progress(dict(said.states), dict(reversed(list(said.since.items()))))
    assert next_items(made, said, number) == found[:number]
    assert next_items(made, shuffled) == found
    ready = [one for one in found if said.state(one.item.key) == "todo"]
    assert found[len(found) - len(ready) :] == ready
    begun = [one.item.key for one in found[: len(found) - len(ready)]]
    assert begun == [key for key in said.doing() if key in made.places]
    levels = [one.id for one in made.levels]
    order = list(made.places)
    ranks = [
        (
            levels.index(one.level),
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
            for key in made.places
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
            made.items[other].title
            for other in made.places
            if not said.settled(other) and key in readiness.blockers(other)
        }
        begun = [f"in progress since {said.since[key][:10]}"] if said.state(key) == "doing" else []
        opens = [reason for reason in one.reasons if reason.startswith("opens ")]
        assert bool(opens) == bool(one.unlocks)
        assert one.unlocks <= len(waiting)
        for reason in opens:
            titles = {part.strip("“” ") for part in reason[6:].replace(" and ", ", ").split(", ")}
            named = {title for title in titles if not title.endswith(" more")}
            assert named <= waiting
            assert 1 <= len(named) <= 2
            assert (f"{one.unlocks - 2} more" in titles) == (one.unlocks > 2)
        title = made.places[key][0].title
        assert list(one.reasons) == [*begun, *opens, f"{one.item.priority} in {title}"]


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
            waiting = [other for other in made.places if key in readiness.blockers(other)]
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
