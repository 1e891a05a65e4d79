"""The commands read the references in an overlay as the format does."""

from collections.abc import Callable
from pathlib import Path

from own_things import BEGUN, held

from conftest import Dlr


def test_an_id_of_two_homes(small: Dlr, write_curriculum: Callable[[str, str], Path]) -> None:
    """An id that two inherited items have hides neither, and the command writes the key."""
    own = "{id: own, title: O, items: [{id: vectors, title: V, kind: tool}, small/vectors]}"
    track = f"format: 1\nid: track\ntitle: T\nlevels: [{{id: a, title: A, categories: [{own}]}}]\n"
    write_curriculum("other", track.replace("track", "other"))
    write_curriculum("track", track.replace("{id: vectors, title: V, kind: tool}", "other/vectors"))
    head = "format: 1\nid: mine\ntitle: M\nextends: track\n"
    mine = write_curriculum("mine", f"{head}hide: {{items: [vectors]}}\n")
    small("use", "mine")
    assert set(held(small)) == {"other/vectors", "small/vectors"}
    assert small("hide", "small/vectors", "--json").document["hidden"] == ["small/vectors"]
    assert mine.read_text() == f"{head}hide: {{items: [vectors, small/vectors]}}\n"
    assert set(held(small)) == {"other/vectors"}


def test_a_former_id_two_overlays_below(small: Dlr, mine: Path, home: Path) -> None:
    """What the lowest curriculum called an item before is followed through all overlays."""
    mine.write_text(BEGUN)
    upper = home / "curricula/upper.yaml"
    text = "format: 1\nid: upper\ntitle: U\nextends: mine\nhide: {items: [arrows-101]}\n"
    upper.write_text(text)
    small("use", "upper")
    assert "small/vectors" not in held(small)
    assert small("hide", "vectors").lines[0] == "Already hidden: Vectors (vectors)"
    assert small("hide", "vectors", "--undo").code == 0
    assert "small/vectors" in held(small)
