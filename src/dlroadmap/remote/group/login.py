"""The logins that this learner was given: a file for each group, for its owner alone (0600)."""

import json
import os
import stat
import sys
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, is_own, make_private, write_atomically
from dlroadmap.remote.group.address import Address, is_address, is_password
from dlroadmap.text import MAX_ID, clean, is_id

_LARGEST = 1 << 16
"""Bytes that a file can have; a login has some hundred."""


class Login(NamedTuple):
    """Who one is in a group, and how one gets there.

    `spare` is another password that may be the right one, if changing it was interrupted.
    """

    group: str
    curriculum: str
    member: str
    mentor: bool
    address: Address
    password: str
    spare: str = ""

    def __repr__(self) -> str:
        """Return a text without the passwords, for whatever shows it."""
        return f"Login({self.group!r}, {self.member!r}, {self.address.name!r})"


def save_login(folders: Folders, login: Login) -> None:
    """Keep a login, in place of an earlier one for the same group, for its owner alone."""
    values = {**login._asdict(), "address": login.address._asdict()}
    path = _locate(folders, login.group)
    make_private(path.parent)
    if path.parent.stat().st_mode & 0o077:
        path.parent.chmod(0o700)
    write_atomically(path, json.dumps(values, indent=2) + "\n", durable=True)


def list_groups(folders: Folders) -> list[str]:
    """Return the names of the groups that this learner has a login for."""
    return sorted(path.stem for path in folders.groups.glob("*.json") if is_id(path.stem))


def find_login(folders: Folders, name: str) -> Login:
    """Return the login for a group; for the only one if no name is given.

    Raises DlrError if there is none, if there are several, or if the file is not to be trusted.
    """
    groups = list_groups(folders)
    if not name and len(groups) == 1:
        name = groups[0]
    if not name and groups:
        message = f"You are in several groups: {', '.join(groups)}."
        raise DlrError("which-group", message, subject=groups[0])
    if name not in groups:
        message = (
            f"You are not in a group called “{clean(name)}”." if name else "You are in no group."
        )
        known = [f"Your groups: {', '.join(groups)}."] if groups else []
        raise DlrError("no-group", message, *known, subject="join")
    path = _locate(folders, name)
    login = _parse(_read(path))
    # Out of the blocks that read: what failed there has the text of the file in it.
    if login is None or login.group != name:
        message = f"{clean(str(path))} is damaged."
        raise DlrError("bad-login", message, "Ask a mentor for a new invitation.", subject="join")
    return login


def forget_login(folders: Folders, name: str) -> None:
    """Remove the login for a group from this machine."""
    _locate(folders, name).unlink(missing_ok=True)


def _locate(folders: Folders, group: str) -> Path:
    if not is_id(group):
        raise DlrError("no-group", f"“{clean(group)}” is not a valid name of a group.")
    return folders.groups / f"{group}.json"


def _read(path: Path) -> bytes:
    """Return what is in a file that is a plain one, and its owner's alone."""
    name, flags = clean(str(path)), getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, os.O_RDONLY | flags)
    except OSError as error:
        why = "it is a link" if path.is_symlink() else error.strerror
        raise DlrError("bad-login", f"{name} cannot be read: {why}.") from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise DlrError("bad-login", f"{name} is not a plain file.")
        if not is_own(status) or (sys.platform != "win32" and status.st_mode & 0o077):
            message = f"Others can read or change {name}, and your password for the group is in it."
            raise DlrError("bad-login", message, f"If you trust it: chmod 600 {quote(name)}")
        # One read of a plain file has all of it.
        return os.read(descriptor, _LARGEST + 1)
    finally:
        os.close(descriptor)


def _parse(text: bytes) -> Login | None:
    """Return the login that a file describes; None if it does not describe one."""
    try:
        values = json.loads(text.decode("utf-8")) if len(text) <= _LARGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or not isinstance(place := values.get("address"), dict):
        return None
    types = Login.__annotations__
    if not _fits({"spare": "", **values}, {n: types[n] for n in types if n != "address"}):
        return None
    if not _fits(place, Address.__annotations__):
        return None
    address = Address(**{name: place[name] for name in Address._fields})
    kept = {name: values[name] for name in Login._fields if name in values}
    login = Login(**{**kept, "address": address})
    return login if _is_sound(login) else None


def _fits(values: dict[str, object], types: dict[str, type]) -> bool:
    """Return whether all values are there, each of exactly its type: true is no number."""
    return all(type(values.get(name)) is types[name] for name in types)


def _is_sound(login: Login) -> bool:
    return (
        is_id(login.group)
        and is_id(login.curriculum)
        and 0 < len(login.member) <= MAX_ID
        and login.member == clean(login.member)
        and is_address(login.address)
        and is_password(login.password)
        and (not login.spare or is_password(login.spare))
    )
