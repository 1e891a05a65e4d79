"""A connection to the server of a group: short, safe, and patient where the server is busy."""

import os
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from random import SystemRandom
from typing import Any, NamedTuple, TypeVar

from dlroadmap.errors import DlrError
from dlroadmap.remote.group.address import Address
from dlroadmap.remote.group.roots import find_roots
from dlroadmap.remote.group.trouble import (
    Kind,
    StatementError,
    Trouble,
    describe_failure,
    describe_lost,
    describe_refusal,
    describe_timeout,
    describe_unknown,
)
from dlroadmap.work import Task
from dlroadmap.work import work as reported

_INSTALL = (
    "With pip: pip install 'psycopg[binary]'",
    "With pipx: pipx inject dlroadmap 'psycopg[binary]'",
    "With uv: uv tool install --with 'psycopg[binary]' and what you installed dlr from",
    "Or install dlr with its extra: dlroadmap[group]",
)

try:
    import psycopg
except ImportError as error:
    message = "Groups need psycopg, which is not installed."
    raise DlrError("no-psycopg", message, *_INSTALL) from error

Result = TypeVar("Result")
Row = tuple[Any, ...]

_OLDEST = 16_00_00
"""The version of libpq that has `require_auth` and `sslcertmode`."""

_SECONDS = 10
"""How long one address of the server may take to answer."""

_NOWHERE = f"{os.devnull}/none"
"""No password file: an empty name would be the default one."""

_SETTINGS = (
    b"SET LOCAL statement_timeout = '60s'; SET LOCAL lock_timeout = '20s';"
    b" SET LOCAL idle_in_transaction_session_timeout = '60s';"
    b" SET LOCAL synchronous_commit = on; SET LOCAL search_path = pg_catalog, pg_temp"
)


class Database:
    """What a transaction can do; names in its statements are qualified (`dlr.groups`)."""

    def __init__(self, connection: "psycopg.Connection[Row]") -> None:
        self._connection = connection

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Return what a query finds; `%s` stands for the values."""
        return self._connection.execute(sql.encode(), values or None).fetchall()

    def row(self, sql: str, *values: object) -> Row | None:
        """Return the first row that a query finds."""
        return self._connection.execute(sql.encode(), values or None).fetchone()

    def run(self, sql: str, *values: object) -> int:
        """Run a statement, and return how many rows it changed."""
        return self._connection.execute(sql.encode(), values or None).rowcount

    def hash_password(self, password: str) -> str:
        """Return the SCRAM-SHA-256 verifier of a password, so that the server never learns it."""
        return self._connection.pgconn.encrypt_password(
            password.encode(), b"", b"scram-sha-256"
        ).decode()


class Patience(NamedTuple):
    """How long a busy server is waited for, and by which clock."""

    seconds: float = 60
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    chance: Callable[[], float] = SystemRandom().random

    def wait(self, tries: int, end: float) -> bool:
        """Pause before the next try, longer each time; return whether there is to be one.

        Chance spreads those who were turned away together.
        """
        left = end - self.clock()
        if left <= 0:
            return False
        self.sleep(min(0.1 * 2 ** min(tries, 6) * (0.5 + self.chance()), left))
        return True


PATIENCE = Patience()


def check_library(version: int) -> None:
    """Raise DlrError for a libpq that cannot be told how a member may log in."""
    if version < _OLDEST:
        major = version // 10_000
        message = f"Groups need libpq 16 or newer, and psycopg uses that of this system: {major}."
        raise DlrError("no-psycopg", message, *_INSTALL)


def perform(
    address: Address,
    passwords: Sequence[str],
    work: Callable[[Database], Result],
    *,
    administrator: bool = False,
    patience: Patience = PATIENCE,
) -> Result:
    """Run work in one transaction, and return what it returns once that is committed.

    Where the server is busy or restarts, or the connection is lost, even while committing, all of
    it is tried again: work must do no harm when it is repeated, after it was committed as well.

    The passwords are tried in turn, the next one where the server has refused the last. An
    `administrator` may have none: then PGPASSWORD, libpq's password file or the server's trust
    decides. Raises DlrError, with nothing secret in it or behind it.
    """
    check_library(psycopg.pq.version())
    end, tries, answered, lost = patience.clock() + patience.seconds, 0, False, None
    with reported(Task.WAIT, address.name) as advance:
        while True:
            advance(0)
            result = _try(address, passwords, work, administrator)
            if not isinstance(result, Trouble):
                return result
            if result.error.code == "group-lost":
                lost = result.error
            answered = answered or result.kind is not Kind.AWAY
            passes = result.kind is Kind.BUSY or (answered and result.kind is Kind.AWAY)
            if not passes or not patience.wait(tries, end):
                break
            tries += 1
    # What was lost while committing may have been done, whatever came after it.
    raise lost or result.error


def _try(
    address: Address,
    passwords: Sequence[str],
    work: Callable[[Database], Result],
    administrator: bool,
) -> Result | Trouble:
    places = _resolve(address)
    opened: psycopg.Connection[Row] | Trouble = describe_unknown(address)
    for password in passwords or ("",):
        for place in places:
            opened = _open(address, place, password, administrator)
            if not (isinstance(opened, Trouble) and opened.kind is Kind.AWAY):
                break
        if not (isinstance(opened, Trouble) and opened.kind is Kind.PASSWORD):
            break
    if isinstance(opened, Trouble):
        return opened
    return _transact(opened, address, work, administrator)


def _resolve(address: Address) -> list[str]:
    """Return the numeric addresses of a server; one that is empty stands for a socket.

    What calls itself this computer and is elsewhere is no such server.
    """
    if not address.host or address.host.startswith("/"):
        return [""]
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    places = list(dict.fromkeys(str(each[4][0]) for each in found))
    if address.is_local:
        return [place for place in places if ip_address(place.partition("%")[0]).is_loopback]
    return places


def _open(
    address: Address, place: str, password: str, administrator: bool
) -> "psycopg.Connection[Row] | Trouble":
    """Return a connection; psycopg's error, which has the password in it, does not get out."""
    settings = _choose_settings(address, place, password, administrator)
    try:
        with _bare_environment():
            return psycopg.connect("", prepare_threshold=None, **settings)
    except psycopg.errors.ConnectionTimeout:
        trouble = describe_timeout(address)
    except psycopg.Error as error:
        used = error.pgconn
        trouble = describe_refusal(
            str(error),
            address,
            needs_password=bool(used and used.needs_password),
            used_password=bool(used and used.used_password),
        )
    return trouble


