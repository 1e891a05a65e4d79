"""dlr plan: week by week to the end, and when that will be."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import typer

from dlroadmap.cli import options
from dlroadmap.cli.output import print_json
from dlroadmap.cli.selecting import check_choice, check_hours, find_knowing
from dlroadmap.cli.session import Session
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.pace import own_pace, parse_days, ticks
from dlroadmap.guide.plan import (
    Finish,
    Outside,
    Plan,
    Week,
    left_out,
    make_plan,
    open_items,
    share_in_words,
)
from dlroadmap.progress.fold import Progress
from dlroadmap.render.screen import tell
from dlroadmap.text import listed, number

EXAMPLES = [
    "dlr plan",
    "dlr plan --hours 12 --by 2027-12",
    "dlr plan --goal attention",
    "dlr plan --format ics > plan.ics",
    "dlr plan --format md > plan.md",
]

FORMATS = ("ics", "json", "md")


def run(
    hours: Annotated[
        float | None,
        typer.Option("--hours", metavar="N", help="Hours a week, in place of your own pace."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="DATE", help="Say whether it fits until then."),
    ] = None,
    goal: Annotated[
        list[str] | None,
        typer.Option("--goal", metavar="ITEM", help="Only what leads to this item."),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Plan from the week of this day, not today."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show every week, not the first 8.")] = False,
    format: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="ics, json or md.")
    ] = None,
    curriculum: options.Curriculum = None,
    json: options.Json = False,
    color: options.Color = None,
) -> None:
    """Week by week to the end, and when you will be done: an interval, not a day.

    What is in progress comes first, then what leads to your goals (dlr goal), then the rest in
    the order of the curriculum.

    The hours a week are those of --hours, else what you ticked a week in the last twelve weeks,
    else what the curriculum reckons with. Weeks begin on Monday; this one counts in full. Ticks
    that do not tell when something was learned leave your pace alone: those of an assessment,
    those dated by month or year, and five or more within a minute for one day, with more hours
    than fit since the tick before.
    """
    check_choice("--format", format, FORMATS)
    if json and format not in (None, "json"):
        raise DlrError("usage", f"--json and --format {format} exclude each other.", "Choose one.")
    session = Session(curriculum, color, json or format == "json")
    check_hours(hours)
    now = session.today()
    today = parse_days(start)[0] if start is not None else now
    until = parse_days(by)[1] if by is not None else None
    if until and until < today:
        message = f"{until} is before {today}, where the plan begins."
        raise DlrError("bad-date", message, "Name a later day.")
    goals, holder = _goals(session, goal or ())
    progress = session.progress
    if holder is not session.curriculum:
        progress = session.past(holder).progress
    pace = own_pace(ticks(progress), holder.hours, min(today, now))
    keys = open_items(holder, progress, goals, session.goal_homes)
    plan = make_plan(holder, keys, today, pace, hours, until, goals or progress.goals)
    outside = left_out(holder, progress, keys)
    title = listed([_title(holder, progress, key) for key in goals]) or holder.title
    if session.as_json:
        print_json(_document(plan, goals, today, outside))
    elif format == "ics":
        _print_calendar(plan, holder, goals, title, session.now())
    elif format == "md":
        _print_checklist(plan, holder, title)
    else:
        from dlroadmap.render.plan_page import plan_lines

        counted_from = today if start is None else None
        session.screen.print(*plan_lines(plan, holder, title, counted_from, every, outside))


def _title(holder: Curriculum, progress: Progress, key: str) -> str:
    skipped = " (skipped)" if progress.state(key) == "skipped" else ""
    return f"{holder.items[key].title}{skipped}"


def _goals(session: Session, names: Sequence[str]) -> tuple[list[str], Curriculum]:
    """Return the keys of the goals, and the curriculum in use or another one that knows all."""
    found = [session.names.find(name) for name in names]
    keys = list(dict.fromkeys(key for key, _ in found))
    if holder := find_knowing(session.curriculum, (holder for _, holder in found), keys):
        return keys, holder
    message = "No curriculum knows all of these goals."
    raise DlrError("usage", message, "Plan for one of them: dlr plan --goal ITEM")


def _days(finish: Finish | None) -> dict[str, str | None]:
    return {name: str(getattr(finish, name)) if finish else None for name in Finish._fields}


def _document(plan: Plan, goals: Sequence[str], today: date, outside: Outside) -> dict[str, Any]:
    deadline = plan.deadline
    return {
        "from": str(today),
        "goal": goals,
        "items": plan.items,
        "hours": plan.hours,
        "outside": outside._asdict(),
        "hours_per_week": plan.hours_per_week,
        "basis": {
            "hours_per_week": plan.source,
            "interval": "history" if plan.pace else "default",
            "weeks": plan.pace.weeks if plan.pace else 0,
        },
        "finish": _days(plan.finish),
        "goals": [{"key": key, "finish": _days(end)} for key, end in plan.goals.items()],
        "by": deadline
        and {
            "date": str(deadline.day),
            "fits": deadline.fits,
            "hours_per_week": deadline.hours_per_week,
        },
        "weeks": [
            {
                "start": str(week.start),
                "hours": week.hours,
                "items": [key for key, _ in week.items],
                "parts": [hours for _, hours in week.items],
            }
            for week in plan.weeks
        ],
    }


def _print_calendar(
    plan: Plan, holder: Curriculum, goals: Sequence[str], title: str, now: datetime
) -> None:
    """Print a calendar: bytes in UTF-8, whatever the terminal's encoding is."""
    from dlroadmap import __version__
    from dlroadmap.exchange.ics import Event, calendar

    name = ".".join([holder.id, *(key.replace("/", ".") for key in goals)])
    events = [
        Event(
            uid=f"{week.start}.{name}@dlroadmap",
            start=week.start,
            summary=f"{title}: {number(week.hours)} h",
            description="\n".join(f"- {line}" for line in _lines(week, holder)),
        )
        for week in plan.weeks
    ]
    if not events:
        tell("Nothing is left to do, so there is no calendar.")
        return
    content = calendar(f"dlr: {title}", events, now, __version__)
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def _print_checklist(plan: Plan, holder: Curriculum, title: str) -> None:
    from dlroadmap.exchange.plan_markdown import Section, checklist

    sections = [
        Section(f"Week of {week.start} ({number(week.hours)} hours)", _lines(week, holder))
        for week in plan.weeks
    ]
    words = "Nothing is left to do."
    if finish := plan.finish:
        hours = f"{number(plan.hours)} hours, {number(plan.hours_per_week)} a week"
        words = f"{hours}: done about {finish.likely}, between {finish.early} and {finish.late}."
    sys.stdout.write(checklist(f"Plan: {title}", [words], sections))


def _lines(week: Week, holder: Curriculum) -> list[str]:
    """Return the items of a week in words; of an item in parts, the hours that fall in it."""
    return [
        f"{holder.items[key].title}{share_in_words(hours, holder.hours[key])}"
        for key, hours in week.items
    ]
