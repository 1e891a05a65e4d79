"""Rules about prerequisites: what they find, what they leave alone, and how long they take."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.making import (
    assembly,
    category,
    curriculum,
    item,
    main_file,
    message,
    run_small,
    told,
    write,
)
from dlroadmap.diagnostics import Finding
from dlroadmap.format.assemble import Assembly, assemble
from dlroadmap.format.draft import Draft, load
from dlroadmap.format.files import Files
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rules import (
    RULES,
    g205_redundant_prerequisite,
    g206_unreachable_item,
    g208_deep_chain,
)
from drawing import examples
from lint.mending import check, findings, mended

Graph = Mapping[str, Sequence[str]]

CERTAIN = ("G201", "G202", "G203", "G204", "G205", "G206", "G209")
"""The rules of this family that are no informations."""


def needs(id: str, *others: str) -> str:
    return item(id, f"requires: [{', '.join(others)}]") if others else item(id)


def levels(*groups: Sequence[str], head: str = "") -> str:
    """Return a curriculum of levels `l1`, `l2`, … with these items."""
    text = f"format: 1\nid: home\ntitle: T\n{head}levels:\n"
    for number, items in enumerate(groups, 1):
        text += f"  - id: l{number}\n    title: L\n    categories:\n"
        text += "      - id: cat\n        title: C\n        items:\n"
        text += "".join(indent(each, " " * 12)[:10] + "- " + indent(each, " " * 12)[12:] + "\n"
                        for each in items)  # fmt: skip
    return text


def put_together(files: Mapping[str, str], id: str = "home") -> Assembly:
    """Return a curriculum made of files that were never written."""
    texts = Files({Path(f"{name}.yaml"): text.encode() for name, text in files.items()})
    drafts = {name: load(Path(f"{name}.yaml"), texts) for name in files}

    def find(name: str) -> Draft | None:
        return drafts.get(name)

    return assemble(drafts[id], find)


def graph_of(graph: Graph, id: str = "home") -> str:
    return curriculum(*(needs(key, *others) for key, others in graph.items()), id=id)


# Documentation


@pytest.mark.parametrize("code", [code for code in RULES if code[0] in "GC"])
def test_documentation(code: str) -> None:
    """Every rule says what should be so in one sentence, shows what breaks it, and what to do."""
    rule = RULES[code]
    assert rule.summary.endswith(".")
    assert "UNWRITTEN" not in rule.text
    assert "## Example" in rule.documentation
    assert "```yaml" in rule.documentation
    assert "## Instead" in rule.documentation
    lines = rule.text.splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 100
    assert not {"simply", "just", "easy", "obviously"} & set(rule.text.lower().split())


# G204


INVERSIONS = {
    "the next level": levels([needs("a", "«G204»b")], [needs("b")]),
    "far away": levels([needs("a", "«G204»c")], [needs("b")], [needs("c")]),
    "with a reason": levels([item("a", "requires:", "  - «G204»b: why")], [item("b")]),
    "in braces": levels([item("a", 'requires: [{"«G204»b": 因為}]'.replace('"«G204»', '«G204»"'))],
                        [item("b")]),
    "several": levels([needs("a", "«G204»b", "«G204»c"), needs("d", "«G204»b")],
                      [needs("b"), needs("c")]),
    "placed again later": levels([needs("a", "«G204»b")], ["a", needs("b")]),
    "placed before it is defined": levels(["b"], [needs("a")], [needs("b", "«G204»a")]),
    "by its whole key": levels([needs("a", "«G204»home/b")], [needs("b")]),
    "CRLF": levels([needs("a", "«G204»b")], [needs("b")]).replace("\n", "\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("text", INVERSIONS.values(), ids=INVERSIONS)
def test_level_inversion(tmp_path: Path, text: str) -> None:
    """A prerequisite whose first place is on a later level than the item's is an error."""
    check(tmp_path, text, *CERTAIN)


