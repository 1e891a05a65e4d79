"""What is done on the server of a group with the login of a member."""

from collections.abc import Callable
from typing import Any, TypeVar

from dlroadmap.remote.group.connection import Database, perform
from dlroadmap.remote.group.login import Login
from dlroadmap.remote.group.schema import check_version

Result = TypeVar("Result")

Actor = Callable[[Login, Callable[[Database], Any]], Any]
"""Runs work on the server with a login, and has words of its own for what goes wrong."""


def act_as(login: Login, work: Callable[[Database], Result]) -> Result:
    """Run work on the server with a login, once the tables there are known."""

    def checked(db: Database) -> Result:
        check_version(db)
        return work(db)

    passwords = [word for word in (login.spare, login.password) if word]
    return perform(login.address, passwords, checked)
