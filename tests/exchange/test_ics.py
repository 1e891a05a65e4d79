"""Calendars: what RFC 5545 asks for, read back by a strict reader."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlroadmap.exchange.ics import escape, export_plan, fold, make_calendar, make_event
from dlroadmap.guide.aims import Aim
from dlroadmap.guide.pace import Rate
from dlroadmap.guide.plan import make_plan
from dlroadmap.progress.goals import Goal
from guide.building import category, curriculum, level, progress

STAMP = datetime(2026, 3, 19, 8, 30, tzinfo=UTC)
MONDAY = date(2026, 3, 16)

letters = st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from(',;:\\\n"nN ')
texts = st.text(letters, max_size=200)


def unfolded(content: bytes) -> list[str]:
    """Return the content lines, refusing bare line breaks and lines of more than 75 octets."""
    assert content.endswith(b"\r\n")
    lines: list[bytes] = []
    for line in content[:-2].split(b"\r\n"):
        assert len(line) <= 75, line
        assert not re.search(rb"[\r\n]", line)
        line.decode()  # a character is never cut in two
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            assert line
            lines.append(line)
    return [line.decode() for line in lines]


def value(text: str) -> str:
    """Return a TEXT value as it was before it was escaped, refusing what must be escaped."""
    assert re.fullmatch(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*", text), text
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)


def events(content: bytes) -> list[dict[str, str]]:
    """Return the events of a calendar as properties, checked by the grammar of RFC 5545, 3.6."""
    lines = unfolded(content)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    current: dict[str, str] | None = None
    head: dict[str, str] = {}
    for line in lines[1:-1]:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[A-Z-]+)*):(.*)", line, re.DOTALL)
        assert match, line
        name, parameters, text = match.groups()
        if (name, text) == ("BEGIN", "VEVENT"):
            assert current is None
            current = {}
        elif (name, text) == ("END", "VEVENT"):
            assert current is not None
            found.append(current)
            current = None
        else:
            properties = head if current is None else current
            assert name not in properties, f"{name} stands twice"
            properties[name] = parameters + ":" + text if parameters else value(text)
    assert current is None
    assert head["VERSION"] == "2.0"
    assert head["PRODID"]
    assert found
    for event in found:
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        assert re.fullmatch(r";VALUE=DATE:\d{8}", event["DTSTART"])
        assert re.fullmatch(r";VALUE=DATE:\d{8}", event["DTEND"])
        assert event["UID"]
    assert len({event["UID"] for event in found}) == len(found)
    return found


@settings(deadline=None, derandomize=True)
@given(texts, texts, texts)
def test_every_text_comes_back(name: str, summary: str, description: str) -> None:
    """Commas, semicolons, backslashes, line breaks and all of Unicode survive the calendar."""
    made = [
        make_event(f"{n}@dlr", MONDAY + timedelta(weeks=n), summary, description, STAMP)
        for n in (0, 1)
    ]
    first, second = events(make_calendar(name, made))
    assert (first["SUMMARY"], first["DESCRIPTION"]) == (summary, description)
    assert second["SUMMARY"] == summary


def test_an_event_lasts_its_week_and_keeps_nobody_busy() -> None:
    """A week goes from its Monday to the Sunday, whose morrow is the end; it blocks no time."""
    (event,) = events(make_calendar("n", [make_event("u", MONDAY, "s", "d", STAMP)]))
    assert event["DTSTART"] == ";VALUE=DATE:20260316"
    assert event["DTEND"] == ";VALUE=DATE:20260323"
    assert event["DTSTAMP"] == "20260319T083000Z"
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_plan_is_a_calendar_of_its_weeks() -> None:
    """Each week is an event with its items; the plan of an item has events of its own."""
    track = curriculum(level(category("a", "b")), hours={"a": 3.0, "b": 1.0})
    said = progress()
    aim = Aim(Goal("c/b"), "B", track, ["b"], ["b"], {"a", "b"})
    plans = [
        make_plan(track, said, ["a", "b"], MONDAY, Rate(2, "option"), aims=aims)
        for aims in ((), [aim])
    ]
    first, second = (events(export_plan(plan, track, "Two", STAMP)) for plan in plans)
    assert [(event["SUMMARY"], event["DESCRIPTION"]) for event in first] == [
        ("Two: 2 h", "- A (2 of 3 hours)"),
        ("Two: 2 h", "- A (1 of 3 hours)\n- B (1 hour)"),
    ]
    assert [event["UID"] for event in first] == ["2026-03-16.c@dlroadmap", "2026-03-23.c@dlroadmap"]
    assert [event["UID"] for event in second] == [
        "2026-03-16.c.c.b@dlroadmap",
        "2026-03-23.c.c.b@dlroadmap",
    ]


def test_a_plan_without_weeks_is_no_calendar() -> None:
    """The standard asks for an event, so nothing is written without one."""
    track = curriculum(level(category("a")))
    assert (
        export_plan(
            make_plan(track, progress(), [], MONDAY, Rate(2, "option")), track, "Nothing", STAMP
        )
        == b""
    )


@pytest.mark.parametrize("letter", ["a", "é", "–", "𝛼"])
@pytest.mark.parametrize("length", [0, 1, 74, 75, 76, 77, 149, 150, 500])
def test_lines_are_folded_at_75_octets(letter: str, length: int) -> None:
    """Pieces are as long as they may be, and a character of several octets stays whole."""
    pieces = fold(letter * length).removesuffix(b"\r\n").split(b"\r\n")
    assert "".join(p.decode().removeprefix(" ") for p in pieces) == letter * length
    assert all(75 - len(letter.encode()) < len(piece) <= 75 for piece in pieces[:-1])


def test_a_backslash_is_escaped_once() -> None:
    r"""Text that looks escaped is text: `\n` comes back as two characters."""
    assert escape("\\n;,\n") == "\\\\n\\;\\,\\n"


def test_a_well_known_reader_reads_it() -> None:
    """The icalendar library finds the same events, where it is installed."""
    icalendar = pytest.importorskip("icalendar")
    summary, description = "A, b; c \\ d “é”", "- one\n- two, three\n" + "long " * 40
    content = make_calendar("n", [make_event("u@dlr", MONDAY, summary, description, STAMP)])
    read = icalendar.Calendar.from_ical(content)
    (event,) = read.walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (summary, description)
    assert event.decoded("DTSTART") == MONDAY
    assert event.decoded("DTEND") == MONDAY + timedelta(weeks=1)
    assert event.errors == []
