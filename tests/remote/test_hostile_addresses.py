"""Promise 8: whatever a place, its configuration or the environment says, a sync runs nothing.

It reaches the one place that the learner named, and nothing else.
"""

import os
import subprocess
from pathlib import Path

import pytest

from authoring.remotes import address, reach
from conftest import Dlr
from remote.hostile import Bare, is_harmless, make_events, make_files

GOOD = "c" * 16

HOOKS = (
    *("pre-receive", "update", "post-receive", "post-update", "proc-receive", "push-to-checkout"),
    *("reference-transaction", "pre-push", "pre-auto-gc", "post-checkout", "post-index-change"),
    *("fsmonitor-watchman", "pre-commit", "post-merge"),
)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bare:
    """A repository with the journal of an honest device, which ssh reaches as well."""
    reach(monkeypatch, tmp_path)
    made = Bare(tmp_path / "bare.git")
    made.put(GOOD, make_files(make_events(2, GOOD, key="small/indexing")))
    return made


def plant_hooks(folder: Path, trap: Path) -> Path:
    """Let every hook in a folder be a trap."""
    folder.mkdir(exist_ok=True)
    for name in HOOKS:
        (folder / name).write_text(trap.read_text())
        (folder / name).chmod(0o755)
    return folder


def configure(trap: Path, hooks: Path) -> str:
    """Return a configuration that names the trap wherever git could run it."""
    configured = "".join(
        f'[hook "evil-{event}"]\n\tevent = {event}\n\tcommand = {trap}\n' for event in HOOKS
    )
    return (
        f"[core]\n\tfsmonitor = {trap}\n\tsshCommand = {trap}\n\tpager = {trap}\n"
        f"\taskPass = {trap}\n\tgitProxy = {trap}\n\thooksPath = {hooks}\n"
        f"\talternateRefsCommand = {trap}\n\tattributesFile = {hooks}/attributes\n"
        f'[filter "trap"]\n\tsmudge = {trap}\n\tclean = {trap}\n\tprocess = {trap}\n'
        f'[diff "trap"]\n\ttextconv = {trap}\n[credential]\n\thelper = !{trap}\n'
        f"[gpg]\n\tprogram = {trap}\n[push]\n\tgpgSign = true\n\tfollowTags = true\n"
        f"[alias]\n\treceive-pack = !{trap}\n\tupload-pack = !{trap}\n\tgc = !{trap}\n"
        f"[protocol]\n\tallow = always\n[receive]\n\tautogc = true\n"
        f"\tdenyCurrentBranch = updateInstead\n[gc]\n\tauto = 1\n{configured}"
    )


def sync_fully(dlr: Dlr, place: str) -> None:
    """Sync what there is, something more, and erase it."""
    assert dlr("sync", place).code == 0
    assert dlr("tick", "vectors").code == 0
    assert dlr("sync").code == 0
    assert len(dlr("log", "--json").document["events"]) == 3
    assert dlr("sync", "--status").code == 0
    assert dlr("sync", "--erase", "--yes").code == 0


@pytest.mark.posix("scripts")
def test_a_path_runs_nothing(
    small: Dlr, bare: Bare, trap: Path, marker: Path, tmp_path: Path
) -> None:
    """Neither hooks nor configuration nor a working folder of a repository at a path are used."""
    plant_hooks(bare.folder / "hooks", trap)
    hooks = plant_hooks(tmp_path / "hooks", trap)
    (hooks / "attributes").write_text("* filter=trap\n")
    other = Bare(tmp_path / "other.git")
    (bare.folder / "objects/info/alternates").write_text(f"{other.folder}/objects\n")
    work = tmp_path / "work"
    bare.git("worktree", "add", "-q", "--no-checkout", str(work), f"dlr/{GOOD}")
    (tmp_path / "included").write_text(configure(trap, hooks))
    with (bare.folder / "config").open("a") as config:
        config.write(f"{configure(trap, hooks)}[include]\n\tpath = {tmp_path}/included\n")
    sync_fully(small, str(bare.folder))
    assert not marker.exists()
    # The traps work: git as people call it runs into them.
    call = ["git", "-C", str(bare.folder), "update-ref", "refs/x", bare.write(b"x")]
    subprocess.run(call, check=False, capture_output=True)
    assert marker.exists()


