"""dlr sync between the machines of a learner: the same history everywhere, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drawing import later
from remote.learner_machines import make_place

if TYPE_CHECKING:
    from pathlib import Path

    from remote.learner_machines import Machine

ORDERS = ["baab", "cbacba", *later("aba", "abab", "abcabc", "aabbccabc")]
"""In which order machines sync; each is followed by one more round of all."""


@pytest.fixture(params=["git", "folder"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A place of each kind, with a blank in its name."""
    return make_place(request.param, tmp_path)


def live(a: Machine, b: Machine) -> None:
    """Say things of every kind on two machines that know nothing of each other."""
    a.do("tick", "vectors", "notebooks", "--note", "From school.")
    a.do("skip", "matrices")
    a.do("undo")
    a.do("goal", "middle", "--by", "2099-03-31")
    a.do("review", "vectors", "--grade", "good")
    b.do("tick", "vectors")
    b.do("note", "attention", "Read twice: “why √d?”")
    b.do("goal", "own-language-model")
    b.do("skip", "paper-club")
    b.do("untick", "vectors")
    b.do("start", "indexing")


@pytest.mark.parametrize("order", ORDERS)
def test_all_machines_come_to_the_same(
    machines: tuple[Machine, ...], place: Path, order: str
) -> None:
    """Whatever was said where, and whoever syncs first: in the end all have the same history."""
    a, b, c = machines
    for machine in machines:
        machine.sync(place)
    live(a, b)
    named = dict(zip("abc", machines, strict=True))
    for letter in (*order, *"abcabc"):
        named[letter].sync()
    assert a.standing() == b.standing() == c.standing()
    events = a.standing()[1]
    assert len({event["device"] for event in events}) == 2
    assert [each.sync()["sent"] for each in machines] == [0, 0, 0]


def test_histories_that_began_apart_are_merged(machines: tuple[Machine, ...], place: Path) -> None:
    """Two machines that both were used before their first sync come to the same by --merge."""
    a, b, c = machines
    live(a, b)
    a.sync(place)
    refused = b("sync", str(place))
    assert (refused.code, refused.out) == (2, "")
    b.sync(place, "--merge")
    a.sync()
    c.sync(place)
    assert a.standing() == b.standing() == c.standing()