def test_level_inversion_says_both_levels(tmp_path: Path) -> None:
    """The message names both items and both levels."""
    found = check(tmp_path, INVERSIONS["far away"], "G204")
    assert message(found, "G204") == (
        "`a` on level `l1` requires `c`, which comes later, on level `l3`; move one of them"
    )
    assert found[0].severity == "error"


def test_level_inversion_of_an_item_taken_in(tmp_path: Path) -> None:
    """What an own item requires from elsewhere counts at its place in this curriculum."""
    expected = write(
        tmp_path,
        {
            "home.yaml": levels([needs("a", "«G204»far/x", "«G210»far/y")], ["far/x"]),
            "far.yaml": curriculum(item("x"), item("y"), id="far"),
        },
    )
    assert told(findings(tmp_path, "G"), tmp_path) == expected


def test_levels_of_a_track(tmp_path: Path) -> None:
    """A track may bring the items of another curriculum in an order of its own."""
    write(
        tmp_path,
        {
            "home.yaml": levels(["far/x"], ["far/y"], ["far/z"]),
            "far.yaml": curriculum(needs("x", "y"), needs("y", "z"), needs("z"), id="far"),
        },
    )
    assert findings(tmp_path, "G") == []


IN_ORDER = {
    "earlier": levels([needs("a")], [needs("b", "a")]),
    "the same level": levels([needs("b", "a"), needs("a")]),
    "placed earlier too": levels([needs("a", "b"), "b"], [needs("b")]),
    "not placed": levels([needs("a")], [needs("b", "a")], ["a"]),
}


@pytest.mark.parametrize("text", IN_ORDER.values(), ids=IN_ORDER)
def test_levels_in_order(tmp_path: Path, text: str) -> None:
    """What comes first, or on the same level, is left alone; the first place decides."""
    check(tmp_path, text, "G")


def test_level_inversion_in_a_circle(tmp_path: Path) -> None:
    """A circle over levels is one fault; another prerequisite of its items is told as well."""
    text = levels([needs("a", "«G203»b")], [needs("b", "a")])
    check(tmp_path, text, "G")
    check(tmp_path, levels([needs("a", "«G203»b", "«G204»c")], [needs("b", "a"), item("c")]), "G")


BESIDE = {
    "an unknown prerequisite": levels([needs("a", "«G204»b", "«G201»x")], [item("b")]),
    "an item with faults": levels([needs("a", "«G204»b"), item("c", "«S101»x: y")], [item("b")]),
    "a level without a title": levels([needs("a", "«G204»b")], [item("b")]).replace(
        "- id: l2\n    title: L\n", "- «S102»id: l2\n"
    ),
}


@pytest.mark.parametrize("text", BESIDE.values(), ids=BESIDE)
def test_level_inversion_beside_other_faults(tmp_path: Path, text: str) -> None:
    """A fault elsewhere in the curriculum does not hide an inversion that is certain."""
    check(tmp_path, text, "G", "S")


UNCERTAIN = {
    "a reference that is no id": levels([needs("a", "b"), "«S104»B"], [item("b")]),
    "a reference that leads nowhere": levels([needs("a", "b"), "«S111»bb"], [item("b")]),
    "items that are no list": levels([needs("a", "b")], [], [item("b")]).replace(
        "items:\n  - id: l3", "items: «S103»b\n  - id: l3"
    ),
    "a level without categories": levels([needs("a", "b")], [], [item("b")]).replace(
        "- id: l2\n    title: L\n    categories:\n      - id: cat\n        title: C\n"
        "        items:\n",
        "- «S102»id: l2\n    title: L\n",
    ),
    "a key that stands twice": levels([needs("a", "b")], [item("b")]).replace(
        "  - id: l2", "        «Y003»items: [b]\n  - id: l2"
    ),
}


@pytest.mark.parametrize("text", UNCERTAIN.values(), ids=UNCERTAIN)
def test_level_inversion_that_is_not_certain(tmp_path: Path, text: str) -> None:
    """Where an earlier place may be hidden by another fault, only that fault is told."""
    check(tmp_path, text, "G", "S1", "Y")


