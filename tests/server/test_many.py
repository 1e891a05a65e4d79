"""Many who send at the same time, many groups side by side, and the plans that this rests on."""

from __future__ import annotations

import json
import os
import re
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg
import pytest

from dlroadmap.cli.session import Session
from dlroadmap.guide.report import Report, Track, find_report, find_track
from dlroadmap.progress.fold import Progress
from dlroadmap.remote.group.address import Invitation, read_address
from dlroadmap.remote.group.board import read_board, read_item
from dlroadmap.remote.group.connection import Database, perform
from dlroadmap.remote.group.founding import Wanted, found, invite, make_login
from dlroadmap.remote.group.sending import send
from server.postgres import PASSWORD, Server, find_programs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from conftest import Dlr
    from dlroadmap.curriculum.model import Curriculum
    from dlroadmap.remote.group.login import Login

pytestmark = [pytest.mark.server, pytest.mark.long]

DAYS = ("2026-11-01", "2026-11-02", "2026-11-03")

PARTITIONED = ("reports", "counts", "states")

LARGE = ("counts", "states")
"""Of these even a partition is too much to be read from end to end; reports have few rows."""


@pytest.fixture
def curriculum(small: Dlr) -> Curriculum:
    """The curriculum that all groups of these tests learn."""
    return Session(curriculum="small").curriculum


@pytest.fixture
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database on a server that takes twenty connections, not hundreds."""
    folder = tmp_path_factory.mktemp("narrow") / "postgres"
    running = Server(find_programs()[0], folder, "max_connections = 20")
    running.start()
    yield running.make_database("classes")
    running.stop("immediate")


def make_group(address: str, name: str, track: Track, mentor: str) -> Login:
    """Make a group as an administrator does, and return the login of its mentor."""
    place = read_address(address)
    wanted = Wanted(name, "small", track, "mentors", mentor)
    login = make_login(wanted, place)
    found(place, PASSWORD, wanted, login)
    return login


def draw_report(curriculum: Curriculum, number: int) -> Report:
    """Return what the learner of a number sends: no two neighbors send the same."""
    keys = [*curriculum.locations]
    chosen = {key: n for n, key in enumerate(keys) if number >> n % 8 & 1}
    states = {key: ("done", "doing", "skipped")[(n + number) % 3] for key, n in chosen.items()}
    since = {key: DAYS[(n * number) % 3] for key, n in chosen.items()}
    return find_report(curriculum, Progress(states, since))


def send_as(member: Invitation, report: Report) -> None:
    """Send a report as its member."""
    perform(member.address, [member.password], lambda db: send(db, report))


def run_at_once(works: Sequence[Callable[[], object]]) -> list[int]:
    """Run each in a process of its own, all begun by one signal, and return the exit codes."""
    wait, go = os.pipe()
    children = []
    for work in works:
        child = os.fork()
        if not child:
            code = 1
            try:
                os.close(go)
                os.read(wait, 1)
                work()
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    os.close(wait)
    os.close(go)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def ask(address: str, sql: str) -> list[Any]:
    """Return what the server's superuser sees."""
    with psycopg.connect(address, password=PASSWORD) as connection:
        return connection.execute(sql.encode()).fetchall()


def test_two_hundred_send_at_once(narrow: str, curriculum: Curriculum) -> None:
    """More than the server has connections for send together: all arrive, exactly as sent."""
    mentor = make_group(narrow, "rush", find_track(curriculum), "Grace")
    members = {f"Learner {n}": invite(mentor, f"Learner {n}", False) for n in range(200)}
    reports = {name: draw_report(curriculum, n) for n, name in enumerate(members)}
    works = [partial(send_as, member, reports[name]) for name, member in members.items()]
    assert run_at_once(works) == [0] * 200
    kept: dict[str, dict[str, tuple[str, date]]] = {name: {} for name in members}
    rows = ask(
        narrow,
        "SELECT m.name, s.key, s.state, s.since FROM dlr.states s JOIN dlr.members m"
        " ON m.group_id = s.group_id AND m.id = s.member_id",
    )
    for name, key, state, since in rows:
        kept[name][key] = (state, since)
    assert kept == {name: dict(report.states) for name, report in reports.items()}
    board = perform(mentor.address, [mentor.password], read_board)
    shown = {one.name: (one.last, tuple(one.levels.items())) for one in board.find_learners()}
    assert shown == {name: (report.last, report.levels) for name, report in reports.items()}


def test_groups_side_by_side(database: str, curriculum: Curriculum) -> None:
    """Forty groups on a server: each board has its members with what they sent, and no other."""
    track = find_track(curriculum)
    mentors = {}
    for n in range(40):
        name = f"group-{n}"
        mentors[name] = make_group(database, name, track, f"Mentor {n}")
        for each in range(2):
            member = invite(mentors[name], f"Learner {n}-{each}", False)
            send_as(member, draw_report(curriculum, 2 * n + each))
    holding = {row[0] for row in ask(database, "SELECT tableoid::regclass FROM dlr.reports")}
    assert len(holding) > 10, "the groups are spread over few partitions, which shows little"
    for n, (name, mentor) in enumerate(mentors.items()):
        board = perform(mentor.address, [mentor.password], read_board)
        assert board.group == name
        shown = {one.name: tuple(one.levels.items()) for one in board.find_learners()}
        numbers = {f"Learner {n}-{each}": 2 * n + each for each in range(2)}
        assert shown == {
            who: draw_report(curriculum, number).levels for who, number in numbers.items()
        }
        everyone = {one.name for one in board.members}
        assert everyone == {f"Mentor {n}", *numbers}


