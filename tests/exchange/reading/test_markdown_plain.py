"""Pages without a box: rows of tables, bullets or headings are the items."""

from dlroadmap.authoring.outline import Link, Need
from exchange.reading.outlines import dropped, outline, places, titles

URL = "https://example.org/"


def test_headings_that_count_days() -> None:
    """Each is an item, with what stands below it, and the headings above it are sections."""
    found = outline(f"""
        # Days of code
        | Day | Task | Day | Task |
        | - | - | - | - |
        | 1 | [Plot](#1) | 2 | [Fit](#2) |
        ## Basics
        ### Plot data | Day 1 <a name="1"></a>
        The code is [here]({URL}plot).

        <p><img src="https://example.org/a.png"></p>

        ### Fit a line | Day 2
        - by hand
        - with a library
        ## Networks
        ### Day 3 | A perceptron
        """)
    assert places(found) == [
        ("Plot data | Day 1", "Basics"),
        ("Fit a line | Day 2", "Basics"),
        ("Day 3 | A perceptron", "Networks"),
    ]
    first, second, _ = found.items
    assert (first.summary, first.links) == ("The code is here.", (Link("here", f"{URL}plot"),))
    assert (second.checks, second.state) == (("by hand", "with a library"), "")


def test_the_lowest_headings() -> None:
    """They are items where there are more of them than bullets; empty ones are recorded."""
    found = outline("""
        # Roadmap
        ## Math
        ### Vectors
        What they are.
        ### Matrices
        Duration: 3 hours
        ### Tensors
        ## Code
        ### Python
        Read a book.

        - a bullet
        """)
    assert places(found) == [("Vectors", "Math"), ("Matrices", "Math"), ("Python", "Code")]
    assert [item.hours for item in found.items] == [None, 3, None]
    assert dropped(found) == [(7, "Tensors", "a heading with nothing below it")]


def test_headings_alone() -> None:
    """Where none has anything below it, the lowest are items."""
    found = outline("# Roadmap\n## Math\n### Vectors\n### Matrices\n## Code\n")
    assert places(found) == [("Vectors", "Math"), ("Matrices", "Math"), ("Code", "")]


def test_bullets() -> None:
    """The outer ones are items: a link with its remark, a bold name with its text, a text."""
    found = outline(f"""
        # Awesome
        ## Books
        - [Deep]({URL}deep) - The book on it.
        - **Shallow**: Another one.
            - Chapter 1
            - [Errata]({URL}errata)
        1. Read *slowly*
        """)
    assert places(found) == [("Deep", "Books"), ("Shallow", "Books"), ("Read slowly", "Books")]
    deep, shallow, _ = found.items
    assert (deep.summary, deep.links) == ("The book on it.", (Link("Deep", f"{URL}deep"),))
    assert (shallow.summary, shallow.checks) == ("Another one.", ("Chapter 1",))
    assert shallow.links == (Link("Errata", f"{URL}errata"),)


def test_a_box_in_a_quote_is_none() -> None:
    """A page whose only box is in a quote is read as one without boxes."""
    found = outline("- a\n\n  > - [ ] quoted\n- b\n")
    assert titles(found) == ["a", "b"]
    assert dropped(found) == [(3, "[ ] quoted", "a box in a quote")]


def test_bullets_to_learn_from() -> None:
    """A list of links below a line that says so belongs to the section."""
    found = outline(f"# T\n## S\n- **A**: a\n- **B**: b\n\n📚 Resources:\n\n- [Book]({URL})\n")
    assert titles(found) == ["A", "B"]
    assert found.sections[0].links == (Link("Book", URL),)


def test_an_outline_without_headings() -> None:
    """Bullets that have bullets of their own are sections, and these their items."""
    found = outline("""
        - Internet
            - How it works
                - packets
            - DNS
        - Frontend
            - HTML
        """)
    assert places(found) == [
        ("How it works", "Internet"),
        ("DNS", "Internet"),
        ("HTML", "Frontend"),
    ]
    assert found.items[0].checks == ("packets",)


