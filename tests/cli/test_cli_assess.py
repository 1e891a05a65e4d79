"""assess: JSON lines for scripts, a conversation at a terminal, and nothing written unasked."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import CURRICULA, PATIENCE, command, environment

from dlroadmap.render.assessment import confidence_in_words, first_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr, Result

SMALL = {"DLR_CURRICULUM": str(CURRICULA / "small.yaml")}


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
    assert {
        "asked",
        "known",
        "frontier",
        "confidence",
        "doubtful",
        "contradictions",
    } == found.keys()
    assert found["asked"] == 4
    assert all(0.5 <= each["probability"] <= 1 for each in found["known"])
    assert {each["key"] for each in found["known"]}.isdisjoint(found["frontier"])
    assert 0.5 <= found["confidence"] <= 1


def test_without_apply_nothing_is_written(small: Dlr) -> None:
    """Whatever is answered, without --apply the history stays empty."""
    small("assess", "--json", stdin="y\n" * 30)
    assert small("log", "--json").document["events"] == []


def test_apply_ticks_what_is_sure_in_one_batch_that_undo_takes_back(dlr: Dlr) -> None:
    """--apply ticks open items from 0.9 on, as inferred, in one batch; one undo takes them back."""
    dlr("start", "tensors")
    before = states(dlr)
    result = dlr("assess", "--json", "--apply", "--curriculum", "quick-start", stdin="y\n" * 25)
    found = said(result)[-1]["result"]
    sure = {each["key"] for each in found["known"] if each["probability"] >= 0.9}
    events = [e for e in dlr("log", "--json").document["events"] if e["kind"] == "tick"]
    assert "deep-learning/tensors" in {event["key"] for event in events}
    assert {event["key"] for event in events} <= sure
    assert {(event["batch"], event["inferred"]) for event in events} == {(found["batch"], True)}
    assert dlr("undo").code == 0
    assert states(dlr) == before


@pytest.mark.parametrize("answers", ["", "q\n", "?\n" * 30, "?\nn\nq\n"])
def test_apply_ticks_nothing_for_who_claims_nothing(dlr: Dlr, answers: str) -> None:
    """No answer, not sure and no are nobody's word for anything: guesses alone tick nothing."""
    found = said(dlr("assess", "--json", "--apply", "--max", "3", stdin=answers))[-1]["result"]
    assert found["batch"] is None
    assert dlr("log", "--json").document["events"] == []


def test_another_assessment_does_not_build_on_what_the_first_one_inferred(dlr: Dlr) -> None:
    """What was inferred is nobody's word: who answers nothing then is not said to know more."""
    call = ("assess", "--json", "--apply", "--curriculum", "quick-start")
    assert said(dlr(*call, stdin="y\n" * 25))[-1]["result"]["batch"]
    listed = dlr("list", "--inferred", "--json", "--curriculum", "quick-start").document["items"]
    assert listed
    known = said(dlr(*call))[-1]["result"]["known"]
    assert {item["key"] for item in known} == {item["key"] for item in listed}


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


AREAS = ("assess", "--json", "--areas", "--curriculum", "quick-start")


def test_a_script_is_asked_for_areas_if_it_wants(dlr: Dlr) -> None:
    """--areas asks first, by ids; `none` and an empty line are answers, and not the same one."""
    area, question, last = said(dlr(*AREAS, stdin="neurons/neurons foundations/learning\n"))
    assert (area["question"]["kind"], area["question"]["number"]) == ("areas", 0)
    ids = [each["id"] for each in area["question"]["areas"]]
    assert {"neurons/neurons", "foundations/learning"} < {*ids}
    assert all(each.keys() == {"id", "title"} for each in area["question"]["areas"])
    assert question["question"]["number"] == 1
    named, none, skipped, every = (
        said(dlr(*AREAS, stdin=f"{line}\nq\n"))[-1]["result"]
        for line in ("neurons/neurons", "none", "", " ".join(ids))
    )
    assert last["result"] != named != none != skipped != every
    assert named["known"] == none["known"] == skipped["known"] == []
    after = said(dlr(*AREAS, stdin="neurons/neurons\ny\nq\n"))[-1]["result"]
    assert len(after["known"]) > 1
    assert said(dlr("assess", "--json", "--curriculum", "quick-start"))[-1]["result"] == skipped


def test_a_bad_id_gets_the_areas_again_and_nothing_is_taken(dlr: Dlr) -> None:
    """One id that is none spoils the line; the number of an area is an answer too."""
    lines = said(dlr(*AREAS, stdin="neurons/neurons nowhere/at-all\n2\nq\n"))
    kinds = ["question", "error", "question", "question", "result"]
    assert [next(iter(line)) for line in lines] == kinds
    assert lines[1]["error"]["code"] == "unknown-area"
    assert "nowhere/at-all" in lines[1]["error"]["message"]
    assert lines[2] == lines[0]


