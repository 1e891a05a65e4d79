"""`dlr update`: what is shown first, what is refused, and what stays."""

import json
import shutil
from pathlib import Path

import pytest
from cli_helpers import Terminal, dlr_process

from authoring.remotes import address, reach
from authoring.repositories import Repository
from conftest import Dlr
from curriculum.making import curriculum, item

BEFORE = curriculum(item("mean"), item("median"), item("mode"), id="stats")
AFTER = curriculum(
    item("average", "formerly: [mean]"), item("mode", "hours: 3"), item("range"), id="stats"
)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with a curriculum, which ssh reaches."""
    reach(monkeypatch, tmp_path)
    made = Repository(tmp_path / "repo")
    made.commit({"stats.yaml": BEFORE})
    return made


@pytest.fixture
def added(small: Dlr, repo: Repository) -> Dlr:
    """A learner who has taken it in, and ticked two items."""
    assert small("add", address(repo.folder)).code == 0
    assert small("tick", "stats/mean", "stats/median").code == 0
    return small


def here(home: Path, id: str = "stats") -> str:
    """Return what the main file says now."""
    return (home / "curricula" / id / "curriculum.yaml").read_text()


def pin(home: Path, id: str = "stats") -> str:
    """Return the commit that is recorded."""
    record = (home / "curricula" / id / ".origin.json").read_text()
    return str(json.loads(record)["commit"])


def test_nothing_new(added: Dlr, home: Path, repo: Repository) -> None:
    """Where nothing of the curriculum changed, nothing is asked, and the commit moves on."""
    assert added("update", "stats").lines == [f"stats is up to date, commit {pin(home)[:12]}."]
    repo.commit({"stats.yaml": BEFORE, "README.md": "x"})
    assert added("update", "stats", "--dry-run").code == 0
    assert pin(home) == repo.git("rev-parse", "HEAD~1")
    document = added("update", "stats", "--json").document
    assert (document["changes"], document["updated"]) == ([], False)
    assert pin(home) == document["commit"] == repo.git("rev-parse", "HEAD")
    assert document["before"] == repo.git("rev-parse", "HEAD~1")


def test_what_changes_is_shown_first(added: Dlr, home: Path, repo: Repository) -> None:
    """A dry run, and a call that nobody can answer, show the changes and change nothing."""
    repo.commit({"stats.yaml": AFTER})
    old, new = repo.git("rev-parse", "HEAD~1"), repo.git("rev-parse", "HEAD")
    for call, code in ((["--dry-run"], 0), ([], 2)):
        result = added("update", "stats", *call)
        assert result.code == code
        for words in (
            "New (1)\n - Title of range, in one/cat",
            "Renamed (1)\n - mean is now average; ticks stay",
            "Removed (1)\n - Title of median; ticks stay in the history",
            "from unknown to 3 hours",
            "1 item that you have done was removed: Title of median.",
            f"Commit: {old[:12]} -> {new[:12]}",
        ):
            assert words in result.out
        assert "Title of mean." not in result.out
        assert (here(home), pin(home)) == (BEFORE, old)
    assert "dlr update stats --yes" in result.err


def test_an_update(added: Dlr, home: Path, repo: Repository) -> None:
    """With a yes the files and the pin are the new ones, and ticks follow what was renamed."""
    repo.commit({"stats.yaml": AFTER})
    document = added("update", "stats", "--yes", "--json").document
    assert document["updated"] is True
    assert [change["kind"] for change in document["changes"]].count("renamed") == 1
    assert (document["before"], document["commit"]) == (
        repo.git("rev-parse", "HEAD~1"),
        repo.git("rev-parse", "HEAD"),
    )
    assert (here(home), pin(home)) == (AFTER, document["commit"])
    items = added("list", "--curriculum", "stats", "--json").document["items"]
    assert {one["id"]: one["state"] for one in items}["average"] == "done"
    assert added("update").out.startswith("stats is up to date")


def test_a_rewritten_history(added: Dlr, home: Path, repo: Repository) -> None:
    """Where the history was rewritten, what is there now is one more commit."""
    (repo.folder / "stats.yaml").write_text(AFTER)
    repo.git("add", "-A")
    repo.git("commit", "-q", "--amend", "-m", "z")
    assert added("update", "--yes").code == 0
    assert (here(home), pin(home)) == (AFTER, repo.git("rev-parse", "HEAD"))


@pytest.mark.posix("terminals")
def test_a_person_is_asked(added: Dlr, home: Path, repo: Repository) -> None:
    """At a terminal the question comes after the changes; n leaves all as it was."""
    repo.commit({"stats.yaml": AFTER})
    for answer, text in (("n\n", BEFORE), ("y\n", AFTER)):
        with Terminal(home, "update") as terminal:
            terminal.expect("Title of range")
            terminal.expect("Update stats? [Y/n]:")
            assert here(home) == BEFORE
            terminal.enter(answer)
            assert terminal.end() == 0
        assert here(home) == text


def test_errors_are_refused(added: Dlr, home: Path, repo: Repository) -> None:
    """A version with errors is not taken in, not even with --yes."""
    repo.commit({"stats.yaml": BEFORE.replace("kind: concept", "kind: nothing", 1)})
    result = added("update", "stats", "--yes")
    assert (result.code, result.out) == (2, "")
    assert "1 error; nothing was updated" in result.err
    assert "stats.yaml:" in result.err
    assert (here(home), pin(home)) == (BEFORE, repo.git("rev-parse", "HEAD~1"))


@pytest.mark.parametrize("name", ["curriculum.yaml", "notes.txt", "one/cat.yaml"])
def test_own_changes_are_never_lost(added: Dlr, home: Path, repo: Repository, name: str) -> None:
    """Whatever the learner changed in the folder, an update leaves it, and names overlays."""
    repo.commit({"stats.yaml": AFTER})
    path = home / "curricula/stats" / name
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as file:
        file.write("# mine\n")
    kept = path.read_text()
    result = added("update", "stats", "--yes")
    assert (result.code, result.out) == (2, "")
    assert "--extends stats\n" in result.err
    assert "dlr update stats --discard\n" in result.err
    assert path.read_text() == kept


def test_what_is_gone_there(added: Dlr, home: Path, repo: Repository) -> None:
    """A curriculum that moved is followed; one that is gone or has another id is refused."""
    repo.commit(
        {"deep/curriculum/stats.yaml": AFTER, "stats.yaml": AFTER.replace(": stats", ": s")}
    )
    assert added("update", "--yes").code == 0
    assert here(home) == AFTER
    repo.commit({"stats.yaml": AFTER.replace("id: stats", "id: other")})
    result = added("update", "stats", "--yes")
    assert (result.code, "no longer has “stats”" in result.err) == (2, True)
    assert "It has other." in result.err
    repo.commit({"README.md": "x"})
    assert added("update", "stats", "--yes").code == 2
    assert here(home) == AFTER


def test_one_that_fails_does_not_stop_the_others(
    added: Dlr, home: Path, repo: Repository, tmp_path: Path
) -> None:
    """Without an id all are updated, each is reported, and the exit code tells of a failure."""
    assert added("add", str(repo.folder), "--id", "copy").code == 0
    other = Repository(tmp_path / "other")
    other.commit({"a.yaml": curriculum(item("x"), id="a")})
    assert added("add", address(other.folder)).code == 0
    (other.folder / ".git").rename(tmp_path / "away")
    repo.commit({"stats.yaml": AFTER})
    result = added("update", "--yes", "--json")
    assert result.code == 2
    a, copy, stats = result.document["curricula"]
    assert (a["id"], a["error"]["code"]) == ("a", "fetch")
    assert (copy["updated"], stats["updated"]) == (True, True)
    assert here(home, "copy") == AFTER.replace("id: stats", "id: copy")
    again = added("update")
    assert again.code == 2
    assert [line[:22] for line in again.lines] == [
        "copy is up to date, co",
        "stats is up to date, c",
    ]
    assert "could not be fetched" in again.err


def test_none_and_strangers(small: Dlr, home: Path) -> None:
    """Without any, that is said; what was not added is refused in words."""
    result = small("update")
    assert (result.code, result.err) == (0, "")
    assert "dlr add" in result.out
    assert small("update", "--json").document["curricula"] == []
    (home / "curricula").mkdir()
    (home / "curricula/own.yaml").write_text(curriculum(item("x"), id="own"))
    for command in ("update", "remove"):
        for id, words in (
            ("small", "comes with dlr"),
            ("own", "was not added with dlr add"),
            ("smal", "Did you mean small?"),
            ("../home", "There is no curriculum"),
        ):
            refused = small(command, id, "--yes")
            assert (refused.code, refused.out) == (2, "")
            assert words in refused.err
    assert (home / "curricula/own.yaml").exists()


def test_own_changes_are_discarded(added: Dlr, home: Path, repo: Repository) -> None:
    """--discard shows what would be lost, and then makes the files those of the repository."""
    (home / "curricula/stats/notes.txt").write_text("x")
    (home / "curricula/stats/curriculum.yaml").write_text(BEFORE.replace("mode", "modus"))
    for text in (BEFORE, AFTER):
        if text != BEFORE:
            repo.commit({"stats.yaml": text})
        shown = added("update", "stats", "--discard", "--dry-run")
        assert shown.code == 0
        assert "Your changes to curriculum.yaml and notes.txt will be lost." in shown.out
        assert "Title of modus" in shown.out
    refused = added("update", "stats", "--discard")
    assert (refused.code, "dlr update stats --discard --yes" in refused.err) == (2, True)
    assert "modus" in here(home)
    assert added("update", "--discard", "--yes").code == 2
    assert added("update", "stats", "--discard", "--yes").code == 0
    assert here(home) == AFTER
    assert not (home / "curricula/stats/notes.txt").exists()
    again = added("update", "stats", "--discard")
    assert (again.code, again.out.startswith("stats is up to date")) == (0, True)


def test_a_broken_edit_is_discarded(added: Dlr, home: Path) -> None:
    """What cannot be read any more can be had as it was, with nothing new in the repository."""
    (home / "curricula/stats/curriculum.yaml").write_text("broken: [")
    shutil.rmtree(home / "cache", ignore_errors=True)
    shown = added("update", "stats", "--discard", "--dry-run")
    assert (shown.code, "has errors" in shown.out) == (0, True)
    assert added("update", "stats", "--discard", "--yes").code == 0
    assert here(home) == BEFORE


def test_goals_that_go_are_named(added: Dlr, home: Path, repo: Repository) -> None:
    """A goal that the new version lacks is named: an item, a category or a level."""
    two = BEFORE + (
        "  - id: two\n    title: Two\n    categories:\n      - id: more\n        title: More\n"
        "        items:\n          - {id: extra, title: Extra, kind: concept}\n"
    )
    repo.commit({"stats.yaml": two})
    assert added("update", "stats", "--yes").code == 0
    goals = ("stats/median", "stats/mean", "two", "two/more", "one/cat")
    for name in goals:
        assert added("goal", name, "--add", "--curriculum", "stats").code == 0
    repo.commit({"stats.yaml": AFTER})
    shown = added("update", "stats", "--dry-run").out
    assert "Not in the new version: your goals Title of median, Two and More." in shown
    assert added("goal", "--clear").code == 0
    assert "your goal" not in added("update", "stats", "--dry-run").out


def test_a_path_that_is_gone(small: Dlr, home: Path, repo: Repository, tmp_path: Path) -> None:
    """Where a recorded folder is gone, each curriculum from there is named; none is an address."""
    place = str(repo.folder)
    assert small("add", place).code == small("add", place, "--id", "copy").code == 0
    repo.folder.rename(tmp_path / "moved")
    result = small("update", "--yes")
    assert (result.code, result.out, "https://" in result.err) == (2, "", False)
    for id in ("copy", "stats"):
        words = f"dlr: “{id}” comes from {place}, which does not exist; it was not updated.\n"
        assert words in result.err


@pytest.mark.long
@pytest.mark.posix("terminals")
@pytest.mark.parametrize("other", ["update", "remove", "edit"])
def test_two_at_once(added: Dlr, home: Path, repo: Repository, other: str) -> None:
    """What another process did while one asked stays, and that one fails in words."""
    repo.commit({"stats.yaml": AFTER})
    with Terminal(home, "update", columns=200) as terminal:
        terminal.expect("Update stats? [Y/n]:")
        if other == "edit":
            (home / "curricula/stats/notes.txt").write_text("x")
        else:
            newest = AFTER.replace("hours: 3", "hours: 4")
            repo.commit({"stats.yaml": newest})
            assert dlr_process(home, other, "stats", "--yes").returncode == 0
        terminal.enter("y\n")
        terminal.expect("was changed" if other != "remove" else "no longer")
        assert terminal.end() == 2
    if other == "update":
        assert (here(home), pin(home)) == (newest, repo.git("rev-parse", "HEAD"))
    assert (home / "curricula/stats").exists() == (other != "remove")
    assert [path.name for path in (home / "curricula").glob(".dlr-*")] == []
    if other == "edit":
        assert here(home) == BEFORE
