"""What a call heads for: goals by name, and how far those that were set are."""

from collections.abc import Sequence
from datetime import date

from dlroadmap.cli.session import Session
from dlroadmap.cli.surroundings import open_surroundings
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.aims import Aim, aim_at, holds, ways_of
from dlroadmap.guide.goals import Outlook, look_ahead
from dlroadmap.guide.order import Order, find_order
from dlroadmap.guide.path import Surroundings
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import Goal


def find_goals(
    session: Session, names: Sequence[str], by: date | None = None
) -> tuple[list[Goal], list[Curriculum]]:
    """Return the goals that names mean, each once, and the curricula that hold them.

    `-` stands for names of items on standard input.
    """
    from dlroadmap.cli.selecting import find_items
    from dlroadmap.curriculum.targets import find_target

    found: dict[Goal, Curriculum] = {}
    for name in names:
        if name == "-":
            items = zip(*find_items(session, [name]), strict=True)
            found |= {Goal(key, by=by): holder for key, holder in items}
        else:
            target = find_target(name, session.names)
            found[Goal(target.key, target.of, by)] = target.holder
    return list(found), list(found.values())


def find_aims(
    session: Session, names: Sequence[str]
) -> tuple[Surroundings, Progress, list[Aim], list[Curriculum]]:
    """Return what names come to as goals, with what lies around, and the holders."""
    goals, holders = find_goals(session, names)
    surroundings, progress = open_surroundings(session, holders)
    used, known = session.curriculum, dict(zip(goals, holders, strict=True))
    aims = [
        aim_at(goal, used, used if holds(used, goal) else known[goal], progress) for goal in goals
    ]
    return surroundings, progress, aims, holders


def put_in_order(session: Session) -> tuple[list[Aim], Order]:
    """Return what the learner's goals come to, and the order that leads to them."""
    aims = session.aims
    return aims, find_order(session.curriculum, session.progress, ways_of(aims))


def find_outlooks(session: Session, aims: Sequence[Aim], order: Order) -> list[Outlook]:
    """Return how far the learner's goals are, and when each will be reached."""
    if not aims:
        return []
    from dlroadmap.guide.pace import hours_per_week, monday, own_pace, ticks

    used, today = session.curriculum, session.today()
    pace = own_pace(ticks(session.progress), used.needs, today)
    a_week, _ = hours_per_week(used, pace, None, session.find_hours())
    return list(look_ahead(used, session.progress, aims, order.begun, a_week, monday(today), pace))
