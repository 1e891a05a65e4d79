"""What is told of a store that fails: what was wrong, and whether anything was changed."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.progress.failures import failures
from dlroadmap.progress.store import Store
from dlroadmap.render.advice import advice_on

from .conftest import tick


def fault(name: str) -> sqlite3.OperationalError:
    """Return an error as SQLite raises it."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = name
    return error


def told(path: Path, error: Exception) -> DlrError:
    with pytest.raises(DlrError) as caught, failures(path):
        raise error
    return caught.value


@pytest.fixture
def failing_tick(used: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], DlrError]:
    """Return what ticks dl/gan with a COMMIT that fails, the change being stored all the same."""
    connect = sqlite3.connect

    def failed(name: str) -> DlrError:
        class Connection(sqlite3.Connection):
            def __exit__(self, *about: Any) -> Any:
                super().__exit__(*about)
                raise fault(name)

        with monkeypatch.context() as patch:
            patch.setattr(sqlite3, "connect", lambda *a, **o: connect(*a, **o, factory=Connection))
            with pytest.raises(DlrError) as error:
                tick(used, "dl/gan")
        return error.value

    return failed


@pytest.mark.parametrize("name", ["SQLITE_IOERR_DIR_FSYNC", "SQLITE_IOERR_DELETE", "SQLITE_IOERR"])
def test_commit_that_failed_after_its_last_step_is_not_called_undone(
    used: Store, failing_tick: Callable[[str], DlrError], name: str
) -> None:
    """Where the change may have been stored, that is told, with the command that shows it."""
    error = failing_tick(name)
    assert used.events()[-1].key == "dl/gan"
    assert error.code == "store-uncertain"
    assert "nothing was changed" not in error.message
    assert "dlr log" in advice_on(error)[-1]


@pytest.mark.parametrize("name", ["SQLITE_FULL", "SQLITE_BUSY", "SQLITE_IOERR_WRITE"])
def test_commit_that_failed_before_its_last_step_changed_nothing(
    failing_tick: Callable[[str], DlrError], name: str
) -> None:
    """A disk without room, and a store that is held, leave no doubt: nothing was changed."""
    assert failing_tick(name).message.endswith("nothing was changed.")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_BUSY", "store-busy"),
        ("SQLITE_BUSY_SNAPSHOT", "store-busy"),
        ("SQLITE_LOCKED", "store-busy"),
        ("SQLITE_READONLY_DBMOVED", "store-busy"),
        ("SQLITE_FULL", "disk-full"),
        ("SQLITE_IOERR_WRITE", "disk-full"),
        ("SQLITE_IOERR_READ", "disk-error"),
        ("SQLITE_READONLY", "store-read-only"),
        ("SQLITE_READONLY_DIRECTORY", "store-read-only"),
        ("SQLITE_CANTOPEN", "store-read-only"),
        ("SQLITE_CORRUPT", "store-damaged"),
        ("SQLITE_NOTADB", "store-damaged"),
    ],
)
def test_errors_of_sqlite_in_words(tmp_path: Path, name: str, code: str) -> None:
    """Each failure names the file, what it is about, and what helps; damage is damage alone."""
    error = told(tmp_path / "progress.db", fault(name))
    assert error.code == code
    assert str(tmp_path / "progress.db") in error.message
    assert ("nothing was changed" in error.message) == (code != "store-damaged")
    assert advice_on(error)


@pytest.mark.parametrize(
    "name", ["SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY", "SQLITE_CANTOPEN"]
)
def test_interrupted_change_in_a_read_only_folder_is_no_damage(used: Store, name: str) -> None:
    """A change that has to be rolled back first is told as such, and what that needs."""
    used.path.with_name("progress.db-journal").write_bytes(b"what a killed call has left")
    error = told(used.path, fault(name))
    assert error.code == "store-read-only"
    assert "rolled back" in error.message
    assert "folder" in error.message
    assert "damaged" not in error.message


def test_notes_of_an_exception_are_told(tmp_path: Path) -> None:
    """What an exception was told on its way up reaches the person."""
    for error in (fault("SQLITE_FULL"), PermissionError(13, "Permission denied")):
        error.add_note("It is kept.")
        assert advice_on(told(tmp_path / "progress.db", error))[-1] == "It is kept."


def test_a_tick_on_a_store_that_was_replaced_is_refused(used: Store) -> None:
    """Who waits for a store while a restore replaces its file loses no tick: it is refused."""
    with closing(sqlite3.connect(used.path, isolation_level=None)) as waiting:
        waiting.execute("SELECT count(*) FROM event").fetchone()
        draft = used.path.with_name("draft")
        draft.write_bytes(b"")
        os.replace(draft, used.path)  # noqa: PTH105 - as a restore does it
        with pytest.raises(DlrError) as error, failures(used.path):
            waiting.execute("DELETE FROM event")
    assert error.value.code == "store-busy"
    assert error.value.advice == ("Try again.",)
