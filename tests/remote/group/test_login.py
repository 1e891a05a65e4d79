"""The file with a login: for its owner alone, read with distrust, and never repeated."""

from __future__ import annotations

import json
import os
import traceback
from typing import TYPE_CHECKING, Any

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders
from dlroadmap.remote.group.address import Address
from dlroadmap.remote.group.login import (
    Login,
    find_login,
    forget_login,
    list_groups,
    save_login,
)

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = Address("db.example.org", 5433, "classes", "dlr_ab")
LOGIN = Login("ml-2027", "deep-learning", "Ada", False, ADDRESS, "s3cret-one", "s3cret-two")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Folders of a learner without a group."""
    return Folders(tmp_path, tmp_path, tmp_path / "cache")


def refused(folders: Folders, name: str = "ml-2027") -> DlrError:
    """Return what is said of a login that cannot be had; nothing of it has a password."""
    with pytest.raises(DlrError) as caught:
        find_login(folders, name)
    error: BaseException | None = caught.value
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))
    while error:
        assert "s3cret" not in f"{error!r} {vars(error)}"
        error = error.__context__
    return caught.value


def test_a_login_is_found_as_it_was_saved(folders: Folders) -> None:
    """A login is read as what was written, for its group or as the only one."""
    save_login(folders, LOGIN)
    assert find_login(folders, "ml-2027") == find_login(folders, "") == LOGIN
    assert list_groups(folders) == ["ml-2027"]
    assert "s3cret" not in f"{LOGIN!r} {LOGIN}"
    forget_login(folders, "ml-2027")
    assert list_groups(folders) == []
    assert refused(folders).code == "no-group"


@pytest.mark.posix("modes of files")
def test_only_its_owner_can_read_it(folders: Folders) -> None:
    """The file is 0600 in a folder of 0700, whatever the folder was before."""
    folders.groups.mkdir(mode=0o755)
    os.umask(0o022)
    save_login(folders, LOGIN)
    file = folders.groups / "ml-2027.json"
    assert [path.stat().st_mode & 0o777 for path in (file, folders.groups)] == [0o600, 0o700]
    for mode in (0o640, 0o604, 0o622, 0o666):
        file.chmod(mode)
        error = refused(folders)
        assert (error.code, "chmod 600" in error.advice[0]) == ("bad-login", True)
    file.chmod(0o600)
    assert find_login(folders, "") == LOGIN


@pytest.mark.posix("links, pipes with names")
def test_only_a_plain_file_is_read(folders: Folders, tmp_path: Path) -> None:
    """A link, a folder and a pipe in its place are refused, and none of them is waited for."""
    save_login(folders, LOGIN)
    file = folders.groups / "ml-2027.json"
    file.rename(tmp_path / "elsewhere.json")
    file.symlink_to(tmp_path / "elsewhere.json")
    assert "it is a link" in refused(folders).message
    file.unlink()
    file.mkdir()
    assert refused(folders).code == "bad-login"
    file.rmdir()
    os.mkfifo(file, 0o600)
    assert refused(folders).code == "bad-login"


def values(**changed: object) -> dict[str, Any]:
    """Return what a file has, with other values."""
    return {**LOGIN._asdict(), "address": ADDRESS._asdict(), **changed}


def place(**changed: object) -> dict[str, Any]:
    """Return what a file has, with another address."""
    return values(address={**ADDRESS._asdict(), **changed})


DAMAGED = [
    "",
    "{",
    '{"password": "s3cret',
    "[]",
    "null",
    "[" * 60_000,
    " " * 70_000,
    json.dumps(values(password=5)),
    json.dumps(values(password="")),
    json.dumps(values(password="s3cret\n")),
    json.dumps(values(spare=None)),
    json.dumps(values(mentor=1)),
    json.dumps(values(mentor="yes")),
    json.dumps(values(member="")),
    json.dumps(values(member="A\u202e")),
    json.dumps(values(member="\ud800")),
    json.dumps(values(member="a" * 65)),
    json.dumps(values(group="other")),
    json.dumps(values(curriculum="../x")),
    json.dumps(values(address=[])),
    json.dumps(place(port="5433")),
    json.dumps(place(port=True)),
    json.dumps(place(port=0)),
    json.dumps(place(port=10**30)),
    json.dumps(place(host="a,b")),
    json.dumps(place(host="a b")),
    json.dumps(place(host="a sslmode=disable")),
    json.dumps(place(database="")),
    json.dumps(place(database="a\x00b")),
    json.dumps(place(user="\x1b[2J")),
    json.dumps({name: value for name, value in values().items() if name != "password"}),
]


def test_a_damaged_file_is_refused_without_a_word_of_it(
    folders: Folders, subtests: pytest.Subtests
) -> None:
    """Broken JSON, wrong types and unsafe names are refused, and nothing of them is shown."""
    save_login(folders, LOGIN)
    file = folders.groups / "ml-2027.json"
    for text in DAMAGED:
        with subtests.test(text[:80]):
            file.write_text(text)
            assert refused(folders).code == "bad-login"
    file.write_bytes(b"\xff\xfe")
    assert refused(folders).code == "bad-login"


def test_what_a_newer_version_adds_is_left_alone(folders: Folders) -> None:
    """A key that this version does not know is no damage, and a missing spare is none."""
    save_login(folders, LOGIN)
    kept = {name: value for name, value in values(color="green").items() if name != "spare"}
    (folders.groups / "ml-2027.json").write_text(json.dumps(kept))
    assert find_login(folders, "ml-2027") == LOGIN._replace(spare="")


@pytest.mark.parametrize("name", ["../x", "a/b", "A", "a b", "\x1b[2J", "x" * 65])
def test_no_name_leads_out_of_the_folder(folders: Folders, name: str) -> None:
    """A group whose name is none is neither looked for nor written nor removed."""
    assert refused(folders, name).code == "no-group"
    with pytest.raises(DlrError, match="not a valid name"):
        save_login(folders, LOGIN._replace(group=name))
    with pytest.raises(DlrError, match="not a valid name"):
        forget_login(folders, name)
    assert not folders.groups.exists()
