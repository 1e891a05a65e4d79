"""Groups for the tests of boards, filled by SQL as members would fill them, and their logins."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import psycopg

from dlroadmap.cli.session import Session
from dlroadmap.paths import folders
from dlroadmap.remote.group.address import read_address
from dlroadmap.remote.group.login import Login, save_login
from server.postgres import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Sequence

DIGEST = "a" * 64


class Groups:
    """A database with groups whose track is the curriculum `small`."""

    def __init__(self, address: str) -> None:
        self.address = address
        track = Session(curriculum="small").curriculum
        self.levels = {level.id: level.title for level in track.levels}
        self.items = [*track.locations]
        self._logins: dict[str, str] = {}
        schema = files("dlroadmap.remote.group") / "schema"
        self.run((schema / "roles.sql").read_text())
        self.run("SET LOCAL ROLE dlr_owner; " + (schema / "0001_groups.sql").read_text())
        self.run("INSERT INTO dlr.version (number) VALUES (1) ON CONFLICT DO NOTHING")

    def run(self, sql: str, *values: Any, user: str = "") -> list[Any]:
        """Run SQL as the superuser, or as a member."""
        address = read_address(self.address)
        login, word = (self._logins[user], f"word-{user}") if user else (address.user, PASSWORD)
        with psycopg.connect(
            host=address.host, port=address.port, dbname=address.database, user=login, password=word
        ) as connection:
            cursor = connection.execute(sql.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def _make_login(self, name: str) -> tuple[str, str]:
        from os import urandom

        self._logins[name] = f"dlr_{urandom(10).hex()}"
        address = read_address(self.address)
        with psycopg.connect(
            host=address.host,
            port=address.port,
            dbname=address.database,
            user=address.user,
            password=PASSWORD,
        ) as connection:
            made = connection.pgconn.encrypt_password(
                f"word-{name}".encode(), b"", b"scram-sha-256"
            )
        return self._logins[name], made.decode()

    def found(self, group: str, mentor: str, board: str = "mentors") -> None:
        """Make a group with a mentor."""
        levels, titles = [*self.levels], [*self.levels.values()]
        self.run(
            "SELECT dlr.found(%s, 'small', %s, %s, %s, %s, %s, %s, %s, %s)",
            *(group, board, DIGEST, levels, titles, self.items, mentor),
            *self._make_login(mentor),
        )

    def add(self, group: str, *names: str) -> None:
        """Add learners."""
        for name in names:
            self.run(
                "SELECT dlr.add_login(id, %s, false, %s, %s) FROM dlr.groups WHERE name = %s",
                *(name, *self._make_login(name), group),
            )

    def send(
        self,
        name: str,
        last: str | None,
        counts: Sequence[tuple[int, int]] = (),
        states: Sequence[tuple[str, str, str]] = (),
        digest: str = DIGEST,
    ) -> None:
        """Write what a member sends, with their own login: done and counted by level."""
        me = "(SELECT dlr.my_group()), (SELECT dlr.me())"
        self.run(
            f"INSERT INTO dlr.reports SELECT {me}, %s, %s::date, '2026-11-20'",
            *(digest, last),
            user=name,
        )
        for level, (done, counted) in zip(self.levels, counts, strict=False):
            self.run(
                f"INSERT INTO dlr.counts SELECT {me}, %s, %s, %s, 0, 0, 0, %s, %s, 9.5, 2, 0",
                *(level, counted, done, counted, done),
                user=name,
            )
        for key, state, since in states:
            self.run(
                f"INSERT INTO dlr.states SELECT {me}, %s, %s, %s::date",
                *(f"small/{key}", state, since),
                user=name,
            )

    def assign(self, key: str, kind: str, by: str, mentor: str) -> None:
        """Ask everyone in a mentor's group for something."""
        self.run(
            "SELECT dlr.assign(%s, %s, %s, %s::date, true, '{}')",
            *(kind, f"small/{key}", f"About {key}", by),
            user=mentor,
        )

    def log_in(self, name: str, group: str) -> None:
        """Let the next calls of dlr be those of a member."""
        address = read_address(self.address)._replace(user=self._logins[name])
        save_login(folders(), Login(group, "small", name, False, address, f"word-{name}"))
