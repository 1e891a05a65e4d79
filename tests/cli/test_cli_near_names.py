"""A misspelled name of any kind: what was meant is offered, else what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Dlr


@pytest.mark.parametrize(
    ("call", "question"),
    [
        (["status", "entri"], "Did you mean entry?"),
        (["list", "--level", "midle"], "Did you mean middle?"),
        (["list", "--category", "entry/teory"], "Did you mean entry/theory?"),
        (["list", "--category", "teory"], "Did you mean entry/theory, middle/theory?"),
        (["list", "--category", "raeding"], "Did you mean middle/reading?"),
        (["use", "smal"], "Did you mean small?"),
        (["rule", "duplicat-key"], "Did you mean duplicate-key?"),
        (["tick", "vectros"], "Did you mean vectors?"),
    ],
    ids=" ".join,
)
def test_a_slip_is_offered_what_was_meant(small: Dlr, call: list[str], question: str) -> None:
    """Levels, categories, curricula, rules and items are found again by the same measure."""
    result = small(*call)
    assert (result.code, result.out) == (2, "")
    assert question in result.err.splitlines()


@pytest.mark.parametrize(
    "call",
    [
        ["list", "--level", "nosuchthing"],
        ["list", "--category", "nosuchthing"],
        ["list", "--category", "entry/nosuchthing"],
        ["use", "nosuchthing"],
        ["rule", "nosuchthing"],
        ["tick", "nosuchthing"],
        ["config", "nosuchthing"],
    ],
    ids=" ".join,
)
def test_what_is_like_nothing_is_offered_nothing(small: Dlr, call: list[str]) -> None:
    """Where no name is near, none is taken for what was meant."""
    result = small(*call)
    assert (result.code, result.out) == (2, "")
    assert "Did you mean" not in result.err


def test_the_categories_of_a_level_are_listed(small: Dlr) -> None:
    """Who knows the level is told its categories, not all there are."""
    err = small("list", "--category", "entry/nosuchthing").err
    assert "entry/theory" in err
    assert "middle/" not in err


@pytest.mark.parametrize(
    ("name", "near"),
    [("brodcasting", "broadcasting"), ("atention", "attention"), ("tranformer", "transformers")],
)
def test_real_slips_lead_to_what_was_meant(dlr: Dlr, name: str, near: str) -> None:
    """Slips of real learners lead to the items of the bundled curriculum that they meant."""
    assert dlr("show", name, "--json").document["error"]["near"][0] == near


def test_nonsense_is_offered_nothing(dlr: Dlr) -> None:
    """A name that is like none of the bundled curricula is offered no item."""
    for name in ("nosuchthing", "qwertz", "banana", "hello", "javascript", "xyz"):
        assert dlr("show", name, "--json").document["error"]["near"] == [], name
