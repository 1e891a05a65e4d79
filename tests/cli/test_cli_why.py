"""why: what an item waits for, and what it is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr


def test_why_an_item_waits(small: Dlr) -> None:
    """What is ready today is named first, then why each next item needs the one before."""
    assert small("why", "first-network").lines == [
        "A first network, “by hand” – naïve but whole (first-network) is blocked by 3 unfinished"
        " items, 8.5 hours. You can learn 2 of them now:",
        "",
        "1. Vectors (vectors, 3 hours)",
        "   Matrices requires it (a matrix moves vectors).",
        "   A first network, “by hand” – naïve but whole requires Matrices (a layer is a matrix).",
        "2. Notebooks (notebooks, 1 hour)",
        "   A first network, “by hand” – naïve but whole requires it.",
        "",
        "All steps, in order: dlr path first-network",
    ]


def test_the_document_of_an_item_that_waits(small: Dlr) -> None:
    """For each item that is ready today the chain of reasons up to the one that was asked for."""
    document = small("why", "first-network", "--json").document
    assert (document["key"], document["state"]) == ("small/first-network", "todo")
    assert not document["ready"]
    assert document["waits_for"] == [
        {
            "key": "small/vectors",
            "because": "a matrix moves vectors",
            "chain": [
                {"key": "small/vectors", "because": "a matrix moves vectors"},
                {"key": "small/matrices", "because": "a layer is a matrix"},
            ],
        },
        {
            "key": "small/notebooks",
            "because": "",
            "chain": [{"key": "small/notebooks", "because": ""}],
        },
    ]
    assert [opened["key"] for opened in document["opens"]] == [
        "small/stochastic-gradient-descent-with-momentum",
        "small/read-a-paper",
        "small/convolutions",
    ]
    assert document["opens_in_all"] == 6
    assert document["gates"] == ["entry"]


def test_what_an_item_is_for(small: Dlr) -> None:
    """An item that is ready names what it opens, why, and what lies behind that."""
    small("goal", "attention")
    assert small("why", "vectors").lines == [
        "Vectors (vectors) is ready: it has no unfinished prerequisites.",
        "2 items require it directly:",
        " - Matrices: a matrix moves vectors",
        " - Lists like a[0], tags like [/] and [bold]",
        "Through these, it leads to 8 more items.",
        "Needed, directly or through later items, to complete Entry.",
        "It leads to your goal “Attention”.",
        "",
        "To start: dlr start vectors",
    ]
    document = small("why", "vectors", "--json").document
    assert document["ready"]
    assert document["waits_for"] == []
    assert document["goals"] == ["small/attention"]


def test_what_an_item_has_opened(small: Dlr) -> None:
    """An item that is done says what it has opened, and what has become of that."""
    small("tick", "vectors", "matrices")
    lines = small("why", "vectors").lines
    assert lines[0] == "Vectors (vectors) is done."
    assert lines[1:3] == [
        "2 items required it directly:",
        " - Matrices (done): a matrix moves vectors",
    ]
    assert "To start" not in "\n".join(lines)


def test_milestones_behind_an_item_and_what_a_track_leaves_out(small: Dlr) -> None:
    """On a track an item can be ready although something outside comes before it; both are told."""
    small("tick", "vectors")
    lines = small("why", "first-network", "--curriculum", "track").lines
    assert lines[0].endswith(
        "is ready: its prerequisites in A short track are done. "
        "It also builds on 2 unfinished items outside, 5.5 hours. You can learn them now:"
    )
    assert "1. Matrices (matrices, 4.5 hours, not in A short track)" in lines
    assert "Leads to milestones: “The goal”." in lines


def test_reasons_that_meet_are_told_once(dlr: Dlr) -> None:
    """Where a chain meets one that was told before, it refers to that one."""
    out = dlr("why", "small-agent").out
    sentences = [line.strip() for line in out.splitlines() if " requires " in line]
    assert len(sentences) == len(set(sentences))
    assert re.search(r"^   From .+ on, see \d\.$", out, re.MULTILINE)


def test_a_last_reason_is_told_in_full_each_time(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """Where chains meet only at their last step, that one sentence is said, and no number."""
    before = {"a": "", "b": "", "m": "{a: moves it}, b", "g": "{m: carries it}"}
    items = ", ".join(
        f"{{id: {key}, title: {key.upper()}, kind: skill, hours: 1, requires: [{required}]}}"
        for key, required in before.items()
    )
    category = f"{{id: c, title: C, items: [{items}]}}"
    level = f"{{id: l, title: L, categories: [{category}]}}"
    write_curriculum("own", f"format: 1\nid: own\ntitle: Own\nlevels: [{level}]\n")
    assert dlr("why", "g", "--curriculum", "own").lines[2:8] == [
        "1. A (a, 1 hour)",
        "   M requires it (moves it).",
        "   G requires M (carries it).",
        "2. B (b, 1 hour)",
        "   M requires it.",
        "   G requires M (carries it).",
    ]


def test_a_section_counts_what_it_holds_and_what_it_builds_on_apart(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """The hours are those of all items, inside and outside, and the sentence says so."""
    inner = "{id: b, title: B, kind: skill, hours: 2, requires: [a: turns it around]}"
    categories = (
        "{id: one, title: One, items: [{id: a, title: A, kind: skill, hours: 1}]}, "
        f"{{id: two, title: Two, items: [{inner}]}}"
    )
    level = f"{{id: l, title: L, categories: [{categories}]}}"
    write_curriculum("own", f"format: 1\nid: own\ntitle: Own\nlevels: [{level}]\n")
    lines = dlr("why", "l/two", "--curriculum", "own").lines
    assert lines[0] == (
        "Two (l/two) has 1 item left and builds on 1 unfinished item outside it. "
        "All 2 items: 3 hours."
    )
    assert "   B requires it (turns it around)." in lines
    assert (
        dlr("why", "l/one", "--curriculum", "own").lines[0]
        == "One (l/one) has 1 item left, 1 hour."
    )
