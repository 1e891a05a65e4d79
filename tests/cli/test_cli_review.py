"""dlr review: what is due, how it is asked, and that no answer takes a tick away."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import PATIENCE, Terminal, dlr_process, environment

from dlroadmap.progress.events import Entry
from dlroadmap.progress.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr


def say(home: Path, days: float, *entries: Entry) -> None:
    """Write one batch as it would have been written so many days ago."""
    moment = datetime.now(UTC) - timedelta(days=days)
    Store(home / "progress.db", home / "backups", now=lambda: moment).write(lambda _: entries)


def tick(home: Path, days: float, *ids: str, curriculum: str = "small", **details: str) -> None:
    say(home, days, *(Entry(f"{curriculum}/{id}", "tick", details) for id in ids))


def due(dlr: Dlr, *options: str) -> list[str]:
    """Return the ids of what is due."""
    return [item["id"] for item in dlr("review", "--json", *options).document["due"]]


def reviews(dlr: Dlr) -> list[tuple[str, str, str]]:
    """Return the reviews of the history: batch, item, grade."""
    events = dlr("log", "--json").document["events"]
    return [
        (event["batch"], event["key"].partition("/")[2], event["grade"])
        for event in events
        if event["kind"] == "review"
    ]


def states(dlr: Dlr) -> dict[str, str]:
    items = dlr("list", "--json").document["items"]
    return {item["id"]: item["state"] for item in items}


def day(ahead: int) -> str:
    """Return the day that many days from today, on this clock."""
    return (date.today() + timedelta(days=ahead)).isoformat()


@pytest.fixture
def faded(small: Dlr, home: Path) -> Dlr:
    """Give a learner to whom three items are due; the least remembered is needed for nothing."""
    tick(home, 40, "indexing")
    tick(home, 20, "vectors", "first-network")
    tick(home, 2, "convex-optimization")
    return small


def test_what_is_due_is_listed_what_is_needed_first(faded: Dlr) -> None:
    """In a pipe what is due is listed with what needs it, and how to say how it went."""
    result = faded("review")
    assert (result.code, result.err) == (0, "")
    assert result.lines[0] == "3 items are due for review, most important first:"
    assert result.lines[2:4] == ["1. Vectors (vectors)", "   Needed for Matrices."]
    assert result.lines[4].startswith(f"   Last practiced on {day(-20)}, ")
    assert result.lines[5].startswith("2. A first network")
    assert result.lines[8] == "3. Lists like a[0], tags like [/] and [bold] (indexing)"
    assert result.lines[9].startswith(f"   Last practiced on {day(-40)}, ")
    assert "dlr review vectors --grade good" in result.out
    for grade in ("again", "hard", "good", "easy"):
        assert grade in result.out
    assert faded("review", "--due").out == result.out
    assert faded("review", "--no-input").out == result.out
    assert reviews(faded) == []


def test_what_is_in_progress_and_goals_decide_what_comes_first(faded: Dlr) -> None:
    """What is in progress decides first, then a goal, and the rows say so."""
    assert due(faded) == ["vectors", "first-network", "indexing"]
    faded("goal", "convolutions")
    assert due(faded) == ["first-network", "vectors", "indexing"]
    assert faded("review").lines.count("   Needed for your goal: Convolutions.") == 2
    faded("start", "matrices")
    assert due(faded) == ["vectors", "first-network", "indexing"]
    assert faded("review").lines[3] == "   Needed for Matrices, in progress."
    rows = faded("review", "--json").document["due"]
    needed = ["small/matrices", "small/convolutions", None]
    assert [row["needed_for"] for row in rows] == needed


def test_a_goal_narrows(faded: Dlr) -> None:
    """--goal names only what is due of what it asks for and builds on, and may be repeated."""
    assert due(faded, "--goal", "matrices") == ["vectors"]
    assert due(faded, "--goal", "indexing") == ["vectors", "indexing"]
    assert due(faded, "--goal", "first-network", "--goal", "indexing") == due(faded)
    assert due(faded, "--goal", "first-network", "--level", "middle") == []
    assert faded(
        "review", "--goal", "convex-optimization", "--category", "middle/theory"
    ).lines == [f"Nothing that “Convex optimization” builds on is due for review until {day(6)}."]
    assert faded("review", "--goal", "notebooks").lines == [
        "Nothing is due for review: nothing that “Notebooks” builds on is ticked yet.",
        "To start: dlr next",
    ]
    line = (
        "Nothing is due for review: nothing in this part that “Notebooks” builds on is ticked yet."
    )
    assert faded("review", "--goal", "notebooks", "--level", "entry").lines[0] == line
    assert faded("review", "--goal", "nowhere-at-all").code == 2
    assert "Matrices" not in faded("goal").out


def uses(dlr: Dlr, *options: str) -> list[str]:
    """Return what the rows say that items are needed for."""
    lines = dlr("review", *options).lines
    return [line.strip() for line in lines if line.startswith(("   Needed", "   Part of"))]


def test_rows_tell_how_items_serve_the_goal_that_is_named(faded: Dlr) -> None:
    """Not for what else they are needed, in progress or not, done or not."""
    assert uses(faded) == ["Needed for Matrices.", "Needed for Read a paper."]
    faded("start", "matrices")
    assert uses(faded) == ["Needed for Matrices, in progress.", "Needed for Read a paper."]
    assert uses(faded, "--goal", "convolutions") == ["Needed for Convolutions."] * 2
    [use] = uses(faded, "--goal", "first-network")
    assert use.startswith("Needed for A first network")
    level = uses(faded, "--goal", "entry")
    assert len(level) == 3
    assert {line.split()[0] for line in level} == {"Part"}


def test_habits_tools_and_readings_are_reviewed_if_asked_for(small: Dlr, home: Path) -> None:
    """What is done rather than remembered is due for no command, but by --kind and by its name."""
    tick(home, 30, "notebooks", "read-a-paper", "paper-club")
    assert small("review").lines == [
        "Nothing is due for review: everything done here is of kinds that you have to ask for "
        "(tools, readings and habits).",
        "To review these too: dlr review --kind all",
    ]
    for command in ("status", "next"):
        document = small(command, "--json").document
        assert (document["due"], document["due_today"]) == (0, 0)
        assert "to review" not in small(command).out
    assert small("prompt", "--format", "{due} {due_today}").lines == ["0 0"]
    line = "Nothing is due for review: nothing done here is of this kind."
    assert small("review", "--kind", "skill").lines == [line]
    assert due(small, "--kind", "tool") == ["notebooks"]
    assert due(small, "--kind", "tool,habit") == ["notebooks", "paper-club"]
    tick(home, 30, "vectors")
    assert due(small) == ["vectors"]
    every = ["vectors", "notebooks", "read-a-paper", "paper-club"]
    assert sorted(due(small, "--kind", "all")) == sorted(every)
    assert due(small, "--kind", "concept") == ["vectors"]
    assert small("review", "paper-club", "--grade", "good").code == 0
    assert small("review", "--kind", "community").code == 2


def test_the_document_of_what_is_due(faded: Dlr) -> None:
    """For scripts each item has its day, its chances and its past; next is the day after them."""
    document = faded("review", "--due", "--json").document
    assert document.keys() == {"schema_version", "due", "next", "due_today"}
    assert (document["next"], document["due_today"]) == (day(6), 3)
    likely = [item.pop("retrievability") for item in document["due"]]
    assert 0 < likely[2] < likely[0] == likely[1] < 0.9
    assert [document["due"][0], document["due"][2]] == [
        {
            "key": "small/vectors",
            "id": "vectors",
            "title": "Vectors",
            "kind": "concept",
            "due": day(-12),
            "last": day(-20),
            "reviews": 0,
            "needed_for": "small/matrices",
        },
        {
            "key": "small/indexing",
            "id": "indexing",
            "title": "Lists like a[0], tags like [/] and [bold]",
            "kind": "skill",
            "due": day(-32),
            "last": day(-40),
            "reviews": 0,
            "needed_for": None,
        },
    ]


def test_a_number_limits(faded: Dlr) -> None:
    """--max, or -n, names so many, and the list tells how many more there are."""
    assert due(faded, "--max", "2") == due(faded, "-n", "2") == ["vectors", "first-network"]
    result = faded("review", "-n", "1")
    assert result.lines[0].startswith("3 items are due")
    assert "and 2 more. To list all of them, add --max 3." in result.lines
    for bad in ("0", "-1", "x"):
        assert faded("review", "-n", bad).code == 2
    assert "--max must be at least 1." in faded("review", "-n", "0").err


def ids_of(dlr: Dlr, number: int) -> list[str]:
    """Return the first concepts of the curriculum."""
    items = dlr("list", "--kind", "concept", "--json").document["items"]
    return [item["id"] for item in items[:number]]


def test_a_person_is_shown_todays_and_a_script_all(dlr: Dlr, home: Path) -> None:
    """Without --max a list for people has those for today, a document all of them."""
    ids = ids_of(dlr, 150)
    tick(home, 30, *ids, curriculum="deep-learning")
    document = dlr("review", "--json").document
    assert sorted(item["id"] for item in document["due"]) == sorted(ids)
    assert document["due_today"] == 11
    result = dlr("review")
    spread = "11 a day clears them in two weeks; the most important come first."
    assert result.lines[0] == f"150 items are due for review. {spread}"
    assert [line for line in result.lines if line.startswith("11.")]
    assert "and 139 more. To list all of them, add --max 150." in result.lines
    for command in ("status", "next"):
        assert "11 items to review today: dlr review" in dlr(command).lines
        document = dlr(command, "--json").document
        assert (document["due"], document["due_today"]) == (150, 11)
    assert dlr("prompt", "--format", "{due} {due_today}").lines == ["150 11"]
    dlr("review", *ids[:4], "--grade", "again")
    assert "7 items to review today: dlr review" in dlr("next").lines
    dlr("review", *ids[4:11], "--grade", "good")
    for command in ("status", "next"):
        assert "to review" not in dlr(command).out
        document = dlr(command, "--json").document
        assert (document["due"], document["due_today"]) == (139, 0)
    assert len([line for line in dlr("review").lines if "Last practiced" in line]) == 11


def test_places_narrow(faded: Dlr) -> None:
    """--level and --category name only what is due there, and the next day there."""
    assert due(faded, "--category", "entry/practice") == ["first-network"]
    assert due(faded, "--level", "entry") == ["vectors", "first-network", "indexing"]
    document = faded("review", "--level", "middle", "--json").document
    assert (document["due"], document["next"]) == ([], day(6))
    line = f"Nothing is due for review until {day(6)}."
    assert faded("review", "--level", "middle").lines == [line]
    assert faded("review", "--level", "nowhere").code == 2


def test_nothing_is_due_to_a_beginner(small: Dlr) -> None:
    """Where nothing is ticked the answer is kind, the exit code 0 and the list empty."""
    result = small("review")
    assert (result.code, result.err) == (0, "")
    reason, hint = result.lines
    assert reason.startswith("Nothing is due for review")
    assert "dlr next" in hint
    document = small("review", "--json").document
    assert document == {"schema_version": 1, "due": [], "next": None, "due_today": 0}


def test_only_what_is_done_comes_due(small: Dlr, home: Path) -> None:
    """Skipped, begun and open items never come due, and inferred ones not before a claim."""
    tick(home, 60, "vectors", "matrices", "indexing", "convex-optimization")
    tick(home, 60, "convolutions", inferred="0.9")
    small("skip", "vectors")
    small("start", "matrices")
    small("untick", "indexing")
    assert due(small) == ["convex-optimization"]
    tick(home, 30, "convolutions")
    assert sorted(due(small)) == ["convex-optimization", "convolutions"]


def test_a_tick_with_a_date_is_learned_then(small: Dlr) -> None:
    """What was learned two months ago is due when that is told; what it needed was used then."""
    ago = day(-60)
    assert small("tick", "vectors", "--date", ago).code == 0
    assert due(small) == ["vectors"]
    assert small("review", "--json").document["due"][0]["last"] == ago
    small("undo")
    small("tick", "vectors")
    assert due(small) == []


@pytest.mark.parametrize("grade", ["again", "hard", "good", "easy"])
def test_one_review_is_recorded(faded: Dlr, grade: str) -> None:
    """--grade records an event, tells when the item comes back, and changes no state."""
    before, totals = states(faded), faded("status", "--json").document["totals"]
    result = faded("review", "indexing", "--grade", grade)
    assert (result.code, result.err) == (0, "")
    assert "next review " in result.lines[0]
    assert result.lines[1:] == ["To undo: dlr undo"]
    assert [(id, how) for _, id, how in reviews(faded)] == [("indexing", grade)]
    assert due(faded) == ["vectors", "first-network"]
    assert states(faded) == before
    assert faded("status", "--json").document["totals"] == totals


def test_again_comes_back_soon(faded: Dlr) -> None:
    """An item that was forgotten stays ticked and is due in a day or two."""
    result = faded("review", "indexing", "--grade", "again")
    back = faded("review", "--json").document["next"]
    assert back in (day(1), day(2))
    assert f"still done, next review {back}." in result.out


def test_several_reviews_are_one_batch(faded: Dlr) -> None:
    """Several items in one call are one batch, and undo takes it back."""
    result = faded("review", "vectors", "first-network", "--grade", "hard")
    assert len(result.lines) == 3
    [(one, first, _), (other, second, _)] = reviews(faded)
    assert (one, first, second) == (other, "vectors", "first-network")
    assert due(faded) == ["indexing"]
    result = faded("undo")
    assert "Undid review: Vectors" in result.out
    assert due(faded) == ["vectors", "first-network", "indexing"]


def test_the_document_of_a_review(faded: Dlr) -> None:
    """For scripts: nothing changed its state, the batch, and how the item stands now."""
    document = faded("review", "vectors", "--grade", "good", "--json").document
    [(batch, _, _)] = reviews(faded)
    [reviewed] = document.pop("reviewed")
    assert document == {"schema_version": 1, "changed": [], "offered": [], "batch": batch}
    assert reviewed["due"] > day(8)
    assert reviewed == {
        "key": "small/vectors",
        "id": "vectors",
        "title": "Vectors",
        "kind": "concept",
        "due": reviewed["due"],
        "retrievability": 1.0,
        "last": day(0),
        "reviews": 1,
        "grade": "good",
    }


def test_an_item_may_be_reviewed_before_it_is_due(faded: Dlr) -> None:
    """Who has gone over an item of late says so, due or not."""
    assert faded("review", "convex-optimization", "--grade", "easy").code == 0
    assert len(reviews(faded)) == 1


REFUSED: list[tuple[list[str], str, str]] = [
    (["matrices", "--grade", "good"], "not-learned", "dlr tick matrices"),
    (["vectors", "matrices", "--grade", "good"], "not-learned", "dlr tick matrices"),
    (["attention", "--grade", "good"], "not-learned", "inferred"),
    (["no-such-thing", "--grade", "good"], "unknown-item", "Nothing is named"),
    (["con", "--grade", "good"], "ambiguous-item", "convolutions"),
    (["vectors", "--grade", "superb"], "usage", "again, hard, good, easy"),
    (["vectors", "--grade", "Good"], "usage", "again, hard, good, easy"),
    (["vectors"], "usage", "--grade"),
    (["--grade", "good"], "usage", "dlr review ITEM"),
    (["--grade", "good", "--level", "entry"], "usage", "dlr review ITEM"),
    (["vectors", "--grade", "good", "--level", "entry"], "usage", "Leave out"),
    (["vectors", "--due"], "usage", "Leave out"),
    (["vectors", "--kind", "habit"], "usage", "Leave out"),
    (["vectors", "--goal", "matrices"], "usage", "Leave out"),
    (["vectors", "--grade", "good", "-n", "3"], "usage", "Leave out"),
]


@pytest.mark.parametrize(("args", "code", "words"), REFUSED, ids=lambda one: " ".join(one)[:40])
def test_what_cannot_be_reviewed_is_refused(
    faded: Dlr, home: Path, args: list[str], code: str, words: str
) -> None:
    """What was never learned, unknown, or no grade is refused in words; nothing is recorded."""
    tick(home, 30, "attention", inferred="0.9")
    result = faded("review", *args)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert faded("review", *args, "--json").document["error"]["code"] == code
    assert reviews(faded) == []


def test_learning_on_top_of_an_item_practices_it(small: Dlr, home: Path) -> None:
    """A tick practices what the item requires directly, until it is taken back."""
    tick(home, 9, "vectors")
    assert due(small) == ["vectors"]
    small("tick", "matrices")
    assert due(small) == []
    assert [event["kind"] for event in small("log", "--json").document["events"]] == ["tick"] * 2
    small("undo")
    assert due(small) == ["vectors"]


def test_an_item_of_another_curriculum_can_be_reviewed(small: Dlr, home: Path) -> None:
    """Items are named as everywhere, also those that the curriculum in use leaves out."""
    tick(home, 30, "goal", curriculum="track")
    assert due(small) == []
    assert due(small, "--curriculum", "track") == ["goal"]
    assert small("review", "track/goal", "--grade", "good").code == 0
    assert due(small, "--curriculum", "track") == []


def test_names_may_come_from_standard_input(faded: Dlr) -> None:
    """`-` reads names, one a line."""
    assert faded("review", "-", "--grade", "good", stdin="vectors\nfirst-network\n").code == 0
    assert due(faded) == ["indexing"]


def test_standard_input_without_names_is_told(faded: Dlr) -> None:
    """Nobody is told of items that were no longer ticked where none was named."""
    result = faded("review", "-", "--grade", "good", stdin="\n")
    assert (result.code, result.lines) == (0, ["Standard input contains no names."])
    assert reviews(faded) == []


def test_status_and_next_mention_what_is_due_in_one_line(faded: Dlr) -> None:
    """Both say how many are due and what to do, on one line, and in their documents."""
    line = "3 items to review today: dlr review"
    for command in ("status", "next"):
        assert faded(command).lines.count(line) == 1
        assert faded(command, "--json").document["due"] == 3
        assert line not in faded(command, "--json").out
    faded("review", "indexing", "vectors", "--grade", "good")
    for command in ("status", "next"):
        assert "1 item to review today: dlr review" in faded(command).lines


def test_status_and_next_are_silent_when_nothing_is_due(small: Dlr, home: Path) -> None:
    """Where nothing is due nothing is said of it, and the document has a zero."""
    tick(home, 3, "vectors", "notebooks")
    for command in ("status", "next"):
        assert "review" not in small(command).out
        assert small(command, "--json").document["due"] == 0


def test_who_has_finished_is_told_what_is_due(small: Dlr, home: Path) -> None:
    """Where nothing is left to learn, next still says what is fading."""
    tick(home, 30, *states(small))
    assert small("next").lines == [
        "Everything in A small curriculum is done.",
        "9 items to review today: dlr review",
    ]


@pytest.mark.parametrize("columns", ["40", "80", "200"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_lists_fit_the_screen(
    faded: Dlr, monkeypatch: pytest.MonkeyPatch, columns: str, encoding: str
) -> None:
    """No line is wider than the screen, no escape is in a pipe, and nothing is cut."""
    monkeypatch.setenv("COLUMNS", columns)
    for call in (["review"], ["review", "vectors", "--grade", "again"]):
        result = faded(*call, encoding=encoding)
        assert result.code == 0
        assert all(len(line) <= int(columns) for line in result.lines)
        assert "\x1b" not in result.out
        assert "…" not in result.out


@pytest.fixture
def learner(home: Path, warm: None) -> Path:
    """Give the home of a learner of the bundled curriculum with three items due."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "config.json").write_text('{"curriculum": "deep-learning"}', encoding="utf-8")
    tick(home, 40, "derivatives", curriculum="deep-learning")
    tick(home, 30, "mathematical-notation", curriculum="deep-learning")
    tick(home, 20, "python-programming", curriculum="deep-learning")
    return home


