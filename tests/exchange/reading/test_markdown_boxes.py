"""Boxes in Markdown: each is an item, below its heading, with what stands below it."""

from pathlib import Path

import pytest

from dlroadmap.authoring.outline import Link, Need
from dlroadmap.exchange.reading.kinds import _looks_like_json as looks_like_json
from dlroadmap.exchange.reading.markdown import read
from exchange.reading.outlines import dropped, only, outline, places, titles

URL = "https://example.org/"


@pytest.mark.parametrize(
    ("box", "state"),
    [("[ ]", "todo"), ("[x]", "done"), ("[X]", "done"), ("[-]", "skipped"), ("[/]", "doing"),
     ("[>]", "todo"), ("[?]", "todo"), ("[]", "todo")],
)  # fmt: skip
@pytest.mark.parametrize("bullet", ["-", "*", "+", "1.", "2)"])
def test_the_state_of_a_box(bullet: str, box: str, state: str) -> None:
    """Boxes of GitHub and Obsidian say the state of an item, in numbered lists too."""
    item = only(f"{bullet} {box} Learn it\n")
    assert (item.title, item.state, item.line) == ("Learn it", state, 1)


@pytest.mark.parametrize(
    "text", ["- [x](https://a.example)", "- [X][ref]", "- [1] one", "- [ab] c"]
)
def test_what_is_no_box(text: str) -> None:
    """A link whose text is an x, and other words in brackets, are no boxes."""
    assert not only(text).state


def test_headings_are_sections() -> None:
    """Items stand in the sections of their headings, nested by level, in both forms of headings."""
    found = outline("""
        # List

        ## A
        - [ ] one
        #### B
        - [ ] two
        ### C
        - [ ] three

        D
        -
        - [ ] four
        """)
    assert found.title == "List"
    assert places(found) == [("one", "A"), ("two", "A > B"), ("three", "A > C"), ("four", "D")]
    assert [section.line for section in found.sections] == [3, 5, 7, 10]


def test_several_first_headings_are_sections() -> None:
    """Where there are two headings of the first level, neither is the title of all."""
    found = outline("# A\n- [ ] one\n# B\n- [ ] two\n")
    assert (found.title, places(found)) == ("Name", [("one", "A"), ("two", "B")])


def test_boxes_inside_boxes() -> None:
    """A parent comes before its parts, which know it by its place among the items."""
    found = outline("""
        - [ ] parent
            - [x] part
                - [ ] part of a part
            - [ ] other part
        - [ ] next
        """)
    assert [(item.title, item.parent) for item in found.items] == [
        ("parent", None), ("part", 0), ("part of a part", 1), ("other part", 0), ("next", None),
    ]  # fmt: skip


def test_a_label_between_boxes() -> None:
    """A bullet without a box that stands between two boxes takes the inner one from none."""
    found = outline("- [ ] a\n    - Parts:\n        - [ ] b\n")
    assert [(item.title, item.parent) for item in found.items] == [("a", None), ("b", 0)]


def test_a_group_of_boxes() -> None:
    """A bullet without a box above boxes is a section, and only of these."""
    found = outline("## S\n- [ ] a\n- **C and C++**:\n    - [ ] b\n- [ ] c\n")
    assert places(found) == [("a", "S"), ("b", "S > C and C++"), ("c", "S")]


def test_the_text_of_a_title() -> None:
    """A title is the text of its line without markup; code keeps its text, images go."""
    text = (
        "- [ ] **Read** *the* `a_b *c*` [docs](https://example.org/) &amp; \\*more\\* ![i](i.png)"
    )
    assert only(text).title == "Read the a_b *c* docs & *more*"
    assert only("- [ ] ![Alt](i.png)").title == "Alt"
    assert only("- [ ] ### A heading").title == "A heading"
    assert only("- [ ] Watch:").title == "Watch"
    assert only("- [ ] size() of C++ std::").title == "size() of C++ std::"


def test_bare_addresses() -> None:
    """An address without brackets is a link, and in the title only where that has nothing else."""
    item = only(f"- [ ] Read this ({URL}a_(b)), and <{URL}c>.")
    assert (item.title, [link.url for link in item.links]) == (
        "Read this, and.", [f"{URL}c", f"{URL}a_(b)"],
    )  # fmt: skip
    item = only(f"- [ ] {URL}x_y_z.")
    assert (item.title, item.links) == (f"{URL}x_y_z", (Link("", f"{URL}x_y_z"),))
    assert only("- [ ] www.example.org/a").links == (Link("", "http://www.example.org/a"),)
    assert not only(f"- [ ] `{URL}`").links


