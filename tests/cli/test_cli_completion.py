"""Completion by TAB: what dlr answers, and what real shells make of the scripts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import typer
from cli_helpers import CURRICULA, PATIENCE, command, environment

from dlroadmap.cli.app import COMMANDS, LazyGroup, list_inner
from dlroadmap.cli.shells import SCRIPTS
from dlroadmap.cli.values import find_values
from dlroadmap.completing import complete

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr


@pytest.fixture
def words(capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Return what asks for completions, as the scripts do."""

    def ask(*args: str) -> list[str]:
        capsys.readouterr()
        complete(list(args))
        told = capsys.readouterr()
        assert told.err == ""
        return [line.partition("\t")[0] for line in told.out.splitlines()]

    return ask


def test_items_levels_categories_and_curricula(small: Dlr, words: Callable[..., list[str]]) -> None:
    """Each kind is answered from the curriculum in use, with those that begin as was typed."""
    assert words("item", "") == [item["id"] for item in small("list", "--json").document["items"]]
    assert words("item", "ve") == ["vectors"]
    assert words("item", "VE") == ["vectors"]
    assert words("level", "") == ["entry", "middle", "top"]
    assert words("level", "m") == ["middle"]
    assert set(words("category", "")) >= {"entry/theory", "middle/theory", "middle/reading"}
    assert words("category", "top/l") == ["top/language"]
    assert set(words("place", "e")) >= {"entry", "entry/theory", "entry/practice"}
    assert set(words("any", "v")) >= {"vectors"}
    assert set(words("any", "e")) >= {"entry", "entry/theory"}
    assert words("curriculum", "") == ["small", "track"]
    assert words("curriculum", "t") == ["track"]


def test_every_category_that_is_answered_is_understood(
    small: Dlr, words: Callable[..., list[str]]
) -> None:
    """What completion offers for an option or argument, the commands take."""
    for category in words("category", ""):
        assert small("list", "--category", category).code == 0, category
    for place in words("place", ""):
        assert small("status", place).code == 0, place
    for name in words("any", ""):
        assert small("resources", name).code == 0, name
    for item in words("item", ""):
        assert small("show", item).code == 0, item


@pytest.mark.parametrize(
    "args", [[], [""], ["nonsense"], ["nonsense", "x"], ["item", "zzz"], ["item", "\x1b\n\t"]]
)
def test_nonsense_is_answered_with_nothing(
    small: Dlr, words: Callable[..., list[str]], args: list[str]
) -> None:
    """What completion does not understand, it answers with nothing at all."""
    assert words(*args) == []


@pytest.mark.parametrize("kind", ["curriculum", "item", "level", "category", "place", "any"])
def test_only_ids_are_offered(
    small: Dlr,
    home: Path,
    write_curriculum: Callable[[str, str], Path],
    capsys: pytest.CaptureFixture[str],
    kind: str,
) -> None:
    """Whatever files are called, each line is an id, or two with a slash, and a clean meaning."""
    text = (CURRICULA / "small.yaml").read_text(encoding="utf-8")
    for name in (
        "z;touch X;",
        "$(touch X)",
        "a b",
        "-x",
        "\x1b[31m",
        "two\nlines",
        "É",
        "z" * 70,
        "A",
    ):
        write_curriculum(name, text)
    assert small("use", "small").code == 0
    capsys.readouterr()
    complete([kind, ""])
    lines = capsys.readouterr().out.splitlines()
    id = "[a-z0-9]+(-[a-z0-9]+)*"
    assert lines
    assert [line for line in lines if not re.fullmatch(rf"{id}(/{id})?\t[^\x00-\x1f]*", line)] == []


def test_a_curriculum_is_offered_by_its_id(
    small: Dlr, write_curriculum: Callable[[str, str], Path], words: Callable[..., list[str]]
) -> None:
    """A file that is not called by its id is offered by that as soon as it was read once."""
    text = (CURRICULA / "small.yaml").read_text(encoding="utf-8")
    write_curriculum("file", text.replace("id: small", "id: inside", 1))
    assert small("use", "inside").code == 0
    assert words("curriculum", "") == ["inside", "small", "track"]
    assert "vectors" in words("item", "")


