"""dlr sync over the real ssh, with a server of this machine, and over https."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from authoring.https_server import Handler, make_certificate, serve
from remote.learner_machines import make_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from remote.learner_machines import Machine

pytestmark = pytest.mark.long

SSHD = shutil.which("sshd", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))

needs_sshd = pytest.mark.skipif(
    os.name == "nt" or not SSHD or not shutil.which("ssh"), reason="needs sshd and ssh"
)


class Server(NamedTuple):
    """A server of ssh: its address, and the files that decide who gets in."""

    port: int
    folder: Path

    def address(self, place: Path) -> str:
        """Return the address of a repository on it."""
        return f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}{place}"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A bare repository."""
    return make_place("git", tmp_path).rename(tmp_path / "progress.git")


def make_key(path: Path) -> str:
    """Write a pair of keys, and return the public one."""
    call = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)]
    subprocess.run(call, check=True, stdin=subprocess.DEVNULL)
    return path.with_name(f"{path.name}.pub").read_text()


@contextmanager
def listening(folder: Path, port: int) -> Iterator[None]:
    """Let a server listen, from when it says so."""
    assert SSHD
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "yes",
        "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no",
    }
    text = "".join(f"{name} {value}\n" for name, value in settings.items())
    (folder / "conf").write_text(text)
    call = [SSHD, "-D", "-e", "-f", str(folder / "conf")]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr
            told = ""
            while "listening" not in told:
                line = server.stderr.readline()
                if not line:
                    pytest.skip(f"sshd does not start here: {told}")
                told += line
            yield
        finally:
            server.terminate()
            server.communicate()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that lets the learner's key in, and that the learner's ssh knows."""
    folder = tmp_path / "ssh"
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "authorized").write_text(make_key(folder / "key"))
    (folder / "known").write_text(f"[127.0.0.1]:{port} {make_key(folder / 'host')}")
    (tmp_path / "gitconfig").write_text("")
    options = {"UserKnownHostsFile": folder / "known", "StrictHostKeyChecking": "ask"}
    options |= {"GlobalKnownHostsFile": os.devnull, "IdentitiesOnly": "yes"}
    call = ["ssh", "-F", os.devnull, "-i", str(folder / "key")]
    call += [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    monkeypatch.setenv("GIT_SSH_COMMAND", shlex.join(call))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    with listening(folder, port):
        yield Server(port, folder)


@needs_sshd
def test_machines_over_ssh(machines: tuple[Machine, ...], server: Server, place: Path) -> None:
    """Over ssh, with the learner's own key, machines come to the same history."""
    a, b, _ = machines
    target = server.address(place)
    a.do("tick", "vectors")
    a.sync(target)
    assert b.sync(target)["received"] == 1
    b.do("note", "vectors", "from here")
    assert b.sync()["sent"] == 1
    assert a.sync()["received"] == 1
    assert a.standing() == b.standing()


def refuse(machine: Machine, target: str) -> str:
    """Sync with what cannot be reached: nothing changes here, and it is told in words."""
    before = machine.contents()
    result = machine("sync", target)
    assert (result.code, result.out) == (2, "")
    assert machine.contents() == before
    assert f"dlr: {target} could not be read. Git reports: " in result.err
    return result.err


@needs_sshd
def test_a_key_that_is_not_let_in(
    machines: tuple[Machine, ...], server: Server, place: Path
) -> None:
    """A wrong key is told, and nobody is asked for a password."""
    (server.folder / "authorized").write_text(make_key(server.folder / "other"))
    assert "Permission denied" in refuse(machines[0], server.address(place))


@needs_sshd
def test_a_server_that_is_not_known(
    machines: tuple[Machine, ...], server: Server, place: Path
) -> None:
    """Without a person an unknown server, and one with another key, are not trusted."""
    known = server.folder / "known"
    for text in ("", f"[127.0.0.1]:{server.port} {make_key(server.folder / 'other')}"):
        known.write_text(text)
        assert "Host key verification failed" in refuse(machines[0], server.address(place))
        assert known.read_text() == text


@needs_sshd
def test_a_repository_that_is_not_there(
    machines: tuple[Machine, ...], server: Server, place: Path
) -> None:
    """A path that the server does not have is told."""
    told = refuse(machines[0], server.address(place.with_name("none.git")))
    assert "not appear to be a git repository" in told


@needs_sshd
def test_a_server_that_has_stopped(
    machines: tuple[Machine, ...], server: Server, place: Path
) -> None:
    """Where nobody listens any more, what waits goes on waiting, and --status still answers."""
    a = machines[0]
    target = server.address(place)
    a.sync(target)
    a.do("tick", "vectors")
    with socket.socket() as gone:
        gone.bind(("127.0.0.1", 0))
        nobody = target.replace(f":{server.port}/", f":{gone.getsockname()[1]}/")
        assert "refused" in refuse(a, nobody)
    assert a.do("sync", "--status", "--json").document["waiting"] == 1
    assert a.sync()["sent"] == 1


@pytest.fixture
def web(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, type[Handler]]]:
    """A server of https that takes pushes, whose certificate git trusts."""
    if os.name == "nt" or not shutil.which("openssl"):
        pytest.skip("needs openssl for a certificate")
    subprocess.run(["git", "-C", str(place), "config", "http.receivepack", "true"], check=True)
    (tmp_path / "gitconfig").write_text("")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    make_certificate(tmp_path / "certificate.pem")
    monkeypatch.setenv("GIT_SSL_CAINFO", str(tmp_path / "certificate.pem"))
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serve(tmp_path, tmp_path / "certificate.pem") as (url, handler):
        yield f"{url}/{place.name}", handler


def test_machines_over_https(machines: tuple[Machine, ...], web: tuple[str, type[Handler]]) -> None:
    """Over https machines come to the same history, and only the repository is asked for."""
    a, b, _ = machines
    url, handler = web
    a.do("tick", "vectors")
    a.sync(url)
    b.sync(url)
    b.do("tick", "notebooks")
    b.sync()
    a.sync()
    assert a.standing() == b.standing()
    assert all(path.startswith("/progress.git/") for path in handler.seen)


def test_a_password_is_not_asked_for_in_a_pipe(
    machines: tuple[Machine, ...], web: tuple[str, type[Handler]]
) -> None:
    """Where nobody can type a password, a server that wants one is told in words."""
    url, handler = web
    handler.needs = "Basic x"
    assert "could not read Username" in refuse(machines[0], url)
