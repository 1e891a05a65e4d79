"""The tables on a server: made once, upgraded, and only used by who knows them."""

from __future__ import annotations

import secrets
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from dlroadmap.errors import DlrError
from dlroadmap.remote.group.address import read_address
from dlroadmap.remote.group.schema import FOLDER, check_version, prepare
from server.postgres import PASSWORD, Server, find_programs, temporary_folder

if TYPE_CHECKING:
    from pathlib import Path

    from dlroadmap.remote.group.connection import Database

pytestmark = pytest.mark.server


def perform(address: str, work: Any, password: str = PASSWORD) -> Any:
    """Run work as an administrator."""
    from dlroadmap.remote.group.connection import perform

    return perform(read_address(address), [password], work, administrator=True)


def ask(address: str, sql: str) -> list[Any]:
    """Return what the superuser finds."""
    with psycopg.connect(address, password=PASSWORD) as connection:
        return connection.execute(sql.encode()).fetchall()


def test_what_is_there_stays(database: str) -> None:
    """A second group on a server finds the tables of the first, and touches nothing."""
    perform(database, prepare)
    before = ask(database, "SELECT number, at FROM dlr.version")
    perform(database, prepare)
    assert ask(database, "SELECT number, at FROM dlr.version") == before
    assert [row[0] for row in before] == [1]


def test_two_administrators_at_once(database: str) -> None:
    """Of two who prepare the same database at the same time, none fails."""
    with ThreadPoolExecutor(4) as pool:
        tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'dlr'::regnamespace"
        list(pool.map(lambda _: _prepare_plainly(database), range(4)))
    assert ask(database, "SELECT number FROM dlr.version") == [(1,)]
    assert ask(database, tables)[0][0] > 100


def _prepare_plainly(address: str) -> None:
    """Prepare without `perform`, which changes the environment of the process."""
    from dlroadmap.remote.group.connection import Database

    with psycopg.connect(address, password=PASSWORD) as connection:
        prepare(Database(connection))


def test_an_upgrade_keeps_what_is_there(database: str, tmp_path: Path) -> None:
    """A later file of SQL is run once, as the owner, and nothing that was there is lost."""
    perform(database, prepare)
    with psycopg.connect(database, password=PASSWORD) as connection:
        connection.execute("SET LOCAL ROLE dlr_owner")
        connection.execute(
            "INSERT INTO dlr.groups (name, curriculum, board, digest)"
            " VALUES ('ml', 'c', 'open', repeat('a', 64))"
        )
    newer = tmp_path / "schema"
    shutil.copytree(FOLDER, newer)
    (newer / "0002_color.sql").write_text("ALTER TABLE dlr.groups ADD color text DEFAULT '100%';\n")
    for _ in range(2):
        perform(database, lambda db: prepare(db, newer))
    assert ask(database, "SELECT name, color FROM dlr.groups") == [("ml", "100%")]
    assert ask(database, "SELECT number FROM dlr.version ORDER BY 1") == [(1,), (2,)]
    with pytest.raises(DlrError) as refused:
        perform(database, prepare)
    assert refused.value.code == "group-new-schema"
    with pytest.raises(DlrError) as refused:
        perform(database, check_version)
    assert refused.value.code == "group-new-schema"


def test_an_older_schema_is_told(database: str, tmp_path: Path) -> None:
    """Whose dlr is newer than the tables is told who can upgrade them."""
    perform(database, prepare)
    newer = tmp_path / "schema"
    shutil.copytree(FOLDER, newer)
    (newer / "0002_color.sql").write_text("SELECT 1;\n")
    with pytest.raises(DlrError) as refused:
        perform(database, lambda db: check_version(db, newer))
    assert refused.value.code == "group-old-schema"


def test_a_failed_upgrade_changes_nothing(database: str, tmp_path: Path) -> None:
    """A file of SQL that fails leaves the server as it was."""
    perform(database, prepare)
    broken = tmp_path / "schema"
    shutil.copytree(FOLDER, broken)
    (broken / "0002_broken.sql").write_text("CREATE TABLE dlr.new (a int);\nSELECT 1 / 0;\n")
    with pytest.raises(Exception, match="division"):
        _prepare_from(database, broken)
    assert ask(database, "SELECT to_regclass('dlr.new'), max(number) FROM dlr.version") == [
        (None, 1)
    ]


def _prepare_from(address: str, folder: Path) -> None:
    from dlroadmap.remote.group.connection import Database

    with psycopg.connect(address, password=PASSWORD) as connection:
        prepare(Database(connection), folder)


@pytest.mark.parametrize("programs", find_programs(), ids=lambda path: path.parent.name)
def test_an_administrator_need_not_be_a_superuser(programs: Path) -> None:
    """Who may create roles, and in the database, can found groups: what hosted servers give."""
    with temporary_folder() as folder:
        server = Server(programs, folder / "postgres")
        server.start()
        try:
            database = server.make_database("classes")
            with psycopg.connect(database, password=PASSWORD) as connection:
                connection.execute("CREATE ROLE hosted LOGIN CREATEROLE PASSWORD 'x'")
                connection.execute("GRANT CREATE ON DATABASE classes TO hosted")
                connection.execute("CREATE ROLE nobody LOGIN PASSWORD 'x'")
            with pytest.raises(DlrError) as refused:
                perform(database.replace("admin@", "nobody@"), _found, "x")
            assert refused.value.code == "group-denied"
            for _ in range(2):
                perform(database.replace("admin@", "hosted@"), prepare, "x")
            perform(database.replace("admin@", "hosted@"), _found, "x")
            assert ask(database, "SELECT name FROM dlr.groups") == [("ml",)]
        finally:
            server.stop("immediate")


def _found(db: Database) -> None:
    prepare(db)
    db.run(
        "SELECT dlr.found('ml', 'c', 'open', repeat('a', 64), '{l}', '{L}', '{c/k}', 'M', %s, %s)",
        f"dlr_{secrets.token_hex(10)}",
        db.hash_password("x"),
    )