def graded(home: Path) -> list[tuple[str, str]]:
    """Return what was reviewed and how, each by a batch of its own."""
    events = Store(home / "progress.db", home / "backups").events()
    found = [event for event in events if event.kind == "review"]
    assert len({event.batch for event in found}) == len(found)
    return [(event.key.partition("/")[2], event.details["grade"]) for event in found]


PROMPT = "(a, h, g, e, s, q)? "


def test_a_terminal_asks_for_one_item_after_the_other(learner: Path) -> None:
    """Title, summary and checks are the question; each answer is recorded, with its day."""
    with Terminal(learner, "review") as terminal:
        terminal.expect("3 items to review. Your answers never remove a tick.")
        terminal.expect("1 of 3:")
        terminal.expect("Mathematical notation")
        terminal.expect("Can you still do this?")
        terminal.expect(" - ")
        terminal.expect("Resource: ")
        terminal.expect("  https://")
        terminal.expect(PROMPT)
        terminal.enter("g\n")
        terminal.expect("Next review: ")
        terminal.expect("2 of 3:")
        terminal.expect(PROMPT)
        terminal.enter("AGAIN\n")
        terminal.expect("Still done. Next review: ")
        terminal.expect("To read about it: dlr open python-programming")
        terminal.expect(PROMPT)
        terminal.enter(" e \n")
        terminal.expect("3 items reviewed.")
        terminal.expect("To undo the last answer: dlr undo")
        terminal.expect(f"Nothing else is due until {day(2)}.")
        assert terminal.end() == 0
    assert graded(learner) == [
        ("mathematical-notation", "good"), ("python-programming", "again"), ("derivatives", "easy"),
    ]  # fmt: skip


