"""assess: JSON lines for scripts, a conversation at a terminal, and nothing written unasked."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import CURRICULA, PATIENCE, Terminal, command, dlr_process, environment

from dlroadmap.render.assessment import confidence_in_words, first_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr, Result

SMALL = {"DLR_CURRICULUM": str(CURRICULA / "small.yaml")}
AT = ("--curriculum", SMALL["DLR_CURRICULUM"])


def said(result: Result) -> list[dict[str, Any]]:
    """Return the lines of an answer as data."""
    assert result.out.isascii()
    return [json.loads(line) for line in result.lines]


def states(dlr: Dlr) -> dict[str, str]:
    """Return the state of every item by its id."""
    return {item["id"]: item["state"] for item in dlr("list", "--json").document["items"]}


def test_a_script_gets_a_line_for_every_answer(small: Dlr) -> None:
    """Every question has its key, title and number; the last line is the result."""
    result = small("assess", "--json", stdin="y\nn\n?\np\nq\n")
    assert (result.code, result.err) == (0, "")
    *questions, last = said(result)
    assert [line["question"]["number"] for line in questions] == [1, 2, 3, 4, 5]
    for line in questions:
        assert {"key", "title", "number"} <= line["question"].keys()
    assert len({line["question"]["key"] for line in questions}) == 5
    found = last["result"]
    assert {"asked", "known", "frontier", "confidence"} <= found.keys()
    assert found["asked"] == 4
    assert all(0.5 <= each["probability"] <= 1 for each in found["known"])
    assert {each["key"] for each in found["known"]}.isdisjoint(found["frontier"])
    assert 0.5 <= found["confidence"] <= 1
    assert "batch" not in found


def test_without_apply_nothing_is_written(small: Dlr) -> None:
    """Whatever is answered, without --apply the history stays empty."""
    small("assess", "--json", stdin="y\n" * 30)
    assert small("log", "--json").document["events"] == []


def test_apply_ticks_what_is_sure_in_one_batch_that_undo_takes_back(small: Dlr) -> None:
    """--apply ticks exactly the open items from 0.8 on, as inferred; one undo takes them back."""
    small("start", "vectors")
    before = states(small)
    found = said(small("assess", "--json", "--apply", stdin="y\n" * 30))[-1]["result"]
    sure = {each["key"].partition("/")[2] for each in found["known"] if each["probability"] >= 0.8}
    assert "vectors" in sure
    assert {id for id, state in states(small).items() if state == "done"} == sure
    events = small("log", "--json").document["events"]
    assert {event["batch"] for event in events if event["kind"] == "tick"} == {found["batch"]}
    assert small("undo").code == 0
    assert states(small) == before


@pytest.mark.parametrize("answers", ["", "q\n", "?\n" * 30, "?\nn\nq\n"])
def test_apply_ticks_nothing_for_who_claims_nothing(dlr: Dlr, answers: str) -> None:
    """No answer, not sure and no are nobody's word for anything: guesses alone tick nothing."""
    found = said(dlr("assess", "--json", "--apply", "--max", "3", stdin=answers))[-1]["result"]
    assert found["batch"] is None
    assert dlr("log", "--json").document["events"] == []


def test_another_assessment_does_not_build_on_what_the_first_one_inferred(dlr: Dlr) -> None:
    """Repeating the same answers ticks no more and no more."""
    inferred = []
    for _ in range(3):
        dlr("assess", "--json", "--apply", "--max", "3", stdin="y\nn\ny\n")
        inferred.append(dlr("status", "--json").document["totals"]["inferred"])
    assert inferred[0] > 0
    assert inferred[2] < 649 / 2, inferred


def test_apply_with_nothing_sure_writes_nothing(small: Dlr) -> None:
    """Where no item is sure the batch is null, and there is nothing to take back."""
    found = said(small("assess", "--json", "--apply", stdin="n\n" * 30))[-1]["result"]
    assert found["batch"] is None
    assert small("undo").code == 2


def test_the_end_of_input_is_stop(small: Dlr) -> None:
    """A script that says no more gets the result of what it said, as after q."""
    assert said(small("assess", "--json", stdin=""))[-1]["result"]["asked"] == 0
    ended, stopped = (small("assess", "--json", stdin=text) for text in ("y\nn\n", "y\nn\nq\n"))
    assert ended == stopped


@pytest.mark.parametrize("line", ["maybe", "", "yy", "\x1b[2J", "true"])
def test_an_answer_that_is_none_gets_the_question_again(small: Dlr, line: str) -> None:
    """A line that is no answer is told so in JSON, and counts for nothing."""
    first, error, again, last = said(small("assess", "--json", stdin=f"{line}\nq\n"))
    assert error["error"]["code"] == "unknown-answer"
    assert again == first
    assert last["result"]["asked"] == 0


