"""What a place lacks, and what decides on arrivals: asked without a walk through all events."""

import random

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.progress.arriving import Here, Link, judge
from dlroadmap.progress.events import sort_key
from dlroadmap.render.sync_page import count_changes
from drawing import examples

from .history import History, resealed, rows_of, three_devices

CHANGES = [("seq", 1), ("seq", 3), ("device", "b" * 16), ("clock", 1), ("prev", ""), ("at", "")]


@examples(max_examples=300)
@given(three_devices(), st.randoms(use_true_random=False))
def test_all_that_a_place_lacks_waits_for_it(history: History, dice: random.Random) -> None:
    """Nothing that was not noted is left behind, whatever was noted and in which order (promise 1).

    Neither an event that the store does not have nor one that is noted again makes a difference.
    """
    events = sorted(history.events, key=sort_key)
    rows = rows_of(events)
    there = dice.sample(events, dice.randint(0, len(events)))
    rows.sharing.note_shared([resealed(event, key="dl/unheard") for event in there])
    rows.sharing.note_shared([*there, *there])
    lacking = [event for event in events if event not in there]
    assert rows.unshared() == lacking
    rows.sharing.note_place("/there", (), "laptop")
    assert rows.sharing.count_waiting("/there", rows.count()) == count_changes(lacking)
    assert rows.sharing.count_waiting("/elsewhere", rows.count()) == count_changes(events)
    rows.sharing.note_shared(lacking)
    assert rows.unshared() == []
    assert rows.sharing.count_waiting("/there", rows.count()) == 0
    rows.sharing.forget()
    assert rows.unshared() == events
    assert rows.sharing.count_waiting("/there", rows.count()) == count_changes(events)


@examples(max_examples=300)
@given(three_devices(), st.data())
def test_the_rest_of_a_chain_decides_nothing(history: History, data: st.DataObject) -> None:
    """Arrivals are judged as if all events of the store had been asked, changed ones as well."""
    dice, events = data.draw(st.randoms(use_true_random=False)), history.events
    ends = {device: dice.randint(0, 20) for device in sorted({e.device for e in events})}
    mine = [event for event in events if event.seq <= ends[event.device]]
    arriving = dice.sample(events, dice.randint(0, len(events)))
    for name, value in data.draw(st.lists(st.sampled_from(CHANGES), max_size=3)):
        arriving[:1] = [resealed(event, **{name: value}) for event in arriving[:1]]
    links = {event.id: Link(event.device, event.seq, event.clock) for event in mine}
    clock = max((event.clock for event in mine), default=0)
    whole = Here(links, frozenset(event.device for event in mine), clock)
    assert judge(arriving, rows_of(mine).here(arriving)) == judge(arriving, whole)
