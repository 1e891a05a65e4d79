"""The state that is kept beside the history: a shortcut, which adds up to the same."""

import random
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.errors import DlrError
from dlroadmap.progress import fold as folding
from dlroadmap.progress.events import CLOCK_LIMIT, Entry, sort_key
from dlroadmap.progress.fold import fold
from dlroadmap.progress.history import History as Told
from dlroadmap.progress.history import make_history
from dlroadmap.progress.past import Past
from dlroadmap.progress.rows import Rows
from dlroadmap.progress.store import Store
from drawing import examples
from torture.processes import together

from .conftest import tick
from .history import KEYS, History, batches, empty_rows, one_device, rows_of, three_devices

STANDING_KINDS = ("tick", "start", "skip", "reset", "review", "goal")

talkative = st.lists(
    st.lists(
        st.builds(
            Entry,
            st.sampled_from(KEYS[:2]),
            st.sampled_from(STANDING_KINDS),
            st.fixed_dictionaries(
                {"goal": st.sampled_from(("set", "dropped", "withdrawn"))},
                optional={
                    "on": st.just("2024-05"),
                    "inferred": st.just("yes"),
                    "group": st.just("ml-2027"),
                    "task": st.sampled_from("12"),
                },
            ),
        ),
        min_size=1,
        max_size=3,
    ),
    max_size=12,
)
"""Batches that say much of few items, so that words on one item meet."""

renamings = st.sampled_from([{}, {KEYS[0]: KEYS[1]}, {KEYS[1]: KEYS[0]}, {KEYS[0]: None}])


def talk(said: list[list[Entry]]) -> Told:
    history = History()
    for batch in said:
        history.write(batch)
    return make_history(history.events)


@examples(max_examples=400)
@given(talkative, renamings)
def test_standing_events_add_up_to_what_all_do(
    said: list[list[Entry]], renames: Mapping[str, str | None]
) -> None:
    """What is left out decides nothing, also where two keys turn out to be one item's."""
    history = talk(said)
    stands = history.standing()
    assert fold(stands, renames) == fold(history.live(), renames)
    assert stands == sorted(stands, key=sort_key)


@examples(max_examples=400)
@given(talkative, st.integers(0, 12))
def test_standing_events_suffice_for_what_is_said_later(
    said: list[list[Entry]], number: int
) -> None:
    """The standing events of a past and all that follows add up to what the whole adds up to."""
    whole = talk(said)
    early = make_history(whole.events[:number])
    assert make_history([*early.standing(), *whole.events[number:]]).standing() == whole.standing()


@examples(max_examples=300)
@given(three_devices(), st.randoms(use_true_random=False))
def test_kept_state_is_the_fold_whatever_comes_and_in_any_order(
    history: History, dice: random.Random
) -> None:
    """Delivered in any order and in any lots, undos among them, events leave the same state."""
    whole, rows = make_history(history.events), empty_rows()
    left = [*whole.events]
    dice.shuffle(left)
    while left:
        number = dice.randint(1, len(left))
        rows.add(left[:number])
        left = left[number:]
        assert rows.find_differences() == []
    assert rows.standing == whole.standing()


@examples(max_examples=200)
@given(one_device(), batches)
def test_what_is_asked_of_the_rows_is_what_the_history_says(
    history: History, batch: list[Entry]
) -> None:
    """Newest events, batches and what was said of an item are those of the whole history."""
    history.write(batch)
    history.undo()
    rows, whole = rows_of(history.events), make_history(history.events)
    assert rows.newest() == whole
    assert rows.count() == len(whole.events)
    for number in (1, 3, 100):
        shown = rows.newest(number)
        assert shown.events == whole.events[-number:]
        assert shown.undone == {e.id for e in shown.events if e.id in whole.undone}
        assert rows.newest_batches(number) == whole.newest_batches(number)
    names = whole.batches()
    assert rows.count_batches() == len(names) == len({event.batch for event in whole.events})
    last = whole.newest_batches(2)
    assert last.events == [event for event in whole.events if event.batch in names[:2]]
    assert last.events[-1] == whole.events[-1]
    live = whole.live()
    assert rows.newest_batch() == (live[-1].batch if live else None)
    for key in KEYS:
        mine = [event for event in whole.events if event.key == key]
        assert rows.about([key]).events == mine
        assert rows.about([key]).live() == [event for event in live if event.key == key]
    name = whole.events[-1].batch
    assert rows.batches(name) == [name]
    assert rows.batch(name).events == [event for event in whole.events if event.batch == name]


