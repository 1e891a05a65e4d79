"""The dates of a change that moved many items, as an import does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Dlr


def rows(number: int) -> str:
    """Return a list with so many boxes, each checked on another day."""
    lines = (f"- [x] Thing {n} \u2705 2024-01-{n:02}" for n in range(1, number + 1))
    return "\n".join(["# Many things", *lines])


def test_a_few_dates_name_their_items(small: Dlr) -> None:
    """Each date stands with its item, on one line."""
    assert small("import", "-", stdin=rows(2)).code == 0
    [line] = [line.strip() for line in small("log").lines if "dated" in line]
    assert line == "dated 2024-01-01 (thing-1), 2024-01-02 (thing-2)"


def test_many_dates_are_a_range(small: Dlr) -> None:
    """Dates that nobody would match to items are counted; a row for each item has its date."""
    assert small("import", "-", stdin=rows(5)).code == 0
    [line] = [line.strip() for line in small("log").lines if "dated" in line]
    assert line == "5 items dated 2024-01-01 to 2024-01-05"
    assert sum("dated" in line for line in small("log", "--items").lines) == 5
