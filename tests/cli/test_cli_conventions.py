"""What every command keeps to, held for each command that there is.

Elsewhere: help and examples in test_cli_help; the shapes of documents, and documents of failures
of many kinds, in test_cli_documents; who decides about color, widths and ASCII in
test_cli_screens; processes, signals and full disks in test_cli_processes; what is imported in
test_cli_imports.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest
import typer

from authoring.repositories import Repository
from dlroadmap.cli.app import COMMANDS, LazyGroup, run

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

ONE = (
    "{format: 1, id: one, title: One, levels: [{id: a, title: A, categories: ["
    "{id: b, title: B, items: [{id: c, title: C, kind: concept, hours: 1}]}]}]}\n"
)

CALLS: dict[str, list[str]] = {
    "status": [],
    "next": [],
    "goal": ["first-network"],
    "path": ["first-network"],
    "why": ["first-network"],
    "plan": [],
    "tick": ["first-network"],
    "untick": ["vectors"],
    "start": ["matrices"],
    "skip": ["matrices"],
    "undo": [],
    "show": ["vectors"],
    "open": ["vectors", "--print"],
    "list": [],
    "map": [],
    "search": ["network"],
    "resources": [],
    "note": ["vectors", "some", "words"],
    "log": [],
    "stats": [],
    "assess": ["--json"],
    "review": [],
    "prompt": [],
    "curricula": [],
    "use": ["small"],
    "add": ["one.yaml", "--id", "two"],
    "sync": ["place"],
    "update": ["elsewhere"],
    "remove": ["elsewhere", "--yes"],
    "lint": ["one.yaml"],
    "rule": ["G205"],
    "diff": ["HEAD", "one.yaml"],
    "new": ["curriculum", "robotics"],
    "hide": ["vectors", "--yes"],
    "change": ["vectors", "--hours", "3", "--yes"],
    "schema": [],
    "import": ["list.md"],
    "export": ["--format", "csv", "--output", "items.csv"],
    "backup": [],
    "doctor": [],
    "config": [],
    "completion": ["bash"],
    "help": [],
    "version": [],
}
"""A call of each command that a learner with a short history can make."""

SERVED: dict[str, list[str]] = {
    "group": [],
    "group create": ["ml", "--on", "postgresql://admin@127.0.0.1:9/classes"],
    "group invite": ["ada"],
    "group join": [],
    "group sync": [],
    "group item": ["vectors"],
    "group assign": ["vectors", "--by", "2027-03-15"],
    "group assigned": [],
    "group rotate": ["ada"],
    "group remove": ["ada"],
    "group leave": [],
}
"""A call of each command that needs a server; what these answer is held in tests/server."""

TEXT_ONLY = {"prompt", "schema", "completion", "help", "version"}
"""The commands whose answer is for another program as it is, or a help."""

ALONE = [name for name in COMMANDS if name not in SERVED]
"""The commands that need nothing but what is on this machine."""

PLAIN = [name for name in ALONE if name != "assess"]
"""All but the one that asks a person, or a script line by line."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the first test leaves the learner and the repository that all others copy."""
    return tmp_path_factory.mktemp("learner")


