"""What each role may read and change, with SQL written by hand, in every table there is."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from dlroadmap.remote.group.address import read_address
from dlroadmap.remote.group.connection import perform
from dlroadmap.remote.group.schema import prepare
from server.postgres import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.postgres import Server

pytestmark = pytest.mark.server
ME = "(SELECT dlr.my_group()), (SELECT dlr.me())"
SENT = (
    f"INSERT INTO dlr.reports SELECT {ME}, repeat('a', 64), '2026-11-20'::date",
    f"INSERT INTO dlr.counts SELECT {ME}, 'l', 1, 1, 0, 0, 0, 1, 1, 9, 2, 0",
    f"INSERT INTO dlr.states SELECT {ME}, 'c/k', 'done', '2026-11-20'::date",
)
ASKED = (
    "SELECT dlr.assign('item', 'c/k', 'K', '2026-12-01', false, ARRAY(SELECT id FROM dlr.members"
    " WHERE name NOT IN ('removed', 'left')))"
)
OWN = {"reports", "counts", "states", "answers"}
INSIDE = ("A", "M", "O", "W")
"""A member and a mentor of `class`, whose board mentors see; the same of `circle`, an open one."""

TRIGGER = "suppress_redundant_updates_trigger"
REFUSED = {"42501", "DLR01", "DLR02"}
OUTSIDE = ("outsider", "removed", "left")
Row = dict[str, Any]


class School:
    """Two groups of three; somebody who left, somebody removed, and a login that is no member."""

    def __init__(self, address: str) -> None:
        self.address = address
        perform(read_address(address), [PASSWORD], prepare, administrator=True)
        self.admin = psycopg.connect(address, password=PASSWORD, autocommit=True)
        self.roles: dict[str, psycopg.Connection[Any]] = {}
        self.logins: dict[str, str] = {}
        for group, board, mentor, members in (
            ("class", "mentors", "M", ("A", "B", "removed", "left")),
            ("circle", "open", "W", ("O", "P")),
        ):
            self.admin.execute("SET ROLE dlr_owner")
            self.admin.execute(
                "SELECT dlr.found(%s, 'c', %s, repeat('a', 64), '{l}', '{L}', '{c/k}', %s, %s, %s)",
                [group, board, mentor, *self.draw(mentor)],
            )
            self.admin.execute("RESET ROLE")
            self.connect(mentor)
            for name in members:
                self.roles[mentor].execute(
                    "SELECT dlr.invite(%s, false, %s, %s)", [name, *self.draw(name)]
                )
                self.connect(name)
            self.roles[mentor].execute(ASKED)
            for name in (mentor, *members[:2]):
                for statement in SENT:
                    self.roles[name].execute(statement)
                self.roles[name].execute(
                    f"INSERT INTO dlr.answers SELECT {ME.replace(', ', ', a.id, ')}, 'done'"
                    " FROM dlr.assignments a"
                )
        self.roles["M"].execute("SELECT dlr.remove('removed')")
        self.roles["left"].execute("SELECT dlr.leave()")
        login, verifier = self.draw("outsider")
        self.admin.execute(f"CREATE ROLE {login} LOGIN PASSWORD '{verifier}'".encode())
        self.connect("outsider")
        for connection in self.roles.values():
            connection.autocommit = False

    def draw(self, name: str) -> tuple[str, str]:
        """Return a login for somebody, and its verifier."""
        self.logins[name] = f"dlr_{secrets.token_hex(10)}"
        made = self.admin.pgconn.encrypt_password(name.encode(), b"", b"scram-sha-256")
        return self.logins[name], made.decode()

    def connect(self, name: str) -> None:
        """Log in."""
        self.roles[name] = psycopg.connect(
            self.address, user=self.logins[name], password=name, autocommit=True
        )

    def attempt(self, role: str, sql: str, *values: object) -> tuple[str, int, list[Any]]:
        """Return how a statement ends, how many rows it touches, what it returns; and undo it."""
        connection = self.roles[role]
        try:
            cursor = connection.execute(sql.encode(), values or None)
            return "", cursor.rowcount, cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            return error.sqlstate or "lost", 0, []
        finally:
            connection.rollback()

    def list_tables(self, kinds: str) -> list[str]:
        """Return the names of what the catalog has of some kinds."""
        found = self.admin.execute(
            "SELECT relname, relispartition FROM pg_class"
            " WHERE relnamespace = 'dlr'::regnamespace AND relkind::text = ANY(%s) ORDER BY 1",
            [[*kinds]],
        )
        return [name for (name, _) in found]

    def list_parents(self) -> list[str]:
        """Return the names of the tables that are no partitions."""
        found = self.admin.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'dlr'::regnamespace"
            " AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1"
        )
        return [name for (name,) in found]

    def read(self, table: str) -> list[Row]:
        """Return all rows of a table; only `retired` may have none."""
        rows = self.admin.execute(f"SELECT to_jsonb(t) FROM dlr.{table} t".encode()).fetchall()
        assert rows, f"the administrator sees nothing in {table}"
        return [row for (row,) in rows]

    def find(self, role: str) -> tuple[int, int]:
        """Return the group and the number of a member."""
        [row] = [each for each in self.read("members") if each["login"] == self.logins[role]]
        return row["group_id"], row["id"]

    def may_see(self, role: str, table: str, row: Row) -> bool:
        """Return whether a row is somebody's to read."""
        group, me = self.find(role)
        if table in ("version", "retired"):
            return table == "version"
        if row["id" if table == "groups" else "group_id"] != group:
            return False
        if table == "members":
            return role != "A" or row["mentor"] or row["id"] == me
        return role != "A" or row.get("member_id", me) == me

    def may_change(self, role: str, table: str, row: Row) -> bool:
        """Return whether a row is somebody's to change or to delete."""
        group, me = self.find(role)
        if table in OWN:
            return (row["group_id"], row["member_id"]) == (group, me)
        return False


