"""The first minute: what a newcomer at a terminal is asked, and what becomes of the answers."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import CURRICULA, Terminal, dlr_process

from dlroadmap.render import welcome_page as page
from dlroadmap.render.questions import YES_OR_NO
from screens import shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("warm")]

CHOICE = "Number or path [1]: "


@pytest.fixture
def library(write_curriculum: Callable[[str, str], Path]) -> None:
    """Give the learner the curricula of the tests as their own."""
    for path in CURRICULA.iterdir():
        write_curriculum(path.stem, path.read_text(encoding="utf-8"))


def settings(home: Path) -> dict[str, Any]:
    """Return what the configuration file says."""
    found: dict[str, Any] = json.loads((home / "config.json").read_text(encoding="utf-8"))
    return found


def answer(terminal: Terminal, prompt: str, text: str = "") -> None:
    """Wait for a prompt, and type an answer."""
    terminal.expect(prompt)
    terminal.enter(f"{text}\n")


def test_all_questions_answered(home: Path, dlr: Dlr) -> None:
    """Curriculum, goals, hours and placement are asked in turn, and each answer is kept."""
    with Terminal(home) as terminal:
        terminal.expect(page.WELCOME)
        answer(terminal, CHOICE, "1")
        terminal.expect("Curriculum: The field of deep learning. To change it: dlr use ID")
        answer(terminal, page.GOAL, "zzyzx")
        terminal.expect("No matches for “zzyzx”")
        answer(terminal, page.GOAL, "diffusion")
        terminal.expect(" 1  ")
        for wrong, told in (("1 99", "99"), ("1 x", "x"), ("3-1", "3-1"), ("0", "0")):
            answer(terminal, page.GOALS, wrong)
            terminal.expect(f"“{told}” is not in the list. Use numbers from 1 to ")
            terminal.expect(", or new words.")
        answer(terminal, page.GOALS, "latent diffusion model")
        terminal.expect(" 1  Latent diffusion model (latent-diffusion-model")
        answer(terminal, page.GOALS, "attention head")
        terminal.expect("Multi-head attention (multi-head-attention")
        answer(terminal, page.GOALS, "2, 1 - 2")
        terminal.expect("Goals: ")
        answer(terminal, page.HOURS, "none")
        terminal.expect("“none” is not a valid value for hours-per-week.")
        answer(terminal, page.HOURS, "7.25")
        terminal.expect("Pace: 7.25 hours a week.")
        answer(terminal, page.PLACEMENT, "maybe")
        terminal.expect(YES_OR_NO)
        answer(terminal, page.PLACEMENT, "y")
        terminal.expect("Enter: skip): ")
        terminal.enter("q\n")
        assert terminal.end() == 0
    assert settings(home) == {"curriculum": "deep-learning", "hours-per-week": "7.25"}
    goals = dlr("goal", "--json").document["goals"]
    assert len(goals) == 2
    assert dlr("undo").code == 0
    assert dlr("goal", "--json").document["goals"] == []


@pytest.mark.parametrize("columns", [80, 40])
def test_every_question_can_be_passed_over(home: Path, columns: int) -> None:
    """Enter takes the default curriculum and leaves all else as it is; then comes the status."""
    with Terminal(home, columns=columns) as terminal:
        terminal.expect(page.WELCOME)
        for prompt in (CHOICE, page.GOAL, page.HOURS, page.PLACEMENT):
            answer(terminal, prompt)
        assert terminal.end() == 0
    assert settings(home) == {"curriculum": "deep-learning"}
    assert not (home / "progress.db").exists()
    for change in ("dlr use ID", "dlr goal NAME", "dlr config hours-per-week N", "dlr assess"):
        assert change in " ".join(terminal.output.split())
    assert "Start with" in terminal.output
    with Terminal(home) as again:
        assert again.end() == 0
    assert page.WELCOME not in again.output


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_each_question_fits_the_screen(home: Path, columns: int, locale: str) -> None:
    """On 24 lines a question stands with all that belongs to it, no line broken inside a word."""
    more = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "NO_COLOR": "1"}
    with Terminal(home, columns=columns, more=more) as terminal:
        terminal.expect(CHOICE)
        first = terminal.output
        terminal.enter("1\n")
        answer(terminal, page.GOAL, "learning")
        terminal.expect("more. Add a word")
        terminal.expect(page.GOALS)
        second = terminal.output[terminal.output.index(page.GOAL) :]
        terminal.enter("\x04")
        assert terminal.end() == 0
    for text in (first, second):
        lines = shown(text)
        assert len(lines) <= 24
        assert all(len(line) <= columns for line in lines)
    words = " ".join(first.split())
    for title in (
        "The field of deep learning (735 items, ",
        "Deep learning quick start (89 items",
    ):
        assert title in words
    assert words.count("Take it if you ") == 5
    assert locale != "C" or terminal.output.isascii()


def test_prompts_fit_40_columns() -> None:
    """No prompt wraps, with room for an answer."""
    prompts = (CHOICE, page.GOAL, page.GOALS, page.HOURS, page.PLACEMENT)
    assert all(len(prompt) <= 37 and prompt.isascii() for prompt in prompts)


LEFT = [
    (0, {}),
    (1, {"curriculum": "deep-learning"}),
    (2, {"curriculum": "deep-learning"}),
    (3, {"curriculum": "deep-learning", "hours-per-week": "8"}),
]
"""How many questions are answered before somebody leaves, and what is set then."""


@pytest.mark.parametrize(("answered", "kept"), LEFT)
@pytest.mark.parametrize("key", ["ctrl-c", "ctrl-d"])
def test_leaving_keeps_what_was_answered(
    home: Path, dlr: Dlr, answered: int, kept: dict[str, str], key: str
) -> None:
    """Ctrl-D goes on to the status, Ctrl-C ends the call; both say what is left to set."""
    answers = [(CHOICE, ""), (page.GOAL, "ddim"), (page.HOURS, "8")]
    prompts = [CHOICE, page.GOAL, page.HOURS, page.PLACEMENT]
    rest = ["dlr goal NAME", "dlr config hours-per-week N", "dlr assess"][max(answered - 1, 0) :]
    rest = rest if answered else []
    with Terminal(home) as terminal:
        for prompt, text in answers[:answered]:
            answer(terminal, prompt, text)
            if prompt == page.GOAL:
                answer(terminal, page.GOALS, "1")
        terminal.expect(prompts[answered])
        if key == "ctrl-d":
            terminal.enter("\x04")
            assert terminal.end() == 0
            assert "Start with" in terminal.output
            assert all(f"\n{line}\n" in terminal.output for line in page.left_lines(rest) if rest)
            assert rest or "Saved" not in terminal.output
        else:
            assert terminal.interrupt() == 130
            end = terminal.output[terminal.output.rindex("Interrupted.") :].splitlines()
            assert end == ["Interrupted.", *(page.left_lines(rest) if rest else [])]
    assert "Traceback" not in terminal.output
    assert (settings(home) if (home / "config.json").exists() else {}) == kept
    assert len(dlr("goal", "--json").document["goals"]) == (answered >= 2)


def test_a_newcomer_may_name_a_path(home: Path, tmp_path: Path) -> None:
    """A path typed at the question is taken, and kept as a whole; what is none is asked again."""
    path = tmp_path / "my own.yaml"
    shutil.copy(CURRICULA / "small.yaml", path)
    with Terminal(home) as terminal:
        for wrong in ("99", "1 x"):
            answer(terminal, CHOICE, wrong)
            terminal.expect(f"“{wrong}” is not in the list. Use a number from 1 to 5, or a path.")
        answer(terminal, CHOICE, "nowhere")
        terminal.expect("There is no curriculum “nowhere”.")
        answer(terminal, CHOICE, str(path))
        terminal.expect("Curriculum: A small curriculum.")
        answer(terminal, page.GOAL, "\x04")
        assert terminal.end() == 0
    assert settings(home) == {"curriculum": str(path)}
    assert "Vectors" in terminal.output


@pytest.mark.usefixtures("library")
def test_ones_own_curricula_can_be_chosen(home: Path, dlr: Dlr) -> None:
    """Own curricula have numbers too, behind the default; goals are sought in the chosen one."""
    with Terminal(home, "next", more={"NO_COLOR": "1"}) as terminal:
        terminal.expect(CHOICE)
        lines = terminal.output.splitlines()
        number = next(line.split()[0] for line in lines if "A small curriculum (9 items" in line)
        assert "1  The field of deep learning" in terminal.output
        terminal.enter(f"{number}\n")
        answer(terminal, page.GOAL, "matric")
        terminal.expect(" 1  Matrices (matrices, 4.5 hours)")
        answer(terminal, page.GOALS, "1")
        terminal.expect("Goal: Matrices.")
        answer(terminal, page.HOURS)
        answer(terminal, page.PLACEMENT)
        assert terminal.end() == 0
    assert "Vectors" in terminal.output
    assert dlr("goal", "--json").document["goals"][0]["key"] == "small/matrices"


def test_stopping_the_placement_claims_nothing(home: Path) -> None:
    """Ctrl-C inside the questions of the placement, says of no answer that it is saved."""
    with Terminal(home) as terminal:
        for prompt, text in (
            (CHOICE, ""),
            (page.GOAL, ""),
            (page.HOURS, ""),
            (page.PLACEMENT, "y"),
        ):
            answer(terminal, prompt, text)
        terminal.expect("Enter: skip): ")
        assert terminal.interrupt() == 130
    assert "Saved" not in terminal.output


def test_what_another_curriculum_has_is_said(home: Path) -> None:
    """Where the chosen curriculum has nothing that fits, the one with most of it is named."""
    with Terminal(home) as terminal:
        answer(terminal, CHOICE, "quick-start")
        answer(terminal, page.GOAL, "robotics")
        terminal.expect("No matches for “robotics” in Deep learning quick start.")
        terminal.expect(": dlr use ")
        answer(terminal, page.GOAL, "how to build diffusion models")
        terminal.expect(page.MOST_WORDS)
        terminal.expect("The field of deep learning has ")
        terminal.expect(" matches: dlr use deep-learning")
        answer(terminal, page.GOALS)
        terminal.expect(page.NO_GOAL[:40])
        terminal.enter("\x04")
        assert terminal.end() == 0


def test_assess_does_not_offer_itself(home: Path) -> None:
    """Who calls assess first is asked all but whether to be placed."""
    with Terminal(home, "assess") as terminal:
        for prompt in (CHOICE, page.GOAL, page.HOURS):
            answer(terminal, prompt)
        terminal.expect("Enter: skip): ")
        terminal.enter("q\n")
        assert terminal.end() == 0
    assert page.ASK_PLACEMENT not in terminal.output


def test_hours_that_are_set_are_not_asked_for(home: Path) -> None:
    """Whoever has set hours but chosen no curriculum is asked for everything else."""
    more = {"DLR_HOURS_PER_WEEK": "5"}
    with Terminal(home, more=more) as terminal:
        for prompt in (CHOICE, page.GOAL, page.PLACEMENT):
            answer(terminal, prompt)
        assert terminal.end() == 0
    assert page.HOURS not in terminal.output


@pytest.mark.parametrize(
    ("args", "more"),
    [
        (["status", "--no-input"], {}),
        (["next", "--no-input"], {}),
        (["status", "--json"], {}),
        (["next", "--curriculum", "deep-learning"], {}),
        (["next"], {"DLR_CURRICULUM": "deep-learning"}),
    ],
)
def test_who_wants_no_question_is_not_asked(
    home: Path, args: list[str], more: dict[str, str]
) -> None:
    """--no-input, --json and a curriculum that is named keep the questions away."""
    with Terminal(home, *args, more=more) as terminal:
        assert terminal.end() == 0
    assert page.WELCOME not in terminal.output
    assert not (home / "config.json").exists()


def test_nobody_is_asked_in_a_pipe(home: Path) -> None:
    """In a pipe nothing is asked, even if something could be read."""
    ended = dlr_process(home, "status", stdin=b"1\n")
    assert ended.returncode == 0
    assert b"Welcome" not in ended.stdout + ended.stderr
    assert not (home / "config.json").exists()


@pytest.mark.parametrize(
    "calls",
    [
        [["tick", "python-programming"]],
        [["tick", "python-programming"], ["undo"]],
        [["note", "python-programming", "a note"]],
        [["goal", "python-programming"]],
    ],
)
def test_who_has_a_history_is_not_new(home: Path, dlr: Dlr, calls: list[list[str]]) -> None:
    """Any history, even one taken back, keeps the welcome away, though nothing is configured."""
    for call in calls:
        assert dlr(*call).code == 0
    assert not (home / "config.json").exists()
    with Terminal(home) as terminal:
        terminal.enter("\x04")  # which would end a question
        assert terminal.end() == 0
    assert page.WELCOME not in terminal.output


def test_a_store_without_a_word_is_that_of_a_newcomer(home: Path, dlr: Dlr) -> None:
    """A store that was made and never written to makes nobody a learner."""
    assert dlr("tick", "python-programming", "--dry-run").code == 0
    with Terminal(home) as terminal:
        terminal.expect(CHOICE)
        terminal.enter("\x04")
        assert terminal.end() == 0
