"""What the learner is heading for, how far that is, and when it will be reached."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.targets import name_target
from dlroadmap.guide.aims import Aim
from dlroadmap.guide.finish import Finish, estimate_finish
from dlroadmap.guide.pace import Pace
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import ITEM


class Outlook(NamedTuple):
    """A goal, what is unfinished on the way to it, and when it will be reached.

    `of` is `item`, `category`, `level` or `curriculum`; `name` is what a command takes for it in
    the curriculum in use, and `by` the day set for it. `hours` are those to reckon with, for
    `guessed` of the items by an estimate. A goal that is gone from the curriculum has no items,
    hours and finish; one that is reached has 0 items and no finish. `fits` is whether the likely
    day is no later than `by`. An item has a `state`, and may be `assumed`.
    """

    key: str
    of: str
    name: str
    title: str
    by: date | None = None
    items: int | None = None
    hours: float | None = None
    guessed: int = 0
    finish: Finish | None = None
    fits: bool | None = None
    state: str | None = None
    assumed: bool = False


def look_ahead(
    used: Curriculum,
    progress: Progress,
    aims: Sequence[Aim],
    begun: Collection[str],
    a_week: float,
    start: date,
    pace: Pace | None,
) -> Iterator[Outlook]:
    """Yield how far each goal is, and when it will be reached at so many hours a week.

    What is `begun` is finished before, and each goal before those behind it, from the Monday
    `start` on. Items and hours are those of the path to the goal alone.
    """
    met = set(begun)
    until = used.sum_needs(met)
    for aim in aims:
        goal, holder = aim.goal, aim.holder
        outlook = Outlook(goal.key, goal.of, name_goal(aim, used), aim.title, goal.by)
        if holder is None:
            yield outlook
            continue
        outlook = outlook._replace(
            items=len(aim.way),
            hours=holder.sum_needs(sorted(aim.way)),
            guessed=holder.count_unknown(aim.way),
            state=progress.state(goal.key) if goal.of == ITEM else None,
            assumed=goal.key in used.assumed,
        )
        until += holder.sum_needs(sorted(aim.way - met))
        met |= aim.way
        if aim.way:
            finish = estimate_finish(until / a_week, start, pace)
            fits = finish.likely <= goal.by if goal.by else None
            outlook = outlook._replace(finish=finish, fits=fits)
        yield outlook


def name_goal(aim: Aim, used: Curriculum, others: Collection[str] = ()) -> str:
    """Return the name that a command takes for a goal in the curriculum in use.

    `others` are the ids of further curricula.
    """
    return name_target(aim.goal.of, aim.key, used, aim.holder, others)
