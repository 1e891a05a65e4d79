"""A repository of git is data: whatever it asks for, no program of it is run, nothing is fetched.

Traps are laid wherever git runs what a repository names. That they work is shown by git itself.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_helpers import command, dlr_process, environment

from authoring.repositories import Repository
from curriculum.making import curriculum, item

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("warm")]

BEFORE = curriculum(item("a"), item("b"))
AFTER = curriculum(item("a"))

HOOKS = (
    *("applypatch-msg", "fsmonitor-watchman", "post-checkout", "post-index-change", "post-merge"),
    *("pre-auto-gc", "pre-commit", "reference-transaction", "update"),
)

ATTRIBUTES = "*.yaml filter=trap diff=trap merge=trap ident export-subst text eol=crlf\n"

WAYS = {
    "lint": ("lint", "{top}", "--base", "HEAD~1", "--isolated"),
    "lint of the folder inside": ("lint", "{top}/sub", "--base", "HEAD~1"),
    "lint of a file": ("lint", "{top}/home.yaml", "--base", "HEAD"),
    "lint of the module": ("lint", "{top}/module", "--base", "HEAD"),
    "lint, mending": ("lint", "{top}/home.yaml", "--base", "main", "--fix"),
    "diff": ("diff", "HEAD~1", "{top}"),
    "diff of the folder inside": ("diff", "HEAD~1", "{top}/sub"),
    "new": ("new", "item", "one/cat/fresh", "--in", "{top}/home.yaml"),
    "new curriculum": ("new", "curriculum", "fresh", "--in", "{top}"),
}


class Traps:
    """Programs that note that they were run, each by its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.notes = folder / "notes"

    def lay(self, name: str) -> str:
        """Return the path of a program that notes this name."""
        path = self.folder / name
        path.write_text(f"#!/bin/sh\necho {name} >>'{self.notes}'\n")
        path.chmod(0o755)
        return str(path)

    @property
    def sprung(self) -> set[str]:
        """The names of those that were run, until now."""
        return {*self.notes.read_text().split()} if self.notes.exists() else set()

    def clear(self) -> None:
        """Forget what was run."""
        self.notes.unlink(missing_ok=True)


def settings(traps: Traps) -> str:
    """Return a configuration of git that names a trap wherever it can name a program."""
    return f"""\
[core]
    fsmonitor = {traps.lay("fsmonitor")}
    sshCommand = {traps.lay("ssh")}
    gitProxy = {traps.lay("proxy")}
    pager = {traps.lay("pager")}
    editor = {traps.lay("editor")}
    askPass = {traps.lay("askpass")}
    alternateRefsCommand = {traps.lay("alternates")}
    hooksPath = {traps.folder / "hooks"}
    attributesFile = {traps.folder / "attributes"}
[pager]
    rev-parse = {traps.lay("pager-rev-parse")}
    ls-tree = {traps.lay("pager-ls-tree")}
    cat-file = {traps.lay("pager-cat-file")}
[alias]
    rev-parse = !{traps.lay("alias")}
    ls-tree = !{traps.lay("alias")}
    cat-file = !{traps.lay("alias")}
[filter "trap"]
    smudge = {traps.lay("smudge")}
    clean = {traps.lay("clean")}
    process = {traps.lay("process")}
    required = true
[diff]
    external = {traps.lay("diff-external")}
[diff "trap"]
    textconv = {traps.lay("textconv")}
    command = {traps.lay("diff-command")}
[merge "trap"]
    driver = {traps.lay("merge")}
[credential]
    helper = !{traps.lay("credential")}
[gpg]
    program = {traps.lay("gpg")}
[uploadpack]
    packObjectsHook = {traps.lay("pack-objects")}
[trace2]
    eventTarget = {traps.folder / "trace"}
[protocol]
    allow = always
[protocol "ext"]
    allow = always
[fetch]
    bundleURI = ext::{traps.lay("bundle")}
[include]
    path = {traps.folder / "more"}
"""


