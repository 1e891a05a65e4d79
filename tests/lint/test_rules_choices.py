"""Rules about choices and covers: what contradicts itself."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.making import curriculum, item, message, run_small, told, write
from dlroadmap.format.assemble import assemble
from dlroadmap.format.draft import load
from dlroadmap.format.files import Files
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rules import g215_dependent_choice
from lint.laying import category, level, stages
from lint.mending import check, findings, mended


def needs(id: str, *others: str) -> str:
    """Return an item that requires others; a mark before its id stays there alone."""
    plain = id.rpartition("»")[2]
    text = item(plain, f"requires: [{', '.join(others)}]") if others else item(plain)
    return text.replace(f"id: {plain}", f"id: {id}", 1)


# G214


def test_self_cover(tmp_path: Path) -> None:
    """An item that covers itself is told where it says so, by its id or its key."""
    first = item("a", "covers: [«G214»a, b]")
    found = check(tmp_path, curriculum(first, item("b", "covers: [a, «G214»home/b]")), "G", "S")
    assert [each.message for each in found] == [
        "`a` covers itself; remove it",
        "`b` covers itself; remove it",
    ]
    assert {each.severity for each in found} == {"warning"}


MENDED = {
    "covers: [a, b, c]": "covers: [b, c]",
    "covers: [b, a, c]": "covers: [b, c]",
    "covers: [b, a]": "covers: [b]",
    "covers:\n  - a\n  - b": "covers:\n  - b",
    "covers: [a]\nhours: 2": "hours: 2",
    "hours: 2\ncovers: [a] # why": None,
    "covers:\n  - a": None,
}


@pytest.mark.parametrize("before", MENDED)
def test_self_cover_mended(tmp_path: Path, before: str) -> None:
    """A fix takes the item alone out of the list, or the whole key; comments are never lost."""
    after = MENDED[before]
    text = curriculum(item("a", before), item("b"), item("c"))
    expected = after and curriculum(item("a", after), item("b"), item("c"))
    assert mended(tmp_path, text, "G214") == expected


# G215


def choosing(choose: int, *items: str, head: str = "", more: tuple[str, ...] = ()) -> str:
    others = (category("other", *more),) if more else ()
    return stages(
        level("one", category("cat", *items, more=f"choose: {choose}\n"), *others), head=head
    )


DEPENDENT = {
    "one needs another": choosing(1, item("a"), needs("«G215»b", "a")),
    "through another category": choosing(
        1, item("a"), needs("«G215»b", "x"), more=(needs("x", "y"), needs("y", "a"))
    ),
    "more than two": choosing(2, item("a"), needs("b", "a"), needs("«G215»c", "b"), item("d")),
    "a reference": choosing(1, item("a"), "«G215»b", more=(needs("b", "a"),)),
    "beside a circle": choosing(
        1, needs("a", "«G203»b"), needs("b", "a"), item("c"), needs("«G215»d", "c")
    ),
}


@pytest.mark.parametrize("text", DEPENDENT.values(), ids=DEPENDENT)
def test_dependent_choice(tmp_path: Path, text: str) -> None:
    """An item that is more than the choice with what it requires there is told at its id."""
    check(tmp_path, text, "G203", "G215", "S")


def test_dependent_choice_says_which(tmp_path: Path) -> None:
    """The message names the items that are required, and the choice; it is a warning."""
    found = check(tmp_path, DEPENDENT["more than two"], "G215")
    assert message(found, "G215") == (
        "`c` requires `a` and `b` of the same category, so it takes 3 items where `choose` is 2"
    )
    assert found[0].severity == "warning"


@pytest.mark.parametrize("block", [3, 4096])
def test_dependent_choice_names_the_first_few(
    tmp_path: Path, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many items that are required, eight are named and the others counted."""
    monkeypatch.setattr(g215_dependent_choice, "BLOCK", block)
    chain = [item("i0"), *(needs(f"i{n}", f"i{n - 1}") for n in range(1, 12))]
    write(tmp_path, {"home.yaml": choosing(10, *chain)})
    first, last = (found.message for found in findings(tmp_path, "G215"))
    named = ", ".join(f"`i{n}`" for n in range(8))
    assert first == (
        f"`i10` requires {named} and 2 more of the same category, "
        "so it takes 11 items where `choose` is 10"
    )
    assert "and 3 more of the same category, so it takes 12 items" in last


