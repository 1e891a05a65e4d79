"""What inferred ticks, goals and reviews add up to."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.progress.events import STATES, Entry
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import Goal
from dlroadmap.progress.history import make_history
from drawing import examples

from .history import KEYS, TIMES, History, fold, resealed, reviews, standing


def inferred(history: History, *keys: str) -> None:
    history.write([Entry(key, "tick", {"inferred": "0.93"}) for key in keys])


def test_an_inferred_tick_is_done_and_told_apart() -> None:
    """What an assessment concluded is done, and known as inferred; what was claimed is not."""
    history = History()
    history.say("tick", KEYS[0])
    inferred(history, KEYS[1])
    progress = fold(history.events)
    assert progress.keys("done") == {KEYS[0], KEYS[1]}
    assert progress.inferred == {KEYS[1]}


@pytest.mark.parametrize("kind", STATES)
def test_what_is_said_later_ends_an_inference(kind: str) -> None:
    """A later claim confirms an inferred tick; a start, skip or reset replaces it."""
    history = History()
    inferred(history, KEYS[0])
    [later] = history.say(kind, KEYS[0], at=TIMES[1])
    progress = fold(history.events)
    assert standing(progress) == ({KEYS[0]: STATES[kind]}, {KEYS[0]: later.at})
    assert progress.inferred == frozenset()
    history.undo()
    assert fold(history.events).inferred == {KEYS[0]}


def test_an_inference_replaces_a_claim_only_when_it_is_later() -> None:
    """The latest tick decides whether an item is inferred, however the events are delivered."""
    history = History()
    inferred(history, KEYS[0])
    history.say("tick", KEYS[0])
    assert fold(history.events[::-1]).inferred == frozenset()
    inferred(history, KEYS[0])
    assert fold(history.events[::-1]).inferred == {KEYS[0]}


def test_the_word_inferred_in_a_note_infers_nothing() -> None:
    """Only the detail itself tells that a tick was inferred, not a word in a note."""
    history = History()
    history.write([Entry(KEYS[0], "tick", {"note": "inferred"})])
    assert fold(history.events).inferred == frozenset()


def test_an_inference_on_a_former_key_counts_for_todays() -> None:
    """An inferred tick of a renamed item is one of today's, and a claim of either confirms it."""
    renames = {"dl/old": "dl/new"}
    history = History()
    inferred(history, "dl/old")
    assert fold(history.events, renames).inferred == {"dl/new"}
    history.say("tick", "dl/new")
    assert fold(history.events, renames).inferred == frozenset()


def ticked(history: History) -> dict[str, str]:
    """Return the time of the tick that made each item done."""
    return {key: said.at for key, said in fold(history.events).ticks.items()}


def test_only_the_first_dated_claim_takes_the_place_of_an_inferred_tick() -> None:
    """A claim without a date leaves the inferred tick; one with a date replaces it, but once."""
    key, history = KEYS[0], History()
    history.write([Entry(key, "tick", {"inferred": "0.93"})], at=TIMES[0])
    history.write([Entry(key, "tick")], at=TIMES[1])
    assert ticked(history) == {key: TIMES[0]}
    history.write([Entry(key, "tick", {"on": "2024-05"})], at=TIMES[2])
    assert ticked(history) == {key: TIMES[2]}
    history.write([Entry(key, "tick", {"on": "2024-06"})], at=TIMES[3])
    assert ticked(history) == {key: TIMES[2]}


@pytest.mark.parametrize("kind", ["start", "skip", "reset"])
def test_a_claim_after_an_inference_was_ended_is_a_claim_like_any(kind: str) -> None:
    """What was inferred, put back and then claimed keeps the tick of that claim."""
    key, history = KEYS[0], History()
    inferred(history, key)
    history.say(kind, key)
    history.write([Entry(key, "tick")], at=TIMES[1])
    history.write([Entry(key, "tick", {"on": "2024-05"})], at=TIMES[2])
    assert ticked(history) == {key: TIMES[1]}


def head_for(history: History, *keys: str) -> None:
    """Write what `dlr goal` writes: earlier goals are dropped, then these are set."""
    dropped = [goal.key for goal in fold(history.events).goals if goal.key not in keys]
    history.write(
        [
            *(Entry(key, "goal", {"goal": "dropped"}) for key in dropped),
            *(Entry(key, "goal", {"goal": "set"}) for key in keys),
        ]
    )