def spoil(folder: Path, traps: Traps) -> None:
    """Lay traps into a git folder: into its configuration, its attributes and its hooks."""
    with (folder / "config").open("a") as config:
        config.write(settings(traps))
    (traps.folder / "more").write_text(f"[core]\n\tfsmonitor = {traps.lay('included')}\n")
    for place in (folder / "info/attributes", traps.folder / "attributes"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(ATTRIBUTES)
    for hooks in (folder / "hooks", traps.folder / "hooks"):
        hooks.mkdir(exist_ok=True)
        for name in HOOKS:
            shutil.copy(traps.lay(f"hook-{name}"), hooks / name)


def embed(folder: Path, traps: Traps) -> None:
    """Make a folder that git would take for a repository, as any clone may have one."""
    made = Repository(folder.with_name("made"))
    made.commit({"home.yaml": curriculum(item("of-the-folder-inside"))})
    folder.mkdir()
    for name in ("HEAD", "objects", "refs"):
        (made.folder / ".git" / name).rename(folder / name)
    shutil.rmtree(made.folder)
    core = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
    (folder / "config").write_text(core)
    spoil(folder, traps)
    (folder / "refs/keep").touch()
    (folder / "inside.yaml").write_text(curriculum(item("x"), id="inside"))


def bite(repo: Repository, *args: str) -> None:
    """Run git as it is run by people, whatever comes of it."""
    call = ["git", "-C", str(repo.folder), *args]
    subprocess.run(call, check=False, capture_output=True, stdin=subprocess.DEVNULL)


@pytest.fixture
def traps(tmp_path: Path) -> Traps:
    return Traps(tmp_path / "traps")


@pytest.fixture
def repo(tmp_path: Path, traps: Traps) -> Iterator[Repository]:
    """A repository full of traps, with a module and with a folder that is a repository itself."""
    source = Repository(tmp_path / "source")
    source.commit({"home.yaml": curriculum(item("m"), id="module")})
    made = Repository(tmp_path / "repo")
    made.commit({"home.yaml": BEFORE, ".gitattributes": ATTRIBUTES})
    embed(made.folder / "sub", traps)
    (made.folder / "home.yaml").write_text(AFTER)
    allowed = ("-c", "protocol.file.allow=always")
    made.git(*allowed, "submodule", "--quiet", "add", str(source.folder), "module")
    made.git("add", "-A")
    made.git("commit", "-q", "-m", "y")
    spoil(made.folder / ".git", traps)
    spoil(made.folder / ".git/modules/module", traps)
    yield made
    assert "alias" not in traps.sprung


def test_the_traps_work(repo: Repository, traps: Traps) -> None:
    """Git as people call it runs into the traps, also in the folder inside."""
    (repo.folder / "home.yaml").touch()
    bite(repo, "archive", "HEAD")
    bite(repo, "log", "-p")
    bite(repo, "diff", "HEAD~1")
    bite(repo, "add", "-A")
    assert {"process", "textconv", "included"} & traps.sprung
    traps.clear()
    bite(repo, "-C", "sub", "status")
    assert "included" in traps.sprung


def test_no_program_of_a_repository_is_run(
    home: Path, repo: Repository, traps: Traps, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """Neither a configuration nor attributes, hooks, modules or folders inside start a program."""
    inside = repo.folder / "sub"
    calls = [("lint", place) for place in (repo.folder, repo.folder / ".git", tmp_path)]
    traps.clear()
    for name, place in [*calls, *((name, inside) for name in WAYS)]:
        with subtests.test(f"{name}, in {place.name}"):
            call = command(*(part.format(top=repo.folder) for part in WAYS[name]))
            done = subprocess.run(
                call, cwd=place, capture_output=True, text=True, env=environment(home)
            )
            assert "bug" not in done.stderr
            assert traps.sprung == set()
            if name == "lint":
                assert done.returncode == 1
                assert "`b`" in done.stdout


def test_the_folder_inside_is_no_repository(home: Path, repo: Repository) -> None:
    """What lies in a folder that looks like a repository belongs to the one around it."""
    done = dlr_process(home, "lint", str(repo.folder / "sub"), "--base", "HEAD")
    assert (done.returncode, done.stderr) == (0, b"")
    done = dlr_process(home, "lint", str(repo.folder / "module"), "--base", "HEAD")
    assert (done.returncode, done.stderr) == (0, b"")
    gone = dlr_process(home, "diff", "HEAD", str(repo.folder / "sub"), "--json").stdout
    assert b"of-the-folder-inside" not in gone
    assert b'"id": "inside"' in gone


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize("name", ["lint", "lint of the folder inside", "diff", "new"])
def test_only_git_is_run(home: Path, repo: Repository, tmp_path: Path, name: str) -> None:
    """No program but git is started, and no connection is made."""
    trace = tmp_path / "trace"
    call = ["strace", "-f", "-qq", "-e", "trace=execve,connect", "-o", str(trace)]
    call += command(*(part.format(top=repo.folder) for part in WAYS[name]))
    subprocess.run(call, cwd=repo.folder / "sub", env=environment(home), capture_output=True)
    lines = trace.read_text().splitlines()
    first, *others = [line for line in lines if "execve(" in line and line.endswith("= 0")]
    assert "python" in first
    programs = {match[1] for line in others if (match := re.search(r'execve\("([^"]*)"', line))}
    assert programs <= {shutil.which("git")}
    assert bool(programs) == (not name.startswith("new"))
    assert not any("AF_INET" in line for line in lines)


# What is not there


REMOTES = {
    "ext": "url = ext::{trap}",
    "ssh": "url = ssh://nowhere.invalid/x",
    "helper": "url = trap::x\n\tvcs = trap",
    "upload-pack": "url = {source}\n\tuploadpack = {trap}",
}


@pytest.fixture
def partial(repo: Repository, tmp_path: Path) -> Repository:
    """A repository in which the file of the first commit is missing."""
    id = repo.git("rev-parse", "HEAD~1:home.yaml")
    (repo.folder / ".git/objects" / id[:2] / id[2:]).unlink()
    return repo


@pytest.mark.parametrize("remote", REMOTES)
def test_nothing_is_fetched(
    home: Path, partial: Repository, traps: Traps, tmp_path: Path, remote: str
) -> None:
    """Where a file is missing, no remote is asked for it, whatever it is; the words say so."""
    lines = REMOTES[remote].format(trap=traps.lay("remote"), source=tmp_path / "source")
    shutil.copy(traps.lay("remote"), traps.folder / "git-remote-trap")
    with (partial.folder / ".git/config").open("a") as config:
        config.write(f'[remote "origin"]\n\tpromisor = true\n\t{lines}\n')
        config.write("[extensions]\n\tpartialClone = origin\n")
    way = f"{traps.folder}{os.pathsep}{os.environ['PATH']}"
    call = ["git", "-C", str(partial.folder), "cat-file", "-p", "HEAD~1:home.yaml"]
    subprocess.run(call, check=False, capture_output=True, env={**os.environ, "PATH": way})
    assert {"remote", "ssh"} & traps.sprung
    traps.clear()
    for args in (["lint", ".", "--base"], ["diff"]):
        call = command(*args, "HEAD~1")
        done = subprocess.run(
            [*call, "."] if args == ["diff"] else call,
            cwd=partial.folder,
            env=environment(home, PATH=way),
            capture_output=True,
            text=True,
        )
        assert traps.sprung == set()
        assert (done.returncode, done.stdout) == (2, "")
        assert "HEAD~1 is incomplete" in done.stderr
        assert "git fetch --refetch --no-filter" in done.stderr
