"""Overlays by commands: what is written, where, how it is taken back, and what is refused."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_helpers import CURRICULA, Terminal
from own_things import BEGUN, call_back, held

from conftest import Dlr
from dlroadmap.errors import DlrError


def test_new_overlay(small: Dlr, home: Path) -> None:
    """An overlay begins with all of its base, in the learner's folder, and says how to use it."""
    result = small("new", "overlay", "mine", "--extends", "small")
    path = home / "curricula/mine.yaml"
    assert path.read_text() == BEGUN
    assert result.lines == [
        f"Created overlay mine of small: {path}",
        "To use it: dlr use mine",
        f"To remove it: delete {path}",
    ]
    before = held(small)
    small("use", "mine")
    assert held(small).keys() == before.keys()


def test_new_overlay_elsewhere(small: Dlr, tmp_path: Path) -> None:
    """With --in it is written into another folder, and its path is the way to use it."""
    result = small(
        "new", "overlay", "a", "--extends", "small", "--in", str(tmp_path), "--title", "A: “b”"
    )
    assert f"To use it: dlr use {tmp_path}/a.yaml" in result.lines
    assert 'title: "A: “b”"' in (tmp_path / "a.yaml").read_text()


@pytest.mark.parametrize(
    "call",
    [
        ["mine"],
        ["mine", "--extends", "nothing"],
        ["track", "--extends", "small"],
        ["Mine!", "--extends", "small"],
        ["taken", "--extends", "small"],
        ["mine", "--extends", "small", "--category", "entry/theory"],
    ],
)
def test_overlays_that_are_refused(small: Dlr, home: Path, call: list[str]) -> None:
    """An unknown base, a bad id, an id or a file in the way: exit 2, and nothing is written."""
    (home / "curricula/taken").mkdir(parents=True)
    result = small("new", "overlay", *call)
    assert (result.code, result.out) == (2, "")
    assert not list((home / "curricula").rglob("*.yaml"))


def test_hide_items_levels_and_categories(small: Dlr, mine: Path) -> None:
    """What is hidden is gone, the base has it still, and the call that is shown undoes it."""
    before = held(small)
    result = small("hide", "vectors", "middle/theory", "top", "--json").document
    assert result["hidden"] == ["vectors", "middle/theory", "top"]
    assert result["undo"] == "dlr hide vectors middle/theory top --undo"
    assert mine.read_text() == (
        f"{BEGUN}hide:\n  items:\n    - vectors\n"
        "  categories:\n    - middle/theory\n  levels:\n    - top\n"
    )
    left = held(small)
    assert "small/vectors" not in left
    assert "small/matrices" in left
    assert {item["level"] for item in left.values()} == {"entry", "middle"}
    assert len(small("list", "--curriculum", "small", "--json").document["items"]) == len(before)
    call_back(small, result)
    assert mine.read_text() == BEGUN
    assert held(small).keys() == before.keys()


def test_hidden_already(small: Dlr, mine: Path) -> None:
    """Hiding what is hidden, alone or with its level, changes nothing and says so."""
    small("hide", "vectors", "top")
    before = mine.read_bytes()
    listed = small("list", "--curriculum", "small", "--level", "top", "--json").document
    inside = listed["items"][0]["id"]
    for call in (["vectors"], ["top"], [inside], ["matrices", "--undo"]):
        result = small("hide", *call)
        assert result.code == 0
        assert result.lines[0].startswith(("Already hidden: ", "Not hidden: "))
        assert result.lines[-1] == "Nothing was changed."
    assert small("hide", inside, "--undo").code == 2
    assert mine.read_bytes() == before


def test_change_and_base(small: Dlr, mine: Path) -> None:
    """Hours and priority change in the overlay alone; `base` restores them, and the file."""
    result = small(
        "change", "vectors", "--hours", "6.50", "--priority", "useful", "--json"
    ).document
    assert result["changed"] == [
        {"field": "hours", "from": 3, "to": 6.5},
        {"field": "priority", "from": "essential", "to": "useful"},
    ]
    change = "change:\n  vectors:\n    hours: 6.50\n    priority: useful\n"
    assert mine.read_text() == BEGUN + change
    item = held(small)["small/vectors"]
    assert (item["hours"], item["priority"]) == (6.5, "useful")
    again = small("change", "vectors", "--hours", "7", "--json").document
    assert again["undo"] == "dlr change vectors --hours 6.50"
    call_back(small, again)
    assert mine.read_text() == BEGUN + change
    call_back(small, result)
    assert mine.read_text() == BEGUN


