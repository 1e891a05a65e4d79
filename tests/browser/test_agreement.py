"""The map says what the commands say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.conftest import Visit
    from browser.learners import Learner

pytestmark = pytest.mark.browser

TOURED = ("first-network", "probability", "naive-bayes", "it-learns", "chain-rule", "derivatives")


def name(key: str, id: str) -> str:
    """Return how the map calls an item of `dlr path`: by its id in here, by its key elsewhere."""
    return id if key.startswith(("tour/", "deep-learning/")) else key


def path_in_panel(page: Page) -> list[str]:
    """Return the ids of the steps that an open item lists."""
    found = page.locator("#panel ol > li a").evaluate_all(
        "all => all.map(a => decodeURIComponent(a.hash).slice('#item='.length))"
    )
    return list(found)


def hours(number: float) -> str:
    """Return hours as the map writes them."""
    return f"{number:g} hour{'' if number == 1 else 's'}"


def check_path(page: Page, learner: Learner, id: str) -> None:
    """Compare the path in an open item with `dlr path`."""
    answer = learner.ask("path", id)
    expected = [name(one["key"], one["id"]) for one in answer["items"]]
    assert path_in_panel(page) == (expected if len(expected) > 1 else [])  # itself alone is none
    panel = page.locator("#panel")
    if len(answer["items"]) > 1 and not answer["guessed"]:
        expect(panel).to_contain_text(f"{len(answer['items'])} items")
        expect(panel).to_contain_text(hours(answer["hours"]))
    steps = panel.locator("ol > li")
    for number, one in enumerate(answer["items"] if len(expected) > 1 else ()):
        expect(steps.nth(number)).to_contain_text(one["title"])
        if one["hours"]:
            expect(steps.nth(number)).to_contain_text(f"{one['hours']:g}")


@pytest.mark.parametrize("id", TOURED)
def test_path_is_the_one_of_dlr_path(visit: Visit, tour: Path, tourist: Learner, id: str) -> None:
    """The path to an item, its order and its hours are those of `dlr path`."""
    page = visit(tour, f"#item={id}")
    expect(page.locator("#panel")).to_be_visible()
    check_path(page, tourist, id)


def test_paths_of_the_curriculum_that_comes_with_dlr(
    visit: Visit, bundled: Path, student: Learner, subtests: pytest.Subtests
) -> None:
    """Long paths through the whole field agree too."""
    unfinished = [one for one in student.ask("list")["items"] if one["state"] == "todo"]
    ids = [one["id"] for one in unfinished[:: len(unfinished) // 6]]
    for id in ids:
        with subtests.test(id):
            page = visit(bundled, f"#item={id}")
            expect(page.locator("#panel")).to_be_visible()
            check_path(page, student, id)
            page.close()


@pytest.mark.parametrize("id", [*TOURED, "vectors", "matrices", "slide-rules"])
def test_item_is_the_one_of_dlr_show(visit: Visit, tour: Path, tourist: Learner, id: str) -> None:
    """State, words, reasons before and after, checks and resources are those of `dlr show`."""
    page = visit(tour, f"#item={id}")
    panel = page.locator("#panel")
    item = tourist.ask("show", id)
    words = {
        "done": "Done",
        "doing": "In progress",
        "skipped": "Skipped",
        "todo": "Ready" if item["ready"] else "Blocked",
    }
    expect(panel).to_contain_text(words[item["state"]])
    for said in (item["title"], item["summary"], *item["checks"], *item["aliases"]):
        expect(panel).to_contain_text(said)
    for need in item["requires"]:
        expect(panel).to_contain_text(need["because"] or "")
    for key in item["required_by"]:
        follower = tourist.ask("show", key)
        expect(panel).to_contain_text(follower["title"])
        because = next(one["because"] for one in follower["requires"] if one["key"] == item["key"])
        expect(panel).to_contain_text(because or "")
    for resource in item["resources"]:
        expect(panel.locator(f"a[href='{resource['url']}']")).to_have_text(resource["title"])


@pytest.mark.parametrize("which", ["tour", "bundled"])
def test_suggestions_are_those_of_dlr_next(
    visit: Visit, request: pytest.FixtureRequest, which: str
) -> None:
    """What comes next, and why, is what `dlr next` says; what is in progress stands by itself."""
    learner = request.getfixturevalue({"tour": "tourist", "bundled": "student"}[which])
    page = visit(request.getfixturevalue(which))
    suggestions = [
        one
        for one in learner.ask("next")["suggestions"]
        if not one["reasons"][0].startswith("in progress")  # these stand above, as in status
    ]
    expect(page.locator("#next li a")).to_have_text([one["title"] for one in suggestions])
    for number, one in enumerate(suggestions):
        reasons = page.locator("#next li").nth(number)
        for reason in one["reasons"]:
            expect(reasons).to_contain_text(reason, ignore_case=True)


def test_way_to_the_goal_is_the_one_of_dlr_path(visit: Visit, tour: Path, tourist: Learner) -> None:
    """The numbered marks of the map are the steps to the goal, in the order of `dlr path`."""
    page = visit(tour)
    steps = page.locator("#map a[data-step]").evaluate_all(
        "all => all.map(a => [Number(a.dataset.step), a.textContent])"
    )
    answer = tourist.ask("path", "first-network")["items"]
    wanted = {(n, one["title"]) for n, one in enumerate(answer, 1) if not one["outside"]}
    assert {(step, title) for step, title in steps} == wanted


def test_counts_of_levels_are_those_of_dlr_status(
    visit: Visit, tour: Path, tourist: Learner
) -> None:
    """What is done of each level and category is what `dlr status` counts."""
    page = visit(tour)
    for level in tourist.ask("status")["levels"]:
        band = page.locator(f"[id='level={level['id']}']")
        expect(band.locator("h2")).to_contain_text(f"{level['counted_done']}/{level['counted']}")
        for category, heading in zip(level["categories"], band.locator("h3").all(), strict=True):
            expect(heading).to_contain_text(category["title"])
            expect(heading).to_contain_text(f"{category['counted_done']}/{category['counted']}")


def test_page_of_an_author_says_nothing_of_a_learner(visit: Visit, tourist: Learner) -> None:
    """Without progress the page shows the curriculum as it is for everybody."""
    page = visit(tourist.map("--no-progress"))
    for mark in page.locator("#map a").all():
        state = (mark.get_attribute("class") or "").split()[0]
        assert state in ("ready", "blocked", "assumed")
    for gone in ("#activity", "#goals", "#map a[data-step]", ".moves"):
        expect(page.locator(gone)).to_have_count(0)
