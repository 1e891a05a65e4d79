"""Repositories from elsewhere that are laid as traps: nothing of them is run or followed."""

import os
import subprocess
from pathlib import Path

import pytest

from authoring.remotes import address, reach
from authoring.repositories import Repository
from conftest import Dlr
from curriculum.making import curriculum, item
from dlroadmap.authoring.elsewhere import fetching
from dlroadmap.format.source import MAX_BYTES

STATS = curriculum(item("mean"), id="stats")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with a curriculum, which ssh reaches."""
    reach(monkeypatch, tmp_path)
    made = Repository(tmp_path / "repo")
    made.commit({"stats.yaml": STATS})
    return made


def settings(trap: Path, folder: Path) -> str:
    """Return a configuration that names the trap wherever git may run it when it reads."""
    return (
        f"[core]\n\tfsmonitor = {trap}\n\tsshCommand = {trap}\n\tpager = {trap}\n"
        f"\taskPass = {trap}\n\tgitProxy = {trap}\n\thooksPath = {folder}\n"
        f"\talternateRefsCommand = {trap}\n"
        f'[filter "trap"]\n\tsmudge = {trap}\n\tclean = {trap}\n\tprocess = {trap}\n'
        f'[diff "trap"]\n\ttextconv = {trap}\n[credential]\n\thelper = !{trap}\n'
        f"[alias]\n\trev-parse = !{trap}\n\tls-tree = !{trap}\n\tcat-file = !{trap}\n"
        f"[protocol]\n\tallow = always\n[uploadpack]\n\tpackObjectsHook = {trap}\n"
    )


@pytest.mark.parametrize("bare", [False, True])
def test_a_path_runs_nothing(
    small: Dlr, repo: Repository, trap: Path, marker: Path, tmp_path: Path, bare: bool
) -> None:
    """Neither configuration, hooks nor attributes of a repository that a path names are used."""
    repo.commit({"stats.yaml": STATS, ".gitattributes": "*.yaml filter=trap diff=trap ident\n"})
    place = repo.folder
    if bare:
        place = tmp_path / "bare"
        repo.git("clone", "-q", "--bare", str(repo.folder), str(place))
    inside = place if bare else place / ".git"
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for folder in (hooks, inside / "hooks"):
        folder.mkdir(exist_ok=True)
        for name in ("post-checkout", "reference-transaction", "fsmonitor-watchman"):
            (folder / name).write_text(trap.read_text())
            (folder / name).chmod(0o755)
    with (inside / "config").open("a") as config:
        config.write(settings(trap, hooks))
    (inside / "info").mkdir(exist_ok=True)
    (inside / "info/attributes").write_text("*.yaml filter=trap\n")
    assert small("add", str(place)).code == 0
    assert small("update").code == 0
    assert not marker.exists()
    # The trap works: git as people call it runs into it.
    subprocess.run(["git", "-C", str(place), "rev-parse", "HEAD"], check=False)
    subprocess.run(["git", "-C", str(place), "cat-file", "-p", "HEAD"], check=False)
    subprocess.run(["git", "-C", str(place), "-c", "core.pager=", "status"], check=False)
    subprocess.run(["git", "-C", str(place), "update-ref", "refs/x", "HEAD"], check=False)
    assert marker.exists()


def test_the_learners_hooks_do_not_run(
    small: Dlr, repo: Repository, trap: Path, marker: Path, tmp_path: Path
) -> None:
    """Hooks and filters that the learner has for all repositories are not run on foreign ones."""
    (tmp_path / "hooks").mkdir()
    trap.rename(tmp_path / "hooks/reference-transaction")
    text = f"[core]\n\thooksPath = {tmp_path / 'hooks'}\n\tfsmonitor = {trap}\n"
    (tmp_path / "gitconfig").write_text(text)
    assert small("add", address(repo.folder)).code == 0
    assert not marker.exists()
    subprocess.run(["git", "-C", str(repo.folder), "update-ref", "refs/x", "HEAD"], check=False)
    assert marker.exists()


@pytest.mark.parametrize(
    "base", ["ext::{trap} ", "{folder}/", "http://localhost:1/", "file://{folder}/"]
)
def test_an_address_that_is_rewritten(
    small: Dlr, home: Path, repo: Repository, trap: Path, marker: Path, tmp_path: Path, base: str
) -> None:
    """An address that git is told to rewrite leads to https and ssh alone, whatever is allowed."""
    to = base.format(trap=trap, folder=repo.folder.parent)
    text = f'[url "{to}"]\n\tinsteadOf = https://example.org/\n[protocol]\n\tallow = always\n'
    (tmp_path / "gitconfig").write_text(f'{text}[protocol "ext"]\n\tallow = always\n')
    result = small("add", "https://example.org/repo")
    assert (result.code, result.out) == (2, "")
    assert "not allowed" in result.err
    assert "insteadOf" in result.err
    assert not marker.exists()
    assert not (home / "curricula").exists()
    if base.startswith("ext"):
        call = ["git", "ls-remote", "https://example.org/repo"]
        subprocess.run(call, check=False, capture_output=True, stdin=subprocess.DEVNULL)
        assert marker.exists()


def test_a_rewriting_to_ssh_is_followed(small: Dlr, repo: Repository, tmp_path: Path) -> None:
    """Who lets ssh stand in for https can; the record has the address that was named."""
    text = f'[url "{address(repo.folder.parent)}/"]\n\tinsteadOf = https://example.org/\n'
    (tmp_path / "gitconfig").write_text(text)
    result = small("add", "https://example.org/repo", "--json")
    assert (result.code, result.document["from"]) == (0, "https://example.org/repo")


def test_modules_are_not_fetched(
    small: Dlr, home: Path, repo: Repository, trap: Path, marker: Path
) -> None:
    """A submodule is neither fetched nor read, whatever its address is."""
    commit = repo.git("rev-parse", "HEAD")
    modules = f'[submodule "m"]\n\tpath = m\n\turl = ext::{trap}\n\tupdate = !{trap}\n'
    repo.commit({"stats.yaml": STATS, ".gitmodules": modules})
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{commit},m")
    repo.git("commit", "-q", "-m", "m")
    for place in (address(repo.folder), str(repo.folder)):
        result = small("add", place)
        # Git itself refuses what is known to be an attack when it is fetched.
        assert result.code in (0, 2)
        small("remove", "stats", "--yes")
        assert not marker.exists()


def test_links_lead_nowhere_outside(
    small: Dlr, home: Path, repo: Repository, tmp_path: Path
) -> None:
    """A link out of the tree is not followed; one inside is what it leads to."""
    secret = tmp_path / "secret.yaml"
    secret.write_text(curriculum(item("secret"), id="secret"))
    (repo.folder / "out.yaml").symlink_to(secret)
    (repo.folder / "up.yaml").symlink_to("../secret.yaml")
    (repo.folder / "folder").symlink_to(tmp_path)
    (repo.folder / "stats.yaml").rename(repo.folder / "real.yaml")
    (repo.folder / "stats.yaml").symlink_to("real.yaml")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "y")
    plain = tmp_path / "plain"
    repo.git("checkout-index", "-a", f"--prefix={plain}/")
    for place in (address(repo.folder), str(repo.folder), str(plain)):
        result = small("add", place, "stats")
        assert result.code == 0, result.err
        copy = home / "curricula/stats/curriculum.yaml"
        assert (copy.is_symlink(), copy.read_text()) == (False, STATS)
        unknown = small("add", place, "secret")
        assert (unknown.code, "no curriculum “secret”" in unknown.err) == (2, True)
        assert small("remove", "stats", "--yes").code == 0


def make_tree(repo: Repository, name: str, child: str) -> str:
    """Return a tree with one entry of any name, as no git would make it."""
    entry = b"40000 " + name.encode() + b"\0" + bytes.fromhex(child)
    done = subprocess.run(
        [
            "git",
            "-C",
            str(repo.folder),
            "hash-object",
            "--literally",
            "-w",
            "-t",
            "tree",
            "--stdin",
        ],
        input=entry,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


@pytest.mark.parametrize("name", ["..", ".", "../../home", ".git"])
def test_names_that_climb_out(
    small: Dlr, home: Path, repo: Repository, tmp_path: Path, name: str
) -> None:
    """A tree with a folder `..` is refused when it is fetched, and nothing of it is written."""
    tree = make_tree(repo, name, repo.git("rev-parse", "HEAD^{tree}"))
    commit = repo.git("commit-tree", tree, "-m", "x")
    repo.git("update-ref", "refs/heads/main", commit)
    before = {path for path in tmp_path.rglob("*.yaml") if repo.folder not in path.parents}
    for place in (address(repo.folder), str(repo.folder)):
        result = small("add", place)
        assert (result.code, result.out) == (2, ""), place
        after = {path for path in tmp_path.rglob("*.yaml") if repo.folder not in path.parents}
        assert after == before
        assert ("could not be fetched" in result.err) == place.startswith("ssh")


def test_too_much_is_not_taken_in(
    small: Dlr, home: Path, repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git is stopped when more comes than dlr reads."""
    (repo.folder / "noise.bin").write_bytes(os.urandom(1 << 20))
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "y")
    assert small("add", address(repo.folder)).code == 0
    monkeypatch.setattr(fetching, "MAX_FETCHED", 1 << 19)
    result = small("add", address(repo.folder), "--id", "other")
    assert (result.code, result.out) == (2, "")
    assert "MiB of files" in result.err


