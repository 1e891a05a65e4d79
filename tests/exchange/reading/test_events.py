"""Events as JSON lines: what is written is read as it was, and nothing else is taken for events."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.exchange.reading import kinds
from dlroadmap.exchange.reading.events import read, recognizes
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.writing.events import write
from dlroadmap.progress.events import CLOCK_LIMIT, Event, event_id
from dlroadmap.progress.lines import MAX_LINE
from drawing import examples

ONE = Event(
    id="",
    device="0123456789abcdef",
    seq=1,
    prev="",
    clock=1,
    at="2026-03-01T12:00:00.000Z",
    zone="+0100",
    batch="0a1b2c3d4e5f",
    key="deep-learning/tensors",
    kind="tick",
    payload='{"note": "sch\\u00f6n"}',
)
ONE = ONE._replace(id=event_id(ONE))
LINE = "".join(write([ONE]))

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
names = st.text("0123456789abcdef", min_size=1, max_size=16)
numbers = st.integers(1, CLOCK_LIMIT - 1)
events = st.builds(
    Event,
    *(hashes, names, numbers, st.just("") | hashes, numbers),
    *(texts, texts, names, texts, texts, texts),
)


def without(name: str) -> dict[str, Any]:
    document = ONE._asdict()
    del document[name]
    return document


@examples(max_examples=200)
@given(st.lists(events, min_size=1, max_size=5))
def test_what_is_written_is_read_as_it_was(some: list[Event]) -> None:
    """Every text comes back to the letter, new lines, quotes and emoji too; lines are in ASCII."""
    lines = list(write(some))
    assert all(line.isascii() and line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert read("".join(lines)) == some
    assert kinds.read("".join(lines).encode(), "x") == some
    assert kinds.read("\r\n".join(map(str.strip, lines)).encode(), "x", kind="events") == some


def test_the_fields_are_those_of_an_event() -> None:
    """A line has the fields of an event by name, and the payload as the text that its id covers."""
    assert json.loads(LINE) == ONE._asdict()
    assert event_id(read(LINE)[0]) == ONE.id


@pytest.mark.parametrize("name", Event._fields)
def test_a_field_that_is_missing_or_wrong_is_refused(name: str) -> None:
    """Each field has to be there, with its type, and within its size; a yes is no number."""
    number = name in ("seq", "clock")
    wrong: list[object] = [None, [], {}, True, 1.5, "\ud800"]
    wrong += [0, -1, CLOCK_LIMIT, "1"] if number else [7, "x" * (64 * 2**10 + 1)]
    with pytest.raises(UnreadableError, match=f"Line 2 is not an event of dlr: it has no “{name}”"):
        read(LINE + json.dumps(without(name)))
    for value in wrong:
        changed = json.dumps({**ONE._asdict(), name: value})
        with pytest.raises(UnreadableError, match=f"Line 2 .* its “{name}” is not valid"):
            read(LINE + changed)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "A" * 64),
        ("id", "a" * 63),
        ("id", "a" * 64 + "\n"),
        ("prev", "a"),
        ("device", ""),
        ("device", "a b"),
        ("batch", "\x1b[2J"),
        ("key", "k" * 513),
    ],
)
def test_names_have_the_form_that_dlr_gives_them(name: str, value: str) -> None:
    """Ids, devices and batches are words of ASCII; nothing that is printed can hide in them."""
    with pytest.raises(UnreadableError, match=f"its “{name}” is not valid"):
        read(json.dumps({**ONE._asdict(), name: value}))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (json.dumps({**ONE._asdict(), "extra": 1}), "it has an unknown field, “extra”"),
        ("[]", "it is not an object"),
        ("7", "it is not an object"),
        ("", "Line 2 is empty"),
        (LINE[:80], "Line 2 is not valid JSON"),
        ("[" * 100_000, "Line 2 is nested too deeply"),
        (" " * MAX_LINE + "{}", "Line 2 is too long"),
        ('{"seq":' + "1" * 5000 + "}", "Line 2 is not valid JSON"),
    ],
    ids=["extra", "list", "number", "blank", "cut-off", "deep", "long", "digits"],
)
def test_a_line_that_is_no_event_is_named(line: str, words: str) -> None:
    """The message has the number of the line and what is wrong with it."""
    with pytest.raises(UnreadableError) as error:
        read(f"{LINE}{line}\n{LINE}")
    assert words in error.value.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A list\n- [ ] prev",
        '[{"prev": 1}]',
        '{"prev": "", "id": 1}',
        '{"prev": ',
        "{" * 5000 + '"prev"',
        json.dumps(ONE._asdict(), indent=1),
        json.dumps([ONE._asdict()]),
    ],
)
def test_other_texts_are_not_taken_for_a_history(text: str) -> None:
    """Only what begins with a line that is an object with the parts of an event is a history."""
    assert not recognizes(text)
    assert recognizes(f"\n {LINE}")


def test_a_history_may_be_larger_than_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long history is read whole, one that is too long is refused in words, and so is a list."""
    monkeypatch.setattr(kinds, "MAX_BYTES", 2 * len(LINE))
    monkeypatch.setattr(kinds, "MAX_HISTORY", 4 * len(LINE))
    assert kinds.read(kinds.read_file(io.BytesIO(LINE.encode() * 4)), "x") == [ONE] * 4
    with pytest.raises(UnreadableError, match="The history has more than"):
        kinds.read(kinds.read_file(io.BytesIO(LINE.encode() * 5)), "x")
    endless = kinds.read_file(io.BytesIO(b"- [ ] x\n" * 10_000))
    assert len(endless) == 2 * len(LINE) + 1
    with pytest.raises(UnreadableError, match="The list has more than"):
        kinds.read(endless, "x")


def test_no_line_is_passed_over() -> None:
    """An empty line is an error with its number, so that the lines of events are always true."""
    with pytest.raises(UnreadableError, match="Line 1 is empty"):
        read(f"\n\n{LINE}")
    assert len(read(f"{LINE}\n\n")) == 1
