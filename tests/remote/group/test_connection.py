"""The connection to a server, where no server is needed: patience, words, secrets."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import traceback
from pathlib import Path

import psycopg
import pytest

from dlroadmap.errors import DlrError
from dlroadmap.remote.group import connection
from dlroadmap.remote.group.address import Address
from dlroadmap.remote.group.connection import Patience, perform
from dlroadmap.remote.group.roots import find_roots
from dlroadmap.remote.group.trouble import (
    Kind,
    StatementError,
    describe_failure,
    describe_refusal,
)

HERE = Address("127.0.0.1", 1, "classes", "dlr_ab")
FAR = Address("db.example.org", 5432, "classes", "dlr_ab")
STATUS = psycopg.pq.TransactionStatus


class Session:
    """A session of psycopg's that ends as its test wants; it counts what was committed."""

    def __init__(self, *ends: Exception | None) -> None:
        self.ends = [*ends]
        self.committed = 0
        self.closed = False
        self.info = self
        self.transaction_status = STATUS.INTRANS

    def execute(self, *statement: object) -> None:
        """Accept a statement."""

    def commit(self) -> None:
        """Commit, and confirm it unless the test wants it otherwise."""
        self.committed += 1
        if error := self.ends.pop(0):
            self.closed = True
            raise error

    def close(self) -> None:
        """Close it."""


def test_a_commit_that_nobody_confirmed_is_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the connection breaks while committing, nothing is reported as sent until it is."""
    session = Session(psycopg.OperationalError("server closed the connection"), None)
    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: session)
    runs: list[object] = []
    pauses: list[float] = []
    result = perform(HERE, ["one"], runs.append, patience=Patience(sleep=pauses.append))
    assert (result, len(runs), session.committed, len(pauses)) == (None, 2, 2, 1)
    session.ends = [psycopg.OperationalError("server closed the connection")]
    with pytest.raises(DlrError) as caught:
        perform(HERE, ["one"], runs.append, patience=Patience(seconds=0))
    assert caught.value.code == "group-lost"
    assert "safe to run the command again" in caught.value.advice[0]


def test_a_transaction_that_failed_inside_is_never_committed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """If work goes on after an error, PostgreSQL would answer COMMIT with a silent rollback."""
    session = Session(None)
    session.transaction_status = STATUS.INERROR
    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: session)
    with pytest.raises(StatementError):
        perform(HERE, ["one"], lambda _: 1)
    assert session.committed == 0


def test_a_next_password_is_tried_only_where_the_last_was_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A server that is away or full has said nothing about a password."""
    failed = 'connection failed: connection to server at "127.0.0.1", port 1 failed: '
    answers = {
        "Connection refused": ["one"],
        "FATAL:  sorry, too many clients already": ["one"],
        'FATAL:  password authentication failed for user "dlr_ab"': ["one", "two"],
    }
    for answer, expected in answers.items():
        tried: list[str] = []

        def connect(*_: object, answer: str = answer, **settings: str) -> None:
            tried.append(settings["password"])  # noqa: B023
            raise psycopg.OperationalError(failed + answer)

        monkeypatch.setattr(psycopg, "connect", connect)
        with pytest.raises(DlrError):
            perform(HERE, ["one", "two"], lambda _: 1, patience=Patience(seconds=0))
        assert tried == expected


