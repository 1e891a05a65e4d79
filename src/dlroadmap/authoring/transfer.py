"""Git over a network, guarded: it reaches the one place that the learner named, and runs nothing.

Git gets the learner's configuration, which may say how to log in and through which proxy, but only
the protocols of the place are allowed, whatever an address is rewritten to.
"""

import os
import re
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from shlex import quote
from subprocess import DEVNULL, Popen, TimeoutExpired
from tempfile import TemporaryFile
from typing import IO

from dlroadmap.authoring.repository import find_git, outer_environment
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

NETWORK = ("https", "ssh")
"""The protocols of an address."""

LOCAL = ("file",)
"""The protocol of a path."""

_EVENTS = (
    *("pre-receive", "update", "post-receive", "post-update", "proc-receive", "push-to-checkout"),
    *("reference-transaction", "pre-push", "pre-auto-gc", "post-index-change", "post-checkout"),
)

NO_HOOKS = {
    "core.hooksPath": os.devnull,
    # Since 2.54 a configuration can have hooks as well.
    **{f"hook.{event}.enabled": "false" for event in _EVENTS},
}
"""Settings under which git runs no hooks."""

_PAUSE = 0.1
"""Seconds between two looks at how much came."""

_SETTINGS = {
    # Nothing is fetched from a place that only the other side has named.
    "http.followRedirects": "initial",
    "transfer.bundleURI": "false",
    "fetch.uriProtocols": "",
    # No program is run, and no work is done in the background.
    **NO_HOOKS,
    "core.fsmonitor": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    # Not every place takes such options.
    "push.pushOption": "",
    # What comes is checked, and stays in one file.
    "fetch.fsckObjects": "true",
    "fetch.unpackLimit": "1",
    "transfer.unpackLimit": "1",
}

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


class TransferError(Exception):
    """Git could not do it; the message is what git said, as the end of a sentence."""


class TooMuchError(Exception):
    """More came than is taken in."""


def transfer(
    folder: Path,
    call: Sequence[str],
    *,
    protocols: Sequence[str] = NETWORK,
    asks: bool,
    most: int,
    largest: int,
) -> None:
    """Run a command of git that reaches a place, for a bare repository of ours in a folder.

    The folder may grow to `most` bytes; objects above `largest` bytes are not unpacked in memory.
    `asks` is whether git and ssh may ask for passwords. Raises TransferError and TooMuchError.
    """
    rules = {
        # A second wall: GIT_ALLOW_PROTOCOL says the same, and cannot be overruled.
        "protocol.allow": "never",
        **{f"protocol.{name}.allow": "always" for name in protocols},
        **_SETTINGS,
        "core.bigFileThreshold": f"{largest}",
    }
    settings = [word for name, value in rules.items() for word in ("-c", f"{name}={value}")]
    with TemporaryFile() as errors:
        with Popen(  # noqa: S603 - there is no shell, and no program but git
            [find_git(), "--no-pager", *settings, *call],
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=errors,
            env=_environment(folder, protocols, asks),
            cwd=folder,
            # Without a terminal ssh cannot ask.
            start_new_session=not asks,
        ) as git:
            try:
                while not _has_ended(git):
                    _check(folder, most)
            except BaseException:
                _stop(git, whole=not asks)
                raise
        _check(folder, most)
        if git.returncode:
            raise TransferError(_read_words(errors))


def _has_ended(git: Popen[bytes]) -> bool:
    with suppress(TimeoutExpired):
        git.wait(_PAUSE)
        return True
    return False


def _check(folder: Path, most: int) -> None:
    if measure(folder) > most:
        raise TooMuchError


def measure(folder: Path) -> int:
    """Return the bytes of all files below a folder, while some come and go."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += Path(parent, name).stat().st_size
    return total


def explain(place: str, words: str, what: str) -> DlrError:
    """Return what to say of a place that could not be reached; `what` was to be done with it."""
    name = clean(place)
    if "dubious ownership" in words:
        message = f"{name} could not be {what}, as it belongs to another user of this computer."
        trust = f"git config --global --add safe.directory {quote(name)}"
        return DlrError("fetch", message, f"If you trust this user: {trust}")
    message = f"{name} could not be {what}. Git reports: {words}."
    advice = f"Check the address and your access: git ls-remote {quote(name)}"
    if "refs/heads/dlr' exists" in words:
        advice = "Rename or delete the branch dlr there; the branches of devices begin with dlr/."
    if "' not allowed" in words:
        advice = "Your Git configuration rewrites this address (insteadOf) to another protocol."
    return DlrError("fetch", message, advice)


def _environment(folder: Path, protocols: Sequence[str], asks: bool) -> Mapping[str, str]:
    passed = {name: value for name, value in os.environ.items() if name.startswith(_PASSED)}
    ours = {"GIT_DIR": str(folder), "GIT_ALLOW_PROTOCOL": ":".join(protocols)}
    return {**outer_environment(), **passed, **ours, **({} if asks else _QUIET)}


def _stop(git: Popen[bytes], whole: bool) -> None:
    """End git; where it leads a session of its own, whatever it has started too."""
    with suppress(OSError):
        if whole and hasattr(os, "killpg"):
            os.killpg(git.pid, signal.SIGTERM)
        else:
            git.terminate()


def _read_words(errors: IO[bytes]) -> str:
    errors.seek(0)
    told = errors.read(10_000).decode(errors="replace")
    # The learner's configuration may rewrite an address to one with a password.
    words = clean(re.sub(r"://[^/\s@]*@", "://", told))
    return words.removeprefix("fatal: ").rstrip(".")
