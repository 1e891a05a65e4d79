"""A list becomes a curriculum with its ticks, and is imported again: files, states, errors."""

from pathlib import Path
from typing import Any

import pytest
from list_imports import ITEMS, LIST, Import, edit, states, taker

from conftest import Dlr
from dlroadmap.authoring.outline import Dropped, Listed, Outline
from dlroadmap.cli.importing_lists import import_list
from dlroadmap.cli.session import Session
from dlroadmap.errors import DlrError


@pytest.fixture
def take(small: Dlr, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Return what imports an outline as if it had been read from a file, and its document."""
    return taker(tmp_path, capsys)


def test_a_list_becomes_a_curriculum_with_its_ticks(small: Dlr, take: Import, home: Path) -> None:
    """States are recorded in one change with their dates, which undo takes back."""
    document = take()
    file = home / "curricula" / "my-list.yaml"
    ids = ["heaps", "trees", "sorting", "hashing", "tries"]
    assert document == {
        "schema_version": 1, "id": "my-list", "title": "My list", "file": str(file),
        "items": 5, "levels": 2, "kept": 0, "new": ids,
        "retired": [], "removed": [], "ticked": 1, "started": 1, "skipped": 1, "unticked": 0,
        "changed": document["changed"], "dropped": [], "renamed": [],
        "batch": document["batch"], "replaced": None, "offered": [], "source": document["source"],
    }  # fmt: skip
    moved = {"heaps": "done", "trees": "doing", "sorting": "skipped"}
    assert document["changed"] == [
        {"key": f"my-list/{id}", "id": id, "from": "todo", "to": state}
        for id, state in moved.items()
    ]
    assert states(small) == {**moved, "hashing": "todo", "tries": "todo"}
    events = small("log", "--json").document["events"]
    assert {event["batch"] for event in events} == {document["batch"]}
    assert [event["on"] for event in events] == ["2024-05-31", None, None]
    assert small("lint", str(file)).code == 0
    small("undo")
    assert set(states(small).values()) == {"todo"}


def test_the_same_list_again_changes_nothing(small: Dlr, take: Import, home: Path) -> None:
    """Files stay as they were, and states that hold already are not recorded again."""
    take()
    files = {path: path.read_bytes() for path in (home / "curricula").iterdir()}
    document = take()
    assert (document["kept"], document["new"], document["batch"]) == (5, [], None)
    assert {path: path.read_bytes() for path in (home / "curricula").iterdir()} == files
    assert len(small("log", "--json").document["events"]) == 3


def test_an_edited_list_keeps_ids_and_ticks(small: Dlr, take: Import) -> None:
    """A tick follows a title that changed; a box that nobody changed takes nothing back."""
    take()
    small("tick", "hashing", "--curriculum", "my-list")
    document = take(edit(0, title="The heap"))
    assert document["renamed"] == [
        {"from": "heaps", "to": "the-heap", "was": "Heaps", "now": "The heap"}
    ]
    found = states(small)
    assert (found["the-heap"], found["hashing"]) == ("done", "done")


@pytest.mark.parametrize("now", ["todo", "doing", "skipped"])
def test_a_box_that_was_changed_in_the_list_decides(small: Dlr, take: Import, now: str) -> None:
    """What was checked and is no more is unticked, in progress or skipped; undo has it back."""
    take()
    document = take(edit(0, state=now))
    assert document["changed"] == [
        {"key": "my-list/heaps", "id": "heaps", "from": "done", "to": now}
    ]
    assert document["unticked"] == (now == "todo")
    assert states(small)["heaps"] == now
    assert take(edit(0, state=now))["changed"] == []
    small("undo")
    assert states(small)["heaps"] == "done"


def test_a_box_that_nobody_changed_changes_nothing(small: Dlr, take: Import) -> None:
    """What the learner unticked stays unticked, whatever the list said before."""
    take()
    small("untick", "heaps", "--curriculum", "my-list")
    assert take()["changed"] == []
    new = LIST._replace(items=(*ITEMS, Listed("Graphs", 6, 1, state="done")))
    assert take(new)["changed"] == [
        {"key": "my-list/graphs", "id": "graphs", "from": "todo", "to": "done"}
    ]
    assert states(small)["heaps"] == "todo"


def test_ticks_that_were_undone_stay_undone(small: Dlr, take: Import) -> None:
    """The same list says nothing new of them."""
    take()
    small("undo")
    assert take()["changed"] == []
    assert set(states(small).values()) == {"todo"}


def test_a_state_is_found_under_a_former_id_before_it_is_written(take: Import) -> None:
    """A dry run knows that a renamed item is done already."""
    take()
    document = take(edit(0, title="The heap"), dry_run=True)
    assert (document["ticked"], document["batch"]) == (0, None)


def test_what_is_done_is_not_taken_back_by_a_list(small: Dlr, take: Import) -> None:
    """A list that says in progress or skipped does not undo a tick."""
    take()
    small("tick", "trees", "sorting", "--curriculum", "my-list")
    document = take()
    assert (document["started"], document["skipped"]) == (0, 0)
    assert states(small)["trees"] == "done"


def test_a_dry_run_writes_nothing(small: Dlr, take: Import, home: Path) -> None:
    """The report is the same, and neither files nor history change."""
    document = take(dry_run=True)
    assert (document["items"], document["ticked"], document["dry_run"]) == (5, 1, True)
    assert not (home / "curricula").exists()
    assert small("log", "--json").document["events"] == []


def test_dates_that_cannot_be_are_told(small: Dlr, take: Import) -> None:
    """A date in the future, or none at all, is left off; the tick is recorded."""
    items = (
        Listed("A", 1, state="done", on="2999-01-01"),
        Listed("B", 2, state="done", on="2024-02-30"),
    )
    document = take(Outline("Dates", items, dropped=(Dropped(9, "a [bold]\x1b", "it is odd"),)))
    assert [(one["line"], one["why"]) for one in document["dropped"]] == [
        (9, "it is odd"),
        (1, "a date in the future, so the item is dated today"),
        (2, "not a valid date, so the item is dated today"),
    ]
    assert document["ticked"] == 2
    assert [one["on"] for one in small("log", "--json").document["events"]] == [None, None]


def test_an_edited_file_is_not_replaced_unasked(take: Import, home: Path) -> None:
    """Edits by hand are lost only with --yes; the advice names an overlay."""
    take()
    file = home / "curricula" / "my-list.yaml"
    file.write_text(edited := file.read_text() + "# mine\n")
    with pytest.raises(DlrError) as caught:
        take()
    assert str(file) in caught.value.message
    assert "--yes" in caught.value.advice[0]
    assert "dlr new overlay mine --extends my-list" in caught.value.advice[1]
    assert file.read_text() == edited
    take(yes=True)
    assert "# mine" not in file.read_text()


@pytest.mark.parametrize(("answer", "replaced"), [("y", True), ("", False)])
def test_a_person_is_asked_before_edits_are_lost(
    take: Import,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    replaced: bool,
) -> None:
    """At a terminal a yes replaces the file; Enter changes nothing, and says where edits belong."""
    take()
    file = home / "curricula" / "my-list.yaml"
    file.write_text(f"{file.read_text()}# mine\n")
    monkeypatch.setattr(Session, "can_ask", True)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    import_list(Session(), LIST, str(tmp_path / "list.md"), None, None, False)
    assert ("# mine" not in file.read_text()) == replaced
    out = capsys.readouterr().out
    assert ("Imported My list again" in out) == replaced
    assert ("dlr new overlay mine --extends my-list" in out) != replaced


def test_a_lost_record_asks_and_keeps_ids(take: Import, home: Path) -> None:
    """Without the record ids come from the file, once that may be replaced."""
    take()
    (home / "curricula" / "my-list.import.json").unlink()
    changed = edit(4, title="A list of tries")
    with pytest.raises(DlrError, match="record"):
        take(changed)
    document = take(changed, yes=True)
    assert (document["kept"], document["retired"]) == (4, ["tries"])


def test_a_list_without_titles_is_refused(take: Import, home: Path) -> None:
    """Nothing is written where no line says anything."""
    with pytest.raises(DlrError, match="no items"):
        take(Outline("Empty", (Listed(" "),)))
    assert not (home / "curricula").exists()


def test_ticks_that_cannot_be_recorded(
    take: Import, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The curriculum is there, the error says so, and the next import records the ticks."""

    def fail(*_: object, **__: object) -> None:
        raise DlrError("unwritable", "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Session, "record", fail)
        with pytest.raises(DlrError, match="ticks were not recorded: The disk is full") as caught:
            take()
    assert caught.value.advice == ("To record them, import the list again.",)
    assert (home / "curricula" / "my-list.yaml").is_file()
    assert take()["ticked"] == 1
    with monkeypatch.context() as patch:
        patch.setattr(Session, "record", fail)
        with pytest.raises(DlrError):
            take(edit(0, state="todo"))
    assert take(edit(0, state="todo"))["unticked"] == 1


@pytest.mark.parametrize("base", ["javascript:x", "../x", "https://[::1", "https://u:p@x.com/", ""])
def test_an_address_to_resolve_links_against_is_one(small: Dlr, tmp_path: Path, base: str) -> None:
    """Anything else, one with a password too, is refused before anything is read."""
    path = tmp_path / "a.md"
    path.write_text("- [ ] [one](two.md)\n")
    result = small("import", str(path), "--base", base)
    assert (result.code, result.out) == (2, "")
    assert "is not a valid web address" in result.err


def test_why_something_is_left_out_is_harmless(small: Dlr, tmp_path: Path) -> None:
    """An address that is none may hold anything, and none of it steers a terminal."""
    path = tmp_path / "a.md"
    path.write_text("# T\n- [ ] [c](ftp://\u202e\u009b2J)\n", encoding="utf-8")
    for words in (("--dry-run",), ("--dry-run", "--json")):
        out = small("import", str(path), *words).out
        assert "web address" in out
        assert not {"\u202e", "\u009b"} & {*out}
        assert "\\u202e" not in out


def test_what_another_call_makes_meanwhile_is_not_replaced(
    take: Import, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two lists with one title that come at once, the second is refused."""
    from dlroadmap.authoring.planting import saving

    check = saving.check_planted

    def meanwhile(main: Path, *args: Any) -> None:
        check(main, *args)
        main.parent.mkdir(parents=True, exist_ok=True)
        main.write_text("another")

    monkeypatch.setattr(saving, "check_planted", meanwhile)
    with pytest.raises(DlrError):
        take()
    assert (home / "curricula" / "my-list.yaml").read_text() == "another"
