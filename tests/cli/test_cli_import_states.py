"""What dlr exported comes back: states are set in one change, and no curriculum is made."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from conftest import Dlr

FORMATS = ["csv", "json", "taskwarrior"]


def states(dlr: Dlr) -> dict[str, str]:
    return {item["id"]: item["state"] for item in dlr("list", "--json").document["items"]}


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """Return rows of an export as CSV again."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def exported_rows(dlr: Dlr) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(dlr("export", "--format", "csv").out, newline="")))


def edited(dlr: Dlr, **states: str) -> str:
    """Return an export whose states a person has changed, by the ids of items."""
    rows = exported_rows(dlr)
    for row in rows:
        row["state"] = states.get(row["key"].partition("/")[2].replace("-", "_"), row["state"])
    return table(rows)


@pytest.fixture
def learned(small: Dlr) -> Dlr:
    """A learner of the small curriculum with an item in every state."""
    small("tick", "vectors", "--date", "2024-05-31")
    small("tick", "notebooks", "--date", "2023-11")
    small("start", "matrices", "--date", "2024-06-01")
    small("skip", "paper-club")
    return small


@pytest.mark.parametrize("format", FORMATS)
def test_progress_moves_to_an_empty_history(learned: Dlr, home: Path, format: str) -> None:
    """All states of an export arrive in a new history, with their days, in one change."""
    exported = learned("export", "--format", format).out
    before = states(learned)
    for file in home.glob("progress.db*"):
        file.unlink()
    result = learned("import", "-", "--json", stdin=exported)
    assert result.code == 0, result.err
    document = result.document
    assert states(learned) == before
    assert (document["id"], document["source"], document["ticked"]) == (None, "-", 2)
    assert document["items"] == document["kept"] + len(document["changed"])
    events = learned("log", "--json").document["events"]
    assert {event["batch"] for event in events} == {document["batch"]}
    days = {event["key"]: event["on"] for event in events}
    assert days["small/vectors"] == "2024-05-31"
    assert days["small/matrices"] == "2024-06-01"
    assert days["small/notebooks"] == ("2023-11-01" if format == "taskwarrior" else "2023-11")
    assert learned("undo").code == 0
    assert set(states(learned).values()) == {"todo"}


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_of_today_changes_nothing(learned: Dlr, format: str) -> None:
    """Imported where it came from, an export records no event, and says so."""
    exported = learned("export", "--format", format).out
    count = len(learned("log", "--json").document["events"])
    result = learned("import", "-", stdin=exported)
    assert (result.code, result.err) == (0, "")
    assert result.lines == ["Unchanged: 12 items", "Nothing was changed."]
    assert len(learned("log", "--json").document["events"]) == count


def test_a_table_sets_what_moves_items_on_and_takes_no_tick_back(learned: Dlr) -> None:
    """A table does not say what it said before: to do in it is no untick, done in it is a tick."""
    text = edited(learned, vectors="todo", matrices="done", notebooks="doing", indexing="x")
    before = states(learned)
    result = learned("import", "-", "--json", stdin=text)
    changed = {one["id"]: (one["from"], one["to"]) for one in result.document["changed"]}
    assert changed == {"matrices": ("doing", "done"), "indexing": ("todo", "done")}
    assert states(learned) == before | {"matrices": "done", "indexing": "done"}


def test_people_read_what_changed_and_how_to_undo(learned: Dlr) -> None:
    """The counts by state, the items, and the way back are on the screen."""
    text = edited(learned, indexing="done", convolutions="in progress")
    result = learned("import", "-", stdin=text)
    assert result.lines == [
        "Done: Lists like a[0], tags like [/] and [bold]",
        "In progress: Convolutions",
        "Updated 2 items: 1 in progress and 1 done",
        "Unchanged: 10 items",
        "A small curriculum: 3 of 8 done, 37.5%",
        "To undo: dlr undo",
    ]


def test_a_dry_run_shows_the_same_and_records_nothing(learned: Dlr) -> None:
    """`--dry-run` says what would change; the history stays as it is."""
    text, before = edited(learned, indexing="done"), states(learned)
    result = learned("import", "-", "--dry-run", stdin=text)
    assert result.lines == [
        "Would tick: Lists like a[0], tags like [/] and [bold]",
        "Unchanged: 11 items",
        "Nothing was changed (--dry-run).",
    ]
    document = learned("import", "-", "--dry-run", "--json", stdin=text).document
    assert document["dry_run"] is True
    assert [one["id"] for one in document["changed"]] == ["indexing"]
    assert document["batch"] is None
    assert states(learned) == before