def test_bytes_that_are_no_text_are_no_answer(small: Dlr) -> None:
    """A byte that is not UTF-8 is refused like any other word, and the next line is read."""
    lines = said(small("assess", "--json", stdin=b"\xff\xfe\nq\n"))
    assert [next(iter(line)) for line in lines] == ["question", "error", "question", "result"]


@pytest.mark.parametrize("word", ["Y", " yes ", "YES"])
def test_answers_may_be_words(small: Dlr, word: str) -> None:
    """Words, capitals and white space around an answer are understood."""
    assert small("assess", "--json", stdin=f"{word}\n") == small("assess", "--json", stdin="y\n")


def test_back_takes_the_last_answer_back(small: Dlr) -> None:
    """B asks the last question again, with its number; at the first one it is refused."""
    first, second, again, last = said(small("assess", "--json", stdin="y\nb\nq\n"))
    assert again == first != second
    assert last["result"]["asked"] == 0
    refused = said(small("assess", "--json", stdin="b\n"))
    assert refused[1]["error"]["code"] == "nothing-to-take-back"
    assert refused[2] == refused[0]


def test_max_is_how_many_questions_there_are(small: Dlr) -> None:
    """--max N asks N questions and no more; none is refused, and nothing happens."""
    lines = said(small("assess", "--json", "--max", "2", stdin="y\nn\ny\ny\n"))
    assert [next(iter(line)) for line in lines] == ["question", "question", "result"]
    result = small("assess", "--json", "--max", "0")
    assert (result.code, result.document["error"]["code"]) == (2, "usage")


def test_a_level_narrows_the_questions(small: Dlr) -> None:
    """--level asks about, and tells of, items of that level only; an unknown one is refused."""
    inside = {item["key"] for item in small("list", "--level", "entry", "--json").document["items"]}
    *questions, last = said(small("assess", "--json", "--level", "entry", stdin="y\nn\nn\n?\nq\n"))
    found = last["result"]
    assert {line["question"]["key"] for line in questions} <= inside
    assert {*found["frontier"], *(each["key"] for each in found["known"])} <= inside
    assert small("assess", "--json", "--level", "nowhere").code == 2


def test_what_is_done_or_skipped_is_not_asked(small: Dlr) -> None:
    """Ticked items are known from the start; with everything settled the result comes at once."""
    small("tick", "first-network")
    small("skip", "notebooks")
    *questions, last = said(small("assess", "--json", stdin="n\n" * 30))
    asked = {line["question"]["key"] for line in questions}
    assert asked.isdisjoint({"small/first-network", "small/notebooks"})
    known = {each["key"]: each["probability"] for each in last["result"]["known"]}
    assert known["small/first-network"] >= 0.97
    assert "small/notebooks" not in {*known, *last["result"]["frontier"]}
    for level in ("entry", "middle", "top"):
        small("tick", "--level", level)
    (only,) = said(small("assess", "--json"))
    assert only["result"]["asked"] == 0


def test_the_frontier_looks_through_what_the_track_leaves_out(small: Dlr) -> None:
    """On a track, what it leaves out blocks nothing: an item behind is ready when others are."""
    small("tick", "vectors")
    found = said(small("assess", "--json", "--curriculum", "track", stdin="n\nn\nn\n"))[-1][
        "result"
    ]
    assert found["frontier"] == ["small/first-network"]


def test_nobody_to_answer_is_an_error(small: Dlr) -> None:
    """Without a terminal and without --json it says what to do, and asks nothing."""
    for options in ([], ["--no-input"], ["--yes"], ["--apply"]):
        result = small("assess", *options, stdin="y\n")
        assert (result.code, result.out) == (2, "")
        assert "dlr assess --json" in result.err