@pytest.fixture
def learner(
    small: Dlr, home: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Dlr:
    """Return what calls dlr for a learner with a history, in a repository with a curriculum."""
    if not (kept / "home").exists():
        shutil.rmtree(kept / "work", ignore_errors=True)
        repository = Repository(kept / "work")
        repository.commit({"one.yaml": ONE})
        (kept / "work/list.md").write_text("# List\n\n- [ ] One thing\n", encoding="utf-8")
        (kept / "work/place").mkdir()
        monkeypatch.chdir(repository.folder)
        assert small("tick", "vectors", "--note", "short").code == 0
        assert small("add", "one.yaml", "--id", "elsewhere").code == 0
        shutil.copytree(home, kept / "home")
    shutil.copytree(kept / "home", home, dirs_exist_ok=True)
    shutil.copytree(kept / "work", tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    return small


def options(name: str) -> set[str]:
    """Return the options that a command takes."""
    group = LazyGroup(name="dlr")
    command = group.get_command(typer.Context(group, info_name="dlr"), name)
    assert command
    return {option for param in command.params for option in param.opts}


def taking(option: str) -> list[str]:
    """Return the commands that take an option."""
    return [name for name in PLAIN if option in options(name)]


def test_every_command_is_held_to_them() -> None:
    """A new command has to be added here, and each but a few answers scripts in JSON."""
    assert set(COMMANDS) == set(CALLS) | set(SERVED)
    assert set(SERVED) & set(CALLS) == set()
    assert {name for name in COMMANDS if "--json" not in options(name)} <= TEXT_ONLY


@pytest.mark.parametrize("name", ALONE)
def test_stdout_is_the_answer(learner: Dlr, name: str) -> None:
    """What was asked for is on stdout, and where all is well stderr is empty."""
    result = learner(name, *CALLS[name])
    assert (result.code, result.err) == (0, "")
    assert result.out


@pytest.mark.parametrize("name", PLAIN)
def test_a_usage_error_is_talk(learner: Dlr, name: str) -> None:
    """Usage that is wrong ends with 2; stdout is empty, and stderr says where to look it up."""
    for wrong in (["--frobnicate"], ["--color", "sometimes"]):
        result = learner(name, *CALLS[name], *wrong)
        assert (result.code, result.out) == (2, "")
        first, *advice = result.err.splitlines()
        assert first.startswith("dlr: ")
        assert advice
        assert "Traceback" not in result.err


@pytest.mark.parametrize("name", taking("--json"))
def test_a_document_is_one_and_alone(learner: Dlr, name: str) -> None:
    """With --json stdout is one document, stderr is empty, and nothing is asked."""
    result = learner(name, *CALLS[name], "--json")
    assert (result.code, result.err) == (0, "")
    assert result.document


@pytest.mark.parametrize("name", taking("--json"))
def test_a_failure_is_a_document(learner: Dlr, name: str) -> None:
    """With --json a failure ends with 2 and is one document, with its code, message and advice."""
    for wrong in (["--frobnicate"], ["--color", "sometimes"]):
        result = learner(name, *CALLS[name], "--json", *wrong)
        assert (result.code, result.err) == (2, "")
        error = result.document["error"]
        assert error["code"]
        assert error["message"]
        assert isinstance(error["advice"], list)


@pytest.mark.parametrize("name", taking("--color"))
def test_color_is_decided_in_one_order(
    learner: Dlr, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The flag beats NO_COLOR, that beats FORCE_COLOR, and without any a pipe has no escape."""
    monkeypatch.setenv("DLR_COLOR", "always")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in learner(name, *CALLS[name], "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    learner("undo")
    assert "\x1b" not in learner(name, *CALLS[name]).out


@pytest.mark.parametrize("name", ALONE)
def test_a_pipe_has_no_escape(learner: Dlr, name: str) -> None:
    """Into a pipe go no escape byte, no carriage return and no blank at the end of a line."""
    lines = learner(name, *CALLS[name]).out.split("\n")
    assert [line for line in lines if re.search(r"\x1b|\r| $", line)] == []


@pytest.mark.parametrize("name", ALONE)
def test_a_reader_that_has_gone_is_no_failure(
    learner: Dlr, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A closed pipe ends every command quietly, with 0."""
    reader, writer = os.pipe()
    os.close(reader)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with monkeypatch.context() as patch, os.fdopen(writer, "w", encoding="utf-8") as out:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = run([name, *CALLS[name]])
    err.flush()
    assert isinstance(err.buffer, io.BytesIO)
    assert (code, err.buffer.getvalue()) == (0, b"")


class Seen(io.TextIOWrapper):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        """Say that somebody is there."""
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, *args: str) -> int:
    """Run dlr as if a person sat there, and return the exit code; a question fails the test."""

    def refuse(*asked: object) -> str:
        raise AssertionError(f"asked {asked}")

    with monkeypatch.context() as patch:
        for stream in ("stdin", "stdout", "stderr"):
            patch.setattr(sys, stream, Seen(io.BytesIO(), encoding="utf-8"))
        patch.setattr("builtins.input", refuse)
        patch.setenv("DLR_PAGER", "cat")
        return int(run(list(args)))


@pytest.mark.parametrize("name", PLAIN)
def test_in_a_pipe_nobody_is_asked(
    learner: Dlr, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Where stdin and stdout are no terminal, no command asks anything."""

    def refuse(*asked: object) -> str:
        raise AssertionError(f"asked {asked}")

    monkeypatch.setattr("builtins.input", refuse)
    call = [word for word in CALLS[name] if word != "--yes"]
    assert "asked" not in learner(name, *call).err


@pytest.mark.parametrize("option", ["--no-input", "--yes"])
def test_who_wants_no_question_gets_none(
    learner: Dlr,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    subtests: pytest.Subtests,
    option: str,
) -> None:
    """At a terminal, too, --no-input and --yes keep every question away."""
    for name in taking(option):
        with subtests.test(name):
            call = [word for word in CALLS[name] if word != "--yes"]
            assert at_a_terminal(monkeypatch, name, *call, option) in (0, 2)
            assert not (home / "reports").exists()


def test_a_question_is_noticed(learner: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without these options the same call asks, so that the test above can fail."""
    assert at_a_terminal(monkeypatch, "tick", "first-network") == 2
    assert (home / "reports").exists()


@pytest.mark.parametrize("name", ALONE)
def test_no_command_uses_a_network(
    learner: Dlr, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """No command that is not about the network opens a socket or looks up a name."""
    used: list[object] = []

    def refuse(*args: object, **_: object) -> Any:
        used.append(args)
        raise OSError("no network here")

    for method in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, method, refuse)
    monkeypatch.setattr(socket.socket, "__init__", refuse)
    assert learner(name, *CALLS[name]).code == 0
    assert used == []


@pytest.fixture
def nobody(learner: Dlr, monkeypatch: pytest.MonkeyPatch) -> Dlr:
    """Return what calls dlr for a learner who is in no group; a use of the network fails."""

    def refuse(*args: object, **_: object) -> Any:
        raise AssertionError(f"used a network: {args}")

    for method in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, method, refuse)
    monkeypatch.setattr(socket.socket, "__init__", refuse)
    monkeypatch.setenv("COLUMNS", "40")
    return learner


@pytest.mark.parametrize("name", SERVED)
def test_a_command_about_groups_refuses_a_wrong_call_without_its_server(
    nobody: Dlr, home: Path, name: str
) -> None:
    """Usage that is wrong ends with 2, in words or as a document, and no server is asked."""
    for wrong in (["--frobnicate"], ["--color", "sometimes"]):
        result = nobody(*name.split(), *SERVED[name], *wrong)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("dlr: ")
        failure = nobody(*name.split(), *SERVED[name], "--json", *wrong)
        assert (failure.code, failure.err) == (2, "")
        assert failure.document["error"]["code"] in ("usage", "bad-setting")
    assert not (home / "reports").exists()
    assert not (home / "groups").exists()


@pytest.mark.parametrize("name", [name for name in SERVED if "--group" in options(name)])
def test_without_a_group_no_server_is_asked(nobody: Dlr, home: Path, name: str) -> None:
    """Who is in no group is told so, and how to join one, by every command that needs one."""
    for call in (SERVED[name], [*SERVED[name], "--group", "ml"]):
        error = nobody(*name.split(), *call, "--json")
        assert error.code == 2
        assert error.document["error"]["code"] == "no-group"
        assert any("dlr group join" in line for line in error.document["error"]["advice"])
    assert not (home / "reports").exists()


FAILING: dict[str, list[str]] = {
    **{name: ["vectors", "nosuchthing"] for name in ("tick", "untick", "start", "skip", "goal")},
    "note": ["nosuchthing", "words"],
    "undo": ["zzzzzz"],
    "use": ["nosuchthing"],
    "add": ["one.yaml", "--id", "elsewhere"],
    "update": ["nosuchthing"],
    "remove": ["small", "--yes"],
    "hide": ["vectors", "nosuchthing", "--yes"],
    "change": ["nosuchthing", "--hours", "3", "--yes"],
    "review": ["vectors", "nosuchthing", "--grade", "good"],
    "backup": ["--restore", "nosuchthing"],
    "config": ["color", "nosuchthing"],
    "sync": ["nosuchthing"],
    "new": ["overlay", "two", "--extends", "nosuchthing"],
}
"""A call of each command that changes something, which fails."""


@pytest.mark.parametrize("name", FAILING)
def test_what_fails_changes_nothing(
    learner: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """After a call that failed every file of the learner is as it was; a backup may be new.

    A call that could be made fails for a color that is none, too, before it changes anything.
    """

    def contents() -> dict[Path, bytes]:
        files = (path for path in home.rglob("*") if path.is_file())
        left_out = {"cache", "backups"}
        return {path: path.read_bytes() for path in files if left_out.isdisjoint(path.parts)}

    before = contents()
    result = learner(name, *FAILING[name])
    assert (result.code, result.out) == (2, "")
    assert contents() == before
    assert learner(name, *CALLS[name], "--color", "sometimes").code == 2
    if name != "config":
        monkeypatch.setenv("DLR_COLOR", "sometimes")
        assert learner(name, *CALLS[name]).code == 2
    assert contents() == before
