"""next, list and search: what they choose, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr


def suggested(dlr: Dlr, *options: str) -> list[str]:
    """Return the ids that next names."""
    return [s["id"] for s in dlr("next", "--json", *options).document["suggestions"]]


def listed(dlr: Dlr, *options: str) -> list[str]:
    """Return the ids that list names."""
    return [item["id"] for item in dlr("list", "--json", *options).document["items"]]


def found(dlr: Dlr, *words: str) -> list[str]:
    """Return the ids that search names."""
    return [item["id"] for item in dlr("search", "--json", *words).document["items"]]


def test_next_of_an_empty_history_is_what_waits_for_nothing(small: Dlr) -> None:
    """A beginner is offered only items without prerequisites, the essential ones first."""
    assert suggested(small) == ["vectors", "notebooks"]
    result = small("next")
    assert result.lines[0].startswith("1. Vectors (vectors, entry/theory, 3 hours)")
    assert "To start: dlr start vectors" in result.out


def test_next_names_as_many_as_were_asked_for(small: Dlr) -> None:
    """-n is the number of suggestions, at least one."""
    assert suggested(small, "-n", "1") == ["vectors"]
    for bad in ("0", "-1", "x", "1.5"):
        assert small("next", "-n", bad).code == 2


def test_next_begins_with_what_is_in_progress(small: Dlr) -> None:
    """What is in progress comes first, the latest of it before the rest, and says since when.

    What is in progress and blocked is not named; what it waits for is, and says so.
    """
    small("start", "notebooks")
    assert suggested(small) == ["notebooks", "vectors"]
    small("start", "vectors")
    assert suggested(small) == ["vectors", "notebooks"]
    assert "In progress since " in small("next").out
    small("untick", "vectors")
    small("start", "convex-optimization")
    assert suggested(small) == ["notebooks", "vectors"]
    second = small("next", "--json").document["suggestions"][1]
    assert second["reasons"][0] == "blocks “Convex optimization”, which is in progress"


def test_an_item_in_progress_is_not_to_be_begun(small: Dlr) -> None:
    """Where the first suggestion is in progress, the hint below does not tell to start it."""
    small("start", "vectors")
    assert "dlr start vectors" not in small("next").out


def test_next_by_kind(small: Dlr) -> None:
    """--kind names only items of that kind; an unknown one is refused with those there are."""
    assert suggested(small, "--kind", "tool") == ["notebooks"]
    result = small("next", "--kind", "task")
    assert (result.code, result.out) == (2, "")
    assert "concept, skill, tool, project" in result.err


@pytest.mark.parametrize(
    ("time", "fitting"),
    [
        ("1h", ["notebooks"]),
        ("60m", ["notebooks"]),
        ("59m", []),
        ("2h59m", ["notebooks"]),
        ("3h", ["vectors", "notebooks"]),
        ("3", ["vectors", "notebooks"]),
        ("180m", ["vectors", "notebooks"]),
        ("1h30m", ["notebooks"]),
        ("2.5h", ["notebooks"]),
        ("3H", ["vectors", "notebooks"]),
    ],
)
def test_next_by_time(small: Dlr, time: str, fitting: list[str]) -> None:
    """--time names what fits into hours, minutes, or both."""
    assert suggested(small, "--time", time) == fitting


@pytest.mark.parametrize("time", ["soon", "2d", "h", "m", "-1h", "1h-5m", "", " ", "1h 30m x"])
def test_next_refuses_what_is_no_time(small: Dlr, time: str) -> None:
    """What is no time is refused with the forms that there are."""
    result = small("next", "--time", time)
    assert (result.code, result.out) == (2, "")
    assert "2h, 90m or 1h30m" in result.err


def test_next_by_place(small: Dlr) -> None:
    """--level and --category name only what is ready there."""
    assert suggested(small, "--category", "practice") == ["notebooks"]
    assert suggested(small, "--level", "entry") == ["vectors", "notebooks"]
    assert suggested(small, "--level", "middle") == []
    assert small("next", "--category", "theory").code == 2
    assert small("next", "--level", "nowhere").code == 2


def test_next_says_when_nothing_fits(small: Dlr) -> None:
    """Where nothing that is ready fits, a person reads so, and the exit code is 0."""
    result = small("next", "--time", "1m")
    assert result.code == 0
    assert "No ready item matches" in result.out


def test_next_of_a_finished_curriculum(small: Dlr) -> None:
    """When all is done next says so, and a script gets an empty list."""
    for level in ("entry", "middle", "top"):
        small("tick", "--level", level)
    assert small("next").out == "Everything in A small curriculum is done.\n"
    assert suggested(small) == []


def test_next_of_what_was_skipped_and_of_nothing(small: Dlr, tmp_path: Path) -> None:
    """Skipped is not done, and a curriculum without items is not finished."""
    for level in ("entry", "middle", "top"):
        small("skip", "--level", level)
    assert small("next").out == "Everything in A small curriculum is skipped.\n"
    empty = tmp_path / "empty.yaml"
    empty.write_text("format: 1\nid: empty\ntitle: Plans\nlevels: []\n", encoding="utf-8")
    result = small("next", "--curriculum", str(empty))
    assert (result.code, result.out) == (0, "Plans has no items yet.\n")


def test_next_leaves_out_what_a_choice_no_longer_needs(small: Dlr) -> None:
    """Where one of two is enough, next names as many as count: the first, or the one begun."""
    small("tick", "--level", "entry")
    either = {"convex-optimization", "stochastic-gradient-descent-with-momentum"}
    assert either & {*suggested(small)} == {"convex-optimization"}
    small("start", "stochastic-gradient-descent-with-momentum")
    assert either & {*suggested(small)} == {"stochastic-gradient-descent-with-momentum"}
    small("tick", "convex-optimization", "convolutions")
    assert "convex-optimization" not in suggested(small)


def test_next_on_the_bundled_curriculum(dlr: Dlr) -> None:
    """On the curriculum that comes with dlr a beginner gets five items, ready, and their hours."""
    suggestions = dlr("next", "--json").document["suggestions"]
    assert 0 < len(suggestions) <= 5
    ready = {item["key"] for item in dlr("list", "--ready", "--json").document["items"]}
    assert {suggestion["key"] for suggestion in suggestions} <= ready


def test_list_by_state(small: Dlr) -> None:
    """--state names the items in that state, in file order."""
    small("tick", "notebooks", "vectors")
    small("start", "matrices")
    small("skip", "indexing")
    assert listed(small, "--state", "done") == ["vectors", "notebooks"]
    assert listed(small, "--state", "doing") == ["matrices"]
    assert listed(small, "--state", "skipped") == ["indexing"]
    assert len(listed(small, "--state", "todo")) == 8
    for bad in ("assumed", "Done", ""):
        result = small("list", "--state", bad)
        assert (result.code, result.out) == (2, "")
        assert "todo, doing, done, skipped" in result.err


def test_list_by_state_as_it_is_printed(small: Dlr) -> None:
    """--state takes the words that `list` prints: ready and blocked divide what is to do."""
    small("tick", "vectors")
    small("start", "notebooks")
    ready, blocked = listed(small, "--state", "ready"), listed(small, "--state", "blocked")
    assert ready == listed(small, "--ready")
    assert blocked
    assert {*ready} | {*blocked} == {*listed(small, "--state", "to do")}
    assert not {*ready} & {*blocked}
    assert listed(small, "--state", "in progress") == ["notebooks"]
    assert listed(small, "--state", "in progress,blocked,done,ready") == listed(small)
    everywhere = listed(small, "--all", "--state", "ready,blocked")
    assert {*everywhere} <= {*listed(small, "--all", "--state", "todo")}


def test_list_by_several_states_and_kinds(small: Dlr) -> None:
    """States and kinds may be repeated, or stand in one word with commas; any of them fits."""
    small("tick", "notebooks", "vectors")
    small("start", "matrices")
    told = ["vectors", "matrices", "notebooks"]
    assert listed(small, "--state", "done", "--state", "doing") == told
    assert listed(small, "--state", "doing,done") == listed(small, "--state", "doing, done") == told
    assert listed(small, "--state", "doing,done", "--kind", "tool") == ["notebooks"]
    either = listed(small, "--kind", "tool", "--kind", "project,habit")
    assert either == ["notebooks", "first-network", "paper-club", "own-language-model"]
    for bad in ("done,", "done,open", ",", "done doing"):
        result = small("list", "--state", bad)
        assert (result.code, result.out) == (2, "")
        assert "todo, doing, done, skipped" in result.err


def test_list_of_so_many(small: Dlr) -> None:
    """-n shows the first of what fits, and a person reads how many there are."""
    assert listed(small, "-n", "2") == ["vectors", "matrices"]
    assert small("list", "-n", "2").lines[-1] == "2 of 12 items"
    assert small("list", "-n", "12").lines[-1] == small("list").lines[-1] == "12 items"
    for bad in ("0", "-1", "x"):
        assert small("list", "-n", bad).code == 2


def test_list_of_what_is_ready(small: Dlr) -> None:
    """--ready names what is to do and waits for nothing; skipped prerequisites wait for nobody."""
    assert listed(small, "--ready") == ["vectors", "notebooks"]
    small("skip", "vectors")
    assert listed(small, "--ready") == ["matrices", "indexing", "notebooks"]


def test_list_by_place_kind_and_tag(small: Dlr) -> None:
    """Filters work together; tags do not mind capitals."""
    assert listed(small, "--category", "entry/theory") == ["vectors", "matrices", "indexing"]
    assert listed(small, "--category", "reading") == ["read-a-paper", "paper-club"]
    assert listed(small, "--level", "TOP") == ["convolutions", "attention", "own-language-model"]
    assert listed(small, "--kind", "project") == ["first-network", "own-language-model"]
    assert listed(small, "--kind", "project", "--level", "top") == ["own-language-model"]
    assert listed(small, "--tag", "maths") == ["vectors", "matrices"]
    assert listed(small, "--tag", "HABITS") == ["read-a-paper"]
    assert listed(small, "--tag", "nothing") == []


def test_an_empty_list_is_an_answer(small: Dlr) -> None:
    """Where no item fits, a person reads so, and the exit code is 0: a list is no question."""
    result = small("list", "--tag", "nothing")
    assert (result.code, result.out) == (0, "No matching items.\n")


def test_list_says_in_words_how_things_stand(small: Dlr) -> None:
    """Every item has a word for its state: done, in progress, skipped, ready or blocked."""
    small("tick", "vectors")
    small("start", "notebooks")
    small("skip", "indexing")
    words = {line[:11].rstrip() for line in small("list").lines[1:-2]}
    assert words == {"done", "in progress", "skipped", "ready", "blocked"}


def test_search_by_title_alias_and_summary(small: Dlr) -> None:
    """Words are found in titles, other names and summaries, the best match first."""
    assert found(small, "vectors") == ["vectors", "matrices"]
    assert found(small, "linear", "spaces") == ["vectors"]
    assert found(small, "trained on paper") == ["first-network"]
    assert found(small, "network") == ["first-network"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("vectros", "vectors"), ("atention", "attention"), ("CONVOLUTOINS", "convolutions")],
)
def test_search_forgives_typing_errors(small: Dlr, typed: str, meant: str) -> None:
    """A word with a typing error finds what was meant."""
    assert found(small, typed)[0] == meant


def test_search_without_a_match_is_a_no(small: Dlr) -> None:
    """A search that finds nothing ends with exit code 1; a script gets an empty list."""
    result = small("search", "zebra")
    assert (result.code, result.err) == (1, "")
    assert "zebra" in result.out
    result = small("search", "zebra", "--json")
    assert result.code == 1
    assert result.document["items"] == []


def test_search_gives_no_more_than_asked(small: Dlr) -> None:
    """-n is the most that search names."""
    assert len(found(small, "a")) > 2
    assert len(found(small, "a", "-n", "2")) == 2


def test_search_on_the_bundled_curriculum(dlr: Dlr) -> None:
    """The example of the help finds what it means."""
    assert found(dlr, "backpropogation")[0] == "backpropagation"
    assert found(dlr, "chain", "rule")[0] == "chain-rule"


def test_show_finds_an_item_by_any_name(small: Dlr) -> None:
    """Key, id, alias, beginning and words of the title all lead to the item."""
    for name in ("small/vectors", "vectors", "Arrows", "vec", "linear spaces", "VECTORS"):
        assert small("show", name, "--json").document["id"] == "vectors"
    assert small("show", "club paper", "--json").document["id"] == "paper-club"
    assert small("show", "track/goal", "--json").document["home"] == "track"


def test_show_tells_all_about_an_item(small: Dlr) -> None:
    """Reasons, what opens, what it practices, checks, resources, other names and history."""
    small("tick", "vectors", "--date", "2024-05", "--note", "known")
    out = small("show", "first-network").out
    assert " - Matrices (to do): a layer is a matrix" in out
    assert " - Read a paper (to do)" in out
    assert " - Vectors (done)" in out
    out = small("show", "vectors").out
    for words in ("Done. Essential concept, 3 hours, in Entry, Theory.", " - arrows", "known"):
        assert words in out
    assert "https://example.org/book" in out


@pytest.mark.parametrize("command", ["list", "next", "tick"])
@pytest.mark.parametrize("option", ["--level", "--category"])
def test_an_empty_place_is_refused_in_words(small: Dlr, command: str, option: str) -> None:
    """A level or category without a name, as an empty shell variable gives it, is no bug."""
    result = small(command, option, "")
    assert (result.code, result.out) == (2, "")
    assert "bug" not in result.err
    assert "entry" in result.err


def offered(dlr: Dlr, *args: str) -> list[dict[str, Any]]:
    """Return what resources answers."""
    resources: list[dict[str, Any]] = dlr("resources", "--json", *args).document["resources"]
    return resources


def test_resources_of_the_whole_curriculum(small: Dlr) -> None:
    """Every address comes once, with the items and categories that list it."""
    found = offered(small)
    assert [resource["url"].rpartition("/")[2] for resource in found] == [
        "matrices",
        "club",
        "book",
        "vectors",
    ]
    assert found[0] == {
        "title": "Matrices at work",
        "url": "https://example.org/matrices",
        "type": "course",
        "cost": "free",
        "part": "",
        "items": ["small/matrices"],
        "categories": ["entry/theory"],
    }


def test_resources_of_an_item_a_category_and_a_level(small: Dlr) -> None:
    """A name means an item by its id, else a level or category, else an item by other words."""
    assert [r["title"] for r in offered(small, "arrows")] == [
        "A costly book of vectors",
        "Vectors in pictures",
    ]
    assert offered(small, "entry/theory") == offered(small, "entry") == offered(small)
    assert offered(small, "middle") == []
    result = small("resources", "theory")
    assert (result.code, "entry/theory, middle/theory" in result.err) == (2, True)
    assert small("resources", "zzz").code == 2


def test_resources_by_type_and_cost(small: Dlr) -> None:
    """--type and --free choose; an unknown type is refused with those there are."""
    assert [r["title"] for r in offered(small, "--type", "book")] == ["A costly book of vectors"]
    assert {r["cost"] for r in offered(small, "--free")} == {"free"}
    assert offered(small, "--free", "--type", "book") == []
    result = small("resources", "--type", "film")
    assert (result.code, "video" in result.err) == (2, True)


def test_resources_of_a_track(small: Dlr) -> None:
    """A track offers what its items offer at home."""
    found = offered(small, "--curriculum", "track")
    assert {r["url"] for r in found} == {
        "https://example.org/book",
        "https://example.org/vectors",
    }


def test_resources_of_an_item_that_the_track_leaves_out(small: Dlr) -> None:
    """An item of another curriculum is found there."""
    assert offered(small, "matrices", "--curriculum", "track")[0]["items"] == ["small/matrices"]


def test_addresses_stay_whole_on_a_narrow_screen(
    small: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address is never broken, so that it can be copied."""
    monkeypatch.setenv("COLUMNS", "20")
    assert "  https://example.org/vectors" in small("resources").lines


def test_every_item_of_every_curriculum_is_listed_once(small: Dlr) -> None:
    """`list --all` names each item once, at the place that it has at home."""
    items = small("list", "--all", "--json", "--curriculum", "track").document["items"]
    keys = [item["key"] for item in items]
    assert len(keys) == len(set(keys))
    assert "track/goal" in keys
    places = {item["key"]: (item["level"], item["category"]) for item in items}
    assert places["small/vectors"] == ("entry", "theory")
