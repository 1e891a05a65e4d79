"""What the learner is heading for, how far that is, and when it will be reached."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.targets import name_target
from dlroadmap.guide.aims import Aim
from dlroadmap.guide.finish import Finish, estimate_finish
from dlroadmap.guide.pace import Rate
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import ITEM


class Outlook(NamedTuple):
    """A goal, what is unfinished on the way to it, and when it will be reached.

    `of` is `item`, `category`, `level` or `curriculum`; `name` is what a command takes for it in
    the curriculum in use, and `by` the day set for it. `hours` are those to reckon with, for
    `guessed` of the items by an estimate. A goal that is gone from the curriculum has no items,
    hours and finish; one that is reached has 0 items and no finish. `fits` is whether the likely
    day is no later than `by`. An item has a `state`, and may be `assumed`. Until `finish`, `others`
    are the hours of what does not lead to the goal but comes first, and `outside` those of what
    leads to it outside the curriculum in use. `asked_by` in a `group` assigned it, unless it is the
    learner's own.
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
    others: float = 0
    outside: float = 0
    group: str = ""
    asked_by: str = ""


def look_ahead(
    used: Curriculum,
    progress: Progress,
    aims: Sequence[Aim],
    sequence: Sequence[str],
    rate: Rate,
    start: date,
) -> Iterator[Outlook]:
    """Yield how far each goal is, and when it will be reached by who learns items in sequence.

    That is from the Monday `start` on. Items and hours are those of the path to the goal alone;
    what stands outside the sequence is learned for the first goal that it leads to.
    """
    needs = used.needs
    for aim in aims:
        if aim.holder and aim.holder is not used:
            needs = {**aim.holder.needs, **needs}
    spent = dict(zip(sequence, accumulate(needs[key] for key in sequence), strict=True))
    ends: list[float] = []
    for aim in aims:
        inside = [spent[key] for key in aim.way if key in spent]
        ends.append(max(inside) if inside else max(ends, default=0))
    for number, aim in enumerate(aims):
        goal, holder = aim.goal, aim.holder
        outlook = Outlook(goal.key, goal.of, name_goal(aim, used), aim.title, goal.by)
        outlook = outlook._replace(group=goal.group, asked_by=goal.asked_by)
        if holder is None:
            yield outlook
            continue
        before = [aims[n] for n in range(number + 1) if ends[n] <= ends[number]]
        outside = set().union(*(one.way for one in before)) - spent.keys()
        hours = holder.sum_needs(sorted(aim.way))
        until = round(ends[number] + sum(needs[key] for key in sorted(outside)), 2)
        outlook = outlook._replace(
            items=len(aim.way),
            hours=hours,
            guessed=holder.count_unknown(aim.way),
            state=progress.state(goal.key) if goal.of == ITEM else None,
            assumed=goal.key in used.assumed,
        )
        if aim.way:
            finish = estimate_finish(until / rate.hours, start, rate.pace)
            outlook = outlook._replace(
                finish=finish,
                fits=finish.likely <= goal.by if goal.by else None,
                others=max(round(until - hours, 2), 0),
                outside=holder.sum_needs(sorted(aim.way - spent.keys())),
            )
        yield outlook


def name_goal(aim: Aim, used: Curriculum) -> str:
    """Return the name that a command takes for a goal in the curriculum in use."""
    return name_target(aim.goal.of, aim.key, used, aim.holder)
