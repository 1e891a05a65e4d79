"""Places that a learner names: an address that git may reach, or a path."""

import os
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from dlroadmap.errors import DlrError
from dlroadmap.text import clean, has_password

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)(::|://)")
"""What stands before an address; behind `::` git would run a program of that name."""

_SCP = re.compile(r"(?!-)[^/\s:]+:(?!:)(?!-)\S+")
"""What git takes for `host:path` over ssh."""

_HOST = re.compile(r"[\w:]")

_SAFE = ("https", "ssh")


class Place(NamedTuple):
    """Where something comes from; `path` is None of what has to be fetched."""

    name: str
    path: Path | None = None


def read_place(text: str, recorded: bool = False) -> Place:
    """Return the place that a learner names. Raises DlrError for what dlr does not fetch from.

    Of what was `recorded`, only an absolute path is a path, whatever lies in the working folder.
    """
    if has_password(text):
        message = "The address contains a password."
        raise DlrError("password", message, "Use an address without it; Git asks for it, or ssh.")
    if not text.isprintable() or text.startswith("-") or not text.strip():
        raise _refuse(f"“{clean(text)}” is not a valid address or path.")
    if match := _SCHEME.match(text):
        _check_address(text, match[1].lower(), match[2])
        return Place(text)
    path = Path(os.path.abspath(Path(text).expanduser()))  # noqa: PTH100 - takes `..` out
    if os.path.lexists(path) and not (recorded and not Path(text).is_absolute()):
        return Place(str(path), path)
    if _SCP.fullmatch(text):
        return Place(text)
    web = f"https://{text}" if re.match(r"[\w-]+(\.[\w-]+)+/", text) else "https://HOST/PATH"
    raise DlrError(
        "no-such-path", f"{clean(str(path))} does not exist.", f"For an address, write {clean(web)}"
    )


def name_remembered(text: str) -> str:
    """Return the name of a place that was recorded, without a look at it."""
    return os.path.abspath(text) if os.path.isabs(text) else text  # noqa: PTH100, PTH117


def _check_address(text: str, scheme: str, mark: str) -> None:
    if scheme == "file":
        raise _refuse("dlr reads files by their path.", "Specify the path without file://.")
    if scheme not in _SAFE or mark != "://":
        raise _refuse(f"dlr does not fetch from {scheme}{mark} addresses.")
    try:
        parts = urlsplit(text)
        host, user = parts.hostname or "", parts.username
    except ValueError:
        host, user = "", None
    if scheme == "https" and user is not None:
        # It may be a token, which would be stored and shown.
        message = "An https address with a user name or a token before the host is not accepted."
        advice = "Leave out what stands before @; Git asks for it, or its credential helper has it."
        raise DlrError("password", message, advice)
    if not _HOST.match(host):
        raise _refuse(f"“{clean(text)}” has no valid host.")


def _refuse(message: str, *advice: str) -> DlrError:
    words = advice or ("Use an https:// or ssh:// address, USER@HOST:PATH, or a path.",)
    return DlrError("bad-address", message, *words)
