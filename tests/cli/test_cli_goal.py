"""dlr goal, and how inferred ticks are told apart: what is set, shown, confirmed and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dlroadmap.progress.events import Entry
from dlroadmap.progress.store import Store

if TYPE_CHECKING:
    from conftest import Dlr


def goals(dlr: Dlr) -> list[str]:
    return [goal["id"] for goal in dlr("goal", "--json").document["goals"]]


def said(dlr: Dlr) -> list[tuple[str, str, str | None]]:
    """Return what was said of which item, with what was said of a goal."""
    events = dlr("log", "--json").document["events"]
    return [(event["kind"], event["key"].partition("/")[2], event["goal"]) for event in events]


def suggested(dlr: Dlr, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = dlr("next", "--json", *options).document["suggestions"]
    return found


def test_without_a_goal_it_says_how_to_set_one(small: Dlr) -> None:
    """A learner without a goal is told so, and how to have one; a script gets an empty list."""
    result = small("goal")
    assert (result.code, result.err) == (0, "")
    assert result.lines == ["You have no goal. To set one: dlr goal NAME"]
    assert small("goal", "--json").document == {"schema_version": 1, "goals": []}
    assert said(small) == []


def test_a_goal_is_set_and_shown_with_the_distance(small: Dlr) -> None:
    """Setting a goal says how far it is, how to take it back and how to see the way."""
    result = small("goal", "first-network")
    assert (result.code, result.err) == (0, "")
    first, *rest = result.lines
    title = "A first network, “by hand” – naïve but whole (first-network)"
    assert first.startswith(f"Goal: {title}, 4 items left, 18.5 hours, finish around ")
    assert rest == ["To undo: dlr undo", "Steps: dlr path first-network"]
    assert said(small) == [("goal", "first-network", "set")]
    assert small("goal").lines == [first, rest[1]]


def test_only_who_has_a_goal_is_told_so(small: Dlr, tmp_path: Path) -> None:
    """A goal that was skipped, and one that no curriculum has any more, are not had."""
    text = (Path(__file__).parent / "curricula" / "small.yaml").read_text(encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text(text.replace("id: small", "id: own"), encoding="utf-8")
    small("goal", "matrices", "--curriculum", str(own))
    small("skip", "matrices", "--curriculum", str(own))
    assert small("goal", "--curriculum", str(own)).lines[:2] == [
        "Goal: Matrices (matrices), skipped",
        "You skipped it. To learn it after all: dlr untick matrices",
    ]
    own.unlink()
    assert small("goal").lines == [
        "Goal: own/matrices, not found in any curriculum",
        "To remove it: dlr goal --drop own/matrices",
    ]
    [goal] = small("goal", "--json").document["goals"]
    assert (goal["state"], goal["open_items"], goal["hours"]) == (None, None, None)


def elsewhere(folder: Path, *items: str) -> None:
    """Write a curriculum of the learner's own, `own`, of such lines."""
    lines = ["format: 1", "id: own", "title: Own", "levels:", "  - id: l", "    title: L"]
    lines += ["    categories:", "      - id: c", "        title: C", "        items:"]
    lines += [f"          - {{{item}}}" for item in items]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_goal_of_another_curriculum_leads_through_the_one_in_use(small: Dlr, home: Path) -> None:
    """What is here on the way comes first in next, status and plan, also after a renaming."""
    first = "id: a, title: A, kind: skill, requires: [small/notebooks]"
    elsewhere(home / "curricula", first, "id: g, title: G, kind: skill, requires: [a]")
    assert suggested(small)[0]["id"] == "vectors"
    assert small("goal", "own/g").code == 0
    renamed = "id: gg, title: G, kind: skill, requires: [a], formerly: [g]"
    for items in ([first, "id: g, title: G, kind: skill, requires: [a]"], [first, renamed]):
        elsewhere(home / "curricula", *items)
        [goal] = small("goal", "--json").document["goals"]
        assert (goal["title"], goal["state"], goal["open_items"]) == ("G", "todo", 3)
        found = suggested(small)[0]
        assert (found["id"], found["reasons"][0]) == ("notebooks", "leads to “G”")
        assert "Start with   Notebooks" in small("status").out
        assert small("plan", "--json").document["weeks"][0]["items"][0] == "small/notebooks"
    assert small("goal", "own/gg").lines[1] == "Nothing was changed."


