"""Elements taken out of lists: nothing else changes, and no comment loses what it is about."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.diagnostics import Edit
from dlroadmap.format.files import Files
from dlroadmap.format.nodes import MappingNode, Node, SequenceNode, to_data
from dlroadmap.format.source import Source, read
from dlroadmap.lint.edits import remove


def read_text(text: str) -> tuple[Source, SequenceNode]:
    """Return a file that was never written, and its list."""
    path = Path("held.yaml")
    source = read(path, Files({path: text.encode()}))
    root = source.root
    listed = root.get("r") if isinstance(root, MappingNode) else root
    assert isinstance(listed, SequenceNode)
    return source, listed


def name(node: Node) -> str:
    value = to_data(node)
    return str(next(iter(value))) if isinstance(value, dict) and value else str(value)


def without(text: str, *names: str, kept: str = "") -> str | None:
    """Return a text without these elements of its list; None if one of them cannot be removed."""
    source, listed = read_text(text)
    stays = next((element for element in listed.items if name(element) == kept), None)
    edits: list[Edit] = []
    for element in listed.items:
        if name(element) in names:
            fix = remove(source, listed, element, stays)
            if fix is None:
                return None
            assert fix.safe
            edits += fix.edits
    assert len(edits) == len(names)
    return edited(source.text, edits)


def edited(text: str, edits: list[Edit]) -> str:
    """Return a text after edits, which must not overlap."""
    edits = sorted(edits)
    assert all(first.end <= second.start for first, second in pairwise(edits))
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


SIMPLE = {
    "a line": ("r:\n  - a\n  - x\n  - b\nq: 1\n", "r:\n  - a\n  - b\nq: 1\n"),
    "the first line": ("r:\n  - x\n  - b\n", "r:\n  - b\n"),
    "the last line": ("r:\n  - a\n  - x\nq: 1\n", "r:\n  - a\nq: 1\n"),
    "the end of the file": ("r:\n- a\n- x", "r:\n- a\n"),
    "no indentation": ("r:\n- a\n- x\n- b\n", "r:\n- a\n- b\n"),
    "a wide hyphen": ("r:\n  -   a\n  -   x: why\n  -   b\n", "r:\n  -   a\n  -   b\n"),
    "a reason": ("r:\n  - x: why\n  - b\n", "r:\n  - b\n"),
    "an empty reason": ("r:\n  - x:\n  - b\n", "r:\n  - b\n"),
    "a reason of two lines": ("r:\n  - a\n  - x: why\n      not\n  - b\n", "r:\n  - a\n  - b\n"),
    "a folded reason": ("r:\n  - a\n  - x: >-\n      why\n\n      not\n\n  - b\n",
                        "r:\n  - a\n\n  - b\n"),
    "a folded reason at the end": ("r:\n  - a\n  - x: |+\n      why\n", "r:\n  - a\n"),
    "several keys": ("r:\n  - a\n  - x: 1\n    url: y\n    z: [1,\n      2]\n  - b\n",
                     "r:\n  - a\n  - b\n"),
    "a nested list": ("r:\n  - x:\n      - 1\n      - 2\n  - b\n", "r:\n  - b\n"),
    "a flow mapping": ("r:\n  - {x: 1,\n     y: 2}\n  - b\n", "r:\n  - b\n"),
    "quotes": ("r:\n  - a\n  - 'x'\n  - \"b\"\n", "r:\n  - a\n  - \"b\"\n"),
    "a sharp in quotes": ("r:\n  - a\n  - x: 'C # not'\n", "r:\n  - a\n"),
    "a sharp in a word": ("r:\n  - a\n  - x: C# it is\n", "r:\n  - a\n"),
    "a sharp in a block": ("r:\n  - x: |\n      # y\n  - b\n", "r:\n  - b\n"),
    "wide letters": ("r:\n  - 日\n  - x: 因为 😀\n  - b\n", "r:\n  - 日\n  - b\n"),
    "CRLF": ("r:\r\n  - a\r\n  - x\r\n  - b\r\n", "r:\r\n  - a\r\n  - b\r\n"),
    "comments of others": ("r:\n  - a  # one\n  - x\n  - b  # two\n",
                           "r:\n  - a  # one\n  - b  # two\n"),
    "a comment about the next": ("r:\n  - x: why\n  # two\n  - b\n", "r:\n  # two\n  - b\n"),
    "a comment behind the list": ("r:\n - a\n - x: y\n# c\nq: 1\n", "r:\n - a\n# c\nq: 1\n"),
    "brackets": ("r: [a, x, b]\n", "r: [a, b]\n"),
    "the first in brackets": ("r: [x, b]\n", "r: [b]\n"),
    "the last in brackets": ("r: [a, x]\n", "r: [a]\n"),
    "brackets with a reason": ("r: [a, x: why, b]\n", "r: [a, b]\n"),
    "the first with a reason": ("r: [x: why , b]\n", "r: [b]\n"),
    "the last with a reason": ("r: [a: so, x: why ]\n", "r: [a: so]\n"),
    "brackets with braces": ('r: [{a: "1"}, {x: "#2"}, {b: "3"}]\n', 'r: [{a: "1"}, {b: "3"}]\n'),
    "a comma at the end": ("r: [a, x, ]\n", "r: [a, ]\n"),
    "brackets on lines": ("r: [\n  a,\n  x,\n  b\n]\n", "r: [\n  a,\n  b\n]\n"),
    "the first on lines": ("r: [\n  x,\n  b\n]\n", "r: [\n  b\n]\n"),
    "comments in brackets": ("r: [\n  a, # one\n  b,\n  x\n]\n", "r: [\n  a, # one\n  b\n]\n"),
    "a list in brackets": ("r: [a, [x, y], b]\n", "r: [a, b]\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "after"), SIMPLE.values(), ids=SIMPLE)
def test_removal(text: str, after: str) -> None:
    """The element goes with its lines or its comma, and all else stays as it was."""
    what = "['x', 'y']" if "[x, y]" in text else "x"
    assert without(text, what) == after


LEFT_ALONE = {
    "the only element": "r: [x]\n",
    "the only line": "r:\n  - x\n",
    "a comment behind it": "r:\n  - a\n  - x  # why\n  - b\n",
    "a comment above it": "r:\n  - a\n  # why x\n  - x\n  - b\n",
    "a comment below it": "r:\n  - a\n  - x\n    # that is why\n  - b\n",
    "a comment in it": "r:\n  - x: 1\n    # y\n    z: 2\n  - b\n",
    "a comment at a block": "r:\n  - x: |  # y\n      text\n  - b\n",
    "a comment in brackets": "r: [a, x, # why\n b]\n",
    "a comment above it in brackets": "r: [a,\n # why\n x, b]\n",
    "a comment behind the last": "r: [\n a,\n x # why\n ]\n",
    "a comment in braces": "r: [a, {x: 1, # why\n y: 2}]\n",
    "a hyphen alone on its line": "r:\n  -\n    x: 1\n  - b\n",
    "hyphens in one line": "r:\n- - x\n  - y\n- b\n",
    "old line ends": "r:\r  - x\r  - b\n",
    "mixed line ends": "r:\n  - x\r  - b\n",
    "a key that stands twice": "r:\n  - x: 1\n    x: 2\n  - b\n",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_removal_that_is_not_simple(text: str) -> None:
    """An element that a comment stands beside is left to its author, and so is an odd layout."""
    source, listed = read_text(text)
    if "- - x" in text:
        [listed] = [element for element in listed.items if isinstance(element, SequenceNode)]
    [element] = [element for element in listed.items if name(element) == "x"]
    assert remove(source, listed, element) is None


def test_several_of_one_list() -> None:
    """Fixes for several elements never want the same comma, wherever the kept one stands."""
    text = "r: [a, b: 1, 'c', {d: 2}, e]\n"
    assert without(text, "b", "c", "d", "e", kept="a") == "r: [a]\n"
    assert without(text, "a", "b", "c", "d", kept="e") == "r: [e]\n"
    assert without(text, "a", "b", "d", "e", kept="c") == "r: ['c']\n"
    assert without(text, "b", "c", "e") == "r: [a, {d: 2}]\n"


ELEMENTS = ("{0}", "'{0}'", '"{0}"', "{0}: w", "{0}: 'a # b'", "{{{0}: 1, y: 2}}", "[{0}, {0}]")
GAPS = st.sampled_from(["", " ", "\n ", "\r\n  ", "\n # c\n "])


@given(st.data())
def test_removal_changes_nothing_else(data: st.DataObject) -> None:
    """Whatever the layout, a text without some elements is read as the list without them."""
    number = data.draw(st.integers(2, 6))
    words = [data.draw(st.sampled_from(ELEMENTS)).format(f"n{n}") for n in range(number)]
    gaps = [data.draw(GAPS) for _ in range(2 * number)]
    if data.draw(st.booleans()):
        parts = (gaps[2 * n] + word + gaps[2 * n + 1] for n, word in enumerate(words))
        text = f"r: [{','.join(parts)}]\nq: 1\n"
    else:
        comments = ["", "  # c", "\n  # c", "\n    # c"]
        lines = (f"  - {word}{data.draw(st.sampled_from(comments))}\n" for word in words)
        text = "r:\n" + "".join(lines) + "q: 1\n"
    source, listed = read_text(text)
    kept = data.draw(st.integers(0, number - 1))
    gone = data.draw(st.sets(st.integers(0, number - 1).filter(lambda n: n != kept)))
    fixes = {n: remove(source, listed, listed.items[n], listed.items[kept]) for n in gone}
    edits = [edit for fix in fixes.values() if fix for edit in fix.edits]
    after, _ = read_text(edited(text, edits))
    assert after.faults == []
    left = [to_data(e) for n, e in enumerate(listed.items) if not fixes.get(n)]
    assert after.root
    assert to_data(after.root) == {"r": left, "q": 1}
    assert after.text.count("#") == text.count("#") - sum(
        "#" in words[n] for n, fix in fixes.items() if fix
    )