@examples(max_examples=200)
@given(one_device(), batches)
def test_what_is_looked_ahead_is_what_stands_then(history: History, batch: list[Entry]) -> None:
    """What would stand with new events is what stands when they are added, and nothing is."""
    rows, number = rows_of(history.events), len(history.events)
    history.write(batch)
    history.undo()
    new = history.events[number:]
    ahead = rows.standing_with(new)
    assert rows.count() == number
    rows.add(new)
    assert ahead == rows.standing == make_history(history.events).standing()


@pytest.mark.parametrize("key", ["a\0b", "\0", "", "%", "é", "\x1b]0;"])
def test_any_key_has_its_kept_state(store: Store, key: str) -> None:
    """What another program may have put into a key is found again, to the last character."""
    tick(store, key)
    tick(store, f"{key}x")
    tick(store, key, kind="reset")
    store.write(lambda rows: [Entry(key, "undo", {"target": rows.newest(1).events[0].id})])
    assert differences(store) == []
    assert states(store) == {key: "done", f"{key}x": "done"}


def change(store: Store, *statements: str) -> None:
    """Change the store behind the back of dlr."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def states(store: Store) -> dict[str, str]:
    return Past(store).progress.states


def differences(store: Store) -> list[str]:
    with store.reading() as rows:
        return rows.find_differences()


LOST = {
    "all of it": ["DELETE FROM standing", "DELETE FROM undone", "DELETE FROM kept"],
    "another fold's": [f"UPDATE kept SET version = {folding.VERSION + 1}"],
    "a row": ["DELETE FROM standing WHERE id = (SELECT max(id) FROM standing)"],
    "a word": ["UPDATE standing SET kind = 'skip' WHERE kind = 'tick'"],
    "the checksum": ["UPDATE kept SET checksum = checksum + 1"],
    "twice": ["INSERT INTO kept SELECT * FROM kept"],
    "odd": ["UPDATE kept SET checksum = 'x'"],
}


@pytest.mark.parametrize("statements", LOST.values(), ids=LOST.keys())
def test_kept_state_that_is_lost_or_changed_is_never_believed(
    used: Store, statements: list[str]
) -> None:
    """Where the kept state is not what was written the history is asked, and it is made anew."""
    before = states(used)
    change(used, *statements)
    assert states(used) == before
    assert differences(used)
    tick(used, "dl/gan")
    assert differences(used) == []
    assert states(used) == {**before, "dl/gan": "done"}


def test_a_changed_kept_state_is_told_when_it_is_made_anew(used: Store) -> None:
    """It is a sign of damage, which nothing swallows; one that is only absent is no news."""
    change(used, *LOST["all of it"])
    tick(used, "dl/gan")
    assert used.warnings == []
    change(used, *LOST["a word"])
    tick(used, "dl/rnn")
    assert len(used.warnings) == 1


def test_damage_of_both_is_refused(used: Store) -> None:
    """Where neither kept state nor history are what was written, nothing is made of them."""
    change(
        used,
        "UPDATE event SET kind = 'skip' WHERE kind = 'tick'",
        "UPDATE standing SET kind = 'skip' WHERE kind = 'tick'",
    )
    with pytest.raises(DlrError, match="damaged") as reading:
        states(used)
    assert reading.value.code == "store-damaged"
    with pytest.raises(DlrError, match="damaged"):
        tick(used, "dl/gan")


@pytest.mark.parametrize(
    "found",
    [
        lambda rows: rows.newest_batch(),
        lambda rows: rows.newest(2),
        lambda rows: rows.newest_batches(2),
    ],
    ids=["batch", "newest", "batches"],
)
def test_without_kept_state_what_is_undone_is_known_all_the_same(
    used: Store, found: Callable[[object], object]
) -> None:
    """What was taken back is found in the history where it is not kept."""
    with used.reading() as rows:
        before = found(rows)
    change(used, *LOST["all of it"])
    with used.reading() as rows:
        assert found(rows) == before


@examples(max_examples=200)
@given(three_devices(), st.sampled_from(("a" * 16, "b" * 16, "c" * 16)))
def test_the_newest_batch_is_that_of_the_own_device(history: History, device: str) -> None:
    """Whatever others said later, the newest batch is one's own, with and without kept state."""
    rows, live = rows_of(history.events, device), make_history(history.events).live()
    mine = [event.batch for event in live if event.device == device]
    own, newest = (mine[-1] if mine else None), (live[-1].batch if live else None)
    assert (rows.newest_batch(), rows.newest_batch(own=False)) == (own, newest)
    rows._connection.execute("DELETE FROM kept")
    lost = Rows(rows._connection)
    assert not lost.fits
    assert (lost.newest_batch(), lost.newest_batch(own=False)) == (own, newest)