@pytest.mark.posix("scripts")
def test_a_branch_that_is_checked_out(
    small: Dlr, bare: Bare, trap: Path, marker: Path, tmp_path: Path
) -> None:
    """A push to what a working folder shows runs no filter for it, and changes no file there."""
    assert small("sync", str(bare.folder)).code == 0
    assert small("tick", "vectors").code == 0
    assert small("sync").code == 0
    (own,) = {*bare.find_journals()} - {GOOD}
    hooks = plant_hooks(tmp_path / "hooks", trap)
    work = tmp_path / "work"
    work.mkdir()
    (bare.folder / "HEAD").write_text(f"ref: refs/heads/dlr/{own}\n")
    bare.git("--work-tree", str(work), "read-tree", "HEAD")
    (work / ".gitattributes").write_text("* filter=trap\n")
    with (bare.folder / "config").open("a") as config:
        config.write(configure(trap, hooks) + f"[core]\n\tbare = false\n\tworktree = {work}\n")
    assert small("tick", "matrices").code == 0
    assert small("sync").code == 0
    assert not marker.exists()
    assert [path.name for path in work.iterdir()] == [".gitattributes"]


@pytest.mark.posix("scripts")
@pytest.mark.parametrize("at", ["sync", "push"])
def test_what_is_missing_is_not_fetched(
    small: Dlr, bare: Bare, trap: Path, marker: Path, at: str
) -> None:
    """A repository that promises to get objects elsewhere is not believed."""
    if at == "push":
        assert small("sync", str(bare.folder)).code == 0
    ext = f"ext::sh -c {trap}% %S"
    text = (
        "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = origin\n"
        f'[remote "origin"]\n\turl = {bare.folder}\n\tpromisor = true\n\tuploadpack = {trap}\n'
        f'[remote "ext"]\n\turl = {ext}\n\tpromisor = true\n[protocol "ext"]\n\tallow = always\n'
    )
    with (bare.folder / "config").open("a") as config:
        config.write(text)
    id = bare.git("rev-parse", f"dlr/{GOOD}:000001.jsonl")
    (bare.folder / "objects" / id[:2] / id[2:]).unlink()
    small("tick", "vectors")
    result = small("sync", str(bare.folder))
    assert (result.code, is_harmless(result)) in [(2, True), (0, True)]
    assert not marker.exists()
    call = ["git", "-C", str(bare.folder), "cat-file", "-p", id]
    subprocess.run(call, check=False, capture_output=True)
    assert marker.exists()


@pytest.mark.posix("scripts")
@pytest.mark.parametrize("far", [False, True])
def test_the_learners_hooks_do_not_run(
    small: Dlr, bare: Bare, trap: Path, marker: Path, tmp_path: Path, far: bool
) -> None:
    """Hooks, signatures and options of push that the learner has for all repositories are not used.

    What the machine behind ssh runs is its own business.
    """
    hooks = plant_hooks(tmp_path / "hooks", trap)
    lines = f"[core]\n\thooksPath = {hooks}\n\tfsmonitor = {trap}\n[gpg]\n\tprogram = {trap}\n"
    lines += "[push]\n\tgpgSign = true\n\tpushOption = x\n\trecurseSubmodules = on-demand\n"
    mine = tmp_path / "mine"
    mine.write_text(lines)
    if far:
        # On the other machine there is another configuration.
        (tmp_path / "ssh").write_text(
            "#!/bin/sh\nfor word; do last=$word; done\n"
            'GIT_CONFIG_GLOBAL=/dev/null exec sh -c "$last"\n'
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(mine))
        sync_fully(small, address(bare.folder) if far else str(bare.folder))
    assert not marker.exists()