def test_a_list_longer_than_the_screen_goes_through_the_pager(learner: Path) -> None:
    """Its first line, how much is due, does not scroll away; questions never go there."""
    more = ("matrix-operations", "logarithms-and-exponentials", "probability-basics", "norms")
    tick(learner, 30, *more, curriculum="deep-learning")
    script = learner / "pager.py"
    script.write_text("import sys; print('PAGED', sys.stdin.read(), end='')", encoding="utf-8")
    setting = {"DLR_PAGER": f"{sys.executable} {script}"}
    for option, paged in (("--due", True), ("--no-pager", False), ("--no-input", True)):
        with Terminal(learner, "review", "--due", option, columns=40, more=setting) as terminal:
            terminal.expect("Grades: again, hard")
            assert terminal.end() == 0
        assert "are due for" in terminal.output
        assert terminal.output.startswith("PAGED") == paged
    with Terminal(learner, "review", columns=40, more=setting) as terminal:
        terminal.expect(PROMPT)
        terminal.enter("q\n")
        assert terminal.end() == 0
    assert "PAGED" not in terminal.output


def test_a_question_can_be_left_and_the_session_ended(learner: Path) -> None:
    """With s an item is left for another day, with q the rest; nothing is recorded of them."""
    with Terminal(learner, "review") as terminal:
        terminal.expect(PROMPT)
        terminal.enter("s\n")
        terminal.expect("2 of 3:")
        terminal.expect(PROMPT)
        terminal.enter("hard\n")
        terminal.expect("3 of 3:")
        terminal.expect(PROMPT)
        terminal.enter("q\n")
        terminal.expect("1 item reviewed")
        terminal.expect("Left for today: 2 items.")
        assert terminal.end() == 0
    assert graded(learner) == [("python-programming", "hard")]


