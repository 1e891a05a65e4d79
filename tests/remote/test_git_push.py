"""A push that fails: what became of it is seen at the place, and never taken from git's words."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dlroadmap.address import read_place
from dlroadmap.authoring.transfer import TransferError, transfer
from dlroadmap.errors import DlrError
from dlroadmap.remote.contract import MovedError, Remote
from dlroadmap.remote.git import GitRemote

from .hostile import Bare

A = "a" * 16

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    """A bare repository."""
    return Bare(tmp_path / "place")


@pytest.fixture
def remote(bare: Bare, tmp_path: Path) -> Remote:
    """A handle of it."""
    remote = GitRemote(tmp_path / "copy", read_place(str(bare.folder)), False, lambda: NOW)
    remote.heads()
    return remote


def let_push(monkeypatch: pytest.MonkeyPatch, push: Callable[[Callable[[], None]], None]) -> None:
    """Let something else happen in place of a push; it gets the push itself to call."""

    def replaced(folder: Path, call: Any, **rules: Any) -> None:
        if call[0] == "push":
            push(lambda: transfer(folder, call, **rules))
        else:
            transfer(folder, call, **rules)

    monkeypatch.setattr("dlroadmap.remote.git.transfer", replaced)


def test_arrived_all_the_same(bare: Bare, remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A push that arrived before the line was cut has succeeded, and the next one follows it."""

    def push(really: Callable[[], None]) -> None:
        really()
        raise TransferError("the line was cut")

    let_push(monkeypatch, push)
    head = remote.append(A, None, b"{}", [b"one\n"])
    assert bare.find_journals() == {A: head.mark}
    assert list(remote.heads()) == [head]
    made = remote.append(A, head, b"{}", [b"two\n"])
    assert [one.data for one in remote.since(made, None)] == [b"one\ntwo\n"]


@pytest.mark.parametrize("new", [True, False])
def test_not_arrived(
    bare: Bare, remote: Remote, monkeypatch: pytest.MonkeyPatch, new: bool
) -> None:
    """A push that was refused is told with git's words; the same lines are sent by the next one."""
    head = None if new else remote.append(A, None, b"{}", [b"one\n"])
    before = bare.find_journals()

    def push(_: Callable[[], None]) -> None:
        raise TransferError("no space left")

    with monkeypatch.context() as patch:
        let_push(patch, push)
        with pytest.raises(DlrError, match="no space left"):
            remote.append(A, head, b"{}", [b"two\n"])
    assert bare.find_journals() == before
    made = remote.append(A, head, b"{}", [b"two\n"])
    assert [one.data for one in remote.since(made, None)] == [b"two\n" if new else b"one\ntwo\n"]


def test_somebody_was_quicker(bare: Bare, remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    """A push that fails while another one came in between has lost to it, whatever git says."""
    head = remote.append(A, None, b"{}", [b"one\n"])

    def push(_: Callable[[], None]) -> None:
        bare.put(A, {"000001.jsonl": b"one\nsix\n"}, base=head.mark)
        raise TransferError("no space left")

    let_push(monkeypatch, push)
    with pytest.raises(MovedError):
        remote.append(A, head, b"{}", [b"two\n"])


def test_every_commit_stands_on_what_was_seen(bare: Bare, remote: Remote) -> None:
    """What an earlier append left in the copy does not become part of a journal that is new."""
    head = remote.append(A, None, b"{}", [b"one\n"])
    remote.erase([head])
    made = remote.append(A, None, b"{}", [])
    assert bare.git("rev-list", "--count", f"dlr/{A}") == "1"
    assert list(remote.since(made, None)) == []
    again = remote.append(A, made, b"{}", [b"two\n"])
    assert bare.git("rev-list", "--parents", "-n1", f"dlr/{A}") == f"{again.mark} {made.mark}"


def test_the_configuration_of_the_copy(remote: Remote, tmp_path: Path) -> None:
    """Whatever the copy was configured for, a look at the place begins by replacing that."""
    config = tmp_path / "copy/config"
    ours = config.read_text()
    config.write_text("[core]\n\trepositoryFormatVersion = 99\n")
    assert list(remote.heads()) == []
    assert config.read_text() == ours
