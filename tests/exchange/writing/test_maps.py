"""Maps of a curriculum: every title stays text, states show without color, limits are stated."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dlroadmap.curriculum.model import Category, Curriculum, Item, Level, Requirement
from dlroadmap.exchange.sheet import Sheet
from dlroadmap.exchange.writing import dot_map, mermaid_map
from dlroadmap.progress.fold import Progress
from drawing import examples
from exchange.sheets import sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = {"todo": "", "doing": " (in progress)", "done": " (done)", "skipped": " (skipped)"}


def make(ids: list[str], needs: Sequence[tuple[str, str, str]] = (), **states: str) -> Sheet:
    """Return one level with one category; a need is what, of what, why."""
    keys = [f"c/{id}" for id in ids]
    asked = {
        f"c/{id}": tuple(Requirement(f"c/{need}", why) for one, need, why in needs if one == id)
        for id in ids
    }
    items = {
        key: Item(key, key[2:].title(), "", "skill", "important", 1, asked[key], *[()] * 5)
        for key in keys
    }
    level = Level(
        "l", "Entry", "", None, None, (), (Category("k", "Basics", "", None, tuple(keys)),)
    )
    columns = {key: [need.key for need in asked[key]] for key in keys}
    curriculum = Curriculum(
        "c", "Title", "", None, (level,), dict.fromkeys(keys, 1), {}, columns, {}, {}, items
    )
    said = {f"c/{id}": state for id, state in states.items()}
    return Sheet(curriculum, Progress(said, dict.fromkeys(said, "2024-01-01T00:00:00+00:00")))


STATES = make(
    ["a", "b", "d", "e"],
    [("b", "a", "b uses a"), ("d", "b", ""), ("d", "elsewhere", "why")],
    b="doing", d="done", e="skipped",
)  # fmt: skip


def flowchart(sheet: Sheet) -> str:
    return "".join(mermaid_map.write(sheet))


def digraph(sheet: Sheet) -> str:
    return "".join(dot_map.write(sheet))


def test_a_flowchart() -> None:
    """Subgraphs, a shape, a word and a class for each state, arrows between what is on the map."""
    assert flowchart(STATES) == (
        "flowchart LR\n"
        "    classDef todo stroke-width:1px\n"
        "    classDef doing stroke-width:3px\n"
        "    classDef done stroke-width:2px\n"
        "    classDef skipped stroke-dasharray:5 5\n"
        '    subgraph l1["Entry"]\n'
        '        subgraph l1c1["Basics"]\n'
        '            n1["A"]:::todo\n'
        '            n2{{"B (in progress)"}}:::doing\n'
        '            n3(["D (done)"]):::done\n'
        '            n4>"E (skipped)"]:::skipped\n'
        "        end\n"
        "    end\n"
        "    n1 --> n2\n"
        "    n2 --> n3\n"
    )


def test_a_digraph() -> None:
    """The same in DOT, with reasons that show where the mouse points."""
    assert digraph(STATES) == (
        'digraph "c" {\n'
        '    graph [label="Title", labelloc=t, newrank=true];\n'
        "    graph [nslimit=1, nslimit1=1, mclimit=0.2];\n"
        "    node [shape=box, fillcolor=lightgray];\n"
        "    subgraph cluster_1 {\n"
        '        label="Entry";\n'
        "        subgraph cluster_1_1 {\n"
        '            label="Basics";\n'
        '            "c/a" [label="A", class=todo];\n'
        '            "c/b" [label="B (in progress)", class=doing, peripheries=2];\n'
        '            "c/d" [label="D (done)", class=done, style="rounded,filled"];\n'
        '            "c/e" [label="E (skipped)", class=skipped, style=dashed];\n'
        "        }\n"
        "    }\n"
        '    "c/a" -> "c/b" [edgetooltip="b uses a"];\n'
        '    "c/b" -> "c/d";\n'
        '    "c/a" -> "c/e" [style=invis];\n'
        '    "c/e" -> "c/b" [style=invis];\n'
        '    "c/b" -> "c/d" [style=invis];\n'
        "}\n"
    )


def test_levels_are_stacked() -> None:
    """Invisible edges put a level below the one before it, and go in no circle with the others."""
    sheet = make(["a", "b", "d"], [("a", "b", "")])
    [level] = sheet.curriculum.levels
    [part] = level.categories
    first = level._replace(categories=(part._replace(items=("c/a", "c/b")),))
    second = level._replace(id="m", categories=(part._replace(items=("c/d",)),))
    levels = replace(sheet.curriculum, levels=(first, second))
    lines = digraph(sheet._replace(curriculum=levels)).splitlines()
    assert [line.strip() for line in lines if line.startswith(("    border", '    "'))] == [
        '"c/b" -> "c/a";',
        '"c/b" -> "c/a" [style=invis];',
        "border_2 [shape=point, style=invis];",
        '"c/a" -> border_2 [style=invis];',
        'border_2 -> "c/d" [style=invis];',
    ]


@pytest.mark.parametrize(("edges", "said"), [(500, False), (501, True)])
def test_a_map_that_mermaid_does_not_draw_says_so(edges: int, said: bool) -> None:
    """Mermaid refuses more than 500 edges; a comment names the number and what to do."""
    ids = [f"i{n}" for n in range(edges + 1)]
    written = flowchart(make(ids, [(two, one, "") for one, two in pairwise(ids)]))
    assert written.startswith("%% This map has 501 edges and ") is said
    assert written.startswith("flowchart LR\n") is not said
    assert ("maxEdges and maxTextSize" in written) is said


def test_the_size_that_mermaid_reads() -> None:
    """A text of more than 50,000 characters has the comment, with the size of the map itself."""
    written = flowchart(make([f"{n}".zfill(100) for n in range(400)]))
    drawn = re.sub("^%%.*\n", "", written, flags=re.MULTILINE)
    assert len(drawn) > 50_000
    assert written.startswith(f"%% This map has 0 edges and {len(drawn):,} characters.\n")


def test_an_empty_curriculum_is_a_map_too() -> None:
    """A map without boxes, in the syntax of each format."""
    assert flowchart(make([])).startswith("flowchart LR\n")
    assert digraph(make([])).endswith("lightgray];\n}\n")


@examples()
@given(sheets())
def test_any_sheet_is_a_flowchart(sheet: Sheet) -> None:
    """Every line is one of the few forms, and titles come out as they were, in ASCII."""
    written = flowchart(sheet)
    assert written.isascii()
    boxes, groups, arrows, depth = [], [], 0, 0
    text = r'"((?:[A-Za-z0-9 ,\'()/.!?=+-]|#\d+;)*)"'
    for line in written.splitlines()[5:]:
        if box := re.fullmatch(
            rf" {{12}}n\d+(?:\[|{{{{|\(\[|>){text}(?:\]|}}}}|\]\)):::(\w+)", line
        ):
            boxes.append((decode(box[1]), box[2]))
        elif group := re.fullmatch(rf" +subgraph l\d+(?:c\d+)?\[{text}\]", line):
            groups.append(decode(group[1]))
            depth += 1
        elif line.strip() == "end":
            depth -= 1
        else:
            assert re.fullmatch(r"    n\d+ --> n\d+", line), line
            arrows += 1
    check(sheet, boxes, groups, arrows)
    assert depth == 0


@examples()
@given(sheets())
def test_any_sheet_is_a_digraph(sheet: Sheet) -> None:
    """The same for DOT, whose keys are names and whose texts are quoted."""
    written = digraph(sheet)
    assert written.isascii()
    boxes, groups, arrows = [], [], 0
    text = r'"((?:[^"\\]|\\["\\])*)"'
    for line in written.splitlines()[4:-1]:
        if box := re.match(rf' {{12}}"[\w/-]+" \[label={text}, class=(\w+)', line):
            boxes.append((undot(box[1]), box[2]))
        elif group := re.fullmatch(rf" +label={text};", line):
            groups.append(undot(group[1]))
        elif line.endswith(" [style=invis];") or line.startswith("    border_"):
            continue
        elif re.fullmatch(rf'    "[\w/-]+" -> "[\w/-]+"(?: \[edgetooltip={text}\])?;', line):
            arrows += 1
        else:
            assert re.fullmatch(r" +(?:subgraph cluster_\d+(?:_\d+)? \{|\})", line), line
    check(sheet, boxes, groups, arrows)


def check(sheet: Sheet, boxes: list[tuple[str, str]], groups: list[str], arrows: int) -> None:
    """Check that a map shows all of a sheet."""
    rows = list(sheet.rows())
    assert boxes == [(row.item.title + WORDS[row.state], row.state) for row in rows]
    places = dict.fromkeys(row.location.name for row in rows)
    levels = dict.fromkeys(row.location.level.id for row in rows)
    assert len(groups) == len(places) + len(levels)
    titles = {row.location.level.title for row in rows}
    assert set(groups) == titles | {row.location.category.title for row in rows}
    assert arrows == sum(len(row.item.requires) for row in rows)


def decode(quoted: str) -> str:
    """Return what Mermaid shows."""
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), quoted)


def undot(quoted: str) -> str:
    """Return what Graphviz shows."""
    return unescape(re.sub(r"\\(.)", r"\1", quoted))