def test_pauses_grow_and_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy server is asked again after growing pauses, which add up to what was handed in."""
    failed = "connection to server at x failed: FATAL:  the database system is starting up"

    def connect(*_: object, **__: object) -> None:
        raise psycopg.OperationalError(failed)

    monkeypatch.setattr(psycopg, "connect", connect)
    now = [0.0]
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    with pytest.raises(DlrError) as caught:
        perform(HERE, ["one"], lambda _: 1, patience=Patience(60, lambda: now[0], sleep))
    assert caught.value.code == "group-busy"
    assert sum(pauses) == pytest.approx(60)
    assert pauses[0] < 0.2 < pauses[4]


@pytest.mark.parametrize(
    ("words", "kind", "code"),
    [
        ('FATAL:  password authentication failed for user "dlr_ab"', "PASSWORD", "group-password"),
        ("FATAL:  Anmeldung von Benutzer »dlr_ab« fehlgeschlagen", "PASSWORD", "group-password"),
        ('FATAL:  too many connections for role "dlr_ab"', "BUSY", "group-busy"),
        ("FATAL:  sorry, too many clients already", "BUSY", "group-busy"),
        ("FATAL:  tut mir leid, schon zu viele Verbindungen", "BUSY", "group-busy"),
        ("ВАЖНО:  система баз данных запускается", "BUSY", "group-busy"),
        ("FATAL:  remaining connection slots are reserved for roles", "BUSY", "group-busy"),
        ('FATAL:  database "classes" does not exist', "FINAL", "group-no-database"),
        ("FATAL:  Datenbank »classes« existiert nicht", "FINAL", "group-no-database"),
        ('FATAL:  no pg_hba.conf entry for host "h", user "dlr_ab"', "FINAL", "group-denied"),
        ('FATAL:  permission denied for database "classes"', "FINAL", "group-denied"),
        ('FATAL:  role "dlr_ab" is not permitted to log in', "FINAL", "group-refused"),
        ("server does not support SSL, but SSL was required", "FINAL", "group-no-tls"),
        ("SSL error: certificate verify failed", "FINAL", "group-certificate"),
        ('server certificate for "x" does not match host name "y"', "FINAL", "group-certificate"),
        ('authentication method requirement "x" failed: y', "FINAL", "group-weak-login"),
        ("fe_sendauth: no password supplied", "FINAL", "group-password-needed"),
        ("timeout expired", "AWAY", "group-timeout"),
        ("server closed the connection unexpectedly\n\tThis probably means", "BUSY", "group-lost"),
        ("Connection refused\n\tIs the server running", "AWAY", "group-unreachable"),
        ("\x1b[2J\u202eevil", "AWAY", "group-unreachable"),
    ],
)  # fmt: skip
def test_what_a_server_refuses_has_a_code(words: str, kind: str, code: str) -> None:
    """What keeps a session from beginning is told apart, in other languages as well."""
    text = f'connection failed: connection to server at "10.0.0.9", port 5432 failed: {words}'
    trouble = describe_refusal(text, FAR, needs_password=False, used_password=True)
    assert (trouble.kind, trouble.error.code) == (Kind[kind], code)
    said = f"{trouble.error.message} {trouble.error.advice}"
    assert said.isprintable()
    assert "connection to server" not in said
    assert "dlr_ab" not in said or code in ("group-busy", "group-refused")


@pytest.mark.parametrize(
    ("state", "kind", "code"),
    [
        ("DLR00", "FINAL", "group-login"),
        ("DLR01", "FINAL", "not-mentor"),
        ("DLR02", "FINAL", "no-member"),
        ("DLR03", "FINAL", "oneself"),
        ("DLR04", "FINAL", "last-mentor"),
        ("40001", "BUSY", "group-busy"),
        ("40P01", "BUSY", "group-busy"),
        ("57P01", "BUSY", "group-busy"),
        ("57014", "FINAL", "group-slow"),
        ("42501", "FINAL", "group-denied"),
        ("3F000", "FINAL", "group-not-set-up"),
        ("25006", "FINAL", "group-read-only"),
        ("23505", "FINAL", "group-conflict"),
        ("53100", "FINAL", "group-server"),
    ],
)
def test_what_a_server_reports_has_a_code(state: str, kind: str, code: str) -> None:
    """What a server reports by a code of its own is told in words, which are one line."""
    trouble = describe_failure(state, "no\x1b[2J\nmore", "c", FAR, administrator=False)
    assert (trouble.kind, trouble.error.code) == (Kind[kind], code)
    assert trouble.error.message.isprintable()


def test_a_statement_that_is_wrong_is_a_bug() -> None:
    """What is our mistake is no fault of the server's, and is reported as a bug."""
    with pytest.raises(StatementError, match="42601: syntax error"):
        describe_failure("42601", "syntax error", "", FAR, administrator=False)


