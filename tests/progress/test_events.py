"""What was said, and what it adds up to: whatever the order, the clocks and the payloads."""

import random
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlroadmap.progress.events import (
    STATES,
    Entry,
    Event,
    Progress,
    about,
    batch_to_undo,
    fold,
    order,
    reviews,
)

from .history import KEYS, TIMES, History, batches, one_device, resealed, targets, three_devices

examples = partial(settings, deadline=None, derandomize=True)
EMPTY = Progress({}, {})


@examples(max_examples=300)
@given(three_devices(), st.randoms(use_true_random=False), st.integers(0, 5))
def test_events_fold_the_same_in_any_order_and_with_repetitions(
    history: History, dice: random.Random, repeated: int
) -> None:
    """In any order of delivery, and told twice, the events add up to the same."""
    delivered = history.events + history.events[:repeated]
    dice.shuffle(delivered)
    expected = fold(sorted(history.events, key=order))
    assert fold(delivered) == expected
    assert list(fold(delivered).states) == list(expected.states)


@examples(max_examples=300)
@given(three_devices())
def test_latest_clock_device_and_id_decide(history: History) -> None:
    """Of the events of an item that are not taken back the latest (clock, device, id) decides."""
    moves = [event for event in history.events if event.kind in STATES]
    undos = [event for event in history.events if event.kind == "undo"]
    if undos:
        moves = [event for event in moves if event.id not in targets(undos)]
    expected = {}
    for key in KEYS:
        own = [event for event in moves if event.key == key]
        if own:
            last = max(own, key=lambda event: (event.clock, event.device, event.id))
            named = last.details.get("on", last.at) if last.kind == "start" else last.at
            expected[key] = (STATES[last.kind], named)
    progress = fold(history.events)
    assert {key: (progress.states[key], progress.since[key]) for key in progress.states} == expected


def test_device_and_then_id_decide_between_equal_clocks() -> None:
    """Two devices that knew nothing of each other: the greater device decides, then the id."""
    history = History()
    [a] = history.say("tick", KEYS[0], device="a" * 16, at=TIMES[2])
    [b] = history.say("skip", KEYS[0], device="b" * 16, at=TIMES[1])
    assert a.clock == b.clock
    assert fold([a, b]).state(KEYS[0]) == "skipped"
    twins = [resealed(a, kind=kind) for kind in ("tick", "start", "skip", "reset")]
    winner = max(twins, key=lambda event: event.id)
    assert fold(twins).state(KEYS[0]) == STATES[winner.kind]


@pytest.mark.parametrize("later", TIMES[1:])
def test_wall_clock_does_not_decide(later: str) -> None:
    """A clock one day back, one year on, or far off changes neither the order nor undo."""
    history = History()
    history.say("tick", KEYS[0], at=TIMES[0])
    history.say("skip", KEYS[0], at=later)
    assert fold(history.events).state(KEYS[0]) == "skipped"
    history.undo(at=TIMES[0])
    assert fold(history.events).state(KEYS[0]) == "done"
    history.say("start", KEYS[0], at=later)
    assert fold(history.events).states == {KEYS[0]: "doing"}
    assert fold(history.events).since == {KEYS[0]: later}


@examples(max_examples=300)
@given(one_device(), batches)
def test_undo_is_the_inverse_of_the_last_batch(history: History, batch: list[Entry]) -> None:
    """A history, a batch and its undo add up to what the history added up to."""
    before = fold(history.events)
    written = history.write(batch)
    undo = history.undo()
    assert targets(undo) == [event.id for event in reversed(written)]
    assert fold(history.events) == before


@examples(max_examples=300)
@given(one_device(), batches, st.integers(1, 4))
def test_undo_of_an_undo_redoes(history: History, batch: list[Entry], times: int) -> None:
    """Undo of the undo's batch brings back what was taken back, as often as one likes."""
    before = fold(history.events)
    history.write(batch)
    after = fold(history.events)
    undo = history.undo()
    for _ in range(times):
        assert fold(history.events) == before
        redo = history.undo(undo[0].batch)
        assert fold(history.events) == after
        undo = history.undo(redo[0].batch)
    assert fold(history.events) == before