def test_a_broken_curriculum_is_named_once_for_all_goals(small: Dlr, home: Path) -> None:
    """Two goals elsewhere are looked for in one go."""
    elsewhere(home / "curricula", "id: a, title: A, kind: skill", "id: b, title: B, kind: skill")
    small("goal", "own/a", "own/b")
    (home / "curricula" / "broken.yaml").write_text("format: 1\nid: [", encoding="utf-8")
    for command in ("status", "next", "plan", "goal"):
        assert small(command).err.count("broken.yaml") <= 1


def test_the_distance_shrinks_with_every_tick(small: Dlr) -> None:
    """What is done or skipped is not on the way any more; a goal that is done is had."""
    small("goal", "matrices")
    assert "2 items left, 7.5 hours" in small("goal").out
    small("tick", "vectors")
    assert "1 item left, 4.5 hours" in small("goal").out
    small("tick", "matrices")
    assert small("goal").lines == ["Goal: Matrices (matrices), reached"]


def test_the_document_of_goals(small: Dlr) -> None:
    """For scripts each goal has its key, id, title, open items and hours; a change its batch."""
    document = small("goal", "matrices", "notebooks", "--json").document
    [batch] = {event["batch"] for event in small("log", "--json").document["events"]}
    assert document["batch"] == batch
    first, second = document["goals"]
    assert first.pop("finish").keys() == {"early", "likely", "late"}
    assert first == {
        "key": "small/matrices",
        "id": "matrices",
        "name": "matrices",
        "of": "item",
        "title": "Matrices",
        "by": None,
        "group": None,
        "asked_by": None,
        "state": "todo",
        "assumed": False,
        "items": 2,
        "open_items": 2,
        "hours": 7.5,
        "guessed": 0,
        "fits": None,
    }
    assert (second["key"], second["items"], second["hours"]) == ("small/notebooks", 1, 1)
    assert "batch" not in small("goal", "--json").document


def test_new_goals_replace_earlier_ones(small: Dlr) -> None:
    """Goals are those of the last call, in its order; what it does not name is dropped."""
    small("goal", "matrices", "notebooks")
    small("goal", "attention", "matrices")
    assert goals(small) == ["attention", "matrices"]
    assert said(small)[2:] == [
        ("goal", "notebooks", "dropped"),
        ("goal", "attention", "set"),
        ("goal", "matrices", "set"),
    ]


def test_the_same_goals_again_change_nothing(small: Dlr) -> None:
    """Saying the same once more writes no event and says so."""
    small("goal", "matrices", "notebooks")
    result = small("goal", "matrices", "notebooks")
    assert "Nothing was changed." in result.lines
    assert len(said(small)) == 2
    assert small("goal", "matrices", "notebooks", "--json").document["batch"] is None


def test_goals_are_cleared(small: Dlr) -> None:
    """--clear drops every goal and names it; where there is none it changes nothing."""
    small("goal", "matrices", "notebooks")
    result = small("goal", "--clear")
    removed = ["Removed goal: Matrices", "Removed goal: Notebooks"]
    assert result.lines == [*removed, "You have no goal.", "To undo: dlr undo"]
    assert goals(small) == []
    assert small("goal", "--clear").lines == ["You have no goal.", "Nothing was changed."]
    assert len(said(small)) == 4


def test_a_change_of_goals_is_taken_back_as_one(small: Dlr) -> None:
    """Undo brings the earlier goals back, and again before them there were none."""
    small("goal", "matrices", "notebooks")
    small("goal", "attention")
    result = small("undo")
    assert result.code == 0
    assert goals(small) == ["matrices", "notebooks"]
    small("undo")
    assert goals(small) == []