def test_back_leads_to_the_areas_and_no_further(dlr: Dlr) -> None:
    """B at the first question asks for areas again, b there is refused, and q there stops."""
    lines = said(dlr(*AREAS, stdin="1\ny\nb\nb\nb\nq\n"))
    kinds = [next(iter(line.values())) for line in lines]
    assert [kind.get("kind", kind.get("number", kind.get("code"))) for kind in kinds[:-1]] == [
        *("areas", 1, 2, 1, "areas", "nothing-to-take-back", "areas")
    ]
    assert lines[-1]["result"]["asked"] == 0


def test_areas_of_one_title_are_told_apart(dlr: Dlr) -> None:
    """Where two levels have a category of the same title, the title names its level too."""
    (area, *_) = said(dlr("assess", "--json", "--areas", "--curriculum", "deep-learning"))
    titles = [each["title"] for each in area["question"]["areas"]]
    assert "Entry, Data handling" in titles
    assert len({*titles}) == len(titles)


def test_a_single_area_is_not_asked_for(dlr: Dlr) -> None:
    """Where there is one area there is nothing to tell apart."""
    level = ("--level", "neurons")
    assert "kind" not in said(dlr(*AREAS, *level, stdin="q\n"))[0]["question"]


def test_areas_and_no_areas_are_refused_together(small: Dlr) -> None:
    """Two options that contradict each other are an error in words."""
    result = small("assess", "--json", "--areas", "--no-areas")
    assert (result.code, result.document["error"]["code"]) == (2, "usage")


def test_a_goal_narrows_the_questions(dlr: Dlr) -> None:
    """--goal asks about what is unfinished before the goal, and only of the level if one is named.

    With two goals it is what leads to either.
    """

    def asked(*options: str) -> set[str]:
        result = dlr("assess", "--json", "--max", "200", *options, stdin="?\n" * 200)
        return {line["question"]["key"] for line in said(result) if "question" in line}

    dlr("tick", "vectors-and-matrices")
    goals = ("deep-learning/backpropagation", "deep-learning/q-learning")
    ways = [{i["key"] for i in dlr("path", goal, "--json").document["items"]} for goal in goals]
    one, both = asked("--goal", goals[0]), asked("--goal", goals[0], "--goal", goals[1])
    assert one
    assert one <= ways[0]
    assert both <= ways[0] | ways[1]
    assert not both <= ways[0]
    level = {item["key"] for item in dlr("list", "--level", "entry", "--json").document["items"]}
    assert asked("--goal", goals[1], "--level", "entry") <= level & ways[1]


def test_a_goal_in_another_curriculum_is_asked_about_there(dlr: Dlr) -> None:
    """What only another curriculum has is asked about, and ticked, all the same."""
    call = ("--curriculum", "quick-start", "--goal", "advanced/diffusion", "--apply", "--json")
    way = dlr("path", "advanced/diffusion", "--json").document["items"]
    *questions, last = said(dlr("assess", *call, stdin="y\n" * 25))
    assert {line["question"]["key"] for line in questions} <= {item["key"] for item in way}
    assert questions
    assert last["result"]["asked"] == len(questions)
    names = ("--goal", "foundations", "--goal", "advanced/diffusion")
    result = dlr("assess", "--curriculum", "quick-start", "--json", *names)
    assert (result.code, result.document["error"]["code"]) == (2, "usage")
    assert dlr("assess", "--json", "--goal", "nowhere-at-all").code == 2


def test_answers_that_do_not_fit_are_told(dlr: Dlr) -> None:
    """Whoever knows an item and not what it builds on is told both; in doubt nothing is ticked."""
    call = ("assess", "--json", "--areas", "--apply", "--curriculum", "quick-start")
    _, *questions, last = said(dlr(*call, stdin="1 3 5 7 9\n" + "n\nn\nn\ny\ny\ny\n" * 4))
    keys = [line["question"]["key"] for line in questions]
    yes = {key for number, key in enumerate(keys) if number % 6 in (3, 4, 5)}
    found = last["result"]
    assert found["doubtful"]
    assert found["batch"] is None
    assert found["contradictions"] != []
    for pair in found["contradictions"]:
        assert pair.keys() == {"known", "unknown"}
        assert pair["known"] in yes
        assert pair["unknown"] in set(keys) - yes


def test_scripts_neither_save_nor_continue(home: Path, dlr: Dlr) -> None:
    """A script leaves no unfinished assessment behind."""
    said(dlr(*AREAS, stdin="1\ny\n"))
    assert not (home / "assessment.json").exists()


def test_a_confidence_promises_no_more_than_it_is() -> None:
    """Of 100 items never more are named than are right, and never all of them."""
    assert confidence_in_words(0.788) == "Estimated accuracy: 78%"
    assert confidence_in_words(1) == "Estimated accuracy: 99%"


def test_a_full_stop_within_a_sentence_does_not_end_it() -> None:
    """After an abbreviation a sentence goes on in small letters."""
    assert first_sentence("Sums, e.g. this one, grow. Much more.") == "Sums, e.g. this one, grow."
    assert first_sentence("Version 2.5 grows") == "Version 2.5 grows"
