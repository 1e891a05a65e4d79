"""What is advised: the words of the error, then the command that helps."""

import ast
from pathlib import Path
from typing import get_args

import pytest

import dlroadmap
from dlroadmap.curriculum.sections import Kind
from dlroadmap.errors import DlrError
from dlroadmap.render.advice import COMMANDS, advice_on


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("bad-backup", "To see the other backups: dlr backup --list"),
        ("bad-curriculum", "To see them: dlr lint a {b}.yaml"),
        ("broken-curriculum", "To see them all: dlr lint a {b}.yaml"),
        ("too-long", "Plan more hours a week: dlr plan --hours N"),
        ("unknown-item", "To search: dlr search WORDS"),
        ("unknown-rule", "To see all rules: dlr rule"),
        ("store-uncertain", "To check: dlr log"),
        (
            "store-damaged",
            "For details: dlr doctor. To see the backups: dlr backup --list",
        ),
    ],
)
def test_command_comes_last(code: str, line: str) -> None:
    """The command that helps with what an error is about stands after the error's own advice."""
    error = DlrError(code, "It failed.", "First.", "Second.", subject=Path("a {b}.yaml"), more=1)
    assert advice_on(error) == ("First.", "Second.", line)
    assert error.details == {"more": 1}


@pytest.mark.parametrize("code", [*COMMANDS, "usage"])
def test_error_without_a_subject_names_no_command(code: str) -> None:
    """Where no command helps, the error's own advice is all there is."""
    assert advice_on(DlrError(code, "It failed.", "First.")) == ("First.",)


def test_every_subject_has_its_command() -> None:
    """Each code of an error that is raised with a subject has a command, and no other has one."""
    found = set()
    for path in Path(dlroadmap.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name("DlrError"), args=[ast.Constant(code), *_]):
                    if any(word.arg == "subject" for word in node.keywords):
                        found.add(code)
                case ast.Call(
                    func=ast.Name("DlrError"), args=[ast.JoinedStr([ast.Constant("is-"), _]), *_]
                ):
                    found |= {f"is-{of}" for of in get_args(Kind)}
    assert found == COMMANDS.keys()