INDEPENDENT = {
    "nothing is required": choosing(1, item("a"), item("b")),
    "no choice": stages(level("one", category("cat", item("a"), needs("b", "a")))),
    "all of them": choosing(2, item("a"), needs("b", "a")),
    "two of three": choosing(2, item("a"), needs("b", "a"), item("c")),
    "of another category": choosing(1, needs("a", "x"), needs("b", "x"), more=(item("x"),)),
    "assumed": choosing(1, item("a"), needs("b", "a"), head="assumes: [a]\n"),
    "through what is assumed": choosing(
        1, item("a"), needs("b", "x"), more=(needs("x", "a"),), head="assumes: [x]\n"
    ),
}


@pytest.mark.parametrize("text", INDEPENDENT.values(), ids=INDEPENDENT)
def test_independent_choice(tmp_path: Path, text: str) -> None:
    """A choice that can be met as it says is left alone; what is assumed is settled."""
    check(tmp_path, text, "G203", "G215", "S")


def test_dependent_choice_of_a_track(tmp_path: Path) -> None:
    """A track is told of its own choices, and not of those of categories that it takes in."""
    expected = write(
        tmp_path,
        {
            "home.yaml": stages(
                level("l1", category("cat", "far/a", "«G215»far/b", more="choose: 1\n")),
                level("l2", "far/one/cat"),
            ),
            "far.yaml": curriculum(
                item("a"), needs("«G215»b", "a"), category="choose: 1", id="far"
            ),
        },
    )
    assert told(findings(tmp_path, "G215"), tmp_path) == expected


def test_dependent_choice_in_an_overlay(tmp_path: Path) -> None:
    """What an overlay adds to a choice of its base is checked, and what the base has is not."""
    top = (
        "format: 1\nid: top\ntitle: T\nextends: home\nlevels:\n  - id: one\n    categories:\n"
        "      - id: cat\n        items:\n          - {id: «G215»c, title: C, kind: concept, "
        "requires: [a]}\n"
    )
    # `b` is told in the base alone.
    base = choosing(1, item("a"), needs("«G215»b", "a"))
    expected = write(tmp_path, {"home.yaml": base, "top.yaml": top})
    assert told(findings(tmp_path, "G215"), tmp_path) == expected


@given(
    st.lists(st.sets(st.integers(0, 9)), min_size=1, max_size=10),
    st.sets(st.integers(0, 9)),
    st.integers(1, 10),
    st.integers(1, 11),
)
def test_dependent_choice_of_any_graph(
    graph: list[set[int]], inside: set[int], choose: int, block: int
) -> None:
    """Told are exactly those that reach as many others of their category as are to be chosen."""
    edges = [{other for other in others if other < key} for key, others in enumerate(graph)]
    members = [key for key in range(len(edges)) if key in inside]
    if not members or choose > len(members):
        return
    texts = [needs(f"i{key}", *(f"i{other}" for other in o)) for key, o in enumerate(edges)]
    chosen = [texts[key] for key in members]
    rest = tuple(text for key, text in enumerate(texts) if key not in inside)
    path = Path("home.yaml")
    files = Files({path: choosing(choose, *chosen, more=rest).encode()})
    found = assemble(load(path, files), lambda _: None)
    reach: list[set[int]] = []
    for others in edges:
        reach.append(others.union(*(reach[other] for other in others)))
    few = choose < len(members)
    expected = {f"i{k}" for k in members if few and len(reach[k] & set(members)) >= choose}
    checked = Checked(found, {}, frozenset())
    before, g215_dependent_choice.BLOCK = g215_dependent_choice.BLOCK, block
    try:
        told = {each.message.split("`")[1] for each in g215_dependent_choice.check(checked)}
    finally:
        g215_dependent_choice.BLOCK = before
    assert told == expected


