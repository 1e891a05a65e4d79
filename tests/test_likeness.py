"""Misspelled names: what was meant is offered, and nothing else."""

import pytest

from dlroadmap.likeness import ask_for_near, find_near

NAMES = [
    *("adam", "adamw", "attention", "broadcasting", "transformer", "lstm", "pytorch", "resnet"),
    *("gradient-descent", "forward-process", "over-smoothing", "shell", "yolo", "Batch norm"),
    *("status", "stats", "--kind", "--since", "entry/numpy", "G205", "duplicate-key"),
]

TYPOS = {
    "adm": "adam",
    "adma": "adam",
    "atention": "attention",
    "ttention": "attention",
    "brodcasting": "broadcasting",
    "tranformer": "transformer",
    "lsmt": "lstm",
    "pytroch": "pytorch",
    "resnt": "resnet",
    "gradiant decent": "gradient-descent",
    " BACTH NORM ": "Batch norm",
    "statu": "status",
    "stat": "stats",
    "--kinds": "--kind",
    "entry/nmpy": "entry/numpy",
    "g25": "G205",
    "duplicat-key": "duplicate-key",
}

NONSENSE = [
    *("nosuchthing", "hello", "qwertz", "foo", "banana", "xyz", "blockchain", "zzbzz-norm"),
    *("--inferred", "--frobnicate", "", " ", "?", "a", "entry", "nowhere", "x\x1b[2J"),
]


@pytest.mark.parametrize("typo", TYPOS)
def test_what_was_meant_comes_first(typo: str) -> None:
    """A letter too many, one too few or two that changed places lead to the name, as written."""
    assert find_near(typo, NAMES)[:1] == [TYPOS[typo]]


@pytest.mark.parametrize("word", NONSENSE)
def test_nothing_is_offered_for_what_is_like_nothing(word: str) -> None:
    """Below a likeness nothing is offered: a wrong guess helps nobody."""
    assert find_near(word, [*NAMES, ""]) == []
    assert ask_for_near(word, NAMES) == ()


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("stat", ["status", "stats"]),
        ("--ki", ["--kind"]),
        ("BROAD", ["broadcasting"]),
        ("--", []),
        ("s", []),
        ("statsu", ["status", "stats"]),
        ("pytroch", ["pytorch"]),
    ],
)
def test_beginnings_of_commands(word: str, near: list[str]) -> None:
    """Where beginnings are asked for they are what was meant; else it is the same measure."""
    assert set(find_near(word, NAMES, beginnings=True)) == {*near}


def test_few_are_offered() -> None:
    """Of many names that are near only the nearest are offered."""
    names = [f"layer-{n}" for n in range(20)]
    assert len(find_near("layer-x", names)) == 5
    assert ask_for_near("layer-x", ["layer-1", "layer-2"]) == ("Did you mean layer-1, layer-2?",)