def test_a_backlog_is_gone_through_in_todays_portion(learner: Path) -> None:
    """A terminal is asked for those of today, more only with --max, and no number blames."""
    listed = dlr_process(learner, "list", "--kind", "concept", "--json").stdout
    ids = [item["id"] for item in json.loads(listed)["items"][-24:]]
    tick(learner, 50, *ids, curriculum="deep-learning")
    with Terminal(learner, "review") as terminal:
        terminal.expect("27 items are due for review. 10 a day clears them in 3 days;")
        terminal.expect("10 items to review.")
        for _ in range(10):
            terminal.expect(PROMPT)
            terminal.enter("g\n")
        terminal.expect("10 items reviewed.")
        terminal.expect("You reviewed everything for today. To review more, use --max N.")
        assert terminal.end() == 0
    with Terminal(learner, "review") as terminal:
        terminal.expect("You reviewed everything for today. To review more, use --max N.")
        assert terminal.end() == 0
        assert PROMPT not in terminal.output
    with Terminal(learner, "review", "--max", "2") as terminal:
        terminal.expect("2 items to review.")
        terminal.expect(PROMPT)
        terminal.enter("q\n")
        assert terminal.end() == 0
    assert len(graded(learner)) == 10


def test_a_warning_is_told_once_however_often_it_comes(learner: Path) -> None:
    """A backup that fails at every answer of a session is told at the first one alone."""
    for file in (learner / "backups").iterdir():
        file.unlink()
    (learner / "backups").rmdir()
    (learner / "backups").write_text("in the way")
    with Terminal(learner, "review") as terminal:
        for _ in range(3):
            terminal.expect(PROMPT)
            terminal.enter("g\n")
        assert terminal.end() == 0
    assert terminal.output.count("no backup was saved") == 1
    assert len(graded(learner)) == 3


