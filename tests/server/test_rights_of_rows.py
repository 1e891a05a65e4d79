"""Whose rows are whose, with SQL written by hand: what is sent, and what mentors alone change."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg
import pytest

from dlroadmap.remote.group.address import read_address
from dlroadmap.remote.group.connection import perform
from dlroadmap.remote.group.schema import prepare
from server.postgres import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.server

Connection = psycopg.Connection[Any]

GROUPS = {"closed": "mentors", "opened": "open", "other": "open"}

SENT = ("reports", "counts", "states", "answers")
"""The tables of what members send."""


class Person(NamedTuple):
    """Somebody with a connection: the numbers of the group and the member, and the login."""

    connection: Connection
    group: int
    id: int
    login: str


class School:
    """Groups whose members have all sent something, and somebody who is in none."""

    def __init__(self, database: str) -> None:
        perform(read_address(database), [PASSWORD], prepare, administrator=True)
        self._database = database
        self.admin: Connection = psycopg.connect(database, password=PASSWORD, autocommit=True)
        self.open = [self.admin]
        self.people: dict[str, Person] = {}
        for name, board in GROUPS.items():
            self._found(name, board)
        self.admin.execute(f"CREATE ROLE outsider_{self.mark} LOGIN PASSWORD 'x'")
        self.people["outsider"] = Person(self.connect(f"outsider_{self.mark}"), 0, 0, "")
        gone = self.people["closed-gone"]
        self.people["closed-mentor"].connection.execute("SELECT dlr.remove('gone')")
        self.people["gone"] = gone._replace(id=0)
        del self.people["closed-gone"]

    @property
    def mark(self) -> str:
        """What tells the roles of this database from those of others on the server."""
        return self._database.rpartition("_")[2]

    def connect(self, login: str) -> Connection:
        """Log in."""
        made = psycopg.connect(self._database, user=login, password="x", autocommit=True)
        self.open.append(made)
        return made

    def verify(self) -> str:
        """Return the verifier of the password that all have."""
        return self.admin.pgconn.encrypt_password(b"x", b"", b"scram-sha-256").decode()

    def _found(self, name: str, board: str) -> None:
        login = f"dlr_{secrets.token_hex(10)}"
        self.admin.execute("SET ROLE dlr_owner")
        self.admin.execute(
            "SELECT dlr.found(%s, 'c', %s, repeat('a', 64), '{l}', '{L}', '{c/k,c/o}', 'mentor',"
            " %s, %s)",
            (name, board, login, self.verify()),
        )
        self.admin.execute("RESET ROLE")
        mentor = self._enter(f"{name}-mentor", login)
        for member in ("ada", "bob", *(["gone"] if name == "closed" else [])):
            own = f"dlr_{secrets.token_hex(10)}"
            call = "SELECT dlr.invite(%s, false, %s, %s)"
            mentor.connection.execute(call, (member, own, self.verify()))
            self._enter(f"{name}-{member}", own)
        mentor.connection.execute("SELECT dlr.assign('item', 'c/k', 'K', '2099-01-01', true, '{}')")
        for member in ("ada", "bob", "mentor"):
            self._send(self.people[f"{name}-{member}"])

    def _enter(self, name: str, login: str) -> Person:
        connection = self.connect(login)
        row = connection.execute("SELECT dlr.my_group(), dlr.me()").fetchone()
        assert row
        self.people[name] = Person(connection, row[0], row[1], login)
        return self.people[name]

    def _send(self, person: Person) -> None:
        own = (person.group, person.id)
        run = person.connection.execute
        run(
            "INSERT INTO dlr.reports (group_id, member_id, digest)"
            " VALUES (%s, %s, repeat('a', 64))",
            own,
        )
        run("INSERT INTO dlr.counts VALUES (%s, %s, 'l', 2, 1, 0, 0, 0, 2, 1, 3, 1, 0)", own)
        run("INSERT INTO dlr.states VALUES (%s, %s, 'c/k', 'done', '2027-01-01')", own)
        run(
            "INSERT INTO dlr.answers SELECT group_id, id, %s, 'open' FROM dlr.assignments",
            (person.id,),
        )

    def count(self, table: str, where: str = "true") -> int:
        """Return how many rows there are, as the superuser sees them."""
        row = self.admin.execute(f"SELECT count(*) FROM {table} WHERE {where}".encode()).fetchone()
        assert row
        return int(row[0])

    def dump(self) -> list[str]:
        """Return every row of every table, as the superuser sees them."""
        return [
            f"{table}: {row[0]}"
            for table in list_tables(self.admin, "p", "r")
            for row in self.admin.execute(f"SELECT t::text FROM {table} t ORDER BY 1".encode())
        ]


@pytest.fixture(scope="module")
def school(server: Any) -> Iterator[School]:
    """Three groups, in a database of their own; a test leaves them as they were."""
    made = School(server.make_database(f"school_{secrets.token_hex(4)}"))
    yield made
    for connection in made.open:
        connection.close()


def list_tables(connection: Connection, *kinds: str) -> list[str]:
    """Return the tables of the schema, so that one that is added later is among them."""
    rows = connection.execute(
        "SELECT c.oid::regclass::text FROM pg_class c WHERE relnamespace = 'dlr'::regnamespace"
        " AND relkind = ANY(%s) ORDER BY 1",
        (list(kinds),),
    )
    return [row[0] for row in rows]


def try_to(person: Person, sql: str) -> int:
    """Return how many rows a statement finds or changes; -1 if it is refused."""
    with person.connection.transaction(force_rollback=True):
        try:
            with person.connection.transaction():
                return person.connection.execute(sql.encode()).rowcount
        except psycopg.Error as error:
            if error.sqlstate not in ("42501", "DLR01"):
                raise
            return -1


def see(person: Person, table: str) -> set[tuple[int, int]]:
    """Return of whom somebody sees rows: the numbers of groups and members."""
    try:
        rows = person.connection.execute(f"SELECT group_id, member_id FROM dlr.{table}".encode())
        return {(row[0], row[1]) for row in rows}
    except psycopg.errors.InsufficientPrivilege:
        return set()


def test_nobody_can_run_a_function_that_was_not_meant_for_them(school: School) -> None:
    """Of the functions of the schema members run those that check who calls, and no others."""
    rows = school.admin.execute(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'dlr'::regnamespace"
        " AND has_function_privilege('dlr_member', oid, 'execute') ORDER BY 1"
    )
    assert [row[0] for row in rows] == [
        *("assign", "forget", "invite", "is_mentor", "leave", "me", "my_group", "my_name"),
        *("remove", "replace_track", "rotate", "sees_all", "withdraw"),
    ]
    public = school.admin.execute(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'dlr'::regnamespace"
        " AND has_function_privilege('public', oid, 'execute')"
    ).fetchall()
    assert public == []


@pytest.mark.parametrize("who", ["outsider", "gone"])
def test_who_is_in_no_group_sees_and_changes_nothing(
    school: School, subtests: pytest.Subtests, who: str
) -> None:
    """A login without a group, and one that was removed with a session open, get nothing."""
    person, before = school.people[who], school.dump()
    for table in list_tables(school.admin, "r", "p"):
        with subtests.test(table):
            for sql in _attempts(table):
                assert try_to(person, sql) <= 0, sql
    assert school.dump() == before


def _attempts(table: str) -> list[str]:
    return [
        f"SELECT * FROM {table}",
        f"SELECT count(*) FROM {table} HAVING count(*) > 0",
        f"DELETE FROM {table}",
        f"COPY {table} TO STDOUT",
    ]


@pytest.mark.parametrize("table", SENT)
def test_rows_of_members_are_seen_as_the_board_allows(school: School, table: str) -> None:
    """A member of a closed group sees their own rows; of an open one, and a mentor, the group's."""
    people = school.people
    assert school.count(f"dlr.{table}") == 9
    for name in GROUPS:
        mentor, ada, bob = (people[f"{name}-{one}"] for one in ("mentor", "ada", "bob"))
        every = {(one.group, one.id) for one in (mentor, ada, bob)}
        assert see(mentor, table) == every
        assert see(ada, table) == (every if GROUPS[name] == "open" else {(ada.group, ada.id)})