def test_a_line_goes_on() -> None:
    """A sentence that is wrapped is one title; what comes after its end is a summary."""
    assert (
        only("- [ ] Read the very long\n  chapter on it\n").title
        == "Read the very long chapter on it"
    )
    item = only("- [ ] Pointers:\n  You need them later.\n")
    assert (item.title, item.summary) == ("Pointers", "You need them later.")
    item = only(f"- [ ] Intro:\n  [Bits]({URL})\n")
    assert (item.title, item.links) == ("Intro", (Link("Bits", URL),))


def test_a_paragraph_below_a_box() -> None:
    """It is the summary of the item; a second one is left out and recorded, with its links kept."""
    text = f"- [ ] A\n\n  Why it matters.\n\n  More on [that]({URL}).\n"
    found = outline(text)
    (item,) = found.items
    assert (item.summary, item.links) == ("Why it matters.", (Link("that", URL),))
    assert dropped(found) == [(5, "More on that.", "text below an item that has a summary")]


def test_bullets_below_a_box() -> None:
    """They are checks, labels go before what they introduce, and links are links."""
    item = only(f"""
        - [ ] Queue
            - enqueue at the tail
            - Notes:
                - O(1)
                    - amortized
            - [Video]({URL}v) (from minute 3)
            - see also: [Text]({URL}t)
        """)
    assert item.checks == ("enqueue at the tail", "Notes: O(1)", "amortized")
    assert [link.title for link in item.links] == ["Video (from minute 3)", "Text"]


def test_a_box_that_markdown_takes_for_text() -> None:
    """A line that Markdown joins to the one above, and one without a bullet, are items too."""
    found = outline("- [ ] A\n[x] B\n\n[ ] C\n\nText\n2. [ ] D\n")
    assert [(item.title, item.state, item.line) for item in found.items] == [
        ("A", "todo", 1), ("B", "done", 2), ("C", "todo", 4), ("D", "todo", 7),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "json"), [("[ ] a\n", False), ("[x] a", False), ("[ ]\n", True)])
def test_a_page_that_begins_with_a_box(text: str, json: bool) -> None:
    """It is Markdown, and only an empty array is JSON."""
    assert looks_like_json(text) is json


def test_a_box_in_a_heading() -> None:
    """It is an item, and the boxes below its heading are its parts."""
    found = outline("# L\n## S\n### [x] Arrays\n- [ ] a\n### [ ] Lists\n- [ ] b\n## T\n- [ ] c\n")
    assert places(found) == [("Arrays", "S"), ("a", "S"), ("Lists", "S"), ("b", "S"), ("c", "T")]
    assert [item.parent for item in found.items] == [None, 0, None, 2, None]


def test_hours_are_read() -> None:
    """Hours at the end of a title or in a line right below it; others are part of the words."""
    cases = {
        "- [ ] A (2 hours)": ("A", 2),
        "- [ ] A (4–12 hours)": ("A", 8),
        "- [ ] A ~3h": ("A", 3),
        "- [ ] A (10-20 min)": ("A", 0.25),
        "- [ ] A in 3 minutes (video)": ("A in 3 minutes (video)", None),
        "- [ ] A - 1.5 hrs": ("A", 1.5),
        "- [ ] A\n    - Time: 10-12 weeks × 5 hours/week": ("A", 55),
        "- [ ] A\n\n  Estimated time: 6 hours": ("A", 6),
        "- [ ] A (5 hours/week)": ("A (5 hours/week)", None),
        "- [ ] 24 hours of Le Mans": ("24 hours of Le Mans", None),
        "- [ ] Limit to 100 requests/hour": ("Limit to 100 requests/hour", None),
    }
    for text, expected in cases.items():
        item = only(text)
        assert (item.title, item.hours) == expected, text


def test_prerequisites_are_read() -> None:
    """Names that a list says to come first, in forms that mean nothing else."""
    cases = {
        "- [ ] A (requires B, C (part 1))": ("A", ("B", "C (part 1)")),
        "- [ ] A (after B)": ("A", ("B",)),
        "- [ ] A (depends on: B) (2 hours)": ("A", ("B",)),
        "- [ ] A\n    - Prerequisites: B; C.": ("A", ("B", "C")),
        "- [ ] A\n    - Prerequisites: none": ("A", ()),
        "- [ ] Morning after pills": ("Morning after pills", ()),
    }
    for text, (title, names) in cases.items():
        item = only(text)
        assert (item.title, item.requires) == (title, tuple(map(Need, names))), text


@pytest.mark.parametrize("line", ["Choose one:", "Pick any one of these", "One of the following:"])
def test_a_choice(line: str) -> None:
    """A line before a list, or a heading, says how many of its items are enough."""
    found = outline(f"## Book\n{line}\n- [ ] A\n- [ ] B\n## Other\n- [ ] C\n")
    assert [(one.title, one.choose) for one in found.sections] == [("Book", 1), ("Other", None)]
    found = outline("## Books (choose two)\n- [ ] A\n- [ ] B\n- [ ] C\n")
    assert found.sections[0].choose == 2


