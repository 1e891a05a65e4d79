"""Joining and leaving at a terminal: what is typed unseen, agreed to, declined and interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_helpers import Terminal

from server.members import Class, Learner

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

pytestmark = [pytest.mark.server, pytest.mark.posix("a terminal")]


@pytest.mark.parametrize("columns", [40, 200])
def test_joining_and_leaving_at_a_terminal(
    database: str, dlr: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """The line is never seen; no, Ctrl-C and the end of input change nothing; yes joins."""
    ada = Learner(home, dlr, monkeypatch)
    ada.do("tick", "vectors-and-matrices", "--date", "2026-01-05")
    group = Class(database)
    group.found(ada.read_track("deep-learning"), curriculum="deep-learning")
    line = group.invite("Ada")
    secret = line.partition("@")[0].rpartition(":")[2]

    def start(*args: str) -> Terminal:
        return Terminal(home, "group", *args, columns=columns)

    with start("join") as terminal:
        terminal.expect("Invitation")
        terminal.interrupt()
    with start("join") as terminal:
        terminal.expect("Invitation")
        terminal.enter(f"{line}\n")
        terminal.expect("send this? [y/N]:")
        assert secret not in terminal.output
        shown = " ".join(terminal.output.split())
        assert "such as Vectors and matrices (deep-learning/vectors-and-matrices): done" in shown
        terminal.enter("n\n")
        terminal.expect("Nothing was changed.")
    with start("join") as terminal:
        terminal.expect("Invitation")
        terminal.enter(f"{line}\n")
        terminal.expect("send this? [y/N]:")
        terminal.interrupt()
    assert not ada.login.exists()
    assert not group.states("Ada")
    with start("join") as terminal:
        terminal.expect("Invitation")
        terminal.enter(f"{line}\n")
        terminal.expect("send this? [y/N]:")
        terminal.enter("y\n")
        terminal.expect("You joined ml.")
    assert len(group.states("Ada")) == 1
    with start("leave") as terminal:
        terminal.expect("[y/N]:")
        terminal.enter("\n")
        terminal.expect("Nothing was changed.")
    assert ada.login.exists()
    with start("leave") as terminal:
        terminal.expect("[y/N]:")
        terminal.enter("y\n")
        terminal.expect("You left ml.")
    assert not group.states("Ada")