def test_what_is_no_answer_is_asked_again(learner: Path) -> None:
    """Anything else, also an empty line, records nothing and is asked again with the choices."""
    with Terminal(learner, "review", "-n", "1") as terminal:
        terminal.expect("1 item to review.")
        for typed in ("x\n", "\n", "gut\n"):
            terminal.expect(PROMPT)
            terminal.enter(typed)
            terminal.expect("Type a, h, g, e, s or q")
        terminal.expect(PROMPT)
        terminal.enter("q\n")
        terminal.expect("Nothing was recorded.")
        assert terminal.end() == 0
    assert graded(learner) == []


def test_who_has_only_inferred_ticks_is_told_to_confirm_them(small: Dlr, home: Path) -> None:
    """What is asked about decides what is said: nothing ticked, or nothing but inferred."""
    tick(home, 30, "vectors", inferred="yes")
    assert "inferred" in small("review").out
    assert "inferred" in small("review", "--level", "entry").out
    assert "nothing in this part is ticked yet" in small("review", "--level", "middle").out


def test_what_is_put_back_while_the_question_stands_is_not_recorded(learner: Path) -> None:
    """A tick that another call takes back in the meantime is no item to review any more."""
    with Terminal(learner, "review", "derivatives") as terminal:
        terminal.expect(PROMPT)
        assert dlr_process(learner, "untick", "derivatives").returncode == 0
        terminal.enter("g\n")
        terminal.expect("It is no longer ticked. Nothing was recorded.")
        assert terminal.end() == 0
    assert graded(learner) == []


