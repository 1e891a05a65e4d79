"""From what the learner names to the place behind it, and what cannot be one."""

from datetime import UTC, datetime
from pathlib import Path
from subprocess import run

import pytest

from dlroadmap.address import Place
from dlroadmap.errors import DlrError
from dlroadmap.remote.folder import FolderRemote
from dlroadmap.remote.git import GitRemote
from dlroadmap.remote.places import find_place, open_remote


def refuse(target: str, remembered: bool = False) -> DlrError:
    """Return how a place is refused."""
    with pytest.raises(DlrError) as raised:
        find_place(target, remembered)
    return raised.value


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/me/progress.git",
        "ssh://me@example.org:22/progress.git",
        "git@example.org:me/progress.git",
        "server:progress.git",
    ],
)
@pytest.mark.parametrize("remembered", [True, False])
def test_address(address: str, remembered: bool) -> None:
    """An address that git reaches by https or ssh is taken as it is."""
    assert find_place(address, remembered) == Place(address)


def test_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path is remembered whole, wherever it was named from."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "stick").mkdir()
    found = Place(str(tmp_path / "stick"), tmp_path / "stick")
    for name in ("stick", "./stick", "stick/", "../" + tmp_path.name + "/stick", "~/stick"):
        assert find_place(name, remembered=False) == found
    assert find_place(found.name, remembered=True) == found


@pytest.mark.parametrize(
    "target", ["ext::sh -c true", "http://example.org/x", "git://example.org/x"]
)
def test_protocol(target: str) -> None:
    """No protocol but https and ssh is used, and no program is run."""
    assert "dlr does not fetch from" in refuse(target).message


def test_file_address() -> None:
    """A path is named as a path."""
    error = refuse("file:///tmp")
    assert (error.message, *error.advice) == (
        "dlr reads files by their path.",
        "Specify the path without file://.",
    )


@pytest.mark.parametrize("target", ["-u", "--upload-pack=true", "", " ", "a\nb", "a\x1b[2Jb"])
def test_option(target: str) -> None:
    """What git could take for an option, or a terminal for a command, is no place."""
    message = refuse(target).message
    assert message.endswith("is not a valid address or path.")
    assert message.isprintable()


def test_password() -> None:
    """An address with a password is refused, and does not repeat it."""
    error = refuse("https://me:secret@example.org/progress.git")
    assert (error.code, error.message) == ("password", "The address contains a password.")
    assert "secret" not in " ".join(error.advice)


def test_no_such_path(tmp_path: Path) -> None:
    """A path where nothing is says how to make a place of it."""
    path = tmp_path / "my stick"
    error = refuse(str(path))
    assert (error.code, error.message) == ("no-remote", f"{path} does not exist.")
    assert error.advice == (
        f"For a folder: mkdir '{path}'",
        f"For a Git repository: git init --bare '{path}'",
        "For an address, use https://HOST/PATH or USER@HOST:PATH.",
    )


def test_remembered_path_is_gone(tmp_path: Path) -> None:
    """A path that was there before is not told to be made anew."""
    error = refuse(str(tmp_path / "stick"), remembered=True)
    assert (error.code, error.message) == ("no-remote", f"{tmp_path / 'stick'} does not exist.")
    assert error.advice == ("Is the disk connected, or the share mounted?",)


def open_at(path: Path) -> object:
    """Return what reaches a path."""
    copy = path.parent / "copy"
    return open_remote(Place(str(path), path), copy, False, lambda: datetime.now(UTC))


def test_kinds(tmp_path: Path) -> None:
    """A bare repository is a place of git, any other folder one of files; nothing is written."""
    (tmp_path / "folder").mkdir()
    run(["git", "init", "--quiet", "--bare", str(tmp_path / "bare")], check=True)
    before = sorted(tmp_path.rglob("*"))
    assert isinstance(open_at(tmp_path / "folder"), FolderRemote)
    assert isinstance(open_at(tmp_path / "bare"), GitRemote)
    there = Place("git@example.org:me/progress.git")
    assert isinstance(open_remote(there, tmp_path / "copy", False, datetime.now), GitRemote)
    assert sorted(tmp_path.rglob("*")) == before


def test_no_folder(tmp_path: Path) -> None:
    """A file is no place."""
    (tmp_path / "file").touch()
    with pytest.raises(DlrError, match=r"file is not a folder\.") as raised:
        open_at(tmp_path / "file")
    assert raised.value.code == "no-remote"


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_working_folder(tmp_path: Path, kind: str) -> None:
    """A repository with a working folder is no place, a worktree or a submodule neither."""
    path = tmp_path / "project"
    path.mkdir()
    if kind == "folder":
        run(["git", "init", "--quiet", str(path)], check=True)
    else:
        (path / ".git").write_text("gitdir: ../elsewhere\n")
    with pytest.raises(DlrError) as raised:
        open_at(path)
    assert raised.value.message == f"{path} is a Git repository with a working folder."
    assert raised.value.advice == ("Use a bare one: git init --bare PATH",)
