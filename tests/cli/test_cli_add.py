"""`dlr add`: what is taken in, under which id, and what is refused before anything is written."""

import json
from pathlib import Path
from typing import Any

import pytest

from authoring.remotes import address, reach
from authoring.repositories import Repository
from conftest import Dlr
from curriculum.making import category, curriculum, item, main_file, write
from dlroadmap.authoring.elsewhere import placing
from dlroadmap.authoring.elsewhere.record import read_origin
from dlroadmap.errors import DlrError

STATS = curriculum(item("mean"), item("median", "requires: [mean]"), id="stats")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one curriculum, which ssh reaches."""
    reach(monkeypatch, tmp_path)
    made = Repository(tmp_path / "repo")
    made.commit({"stats.yaml": STATS, "mkdocs.yml": "site_name: x\n", "README.md": "# x\n"})
    return made


def files(home: Path) -> list[str]:
    """Return what lies in the learner's folder of curricula."""
    folder = home / "curricula"
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_repository_with_one_curriculum(small: Dlr, home: Path, repo: Repository) -> None:
    """Its files are copied, the commit is shown and recorded, and it can be used at once."""
    commit = repo.git("rev-parse", "HEAD")
    result = small("add", address(repo.folder))
    assert (result.code, result.err) == (0, f"Fetching {address(repo.folder)} ...\n")
    assert result.lines[0] == "Added A curriculum (stats): 2 items, hours unknown"
    assert result.lines[1] == f"From {address(repo.folder)}, commit {commit[:12]}"
    assert files(home) == ["stats/.origin.json", "stats/curriculum.yaml"]
    assert (home / "curricula/stats/curriculum.yaml").read_text() == STATS
    assert small("list", "--curriculum", "stats", "--json").code == 0
    [row] = [one for one in small("curricula", "--json").document["curricula"] if one["origin"]]
    assert (row["id"], row["origin"]["commit"]) == ("stats", commit)
    assert row["origin"]["from"] == address(repo.folder)
    assert f"commit {commit[:12]}" in small("curricula").out


def test_the_document(small: Dlr, home: Path, repo: Repository) -> None:
    """JSON has the keys that scripts lean on, and nothing on stderr."""
    result = small("add", address(repo.folder), "--json")
    assert (result.code, result.err) == (0, "")
    document = result.document
    assert document["commit"] == repo.git("rev-parse", "HEAD")
    assert (document["id"], document["from"]) == ("stats", address(repo.folder))
    assert (document["before"], document["changes"], document["items"]) == (None, [], 2)


def test_the_commit_is_taken_and_not_what_lies_about(
    small: Dlr, home: Path, repo: Repository
) -> None:
    """Of a repository on this machine it is what was committed; no network is spoken of."""
    (repo.folder / "stats.yaml").write_text("broken: [")
    result = small("add", str(repo.folder))
    assert (result.code, result.err) == (0, "")
    assert (home / "curricula/stats/curriculum.yaml").read_text() == STATS


def test_another_revision(small: Dlr, home: Path, repo: Repository) -> None:
    """--ref takes a tag, here of an older commit, by ssh and by path."""
    repo.git("tag", "v1")
    repo.commit({"stats.yaml": curriculum(item("mean"), id="stats")})
    for place in (address(repo.folder), str(repo.folder)):
        assert small("add", place, "--ref", "v1").code == 0
        assert (home / "curricula/stats/curriculum.yaml").read_text() == STATS
        assert small("remove", "stats", "--yes").code == 0
    for wrong in ("--upload-pack=x", "a:b", "nosuch", "+v1", "^v1"):
        for place in (address(repo.folder), str(repo.folder)):
            result = small("add", place, f"--ref={wrong}")
            assert (result.code, result.out) == (2, "")
    assert files(home) == []


def test_a_repository_without_a_working_folder(
    small: Dlr, home: Path, repo: Repository, tmp_path: Path
) -> None:
    """A bare one is read by its path."""
    bare = tmp_path / "bare.git"
    repo.git("clone", "-q", "--bare", str(repo.folder), str(bare))
    assert small("add", str(bare)).code == 0
    origin = read_origin(home / "curricula/stats")
    assert origin
    assert origin.commit == repo.git("rev-parse", "HEAD")


def test_a_plain_folder_and_a_file(small: Dlr, home: Path, tmp_path: Path) -> None:
    """Without a repository there is no commit; only files of the curriculum are copied."""
    folder = {
        "curriculum.yaml": main_file("one: [cat]", id="stats"),
        "one/cat.yaml": category("cat", item("mean")),
        "one/other.yaml": category("other", item("x")),
        "docker-compose.yaml": "services: {}\n",
        "notes.txt": "x",
    }
    write(tmp_path / "plain", folder)
    assert small("add", str(tmp_path / "plain"), "--json").document["commit"] is None
    assert files(home) == ["stats/.origin.json", "stats/curriculum.yaml", "stats/one/cat.yaml"]
    write(tmp_path, {"single.yaml": STATS.replace("id: stats", "id: single")})
    result = small("add", str(tmp_path / "single.yaml"))
    assert result.code == 0
    assert ", added " in result.lines[1]
    assert (home / "curricula/single/curriculum.yaml").exists()
    refused = small("add", str(tmp_path / "single.yaml"), "--ref", "main")
    assert (refused.code, "is not a Git repository" in refused.err) == (2, True)


