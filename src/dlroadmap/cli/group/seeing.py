"""What commands share that look at a group: the login, and one short call of the server."""

from typing import TYPE_CHECKING, TypeVar

from dlroadmap.cli.session import Session
from dlroadmap.remote.group.login import Login, find_login

if TYPE_CHECKING:
    from collections.abc import Callable

    from dlroadmap.remote.group.connection import Database

Result = TypeVar("Result")


def find_own(session: Session) -> Login:
    """Return the login for the group in use."""
    return find_login(session.folders, session.group.value)


def see(login: Login, work: "Callable[[Database], Result]") -> Result:
    """Return what is read from the server of a group."""
    from dlroadmap.remote.group.connection import perform

    return perform(login.address, [one for one in (login.password, login.spare) if one], work)
