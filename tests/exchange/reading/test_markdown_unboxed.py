"""Pages with boxes: what stands there without one is an item, or recorded."""

from exchange.reading.outlines import dropped, outline, places

LOG = """
    # 100 days
    ## Week 1
    ### Day 1 | NumPy
    - [x] read
    - [ ] write
    ### Day 2 | Pandas
    Frames of data.
    ### **Day 3** | Plots
    - a bar
    ## Week 2
    ### Day 4 | CNNs
    ### Day 5 | No class
    """


def test_headings_that_count_days() -> None:
    """Beside boxes they are items where they hold no box, and sections where they do."""
    found = outline(LOG)
    assert places(found) == [
        ("read", "Week 1 > Day 1 | NumPy"),
        ("write", "Week 1 > Day 1 | NumPy"),
        ("Day 2 | Pandas", "Week 1"),
        ("Day 3 | Plots", "Week 1"),
        ("Day 4 | CNNs", "Week 2"),
    ]
    assert [item.state for item in found.items] == ["done", "todo", "", "", ""]
    assert (found.items[2].summary, found.items[3].checks) == ("Frames of data.", ("a bar",))
    assert dropped(found) == [(12, "Day 5 | No class", "a heading with nothing below it")]


def test_weeks_and_lectures_count_too() -> None:
    """Two headings that happen to hold a number do not make a list."""
    weeks = "# T\n## Week 1\n- [ ] a\n## Week 2\n## Lecture 3: B\n"
    assert [title for title, _ in places(outline(weeks))] == ["a", "Week 2", "Lecture 3: B"]
    assert [title for title, _ in places(outline(weeks.replace("Lecture", "Top")))] == ["a"]


def test_lines_without_a_box() -> None:
    """A section with more of them than items is recorded once, with its first line."""
    found = outline("""
        ## A
        - [ ] a
        - one
          - below one
        1. two

        | Topic | Hours |
        | - | - |
        | three | 1 |

        ## B
        - [ ] b
        - as many as boxes
        ## C
        - alone
        """)
    assert dropped(found) == [
        (3, "one", "the first of 3 lines without a box"),
        (15, "alone", "a line without a box"),
    ]


def test_what_is_said_about_boxes_is_not_recorded() -> None:
    """Lists below a box, links, which are taken in, and sentences are no lost topics."""
    text = "## A\n- [ ] a\n  - x\n  - y\n## B\n- [b](https://example.org)\n- Read it twice.\n"
    assert not outline(text).dropped


def test_many_sections_without_boxes() -> None:
    """Five are recorded one by one, those with most lines; the others share a line."""
    text = "".join(f"## S{number}\n- x\n" for number in range(9))
    found = outline(f"# T\n- [ ] a\n{text}- more\n")
    assert [why for _, _, why in dropped(found)] == [
        *["a line without a box"] * 4,
        "the first of 4 lines without a box in 4 other sections",
        "the first of 2 lines without a box",
    ]
