"""How the lines of a journal are cut into files."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.remote.contract import JournalError, Segment
from dlroadmap.remote.segments import ABOUT, cut, extend, find_last, is_device, is_segment
from drawing import examples

LINES = st.lists(st.integers(0, 14).map(lambda length: b"x" * length + b"\n"))


@pytest.fixture(autouse=True)
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few lines fill a segment."""
    monkeypatch.setattr("dlroadmap.remote.segments.SIZE", 10)


def test_nothing() -> None:
    """No lines need no new file, and leave the last one as it is."""
    assert cut(None, []) == {}
    assert cut(Segment("000003.jsonl", b"x" * 10), []) == {}
    assert cut(Segment("000003.jsonl", None), []) == {}
    assert cut(Segment("000003.jsonl", b"one\n"), []) == {}


@pytest.mark.parametrize(
    ("last", "name"),
    [
        (None, "000001.jsonl"),
        (Segment("000003.jsonl", b"one\n"), "000003.jsonl"),
        (Segment("000003.jsonl", b"one\ntw"), "000004.jsonl"),
        (Segment("000003.jsonl", b""), "000004.jsonl"),
        (Segment("000003.jsonl", None), "000004.jsonl"),
        (Segment("000003.jsonl", b"123456789\n"), "000004.jsonl"),
        (Segment("000003.jsonl", b"1234567\n"), "000004.jsonl"),
        (Segment("000009.jsonl", None), "000010.jsonl"),
    ],
)
def test_where_it_goes_on(last: Segment | None, name: str) -> None:
    """A line goes into the last file if that is whole and has room, else into a new one."""
    assert [*cut(last, [b"two\n"])] == [name]


@examples(max_examples=500)
@given(appends=st.lists(LINES))
def test_round_trip(appends: Sequence[Sequence[bytes]]) -> None:
    """However lines come, all stand in order, and a file is larger only for a single line."""
    files: dict[str, bytes] = {}
    for lines in appends:
        name = find_last(files)
        before = dict(files)
        files |= cut(Segment(name, files[name]) if name else None, lines)
        for kept, data in before.items():
            assert files[kept].startswith(data)
            assert kept == name or files[kept] == data
    assert b"".join(files[name] for name in sorted(files)) == b"".join(
        line for lines in appends for line in lines
    )
    assert [*sorted(files)] == [f"{number:06}.jsonl" for number in range(1, len(files) + 1)]
    assert all(is_segment(name) for name in files)
    assert all(len(data) <= 10 or data.count(b"\n") == 1 for data in files.values())
    for name, after in zip(sorted(files), sorted(files)[1:], strict=False):
        assert len(files[name]) + len(files[after].split(b"\n")[0]) + 1 > 10  # none without need


@pytest.mark.parametrize(
    ("name", "segment", "grows"),
    [
        ("000001.jsonl", True, True),
        ("999999.jsonl", True, True),
        ("000001.sync-conflict-20260301-120000-ABCDEFG.jsonl", True, False),
        ("000001 (conflicted copy 2026-03-01).jsonl", True, False),
        ("000001(1).jsonl", True, False),
        ("journal.json", False, False),
        ("1.jsonl", False, False),
        ("000001.json", False, False),
        ("000001.jsonl.bak", False, False),
        (".000001.jsonl", False, False),
        ("x000001.jsonl", False, False),
        ("٠٠٠٠٠١.jsonl", False, False),
        ("000001\n.jsonl", False, False),
        ("000001\x1b[2J.jsonl", False, False),
        ("000001.jsonl\n", False, False),
        ("000001\udcff.jsonl", False, False),
        ("", False, False),
    ],
)
def test_names(name: str, segment: bool, grows: bool) -> None:
    """Segments and copies of them made in a conflict are read; only a segment itself grows."""
    assert is_segment(name) == segment
    assert find_last([name] if segment else []) == (name if grows else None)


def test_last() -> None:
    """The last segment is that with the highest number, whatever copies lie beside it."""
    names = ["000002.jsonl", "000010.jsonl", "000009.jsonl", "000011.sync-conflict-1.jsonl"]
    assert find_last(names) == "000010.jsonl"
    assert find_last([]) is None


@pytest.mark.parametrize(
    "name", ["", "a" * 15, "a" * 17, "A" * 16, "g" * 16, "a" * 16 + "\n", ".."]
)
def test_no_device(name: str) -> None:
    """Only what dlr makes is the id of a device."""
    assert is_device("0123456789abcdef")
    assert not is_device(name)


def test_extend() -> None:
    """The last segment alone is read, and what the journal says of itself is written first."""
    files = {"000001.jsonl": b"one\n", "000002.jsonl": b"two\n"}
    asked = list[str]()

    def read(name: str) -> Segment:
        asked.append(name)
        return Segment(name, files[name])

    assert list(extend(files, read, b"{}", [b"six\n"]).items()) == [
        (ABOUT, b"{}"),
        ("000002.jsonl", b"two\nsix\n"),
    ]
    assert asked == ["000002.jsonl"]
    assert extend([], read, b"{}", [b"six\n"]) == {ABOUT: b"{}", "000001.jsonl": b"six\n"}


@pytest.mark.parametrize("data", [None, b"", b"half", b"123456789\n"])
def test_no_number_left(data: bytes | None) -> None:
    """No segment follows the last number, as nobody would find it; without lines none is needed."""
    last = Segment("999999.jsonl", data)
    with pytest.raises(JournalError):
        cut(last, [b"two\n"])
    assert cut(last, []) == {}
    assert cut(Segment("999999.jsonl", b"1\n"), [b"two\n"]) == {"999999.jsonl": b"1\ntwo\n"}
    with pytest.raises(JournalError):
        cut(Segment("999999.jsonl", b"1\n"), [b"two\n", b"12345\n"])
