"""Which curriculum a call works on, where options may stand, and the first run."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from cli_helpers import CURRICULA

from dlroadmap.curriculum.library import cache_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr


def used(dlr: Dlr, *options: str) -> str:
    """Return the id of the curriculum that status is about."""
    id: str = dlr("status", "--json", *options).document["curriculum"]["id"]
    return id


@pytest.fixture
def library(write_curriculum: Callable[[str, str], Path]) -> Path:
    """Give the learner the curricula of the tests as their own; return their folder."""
    for path in CURRICULA.iterdir():
        folder = write_curriculum(path.stem, path.read_text(encoding="utf-8")).parent
    return folder


def test_without_a_choice_it_is_the_field_of_deep_learning(newcomer: Dlr) -> None:
    """Who has chosen nothing works on `deep-learning`, from the very first call on."""
    assert used(newcomer) == "deep-learning"


def test_who_decides_which_curriculum(
    dlr: Dlr, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The flag comes before DLR_CURRICULUM, that before the choice by use, that before default."""
    assert dlr("use", "small").code == 0
    assert used(dlr) == "small"
    monkeypatch.setenv("DLR_CURRICULUM", "track")
    assert used(dlr) == "track"
    assert used(dlr, "--curriculum", "deep-learning") == "deep-learning"
    monkeypatch.delenv("DLR_CURRICULUM")
    assert used(dlr, "--curriculum", "track") == "track"
    assert used(dlr) == "small"


