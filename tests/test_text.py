"""Foreign text made harmless, and the small words of messages."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.text import clean, is_web_address
from dlroadmap.words import format_number, join_words, pluralize

NASTY = "\x00\x07\x08\t\n\v\f\r\x1b\x7f\x85\x9b\x9d\u00a0\u061c\u200b\u200e\u200f\u2028\u2029"
NASTY += "\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ud800\udfff"
NASTY += "\U000e0041\ufff9\u0300\u0301\u20dd ab[]\\日😀"

texts = st.one_of(
    st.text(), st.text(alphabet=NASTY), st.text(st.characters(min_codepoint=0), max_size=20)
)
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(texts)
def test_clean_leaves_nothing_that_steers(text: str) -> None:
    """No control, line-breaking, bidi or surrogate character passes."""
    for char in clean(text):
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(char) not in BIDI
        assert char not in "\u200e\u200f\u061c\u200b\ufeff"


@given(texts)
def test_clean_twice_is_clean_once(text: str) -> None:
    """What was cleaned is not changed by cleaning it again."""
    assert clean(clean(text)) == clean(text)


@given(texts)
def test_clean_is_one_line_without_odd_space(text: str) -> None:
    """The result is one line that neither begins, ends nor doubles with white space."""
    result = clean(text)
    assert result == " ".join(result.split())
    assert len(result.splitlines()) <= 1


@given(st.lists(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1), min_size=1))
def test_clean_keeps_ordinary_text(words: list[str]) -> None:
    """Letters, digits, punctuation and symbols of every script stay as they are."""
    assert clean(" ".join(words)) == " ".join(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two  words ", "two words"),
        ("a\tb\r\nc", "a b c"),
        ("\x1b]8;;https://evil.org\x07link\x1b]8;;\x07", "]8;;https://evil.orglink]8;;"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("\x9b2J", "2J"),
        ("100%\rfake", "100% fake"),
        ("abc\u202efdp.exe", "abcfdp.exe"),
        ("\ud800x", "x"),
        ("[/] a[0] [link=javascript:x] \\", "[/] a[0] [link=javascript:x] \\"),
        ("é", "é"),
        ("e\u0301", "e\u0301"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("ภาษา हिन्दी العربية", "ภาษา हिन्दी العربية"),
        ("", ""),
        ("no\ufffe cha\ufdd0rac\U0010ffffter", "no character"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    """Escape sequences lose what makes them work; markup and other scripts are ordinary text."""
    assert clean(text) == expected


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u0489", "\ufe20", "\u0e49"])
def test_piled_up_marks(mark: str) -> None:
    """Of 10,000 combining marks only a few are left."""
    assert len(clean("a" + mark * 10_000 + "b")) < 20


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://example.org", True),
        ("http://example.org:8080/a?b=c#d", True),
        ("https://example.org?q=a@b", True),
        ("https://日本.jp/", True),
        ("https://", False),
        ("https:///path", False),
        ("https://?x", False),
        ("https://me@example.org", False),
        ("https://example.org\\@evil.org", False),
        ("https://a b", False),
        ("https://a/ b", False),
        ("https://a/\n", False),
        (" https://a", False),
        ("javascript:alert(1)//https://a", False),
        ("data:,https://a", False),
        ("//a", False),
        ("ftp://a", False),
        ("", False),
    ],
)
def test_web_addresses(address: str, good: bool) -> None:
    """Only http and https with a host and without a user become links."""
    assert is_web_address(address) is good


def test_small_words() -> None:
    """Numbers and lists read like words of a person."""
    assert [pluralize(1, "item"), pluralize(0, "item"), pluralize(1207, "item")] == [
        "1 item", "0 items", "1,207 items",
    ]  # fmt: skip
    values = (1207, 2.5, 3.0, 0.25, 0.04, 2591.25)
    assert list(map(format_number, values)) == ["1,207", "2.5", "3", "0.25", "0.04", "2,591.2"]
    assert [join_words([]), join_words(["a"]), join_words(["a", "b"])] == ["", "a", "a and b"]
    assert join_words(list("abcde")) == "a, b, c, d and e"
    assert join_words(list("abcdefg")) == "a, b, c, d and 3 more"
