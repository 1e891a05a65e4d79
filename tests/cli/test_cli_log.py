"""log: a row a change or a row an item, how far back it goes, and what a script gets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from dlroadmap.progress.events import Entry
from dlroadmap.progress.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr


def events(dlr: Dlr, *options: str) -> list[dict[str, Any]]:
    """Return the history as a script gets it."""
    found: list[dict[str, Any]] = dlr("log", "--json", *options).document["events"]
    return found


def changes(dlr: Dlr, *options: str) -> list[str]:
    """Return what the rows of a log say, without the time and the name of the change."""
    return [line[26:] for line in dlr("log", *options).lines[1:] if line[:2] == "20"]


def tick_before(home: Path, days: int, item: str) -> None:
    """Tick an item as if it were so many days ago."""
    moment = datetime.now(UTC) - timedelta(days=days)
    store = Store(home / "progress.db", home / "backups", lambda: moment)
    store.write(lambda _: [Entry(f"small/{item}", "tick")])


@pytest.fixture
def past(small: Dlr, home: Path) -> Dlr:
    """Return what calls dlr for a learner who ticked an item twenty days ago, one ten days ago."""
    tick_before(home, 20, "vectors")
    tick_before(home, 10, "notebooks")
    return small


def test_a_change_is_one_row(small: Dlr, home: Path) -> None:
    """Whatever one call did stands in one row, in words; --items has a row for each item."""
    small("tick", "vectors", "notebooks", "attention", "indexing", "--note", "From school.")
    small("start", "matrices")
    small("skip", "read-a-paper", "paper-club")
    small("untick", "vectors")
    small("note", "matrices", "two words")
    small("goal", "own-language-model")
    small("goal", "--clear")
    store = Store(home / "progress.db", home / "backups")
    ids = ("vectors", "convolutions")
    store.write(lambda _: [Entry(f"small/{id}", "tick", {"inferred": "yes"}) for id in ids])
    small("review", "notebooks", "attention", "--grade", "good")
    store.write(lambda _: [Entry("small/vectors", "sang")])
    assert changes(small) == [
        "Ticked vectors, notebooks and 2 more",
        "Started matrices",
        "Skipped read-a-paper and paper-club",
        "Unticked vectors",
        "Added a note to matrices",
        "Set goal: A language model of your own",
        "Removed goal: A language model of your own",
        "Assessed: 2 items ticked",
        "Reviewed notebooks and attention (good)",
        "sang: vectors",
    ]
    assert small("log").out.count("From school.") == 1
    assert len(changes(small, "--items")) == len(events(small)) == 16
    assert small("log", "--items").out.count("From school.") == 4


def test_a_change_that_was_undone_says_so(small: Dlr) -> None:
    """An undo names the change that it took back, and that one is marked, in part or as a whole."""
    small("tick", "vectors", "notebooks")
    batch = events(small)[0]["batch"][:6]
    small("undo")
    undo = events(small)[-1]["batch"][:6]
    assert changes(small) == [
        "Ticked vectors and notebooks (undone)",
        f"Undid {batch}: vectors and notebooks",
    ]
    small("undo", undo)
    assert changes(small) == [
        "Ticked vectors and notebooks",
        f"Undid {batch}: vectors and notebooks (undone)",
        f"Undid {undo}: notebooks and vectors",
    ]
    assert changes(small, "-n", "1") == ["Undid an earlier change: notebooks and vectors"]


def test_a_part_of_a_change_that_was_undone_is_counted(small: Dlr, home: Path) -> None:
    """Where only some events of a change are taken back, its row says how many."""
    small("tick", "vectors", "notebooks")
    [first, _] = events(small)
    store = Store(home / "progress.db", home / "backups")
    store.write(lambda _: [Entry(first["key"], "undo", {"target": first["id"]})])
    assert changes(small)[0] == "Ticked vectors and notebooks (1 of 2 undone)"


def test_the_log_of_one_item(small: Dlr) -> None:
    """`log ITEM` has the history of that item alone."""
    small("tick", "vectors", "notebooks")
    small("note", "vectors", "x")
    assert [event["kind"] for event in events(small, "vectors")] == ["tick", "note"]
    assert changes(small, "vectors") == ["Ticked vectors", "Added a note to vectors"]
    assert small("log", "nobody").code == 2


def test_a_person_is_shown_the_last_twenty_rows(small: Dlr) -> None:
    """A person sees the last 20 changes and how to see the rest, a script all; -n decides."""
    for _ in range(11):
        small("tick", "vectors", "notebooks")
        small("untick", "vectors", "notebooks")
    out = small("log").lines
    assert len(out) == 1 + 20 + 2
    assert out[-1] == "2 earlier: dlr log -n 22"
    assert len(small("log", "-n", "22").lines) == 23
    assert small("log", "--items").lines[-1] == "24 earlier: dlr log --items -n 44"
    assert small("log", "vectors", "-n", "3").lines[-1] == "19 earlier: dlr log vectors -n 22"
    assert len(events(small)) == 44
    assert [event["seq"] for event in events(small, "-n", "2")] == [43, 44]


def test_the_log_since_a_date(past: Dlr) -> None:
    """--since leaves out what was before that day, for people and for scripts."""
    past("start", "matrices")
    for since, shown in (("-30d", 3), ("-15d", 2), ("yesterday", 1), ("2020", 3)):
        assert len(changes(past, "--since", since)) == shown
        assert len(changes(past, "--since", since, "--items")) == shown
        assert len(events(past, "--since", since)) == shown
    assert events(past, "notebooks", "--since", "-5d") == []
    assert len(changes(past, "notebooks", "--since", "-2w")) == 1
    assert past("log", "--since", "-2w", "-n", "1").lines[-1].startswith("1 earlier: dlr log --sin")
    assert past("log", "--since", "tomorrow").out.startswith("No history since 20")
    result = past("log", "--since", "someday")
    assert (result.code, result.out) == (2, "")
    assert "“someday” is not a valid date" in result.err


def test_since_shows_all(small: Dlr) -> None:
    """Who says since when is shown all of it, however much it is."""
    for _ in range(12):
        small("tick", "vectors")
        small("untick", "vectors")
    assert len(changes(small, "--since", "yesterday")) == 24
    assert len(changes(small)) == 20


def test_an_empty_history_says_how_to_begin(small: Dlr) -> None:
    """Where there is no history yet, a person reads what to do."""
    assert small("log").out == "No history yet. To start: dlr next\n"


def test_goals_are_told_by_their_titles(small: Dlr) -> None:
    """A goal has its title, its kind if it is no item, and its day; an undo of it has no key."""
    small("goal", "middle", "vectors", "--by", "2099-03")
    small("goal", "--add", "middle/theory")
    small("undo")
    small("goal", "--clear")
    set_, _, undo, clear = changes(small)
    assert set_ == "Set goal: Middle (level) by 2099-03-31 and Vectors by 2099-03-31"
    assert undo.endswith(": Theory of learning machines (category)")
    assert clear == "Removed goal: Middle (level) and Vectors"
    rows = small("log", "--items").lines
    assert rows[1].endswith("goal            Middle (level) by 2099-03-31")
    assert "goal (removed)" in rows[-1]
    assert not any("small/" in row for row in rows)


def test_a_script_reads_what_a_goal_is(small: Dlr) -> None:
    """Events of goals have what they are of and the day; those of other kinds have nulls."""
    small("goal", "middle", "--by", "2099-03")
    small("goal", "--clear")
    small("tick", "vectors")
    found = [(event["goal"], event["of"], event["by"]) for event in events(small)]
    assert found == [("set", "level", "2099-03-31"), ("dropped", "level", None), (None,) * 3]


def test_a_level_is_not_its_namesake(small: Dlr, write_curriculum: Callable[..., Path]) -> None:
    """What is said of a level is no part of the history of the item of the same key."""
    lines = ["format: 1", "id: own", "title: Own", "levels:", "  - id: x", "    title: Level X"]
    lines += ["    categories:", "      - id: c", "        title: C", "        items:"]
    lines += ["          - {id: x, title: Item X, kind: skill}"]
    write_curriculum("own", "\n".join(lines) + "\n")
    used = ("--curriculum", "own")
    small("goal", "x/", *used)
    small("undo", *used)
    small("goal", "own/x", "--by", "2099-03", *used)
    assert [event["of"] for event in events(small, "own/x", *used)] == ["item"]
    assert len(small("show", "own/x", "--json", *used).document["history"]) == 1
    assert small("show", "own/x", *used).lines[-1].endswith(" goal by 2099-03-31")
    assert changes(small, *used)[0] == "Set goal: Level X (level) (undone)"
    assert changes(small, *used)[2] == "Set goal: Item X by 2099-03-31"


def test_the_history_is_read_without_a_curriculum(small: Dlr) -> None:
    """Goals stay by their keys where the curriculum in use cannot be opened."""
    small("goal", "middle")
    result = small("log", "--curriculum", "nowhere")
    assert (result.code, result.lines[1][26:]) == (0, "Set goal: middle")
