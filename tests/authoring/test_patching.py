"""Edits of files: one value changes, every other character stays, and every edit can go back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.authoring.patching import Steps, append, put, remove, saved_text
from dlroadmap.authoring.values import Verbatim
from dlroadmap.errors import DlrError
from dlroadmap.format.files import Files
from dlroadmap.format.nodes import to_data
from dlroadmap.format.source import Source, read
from drawing import examples

BARE = "format: 1\nid: mine\ntitle: Mine\nextends: base\n"

LAYOUTS = {
    "bare": BARE,
    "comments": (
        "# At the top.\nformat: 1   # one\n\nid: mine\ntitle: 'My way'\nextends: base  # the base\n"
        "  # about the base\n\n# What is left out:\nhide:\n  # too dear\n  items:\n"
        "    - tpu   # no\n      # belongs to tpu\n    # stands by itself\n\n# The end.\n"
    ),
    "lists at the margin": (
        f"{BARE}hide:\n    items:\n    - a-thing\n    levels:\n    -   expert\n"
        "levels:\n-   id: entry\n    categories:\n    -   id: numpy\n        items:\n"
        "        -   id: own\n            title: Own\n            kind: concept\n"
        "            summary: |\n                Text of a block.\n\n"
        "                # no comment\n"
        "        # below\n"
    ),
    "braces": (
        f"{BARE}hide: {{items: [a-thing, other ], categories: [ expert/theory ]}}  # not these\n"
        "change: { numpy-arrays: {hours: 6} , other: {priority: 'useful'}}\n"
        "levels: [{id: entry, categories: [{id: numpy, items: [ref, {id: own, title: Own, "
        "kind: tool}]}]}]\n"
    ),
    "braces over lines": (
        f"{BARE}hide: {{\n  items: [a-thing,  # dear\n          other  # dull\n  ],\n}}\n"
        "levels: [\n  {id: entry, title: Entry,\n   categories: []},\n]\n"
    ),
    "mixed": (
        f"{BARE}change:\n  numpy-arrays: {{hours: 6, checks: [One]}}\n  other:\n"
        '    priority: "useful"\n    hours: 5.0 # five\n\nlevels:\n  - id: entry\n'
        "    categories:\n      - {id: numpy, items: [ref]}\n      - id: more\n"
        "        title: More\n        items:\n          - base/thing\n\n\n"
    ),
    "keys behind": f"levels:\n  - id: entry\n    title: E\n{BARE}",
}

ENDINGS = ["", "\n", "\n\n\n", "\n# end", "\n# end\n", "  # said\n", "\n...\n"]

NAMES = st.sampled_from(["one", "two", "base/three", "2024", "no", "x-1"])


def source_of(text: str) -> Source:
    path = Path("mine.yaml")
    source = read(path, Files({path: text.encode()}))
    assert source.root, text
    assert not source.faults, text
    return source


def says(source: Source) -> object:
    """Return what a file says."""
    assert source.root
    return to_data(source.root)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return a file in one of many layouts."""
    text = draw(st.sampled_from(list(LAYOUTS.values())))
    text = text.rstrip("\n") + draw(st.sampled_from(ENDINGS))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return "\ufeff" * draw(st.booleans()) + text


Do = Callable[[Source], tuple[Source, Callable[[Source], Source]]]
"""An edit, which returns the file and the edit that takes it back."""


def adds(steps: Steps, value: object, *, first: bool) -> Do:
    """Return the edit that adds to a list."""

    def do(source: Source) -> tuple[Source, Callable[[Source], Source]]:
        listed = at(says(source), steps) or []
        assert isinstance(listed, list)
        number = len(listed)
        after = 0 if first and number else None
        place = 1 if after == 0 else number
        return append(source, steps, value, after), lambda new: remove(new, (*steps, place))

    return do


def sets(steps: Steps, value: object) -> Do:
    """Return the edit that sets a value, or puts another one in its place."""

    def do(source: Source) -> tuple[Source, Callable[[Source], Source]]:
        old = at(says(source), steps)
        new = put(source, steps, value, behind=("extends", "hide"))
        if old is None:
            return new, lambda source: remove(source, steps)
        return new, lambda source: put(source, steps, old)

    return do


def at(data: object, steps: Steps) -> object:
    for step in steps:
        data = data.get(step) if isinstance(data, dict) else data[step]  # type: ignore[index]
        if data is None:
            return None
    return data


def item(id: str) -> dict[str, object]:
    return {"id": id, "title": "Ein “Titel”: #1", "kind": "skill", "requires": [{"a": "b: c"}]}