def test_ctrl_d_ends_and_ctrl_c_interrupts_and_both_keep_the_answers(learner: Path) -> None:
    """What was answered before the end is recorded already."""
    with Terminal(learner, "review") as terminal:
        terminal.expect(PROMPT)
        terminal.enter("g\n")
        terminal.expect(PROMPT)
        terminal.enter("\x04")
        terminal.expect("1 item reviewed")
        assert terminal.end() == 0
    with Terminal(learner, "review") as terminal:
        terminal.expect("1 of 2:")
        terminal.expect(PROMPT)
        terminal.enter("g\n")
        terminal.expect(PROMPT)
        assert terminal.interrupt() == 130
    assert terminal.output[terminal.output.rindex("Interrupted.") :].splitlines() == [
        "Interrupted.",
        "1 item reviewed.",
        "To undo the last answer: dlr undo",
        "Left for today: 1 item.",
    ]
    assert [grade for _, grade in graded(learner)] == ["good", "good"]


def test_undo_takes_the_last_answer_back(learner: Path) -> None:
    """Each answer is a batch of its own, so undo takes back the last one alone."""
    with Terminal(learner, "review") as terminal:
        for answer in ("g\n", "e\n", "q\n"):
            terminal.expect(PROMPT)
            terminal.enter(answer)
        assert terminal.end() == 0
    undone = dlr_process(learner, "undo")
    assert undone.stdout.startswith(b"Undid review: Python programming")
    listed = dlr_process(learner, "review").stdout.decode()
    assert "(python-programming)" in listed
    assert "(mathematical-notation)" not in listed