def test_several_curricula(small: Dlr, home: Path, repo: Repository) -> None:
    """Of several none is guessed: they are listed, and taken in by their ids, with each other."""
    track = curriculum("stats/mean", id="track2")
    repo.commit({
        "curriculum/stats/curriculum.yaml": main_file("one: [cat]", id="stats"),
        "curriculum/stats/one/cat.yaml": category("cat", item("mean")),
        "curriculum/track2.yaml": track,
    })  # fmt: skip
    place = address(repo.folder)
    asked = small("add", place)
    assert (asked.code, asked.out, files(home)) == (2, "", [])
    assert "2 curricula: stats and track2." in asked.err
    assert f"Specify which ones, for example: dlr add {place} stats track2\n" in asked.err
    alone = small("add", place, "track2")
    assert (alone.code, files(home)) == (2, [])
    assert "curricula that you do not have: stats.\n" in alone.err
    assert f"To add them together: dlr add {place} track2 stats\n" in alone.err
    both = small("add", place, "stats", "track2", "--json")
    assert (both.code, [one["id"] for one in both.document["curricula"]]) == (
        0,
        ["stats", "track2"],
    )
    unknown = small("add", place, "stat")
    assert "Did you mean stats?" in unknown.err


def test_what_is_not_there_either(small: Dlr, home: Path, repo: Repository) -> None:
    """Where the place lacks what a curriculum refers to, it has to come from somewhere else."""
    repo.commit({"walk.yaml": curriculum("stats/mean", "far/x", id="walk")})
    result = small("add", str(repo.folder), "walk")
    assert "that you do not have: far and stats. Add them first." in result.err
    assert "together" not in result.err


def test_of_several_all_or_none_are_written(
    small: Dlr, home: Path, repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the second of two cannot be written, the first does not stay."""
    repo.commit({"a.yaml": curriculum(item("x"), id="a"), "b.yaml": curriculum(item("x"), id="b")})

    write_one = placing.place

    def fail(folder: Path, *more: Any) -> None:
        if folder.name == "b":
            raise DlrError("unwritable", "No space left on device.")
        write_one(folder, *more)

    monkeypatch.setattr(placing, "place", fail)
    result = small("add", str(repo.folder), "a", "b")
    assert (result.code, files(home)) == (2, [])


def test_errors_are_refused(small: Dlr, home: Path, repo: Repository) -> None:
    """A curriculum with errors is not taken in; the first are shown by their place there."""
    broken = curriculum(*(item(f"i{n}", "requires: [nothing]") for n in range(8)), id="stats")
    repo.commit({"deep/stats.yaml": broken})
    result = small("add", address(repo.folder), "--json")
    error = result.document["error"]
    assert (result.code, error["code"], error["errors"]) == (2, "unfit-curriculum", 8)
    assert error["advice"][0].startswith("  deep/stats.yaml:14:")
    assert error["advice"][5] == "  and 3 more"
    assert not (home / "curricula").exists()
    assert small("add", address(repo.folder), "--id", "other").code == 2


def test_warnings_are_counted(small: Dlr, home: Path, repo: Repository) -> None:
    """Warnings do not stand in the way."""
    doubled = item("mean", "requires: [median, median]")
    repo.commit({"stats.yaml": curriculum(item("median"), doubled, id="stats")})
    result = small("add", address(repo.folder))
    assert result.code == 0
    assert "dlr lint" in result.out


def test_no_curriculum(small: Dlr, home: Path, repo: Repository) -> None:
    """Where there is none, it says so, and names what could not be read."""
    repo.commit({"x.yaml": "a: ["})
    result = small("add", address(repo.folder))
    assert (result.code, result.out) == (2, "")
    assert "No curriculum found" in result.err
    assert "x.yaml:1:" in result.err
    empty = Repository(repo.folder.with_name("empty"))
    assert "has no commits" in small("add", str(empty.folder)).err
    assert small("add", address(empty.folder)).code == 2


def test_an_id_that_is_taken(small: Dlr, home: Path, repo: Repository) -> None:
    """A bundled id, one's own and one from elsewhere are refused; --id takes another one."""
    place = str(repo.folder)
    assert small("add", place).code == 0
    again = small("add", place)
    assert (again.code, "dlr update stats" in again.err) == (2, True)
    elsewhere = small("add", address(repo.folder))
    assert (elsewhere.code, "“stats” already exists" in elsewhere.err) == (2, True)
    repo.commit({"small.yaml": curriculum(item("x"), id="small")})
    bundled = small("add", place)
    assert (bundled.code, "--id ID" in bundled.err) == (2, True)
    assert small("add", place, "--id", "Not An Id").code == 2
    assert small("add", place, "--id", "mine").code == 0
    assert "id: mine\n" in (home / "curricula/mine/curriculum.yaml").read_text()


def test_a_half_written_folder_is_not_taken_for_one(small: Dlr, home: Path) -> None:
    """A folder of that name that is no curriculum is left alone, too."""
    (home / "curricula/stats").mkdir(parents=True)
    write(home, {"stats.yaml": STATS})
    result = small("add", str(home / "stats.yaml"))
    assert (result.code, files(home)) == (2, [])


def test_a_damaged_record(small: Dlr, home: Path, repo: Repository) -> None:
    """A record that cannot be read is told, and hides no curriculum."""
    assert small("add", str(repo.folder)).code == 0
    record = home / "curricula/stats/.origin.json"
    values = json.loads(record.read_text())
    for text in ("{", "[]", "1" * 5000, json.dumps({**values, "from": 7}), "[" * 60_000):
        record.write_text(text)
        listed = small("curricula")
        assert listed.code == 0
        assert "(stats)" in listed.out
        assert str(record) in listed.err
        assert small("update").code == 2
    record.write_text(json.dumps({**values, "from": "ext::sh -c x"}))
    result = small("update", "stats")
    assert (result.code, "does not fetch from ext::" in result.err) == (2, True)