@pytest.mark.parametrize("who", ["closed-ada", "opened-ada", "opened-mentor"])
def test_rows_of_others_cannot_be_changed(
    school: School, subtests: pytest.Subtests, who: str
) -> None:
    """Nobody writes, moves or removes what another member has sent, mentors neither."""
    person, before = school.people[who], school.dump()
    own = f"group_id = {person.group} AND member_id = {person.id}"
    victim = school.people["opened-bob" if who != "closed-ada" else "closed-bob"]
    other = f"group_id = {victim.group} AND member_id = {victim.id}"
    stranger = school.people["other-ada"]
    attempts = []
    for table in SENT:
        attempts += [
            f"UPDATE dlr.{table} SET member_id = {victim.id} WHERE {own}",
            f"UPDATE dlr.{table} SET group_id = {stranger.group}, member_id = {stranger.id}"
            f" WHERE {own}",
            f"UPDATE dlr.{table} SET member_id = member_id WHERE {other}",
            f"DELETE FROM dlr.{table} WHERE {other}",
            f"DELETE FROM dlr.{table} WHERE NOT ({own})",
        ]
    for to in (victim, stranger):
        at = f"{to.group}, {to.id}"
        attempts += [
            f"INSERT INTO dlr.states VALUES ({at}, 'c/o', 'done', '2027-01-01')",
            f"INSERT INTO dlr.states VALUES ({at}, 'c/k', 'skipped', '2027-01-01')"
            " ON CONFLICT (group_id, member_id, key) DO UPDATE SET state = excluded.state",
            f"INSERT INTO dlr.reports (group_id, member_id, digest) VALUES ({at}, repeat('b', 64))"
            " ON CONFLICT (group_id, member_id) DO UPDATE SET digest = excluded.digest",
            f"INSERT INTO dlr.answers SELECT group_id, id, {to.id}, 'declined'"
            " FROM dlr.assignments ON CONFLICT (group_id, assignment_id, member_id)"
            " DO UPDATE SET answer = excluded.answer",
        ]
    for sql in attempts:
        with subtests.test(sql):
            assert try_to(person, sql) <= 0
    assert school.dump() == before


