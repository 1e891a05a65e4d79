"""What people number and check off by hand, in plain text."""

import pytest

from exchange.reading.outlines import dropped, only, outline, titles

URL = "https://example.org/"


def test_lines_numbered_below_an_entry() -> None:
    """They are its checks, not the rest of its title."""
    found = outline(
        "5. Maths\n   5.1 Algebra\n   5.2 Calculus\n6. Tensors\n   a. views\n   b. grad\n"
    )
    assert [(item.title, item.checks) for item in found.items] == [
        ("Maths", ("Algebra", "Calculus")), ("Tensors", ("views", "grad")),
    ]  # fmt: skip
    below = "- [ ] a\n  - Maths\n    5.1 Algebra\n    5.2 Calculus\n"
    assert only(below).checks == ("Maths", "Algebra", "Calculus")
    assert only("- [ ] Maths\n  5.1 Algebra\n  5.2 Calculus\n").checks == ("Algebra", "Calculus")


def test_a_number_amid_a_sentence() -> None:
    """One line that begins with a number is the rest of the title."""
    assert only("- [ ] Python\n  3.12 or later\n").title == "Python 3.12 or later"


@pytest.mark.parametrize("mark", ["✅", "✔", "✔️", "(done)", "(Completed)", "✅ 2024-05-01"])
def test_marks_at_the_end_of_a_line(mark: str) -> None:
    """Without a box they are ticks; they go from a checked box, whose state counts."""
    found = outline(f"- A\n- B {mark}\n- [C]({URL}) - more {mark}\n- **D**: more {mark}\n")
    assert titles(found) == ["A", "B", "C", "D"]
    assert [item.state for item in found.items] == ["", "done", "done", "done"]
    assert [item.on for item in found.items][1:] == 3 * [mark[2:] if "2024" in mark else ""]
    assert [item.summary for item in found.items] == ["", "", "more", "more"]
    assert only(f"- [x] B {mark}\n").title == "B"
    assert only(f"- [ ] B {mark}\n").state == "todo"


def test_marks_elsewhere() -> None:
    """At the start of a line a mark is decoration."""
    assert [item.state for item in outline("- ✅ A\n- (done) B\n").items] == ["", ""]


def test_lines_that_count_days() -> None:
    """One a line they are items, with the lines below them; less than three are text."""
    text = "My log\nDay 1 | A ✅\nDay 2 | B\n\n**Day 3** | C\nand more\n"
    found = outline(f"# T\n{text}")
    assert [(item.title, item.line, item.state) for item in found.items] == [
        ("Day 1 | A", 3, "done"), ("Day 2 | B", 4, ""), ("Day 3 | C and more", 6, ""),
    ]  # fmt: skip
    assert found.description == "My log"
    assert titles(outline(f"- x\n\n{text.replace('Day 2', 'Two')}")) == ["x"]
    assert titles(outline("1.1 A\n1.2 B\n2.1 C\n")) == ["1.1 A", "1.2 B", "2.1 C"]


def test_a_colon_at_the_end() -> None:
    """It goes, unless it is part of a short name of an emoji."""
    found = outline("- [ ] a :rocket:\n- [ ] b: c:\n- [ ] std::\n")
    assert titles(found) == ["a :rocket:", "b: c", "std::"]


def test_strikethrough() -> None:
    """What is struck out is text."""
    assert only("- [ ] ~~Old~~ (gone)\n").title == "Old (gone)"
    assert only("- [ ] `~~a~~` and ~3\n").title == "~~a~~ and ~3"


def test_what_is_said_of_a_link() -> None:
    """It is part of the link's title, without a label before it; a long text is recorded."""
    found = outline(f"- [ ] a\n  - [B]({URL}b) - for micros.\n  - See: [C]({URL}c)\n")
    assert [link.title for link in found.items[0].links] == ["B - for micros.", "C"]
    found = outline(f"- [ ] a\n  - [B]({URL}b) - {'long ' * 30}\n")
    assert [link.title for link in found.items[0].links] == ["B"]
    assert [why for _, _, why in dropped(found)] == ["text beside a link"]
