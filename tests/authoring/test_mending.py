"""Mending: what changes in a text, what stays, and which fixes are not made."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.making import curriculum, item
from dlroadmap.authoring.mending import ROUNDS, Mending, mend, mend_all
from dlroadmap.curriculum.library import Library
from dlroadmap.diagnostics import Edit, Finding, Fix
from dlroadmap.format.files import Files
from dlroadmap.format.nodes import to_data
from dlroadmap.format.source import Source, read
from dlroadmap.lint.engine import Result, lint
from drawing import examples

ODD = 'summary: no  # a comment\nchecks:  [ yes , "it\'s" ]'


def mend_text(text: str, *, unsafe: bool = False) -> tuple[str, Mending]:
    """Mend one file that is held in memory, with every rule; nothing is written."""
    path = Path("held.yaml")

    def check(texts: Mapping[Path, bytes]) -> Result:
        return lint([path], Library([]), files=Files({path: text.encode(), **texts}))

    mending = mend_all(check, unsafe)
    return mending.texts[path][1] if mending.texts else text, mending


def finding(*edits: Edit, safe: bool = True) -> Finding:
    fix = Fix(edits, safe)
    return Finding("x.yaml", 1, 1, "Y006", "", 1, 1, "", "warning", mend=lambda: fix)


def source_of(text: str) -> Source:
    path = Path("x.yaml")
    return read(path, Files({path: text.encode()}))


# Random faults in random layouts

_PLAIN = ["A title", "日本語 😀", "'quoted # text'", '"in \\"quotes\\""', ">-\n  folded\n  text"]
_LINES = [
    *("summary: no", "summary: 'no'", "summary: |\n  a\n\n  b", "hours: 1.5", "priority: useful"),
    *('tags: [no, a , "yes"]', "tags:\n- 12:30\n- b", "aliases: []", "covers: [x0, x0]"),
    *("requires: [x0, x1, x0]", "requires:\n  - x0: why\n  - x1\n  - x0: why # said", "checks: []"),
    *("checks:\n  - a\u2028b\n  - 2024-05-01  # a day", "summary: true", "tags: [1, 3.5]"),
    *("# dlr: ignore[X404] nothing here", "tags: [a] # dlr: ignore[X401,X404]", "sumary: x"),
    *("title: no", "description: x", "hours: 5 # dlr: ignore-file[C302]"),
]


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """Return a curriculum with faults that can be mended, and others, in some layout."""
    items = []
    for number in range(draw(st.integers(2, 4))):
        lines = draw(st.lists(st.sampled_from(_LINES), max_size=4, unique=True))
        title = draw(st.sampled_from(_PLAIN))
        items.append("\n".join([f"id: x{number}", f"title: {title}", "kind: concept", *lines]))
    head = draw(st.sampled_from(["", "# first\n", "license: no", "sources: []", "description: on"]))
    text = curriculum(*items, head=head)
    for before, after in draw(
        st.lists(
            st.sampled_from([("\n", "\r\n"), (": ", ":   "), ("    ", "      "), ("- ", "-  ")]),
            max_size=2,
            unique=True,
        )
    ):
        text = text.replace(before, after)
    return draw(st.sampled_from([text, "\ufeff" + text, text.rstrip("\n"), text + "\n# end"]))


@examples(max_examples=120)
@given(layouts(), st.booleans())
def test_mending_reaches_a_fixpoint(text: str, unsafe: bool) -> None:
    """Mended twice is mended once, nothing safe is left, and the file still parses."""
    before = source_of(text)
    once, mending = mend_text(text, unsafe=unsafe)
    twice, again = mend_text(once, unsafe=unsafe)
    assert twice == once
    assert again.mended == 0
    if before.root is not None:
        assert source_of(once).root is not None
    if before.root is None:
        assert once == text.removeprefix("\ufeff")
    assert mending.result.findings == again.result.findings


@examples(max_examples=120)
@given(layouts())
def test_mending_touches_only_the_lines_at_fault(text: str) -> None:
    """Every line that git would show as changed is one on which a mended fault stood."""
    found = findings_by_round(text)
    once, mending = mend_text(text)
    if mending.mended == found[1]:  # all in one round, so that lines have their first numbers
        old, new = text.split("\n"), set(once.split("\n"))
        changed = {number for number, line in enumerate(old, 1) if line not in new}
        assert changed <= found[0]


def findings_by_round(text: str) -> tuple[set[int], int]:
    path = Path("held.yaml")
    result = lint([path], Library([]), files=Files({path: text.encode()}))
    [source] = result.sources.values()
    safe = [f for f in result.findings if f.fix and f.fix.safe]
    lines = set()
    for each in safe:
        for edit in each.fix.edits if each.fix else ():
            first, _ = source.position(max(edit.start, 0))
            last, _ = source.position(max(edit.start, edit.end, 0))
            lines |= set(range(first, last + 1))
    return lines, mend(source, safe, unsafe=False)[1]


@examples(max_examples=120)
@given(layouts())
def test_mending_keeps_values(text: str) -> None:
    """Safe fixes change no text, title or number; what goes is said twice, or is nothing."""
    once, _ = mend_text(text)
    before, after = source_of(text), source_of(once)
    if before.root is None or after.root is None:
        return
    assert _words(to_data(after.root)) <= _words(to_data(before.root))
    assert _ids(to_data(after.root)) == _ids(to_data(before.root))


def _words(tree: object) -> set[str]:
    if isinstance(tree, dict):
        return {word for value in tree.values() for word in _words(value)}
    if isinstance(tree, list):
        return {word for value in tree for word in _words(value)}
    return {str(tree).casefold()}


def _ids(tree: object) -> list[object]:
    if isinstance(tree, dict):
        own = [tree[key] for key in ("id", "title", "summary", "kind", "hours") if key in tree]
        return [str(value).casefold() for value in own] + [
            id for value in tree.values() for id in _ids(value)
        ]
    return [id for value in tree for id in _ids(value)] if isinstance(tree, list) else []


# What is kept

EXACT = {
    "comment, quotes and blanks": (
        item("a", ODD),
        item("a", "summary: \"no\"  # a comment\nchecks:  [ \"yes\" , \"it's\" ]"),
    ),
    "CRLF": (item("a", "summary: no\r\nhours: 1\r"), item("a", 'summary: "no"\r\nhours: 1\r')),
    "wide characters before": (item("a", "tags: [日本, no]"), item("a", 'tags: [日本, "no"]')),
    "flow": ("{id: a, title: A, kind: concept, summary: no}",
             '{id: a, title: A, kind: concept, summary: "no"}'),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), EXACT.values(), ids=EXACT)
def test_only_the_place_changes(before: str, after: str) -> None:
    """Comments, quotes, blanks and line ends around a place stay as they are."""
    assert mend_text(curriculum(before))[0] == curriculum(after)


def test_byte_order_mark_goes_alone() -> None:
    """A byte order mark is taken away, and one that stays where nothing is mended stays."""
    text = curriculum(item("a", "summary: no"))
    assert mend_text("\ufeff" + text)[0] == text.replace("no", '"no"')
    source = source_of("\ufefftags: [no]\n")
    assert mend(source, [finding(Edit(7, 9, '"no"'))], unsafe=False)[0] == '\ufefftags: ["no"]\n'


def test_safe_and_unsafe_are_apart() -> None:
    """A fix that may change the meaning is made only when it is asked for."""
    text = curriculum(item("a", "sumary: What.", "tags: [no]"))
    safe = text.replace("[no]", '["no"]')
    assert mend_text(text)[0] == safe
    assert mend_text(text, unsafe=True)[0] == safe.replace("sumary", "summary")


# Fixes that do harm are not made

SPOILERS = {
    "no YAML": Edit(3, 4, "["),
    "a key twice": Edit(0, 1, "b"),
    "an anchor": Edit(3, 4, "&a 1"),
    "deeper": Edit(2, 3, " {"),
    "a comment": Edit(1, 1, " # "),
    "the same words, deeper": Edit(3, 5, "\n  "),
    "another shape": Edit(3, 12, "\n  b: 2\n  c: 3"),
}


@pytest.mark.parametrize("edit", SPOILERS.values(), ids=SPOILERS)
def test_harmful_fixes_are_not_made(edit: Edit) -> None:
    """A fix after which the file does not parse, or says something else elsewhere, is not made."""
    text = "a: 1\nb: 2\nc: 3\n"
    assert mend(source_of(text), [finding(edit)], unsafe=True) == (text, 0)


def test_a_harmful_fix_hinders_no_other() -> None:
    """Of several fixes the good ones are made."""
    faults = [finding(Edit(0, 0, "[")), finding(Edit(8, 9, "22")), finding(Edit(13, 14, "'"))]
    assert mend(source_of("a: 1\nb: 2\nc: 3\n"), faults, unsafe=False) == ("a: 1\nb: 22\nc: 3\n", 1)


def test_fixes_that_do_harm_only_together_are_not_made_together() -> None:
    """Two fixes of which each alone is harmless never leave a file that is worse than before."""
    faults = [finding(Edit(0, 0, "d: 4\n")), finding(Edit(5, 5, "d: 4\n"))]
    source = source_of("a: 1\nb: 2\n")
    assert all(mend(source, [each], unsafe=False)[1] == 1 for each in faults)
    mended, _ = mend(source, faults, unsafe=False)
    assert source_of(mended).faults == []


def test_fixes_that_touch_wait() -> None:
    """Of two fixes for one place the first is made; the second is looked at anew."""
    faults = [finding(Edit(3, 4, "x")), finding(Edit(3, 4, "y")), finding(Edit(8, 9, "z"))]
    assert mend(source_of("a: 1\nb: 2\n"), faults, unsafe=False) == ("a: x\nb: z\n", 2)


def test_endless_mending_ends() -> None:
    """Fixes that call for each other for ever are given up after some rounds."""
    rounds = iter(range(1000))

    def check(texts: Mapping[Path, bytes]) -> Result:
        source = read(Path("x.yaml"), Files({Path("x.yaml"): b"a: 1", **texts}))
        new = str(next(rounds))
        fault = finding(Edit(3, len(source.text), new))
        return Result(1, 0, [fault], [], {Path("x.yaml"): source})

    assert mend_all(check, unsafe=False).mended == ROUNDS


def test_each_text_is_told_as_it_was_before_all_rounds() -> None:
    """However many rounds it took, a changed text stands beside that of the file itself."""
    path = Path("x.yaml")

    def check(texts: Mapping[Path, bytes]) -> Result:
        source = read(path, Files({path: b"a: 1", **texts}))
        now = int(source.text[3:])
        faults = [finding(Edit(3, 4, str(now + 1)))] if now < 4 else []
        return Result(1, 0, faults, [], {path: source})

    mending = mend_all(check, unsafe=False)
    assert (mending.mended, mending.texts) == (3, {path: ("a: 1", "a: 4")})