def test_changed_already(small: Dlr, mine: Path) -> None:
    """A value that an item has already is not written."""
    result = small("change", "vectors", "--hours", "3")
    assert (result.code, result.lines) == (0, ["Vectors: hours already 3", "Nothing was changed."])
    assert small("change", "vectors", "--priority", "base").code == 0
    assert mine.read_text() == BEGUN


def test_own_items(small: Dlr, mine: Path) -> None:
    """An item goes into a category of the base, can be learned and removed again."""
    first = small("new", "item", "Einsum", "--category", "entry/theory", "--json").document
    second = small(
        "new", "item", "More of it", "--category", "theory",
        "--requires", "vec", "--requires", "Einsum", "--after", "einsum", "--json",
    )  # fmt: skip
    assert second.code == 2  # a category of two levels
    second = small(
        "new", "item", "More of it", "--category", "entry/theory",
        "--requires", "vec", "--requires", "einsum", "--after", "einsum", "--json",
    )  # fmt: skip
    assert mine.read_text() == BEGUN + (
        "levels:\n  - id: entry\n    categories:\n      - id: theory\n        items:\n"
        '          - id: einsum\n            title: "Einsum"\n            kind: concept\n'
        '          - id: more-of-it\n            title: "More of it"\n            kind: concept\n'
        "            requires:\n              - vectors\n              - einsum\n"
    )
    item = held(small)["mine/more-of-it"]
    assert (item["level"], item["category"]) == ("entry", "theory")
    assert [need["key"] for need in item["requires"]] == ["small/vectors", "mine/einsum"]  # type: ignore[attr-defined]
    assert small("tick", "einsum").code == 0
    refused = small("new", "item", "einsum", "--undo")
    assert refused.code == 2
    words = refused.err.replace("\n", " ")
    assert "“more-of-it” requires “einsum” in " in words
    assert "mine.yaml, line 18; nothing was removed." in words
    assert "To remove “more-of-it” first: dlr new item more-of-it --undo" in refused.err
    call_back(small, second.document)
    call_back(small, first)
    assert mine.read_text() == BEGUN


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["hide", "zzzzz"], "Nothing is named"),
        (["hide", "einsum"], "your own item"),
        (["hide", "vectors", "zzzzz"], "Nothing is named"),
        (["change", "einsum", "--hours", "base"], "your own item"),
        (["change", "einsum", "--undo"], "your own item"),
        (["change", "vectors", "--hours", "none"], "not your own item"),
        (["change", "vectors", "--undo", "--hours", "2"], "--undo cannot be used with"),
        (["change", "entry/theory", "--hours", "2"], "is a category"),
        (["change", "entry", "--hours", "2"], "is a level"),
        (["change", "vectors", "--hours", "010"], "not a valid number of hours"),
        (["change", "vectors", "--hours", ""], "not a valid number of hours"),
        (["change", "vectors"], "Specify what to change"),
        (["change", "vectors", "--hours", "0"], "not a valid number of hours"),
        (["change", "vectors", "--hours", "many"], "not a valid number of hours"),
        (["change", "vectors", "--priority", "high"], "not a valid value for --priority"),
        (["new", "item", "X", "--category", "entry/nothing"], "Unknown category"),
        (["new", "item", "Vectors", "--category", "entry/theory"], "small already has an item"),
        (["new", "item", "Einsum", "--category", "entry/theory"], "mine already has an item"),
        (["new", "item", "X", "--category", "top/language"], "top is hidden"),
        (["new", "item", "X", "--category", "entry/practice", "--after", "einsum"], "No item"),
        (["new", "item", "X", "--category", "entry/theory", "--in", "small"], "read-only"),
        (["new", "item", "vectors", "--undo"], "no item “vectors” of its own"),
        (["new", "item", "einsum", "--undo", "--hours", "2"], "cannot be used"),
    ],
)
def test_refusals_change_nothing(small: Dlr, mine: Path, call: list[str], words: str) -> None:
    """What cannot be done is exit 2 in words, also where half of it could, and no byte changes."""
    small("new", "item", "Einsum", "--category", "entry/theory")
    small("hide", "top")
    before = mine.read_bytes()
    result = small(*call)
    assert (result.code, result.out) == (2, "")
    assert words in result.err.replace("\n", " ")
    assert mine.read_bytes() == before


