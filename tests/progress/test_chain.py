"""A history is checkable: what was changed, removed or forked is found."""

from hypothesis import assume, given
from hypothesis import strategies as st

from dlroadmap.progress.events import Event, chain_faults, event_id, find_forks
from drawing import examples

from .history import KEYS, History, fold, resealed, three_devices

OTHER: dict[str, object] = {
    "device": "f" * 16,
    "seq": 77,
    "prev": "0" * 64,
    "clock": 99,
    "at": "2000-01-01T00:00:00.000Z",
    "zone": "-1100",
    "batch": "ffffffffffff",
    "key": "dl/another",
    "kind": "another",
    "payload": '{"note": "another"}',
}


@examples(max_examples=300)
@given(three_devices())
def test_intact_history_has_no_fault(history: History) -> None:
    """What devices write, apart or in touch, undone or not, has no fault in any order."""
    assert chain_faults(history.events) == []
    assert chain_faults(reversed(history.events)) == []


@examples(max_examples=200)
@given(three_devices(), st.data(), st.sampled_from(sorted(OTHER)))
def test_any_change_of_any_event_is_found(history: History, data: st.DataObject, name: str) -> None:
    """A change of time, note, item or anything else of any one event is reported."""
    assume(history.events)
    place = data.draw(st.integers(0, len(history.events) - 1))
    changed = list(history.events)
    changed[place] = changed[place]._replace(**{name: OTHER[name]})  # type: ignore[arg-type]
    expected = f"event {changed[place].id[:12]} was altered after it was recorded"
    assert expected in chain_faults(changed)


@examples(max_examples=200)
@given(three_devices(), st.data(), st.sampled_from(["at", "payload", "kind"]))
def test_resealed_change_is_found_by_what_follows(
    history: History, data: st.DataObject, name: str
) -> None:
    """A changed event that was given a fitting id no longer has what follows it in its chain."""
    inner = [e for e in history.events if any(e.id == other.prev for other in history.events)]
    assume(inner)
    event = data.draw(st.sampled_from(inner))
    changed = [resealed(e, **{name: OTHER[name]}) if e is event else e for e in history.events]
    expected = f"event {event.seq + 1} of device {event.device} does not follow the one before it"
    assert chain_faults(changed) == [expected]


@examples(max_examples=200)
@given(three_devices(), st.data())
def test_removed_event_is_a_gap(history: History, data: st.DataObject) -> None:
    """An event that was taken out, with others of its device after it, leaves a gap."""
    inner = [e for e in history.events if any(e.id == other.prev for other in history.events)]
    assume(inner)
    event = data.draw(st.sampled_from(inner))
    rest = [other for other in history.events if other is not event]
    expected = f"the history of device {event.device} has a gap before event {event.seq + 1}"
    assert chain_faults(rest) == [expected]


def test_first_event_must_follow_nothing() -> None:
    """A first event that names one before it shows that the beginning was cut off."""
    history = History()
    first, second = history.say("tick", *KEYS[:2])
    cut = resealed(second, seq=1)
    assert chain_faults([cut]) == [
        f"event 1 of device {first.device} does not follow the one before it"
    ]


def test_fork_is_reported_and_both_sides_are_kept() -> None:
    """Where two chains of one device part, the fork is told once and both sides count."""
    history = History()
    common, *_ = history.say("tick", KEYS[0])
    left = resealed(common, seq=2, clock=2, prev=common.id, key=KEYS[1])
    right = resealed(common, seq=2, clock=2, prev=common.id, key=KEYS[2])
    after = resealed(common, seq=3, clock=3, prev=right.id, key=KEYS[3])
    events = [common, left, right, after]
    assert find_forks(events) == find_forks(events[::-1]) == {common.device: 2}
    assert chain_faults(events) == []
    assert fold(events).keys("done") == set(KEYS)


def test_id_is_the_hash_of_all_else() -> None:
    """The id of a known event is the one that every released version gave it."""
    event = Event(
        id="",
        device="0123456789abcdef",
        seq=7,
        prev="ab" * 32,
        clock=12,
        at="2026-03-01T12:00:00.000Z",
        zone="+0100",
        batch="0a1b2c3d4e5f",
        key="deep-learning/tensors",
        kind="tick",
        payload='{"note": "sch\\u00f6n"}',
    )
    assert event_id(event) == "426c806d3a72ad93baa39fda67fae82e53a3f1d1a7538ef5275886f4d3dac7df"
    assert event_id(event._replace(id="anything")) == event_id(event)
    others = {event_id(event._replace(**{name: text})) for name, text in OTHER.items()}  # type: ignore[arg-type]
    assert len(others - {event_id(event)}) == len(OTHER)
