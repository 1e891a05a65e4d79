"""What dlr hide takes a name for, and what it lists without one."""

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest
from own_things import BEGUN, call_back, held

from conftest import Dlr


def calls_in(text: str) -> list[list[str]]:
    """Return the calls of dlr that stand on lines of their own, without `dlr`."""
    return [shlex.split(call) for call in re.findall(r"^ +dlr (.*)$", text, re.MULTILINE)]


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "calls"),
    [
        ("gans", ["deep-learning/gans", "advanced/gans"]),
        ("numpy", ["numpy-arrays", "entry/numpy"]),
        ("mathematics", ["invest-in-mathematics", "entry/mathematics", "intermediate/mathematics"]),
    ],
)
def test_names_of_items_and_categories(dlr: Dlr, home: Path, name: str, calls: list[str]) -> None:
    """An id, alias or word of an item that is a category too: each call that is shown works."""
    dlr("new", "overlay", "mine", "--extends", "deep-learning")
    dlr("use", "mine")
    before = (home / "curricula/mine.yaml").read_text()
    result = dlr("hide", name)
    assert (result.code, result.out) == (2, "")
    assert calls_in(result.err) == [["hide", call] for call in calls]
    assert dlr("hide", name, "--json").document["error"]["candidates"] == calls
    for call in calls_in(result.err):
        document = dlr(*call, "--json").document
        assert document["hidden"] == [call[1]]
        call_back(dlr, document)
        assert (home / "curricula/mine.yaml").read_text() == before


def test_the_calls_name_the_overlay(small: Dlr, mine: Path) -> None:
    """Where the overlay is named for one call, the calls that are shown name it too."""
    small("use", "small")
    result = small("hide", "theory", "--curriculum", "mine")
    assert calls_in(result.err) == [
        ["hide", "entry/theory", "--curriculum", "mine"],
        ["hide", "middle/theory", "--curriculum", "mine"],
    ]


def test_what_is_hidden_decides_an_undo(small: Dlr, mine: Path) -> None:
    """Of several things with one name the one that is hidden is shown again."""
    small("hide", "middle/theory")
    assert small("hide", "theory", "--undo", "--json").document["shown"] == ["middle/theory"]
    assert mine.read_text() == BEGUN


def test_the_number_of_items_is_told(small: Dlr, mine: Path) -> None:
    """Who hides a level or a category sees how many items that are."""
    assert small("hide", "entry/theory").lines[0] == "Hidden: category entry/theory (3 items)"
    assert small("hide", "top").lines[0] == "Hidden: level top (3 items)"
    again = small("hide", "top", "--undo").lines[0]
    assert again == "Shown again: level top (3 items)"


@pytest.mark.parametrize("name", ["entry/theroy", "Entyr/theory", "theroy", "midle"])
def test_a_mistyped_place(small: Dlr, mine: Path, name: str) -> None:
    """Names of categories and levels are offered too."""
    result = small("hide", name)
    assert result.code == 2
    assert re.search("Did you mean .*(entry/theory|middle).*\\?", result.err)
    assert mine.read_text() == BEGUN


@pytest.mark.parametrize("hider", ["entry", "entry/theory"])
def test_what_hides_an_item_is_named(small: Dlr, mine: Path, hider: str) -> None:
    """An item inside of what is hidden is shown by a call that is named, and works."""
    small("hide", hider)
    result = small("hide", "vectors", "--undo")
    assert result.code == 2
    assert f"To show it: dlr hide {hider} --undo" in result.err
    assert small("hide", hider, "--undo").code == 0
    assert "small/vectors" in held(small)


def test_an_item_of_two_places(small: Dlr, mine: Path) -> None:
    """An item that one of its two categories still shows is not hidden, and can be."""
    categories = "{id: practice, items: [vectors]}"
    mine.write_text(
        f"{BEGUN}hide: {{categories: [entry/theory]}}\n"
        f"levels: [{{id: entry, categories: [{categories}]}}]\n"
    )
    small("new", "overlay", "upper", "--extends", "mine")
    mine.write_text(f"{BEGUN}levels: [{{id: entry, categories: [{categories}]}}]\n")
    small("use", "upper")
    small("hide", "entry/theory")
    assert "small/vectors" in held(small)
    assert small("hide", "vectors").lines[0] == "Hidden: Vectors (vectors)"
    assert "small/vectors" not in held(small)


def test_list_of_an_overlay(small: Dlr, mine: Path) -> None:
    """Without a name all that an overlay does is listed, with the calls that undo each kind."""
    assert "No changes yet." in small("hide").lines
    small("hide", "top", "notebooks")
    small("change", "vectors", "--hours", "9", "--priority", "useful")
    small("new", "item", "Einsum", "--category", "entry/theory")
    result = small("hide")
    assert result.lines == [
        "A small curriculum, my way",
        "Hidden:",
        " - Notebooks (notebooks)",
        " - level top (3 items)",
        "To show one again: dlr hide NAME --undo",
        "Changed:",
        " - Vectors (vectors): hours 9 (was 3), priority useful (was essential)",
        "To undo the changes of an item: dlr change ITEM --undo",
        "Your own items:",
        " - Einsum (einsum), in entry/theory",
        "To remove one: dlr new item ITEM --undo",
        f"File: {mine}",
    ]
    document = small("hide", "--json").document
    assert document["hidden"] == ["notebooks", "top"]
    assert [(e["key"], e["field"], e["from"], e["to"]) for e in document["changed"]] == [
        ("small/vectors", "hours", 3, 9),
        ("small/vectors", "priority", "essential", "useful"),
    ]
    assert document["own"] == ["mine/einsum"]
    hide, change, remove = re.findall(": dlr (.* --undo)$", result.out, re.MULTILINE)
    names = {hide: ["notebooks", "top"], change: ["vectors"], remove: ["einsum"]}
    for call, named in names.items():
        for name in named:
            words = re.sub("NAME|ITEM", name, call).split()
            assert small(*words).code == 0
    assert mine.read_text() == BEGUN


@pytest.mark.parametrize(
    "call",
    [
        ["hide"],
        ["hide", "vectors", "--undo"],
        ["change", "vectors", "--undo"],
        ["new", "item", "cake", "--undo"],
    ],
)
def test_without_an_overlay_there_is_nothing_to_undo(
    small: Dlr, home: Path, call: list[str]
) -> None:
    """Who has no overlay is told so, in the same words, and none is made."""
    result = small(*call, "--yes")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("dlr: No overlay is in use.")
    assert not (home / "curricula").exists()


@pytest.mark.long
@pytest.mark.parametrize("command", ["hide", "change"])
def test_examples_run(dlr: Dlr, command: str) -> None:
    """The examples of the help run in the curriculum that one begins with."""
    dlr("new", "overlay", "mine", "--extends", "deep-learning")
    dlr("use", "mine")
    for example in import_module(f"dlroadmap.cli.{command}").EXAMPLES:
        result = dlr(*shlex.split(example)[1:])
        assert result.code == 0, result.err
