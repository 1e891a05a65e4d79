"""Tables of other programs: what is recognized, what each column means, what is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.authoring.outline import Link, Listed, Need, Outline
from dlroadmap.exchange.reading import csv
from dlroadmap.exchange.reading.failure import UnreadableError
from drawing import examples


def told(outline: Outline) -> list[tuple[int | None, str, str]]:
    return [(one.line, one.text, one.why) for one in outline.dropped]


def only(text: str) -> Listed:
    """Return the thing of a table with a single row, of which nothing is left out."""
    outline = csv.read(text, "Name")
    assert outline.dropped == ()
    [item] = outline.items
    return item


@pytest.mark.parametrize(
    "text",
    [
        "title,level\nVectors,Entry",
        "Topic;Status\nVectors;done",
        "Name\tURL\nVectors\thttps://example.org/",
        "Task\nVectors\nMatrices",
        '"Title","My column"\n"Vectors, and more",x',
        "\n\nitem,hours\nVectors,3",
        "To-Do,Done?\nVectors,yes",
        "title,url\n1. Vectors,https://example.org/",
    ],
)
def test_a_header_with_titles_is_a_table(text: str) -> None:
    """Commas, semicolons, tabs and a single column are found by the header line."""
    assert csv.recognizes(text)
    assert csv.read(text, "Name").items


@pytest.mark.parametrize(
    "text",
    [
        "# Topic\n\n- [ ] Vectors",
        "Topic\n\n- [ ] Vectors",
        "Topic\n=====\n\nVectors",
        "Tasks, items and more\n\n- Vectors",
        "Task, status\n- [ ] Vectors, done",
        "- [ ] Task, status\n- [ ] title, level",
        "| title | level |\n| --- | --- |\n| Vectors | Entry |",
        "Todo\n\n1. Vectors\n2. Matrices",
        "Title",
        "First name, last name\nAda, Lovelace",
        "---\ntitle: Vectors\n---\n",
        "Todo\n\nSome words first.\n\n## Vectors",
    ],
)
def test_markdown_is_no_table(text: str) -> None:
    """A list or page in Markdown is never taken for a table, whatever its first words are."""
    assert not csv.recognizes(text)


def test_every_column_has_its_meaning() -> None:
    """One row says all that a list can say of a thing."""
    text = (
        "Task,Phase,Module,Status,Completed on,Estimate,Type,Importance,Link,Labels,Notes,"
        "Depends on,Slug,Done when\n"
        'Matrices,Entry,Theory,✓,"May 31, 2024",90 min,skill,High,https://example.org/a,'
        '"math, basics",What they are.,Vectors; Object-Oriented Design,mat,"Draw one\nAdd two"\n'
    )
    item = only(text)
    assert item == Listed(
        "Matrices",
        line=2,
        section=1,
        source="mat",
        state="done",
        on="2024-05-31",
        summary="What they are.",
        kind="skill",
        priority="essential",
        hours=1.5,
        requires=(Need("Vectors"), Need("Object-Oriented Design")),
        checks=("Draw one", "Add two"),
        tags=("math", "basics"),
        links=(Link("", "https://example.org/a"),),
    )


def test_levels_and_categories_become_sections() -> None:
    """A category stands in its level, once, even if rows of another come between."""
    text = "title,level,category\na,One,X\nb,Two,X\nc,One,X\nd,Two,\n"
    outline = csv.read(text, "Name")
    assert [(s.title, s.parent) for s in outline.sections] == [
        ("One", None), ("X", 0), ("Two", None), ("X", 2),
    ]  # fmt: skip
    assert [item.section for item in outline.items] == [1, 3, 1, 2]


def test_blank_groups_take_the_one_above() -> None:
    """Merged cells are exported once and then blank; a category ends with its level."""
    text = "title,level,category\n0,,\na,One,X\nb,,\nc,,Y\nd,,\ne,Two,\nf,,\ng,Two,Z\nh,Two,\n"
    outline = csv.read(text, "Name")
    assert [s.title for s in outline.sections] == ["One", "X", "Y", "Two", "Z"]
    assert [item.section for item in outline.items] == [None, 1, 1, 2, 2, 3, 3, 4, 4]
    assert [item.title for item in outline.items] == list("0abcdefgh")
    own = csv.read("key,title,level,category\na/a,a,One,X\na/b,b,,\n", "Name")
    assert [item.section for item in own.items] == [1, None]


def test_a_subject_beside_titles_is_the_category() -> None:
    """A topic or subject is a title only where nothing is a better one."""
    outline = csv.read("Subject,Task\nMath,Vectors\n", "Name")
    assert [item.title for item in outline.items] == ["Vectors"]
    assert [section.title for section in outline.sections] == ["Math"]


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        *((word, "done") for word in ("x", "X", "✓", "✅", "yes", "TRUE", "1", "Done", "[x]")),
        *((word, "doing") for word in ("in progress", "In-Progress", "IN_PROGRESS", "started")),
        *((word, "skipped") for word in ("skipped", "-", "n/a", "Cancelled")),
        *((word, "todo") for word in ("", "no", "FALSE", "0", "to do", "Not started", "☐")),
    ],
)
def test_states_in_words(cell: str, state: str) -> None:
    """What people write for a state is understood in any case."""
    assert only(f'title,status\nVectors,"{cell}"\n').state == state


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        *(("2024-05-31", "2024-05-31"), ("2024-05", "2024-05"), ("2024", "2024")),
        *(("2024/5/31", "2024-05-31"), ("31.5.2024", "2024-05-31"), ("5/31/2024", "2024-05-31")),
        *(("31/05/2024", "2024-05-31"), ("31 May 2024", "2024-05-31")),
        *(("2024-05-31T22:10:00Z", "2024-05-31"), ("5/5/2024", "2024-05-05")),
    ],
)
def test_days_in_any_form_that_has_one_meaning(cell: str, on: str) -> None:
    """A day without a state is one of something done; so is a day in place of a state."""
    item = only(f"title,date\nVectors,{cell}\n")
    assert (item.state, item.on) == ("done", on)
    item = only(f"title,completed\nVectors,{cell}\n")
    assert (item.state, item.on) == ("done", on)


@pytest.mark.parametrize("cell", ["05/06/2024", "2024-13", "31.02.2024", "soon", "2024-02-30"])
def test_a_day_that_may_be_two_or_none_is_told(cell: str) -> None:
    """A day that nobody can be sure of is left out, and the state kept."""
    outline = csv.read(f"title,date\nVectors,{cell}\n", "Name")
    assert [(item.state, item.on) for item in outline.items] == [("done", "")]
    assert told(outline) == [(2, cell, "not a date like 2024-05-31")]


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        *(("4", 4), ("1.5 h", 1.5), ("1,5", 1.5), ("90 min", 1.5), ("1:30", 1.5)),
        *(("2-3 hours", 2.5), ("about 4 hours", 4), ("~2h", 2), ("10 to 12", 11)),
        *(("1h 30m", 1.5), ("1 hour 30 minutes", 1.5), ("1h30", 1.5), ("1 hr, 15 mins", 1.25)),
    ],
)
def test_hours_in_words(cell: str, hours: float) -> None:
    """Hours and minutes are understood; of a range it is the middle."""
    assert only(f'title,duration\nVectors,"{cell}"\n').hours == hours


def test_links_with_and_without_titles() -> None:
    """Several columns, several addresses of a cell, and links in Markdown are resources."""
    text = (
        "title,url,resource\n"
        'Vectors,https://example.org/a,"[A book](https://example.org/b), A video: '
        'https://example.org/c."\n'
    )
    assert only(text.replace(", A video: ", "\n")).links == (
        Link("", "https://example.org/a"),
        Link("A book", "https://example.org/b"),
        Link("", "https://example.org/c"),
    )
    one = only('title,url\nVectors,"A video: https://example.org/c_(d)."\n')
    assert one.links == (Link("A video", "https://example.org/c_(d)"),)


def test_what_is_left_out_is_told_by_line() -> None:
    """Unknown columns once by name, and each row or value that is not understood."""
    text = (
        "title,Mood,state,hours,priority,type,url\n"
        "Vectors,good,maybe,long,someday,thing,nowhere\n"
        ",bad,done,,,,\n"
        "\n"
        "Matrices,,,,,,,,too much\n"
        'Tensors,"never closed,,,,,\n'
        "Norms,,x,,,,\n"
    )
    outline = csv.read(text, "Name")
    assert [(item.title, item.line) for item in outline.items] == [("Vectors", 2), ("Norms", 7)]
    assert told(outline) == [
        (1, "Mood", "an unknown column"),
        (2, "maybe", "not a state"),
        (2, "nowhere", "not a web address"),
        (2, "thing", "not a kind of item"),
        (2, "someday", "not a priority"),
        (2, "long", "not a number of hours"),
        (3, "bad, done", "it has no title"),
        (5, "Matrices, , , , , , , , too much", "it has 9 cells, and the header has 7"),
        (6, 'Tensors,"never closed,,,,,', "a misplaced or unclosed quote"),
    ]


def test_a_key_of_another_program_is_no_key_of_dlr() -> None:
    """Only HOME/ID is a key; anything else names the row for others that require it."""
    items = csv.read("key,title\nPROJ-1,Vectors\nhome/b,Matrices\n", "Name").items
    assert [(item.key, item.source) for item in items] == [("", "PROJ-1"), ("home/b", "home/b")]


def test_apostrophes_of_other_tables_stay() -> None:
    """Only what dlr made harmless loses the apostrophe: in a table with keys."""
    assert only("title,state\n'=1,x\n").title == "'=1"
    assert only("key,title\na/b,'=1\n").title == "=1"
    assert only("key,title\na/b,'quoted\n").title == "'quoted"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title,level\n", "no rows with a title"),
        ("a,b\n1,2\n", "does not name a column of titles. Its columns are “a”, “b”."),
        ("title,level\n" + '"x"y,z\n' * 101, "More than 100 rows of the table have broken quotes"),
    ],
)
def test_no_table_ends_in_words(text: str, words: str) -> None:
    """What holds no list is refused."""
    with pytest.raises(UnreadableError, match=words):
        csv.read(text, "Name")


@examples(300)
@given(
    st.lists(
        st.sampled_from([*',;\t\n\n""x', "title", "key", "a/b", "'=", "https://x.org/", "1:30"])
        | st.text(st.characters(exclude_characters="\r\0"), max_size=3),
        max_size=30,
    ).map("".join)
)
def test_no_table_is_a_crash(rest: str) -> None:
    """Whatever stands below a header, each row becomes a thing, or is told or refused."""
    text = f"title,state,date,hours,url,requires\n{rest}"
    csv.recognizes(rest or "x")
    try:
        outline = csv.read(text, "Name")
    except UnreadableError:
        return
    assert all(item.title and item.line for item in outline.items)
