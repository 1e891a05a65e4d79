"""Fetching over https: who is asked for passwords, and where a redirect may lead."""

import os
import shutil
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from select import select
from subprocess import PIPE, Popen

import pytest
from cli_helpers import PATIENCE, Terminal

from authoring.https_server import Handler, make_certificate, serve
from authoring.remotes import reach
from authoring.repositories import Repository
from conftest import Dlr
from curriculum.making import curriculum, item

pytestmark = pytest.mark.skipif(
    not shutil.which("openssl") or os.name == "nt", reason="needs openssl for a certificate"
)

Server = tuple[str, type[Handler]]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with the repository /repo, whose certificate git trusts."""
    reach(monkeypatch, tmp_path)
    repo = Repository(tmp_path / "repo")
    repo.commit({"stats.yaml": curriculum(item("mean"), id="stats")})
    repo.git("config", "uploadpack.allowFilter", "true")
    make_certificate(tmp_path / "certificate.pem")
    monkeypatch.setenv("GIT_SSL_CAINFO", str(tmp_path / "certificate.pem"))
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serve(tmp_path, tmp_path / "certificate.pem") as served:
        yield served


def test_a_repository_over_https(small: Dlr, server: Server) -> None:
    """Only what was named is asked for."""
    url, handler = server
    assert small("add", f"{url}/repo").code == 0
    assert handler.seen
    assert all(path.startswith("/repo/") for path in handler.seen)


def test_a_certificate_that_is_not_trusted(
    small: Dlr, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git's own check of the certificate is never left out."""
    monkeypatch.delenv("GIT_SSL_CAINFO")
    result = small("add", f"{server[0]}/repo")
    assert (result.code, "certificate" in result.err.lower()) == (2, True)


@pytest.mark.parametrize("to", ["http://127.0.0.1:1", "file:///repo", "ftp://127.0.0.1:1"])
def test_a_redirect_to_another_protocol(small: Dlr, server: Server, to: str) -> None:
    """A server cannot lead git from https to anything else."""
    url, handler = server
    handler.redirect = to
    result = small("add", f"{url}/repo")
    assert (result.code, result.out) == (2, "")
    assert "could not be fetched" in result.err


def test_nobody_is_asked_in_a_pipe(
    small: Dlr, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal neither git nor a helper that asks is of use; it fails in words."""
    url, handler = server
    handler.needs = "Basic x"
    asked = tmp_path / "asked"
    program = tmp_path / "askpass"
    program.write_text(f"#!/bin/sh\ntouch {asked}\necho x\n")
    program.chmod(0o755)
    monkeypatch.setenv("GIT_ASKPASS", str(program))
    monkeypatch.setenv("SSH_ASKPASS", str(program))
    result = small("add", f"{url}/repo")
    assert (result.code, result.out) == (2, "")
    assert "could not be fetched" in result.err
    assert not asked.exists()


def test_credentials_of_the_learner_are_used(small: Dlr, server: Server, tmp_path: Path) -> None:
    """A credential helper of the learner's own configuration logs in; nothing of it is recorded."""
    url, handler = server
    handler.needs = f"Basic {b64encode(b'ada:secret').decode()}"
    helper = "!f() { echo username=ada; echo password=secret; }; f"
    (tmp_path / "gitconfig").write_text(f'[credential]\n\thelper = "{helper}"\n')
    result = small("add", f"{url}/repo", "--json")
    assert (result.code, result.document["id"]) == (0, "stats")
    assert "secret" not in result.out + (tmp_path / "home/curricula/stats/.origin.json").read_text()


@pytest.mark.posix("terminals")
def test_at_a_terminal_git_asks(small: Dlr, home: Path, server: Server) -> None:
    """A person is asked for name and password by git itself."""
    url, handler = server
    handler.needs = f"Basic {b64encode(b'ada:secret').decode()}"
    with Terminal(home, "add", f"{url}/repo", columns=200) as terminal:
        terminal.expect("Username for")
        terminal.enter("ada\n")
        terminal.expect("Password for")
        terminal.enter("secret\n")
        terminal.expect("Added A curriculum")
        assert terminal.end() == 0
    assert "secret" not in terminal.output


@pytest.mark.posix("terminals, pipes with names")
@pytest.mark.parametrize("more", [[], ["--no-input"]])
def test_fetching_can_be_interrupted(
    small: Dlr, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    """Ctrl-C ends git and whatever it has started, and nothing is written."""
    reach(monkeypatch, tmp_path)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "ssh").write_text(f"#!/bin/sh\nexec 3>'{pipe}'\necho begun >&3\nexec sleep 9999\n")
    with (
        Terminal(home, "add", "ssh://there/repo", *more) as terminal,
        Popen(["cat", str(pipe)], stdout=PIPE) as alive,
    ):
        try:
            assert alive.stdout
            assert select([alive.stdout], [], [], PATIENCE)[0], terminal.output
            assert alive.stdout.readline() == b"begun\n"
            assert terminal.interrupt() == 130
            # It ends when nobody has the pipe any more: ssh, and what it has started.
            assert alive.wait(PATIENCE) == 0
        finally:
            alive.kill()
    assert not (home / "curricula").exists()