def test_a_goal_moves_no_item(small: Dlr) -> None:
    """Setting a goal begins nothing: every item stays as it was."""
    small("goal", "matrices")
    totals = small("status", "--json").document["totals"]
    assert (totals["done"], totals["doing"], totals["skipped"]) == (0, 0, 0)


@pytest.mark.parametrize("bad", ["no-such-thing", "con"])
def test_goals_fail_together(small: Dlr, bad: str) -> None:
    """If one name is not understood no goal changes."""
    small("goal", "matrices")
    result = small("goal", "notebooks", bad)
    assert (result.code, result.out) == (2, "")
    assert goals(small) == ["matrices"]
    assert small("goal", bad, "--json").document["error"]["code"] in (
        "unknown-item",
        "ambiguous-item",
    )


def test_clearing_takes_no_item(small: Dlr) -> None:
    """Whether to set or to clear must be clear itself."""
    small("goal", "matrices")
    result = small("goal", "notebooks", "--clear")
    assert (result.code, result.out) == (2, "")
    assert goals(small) == ["matrices"]


def test_next_names_first_what_leads_to_the_goal(small: Dlr) -> None:
    """With a goal, what leads there comes first and says so; without it the order is the old."""
    before = [one["id"] for one in suggested(small)]
    assert before == ["vectors", "notebooks"]
    small("skip", "matrices")
    small("goal", "first-network")
    first, second = suggested(small)[:2]
    assert first["id"] == "notebooks"
    assert first["reasons"][0] == "leads to “A first network, “by hand” – naïve but whole”"
    assert second["id"] == "vectors"
    small("goal", "--clear")
    small("untick", "matrices")
    assert [one["id"] for one in suggested(small)] == before


def test_a_goal_that_is_ready_is_named_as_a_goal(small: Dlr) -> None:
    """A goal that can be begun is suggested as what it is."""
    small("goal", "notebooks")
    assert suggested(small)[0]["reasons"][0] == "one of your goals"
    assert "One of your goals; " in small("next").out


def test_a_goal_in_another_curriculum(small: Dlr) -> None:
    """An item that only another curriculum holds can be a goal, with the distance from there."""
    result = small("goal", "track/goal")
    assert result.code == 0
    assert result.lines[0].startswith("Goal: ")
    assert " left, " in result.lines[0]
    assert goals(small) == ["goal"]
    assert small("next").code == 0


def infer(home: Path, *ids: str) -> None:
    """Write what an assessment concludes."""
    store = Store(home / "progress.db", home / "backups")
    store.write(lambda _: [Entry(f"small/{id}", "tick", {"inferred": "0.93"}) for id in ids])


def states(dlr: Dlr) -> dict[str, tuple[str, bool]]:
    """Return the state of every item that is done, with whether it was inferred."""
    items = dlr("list", "--json", "--state", "done").document["items"]
    return {item["id"]: (item["state"], item["inferred"]) for item in items}


def test_inferred_ticks_are_told_apart_everywhere(small: Dlr, home: Path) -> None:
    """show, list, log and status say which ticks were inferred, to people and to scripts."""
    small("tick", "notebooks")
    infer(home, "vectors", "matrices")
    assert states(small) == {
        "vectors": ("done", True),
        "matrices": ("done", True),
        "notebooks": ("done", False),
    }
    totals = small("status", "--json").document["totals"]
    assert (totals["done"], totals["inferred"], totals["counted_done"]) == (3, 2, 3)
    entry = small("status", "--json").document["levels"][0]
    assert [part["inferred"] for part in entry["categories"]] == [2, 0]
    assert "3 of 9 items done (2 ticks inferred)" in small("status").lines[0]

    shown = small("show", "vectors", "--json").document
    assert (shown["state"], shown["inferred"]) == ("done", True)
    assert [event["inferred"] for event in shown["history"]] == [True]
    page = small("show", "vectors").out
    assert "Done (inferred). Essential concept" in page
    assert " Ticked (inferred)\n" in page
    assert "Done. Important tool" in small("show", "notebooks").out

    events = small("log", "--json").document["events"]
    assert [event["inferred"] for event in events] == [False, True, True]
    assert small("log").lines[2].endswith("Assessed: 2 items ticked")
    log = small("log", "--items").lines
    assert "tick (inferred)  vectors" in log[2]
    assert "inferred" not in log[1]
    assert "done (inferred)" in small("list").out


