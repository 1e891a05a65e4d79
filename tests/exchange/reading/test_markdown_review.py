"""Cases met in real lists, as the review of the authors names them: one test a case."""

from dlroadmap.authoring.outline import Link
from exchange.reading.outlines import dropped, only, outline, places, titles

URL = "https://example.org/"


def test_a_heading_inside_a_list() -> None:
    """It is a section for the rest of its entry and for the entries after it."""
    found = outline("""
        ## Data Structures

        - ### Arrays
            - [ ] about
                - [ ] part
        - ### Lists
        - [ ] after the heading

        - [ ] and on

        ## More
        - [ ] c
        """)
    assert places(found) == [
        ("about", "Data Structures > Arrays"),
        ("part", "Data Structures > Arrays"),
        ("after the heading", "Data Structures > Lists"),
        ("and on", "Data Structures > Lists"),
        ("c", "More"),
    ]


def test_what_follows_a_list_with_headings() -> None:
    """After the list, things belong to the heading above it again."""
    found = outline("## A\n- ### B\n    - [ ] b\n\ntext\n\n1. [ ] a\n")
    assert places(found) == [("b", "A > B"), ("a", "A")]


def test_tabs_mixed_with_blanks() -> None:
    """A tab is as many blanks as it takes to the next stop, so parts stay parts."""
    found = outline("- [ ] A\n\t- [ ] B\n    - [ ] C\n\t\t- [ ] D\n        - [ ] E\n")
    assert [item.parent for item in found.items] == [None, 0, 0, 2, 2]


def test_brackets_in_a_link() -> None:
    """The text of a link may hold brackets of its own."""
    item = only(f"- [ ] [[Review] Stacks (video)]({URL})")
    assert (item.title, item.links) == (
        "[Review] Stacks (video)", (Link("[Review] Stacks (video)", URL),),
    )  # fmt: skip


def test_boxes_inside_boxes_know_their_parent() -> None:
    """A parent comes first, and its parts name it, so that it can require them."""
    found = outline("- [ ] Implement:\n    - [ ] push\n    - [ ] pop\n")
    assert [(item.title, item.parent) for item in found.items] == [
        ("Implement", None), ("push", 0), ("pop", 0),
    ]  # fmt: skip


def test_plain_bullets_are_checks() -> None:
    """Bullets below a box that have no box are checks."""
    assert only("- [ ] Queue\n    - enqueue\n    - dequeue\n").checks == ("enqueue", "dequeue")


def test_children_that_are_only_links() -> None:
    """They are what the item is learned from."""
    item = only(f"- [ ] Arrays:\n    - [A]({URL}a)\n    - <{URL}b>\n    - {URL}c\n")
    assert [link.url for link in item.links] == [f"{URL}a", f"{URL}b", f"{URL}c"]
    assert not item.checks


def test_links_without_a_box() -> None:
    """They belong to their section."""
    found = outline(f"## S\n- [A]({URL}a)\n- [ ] x\n- ### T\n    - [B]({URL}b)\n")
    assert [(one.title, one.links) for one in found.sections] == [
        ("S", (Link("A", f"{URL}a"),)), ("T", (Link("B", f"{URL}b"),)),
    ]  # fmt: skip


def test_several_links_in_one_box() -> None:
    """All of them are links of the item, and their texts stand in its title."""
    item = only(f"- [ ] [A]({URL}a), [B]({URL}b) or [A again]({URL}a)")
    assert item.title == "A, B or A again"
    assert item.links == (Link("A", f"{URL}a"), Link("B", f"{URL}b"))


def test_text_after_a_link() -> None:
    """It stays in the title."""
    item = only(f"- [ ] [Lists]({URL}) - this builds the intuition.")
    assert item.title == "Lists - this builds the intuition."


def test_a_box_that_is_a_bare_address() -> None:
    """The address is the title where nothing else is, and the link."""
    item = only(f"- [ ] {URL}a?b=c_d_e")
    assert (item.title, item.links) == (f"{URL}a?b=c_d_e", (Link("", f"{URL}a?b=c_d_e"),))


def test_the_same_title_under_several_headings() -> None:
    """Each is an item of its own."""
    found = outline("## A\n- [ ] Implement\n## B\n- [ ] Implement\n")
    assert places(found) == [("Implement", "A"), ("Implement", "B")]


def test_a_title_that_is_long() -> None:
    """It is not cut: what an id may be is decided elsewhere."""
    assert only(f"- [ ] {'long ' * 60}").title == ("long " * 60).strip()


