"""What was said, in order: what is taken back, and by what name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.progress.events import Entry, Event, sort_key
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.history import UnknownBatchError
from dlroadmap.progress.past import Past
from drawing import examples

from .history import (
    KEYS,
    TIMES,
    History,
    batch_to_undo,
    batches,
    fold,
    one_device,
    resealed,
    rows_of,
    standing,
    targets,
)

EMPTY = Progress({}, {})


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


def test_undo_counts_only_for_what_comes_before_it() -> None:
    """An undo whose target comes after it in the order takes nothing back."""
    history = History()
    [tick] = history.say("tick", KEYS[0])
    early = resealed(tick, clock=0, seq=9, kind="undo", payload=f'{{"target": "{tick.id}"}}')
    assert sort_key(early) < sort_key(tick)
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
    assert standing(fold(history.events)) == ({KEYS[0]: "doing"}, {KEYS[0]: TIMES[1]})


def test_about_an_item_is_all_that_was_said_under_any_of_its_keys() -> None:
    """The history of an item holds what was said under its former key, and nothing else."""
    history = History()
    history.say("tick", "dl/old", "dl/gone", "dl/other")
    history.say("note", "dl/new")
    renames = {"dl/old": "dl/new", "dl/gone": None}
    old, gone, other, note = history.events
    past = Past(rows_of(history.events), renames)
    assert past.about("dl/new").events == past.about("dl/new").live() == [old, note]
    assert past.about("dl/gone").events == [gone]
    assert past.about("dl/other").events == [other]
    assert past.about("dl/old").events == []


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
    with pytest.raises(UnknownBatchError) as unknown:
        batch_to_undo(history.events, "f")
    assert unknown.value.args == ([],)
    with pytest.raises(UnknownBatchError) as ambiguous:
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
    with pytest.raises(UnknownBatchError):
        batch_to_undo(nothing, "0")