def test_a_list_of_what_was_inferred(small: Dlr, home: Path) -> None:
    """--inferred lists what an assessment ticked; what the learner confirms leaves that list."""
    infer(home, "vectors", "matrices")
    small("tick", "notebooks", "matrices")
    found = small("list", "--inferred", "--json").document["items"]
    assert [item["id"] for item in found] == ["vectors"]


def test_an_inferred_tick_counts_like_another(small: Dlr, home: Path) -> None:
    """What was inferred is in nobody's way: what waits for it is ready."""
    infer(home, "vectors")
    assert "matrices" in [one["id"] for one in suggested(small)]


def test_a_claim_confirms_an_inference(small: Dlr, home: Path) -> None:
    """A tick of an inferred item is recorded, told as a confirmation, and can be taken back."""
    infer(home, "vectors", "matrices")
    result = small("tick", "vectors")
    assert (result.code, result.err) == (0, "")
    assert result.lines[0] == "Confirmed: Vectors"
    assert states(small) == {"vectors": ("done", False), "matrices": ("done", True)}
    assert small("tick", "vectors").lines[0] == "Already done: Vectors"
    small("undo")
    assert states(small)["vectors"] == ("done", True)


def test_a_confirmation_as_a_document(small: Dlr, home: Path) -> None:
    """For scripts a confirmation is a change from done to done, with a batch."""
    infer(home, "vectors")
    document = small("tick", "vectors", "--json").document
    assert document["changed"] == [
        {"key": "small/vectors", "id": "vectors", "from": "done", "to": "done"}
    ]
    assert document["batch"]


def test_a_confirmation_is_tried_first(small: Dlr, home: Path) -> None:
    """--dry-run tells a confirmation and writes none."""
    infer(home, "vectors")
    assert small("tick", "vectors", "--dry-run").lines[0] == "Would confirm: Vectors"
    assert states(small) == {"vectors": ("done", True)}


def test_a_whole_level_confirms_nothing(small: Dlr, home: Path) -> None:
    """--level ticks what is open; who means what was inferred names it."""
    infer(home, "vectors")
    small("tick", "--level", "entry")
    assert states(small)["vectors"] == ("done", True)
    assert states(small)["matrices"] == ("done", False)


@pytest.mark.parametrize(
    ("command", "left"), [("untick", "todo"), ("start", "doing"), ("skip", "skipped")]
)
def test_an_inferred_tick_can_be_put_right(small: Dlr, home: Path, command: str, left: str) -> None:
    """Who has it not after all says so as with any other tick, and nothing is inferred any more."""
    infer(home, "vectors")
    assert small(command, "vectors").code == 0
    shown = small("show", "vectors", "--json").document
    assert (shown["state"], shown["inferred"]) == (left, False)
    assert "inferred" not in small("status").lines[0]


def test_what_new_goals_replace_is_named(small: Dlr) -> None:
    """Each goal that is none any more is named, with its kind if it is no item."""
    small("goal", "matrices", "middle", "notebooks")
    lines = small("goal", "notebooks").lines
    assert lines[:2] == ["Removed goal: Matrices", "Removed goal: Middle (level)"]
    assert "Removed" not in "".join(lines[2:])
    assert small("goal", "--drop", "notebooks").lines[0] == "Removed goal: Notebooks"


@pytest.mark.parametrize("options", [[], ["--add"], ["--drop"]])
@pytest.mark.parametrize("text", ["", "\n \n", "# my goals\n"])
def test_no_name_on_standard_input_changes_nothing(
    small: Dlr, options: list[str], text: str
) -> None:
    """An empty list, or one of comments alone, is refused and removes no goal."""
    small("goal", "matrices")
    result = small("goal", *options, "-", stdin=text)
    assert (result.code, result.out) == (2, "")
    assert "Standard input contains no names." in result.err
    assert goals(small) == ["matrices"]


