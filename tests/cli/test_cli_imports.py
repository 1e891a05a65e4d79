"""What everyday commands leave unimported, so that they start in an instant."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli_helpers import PATIENCE, dlr_process, environment

from drawing import later

if TYPE_CHECKING:
    from pathlib import Path

_WATCHED = """
import os, sys
leave = os._exit
def told(code):
    sys.stdout.flush()
    with open(os.environ["TOLD"], "w") as file:
        file.write(" ".join(sys.modules))
    leave(code)
os._exit = told
from dlroadmap.__main__ import main
main()
told(0)
"""


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the home of a learner who has said a few things, with a warm cache."""
    home = tmp_path_factory.mktemp("used")
    for args in (["tick", "python-programming"], ["start", "derivatives"], ["status"]):
        assert dlr_process(home, *args).returncode == 0
    return home


def imported(home: Path, tmp_path: Path, *args: str) -> set[str]:
    """Return what is imported when a call ends: the names of modules, and of their packages."""
    told = tmp_path / "modules"
    ended = subprocess.run(
        [sys.executable, "-c", _WATCHED, *args],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(home, TOLD=str(told)),
        timeout=PATIENCE,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    names = told.read_text().split()
    told.unlink()
    return {name.partition(".")[0] for name in names} | set(names)


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["next"],
        ["tick", "numpy-arrays"],
        ["show", "backpropagation"],
        ["log"],
        ["list"],
        *later(
            ["status", "--json"],
            ["undo"],
            ["start", "debugging"],
            ["skip", "tpus"],
            ["untick", "derivatives"],
            ["note", "derivatives"],
            ["search", "chain"],
            ["path", "derivatives"],
            ["path", "derivatives", "--graph"],
            ["why", "derivatives"],
        ),
    ],
    ids=" ".join,
)
def test_everyday_commands_read_the_compiled_form(
    used: Path, tmp_path: Path, args: list[str]
) -> None:
    """On a warm cache everyday commands import neither pydantic nor yaml nor numpy nor psycopg."""
    modules = imported(used, tmp_path, *args)
    assert modules & {"psycopg", "ssl", "dlroadmap.remote.group"} == set()
    assert "dlroadmap.curriculum.compiled" in modules
    assert modules & {"pydantic", "yaml", "jinja2", "numpy", "platformdirs", "networkx"} == set()
    assert "dlroadmap.format.compiling" not in modules


@pytest.mark.parametrize(
    "args", [[], ["status", "--json"], ["next"], ["tick", "gradients"]], ids=" ".join
)
def test_everyday_commands_know_nothing_of_sync(
    used: Path, tmp_path: Path, args: list[str]
) -> None:
    """Without a place to sync with nothing of remote is imported, nor is git run by them."""
    modules = imported(used, tmp_path, *args)
    assert "dlroadmap.progress.store" in modules
    assert [name for name in modules if name.startswith("dlroadmap.remote")] == []
    assert modules & {"dlroadmap.address", "dlroadmap.authoring", "dlroadmap.cli.sync"} == set()


@pytest.mark.parametrize("args", [["group", "--help"], ["group", "join", "--help"]], ids=" ".join)
def test_help_about_groups_needs_no_psycopg(used: Path, tmp_path: Path, args: list[str]) -> None:
    """Help about groups is there for those who have not installed psycopg yet."""
    assert "psycopg" not in imported(used, tmp_path, *args)


@pytest.mark.parametrize("what", ["item", "place", "curriculum"])
def test_completion_imports_next_to_nothing(used: Path, tmp_path: Path, what: str) -> None:
    """A TAB on a warm cache imports no typer, rich, sqlite3, pydantic or yaml."""
    modules = imported(used, tmp_path, "__complete", what, "")
    assert "dlroadmap.completing" in modules
    assert modules & {"typer", "rich", "sqlite3", "pydantic", "yaml", "json"} == set()


def test_a_prompt_that_is_kept_imports_next_to_nothing(used: Path, tmp_path: Path) -> None:
    """Where nothing has changed, a prompt imports no typer, rich, sqlite3, json or datetime."""
    assert dlr_process(used, "prompt").stdout
    modules = imported(used, tmp_path, "prompt")
    assert "dlroadmap.cli.prompting" in modules
    assert modules & {"typer", "rich", "sqlite3", "pydantic", "yaml", "json", "datetime"} == set()


def test_numbers_are_crunched_only_when_an_assessment_begins(used: Path, tmp_path: Path) -> None:
    """`dlr assess --help` imports no numpy; an assessment does."""
    assert "numpy" not in imported(used, tmp_path, "assess", "--help")
    assert "numpy" in imported(used, tmp_path, "assess", "--json")


@pytest.mark.parametrize(
    "args",
    [
        ["export", "--format", "svg"],
        ["map", "--help"],
        *later(
            ["plan"],
            ["stats"],
            ["resources"],
            ["curricula"],
            ["export", "--format", "events"],
            ["export", "--format", "md"],
            ["lint", "--help"],
        ),
    ],
    ids=" ".join,
)
def test_only_a_map_needs_templates(used: Path, tmp_path: Path, args: list[str]) -> None:
    """No other command, and no other export, imports jinja2."""
    assert "jinja2" not in imported(used, tmp_path, *args)


@pytest.mark.parametrize("args", [["map"], ["export", "--format", "html"]], ids=" ".join)
def test_a_map_needs_templates_and_no_more(used: Path, tmp_path: Path, args: list[str]) -> None:
    """What makes the page is read when one is made; pydantic and yaml are not among it."""
    modules = imported(used, tmp_path, *args)
    assert "jinja2" in modules
    assert modules & {"pydantic", "yaml", "numpy"} == set()


def test_the_version_needs_no_rich(used: Path, tmp_path: Path) -> None:
    """`dlr --version` imports neither rich nor a command nor the store."""
    modules = imported(used, tmp_path, "--version")
    assert modules & {"rich", "pydantic", "yaml", "sqlite3", "dlroadmap.cli.status"} == set()


def test_a_call_imports_its_own_command_only(used: Path, tmp_path: Path) -> None:
    """Commands are registered lazily: a call imports the module of its own command."""
    from dlroadmap.cli.app import COMMANDS

    modules = imported(used, tmp_path, "next")
    assert {name for name in COMMANDS if f"dlroadmap.cli.{name}" in modules} == {"next"}


def test_a_document_needs_no_table(used: Path, tmp_path: Path) -> None:
    """`status --json` imports no rich at all."""
    assert "rich" not in imported(used, tmp_path, "status", "--json")


@pytest.mark.parametrize(
    "args",
    [["list"], ["status"], ["plan", "--all"], ["curricula"],
     *later(["search", "learning", "-n", "1000"], ["next"], ["log"], ["resources"], ["review"])],
    ids=" ".join,
)  # fmt: skip
def test_a_pipe_builds_no_rich_table(used: Path, tmp_path: Path, args: list[str]) -> None:
    """What is printed into a pipe is laid out without rich's tables, at any length."""
    assert "rich.table" not in imported(used, tmp_path, *args)


def test_a_cache_that_cannot_be_written_only_costs_time(used: Path, tmp_path: Path) -> None:
    """Where the cache folder is a file, everything still works."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").write_text("in the way")
    for args in (["status"], ["tick", "derivatives"], ["next"]):
        ended = dlr_process(home, *args)
        assert (ended.returncode, ended.stderr) == (0, b"")