def _choose_settings(
    address: Address, place: str, password: str, administrator: bool
) -> dict[str, Any]:
    """Return all that libpq is to know. What is empty is the default, and nothing else's."""
    settings: dict[str, Any] = {
        "host": address.host,
        "hostaddr": place,
        "port": address.port,
        "dbname": address.database,
        "user": address.user,
        "password": password,
        "passfile": _NOWHERE,
        "connect_timeout": _SECONDS,
        "application_name": "dlr",
        "client_encoding": "UTF8",
        "gssencmode": "disable",
        "keepalives_idle": 15,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    }
    if not address.is_local:
        settings |= {"sslmode": "verify-full", "sslrootcert": find_roots(os.environ)}
    if not administrator:
        # No other certificate or password of the learner's is shown to a server of a group.
        return settings | {"require_auth": "scram-sha-256", "sslcertmode": "disable"}
    settings["password"] = password or os.environ.get("PGPASSWORD", "")
    settings["passfile"] = os.environ.get("PGPASSFILE", "")
    return settings


@contextmanager
def _bare_environment() -> Iterator[None]:
    """Let libpq find no variable of its own in the block: each would change where or how.

    It reads them whatever it is handed: no setting keeps it from PGSERVICE.
    """
    found = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PG")}
    try:
        yield
    finally:
        os.environ.update(found)


def _transact(
    connection: "psycopg.Connection[Row]",
    address: Address,
    work: Callable[[Database], Result],
    administrator: bool,
) -> Result | Trouble:
    bug = ""
    try:
        connection.execute(_SETTINGS)
        result = work(Database(connection))
        if connection.info.transaction_status is not psycopg.pq.TransactionStatus.INTRANS:
            bug = "the transaction was ended by its work"
        else:
            connection.commit()
            return result
    except psycopg.Error as error:
        state, words = error.sqlstate or "", error.diag.message_primary or str(error)
        constraint = error.diag.constraint_name or ""
        if not state and not connection.closed:
            bug = words
    finally:
        connection.close()
    # Out of the block, so that nothing of psycopg's is behind what is raised.
    if bug:
        raise StatementError(bug)
    if not state:
        return describe_lost(address)
    return describe_failure(state, words, constraint, address, administrator=administrator)
