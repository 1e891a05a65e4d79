"""TAB in real shells on a pseudo-terminal: what stands on the line, and that nothing else runs."""

from __future__ import annotations

import json
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
from cli_helpers import Terminal, command

from dlroadmap.cli.shells import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr

pytestmark = pytest.mark.long

HOSTILE = (
    *("zq;touch X;", "zq$(touch X)", "zq`touch X`", "zq\ntouch X\n", "zq'; touch X; '"),
    *('zq"; touch X; "', "zq & touch X &", "zq|touch X", "-zq", "zq\x1b[31m", "zq\x07\r", "zq > X"),
    *(
        "zq\\;touch X",
        "zq!!",
        "zq{a,b}",
        "~zq",
        "zq*",
        "zq\ttouch X",
        "zq\N{RIGHT-TO-LEFT OVERRIDE}",
    ),
)
"""Names of files that run something, or steer a terminal, where a shell takes them as they are."""

MEANING = r"50%B of a:b \c $(touch X) `touch X` 'q; touch X"
"""The title of an item, which shells show beside its id."""

CURRICULUM = """\
format: 1
id: {id}
title: The title
levels:
  - id: zq-level
    title: "{title}"
    categories:
      - id: zq-category
        title: "{title}"
        items:
          - {{id: zq-item, title: "{title}", kind: skill, tags: [zq-tag]}}
          - {{id: yy-one, title: "{title}", kind: skill}}
          - {{id: yy-two, title: "{title}", kind: skill}}
"""

_DLR = """\
#!/bin/sh
if [ "$1" = __complete ]; then
  {complete}
fi
exec python3 -c 'import json, sys; print("RAN", json.dumps(sys.argv[1:]), "END")' "$@"
"""
"""A program that stands for dlr: it completes, and tells what else it was called with."""

_READY = "the shell is ready"

_RC = {
    "bash": "PS1='$ '\nbind 'set bell-style none'\nbind 'set page-completions off'\n",
    "zsh": "PS1='$ '\nsetopt no_beep\nautoload -Uz compinit\ncompinit -u -D\n",
    "fish": "function fish_prompt; echo '$ '; end\nfunction fish_greeting; end\n",
}
"""What stands before the script in the file that a shell reads first."""


_GENERATED = ("data/fish/generated_completions", "cache/fish/generated_completions")
"""Where one of these is missing, fish makes it, and reads every manual page for it.

It does so in a process that goes on when the shell has ended.
"""


