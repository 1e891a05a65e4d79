"""What was said, and what it adds up to: whatever the order, the clocks and the payloads."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.progress.events import STATES, sort_key
from dlroadmap.progress.fold import Progress
from drawing import examples

from .history import (
    KEYS,
    TIMES,
    History,
    batch_to_undo,
    fold,
    resealed,
    standing,
    targets,
    three_devices,
)

EMPTY = Progress({}, {})


@examples(max_examples=300)
@given(three_devices(), st.randoms(use_true_random=False), st.integers(0, 5))
def test_events_fold_the_same_in_any_order_and_with_repetitions(
    history: History, dice: random.Random, repeated: int
) -> None:
    """In any order of delivery, and told twice, the events add up to the same."""
    delivered = history.events + history.events[:repeated]
    dice.shuffle(delivered)
    expected = fold(sorted(history.events, key=sort_key))
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


@examples(max_examples=200)
@given(three_devices())
def test_unknown_kinds_fold_to_nothing(history: History) -> None:
    """Kinds that this version does not know, notes and reviews move no item."""
    known = [event for event in history.events if event.kind in (*STATES, "undo")]
    assert fold(history.events)._replace(reviews={}) == fold(known)


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


def test_former_key_counts_for_todays() -> None:
    """A tick on a former key counts for the key of today."""
    history = History()
    history.say("tick", "dl/old", at=TIMES[1])
    progress = fold(history.events, {"dl/old": "dl/new"})
    assert standing(progress) == ({"dl/new": "done"}, {"dl/new": TIMES[1]})
    assert list(progress.ticks) == ["dl/new"]


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