def test_a_name_that_nothing_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that has no address is named; a localhost that is elsewhere is no localhost."""

    def lookup(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(DlrError) as caught:
        perform(FAR, ["one"], lambda _: 1)
    assert caught.value.code == "group-not-found"
    found = [(2, 1, 6, "", ("192.0.2.1", 1))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(DlrError) as caught:
        perform(FAR._replace(host="localhost"), ["one"], lambda _: 1)
    assert caught.value.code == "group-not-found"


def test_nothing_behind_an_error_has_a_password() -> None:
    """Neither an error nor its cause nor its context has a password: psycopg's own has it."""
    secret = "".join(("s3", "cret"))  # the traceback has this line too
    with pytest.raises(DlrError) as caught:
        perform(HERE, [secret], lambda _: 1)
    assert caught.value.code == "group-unreachable"
    error: BaseException | None = caught.value
    while error:
        assert not isinstance(error, psycopg.Error)
        assert secret not in f"{error!r} {vars(error)}"
        assert error.__cause__ is None
        error = error.__context__
    assert secret not in "".join(traceback.format_exception(caught.value))


def test_the_environment_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """What libpq must not see is there again afterwards, for whatever dlr starts."""
    seen = []

    def connect(*_: object, **settings: object) -> None:
        seen.extend([name for name in os.environ if name.startswith("PG")])
        raise psycopg.OperationalError("x")

    monkeypatch.setattr(psycopg, "connect", connect)
    monkeypatch.setenv("PGSERVICE", "trap")
    with pytest.raises(DlrError):
        perform(HERE, ["one"], lambda _: 1)
    assert (seen, os.environ["PGSERVICE"]) == ([], "trap")


def test_another_machine_is_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server elsewhere has to prove its name, and a member's login to prove the password."""
    member = connection._choose_settings(FAR, "192.0.2.1", "one", False)
    assert (member["sslmode"], member["require_auth"]) == ("verify-full", "scram-sha-256")
    monkeypatch.setenv("PGPASSWORD", "mine")
    assert connection._choose_settings(FAR, "192.0.2.1", "", False)["password"] == ""
    assert connection._choose_settings(FAR, "192.0.2.1", "", True)["password"] == "mine"


def test_whom_a_connection_trusts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PGSSLROOTCERT, else the file in the learner's home, else what the system has."""
    monkeypatch.setenv("HOME", str(tmp_path))
    system = find_roots({})
    assert system == "system" or Path(system).is_file()
    own = tmp_path / ".postgresql/root.crt"
    own.parent.mkdir()
    own.touch()
    assert find_roots({}) == str(own)
    assert find_roots({"PGSSLROOTCERT": "/a.crt"}) == "/a.crt"
    assert find_roots({"PGSSLROOTCERT": "system"}) == system


def test_without_psycopg_it_is_said_how_to_get_it() -> None:
    """Where psycopg is missing, an error names what to install, with each tool."""
    code = """
import sys
sys.modules["psycopg"] = None
from dlroadmap.errors import DlrError
try:
    import dlroadmap.remote.group.connection
except DlrError as error:
    print(error.code, error.message, *error.advice, sep="\\n")
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    lines = ended.stdout.splitlines()
    assert lines[0] == "no-psycopg"
    assert [line.split(":")[0] for line in lines[2:]] == [
        *("With pip", "With pipx", "With uv"),
        "Or install dlr with its extra",
    ]


def test_an_old_libpq_is_refused_in_words() -> None:
    """A libpq that knows no `require_auth` is named, before anything is sent."""
    connection.check_library(160000)
    with pytest.raises(DlrError, match=r"libpq 16 or newer.*: 15"):
        connection.check_library(150006)


def test_a_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that accepts a connection and then says nothing is given up, and named."""
    monkeypatch.setattr(connection, "_SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as mute, pytest.raises(DlrError) as caught:
        perform(HERE._replace(port=mute.getsockname()[1]), ["one"], lambda _: 1)
    assert caught.value.code == "group-timeout"
