"""From what the learner names to the place behind it."""

import os
import re
from collections.abc import Callable
from datetime import datetime
from itertools import islice
from pathlib import Path
from shlex import quote

from dlroadmap.address import Place, read_place
from dlroadmap.authoring.repository import is_bare
from dlroadmap.errors import DlrError
from dlroadmap.remote.contract import Remote
from dlroadmap.remote.folder import TOP, FolderRemote
from dlroadmap.remote.git import GitRemote
from dlroadmap.remote.segments import is_device
from dlroadmap.text import clean

_LIKE_ADDRESS = re.compile(r"[^/]*@|[\w-]+(\.[\w-]+)+/")


def find_place(target: str, remembered: bool) -> Place:
    """Return the place that is named, or was remembered. Raises DlrError if there can be none."""
    try:
        return read_place(target, remembered)
    except DlrError as error:
        if error.code != "no-such-path":
            raise
        raise DlrError("no-remote", error.message, *_advise(target, remembered)) from error


def _advise(target: str, remembered: bool) -> list[str]:
    """Return what to do about a path that does not exist."""
    if remembered:
        return ["Is the disk connected, or the share mounted?"]
    path = clean(str(Path(target).expanduser().absolute()))
    address = "For an address, use https://HOST/PATH or USER@HOST:PATH."
    if _LIKE_ADDRESS.match(target):
        return [address]
    return [
        f"For a folder: mkdir {quote(path)}",
        f"For a Git repository: git init --bare {quote(path)}",
        address,
    ]


def open_remote(place: Place, folder: Path, asks: bool, now: Callable[[], datetime]) -> Remote:
    """Return what reaches a place; `folder` is where dlr keeps its copy of a git repository.

    `asks` is whether git may ask for passwords. Raises DlrError for what can be no such place.
    """
    if place.path is None:
        return GitRemote(folder, place, asks, now)
    _check_path(place.path, folder)
    if is_bare(place.path):
        return GitRemote(folder, place, asks, now)
    return FolderRemote(place.path)


def _check_path(path: Path, own: Path) -> None:
    """Raise DlrError for a path where journals would be in the way of something else."""
    name, real = clean(str(path)), path.resolve()
    if not path.is_dir():
        raise DlrError("no-remote", f"{name} is not a folder.", "Specify a folder.")
    if os.path.lexists(path / ".git") or real.name == ".git":
        message = f"{name} is a Git repository with a working folder."
        raise DlrError("no-remote", message, "Use a bare one: git init --bare PATH")
    if (path / "objects").is_dir() and (path / "refs").is_dir() and not is_bare(path):
        message = f"{name} is a Git repository that is damaged: it has no HEAD."
        raise DlrError("no-remote", message, "Repair it, or specify another target.")
    if inside := next(filter(is_bare, real.parents), None):
        message = f"{name} is inside the Git repository {clean(str(inside))}."
        raise DlrError("no-remote", message, "Specify the repository, or another folder.")
    if real == own.parent.resolve() or real.is_relative_to(own.resolve()):
        message = f"{name} is where dlr stores your progress on this computer."
        raise DlrError("no-remote", message, "Specify a folder that your other devices reach.")
    if real.name == TOP and any(is_device(inner.name) for inner in islice(real.iterdir(), 1000)):
        message = f"{name} is the folder that dlr has made in {clean(str(real.parent))}."
        raise DlrError("no-remote", message, f"Specify {quote(clean(str(real.parent)))}.")
    if real == Path(real.anchor) and os.name == "posix":
        message = f"{name} is the root of this computer's files."
        raise DlrError("no-remote", message, "Specify a folder below it.")
