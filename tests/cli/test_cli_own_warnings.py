"""What there is to know of an edit of an overlay: told once, in sentences, and in the document."""

from pathlib import Path

from own_things import BEGUN

from conftest import Dlr
from dlroadmap.diagnostics import Finding
from dlroadmap.render.overlay_words import warning_texts

EARLY = "new", "item", "Early", "--category", "entry/theory", "--requires", "attention"

WARNING = (
    "“early” on level “entry” requires “small/attention”, which comes later, on level “top”; "
    "move one of them."
)


def test_a_warning_is_a_sentence(small: Dlr, mine: Path) -> None:
    """What lint calls an error and the file can be used with is told, without rule, path, line."""
    result = small(*EARLY)
    assert result.code == 0
    [told] = [line for line in result.lines if line.startswith("Warning: ")]
    assert told == f"Warning: {WARNING}"
    assert f"For details: dlr lint {mine}" in result.lines


def test_a_warning_in_the_document(small: Dlr, mine: Path) -> None:
    """Scripts get the sentences too, and none where there is none."""
    assert small(*EARLY, "--json").document["warnings"] == [WARNING]
    assert small("hide", "matrices", "--json").document["warnings"] == []
    assert small("change", "vectors", "--hours", "9", "--json").document["warnings"] == []


def test_a_warning_is_told_once(small: Dlr, mine: Path) -> None:
    """What was there before is not told again, though it stands on another line now."""
    mine.write_text(f"{BEGUN}levels: [{{id: entry, categories: [{{id: theory, title: T}}]}}]\n")
    small(*EARLY)
    for call in (["hide", "top/vision"], ["change", "vectors", "--hours", "9"]):
        assert small(*call, "--json").document["warnings"] == []


def test_what_is_fine_is_not_told() -> None:
    """What lint only informs of is no warning; what is one has its ids in quotes."""
    place = "mine.yaml", 1, 1, "X000"
    found = [
        Finding(*place, "`a` is fine", 1, 2, "a-name", "info"),
        Finding(*place, "`a` is not.", 1, 2, "a-name", "warning"),
    ]
    assert warning_texts(found) == ["“a” is not."]


def test_a_hidden_gate_is_told(small: Dlr, mine: Path) -> None:
    """To hide what gates a level is allowed, and what comes of it is told."""
    result = small("hide", "first-network", "--json")
    assert result.document["warnings"] == [
        "Ignored: “small/first-network” is in “ready_when” of level “entry”, but is hidden."
    ]
