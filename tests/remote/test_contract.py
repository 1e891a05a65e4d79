"""Whatever carries journals between devices, it is the same: git, a folder, a place in memory."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.remote.contract import Head, MovedError, Remote, RewrittenError, Segment
from dlroadmap.remote.segments import MAX_SEGMENT, SIZE
from drawing import examples

from .opening import KINDS, Open, opener

A, B, C = "a" * 16, "b" * 16, "c" * 16


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """A place at which nothing lies yet."""
    return opener(request.param, tmp_path)


@pytest.fixture
def remote(place: Open) -> Remote:
    """A handle of that place."""
    return place()


def contents(remote: Remote) -> dict[str, tuple[bytes, bytes]]:
    """Return all that lies at a place: what each journal says of itself, and its lines."""
    return {
        head.device: (head.about, b"".join(list_data(remote.since(head, None))))
        for head in remote.heads()
    }


def list_data(segments: Iterable[Segment]) -> list[bytes]:
    """Return what stands in segments, none of which is too large."""
    return [segment.data for segment in segments if segment.data is not None]


def find(remote: Remote, device: str) -> Head:
    """Return the head of a journal as it is now."""
    return next(head for head in remote.heads() if head.device == device)


def test_empty(remote: Remote) -> None:
    """At a new place there is no journal, however often one looks."""
    assert list(remote.heads()) == list(remote.heads()) == []


def test_append(remote: Remote) -> None:
    """What was appended stands there, in order, and the head returned is the one found."""
    first = remote.append(A, None, b"{1}", [b"one\n", b"two\n"])
    assert first.device == A
    assert list(remote.heads()) == [first]
    assert contents(remote) == {A: (b"{1}", b"one\ntwo\n")}
    second = remote.append(A, first, b"{2}", [b"three\n"])
    assert list(remote.heads()) == [second]
    assert contents(remote) == {A: (b"{2}", b"one\ntwo\nthree\n")}


def test_two_handles(place: Open) -> None:
    """What one device appends, another one finds, with the same head, and what it lacks of it."""
    mine, yours = place(), place()
    first = mine.append(A, None, b"{}", [b"one\n"])
    assert list(yours.heads()) == [first]
    second = mine.append(A, first, b"{}", [b"two\n"])
    assert list(yours.heads()) == [second]
    assert list_data(yours.since(second, first.mark)) == [b"one\ntwo\n"]
    assert list(yours.since(second, second.mark)) == []


def test_since(place: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Since each earlier mark, exactly the segments come that are new or longer, and whole."""
    monkeypatch.setattr("dlroadmap.remote.segments.SIZE", 10)
    mine, yours = place(), place()
    head, marks, wholes = None, list[str | None]([None]), [dict[str, bytes | None]()]
    for number in range(1, 8):
        lines = [f"{number}{part}\n".encode() for part in range(number)]
        head = mine.append(A, head, b"{}", lines)
        marks.append(head.mark)
        wholes.append({one.name: one.data for one in mine.since(head, None)})
    for remote in (mine, yours):
        assert list(remote.heads()) == [head]
        assert head
        for mark, before in zip(marks, wholes, strict=True):
            wanted = [one for one in wholes[-1].items() if before.get(one[0]) != one[1]]
            assert [(one.name, one.data) for one in remote.since(head, mark)] == wanted
    assert len(wholes[-1]) > 5


def test_marks(remote: Remote) -> None:
    """Each append makes another mark, even one of no lines or of lines as long as before."""
    heads = [remote.append(A, None, b"{1}", [b"one\n"])]
    heads.append(remote.append(A, heads[-1], b"{2}", []))
    heads.append(remote.append(A, heads[-1], b"{2}", [b"two\n"]))
    assert list(remote.since(heads[1], heads[0].mark)) == []
    remote.erase(heads[-1:])
    heads.append(remote.append(A, None, b"{1}", [b"six\n"]))
    heads.append(remote.append(A, heads[-1], b"{2}", [b"two\n"]))
    assert len({head.mark for head in heads}) == len(heads)


def test_moved(place: Open) -> None:
    """Who has not seen the newest of a journal appends nothing, and everything stays as it is."""
    mine, yours = place(), place()
    first = mine.append(A, None, b"{1}", [b"one\n"])
    other = mine.append(B, None, b"{b}", [b"other\n"])
    assert list(yours.heads()) == [first, other]
    second = mine.append(A, first, b"{2}", [b"two\n"])
    for after in (None, first):
        for remote in (mine, yours):
            with pytest.raises(MovedError):
                remote.append(A, after, b"{3}", [b"three\n"])
            assert list(remote.heads()) == [second, other]
            assert contents(remote)[A] == (b"{2}", b"one\ntwo\n")
    yours.append(A, second, b"{3}", [b"three\n"])
    assert contents(mine)[A] == (b"{3}", b"one\ntwo\nthree\n")


def test_moved_to_the_same(place: Open) -> None:
    """Two that append at once after the same head do not both succeed, though they say the same."""
    mine, yours = place(), place()
    first = mine.append(A, None, b"{}", [b"one\n"])
    assert find(yours, A) == first
    mine.append(A, first, b"{}", [b"two\n"])
    with pytest.raises(MovedError):
        yours.append(A, first, b"{}", [b"six\n"])
    assert contents(yours) == {A: (b"{}", b"one\ntwo\n")}


def test_append_to_what_is_gone(place: Open) -> None:
    """A journal that was removed meanwhile does not come back by what is appended to it."""
    mine, yours = place(), place()
    first = mine.append(A, None, b"{}", [b"one\n"])
    yours.erase(yours.heads())
    with pytest.raises(MovedError):
        mine.append(A, first, b"{}", [b"two\n"])
    assert contents(mine) == {}
    mine.append(A, None, b"{}", [b"two\n"])
    assert contents(yours) == {A: (b"{}", b"two\n")}