@pytest.mark.parametrize(("level", "item"), [("vectors", "base/vectors"), ("arrows", "vectors")])
def test_a_name_of_an_item_and_a_level(
    small: Dlr, home: Path, write_curriculum: Callable[[str, str], Path], level: str, item: str
) -> None:
    """What names an item and a level is neither: the call for each is shown, and works."""
    mine = home / "curricula/mine.yaml"
    text = (CURRICULA / "small.yaml").read_text(encoding="utf-8")
    write_curriculum(
        "base", text.replace("id: small", "id: base").replace("id: top", f"id: {level}")
    )
    small("new", "overlay", "mine", "--extends", "base")
    small("use", "mine")
    result = small("hide", level)
    assert (result.code, result.out) == (2, "")
    calls = [f"dlr hide {item}", f"dlr hide {level}/"]
    assert [line.strip() for line in result.err.splitlines()[2:]] == calls
    for call in calls:
        done = small(*call.split()[1:], "--json").document
        assert done["undo"] == f"{call} --undo"
        call_back(small, done)
    assert mine.read_text().endswith("extends: base\n")


def test_errors_of_the_file_stop_everything(small: Dlr, mine: Path) -> None:
    """An overlay with errors is not edited; what lint only warns of does not hinder."""
    mine.write_text(f"{BEGUN}hide: {{items: [no-such-item]}}\n")
    assert small("hide", "vectors").code == 0
    assert mine.read_text() == f"{BEGUN}hide: {{items: [no-such-item, vectors]}}\n"
    broken = f"{BEGUN}hide: {{itmes: []}}\n"
    mine.write_text(broken)
    for call in (["hide", "vectors"], ["change", "vectors", "--hours", "2"]):
        result = small(*call)
        assert result.code == 2
        assert "dlr lint" in result.err
    assert mine.read_text() == broken


NEEDED = ["new overlay mine --extends small", "use mine"]


def test_without_an_overlay_the_calls_are_named(small: Dlr, home: Path) -> None:
    """Where there is nobody to ask, the calls that make an overlay are named, and work."""
    result = small("hide", "vectors")
    assert (result.code, result.out) == (2, "")
    assert re.findall(r"^dlr (.*)$", result.err, re.MULTILINE)[-2:] == NEEDED
    assert not (home / "curricula").exists()
    assert small("hide", "vectors", "--json").document["error"]["code"] == "no-overlay"
    for call in NEEDED:
        assert small(*call.split()).code == 0
    assert small("hide", "vectors").code == 0


@pytest.mark.parametrize(
    "call",
    [
        ["hide", "vectors"],
        ["change", "vectors", "--hours", "5"],
        ["new", "item", "Einsum", "--category", "entry/theory"],
    ],
)
def test_the_first_call_makes_an_overlay(small: Dlr, home: Path, call: list[str]) -> None:
    """With --yes an overlay is made over the curriculum in use, and used from then on."""
    document = small(*call, "--yes", "--json").document
    path = home / "curricula/mine.yaml"
    assert document["files"] == [str(path)]
    assert json.loads((home / "config.json").read_text()) == {"curriculum": "mine"}
    assert path.read_text().startswith(BEGUN)
    call_back(small, document)
    assert path.read_text() == BEGUN


def test_what_fails_makes_no_overlay(small: Dlr, home: Path) -> None:
    """An unknown name is told before anything is made."""
    assert small("hide", "zzzzz", "--yes").code == 2
    assert not (home / "curricula").exists()
    assert json.loads((home / "config.json").read_text()) == {"curriculum": "small"}


