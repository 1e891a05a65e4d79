"""TLS: to another machine nothing is sent before the server has proved who it is."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from dlroadmap.errors import DlrError
from dlroadmap.remote.group import connection
from dlroadmap.remote.group.address import Address, read_address
from dlroadmap.remote.group.connection import Database, Patience, perform
from server.conftest import PROGRAMS
from server.postgres import ADMIN, PASSWORD, Server, make_certificate, temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not shutil.which("openssl"), reason="makes certificates with openssl"),
]

NAME = "db.dlr.test"


@pytest.fixture(scope="module", params=PROGRAMS, ids=lambda path: path.parent.name)
def secured(request: pytest.FixtureRequest) -> Iterator[tuple[Server, Path]]:
    """A server with TLS and a certificate for NAME that no system trusts, and that certificate."""
    with temporary_folder() as folder:
        server = Server(request.param, folder / "postgres")
        certificate, key = make_certificate(folder, NAME)
        server.offer_tls(certificate, key)
        try:
            server.start()
        except AssertionError as error:
            if "SSL is not supported by this build" not in str(error):
                raise
            pytest.skip("this PostgreSQL was built without TLS")
        yield server, certificate
        server.stop("immediate")


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let every name lead to this machine, as a line in /etc/hosts would; no file is the learner's.

    Nothing else is replaced: the names stay those of another machine, as TLS sees them.
    """
    monkeypatch.setattr(connection, "_resolve", lambda address: ["127.0.0.1"])
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PGSSLROOTCERT", raising=False)


def try_it(server: Server, host: str) -> object:
    """Return whether the connection is encrypted, or the code of what is said."""
    address = read_address(server.address)._replace(host=host)

    def work(db: Database) -> object:
        row = db.row("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        assert row
        return row[0]

    try:
        return perform(address, [PASSWORD], work, patience=Patience(seconds=0))
    except DlrError as error:
        return error.code


def test_nobody_is_trusted_by_the_word_alone(secured: tuple[Server, Path]) -> None:
    """A certificate that nobody vouches for ends it, before a password was sent."""
    assert try_it(secured[0], NAME) == "group-certificate"


def test_the_learner_may_vouch_for_it(
    secured: tuple[Server, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With the certificate in PGSSLROOTCERT or ~/.postgresql, and for its own name, it is good."""
    server, certificate = secured
    monkeypatch.setenv("PGSSLROOTCERT", str(certificate))
    assert try_it(server, NAME) is True
    assert try_it(server, "other.dlr.test") == "group-certificate"
    monkeypatch.setenv("PGSSLROOTCERT", str(tmp_path / "nosuch"))
    assert try_it(server, NAME) == "group-certificate"
    monkeypatch.delenv("PGSSLROOTCERT")
    (tmp_path / ".postgresql").mkdir()
    shutil.copy(certificate, tmp_path / ".postgresql/root.crt")
    assert try_it(server, NAME) is True


def test_this_computer_needs_no_certificate(secured: tuple[Server, Path]) -> None:
    """At a loopback address nobody listens between; what the server offers is used."""
    assert try_it(secured[0], "127.0.0.1") is True


def test_another_machine_without_tls_is_sent_nothing(server: Server) -> None:
    """A server that offers no encryption is refused under any name that is not this computer."""
    assert try_it(server, NAME) == "group-no-tls"
    assert try_it(server, "localhost") is False


def test_a_login_that_is_not_safe_is_refused(server: Server) -> None:
    """A member proves to know the password; a server that wants it in clear text gets nothing."""
    before = (server.data / "pg_hba.conf").read_text()
    address = Address("127.0.0.1", server.port, "postgres", ADMIN)
    try:
        for method in ("password", "trust"):
            server.allow(f"host all all 127.0.0.1/32 {method}")
            with pytest.raises(DlrError) as caught:
                perform(address, [PASSWORD], lambda db: db.row("SELECT 1"))
            assert caught.value.code == "group-weak-login"
            assert perform(address, [PASSWORD], lambda db: db.row("SELECT 1"), administrator=True)
        server.allow("host all all 192.0.2.1/32 scram-sha-256")
        with pytest.raises(DlrError, match="does not accept this login from this computer"):
            perform(address, [PASSWORD], lambda db: db.row("SELECT 1"))
    finally:
        server.allow(before)
