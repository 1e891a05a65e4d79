"""Graphs as text for other programs: nothing in a title can break their syntax."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Category, Curriculum, Item, Level, Location
from dlroadmap.exchange import dot, mermaid
from dlroadmap.guide.path import Edge, Path, Step
from dlroadmap.text import clean

PLACE = Location(Level("l", "L", "", None, None, (), ()), Category("c", "C", "", None, ()))

TRACK = Curriculum("track", "My track", "", None, (), {}, {}, {}, {}, {}, {})

NASTY = [
    'A "quoted" [b] {c} (d) <e> #f; `g` \\n | h %%{x}%% &amp; $ ~',
    "end",
    "1. first",
    "- dash",
    "3.",
    "style:#b; c",
    "“by hand” – naïve 日本",
    "two\nlines\r\n",
    "*bold* _it_ U-Net x--y-->z",
    '"]; n1 --> n2',
    "\\",
    '\\"',
    "\x1b[2J",
]


def path(titles: list[str], because: str = "", outside: tuple[int, ...] = ()) -> Path:
    """Return a chain of items with these titles."""
    steps = tuple(
        Step(
            Item(f"c/k{n}", title, "", "concept", "important", 1, (), (), (), (), (), ()),
            "todo",
            None if n in outside else PLACE,
            needs=1,
            assumed=False,
        )
        for n, title in enumerate(titles)
    )
    edges = tuple(Edge(one.item.key, two.item.key, because) for one, two in pairwise(steps))
    return Path((), steps, edges)


def flowchart(made: Path) -> str:
    return mermaid.export_path(made, TRACK)


def digraph(made: Path) -> str:
    return dot.export_path(made, TRACK)


def mermaid_text(quoted: str) -> str:
    """Return what Mermaid shows for the inside of a quoted text: entities by number."""
    assert re.fullmatch(r"(?:[A-Za-z0-9 ,'()/.!?=+-]|#\d+;)*", quoted), quoted
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), quoted)


def dot_text(quoted: str) -> str:
    """Return what Graphviz shows for the inside of a quoted text."""
    assert re.fullmatch(r'(?:[^"\\]|\\["\\])*', quoted), quoted
    return unescape(re.sub(r"\\(.)", r"\1", quoted))


def test_a_flowchart() -> None:
    """Boxes in the order of the path, an arrow from what comes before, reasons at the arrows."""
    assert flowchart(path(["Vectors", "Matrices"], "moves vectors", outside=(0,))) == (
        "flowchart TD\n"
        '    n1["Vectors (not in My track)"]\n'
        '    n2["Matrices"]\n'
        '    n1 -->|"moves vectors"| n2\n'
        "    classDef outside stroke-dasharray: 5 5\n"
        "    class n1 outside\n"
    )


def test_a_digraph() -> None:
    """The same in DOT, with keys as names."""
    assert digraph(path(["Vectors", "Matrices"], "moves vectors", outside=(0,))) == (
        "digraph path {\n"
        "    node [shape=box];\n"
        '    "c/k0" [label="Vectors (not in My track)", style=dashed];\n'
        '    "c/k1" [label="Matrices"];\n'
        '    "c/k0" -> "c/k1" [label="moves vectors"];\n'
        "}\n"
    )


def test_a_long_reason_is_left_out() -> None:
    """Reasons of more than 40 characters would cover the graph; the arrow stays."""
    long, short = path(["a", "b"], "x" * 41), path(["a", "b"], "x" * 40)
    assert "n1 --> n2\n" in flowchart(long)
    assert '"c/k0" -> "c/k1";\n' in digraph(long)
    assert f'n1 -->|"{"x" * 40}"| n2\n' in flowchart(short)
    assert f'"c/k0" -> "c/k1" [label="{"x" * 40}"];\n' in digraph(short)


def test_nothing_is_a_graph_too() -> None:
    """A way without steps is a graph without boxes, in the syntax of each format."""
    nothing = Path((), (), ())
    assert flowchart(nothing) == "flowchart TD\n"
    assert digraph(nothing) == "digraph path {\n    node [shape=box];\n}\n"


def labels(made: Path, reason: str) -> None:
    """Check every line of both formats, and that titles and reasons come out as they were."""
    titles = [clean(step.item.title) for step in made.steps]
    boxes, arrows = [], []
    for line in flowchart(made).splitlines()[1:]:
        if box := re.fullmatch(r'    n\d+\["([^"]*)"\]', line):
            boxes.append(mermaid_text(box[1]))
        else:
            arrow = re.fullmatch(r'    n\d+ -->(?:\|"([^"]*)"\|)? n\d+', line)
            assert arrow, line
            arrows.append(mermaid_text(arrow[1] or ""))
    assert boxes == titles
    assert set(arrows) <= {reason}
    quoted = r'"((?:[^"\\]|\\.)*)"'
    boxes = []
    for line in digraph(made).splitlines()[2:-1]:
        if box := re.fullmatch(rf"    {quoted} \[label={quoted}\];", line):
            boxes.append(dot_text(box[2]))
        else:
            arrow = re.fullmatch(rf"    {quoted} -> {quoted}(?: \[label={quoted}\])?;", line)
            assert arrow, line
            assert dot_text(arrow[3] or "") == reason
    assert boxes == titles


@pytest.mark.parametrize("title", NASTY)
def test_nasty_titles_stay_text(title: str) -> None:
    """Quotes, brackets, marks of Markdown and of HTML, and line ends come out as they were."""
    shown = clean(title) if len(title) <= 40 else ""
    labels(path([title, "b"], title), shown)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.text(max_size=40))
def test_any_text_stays_text(titles: list[str], because: str) -> None:
    """Whatever stands in a title or a reason, the graph has the same boxes and arrows, in ASCII."""
    made = path(titles, because)
    labels(made, clean(because))
    assert flowchart(made).isascii()
    assert digraph(made).isascii()


@pytest.mark.parametrize(
    ("title", "escaped"),
    [("1. first", "1#46; first"), ("12) next", "12#41; next"), ("3.", "3#46;"), ("- a", "#45; a"),
     ("3.5 and U-Net", "3.5 and U-Net")],
)  # fmt: skip
def test_what_markdown_takes_for_a_list_is_escaped(title: str, escaped: str) -> None:
    """Mermaid shows no label that looks like a list (mermaid-js/mermaid#6111)."""
    assert f'n1["{escaped}"]' in flowchart(path([title]))
