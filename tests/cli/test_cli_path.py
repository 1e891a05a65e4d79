"""path: how to get to an item; and why beside it, on every screen and over renames."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import dlr_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr

CALLS = (
    ["path", "own-language-model"],
    ["path", "own-language-model", "--within", "3m", "--hours", "2.5"],
    ["path", "own-language-model", "--graph"],
    ["path", "goal", "--curriculum", "track"],
    ["path", "vectors", "indexing"],
    ["why", "own-language-model"],
    ["why", "matrices"],
    ["why", "vectors"],
    ["why", "indexing"],
    ["why", "goal", "--curriculum", "track"],
    ["why", "convolutions", "--curriculum", "track"],
)

HISTORY = (["tick", "vectors"], ["start", "notebooks"], ["skip", "indexing"])


def ids(dlr: Dlr, *args: str) -> list[str]:
    """Return the ids that path names."""
    return [item["id"] for item in dlr("path", "--json", *args).document["items"]]


def test_a_path_in_words(small: Dlr) -> None:
    """How far it is stands above; then each item, its hours and place; then how to begin."""
    result = small("path", "first-network")
    assert result.code == 0
    assert result.lines == [
        "Path to A first network, “by hand” – naïve but whole: 4 items, 18.5 hours, about 4 weeks"
        " at 5 hours a week.",
        "Pace: from the curriculum. To set your own: dlr config hours-per-week N",
        "",
        f"Step  {'Item':<60}  Hours  Where",
        f"   1  {'Vectors (vectors)':<60}      3  entry/theory",
        f"   2  {'Matrices (matrices)':<60}    4.5  entry/theory",
        f"   3  {'Notebooks (notebooks)':<60}      1  entry/practice",
        f"   4  {'A first network, “by hand” – naïve but whole (first-network)':<60}"
        "     10  entry/practice",
        "",
        "To start: dlr start vectors",
    ]


def test_two_lines_an_item_on_a_narrow_screen(small: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 40 columns an item has its name on one line, hours and place on the next."""
    monkeypatch.setenv("COLUMNS", "40")
    small("start", "vectors")
    assert small("path", "matrices").lines == [
        "Path to Matrices: 2 items, 7.5 hours,",
        "about 2 weeks at 5 hours a week.",
        "Pace: from the curriculum. To set your",
        "own: dlr config hours-per-week N",
        "",
        "1. Vectors (vectors), in progress",
        "   3 hours, entry/theory",
        "2. Matrices (matrices)",
        "   4.5 hours, entry/theory",
        "",
        "When the first is done: dlr tick vectors",
    ]


def test_the_document_of_a_path(small: Dlr) -> None:
    """The shape that is promised, and the pace: the curriculum's own."""
    small("start", "notebooks")
    document = small("path", "first-network", "--json").document
    assert document["goal"] == "small/first-network"
    assert (document["open_items"], document["hours"]) == (4, 18.5)
    assert (document["hours_per_week"], document["weeks"]) == (5, 3.7)
    assert document["items"][0] == {
        "key": "small/notebooks",
        "id": "notebooks",
        "title": "Notebooks",
        "level": "entry",
        "category": "practice",
        "hours": 1,
        "state": "doing",
        "outside": False,
    }
    assert "within" not in document


def test_several_goals_have_one_way(small: Dlr) -> None:
    """What several goals need is named once; the document has them all."""
    document = small("path", "matrices", "paper-club", "--json").document
    assert document["goal"] == "small/matrices"
    assert document["goals"] == ["small/matrices", "small/paper-club"]
    assert [item["id"] for item in document["items"]] == [
        *("vectors", "matrices", "notebooks", "first-network", "read-a-paper", "paper-club")
    ]
    assert small("path", "matrices", "paper-club").out.startswith(
        "Path to Matrices and A paper club:"
    )
    assert small("path", "-", stdin="matrices\npaper-club\n").out == (
        small("path", "matrices", "paper-club").out
    )


