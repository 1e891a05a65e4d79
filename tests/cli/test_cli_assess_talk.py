"""assess at a terminal: areas, questions, what is offered, and going on another day."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import CURRICULA, Terminal, dlr_process

from dlroadmap.render.areas_page import ASK_AREAS
from drawing import later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from conftest import Dlr

pytestmark = [pytest.mark.long, pytest.mark.posix("a terminal"), pytest.mark.usefixtures("warm")]

AREAS, KEEP = "Enter: skip): ", "Enter: keep): "
ANSWER, MORE = "Answer (y, n, p, ?, b, q): ", "Ask ten more? [y/N]: "
LEAVE_OUT, TICK, CONTINUE = "Enter: none): ", "Tick ", "Continue? [Y/n]: "
QUICK = ("--curriculum", "quick-start")
SMALL = {"DLR_CURRICULUM": str(CURRICULA / "small.yaml")}
SAVED = "assessment.json"


def talk(
    home: Path,
    *options: str,
    areas: Sequence[str] = (),
    answers: Sequence[str] = (),
    more: Sequence[str] = ("n",),
    out: Sequence[str] = ("",),
    tick: Sequence[str] = ("n",),
    going_on: Sequence[str] = (),
    columns: int = 80,
    environ: dict[str, str] | None = None,
    code: int = 0,
) -> str:
    """Answer each kind of prompt in turn, Ctrl-D where nothing is left; return all that stood."""
    named = iter(areas)
    left: dict[str, Iterator[str]] = {
        AREAS: named,
        KEEP: named,
        ANSWER: iter(answers),
        MORE: iter(more),
        LEAVE_OUT: iter(out),
        "[y/N]: ": iter(tick),
        CONTINUE: iter(going_on),
    }
    call, colorless = ("assess", *options), {"NO_COLOR": "1", **(environ or {})}
    with Terminal(home, *call, columns=columns, more=colorless) as terminal:
        while prompt := terminal.expect_any(*left):
            typed = next(left[prompt], None)
            terminal.enter("\x04" if typed is None else f"{typed}\n")
        assert terminal.end() == code
        return terminal.output


def words(text: str) -> str:
    """Return a text with single blanks, however its lines were broken."""
    return " ".join(text.split())


def saved(home: Path) -> dict[str, Any]:
    """Return what the file of an unfinished assessment has."""
    found: dict[str, Any] = json.loads((home / SAVED).read_text(encoding="utf-8"))
    return found


def ticked(dlr: Dlr) -> set[str]:
    """Return the keys of all ticks."""
    events = dlr("log", "--json").document["events"]
    return {event["key"] for event in events if event["kind"] == "tick"}


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
@pytest.mark.parametrize("columns", [40, *later(80, 200)])
def test_a_person_is_asked_in_words(home: Path, columns: int, locale: str) -> None:
    """Each question has its number, title and checks; no line is wider than the screen."""
    output = talk(
        home,
        *("--level", "entry", "--apply", "--curriculum", SMALL["DLR_CURRICULUM"]),
        areas=["1"],
        answers="yynq",
        columns=columns,
        environ={"LC_ALL": locale},
    )
    said = words(output)
    assert "Nothing is recorded until you agree at the end." in said
    assert "Entry (1-2)" in said
    assert "Question 1 of at most 25" in said
    assert "Question 4 of at most 25" in said
    assert re.search(r"Estimated accuracy so far: \d+%\.", said)
    assert "Can you do this now?" in said or "Do you already know this?" in said
    assert "Estimated accuracy after 3 questions: " in said
    assert max(map(len, output.splitlines())) <= columns
    assert locale != "C" or output.isascii()


@pytest.mark.parametrize("curriculum", ["deep-learning", "architecture", "quick-start"])
def test_the_areas_fit_a_screen_with_their_prompt(home: Path, curriculum: str) -> None:
    """At 80 columns and 24 lines every level and category is there when the prompt is."""
    line = dlr_process(home, "assess", "--json", "--areas", "--curriculum", curriculum).stdout
    areas = json.loads(line.splitlines()[0])["question"]["areas"]
    with Terminal(home, "assess", "--curriculum", curriculum, more={"NO_COLOR": "1"}) as terminal:
        terminal.expect(AREAS)
        shown = "\n".join(terminal.output.splitlines()[-24:])
        terminal.enter("q\n")
        assert terminal.end() == 0
    numbers = [int(number) for number in re.findall(r"(?:^ *|  )(\d+) \S", shown, re.MULTILINE)]
    assert numbers == list(range(1, len(areas) + 1))
    titles = [re.sub(r"^[A-Z]\w+, ", "", area["title"]) for area in areas]
    assert all(f"{n} {title}" in words(shown) for n, title in enumerate(titles, 1))


def test_numbers_that_are_not_there_take_nothing(home: Path) -> None:
    """Out of range is refused with the range, ids and none are taken; b leads back to the list.

    After an error only the prompt comes again, so that the error stays on the screen.
    """
    output = talk(
        home,
        *QUICK,
        areas=["1, 99", "neurons/neurons 3-4", "none", "2 to 3", "b", "q"],
        answers=["b", "b", "b"],
    )
    assert "“99” is not in the list. Type numbers from 1 to 9," in words(output)
    assert output.count(ASK_AREAS) == 4
    error = output.index("“99” is not in the list.")
    assert ASK_AREAS not in output[error : output.index("Question 1 of", error)]
    assert output.count("Question 1 of at most 25") == 3
    assert "This is the first question." in output
    assert "To continue later: dlr assess --curriculum quick-start" in output
    assert saved(home)["areas"] == ["foundations/learning", "foundations/what-and-when"]


def test_back_goes_through_all_answers(home: Path) -> None:
    """Every b asks the question before again, the last one the areas, and the file follows."""
    output = talk(home, *QUICK, areas=["1", "0", "q"], answers="yny" + "bbbb" + "ybb")
    numbers = [int(number) for number in re.findall(r"Question (\d+) of", output)]
    assert numbers == [1, 2, 3, 4, 3, 2, 1, 1, 2, 1]
    assert (saved(home)["areas"], saved(home)["answers"]) == ([], [])


def test_enter_keeps_the_areas_that_were_named(home: Path) -> None:
    """Back at the areas, those that were named are shown, and Enter names them again."""
    output = talk(home, *QUICK, areas=["1, 9", "", "0", "", "q"], answers="b" * 4)
    assert output.count("You named: 1, 9.") == 2
    assert output.count("You named none.") == 2
    assert saved(home)["areas"] == []


def test_the_areas_kept_by_enter_are_the_same(home: Path) -> None:
    """Enter after b leaves the very areas in the file that were named before."""
    talk(home, *QUICK, areas=["1-3, 9", ""], answers="bq")
    kept = saved(home)["areas"]
    talk(home, *QUICK, going_on=["n"], areas=["1-3, 9"], answers="q")
    assert saved(home)["areas"] == kept
    assert len(kept) == 4


def test_no_areas_leaves_them_out(home: Path) -> None:
    """--no-areas begins with the first question, and b there is refused."""
    output = talk(home, *QUICK, "--no-areas", answers="bq")
    assert ASK_AREAS not in output
    assert "This is the first question." in output


def test_who_claims_nothing_is_told_nothing(home: Path, dlr: Dlr) -> None:
    """After no and not sure alone: no estimate, no sums, no offer, neither of ticks nor more."""
    for areas in ("", "0"):
        output = talk(home, *QUICK, "--max", "4", going_on="n", areas=[areas], answers="n?n?")
        assert "You answered no question with yes or partly" in output
        for claim in ("accuracy", "Probably known", "Ready to learn", "Ask ten", "Tick "):
            assert claim not in output
    assert ticked(dlr) == set()


def test_areas_alone_are_no_result(home: Path) -> None:
    """Stopped before the first answer, nothing is concluded from the areas."""
    output = talk(home, *QUICK, areas=["1-9"], answers="q")
    assert "You answered no questions. Nothing was changed." in output
    assert "accuracy" not in output


def test_what_is_offered_can_be_left_out_by_category(home: Path, dlr: Dlr) -> None:
    """Only what was not left out is ticked, as inferred; a number that is none takes nothing."""
    output = talk(
        home, *QUICK, areas=["1-9"], answers="y" * 25, out=["99", "1, 3"], tick=["y"], more="n"
    )
    assert "“99” is not in the list. Use numbers from 1 to " in words(output)
    end = words(output[output.index("dlr can tick ") :])
    number = int(re.findall(r"dlr can tick (\d+) items", end)[0])
    groups = dict(re.findall(r"(?:^| )(\d+) [A-Z][^()]*\((\d+)\)", end))
    assert sum(map(int, groups.values())) == number
    rest = number - int(groups["1"]) - int(groups["3"])
    assert f"Tick {rest} items? [y/N]: " in end
    assert f"Done (inferred): {rest} items" in end
    assert "To undo: dlr undo" in end
    assert len(ticked(dlr)) == rest
    assert not (home / SAVED).exists()


def test_all_can_be_left_out(home: Path, dlr: Dlr) -> None:
    """With every category left out there is nothing to agree to; the answers are kept.

    ? lists all titles first, and q leaves out everything.
    """
    out = ["?", *(f"1-{last}" for last in range(9, 1, -1))]
    output = talk(home, *QUICK, areas=["1-9"], answers="y" * 25, out=out, more="n")
    assert "Tick " not in output[output.index("Leave out any?") :]
    assert "“?”" not in output
    again = talk(home, *QUICK, going_on="y", out="q")
    for text in (output, again):
        assert "Nothing was changed.\nTo continue later: dlr assess" in text
    assert ticked(dlr) == set()


def test_a_no_at_the_end_writes_nothing(home: Path, dlr: Dlr) -> None:
    """After a no the history is empty, it says so, and the answers are kept for another day.

    Q is a no as well, and the next time all answers are there.
    """
    output = talk(home, *QUICK, areas=["1-9"], answers="y" * 25, tick=["q"])
    end = output.rstrip().splitlines()[-2:]
    assert end == [
        "Nothing was changed.",
        "To continue later: dlr assess --curriculum quick-start",
    ]
    assert ticked(dlr) == set()
    number = len(saved(home)["answers"])
    again = talk(home, *QUICK, going_on=["y"], tick=["y"])
    assert f"You have an unfinished assessment from today, with {number} answers." in again
    assert "Question " not in again
    assert ticked(dlr) != set()
    assert not (home / SAVED).exists()


def test_yes_ticks_at_the_end_without_asking(home: Path) -> None:
    """With --yes the questions come, and after them none at all."""
    output = talk(home, *QUICK, "--yes", areas=["1-9"], answers="y" * 25)
    assert "Done (inferred): " in output
    for prompt in ("[y/N]", "Leave out any?", "Ask ten more?"):
        assert prompt not in output


def test_what_another_call_settles_meanwhile_is_left_as_it_is(home: Path) -> None:
    """What was skipped or ticked while the questions stood is neither ticked nor inferred."""
    with Terminal(home, "assess", *QUICK, "--no-areas", more={"NO_COLOR": "1"}) as terminal:
        while terminal.expect_any(ANSWER, MORE, LEAVE_OUT) == ANSWER:
            terminal.enter("y\n")
        if terminal.output.endswith(MORE):
            terminal.enter("n\n")
            terminal.expect(LEAVE_OUT)
        terminal.enter("\n")
        terminal.expect("[y/N]: ")
        assert dlr_process(home, "skip", "tensors", *QUICK).returncode == 0
        assert dlr_process(home, "tick", "loss-functions", *QUICK).returncode == 0
        terminal.enter("y\n")
        terminal.expect("Done (inferred): ")
        assert terminal.end() == 0
    events = json.loads(dlr_process(home, "log", "--json").stdout)["events"]
    assert {(event["kind"], event["inferred"]) for event in events[2:]} == {("tick", True)}
    later = {event["key"] for event in events[2:]}
    assert {"deep-learning/tensors", "deep-learning/loss-functions"}.isdisjoint(later)


def test_ten_more_are_asked_and_offered_again(home: Path) -> None:
    """After the last question ten more are offered with what they bring; not after q."""
    output = talk(home, *QUICK, "--max", "3", areas=["1-4"], answers="y" * 8 + "q", more="yn")
    assert "Question 3 of at most 3\n" in output
    assert "Question 4 of at most 13\n" in output
    assert "Ten more questions would " in output
    assert output.count("Ask ten more?") == 1
    assert "Estimated accuracy after 8 questions: " in output
    assert "To continue later: dlr assess --curriculum quick-start" in output


def test_a_stopped_assessment_goes_on(home: Path) -> None:
    """What was said is said again, and the next question is the one that would have come."""
    first = talk(home, *QUICK, areas=["1-3"], answers="yynq")
    assert first.rstrip().endswith("To continue later: dlr assess --curriculum quick-start")
    assert (home / SAVED).stat().st_mode & 0o777 == 0o600
    pending = first[first.rindex("Question 4 of") : first.rindex(ANSWER)]
    second = talk(home, *QUICK, going_on=[""], answers="q")
    assert "You have an unfinished assessment from today, with 3 answers." in second
    assert ASK_AREAS not in second
    assert pending in second
    third = talk(home, *QUICK, going_on=["n"], areas=["1"], answers="q")
    assert third.count(ASK_AREAS) == 1
    assert len(saved(home)["answers"]) == 3, "no answer was given that could take their place"
    talk(home, *QUICK, going_on=["n"], areas=["1"], answers="nq")
    assert len(saved(home)["answers"]) == 1


def test_a_stopped_assessment_is_of_its_limits(home: Path) -> None:
    """What was said of one level is not offered for another, nor for another curriculum."""
    talk(home, *QUICK, "--level", "foundations", areas=["1"], answers="yq")
    for options in (QUICK, (*QUICK, "--level", "architectures"), ("--curriculum", "ml-checklist")):
        assert CONTINUE not in talk(home, *options, areas=["q"], answers="q")
    assert CONTINUE in talk(home, *QUICK, "--level", "foundations", going_on=["y"], answers="q")


def test_what_is_gone_or_learned_since_is_left_out(home: Path) -> None:
    """Answers about items that the curriculum lost, and ticked ones, are not said again."""
    talk(home, *QUICK, areas=["1-3"], answers="yynq")
    file = saved(home)
    dlr_process(home, "tick", file["answers"][0][0], *QUICK)
    file["answers"].append(["deep-learning/gone-for-good", "yes"])
    file["areas"].append("gone/for-good")
    (home / SAVED).write_text(json.dumps(file))
    output = talk(home, *QUICK, going_on=["y"], answers="q")
    assert "Question 3 of at most 25" in output


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "[" * 100_000, '{"format": 1}', "\udcff"),
        '{"format": 2, "curriculum": "quick-start", "level": null, "goals": [], '
        '"day": "2026-03-18", "areas": null, "answers": []}',
        '{"format": 1, "curriculum": "quick-start", "level": null, "goals": [], '
        '"day": "2026-03-18", "areas": null, "answers": [["deep-learning/tensors", "maybe"]]}',
        '{"format": 1, "curriculum": "quick-start", "level": null, "goals": [], '
        '"day": "2026-03-18", "areas": 7, "answers": []}',
        '{"format": 1, "curriculum": "quick-start", "level": null, "goals": [], '
        '"day": "2026-03-18", "areas": "entry", "answers": []}',
        '{"format": 1, "curriculum": "quick-start", "level": null, "goals": [], '
        '"day": "2026-03-18", "areas": null, "answers": []}' + " " * 1_000_000,
        '{"format": 1, "curriculum": "quick-start", "level": null, "goals": 7, '
        '"day": "soon", "areas": [7], "answers": [7]}',
    ],
)
def test_a_file_that_cannot_be_read_is_none(home: Path, text: str) -> None:
    """A broken or foreign file is treated as if there were none."""
    (home / SAVED).write_bytes(text.encode("utf-8", "surrogateescape"))
    output = talk(home, *QUICK, areas=["q"])
    assert CONTINUE not in output
    assert "Traceback" not in output


def test_a_pipe_in_place_of_the_file_is_not_read(home: Path) -> None:
    """What is not a regular file is treated as if there were none, and nobody waits for it."""
    os.mkfifo(home / SAVED)
    assert CONTINUE not in talk(home, *QUICK, areas=["q"])


def test_another_year_is_named(home: Path) -> None:
    """The day is told in words, with its year if that is over."""
    talk(home, *QUICK, areas=["1"], answers="yq")
    file = saved(home) | {"day": "2019-03-08"}
    (home / SAVED).write_text(json.dumps(file))
    output = talk(home, *QUICK, going_on=["y"], answers="q")
    assert "You have an unfinished assessment from March 8, 2019, with 1 answer." in output


def test_answers_that_cannot_be_saved_are_told_once(home: Path) -> None:
    """A folder in the way of the file breaks nothing, is told once, and no way on is promised."""
    (home / SAVED).mkdir()
    output = talk(home, *QUICK, areas=["1"], answers="yynq")
    assert output.count("Your answers cannot be saved (") == 1
    assert "Estimated accuracy after 3 questions: " in output
    assert "To continue later" not in output


def test_ctrl_c_writes_nothing_and_keeps_the_answers(home: Path, dlr: Dlr) -> None:
    """Interrupted in the middle, with --apply too, nothing was ticked, and one can go on."""
    with Terminal(home, "assess", "--apply", *QUICK) as terminal:
        terminal.expect(AREAS)
        terminal.enter("1\n")
        for _ in range(3):
            terminal.expect(ANSWER)
            terminal.enter("y\n")
        terminal.expect(ANSWER)
        assert terminal.interrupt() == 130
    end = terminal.output[terminal.output.rindex("Interrupted.") :].splitlines()
    assert end == ["Interrupted.", "To continue later: dlr assess --curriculum quick-start"]
    assert len(saved(home)["answers"]) == 3
    assert ticked(dlr) == set()


def test_ctrl_c_before_continuing_keeps_the_answers(home: Path) -> None:
    """Interrupted at the first prompt, it says how to continue, as at any other."""
    talk(home, *QUICK, areas=["1"], answers="yq")
    with Terminal(home, "assess", *QUICK) as terminal:
        terminal.expect(CONTINUE)
        assert terminal.interrupt() == 130
    assert "To continue later: dlr assess --curriculum quick-start" in terminal.output
    assert len(saved(home)["answers"]) == 1


@pytest.mark.parametrize("prompt", [AREAS, CONTINUE])
def test_a_closed_terminal_keeps_the_answers(home: Path, prompt: str) -> None:
    """Whoever closes the terminal at a prompt finds every answer again."""
    talk(home, *QUICK, areas=["1"], answers="yynq")
    before = (home / SAVED).read_bytes()
    with Terminal(home, "assess", *QUICK) as terminal:
        terminal.expect(CONTINUE)
        if prompt == AREAS:
            terminal.enter("n\n")
            terminal.expect(AREAS)
    assert (home / SAVED).read_bytes() == before


def test_what_is_skipped_is_not_in_the_table_of_results(home: Path) -> None:
    """How many items a level has is told without those that the learner skipped."""
    small = ("--curriculum", SMALL["DLR_CURRICULUM"])
    assert dlr_process(home, "skip", "notebooks", *small).returncode == 0
    for options in ([], ["--level", "entry"]):
        output = talk(home, *options, *small, areas=["1"], answers="yq")
        assert re.search(r"^Entry +\d +4$", output, re.MULTILINE)


def test_a_level_that_was_not_asked_about_is_not_summed(home: Path) -> None:
    """Where nothing was said of a level, no number claims anything about it."""
    output = talk(home, *QUICK, "--no-areas", "--max", "1", answers="y")
    assert re.search(r"^[A-Z]\w+ +not asked +\d+$", output, re.MULTILINE)
    assert re.search(r"^[A-Z]\w+ +\d+ +\d+$", output, re.MULTILINE)


def test_answers_that_do_not_fit_are_told_and_nothing_is_offered(home: Path, dlr: Dlr) -> None:
    """Doubtful answers are told by their pairs, and nothing can be ticked."""
    output = talk(home, *QUICK, "--max", "24", areas=["1 3 5 7 9"], answers="nnnyyy" * 4)
    said = words(output)
    assert "Some of your answers do not fit together, so this result is uncertain" in said
    assert "dlr suggests no ticks. Nothing was changed." in said
    assert re.search(r"- you know .*, but not .*, which (it builds|they build) on", said)
    assert "Leave out any?" not in said
    assert ticked(dlr) == set()


def test_stopping_at_once_changes_nothing(home: Path, dlr: Dlr) -> None:
    """Q at the areas or at the first question ends it, with nothing to continue."""
    output = talk(home, *QUICK, areas=["q"])
    assert "You answered no questions. Nothing was changed." in output
    assert "To continue later" not in output
    assert not (home / SAVED).exists()
    assert dlr("log", "--json").document["events"] == []


def test_a_word_that_is_no_answer_is_explained(home: Path) -> None:
    """At a terminal the answers that there are are named, and the question comes again."""
    output = talk(home, *QUICK, areas=[""], answers=["x", "", "q"])
    assert "“x” is not a valid answer." in output
    assert "Type one of y, n, p, ?, b or q." in output
    assert "“”" not in output
    assert output.count("Question 1 of at most 25") == 3
