"""Fetches one commit of a repository from elsewhere into a folder of ours.

Nothing of it is checked out, and it brings no configuration, hooks or attributes along. Git gets
the learner's configuration, which may say how to log in and through which proxy, but only https
and ssh are allowed, whatever an address is rewritten to.
"""

import os
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL, Popen, TimeoutExpired
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from dlroadmap.authoring.repository import Repository, find_git, outer_environment, own_repository
from dlroadmap.authoring.revision import MAX_TOTAL
from dlroadmap.errors import DlrError
from dlroadmap.format.source import MAX_BYTES
from dlroadmap.text import clean

MAX_FETCHED = MAX_TOTAL
"""So many bytes git may take in."""

_PAUSE = 0.1
"""Seconds between two looks at how much that is."""

_TAKEN = "refs/dlr/taken"

_SETTINGS = {
    # A second wall: GIT_ALLOW_PROTOCOL says the same, and cannot be overruled.
    "protocol.allow": "never",
    "protocol.https.allow": "always",
    "protocol.ssh.allow": "always",
    # Nothing is fetched from a place that only the other side has named.
    "http.followRedirects": "initial",
    "transfer.bundleURI": "false",
    "fetch.uriProtocols": "",
    # No program is run, and no work is done in the background.
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    # What comes is checked, stays in one file, and large objects are not unpacked in memory.
    "fetch.fsckObjects": "true",
    "fetch.unpackLimit": "1",
    "transfer.unpackLimit": "1",
    "core.bigFileThreshold": f"{MAX_BYTES}",
}

_FETCH = (
    *("fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules"),
    f"--filter=blob:limit={MAX_BYTES + 1}",
)

_PASSED = ("GIT_CONFIG_", "GIT_SSH", "GIT_SSL_", "GIT_PROXY_", "GIT_HTTP_", "GIT_ASKPASS")
"""What may steer git: how the learner reaches others."""

_QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
}
"""What keeps git, ssh and helpers from asking."""


@contextmanager
def fetch(address: str, ref: str | None, asks: bool) -> Iterator[tuple[Repository, str]]:
    """Provide a repository with one commit from an address, and the id of that commit.

    `asks` is whether git and ssh may ask for passwords. Raises DlrError if it cannot be fetched.
    """
    with TemporaryDirectory(prefix="dlr-git-") as name:
        folder = Path(name)
        for part in ("objects", "refs"):
            (folder / part).mkdir()
        (folder / "HEAD").write_text("ref: refs/heads/main\n")
        (folder / "config").write_text("[core]\nrepositoryFormatVersion = 0\nbare = true\n")
        _run(folder, address, f"+{ref or 'HEAD'}:{_TAKEN}", asks)
        repository = own_repository(folder)
        commit = repository.ask("rev-parse", "--verify", f"{_TAKEN}^{{commit}}").decode().strip()
        yield repository, commit


def _run(folder: Path, address: str, wanted: str, asks: bool) -> None:
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    call = [find_git(), "--no-pager", *settings, *_FETCH, "--", address, wanted]
    with TemporaryFile() as errors:
        with Popen(  # noqa: S603 - there is no shell, and no program but git
            call,
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=errors,
            env=_environment(folder, asks),
            cwd=folder,
            # Without a terminal ssh cannot ask.
            start_new_session=not asks,
        ) as git:
            try:
                _watch(git, folder, address)
            except BaseException:
                _stop(git, whole=not asks)
                raise
        if git.returncode:
            raise _failure(address, errors)


def _environment(folder: Path, asks: bool) -> Mapping[str, str]:
    passed = {name: value for name, value in os.environ.items() if name.startswith(_PASSED)}
    ours = {"GIT_DIR": str(folder), "GIT_ALLOW_PROTOCOL": "https:ssh"}
    return {**outer_environment(), **passed, **ours, **({} if asks else _QUIET)}


def _watch(git: Popen[bytes], folder: Path, address: str) -> None:
    """Wait for the end, or until more came than is read."""
    ended = False
    while not ended:
        with suppress(TimeoutExpired):
            git.wait(_PAUSE)
            ended = True
        if _measure(folder) > MAX_FETCHED:
            message = f"{clean(address)} has more than {MAX_FETCHED // 2**20} MiB of files."
            advice = "Ask its author for a repository of the curriculum alone."
            raise DlrError("too-large", message, advice)


def _measure(folder: Path) -> int:
    """Return the bytes of all files below a folder, while some come and go."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += Path(parent, name).stat().st_size
    return total


def _stop(git: Popen[bytes], whole: bool) -> None:
    """End git; where it leads a session of its own, whatever it has started too."""
    with suppress(OSError):
        if whole and hasattr(os, "killpg"):
            os.killpg(git.pid, signal.SIGTERM)
        else:
            git.terminate()


def _failure(address: str, errors: IO[bytes]) -> DlrError:
    errors.seek(0)
    told = errors.read(10_000).decode(errors="replace")
    # The learner's configuration may rewrite an address to one with a password.
    words = clean(re.sub(r"://[^/\s@]*@", "://", told)).removeprefix("fatal: ").rstrip(".")
    message = f"{clean(address)} could not be fetched. Git reports: {words}."
    advice = ["Check the address and your access: git ls-remote ADDRESS"]
    if "' not allowed" in words:
        advice = ["Your Git configuration rewrites this address (insteadOf) to another protocol."]
    return DlrError("fetch", message, *advice)