def test_a_goal_that_is_reached(small: Dlr) -> None:
    """A goal that is done or skipped says so, with exit code 0 and an empty list."""
    small("tick", "vectors")
    small("skip", "notebooks")
    result = small("path", "vectors")
    assert (result.code, result.out) == (0, "Vectors (vectors) is already done.\n")
    assert (
        "is skipped. To learn it after all: dlr untick notebooks" in small("path", "notebooks").out
    )
    document = small("path", "vectors", "--json", "--within", "1w").document
    assert (document["items"], document["hours"], document["open_items"]) == ([], 0, 0)
    assert document["within"] == {"weeks": 1, "fits": True, "hours_per_week": 0}
    both = small("path", "vectors", "matrices").lines
    assert both[0] == "Vectors (vectors) is already done."
    assert both[1].startswith("Path to Matrices: 1 item, 4.5 hours, less than a week")


@pytest.mark.parametrize(
    ("span", "weeks", "fits", "needed"),
    [
        ("4w", 4, True, 4.7),
        ("3w", 3, False, 6.2),
        ("21d", 3, False, 6.2),
        ("1m", 4.35, True, 4.3),
        ("0.5W", 0.5, False, 37),
        (" 12 w ", 12, True, 1.6),
    ],
)
def test_whether_it_fits(small: Dlr, span: str, weeks: float, fits: bool, needed: float) -> None:
    """--within tells whether it fits at the pace, and what a week it would take."""
    result = small("path", "first-network", "--within", span, "--json")
    assert result.code == 0
    assert result.document["within"] == {"weeks": weeks, "fits": fits, "hours_per_week": needed}
    words = small("path", "first-network", "--within", span).lines[1]
    assert words.startswith("That fits in " if fits else "That does not fit in ")
    assert f"{needed:g} hours a week" in words
    assert words in small("path", "first-network", "--within", span, "--graph").lines


def test_the_pace_can_be_named(small: Dlr) -> None:
    """--hours is the pace, in place of the curriculum's; it decides whether it fits."""
    document = small(
        "path", "first-network", "--hours", "9.25", "--within", "2w", "--json"
    ).document
    assert (document["hours_per_week"], document["weeks"]) == (9.25, 2)
    assert document["within"]["fits"]
    assert "at 1 hour a week." in small("path", "first-network", "--hours", "1").lines[0]
    late = small("path", "own-language-model", "--within", "1d").lines[1]
    assert late.endswith("but a week has only 168.")


def test_the_pace_of_a_path_is_that_of_the_plan(small: Dlr) -> None:
    """Who has learned for four weeks is told the weeks of a path by what they learn in one."""
    days = [date.today() - timedelta(weeks=n) for n in (4, 3, 2, 1)]
    for day, item in zip(days, ("vectors", "matrices", "indexing", "notebooks"), strict=True):
        small("tick", item, "--date", str(day))
    path = small("path", "first-network", "--json").document
    assert path["hours_per_week"] == pytest.approx((3 + 4.5 + 1 + 1) / 4, abs=0.05)
    assert path["hours_per_week"] == small("plan", "--json").document["hours_per_week"]


