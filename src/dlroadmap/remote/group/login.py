"""The logins that this learner was given: a file for each group, for its owner alone (0600)."""

import json
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, write_atomically
from dlroadmap.remote.group.address import Address
from dlroadmap.text import clean, is_id


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
    """Keep a login, in place of an earlier one for the same group."""
    values = {**login._asdict(), "address": login.address._asdict()}
    path = folders.groups / f"{login.group}.json"
    write_atomically(path, json.dumps(values, indent=2) + "\n", durable=True)


def list_groups(folders: Folders) -> list[str]:
    """Return the names of the groups that this learner has a login for."""
    return sorted(path.stem for path in folders.groups.glob("*.json") if is_id(path.stem))


def find_login(folders: Folders, name: str) -> Login:
    """Return the login for a group; for the only one if no name is given.

    Raises DlrError if there is none, if there are several, or if the file is damaged.
    """
    groups = list_groups(folders)
    if not name and len(groups) == 1:
        name = groups[0]
    if not name and groups:
        message = f"You are in several groups: {', '.join(groups)}."
        raise DlrError("which-group", message, f"Choose one: dlr config group {groups[0]}")
    if name not in groups:
        message = (
            f"You are not in a group called “{clean(name)}”." if name else "You are in no group."
        )
        known = [f"Your groups: {', '.join(groups)}."] if groups else []
        raise DlrError("no-group", message, *known, "To join one: dlr group join")
    path = folders.groups / f"{name}.json"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Login(**{**values, "address": Address(**values["address"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        message = f"{clean(str(path))} cannot be read."
        advice = "Ask a mentor for a new invitation, then: dlr group join"
        raise DlrError("bad-login", message, advice) from error


def forget_login(folders: Folders, name: str) -> None:
    """Remove the login for a group from this machine."""
    (folders.groups / f"{name}.json").unlink(missing_ok=True)