@examples(max_examples=200)
@given(one_device(redo=False))
def test_repeated_undo_walks_back_batch_by_batch(history: History) -> None:
    """Repeated undo passes through every earlier state, down to the empty one."""
    said = list(history.batches)
    for number in range(len(said), 0, -1):
        assert fold(history.events) == fold(e for batch in said[:number] for e in batch)
        assert history.undo()
    assert fold(history.events) == EMPTY
    assert batch_to_undo(history.events, None) == []


@examples(max_examples=200)
@given(one_device())
def test_repeated_undo_reaches_the_empty_state_from_anywhere(history: History) -> None:
    """Whatever was undone and redone before, repeated undo ends at nothing, in one step a batch."""
    steps = len(history.batches)
    while history.undo():
        steps -= 1
        assert steps >= 0
    assert fold(history.events) == EMPTY


@examples(max_examples=200)
@given(three_devices())
def test_unknown_kinds_fold_to_nothing(history: History) -> None:
    """Kinds that this version does not know, notes and reviews move no item."""
    known = [event for event in history.events if event.kind in (*STATES, "undo")]
    assert fold(history.events) == fold(known)


MALFORMED = {
    "empty": "",
    "cut off": '{"target": "',
    "list": "[]",
    "number": "5",
    "null": "null",
    "text": '"target"',
    "target is a number": '{"target": 5}',
    "target is a list": '{"target": ["x"]}',
    "no target": "{}",
    "huge number": "1" * 10_000,
    "nested": "[" * 200_000,
    "nested objects": '{"a":' * 200_000,
    "not a number": '{"target": NaN}',
    "nul": "\x00",
    "lone surrogate": '{"target": "\\ud800"}',
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED.keys())
@pytest.mark.parametrize("kind", ["tick", "undo", "note", "from-the-future"])
def test_malformed_payload_never_raises(kind: str, text: str) -> None:
    """A payload that no dlr has written takes nothing back, hides nothing and never raises."""
    history = History()
    [tick] = history.say("tick", KEYS[0])
    odd = resealed(tick, seq=2, clock=2, prev=tick.id, key=KEYS[1], kind=kind, payload=text)
    assert all(isinstance(value, str) for value in odd.details.values())
    expected = {KEYS[0]: "done", **({KEYS[1]: "done"} if kind == "tick" else {})}
    assert fold([odd, tick]).states == expected
    assert isinstance(batch_to_undo([odd, tick], None), list)


def test_details_keep_texts_and_leave_the_rest_out() -> None:
    """Of a payload from another version the texts are read, and what is none is left out."""
    [event] = History().say("tick", KEYS[0])
    odd = event._replace(payload='{"note": "ü", "on": 5, "more": {"a": "b"}, "link": "https://a"}')
    assert odd.details == {"note": "ü", "link": "https://a"}


def test_undo_counts_only_for_what_comes_before_it() -> None:
    """An undo whose target comes after it in the order takes nothing back."""
    history = History()
    [tick] = history.say("tick", KEYS[0])
    early = resealed(tick, clock=0, seq=9, kind="undo", payload=f'{{"target": "{tick.id}"}}')
    assert order(early) < order(tick)
    assert fold([early, tick]).state(KEYS[0]) == "done"


def test_undo_of_nothing_known_is_no_harm() -> None:
    """An undo whose target was never delivered changes nothing until the target comes."""
    history = History()
    [tick] = history.say("tick", KEYS[0])
    [undo] = history.undo()
    assert fold([undo]) == EMPTY
    assert fold([undo, tick]) == EMPTY
    assert fold([tick]).state(KEYS[0]) == "done"


def test_undo_takes_back_one_event_and_uncovers_the_one_before() -> None:
    """What an undone event had replaced holds again, with its own time."""
    history = History()
    history.say("start", KEYS[0], at=TIMES[1])
    history.say("tick", KEYS[0], KEYS[1], at=TIMES[0])
    history.undo()
    assert fold(history.events) == Progress({KEYS[0]: "doing"}, {KEYS[0]: TIMES[1]})


def test_former_key_counts_for_todays() -> None:
    """A tick on a former key counts for the key of today."""
    history = History()
    history.say("tick", "dl/old", at=TIMES[1])
    progress = fold(history.events, {"dl/old": "dl/new"})
    assert progress == Progress({"dl/new": "done"}, {"dl/new": TIMES[1]})


