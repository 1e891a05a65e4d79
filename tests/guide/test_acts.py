"""Acts: from a request and the past to the entries that are recorded."""

from datetime import date
from functools import partial

import pytest

from dlroadmap.curriculum.model import Item
from dlroadmap.guide.acts import (
    Change,
    Move,
    NothingToUndoError,
    add_goals,
    drop_goals,
    find_changes,
    find_outcome,
    infer,
    review,
    say,
    set_goals,
    undo,
)
from dlroadmap.progress.events import Entry, look_ahead
from dlroadmap.progress.goals import Goal
from dlroadmap.progress.history import UnknownBatchError
from dlroadmap.progress.ledger import Act
from dlroadmap.progress.past import Past
from progress.history import History, rows_of

from .building import category, curriculum, level, progress

CHAIN = curriculum(level(category("a", "b", "c", "d")), requires={"b": ["a"], "c": ["b"]})


def past(*said: tuple[str, str], **renames: str) -> Past:
    """Return the past after some kinds of events, each of items with one letter."""
    history = History()
    for kind, keys in said:
        details = {"inferred": "yes"} if kind == "infer" else {}
        details |= {"goal": "set"} if kind == "goal" else {}
        history.write(
            Entry(key, kind.replace("infer", "tick"), details) for key in keys.split() or keys
        )
    return Past(rows_of(history.events), renames)


def after_recording(entries: list[Entry], before: Past) -> Past:
    """Return the past as it would be if entries were recorded."""
    return Past(rows_of([*before.newest(None).events, *look_ahead(entries)]), before.renames)


def keys(act: Act, before: Past) -> list[str]:
    return [entry.key for entry in act(before)]


def test_an_entry_for_each_item_that_moves() -> None:
    """Named items move whatever their state was; details go with each entry."""
    before = past(("tick", "a"), ("skip", "b"))
    move = Move("tick", ["a", "b", "c"], details={"note": "x"})
    assert move.entries(before) == [Entry(key, "tick", {"note": "x"}) for key in "bc"]
    assert move.changes(before.progress) == [
        Change("b", "skipped", "done"),
        Change("c", "todo", "done"),
    ]


@pytest.mark.parametrize(
    ("kind", "expected"), [("tick", "tb"), ("start", "t"), ("skip", "tb"), ("reset", "bds")]
)
def test_of_a_group_only_some_states_move(kind: str, expected: str) -> None:
    """A tick of a level leaves out what is skipped, a start all but what is to do."""
    before = past(("start", "b"), ("tick", "d"), ("skip", "s"))
    assert keys(Move(kind, [], grouped="tbds").entries, before) == list(expected)
    assert "s" in keys(Move("tick", ["s"], grouped="tbds").entries, before)


def test_a_tick_confirms_what_was_inferred() -> None:
    """An inferred tick is recorded again when it is claimed, and only by a tick."""
    before = past(("infer", "a"))
    assert Move("tick", ["a"]).changes(before.progress) == [Change("a", "done", "done")]
    assert keys(Move("tick", [], grouped="a").entries, before) == []


def test_what_ticked_items_practice_is_found() -> None:
    """Covered items are those of all that is ticked, but for what is settled or ticked along."""
    covers = {"p": ("a", "b", "q"), "q": ("c", "d")}

    def item(key: str) -> Item:
        return CHAIN.items["a"]._replace(key=key, covers=covers.get(key, ()))

    before = past(("skip", "b"), ("start", "c"), ("tick", "d")).progress
    assert Move("tick", ["p", "q"]).find_covered(before, item) == ["a", "c"]
    assert Move("tick", ["p"], grouped="q").find_covered(before, item) == ["a", "c"]
    assert Move("start", ["p"]).find_covered(before, item) == []


def test_what_a_done_item_practices_is_found_where_it_is_ticked_again() -> None:
    """A named item need not move for what it covers to be found; one of a group has to."""
    before = past(("tick", "a")).progress

    def item(key: str) -> Item:
        return CHAIN.items[key]._replace(covers=("d",) if key == "a" else ())

    assert Move("tick", ["a"]).find_covered(before, item) == ["d"]
    assert Move("tick", [], grouped="a").find_covered(before, item) == []


def test_what_follows_from_a_move() -> None:
    """What is blocked, what is ready now and where the learner stands are told in keys."""
    before = past(("tick", "d"))
    move = Move("tick", ["a", "c", "d"])
    after = after_recording(move.entries(before), before)
    outcome = find_outcome(move, CHAIN, before.progress, after.progress)
    assert [change.key for change in outcome.changes] == ["a", "c"]
    assert (outcome.unmoved, outcome.blocked, outcome.ready) == (["d"], {"c": ["b"]}, ["b"])
    assert (outcome.totals.counted_done, outcome.totals.counted) == (3, 4)
    skip = find_outcome(Move("skip", ["c"]), CHAIN, before.progress, before.progress)
    assert (skip.blocked, skip.ready) == ({}, [])


