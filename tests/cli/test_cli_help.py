"""Help: examples first, every option explained, every example right."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
import typer

from dlroadmap.cli.app import COMMANDS, VALUED, LazyGroup, find_module, list_inner

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr


def parsed(name: str) -> Any:
    """Return a command as the parser sees it."""
    group = LazyGroup(name="dlr")
    found = group.get_command(typer.Context(group, info_name="dlr"), name)
    assert found
    return found


EXAMPLES = {
    example: name for name in COMMANDS for example in import_module(find_module(name)).EXAMPLES
}
"""Every example, with the command whose help it stands in."""


def test_help_begins_with_examples(dlr: Dlr, subtests: pytest.Subtests) -> None:
    """The help of every command begins with its examples, and ends with 0."""
    for name in COMMANDS:
        with subtests.test(name):
            result = dlr(*name.split(), "--help")
            assert (result.code, result.err) == (0, "")
            assert result.lines[0] == "Examples:"
            for example in import_module(find_module(name)).EXAMPLES:
                assert f"  {example}" in result.lines
            assert f"Usage: dlr {name}" in result.out
            assert dlr(*name.split(), "-h") == result


@pytest.mark.parametrize("columns", ["40", "60", "80", "100", "300", ""])
def test_help_is_broken_between_words(
    dlr: Dlr, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests, columns: str
) -> None:
    """No name, option or command is divided at a hyphen, and no line is longer than 100."""
    monkeypatch.setenv("COLUMNS", "100")
    words = {name: sorted(dlr(*name.split(), "--help").out.split()) for name in COMMANDS}
    monkeypatch.setenv("COLUMNS", columns)
    for name in COMMANDS:
        with subtests.test(name):
            result = dlr(*name.split(), "--help")
            assert sorted(result.out.split()) == words[name]
            divided = [line for line in result.lines if re.search(r"\w-$", line)]
            assert divided == []
            # An example is copied, and stays in one piece.
            short = [line for line in result.lines if line.strip() not in EXAMPLES]
            assert max(map(len, short)) <= int(columns or 100)
            assert "\u2011" not in result.out


def test_every_option_and_argument_is_explained(dlr: Dlr, subtests: pytest.Subtests) -> None:
    """Every option and argument stands in the help with a text."""
    for name in COMMANDS:
        lines = dlr(*name.split(), "--help").lines
        for param in parsed(name).params:
            with subtests.test(name, param=param.name):
                assert param.help
                assert param.help[0].isupper() or param.help[0].isdigit() or "," in param.help
                option = param.param_type_name == "option"
                shown = max(param.opts, key=len) if option else param.metavar
                pattern = re.compile(rf"^  (-\w, )?{re.escape(shown)}( |$)")
                starts = [number for number, line in enumerate(lines) if pattern.search(line)]
                assert starts, shown
                words = " ".join(" ".join(lines[starts[-1] : starts[-1] + 3]).split())
                assert param.help.split()[0] in words


def test_help_of_a_command_agrees_with_the_overview(subtests: pytest.Subtests) -> None:
    """What `dlr --help` says of a command and what its own help begins with is the same thing.

    That is, they share two words that mean something, compared by their beginnings.
    """
    little = {"the", "and", "that", "there", "they", "what", "your", "you", "for", "with", "all"}
    for name, overview in COMMANDS.items():
        with subtests.test(name):
            own = (import_module(find_module(name)).run.__doc__ or "").split("\n\n")[0]
            assert own.endswith(".")
            assert overview.endswith(".")
            stems = [
                {word[:6] for word in re.findall(r"[a-z]{3,}", text.casefold())} - little
                for text in (own, overview)
            ]
            assert len(stems[0] & stems[1]) >= min(2, *map(len, stems)), stems


def test_the_overview_lists_every_command(dlr: Dlr) -> None:
    """`dlr --help` names every command with what it is for, and has examples that are right.

    Commands of a command stand in its help, as they are typed.
    """
    result = dlr("--help")
    assert (result.code, result.err) == (0, "")
    for name, words in COMMANDS.items():
        outer, _, inner = name.partition(" ")
        text = dlr(outer, "--help").out.partition("\nCommands:\n")[2] if inner else result.out
        typed = f"dlr {name}" if inner else name
        assert re.search(rf"^  {typed} +{re.escape(words)}$", text, re.MULTILINE), name
        assert not (inner and re.search(rf"^ *(dlr )?{name} ", result.out, re.MULTILINE))
    assert dlr("-h").out == result.out
    shown = result.out.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()
    for example in shown:
        words_ = shlex.split(example.strip())
        assert words_[0] == "dlr"
        assert words_[1:2] == [] or words_[1] in COMMANDS


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_help_fits_its_screen(dlr: Dlr, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """No line of any help is longer than the screen; examples stay whole, and fit 80 columns."""
    monkeypatch.setenv("COLUMNS", columns)
    too_long = []
    for name in COMMANDS:
        result = dlr(*name.split(), "--help")
        assert result.code == 0
        spared = {f"  {example}" for example in import_module(find_module(name)).EXAMPLES}
        too_long += [
            f"{name}: {line}"
            for line in result.lines
            if len(line) > (80 if line in spared and columns == "40" else int(columns))
        ]
    assert too_long == []


def test_every_example_is_understood(subtests: pytest.Subtests) -> None:
    """Every example names commands and options that there are, with values that they take."""
    for example in EXAMPLES:
        with subtests.test(example):
            parts = re.split(r"[|<>]|\$\(|\)", example.partition("  #")[0])
            calls = [part.strip(' "') for part in parts]
            dlrs = [call for call in calls if call.split()[:1] == ["dlr"]]
            assert dlrs
            for call in dlrs:
                _, *words = shlex.split(call)
                command = words.pop(0) if words and not words[0].startswith("-") else "status"
                if words and words[0] in list_inner(command):
                    command = f"{command} {words.pop(0)}"
                assert command in COMMANDS
                parsed(command).make_context(command, words, resilient_parsing=False).close()


TRIED = {
    *("tick", "untick", "start", "skip", "show", "note", "next", "list", "status"),
    *("search", "log", "config", "curricula", "doctor", "schema"),
}
"""The commands whose examples a newcomer can follow: they need no file and no history."""


def test_examples_work_on_the_curriculum_that_comes_along(
    dlr: Dlr, home: Path, subtests: pytest.Subtests
) -> None:
    """What the examples name is there: run by a newcomer, they end with 0."""
    for example, name in EXAMPLES.items():
        if name in TRIED:
            with subtests.test(example):
                call = re.split(r"[|<>]", example.partition("  #")[0])
                words = shlex.split(call[-1 if "| dlr" in example else 0])[1:]
                assert dlr(*words, stdin="derivatives\n").code == 0
            (home / "progress.db").unlink(missing_ok=True)


def test_options_that_may_stand_before_a_command_of_a_command_are_known() -> None:
    """Each option with a value that `dlr group …` has is one whose value is no command."""
    names = [name for name in COMMANDS if " " in name or list_inner(name)]
    params = [param for name in names for param in parsed(name).params]
    valued = {
        word
        for param in params
        for word in param.opts
        if param.param_type_name == "option" and not param.is_flag
    }
    assert valued | {"--curriculum"} == {*VALUED}


def test_the_version_is_that_of_the_package(dlr: Dlr) -> None:
    """`dlr --version` prints the version and nothing else, also for who wants a document."""
    from dlroadmap import __version__

    assert dlr("--version").out == f"dlr {__version__}\n"


@pytest.mark.parametrize("word", ["tik", "stauts", "lsit", "serach"])
def test_a_misspelt_command_is_refused(dlr: Dlr, word: str) -> None:
    """A command that is not there is refused, and the way to the help is shown."""
    result = dlr(word)
    assert (result.code, result.out) == (2, "")
    assert word in result.err
    assert "dlr --help" in result.err


def test_a_shared_option_that_a_command_declares_keeps_its_own_words() -> None:
    """`assess` asks in JSON lines, and says so; elsewhere the shared words stand."""

    def words(command: str) -> dict[str, str]:
        return {option.name: getattr(option, "help", "") for option in parsed(command).params}

    own, shared = words("assess"), words("tick")
    assert own["json"] == "Ask in JSON lines; read the answers from standard input."
    assert own["yes"] == "Tick at the end without confirmation."
    assert (shared["json"], shared["yes"]) == (
        "Print one JSON document.",
        "Answer yes to every question.",
    )
    assert own["color"] == shared["color"]