def test_a_cache_that_others_can_write_is_not_asked(
    small: Dlr, home: Path, words: Callable[..., list[str]]
) -> None:
    """Where others could have put words into the cache, TAB offers the names of files alone."""
    (home / "cache").chmod(0o777)
    assert words("item", "") == []
    assert words("curriculum", "") == ["small", "track"]
    (home / "cache").chmod(0o700)
    [file] = (home / "cache/compiled").glob("*/small-*.words")
    file.chmod(0o666)
    assert words("curriculum", "") == ["small", "track"]
    file.chmod(0o600)
    assert "vectors" in words("item", "")


def test_words_of_another_file_are_not_offered(
    small: Dlr, home: Path, words: Callable[..., list[str]]
) -> None:
    """What was kept of another main file is made anew, wherever it lies in the cache."""
    [own] = (home / "cache/compiled").glob("*/small-*.words")
    [other] = (home / "cache/compiled").glob("*/track-*.words")
    shutil.copy(other, own)
    shutil.copy(other.with_suffix(".db"), own.with_suffix(".db"))
    assert "matrices" in words("item", "")


@pytest.mark.parametrize("name", ["nowhere", "./nowhere.yaml", "broken"])
def test_a_curriculum_that_is_not_there_completes_to_nothing(
    small: Dlr,
    home: Path,
    write_curriculum: Callable[[str, str], Path],
    words: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """A curriculum that is missing or broken leaves the shell in peace."""
    write_curriculum("broken", "format: 1\nid: [")
    monkeypatch.setenv("DLR_CURRICULUM", name)
    assert words("item", "") == []
    (home / "config.json").write_text("{", encoding="utf-8")
    monkeypatch.delenv("DLR_CURRICULUM")
    assert words("item", "") == []


def test_after_use_the_other_curriculum_answers(
    small: Dlr, words: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Completion is that of the curriculum in use, by id, by path, or by the environment."""
    small("use", "track")
    assert words("item", "") == ["vectors", "first-network", "goal"]
    assert words("level", "") == ["only"]
    copy = shutil.copy(CURRICULA / "small.yaml", tmp_path / "copy.yaml")
    small("use", str(copy))
    assert "matrices" in words("item", "")
    monkeypatch.setenv("DLR_CURRICULUM", "track")
    assert "matrices" not in words("item", "")


@pytest.mark.usefixtures("newcomer")
def test_completion_works_before_anything_else_was_called(words: Callable[..., list[str]]) -> None:
    """The first TAB of a newcomer is answered too."""
    assert "backpropagation" in words("item", "backp")


def test_an_edit_is_completed_after_the_next_call(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path], words: Callable[..., list[str]]
) -> None:
    """An item that is new in a file completes as soon as any command has read that file."""
    text = (CURRICULA / "small.yaml").read_text(encoding="utf-8")
    write_curriculum("small", text)
    dlr("use", "small")
    assert words("item", "vec") == ["vectors"]
    write_curriculum(
        "small",
        text.replace("- id: notebooks", "- id: vector-notebooks").replace(
            "- notebooks", "- vector-notebooks"
        ),
    )
    dlr("status")
    assert words("item", "vec") == ["vectors", "vector-notebooks"]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_scripts_know_every_command_and_option(dlr: Dlr, shell: str) -> None:
    """Each script names every command, every long option of it, and what it asks dlr for."""
    script = dlr("completion", shell).out
    for name in COMMANDS:
        assert name in script
        assert " " not in name or f'"{name}"' in script
    for option in ("--curriculum", "--dry-run", "--fail-on", "--covered", "--missing"):
        if option in dlr("lint", "--help").out + dlr("tick", "--help").out:
            assert (option if shell != "fish" else f"-l {option[2:]}") in script
    kinds = ("item", "level", "category", "place", "any", "curriculum")
    for kind in (*kinds, "batch", "backup", "rule", "tag", "group"):
        assert re.search(rf"(ask=|_dlr_ask |dlr __complete ){kind}\b", script), kind


@pytest.mark.parametrize("shell", SCRIPTS)
def test_shells_accept_their_scripts(dlr: Dlr, tmp_path: Path, shell: str) -> None:
    """Each shell that is installed here finds no fault in the script's syntax; bash always is."""
    path = tmp_path / f"dlr.{shell}"
    path.write_text(dlr("completion", shell).out, encoding="utf-8")
    program = shutil.which(shell)
    assert program or shell != "bash"
    if program:
        ended = subprocess.run(
            [program, "-n", str(path)], capture_output=True, timeout=PATIENCE, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, b"")


def test_an_unknown_shell_is_refused(dlr: Dlr) -> None:
    """A shell that dlr does not know is refused with those that it does."""
    result = dlr("completion", "tcsh")
    assert (result.code, result.out) == (2, "")
    assert "bash, zsh, fish" in result.err


_DRIVE = """
source "$1"
complete -p dlr >/dev/null || exit 3
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMPREPLY=()
_dlr
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def bash(dlr: Dlr, home: Path, tmp_path: Path) -> Callable[..., list[str]]:
    """Return what asks a real bash for completions of a command line."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "dlr"
    program.write_text(f'#!/bin/sh\nexec {" ".join(command())} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = tmp_path / "dlr.bash"
    script.write_text(dlr("completion", "bash").out, encoding="utf-8")
    environ = environment(home)
    environ["PATH"] = f"{programs}:{environ['PATH']}"

    def ask(*line: str) -> list[str]:
        ended = subprocess.run(
            ["bash", "--norc", "-c", _DRIVE, "bash", str(script), *line],
            capture_output=True,
            env=environ,
            timeout=PATIENCE,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, b"")
        return ended.stdout.decode().split()

    return ask


def test_bash_completes_commands_and_items(bash: Callable[..., list[str]]) -> None:
    """`dlr ti<TAB>` becomes tick, and `dlr tick back<TAB>` offers the items."""
    assert bash("dlr", "ti") == ["tick"]
    assert bash("dlr", "") == [name for name in COMMANDS if " " not in name]
    items = bash("dlr", "tick", "back")
    assert "backpropagation" in items
    assert all(item.startswith("back") for item in items)
    assert bash("dlr", "tick", "derivatives", "backpropagation-b") == ["backpropagation-by-hand"]


def test_bash_completes_options_and_their_values(bash: Callable[..., list[str]]) -> None:
    """Options complete with the command that has them, and values with what they take."""
    assert bash("dlr", "tick", "--cov") == ["--covered"]
    assert "--covered" not in bash("dlr", "next", "--c")
    assert bash("dlr", "list", "--level", "inter") == ["intermediate"]
    assert bash("dlr", "next", "--category", "entry/wo") == ["entry/working-habits"]
    assert bash("dlr", "status", "entry/wo") == ["entry/working-habits"]
    assert bash("dlr", "use", "deep") == ["deep-learning"]
    tracks = ["architecture", "deep-learning", "field-guide", "ml-checklist", "quick-start"]
    assert bash("dlr", "status", "--curriculum", "") == tracks
    assert bash("dlr", "completion", "") == ["bash", "zsh", "fish"]
    assert bash("dlr", "--json", "ti") == ["tick"]


@pytest.fixture
def groups(home: Path) -> None:
    """Let this machine have the logins of two groups, and files that are none."""
    (home / "groups").mkdir(parents=True)
    for name in ("ml-2027.json", "circle.json", "ml-2027.json.part", "notes.txt", "$(x).json"):
        (home / "groups" / name).write_text("{}", encoding="utf-8")


@pytest.mark.usefixtures("groups")
def test_bash_completes_commands_of_a_command(bash: Callable[..., list[str]]) -> None:
    """Behind `dlr group` stand its commands and options, and behind those what they take."""
    assert bash("dlr", "group", "as") == ["assign", "assigned"]
    assert bash("dlr", "group", "--so") == ["--sort"]
    assert "--mentor" not in bash("dlr", "group", "--")
    assert bash("dlr", "group", "invite", "--m") == ["--mentor"]
    assert bash("dlr", "group", "item", "backpropagation-b") == ["backpropagation-by-hand"]
    assert bash("dlr", "group", "assign", "entry/wo") == ["entry/working-habits"]
    assert bash("dlr", "group", "invite", "") == []
    assert bash("dlr", "group", "zzz", "") == []
    assert bash("dlr", "item", "back") == []
    assert bash("dlr", "help", "gro") == ["group"]
    assert bash("dlr", "help", "group", "inv") == ["invite"]
    assert bash("dlr", "help", "tick", "") == []


@pytest.mark.usefixtures("groups")
def test_bash_completes_the_names_of_groups(bash: Callable[..., list[str]]) -> None:
    """`--group` and the setting `group` are offered the groups that this machine has a login of."""
    assert bash("dlr", "group", "--group", "") == ["circle", "ml-2027"]
    assert bash("dlr", "group", "sync", "--group", "m") == ["ml-2027"]
    assert bash("dlr", "--group", "m") == ["ml-2027"]
    assert bash("dlr", "config", "group", "c") == ["circle"]


@pytest.mark.usefixtures("groups")
def test_options_and_their_values_are_no_command(bash: Callable[..., list[str]]) -> None:
    """TAB finds the command that dlr finds, whatever options stand before and between."""
    found = ["backpropagation-by-hand"]
    for call in (
        "--json group item",
        "--group ml-2027 group item",
        "group --group item item",
        "--color never group --json --group ml-2027 item --no-pager",
        "--group = item group item",
        "group --group = item item",
    ):
        assert bash("dlr", *call.split(), "backpropagation-b") == found, call
    assert bash("dlr", "--color", "never", "ti") == ["tick"]
    assert bash("dlr", "--color", "=", "never", "ti") == ["tick"]


def test_a_machine_without_groups_offers_none(words: Callable[..., list[str]]) -> None:
    """Where there is no folder of groups, nothing is offered and none is made."""
    assert words("group", "") == []


def test_bash_offers_nothing_where_nothing_fits(bash: Callable[..., list[str]]) -> None:
    """A beginning that nothing has, and a command that takes nothing, complete to nothing."""
    assert bash("dlr", "tick", "zzz") == []
    assert bash("dlr", "zzz") == []
    assert bash("dlr", "undo", "") == []
    assert bash("dlr", "backup", "--restore", "") == []
    assert bash("dlr", "next", "-n", "") == []
    assert bash("dlr", "tick", "--date", "") == []


def test_the_command_of_the_scripts_is_a_short_way(home: Path) -> None:
    """`dlr __complete` ends with 0 whatever it is asked, and says nothing on stderr."""
    for args in (["item", "ti"], ["nonsense"], [], ["item", "\udcff"]):
        ended = subprocess.run(
            [sys.executable, "-m", "dlroadmap", "__complete", *args],
            capture_output=True,
            env=environment(home),
            timeout=PATIENCE,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, b"")


CHOSEN = {
    ("list", "--kind"): "concept skill tool project milestone reading habit",
    ("list", "--state"): "todo doing done skipped ready blocked",
    ("status", "--color"): "auto always never",
    ("lint", "--format"): "full concise json github gitlab junit sarif",
    ("plan", "--format"): "ics json md",
    ("path", "--format"): "mermaid dot",
    ("lint", "--fail-on"): "error warning info never",
    ("review", "--grade"): "again hard good easy",
    ("resources", "--type"): "book course video paper post docs repository channel community tool",
    ("new", "--priority"): "essential important useful",
    ("change", "--priority"): "essential important useful base none",
    ("new",): "overlay item curriculum level category",
    ("help",): " ".join(name for name in COMMANDS if " " not in name),
    ("help", "group"): " ".join(list_inner("group")),
    ("group",): " ".join(list_inner("group")),
    ("group", "--sort"): "name level idle",
    ("config", "color"): "auto always never",
    ("config", "curriculum"): "architecture deep-learning field-guide ml-checklist quick-start",
}
"""What stands behind some words."""


@pytest.mark.parametrize("words", CHOSEN, ids=" ".join)
def test_bash_completes_every_set_of_values(
    bash: Callable[..., list[str]], words: tuple[str, ...]
) -> None:
    """Behind an option with a set of values that set is offered, whole and by its beginning."""
    expected = CHOSEN[words].split()
    assert bash("dlr", *words, "") == expected
    last = expected[-1]
    assert expected
    begun = [value for value in expected if value.startswith(last[:2])]
    assert bash("dlr", *words, last[:2]) == begun
    if len(words) == 2 and words[1].startswith("--"):
        assert bash("dlr", *words, "=", last[:2]) == begun
        assert bash("dlr", *words, "=") == expected


def test_bash_completes_batches_backups_rules_and_tags(
    dlr: Dlr, bash: Callable[..., list[str]]
) -> None:
    """What is in the learner's own files completes too: the newest first."""
    first = dlr("tick", "derivatives", "vectors", "--json").document["batch"]
    second = dlr("start", "adam", "--json").document["batch"]
    assert bash("dlr", "undo", "") == [second[:6], first[:6]]
    assert bash("dlr", "undo", first[:3]) == [first[:6]]
    assert dlr("undo", first[:6]).code == 0
    assert dlr("backup").code == 0
    backup = bash("dlr", "backup", "--restore", "")[0]
    assert dlr("backup", "--restore", backup).code == 0
    assert bash("dlr", "rule", "g2")[:2] == ["G201", "G202"]
    assert bash("dlr", "lint", "--select", "duplicate-k") == ["duplicate-key"]
    assert "vision" in bash("dlr", "list", "--tag", "v")


def test_what_a_batch_is_stands_beside_it(dlr: Dlr, capsys: pytest.CaptureFixture[str]) -> None:
    """Zsh and fish show what was said in a batch."""
    batch = dlr("tick", "derivatives", "vectors", "--json").document["batch"]
    capsys.readouterr()
    complete(["batch", ""])
    assert capsys.readouterr().out == f"{batch[:6]}\ttick derivatives and 1 more\n"


def test_a_tab_makes_no_store(home: Path, words: Callable[..., list[str]]) -> None:
    """Where nothing was said yet, asking for batches and backups leaves nothing behind."""
    assert (words("batch", ""), words("backup", "")) == ([], [])
    assert not (home / "progress.db").exists()


def test_every_value_that_is_refused_with_a_choice_completes_to_it(
    dlr: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a command says “Choose one of”, the words that it names are those of TAB."""
    monkeypatch.chdir(tmp_path)  # where a command takes a file, it is written
    group = LazyGroup(name="dlr")
    tried = 0
    for name in COMMANDS:
        command: Any = group.get_command(typer.Context(group), name)
        needed = [
            "item" if name == "new" and param.name == "what" else "x"
            for param in command.params
            if param.param_type_name == "argument" and param.required
        ]
        for param in command.params:
            if param.param_type_name == "option" and not param.is_flag:
                option = max(param.opts, key=len)
                error = dlr(name, *needed, option, "zzz-none", "--category", "a/b").err
                error = error if "Choose" in error else dlr(name, *needed, option, "zzz-none").err
                if found := re.search(r"Choose one of: (.*)\.", error):
                    tried += 1
                    assert {*find_values(name, param).words} == {*re.split(", | or ", found[1])}, (
                        option
                    )
    assert tried > 10
