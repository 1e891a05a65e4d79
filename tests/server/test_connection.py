"""The connection to a real server: whom it trusts, what it sends, and what it says of troubles."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.remote.group.address import Address, read_address
from dlroadmap.remote.group.connection import Database, Patience, perform
from server.postgres import ADMIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.server

IMPATIENT = Patience(seconds=0)


def ask(db: Database) -> object:
    """Ask who one is."""
    row = db.row("SELECT session_user::text")
    assert row
    return row[0]


def refused(
    address: Address, *passwords: str, administrator: bool = False, ask: object = ask
) -> DlrError:
    """Return what is said of a call that fails."""
    with pytest.raises(DlrError) as caught:
        perform(address, passwords, ask, administrator=administrator, patience=IMPATIENT)  # type: ignore[arg-type]
    return caught.value


def test_settings_hold_in_the_transaction(database: str) -> None:
    """Work runs with time limits, a safe search path, and a commit that waits for the disk."""
    names = ("statement_timeout", "synchronous_commit", "search_path", "application_name")
    values = perform(
        read_address(database),
        [PASSWORD],
        lambda db: [db.rows(f"SHOW {name}")[0][0] for name in names],
    )
    assert values == ["1min", "on", "pg_catalog, pg_temp", "dlr"]


def test_the_next_password_is_tried_only_after_a_refusal(database: str) -> None:
    """Of several passwords the first that the server accepts is used; none: a word of it."""
    address = read_address(database)
    assert perform(address, ["wrong", PASSWORD], ask) == ADMIN
    error = refused(address, "wrong", "wrong, too")
    assert error.code == "group-password"
    nowhere = refused(address._replace(database="nosuch"), PASSWORD, "tried in vain")
    assert nowhere.code == "group-no-database"


def test_without_a_password_one_is_asked_for(database: str) -> None:
    """Where the server wants a password and there is none, the error has a code of its own."""
    address = read_address(database)
    assert refused(address).code == "group-password-needed"
    assert refused(address, administrator=True).code == "group-password-needed"


_CALL = """
import sys
from dlroadmap.remote.group.address import read_address
from dlroadmap.remote.group.connection import Patience, perform
from dlroadmap.errors import DlrError
address, role, *passwords = sys.argv[1:]
try:
    row = perform(
        read_address(address), passwords, administrator=role == "administrator",
        patience=Patience(seconds=0),
        work=lambda db: db.row(
            "SELECT current_database()::text, current_setting('application_name'), "
            "current_setting('work_mem'), current_setting('TimeZone')"),
    )
    print(*row)
except DlrError as error:
    print(error.code)
"""


def call(address: str, role: str, *passwords: str, **environ: str) -> str:
    """Return what a process of its own prints, with an environment of its own."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    ended = subprocess.run(
        [sys.executable, "-c", _CALL, address, role, *passwords],
        env={**bare, **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    assert PASSWORD not in ended.stdout + ended.stderr
    return ended.stdout.strip()


def test_the_environment_changes_nothing(database: str, tmp_path: Path) -> None:
    """No variable of libpq has a say in where or how a member connects; service files neither."""
    service = tmp_path / "services"
    service.write_text(
        "[trap]\nhostaddr=192.0.2.1\noptions=-c work_mem=64kB\nsslmode=verify-full\n"
    )
    plain = call(database, "member", PASSWORD)
    assert plain.startswith(f"{read_address(database).database} dlr ")
    hostile = {
        "PGHOST": "192.0.2.1",
        "PGHOSTADDR": "192.0.2.1",
        "PGPORT": "1",
        "PGDATABASE": "postgres",
        "PGUSER": "nobody",
        "PGPASSWORD": "wrong",
        "PGPASSFILE": "/nonexistent",
        "PGSERVICE": "trap",
        "PGSERVICEFILE": str(service),
        "PGSYSCONFDIR": str(tmp_path),
        "PGOPTIONS": "-c work_mem=64kB",
        "PGSSLMODE": "verify-full",
        "PGSSLROOTCERT": "/nonexistent",
        "PGSSLCERT": "/nonexistent",
        "PGSSLNEGOTIATION": "direct",
        "PGREQUIREAUTH": "none",
        "PGREQUIREPEER": "nobody",
        "PGCHANNELBINDING": "require",
        "PGGSSENCMODE": "require",
        "PGAPPNAME": "other",
        "PGTZ": "Asia/Tokyo",
        "PGCLIENTENCODING": "LATIN1",
        "PGTARGETSESSIONATTRS": "standby",
        "PGCONNECT_TIMEOUT": "nonsense",
        "PGMINPROTOCOLVERSION": "9.9",
        "PGSSLMINPROTOCOLVERSION": "nonsense",
    }
    assert call(database, "member", PASSWORD, **hostile) == plain
    assert call(database, "administrator", PASSWORD, **hostile) == plain
    alone = [
        name
        for name in hostile
        if call(database, "member", PASSWORD, **{name: hostile[name]}) != plain
    ]
    assert alone == []


def test_an_administrator_may_leave_the_password_to_libpq(database: str, tmp_path: Path) -> None:
    """PGPASSWORD and the password file are an administrator's; a member's login has its own."""
    file = tmp_path / "pgpass"
    file.write_text(f"*:*:*:{ADMIN}:{PASSWORD}\n")
    file.chmod(0o600)
    (tmp_path / ".pgpass").write_text(file.read_text())
    (tmp_path / ".pgpass").chmod(0o600)
    name = read_address(database).database
    for given in ({"PGPASSWORD": PASSWORD}, {"PGPASSFILE": str(file)}, {"HOME": str(tmp_path)}):
        assert call(database, "administrator", **given).startswith(f"{name} dlr ")
        assert call(database, "member", **given) == "group-password-needed"