def test_a_path_names_a_curriculum(
    dlr: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value with a slash, or ending in .yaml, is a path; relative ones begin where one is."""
    text = (CURRICULA / "small.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert used(dlr, "--curriculum", "mine.yaml") == "small"
    assert used(dlr, "--curriculum", "./mine.yaml") == "small"
    assert used(dlr, "--curriculum", str(tmp_path / "mine.yaml")) == "small"
    assert dlr("status", "--curriculum", "mine").code == 2


def test_use_of_a_path_holds_wherever_one_is(
    dlr: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`use` remembers a path as a whole, so that it holds in every folder."""
    folder = tmp_path / "mine"
    folder.mkdir()
    text = (CURRICULA / "small.yaml").read_text(encoding="utf-8")
    (folder / "curriculum.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert dlr("use", "./mine").code == 0
    monkeypatch.chdir("/")
    assert used(dlr) == "small"


@pytest.mark.parametrize("name", ["nowhere", "./nowhere", "nowhere.yaml", "/", ""])
def test_use_of_what_is_not_there_changes_nothing(dlr: Dlr, library: Path, name: str) -> None:
    """An unknown id or path is refused, and the choice stays."""
    dlr("use", "small")
    result = dlr("use", name)
    assert (result.code, result.out) == (2, "")
    assert "bug" not in result.err
    assert used(dlr) == "small"


@pytest.mark.parametrize(
    "name",
    ["~nouser/x", "~nouser/x.yaml", "x" * 300, f"{'x' * 300}.yaml", f"./{'x' * 5000}", "..", "\n",
     "x\0/y", "x\0", "\x1b[31m", "a b", "É"],
)  # fmt: skip
def test_what_is_no_name_at_all_is_refused_in_words(
    small: Dlr, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A home of nobody, a name that no file can have, a mark: exit code 2 and a word about it."""
    calls = [["status", "--curriculum", name], ["use", name], ["config", "curriculum", name]]
    calls += [["list", "--json", "--curriculum", name]]
    results = [small(*call) for call in calls]
    if "\0" not in name:  # which no process can be given, but a configuration file may have
        results += [small("lint", f"{name}/nothing")]
        monkeypatch.setenv("DLR_CURRICULUM", name)
        results += [small("status"), small("tick", "vectors")]
    for result in results:
        assert result.code == 2
        assert "bug" not in result.err + result.out
        assert "\x1b" not in result.err + result.out


TRAP = """\
format: 1
id: small
title: A trap
levels:
  - id: entry
    title: Entry
    categories: [{id: theory, title: T, items: [{id: trap, title: Trap, kind: skill}]}]
retired: {vectors: null, notebooks: trap}
"""
"""Has the id of another curriculum, and takes its items away."""


def test_a_file_that_only_carries_an_id_does_not_take_it(
    small: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """A file of another name that has the id of a curriculum moves no tick and holds no item."""
    small("tick", "vectors", "notebooks")
    before = small("status", "--json").document["totals"]
    file = write_curriculum("aaa", TRAP)
    for call in ([], ["--curriculum", "small"], ["--curriculum", "track"]):
        assert "trap" not in small("list", "--json", *call).out
    assert small("status", "--json").document["totals"] == before
    small("use", "small")
    assert small("tick", "trap").code == 2
    assert small("show", "vectors", "--json").document["state"] == "done"
    assert small("show", "vectors", "--json", "--curriculum", "track").document["state"] == "done"
    listed = {c["id"]: c for c in small("curricula", "--json").document["curricula"]}
    assert listed["small"]["path"] == str(CURRICULA / "small.yaml")
    assert listed["small"]["unused"] == [str(file)]
    assert f"dlr uses {CURRICULA / 'small.yaml'}, not {file}" in small("curricula").out
    told = [
        c["message"] for c in small("doctor", "--json").document["checks"] if c["name"] == "ids"
    ]
    assert len(told) == 1
    assert str(file) in told[0]


def test_a_neighbor_cannot_retire_items_of_the_one_in_use(small: Dlr, tmp_path: Path) -> None:
    """A track by path whose neighbor pretends to be the home moves no tick of the real one."""
    small("tick", "vectors")
    (tmp_path / "small.yaml").write_text(TRAP, encoding="utf-8")
    track = tmp_path / "track.yaml"
    track.write_text(
        TRAP.replace("id: small", "id: track")
        .partition("retired")[0]
        .replace("[{id: trap, title: Trap, kind: skill}]", "[small/trap]"),
        encoding="utf-8",
    )
    small("use", str(track))
    assert small("list", "--json").document["items"][0]["key"] == "small/trap"
    states = {e["key"]: e["kind"] for e in small("log", "--json").document["events"]}
    assert states == {"small/vectors": "tick"}
    assert small("untick", "vectors").code == 0
    assert small("log", "--json").document["events"][-1]["key"] == "small/vectors"


def test_ones_own_file_takes_the_place_of_a_bundled_one(
    small: Dlr, home: Path, write_curriculum: Callable[[str, str], Path]
) -> None:
    """A file named by its id comes before the bundled one everywhere, and that is told."""
    shutil.rmtree(home / "cache")  # which was made for another folder of curricula
    assert used(small, "--curriculum", "track") == "track"
    file = write_curriculum("small", TRAP)
    for call in (["--curriculum", "small"], []):
        assert [i["id"] for i in small("list", "--json", *call).document["items"]] == ["trap"]
    [row] = [c for c in small("curricula", "--json").document["curricula"] if c["id"] == "small"]
    assert (row["path"], row["unused"]) == (str(file), [str(CURRICULA / "small.yaml")])
    broken = small("status", "--curriculum", "track").err  # it asks for items that are gone
    assert "no item `vectors` in curriculum `small`" in " ".join(broken.split())
    told = [
        c["message"] for c in small("doctor", "--json").document["checks"] if c["name"] == "ids"
    ]
    assert told == [
        f"several files have the id small; dlr uses {file}, not {CURRICULA / 'small.yaml'}"
    ]


def test_a_file_that_is_named_by_an_id_and_has_another(
    small: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """A file is what its id says: one called `small` with another id hides nothing."""
    write_curriculum("small", TRAP.replace("id: small", "id: other"))
    assert used(small) == "small"
    assert used(small, "--curriculum", "other") == "other"
    assert used(small, "--curriculum", "track") == "track"
    small("use", "other")
    assert used(small) == "other"
    told = [
        c["message"] for c in small("doctor", "--json").document["checks"] if c["name"] == "ids"
    ]
    assert len(told) == 1
    assert "other" in told[0]


def test_the_curriculum_in_use_by_its_path_is_the_one_for_its_id(
    small: Dlr, tmp_path: Path
) -> None:
    """Who works on a file by its path works on no other of the same id."""
    file = tmp_path / "draft.yaml"
    file.write_text(TRAP, encoding="utf-8")
    small("use", str(file))
    rows = {c["id"]: c for c in small("curricula", "--json").document["curricula"]}
    assert rows["small"]["path"] == str(file)
    assert rows["small"]["unused"] == [str(CURRICULA / "small.yaml")]
    assert small("tick", "matrices").code == 2
    assert small("tick", "trap").code == 0


def test_a_cache_that_others_can_write_is_not_used(small: Dlr, home: Path) -> None:
    """A cache folder that others can write is neither read nor written, and that is told once."""
    small("status")
    cache = home / "cache"
    kept = {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
    [form] = cache.glob("compiled/*/small-*.db")
    with closing(sqlite3.connect(form)) as connection, connection:
        connection.execute("UPDATE item SET body = replace(body, 'Vectors', '\x1b]0;evil\x07')")
    kept[form] = form.read_bytes()
    for folder in (cache, cache / "compiled", form.parent):
        folder.chmod(0o722)
        for call in (["list"], ["status"], ["next"], ["curricula"]):
            result = small(*call)
            assert result.code == 0
            assert result.err.count("Others can write to") == len(result.err.splitlines()) == 1
            assert "\x1b" not in result.out
        assert {path: path.read_bytes() for path in kept} == kept
        folder.chmod(0o700)
    form.chmod(0o622)
    assert "\x1b" not in small("show", "vectors").out
    assert small("show", "vectors").err == ""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_somebody_else_put_into_the_cache_is_not_used(small: Dlr, home: Path) -> None:
    """Files of another owner are made anew, a folder of another owner is left alone."""
    small("status")
    [form] = (home / "cache").glob("compiled/*/small-*.db")
    files = (form, form.with_suffix(".words"))
    for file in files:
        file.write_bytes(b"evil")
        os.chown(file, 1, 1)
    assert small("status").err == ""
    assert [file.stat().st_uid for file in files] == [0, 0]
    os.chown(form.parent, 1, 1)
    assert "Others can write to" in small("status").err


def test_the_form_of_another_file_is_not_taken_for_ones_own(
    small: Dlr, home: Path, tmp_path: Path
) -> None:
    """A form that lies under the name of another main file, as by chance or by design, is none."""
    trap = tmp_path / "small.yaml"
    trap.write_text(TRAP, encoding="utf-8")
    small("list", "--curriculum", str(trap))
    own = cache_files(CURRICULA / "small.yaml", next((home / "cache/compiled").iterdir()))
    for file, other in zip(own, cache_files(trap, own.form.parent), strict=True):
        if other.exists():
            shutil.copy(other, file)
    assert small("show", "vectors").code == 0
    assert small("tick", "trap").code == 2
    trap.write_text("format: 1", encoding="utf-8")
    broken = tmp_path / "copy/small.yaml"
    broken.parent.mkdir()
    shutil.copy(trap, broken)
    assert small("list", "--curriculum", str(broken)).code == 2
    shutil.copy(cache_files(broken, own.form.parent).fault, own.fault)
    own.form.unlink()
    assert small("status").code == 0


def test_an_unknown_curriculum_is_refused_with_the_known_ones(dlr: Dlr, library: Path) -> None:
    """The refusal names the curricula there are, and where the name came from."""
    dlr("use", "small")
    (library / "small.yaml").unlink()
    result = dlr("status")
    assert result.code == 2
    assert "track" in result.err
    assert "config.json" in result.err


def test_use_tells_when_the_environment_comes_first(
    dlr: Dlr, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where DLR_CURRICULUM is set, use says that its choice does not hold yet."""
    monkeypatch.setenv("DLR_CURRICULUM", "track")
    result = dlr("use", "small")
    assert result.code == 0
    assert "DLR_CURRICULUM" in result.err


def test_curricula_lists_those_of_the_learner_too(dlr: Dlr, library: Path) -> None:
    """Your own curricula stand beside those that come with dlr, the one in use marked."""
    dlr("use", "small")
    dlr("tick", "vectors")
    curricula = {c["id"]: c for c in dlr("curricula", "--json").document["curricula"]}
    assert curricula.keys() >= {"deep-learning", "track", "small"}
    assert [id for id, each in curricula.items() if each["in_use"]] == ["small"]
    assert curricula["track"]["totals"]["done"] == 1
    assert curricula["small"]["path"] == str(library / "small.yaml")
    assert "A small curriculum (small, in use)" in dlr("curricula").lines


def test_curricula_says_for_whom_each_is(dlr: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each bundled curriculum is listed with title, id, audience, items and hours, at any width."""
    listed = dlr("curricula", "--json").document["curricula"]
    for columns in ("40", "80", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        result = dlr("curricula")
        assert all(len(line) <= int(columns) for line in result.lines)
        words = " ".join(result.out.split())
        for each in listed:
            assert f"{each['title']} ({each['id']}" in words
            assert each["audience"].startswith("Take it if")
            assert each["audience"] in words
            assert (
                f"{each['totals']['counted']} items, {each['totals']['hours']:,.0f} hour" in words
            )
        assert words.count("in use)") == 1


def test_use_alone_tells_which_one_is_in_use(
    small: Dlr, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    """Bare `use` changes nothing: it names the curriculum, where that is set, and how to switch."""
    before = (home / "config.json").read_bytes()
    result = small("use")
    assert result.code == 0
    assert result.lines[0] == f"In use: A small curriculum (small), set in {home / 'config.json'}."
    assert "To switch: dlr use ID" in result.lines
    assert small("use", "--json").document["curriculum"]["id"] == "small"
    monkeypatch.setenv("DLR_CURRICULUM", "track")
    assert "A short track (track), set in DLR_CURRICULUM." in small("use").out
    assert (home / "config.json").read_bytes() == before


def test_a_broken_curriculum_hides_no_other(dlr: Dlr, library: Path) -> None:
    """A curriculum that cannot be read is named on stderr, the others are listed."""
    (library / "broken.yaml").write_text("format: 1\nid: [", encoding="utf-8")
    result = dlr("curricula")
    assert result.code == 0
    assert "broken.yaml" in result.err
    assert "small" in result.out
    result = dlr("status", "--curriculum", "broken")
    assert (result.code, result.out) == (2, "")
    assert "broken.yaml:2:" in result.err


def test_a_curriculum_that_breaks_is_served_as_it_last_was(dlr: Dlr, library: Path) -> None:
    """After a bad edit the last good form is used, and the fault named on stderr."""
    dlr("use", "small")
    assert dlr("tick", "vectors").code == 0
    with (library / "small.yaml").open("a", encoding="utf-8") as file:
        file.write("colour: red\n")
    result = dlr("status", "--json")
    assert result.code == 0
    assert result.document["totals"]["done"] == 1
    assert "small.yaml" in result.err
    assert "last valid version" in result.err


def test_a_missing_file_is_another_thing_than_an_empty_one(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """A file that was missing is seen when it comes, even if empty, and as old as time itself."""
    main = write_curriculum(
        "mine/curriculum",
        "{format: 1, id: mine, title: Mine, levels: [{id: one, title: One, categories: [late]}]}",
    )
    missing = dlr("status", "--curriculum", "mine").err
    late = main.parent / "one/late.yaml"
    late.parent.mkdir()
    late.touch()
    os.utime(late, ns=(0, 0))
    empty = dlr("status", "--curriculum", "mine").err
    assert "curriculum.yaml:1:" in missing
    assert "late.yaml:1:1" in empty
    late.unlink()
    assert dlr("status", "--curriculum", "mine").err == missing


@pytest.mark.parametrize(
    "args",
    [
        ["--curriculum", "small", "list", "--json"],
        ["--json", "--curriculum", "small", "list"],
        ["--json", "list", "--curriculum", "small"],
        ["list", "--curriculum", "small", "--json"],
        ["--curriculum=small", "list", "--json"],
        ["list", "--curriculum=small", "--json"],
    ],
    ids=" ".join,
)
def test_options_stand_before_the_command_or_after_it(
    dlr: Dlr, library: Path, args: list[str]
) -> None:
    """Shared options mean the same before the command and after it."""
    items = dlr(*args).document["items"]
    assert len(items) == 12


def test_a_curriculum_may_be_called_like_a_command(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """A value in front of the command is a value, even if a command has the same name."""
    write_curriculum(
        "next",
        "{format: 1, id: next, title: Next, levels: [{id: a, title: A, categories: ["
        "{id: b, title: B, items: [{id: c, title: C, kind: concept}]}]}]}",
    )
    items = dlr("--curriculum", "next", "list", "--json").document["items"]
    assert [item["key"] for item in items] == ["next/c"]


def test_dlr_alone_is_status(small: Dlr) -> None:
    """`dlr` prints the status, `dlr --json` its document, with any option of status."""
    assert small().out == small("status").out
    assert small("--json").document == small("status", "--json").document
    assert small("--all").out == small("status", "--all").out
    assert small("--missing", "--json").document == small("status", "--missing", "--json").document
    assert small("--curriculum", "track").out == small("status", "--curriculum", "track").out


def test_one_tick_counts_in_every_curriculum(small: Dlr) -> None:
    """A tick counts in every curriculum that takes the item in."""
    small("tick", "small/first-network", "--curriculum", "track")
    assert small("status", "--json").document["totals"]["done"] == 1
    assert small("status", "--json", "--curriculum", "track").document["totals"]["done"] == 1
