"""Overlays as a learner meets them: one's own things over a curriculum that others keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_helpers import CURRICULA

from authoring.repositories import Repository
from curriculum.making import curriculum, item

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr

    Write = Callable[[str, str], Path]

MINE = """\
format: 1
id: mine
title: My way
extends: small
hide: {items: [indexing], categories: [top/vision]}
change:
  vectors: {hours: 6, requires: [notebooks: they are drawn there]}
levels:
  - id: entry
    categories:
      - id: practice
        items:
          - {id: einsum, title: Einsum, kind: skill, hours: 2, requires: [vectors]}
"""
SMALL = (CURRICULA / "small.yaml").read_text(encoding="utf-8")


@pytest.fixture
def mine(small: Dlr, write_curriculum: Write) -> Dlr:
    """Return what calls dlr for one whose overlay over `small` is in use."""
    write_curriculum("mine", MINE)
    assert small("use", "mine").code == 0
    return small


def ids(dlr: Dlr, *options: str) -> list[str]:
    """Return the ids that list names."""
    return [item["id"] for item in dlr("list", "--json", *options).document["items"]]


def test_a_tick_counts_in_the_overlay_and_in_its_base(mine: Dlr) -> None:
    """Inherited items keep their key, own ones have one of the overlay."""
    assert mine("tick", "notebooks", "einsum").code == 0
    assert ids(mine, "--state", "done") == ["notebooks", "einsum"]
    assert ids(mine, "--state", "done", "--curriculum", "small") == ["notebooks"]
    keys = [event["key"] for event in mine("log", "--json").document["events"]]
    assert sorted(keys) == ["mine/einsum", "small/notebooks"]
    assert mine("untick", "notebooks", "--curriculum", "small").code == 0
    assert ids(mine, "--state", "done") == ["einsum"]


def test_commands_see_the_overlay(mine: Dlr) -> None:
    """What is hidden is gone from lists and counts, what is changed holds, what is own is there."""
    assert "indexing" not in ids(mine)
    assert "einsum" in ids(mine)
    assert ids(mine, "--ready") == ["notebooks"]
    path = mine("path", "einsum", "--json").document
    assert [step["id"] for step in path["items"]] == ["notebooks", "vectors", "einsum"]
    assert path["hours"] == 1 + 6 + 2
    base = mine("status", "--json", "--curriculum", "small").document["totals"]
    totals = mine("status", "--json").document["totals"]
    assert totals["items"] == base["items"] - 2 + 1


def test_show_tells_what_was_changed(mine: Dlr) -> None:
    """`show` names the overlay, the new value and the one before; scripts get them too."""
    out = mine("show", "vectors").out
    assert "Changed in mine\n - hours 6, was 3\n - also requires Notebooks\n" in out
    changed = mine("show", "vectors", "--json").document["changed"]
    assert changed[0] == {"by": "mine", "what": "hours", "was": 3, "now": 6, "added": []}
    assert changed[1]["added"] == ["small/notebooks"]
    assert mine("show", "vectors", "--curriculum", "small", "--json").document["changed"] == []
    home = [
        one for one in mine("list", "--all", "--json").document["items"] if one["id"] == "vectors"
    ]
    assert [one["hours"] for one in home] == [3]


def test_curricula_tell_what_an_overlay_stands_on(mine: Dlr) -> None:
    """The list names the base behind the title, and the document has its id."""
    assert "My way (mine, extends small" in mine("curricula").out
    found = {one["id"]: one for one in mine("curricula", "--json").document["curricula"]}
    assert (found["mine"]["extends"], found["small"]["extends"]) == ("small", "")
    assert found["mine"]["in_use"]


def test_an_update_of_the_base_arrives_by_itself(mine: Dlr, write_curriculum: Write) -> None:
    """The next call has it: ticks stay, and what lost its place is told, not refused."""
    path = write_curriculum("small", SMALL)
    assert mine("tick", "vectors", "einsum", "notebooks").code == 0
    text = SMALL.replace("id: vectors\n", "id: arrows\n            formerly: [vectors]\n")
    text = text.replace("- vectors", "- arrows").replace("[vectors,", "[arrows,")
    text = text.replace("arrows-101: vectors", "arrows-101: arrows, indexing: null")
    start, end = text.index("          - id: indexing"), text.index("      - id: practice")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    result = mine("status", "--json")
    assert (result.code, result.err) == (0, "")
    assert result.document["totals"]["done"] == 3
    assert mine("show", "arrows", "--json").document["hours"] == 6
    told = mine("curricula").out
    assert "mine: 1 entry has no effect. For details: dlr lint " in told
    found = mine("curricula", "--json").document["curricula"][0]
    assert found["dropped"] == 1
    assert "mine.yaml:5:16: warning S114" in found["first_dropped"]
    assert "mine: 1 entry has no effect" in mine("doctor").out
    assert mine("doctor").code == 0


def test_a_base_that_breaks_leaves_the_last_good_form(mine: Dlr, write_curriculum: Write) -> None:
    """A fault in the base is named, and the overlay is used as it was."""
    path = write_curriculum("small", SMALL)
    assert mine("status").code == 0
    path.write_text(SMALL.replace("kind: tool", "kind: nope"), encoding="utf-8")
    result = mine("status", "--json")
    assert result.code == 0
    assert "small.yaml" in result.err
    assert result.document["curriculum"]["id"] == "mine"


def test_what_is_hidden_is_called_hidden(mine: Dlr) -> None:
    """`show`, `why` and `path` tell an item that the overlay hides from one that is elsewhere."""
    out = mine("show", "convolutions").out
    assert "hidden in My way; in Top, Vision of A small curriculum." in out
    assert "Convolutions (convolutions), hidden in My way," in mine("why", "convolutions").out
    assert "hidden in My way" in mine("path", "convolutions").out
    assert "not in A small" not in mine("path", "convolutions", "--curriculum", "small").out


def test_the_id_of_a_hidden_item_means_that_item(mine: Dlr, write_curriculum: Write) -> None:
    """Words of another title are not meant by an exact id, also where the overlay hides it."""
    write_curriculum("mine", MINE.replace("title: Einsum", "title: Indexing of convolutions"))
    assert mine("show", "indexing", "--json").document["key"] == "small/indexing"
    assert mine("tick", "convolutions", "--json").document["changed"][0]["id"] == "convolutions"
    assert mine("list", "--state", "done", "--json").document["items"] == []
    assert mine("show", "indexing of").code == 0


def test_what_comes_before_may_be_hidden(mine: Dlr, write_curriculum: Write) -> None:
    """`show` says of a prerequisite that it is hidden, as nobody is asked for it."""
    write_curriculum("mine", MINE.replace("items: [indexing]", "items: [matrices]"))
    out = mine("show", "first-network").out
    assert " - Matrices (hidden): a layer is a matrix" in out
    assert " - Notebooks (to do)" in out


def test_two_items_of_one_id(small: Dlr, write_curriculum: Write) -> None:
    """Where an own item has the id of another one, both are named by their keys, also in hints."""
    text = MINE.replace("einsum", "matrices").replace("requires: [vectors]", "priority: essential")
    write_curriculum("mine", text)
    small("use", "mine")
    assert small("tick", "matrices").code == 2
    assert "mine/matrices: Einsum" in small("tick", "matrices").err
    listed = small("list", "--level", "entry").out
    assert "mine/matrices" in listed
    assert "small/matrices" in listed
    assert "To start: dlr start mine/matrices" in small("next").out


# One home for every tick


def test_a_curriculum_that_changes_its_id(small: Dlr, write_curriculum: Write) -> None:
    """Ticks stay with the id; status, curricula and doctor say so until it is given back."""
    path = write_curriculum("robots", curriculum(item("a"), item("b"), id="robots"))
    small("use", "robots")
    assert small("tick", "a").code == 0
    path.write_text(curriculum(item("a"), item("b"), id="robotics"), encoding="utf-8")
    for _ in range(2):
        result = small("status", "--json", "--curriculum", str(path))
        assert result.document["totals"]["done"] == 0
        assert "changed its id from robots to robotics" in result.err
    refused = small("status")
    assert refused.code == 2
    assert "changed its id from robots to robotics" in refused.err
    assert "changed its id from robots to robotics" in small("curricula").out
    assert "changed its id from robots to robotics" in small("doctor").out
    path.write_text(curriculum(item("a"), item("b"), id="robots"), encoding="utf-8")
    result = small("status", "--json", "--curriculum", str(path))
    assert (result.document["totals"]["done"], result.err) == (1, "")
    assert "before" not in small("curricula").out


def test_the_last_good_form_of_another_id_takes_no_ticks(
    small: Dlr, write_curriculum: Write
) -> None:
    """A file that changed its id and broke is refused: its last good form is of another home."""
    path = write_curriculum("robots", curriculum(item("a"), id="robots"))
    assert small("status", "--curriculum", str(path)).code == 0
    path.write_text(curriculum(item("a", "kind: x"), id="robotics"), encoding="utf-8")
    result = small("tick", "a", "--curriculum", str(path))
    assert result.code == 2
    assert "Curriculum robotics has 1 error" in result.err
    assert small("log", "--json").document["events"] == []


def test_a_copy_of_a_bundled_curriculum(small: Dlr, write_curriculum: Write) -> None:
    """A copy in one's own folder is used; curricula, doctor and lint name the one that is not."""
    path = write_curriculum("small", SMALL)
    original = str(CURRICULA / "small.yaml")
    assert (
        f"several files have the id small; dlr uses {path}, not {original}"
        in small("curricula").out
    )
    assert original in small("doctor").out
    result = small("lint", str(path), "--select", "S116")
    assert result.code == 1
    assert f"{original} also has the id `small`" in result.out


