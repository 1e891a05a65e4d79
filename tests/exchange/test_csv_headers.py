"""Headers of tables as people write them, and what stands above them."""

from __future__ import annotations

import pytest

from dlroadmap.exchange.reading import csv
from dlroadmap.exchange.reading.columns import find_columns
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.kinds import read


def name_columns(header: str) -> list[str]:
    """Return what each column of a header holds, or nothing."""
    cells = header.split(",")
    found = find_columns(cells)
    return [found.get(index, "") for index in range(len(cells))]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Section,Task Name,Est. Time,Done?", ["category", "title", "hours", "state"]),
        ("Topic / Lesson,Prio,Completed On", ["title", "priority", "date"]),
        ("Topic / …,Task,Done? (y/n)", ["category", "title", "state"]),
        ("Subject,Course Name,Time (min)", ["category", "title", "minutes"]),
        ("Week #,Lesson title,Current Status", ["level", "title", "state"]),
        ("Module Name,Topics,My Notes,Video URL", ["category", "title", "summary", "links"]),
        ("Task,Date of completion,Progress notes", ["title", "date", "summary"]),
        ("Task,Current status,Status", ["title", "", "state"]),
    ],
)
def test_words_in_a_header_count(header: str, columns: list[str]) -> None:
    """What people add to a word, or shorten, does not hide it; the exact word comes first."""
    assert name_columns(header) == columns


@pytest.mark.parametrize(
    "cell",
    [
        *("Due Date", "Start date", "Target completion date", "Date added", "Hours spent"),
        *("Actual time", "Duration (weeks)", "Estimated days", "Difficulty level", "Skill level"),
        *("First Name", "A sentence that ends with the word status", "Time left (min)"),
    ],
)
def test_words_that_mean_something_else(cell: str) -> None:
    """A day that is planned, hours that are spent, and another unit are none of an item's."""
    assert name_columns(f"Task,{cell}") == ["title", ""]


def test_minutes_in_the_header_are_the_unit() -> None:
    """A bare number below `Time (min)` is minutes; a unit in the cell is stronger."""
    outline = csv.read("Task,Time (min)\na,90\nb,2 h\n", "Name")
    assert [item.hours for item in outline.items] == [1.5, 2]


def test_lines_above_the_header_are_told() -> None:
    """A title, a remark and blank lines stand above the header; the lines are counted on."""
    text = "My plan;;\n\nAs of today;;\n\nSection;Task Name;Est. Time\nMath;Vectors;2 h\n"
    assert csv.recognizes(text)
    outline = csv.read(text, "Name")
    assert [(item.title, item.line, item.hours) for item in outline.items] == [("Vectors", 6, 2)]
    assert [(one.line, one.text, one.why) for one in outline.dropped] == [
        (1, "My plan", "it is above the header of the table"),
        (3, "As of today", "it is above the header of the table"),
    ]


def test_rows_are_not_headers() -> None:
    """A row with words of headers does not take the place of the header above it."""
    text = "Task,Status\nRead the notes,done\nStatus,done\nName,done\n"
    assert len(csv.read(text, "Name").items) == 3


def test_a_header_after_too_many_lines_is_none() -> None:
    """Five lines may stand above a header, and no more."""
    header = "Task,Status\nVectors,done\n"
    assert csv.recognizes("Words;\n" * 5 + header)
    assert not csv.recognizes("Words;\n" * 6 + header)


@pytest.mark.parametrize(
    "text",
    [
        "# A plan\n\nTask, status\n\n- [ ] Vectors",
        "A plan\n======\nTask, status, notes\nand more, of this",
        "Some words\n\nTask, and so on\n\n- Vectors",
        "Hello,\n\nhere are my tasks, notes\n\nVectors, matrices",
    ],
)
def test_pages_are_no_tables(text: str) -> None:
    """Words with commas on a page in Markdown are no header."""
    assert not csv.recognizes(text)


def test_a_table_without_titles_is_refused_as_a_table() -> None:
    """What is plainly a table names its columns, and those that would do."""
    text = "Foo,Bar,Baz\n1,2,3\n4,5,6\n"
    with pytest.raises(UnreadableError, match="Its columns are “Foo”, “Bar”, “Baz”") as caught:
        read(text.encode(), "Name")
    assert "Call a column one of: title, name" in caught.value.advice[0]
    with pytest.raises(UnreadableError) as caught:
        read(b"Dear reader,\n\nsome words, and\nnothing, else, here\n", "Name")
    assert "column" not in caught.value.message