def test_what_was_learned_under_a_former_name_makes_a_pace(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """A rename takes no week from the pace that a path goes by."""
    text = (
        "format: 1\nid: own\ntitle: Own\nlevels: [{id: l, title: L, categories: [{id: c, title: C,"
        " items: [{id: OLD, title: A, kind: skill, hours: 2}, {id: b, title: B, kind: skill,"
        " hours: 4}, {id: c, title: C, kind: skill, hours: 6}, {id: d, title: D, kind: skill,"
        " hours: 8}, {id: e, title: E, kind: skill, hours: 1}]}]}]\nretired: {RETIRED}\n"
    )
    write_curriculum("own", text.replace("OLD", "a").replace("RETIRED", ""))
    for weeks, item in enumerate("abcd", 1):
        day = date.today() - timedelta(weeks=weeks)
        assert dlr("tick", item, "--date", str(day), "--curriculum", "own").code == 0
    write_curriculum("own", text.replace("OLD", "renamed").replace("RETIRED", "a: renamed"))
    path = dlr("path", "e", "--curriculum", "own", "--json").document
    assert path["hours_per_week"] == 5


def test_a_curriculum_without_a_pace_has_ten_hours_a_week(small: Dlr) -> None:
    """Where neither the call nor the curriculum says, a week has ten hours."""
    assert small("path", "goal", "--curriculum", "track", "--json").document["hours_per_week"] == 10


@pytest.mark.parametrize(
    "args",
    [
        ["--within", "soon"],
        ["--within", "0w"],
        ["--within", "6"],
        ["--within", "-6w"],
        ["--within", "6y"],
        ["--within", ""],
        ["--within", "9" * 5000 + "w"],
        ["--within", "٣w"],
        ["--hours", "0"],
        ["--hours", "-1"],
        ["--hours", "nan"],
        ["--hours", "inf"],
        ["--hours", "169"],
        ["--hours", "ten"],
        ["--format", "png"],
        ["--format", "dot", "--json"],
        ["--format", "dot", "--graph"],
        ["--graph", "--json"],
        ["--depth", "2"],
        ["--graph", "--depth", "0"],
    ],
)
def test_what_cannot_be_is_refused(small: Dlr, args: list[str]) -> None:
    """A value that is none, or two forms of one answer, are refused in words, with exit code 2."""
    result = small("path", "first-network", *args)
    assert result.code == 2
    if "--json" in args:
        assert result.document["error"]["code"] == "usage"
    else:
        assert result.out == ""
        assert len(result.err.splitlines()) >= 2


def test_no_name_is_refused(small: Dlr) -> None:
    """Without any item, or with an unknown one, there is no path and no reason."""
    assert small("path").code == 2
    assert small("path", "-", stdin="\n").code == 2
    assert small("path", "vectros").code == 2
    assert small("why", "vectros").code == 2
    assert small("why").code == 2


def test_prerequisites_outside_a_track_are_on_the_way_and_marked(small: Dlr) -> None:
    """A track's path leads through items that it leaves out, in their home's order, and says so."""
    document = small("path", "goal", "--curriculum", "track", "--json").document
    assert [(item["id"], item["outside"]) for item in document["items"]] == [
        ("vectors", False),
        ("matrices", True),
        ("notebooks", True),
        ("first-network", False),
        ("goal", False),
    ]
    result = small("path", "goal", "--curriculum", "track")
    assert result.lines[1] == "Of these, 2 are not in A short track."
    assert re.search(
        r"^   2  Matrices \(matrices\) .* 4.5  not in A short track$", result.out, re.M
    )


def test_an_item_of_another_curriculum_has_a_path(small: Dlr) -> None:
    """A goal that the curriculum in use knows nothing of is found, with all before it."""
    found = small("path", "attention", "--curriculum", "track", "--json").document
    assert found["goal"] == "small/attention"
    assert [item["id"] for item in found["items"] if item["outside"]] == [
        *("matrices", "notebooks", "stochastic-gradient-descent-with-momentum", "attention")
    ]


def test_the_order_of_what_lies_outside_is_that_of_its_home(
    small: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """A track that turns its items round does not turn them round for others."""
    head = "format: 1\nid: {0}\ntitle: {0}\nlevels: [{{id: l, title: L, categories: [{1}]}}]\n"
    items = "{id: w, title: W, kind: skill}, {id: x, title: X, kind: skill},"
    items += " {id: y, title: Y, kind: skill, requires: [w, x]}"
    write_curriculum("homely", head.format("homely", f"{{id: c, title: C, items: [{items}]}}"))
    goal = "{id: there, title: There, kind: milestone, requires: [homely/y]}"
    placed = f"{{id: c, title: C, items: [homely/x, homely/w, {goal}]}}"
    write_curriculum("turned", head.format("turned", placed))
    assert ids(small, "there") == ["w", "x", "y", "there"]


def test_a_long_name_without_anything_below_it_has_no_branch(
    small: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a narrow screen the second line of a goal that waits for nothing is its name alone."""
    monkeypatch.setenv("COLUMNS", "30")
    lines = small("path", "vectors", "notebooks", "--graph").lines
    assert lines[lines.index("") + 1 :] == [
        "Vectors (vectors, 3 hours,",
        "ready)",
        "Notebooks (notebooks, 1 hour,",
        "ready)",
    ]


def test_the_tree(small: Dlr) -> None:
    """Below each item stands what comes before it; what stood in full before is named again."""
    lines = small("path", "convex-optimization", "first-network", "--graph").lines
    assert lines[lines.index("") + 1 :] == [
        "Convex optimization (convex-optimization, 8 hours)",
        "└─ Matrices (matrices, 4.5 hours)",
        "   └─ Vectors (vectors, 3 hours, ready)",
        "A first network, “by hand” – naïve but whole (first-network, 10 hours)",
        "├─ Matrices (matrices, 4.5 hours) (see above)",
        "└─ Notebooks (notebooks, 1 hour, ready)",
    ]


def test_the_tree_has_only_the_steps_asked_for(small: Dlr) -> None:
    """--depth bounds the tree, and what it leaves out is counted."""
    lines = small("path", "convex-optimization", "--graph", "--depth", "1").lines
    assert lines[-1] == "└─ Matrices (matrices, 4.5 hours) (1 prerequisite not shown)"


def test_the_tree_in_ascii(small: Dlr) -> None:
    """Where the screen has no Unicode, the tree is drawn in ASCII."""
    out = small("path", "first-network", "--graph", encoding="ascii").out
    assert out.isascii()
    assert "?" not in out
    assert "\n|- Matrices (matrices, 4.5 hours)\n|  `- Vectors (vectors, 3 hours, ready)\n" in out
    assert "\n`- Notebooks (notebooks, 1 hour, ready)\n" in out


@pytest.mark.parametrize("columns", [40, 80])
def test_the_tree_keeps_room_for_text(
    dlr: Dlr, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """The tree of a far goal fits any width: where the text would have no room it ends."""
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = dlr("path", "latent-diffusion-model", "--graph").lines
    assert max(map(len, lines)) <= columns
    assert any("not shown" in line for line in lines) == (columns == 40)


@pytest.mark.parametrize(
    ("format", "first"), [("mermaid", "flowchart TD"), ("dot", "digraph path {")]
)
def test_a_graph_as_text(small: Dlr, format: str, first: str) -> None:
    """--format prints the graph and nothing else, in ASCII, with a reason at its arrow."""
    result = small("path", "first-network", "--format", format)
    assert (result.code, result.err) == (0, "")
    assert result.lines[0] == first
    assert result.out.isascii()
    assert '"a matrix moves vectors"' in result.out
    small("tick", "first-network")
    assert small("path", "first-network", "--format", format).lines[0] == first


def test_path_on_the_architecture_track(dlr: Dlr) -> None:
    """Two phases done: each open ancestor once, those outside marked, in order, hours summed."""
    track = ("--curriculum", "architecture")
    for phase in ("phase-1", "phase-2"):
        assert dlr("tick", "--level", phase, *track).code == 0
    items = {i["key"]: i for i in dlr("list", "--all", "--json", *track).document["items"]}
    on_track = {i["key"] for i in dlr("list", "--json", *track).document["items"]}
    document = dlr("path", "latent-diffusion-model", "--json", *track).document
    keys = [item["key"] for item in document["items"]]
    expected, queue = set(), ["deep-learning/latent-diffusion-model"]
    while queue:
        key = queue.pop()
        if key not in expected and items[key]["state"] != "done" and not items[key]["assumed"]:
            expected.add(key)
            queue += [required["key"] for required in items[key]["requires"]]
    assert len(keys) == len(set(keys)) == document["open_items"]
    assert set(keys) == expected
    assert keys[-1] == document["goal"] == "deep-learning/latent-diffusion-model"
    for place, key in enumerate(keys):
        before = {required["key"] for required in items[key]["requires"]} & expected
        assert before <= set(keys[:place]), key
    assert [item["outside"] for item in document["items"]] == [key not in on_track for key in keys]
    assert any(item["outside"] for item in document["items"])
    assert document["hours"] == pytest.approx(sum(items[key]["hours"] for key in keys))
    assert document["hours_per_week"] == 12
    levels = [item["level"] for item in document["items"] if item["level"]]
    assert levels == sorted(levels, key=lambda level: (level == "projects", level))
    shown = dlr("path", "latent-diffusion-model", *track)
    assert shown.out.count(", not in Deep learning") + shown.out.count(
        "  not in Deep learning"
    ) == (sum(item["outside"] for item in document["items"]))


@pytest.mark.parametrize("columns", ["40", "80", "200"])
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_every_width_and_ascii(
    small: Dlr, monkeypatch: pytest.MonkeyPatch, call: list[str], columns: str
) -> None:
    """No line is longer than the screen, nothing has colour, and ASCII has no signs of its own."""
    for args in HISTORY:
        assert small(*args).code == 0
    monkeypatch.setenv("COLUMNS", columns)
    result = small(*call)
    assert (result.code, result.err) == (0, "")
    assert [line for line in result.lines if len(line) > int(columns)] == []
    assert "\x1b" not in result.out
    plain = small(*call, encoding="ascii")
    assert plain.out.isascii()
    assert plain.out.count("?") == result.out.count("?")


def test_foreign_text_is_no_markup(small: Dlr) -> None:
    """Titles that look like markup are shown as they are, in every form."""
    for args in (["path", "indexing"], ["path", "indexing", "--graph"], ["why", "indexing"]):
        assert "Lists like a[0], tags like [/] and [bold]" in small(*args).out


def test_asking_changes_nothing(small: Dlr) -> None:
    """Neither path nor why writes anything into the history."""
    small("tick", "vectors")
    before = small("log", "--json").out
    for call in CALLS:
        small(*call)
    assert small("log", "--json").out == before


def test_a_home_that_is_gone_costs_only_its_order(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """The last good form of a track still tells the way when the home of its items is broken."""
    item = "{{id: {0}, title: {0}, kind: concept, hours: 1, requires: [{1}]}}"
    items = ", ".join([item.format("b", ""), item.format("a", ""), item.format("c", "a, b")])
    category = "{{id: part, title: C, items: [{1}]}}"
    level = f"{{{{id: l, title: L, categories: [{category}]}}}}"
    head = f"format: 1\nid: {{0}}\ntitle: {{0}}\nlevels: [{level}]\n"
    home = write_curriculum("homely", head.format("homely", items))
    write_curriculum("way", head.format("way", "homely/c"))
    args = ("path", "c", "--curriculum", "way", "--json")
    assert [i["id"] for i in dlr(*args).document["items"]] == ["b", "a", "c"]
    home.write_text("format: 1\n", encoding="utf-8")
    result = dlr(*args)
    assert result.code == 0
    assert sorted(item["id"] for item in result.document["items"]) == ["a", "b", "c"]


def test_what_was_ticked_under_a_former_name_is_done_everywhere(
    small: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """A rename in a curriculum that is not in use is followed: what was ticked stays done."""
    text = (
        "format: 1\nid: far\ntitle: Far\nlevels: [{id: l, title: L, categories: [{id: c, title: C,"
        " items: [{id: OLD, title: First far, kind: concept},"
        " {id: far-goal, title: Far goal, kind: concept, requires: [OLD]}]}]}]\n"
    )
    write_curriculum("far", text.replace("OLD", "before"))
    assert small("tick", "before").code == 0
    write_curriculum("far", text.replace("OLD", "now") + "retired: {before: now}\n")
    assert ids(small, "far-goal") == ["far-goal"]
    assert small("why", "far-goal", "--json").document["waits_for"] == []


def test_documents_are_whole_in_a_pipe(tmp_path: Path) -> None:
    """As a process of its own, path gives one document, and the same again."""
    args = ("path", "latent-diffusion-model", "--curriculum", "architecture", "--json")
    first: dict[str, Any] = json.loads(dlr_process(tmp_path, *args).stdout)
    assert first["open_items"] == len(first["items"])
    assert json.loads(dlr_process(tmp_path, *args, PYTHONHASHSEED="7").stdout) == first