def test_a_table_by_its_header() -> None:
    """Titles, links, hours, what is done and what comes first are read from their columns."""
    found = outline(f"""
        # Courses
        ## Core
        Courses | Duration | Effort | Prerequisites | Chat | Done
        :-- | :--: | :--: | :--: | :--: | --
        [Sorting, Searching]({URL}s) ([alt]({URL}t)) | 10-12 weeks | 4–12 hours/week | none | | x
        Graphs | - | 3 hours | Sorting, Searching, Logic | [chat]({URL}c) | in progress
        """)
    first, second = found.items
    assert places(found) == [("Sorting, Searching", "Core"), ("Graphs", "Core")]
    assert (first.hours, first.requires, first.state, first.line) == (88, (), "done", 5)
    assert first.links == (Link("Sorting, Searching", f"{URL}s"), Link("alt", f"{URL}t"))
    assert second.requires == (Need("Sorting, Searching"), Need("Logic"))
    assert (second.hours, second.state, second.links) == (3, "doing", (Link("chat", f"{URL}c"),))


def test_states_in_tables() -> None:
    """Many words and signs say that a row is done; an empty cell says that it is not."""
    done = ["x", "X", "✓", "✅", "yes", "Done", "[x]", "100%"]
    rows = "\n".join(f"| {word} | T |" for word in (*done, "", "no", "❌", "[ ]", "WIP", "[-]"))
    found = outline(f"| Status | Topic |\n| - | - |\n{rows}\n")
    assert [item.state for item in found.items] == [
        *["done"] * len(done), *["todo"] * 4, "doing", "skipped",
    ]  # fmt: skip


def test_boxes_in_a_table() -> None:
    """A box in a cell is one like any other, whatever the header says."""
    found = outline("- [ ] A\n\n| | |\n| - | - |\n| [x] | B |\n| [ ] C | note |\n")
    assert [(item.title, item.state) for item in found.items] == [
        ("A", "todo"), ("B", "done"), ("C", "todo"),
    ]  # fmt: skip


def test_a_table_whose_first_column_has_another_name() -> None:
    """The first column that is no number holds the titles, if another column is known."""
    found = outline(
        f"| # | Notebook | Description |\n|-|-|-|\n| 1 | [Merge]({URL}) | Merge it. |\n"
    )
    (item,) = found.items
    assert (item.title, item.summary, item.links) == ("Merge", "Merge it.", (Link("Merge", URL),))


def test_a_table_whose_header_says_nothing() -> None:
    """Of five rows and more, the column whose cells differ most holds the titles."""
    words = ["Plot", "Fit", "Test", "Tune", "Ship"]
    rows = "".join(f"| {n} | Basics | {word} | [see]({URL}{n}) |\n" for n, word in enumerate(words))
    found = outline(f"| # | Part | Objective | Linked |\n|-|-|-|-|\n{rows}")
    assert titles(found) == words
    assert found.items[1].links == (Link("see", f"{URL}1"),)


def test_labels_without_anything() -> None:
    """A bullet that introduces nothing is left out, and recorded."""
    found = outline(f"## Week 1\n- Notes:\n- Course: [A]({URL})\n- Project: B\n")
    assert titles(found) == ["Course: A", "Project: B"]
    assert dropped(found) == [(2, "Notes:", "an empty entry")]


def test_sections_about_the_page() -> None:
    """A license and the like are no topics, and are recorded once each."""
    found = outline(
        "# T\n## A\n- a\n- b\n## License\n- MIT\n### More\n- c\n## 🤝 Contributing\n- d\n"
    )
    assert titles(found) == ["a", "b"]
    assert [(line, text) for line, text, _ in dropped(found)] == [
        (5, "License"),
        (9, "Contributing"),
    ]


def test_a_syllabus() -> None:
    """Sections about the course are left out and recorded."""
    found = outline("""
        # CS 1
        ## Prerequisites
        - Calculus
        ## Weeks
        - Vectors
        ## Grading Policy
        - Homework 50%
        ### Late days
        - three
        ## Policies
        - Be kind
        """)
    assert titles(found) == ["Vectors"]
    why = "a section about the course, not a topic"
    assert dropped(found) == [
        (2, "Prerequisites", why), (6, "Grading Policy", why), (10, "Policies", why),
    ]  # fmt: skip


def test_prerequisites_that_are_topics() -> None:
    """In a page that is about no course they are learned as well."""
    found = outline("# T\n## Prerequisites\n- Calculus\n## Policy gradients\n- PPO\n")
    assert titles(found) == ["Calculus", "PPO"]
