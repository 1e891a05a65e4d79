"""config, backup and doctor, and what other commands say of a store that is damaged."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from cli_helpers import CURRICULA

from dlroadmap.progress.events import Entry
from dlroadmap.progress.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Dlr


def test_config_shows_where_each_value_comes_from(
    dlr: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every setting stands there with its source: default, file, or variable."""
    settings = dlr("config", "--json").document["settings"]
    assert settings["curriculum"] == {"value": "deep-learning", "source": "default"}
    assert settings["color"] == {"value": "auto", "source": "default"}
    assert dlr("config", "color", "never").code == 0
    assert f"color = never ({home / 'config.json'})" in dlr("config").lines
    monkeypatch.setenv("DLR_COLOR", "always")
    assert "color = always (DLR_COLOR)" in dlr("config", "--color", "never").lines
    assert dlr("config", "color", "--color", "never").lines == ["color = always (DLR_COLOR)"]


def test_config_names_the_folders(dlr: Dlr, home: Path) -> None:
    """DLR_HOME puts every folder under one, and config says where each thing lies."""
    paths = dlr("config", "--json").document["paths"]
    assert paths["progress"] == str(home / "progress.db")
    assert all(path.startswith(str(home)) for path in paths.values())
    for path in paths.values():
        assert path in dlr("config").out


def test_config_sets_and_unsets(dlr: Dlr) -> None:
    """A value that was set holds until it is unset; then the default holds again."""
    dlr("config", "color", "always")
    assert "\x1b[" in dlr("status").out
    result = dlr("config", "--unset", "color")
    assert (result.code, result.err) == (0, "")
    assert result.lines == ["color = auto (default)"]
    assert "\x1b[" not in dlr("status").out
    assert dlr("config", "--unset", "color").code == 0


@pytest.mark.parametrize(
    "args",
    [
        ["color", "sometimes"],
        ["colour", "never"],
        ["colour"],
        ["--unset", "colour"],
        ["curriculum", "nowhere"],
        ["curriculum", "./nowhere.yaml"],
        ["curriculum", ""],
        ["hours-per-week", "0"],
        ["hours-per-week", "many"],
        ["hours_per_week", "8"],
        ["pager", "less 'unclosed"],
        ["pager", "a\nb"],
        ["pager", "less https://ada:secret@example.org"],
        ["curriculum", "https://ada:secret@example.org/a.yaml"],
        ["color", "never", "--unset", "color"],
    ],
    ids=" ".join,
)
def test_config_refuses_what_makes_no_sense(dlr: Dlr, home: Path, args: list[str]) -> None:
    """An unknown setting or value is refused with those that are known; nothing is written."""
    result = dlr("config", *args)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) >= 2
    assert "bug" not in result.err
    assert "secret" not in result.err
    assert not (home / "config.json").exists()


def test_what_is_not_set_says_so(dlr: Dlr) -> None:
    """A setting without a default is named as not set, and null for scripts."""
    assert "hours-per-week: not set" in dlr("config").lines
    assert dlr("config", "hours-per-week", "--json").document["settings"] == {
        "hours-per-week": {"value": None, "source": "default"}
    }
    assert dlr("config", "hours-per-week", "7.50").code == 0
    assert dlr("config", "hours-per-week", "--json").document["settings"] == {
        "hours-per-week": {
            "value": "7.50",
            "source": dlr("config", "--json").document["paths"]["config"],
        }
    }


UNSET = ["--unset", "hours-per-week"]