def test_named_items_are_asked_for_on_a_terminal(learner: Path) -> None:
    """A name without a grade is asked for, due or not."""
    tick(learner, 1, "learning-your-tools", curriculum="deep-learning")
    with Terminal(learner, "review", "learning-your-tools") as terminal:
        terminal.expect("1 of 1:")
        terminal.expect(PROMPT)
        terminal.enter("g\n")
        terminal.expect("Left for today: 3 items.")
        assert terminal.end() == 0
    assert graded(learner) == [("learning-your-tools", "good")]


def test_listing_and_no_input_ask_nothing_on_a_terminal(learner: Path) -> None:
    """--due and --no-input list on a terminal too."""
    for option in ("--due", "--no-input"):
        with Terminal(learner, "review", option, columns=40) as terminal:
            terminal.expect("3 items are due")
            assert terminal.end() == 0
            assert PROMPT not in terminal.output
    assert graded(learner) == []


@pytest.fixture
def modules(tmp_path: Path) -> Callable[..., set[str]]:
    """Return what tells which modules a call has imported when it ends."""
    script = (
        "import os, sys\n"
        "leave = os._exit\n"
        "def told(code):\n"
        "    sys.stdout.flush()\n"
        "    open(os.environ['TOLD'], 'w').write(' '.join(sys.modules))\n"
        "    leave(code)\n"
        "os._exit = told\n"
        "from dlroadmap.__main__ import main\n"
        "main()\n"
        "told(0)\n"
    )

    def imported(home: Path, *args: str) -> set[str]:
        told = tmp_path / "told"
        ended = subprocess.run(
            [sys.executable, "-c", script, *args],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment(home, TOLD=str(told)),
            timeout=PATIENCE,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, b"")
        return set(told.read_text().split())

    return imported


@pytest.mark.parametrize(
    "args", [["status"], ["next"], ["status", "--json"], ["tick", "debugging"]]
)
def test_everyday_commands_leave_fsrs_alone_where_they_can(
    learner: Path, modules: Callable[..., set[str]], args: list[str]
) -> None:
    """Items that were ticked and left alone, due or not, are counted without fsrs."""
    assert "fsrs" not in modules(learner, *args)


