"""`dlr update` and `dlr remove`: what is shown first, what is refused, and what stays."""

import json
from pathlib import Path

import pytest
from cli_helpers import Terminal

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
            "You have done 1 removed item: Title of median.",
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
    assert "--extends stats" in result.err
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


def test_a_removal(added: Dlr, home: Path, repo: Repository) -> None:
    """What add took in goes, progress stays, and the words say how to get it back."""
    commit = pin(home)
    asked = added("remove", "stats")
    assert (asked.code, asked.out) == (2, "")
    assert "dlr remove stats --yes" in asked.err
    result = added("remove", "stats", "--yes", "--json")
    assert result.document == {
        "schema_version": 1,
        "id": "stats",
        "from": address(repo.folder),
        "commit": None,
        "before": commit,
        "changes": [],
    }
    assert list((home / "curricula").iterdir()) == []
    assert added("add", address(repo.folder)).code == 0
    items = added("list", "--curriculum", "stats", "--json").document["items"]
    assert [one["state"] for one in items] == ["done", "done", "todo"]


def test_a_removal_of_what_is_in_use(added: Dlr, home: Path) -> None:
    """The curriculum in use stays until another one is chosen."""
    assert added("use", "stats").code == 0
    result = added("remove", "stats", "--yes")
    assert (result.code, "dlr use" in result.err) == (2, True)
    assert here(home) == BEFORE


@pytest.mark.posix("terminals")
def test_a_removal_names_what_it_breaks(added: Dlr, home: Path) -> None:
    """Overlays and tracks that need it are named before the question, as are own changes."""
    assert added("new", "overlay", "mine", "--extends", "stats").code == 0
    (home / "curricula/track.yaml").write_text(curriculum("stats/mean", id="track"))
    (home / "curricula/stats/notes.txt").write_text("x")
    with Terminal(home, "remove", "stats") as terminal:
        terminal.expect("You have changed its files")
        terminal.expect("mine and track refer to it")
        terminal.expect("Remove stats? [y/N]:")
        terminal.enter("\n")
        terminal.expect("stats was not removed.")
        assert terminal.end() == 0
    assert here(home) == BEFORE
    result = added("remove", "stats", "--yes")
    assert (result.code, "mine and track refer to it" in result.err) == (0, True)


def test_a_removal_of_an_imported_list(small: Dlr, home: Path) -> None:
    """What dlr import made goes with what it remembers."""
    folder = home / "curricula"
    folder.mkdir()
    (folder / "list.yaml").write_text(curriculum(item("x"), id="list"))
    (folder / "list.import.json").write_text("{}")
    result = small("remove", "list", "--yes")
    assert (result.code, list(folder.iterdir())) == (0, [])