REWRITTEN = [
    *((False, base) for base in ("ext::{trap} ", "ssh://there{folder}/", "git://localhost:1/")),
    *((True, base) for base in ("ext::{trap} ", "file://{folder}/", "http://localhost:1/")),
]


@pytest.mark.posix("scripts")
@pytest.mark.parametrize("kind", ["insteadOf", "pushInsteadOf"])
@pytest.mark.parametrize(("far", "base"), REWRITTEN)
def test_an_address_that_is_rewritten(
    small: Dlr,
    bare: Bare,
    trap: Path,
    marker: Path,
    tmp_path: Path,
    kind: str,
    base: str,
    far: bool,
) -> None:
    """A path stays on this machine, and an address elsewhere, whatever git is told to rewrite."""
    folder = bare.folder.parent
    if not far:
        (tmp_path / "ssh").write_text(trap.read_text())
    named = f"ssh://there{folder}/" if far else f"{folder}/"
    to = base.format(trap=trap, folder=folder)
    text = f'[url "{to}"]\n\t{kind} = {named}\n[protocol]\n\tallow = always\n'
    (tmp_path / "gitconfig").write_text(f'{text}[protocol "ext"]\n\tallow = always\n')
    small("tick", "vectors")
    result = small("sync", f"{named}bare.git", "--merge")
    assert (result.code, result.out) == (2, "")
    assert "not allowed" in result.err
    assert "insteadOf" in result.err
    assert is_harmless(result)
    assert not marker.exists()
    assert [*bare.find_journals()] == [GOOD]


