"""A server for the tests, with one database each."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from server.postgres import Server, find_programs, temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = find_programs()


@pytest.fixture(
    scope="session",
    params=PROGRAMS,
    ids=["wheel" if "pgserver" in str(p) else f"debian-{p.parent.name}" for p in PROGRAMS],
)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A running server: that of the wheel, then the system's where there is one."""
    with temporary_folder() as folder:
        running = Server(request.param, folder / "postgres")
        running.start()
        yield running
        running.stop("immediate")


@pytest.fixture
def database(server: Server) -> str:
    """The address of a new database for the server's administrator, without the password."""
    return server.make_database(f"classes_{os.urandom(4).hex()}")
