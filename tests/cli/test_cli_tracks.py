"""The curricula that come with dlr, as a learner meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Dlr

TRACKS = ["architecture", "field-guide", "ml-checklist", "quick-start"]


def test_one_tick_counts_on_every_track(dlr: Dlr) -> None:
    """A tick shows in the status of all curricula that hold the item."""
    assert dlr("tick", "backpropagation", "--curriculum", "quick-start").code == 0
    for curriculum in ["deep-learning", *TRACKS]:
        status = dlr("status", "--json", "--curriculum", curriculum).document
        assert status["totals"]["done"] == 1, curriculum


def test_every_item_is_listed_once(dlr: Dlr) -> None:
    """`list --all` names every item once, at home, whichever track is in use.

    What differs is what the track assumes, and what is therefore ready.
    """
    listed = dlr("list", "--all", "--json", "--curriculum", "architecture").document["items"]
    home = dlr("list", "--json").document["items"]
    assert [item["key"] for item in listed] == [item["key"] for item in home]
    for item in (*listed, *home):
        del item["assumed"], item["ready"]
    assert listed == home


@pytest.mark.parametrize("track", TRACKS)
def test_every_track_offers_resources(dlr: Dlr, track: str) -> None:
    """Each track lists its own resources for whole categories beside those of its items."""
    found = dlr("resources", "--json", "--curriculum", track).document["resources"]
    assert any(resource["categories"] for resource in found)
    assert any(resource["items"] for resource in found)
    addresses = [(resource["url"], resource["part"]) for resource in found]
    assert len(addresses) == len(set(addresses))


def test_after_two_phases_come_the_third_and_the_fourth(dlr: Dlr) -> None:
    """On the architecture track, what is next after phases 1 and 2 begins with phase 3."""
    track = ("--curriculum", "architecture")
    dlr("tick", "--level", "phase-1", *track)
    dlr("tick", "--level", "phase-2", *track)
    suggestions = dlr("next", "-n", "10", "--json", *track).document["suggestions"]
    levels = [each["level"] for each in suggestions]
    assert levels[0] == "phase-3"
    assert levels == sorted(levels)