class Shell(Terminal):
    """A shell in an empty folder, which knows the completion of dlr."""

    def __init__(self, shell: str, script: str, folder: Path, home: Path, complete: str) -> None:
        program = shutil.which(shell)
        if program is None:
            pytest.skip(f"{shell} is not installed")
        places = {name: folder / name for name in ("bin", "work", "config/fish")}
        for place in places.values():
            place.mkdir(parents=True)
        for generated in _GENERATED:
            (folder / generated).mkdir(parents=True)
        dlr = places["bin"] / "dlr"
        dlr.write_text(_DLR.format(complete=complete), encoding="utf-8")
        dlr.chmod(0o755)
        (folder / "script").write_text(script, encoding="utf-8")
        lines = f"{_RC[shell]}source {folder / 'script'}\ncd {places['work']}\necho {_READY}\n"
        rc = {"bash": "rc", "zsh": ".zshrc", "fish": "config/fish/config.fish"}[shell]
        (folder / rc).write_text(lines, encoding="utf-8")
        options = ["--noprofile", "--rcfile", str(folder / rc)] if shell == "bash" else []
        more = {
            "PATH": f"{places['bin']}:/usr/bin:/bin",
            "HOME": str(folder),
            "ZDOTDIR": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        super().__init__(home, more=more, program=[program, *options, "-i"])
        self.name = shell
        self.work = places["work"]
        self.expect(_READY)

    def call(self, typed: str) -> list[str]:
        """Type something and Enter; return what dlr was called with."""
        self.enter(f"{typed}\n")
        self.expect("RAN ")
        start = self._seen
        self.expect(" END")
        found = json.loads(self.output[start : self._seen - len(" END")])
        assert isinstance(found, list)
        return found


@pytest.fixture(params=SCRIPTS)
def shell(
    request: pytest.FixtureRequest, dlr: Dlr, tmp_path: Path, home: Path
) -> Callable[..., Shell]:
    """Return what starts a shell whose TAB asks dlr, or a shell line in its place."""

    def start(complete: str = f'exec {shlex.join(command())} "$@"') -> Shell:
        script = dlr("completion", request.param).out
        return Shell(request.param, script, tmp_path / "shell", home, complete)

    return start


@pytest.fixture
def hostile(home: Path, write_curriculum: Callable[[str, str], Path], dlr: Dlr) -> None:
    """Give the learner a library with hostile names of files, and a curriculum with such titles."""
    title = MEANING.replace("\\", "\\\\")
    for number, name in enumerate(HOSTILE):
        write_curriculum(name, CURRICULUM.format(id=f"xx-{number}", title=title))
    (home / "groups").mkdir()
    for name in ("zq-group", "zq;touch X;", "zq$(touch X)"):
        (home / "groups" / f"{name}.json").write_text("{}", encoding="utf-8")
    write_curriculum("zq-mine", CURRICULUM.format(id="zq-mine", title=title))
    assert dlr("use", "zq-mine").code == 0


COMPLETED = {
    "use zq": ["use", "zq-mine"],
    "tick zq": ["tick", "zq-item"],
    "status zq-level/": ["status", "zq-level/zq-category"],
    "list --level zq": ["list", "--level", "zq-level"],
    "next --curriculum zq": ["next", "--curriculum", "zq-mine"],
    "resources zq-i": ["resources", "zq-item"],
    "open zq-i": ["open", "zq-item"],
    "list --kind proj": ["list", "--kind", "project"],
    "lint --format sar": ["lint", "--format", "sarif"],
    "help reso": ["help", "resources"],
    "config color nev": ["config", "color", "never"],
    "list --tag zq": ["list", "--tag", "zq-tag"],
    "group inv": ["group", "invite"],
    "group item zq": ["group", "item", "zq-item"],
    "help group rot": ["help", "group", "rotate"],
    "--json group --color never item zq": [
        *("--json", "group", "--color", "never", "item", "zq-item"),
    ],
    "--color=never group ass": ["--color=never", "group", "assign"],
    "group invite --ment": ["group", "invite", "--mentor"],
    "group sync --group zq": ["group", "sync", "--group", "zq-group"],
    "--group zq-group group item zq": ["--group", "zq-group", "group", "item", "zq-item"],
    "config group zq": ["config", "group", "zq-group"],
}


@pytest.mark.usefixtures("hostile")
def test_tab_inserts_an_id_and_nothing_else_runs(shell: Callable[..., Shell]) -> None:
    """Beside files with hostile names TAB and Enter call dlr with the one id that fits."""
    with shell() as terminal:
        for typed, expected in COMPLETED.items():
            assert terminal.call(f"dlr {typed}\t") == expected
            assert list(terminal.work.iterdir()) == []


@pytest.mark.usefixtures("hostile")
def test_files_are_offered_only_where_a_path_is_taken(shell: Callable[..., Shell]) -> None:
    """Where a set of values exists, or nothing does, a file of the folder is not inserted."""
    with shell() as terminal:
        terminal.work.joinpath("zfile").touch()
        for call in ("list --kind", "lint --format", "undo", "backup --restore", "tick --date"):
            assert terminal.call(f"dlr {call} zf\t") == [*call.split(), "zf"], call
        for call in ("lint", "lint --stdin-filename"):
            assert terminal.call(f"dlr {call} zf\t") == [*call.split(), "zfile"], call
        for call in ("use", "list --curriculum"):
            assert terminal.call(f"dlr {call} ./zf\t") == [*call.split(), "./zfile"], call


@pytest.mark.usefixtures("hostile")
def test_what_an_id_means_is_shown_as_it_is(shell: Callable[..., Shell]) -> None:
    """Where several fit, nothing of the titles beside them is expanded, run, or swallowed."""
    with shell() as terminal:
        terminal.enter("dlr tick yy\t\t\t")
        terminal.expect("yy-two")
        assert terminal.call("\x15dlr status") == ["status"]
        assert list(terminal.work.iterdir()) == []
        assert (MEANING in terminal.output) is (terminal.name != "bash")  # which shows ids alone


OFFERED = ("zq;touch X;", "zq$(touch X)", "zq`touch X`", "zq'q\"q", "zq:a\\b", "zq & touch X")


def test_the_scripts_quote_whatever_is_offered(shell: Callable[..., Shell], tmp_path: Path) -> None:
    """Even if something else than an id were offered, it would be one word to the shell."""
    offered = tmp_path / "offered"
    with shell(f"cat {shlex.quote(str(offered))}; exit") as terminal:
        for word in OFFERED:
            offered.write_text(f"{word}\tmeaning\n", encoding="utf-8")
            assert terminal.call("dlr use zq\t") == ["use", word]
            assert list(terminal.work.iterdir()) == []


def test_the_script_for_bash_is_one_for_bash_3(dlr: Dlr) -> None:
    """The bash of macOS is 3.2: without mapfile, associative arrays, or changes of case."""
    script = dlr("completion", "bash").out
    for word in (
        "mapfile",
        "readarray",
        "declare -A",
        "local -A",
        "|&",
        "&>>",
        ",,}",
        "@Q",
    ):
        assert word not in script
    # What bash 3 lacks is called where its absence is no error.
    assert all(line.endswith(" 2>/dev/null") for line in script.splitlines() if "compopt" in line)
