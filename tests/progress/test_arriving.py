"""Events of other histories: checked, taken in once, in any order, and without any harm."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.progress.arriving import MARGIN, Arrival, Here, Why, judge
from dlroadmap.progress.events import CLOCK_LIMIT, Entry, Event
from dlroadmap.progress.history import make_history
from dlroadmap.progress.rows import Rows
from dlroadmap.progress.store import Store
from drawing import examples

from .conftest import Clock, tick
from .history import KEYS, History, empty_rows, flaws, resealed, rows_of, three_devices

EMPTY = Here({}, frozenset(), 0)
HERE, THERE = "a" * 16, "b" * 16


def take_in(rows: Rows, events: Sequence[Event]) -> Arrival:
    arrival = judge(events, rows.here(events))
    rows.add(arrival.new)
    return arrival


def whys(events: Sequence[Event], here: Here = EMPTY) -> list[tuple[int, Why]]:
    return [(place, why) for place, _, why in judge(events, here).refused]


def chain(*keys: str) -> list[Event]:
    """Return a history of one device, an event for each key."""
    history = History()
    for key in keys:
        history.say("tick", key)
    return history.events


def assert_is(rows: Rows, events: Sequence[Event]) -> None:
    """Check that rows hold exactly some events, and keep what these add up to."""
    whole = make_history(events)
    assert rows.newest() == whole
    assert rows.standing == whole.standing()
    assert rows.find_differences() == []


@examples(max_examples=300)
@given(three_devices(), st.randoms(use_true_random=False))
def test_prefixes_in_any_order_and_again_come_to_the_same(
    history: History, dice: random.Random
) -> None:
    """Files that hold the beginnings of chains merge in any order, repeated or not, unrefused."""
    rows, files = empty_rows(), []
    for _ in range(4):
        ends = {
            device: dice.randint(0, 20) for device in sorted({e.device for e in history.events})
        }
        files.append([event for event in history.events if event.seq <= ends[event.device]])
    files += [history.events, *files]
    for file in dice.sample(files, len(files)):
        before = rows.count()
        arrival = take_in(rows, dice.sample(file, len(file)))
        assert arrival.refused == []
        assert len(arrival.new) + arrival.known == len(file)
        assert rows.count() == before + len(arrival.new)
        assert flaws(rows.newest().events) == []
        assert rows.find_differences() == []
    assert_is(rows, history.events)


@examples(max_examples=300)
@given(three_devices(), st.randoms(use_true_random=False))
def test_any_lots_come_to_the_same_once_all_are_there(
    history: History, dice: random.Random
) -> None:
    """What comes before its beginning is refused, and taken in when it comes again after it."""
    rows, left = empty_rows(), dice.sample(history.events, len(history.events))
    lots = []
    while left:
        lots.append([left.pop() for _ in range(dice.randint(1, len(left)))])
    before = -1
    while before < rows.count():  # each round brings at least the next event of some device
        before = rows.count()
        for lot in lots:
            assert {one.why for one in take_in(rows, lot).refused} <= {Why.MISSING, Why.BROKEN}
            assert flaws(rows.newest().events) == []
            assert rows.find_differences() == []
    assert_is(rows, history.events)


@examples(max_examples=300)
@given(three_devices(), st.data())
def test_altered_events_are_left_out_with_all_that_stands_on_them(
    history: History, data: st.DataObject
) -> None:
    """Of a file with changed events all else is taken in, and nothing that breaks a chain."""
    changed = list(history.events)
    places = data.draw(st.sets(st.integers(0, len(changed) - 1))) if changed else set()
    for place in places:
        name = data.draw(st.sampled_from(["payload", "kind", "clock", "prev", "at"]))
        value = 77 if name == "clock" else "0" * 64
        changed[place] = changed[place]._replace(**{name: value})  # type: ignore[arg-type]
    broken = {e.device: [] for e in history.events}  # type: dict[str, list[int]]
    for place in places:
        broken[changed[place].device].append(changed[place].seq)
    sound = [e for e in history.events if e.seq < min([*broken[e.device], 1000])]
    rows = empty_rows()
    arrival = take_in(rows, changed)
    assert set(arrival.new) == set(sound)
    assert len(arrival.refused) == len(changed) - len(sound)
    assert {one.place for one in arrival.refused if one.why is Why.ALTERED} == places
    assert_is(rows, sound)
    assert flaws(rows.newest().events) == []
    take_in(rows, history.events)
    assert_is(rows, history.events)


def test_reasons_name_what_is_wrong() -> None:
    """Each fault of a chain has its own reason, and what follows it is told apart."""
    one, two, three = chain(*KEYS[:3])
    assert whys([three, one, two]) == []
    assert whys([two, three]) == [(0, Why.MISSING), (1, Why.BROKEN)]
    assert whys([three, two]) == [(0, Why.BROKEN), (1, Why.MISSING)]
    assert whys([one, two._replace(key="dl/x"), three]) == [(1, Why.ALTERED), (2, Why.BROKEN)]
    assert whys([one, resealed(two, device=THERE)]) == [(1, Why.UNORDERED)]
    assert whys([one, resealed(two, seq=3)]) == [(1, Why.UNORDERED)]
    assert whys([one, resealed(two, clock=1)]) == [(1, Why.UNORDERED)]
    assert whys([one, resealed(two, clock=0)]) == [(1, Why.UNORDERED)]
    here = rows_of([one]).here([two])
    assert whys([two], here) == []
    assert whys([resealed(two, clock=1)], here) == [(0, Why.UNORDERED)]
    assert whys([resealed(two, prev="")]) == [(0, Why.UNORDERED)]
    assert whys([resealed(one, seq=2)]) == [(0, Why.UNORDERED)]


def test_a_predecessor_may_be_here_already() -> None:
    """What goes on from an event of the store needs it in no file."""
    one, two, three = chain(*KEYS[:3])
    rows = rows_of([one])
    assert take_in(rows, [two, three]).new == [two, three]
    assert_is(rows, [one, two, three])


@pytest.mark.parametrize("far", [MARGIN + 2, CLOCK_LIMIT - 2])
def test_a_clock_that_runs_far_ahead_is_refused(store: Store, far: int) -> None:
    """No event can bring clocks so near their end that nothing can be written after it."""
    [one] = chain(KEYS[0])
    ahead = resealed(one, device=THERE, clock=far)
    assert whys([one, ahead]) == [(1, Why.AHEAD)]
    store.take_in([one, ahead])
    tick(store, "dl/gan")
    assert len(store.events()) == 2


def test_what_is_written_after_a_large_clock_is_taken_in_elsewhere(
    store: Store, tmp_path: Path
) -> None:
    """A clock that one history admits, and all that it counts on from there, others admit too."""
    [one] = chain(KEYS[0])
    large = [
        resealed(one, device=f"{number:016x}", clock=number * MARGIN) for number in range(1, 4)
    ]
    store.take_in(large)
    tick(store, "dl/gan", "dl/vae")
    other = Store(tmp_path / "other.db", tmp_path / "backups")
    assert other.take_in(store.events()).refused == []
    assert other.events() == store.events()


def test_forks_are_kept_and_named() -> None:
    """Where a device has two events of one place, both sides are taken in and the fork is told."""
    one, two, three = chain(*KEYS[:3])
    other = resealed(two, key=KEYS[3])
    rows = rows_of([one, two])
    arrival = take_in(rows, [one, other, resealed(three, prev=other.id)])
    assert (len(arrival.new), arrival.refused, arrival.forked) == (2, [], [HERE])
    assert flaws(rows.newest().events) == [HERE]
    assert judge(chain(*KEYS), EMPTY).forked == []


def test_senders_say_whose_events_they_are() -> None:
    """Devices are told with the number and days of what is new, and whether they are known."""
    history = History()
    history.say("tick", *KEYS[:2], at="2026-03-01T12:00:00.000Z")
    history.say("tick", KEYS[2], at="2026-01-01T12:00:00.000Z")
    history.say("tick", KEYS[3], device=THERE)
    [mine, theirs] = sorted(judge(history.events, EMPTY).senders)
    assert mine == (HERE, 3, "2026-01-01T12:00:00.000Z", "2026-03-01T12:00:00.000Z", False)
    assert not theirs.stranger  # an empty history has nobody to take for another
    rows = rows_of(history.events[:1])
    [mine, theirs] = sorted(judge(history.events, rows.here(history.events)).senders)
    assert (mine.events, mine.stranger) == (2, False)
    assert (theirs.events, theirs.stranger) == (1, True)


def test_unknown_kinds_are_kept() -> None:
    """What a newer dlr says is taken in as it is, and counts for nothing."""
    history = History()
    history.write([Entry(KEYS[0], "from-the-future", {"a": "b"})])
    history.say("tick", KEYS[0])
    rows = empty_rows()
    take_in(rows, history.events)
    assert_is(rows, history.events)


def test_a_store_takes_in_once(used: Store, clock: Clock, tmp_path: Path) -> None:
    """A second time nothing changes, not a byte; chain and kept state are whole."""
    other = Store(tmp_path / "other.db", tmp_path / "backups", clock)
    tick(other, "dl/gan", "dl/mlp")
    assert len(used.take_in(other.events()).new) == 2
    before = used.path.read_bytes()
    assert used.take_in(other.events()).known == 2
    assert used.path.read_bytes() == before
    with used.reading() as rows:
        assert rows.find_differences() == []
    tick(used, "dl/vae")
    assert flaws(used.events()) == []
    assert used.events()[-1].clock > max(event.clock for event in other.events())


def test_later_events_of_ones_own_device_fork_nothing(used: Store, tmp_path: Path) -> None:
    """A file that was set back takes its later events in, and goes on as a new device.

    The state that it was set back from may go on under the same id.
    """
    earlier = used.path.read_bytes()
    tick(used, "dl/gan")
    tick(used, "dl/vae")
    later = used.events()
    with used.path.open("r+b") as file:  # the same file, as a snapshot of the machine restores it
        file.write(earlier)
        file.truncate()
    assert len(used.events()) == len(later) - 2
    assert len(used.take_in(later).new) == 2
    [here] = tick(used, "dl/bert")
    assert here.device not in {event.device for event in later}
    assert flaws(used.events()) == []


def test_a_restored_backup_takes_in_what_came_after_it(used: Store, clock: Clock) -> None:
    """What was recorded since the backup comes back, and the next tick forks nothing."""
    from dlroadmap.progress.backup import copy_by_hand, restore

    copy = copy_by_hand(used.path, used.backups, clock())
    tick(used, "dl/gan")
    later = used.events()
    restore(copy, used.path, used.backups, clock())
    assert len(used.events()) == len(later) - 1
    used.take_in(later)
    tick(used, "dl/vae")
    assert flaws(used.events()) == []
    assert used.events()[:-1] == later


def test_the_history_is_copied_before_an_import_and_the_last_copies_are_kept(
    used: Store, clock: Clock
) -> None:
    """Each import can be undone by a restore, and its copies do not pile up."""
    from dlroadmap.progress.backup import IMPORTS, read_copy

    tick(used, "dl/gan")
    copies = []
    for _ in range(IMPORTS + 2):
        clock.pass_days(1 / 24)
        copies.append(used.save_copy())
    kept = sorted(used.backups.glob("before-import-*"))
    assert kept == copies[-IMPORTS:]
    assert read_copy(kept[-1]) == used.events()
    assert (used.backups / "2026-03-01.db").exists()


def test_an_empty_history_is_not_copied(store: Store) -> None:
    """Where there is nothing to lose there is no copy, and no file either."""
    assert store.save_copy() is None
    assert not store.path.exists()


def test_taking_in_is_one_step(used: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it fails in the middle, nothing of it is there."""
    before = used.path.read_bytes()

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Rows, "_sum_up", fail)
    with pytest.raises(KeyboardInterrupt):
        used.take_in(chain(*KEYS))
    monkeypatch.undo()
    assert used.path.read_bytes() == before
