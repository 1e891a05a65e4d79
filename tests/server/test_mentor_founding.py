"""How a group comes to be, wherever that is interrupted, and who gets in and out of it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.remote.group import connection, founding
from server.members import Class, Learner, make_learner
from server.mentors import Course
from server.postgres import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

pytestmark = pytest.mark.server


@pytest.fixture
def grace(small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    """Somebody who may administer the server."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return make_learner("grace", home, small, monkeypatch)


@pytest.fixture
def course(database: str, home: Path, small: Dlr, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A group whose board is for mentors."""
    return Course(database, home, small, monkeypatch)


def create(database: str, *options: str) -> tuple[str, ...]:
    """Return the call that makes a group."""
    return ("group", "create", "ml", "--on", database, "--as", "Grace", *options)


def test_a_group_is_made(database: str, grace: Learner) -> None:
    """The login of the mentor is private and works, and no password is printed."""
    result = grace.do(*create(database))
    assert stat.S_IMODE(grace.login.stat().st_mode) == 0o600
    assert PASSWORD not in result.out + grace.login.read_text()
    assert result.lines[-1] == "To invite somebody: dlr group invite NAME"
    grace.sync()
    rows = Class(database).run("SELECT name, curriculum, board FROM dlr.groups")
    assert rows == [("ml", "small", "mentors")]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--as", "x" * 65), "is not a valid name of a member."),
        (("--as", " "), "is not a valid name of a member."),
        (("--as", "a\x1b[2J"), "is not a valid name of a member."),
        (("--board", "all"), "“all” is not a valid value for --board."),
        (("--curriculum", "nowhere"), "There is no curriculum “nowhere”"),
    ],
)
def test_what_is_refused_leaves_nothing(
    database: str, grace: Learner, options: tuple[str, ...], words: str
) -> None:
    """What cannot be is refused before anything is made, here and on the server."""
    refused = grace(*create(database, *options))
    assert (refused.code, refused.out) == (2, "")
    assert words in refused.err
    assert "\x1b" not in refused.err
    assert not grace.login.exists()
    assert Class(database).run("SELECT to_regnamespace('dlr')") == [(None,)]


def test_a_password_in_the_address_is_not_repeated(database: str, grace: Learner) -> None:
    """An address with a password is refused, and the password is not quoted."""
    refused = grace(*create(database.replace("admin@", "admin:hunter2@")))
    assert (refused.code, refused.out) == (2, "")
    assert "contains a password" in refused.err
    assert "hunter2" not in refused.err


def test_a_wrong_password(database: str, grace: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A password that is not accepted is not quoted, and leaves no login behind."""
    monkeypatch.setenv("PGPASSWORD", "hunter2")
    refused = grace(*create(database))
    assert (refused.code, refused.out) == (2, "")
    assert "does not accept the password" in refused.err
    assert "hunter2" not in refused.err
    assert not grace.login.exists()


def test_the_password_file_of_libpq(
    database: str, grace: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where PGPASSFILE has the password, nothing is asked."""
    monkeypatch.delenv("PGPASSWORD")
    file = tmp_path / "pgpass"
    file.write_text(f"*:*:*:admin:{PASSWORD}\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    assert grace.do(*create(database)).lines[0].startswith("Created the group ml")


def test_a_name_that_is_taken(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second group of a name is refused, and the first one is as it was."""
    other = course.newcomer("other")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    refused = other(*create(course.server.address))
    assert (refused.code, refused.out) == (2, "")
    assert "already has a group called ml." in refused.err
    assert not other.login.exists()
    course.grace.sync()


@pytest.mark.parametrize("error", [DlrError("group-denied", "No."), OSError("full"), ValueError()])
def test_a_failure_inside_leaves_nothing(
    database: str, grace: Learner, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Whatever fails before the server has confirmed leaves no group and no login."""

    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(founding, "prepare", fail)
    assert grace(*create(database)).code == 2
    assert not grace.login.exists()
    assert Class(database).run("SELECT to_regnamespace('dlr')") == [(None,)]


@pytest.mark.parametrize("committed", [False, True])
def test_ctrl_c_locks_nobody_out(
    database: str, grace: Learner, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    """Interrupted before or after the server has the group: the same call again completes it."""
    perform = connection.perform

    def stop(*args: object, **options: object) -> None:
        if committed:
            perform(*args, **options)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(founding, "perform", stop)
        assert grace(*create(database)).code == 130
    grace.do(*create(database))
    grace.sync()
    assert Class(database).run("SELECT count(*) FROM dlr.members") == [(1,)]


def test_an_invitation_is_alone_on_stdout(course: Course) -> None:
    """What is printed can go to a file and be joined with; the rest is on standard error."""
    invited = course.grace("group", "invite", "Ada")
    (line,) = invited.lines
    assert line.startswith("postgresql://dlr_")
    assert line.endswith("#ml")
    secret = line.partition("@")[0].rpartition(":")[2]
    assert secret not in invited.err
    assert "works on this computer only" in invited.err
    course.newcomer("ada").join(line)


@pytest.mark.parametrize("name", ["ada", "ADA", "Ada", " Ada "])
def test_names_are_unique_without_regard_to_case(course: Course, name: str) -> None:
    """Two members cannot have names that differ in case alone."""
    assert course.grace("group", "invite", "Ada").code == 0
    refused = course.grace("group", "invite", name)
    assert (refused.code, refused.out) == (2, "")
    assert "already has a member called" in refused.err
    assert f"dlr group rotate {name.strip()}" in refused.err


@pytest.mark.parametrize("name", ["x" * 65, "a\nb", "a\u202eb", "", "\x07"])
def test_hostile_names_are_refused(course: Course, name: str) -> None:
    """A name that is too long or could steer a terminal is nobody's."""
    refused = course.grace("group", "invite", name)
    assert (refused.code, refused.out) == (2, "")
    assert not {"\x07", "\u202e"} & {*refused.err}
    assert course.server.run("SELECT count(*) FROM dlr.members") == [(1,)]


def test_members_administer_nothing(course: Course) -> None:
    """A member who invites, rotates or removes is refused in words, and nothing changes."""
    ada, bob = course.join("Ada"), course.join("Bob")
    for call in (("invite", "Eve"), ("rotate", "Bob"), ("remove", "Bob", "--yes")):
        refused = ada("group", *call)
        assert (refused.code, refused.out) == (2, ""), call
        assert refused.err.startswith("dlr: Only mentors of the group can do this."), call
    bob.sync()
    assert course.server.run("SELECT count(*) FROM dlr.members") == [(3,)]


def test_rotating_replaces_a_login(course: Course) -> None:
    """After a rotation the old device is refused, the new one gets in, and what was sent stays."""
    ada = course.join("Ada")
    ada.do("tick", "vectors")
    ada.sync()
    rotated = course.grace("group", "rotate", "ADA")
    assert "no longer works" in rotated.err
    assert ada("group", "sync").code == 2
    assert "small/vectors" in course.server.states("Ada")
    assert course.newcomer("tablet").join(rotated.out)["member"] == "Ada"


def test_removing_takes_everything(course: Course) -> None:
    """Whoever is removed is refused, and no row of theirs is left; mentors can be removed too."""
    ada, alan = course.join("Ada"), course.join("Alan", "--mentor")
    ada.do("tick", "vectors")
    ada.sync()
    asked = course.grace("group", "remove", "Ada")
    assert (asked.code, asked.out) == (2, "")
    assert "Nothing was changed." in asked.err
    for name in ("ada", "Alan"):
        course.grace.do("group", "remove", name, "--yes")
    assert ada("group", "sync").code == alan("group", "sync").code == 2
    assert course.server.run("SELECT name FROM dlr.members") == [("Grace",)]
    assert course.server.run("SELECT count(*) FROM dlr.states") == [(0,)]


def test_near_names_are_offered(course: Course) -> None:
    """Of a member that there is not, near names are offered, by remove and rotate."""
    course.join("Charlotte")
    for call in (("rotate",), ("remove", "--yes")):
        refused = course.grace("group", *call, "Charlote")
        assert (refused.code, refused.out) == (2, "")
        assert "Did you mean Charlotte?" in refused.err, call


def test_oneself(course: Course) -> None:
    """Nobody removes or rotates themselves; words lead on."""
    for call in (("rotate", "GRACE"), ("remove", "grace", "--yes")):
        refused = course.grace("group", *call)
        assert (refused.code, refused.out) == (2, ""), call
    course.grace.sync()


def test_no_secret_in_reports(course: Course) -> None:
    """No file but the login has its password."""
    kept = course.grace.login.read_text()
    secret = kept.partition('"password": "')[2].partition('"')[0]
    assert len(secret) >= 32
    others = [path for path in course.grace.home.rglob("*") if path != course.grace.login]
    assert not [path for path in others if path.is_file() and secret.encode() in path.read_bytes()]