def goals(history: History) -> tuple[str, ...]:
    """Return the keys of the goals."""
    return tuple(goal.key for goal in fold(history.events).goals)


def test_a_goal_says_what_it_is_of_and_by_when() -> None:
    """Goals of one key and two kinds are two; the last word on each decides, a day with it."""
    history, key = History(), "dl/entry"
    of = [{"of": "level"}, {"of": "item", "by": "2027-01-31"}, {"of": "level", "by": "2027-03-31"}]
    for details in of:
        history.write([Entry(key, "goal", {"goal": "set", **details})])
    expected = (Goal(key, "item", date(2027, 1, 31)), Goal(key, "level", date(2027, 3, 31)))
    assert fold(history.events).goals == expected
    assert fold(make_history(history.events).standing()).goals == expected
    history.write([Entry(key, "goal", {"goal": "dropped", "of": "item"})])
    assert fold(history.events).goals == expected[1:]
    history.undo()
    assert fold(history.events).goals == expected


def test_a_goal_of_a_section_is_not_renamed_with_an_item() -> None:
    """What an item was called once says nothing of a level with that id."""
    history = History()
    history.write([Entry("dl/old", "goal", {"goal": "set", "of": "level"})])
    assert fold(history.events, {"dl/old": "dl/new"}).goals == (Goal("dl/old", "level"),)


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"of": "planet"}, ()),
        ({"of": "level", "by": "soon"}, (Goal("dl/a", "level"),)),
        ({}, (Goal("dl/a"),)),
    ],
)
def test_what_another_version_says_of_a_goal(
    details: dict[str, str], expected: tuple[Goal, ...]
) -> None:
    """A kind that is not known is no goal, a day that is none is left out, none means an item."""
    history = History()
    history.write([Entry("dl/a", "goal", {"goal": "set", **details})])
    assert fold(history.events).goals == expected


def test_goals_stand_in_the_order_in_which_they_were_set() -> None:
    """Goals are those that were set last and not dropped, in the order of the last time."""
    history = History()
    assert goals(history) == ()
    head_for(history, KEYS[0], KEYS[1])
    assert goals(history) == (KEYS[0], KEYS[1])
    head_for(history, KEYS[2], KEYS[0])
    assert goals(history) == (KEYS[2], KEYS[0])
    history.undo()
    assert goals(history) == (KEYS[0], KEYS[1])
    history.undo()
    assert goals(history) == ()


def test_a_goal_moves_no_item() -> None:
    """Setting a goal changes no state, and a state changes no goal."""
    history = History()
    head_for(history, KEYS[0])
    assert fold(history.events) == Progress({}, {}, goals=(Goal(KEYS[0]),), wishes=(Goal(KEYS[0]),))
    history.say("tick", KEYS[0])
    assert goals(history) == (KEYS[0],)


def test_a_goal_of_a_former_key_counts_for_todays() -> None:
    """A goal that was renamed is still a goal, once; one that was retired keeps its key."""
    renames = {"dl/old": "dl/new", "dl/gone": None}
    history = History()
    head_for(history, "dl/old", "dl/new", "dl/gone")
    assert fold(history.events, renames).goals == (Goal("dl/new"), Goal("dl/gone"))
    history.write([Entry("dl/new", "goal", {"goal": "dropped"})])
    assert fold(history.events, renames).goals == (Goal("dl/gone"),)


@pytest.mark.parametrize("text", ["{}", "[]", '{"goal": 1}', '{"goal": "later"}', "{"])
def test_a_goal_that_says_nothing_known_is_none(text: str) -> None:
    """A goal event of another version, neither set nor dropped, is no goal."""
    [made] = History().write([Entry(KEYS[0], "goal", {"goal": "set"})])
    assert fold([made]).goals == (Goal(KEYS[0]),)
    assert fold([resealed(made, payload=text)]).goals == ()


def review(history: History, grade: str, *keys: str, at: str = TIMES[0]) -> None:
    history.write([Entry(key, "review", {"grade": grade}) for key in keys], at=at)


