"""What is left on the way to a goal, and when it will be reached, in words."""

from calendar import monthrange
from datetime import date

from dlroadmap.guide.finish import Finish
from dlroadmap.guide.goals import Outlook
from dlroadmap.render.goal_words import tell_whose
from dlroadmap.render.words import estimate_hours
from dlroadmap.words import pluralize

DAYS_OF_MONTH = 30.44


def describe_outlook(outlook: Outlook) -> str:
    """Return `Diffusion (advanced/diffusion) by March 2027, 24 items left, …` in one line."""
    whose = tell_whose(outlook.group, outlook.asked_by)
    if outlook.items is None:
        return f"{outlook.title}{whose}, not found in any curriculum"
    name = f"{outlook.title} ({outlook.name})"
    if not outlook.items:
        return f"{name}{whose}, {'skipped' if outlook.state == 'skipped' else 'reached'}"
    by = f" by {_describe_day(outlook.by)}" if outlook.by else ""
    left = f"{name}{by}{whose}, {pluralize(outlook.items, 'item')} left"
    if outlook.hours is not None:
        left += f", {estimate_hours(outlook.hours, outlook.guessed)}"
    if outlook.finish is None:
        return left
    when = _describe_finish(outlook.finish)
    if outlook.by is None:
        return f"{left}, finish around {when}"
    fits = outlook.fits if outlook.fits is not None else outlook.finish.likely <= outlook.by
    late = "on time" if fits else describe_delay((outlook.finish.likely - outlook.by).days)
    return f"{left}: you will finish around {when}, {late}"


def describe_delay(days: int) -> str:
    """Return `9 days late`, `3 weeks late` or `4 months late`."""
    if days < 14:
        return f"{pluralize(max(days, 1), 'day')} late"
    if days < 60:
        return f"{days // 7} weeks late"
    return f"{round(days / DAYS_OF_MONTH)} months late"


def _describe_day(day: date) -> str:
    """Return the month of its last day, else the day itself."""
    if day.day == monthrange(day.year, day.month)[1]:
        return f"{day:%B} {day.year}"
    return f"{day:%B} {day.day}, {day.year}"


def _describe_finish(finish: Finish) -> str:
    """Return the likely day where its month is certain, else the month alone."""
    early, likely, late = finish
    if (early.year, early.month) == (late.year, late.month):
        return f"{likely:%B} {likely.day}, {likely.year}"
    return f"{likely:%B} {likely.year}"