def test_a_choice_amid_other_items() -> None:
    """Where the section holds more than the alternatives, these are a section of their own."""
    found = outline("## S\n- [ ] A\n\nChoose one:\n\n- [ ] B\n- [ ] C\n\n1. [ ] D\n")
    choice = "S > Choose one"
    assert places(found) == [("A", "S"), ("B", choice), ("C", choice), ("D", "S")]
    assert [one.choose for one in found.sections] == [None, 1]


def test_weeks_of_a_section() -> None:
    """A heading or the line below it says how many weeks a section takes."""
    found = outline("## A (10-12 weeks)\n- [ ] a\n## B\nDuration: 2 weeks\n\n- [ ] b\n")
    assert [(one.title, one.weeks) for one in found.sections] == [("A", (10, 12)), ("B", (2, 2))]


def test_descriptions() -> None:
    """The first paragraph of a page and of a section, in whole sentences; later ones are prose."""
    long = "Long. " * 60
    found = outline(
        f"# T\n\nWhat *it* is.\n\nMore.\n\n## S\n\n{long}\n\n- [ ] a\n\nEnd.\n\n"
        "## R\n- [ ] b\n\nNo.\n"
    )
    assert found.description == "What it is."
    assert [len(one.description) for one in found.sections] == [299, 0]
    assert not found.dropped
    assert not outline("# T\n- A bullet\n\n## S\n- [ ] a\n").description


def test_links_without_a_box() -> None:
    """They belong to the section, from lists, text and tables, each once."""
    text = f"""
        # T
        ## S
        See [a]({URL}a).

        | X | Y |
        | - | - |
        | [b]({URL}b) | [a again]({URL}a) |

        - [c]({URL}c) is good
        - [ ] Box
        """
    (section,) = outline(text).sections
    assert section.links == (Link("a", f"{URL}a"), Link("b", f"{URL}b"), Link("c", f"{URL}c"))


def test_dlr_reads_its_own_comment() -> None:
    """Key, state and day come from the comment; the day counts while the state is the same."""
    mark = "<!-- dlr: deep-learning/adam done 2024-05-01 -->"
    item = only(f"- [x] Adam ([Paper]({URL})) {mark}")
    assert (item.title, item.key, item.was, item.state, item.on) == (
        "Adam", "deep-learning/adam", "done", "done", "2024-05-01",
    )  # fmt: skip
    assert item.links == (Link("Paper", URL),)
    item = only(f"- [ ] Adam {mark}")
    assert (item.state, item.was, item.on) == ("todo", "done", "")
    item = only("- [x] Adam <!-- dlr: c/adam todo --> ✅ 2024-06-02")
    assert (item.title, item.state, item.was, item.on) == ("Adam", "done", "todo", "2024-06-02")
    assert only("- [ ] Adam <!-- dlr is nice -->").title == "Adam"


def test_front_matter() -> None:
    """Its title is that of the page, its lists are none, and lines are counted with it."""
    text = "---\ntitle: 'My list'\ntags:\n  - [ ] a\n---\n- [ ] b\n"
    found = read(text, "Name", "")
    assert (found.title, titles(found), found.items[0].line) == ("My list", ["b"], 6)
    ruled = read("---\n\n- [ ] a\n\n---\n- [ ] b\n", "Name", "")
    assert (ruled.title, titles(ruled)) == ("Name", ["a", "b"])


def test_html_around_a_list() -> None:
    """A title in HTML is the title, and a summary is a heading for what can be unfolded."""
    found = outline("""
        <h1 align="center">The list</h1>

        ## S
        <details>
        <summary><b>Part</b></summary>

        - [ ] a
        </details>

        - [ ] b
        """)
    assert found.title == "The list"
    assert places(found) == [("a", "S > Part"), ("b", "S")]


def test_the_example_of_the_how_to() -> None:
    """The list in the documentation is what the page says of it."""
    page = (Path(__file__).parents[3] / "docs/howto/import-a-list.md").read_text("utf-8")
    found = outline(page.partition("```markdown\n")[2].partition("```")[0])
    assert titles(found) == [
        "Vectors", "Matrices", "Multiply two matrices", "Invert a matrix", "C", "Python",
    ]  # fmt: skip
    assert [item.parent for item in found.items] == [None, None, 1, 1, None, None]
    assert [(one.weeks, one.choose) for one in found.sections] == [((2, 3), None), (None, 1)]
    assert (found.items[0].hours, found.items[1].requires) == (2, (Need("Vectors"),))
    assert not found.dropped