@pytest.mark.parametrize("kind", ["tick", "start", "skip"])
def test_what_was_put_back_is_not_told_as_ready(kind: str) -> None:
    """A reset makes the item itself no news; what it holds up is not ready any more either."""
    before = past((kind, "a"))
    move = Move("reset", ["a"])
    after = after_recording(move.entries(before), before)
    outcome = find_outcome(move, CHAIN, before.progress, after.progress)
    assert ([change.key for change in outcome.changes], outcome.ready) == (["a"], [])


def test_changes_between_two_progresses() -> None:
    """Each item is named once, and only if its state is another one."""
    before, after = progress(a="done", b="doing"), progress(a="doing", b="doing")
    assert find_changes("aba", before, after) == [Change("a", "done", "doing")]


def test_goals_take_the_place_of_earlier_ones() -> None:
    """Goals that are not named again are dropped; the same ones in one order change nothing."""
    before = past(("goal", "a b"))
    a, b, c = map(Goal, "abc")
    dropped, *fresh = set_goals([c, a], before)
    assert dropped == Entry("b", "goal", {"goal": "dropped", "of": "item"})
    assert fresh == [Entry(key, "goal", {"goal": "set", "of": "item"}) for key in "ca"]
    assert set_goals([a, b], before) == []
    assert keys(partial(set_goals, [b, a]), before) == ["b", "a"]
    assert keys(partial(set_goals, []), before) == ["a", "b"]


def test_goals_are_added_and_dropped_one_by_one() -> None:
    """An added goal comes last; one that is there takes the new day in its place."""
    before = past(("goal", "a b"))
    day = date(2027, 3, 31)

    def goals(entries: list[Entry]) -> tuple[Goal, ...]:
        return after_recording(entries, before).progress.goals

    assert goals(add_goals([Goal("c")], before)) == (Goal("a"), Goal("b"), Goal("c"))
    assert goals(add_goals([Goal("a", by=day)], before)) == (Goal("a", by=day), Goal("b"))
    assert [entry.key for entry in add_goals([Goal("c")], before)] == ["c"]
    assert add_goals([Goal("b")], before) == []
    level = Goal("a", "level")
    assert goals(add_goals([level], before)) == (Goal("a"), Goal("b"), level)
    assert goals(drop_goals([Goal("a", by=day), level], before)) == (Goal("b"),)
    assert drop_goals([Goal("c")], before) == []


def test_a_review_of_what_is_learned_and_of_nothing_else() -> None:
    """Only what is done by the learner's own word can be reviewed."""
    before = past(("tick", "a"), ("infer", "b"), ("start", "c"))
    assert review("abcd", "good", before) == [Entry("a", "review", {"grade": "good"})]


def test_an_assessment_ticks_what_is_not_settled() -> None:
    """What was ticked or skipped in the meantime stays as it is."""
    before = past(("tick", "a"), ("skip", "b"), ("start", "c"))
    assert infer("abcd", before) == [Entry(key, "tick", {"inferred": "yes"}) for key in "cd"]


def test_what_moves_nothing_is_said_as_it_is() -> None:
    """A note, or any other kind of event, is one entry whatever was said before."""
    star = Entry("a", "star", {"note": "x"})
    assert say(star, past()) == [star]


def undone(before: Past) -> list[str]:
    return keys(partial(undo, None), before)


def test_undo_is_an_entry_for_each_event() -> None:
    """Every event of the batch is the target of an undo, the newest first."""
    before = past(("tick", "a b"), ("note", "c"))
    assert undone(before) == ["c"]
    first = before.newest(None).events[0].batch
    targets = [entry.details["target"] for entry in undo(first, before)]
    assert targets == [event.id for event in before.newest(None).events[1::-1]]


def test_undo_refuses_what_it_cannot_take_back() -> None:
    """Nothing said, a batch that was taken back, and a name of none or several are refused."""
    with pytest.raises(NothingToUndoError):
        undo(None, past())
    before = past(("tick", "a"), ("tick", "b"))
    with pytest.raises(UnknownBatchError):
        undo("0000", before)
    last = before.newest(None).events[-1].batch
    again = after_recording(undo(None, before), before)
    with pytest.raises(NothingToUndoError):
        undo(last, again)
    assert undone(again) == ["a"]
