"""Holes that were found in the rights on the server, each of them closed."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import psycopg
import pytest

from dlroadmap.remote.group.address import read_address
from dlroadmap.remote.group.connection import perform
from dlroadmap.remote.group.schema import prepare
from server.postgres import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.server
FOUND = "SELECT dlr.found('g', 'c', 'mentors', repeat('a', 64), '{l}', '{L}', '{c/k}', 'M', %s, %s)"


class Class:
    """A group with the mentors M and N; each has a connection of their own."""

    def __init__(self, database: str) -> None:
        perform(read_address(database), [PASSWORD], prepare)
        self.admin = psycopg.connect(database, password=PASSWORD, autocommit=True)
        self._database, self.open = database, [self.admin]
        login = f"dlr_{secrets.token_hex(10)}"
        self.admin.execute("SET ROLE dlr_owner")
        self.admin.execute(FOUND, [login, self.verify("M")])
        self.admin.execute("RESET ROLE")
        self.m = self.connect(login, "M")
        other = f"dlr_{secrets.token_hex(10)}"
        self.m.execute("SELECT dlr.invite('N', true, %s, %s)", [other, self.verify("N")])
        self.n = self.connect(other, "N")

    def verify(self, password: str) -> str:
        """Return the verifier of a password."""
        made = self.admin.pgconn.encrypt_password(password.encode(), b"", b"scram-sha-256")
        return made.decode()

    def connect(self, login: str, password: str) -> psycopg.Connection[tuple[object, ...]]:
        """Log in."""
        made = psycopg.connect(self._database, user=login, password=password, autocommit=True)
        self.open.append(made)
        return made


@pytest.fixture
def school(database: str) -> Iterator[Class]:
    """A group with two mentors."""
    made = Class(database)
    yield made
    for connection in made.open:
        connection.close()


def test_a_mentor_who_was_removed_meanwhile_removes_nobody(school: Class) -> None:
    """Two mentors who remove each other do not leave a group to nobody."""
    school.n.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    assert school.n.execute("SELECT count(*) FROM dlr.members").fetchone() == (2,)
    school.m.execute("SELECT dlr.remove('N')")
    with pytest.raises(psycopg.Error):
        school.n.execute("SELECT dlr.remove('M')")
    assert school.admin.execute("SELECT name FROM dlr.members").fetchall() == [("M",)]


@pytest.mark.parametrize("day", ["infinity", "-infinity", "10000-01-01", "0044-03-15 BC"])
def test_a_day_that_no_client_can_read_is_refused(school: Class, day: str) -> None:
    """A member cannot break the board for the others."""
    sent = "INSERT INTO dlr.reports SELECT dlr.my_group(), dlr.me(), repeat('a', 64), %s::date"
    with pytest.raises(psycopg.errors.CheckViolation):
        school.n.execute(sent, [day])
    school.n.execute(sent, ["2026-11-22"])
    assert school.admin.execute("SELECT count(*) FROM dlr.reports").fetchone() == (1,)


@pytest.mark.parametrize("verifier", [None, "", "plain", "SCRAM-SHA-256$x"])
def test_a_rotated_password_is_a_verifier(school: Class, verifier: str | None) -> None:
    """The server never learns a password, and no login is left without one."""
    login = f"dlr_{secrets.token_hex(10)}"
    with pytest.raises(psycopg.Error) as told:
        school.m.execute("SELECT dlr.rotate('N', %s, %s)", [login, verifier])
    assert told.value.sqlstate == "DLR00"
    school.m.execute("SELECT dlr.rotate('N', %s, %s)", [login, school.verify("new")])


def test_a_session_of_a_rotated_login_is_nobodys(school: Class) -> None:
    """A new invitation shuts out who has the old login, with a session open too."""
    assert school.n.execute("SELECT dlr.is_mentor()").fetchone() == (True,)
    login = f"dlr_{secrets.token_hex(10)}"
    school.m.execute("SELECT dlr.rotate('N', %s, %s)", [login, school.verify("new")])
    try:
        left = school.n.execute("SELECT name FROM dlr.members").fetchall()
    except psycopg.Error:
        left = []
    assert left == []
    with pytest.raises(psycopg.Error):
        school.n.execute("ALTER ROLE CURRENT_USER PASSWORD 'mine'")
    fresh = school.connect(login, "new")
    assert fresh.execute("SELECT dlr.is_mentor()").fetchone() == (True,)
