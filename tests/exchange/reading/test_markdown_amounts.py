"""Hours and weeks: what is read goes to the item, what cannot be used stays or is recorded."""

import pytest

from exchange.reading.outlines import dropped, only, outline, titles


@pytest.mark.parametrize(
    ("text", "title", "hours"),
    [
        ("A 2h", "A", 2), ("A - 1.5h", "A", 1.5), ("A 1h 30m", "A", 1.5), ("A 1h30m", "A", 1.5),
        ("A 90min", "A", 1.5), ("A (90m)", "A", 1.5), ("A (1h 30m)", "A", 1.5),
        ("A (1 hour and 30 minutes)", "A", 1.5), ("A (2 hours): B", "A: B", 2),
    ],
)  # fmt: skip
def test_hours_in_short(text: str, title: str, hours: float) -> None:
    """As people write them at the end of a line, with brackets and without."""
    item = only(f"- [ ] {text}\n")
    assert (item.title, item.hours) == (title, hours)


@pytest.mark.parametrize(
    "text",
    ["A (2 days)", "A (half a day)", "A (2 weeks)", "SQL in 2h", "Swim 50m", "Le Mans 24 Hours",
     "Rule of 5h", "The (2 hours) rule", "2h", "Model 3h2", "x1h"],
)  # fmt: skip
def test_what_stays_in_a_title(text: str) -> None:
    """Days and weeks, of which nobody knows the hours, and numbers that are part of the name."""
    item = only(f"- [ ] {text}\n")
    assert (item.title, item.hours) == (text, None)
    assert only(f"| Topic | Link |\n| - | - |\n| {text} | |\n").title == text


def test_weeks_below_an_item() -> None:
    """They are kept as text, as an item has no weeks."""
    assert only("- [ ] A\n\n  Takes 2 weeks\n").summary == "Takes 2 weeks"
    assert only("- [ ] A\n  - Duration: 2 weeks\n").checks == ("Duration: 2 weeks",)


def test_hours_of_a_section() -> None:
    """They are recorded where no item of it has hours of its own, deeper ones included."""
    found = outline("""
        ## Week 1 (3 hours)
        - [ ] a
        ## Week 2 (3 hours): Models
        ### Part
        - [ ] b (1 hour)
        ## Week 3

        Estimated time: 1 hour

        - [ ] c
        """)
    assert [section.title for section in found.sections] == [
        "Week 1", "Week 2: Models", "Part", "Week 3",
    ]  # fmt: skip
    assert dropped(found) == [
        (1, "Week 1", "3 hours, not divided among its items"),
        (6, "Week 3", "1 hour, not divided among its items"),
    ]


def test_hours_of_a_heading_that_is_an_item() -> None:
    """They are the item's."""
    found = outline("# T\n## Day 1 (2h)\n## Day 2 (3 hours): B\n## Day 3\nTime: 4 hours\n")
    assert titles(found) == ["Day 1", "Day 2: B", "Day 3"]
    assert [item.hours for item in found.items] == [2, 3, 4]
    assert not found.dropped