@pytest.mark.parametrize("keys", [("dl/old", "dl/new"), ("dl/new", "dl/old")])
def test_former_and_todays_key_merge(keys: tuple[str, str]) -> None:
    """Progress on both the former and today's key is one history, in which the latest decides."""
    history = History()
    history.say("tick", keys[0])
    history.say("skip", keys[1])
    renames = {"dl/old": "dl/new"}
    assert fold(history.events, renames).states == {"dl/new": "skipped"}
    history.undo()
    assert fold(history.events, renames).states == {"dl/new": "done"}


def test_retired_key_keeps_its_state() -> None:
    """A key that was retired without a successor keeps what was said about it."""
    history = History()
    history.say("tick", "dl/gone", "dl/here")
    renames = {"dl/gone": None}
    assert fold(history.events, renames).states == {"dl/gone": "done", "dl/here": "done"}


def test_state_words() -> None:
    """What was never moved is to do; done and skipped are settled, in progress is not."""
    history = History()
    history.say("tick", "k/done")
    history.say("start", "k/doing")
    history.say("skip", "k/skipped")
    history.say("tick", "k/reset")
    history.say("reset", "k/reset")
    progress = fold(history.events)
    states = {
        name: progress.state(f"k/{name}") for name in ("done", "doing", "skipped", "reset", "x")
    }
    assert states == {
        "done": "done",
        "doing": "doing",
        "skipped": "skipped",
        "reset": "todo",
        "x": "todo",
    }
    assert [key for key in progress.states if progress.settled(key)] == ["k/done", "k/skipped"]
    assert not progress.settled("k/x")
    assert progress.keys("done", "doing") == {"k/done", "k/doing"}
    assert progress.keys("todo") == {"k/reset"}


def test_doing_is_told_latest_first_whatever_the_wall_clock() -> None:
    """What is in progress comes latest first by the history's own clock."""
    history = History()
    history.say("start", *KEYS[:3], at=TIMES[2])
    history.say("start", KEYS[0], at=TIMES[3])
    history.say("tick", KEYS[1], at=TIMES[1])
    for events in (history.events, history.events[::-1]):
        assert fold(events).doing() == [KEYS[0], KEYS[2]]
    history.undo()
    assert fold(history.events).doing() == [KEYS[0], KEYS[2], KEYS[1]]


def test_about_an_item_is_all_that_was_said_under_any_of_its_keys() -> None:
    """The history of an item holds what was said under its former key, and nothing else."""
    history = History()
    history.say("tick", "dl/old", "dl/gone", "dl/other")
    history.say("note", "dl/new")
    renames = {"dl/old": "dl/new", "dl/gone": None}
    old, gone, other, note = history.events
    assert about(history.events, "dl/new", renames) == [old, note]
    assert about(history.events, "dl/gone", renames) == [gone]
    assert about(history.events, "dl/other", renames) == [other]
    assert about(history.events, "dl/old", renames) == []


def said(*sizes: int) -> History:
    history = History()
    for size in sizes:
        history.say("tick", *KEYS[:size])
    return history


def test_batch_to_undo_takes_the_newest_batch_newest_first() -> None:
    """Without a name the newest batch is taken back, all of it, its newest event first."""
    history = said(2, 3)
    assert batch_to_undo(history.events, None) == history.batches[1][::-1]
    assert batch_to_undo(history.events[::-1], None) == history.batches[1][::-1]


def test_batch_to_undo_goes_by_clock_and_not_by_time() -> None:
    """The newest batch is the one with the latest clock, whatever the wall clock said."""
    history = History()
    history.say("tick", KEYS[0], at=TIMES[2])
    newest = history.say("tick", KEYS[1], at=TIMES[1])
    assert batch_to_undo(history.events, None) == newest


def test_batch_to_undo_by_the_beginning_of_its_name() -> None:
    """A batch is named by the beginning of its id, and any batch can be taken back."""
    history = said(1, 2, 1)
    name = history.batches[1][0].batch
    assert batch_to_undo(history.events, name) == history.batches[1][::-1]
    renamed = [resealed(e, batch=f"{n}fa{e.batch}") for n, e in enumerate(history.events)]
    assert [e.batch[:3] for e in batch_to_undo(renamed, "2f")] == ["2fa"]