ADDRESSES = {
    "-oProxyCommand=x": "is not a valid address",
    "--upload-pack=touch": "is not a valid address",
    "-h:x": "is not a valid address",
    "ext::sh -c touch% x": "does not fetch from ext::",
    "fd::17": "does not fetch from fd::",
    "ftp://h/x": "does not fetch from ftp://",
    "http://h/x": "does not fetch from http://",
    "git://h/x": "does not fetch from git://",
    "file:///x": "reads files by their path",
    "ssh://-oProxyCommand=x/y": "has no valid host",
    "ssh://": "has no valid host",
    "https://": "has no valid host",
    "https://u:p@h/x": "contains a password",
    "ssh://u:p@h/x": "contains a password",
    "https://token@h/x": "a user name or a token",
    "a\nb": "is not a valid address",
    "a\0b": "is not a valid address",
    "\x1b[2J": "is not a valid address",
    "\u202e": "is not a valid address",
    " ": "is not a valid address",
    "/nowhere/at/all": "does not exist",
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_that_is_refused(
    small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """What is no place is told in words before git is called, and nothing is remembered."""
    monkeypatch.setattr("dlroadmap.remote.git.transfer", lambda *_, **__: pytest.fail("called"))
    result = small("sync", "--", text)
    assert (result.code, result.out) == (2, "")
    assert ADDRESSES[text] in result.err
    assert len(result.err.splitlines()) > 1
    assert is_harmless(result)
    assert not (home / "progress.db").exists()
    assert "remote" not in (home / "config.json").read_text()
    monkeypatch.setenv("DLR_REMOTE", text.replace("\0", "\x01"))
    remembered = small("sync")
    assert remembered.code == 2
    assert is_harmless(remembered)


@pytest.mark.posix("pipes with names")
def test_a_path_that_is_refused(small: Dlr, home: Path, bare: Bare, tmp_path: Path) -> None:
    """Journals are put nowhere where they are in the way of something else."""
    (tmp_path / "file").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    bare.git("init", "-q", str(tmp_path / "work"), at=None)
    (tmp_path / "module").mkdir()
    (tmp_path / "module/.git").write_text("gitdir: ../work/.git\n")
    (tmp_path / "link").symlink_to(tmp_path / "work/.git")
    (home / "sync.git").mkdir()
    refused = {
        tmp_path / "file": "is not a folder",
        tmp_path / "pipe": "is not a folder",
        tmp_path / "work": "with a working folder",
        tmp_path / "work/.git": "with a working folder",
        tmp_path / "module": "with a working folder",
        tmp_path / "link": "with a working folder",
        tmp_path / "work/.git/refs": "is inside the Git repository",
        bare.folder / "objects": "is inside the Git repository",
        home: "stores your progress",
        home / "sync.git": "stores your progress",
        Path("/"): "is the root",
    }
    assert small("tick", "vectors").code == 0
    before = {path for path in tmp_path.rglob("*") if home not in path.parents}
    for path, words in refused.items():
        result = small("sync", str(path))
        assert (result.code, result.out) == (2, ""), path
        assert words in result.err
        assert len(result.err.splitlines()) == 2
    assert {path for path in tmp_path.rglob("*") if home not in path.parents} == before
    assert not (home / "dlr").exists()
    assert not Path("/dlr").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_a_repository_of_another_user(small: Dlr, bare: Bare) -> None:
    """Whom the learner trusts is asked for in words, with the command that says so."""
    for path in (bare.folder, *bare.folder.rglob("*")):
        os.chown(path, 65_534, 65_534)
    result = small("sync", str(bare.folder))
    assert (result.code, result.out) == (2, "")
    assert "belongs to another user" in result.err
    assert f"git config --global --add safe.directory {bare.folder}\n" in result.err


@pytest.mark.posix("scripts")
def test_the_environment_leads_nowhere(
    small: Dlr,
    bare: Bare,
    trap: Path,
    marker: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Variables that steer git elsewhere, as a hook or another program leaves them, do not."""
    decoy = Bare(tmp_path / "decoy.git")
    decoy.put("d" * 16, make_files(make_events(5, "d" * 16)))
    before = sorted(path for path in decoy.folder.rglob("*"))
    folder = decoy.folder
    variables = {
        "GIT_DIR": folder,
        "GIT_COMMON_DIR": folder,
        "GIT_OBJECT_DIRECTORY": folder / "objects",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": folder / "objects",
        "GIT_INDEX_FILE": folder / "index",
        "GIT_WORK_TREE": tmp_path,
        "GIT_NAMESPACE": "evil",
        "GIT_CEILING_DIRECTORIES": tmp_path,
        "GIT_EXEC_PATH": tmp_path,
        "GIT_TEMPLATE_DIR": folder,
        "GIT_QUARANTINE_PATH": folder,
        "GIT_SHALLOW_FILE": folder / "HEAD",
        "GIT_EXTERNAL_DIFF": trap,
        "GIT_EDITOR": trap,
        "GIT_PAGER": trap,
        "GIT_TRACE2_EVENT": tmp_path / "trace",
        "GIT_CONFIG": folder / "config",
        "GIT_ALLOW_PROTOCOL": "ext:file:ssh",
        "GIT_PROTOCOL_FROM_USER": "1",
    }
    with monkeypatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, str(value))
        settings = {
            "core.hooksPath": plant_hooks(tmp_path / "hooks", trap),
            "core.fsmonitor": trap,
            "protocol.ext.allow": "always",
            "hook.evil.command": trap,
            "hook.evil.event": "reference-transaction",
        }
        patch.setenv("GIT_CONFIG_COUNT", f"{len(settings)}")
        for n, (name, value) in enumerate(settings.items()):
            patch.setenv(f"GIT_CONFIG_KEY_{n}", name)
            patch.setenv(f"GIT_CONFIG_VALUE_{n}", str(value))
        sync_fully(small, str(bare.folder))
    assert not marker.exists()
    assert not (tmp_path / "trace").exists()
    assert sorted(path for path in decoy.folder.rglob("*")) == before


def test_what_git_says_is_harmless(small: Dlr, bare: Bare, tmp_path: Path) -> None:
    """What the other side says on the way steers no terminal, and shows no password."""
    script = tmp_path / "ssh"
    script.write_text(
        "#!/bin/sh\nprintf '\\033[2Jevil\\302\\2331m https://a:secret@b/c\\n' >&2\nexit 1\n"
    )
    result = small("sync", address(bare.folder))
    assert (result.code, is_harmless(result)) == (2, True)
    assert "evil" in result.err
    assert "secret" not in result.err