def test_level_inversion_with_an_absent_file(tmp_path: Path) -> None:
    """A category file that is not there may hold the earlier place."""
    files = {
        "curriculum.yaml": main_file("one: [a, «S112»b]", "two: [c]"),
        "one/a.yaml": category("a", needs("x", "y")),
        "two/c.yaml": category("c", item("y")),
    }
    assert told(_written(tmp_path, files), tmp_path) == write(tmp_path, files)
    (tmp_path / "one/b.yaml").write_text(category("b", item("z")))
    assert [f.rule for f in findings(tmp_path, "S", *CERTAIN)] == ["G204"]


def _written(folder: Path, files: Mapping[str, str]) -> list[Finding]:
    write(folder, files)
    return findings(folder, "G", "S")


# G205


REDUNDANT = {
    "one step": curriculum(needs("a"), needs("b", "a"), needs("c", "«G205»a", "b")),
    "two steps": curriculum(
        needs("a"), needs("b", "a"), needs("c", "b"), needs("d", "c", "«G205»a")
    ),
    "several": curriculum(
        needs("a"), needs("b", "a"), needs("c", "b"), needs("d", "«G205»a", "«G205»b", "c")
    ),
    "in many items": curriculum(
        needs("a"), needs("b", "a"), needs("c", "b", "«G205»a"), needs("d", "c", "«G205»a")
    ),
    "before what it needs": curriculum(needs("c", "b", "«G205»a"), needs("b", "a"), needs("a")),
    "lines": curriculum(
        needs("a"), needs("b", "a"), item("c", "requires:", "  - «G205»a: why", "  - b")
    ),
    "beside an unknown one": curriculum(
        needs("a"), needs("b", "a"), needs("c", "b", "«G201»x", "«G205»a")
    ),
    "beside a circle": curriculum(
        needs("a"), needs("b", "a"), needs("c", "«G205»a", "b"), needs("x", "«G203»y"),
        needs("y", "x"), needs("z", "x", "y"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", REDUNDANT.values(), ids=REDUNDANT)
def test_redundant_prerequisite(tmp_path: Path, text: str) -> None:
    """A prerequisite that another one of the same item leads to is a warning at its name."""
    check(tmp_path, text, "G")


def test_needed_prerequisites(tmp_path: Path) -> None:
    """What no other prerequisite leads to is left alone, and so are two ways to one item."""
    check(tmp_path, curriculum(*map(needs, "ab"), needs("c", "a", "b")), "G")
    text = curriculum(needs("a"), needs("b", "a"), needs("c", "a"), needs("d", "b", "c"))
    check(tmp_path, text, "G")


def test_redundant_prerequisite_shows_the_longer_way(tmp_path: Path) -> None:
    """The message names every step, of a short way; of a very long one the beginning."""
    chain = [needs("x0"), *(needs(f"x{n}", f"x{n - 1}") for n in range(1, 20))]
    text = curriculum(*chain, needs("short", "x3", "x0"), needs("long", "x19", "x0"))
    write(tmp_path, {"home.yaml": text})
    short, long = findings(tmp_path, "G")
    assert short.message == "`x0` is already required through `x3`, `x2`, `x1`"
    assert long.message == (
        "`x0` is already required through `x19`, `x18`, `x17`, `x16`, `x15`, `x14`, …"
    )


def test_redundant_prerequisite_takes_a_short_way(tmp_path: Path) -> None:
    """Of several ways one without detours is told."""
    text = curriculum(
        *(needs("a"), needs("b", "a"), needs("c", "b"), needs("d", "c")),
        needs("e", "d", "b"), needs("f", "e", "a"),
    )  # fmt: skip
    write(tmp_path, {"home.yaml": text})
    assert findings(tmp_path, "G205")[-1].message.endswith("through `e`, `b`")


def test_redundant_prerequisite_through_other_homes(tmp_path: Path) -> None:
    """The longer way may lead through items of another curriculum, which are named in full."""
    home = curriculum(needs("a"), needs("c", "«G210»far/y", "«G205»a", "«G205»«G210»far/x"))
    far = curriculum(
        needs("x", "«G210»home/a"), needs("y", "x"), needs("z", "y", "«G205»x"), id="far"
    )
    expected = write(tmp_path, {"home.yaml": home, "far.yaml": far})
    found = findings(tmp_path, "G")
    assert told(found, tmp_path) == expected
    assert "`a` is already required through `far/y`, `far/x`" in [f.message for f in found]


FIXES = {
    "brackets": (needs("d", "a", "b", "c"), needs("d", "c")),
    "kept in the middle": (needs("d", "a", "c", "b"), needs("d", "c")),
    "kept first": (needs("d", "c", "b", "a"), needs("d", "c")),
    "lines": (item("d", "requires:", "  - a", "  - c: so", '  - "b":', "checks: [x]"),
              item("d", "requires:", "  - c: so", "checks: [x]")),
    "a comment": (item("d", "requires:", "  - a  # why", "  - b", "  - c"),
                  item("d", "requires:", "  - a  # why", "  - c")),
    "braces": (item("d", 'requires: [{a: }, {b: ""}, {c: z}]'), item("d", "requires: [{c: z}]")),
}  # fmt: skip

WITH_REASONS = {
    "lines": (item("d", "requires:", "  - a: why", "  - c: so", '  - "b": also'),
              item("d", "requires:", "  - c: so")),
    "braces": (item("d", "requires: [{a: x}, {b: y}, {c: z}]"), item("d", "requires: [{c: z}]")),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), FIXES.values(), ids=FIXES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fix_of_redundant_prerequisites(tmp_path: Path, before: str, after: str, end: str) -> None:
    """The fix removes all of them at once, and nothing else."""
    texts = [
        curriculum(needs("a"), needs("b", "a"), needs("c", "b"), each).replace("\n", end)
        for each in (before, after)
    ]
    assert mended(tmp_path, texts[0], "G205") == texts[1]
    write(tmp_path, {"home.yaml": texts[0]})
    edits = sorted(e for f in findings(tmp_path, "G205") if f.fix for e in f.fix.edits)
    assert all(first.end <= second.start for first, second in pairwise(edits))


@pytest.mark.parametrize(("before", "after"), WITH_REASONS.values(), ids=WITH_REASONS)
def test_fix_that_loses_a_reason_is_not_safe(tmp_path: Path, before: str, after: str) -> None:
    """What an author has explained is removed only where that is asked for."""
    texts = [
        curriculum(needs("a"), needs("b", "a"), needs("c", "b"), each) for each in (before, after)
    ]
    assert mended(tmp_path, texts[0], "G205", safe=False) == texts[1]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Graphs without circles, in any order in their file."""
    number = draw(st.integers(2, 12))
    names = [f"n{n}" for n in range(number)]
    graph = {
        name: draw(st.lists(st.sampled_from(names[:n]), unique=True)) if n else []
        for n, name in enumerate(names)
    }
    return {name: graph[name] for name in draw(st.permutations(names))}


def closure(graph: Graph) -> dict[str, set[str]]:
    """Return all that each item leads to, by the plainest of ways."""
    reached = {key: set(others) for key, others in graph.items()}
    for _ in graph:
        for found in reached.values():
            found.update(*(reached[other] for other in list(found)))
    return reached


@given(graphs())
@examples(max_examples=200)
def test_redundant_is_what_a_transitive_reduction_leaves_out(graph: Graph) -> None:
    """Exactly those edges are told without which everything still leads to the same."""
    reached = closure(graph)
    expected = {
        (key, other)
        for key, others in graph.items()
        for other in others
        if any(other in reached[third] for third in others)
    }
    assert redundant(put_together({"home": graph_of(graph)})) == expected
    reduced = {
        key: [other for other in others if (key, other) not in expected]
        for key, others in graph.items()
    }
    assert closure(reduced) == reached


@given(graphs(), st.data())
@examples(max_examples=100)
def test_redundant_over_several_homes(graph: Graph, data: st.DataObject) -> None:
    """Where the items of a graph lie in two curricula, each is told of its own."""
    homes = {key: data.draw(st.sampled_from(["home", "far"])) for key in graph}
    homes |= dict(zip(graph, ("home", "far"), strict=False))
    parts = {
        home: graph_of(
            {
                key: [f"{homes[other]}/{other}" for other in others]
                for key, others in graph.items()
                if homes[key] == home
            },
            id=home,
        )
        for home in ("home", "far")
    }
    both = {pair for home in parts for pair in redundant(put_together(parts, home))}
    assert both == redundant(put_together({"home": graph_of(graph)}))


@given(graphs())
@examples(max_examples=50)
def test_small_blocks_find_the_same(graph: Graph) -> None:
    """Whether prerequisites are looked at together or a few at a time makes no difference."""
    assembled = put_together({"home": graph_of(graph)})
    whole = redundant(assembled)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(g205_redundant_prerequisite, "BLOCK", 2)
        assert redundant(assembled) == whole


def redundant(assembled: Assembly) -> set[tuple[str, str]]:
    """Return item and prerequisite of every finding, each way of which must lead there."""
    checked = Checked(assembled, {}, frozenset())
    ways = g205_redundant_prerequisite._ways(checked)
    for key, found in ways.items():
        for other, way in found.items():
            assert len(way) < g205_redundant_prerequisite.STEPS + 2
            steps = [key, *way, *[other] * (len(way) <= g205_redundant_prerequisite.STEPS)]
            assert all(second in checked.requires[first] for first, second in pairwise(steps))
    pairs = {(key, other) for key, found in ways.items() for other in found}
    assert len(list(g205_redundant_prerequisite.check(checked))) == len(pairs)
    return {(key.partition("/")[2], other.partition("/")[2]) for key, other in pairs}


SHAPES: dict[str, Callable[[int], list[int]]] = {
    "a chain": lambda n: [n - 1] if n else [],
    "a chain and its beginning": lambda n: sorted({n - 1, 0}) if n else [],
    "two steps back": lambda n: [k for k in (n - 1, n - 2) if k >= 0],
    "a hub": lambda n: [] if n < 5000 else list(range(5000)) if n == 5000 else [5000, n % 5000],
}


@pytest.mark.parametrize(
    "shape",
    [
        "a chain",
        pytest.param("a hub", marks=pytest.mark.long),
        pytest.param("a chain and its beginning", marks=pytest.mark.long),
        pytest.param("two steps back", marks=pytest.mark.long),
    ],
)
def test_many_items(shape: str) -> None:
    """50,000 items are no deep recursion and no long walk, however deep they lie."""
    names = [f"home/n{n}" for n in range(50_000)]
    edges = {names[n]: tuple(names[k] for k in SHAPES[shape](n)) for n in range(len(names))}
    checked = Checked(Assembly(Draft(Path("x.yaml"), [], [], "home")), {}, frozenset())
    vars(checked).update(requires=edges, own=dict.fromkeys(edges))
    found = g205_redundant_prerequisite._ways(checked)
    assert (shape == "a chain") == (not found)


def test_deep_chain_from_a_file(tmp_path: Path) -> None:
    """A chain of 5,000 items is checked by every rule as it stands in a file."""
    chain = [needs("n0"), *(needs(f"n{n}", f"n{n - 1}", *["n0"] * (n > 1)) for n in range(1, 5000))]
    write(tmp_path, {"home.yaml": curriculum(*chain)})
    code = (
        "import sys; from pathlib import Path; from dlroadmap.lint.engine import lint;"
        "from dlroadmap.curriculum.library import Library;"
        "from dlroadmap.lint.settings import LintSettings, find_rules;"
        "settings = LintSettings(select=find_rules(['G'], 'x'));"
        "result = lint([Path(sys.argv[1])], Library([]), settings);"
        "print(*sorted({f.rule for f in result.findings}), len(result.findings))"
    )
    assert run_small(code, tmp_path) == "G205 G208 4999\n"


# G206


def unreachable(folder: Path, linted: str, name: str = "track.yaml") -> list[Finding]:
    """Return what the rule finds in one curriculum, where only some files are linted."""
    assembled = assembly(folder / name)
    drafts = (assembled.draft, *assembled.homes.values())
    files = {str(source.path) for draft in drafts for source in draft.sources}
    chosen = frozenset(file for file in files if Path(file).name in linted.split())
    faults = {
        file: [fault for fault in assembled.all_faults if str(fault.source.path) == file]
        for file in files
    }
    found = g206_unreachable_item.check(Checked(assembled, faults, chosen))
    return list(map(g206_unreachable_item.RULE.finding, found))


CIRCLE = curriculum(
    *(needs("x", "y"), needs("y", "z"), needs("z", "x"), needs("after", "z"), needs("free")),
    id="far",
)

LEADING = {
    "a prerequisite": curriculum(item("a"), needs("b", "far/free", "«G206»far/x"), id="track"),
    "a prerequisite with a reason": curriculum(
        item("b", "requires:", "  - «G206»far/x: 因為"), id="track"
    ),
    "through another item": curriculum(needs("b", "«G206»far/after"), id="track"),
    "taken in": curriculum("far/free", "«G206»far/y", id="track"),
    "taken in behind it": curriculum("«G206»far/after", id="track"),
    "the first of many": curriculum(
        needs("b", "«G206»far/z"), needs("c", "far/x"), "far/y", "far/after", id="track"
    ),
    "behind a reference to an own item": curriculum(
        "track/b", needs("b", "«G206»far/x"), id="track"
    ),
    "through own items": curriculum(needs("a", "b"), needs("b", "«G206»far/x"), id="track"),
}


@pytest.mark.parametrize("text", LEADING.values(), ids=LEADING)
def test_unreachable_item(tmp_path: Path, text: str) -> None:
    """What leads to a circle of another curriculum is a warning, once, at the first place."""
    expected = write(tmp_path, {"track.yaml": text, "far.yaml": CIRCLE})
    assert told(unreachable(tmp_path, "track.yaml"), tmp_path) == expected


def test_unreachable_item_says_the_way_round(tmp_path: Path) -> None:
    """The message names every step of the circle, and which item leads to it."""
    write(tmp_path, {"track.yaml": LEADING["through another item"], "far.yaml": CIRCLE})
    assert message(unreachable(tmp_path, "track.yaml"), "G206") == (
        "`far/after` is blocked by a cycle: `far/z` requires `far/x`, which requires `far/y`, "
        "which requires `far/z`; no item of a cycle can become ready"
    )
    write(tmp_path, {"track.yaml": curriculum(needs("b", "far/z"), "far/y", id="track")})
    found = message(unreachable(tmp_path, "track.yaml"), "G206")
    assert found.startswith("`far/z` requires `far/x`, which")


def test_circle_of_linted_files(tmp_path: Path) -> None:
    """Where the circle is told at its own files, nothing more is."""
    write(tmp_path, {"track.yaml": LEADING["taken in"], "far.yaml": CIRCLE})
    assert unreachable(tmp_path, "track.yaml far.yaml") == []


def test_circle_of_a_linted_part(tmp_path: Path) -> None:
    """Where only another file of its curriculum is linted, the circle is told all the same."""
    write(
        tmp_path,
        {
            "track.yaml": curriculum("far/x", id="track"),
            "far/curriculum.yaml": main_file("one: [a, b]", id="far"),
            "far/one/a.yaml": category("a", needs("x", "y"), needs("y", "x")),
            "far/one/b.yaml": category("b", needs("p")),
        },
    )
    assert len(unreachable(tmp_path, "track.yaml b.yaml")) == 1
    assert unreachable(tmp_path, "track.yaml a.yaml") == []
    (tmp_path / "far/one/a.yaml").write_text(category("a", needs("x", "y")))
    (tmp_path / "far/one/b.yaml").write_text(category("b", needs("y", "x")))
    assert len(unreachable(tmp_path, "track.yaml b.yaml")) == 1
    assert unreachable(tmp_path, "track.yaml a.yaml") == []


def test_two_circles(tmp_path: Path) -> None:
    """Each circle is told once, also where one item leads to both."""
    far = curriculum(
        *(needs("p", "q"), needs("q", "p"), needs("x", "y"), needs("y", "x")),
        needs("both", "p", "x"), id="far",
    )  # fmt: skip
    track = curriculum(needs("a", "«G206»«G206»far/both"), needs("b", "far/p"), id="track")
    expected = write(tmp_path, {"track.yaml": track, "far.yaml": far})
    assert told(unreachable(tmp_path, "track.yaml"), tmp_path) == expected


NO_CIRCLE = {
    "an own circle": (curriculum(needs("a", "b"), needs("b", "a", "far/free"), id="track"), CIRCLE),
    "a circle through both": (
        curriculum(needs("a", "far/x"), "far/x", id="track"),
        curriculum(needs("x", "track/a"), id="far"),
    ),
    "a circle that nothing leads to": (curriculum(needs("a", "far/free"), id="track"), CIRCLE),
    "an unknown prerequisite": (
        curriculum(needs("a", "far/x"), id="track"), curriculum(needs("x", "nope"), id="far"),
    ),
    "a self prerequisite": (
        curriculum(needs("a", "far/x"), id="track"), curriculum(needs("x", "x"), id="far"),
    ),
    "covered only": (curriculum(item("a", "covers: [far/x]"), id="track"), CIRCLE),
}  # fmt: skip


@pytest.mark.parametrize(("track", "far"), NO_CIRCLE.values(), ids=NO_CIRCLE)
def test_what_is_no_circle_elsewhere(tmp_path: Path, track: str, far: str) -> None:
    """An own circle is an error already, and other faults elsewhere do not block for ever."""
    write(tmp_path, {"track.yaml": track, "far.yaml": far})
    assert unreachable(tmp_path, "track.yaml") == []


def test_unreachable_item_beside_other_faults(tmp_path: Path) -> None:
    """A track with faults of its own, and ids that stand twice, are told about circles as well."""
    track = curriculum(
        *(item("a", "colour: red"), needs("b", "«G206»far/x"), needs("b", "far/y")),
        "far/nope", "nope", "7", id="track",
    )  # fmt: skip
    expected = write(tmp_path, {"track.yaml": track, "far.yaml": CIRCLE})
    assert told(unreachable(tmp_path, "track.yaml"), tmp_path) == expected


# G207


def test_isolated_item(tmp_path: Path) -> None:
    """An item that no edge begins or ends at is an information, among items with edges."""
    text = curriculum(
        *(needs("a"), needs("b", "a"), item("lone").replace("id: ", "id: «G207»")),
        *(item("p", "covers: [c]"), item("c"), item("gate")),
        level="ready_when: [gate]",
    )
    [finding] = check(tmp_path, text, "ALL")
    assert finding.severity == "info"


CONNECTED = {
    "no prerequisites at all": curriculum(item("a"), item("b"), item("c")),
    "one item": curriculum(item("a")),
    "all connected": curriculum(item("a"), needs("b", "a"), needs("c", "a")),
    "an edge that is broken": curriculum(item("a"), needs("b", "a"), needs("c", "«G201»d")),
    "faults elsewhere": curriculum(item("a"), needs("b", "a"), item("c"), item("d", "«S101»x: y")),
    "a comment": curriculum(item("a"), needs("b", "a"), item("c").replace("id: c", "id: c  # dlr: "
                            "ignore[G207] on purpose")),
}  # fmt: skip


@pytest.mark.parametrize("text", CONNECTED.values(), ids=CONNECTED)
def test_items_that_are_not_isolated(tmp_path: Path, text: str) -> None:
    """Checklists are left alone, and nobody is blamed for what another fault has cut off."""
    check(tmp_path, text, "ALL")


def test_isolated_items_and_tracks(tmp_path: Path) -> None:
    """An edge to or from another curriculum is an edge; an item taken in is its home's matter."""
    home = curriculum(
        needs("a", "«G210»far/x"), item("b"), "far/lone", item("p", "covers: [far/y]")
    )
    far = curriculum(
        *(
            needs("x", "y"),
            item("y", "covers: [home/b]"),
            item("lone").replace("id: ", "id: «G207»"),
        ),
        id="far",
    )
    expected = write(tmp_path, {"home.yaml": home, "far.yaml": far})
    assert told(findings(tmp_path, "ALL"), tmp_path) == expected


# G208


def chain_of(number: int, prefix: str = "n", first: str = "") -> list[str]:
    names = [first, *(f"{prefix}{n}" for n in range(number))]
    return [needs(name, *filter(None, [before])) for before, name in pairwise(names)]


def test_deep_chain(tmp_path: Path) -> None:
    """A chain of 41 items is told at its last one, with its length; one of 40 is not."""
    check(tmp_path, curriculum(*chain_of(40)), "ALL")
    items = chain_of(41)
    items[-1] = items[-1].replace("id: ", "id: «G208»")
    [finding] = check(tmp_path, curriculum(*items), "ALL")
    assert finding.severity == "info"
    assert "`n40` ends a chain of 41 items" in finding.message


def test_only_the_longest_chain(tmp_path: Path) -> None:
    """A curriculum has one finding: where the longest chain ends, of several the first."""
    items = [*chain_of(45, "a"), *chain_of(50, "b"), *chain_of(50, "c")]
    items[94] = items[94].replace("id: ", "id: «G208»")
    check(tmp_path, curriculum(*items), "ALL")


def test_deep_chain_through_other_homes(tmp_path: Path) -> None:
    """A chain may begin elsewhere; one that is too long there already is told there alone."""
    items = chain_of(21, "n", "«G210»far/f19")
    items[-1] = items[-1].replace("id: ", "id: «G208»")
    files = {"home.yaml": curriculum(*items), "far.yaml": curriculum(*chain_of(20, "f"), id="far")}
    assert told(_written(tmp_path, files), tmp_path) == write(tmp_path, files)

    items = chain_of(41, "f")
    items[-1] = items[-1].replace("id: ", "id: «G208»")
    files = {
        "home.yaml": curriculum(*chain_of(3, "n", "«G210»far/f40")),
        "far.yaml": curriculum(*items, id="far"),
    }
    assert told(_written(tmp_path, files), tmp_path) == write(tmp_path, files)


def test_deep_chain_behind_a_circle(tmp_path: Path) -> None:
    """What waits for a circle has no length, and what does not is measured all the same."""
    items = [needs("p", "«G203»q"), needs("q", "p"), *chain_of(45, "n", "p")]
    check(tmp_path, curriculum(*items), "G")
    items += chain_of(41, "m")
    items[-1] = items[-1].replace("id: ", "id: «G208»")
    check(tmp_path, curriculum(*items), "G")


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_deep_chain_is_the_longest(graph: Graph) -> None:
    """The length is that of the longest way through the prerequisites, in any order of items."""

    def length(key: str) -> int:
        return 1 + max(map(length, graph[key]), default=0)

    longest = max(map(length, graph))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(g208_deep_chain, "MOST", 0)
        assembled = put_together({"home": graph_of(graph)})
        [finding] = g208_deep_chain.check(Checked(assembled, {}, frozenset()))
    end = next(key for key in graph if length(key) == longest)
    assert finding.message.startswith(f"`{end}` ends a chain of {longest} items")
