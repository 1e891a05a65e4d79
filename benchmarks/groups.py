"""Groups on PostgreSQL: a class of simulated learners, and a server that has many groups."""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import contenders
import page
from contenders import DLR
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.order import find_order
from dlroadmap.progress.fold import Progress
from measuring import Command, Meter

sys.path.insert(0, str(contenders.ROOT / "tests"))

from server.postgres import PASSWORD, Server, find_programs

if TYPE_CHECKING:
    from psycopg import Connection

    from dlroadmap.guide.report import Report
    from dlroadmap.remote.group.address import Invitation
    from dlroadmap.remote.group.connection import Database
    from dlroadmap.remote.group.login import Login

BOARD_AIM, SEND_AIM = 0.15, 0.05
"""Seconds for the board of a class, and for what a member sends."""

SEED = 19
TODAY = date(2027, 3, 1)
GROUP_SIZE = 100


class Class(NamedTuple):
    """A group on a server: the login of its mentor, and the invitations of its members."""

    mentor: "Login"
    members: "list[Invitation]"


def section(meter: Meter, folder: Path, members: int, groups: int, rounds: int) -> Iterator[str]:
    """Measure a class, many who send at the same time, and a server that has many groups."""
    yield "## Groups\n"
    programs = find_programs()
    if find_spec("psycopg") is None or not programs:
        yield "psycopg or PostgreSQL is not installed; groups were not measured.\n"
        return

    own = {"PGPASSWORD": PASSWORD, "DLR_HOME": str(folder / "groups-home")}
    with tempfile.TemporaryDirectory() as room, _environment(own):
        server = Server(programs[0], Path(room) / "server")
        server.start()
        try:
            address = server.make_database("classes")
            yield from _measure(meter, folder, address, members, groups, rounds)
        finally:
            server.stop("immediate")


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Have these variables in the block, and those of before after it."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _measure(
    meter: Meter, folder: Path, address: str, members: int, groups: int, rounds: int
) -> Iterator[str]:
    from dlroadmap.paths import Folders
    from dlroadmap.remote.group.login import save_login

    track = Session().open("deep-learning").curriculum
    dice = random.Random(SEED)
    learned = [simulate(track, dice) for _ in range(members)]
    yield (
        f"A class of {members:,} simulated learners on the curriculum of {len(track.locations):,} "
        "items: each has learned a part of it in its order, between nothing and all, with up to "
        "three items in progress. Each has a login of their own, and sends through it. Times are "
        "seconds on the clock; the server is on the same machine, with the settings that "
        "PostgreSQL comes with.\n"
    )
    found = make_class(address, "class", track, members)
    reports = [report(track, progress) for progress in learned]
    pairs = zip(found.members, reports, strict=True)
    first = [_time(partial(send, member, made)) for member, made in pairs]
    full = report(track, simulate(track, dice, share=1.0))
    send(found.members[0], full)
    again = [_time(partial(send, found.members[0], full)) for _ in range(max(rounds, 1))]
    few = []
    for number in range(max(rounds, 1)):
        changed = full._replace(states={**full.states, **_change(full, number)})
        few.append(_time(partial(send, found.members[0], changed)))
    send(found.members[0], reports[0])
    home = folder / "mentor-home"
    save_login(Folders(home, home, home / "cache"), found.mentor)
    seen = [_time(partial(read, found.mentor)) for _ in range(max(2 * rounds, 1))]
    item = [*track.locations][len(track.locations) // 3]
    asked = [_time(partial(read_item, found.mentor, track, item)) for _ in range(max(rounds, 1))]
    yield from page.table(
        ("With the connection", "Median", "Slowest", "Times"),
        [
            _row("first send of each member", first),
            _row("send of a whole curriculum, nothing changed", again),
            _row("the same with three changes", few),
            _row("the board", seen),
            _row("who can help with an item", asked),
        ],
    )
    board, sent = median(seen), median(first)
    yield (
        f"The aim for the board is {page.duration(BOARD_AIM)}: "
        f"{'met' if board <= BOARD_AIM else 'missed'}. For what a member sends it is "
        f"{page.duration(SEND_AIM)}: {'met' if sent <= SEND_AIM else 'missed'}.\n"
    )
    words = {"DLR_HOME": str(home), "COLUMNS": "100"}
    figures = meter.in_turn({"dlr group": Command([DLR, "group"], words)}, min(rounds, 3))
    yield from page.table(
        page.HEADINGS, [[f"`{name}`", *page.cells(each)] for name, each in figures.items()]
    )
    yield from _rush(found, reports, min(200, members))
    yield from _many(address, track, groups, rounds)
    yield _weigh(address, members, groups)


def simulate(track: Curriculum, dice: random.Random, share: float | None = None) -> Progress:
    """Return what somebody has learned who goes through a curriculum in its order."""
    order = list(find_order(track, Progress({}, {})))
    share = dice.random() if share is None else share
    done = order[: round(share * len(order))]
    doing = order[len(done) : len(done) + dice.randint(0, 3)]
    idle = dice.randint(0, 90)
    day = datetime.combine(TODAY - timedelta(days=idle), datetime.min.time(), UTC)
    days = {key: day - timedelta(days=(len(done) - n) // 3) for n, key in enumerate(done)}
    states = {**dict.fromkeys(done, "done"), **dict.fromkeys(doing, "doing")}
    return Progress(states, {key: days.get(key, day).isoformat() for key in states})


def report(track: Curriculum, progress: Progress) -> "Report":
    """Return what is sent of a progress."""
    from dlroadmap.guide.report import find_report

    return find_report(track, progress, zone=UTC)


def make_class(address: str, name: str, track: Curriculum, members: int) -> Class:
    """Make a group with a mentor and so many members, each with a login."""
    from dlroadmap.guide.report import find_track
    from dlroadmap.remote.group.address import read_address
    from dlroadmap.remote.group.founding import Wanted, found, invite, make_login

    place = read_address(address)
    wanted = Wanted(name, track.id, find_track(track), "mentors", "Mentor")
    login = make_login(wanted, place)
    found(place, "", wanted, login)
    return Class(login, [invite(login, f"Learner {n + 1}", False) for n in range(members)])


def send(member: "Invitation", made: "Report") -> None:
    """Send as a member does: one connection, one transaction."""
    from dlroadmap.remote.group.connection import perform
    from dlroadmap.remote.group.schema import check_version
    from dlroadmap.remote.group.sending import read_asked
    from dlroadmap.remote.group.sending import send as send_report

    def work(db: "Database") -> None:
        check_version(db)
        send_report(db, made)
        read_asked(db)

    perform(member.address, [member.password], work)


def read(mentor: "Login") -> int:
    """Read the board as a mentor does, and return how many members it has."""
    from dlroadmap.remote.group.board import read_board
    from dlroadmap.remote.group.connection import perform

    return len(perform(mentor.address, [mentor.password], read_board).members)


def read_item(mentor: "Login", track: Curriculum, key: str) -> None:
    """Read who stands where with an item."""
    from dlroadmap.guide.board import find_place
    from dlroadmap.remote.group.board import read_item
    from dlroadmap.remote.group.connection import perform

    place = find_place(key, track.requires, track.locations, track.assumed)
    perform(mentor.address, [mentor.password], lambda db: read_item(db, key, place.keys))


def _change(full: "Report", number: int) -> dict[str, tuple[str, date]]:
    keys = [*full.states][3 * number : 3 * number + 3]
    return dict.fromkeys(keys, ("skipped", TODAY))


def _time(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _row(name: str, times: list[float]) -> list[str]:
    return [name, page.duration(median(times)), page.duration(max(times)), str(len(times))]


def _rush(found: Class, reports: "list[Report]", number: int) -> Iterator[str]:
    """Let so many members send at the same time, each in a process of its own."""
    begun = time.perf_counter()
    children = []
    for member, made in zip(found.members[:number], reports[-number:], strict=True):
        child = os.fork()
        if not child:
            code = 1
            try:
                send(member, made)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    failed = sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0 for child in children)
    taken = time.perf_counter() - begun
    yield (
        f"{number:,} members who send at the same time, each in a process of its own, to a server "
        f"that takes 100 connections: {failed} failed, and the last was done after "
        f"{page.duration(taken)}.\n"
    )


def _many(address: str, track: Curriculum, groups: int, rounds: int) -> Iterator[str]:
    """Compare the board of a group of a hundred before and after there are many others."""
    import psycopg

    alone = make_class(address, "alone", track, 1)
    admin = os.environ["PGPASSWORD"]
    with psycopg.connect(address, password=admin) as connection:
        (mine,) = connection.execute(
            "SELECT id FROM dlr.groups WHERE name = 'alone'"
        ).fetchone() or (0,)
        _fill(connection, [mine], GROUP_SIZE - 1)
    _analyze(address)
    before = [_time(partial(read, alone.mentor)) for _ in range(max(2 * rounds, 1))]
    with psycopg.connect(address, password=admin) as connection:
        made = [
            row[0]
            for row in connection.execute(
                "INSERT INTO dlr.groups (name, curriculum, board, digest)"
                " SELECT 'other-' || n, curriculum, board, digest"
                " FROM dlr.groups, generate_series(1, %s) n WHERE id = %s RETURNING id",
                (groups, mine),
            )
        ]
        for table, columns in (("levels", "id, position, title"), ("items", "key")):
            connection.execute(
                f"INSERT INTO dlr.{table} (group_id, {columns}) SELECT g, {columns}"
                f" FROM dlr.{table}, unnest(%s::int[]) g WHERE group_id = %s",
                (made, mine),
            )
        _fill(connection, made, GROUP_SIZE)
    _analyze(address)
    after = [_time(partial(read, alone.mentor)) for _ in range(max(2 * rounds, 1))]
    yield (
        f"The board of a group of {GROUP_SIZE} beside the class alone, and with {groups:,} more "
        f"groups of {GROUP_SIZE} on the server (their rows made by its administrator, with 20 "
        "states each):\n"
    )
    yield from page.table(
        ("The board of one", "Median", "Slowest", "Times"),
        [_row("before", before), _row("after", after)],
    )


def _analyze(address: str) -> None:
    """Let the server learn how many rows there are, as it does by itself after a minute."""
    import psycopg

    admin = os.environ["PGPASSWORD"]
    with psycopg.connect(address, password=admin, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _fill(connection: "Connection[Any]", groups: list[int], members: int) -> None:
    """Give groups members who have sent something, without logins and unchecked, to be quick."""
    connection.execute("SET LOCAL session_replication_role = replica")
    connection.execute(
        "INSERT INTO dlr.members (group_id, name, mentor, login) SELECT g, 'Other ' || n, false,"
        " 'none_' || g || '_' || n FROM unnest(%s::int[]) g, generate_series(1, %s) n",
        (groups, members),
    )
    here = "m.group_id = ANY(%s) AND m.login LIKE 'none%%'"
    connection.execute(
        "INSERT INTO dlr.reports (group_id, member_id, digest, last) SELECT m.group_id, m.id,"
        " g.digest, '2027-03-01' FROM dlr.members m JOIN dlr.groups g ON g.id = m.group_id"
        f" WHERE {here}",
        (groups,),
    )
    connection.execute(
        "INSERT INTO dlr.counts SELECT m.group_id, m.id, l.id, 90, 10, 0, 1, 0, 90, 10, 100, 20, 0"
        f" FROM dlr.members m JOIN dlr.levels l ON l.group_id = m.group_id WHERE {here}",
        (groups,),
    )
    connection.execute(
        "INSERT INTO dlr.states SELECT m.group_id, m.id, i.key,"
        " CASE WHEN i.n = 20 THEN 'doing' ELSE 'done' END, '2027-03-01' FROM dlr.members m JOIN"
        " (SELECT group_id, key, row_number() OVER (PARTITION BY group_id ORDER BY key) AS n"
        f" FROM dlr.items) i ON i.group_id = m.group_id AND i.n <= 20 WHERE {here}",
        (groups,),
    )


def _weigh(address: str, members: int, groups: int) -> str:
    """Return how large all of it is on the server's disk."""
    import psycopg

    with psycopg.connect(address, password=os.environ["PGPASSWORD"]) as connection:
        size, states = connection.execute(
            "SELECT (SELECT pg_database_size(current_database())),"
            " (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits"
            "  WHERE inhparent = 'dlr.states'::regclass)"
        ).fetchone() or (0, 0)
        (rows,) = connection.execute("SELECT count(*) FROM dlr.states").fetchone() or (0,)
    each = float(states) / max(rows, 1)
    return (
        f"On disk, {members + GROUP_SIZE * (groups + 1):,} members with {rows:,} states take "
        f"{page.memory(float(size))}, and a state with its indexes {each:.0f} bytes.\n"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch, Meter() as own_meter:
        for line in section(own_meter, Path(scratch), 1_000, 1_000, 9):
            print(line)
