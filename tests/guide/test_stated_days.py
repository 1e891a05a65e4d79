"""Days of lists: digits alone, none in the future, and a reason for each that is left out."""

from datetime import date

import pytest

from dlroadmap.guide.stated_days import FUTURE, INVALID, read_day

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("", "")),
        ("2024-05-31", ("2024-05-31", "")),
        ("2024-05", ("2024-05", "")),
        ("2026-03-05", ("2026-03-05", "")),
        ("2026-03-06", ("", FUTURE)),
        ("2024-02-31", ("", INVALID)),
        ("yesterday", ("", INVALID)),
        ("\x1b[2J", ("", INVALID)),
    ],
)
def test_a_day_is_read_or_left_out(text: str, expected: tuple[str, str]) -> None:
    """What a list says means the same day at every import."""
    assert read_day(text, TODAY) == expected
