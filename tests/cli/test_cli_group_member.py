"""What a member is told where there is no server: nothing is changed, and what to do is said."""

import json
import socket
from pathlib import Path

import pytest

from conftest import Dlr
from dlroadmap.paths import folders
from dlroadmap.remote.group.address import Address
from dlroadmap.remote.group.login import Login, save_login


@pytest.fixture
def member(small: Dlr, home: Path) -> Dlr:
    """A learner whose group is on a server that is gone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = Address("127.0.0.1", port, "classes", "dlr_ada")
    save_login(folders(), Login("ml", "small", "Ada", False, address, "swordfish"))
    return small


def test_a_server_that_is_gone(member: Dlr, home: Path) -> None:
    """The commands that need it say which server; the login stays; other commands say nothing."""
    for call in (["sync"], ["sync", "--show"], ["leave", "--yes"]):
        result = member("group", *call)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("dlr: classes on 127.0.0.1:")
        assert "swordfish" not in result.err
    assert "dlr group leave --forget --group ml" in result.err
    assert (home / "groups/ml.json").exists()
    status = member("status")
    assert (status.code, status.err, "ml" in status.out.split()) == (0, "", False)


@pytest.mark.parametrize("damaged", [False, True])
def test_forgetting_needs_no_server(member: Dlr, home: Path, damaged: bool) -> None:
    """--forget removes the login, a damaged one too; unasked it removes nothing."""
    login = home / "groups/ml.json"
    if damaged:
        login.write_text("{")
        assert member("group", "leave", "--yes").code == 2
    assert member("group", "leave", "--forget").code == 2
    assert login.exists()
    document = member("group", "leave", "--forget", "--yes", "--json").document
    assert (document["group"], document["forgot"], document["dropped"]) == ("ml", True, [])
    assert not login.exists()


def test_what_is_no_invitation(small: Dlr, home: Path) -> None:
    """A line that is none is refused without repeating it."""
    for line in ("", "hello", "postgresql://a:swordfish@h/d", "https://a:swordfish@h/d#ml"):
        result = small("group", "join", "--yes", "--json", stdin=line)
        assert result.code == 2
        assert result.document["error"]["code"] == "bad-invitation"
        assert "swordfish" not in json.dumps(result.document)
    assert not (home / "groups").exists()


def test_another_group_of_this_name(member: Dlr) -> None:
    """A second group of one name is refused before anything is asked of a server."""
    line = "postgresql://dlr_other:swordfish@127.0.0.1:1/classes#ml"
    result = member("group", "join", "--yes", "--json", stdin=line)
    assert (result.code, result.document["error"]["code"]) == (2, "already-joined")


def test_options_that_exclude_each_other(member: Dlr) -> None:
    """To show and to replace at once makes no sense."""
    result = member("group", "sync", "--show", "--track")
    assert (result.code, "cannot be used together" in result.err) == (2, True)