MENTORS_ALONE = (
    "SELECT dlr.replace_track(repeat('b', 64), '{m}', '{M}', '{c/new}')",
    "SELECT dlr.assign('item', 'c/o', 'O', '2099-01-01', true, '{}')",
    "SELECT dlr.withdraw('item', 'c/k')",
)

NOBODYS = (
    "INSERT INTO dlr.items VALUES ({group}, 'c/new')",
    "DELETE FROM dlr.items",
    "UPDATE dlr.levels SET title = 'x'",
    "UPDATE dlr.groups SET digest = repeat('b', 64)",
    "UPDATE dlr.assignments SET by = '2030-01-01'",
    "DELETE FROM dlr.assignments",
    "INSERT INTO dlr.assignees SELECT group_id, id, {id} FROM dlr.assignments",
)
"""What mentors do through functions, and nobody does in the tables."""


@pytest.mark.parametrize("who", ["closed-ada", "opened-ada"])
def test_a_member_does_not_what_mentors_do(
    school: School, subtests: pytest.Subtests, who: str
) -> None:
    """The track and what is assigned are the mentors'; a mentor of the group can change them."""
    group = who.partition("-")[0]
    person, mentor = school.people[who], school.people[f"{group}-mentor"]
    for sql in MENTORS_ALONE:
        with subtests.test(sql):
            assert try_to(person, sql) == -1
            assert try_to(mentor, sql) == 1
    for sql in NOBODYS:
        with subtests.test(sql):
            for one in (person, mentor):
                assert try_to(one, sql.format(group=one.group, id=one.id)) == -1
    for call in (
        f"SELECT dlr.invite('eve', true, 'dlr_{secrets.token_hex(10)}', '{school.verify()}')",
        f"SELECT dlr.rotate('bob', 'dlr_{secrets.token_hex(10)}', '{school.verify()}')",
        "SELECT dlr.remove('bob')",
    ):
        with pytest.raises(psycopg.Error) as refused:
            person.connection.execute(call.encode())
        assert refused.value.sqlstate == "DLR01"


