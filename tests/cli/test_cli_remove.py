"""`dlr remove`: what is refused, what goes, and what stays."""

import json
from pathlib import Path

import pytest
from cli_helpers import Terminal

from authoring.remotes import address, reach
from authoring.repositories import Repository
from conftest import Dlr
from curriculum.making import curriculum, item

BEFORE = curriculum(item("mean"), item("median"), item("mode"), id="stats")


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
def test_a_person_is_asked(added: Dlr, home: Path) -> None:
    """Own changes are named before the question; Enter leaves all as it was."""
    (home / "curricula/stats/notes.txt").write_text("x")
    with Terminal(home, "remove", "stats", columns=200) as terminal:
        terminal.expect("You have changed files of stats; these changes will be lost.")
        terminal.expect("Remove stats? [y/N]:")
        terminal.enter("\n")
        terminal.expect("stats was not removed.")
        assert terminal.end() == 0
    assert here(home) == BEFORE


def test_what_others_need_stays(added: Dlr, home: Path) -> None:
    """Overlays, tracks and items that build on it would be errors without it: it is not removed."""
    assert added("new", "overlay", "mine", "--extends", "stats").code == 0
    folder = home / "curricula"
    (folder / "track.yaml").write_text(curriculum("stats/mean", id="track"))
    needs = item("x", "requires: [stats/mean: it is used there]")
    (folder / "needs.yaml").write_text(curriculum(needs, id="needs"))
    (folder / "further.yaml").write_text(curriculum("track/x", "needs/x", id="further"))
    (folder / "behind.yaml").write_text(curriculum("needs/x", id="behind"))
    (folder / "broken.yaml").write_text(curriculum("stats/mean", "stats/no", id="broken"))
    (folder / "other.yaml").write_text(curriculum(item("x"), id="other"))
    result = added("remove", "stats", "--yes")
    assert (result.code, result.out, here(home)) == (2, "", BEFORE)
    words = "dlr: behind, mine, needs and track cannot be used without stats; nothing was removed."
    assert words in result.err
    assert f"“mine” is yours: {folder / 'mine.yaml'}. Delete it first, or edit it." in result.err
    assert "dlr remove" not in result.err
    for name in ("mine", "needs", "track", "behind"):
        (folder / f"{name}.yaml").unlink()
    assert added("remove", "stats", "--yes").code == 0


def test_several_are_removed_together(added: Dlr, home: Path, repo: Repository) -> None:
    """What needs another can go with it in one call, in any order; alone the words say how."""
    repo.commit({"walk.yaml": curriculum("stats/mean", id="walk")})
    assert added("add", str(repo.folder), "walk").code == 0
    refused = added("remove", "stats", "--yes", "--json")
    error = refused.document["error"]
    assert (refused.code, error["code"], error["needed_by"]) == (2, "still-needed", ["walk"])
    assert error["advice"] == ["To remove them together: dlr remove walk stats"]
    asked = added("remove", "stats", "walk")
    assert (asked.code, "dlr remove stats walk --yes" in asked.err) == (2, True)
    assert added("remove", "stats", "nosuch", "walk", "--yes").code == 2
    assert here(home) == BEFORE
    result = added("remove", "stats", "walk", "stats", "--yes")
    assert (result.code, list((home / "curricula").iterdir())) == (0, [])
    assert result.lines[0] == "Removed stats and walk. Your progress stays recorded."
    again = [
        f"dlr add {place} {id}"
        for place, id in ((address(repo.folder), "stats"), (str(repo.folder), "walk"))
    ]
    assert result.lines[1:] == [f"To add them again: {call}" for call in again]


def test_what_was_added_together_is_added_again_together(
    small: Dlr, home: Path, repo: Repository
) -> None:
    """Of curricula that need each other the words name all in one call, which works."""
    pair = {
        "a.yaml": curriculum(item("x"), "b/x", id="a"),
        "b.yaml": curriculum(item("x"), "a/x", id="b"),
        "stats.yaml": BEFORE,
    }
    repo.commit(pair)
    assert small("add", str(repo.folder), "a", "b").code == 0
    assert small("add", str(repo.folder), "stats", "--id", "s2").code == 0
    result = small("remove", "a", "s2", "b", "--yes")
    calls = [line.partition(": dlr ")[2].split() for line in result.lines[1:]]
    assert calls == [
        ["add", str(repo.folder), "a", "b"],
        ["add", str(repo.folder), "stats", "--id", "s2"],
    ]
    assert [small(*call).code for call in calls] == [0, 0]


def test_a_rival_takes_its_place(added: Dlr, home: Path) -> None:
    """What another curriculum of the same id can stand in for is not needed."""
    folder = home / "curricula"
    (folder / "extra.yaml").write_text(curriculum("small/vectors", id="extra"))
    own = curriculum(item("vectors"), id="small")
    (folder / "small.yaml").write_text(own)
    (folder / "small.import.json").write_text("{}")
    assert added("use", "stats").code == 0
    assert added("remove", "small", "--yes").code == 0


def test_a_removal_of_an_imported_list(small: Dlr, home: Path) -> None:
    """What dlr import made goes with what it remembers."""
    folder = home / "curricula"
    folder.mkdir()
    (folder / "list.yaml").write_text(curriculum(item("x"), id="list"))
    (folder / "list.import.json").write_text("{}")
    result = small("remove", "list", "--yes")
    assert (result.code, list(folder.iterdir())) == (0, [])