@pytest.fixture(scope="module")
def school(server: Server) -> Iterator[School]:
    """Everybody, with an open session each; what they try is undone."""
    made = School(server.make_database(f"school_{secrets.token_hex(4)}"))
    yield made
    for connection in (made.admin, *made.roles.values()):
        connection.close()


@pytest.mark.parametrize("role", INSIDE)
def test_everybody_reads_what_is_theirs_and_nothing_else(school: School, role: str) -> None:
    """A member sees their own rows, a mentor and an open board those of their group."""
    for table in school.list_parents():
        rows = school.read(table)
        expected = [row for row in rows if school.may_see(role, table, row)]
        columns = [c for c in rows[0] if (table, c) != ("members", "login")]
        state, _, seen = school.attempt(role, f"SELECT {', '.join(columns)} FROM dlr.{table}")
        assert (state, len(seen)) == ("42501" if table == "retired" else "", len(expected)), table
        if table not in ("version", "retired"):
            assert 0 < len(expected) < len(rows), f"{table} shows nothing of the rule"


@pytest.mark.parametrize("role", INSIDE)
def test_everybody_changes_what_is_theirs_and_nothing_else(school: School, role: str) -> None:
    """No UPDATE of any column reaches another's row, and nobody deletes without a function."""
    for table in school.list_parents():
        rows = school.read(table)
        own = sum(school.may_change(role, table, row) for row in rows)
        assert school.attempt(role, f"DELETE FROM dlr.{table}")[0] == "42501", table
        for column in rows[0]:
            _, changed, _ = school.attempt(role, f"UPDATE dlr.{table} SET {column} = {column}")
            assert changed <= own, (table, column)


@pytest.mark.parametrize("role", INSIDE + OUTSIDE)
def test_nobody_locks_a_table(school: School, role: str) -> None:
    """No member can stop all groups with a lock on a table."""
    for table in school.list_tables("rp"):
        for mode in ("ACCESS EXCLUSIVE", "EXCLUSIVE", "SHARE"):
            state, _, _ = school.attempt(role, f"LOCK TABLE dlr.{table} IN {mode} MODE")
            assert state == "42501", (table, mode)


@pytest.mark.parametrize("role", INSIDE)
def test_nobody_writes_a_row_of_others(school: School, role: str) -> None:
    """Each row that is another's is refused by the rights, before a unique index can tell."""
    tried = 0
    for table in school.list_parents():
        for row in school.read(table):
            if school.may_change(role, table, row):
                continue
            insert = (
                f"INSERT INTO dlr.{table} OVERRIDING SYSTEM VALUE"
                f" SELECT * FROM jsonb_populate_record(NULL::dlr.{table}, %s::jsonb)"
            )
            for end in ("", " ON CONFLICT DO NOTHING"):
                state, _, _ = school.attempt(role, insert + end, Jsonb(row))
                assert state == "42501", (table, row, end)
                tried += 1
    assert tried > 20


