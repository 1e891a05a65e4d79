"""Calls that cannot be understood: plain words, and a near name only where there is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dlroadmap.cli.app import COMMANDS

if TYPE_CHECKING:
    from conftest import Dlr


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("tik", ["tick"]),
        ("statsu", ["status", "stats"]),
        ("stat", ["stats", "status"]),
        ("lsit", ["list", "lint"]),
        ("serach", ["search"]),
        ("res", ["resources"]),
        ("TICK", ["tick"]),
        ("zzz", []),
        ("x", []),
        ("nosuchthing", []),
        ("invite", ["group invite"]),
        ("groop", ["group"]),
    ],
)
def test_the_nearest_command_is_offered(dlr: Dlr, typed: str, near: list[str]) -> None:
    """A misspelled command is offered the ones it is like, and nothing if there is none."""
    result = dlr(typed)
    assert (result.code, result.out) == (2, "")
    assert f"Unknown command “{typed}”." in result.err
    assert ("Did you mean" in result.err) is bool(near)
    document = dlr(typed, "--json").document["error"]
    assert set(document["near"]) == set(near)


@pytest.mark.parametrize(
    ("call", "near"),
    [
        ("group invte ada", ["group invite"]),
        ("group invte --mentor ada", ["group invite"]),
        ("--json group invte", ["group invite"]),
        ("--group invite group invte", ["group invite"]),
        ("group --group ml invte", ["group invite"]),
        ("group as", ["group assign", "group assigned"]),
        ("help group invte", ["group invite"]),
        ("group zzz", []),
        ("group tick", []),
    ],
)
def test_the_nearest_command_of_a_command_is_offered(dlr: Dlr, call: str, near: list[str]) -> None:
    """One that a command does not have is offered those of this command alone, and its help."""
    words = [word for word in call.split() if word != "--json"]
    result = dlr(*words)
    assert (result.code, result.out) == (2, "")
    first, *advice = result.err.splitlines()
    wrong = next(word for word in ("invte", "as", "zzz", "tick") if word in words)
    assert first == f"dlr: Unknown command “group {wrong}”."
    asked = [f"Did you mean {', '.join(near)}?"] if near else []
    assert advice == [*asked, "All commands: dlr group --help"]
    if words[0] != "help":
        assert dlr(*call.split(), "--json").document["error"]["near"] == near


@pytest.mark.parametrize(
    "call",
    [
        "group item --json",
        "group --json item",
        "--json group item",
        "--group ml group --json item",
        "group --group ml item --json",
        "group --group item item --json",
        "--group item group --color never item --json",
        "--group=ml group --json --color=never item",
        "group --json item --group ml",
    ],
)
def test_options_stand_anywhere_around_a_command_of_a_command(dlr: Dlr, call: str) -> None:
    """Before, between and behind the two words an option is the same; its value is no command."""
    error = dlr(*call.split()).document["error"]
    assert error["message"] == "Missing argument: ITEM."
    assert error["advice"] == ["See dlr group item --help"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("list --leve entry", "Did you mean --level?"),
        ("list --cat x", "Did you mean --category?"),
        ("tick --coverd x", "Did you mean --covered?"),
        ("status --al", "Did you mean --all?"),
        ("group invite --mentr ada", "Did you mean --mentor?"),
    ],
)
def test_the_nearest_option_is_offered(dlr: Dlr, call: str, words: str) -> None:
    """A misspelled option is offered the one of this command that it is like."""
    result = dlr(*call.split())
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    command = call.partition(" --")[0]
    assert f"See dlr {command} --help" in result.err


@pytest.mark.parametrize("call", ["doctor --since x", "use --inferred", "next -x", "config --zzz"])
def test_an_option_that_is_like_none_is_offered_nothing(dlr: Dlr, call: str) -> None:
    """Below a likeness no option is offered: another one would only mislead."""
    result = dlr(*call.split())
    assert (result.code, result.out) == (2, "")
    assert "has no option" in result.err
    assert "mean" not in result.err


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("next -n abc", "-n abc: “abc” is not a whole number."),
        ("next -n 1.5", "-n 1.5: “1.5” is not a whole number."),
        ("plan --hours ten", "--hours ten: “ten” is not a number."),
        ("stats --year 'x", "--year 'x: “'x” is not a whole number."),
        ("show", "Missing argument: ITEM."),
        ("why", "Missing argument: NAME."),
        ("open adam x", "N x: “x” is not a whole number."),
        ("list --level", "--level needs a value: --level ID"),
        ("list --json=1", "--json takes no value."),
        ("undo a b", "undo does not take “b” as well."),
        ("group item a b", "group item does not take “b” as well."),
        ("group invite", "Missing argument: LEARNER."),
        ("group sync x", "group sync takes no arguments."),
        ("group --sort", "--sort needs a value: --sort ORDER"),
    ],
)
def test_a_usage_error_is_in_plain_words(dlr: Dlr, call: str, words: str) -> None:
    """What is wrong with a value or argument is said without the parser's vocabulary."""
    command = " ".join(call.split()[: 2 if re.match(r"group \w", call) else 1])
    result = dlr(*call.split())
    assert (result.code, result.out) == (2, "")
    assert result.err == f"dlr: {words}\nSee dlr {command} --help\n"


