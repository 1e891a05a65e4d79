"""What a journal says of itself, and what its lines say."""

import json
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.remote.journal import (
    MAX_NAME,
    About,
    group,
    read_about,
    shorten,
    write_about,
)
from dlroadmap.remote.segments import MAX_ABOUT
from drawing import examples

from .drawn import ABOUTS, IDS

GOOD = About(frozenset(["0" * 32]), "laptop", 3, "2026-03-01T12:00:00Z")

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def document(**changes: object) -> bytes:
    """Return a good journal.json with some of its values changed."""
    return json.dumps(json.loads(write_about(GOOD)) | changes).encode()


@examples(max_examples=300)
@given(about=ABOUTS)
def test_round_trip(about: About) -> None:
    """What dlr writes of a journal is what it reads of it, as text and as bytes."""
    data = write_about(about)
    assert read_about(data) == read_about(data.decode()) == about
    assert data.isascii()
    assert data.endswith(b"}\n")


@examples(max_examples=500)
@given(data=st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_anything(data: bytes) -> None:
    """Whatever stands in journal.json, it is either understood or not."""
    assert read_about(data) is None


@examples(max_examples=1000)
@given(
    changes=st.dictionaries(
        st.sampled_from(["format", "histories", "name", "events", "at", "more"]),
        JSON | st.lists(IDS) | st.integers(-1, 2),
    )
)
def test_any_values(changes: Mapping[str, object]) -> None:
    """What is understood has an id, a name that can be shown, a count and a short time."""
    about = read_about(document(**changes))
    if about is None:
        return
    assert 0 < len(about.histories) <= 100
    assert 0 < len(about.name) <= MAX_NAME
    assert about.name.isprintable()
    assert type(about.events) is int
    assert 0 <= about.events < 10**9
    assert len(about.at) <= 32
    assert about.at.isprintable() or not about.at
    assert read_about(write_about(about)) == about


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[" * 50_000,
        b"1" * 5_000,
        document(format=2),
        document(format="1"),
        document(histories=[]),
        document(histories=["0" * 31]),
        document(histories=["0" * 32] * 2),
        document(histories=["0" * 32, 1]),
        document(histories=["0" * 32, "x"]),
        document(histories=[f"{number:032x}" for number in range(101)]),
        document(name=None),
        document(at=1),
        document(more="x" * MAX_ABOUT),
    ],
)
def test_not_understood(data: bytes) -> None:
    """A journal that says nothing sound of itself is nobody's."""
    assert read_about(data) is None


@pytest.mark.parametrize("events", [-1, 10**9, True, 1.5, "3", None])
def test_unsound_count(events: object) -> None:
    """A count that cannot be is not taken for none: who says nothing could be joined unasked."""
    assert read_about(document(events=events)) is None


def test_unsound_time() -> None:
    """What is no time is not shown as one."""
    about = read_about(document(at="\x1b2026\n" + "x" * 100))
    assert about == GOOD._replace(at="")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("laptop", "laptop"),
        (" laptop\n", "laptop"),
        ("", "unnamed"),
        (" \n\t", "unnamed"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("x" * 65, "x" * 64),
        ("\u202epotpal", "potpal"),
    ],
)
def test_name(name: str, shown: str) -> None:
    """The name of a device is shown without what steers a terminal, and never empty."""
    assert shorten(name) == shown
    assert shorten(shown) == shown


@examples(max_examples=300)
@given(abouts=st.lists(ABOUTS), order=st.randoms(use_true_random=False))
def test_group(abouts: list[About], order: Random) -> None:
    """Groups share no id, cover all, keep together what a journal joins, and nothing else."""
    groups = group(abouts)
    shuffled = abouts.copy()
    order.shuffle(shuffled)
    assert set(group(shuffled)) == set(groups)
    assert len(groups) == len(set(groups))
    everything = frozenset[str]().union(*(about.histories for about in abouts))
    assert sum(map(len, groups)) == len(everything)
    assert frozenset[str]().union(*groups) == everything
    for about in abouts:
        assert sum(about.histories <= one for one in groups) == 1
    for ids in groups:
        reached = {min(ids)}
        while (
            more := {id for about in abouts if about.histories & reached for id in about.histories}
            - reached
        ):
            reached |= more
        assert reached == ids
