"""A table means the same in a page and in a file of a spreadsheet."""

import csv
from collections.abc import Sequence
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.authoring.outline import Listed, Outline
from dlroadmap.exchange.reading import csv as tables
from dlroadmap.exchange.reading.failure import UnreadableError
from drawing import examples

from .outlines import dropped, outline, places

HEADER = ["Topic", "Section", "Status", "Date", "URL", "Tags", "Priority", "Time (min)", "Mood"]
URL = "https://example.org/"

Essence = tuple[list[Listed], list[tuple[str, str]], list[tuple[str, str]]]


def as_csv(rows: Sequence[Sequence[str]]) -> Outline:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return tables.read(text.getvalue(), "Name")


def as_markdown(rows: Sequence[Sequence[str]]) -> Outline:
    first, *rest = [f"| {' | '.join(row)} |" for row in rows]
    return outline("\n".join([first, f"|{'-|' * len(rows[0])}", *rest, ""]))


def essence(found: Outline) -> Essence:
    """Return all but the lines, and sections by their titles."""
    items = [item._replace(line=None, section=None) for item in found.items]
    return items, places(found), [(text, why) for _, text, why in dropped(found)]


def test_words_of_learners() -> None:
    """States, days, priorities, sections, tags and unknown values are read and told alike."""
    rows = [
        HEADER,
        ["Vectors", "Basics", "passed", "2024-05-31", f"{URL}a", "a; b", "must have", "90", "fine"],
        ["Matrices", "", "read", "", "see page 4", "", "p1", "-", ""],
        ["Graphs", "More", "n/a", "31.05.2024", "", "c", "often", "1h 30m", ""],
        ["Trees", "More", "perhaps", "", f"{URL}b", "", "low", "long", ""],
        ["Heaps", "Basics", "2024-06-01", "", "", "", "", "", ""],
    ]
    found = as_markdown(rows)
    assert essence(found) == essence(as_csv(rows))
    assert [item.state for item in found.items] == ["done", "done", "skipped", "", "done"]
    assert [item.on for item in found.items] == ["2024-05-31", "", "2024-05-31", "", "2024-06-01"]
    assert [one.title for one in found.sections] == ["Basics", "More"]
    assert [(text, why) for _, text, why in dropped(found)] == [
        ("Mood", "an unknown column"),
        ("see page 4", "not a web address"),
        ("often", "not a priority"),
        ("perhaps", "not a state"),
        ("long", "not a number of hours"),
    ]


def test_levels_stand_in_the_section_of_the_page() -> None:
    """The same level below two headings is two sections."""
    table = "| Level | Topic |\n|-|-|\n| One | {} |\n\n"
    found = outline(f"# T\n## A\n{table.format('a')}## B\n{table.format('b')}")
    assert places(found) == [("a", "A > One"), ("b", "B > One")]


def test_an_unknown_column_of_links_is_taken_in() -> None:
    """Its links are resources, so that nothing of it is left out."""
    found = outline(f"| Topic | Slides | Mood |\n|-|-|-|\n| A | [x]({URL}) | fine |\n")
    assert [link.url for link in found.items[0].links] == [URL]
    assert dropped(found) == [(1, "Mood", "an unknown column")]


cells = st.sampled_from([
    *("", "-", "x", "no", "done", "n/a", "perhaps", "high", "p3", "2024-05", "05/06/2024"),
    *("2 h", "90 min", "2-3", "8 weeks", "5 hours/week", "20000", "0.125", "none", "a, b"),
    *("Basics", "More", "project", "video"),
])  # fmt: skip
addresses = st.sampled_from(["", "-", "page 4", f"{URL}a", f"Book {URL}b", f"{URL}a and {URL}b"])
"""Only here: in any other column, a page's address is a resource and a table's is not."""

titles = st.sampled_from(["", "Vectors", "Matrices", "Trees"])
heads = st.lists(
    st.sampled_from([
        *("Section", "Level", "Status", "Date", "URL", "Tags", "Priority", "Hours", "Minutes"),
        *("Duration", "Effort", "Requires", "Type", "Notes", "Done when", "Mood", "Id", "Due date"),
    ]),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    """Draw a table with a column of titles."""
    header = ["Topic", *draw(heads)]
    columns = [addresses if name == "URL" else cells for name in header[1:]]
    row = st.tuples(titles, *columns).map(list)
    return [header, *draw(st.lists(row, min_size=1, max_size=5))]


@examples(200)
@given(grid=grids())
def test_any_table_is_read_alike(grid: list[list[str]]) -> None:
    """Whatever the columns and cells are, both readers make the same of them."""
    try:
        expected = as_csv(grid)
    except UnreadableError:
        return
    assert essence(as_markdown(grid)) == essence(expected)