@pytest.mark.parametrize(
    ("call", "lines"),
    [
        (
            ["list", "advanced/diffusion"],
            ["list takes no names.", "To list a category: dlr list --category advanced/diffusion"],
        ),
        (["list", "entry"], ["list takes no names.", "To list a level: dlr list --level entry"]),
        (["list", "a", "b"], ["list takes no names.", "To list a level: dlr list --level ID"]),
        (
            ["next", "entry/numpy"],
            [
                "next takes no names.",
                "To choose from a category: dlr next --category entry/numpy",
            ],
        ),
        (["doctor", "x"], ["doctor takes no arguments."]),
    ],
)
def test_a_command_without_arguments_names_the_option(
    dlr: Dlr, call: list[str], lines: list[str]
) -> None:
    """A name after a command that takes none is answered with the option that takes it."""
    result = dlr(*call)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [f"dlr: {lines[0]}", *lines[1:], f"See dlr {call[0]} --help"]


def test_a_usage_error_is_a_document_too(dlr: Dlr) -> None:
    """With --json a misspelled command is a document, with the near names beside the message."""
    error = dlr("tik", "--json").document["error"]
    assert (error["code"], error["near"]) == ("usage", ["tick"])


def test_foreign_bytes_in_a_usage_error_are_harmless(dlr: Dlr) -> None:
    """What was typed is quoted without what could steer a terminal."""
    for call in (
        ["\x1b[2J"],
        ["list", "--\x1b[2J"],
        ["next", "-n", "\x1b[2J"],
        ["undo", "a", "\x1b"],
    ):
        result = dlr(*call)
        assert result.code == 2
        assert "\x1b" not in result.err


@pytest.mark.parametrize("name", COMMANDS)
def test_dlr_help_is_the_help_of_a_command(dlr: Dlr, name: str) -> None:
    """`dlr help COMMAND` prints what `dlr COMMAND --help` prints."""
    assert dlr("help", *name.split()) == dlr(*name.split(), "--help")
    assert f"Usage: dlr {name} [" in dlr("help", *name.split()).out


def test_dlr_help_alone_lists_the_commands(dlr: Dlr) -> None:
    """`dlr help` is `dlr --help`, and of an unknown command says what is near."""
    assert dlr("help") == dlr("--help")
    assert dlr("help", "tik") == dlr("tik")


def test_the_version_by_every_name(dlr: Dlr) -> None:
    """`dlr version`, `dlr -V` and `dlr --version` print one line; a script gets a document."""
    line = dlr("--version").out
    assert [dlr("version").out, dlr("-V").out] == [line, line]
    assert line == f"dlr {dlr('version', '--json').document['version']}\n"
