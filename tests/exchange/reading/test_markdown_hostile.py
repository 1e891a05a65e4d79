"""Pages made to hurt: each ends in an outline or in words, and costs little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.markdown import read
from dlroadmap.exchange.reading.markdown.blocks import LONGEST
from drawing import examples, later


@pytest.mark.parametrize("text", ["- " * 10_000 + "x", ">" * 10_000 + "x", "1. " * 500 + "[ ] x"])
def test_nesting_without_end(text: str) -> None:
    """A list that is nested too deeply is refused, with the line."""
    with pytest.raises(UnreadableError, match="Line 2: The list is nested more than 50 levels"):
        read(f"\n{text}", "x", "")


def test_nesting_that_people_write() -> None:
    """Forty levels are read."""
    text = "".join(f"{'  ' * level}- [ ] {level}\n" for level in range(40))
    found = read(text, "x", "")
    assert [item.parent for item in found.items] == [None, *range(39)]


@pytest.mark.parametrize("piece", ["a", "[", "`", "*a ", "![", "<", "https://", "(", "|"])
@pytest.mark.parametrize("size", [2_000_000, *later(10_000_000)])
def test_one_long_line(piece: str, size: int) -> None:
    """A line of megabytes is not parsed: its text is cut, or there is no list."""
    line = piece * (size // len(piece))
    with pytest.raises(UnreadableError):
        read(line, "x", "")
    (item,) = read(f"- [ ] b{line}", "x", "").items
    assert len(item.title) <= LONGEST


@pytest.mark.parametrize(
    "unit",
    ["- [ ] a (requires b, c) [d](e) #f ✅\n", "- ### h\n- [ ] a\n", "choose one\n- [ ] a\n\n",
     "# a\n", "| Task |\n|-|\n| a, b |\n\n", "- [a](#b)\n", "<details>\n\n", "> [a](b)\n",
     "- a\n  - b\n"],
)  # fmt: skip
def test_ten_times_as_much(unit: str) -> None:
    """Whatever is repeated is read as often as it is there, or refused."""
    try:
        few, many = read(unit * 30, "x", ""), read(unit * 300, "x", "")
    except UnreadableError:
        return
    assert len(many.items) == 10 * len(few.items)


def test_ten_thousand_links_of_one_section() -> None:
    """They are gathered without looking at each other."""
    links = "".join(f"- [a](https://example.org/{number})\n" for number in range(10_000))
    found = read(f"## S\n{links}\n- [ ] a\n", "x", "")
    assert len(found.sections[0].links) == 10_000


pieces = st.sampled_from(
    ["- ", "[ ] ", "[x]", "[", "](", ")", "# ", "\n", "\n\n", "    ", "\t", "> ", "```\n", "|",
     "-|-\n", "<!--", "-->", "dlr: a/b done", "✅ 2024-01-01", "#t", "^i", "[[a|b]]", "1. ",
     "https://e.org/", "<details>", "<summary>s</summary>", "</details>", "(2 hours)", "a", "&amp;",
     "%%", "==", "~~", "1.1 a", "(done)", "2h",
     "choose one:", "Day 1", "---\n", "title: x\n", "Task", "<a href='x'>", "<h1>t</h1>", "**"]
)  # fmt: skip
pages = st.lists(pieces, max_size=30).map("".join) | st.text(max_size=30)


@examples(900)
@given(pages, st.sampled_from(["", "https://e.org/a"]))
def test_whatever_it_is(text: str, base: str) -> None:
    """Any text is an outline whose indices are right and come after what they name, or refused."""
    try:
        found = read(text, "x", base)
    except UnreadableError:
        return
    assert found.items
    lines = text.count("\n") + 1
    for place, section in enumerate(found.sections):
        assert section.parent is None or section.parent < place
        assert section.title
    for place, item in enumerate(found.items):
        assert item.parent is None or item.parent < place
        assert item.section is None or 0 <= item.section < len(found.sections)
        assert item.title or item.key
        assert item.line is None or 1 <= item.line <= lines
        assert all(link.url.startswith(("http://", "https://")) for link in item.links) or item.key
    for one in found.dropped:
        assert one.why
        assert "\n" not in one.text