EDITS = st.one_of(
    st.builds(
        lambda key, name, first: adds(("hide", key), name, first=first),
        st.sampled_from(["items", "levels"]),
        NAMES,
        st.booleans(),
    ),
    st.builds(
        lambda item, value: sets(("change", item, "priority"), value),
        st.sampled_from(["numpy-arrays", "one", "base/two"]),
        st.sampled_from(["useful", "essential"]),
    ),
    st.builds(lambda item: sets(("change", item, "hours"), 7), st.sampled_from(["new", "one"])),
    st.builds(lambda name: adds(("levels",), {"id": name}, first=False), st.sampled_from("abc")),
    st.builds(
        lambda name: adds(
            ("levels",),
            {"id": name, "categories": [{"id": "numpy", "items": [item(name)]}]},
            first=False,
        ),
        st.sampled_from("abc"),
    ),
)


@given(texts(), st.lists(EDITS, min_size=1, max_size=6))
def test_undone_is_as_before(text: str, edits: list[Do]) -> None:
    """Edits that are taken back, the last one first, leave every byte of the file as it was."""
    source = source_of(text)
    backs: list[tuple[str, Callable[[Source], Source]]] = []
    for do in edits:
        before = saved_text(source)
        source, back = do(source)
        backs.append((before, back))
    for before, back in reversed(backs):
        source = back(source)
        assert saved_text(source) == before


def has_all(text: str, wanted: str) -> bool:
    """Return whether all characters stand in a text in their order."""
    rest = iter(text)
    return all(character in rest for character in wanted)


@examples()
@given(texts(), st.lists(EDITS, min_size=1, max_size=6))
def test_nothing_is_lost_by_adding(text: str, edits: list[Do]) -> None:
    """What is added moves nothing: every line stands there in its order, or has grown."""
    source = source_of(text)
    for do in edits:
        before, old = saved_text(source), says(source)
        source, _ = do(source)
        after = saved_text(source)
        if all(at(old, steps) is None for steps in changed(before, after, source)):
            assert has_all(after, before)
        assert after.startswith("\ufeff") == before.startswith("\ufeff")
        if "\r\n" in before:
            assert "\n" not in after.replace("\r\n", "")


def changed(before: str, after: str, source: Source) -> list[Steps]:
    """Return which priorities or hours have another value now."""
    old, new = says(source_of(before)), says(source)
    items = at(new, ("change",)) or {}
    assert isinstance(items, dict)
    steps = [("change", item, word) for item in items for word in ("priority", "hours")]
    return [each for each in steps if at(old, each[:2]) and at(old, each) != at(new, each)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (BARE, "hide:\n  items:\n    - tpu\n"),
        (f"{BARE}change:\n  a: {{hours: 1}}\n", "hide:\n  items:\n    - tpu\n"),
        (f"{BARE}license:\naudience:   # none\n", "hide:\n  items:\n    - tpu\n"),
    ],
)
def test_new_keys_stand_behind_others(text: str, lines: str) -> None:
    """A key that is new stands behind the one that it is put behind, over several lines."""
    edited = put(source_of(text), ("hide", "items"), ["tpu"], behind=("extends",))
    assert edited.text == text.replace("extends: base\n", f"extends: base\n{lines}")


def test_the_last_of_others_is_the_one() -> None:
    """Of several keys the new one stands behind the last that is there."""
    text = f"{BARE}hide: {{items: [x]}}\nlicense: CC0\n"
    edited = put(source_of(text), ("change", "a", "hours"), 1, behind=("extends", "hide"))
    assert edited.text == text.replace("license", "change:\n  a:\n    hours: 1\nlicense")


EMPTY = {
    "a:\n  # nothing\nb:   # yet\n\n\n# end\n": "a:\n  # nothing\nb:   # yet\nnew: x\n\n\n# end\n",
    "a: {b: 1, c: }\n": None,
    "a:\n  b:\n\n\n": "a:\n  b:\nnew: x\n\n\n",
    "a:\n  b:\n   # deeper\n": "a:\n  b:\n   # deeper\nnew: x\n",
}


@pytest.mark.parametrize("text", EMPTY)
def test_keys_without_a_value(text: str) -> None:
    """Beside and below a key without a value there is room for others, and the way back."""
    source = source_of(text)
    if added := EMPTY[text]:
        assert put(source, ("new",), "x").text == added
        assert remove(put(source, ("new",), "x"), ("new",)).text == text
    for steps in (("a", "new"), ("a", "b", "new"), ("b", "new")):
        if _is_open(source, steps):
            edited = put(source, steps, "x")
            assert at(says(edited), steps) == "x"
            kept = [line for line in text.splitlines() if "{" not in line]
            assert [line for line in edited.text.splitlines() if line in kept] == kept