def test_the_newest_event_cannot_vanish_unseen(used: Store) -> None:
    """An event that is gone from the end of the history is missed, and nothing is shown."""
    [last] = tick(used, "dl/gan")
    change(used, f"DELETE FROM event WHERE id = '{last.id}'")
    with pytest.raises(DlrError, match="5 events instead of 6"):
        states(used)
    with pytest.raises(DlrError, match="damaged"):
        tick(used, "dl/rnn")
    assert differences(used) == ["events", "standing"]


@pytest.mark.parametrize("lost", ["DELETE FROM kept", "UPDATE kept SET version = 99"])
def test_without_kept_state_a_changed_history_is_refused(used: Store, lost: str) -> None:
    """Where the events have to be asked they have to be what was written."""
    change(used, lost, "UPDATE event SET kind = 'xick' WHERE kind = 'tick'")
    with pytest.raises(DlrError, match="altered"):
        states(used)
    with pytest.raises(DlrError, match="altered"):
        tick(used, "dl/rnn")


def test_an_undo_never_takes_in_what_was_changed(used: Store) -> None:
    """What an undo asks again has to be what stood there; else nothing is changed."""
    tick(used, "dl/gan")
    change(used, "UPDATE event SET kind = 'xick' WHERE key = 'dl/gan'")
    before = used.path.read_bytes()
    [note] = Past(used).newest(1).events
    with pytest.raises(DlrError, match="has changed or is missing"):
        used.write(lambda _: [Entry("dl/gan", "undo", {"target": note.id})])
    assert used.path.read_bytes() == before
    assert states(used)["dl/gan"] == "done"


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM undone", "INSERT INTO undone SELECT id, key FROM event WHERE kind = 'skip'"],
)
def test_what_is_kept_of_undos_is_checked_too(used: Store, statement: str) -> None:
    """What was taken back is what the history says, whatever the table of it holds."""
    before = Past(used).newest(None)
    change(used, statement)
    assert Past(used).newest(2) == before.narrow(before.events[-2:])
    assert Past(used).batch_to_undo(None)
    tick(used, "dl/gan")
    assert differences(used) == []


def test_a_trigger_in_the_store_is_refused(used: Store) -> None:
    """Nothing is acknowledged that a trigger could swallow."""
    change(used, "CREATE TRIGGER t BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END")
    with pytest.raises(DlrError, match="trigger"):
        tick(used, "dl/gan")


@pytest.mark.usefixtures("patient")
def test_many_writers_leave_the_kept_state_whole(store: Store) -> None:
    """Processes that write at once leave what the history adds up to."""

    def writer(number: int) -> Callable[[], None]:
        def work() -> None:
            for turn in range(10):
                tick(store, f"dl/{number}", kind=("tick", "reset")[turn % 2])

        return work

    assert together([writer(number) for number in range(4)]) == [0] * 4
    assert differences(store) == []


@pytest.mark.parametrize("number", [CLOCK_LIMIT - 1, 2**63 - 1, -5])
def test_a_clock_that_none_can_follow_is_told_in_words(used: Store, number: int) -> None:
    """A clock that no dlr gives is damage; nothing is written after it."""
    change(used, f"UPDATE event SET clock = {number}")
    with pytest.raises(DlrError, match="clock"):
        tick(used, "dl/gan")