@pytest.mark.long
def test_a_file_beyond_the_limit_is_left_where_it_is(
    small: Dlr, home: Path, repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A huge file beside a curriculum is not fetched; a huge curriculum is refused in words."""
    (repo.folder / "data.yaml").write_bytes(b"# x\n" * (MAX_BYTES // 4 + 1))
    (repo.folder / "data.bin").write_bytes(os.urandom(MAX_BYTES + 1))
    repo.git("config", "core.bigFileThreshold", "1m")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "y")
    repo.git("config", "uploadpack.allowFilter", "true")
    monkeypatch.setattr(fetching, "MAX_FETCHED", 1 << 20)
    assert small("add", address(repo.folder), "stats").code == 0
    (repo.folder / "stats.yaml").write_bytes(STATS.encode() + b"# x\n" * (MAX_BYTES // 4 + 1))
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "z")
    result = small("update", "stats", "--yes")
    assert (result.code, result.out) == (2, "")


@pytest.mark.long
def test_a_hundred_thousand_files(small: Dlr, repo: Repository) -> None:
    """A tree with as many files is listed, and what is no YAML costs nothing."""
    blob = repo.git("hash-object", "-w", "--stdin", given="x")
    stats = repo.git("rev-parse", "HEAD:stats.yaml")
    lines = "".join(f"100644 blob {blob}\tf{n}\n" for n in range(100_000))
    tree = repo.git("mktree", given=f"{lines}100644 blob {stats}\tstats.yaml\n")
    repo.git("update-ref", "refs/heads/main", repo.git("commit-tree", tree, "-m", "x"))
    assert small("add", address(repo.folder)).code == 0
    yaml = "".join(f"100644 blob {blob}\tf{n}.yaml\n" for n in range(100_001))
    tree = repo.git("mktree", given=yaml)
    repo.git("update-ref", "refs/heads/main", repo.git("commit-tree", tree, "-m", "x"))
    result = small("add", str(repo.folder), "--id", "other")
    assert (result.code, "100,000 YAML files" in result.err) == (2, True)


def test_what_git_says_is_harmless(small: Dlr, repo: Repository, tmp_path: Path) -> None:
    """What the other side writes on the way cannot steer the terminal, and shows no password."""
    script = tmp_path / "ssh"
    script.write_text("#!/bin/sh\nprintf '\\033[2Jevil https://a:secret@b/c\\n' >&2\nexit 1\n")
    result = small("add", address(repo.folder))
    assert result.code == 2
    assert "\x1b" not in result.err
    assert "evil" in result.err
    assert "secret" not in result.err
