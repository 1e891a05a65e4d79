"""The tables and rights of groups on a server: numbered files of SQL, each of them run once."""

from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.remote.group.connection import Database

FOLDER = Path(__file__).parent / "schema"

OLDEST = 15
"""The oldest PostgreSQL that the files work on."""

_LOCK = 3_617_204_551_093_874_118
"""Keeps two administrators from making the tables at the same time; any number does."""


def list_migrations(folder: Path = FOLDER) -> dict[int, Path]:
    """Return the files by their numbers, in order."""
    return {int(path.name[:4]): path for path in sorted(folder.glob("[0-9]*.sql"))}


def prepare(db: Database, folder: Path = FOLDER) -> None:
    """Make the roles, and bring the tables to this version; the role is `dlr_owner` from then on.

    It is called by an administrator, as part of founding a group, and so a server is upgraded as
    well. Raises DlrError for a server that is too old, or newer than this dlr.
    """
    number = int((db.row("SHOW server_version_num") or (0,))[0])
    if number < OLDEST * 10_000:
        message = f"Groups need PostgreSQL {OLDEST} or newer; this server has {number // 10_000}."
        raise DlrError("group-old-server", message, "Use a newer server.")
    # Members can hold an advisory lock: it is for the first time, when there are none yet.
    if not _has_version(db):
        db.row("SELECT pg_advisory_xact_lock(%s)", _LOCK)
    db.run((folder / "roles.sql").read_text(encoding="utf-8"))
    db.run("SET LOCAL ROLE dlr_owner")
    if _has_version(db):
        db.run("LOCK TABLE dlr.version IN EXCLUSIVE MODE")
    migrations = list_migrations(folder)
    version = _read_version(db)
    if version > max(migrations):
        raise _newer()
    for number, path in migrations.items():
        if number > version:
            db.run(path.read_text(encoding="utf-8"))
            db.run("INSERT INTO dlr.version (number) VALUES (%s)", number)


def check_version(db: Database, folder: Path = FOLDER) -> None:
    """Raise DlrError unless the tables of a server are those that this dlr knows."""
    version, known = _read_version(db), max(list_migrations(folder))
    if version > known:
        raise _newer()
    if version < known:
        message = "The groups on this server are of an older version of dlr."
        advice = "Whoever administers it upgrades them by creating another group there."
        raise DlrError("group-old-schema", message, advice)


def _read_version(db: Database) -> int:
    """Return the number of the last file that was run on the server; 0 if none was."""
    if not _has_version(db):
        return 0
    return int((db.row("SELECT coalesce(max(number), 0) FROM dlr.version") or (0,))[0])


def _has_version(db: Database) -> bool:
    """Return whether there are tables already."""
    return bool((db.row("SELECT to_regclass('dlr.version') IS NOT NULL") or (False,))[0])


def _newer() -> DlrError:
    message = "The groups on this server are of a newer version of dlr."
    return DlrError("group-new-schema", message, "Update dlr.")
