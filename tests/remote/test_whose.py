"""Whose histories lie at a place: what a device takes for its own."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dlroadmap.errors import DlrError
from dlroadmap.remote.journal import About
from dlroadmap.remote.whose import find_ours, select
from drawing import examples

from .drawn import ABOUTS, IDS

A, B, C = "a" * 16, "b" * 16, "c" * 16
ONE, TWO, THREE = ("1" * 32, "2" * 32, "3" * 32)

PLACES = st.dictionaries(st.sampled_from([letter * 16 for letter in "abcdef"]), ABOUTS)
"""The journals at a place."""

OWN = st.frozensets(IDS, max_size=3)

PLACE = "host:progress.git"


def about(*histories: str, name: str = "laptop", events: int = 1) -> About:
    """Return what a journal says of itself."""
    return About(frozenset(histories), name, events, "2026-03-01T12:00:00Z")


def find(
    own: frozenset[str], events: int, abouts: Mapping[str, About], merge: bool = False
) -> frozenset[str] | None:
    """Return the ids of the history from now on, None if only the learner knows."""
    try:
        return find_ours(own, events, abouts, merge, PLACE)
    except DlrError:
        return None


def test_first() -> None:
    """Where nothing lies, a device without a history gets one, each another one."""
    made = {find(frozenset(), events, {}) for events in (0, 3) for _ in range(2)}
    assert len(made) == 4
    assert all(ids and len(ids) == 1 and len(min(ids)) == 32 for ids in made)


def test_takes_over() -> None:
    """A device in whose history nothing stands takes over the one that is there."""
    abouts = {A: about(ONE, TWO), B: about(TWO, THREE)}
    assert find(frozenset(), 0, abouts) == frozenset([ONE, TWO, THREE])
    assert find(frozenset(["4" * 32]), 0, abouts) == frozenset([ONE, TWO, THREE])
    assert find(frozenset(), 1, abouts) is None
    silent = {A: about(ONE, events=0), B: about(TWO, events=0)}
    assert find(frozenset([THREE]), 1, silent) == frozenset([ONE, TWO, THREE])
    assert find(frozenset(), 0, {A: about(ONE), B: about(TWO)}) is None


@examples(max_examples=300)
@given(own=OWN, events=st.integers(0, 2), abouts=PLACES, merge=st.booleans(), order=st.randoms())
def test_any(
    own: frozenset[str], events: int, abouts: Mapping[str, About], merge: bool, order: Random
) -> None:
    """Ids are only lost by a device without events; --merge covers all; no order matters.

    A place in which nothing was said is anybody's.
    """
    found = find(own, events, abouts, merge)
    assert found or found is None
    shuffled = list(abouts.items())
    order.shuffle(shuffled)
    again = find(own, events, dict(shuffled), merge)
    assert again == found or not (own or abouts)
    if merge:
        assert found
        assert found >= own
        assert select(found, abouts) == {*abouts}
    elif found is None:
        assert not select(own, abouts)
        assert abouts
    elif found != own:
        silent = not any(one.events for one in abouts.values())
        assert not events or silent
    if found and own:
        assert found >= own or not (events or select(own, abouts))
    if found and abouts and not events:
        assert select(found, abouts)


@examples(max_examples=300)
@given(own=OWN, abouts=PLACES)
def test_stays(own: frozenset[str], abouts: Mapping[str, About]) -> None:
    """A history of which a journal is there stays as it is, whatever else lies there."""
    assume(select(own, abouts))
    assert find(own, 0, abouts) == find(own, 5, abouts) == own


def test_linked() -> None:
    """A journal belongs to a history that a third device has joined with its own."""
    abouts = {A: about(ONE, TWO), B: about(TWO), C: about(THREE)}
    assert select(frozenset([ONE]), abouts) == {A, B}
    assert select(frozenset([TWO]), abouts) == {A, B}
    assert select(frozenset([THREE]), abouts) == {C}
    assert select(frozenset(), abouts) == set()


@examples(max_examples=300)
@given(own=OWN, abouts=PLACES)
def test_select(own: frozenset[str], abouts: Mapping[str, About]) -> None:
    """All journals that are linked to a history by others belong to it, and no others."""
    chosen = select(own, abouts)
    linked = own.union(*(abouts[device].histories for device in chosen))
    for device, one in abouts.items():
        assert (device in chosen) == bool(one.histories & linked)
    for device in chosen:
        left = {other: one for other, one in abouts.items() if other != device}
        assert select(own | abouts[device].histories, left) >= chosen - {device}
    assert own or not chosen


def test_refusal() -> None:
    """The refusal says whose the other history is, how much of it there is, and how to go on."""
    abouts = {A: about(ONE, events=1200), B: about(ONE, name="server")}
    with pytest.raises(DlrError) as raised:
        find_ours(frozenset([TWO]), 3, abouts, False, PLACE)
    assert raised.value.message == (
        "host:progress.git already contains another history: laptop (1,200 events) and "
        "server (1 event). This device has 3 events of its own. Nothing was changed."
    )
    assert (raised.value.code, raised.value.subject) == ("other-history", PLACE)


def test_refusal_of_many() -> None:
    """Of many devices some are named, in order, and several histories are counted."""
    abouts = {f"{n:016x}": about(f"{n % 2:032x}", name=f"pc {n}") for n in range(6)}
    with pytest.raises(DlrError) as raised:
        find_ours(frozenset(), 0, abouts, False, "/a place")
    assert raised.value.message == (
        "/a place already contains 2 other histories: pc 0 (1 event), pc 1 (1 event), "
        "pc 2 (1 event), pc 3 (1 event) and 2 more. Nothing was changed."
    )
    assert raised.value.subject == "'/a place'"