def test_a_mentor_reaches_no_other_group(school: School, subtests: pytest.Subtests) -> None:
    """A mentor of one group sees and changes nothing of another, and none of its logins."""
    mentor, victim = school.people["other-mentor"], school.people["closed-ada"]
    before = school.dump()
    for table in (*SENT, "members", "items", "levels", "assignments", "assignees"):
        sql = f"SELECT group_id FROM dlr.{table} WHERE group_id <> {mentor.group}"
        with subtests.test(sql):
            assert try_to(mentor, sql) == 0
    with pytest.raises(psycopg.Error) as refused:
        mentor.connection.execute(
            "SELECT dlr.invite('eve', false, %s, %s)", (victim.login, school.verify())
        )
    assert refused.value.sqlstate == "23505"
    for name in ("admin", "postgres", victim.login, "dlr_owner", "closed-ada"):
        assert mentor.connection.execute("SELECT dlr.remove(%s)", (name,)).fetchone() == (False,)
        with pytest.raises(psycopg.Error) as refused:
            mentor.connection.execute("SELECT dlr.rotate(%s, %s, %s)", (name, "x", school.verify()))
        assert refused.value.sqlstate == "DLR02"
    assert school.dump() == before


@pytest.mark.parametrize("who", ["closed-ada", "closed-mentor"])
def test_ways_around_are_closed(school: School, subtests: pytest.Subtests, who: str) -> None:
    """No role, no catalog and no function leads around the row security."""
    person, before = school.people[who], school.dump()
    login = secrets.token_hex(10)
    refused = (
        "SET ROLE dlr_owner",
        "SET ROLE admin",
        "SET SESSION AUTHORIZATION admin",
        "SELECT login FROM dlr.members",
        "SELECT * FROM dlr.members",
        "SELECT * FROM dlr.retired",
        "SELECT rolpassword FROM pg_authid",
        "SELECT * FROM pg_statistic",
        f"CREATE ROLE dlr_{login}",
        "CREATE TABLE dlr.mine (a int)",
        "CREATE FUNCTION dlr.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        f"SELECT dlr.add_login({person.group}, 'eve', true, 'dlr_{login}', '{school.verify()}')",
        "SELECT dlr.drop_login('admin')",
        "INSERT INTO dlr.members (group_id, name, mentor, login)"
        f" VALUES ({person.group}, 'eve', true, 'eve')",
        "UPDATE dlr.members SET mentor = true",
        f"DELETE FROM dlr.members WHERE id <> {person.id}",
        "UPDATE dlr.groups SET board = 'open'",
        "UPDATE dlr.groups SET name = 'mine'",
        "INSERT INTO dlr.version VALUES (99)",
        "DELETE FROM dlr.version",
    )
    for sql in refused:
        with subtests.test(sql):
            assert try_to(person, sql) == -1
    stats = "SELECT * FROM pg_stats WHERE schemaname = 'dlr'"
    school.admin.execute("ANALYZE")
    assert school.count("pg_stats", "schemaname = 'dlr'") > 0
    assert try_to(person, stats) == 0
    assert school.dump() == before


def test_a_name_with_sql_in_it_is_a_name(school: School) -> None:
    """What is put together as SQL takes no harm from names."""
    mentor = school.people["opened-mentor"]
    name = "x'); DROP TABLE dlr.states; --"
    login = f"dlr_{secrets.token_hex(10)}"
    call = "SELECT dlr.invite(%s, false, %s, %s)"
    mentor.connection.execute(call, (name, login, school.verify()))
    assert school.count("dlr.members", f"login = '{login}'") == 1
    assert mentor.connection.execute("SELECT dlr.remove(%s)", (name,)).fetchone() == (True,)
    for bad in ("admin", 'x"; DROP ROLE admin; --', "dlr_member", ""):
        with pytest.raises(psycopg.Error) as refused:
            mentor.connection.execute(call, ("eve", bad, school.verify()))
        assert refused.value.sqlstate == "DLR00"
