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