def test_batch_to_undo_refuses_unknown_and_ambiguous_names() -> None:
    """A name that fits no batch, or several, raises with the names that it fits."""
    history = said(1, 1)
    names = sorted({event.batch for event in history.events})
    with pytest.raises(LookupError) as unknown:
        batch_to_undo(history.events, "f")
    assert unknown.value.args == ([],)
    with pytest.raises(LookupError) as ambiguous:
        batch_to_undo(history.events, "0000")
    assert ambiguous.value.args == (names,)


def test_batch_to_undo_of_what_is_undone_already_is_empty() -> None:
    """A named batch that was taken back has nothing left; the newest goes on to the one before."""
    history = said(2, 1)
    history.undo()
    assert batch_to_undo(history.events, history.batches[1][0].batch) == []
    assert batch_to_undo(history.events, None) == history.batches[0][::-1]


def test_batch_to_undo_takes_what_is_left_of_a_batch() -> None:
    """Of a batch that was taken back in part only the rest is taken back."""
    history = said(3)
    first, second, third = history.batches[0]
    history.write([Entry(second.key, "undo", {"target": second.id})])
    assert batch_to_undo(history.events, None) == [third, first]


def test_batch_to_undo_of_no_history() -> None:
    """Where nothing was said there is nothing to take back, and no batch to name."""
    nothing: list[Event] = []
    assert batch_to_undo(nothing, None) == []
    with pytest.raises(LookupError):
        batch_to_undo(nothing, "0")


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
    assert progress == Progress({KEYS[0]: STATES[kind]}, {KEYS[0]: later.at})
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


def head_for(history: History, *keys: str) -> None:
    """Write what `dlr goal` writes: earlier goals are dropped, then these are set."""
    dropped = [key for key in fold(history.events).goals if key not in keys]
    history.write(
        [
            *(Entry(key, "goal", {"goal": "dropped"}) for key in dropped),
            *(Entry(key, "goal", {"goal": "set"}) for key in keys),
        ]
    )


def test_goals_stand_in_the_order_in_which_they_were_set() -> None:
    """Goals are those that were set last and not dropped, in the order of the last time."""
    history = History()
    assert fold(history.events).goals == ()
    head_for(history, KEYS[0], KEYS[1])
    assert fold(history.events).goals == (KEYS[0], KEYS[1])
    head_for(history, KEYS[2], KEYS[0])
    assert fold(history.events).goals == (KEYS[2], KEYS[0])
    history.undo()
    assert fold(history.events).goals == (KEYS[0], KEYS[1])
    history.undo()
    assert fold(history.events).goals == ()


def test_a_goal_moves_no_item() -> None:
    """Setting a goal changes no state, and a state changes no goal."""
    history = History()
    head_for(history, KEYS[0])
    assert fold(history.events) == Progress({}, {}, goals=(KEYS[0],))
    history.say("tick", KEYS[0])
    assert fold(history.events).goals == (KEYS[0],)


def test_a_goal_of_a_former_key_counts_for_todays() -> None:
    """A goal that was renamed is still a goal, once; one that was retired keeps its key."""
    renames = {"dl/old": "dl/new", "dl/gone": None}
    history = History()
    head_for(history, "dl/old", "dl/new", "dl/gone")
    assert fold(history.events, renames).goals == ("dl/new", "dl/gone")
    history.write([Entry("dl/new", "goal", {"goal": "dropped"})])
    assert fold(history.events, renames).goals == ("dl/gone",)


@pytest.mark.parametrize("text", ["{}", "[]", '{"goal": 1}', '{"goal": "later"}', "{"])
def test_a_goal_that_says_nothing_known_is_none(text: str) -> None:
    """A goal event of another version, neither set nor dropped, is no goal."""
    [made] = History().write([Entry(KEYS[0], "goal", {"goal": "set"})])
    assert fold([made]).goals == (KEYS[0],)
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
    saying("goal", {"goal": "set"}, {"goal": "dropped"}),
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
