"""What a call heads for: goals by name, and how far those that were set are."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from dlroadmap.cli.session import Session
from dlroadmap.cli.surroundings import open_surroundings
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.aims import Aim, aim_at, holds, ways_of
from dlroadmap.guide.dates import coming_examples, parse_days
from dlroadmap.guide.goals import Outlook, look_ahead
from dlroadmap.guide.order import Order, find_order
from dlroadmap.guide.pace import Rate
from dlroadmap.guide.path import Surroundings
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import Goal
from dlroadmap.settings import find_hours
from dlroadmap.text import clean

if TYPE_CHECKING:
    from dlroadmap.curriculum.targets import Target


def find_goals(
    session: Session, names: Sequence[str], by: date | None = None
) -> tuple[list[Goal], list[Curriculum]]:
    """Return the goals that names mean, each once, and the curricula that hold them.

    `-` stands for the whole names on standard input, one a line.
    """
    from dlroadmap.curriculum.targets import find_target

    found: dict[Goal, Curriculum] = {}
    for name in names:
        targets = _find_on_lines(session) if name == "-" else [find_target(name, session.names)]
        found |= {Goal(target.key, target.of, by): target.holder for target in targets}
    return list(found), list(found.values())


def _find_on_lines(session: Session) -> "list[Target]":
    """Return what the whole names on standard input mean; without any name there is no goal."""
    from dlroadmap.cli.selecting import find_on_lines
    from dlroadmap.curriculum.targets import find_whole_targets

    def find(name: str) -> "list[tuple[str, Target]]":
        found = find_whole_targets(name, session.names)
        return [(f"{one.key}/" if one.of == "level" else one.key, one) for one in found]

    if not (targets := find_on_lines(session, find, "item, category, level or curriculum")):
        raise no_names()
    return targets


def no_names() -> DlrError:
    """Return that standard input has no name to go by."""
    message = "Standard input contains no names."
    return DlrError("usage", message, "Write one name per line; nothing was changed.")


def parse_by(session: Session, by: str | None) -> date | None:
    """Return the day of a deadline; raises DlrError for what is none, or in the past."""
    if by is None:
        return None
    day = parse_days(by, session.today(), ahead=True).last
    if day < session.today():
        advice = f"Use a future date, such as {coming_examples(session.today())}."
        raise DlrError("bad-date", f"“{clean(by)}” is in the past.", advice)
    return day


def find_aims(
    session: Session, names: Sequence[str]
) -> tuple[Surroundings, Progress, list[Aim], list[Curriculum]]:
    """Return what names come to as goals, with what lies around, and the holders.

    One that is assigned to the learner says so.
    """
    goals, holders = find_goals(session, names)
    surroundings, progress = open_surroundings(session, holders)
    known_goals = {goal.identity: goal for goal in progress.goals}
    goals = [_tell_whose(goal, known_goals.get(goal.identity, goal)) for goal in goals]
    used, known = session.curriculum, dict(zip(goals, holders, strict=True))
    aims = [
        aim_at(goal, used, used if holds(used, goal) else known[goal], progress) for goal in goals
    ]
    return surroundings, progress, aims, holders


def _tell_whose(goal: Goal, known: Goal) -> Goal:
    return goal._replace(group=known.group, asked_by=known.asked_by, task=known.task)


def put_in_order(session: Session) -> tuple[list[Aim], Order]:
    """Return what the learner's goals come to, and the order that leads to them."""
    aims = session.aims
    return aims, find_order(session.curriculum, session.progress, ways_of(aims))


def find_outlooks(session: Session, aims: Sequence[Aim], order: Order) -> list[Outlook]:
    """Return how far the learner's goals are, and when each will be reached."""
    if not aims:
        return []
    from dlroadmap.guide.pace import monday

    leading = list(islice(order, len(order.stages)))
    used, start = session.curriculum, monday(session.today())
    rate = find_rate(session, lenient=True)
    return list(look_ahead(used, session.progress, aims, leading, rate, start))


def find_rate(
    session: Session,
    asked: float | None = None,
    today: date | None = None,
    *,
    lenient: bool = False,
) -> Rate:
    """Return the hours a week to reckon with: those of every command, unless some are asked for.

    Who is `lenient` is only warned of a setting that is not valid.
    """
    from dlroadmap.guide.pace import hours_per_week, own_pace, ticks

    used = session.curriculum
    pace = own_pace(ticks(session.progress), used.needs, today or session.today())
    setting = session.find_hours() if lenient else find_hours(session.folders)
    return hours_per_week(used, pace, asked, setting)