def test_a_curriculum_named_for_one_call(
    small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a flag or the environment names the curriculum, the setting stays, and is told."""
    result = small("hide", "first-network", "--curriculum", "track", "--yes", "--json").document
    assert json.loads((home / "config.json").read_text()) == {"curriculum": "small"}
    assert result["undo"] == "dlr hide first-network --undo --curriculum mine"
    call_back(small, result)
    monkeypatch.setenv("DLR_CURRICULUM", "track")
    again = small("hide", "first-network", "--yes")
    assert again.code == 2
    assert "dlr use mine" in again.err
    assert (home / "curricula/mine.yaml").read_text().endswith("extends: track\n")


def test_the_name_of_the_overlay(
    small: Dlr, home: Path, write_curriculum: Callable[[str, str], Path]
) -> None:
    """Where `mine` is taken, it is called after its base."""
    text = (CURRICULA / "small.yaml").read_text(encoding="utf-8")
    write_curriculum("mine", text.replace("id: small", "id: mine"))
    assert small("hide", "vectors", "--yes", "--json").document["curriculum"] == "my-small"


def test_an_overlay_that_is_not_in_use_is_named(small: Dlr, mine: Path) -> None:
    """Who has an overlay over the curriculum already is told how to use it."""
    small("use", "small")
    before = mine.read_bytes()
    result = small("hide", "vectors", "--yes")
    assert result.code == 2
    assert "dlr use mine" in result.err
    assert mine.read_bytes() == before


def test_a_curriculum_used_by_its_path(small: Dlr, tmp_path: Path) -> None:
    """What is in no library cannot be extended: that is told before anything is made."""
    path = tmp_path / "own.yaml"
    text = (CURRICULA / "small.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("id: small", "id: own"), encoding="utf-8")
    result = small("hide", "vectors", "--yes", "--curriculum", str(path))
    assert result.code == 2
    assert "by its path" in result.err


def test_an_overlay_over_an_overlay(small: Dlr, mine: Path, home: Path) -> None:
    """What the lower overlay adds and hides is what the upper one has below it."""
    small("new", "item", "Einsum", "--category", "entry/theory")
    small("hide", "top")
    small("new", "overlay", "upper", "--extends", "mine")
    small("use", "upper")
    assert small("hide", "einsum", "--json").document["hidden"] == ["einsum"]
    assert "top" not in {item["level"] for item in held(small).values()}
    assert "mine/einsum" not in held(small)
    upper = home / "curricula/upper.yaml"
    assert upper.read_text().endswith("hide:\n  items:\n    - einsum\n")
    refused = small("new", "item", "einsum", "--undo", "--in", "mine")
    assert refused.code == 2
    assert f"“einsum” is still used in {upper}, line 7;" in refused.err.replace("\n", " ")
    [call] = re.findall("^To undo that first: dlr (.*)$", refused.err, re.MULTILINE)
    assert small(*call.split()).code == 0
    assert small("new", "item", "einsum", "--undo", "--in", "mine").code == 0
    assert "top" not in {item["level"] for item in held(small).values()}


def test_an_item_that_a_track_takes_in_stays(
    small: Dlr, mine: Path, write_curriculum: Callable[[str, str], Path]
) -> None:
    """An item of one's own is not removed while another curriculum takes it in."""
    small("new", "item", "Einsum", "--category", "entry/theory")
    write_curriculum(
        "track",
        "format: 1\nid: track\ntitle: T\nlevels:\n  - id: a\n    title: A\n    categories:\n"
        "      - {id: b, title: B, items: [mine/einsum]}\n",
    )
    before = mine.read_bytes()
    result = small("new", "item", "einsum", "--undo")
    assert result.code == 2
    assert "track" in result.err
    assert mine.read_bytes() == before


MENTIONS = {
    "a prerequisite that was added": "change: {vectors: {requires: [einsum]}}\n",
    "a change of it": "change: {mine/einsum: {hours: 3}}\n",
    "a line that hides it": "hide: {items: [einsum]}\n",
    "a gate": "levels: [{id: entry, ready_when: [mine/einsum], categories: [%s]}]\n",
    "a second place": "levels: [{id: entry, categories: [%s, {id: practice, items: [einsum]}]}]\n",
    "a former id": "retired: {gone: einsum}\n",
}


@pytest.mark.parametrize("text", MENTIONS.values(), ids=MENTIONS)
def test_an_item_that_the_file_names_stays(small: Dlr, mine: Path, text: str) -> None:
    """An item of one's own is not removed while any line of the file names it."""
    own = "{id: theory, items: [{id: einsum, title: Einsum, kind: tool}]}"
    levels = f"levels: [{{id: entry, categories: [{own}]}}]\n"
    mine.write_text(BEGUN + (text % own if "%s" in text else text + levels))
    before = mine.read_bytes()
    result = small("new", "item", "einsum", "--undo")
    assert result.code == 2
    assert f"“einsum” is still used in {mine}, line 5; nothing" in result.err.replace("\n", " ")
    assert mine.read_bytes() == before


def test_own_levels_are_not_hidden(small: Dlr, mine: Path) -> None:
    """A level of one's own is no part of the base: the file is named."""
    mine.write_text(
        f"{BEGUN}levels: [{{id: extra, title: E, categories: [{{id: c, title: C, items: "
        "[{id: einsum, title: Einsum, kind: tool}]}]}]\n"
    )
    for name in ("extra", "extra/c", "c"):
        result = small("hide", name)
        assert result.code == 2
        assert "is your own" in result.err


def test_an_overlay_in_a_folder(small: Dlr, home: Path) -> None:
    """In a folder an item goes into the file of its category; line ends and marks are kept."""
    folder = home / "curricula/mine"
    (folder / "entry").mkdir(parents=True)
    (folder / "curriculum.yaml").write_text(
        f"{BEGUN}levels:\n  - id: entry\n    categories: [theory]\n"
    )
    file = folder / "entry/theory.yaml"
    text = "\ufeffid: theory\r\nitems:\r\n  - id: a-tool  # mine\r\n    title: A\r\n    kind: tool"
    file.write_bytes(text.encode())
    small("use", "mine")
    call = "new", "item", "Einsum", "--category", "entry/theory", "--json"
    document = small(*call).document
    assert document["files"] == [str(file)]
    new = '\r\n  - id: einsum\r\n    title: "Einsum"\r\n    kind: concept'
    assert file.read_bytes() == (text + new).encode()
    call_back(small, document)
    assert file.read_bytes() == text.encode()
    other = small("new", "item", "Other", "--category", "entry/practice", "--json").document
    assert other["files"] == [str(folder / "curriculum.yaml")]
    assert "mine/other" in held(small)


def test_where_the_choice_cannot_be_saved_nothing_is_made(
    small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An overlay that dlr could not use from then on is not left behind."""

    def fail(*_: object) -> None:
        raise DlrError("config-unwritable", "config.json cannot be written")

    monkeypatch.setattr("dlroadmap.cli.session.save", fail)
    assert small("hide", "vectors", "--yes").code == 2
    assert not (home / "curricula/mine.yaml").exists()


def test_a_locked_overlay_is_kept_by_others(
    small: Dlr, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who cannot write to an overlay is offered one over it."""
    monkeypatch.setattr("os.access", lambda *_: False)
    result = small("hide", "vectors")
    assert result.code == 2
    assert "dlr new overlay my-mine --extends mine" in result.err
    assert mine.read_text() == BEGUN


def test_a_base_beside_its_overlay(small: Dlr, mine: Path, tmp_path: Path) -> None:
    """An overlay that is named by its path extends the curriculum that lies beside it."""
    text = (CURRICULA / "small.yaml").read_text(encoding="utf-8")
    own = text.replace("id: small", "id: base").replace("hours: 3\n", "hours: 77\n")
    (tmp_path / "base.yaml").write_text(own, encoding="utf-8")
    over = tmp_path / "over.yaml"
    over.write_text(BEGUN.replace("id: mine", "id: over").replace(": small", ": base"))
    document = small("change", "vectors", "--hours", "4", "--curriculum", str(over), "--json")
    assert document.document["changed"] == [{"field": "hours", "from": 77, "to": 4}]
    call_back(small, document.document)


def test_a_locked_folder(small: Dlr, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is replaced as a whole: in a folder that is locked an overlay cannot be written."""
    monkeypatch.setattr("os.access", lambda path, _: Path(path) != mine.parent)
    result = small("hide", "vectors")
    assert result.code == 2
    assert "dlr new overlay my-mine --extends mine" in result.err


def test_the_overlay_of_a_first_call_can_be_removed(small: Dlr, home: Path) -> None:
    """The first call says how to remove the overlay that it makes, also where it is not in use."""
    path = home / "curricula/mine.yaml"
    lines = small("hide", "vectors", "--yes").lines
    assert lines[:3] == [
        f"Created overlay mine of small: {path}",
        "Now using: mine",
        f"To undo: dlr use small, then delete {path}",
    ]
    small("use", "small")
    path.unlink()
    lines = small("hide", "vectors", "--yes", "--curriculum", "small").lines
    assert lines[1:3] == ["To use it: dlr use mine", f"To remove it: delete {path}"]


def test_titles_of_overlays_over_overlays(small: Dlr, mine: Path, home: Path) -> None:
    """Titles do not pile up, and no two are the same."""
    for below, id in (("mine", "upper"), ("upper", "top")):
        small("new", "overlay", id, "--extends", below)
        text = (home / f"curricula/{id}.yaml").read_text()
        assert f'title: "A small curriculum, my way ({id})"\n' in text


@pytest.mark.posix("a terminal")
def test_an_answer_that_is_none(home: Path, warm: None) -> None:
    """An answer that is neither yes nor no is asked for again, in words."""
    with Terminal(home, "hide", "numpy-arrays") as terminal:
        terminal.expect("[Y/n]: ")
        terminal.enter("maybe\n")
        terminal.expect("Please answer y or n.")
        terminal.expect("[Y/n]: ")
        terminal.enter("n\n")
        assert terminal.end() == 0
    assert not (home / "curricula/mine.yaml").exists()


@pytest.mark.posix("a terminal")
@pytest.mark.parametrize(("answer", "is_gone"), [("\n", False), ("\x04", False), ("y\n", True)])
def test_what_no_call_adds_again_is_asked_for(
    small: Dlr, mine: Path, home: Path, warm: None, answer: str, is_gone: bool
) -> None:
    """At a terminal a removal that cannot be undone is asked for, and Enter is no."""
    own = "{id: own, title: Own, kind: tool, checks: [C]}"
    levels = f"levels: [{{id: entry, categories: [{{id: numpy, items: [{own}]}}]}}]\n"
    text = BEGUN.replace("extends: small", "extends: deep-learning") + levels
    mine.write_text(text)
    with Terminal(home, "new", "item", "own", "--undo") as terminal:
        terminal.expect("[y/N]: ")
        asked = " ".join(terminal.output.split())
        assert "this cannot be undone. Continue? [y/N]:" in asked
        terminal.enter(answer)
        assert terminal.end() == 0
        assert ("Nothing was changed." in terminal.output) != is_gone
    assert (mine.read_text() != text) == is_gone


@pytest.mark.posix("a terminal")
@pytest.mark.parametrize(("answer", "made"), [("\n", True), ("n\n", False)])
def test_at_a_terminal_it_is_asked(home: Path, warm: None, answer: str, made: bool) -> None:
    """At a terminal the first call asks; a no changes nothing, and that is said."""
    with Terminal(home, "hide", "numpy-arrays") as terminal:
        terminal.expect("is read-only")
        terminal.enter(answer)
        assert terminal.end() == 0
        assert ("Nothing was changed." in terminal.output) == (not made)
    assert (home / "curricula/mine.yaml").exists() == made
    assert (home / "config.json").exists() == made


COMMENTED = {
    "above an element": "hide:\n  items:\n    # not for me\n    - vectors\n",
    "beside the key": "hide:  # what bores me\n  items:\n    - vectors\n",
    "beside the element": "hide:\n  items:\n    - vectors  # dull\n",
}


@pytest.mark.parametrize("lines", COMMENTED.values(), ids=COMMENTED)
def test_a_comment_is_never_lost(small: Dlr, mine: Path, lines: str) -> None:
    """An edit that would take a comment along is refused, and the file stays as it was."""
    text = mine.read_text() + lines
    mine.write_text(text)
    result = small("hide", "vectors", "--undo")
    assert result.code == 2
    assert "nothing was changed" in result.err
    assert mine.read_text() == text


def test_what_is_said_twice(small: Dlr, mine: Path) -> None:
    """All entries for a hidden item go at once; of two changes of one item none is guessed."""
    begun = mine.read_text()
    mine.write_text(begun + "hide: {items: [matrices, small/matrices]}\n")
    assert small("hide", "matrices", "--undo").code == 0
    assert "small/matrices" in held(small)
    text = begun + "change: {matrices: {hours: 2}, small/matrices: {hours: 3}}\n"
    mine.write_text(text)
    result = small("change", "matrices", "--hours", "5")
    assert result.code == 2
    assert "changes small/matrices twice" in result.err
    assert mine.read_text() == text


def test_an_overlay_with_errors_is_not_edited(small: Dlr, mine: Path, home: Path) -> None:
    """Neither one that is no YAML, nor one with double ids, nor one whose base is gone."""
    assert small("hide", "vectors").code == 0
    text = mine.read_text()
    own = "{id: o, title: O, kind: tool}"
    part = f"{{id: y, title: Y, items: [{own}, {own}]}}"
    twice = f"levels: [{{id: x, title: X, categories: [{part}]}}]\n"
    broken = {
        "has errors": text + "change: [\n",
        "has errors;": f"{text}{twice}",
        "extends the unknown curriculum “nowhere”": text.replace(
            "extends: small", "extends: nowhere"
        ),
    }
    for words, wrong in broken.items():
        mine.write_text(wrong)
        result = small("hide", "matrices")
        assert result.code == 2
        assert words in result.err
        assert mine.read_text() == wrong