def test_every_line_comes_before_the_next_answer_is_read(home: Path) -> None:
    """A program on the other side of a pipe can wait for each question before it answers."""
    with subprocess.Popen(
        command("assess", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(home, **SMALL),
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in (1, 2, 3):
            assert json.loads(process.stdout.readline())["question"]["number"] == number
            process.stdin.write(b"n\n" if number < 3 else b"q\n")
            process.stdin.flush()
        assert json.loads(process.stdout.readline())["result"]["asked"] == 2
        assert process.wait(PATIENCE) == 0


def assessed(home: Path, answers: str, agree: str, *options: str, columns: int = 80) -> str:
    """Answer at a terminal and return all that stood there."""
    call = ("assess", *options)
    with Terminal(home, *call, columns=columns, more={**SMALL, "NO_COLOR": "1"}) as terminal:
        for answer in answers:
            terminal.expect("Answer (y, n, p, ?, b, q): ")
            terminal.enter(f"{answer}\n")
        if agree:
            terminal.expect("[y/N]")
            terminal.enter(f"{agree}\n")
        assert terminal.end() == 0
        return terminal.output


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_person_is_asked_in_words(home: Path, columns: int) -> None:
    """Each question has its number, title and checks; no line is wider than the screen."""
    output = assessed(home, "yynq", "", "--level", "entry", "--apply", columns=columns)
    words = " ".join(output.split())
    assert "Question 1 of at most 25" in words
    assert "Question 4 of at most 25" in words
    assert "Nothing is recorded until you agree at the end." in words
    assert re.search(r"Estimated accuracy so far: \d+%\.", words)
    assert "Can you do this now?" in words or "Do you already know this?" in words
    assert "Estimated accuracy after 3 questions: " in words
    assert max(map(len, output.splitlines())) <= columns


def test_a_yes_at_the_end_writes_and_tells_the_way_back(home: Path, dlr: Dlr) -> None:
    """Only after a yes is anything ticked; what was changed and how to take it back is told."""
    output = assessed(home, "yyyyq", "y")
    assert "mark them as inferred. To remove these ticks later: dlr undo" in " ".join(
        output.split()
    )
    assert "Done (inferred): " in output
    assert "To undo: dlr undo" in output
    assert dlr("log", "--json").document["events"] != []


def test_what_another_call_settles_meanwhile_is_left_as_it_is(home: Path) -> None:
    """What was skipped or ticked while the questions stood is neither ticked nor inferred."""
    with Terminal(home, "assess", more=SMALL) as terminal:
        for answer in "yyyyq":
            terminal.expect("Answer (y, n, p, ?, b, q): ")
            terminal.enter(f"{answer}\n")
        terminal.expect("[y/N]")
        assert dlr_process(home, "skip", "vectors", *AT).returncode == 0
        assert dlr_process(home, "tick", "matrices", *AT).returncode == 0
        terminal.enter("y\n")
        terminal.expect("Done (inferred): ")
        assert terminal.end() == 0
    events = json.loads(dlr_process(home, "log", "--json").stdout)["events"]
    said = [(event["kind"], event["inferred"]) for event in events[2:]]
    assert set(said) == {("tick", True)}
    assert {"small/vectors", "small/matrices"}.isdisjoint(event["key"] for event in events[2:])


def test_yes_ticks_at_the_end_without_asking(home: Path) -> None:
    """With --yes the questions come, and the last one, whether to tick, does not."""
    output = assessed(home, "yyyyq", "", "--yes")
    assert "Done (inferred): " in output
    assert "[y/N]" not in output


def test_what_is_skipped_is_not_in_the_table_of_results(home: Path) -> None:
    """How many items a level has is told without those that the learner skipped."""
    assert dlr_process(home, "skip", "notebooks", *AT).returncode == 0
    for options in ([], ["--level", "entry"]):
        output = assessed(home, "nq", "", *options)
        assert re.search(r"^Entry +\d +4$", output, re.MULTILINE)


def test_a_no_at_the_end_writes_nothing(home: Path, dlr: Dlr) -> None:
    """After a no the history is empty, and it says so."""
    assert "Nothing was changed." in assessed(home, "yyyyq", "n")
    assert dlr("log", "--json").document["events"] == []


def test_stopping_at_once_changes_nothing(home: Path, dlr: Dlr) -> None:
    """Q at the first question ends it: no result is made of nothing."""
    assert "You answered no questions. Nothing was changed." in assessed(home, "q", "")
    assert dlr("log", "--json").document["events"] == []


def test_a_word_that_is_no_answer_is_explained(home: Path) -> None:
    """At a terminal the answers that there are are named, and the question comes again."""
    output = assessed(home, "xq", "")
    assert "“x” is not a valid answer." in output
    assert output.count("Question 1 of at most 25") == 2


def test_a_confidence_promises_no_more_than_it_is() -> None:
    """Of 100 items never more are named than are right, and never all of them."""
    assert confidence_in_words(0.788) == "Estimated accuracy: 78%"
    assert confidence_in_words(1) == "Estimated accuracy: 99%"


def test_a_full_stop_within_a_sentence_does_not_end_it() -> None:
    """After an abbreviation a sentence goes on in small letters."""
    assert first_sentence("Sums, e.g. this one, grow. Much more.") == "Sums, e.g. this one, grow."
    assert first_sentence("Version 2.5 grows") == "Version 2.5 grows"


def test_ctrl_c_writes_nothing(home: Path, dlr: Dlr) -> None:
    """Interrupted in the middle, with --apply too, nothing was written."""
    with Terminal(home, "assess", "--apply", more=SMALL) as terminal:
        for _ in range(3):
            terminal.expect("Answer (y, n, p, ?, b, q): ")
            terminal.enter("y\n")
        terminal.expect("Answer (y, n, p, ?, b, q): ")
        assert terminal.interrupt() == 130
    assert dlr("log", "--json").document["events"] == []
