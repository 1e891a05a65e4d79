"""Questions at a terminal: in lines of whole words, until the answer is one that there is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from cli_helpers import Terminal, dlr_process

from drawing import later

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.long, pytest.mark.posix("a terminal"), pytest.mark.usefixtures("warm")]

QUESTIONS: dict[str, tuple[list[str], str, str, str]] = {
    "tick": (
        ["tick", "wide", "--curriculum", "{path}"],
        "This also covers A first part of it, A second part of it and A third part of the matter. "
        "Tick them too? [y/N]:",
        "x",
        "Please answer y or n.",
    ),
    "hide": (
        ["hide", "numpy-arrays"],
        "The field of deep learning is read-only. Create your own overlay of it, “mine”, and use "
        "that from now on? [Y/n]:",
        "x",
        "Please answer y or n.",
    ),
    "assess areas": (
        ["assess", "--curriculum", "quick-start"],
        "Areas you know, even a little (such as 1-3, 5; 0: none; Enter: skip):",
        "99",
        "“99”",
    ),
    "assess": (["assess", "--curriculum", "{path}"], "Answer (y, n, p, ?, b, q):", "x", "“x”"),
    "next": (["next"], "Number or path [1]:", "nowhere", "“nowhere”"),
}
"""Calls by their command, what they ask, an answer that is none, and what is said of it."""

PARTS = ("A first part of it", "A second part of it", "A third part of the matter")


@pytest.fixture
def path(home: Path) -> Path:
    """A curriculum with a project that practices three items of long titles."""
    ids = [f"part-{n}" for n in range(len(PARTS))]
    items = [
        f"{{id: {id}, title: {title}, kind: concept, hours: 1}}"
        for id, title in zip(ids, PARTS, strict=True)
    ]
    items.append(f"{{id: wide, title: A wide project, kind: project, covers: [{', '.join(ids)}]}}")
    file = home / "wide.yaml"
    file.write_text(
        "{format: 1, id: wide, title: Wide, levels: [{id: a, title: A, categories: ["
        f"{{id: b, title: B, items: [{', '.join(items)}]}}]}}]}}",
        encoding="utf-8",
    )
    return file


def plain(text: str) -> str:
    """Return what a terminal shows, without colors."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("columns", [40, *later(80)])
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_breaks_between_words(home: Path, path: Path, name: str, columns: int) -> None:
    """No line of a question is wider than the screen, no word is cut, and an odd answer is told.

    Ctrl-C at it ends in one plain word, and nothing was written.
    """
    call, question, odd, told = QUESTIONS[name]
    args = [word.format(path=path) for word in call]
    with Terminal(home, *args, columns=columns) as terminal:
        terminal.expect(question.split()[-1])
        terminal.enter(f"{odd}\n")
        terminal.expect(told)
        terminal.expect(question.split()[-1])
        assert terminal.interrupt() == 130
    shown = plain(terminal.output)
    assert " ".join(shown.split()).count(question) == 2
    lines = shown.replace("^C", "").splitlines()
    assert [line for line in lines if len(line) > columns] == []
    assert "Error: " not in shown
    assert shown.endswith("\nInterrupted.\n")
    written = ("progress.db", "config.json", "curricula/mine.yaml")
    assert [file for file in written if (home / file).exists()] == []


@pytest.mark.parametrize(
    ("answer", "changed"), [("y", 4), ("YES", 4), ("n", 1), ("no", 1), ("", 1)]
)
def test_who_has_answered_is_not_advised(home: Path, path: Path, answer: str, changed: int) -> None:
    """After the answer the option that would have spared the question is not named."""
    with Terminal(home, "tick", "wide", "--curriculum", str(path)) as terminal:
        terminal.expect("[y/N]:")
        terminal.enter(f"{answer}\n")
        assert terminal.end() == 0
    assert "--covered" not in terminal.output
    log = json.loads(dlr_process(home, "log", "--json").stdout)
    assert len(log["events"]) == changed


def test_who_is_not_asked_is_advised(home: Path, path: Path) -> None:
    """In a pipe nobody is asked, and the option is named."""
    ended = dlr_process(home, "tick", "wide", "--curriculum", str(path))
    assert b"--covered" in ended.stdout
    assert b"[y/N]" not in ended.stdout


def test_a_dry_run_asks_nothing(home: Path, path: Path) -> None:
    """What changes nothing asks nothing; with --yes it shows what a yes would change."""
    args = ["tick", "wide", "--curriculum", str(path), "--dry-run"]
    with Terminal(home, *args) as terminal:
        assert terminal.end() == 0
    assert "[y/N]" not in terminal.output
    assert "--covered" in terminal.output
    assert b"A second part of it" in dlr_process(home, *args, "--yes").stdout
    assert json.loads(dlr_process(home, "log", "--json").stdout)["events"] == []


def test_a_wide_title_is_asked_in_its_cells(home: Path, path: Path) -> None:
    """Signs that take two columns are counted as two."""
    text = path.read_text(encoding="utf-8")
    for title in PARTS:
        text = text.replace(title, "深層学習 " * 4)
    path.write_text(text, encoding="utf-8")
    with Terminal(home, "tick", "wide", "--curriculum", str(path), columns=40) as terminal:
        terminal.expect("[y/N]:")
        terminal.enter("n\n")
        assert terminal.end() == 0
    asked = plain(terminal.output).partition("[y/N]")[0]
    wide = [len(line) + len(re.findall("[^ -~]", line)) for line in asked.splitlines()]
    assert max(wide) <= 40
