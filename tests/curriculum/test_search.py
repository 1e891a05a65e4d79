"""Search over items, forgiving of typing errors."""

from pathlib import Path

import pytest

from curriculum.making import curriculum, item, made
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.names import search


@pytest.fixture
def field(tmp_path: Path) -> Curriculum:
    def one(id: str, title: str, summary: str, *more: str) -> str:
        return "\n".join(
            [f"id: {id}", f"title: {title}", "kind: concept", f"summary: {summary}", *more]
        )

    return made(
        tmp_path,
        {
            "home.yaml": curriculum(
                one("sgd", "Stochastic gradient descent", "Steps on batches."),
                one("adam", "Adam", "An optimiser with momentum.", "aliases: [adaptive moments]"),
                one("adamw", "AdamW", "Adam with decoupled weight decay."),
                one("momentum", "Momentum", "Rolling down the gradient."),
                one("attention", "Attention mechanism", "Weighs what to look at."),
                one("backprop", "Rückwärts", "The chain rule, done by machine."),
            )
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("adam", ["adam", "adamw"]),
        ("ADAM", ["adam", "adamw"]),
        ("momentum", ["momentum", "adam"]),
        ("gradient", ["sgd", "momentum"]),
        ("stoch grad", ["sgd"]),
        ("descent stochastic", ["sgd"]),
        ("adaptive", ["adam"]),
        ("atention", ["attention"]),
        ("attenion mechansm", ["attention"]),
        ("rückwärts", ["backprop"]),
        ("weight decay", ["adamw"]),
        ("gradient attention", []),
        ("zzzz", []),
        ("", []),
        ("[(*", []),
        ("adam-w.*", ["adam", "adamw"]),
    ],
)
def test_search(field: Curriculum, text: str, ids: list[str]) -> None:
    """Items that hold every word are found, names before summaries, slips of fingers forgiven."""
    assert [found.id for found in search(text, field)] == ids


def test_equals_stay_in_file_order(field: Curriculum) -> None:
    """Items that fit equally well come in file order."""
    assert [found.id for found in search("a", field)][:3] == ["adam", "adamw", "attention"]


def test_only_what_the_curriculum_holds(tmp_path: Path) -> None:
    """What lies around a track is not found in it."""
    files = {
        "home.yaml": curriculum(item("apple", "requires: [pear]"), item("pear")),
        "track.yaml": curriculum("home/apple", id="track"),
    }
    track = made(tmp_path, files, "track.yaml")
    assert [found.id for found in search("title", track)] == ["apple"]
