"""The board of a group: everyone once, in an order that ranks nobody, and who waits for what."""

from collections.abc import Mapping, Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.graph import walk
from dlroadmap.guide.board import (
    IDLE,
    LEVEL,
    ORDERS,
    Board,
    Member,
    Standing,
    find_place,
    sort_members,
    tell_apart,
)
from dlroadmap.guide.summary import Counts
from drawing import examples

DAY = date(2026, 11, 22)
KEYS = [f"t/{letter}" for letter in "abcdefgh"]

counts = st.integers(0, 5).flatmap(
    lambda of: st.builds(Counts, counted=st.just(of), counted_done=st.integers(0, of))
)
members = st.lists(
    st.builds(
        Member,
        name=st.text("abAB ", min_size=1, max_size=3),
        mentor=st.booleans(),
        sent=st.none() | st.just(DAY),
        digest=st.sampled_from(["a", "b"]),
        last=st.none() | st.dates(),
        levels=st.lists(counts, max_size=3).map(lambda some: dict(zip("xyz", some, strict=False))),
    ),
    max_size=12,
)


@given(members, st.sampled_from(ORDERS))
@examples(200)
def test_everyone_stands_once(people: list[Member], order: str) -> None:
    """An order leaves nobody out, names nobody twice, and does not depend on the one before."""
    found = sort_members(people, order)
    assert sorted(map(id, found)) == sorted(map(id, people))
    if len({one.name for one in people}) == len(people):
        assert sort_members(found[::-1], order) == found
    assert sort_members(found, order) == found
    silent = [one.sent is None for one in found]
    assert silent == sorted(silent)


@given(members)
@examples(100)
def test_idle_and_level(people: list[Member]) -> None:
    """Who has not begun comes first, then who stood still longest; one level stands together."""
    sent = [one for one in people if one.sent]
    days = [one.last or date.min for one in sort_members(sent, IDLE)]
    assert days == sorted(days)
    stages = [one.find_stage() for one in sort_members(sent, LEVEL)]
    known = [stage for stage in stages if stage is not None]
    assert stages == [*sorted(known), *[None] * (len(stages) - len(known))]
    for stage in set(stages):
        names = [one.name for one in sort_members(sent, LEVEL) if one.find_stage() == stage]
        assert names == sorted(names, key=lambda name: (name.casefold(), name))


def test_achievement_orders_nobody_within_a_level() -> None:
    """Who has done more of a level does not stand before who has done less of it."""

    def at(name: str, done: int) -> Member:
        levels = {"x": Counts(counted=9, counted_done=done)}
        return Member(name, False, DAY, "a", DAY, levels)

    people = [at("Bob", 8), at("Ada", 1), at("Cleo", 5)]
    for order in ORDERS:
        assert [one.name for one in sort_members(people, order)] == ["Ada", "Bob", "Cleo"]


def test_stage() -> None:
    """A member is at the earliest level with something left, behind the last one if none has."""
    full, half, empty = Counts(counted=2, counted_done=2), Counts(counted=2), Counts()
    stages = [
        Member("A", False, DAY, "", None, dict(zip("xyz", levels, strict=False))).find_stage()
        for levels in [(), (full, half), (half, full), (full, full), (empty, half), (full,)]
    ]
    assert stages == [None, 1, 0, 2, 1, 1]


def test_silent_mentors_are_no_learners() -> None:
    """A mentor who sends nothing is not listed; one who learns along is."""
    people = [
        Member("Grace", True, None, "", None, {}),
        Member("Linus", True, DAY, "b", DAY, {}),
        Member("Eve", False, None, "", None, {}),
    ]
    board = Board("ml", "t", "a", {}, tuple(people))
    assert [one.name for one in board.find_learners()] == ["Linus", "Eve"]
    assert len(board.find_other_versions()) == 1


@st.composite
def graphs(draw: st.DrawFn) -> Mapping[str, Sequence[str]]:
    """Return what requires what, without circles."""
    found = {}
    for n, key in enumerate(KEYS[1:], 1):
        needed = draw(st.lists(st.sampled_from(KEYS[:n]), max_size=3, unique=True))
        if needed:
            found[key] = needed
    return found


STATES = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["done", "doing", "skipped"]))


@given(graphs(), st.sampled_from(KEYS), STATES, st.sets(st.sampled_from(KEYS), max_size=3))
@examples(400)
def test_waiting_is_what_the_graph_says(
    requires: Mapping[str, Sequence[str]], key: str, states: dict[str, str], asked: set[str]
) -> None:
    """Somebody waits for an item just where a search from what they are at comes to it."""
    place = find_place(key, requires, KEYS, ())
    seen = {one: state for one, state in states.items() if one in place.keys}
    doing = {one for one, state in seen.items() if state == "doing"}
    settled = seen.keys() - doing
    since = DAY if key in states else None
    one = Standing("Ada", states.get(key), since, doing, settled, asked)
    found = tell_apart(place, [one])

    done = {one for one, state in states.items() if state != "doing"}
    begun = {one for one, state in states.items() if state == "doing"} | asked
    needs = {
        start for start in begun - done - {key} if key in walk([start], requires, settled=done)
    }
    lists = [[person.name for person in people] for people in found]
    if states.get(key) == "done":
        expected = [1, 0, 0, 0, 0]
    elif states.get(key) == "doing":
        expected = [0, 1, 0, 0, 0]
    elif states.get(key) == "skipped":
        expected = [0, 0, 0, 0, 0]
    elif key in asked:
        expected = [0, 0, 1, 0, 0]
    elif needs:
        expected = [0, 0, 0, 1, 0]
        assert set(found.need[0].needs) == needs
    else:
        expected = [0, 0, 0, 0, int(done.issuperset(requires.get(key, ())))]
    assert [len(names) for names in lists] == expected


def test_what_nobody_can_know_is_in_nobodys_way() -> None:
    """What the curriculum assumes, or the group does not hold, keeps nobody from starting."""
    place = find_place("t/c", {"t/c": ["t/a", "o/x", "t/b"]}, ["t/a", "t/b", "t/c"], ["t/a"])
    assert (place.before, place.keys) == (["t/b"], ["t/c", "t/b"])


def test_helpers_are_told_by_their_day() -> None:
    """Who learned it last comes first among helpers, and who began first among those at it."""
    place = find_place("t/a", {}, KEYS, ())

    def stand(name: str, state: str, day: int) -> Standing:
        return Standing(name, state, date(2026, 11, day), (), (), ())

    people = [stand("Ada", "done", 1), stand("Bob", "done", 9), stand("Cleo", "done", 1)]
    people += [stand("Dan", "doing", 8), stand("Eve", "doing", 2)]
    found = tell_apart(place, people)
    assert [one.name for one in found.have] == ["Bob", "Ada", "Cleo"]
    assert [one.name for one in found.doing] == ["Eve", "Dan"]


def test_a_circle_ends() -> None:
    """A circle among prerequisites, which a broken file may have, is entered once."""
    place = find_place("t/a", {"t/a": ["t/b"], "t/b": ["t/a"]}, KEYS, ())
    one = Standing("Ada", None, None, {"t/b"}, (), ())
    assert [person.name for person in tell_apart(place, [one]).need] == ["Ada"]
