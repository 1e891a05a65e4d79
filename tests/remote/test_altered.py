"""Journals that somebody has changed past dlr: git, folders and memory tell it alike."""

from pathlib import Path

import pytest

from dlroadmap.remote.contract import Head, JournalError, Remote, RewrittenError
from dlroadmap.remote.segments import ABOUT, MAX_ABOUT, MAX_SEGMENT

from .opening import KINDS, Place, make_place

A, B = "a" * 16, "b" * 16

FIRST, SECOND = "000001.jsonl", "000002.jsonl"

FILES = {ABOUT: b"{}", FIRST: b"one\ntwo\n", SECOND: b"ten\n"}


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place at which a device has a journal of two segments."""
    place = make_place(request.param, tmp_path)
    place.put(A, FILES)
    return place


def find(remote: Remote) -> Head:
    """Return the head of the journal as it is now."""
    return next(head for head in remote.heads() if head.device == A)


def read(remote: Remote, mark: str | None) -> dict[str, bytes | None]:
    """Return the segments since a mark."""
    return {one.name: one.data for one in remote.since(find(remote), mark)}


@pytest.mark.parametrize("name", [FIRST, SECOND])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"on\n",
        b"one\n",
        b"one\nsix\n",
        b"six\ntwo\n",
        b"one\nsix\nten\n",
        b"ten",
        b"tex\nten\n",
    ],
)
def test_altered_in_place(place: Place, name: str, data: bytes) -> None:
    """A segment that lost a line is found out, be it shorter, as long or longer."""
    remote = place.open()
    mark = find(remote).mark
    place.put(A, {**FILES, name: data})
    for again in (remote, place.open()):
        with pytest.raises(RewrittenError):
            read(again, mark)
        assert read(again, None) == {FIRST: FILES[FIRST], SECOND: FILES[SECOND], name: data}


def test_altered_beside_a_new_one(place: Place) -> None:
    """A segment that goes on and a new one do not hide that another one was altered."""
    remote = place.open()
    mark = find(remote).mark
    more = {SECOND: b"ten\nsix\n", "000003.jsonl": b"new\n"}
    place.put(A, {**FILES, **more})
    assert read(remote, mark) == more
    place.put(A, {**FILES, **more, FIRST: b"one\nsix\nten\n"})
    with pytest.raises(RewrittenError):
        read(remote, mark)


def test_too_large_by_now(place: Place) -> None:
    """A segment that was read and is too large by now is another one, and so when it shrinks."""
    remote = place.open()
    before = find(remote).mark
    place.put(A, {**FILES, SECOND: b"ten\n" + b"x" * MAX_SEGMENT})
    with pytest.raises(RewrittenError):
        read(remote, before)
    assert read(remote, None)[SECOND] is None
    mark = find(remote).mark
    place.put(A, FILES)
    with pytest.raises(RewrittenError):
        read(remote, mark)
    assert read(remote, before) == {}


def test_about_of_any_size(place: Place) -> None:
    """What a journal says of itself is given as it came, and not at all if it is too large."""
    remote = place.open()
    for about, given in [(b"x" * MAX_ABOUT, b"x" * MAX_ABOUT), (b"x" * (MAX_ABOUT + 1), b"")]:
        place.put(A, {**FILES, ABOUT: about})
        assert find(remote).about == given


def test_too_many_files(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal of too many files is neither read nor continued, and hinders no other one."""
    remote = place.open()
    before = find(remote)
    for module in ("dlroadmap.remote.git", "dlroadmap.remote.folder", "remote.memory"):
        monkeypatch.setattr(f"{module}.MAX_SEGMENTS", 3)
    assert read(remote, None) == {FIRST: FILES[FIRST], SECOND: FILES[SECOND]}
    place.put(A, {**FILES, "000003.jsonl": b"more\n"})
    head = find(remote)
    for mark in (None, before.mark):
        with pytest.raises(JournalError, match=r"^has more than 3 files$"):
            read(remote, mark)
    with pytest.raises(JournalError):
        remote.append(A, head, b"{}", [b"lost\n"])
    assert find(remote) == head
    made = remote.append(B, None, b"{}", [b"new\n"])
    assert [one.data for one in remote.since(made, None)] == [b"new\n"]
    remote.erase([head])
    assert list(remote.heads()) == [made]


def test_no_number_left(place: Place) -> None:
    """After the last number nothing is written, least of all over what stands there."""
    remote = place.open()
    place.put(A, {**FILES, "999999.jsonl": b"half"})
    head = find(remote)
    with pytest.raises(JournalError):
        remote.append(A, head, b"{}", [b"lost\n"])
    assert find(remote) == head
    assert read(remote, None)["999999.jsonl"] == b"half"
    assert read(remote, None).keys() == {FIRST, SECOND, "999999.jsonl"}