@pytest.mark.parametrize(
    "lines", [[b"one\n"], [b"one\n", b"six\n"], [b"one\n", b"six\n", b"ten\n"], []]
)
def test_rewritten(place: Open, lines: Sequence[bytes]) -> None:
    """A journal that lacks what it had is found out: shorter, as long, or longer by now."""
    mine, yours = place(), place()
    before = mine.append(A, None, b"{}", [b"one\n", b"two\n"])
    assert find(yours, A) == before
    mine.erase([before])
    mine.append(A, None, b"{}", lines)
    head = find(yours, A)
    with pytest.raises(RewrittenError):
        list(yours.since(head, before.mark))
    assert list_data(yours.since(head, None)) == [b"".join(lines)] * bool(lines)


@pytest.mark.parametrize("mark", ["f" * 40, "1" * 40, "[]", '{"000009.jsonl":[1,1]}', "HEAD", "-h"])
def test_foreign_mark(remote: Remote, mark: str) -> None:
    """A mark of another kind of place, or of nothing, is one that the journal does not go on."""
    head = remote.append(A, None, b"{}", [b"one\n"])
    with pytest.raises(RewrittenError):
        list(remote.since(head, mark))


def test_several_journals(place: Open) -> None:
    """What happens to a journal leaves the others, and their marks, as they were."""
    mine, yours = place(), place()
    heads = {
        device: mine.append(device, None, b"{}", [device.encode() + b"\n"]) for device in (C, A, B)
    }
    assert list(yours.heads()) == [heads[A], heads[B], heads[C]]
    heads[B] = yours.append(B, heads[B], b"{b}", [b"more\n"])
    assert list(mine.heads()) == [heads[A], heads[B], heads[C]]
    mine.erase([heads[B]])
    assert list(yours.heads()) == [heads[A], heads[C]]
    assert contents(yours) == {device: (b"{}", device.encode() + b"\n") for device in (A, C)}


def test_erase(place: Open) -> None:
    """Exactly the journals named are removed; if one has moved, none of them is."""
    mine, yours = place(), place()
    heads = [mine.append(device, None, b"{}", [b"one\n"]) for device in (A, B, C)]
    moved = yours.append(B, find(yours, B), b"{}", [b"two\n"])
    before = contents(yours)
    for some in (heads, heads[:2], heads[1:]):
        with pytest.raises(MovedError):
            mine.erase(some)
        assert contents(mine) == before
    mine.erase([heads[0], moved])
    assert list(contents(yours)) == [C]
    with pytest.raises(MovedError):  # it is gone already
        yours.erase([moved, heads[2]])
    yours.erase([heads[2]])
    assert contents(mine) == {}


def test_too_large(remote: Remote) -> None:
    """A line above the limit costs its own segment, which comes without its lines."""
    long = b"x" * MAX_SEGMENT + b"\n"
    first = remote.append(A, None, b"{}", [b"one\n", long])
    second = remote.append(A, first, b"{}", [b"two\n"])
    found = list(remote.since(second, None))
    assert [segment.data for segment in found] == [b"one\n", None, b"two\n"]
    assert list_data(remote.since(second, first.mark)) == [b"two\n"]


def test_large_append(remote: Remote) -> None:
    """Much is cut into segments of a bounded size, and comes back whole and in order."""
    lines = [f"{number:0600}\n".encode() for number in range(1000)]
    head = remote.append(A, None, b"{}", lines)
    head = remote.append(A, head, b"{}", lines)
    found = list_data(remote.since(head, None))
    assert b"".join(found) == b"".join(lines * 2)
    assert max(map(len, found)) <= SIZE
    assert len(found) < 2 * 601_000 / SIZE + 2


def draw_and_append(kind: str, appends: Sequence[Sequence[bytes]]) -> None:
    """Append at a new place, and hold each append against what went before."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("dlroadmap.remote.segments.SIZE", 12)
        place = opener(kind, Path(folder))
        mine, yours = place(), place()
        head, lines, heads = None, list[bytes](), list[tuple[Head, int]]()
        for more in appends:
            head = mine.append(A, head, b"{%d}" % len(lines), more)
            lines += more
            heads.append((head, len(lines)))
        for remote in (mine, yours):
            assert list(remote.heads()) == [head]
            assert head
            found = list_data(remote.since(head, None))
            assert b"".join(found) == b"".join(lines)
            assert all(len(data) <= 12 or data.count(b"\n") == 1 for data in found)
            for before, number in heads:
                since = b"".join(list_data(remote.since(head, before.mark)))
                assert since.endswith(b"".join(lines[number:]))
                assert len(since) - len(b"".join(lines[number:])) < 12 or not lines[number:]


APPENDS = st.lists(
    st.lists(st.binary(max_size=14).map(lambda data: data.replace(b"\n", b"") + b"\n")), max_size=5
)


@pytest.mark.parametrize("kind", ["folder", "memory"])
@examples(max_examples=150)
@given(appends=APPENDS.filter(bool))
def test_any_appends(kind: str, appends: Sequence[Sequence[bytes]]) -> None:
    """However lines come, all of them come back in order, and since a mark only its followers."""
    draw_and_append(kind, appends)


@examples(max_examples=15)
@given(appends=APPENDS.filter(bool))
def test_any_appends_to_git(appends: Sequence[Sequence[bytes]]) -> None:
    """So it is with git, which needs longer."""
    draw_and_append("git", appends)
