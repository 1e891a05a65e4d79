"""The titles of goals, wherever they are defined."""

from collections.abc import Callable
from contextlib import suppress

from dlroadmap.cli.session import Session
from dlroadmap.curriculum.targets import find_title
from dlroadmap.errors import DlrError
from dlroadmap.guide.aims import holds
from dlroadmap.progress.goals import ITEM, Goal


def goal_titles(session: Session) -> Callable[[Goal], str]:
    """Return what finds the title of a goal, its key if nothing here has it; each is found once."""
    known: dict[tuple[str, str], str] = {}

    def title(goal: Goal) -> str:
        if goal.identity not in known:
            known[goal.identity] = _find_title(session, goal)
        return known[goal.identity]

    return title


def _find_title(session: Session, goal: Goal) -> str:
    if goal.of == ITEM:
        return session.title(goal.key)
    holder = session.curriculum
    if not holds(holder, goal):
        with suppress(DlrError):
            holder = session.open(goal.curriculum).curriculum
    return find_title(*goal.identity[::-1], holder)
