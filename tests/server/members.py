"""What the tests of members share: a group made by hand, and learners with a home of their own."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import psycopg

from dlroadmap.cli.session import Session
from dlroadmap.guide.report import Track, find_track
from dlroadmap.remote.group.address import Invitation, read_address, write_invitation
from dlroadmap.remote.group.connection import perform
from dlroadmap.remote.group.schema import prepare
from server.postgres import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from conftest import Dlr, Result

TABLES = ("reports", "counts", "states", "answers", "members", "assignments", "assignees")


class Class:
    """A group on a server, as its administrator sees it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def run(self, sql: str, *values: Any) -> list[Any]:
        """Run SQL as the server's superuser, who passes all row security."""
        with psycopg.connect(self.address, password=PASSWORD) as connection:
            cursor = connection.execute(sql.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def found(self, track: Track, name: str = "ml", curriculum: str = "small") -> str:
        """Make a group with a mentor, Grace, and return her invitation."""
        login, password = f"dlr_{os.urandom(10).hex()}", f"secret-{os.urandom(8).hex()}"
        perform(read_address(self.address), [PASSWORD], prepare, administrator=True)
        with psycopg.connect(self.address, password=PASSWORD) as connection:
            connection.execute("SET LOCAL ROLE dlr_owner")
            connection.execute(
                "SELECT dlr.found(%s, %s, 'mentors', %s, %s, %s, %s, 'Grace', %s, %s)",
                (
                    name,
                    curriculum,
                    track.digest,
                    [*track.levels],
                    [*track.levels.values()],
                    [*track.items],
                    login,
                    self._verifier(connection, password),
                ),
            )
        return self._line(name, login, password)

    def invite(self, member: str, mentor: bool = False, name: str = "ml") -> str:
        """Add a member, and return the invitation."""
        login, password = f"dlr_{os.urandom(10).hex()}", f"secret-{os.urandom(8).hex()}"
        with psycopg.connect(self.address, password=PASSWORD) as connection:
            verifier = self._verifier(connection, password)
            connection.execute("SET LOCAL ROLE dlr_owner")
            connection.execute(
                "SELECT dlr.add_login(id, %s, %s, %s, %s) FROM dlr.groups WHERE name = %s",
                (member, mentor, login, verifier, name),
            )
        return self._line(name, login, password)

    def assign(self, key: str, kind: str = "item", title: str = "", by: str = "2099-03-15") -> int:
        """Ask everybody in the group for something, and return its number."""
        rows = self.run(
            "INSERT INTO dlr.assignments (group_id, kind, key, title, by, assigned_by, everyone)"
            " SELECT id, %s, %s, %s, %s, 'Grace', true FROM dlr.groups RETURNING id",
            kind,
            key,
            title or key,
            by,
        )
        return int(rows[0][0])

    def dump(self) -> str:
        """Return every row of every table, as text."""
        return "\n".join(
            row for name in TABLES for (row,) in self.run(f"SELECT t::text FROM dlr.{name} t")
        )

    def states(self, member: str) -> dict[str, tuple[str, str]]:
        """Return the states that the server has of a member."""
        rows = self.run(
            "SELECT key, state, since::text FROM dlr.states s JOIN dlr.members m"
            " ON m.id = s.member_id WHERE m.name = %s",
            member,
        )
        return {key: (state, since) for key, state, since in rows}

    def answers(self, member: str) -> dict[int, str]:
        """Return what the server has of a member's answers."""
        rows = self.run(
            "SELECT assignment_id, answer FROM dlr.answers a JOIN dlr.members m"
            " ON m.id = a.member_id WHERE m.name = %s",
            member,
        )
        return dict(rows)

    def _verifier(self, connection: psycopg.Connection[Any], password: str) -> str:
        made = connection.pgconn.encrypt_password(password.encode(), b"", b"scram-sha-256")
        return made.decode()

    def _line(self, group: str, login: str, password: str) -> str:
        address = read_address(self.address)._replace(user=login)
        return write_invitation(Invitation(group, address, password))


class Learner:
    """Somebody with a home of their own."""

    def __init__(self, home: Path, dlr: Dlr, patch: pytest.MonkeyPatch) -> None:
        self.home = home
        self._dlr = dlr
        self._patch = patch

    def __call__(self, *args: str, stdin: str = "") -> Result:
        """Call dlr as this learner."""
        self._patch.setenv("DLR_HOME", str(self.home))
        return self._dlr(*args, stdin=stdin)

    def do(self, *args: str, stdin: str = "") -> Result:
        """Call dlr for something that works."""
        result = self(*args, stdin=stdin)
        assert (result.code, result.err) == (0, ""), result
        return result

    def join(self, line: str) -> dict[str, Any]:
        """Join a group, and return the document."""
        return self.do("group", "join", "--yes", "--json", stdin=f"{line}\n").document

    def sync(self) -> dict[str, Any]:
        """Sync with the group, and return the document."""
        return self.do("group", "sync", "--json").document

    @property
    def login(self) -> Path:
        """Where the login for the group is kept."""
        return self.home / "groups/ml.json"

    def read_track(self, curriculum: str = "small") -> Track:
        """Return the track that a curriculum of this learner is."""
        self._patch.setenv("DLR_HOME", str(self.home))
        return find_track(Session().open(curriculum).curriculum)

    def goals(self) -> list[str]:
        """Return the keys of the goals."""
        return [goal["key"] for goal in self.do("goal", "--json").document["goals"]]


def make_learner(name: str, home: Path, dlr: Dlr, patch: pytest.MonkeyPatch) -> Learner:
    """Return a learner with a home like the one that there is."""
    own = home.with_name(name)
    shutil.copytree(home, own)
    return Learner(own, dlr, patch)
