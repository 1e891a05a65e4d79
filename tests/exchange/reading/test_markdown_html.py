"""Elements of HTML in a page."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.exchange.reading.markdown.html import find_elements, strip_tags

PIECES = ["<summary", "<summary>", "</summary>", "<details", "</DETAILS", "<h1", "<h2>", "</h1>"]
TEXTS = st.lists(st.sampled_from([*PIECES, "</H2>", ">", "<", " a", "\n"])).map("".join)


@given(TEXTS)
def test_elements_are_those_of_a_plain_pattern(text: str) -> None:
    """What one pass finds is what a pattern finds that looks for each end anew."""
    pattern = re.compile(r"<summary[^>]*>(.*?)</summary>|<details|</details", re.I | re.S)
    expected = [one[1] or "" for one in pattern.finditer(text)]
    opening = re.compile(r"<(summary)|<details|</details", re.I)
    assert [inside for _, inside in find_elements(text, opening)] == expected


@given(TEXTS)
def test_headings_are_those_of_a_plain_pattern(text: str) -> None:
    """A heading ends at the first end of its own level, and one without an end is none."""
    pattern = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.I | re.S)
    found = find_elements(text, re.compile(r"<(h[1-6])\b", re.I))
    assert [(tag[2:], inside) for tag, inside in found] == pattern.findall(text)


@given(TEXTS)
def test_tags_are_stripped_as_by_a_plain_pattern(text: str) -> None:
    """A tag without an end stays."""
    assert strip_tags(text) == " ".join(re.sub(r"<[^>]*>", " ", text).split())