def test_anchors_and_relative_links() -> None:
    """They are resolved against a base, and else dropped and told."""
    text = "- [ ] [A](#a) and [B](b/c.md)\n"
    assert [line for line, _, _ in dropped(outline(text))] == [1, 1]
    assert [link.url for link in only(text, f"{URL}x/y.md").links] == [
        f"{URL}x/y.md#a", f"{URL}x/b/c.md",
    ]  # fmt: skip


def test_translations_and_navigation() -> None:
    """They are left out, and told once."""
    text = "[A](#a)\n\n- [de](translations/README-de.md)\n- [fr](i18n/fr.md)\n\n## A\n- [ ] a\n"
    for base in ("", URL):
        assert dropped(outline(text, base)) == [
            (1, "A", "navigation within the page"), (3, "de", "translations of the page"),
        ]  # fmt: skip


def test_boxes_in_code_and_quotes() -> None:
    """They are examples, and told."""
    found = outline("```\n- [ ] a\n```\n\n> - [ ] b\n\n- [ ] c\n")
    assert titles(found) == ["c"]
    assert [(line, why) for line, _, why in dropped(found)] == [
        (2, "a box in a code block"), (5, "a box in a quote"),
    ]  # fmt: skip


def test_boxes_in_numbered_lists() -> None:
    """They are boxes as any other."""
    assert titles(outline("1. [ ] a\n2. [x] b\n10) [ ] c\n")) == ["a", "b", "c"]


def test_what_is_in_a_box() -> None:
    """X is done, a dash skipped, a slash in progress."""
    found = outline("- [X] a\n- [x] b\n- [-] c\n- [/] d\n- [ ] e\n")
    states = ["done", "done", "skipped", "doing", "todo"]
    assert [item.state for item in found.items] == states


def test_an_empty_box() -> None:
    """It is told, and nothing else."""
    found = outline("- [ ] a\n- [ ]\n")
    assert titles(found) == ["a"]
    assert dropped(found) == [(2, "[ ]", "an empty box")]


def test_front_matter() -> None:
    """It is no list, and its title is that of the page."""
    found = outline("---\ntitle: T\naliases:\n  - x\n---\n- [ ] a\n")
    assert (found.title, titles(found), found.items[0].line) == ("T", ["a"], 6)


def test_images() -> None:
    """An image is no title, unless there is nothing else."""
    assert only("- [ ] Read ![it](i.png)").title == "Read"
    assert only("- [ ] ![Read it](i.png)").title == "Read it"


def test_headings_as_items() -> None:
    """Where there is no box, headings that count days are items."""
    found = outline("# T\n## Day 1 | A\nText\n## Day 2 | B\nText\n## Day 12 | C\nText\n")
    assert titles(found) == ["Day 1 | A", "Day 2 | B", "Day 12 | C"]


def test_tables_read_by_their_header() -> None:
    """The column of titles makes the items."""
    found = outline("| Week | Topic |\n|-|-|\n| 1 | Vectors |\n| 2 | Matrices |\n")
    assert titles(found) == ["Vectors", "Matrices"]


def test_hours_a_week_and_weeks() -> None:
    """They are multiplied, the middle of each range."""
    table = "| Course | Duration | Effort |\n|-|-|-|\n| Networks | 8 weeks | 4–12 hours/week |\n"
    assert only(table).hours == 64
    assert only("- [ ] Systems (10-12 weeks × 5 hours/week)").hours == 55


def test_weeks() -> None:
    """A heading may say how many weeks its section takes."""
    assert outline("## Systems (10-12 weeks)\n- [ ] a\n").sections[0].weeks == (10, 12)


def test_prerequisites_by_loose_names() -> None:
    """They are kept as the list has them: who they are is found when a curriculum is made."""
    item = only("- [ ] Patterns (requires Object Oriented Design)\n")
    assert [need.name for need in item.requires] == ["Object Oriented Design"]


def test_one_of_these_is_a_choice() -> None:
    """A line before a list that asks for one of its items makes a choice of the section."""
    found = outline("## Language\n\nLearn one of these:\n\n- [ ] C\n- [ ] Python\n")
    assert found.sections[0].choose == 1


def test_obsidian() -> None:
    """Days, priorities, links to notes, ids of blocks and tags."""
    item = only("- [x] Read [[a|b]] #tag ⏫ ✅ 2024-05-01 ^id")
    assert (item.title, item.on, item.priority, item.source, item.tags) == (
        "Read b", "2024-05-01", "essential", "id", ("tag",),
    )  # fmt: skip