def test_reviews_are_told_in_the_order_of_the_history() -> None:
    """Each review counts with its time and grade, the oldest first by the history's own clock."""
    history = History()
    assert reviews(history.events) == {}
    history.say("tick", KEYS[0])
    review(history, "good", KEYS[0], KEYS[1], at=TIMES[2])
    review(history, "again", KEYS[0], at=TIMES[1])
    expected = {
        KEYS[0]: [(TIMES[2], "good"), (TIMES[1], "again")],
        KEYS[1]: [(TIMES[2], "good")],
    }
    assert reviews(history.events) == expected
    assert reviews(history.events[::-1]) == expected
    history.undo()
    assert reviews(history.events)[KEYS[0]] == [(TIMES[2], "good")]


def test_reviews_before_a_reset_do_not_count() -> None:
    """What was put back begins anew; an undo of the reset brings its reviews back."""
    history = History()
    review(history, "easy", KEYS[0], KEYS[1])
    history.say("reset", KEYS[0])
    assert reviews(history.events) == {KEYS[1]: [(TIMES[0], "easy")]}
    review(history, "hard", KEYS[0])
    assert reviews(history.events)[KEYS[0]] == [(TIMES[0], "hard")]
    history.undo()
    history.undo()
    assert reviews(history.events)[KEYS[0]] == [(TIMES[0], "easy")]


def test_reviews_of_a_former_key_are_todays() -> None:
    """Reviews of a renamed item go with those of its new key; so does a reset."""
    renames = {"dl/old": "dl/new"}
    history = History()
    review(history, "good", "dl/old", at=TIMES[1])
    review(history, "hard", "dl/new")
    assert reviews(history.events, renames) == {"dl/new": [(TIMES[1], "good"), (TIMES[0], "hard")]}
    history.say("reset", "dl/old")
    assert reviews(history.events, renames) == {}


def saying(kind: str, *details: dict[str, str]) -> st.SearchStrategy[Entry]:
    return st.builds(Entry, st.sampled_from(KEYS), st.just(kind), st.sampled_from(details))


guiding = st.one_of(
    saying("tick", {}, {"inferred": "0.93"}),
    saying("start", {}),
    saying("reset", {}),
    saying("goal", {"goal": "set"}, {"goal": "dropped"}, {"goal": "set", "of": "level"}),
    saying("goal", {"goal": "dropped", "of": "level"}, {"goal": "set", "by": "2027-01-31"}),
    saying("review", {"grade": "again"}, {"grade": "good"}),
)


@st.composite
def guided(draw: st.DrawFn) -> History:
    """Draw a history of two devices with inferred ticks, goals, reviews and undos."""
    history = History()
    for _ in range(draw(st.integers(1, 12))):
        here = draw(st.sampled_from(("a" * 16, "b" * 16)))
        move = draw(st.sampled_from(("say", "say", "say", "undo", "tell")))
        if move == "say":
            history.write(draw(st.lists(guiding, min_size=1, max_size=3)), here)
        elif move == "undo":
            history.undo(None, here)
        else:
            history.tell(here, "b" * 16 if here[0] == "a" else "a" * 16)
    return history


@examples(max_examples=300)
@given(guided(), st.randoms(use_true_random=False), st.integers(0, 4))
def test_inferences_goals_and_reviews_fold_the_same_in_any_order(
    history: History, dice: random.Random, repeated: int
) -> None:
    """In any order of delivery, and told twice, they add up to the same; the inferred are done."""
    delivered = history.events + history.events[:repeated]
    dice.shuffle(delivered)
    progress = fold(history.events)
    assert fold(delivered) == progress
    assert reviews(delivered) == reviews(history.events)
    assert progress.inferred <= progress.keys("done")
    assert len(set(progress.goals)) == len(progress.goals)


@examples(max_examples=200)
@given(guided(), st.lists(guiding, min_size=1, max_size=4))
def test_undo_takes_inferences_goals_and_reviews_back(history: History, batch: list[Entry]) -> None:
    """A batch of any of them and its undo add up to what there was before."""
    before, said = fold(history.events), reviews(history.events)
    for device in ("a" * 16, "b" * 16):
        history.tell(device, "c" * 16)
    history.write(batch, "c" * 16)
    history.undo(None, "c" * 16)
    assert fold(history.events) == before
    assert reviews(history.events) == said
