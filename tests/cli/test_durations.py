"""Durations as a person writes them."""

import pytest

from dlroadmap.cli.durations import parse_hours, parse_span
from dlroadmap.errors import DlrError


@pytest.mark.parametrize(
    ("text", "hours"),
    [("2h", 2), ("1.5h", 1.5), ("90m", 1.5), ("1h30m", 1.5), ("2", 2), (" 2H ", 2), ("0h", 0)],
)
def test_a_time_is_told_in_hours(text: str, hours: float) -> None:
    """Hours, minutes, both, or hours alone."""
    assert parse_hours(text) == hours


@pytest.mark.parametrize("text", ["", " ", "x", "2x", "h", "30m1h", "1h30", "1.5m", "-1h", "2w"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """Anything else is told to be no time, with how to write one."""
    with pytest.raises(DlrError, match="is not a valid time") as refused:
        parse_hours(text)
    assert refused.value.advice == ("Use 2h, 90m or 1h30m.",)


@pytest.mark.parametrize(
    ("text", "words", "weeks"),
    [
        ("6w", "6 weeks", 6),
        ("1w", "1 week", 1),
        ("14d", "14 days", 2),
        ("1.5 M", "1.5 months", 6.522),
    ],
)
def test_a_span_is_told_in_words_and_weeks(text: str, words: str, weeks: float) -> None:
    """Days, weeks or months, each with a part of one."""
    said, found = parse_span(text)
    assert said == words
    assert found == pytest.approx(weeks, abs=0.001)


@pytest.mark.parametrize("text", ["", "6", "0w", "0.0d", "w", "6h", "1w2d", "12345w", "٣w", "-1w"])
def test_what_is_no_span_is_refused(text: str) -> None:
    """Anything else is told to be no duration, with how to write one."""
    with pytest.raises(DlrError, match="is not a valid duration") as refused:
        parse_span(text)
    assert refused.value.advice == ("Use 6w for weeks, 3m for months or 40d for days.",)