# In a repository of git


def test_diff_of_an_overlay(
    home: Path, dlr: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an overlay hides, adds and changes is what changed for its learners."""
    repo = Repository(tmp_path / "repo")
    monkeypatch.chdir(repo.folder)
    plain = "format: 1\nid: mine\ntitle: My way\nextends: small\n"
    repo.commit({"small.yaml": SMALL, "mine.yaml": plain})
    repo.commit({"small.yaml": SMALL, "mine.yaml": MINE})
    out = dlr("diff", "HEAD~1", "mine.yaml").out
    assert "Einsum, in entry/practice" in out
    assert "Vectors, from 3 to 6 hours" in out
    assert "Convolutions, now hidden; ticks stay in the history" in out
    assert "Vectors, now requires Notebooks" in out
    assumed = MINE.replace("extends: small", "extends: small\nassumes: [matrices]")
    repo.commit({"small.yaml": SMALL, "mine.yaml": assumed.replace(", requires: [vectors]", "")})
    out = dlr("diff", "HEAD~1", "mine.yaml").out
    assert "Matrices, now assumed" in out
    assert "Einsum, no longer requires Vectors" in out


def test_lint_of_an_overlay_with_its_base_of_git(
    home: Path, dlr: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An own id that vanished is an error; what is hidden did not vanish."""
    repo = Repository(tmp_path / "repo")
    monkeypatch.chdir(repo.folder)
    repo.commit({"small.yaml": SMALL, "mine.yaml": MINE})
    assert dlr("lint", ".", "--base", "HEAD", "--select", "S1").code == 0
    repo.commit({"small.yaml": SMALL, "mine.yaml": MINE.replace("id: einsum", "id: sums")})
    result = dlr("lint", ".", "--base", "HEAD~1", "--select", "S110", "--json")
    assert [f["message"].split("`")[1] for f in result.document["findings"]] == ["einsum"]