def test_what_cannot_be_set_is_named_by_line(learned: Dlr) -> None:
    """Unknown keys, rows without one, bad dates and doubles are told; the rest is set."""
    rows = exported_rows(learned)[:5]
    rows[0] |= {"key": "small/no-such-item", "state": "done"}
    rows[1] |= {"key": "", "title": "A row of mine", "state": "done"}
    rows[2] |= {"state": "done", "date": "2999-01-01"}
    rows[3] |= {"key": rows[2]["key"], "state": "skipped"}
    rows[4] |= {"state": "done", "date": "soon"}
    result = learned("import", "-", "--json", stdin=table(rows))
    assert [(one["line"], one["why"]) for one in result.document["dropped"]] == [
        (2, "none of your curricula has this item"),
        (5, "it has no dlr key"),
        (6, "a date in the future, so the item is dated today"),
        (7, "it is listed above with another state"),
        (8, "not a date like 2024-05-31"),
    ]
    assert len(result.document["changed"]) == 2
    assert {one["to"] for one in result.document["changed"]} == {"done"}


def test_former_keys_are_followed(small: Dlr) -> None:
    """An item that has a new id since the export gets the tick under that id."""
    text = "key,title,state\r\nsmall/arrows-101,Arrows,done\r\nsmall/gone,Gone,done\r\n"
    document = small("import", "-", "--json", stdin=text).document
    assert document["renamed"] == [{"from": "small/arrows-101", "to": "small/vectors"}]
    assert [one["key"] for one in document["changed"]] == ["small/vectors"]
    [gone] = document["dropped"]
    assert (gone["line"], gone["text"]) == (3, "Gone (small/gone)")


@pytest.mark.parametrize("format", [*FORMATS, "md"])
def test_other_titles_are_told_and_not_taken(learned: Dlr, format: str) -> None:
    """An owner who edits titles in an export learns that the curriculum keeps its own."""
    text = learned("export", "--format", format).out.replace("Matrices", "Matrices and more")
    lines = learned("import", "-", stdin=text).lines
    assert "1 title differs from the curriculum; dlr keeps the curriculum's titles." in lines
    assert learned("show", "matrices", "--json").document["title"] == "Matrices"


def test_items_of_other_curricula_are_set_too(small: Dlr) -> None:
    """A key of a curriculum that is not in use counts where it is held."""
    text = "key,title,state\r\ntrack/goal,The goal,done\r\n"
    assert small("import", "-", stdin=text).lines == ["Done: The goal", "To undo: dlr undo"]
    goal = small("show", "track/goal", "--json").document
    assert goal["state"] == "done"


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_of_an_unknown_curriculum_becomes_one(learned: Dlr, format: str) -> None:
    """Where no key is known here, the file makes a curriculum, with its ticks and prerequisites."""
    before = learned("list", "--json").document["items"]
    text = learned("export", "--format", format).out.replace("small/", "strange/")
    result = learned("import", "-", "--id", "mine", stdin=text)
    assert (result.code, result.err) == (0, "")
    after = learned("list", "--curriculum", "mine", "--json").document["items"]
    titles = {item["key"]: item["title"] for item in (*before, *after)}

    def tell(items: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        return [
            (item["title"], item["state"], sorted(titles[need["key"]] for need in item["requires"]))
            for item in items
        ]

    assert tell(after) == tell(before)
    assert states(learned) == {item["id"]: item["state"] for item in before}


def test_states_make_no_curriculum(learned: Dlr) -> None:
    """`--id` and `--into` are refused for what sets states, and nothing is changed."""
    text, before = edited(learned, indexing="done"), states(learned)
    result = learned("import", "-", "--id", "mine", stdin=text)
    assert (result.code, result.out) == (2, "")
    assert "makes no curriculum" in result.err
    assert states(learned) == before


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_no_line_is_wider_than_the_screen(
    learned: Dlr, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every width what is printed fits, whatever the file says."""
    monkeypatch.setenv("COLUMNS", columns)
    text = edited(learned, indexing="done", convolutions="doing")
    text += "x/y," + "An item that nobody has ever heard of " * 8 + ",,,done\r\n"
    result = learned("import", "-", stdin=text)
    assert result.code == 0
    assert max(map(len, result.lines)) <= int(columns)


def test_what_a_list_begins_with_comes_next(small: Dlr, tmp_path: Path) -> None:
    """Of what a list has in progress, its first is suggested first, and the plan begins with it."""
    path = tmp_path / "plan.md"
    path.write_text("# Plan\n\n- [/] One\n- [/] Two\n- [/] Three\n", encoding="utf-8")
    assert small("import", str(path)).code == 0
    suggested = small("next", "--json", "--curriculum", "plan").document["suggestions"]
    assert [one["id"] for one in suggested] == ["one", "two", "three"]
