"""What authors are told where a file is no YAML: in plain words, what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.lint.rules import describe
from lint.mending import source_of

HEAD = "id: cat\ntitle: C\nitems:\n"

QUOTE = "put the value in double quotes"
COLON = f"`: ` separates a key from its value; if it is part of a text, {QUOTE}"
NEIGHBORS = f"this line continues the value above; align a key with its neighbors, or {QUOTE}"
ALIGN = "this line is not aligned with the lines above; indent it like them"
TAB = "the line is indented with a tab; use spaces"

SLIPS = {
    "  - id: a\n    title: Option: Some\n": (5, 18, COLON),
    "  - {id: a, title: Option: Some, kind: tool}\n": (4, 26, COLON),
    "  - id: a\n    checks:\n      - Say: this: that\n": (6, 18, COLON),
    "  - id: a\n    summary: Long text\n      goes on: here\n": (6, 14, NEIGHBORS),
    "  - id: a\n    title: x\n      kind: y\n": (6, 11, NEIGHBORS),
    "  - id: a\n    title: @home\n": (5, 12, f"a text cannot begin with `@`; {QUOTE}"),
    "  - {id: a, title: @home}\n": (4, 20, f"a text cannot begin with `@`; {QUOTE}"),
    "  - id: a\n    title: `x` y\n": (5, 12, f"a text cannot begin with a backtick; {QUOTE}"),
    "  - id: a\n    title: %d\n": (5, 12, f"a text cannot begin with `%`; {QUOTE}"),
    "  - id: a\n    title: **kwargs\n": (5, 12, f"a text cannot begin with `*`; {QUOTE}"),
    "  - id: a\n    title: & more\n": (5, 12, f"a text cannot begin with `&`; {QUOTE}"),
    "  - id: a\n    title: - x\n": (5, 12, f"a text cannot begin with `-`; {QUOTE}"),
    "  - id: a\n    title: > 5 things\n": (5, 14, f"a text cannot begin with `>`; {QUOTE}"),
    "  - id: a\n    title: [Review] X\n    kind: x\n": (
        5, 21, f"text follows the `]`; {QUOTE}",
    ),
    "  - id: a\n    title: {x} y\n    kind: x\n": (5, 16, f"text follows the `}}`; {QUOTE}"),
    "  - id: a\n    tags: [a, b\n    kind: x\n": (
        6, 9, f"the `[` on line 5 is not closed; add `]`, or {QUOTE}",
    ),
    "  - id: a\n    tags: [a, b\n": (
        6, 1, f"the `[` on line 5 is not closed; add `]`, or {QUOTE}",
    ),
    "  - {id: a, title: b\n  - {id: c}\n": (
        5, 5, f"the `{{` on line 4 is not closed; add `}}`, or {QUOTE}",
    ),
    "  - {id: a, title: a [b, kind: y}\n": (
        4, 22, f"`[` is part of a text between brackets; {QUOTE}",
    ),
    "  - id: a\n\ttitle: x\n": (5, 1, TAB),
    "\t- id: a\n": (4, 1, TAB),
    "  - id: a\n    title: \"x\n    kind: y\n": (
        7, 1, "the quote on line 5 is not closed; close it",
    ),
    "  - id: a\n    title: 'it's here'\n    kind: y\n": (
        5, 16, "text follows the closing quote; put the value in double quotes, or double each `'`",
    ),
    "  - id: a\n    title: \"X\" and more\n    kind: y\n": (
        5, 16, 'text follows the closing quote; quote the whole value, and write `\\"` inside it',
    ),
    "  - id: a\n    title: x\n   kind: y\n": (6, 4, ALIGN),
    "  - id: a\n    title: x\n kind: y\n": (6, 2, ALIGN),
    "  - id: a\n    title:x\n    kind: y\n": (
        6, 5, "line 5 has no `: ` after its key; write `key: value`",
    ),
    '  - id: a\n    title: "a\\d"\n': (
        5, 14, "`\\d` is not a valid escape; write `\\\\d`, or use single quotes",
    ),
    '  - id: a\n    title: "a\\xi"\n': (
        5, 14, "`\\x` is not a valid escape; write `\\\\x`, or use single quotes",
    ),
    '  - id: a\n    title: "\\u12"\n': (
        5, 13, "`\\u` is not a valid escape; write `\\\\u`, or use single quotes",
    ),
    '  - id: a\n    title: "\\uD800"\n': (
        5, 13, "`\\u` is not a valid escape; write `\\\\u`, or use single quotes",
    ),
    '  - id: a\n    title: "\\\\ \\U0011"\n': (
        5, 16, "`\\U` is not a valid escape; write `\\\\U`, or use single quotes",
    ),
    "  - id: a\n    title: *bold*\n": (5, 12, f"a text cannot begin with `*`; {QUOTE}"),
    "  - id: a\n    tags: [x, *bold*]\n": (5, 15, f"a text cannot begin with `*`; {QUOTE}"),
}  # fmt: skip


@pytest.mark.parametrize("text", SLIPS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_common_slips(text: str, end: str) -> None:
    """The commonest slips are told where they are, with what to do, in words without jargon."""
    line, column, words = SLIPS[text]
    [found] = describe(source_of((HEAD + text).replace("\n", end)).faults)
    assert (found.rule, found.line, found.column) == ("Y001", line, column)
    assert found.message == f"invalid YAML: {words}"


CONFLICTS = {
    "all of it": "<<<<<<< HEAD\nid: a\n=======\nid: b\n>>>>>>> other\n",
    "in a list": "items:\n<<<<<<< HEAD\n  - {id: a}\n=======\n  - {id: b}\n>>>>>>> other\n",
    "what is left of it": "id: a\n=======\nid: b\n",
    "its end": "id: a\n>>>>>>> 1a2b3c (why)\n",
    "behind another slip": "id: a: b\ntitle: x\n<<<<<<< HEAD\n",
}


@pytest.mark.parametrize("text", CONFLICTS.values(), ids=CONFLICTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_unresolved_conflicts(text: str, end: str) -> None:
    """A file with the markers of a merge conflict is told at the first of them."""
    line = next(n for n, words in enumerate(text.split("\n"), 1) if words[:1] in tuple("<=>"))
    [found] = describe(source_of(text.replace("\n", end)).faults)
    assert (found.rule, found.line, found.column, found.end_column) == ("Y001", line, 1, 8)
    assert found.message.startswith("unresolved merge conflict; ")


@pytest.mark.parametrize("text", ["a: |\n  =======\n", "a: '\n\n  <<<<<<< x'\n", "a: =======\n"])
def test_no_conflicts(text: str) -> None:
    """The same signs within a text are part of it."""
    assert source_of(text).faults == []


@pytest.mark.parametrize("text", ["*args", "*args and more", "&more stuff", "!important thing"])
def test_texts_that_look_like_aliases(text: str) -> None:
    """A text that YAML takes for an alias, an anchor or a tag is told with the way to keep it."""
    found = describe(source_of(f"title: {text}\n").faults)
    assert all("quote" in each.message for each in found)
    assert "Y004" in [each.rule for each in found]


def test_other_slips_say_where_to_look() -> None:
    """Whatever else the parser complains of comes with advice, and its own words behind it."""
    [found] = describe(source_of("%YAML 1.1\n").faults)
    assert found.message.startswith(
        "invalid YAML: parsing failed here; check quotes, brackets and indentation"
    )


@given(st.text(st.sampled_from("ab:-[]{}'\"@`%*&!|>?,#\t\n\r \\日\u2028"), max_size=40))
def test_any_slip_has_words(text: str) -> None:
    """There is a place and a sentence for whatever the parser may complain of."""
    for found in describe(source_of(text).faults):
        assert found.message
        assert found.line >= 1