def practiced(learner: Path) -> None:
    """Leave one item due and two not, so that fsrs must be asked."""
    tick(learner, 15, "matrix-operations", curriculum="deep-learning")
    say(learner, 3, Entry("deep-learning/derivatives", "review", {"grade": "again"}))
    say(learner, 3, Entry("deep-learning/mathematical-notation", "review", {"grade": "easy"}))


def test_kept_intervals_go_with_the_fsrs_that_gave_them(
    small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another fsrs, or another dlr, reckons anew; the same one writes nothing."""
    tick(home, 30, "vectors")
    say(home, 10, Entry("small/vectors", "review", {"grade": "good"}))
    small("status")
    file = home / "cache" / "intervals.json"
    [(name, days)] = json.loads(file.read_text())[1].items()
    maker = json.loads(file.read_text())[0]
    file.write_text(json.dumps([maker, {name: days + 1}]))
    small("status")
    assert json.loads(file.read_text())[1] == {name: days + 1}
    monkeypatch.setattr("dlroadmap.cli.due.fsrs_folder", lambda: home)
    small("status")
    assert json.loads(file.read_text())[1] == {name: days}
    file.write_text(json.dumps([json.loads(file.read_text())[0], {name: days + 1}]))
    monkeypatch.setattr("dlroadmap.cli.due.__version__", "9.9.9")
    small("status")
    assert json.loads(file.read_text())[1] == {name: days}


@pytest.mark.parametrize("command", ["status", "next"])
def test_a_long_history_asks_fsrs_once(
    learner: Path, modules: Callable[..., set[str]], command: str
) -> None:
    """What fsrs answered is kept in the cache folder; another review makes it be asked again."""
    practiced(learner)
    assert "fsrs" in modules(learner, command)
    assert "fsrs" not in modules(learner, command)
    say(learner, 2, Entry("deep-learning/derivatives", "review", {"grade": "hard"}))
    assert "fsrs" in modules(learner, command)
    assert "fsrs" not in modules(learner, command)


@pytest.mark.parametrize(
    "content",
    [
        *("", "{{}}", "7", "[1]", '["{maker}", 7]', '["{maker}", {{"0e 12a": "x"}}]'),
        *('["{maker}", {{"0e 12a": 1000000000000}}]', "[1, {wrong}]"),
    ],
)
def test_kept_intervals_that_are_no_good_are_made_anew(learner: Path, content: str) -> None:
    """Neither damage nor the answers of another fsrs change the count."""
    practiced(learner)
    before = dlr_process(learner, "status").stdout
    file = learner / "cache" / "intervals.json"
    kept_text = file.read_text()
    maker, intervals = json.loads(kept_text)
    wrong = json.dumps(dict.fromkeys(intervals, 9_999))
    file.write_text(content.format(maker=maker, wrong=wrong))
    again = dlr_process(learner, "status")
    assert (again.returncode, again.stdout, again.stderr) == (0, before, b"")
    assert file.read_text() == kept_text


def test_the_count_needs_no_cache(learner: Path) -> None:
    """Where the intervals cannot be kept, the count is the same and nothing is said."""
    practiced(learner)
    before = dlr_process(learner, "status").stdout
    file = learner / "cache" / "intervals.json"
    file.unlink()
    file.mkdir()
    again = dlr_process(learner, "status")
    assert (again.returncode, again.stdout, again.stderr) == (0, before, b"")


def test_the_count_is_that_of_the_list(learner: Path) -> None:
    """The number that status tells is the number of items that review lists."""
    practiced(learner)
    listed = dlr_process(learner, "review").stdout.decode().splitlines()
    status = dlr_process(learner, "status").stdout.decode().splitlines()
    assert listed[0] == "3 items are due for review, most important first:"
    assert "3 items to review today: dlr review" in status


def kept(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: document[name] for name in names}


def test_show_and_log_tell_how_reviews_went(faded: Dlr) -> None:
    """The history has each review with its grade, for people and for scripts."""
    faded("review", "vectors", "--grade", "hard")
    history = faded("show", "vectors", "--json").document["history"]
    assert kept(history[-1], "kind", "grade") == {"kind": "review", "grade": "hard"}
    assert faded("show", "vectors").lines[-1].endswith(" Reviewed (hard)")
    assert faded("log").lines[-1].endswith("  Reviewed vectors (hard)")
    assert faded("log", "--items").lines[-1].endswith("  review (hard)  vectors")
