"""Commands go by one order and one reckoning: next, plan, path, goal, status and why agree."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from drawing import later

if TYPE_CHECKING:
    from conftest import Dlr

CURRICULA = ["deep-learning", "quick-start", "architecture", "field-guide", "ml-checklist"]

GOALS = {
    "deep-learning": ["advanced/diffusion", "lora", "intermediate"],
    "quick-start": ["deep-learning/ddpm", "first-network", "learning"],
    "architecture": ["phase-3", "phase-6/diffusion", "lstm"],
    "field-guide": ["intermediate", "deep-learning/ddpm", "field-guide/"],
    "ml-checklist": ["entry/", "lstm", "deep-learning/gans"],
}


def planned(dlr: Dlr, *options: str) -> list[str]:
    """Return the keys of a plan in their order, each once."""
    weeks = dlr("plan", "--json", *options).document["weeks"]
    return list(dict.fromkeys(key for week in weeks for key in week["items"]))


def check(dlr: Dlr, *use: str) -> None:
    """Hold that the commands agree on what is next, on the goals, and on their days."""
    plan = planned(dlr, *use)
    following = [one["key"] for one in dlr("next", "--json", *use).document["suggestions"]]
    assert following[:1] == plan[:1]
    assert following == [key for key in plan if key in following]
    goals: list[dict[str, Any]] = dlr("status", "--json", *use).document["goals"]
    assert dlr("goal", "--json", *use).document["goals"] == goals
    assert dlr("plan", "--json", *use).document["goals"] == goals
    for goal in goals:
        path = dlr("path", goal["name"], "--json", *use).document
        assert (goal["items"], goal["hours"]) == (path["open_items"], path["hours"])
        steps = [item["key"] for item in path["items"]]
        assert planned(dlr, "--goal", goal["name"], *use) == steps
        why = dlr("why", goal["name"], "--json", *use).document
        assert why["key"] == goal["key"]
    if len(goals) == 1 and goals[0]["items"] and not goals[0]["assumed"]:
        [goal] = goals
        steps = [key for key in steps if key in plan]
        assert [key for key in plan if key in steps] == steps


@pytest.mark.parametrize(
    "name",
    [*CURRICULA[:2], *later(*CURRICULA[2:])],
)
def test_commands_agree_on_every_curriculum(dlr: Dlr, name: str) -> None:
    """Without goals and with them, on an empty history and on one with ticks and things begun."""
    use = ("--curriculum", name)
    dice = Random(name)
    first, second, third = GOALS[name]
    check(dlr, *use)
    assert dlr("goal", first, *use).code == 0
    check(dlr, *use)
    keys = [item["key"] for item in dlr("list", "--json", *use).document["items"]]
    some = dice.sample(keys, len(keys) // 5)
    assert dlr("tick", *some, *use).code == 0
    assert dlr("start", *dice.sample(sorted({*keys} - {*some}), 3), *use).code == 0
    check(dlr, *use)
    assert dlr("goal", "--add", second, "--by", "2031-03", *use).code == 0
    assert dlr("goal", "--add", third, "--by", "2030-05-06", *use).code == 0
    check(dlr, *use)
    goals = dlr("status", "--json", *use).document["goals"]
    assert [goal["by"] for goal in goals] == ["2030-05-06", "2031-03-31", None]


def test_quick_start_begins_where_its_document_begins(dlr: Dlr) -> None:
    """The first suggestion of quick-start is its first item: the neuron."""
    document = dlr("next", "--json", "--curriculum", "quick-start").document
    assert document["suggestions"][0]["id"] == "artificial-neuron"


def test_one_pace_for_every_command(dlr: Dlr) -> None:
    """A goal in another curriculum is reckoned at the pace of the one in use, by every command."""
    use = ("--curriculum", "quick-start")
    for name in ("resnet", "deep-learning/advanced/diffusion", "ddpm"):
        assert dlr("path", name, "--json", *use).document["hours_per_week"] == 8
        assert dlr("plan", "--goal", name, "--json", *use).document["hours_per_week"] == 8
    assert dlr("config", "hours-per-week", "6").code == 0
    assert dlr("path", "ddpm", "--json", *use).document["hours_per_week"] == 6
    assert dlr("plan", "--json", *use).document["hours_per_week"] == 6


def test_a_path_without_a_name_leads_to_the_goals(dlr: Dlr) -> None:
    """`dlr path` is the path to what was set; without a goal it says what to do."""
    result = dlr("path")
    assert (result.code, result.out) == (2, "")
    assert "dlr goal NAME" in result.err
    dlr("goal", "advanced/diffusion", "lora")
    assert (
        dlr("path", "--json").document
        == dlr("path", "advanced/diffusion", "lora", "--json").document
    )