def _is_open(source: Source, steps: Steps) -> bool:
    data = says(source)
    above = at(data, steps[:-2]) if len(steps) > 1 else data
    return isinstance(above, dict) and not isinstance(above.get(steps[-2]), int | str)


def test_values_keep_their_quotes() -> None:
    """A value takes the place of another one in the quotes that this has, comments stay."""
    text = f"{BARE}change:\n  a: {{priority: 'useful', hours: 5.0}} # why\n"
    edited = put(source_of(text), ("change", "a", "priority"), "essential")
    edited = put(edited, ("change", "a", "hours"), Verbatim("6.50", 6.5))
    assert edited.text == text.replace("useful", "essential").replace("5.0", "6.50")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("hide: {items: []}", "hide: {items: [x]}"),
        ("hide: {items: [ ]}", "hide: {items: [x ]}"),
        ("hide: {}", "hide: {items: [x]}"),
        ("hide:\n  items: []  # none", "hide:\n  items: [x]  # none"),
        ("hide:  # nothing yet", "hide:  # nothing yet\n  items:\n    - x"),
        ("hide: {items: [a,]}", "hide: {items: [a, x,]}"),
    ],
)
def test_what_is_empty_is_filled(text: str, after: str) -> None:
    """Empty lists, empty mappings and keys without a value take in what is added."""
    assert append(source_of(BARE + text), ("hide", "items"), "x").text == BARE + after


@pytest.mark.parametrize(
    ("text", "steps", "after"),
    [
        ("a: 1\nb: [x, y, z]\n", ("b", 0), "a: 1\nb: [y, z]\n"),
        ("a: 1\nb: [x, y, z]\n", ("b", 1), "a: 1\nb: [x, z]\n"),
        ("a: 1\nb: [x]\n", ("b", 0), "a: 1\n"),
        ("a: 1\nb:\n- x # why\n- y\n# end\n", ("b", 0), "a: 1\nb:\n- y\n# end\n"),
        ("a: 1\nb: [x] # why\n", ("b", 0), "a: 1\nb: [] # why\n"),
        ("b: {c: [x], # why\n  d: []}\n", ("b", "c", 0), "b: {c: [], # why\n  d: []}\n"),
        ("a: 1\nb:\n- id: x\n  c: 2\n  d: 3\n", ("b", 0, "c"), "a: 1\nb:\n- id: x\n  d: 3\n"),
        ("a: 1\nb:\n- c: 2\n  d: 3\n", ("b", 0, "c"), "a: 1\nb:\n- d: 3\n"),
        ("a: 1\nb:\n- id: x\n  c: [y]\n- z\n", ("b", 0, "c", 0), "a: 1\nb:\n- z\n"),
        ("a: 1\nb: {c: [y], d: {e: 2}}\n", ("b", "d", "e"), "a: 1\nb: {c: [y]}\n"),
        ("a: 1\nb: {c: [y], d: {e: 2}}\n", ("b", "c", 0), "a: 1\nb: {d: {e: 2}}\n"),
    ],
)
def test_what_gets_empty_goes(text: str, steps: Steps, after: str) -> None:
    """What is removed goes with its lines, and with what would be empty without it."""
    assert remove(source_of(text), steps).text == after


REFUSED: dict[str, tuple[str, Callable[[Source], Source]]] = {
    "a comment in the way": ("a: 1\nb: [x, # why\n y]\n", lambda s: remove(s, ("b", 0))),
    "a comment behind the first key": (
        "a: 1\nb:\n- c: 2 # why\n  d: 3\n",
        lambda s: remove(s, ("b", 0, "c")),
    ),
    "a comment beside the last one": ("b:\n- x # why\n", lambda s: remove(s, ("b", 0))),
    "a comment below": ("b:\n- x\n  # more\n- y\n", lambda s: remove(s, ("b", 0))),
    "a comment above": ("a: 1\nb:\n# why\n- x\n", lambda s: remove(s, ("b", 0))),
    "line ends of old": ("a: 1\rb: 2\r", lambda s: put(s, ("c",), "z")),
    "lists in a line": ("a: 1\nb:\n- - x\n  - y\n", lambda s: append(s, ("b", 0), "z", 0)),
    "a hyphen by itself": ("a: 1\nb:\n-\n  x\n", lambda s: append(s, ("b",), "z")),
    "no mapping": ("a: 1\n", lambda s: put(s, ("a", "b"), "z")),
    "a text that steers": ("a: [x]\n", lambda s: append(s, ("a",), "\x1b[2J")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_edited_is_refused(name: str) -> None:
    """An edit that would say anything but what was meant is refused with file and line."""
    text, edit = REFUSED[name]
    with pytest.raises(DlrError, match=r"mine\.yaml, line \d: .* nothing was changed"):
        edit(source_of(text))
