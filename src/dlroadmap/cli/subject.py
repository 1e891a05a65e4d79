"""What an assessment is about: a curriculum, and what a call names of it."""

from collections.abc import Collection, Sequence
from shlex import join
from typing import NamedTuple

from dlroadmap.cli.selecting import find_keys
from dlroadmap.cli.session import Session
from dlroadmap.cli.unfinished import Limits
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.settled import see_from
from dlroadmap.progress.fold import Progress


class Subject(NamedTuple):
    """A curriculum with the progress in it, and the items of it to ask about, None for all.

    `holders` are other curricula that these come from, `call` is the command line that asks about
    the same again.
    """

    curriculum: Curriculum
    progress: Progress
    within: Collection[str] | None
    holders: Sequence[Curriculum]
    limits: Limits
    call: str


def find_subject(session: Session, level: str | None, goals: Sequence[str]) -> Subject:
    """Return what to ask about: all of the curriculum in use, a level, what goals lead through."""
    call = ["dlr", "assess", *(("--level", level) if level is not None else ())]
    call += [word for goal in goals for word in ("--goal", goal)]
    if session.setting.source == "--curriculum":
        call += ["--curriculum", session.setting.value]
    if goals:
        return _follow(session, level, goals, join(call))
    used = session.curriculum
    within = find_keys(used, level, None)
    return Subject(used, session.progress, within, (), Limits(used.id, level), join(call))


def _follow(session: Session, level: str | None, names: Sequence[str], call: str) -> Subject:
    """Return what leads to some goals, in the curriculum in use if it has them all."""
    from dlroadmap.cli.aiming import find_aims
    from dlroadmap.guide.aims import holds

    _, progress, aims, holders = find_aims(session, names)
    known = (session.curriculum, *holders)
    holder = next((one for one in known if all(holds(one, aim.goal) for aim in aims)), None)
    if holder is None:
        message = "No curriculum has all of these goals."
        raise DlrError("usage", message, "Specify one of them: dlr assess --goal NAME")
    way = set().union(*(aim.way for aim in aims))
    part = find_keys(holder, level, None)
    within = way.intersection(holder.locations if part is None else part)
    limits = Limits(holder.id, level, tuple(sorted(aim.key for aim in aims)))
    return Subject(see_from(session.curriculum, holder), progress, within, holders, limits, call)