@pytest.mark.parametrize("role", INSIDE + OUTSIDE)
def test_partitions_sequences_and_the_tables_themselves_are_nobodys(
    school: School, role: str
) -> None:
    """Whatever is in the catalog: no partition is open, and no table can be emptied or watched."""
    tables, parents = school.list_tables("rp"), school.list_parents()
    assert len(tables) > 100
    for table in tables:
        statements = [
            f"TRUNCATE dlr.{table}",
            f"CREATE TRIGGER t AFTER INSERT ON dlr.{table} EXECUTE FUNCTION {TRIGGER}()",
            f"ALTER TABLE dlr.{table} DISABLE ROW LEVEL SECURITY",
            f"CREATE POLICY p ON dlr.{table} USING (true)",
            f"LOCK TABLE dlr.{table} IN ACCESS EXCLUSIVE MODE" if table not in parents else "",
        ]
        if role in OUTSIDE or table not in parents:
            statements += [
                f"SELECT FROM dlr.{table}",
                f"DELETE FROM dlr.{table}",
                f"INSERT INTO dlr.{table} SELECT",
                f"EXPLAIN SELECT * FROM dlr.{table}",
            ]
        for statement in filter(None, statements):
            state, touched, _ = school.attempt(role, statement)
            # The open session of who left keeps its grants, and sees no row of any group.
            empty = role == "left" and touched == 0 and statement.startswith(("SELECT", "DELETE"))
            shown = role == "left" and (
                statement.startswith("EXPLAIN") or statement == "SELECT FROM dlr.version"
            )
            assert state or empty or shown, statement
    for sequence in school.list_tables("S"):
        for call in ("nextval", "currval"):
            assert school.attempt(role, f"SELECT {call}('dlr.{sequence}')")[0]


def test_every_table_forces_row_security_and_no_partition_is_granted(school: School) -> None:
    """A table that is added later is covered: the catalog is asked, not a list."""
    weak = school.admin.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'dlr'::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)"
    ).fetchall()
    granted = school.admin.execute(
        "SELECT relname FROM pg_class, aclexplode(relacl) a WHERE relispartition"
        " AND relnamespace = 'dlr'::regnamespace AND a.grantee <> relowner"
    ).fetchall()
    owner = school.admin.execute(
        "SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'dlr_owner'"
    ).fetchall()
    assert (weak, granted, owner) == ([], [], [(False, False, False)])


@pytest.mark.parametrize("role", INSIDE + OUTSIDE)
@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE dlr_owner",
        "SET SESSION AUTHORIZATION dlr_owner",
        "SELECT login FROM dlr.members",
        "SELECT * FROM dlr.retired",
        "SELECT * FROM pg_authid",
        "SELECT * FROM pg_statistic",
        "SELECT dlr.add_login(1, 'X', true, 'dlr_00000000000000000000', 'x')",
        "SELECT dlr.drop_login('admin')",
        "SELECT dlr.find_login('M')",
        "SELECT dlr.check_mentor()",
        "SELECT dlr.lock_group()",
        "SELECT dlr.found('x', 'c', 'open', repeat('a', 64), '{l}', '{L}', '{c/k}', 'M', 'x', 'x')",
        "SELECT dlr.rotate('admin', 'x', 'x')",
        "SELECT dlr.rotate('M''; DROP SCHEMA dlr; --', 'x', 'x')",
        "CREATE TABLE dlr.mine ()",
        "CREATE FUNCTION dlr.me2() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE ROLE mine",
        "ALTER ROLE admin PASSWORD 'x'",
        "GRANT dlr_owner TO CURRENT_USER",
        "GRANT dlr_member TO pg_monitor",
    ],
)
def test_the_ways_around_are_closed(school: School, role: str, statement: str) -> None:
    """No role gets at logins, at the owner, or at functions that are not theirs."""
    state = school.attempt(role, statement)[0]
    # The role of who was removed is gone, so that the server has other words for it.
    assert state in REFUSED or (state and role == "removed"), state


def test_a_mentor_has_no_power_over_another_group(school: School) -> None:
    """Names of another group, and of an administrator, are names of nobody."""
    _, verifier = "", school.draw("nobody")[1]
    for name in ("A", "M", school.logins["A"], "admin"):
        assert (
            school.attempt("W", "SELECT dlr.rotate(%s, %s, %s)", name, "x", verifier)[0] == "DLR02"
        )
        assert school.attempt("W", "SELECT dlr.remove(%s)", name)[2] == [(False,)]
    assert school.attempt("W", "SELECT dlr.remove('P')")[2] == [(True,)]


def test_members_make_no_temporary_tables(school: School) -> None:
    """Nothing of a member's own, as a function that tells what it is shown, gets in between."""
    for role in INSIDE:
        assert school.attempt(role, "CREATE TEMP TABLE members ()")[0] == "42501"
        assert school.attempt(role, "CREATE FUNCTION public.f() RETURNS int RETURN 1")[0] == "42501"


def test_no_member_holds_up_an_administrator(school: School) -> None:
    """The lock of an upgrade is one that members cannot take."""
    member = school.roles["A"]
    member.execute("SELECT pg_advisory_xact_lock(3617204551093874118)")
    member.execute("SELECT FROM dlr.version")
    try:
        perform(read_address(school.address), [PASSWORD], prepare, administrator=True)
    finally:
        member.rollback()
    assert school.attempt("A", "LOCK TABLE dlr.version IN EXCLUSIVE MODE")[0] == "42501"