@pytest.mark.long
@pytest.mark.posix
def test_choices_of_many(tmp_path: Path) -> None:
    """A chain of 10,000 items in one choice is checked with 1 GB of memory and 30 s of work."""
    chain = [needs("i0"), *(needs(f"i{n}", f"i{n - 1}") for n in range(1, 10_000))]
    write(tmp_path, {"home.yaml": choosing(1, *chain)})
    code = (
        "import sys; from pathlib import Path; from dlroadmap.curriculum.library import Library\n"
        "from dlroadmap.lint.engine import lint\n"
        "from dlroadmap.lint.settings import LintSettings, find_rules\n"
        "settings = LintSettings(select=find_rules(['G215'], ''))\n"
        "print(len(lint([Path(sys.argv[1])], Library([]), settings).findings))"
    )
    assert run_small(code, tmp_path) == "9999\n"


# G216


def options(gate: str, *, inner: str = "", outer: str = "", last: str = "") -> str:
    """Return two levels gated by one item; `a` and `b` stand in one category, `c` in another."""
    return stages(
        level(
            "l1",
            category("cat", item("a"), item("b"), more=inner),
            category("other", item("c"), last or item("d")),
            more=f"{outer}ready_when: [{gate}]\n",
        ),
        level("l2", category("cat", item("e"))),
    )


OPTIONAL = {
    "one of its category": options("«G216»a", inner="choose: 1\n"),
    "one of the level's categories": options("«G216»c", outer="choose: 1\n"),
    "required by what is optional too": options(
        "«G216»a", inner="choose: 1\n", outer="choose: 1\n", last=needs("d", "a")
    ),
}


@pytest.mark.parametrize("text", OPTIONAL.values(), ids=OPTIONAL)
def test_optional_gate(tmp_path: Path, text: str) -> None:
    """A gate that stands in a choice alone is told where it is named."""
    check(tmp_path, text, "G216", "S")


def test_optional_gate_says_why(tmp_path: Path) -> None:
    """The message says which choice it is; it is a warning."""
    found = check(tmp_path, OPTIONAL["one of its category"], "G216")
    assert message(found, "G216") == (
        "`ready_when` of level `l1` lists `a`, which learners may leave out because "
        "1 of 2 items of `cat` are enough"
    )
    assert found[0].severity == "warning"
    found = check(tmp_path, OPTIONAL["one of the level's categories"], "G216")
    assert "`c`, which learners may leave out because 1 of 2 categories of `l1`" in found[0].message


CERTAIN = {
    "no choice": options("a"),
    "a choice of all": options("a", inner="choose: 2\n", outer="choose: 2\n"),
    "another category": options("c", inner="choose: 1\n"),
    "required by what all need": options("a", inner="choose: 1\n", last=needs("d", "a")),
    "in all of the level's categories": options("c", outer="choose: 1\n", inner="").replace(
        "items:\n          - id: a", "items:\n          - c\n          - id: a"
    ),
    "placed elsewhere too": options("a", inner="choose: 1\n", last="a"),
}


@pytest.mark.parametrize("text", CERTAIN.values(), ids=CERTAIN)
def test_certain_gate(tmp_path: Path, text: str) -> None:
    """A gate that everybody needs who completes the level is left alone."""
    check(tmp_path, text, "G216", "S")


def test_gate_that_is_needed_later(tmp_path: Path) -> None:
    """What only a later level needs does not make a gate certain."""
    text = options("«G216»a", inner="choose: 1\n").replace(
        "id: e\n", "id: e\n            requires: [a]\n"
    )
    assert "requires: [a]" in text
    check(tmp_path, text, "G216")
