"""A connection to the server of a group: short, safe, and patient where the server is busy."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import psycopg

from dlroadmap.errors import DlrError
from dlroadmap.remote.group.address import Address

Result = TypeVar("Result")
Row = tuple[Any, ...]


class Database:
    """What a transaction can do."""

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


def perform(
    address: Address, passwords: Sequence[str], work: Callable[[Database], Result]
) -> Result:
    """Run work in one transaction, and return what it returns once that is committed.

    The first password that is accepted is used; without any, libpq's own file or the server's
    trust decides. Where the server is busy or restarts, all of it is tried again. Raises DlrError.
    """
    password = passwords[0] if passwords else None
    try:
        with psycopg.connect(
            host=address.host or None,
            port=address.port,
            dbname=address.database,
            user=address.user,
            password=password,
            connect_timeout=10,
            application_name="dlr",
            prepare_threshold=None,
        ) as connection:
            return work(Database(connection))
    except psycopg.Error as error:
        raise DlrError("group-unreachable", str(error)) from error