class Plan(NamedTuple):
    """A statement, and what the server would do for it: kinds of scans, and their tables."""

    sql: str
    scans: list[tuple[str, str]]


class Explaining(Database):
    """A database that also asks for the plan of each statement, before it runs that."""

    plans: list[Plan]

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        super().__init__(connection)
        self.plans = []

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Return what a query finds."""
        self._explain(sql, values)
        return super().rows(sql, *values)

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row that a query finds."""
        self._explain(sql, values)
        return super().row(sql, *values)

    def run(self, sql: str, *values: object) -> int:
        """Run a statement."""
        self._explain(sql, values)
        return super().run(sql, *values)

    def _explain(self, sql: str, values: tuple[object, ...]) -> None:
        found = super().row("EXPLAIN (FORMAT JSON) " + sql, *values)
        assert found
        plan = found[0] if isinstance(found[0], list) else json.loads(found[0])
        self.plans.append(Plan(sql, [*_find_scans(plan[0]["Plan"])]))


def _find_scans(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "Relation Name" in node and node["Node Type"].endswith("Scan"):
        yield node["Node Type"], node["Relation Name"]
    for child in node.get("Plans", ()):
        yield from _find_scans(child)


@pytest.fixture
def opened(database: str, curriculum: Curriculum) -> Iterator[Callable[[str], Explaining]]:
    """Logs a mentor or a learner in, on a server whose every partition holds many rows."""
    track = find_track(curriculum)
    mentor = make_group(database, "one", track, "Grace")
    logins = {"Grace": (mentor.address, mentor.password)}
    ada = invite(mentor, "Ada", False)
    logins["Ada"] = (ada.address, ada.password)
    fill(database, 100)
    with ExitStack() as stack:

        def log_in(name: str) -> Explaining:
            address, password = logins[name]
            text = f"postgresql://{address.user}@{address.host}:{address.port}/{address.database}"
            made = psycopg.connect(text, password=password, prepare_threshold=None)
            return Explaining(stack.enter_context(made))

        yield log_in


def fill(address: str, groups: int) -> None:
    """Give a server more groups of fifty members, by SQL and without logins."""
    with psycopg.connect(address, password=PASSWORD, autocommit=True) as connection:
        connection.execute(
            f"""
            INSERT INTO dlr.groups (name, curriculum, board, digest)
              SELECT 'other-' || n, 'small', 'mentors', digest
              FROM dlr.groups, generate_series(1, {groups}) n;
            INSERT INTO dlr.levels SELECT g.id, l.id, position, title
              FROM dlr.levels l, dlr.groups g WHERE g.name <> 'one';
            INSERT INTO dlr.items SELECT g.id, key
              FROM dlr.items, dlr.groups g WHERE g.name <> 'one';
            INSERT INTO dlr.members (group_id, name, mentor, login)
              SELECT id, 'Other ' || n, false, 'none-' || id || '-' || n
              FROM dlr.groups, generate_series(1, 50) n;
            INSERT INTO dlr.reports (group_id, member_id, digest, last)
              SELECT m.group_id, m.id, repeat('a', 64), '2026-11-01'
              FROM dlr.members m WHERE login LIKE 'none-%';
            INSERT INTO dlr.counts
              SELECT m.group_id, m.id, l.id, 4, 1, 0, 1, 0, 4, 1, 8, 2, 0
              FROM dlr.members m JOIN dlr.levels l USING (group_id) WHERE login LIKE 'none-%';
            INSERT INTO dlr.states
              SELECT m.group_id, m.id, i.key, 'done', '2026-11-01'
              FROM dlr.members m JOIN dlr.items i USING (group_id) WHERE login LIKE 'none-%';
            """.encode()
        )
        connection.execute("ANALYZE")


def check_plans(plans: list[Plan], partition: dict[str, str]) -> None:
    """Check that no plan reads a partition of other groups alone, or a large one to its end."""
    met = set()
    for plan in plans:
        for kind, table in plan.scans:
            family = re.sub(r"_\d+$", "", table)
            if family in PARTITIONED:
                met.add(family)
                assert table == partition[family], f"{table} is read by {plan.sql}"
                whole = kind == "Seq Scan" and family in LARGE
                assert not whole, f"{table} is read from end to end by {plan.sql}"
    assert met, "no plan has any of the tables that this is about"


def find_partitions(address: str) -> dict[str, str]:
    """Return by table which partition holds the group that is called `one`."""
    return {
        table: ask(
            address,
            f"SELECT tableoid::regclass::text FROM dlr.{table} WHERE group_id ="
            " (SELECT id FROM dlr.groups WHERE name = 'one') LIMIT 1",
        )[0][0].removeprefix("dlr.")
        for table in PARTITIONED
    }


def test_board_reads_one_partition(
    database: str, curriculum: Curriculum, opened: Callable[[str], Explaining]
) -> None:
    """The board, and who has an item, are planned for the one partition of the group."""
    db = opened("Grace")
    keys = [*curriculum.locations]
    read_board(db)
    read_item(db, keys[0], keys[:4])
    check_plans(db.plans, find_partitions(database))