def test_a_variable_that_comes_first_is_named(
    dlr: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is set while a variable holds is saved, and the call says that the variable decides."""
    monkeypatch.setenv("DLR_HOURS_PER_WEEK", "3")
    result = dlr("config", "hours-per-week", "8")
    assert (result.code, result.lines) == (0, ["hours-per-week = 3 (DLR_HOURS_PER_WEEK)"])
    assert "DLR_HOURS_PER_WEEK is set" in result.err
    monkeypatch.setenv("DLR_HOURS_PER_WEEK", "much")
    for call, entries in ((["hours-per-week", "9"], '{"hours-per-week":"9"}'), (UNSET, "{}")):
        result = dlr("config", *call)
        assert (result.code, result.lines) == (
            0,
            ["hours-per-week: not valid (DLR_HOURS_PER_WEEK)"],
        )
        assert "“much” is not a valid value for hours-per-week (DLR_HOURS_PER_WEEK)." in result.err
        assert "DLR_HOURS_PER_WEEK is set" in result.err
        assert "".join((home / "config.json").read_text().split()) == entries
    assert dlr("config").code == 0
    document = dlr("config", "hours-per-week", "--json").document["settings"]["hours-per-week"]
    assert (document["value"], document["source"]) == (None, "DLR_HOURS_PER_WEEK")
    assert "“much”" in document["problem"]


def test_hours_that_are_not_valid_stop_nothing_that_only_shows_them(
    dlr: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`status` and `next` warn of them once and go on; `plan` and `path`, made of them, do not."""
    assert dlr("goal", "attention").code == 0
    (home / "config.json").write_text('{"hours-per-week": 8}', encoding="utf-8")
    expected = dlr("status").out
    monkeypatch.setenv("DLR_HOURS_PER_WEEK", "much")
    result = dlr("status")
    assert (result.code, result.out) == (0, expected)
    assert result.err == (
        "dlr: “much” is not a valid value for hours-per-week (DLR_HOURS_PER_WEEK). "
        "Use a number from 0.1 to 168, such as 7.5.\n"
    )
    assert dlr("next").code == 0
    assert dlr("plan").code == dlr("path", "attention").code == 2


@pytest.mark.parametrize(
    ("entries", "calls"),
    [
        ('{"colour": "red"}', [["--unset", "colour"]]),
        ('{"\\u001b[2J": "red"}', [["--unset", "[2J"]]),
        ('{"color": 3}', [["color", "never"]]),
        ('{"color": 3, "pager": null}', [["--unset", "color"], ["pager", "less"]]),
        ('{"pager": "a\\nb"}', [["--unset", "pager"]]),
        ('{"curriculum": "gone"}', [["curriculum", "quick-start"]]),
    ],
)
def test_config_repairs_what_was_written_by_hand(
    dlr: Dlr, home: Path, entries: str, calls: list[list[str]]
) -> None:
    """`config` shows everything with what is wrong beside it, and its advice repairs it."""
    (home / "config.json").write_text(entries, encoding="utf-8")
    shown = dlr("config")
    assert shown.code == 0
    assert "progress: " in shown.out
    for call in calls:
        assert dlr("config", *call).code == 0
    repaired = dlr("config")
    assert (repaired.code, repaired.err) == (0, "")
    assert dlr("status").code == 0


def test_a_bad_value_in_the_file_can_be_set_right(dlr: Dlr, home: Path) -> None:
    """A value that somebody wrote by hand and that is none can be replaced, and unset."""
    for call in (["hours-per-week", "9"], ["--unset", "hours-per-week"]):
        (home / "config.json").write_text('{"hours-per-week": "much"}', encoding="utf-8")
        shown = dlr("config")
        assert shown.code == 0
        assert "“much” is not a valid value" in shown.err
        assert dlr("config", *call).code == 0
        assert dlr("config").err == ""


def test_a_curriculum_can_be_set_by_its_path(
    dlr: Dlr, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A relative path that config is given holds in every folder, as with `dlr use`."""
    monkeypatch.chdir(CURRICULA)
    assert dlr("config", "curriculum", "./small.yaml").code == 0
    monkeypatch.chdir(tmp_path)
    assert dlr("status", "--json").document["curriculum"]["id"] == "small"


@pytest.mark.parametrize("text", ["{", "[]", '"x"', '{"colour": "red"}', '{"color": 3}', "\xff"])
def test_a_broken_configuration_is_told_in_words(dlr: Dlr, home: Path, text: str) -> None:
    """A configuration file that cannot be understood is named, with what to do."""
    home.mkdir(exist_ok=True)
    (home / "config.json").write_bytes(text.encode("latin-1"))
    result = dlr("status")
    assert (result.code, result.out) == (2, "")
    assert str(home / "config.json") in result.err
    assert "bug" not in result.err


def test_a_copy_is_made_listed_and_restored(dlr: Dlr, home: Path) -> None:
    """Backup copies the progress, --list names the copy, --restore puts it back."""
    dlr("tick", "python-programming")
    made = dlr("backup")
    assert made.code == 0
    [copy] = (home / "backups").glob("by-hand-*.db")
    assert str(copy) in made.out
    dlr("tick", "derivatives")
    assert copy.name in dlr("backup", "--list").out
    assert str(copy) in dlr("backup", "--list", "--json").document["backups"]
    restored = dlr("backup", "--restore", copy.name, "--json").document
    assert restored["restored"] == str(copy)
    assert dlr("status", "--json").document["totals"]["done"] == 1
    assert restored["replaced"] in dlr("backup", "--list", "--json").document["backups"]


def test_what_a_restore_replaces_can_be_had_again(dlr: Dlr) -> None:
    """Copies made within one second do not overwrite each other: two restores lose nothing."""
    dlr("tick", "python-programming")
    copy = dlr("backup", "--json").document["backup"]
    dlr("tick", "derivatives")
    replaced = dlr("backup", "--restore", copy, "--json").document["replaced"]
    assert dlr("status", "--json").document["totals"]["done"] == 1
    assert dlr("backup", "--restore", replaced).code == 0
    assert dlr("status", "--json").document["totals"]["done"] == 2


def test_two_copies_by_hand_are_two(dlr: Dlr) -> None:
    """A second copy, however soon after the first, leaves the first as it was."""
    dlr("tick", "python-programming")
    first = dlr("backup", "--json").document["backup"]
    dlr("tick", "derivatives")
    dlr("backup")
    assert dlr("backup", "--restore", first).code == 0
    assert dlr("status", "--json").document["totals"]["done"] == 1


def test_there_is_a_copy_of_the_day_before(dlr: Dlr, home: Path) -> None:
    """The second call that changes something keeps a copy of what was there, by itself."""
    dlr("tick", "python-programming")
    dlr("tick", "derivatives")
    assert len(dlr("backup", "--list", "--json").document["backups"]) == 1


def test_without_progress_there_is_nothing_to_copy(dlr: Dlr) -> None:
    """Who has recorded nothing is told so."""
    assert dlr("backup", "--list").out == "There are no backups yet.\n"
    result = dlr("backup")
    assert (result.code, result.out) == (2, "")
    assert "no progress to back up" in result.err


@pytest.mark.parametrize("name", ["nothing.db", "./nothing.db", "config.json", "."])
def test_what_is_no_copy_is_not_restored(dlr: Dlr, home: Path, name: str) -> None:
    """A copy that is not there, or that is none, is refused, and the progress stays."""
    dlr("tick", "python-programming")
    dlr("config", "color", "never")
    path = str(home / name) if name == "config.json" else name
    result = dlr("backup", "--restore", path)
    assert (result.code, result.out) == (2, "")
    assert "nothing was changed" in result.err
    assert dlr("status", "--json").document["totals"]["done"] == 1


def test_a_restore_of_no_name_is_refused(small: Dlr, home: Path) -> None:
    """An empty name is a mistake of a script: nothing is restored, and no copy is made."""
    small("tick", "vectors")
    for args in (["--restore", ""], ["--list", "--restore", "x.db"]):
        result = small("backup", *args)
        assert (result.code, result.out) == (2, "")
        assert "nothing was changed" in result.err
    assert small("backup", "--restore", "", "--json").document["error"]["code"] == "usage"
    assert not (home / "backups").exists()


def test_an_interrupted_restore_says_where_the_history_is(
    small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who presses Ctrl-C in a restore is told where what was there before is kept."""
    small("tick", "vectors")
    copy = small("backup", "--json").document["backup"]

    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dlroadmap.progress.backup._fill", interrupt)
    result = small("backup", "--restore", copy)
    assert result.code == 130
    [aside] = (home / "backups").glob("before-restore-*")
    assert str(aside) in result.err
    assert small("status", "--json").document["totals"]["done"] == 1


def test_a_bad_copy_is_blamed_and_not_the_progress(small: Dlr, home: Path) -> None:
    """What is wrong with a copy is said of the copy."""
    small("tick", "vectors")
    small("backup")
    [copy] = (home / "backups").iterdir()
    copy.write_bytes(b"This is no database at all. " * 400)
    result = small("backup", "--restore", copy.name)
    assert result.code == 2
    assert str(copy) in result.err
    assert "progress.db" not in result.err


@pytest.mark.parametrize("call", [["status"], ["backup"], ["doctor"], ["config"], ["lint", "x"]])
def test_a_home_of_nobody_is_told_in_words(
    small: Dlr, monkeypatch: pytest.MonkeyPatch, call: list[str]
) -> None:
    """A DLR_HOME that leads nowhere ends in words, not in a traceback."""
    monkeypatch.setenv("DLR_HOME", "~nobody-of-this-name/x")
    result = small(*call)
    assert (result.code, result.out) == (2, "")
    assert "bug" not in result.err
    assert call[0] == "lint" or "DLR_HOME" in result.err


def damage(home: Path) -> None:
    """Make the store unreadable."""
    (home / "progress.db").write_bytes(b"This is no database at all. " * 400)


def test_a_doctor_of_a_healthy_learner(small: Dlr) -> None:
    """Where all is well doctor ends with 0 and a line for each thing that it looked at."""
    small("tick", "vectors")
    result = small("doctor")
    assert (result.code, result.err) == (0, "")
    assert all(line.startswith(("ok", "note")) for line in result.lines)
    checks = small("doctor", "--json").document["checks"]
    assert {check["name"] for check in checks} >= {"progress", "history", "folder", "items"}


def test_a_doctor_of_a_newcomer(small: Dlr, home: Path) -> None:
    """Where nothing was recorded yet doctor finds nothing wrong, and makes no store."""
    assert small("doctor").code == 0
    assert not (home / "progress.db").exists()


def test_a_doctor_finds_a_damaged_store(small: Dlr, home: Path) -> None:
    """A damaged store is found: exit code 1, the damage named, and how to get a copy back."""
    small("tick", "vectors")
    damage(home)
    before = (home / "progress.db").read_bytes()
    result = small("doctor")
    assert result.code == 1
    [line] = [line for line in result.lines if line.startswith("damage")]
    assert "dlr backup --list" in line
    result = small("doctor", "--json")
    assert result.code == 1
    assert "damage" in {check["verdict"] for check in result.document["checks"]}
    assert (home / "progress.db").read_bytes() == before


def test_a_doctor_finds_a_changed_history(small: Dlr, home: Path) -> None:
    """An event that was changed behind dlr's back is found, though SQLite sees no damage."""
    small("tick", "vectors", "--note", "before")
    with closing(sqlite3.connect(home / "progress.db")) as store:
        store.execute("UPDATE event SET payload = replace(payload, 'before', 'after')")
        store.commit()
    result = small("doctor")
    assert result.code == 1
    assert "was altered after it was recorded" in result.out


def test_a_doctor_names_items_that_nobody_knows(small: Dlr, home: Path) -> None:
    """Progress on an item that no curriculum has is kept, and doctor says so."""
    Store(home / "progress.db", home / "backups").write(lambda _: [Entry("old/thing", "tick")])
    result = small("doctor")
    assert result.code == 0
    assert "old/thing" in result.out


@pytest.mark.parametrize(
    "call",
    [
        ["status"],
        ["next"],
        ["tick", "vectors"],
        ["untick", "vectors"],
        ["start", "vectors"],
        ["skip", "vectors"],
        ["undo"],
        ["show", "vectors"],
        ["list"],
        ["note", "vectors", "x"],
        ["log"],
        ["curricula"],
        ["backup"],
    ],
    ids=" ".join,
)
def test_a_damaged_store_is_told_in_one_line(small: Dlr, home: Path, call: list[str]) -> None:
    """Whatever needs the store ends with 2 and one clear line; the file is left as it is."""
    small("tick", "vectors")
    damage(home)
    before = (home / "progress.db").read_bytes()
    result = small(*call)
    assert (result.code, result.out) == (2, "")
    first, advice = result.err.splitlines()
    assert first.startswith(f"dlr: {home / 'progress.db'} is damaged")
    assert "dlr doctor" in advice
    assert "Traceback" not in result.err
    assert (home / "progress.db").read_bytes() == before


def test_a_copy_replaces_a_damaged_store(small: Dlr, home: Path) -> None:
    """What doctor advises works: a copy is put in place of the damaged store, which is kept."""
    small("tick", "vectors")
    small("backup")
    damage(home)
    [copy] = [path for path in (home / "backups").iterdir() if path.name.startswith("by-hand")]
    result = small("backup", "--restore", copy.name)
    assert result.code == 0
    assert "Your previous progress" in result.out
    assert small("doctor").code == 0
    assert small("status", "--json").document["totals"]["done"] == 1


def test_a_newer_store_is_refused_in_words(small: Dlr, home: Path) -> None:
    """A store that a newer dlr has written is neither read nor changed."""
    small("tick", "vectors")
    with closing(sqlite3.connect(home / "progress.db")) as store:
        store.execute("PRAGMA user_version = 99")
    for call in (["status"], ["tick", "matrices"], ["undo"]):
        result = small(*call)
        assert (result.code, result.out) == (2, "")
        assert "newer dlr" in result.err


@pytest.fixture
def tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Live where it is nine hours later than in UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "JST-9")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize("call", [["log"], ["note", "vectors"], ["show", "vectors"], ["next"]])
def test_days_are_those_of_the_learner(
    small: Dlr, home: Path, tokyo: None, call: list[str]
) -> None:
    """A person reads the day that their own calendar showed, whatever day it was in UTC."""
    late = datetime(2026, 1, 1, 23, 30, tzinfo=UTC)
    store = Store(home / "progress.db", home / "backups", now=lambda: late)
    store.write(lambda _: [Entry("small/vectors", "start", {"note": "late"})])
    assert "2026-01-02" in small(*call).out
