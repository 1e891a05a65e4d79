"""What the tests of mentors share: a group that a mentor made through dlr, and its members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.members import Class, Learner, make_learner
from server.postgres import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from conftest import Dlr, Result


class Course:
    """A group called `ml` on a database, and the learners of this machine."""

    def __init__(
        self, database: str, home: Path, small: Dlr, patch: pytest.MonkeyPatch, *options: str
    ) -> None:
        self.server = Class(database)
        self._home, self._dlr, self._patch = home, small, patch
        self.grace = self.newcomer("grace")
        patch.setenv("PGPASSWORD", PASSWORD)
        call = ("group", "create", "ml", "--on", database, "--as", "Grace", *options)
        self.created: Result = self.grace.do(*call)
        patch.delenv("PGPASSWORD")

    def newcomer(self, name: str) -> Learner:
        """Return a learner who is in no group."""
        return make_learner(name, self._home, self._dlr, self._patch)

    def join(self, name: str, *options: str) -> Learner:
        """Return a learner whom Grace has invited, and who has joined."""
        invited = self.grace("group", "invite", name, *options)
        assert invited.code == 0, invited
        learner = self.newcomer(name.casefold())
        learner.join(invited.out)
        return learner

    def assigned(self, by: Learner | None = None) -> list[dict[str, Any]]:
        """Return what is assigned, as a learner sees it."""
        document = (by or self.grace).do("group", "assigned", "--json").document
        found: list[dict[str, Any]] = document["assigned"]
        return found
