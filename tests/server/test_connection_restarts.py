"""A server that restarts, is full or is gone: what was acknowledged is there, and there once."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.remote.group.address import Address, read_address
from dlroadmap.remote.group.connection import Database, Patience, perform
from server.conftest import PROGRAMS
from server.postgres import PASSWORD, Server, temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.server


@pytest.fixture(scope="module", params=PROGRAMS, ids=lambda path: path.parent.name)
def own(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server of this module's own, for five sessions at once; it may be stopped."""
    settings = ("max_connections = 5", "superuser_reserved_connections = 0")
    table = "CREATE TABLE public.sent (who int PRIMARY KEY)"
    with temporary_folder() as folder:
        server = Server(request.param, folder / "postgres", *settings)
        server.start()
        perform(read_address(server.address), [PASSWORD], lambda db: db.run(table))
        yield server
        server.stop("immediate")


@pytest.fixture
def address(own: Server) -> Address:
    """The address of an empty table `sent`."""
    address = read_address(own.address)
    perform(address, [PASSWORD], lambda db: db.run("TRUNCATE public.sent"))
    return address


def send(db: Database, who: int) -> int:
    """Send something, in a way that does no harm when it is repeated."""
    db.run("INSERT INTO public.sent VALUES (%s) ON CONFLICT DO NOTHING", who)
    return who


def read(address: Address) -> list[int]:
    """Return what has arrived."""
    rows = perform(
        address, [PASSWORD], lambda db: db.rows("SELECT who FROM public.sent ORDER BY who")
    )
    return [row[0] for row in rows]


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_restart_in_the_middle_loses_nothing(own: Server, address: Address, mode: str) -> None:
    """What was under way is run again once the server is back, and arrives once."""
    tries: list[int] = []

    def work(db: Database) -> int:
        tries.append(1)
        db.run("INSERT INTO public.sent VALUES (1)")
        if len(tries) == 1:
            own.stop(mode)
            own.start()
        return db.run("INSERT INTO public.sent VALUES (2)")

    assert perform(address, [PASSWORD], work) == 1
    assert (len(tries), read(address)) == (2, [1, 2])


def test_what_was_acknowledged_survives_crashes(own: Server, address: Address) -> None:
    """While the server crashes again and again, everything that was reported as sent is there."""
    over = threading.Event()

    def crash() -> None:
        for _ in range(3):
            own.stop("immediate")
            own.start()
        over.set()

    acknowledged: list[int] = []
    with ThreadPoolExecutor(1) as pool:
        crashing = pool.submit(crash)
        while not over.is_set() and not crashing.done():
            who = len(acknowledged)
            # A first contact while it is down is refused at once, and acknowledges nothing.
            with suppress(DlrError):
                perform(address, [PASSWORD], lambda db, who=who: send(db, who))  # type: ignore[misc]
                acknowledged.append(who)
        crashing.result()
    assert acknowledged
    assert read(address)[: len(acknowledged)] == acknowledged


def test_forty_at_once_get_through_five_doors(address: Address) -> None:
    """Who is turned away by a full server tries again, until all have been there."""
    begin = threading.Barrier(40)

    def call(who: int) -> int:
        begin.wait()
        return perform(address, [PASSWORD], lambda db: send(db, who))

    with ThreadPoolExecutor(40) as pool:
        assert sorted(pool.map(call, range(40))) == [*range(40)]
    assert read(address) == [*range(40)]


def test_a_login_that_is_in_use_waits_for_itself(address: Address) -> None:
    """The limit of a role is waited for too, and its password is not called wrong."""
    member = address._replace(user="limited")
    perform(
        address,
        [PASSWORD],
        lambda db: db.run(
            "DROP ROLE IF EXISTS limited; CREATE ROLE limited LOGIN CONNECTION LIMIT 1"
            f" PASSWORD '{db.hash_password('one')}'"
        ),
    )

    def nested(db: Database) -> str:
        with pytest.raises(DlrError) as caught:
            perform(member, ["one"], lambda _: None, patience=Patience(seconds=0))
        return caught.value.code

    assert perform(member, ["one"], nested) == "group-busy"
    assert perform(member, ["spare", "one"], nested) == "group-busy"


def test_who_deadlocks_is_run_again(address: Address) -> None:
    """Two that wait for each other both get through."""
    perform(address, [PASSWORD], lambda db: [send(db, 1), send(db, 2)])
    both = threading.Barrier(2)
    tries: list[int] = []

    def lock(first: int) -> None:
        def work(db: Database) -> None:
            tries.append(first)
            db.run("SELECT FROM public.sent WHERE who = %s FOR UPDATE", first)
            if len(tries) <= 2:
                both.wait()
            db.run("SELECT FROM public.sent WHERE who = %s FOR UPDATE", 3 - first)

        perform(address, [PASSWORD], work)

    with ThreadPoolExecutor(2) as pool:
        assert [*pool.map(lock, (1, 2))] == [None, None]
    assert len(tries) == 3


_SENDING = """
import sys
from dlroadmap.remote.group.address import read_address
from dlroadmap.remote.group.connection import perform
def work(db):
    db.run("INSERT INTO public.sent VALUES (1)")
    print("sent", flush=True)
    db.run("SELECT pg_sleep(600)")
perform(read_address(sys.argv[1]), sys.argv[2:], work)
"""


def test_ctrl_c_leaves_nothing_half_done(own: Server, address: Address) -> None:
    """Who stops it in the middle has sent nothing, and leaves no session behind."""
    sending = subprocess.Popen(
        [sys.executable, "-c", _SENDING, own.address, PASSWORD],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert sending.stdout
    assert sending.stdout.readline() == b"sent\n"
    sending.send_signal(signal.SIGINT)
    _, told = sending.communicate()
    assert b"KeyboardInterrupt" in told
    assert b"OperationalError" not in told
    # The lock of the row would keep this waiting if anything of it were left.
    perform(address, [PASSWORD], lambda db: send(db, 1))
    assert read(address) == [1]


def test_a_server_that_is_gone(own: Server, address: Address) -> None:
    """A server that is stopped is named, in words; one that left in the middle is waited for."""
    own.stop()
    try:
        with pytest.raises(DlrError) as caught:
            perform(address, [PASSWORD], read, patience=Patience(sleep=pytest.fail))  # type: ignore[arg-type]
        assert caught.value.code == "group-unreachable"
        assert "postgres on 127.0.0.1" in caught.value.message
        assert PASSWORD not in caught.value.message
    finally:
        own.start()

    def leave(db: Database) -> None:
        own.stop("immediate")
        db.run("SELECT 1")

    pauses: list[float] = []
    clock = iter(range(0, 1000, 7))
    patience = Patience(60, lambda: next(clock), pauses.append, lambda: 0.5)
    try:
        with pytest.raises(DlrError) as caught:
            perform(address, [PASSWORD], leave, patience=patience)
        assert caught.value.code == "group-lost"
        assert len(pauses) > 3
        assert pauses[:-1] == sorted(pauses[:-1])
    finally:
        own.start()