def test_standard_input_names_goals_of_every_kind(small: Dlr) -> None:
    """Items, by any whole name and once each, categories, levels and curricula can be read."""
    text = "matrices\nMATRICES\nsmall/matrices\nmiddle\n- middle/theory\nsmall\n"
    assert small("goal", "-", stdin=text).code == 0
    documents = small("goal", "--json").document["goals"]
    assert [goal["of"] for goal in documents] == ["item", "level", "category", "curriculum"]
    result = small("goal", "-", stdin="matrices\nmatri\nmidd\n")
    assert (result.code, len(goals(small))) == (2, 4)
    assert "2 of 3 names on standard input" in result.err
    small("goal", "--drop", "-", stdin="middle\nsmall\n")
    assert goals(small) == ["matrices", "theory"]


def test_settings_are_checked_before_anything_is_recorded(
    small: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a pace that is not valid, the call fails and writes nothing."""
    monkeypatch.setenv("DLR_HOURS_PER_WEEK", "8h")
    for options in (["matrices"], ["--add", "matrices"], ["--clear"]):
        assert small("goal", *options).code == 2
    assert said(small) == []


def test_only_a_goal_can_be_dropped(small: Dlr) -> None:
    """What is no goal, known or not, is refused, and nothing changes."""
    small("goal", "matrices")
    for name in ("notebooks", "nobody", "middle", "matrices/"):
        result = small("goal", "--drop", "matrices", name)
        assert (result.code, result.out) == (2, "")
        assert f"“{name}” is not one of your goals." in result.err
    assert goals(small) == ["matrices"]


@pytest.mark.parametrize(
    "name", ["own/g", "g", "own/l", "l/", "own/l/c", "l/c", "c", "own", "own/"]
)
def test_a_goal_that_is_gone_can_be_dropped(small: Dlr, home: Path, name: str) -> None:
    """The key of a goal drops it whatever became of its curriculum, without that one's id too."""
    elsewhere(home / "curricula", "id: g, title: G, kind: skill")
    used = ("--curriculum", "own")
    small("goal", name, *used)
    assert len(goals(small)) == 1
    (home / "curricula" / "own.yaml").unlink()
    assert small("goal", "--drop", name).code == 0
    assert goals(small) == []


def test_an_added_goal_keeps_its_day(small: Dlr) -> None:
    """To add a goal that is there, without a day, changes nothing; a new day takes its place."""
    small("goal", "matrices", "--by", "2099-03")
    small("goal", "--add", "notebooks")
    assert "Nothing was changed." in small("goal", "--add", "matrices").lines
    small("goal", "--add", "matrices", "--by", "2098-03-01")
    days = [goal["by"] for goal in small("goal", "--json").document["goals"]]
    assert days == ["2098-03-01", None]
    assert said(small)[-1] == ("goal", "notebooks", "set")


@pytest.mark.parametrize(
    ("day", "why"), [("2024", "“2024” is in the past."), ("someday", "is not a valid date")]
)
def test_a_wrong_day_is_answered_with_coming_ones(small: Dlr, day: str, why: str) -> None:
    """Whoever gives a day that is past, or none, reads how to write one that comes."""
    result = small("goal", "matrices", "--by", day)
    assert (result.code, said(small)) == (2, [])
    assert why in result.err
    assert "tomorrow, next monday, +2w, 20" in result.err
    assert "yesterday" not in result.err


def test_an_undo_says_what_stands(small: Dlr) -> None:
    """Undoing a goal, its day, or a removal says what is a goal now; so does redoing it."""

    def undo(*change: str) -> tuple[list[str], str]:
        *lines, redo = small("undo", *change).lines
        return lines, redo.removeprefix("To redo: dlr undo ")

    small("goal", "matrices", "--by", "2099-03")
    small("goal", "--add", "middle")
    assert small("undo", "--dry-run").lines == ["Would remove goal: Middle (level)"]
    lines, redo = undo()
    assert lines == ["Removed goal: Middle (level)"]
    lines, again = undo(redo)
    assert lines == ["Restored goal: Middle (level)"]
    undo(again)
    small("goal", "--by", "2099-04")
    lines, redo = undo()
    assert lines == ["Restored goal: Matrices by 2099-03-31"]
    assert undo(redo)[0] == ["Restored goal: Matrices by 2099-04-30"]
    small("goal", "matrices")
    small("undo", "--dry-run")
    small("goal", "--by", "2099-05")
    assert undo()[0] == ["Restored goal: Matrices, without a day"]
    small("goal", "matrices", "notebooks")
    small("goal", "notebooks", "matrices")
    assert undo()[0] == ["Restored goal order: Matrices and Notebooks"]
    small("goal", "--clear")
    assert small("undo", "--dry-run").lines[0] == "Would restore goal: Matrices"
    assert undo()[0] == ["Restored goal: Matrices", "Restored goal: Notebooks"]


def test_an_undo_of_a_goal_and_of_ticks_tells_both(small: Dlr, home: Path) -> None:
    """A change of both items and goals, as another device may write it, is told as both."""
    store = Store(home / "progress.db", home / "backups")
    goal = Entry("small/matrices", "goal", {"goal": "set", "of": "item"})
    store.write(lambda _: [Entry("small/vectors", "tick"), goal])
    lines = small("undo").lines
    assert lines[:2] == ["Undid tick: Vectors (now to do)", "Removed goal: Matrices"]


def test_the_names_of_goals_are_understood_again(small: Dlr) -> None:
    """Goals of another curriculum can be set again by the names that are offered for them."""
    small("use", "track")
    small("goal", "reading", "small/", "only", "small/middle")
    offered = [goal["name"] for goal in small("goal", "--json").document["goals"]]
    assert offered == ["small/middle/reading", "small", "only", "small/middle"]
    assert "Nothing was changed." in small("goal", *offered).lines


def test_goals_of_every_kind_with_a_day(small: Dlr) -> None:
    """A category, a level and the curriculum are goals as items are; a month is its last day."""
    small("goal", "middle/theory", "--by", "2031-02")
    small("goal", "--add", "top", "small")
    found = small("goal", "--json").document["goals"]
    assert [(goal["of"], goal["key"], goal["name"], goal["by"]) for goal in found] == [
        ("category", "small/middle/theory", "middle/theory", "2031-02-28"),
        ("level", "small/top", "top", None),
        ("curriculum", "small", "small", None),
    ]
    assert [goal["fits"] for goal in found] == [True, None, None]
    [event, *_] = small("log", "--json").document["events"]
    assert (event["of"], event["by"]) == ("category", "2031-02-28")
    small("goal", "--drop", "top", "small")
    small("goal", "--by", "2031-05-01")
    [goal] = small("goal", "--json").document["goals"]
    assert (goal["name"], goal["by"]) == ("middle/theory", "2031-05-01")
    small("undo")
    assert small("goal", "--json").document["goals"][0]["by"] == "2031-02-28"


def test_a_name_that_is_several_says_so(dlr: Dlr) -> None:
    """An item that is also a category is not guessed at, by any command that takes goals."""
    for command in (["goal"], ["path"], ["why"], ["plan", "--goal"]):
        result = dlr(*command, "optimizers")
        assert (result.code, result.out) == (2, "")
        for candidate in (
            "advanced/optimizers",
            "intermediate/optimizers",
            "deep-learning/optimizers",
        ):
            assert candidate in result.err
        assert dlr(*command, "deep-learning/optimizers").code == 0
        assert dlr(*command, "intermediate/optimizers").code == 0


@pytest.mark.parametrize(
    "args",
    [
        ["--add"],
        ["--drop"],
        ["matrices", "--add", "--drop"],
        ["--clear", "--by", "2031"],
        ["matrices", "--by", "2020"],
        ["--by", "2031"],
    ],
)
def test_what_cannot_be_asked_of_goals(small: Dlr, args: list[str]) -> None:
    """Options that exclude each other, a past day, and a day for no goal are refused."""
    result = small("goal", *args)
    assert (result.code, result.out) == (2, "")
    assert said(small) == []
