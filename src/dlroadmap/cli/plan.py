"""dlr plan: week by week to the end, and when that will be."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import flag, one_of, option, takes
from dlroadmap.cli.selecting import check_choice, check_hours, find_knowing
from dlroadmap.cli.session import Session, print_export, print_json
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.exchange.formats import PLAN_FORMATS
from dlroadmap.guide.pace import own_pace, parse_days, ticks
from dlroadmap.guide.plan import Finish, Outside, Plan, count_outside, make_plan, put_in_order
from dlroadmap.guide.settled import see_from
from dlroadmap.render.plan_page import NO_CALENDAR, plan_lines, title_plan
from dlroadmap.render.screen import tell

EXAMPLES = [
    "dlr plan",
    "dlr plan --hours 12 --by 2027-12",
    "dlr plan --goal attention",
    "dlr plan --format ics > plan.ics",
    "dlr plan --format md > plan.md",
]

FORMATS = sorted((*PLAN_FORMATS, "json"))


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    hours: float | None = option("--hours", "N", "Hours a week, in place of your own pace."),
    by: str | None = option("--by", "DATE", "Say whether it fits until then."),
    goal: list[str] | None = option("--goal", "ITEM", "Only what leads to this item."),
    start: str | None = option("--from", "DATE", "Plan from the week of this day, not today."),
    every: bool = flag("--all", "Show every week, not the first 8."),
    format: str | None = option("--format", "FORMAT", f"{one_of(FORMATS)}."),
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
    if session.as_json and format not in (None, "json"):
        raise DlrError("usage", f"--json and --format {format} exclude each other.", "Choose one.")
    session.as_json |= format == "json"
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
        holder = see_from(session.curriculum, holder)
    pace = own_pace(ticks(progress), holder.needs, min(today, now))
    keys = put_in_order(holder, progress, goals, session.goal_homes)
    plan = make_plan(holder, keys, today, pace, hours, until, progress.goals, goals)
    outside = count_outside(holder, progress, keys)
    title = title_plan(goals, holder, progress)
    if session.as_json:
        print_json(_document(plan, today, outside))
    elif format:
        if content := PLAN_FORMATS[format](plan, holder, title, session.now()):
            print_export(content)
        else:
            tell(NO_CALENDAR)
    else:
        counted_from = today if start is None else None
        session.screen.print(*plan_lines(plan, holder, title, counted_from, every, outside))


def _goals(session: Session, names: Sequence[str]) -> tuple[list[str], Curriculum]:
    """Return the keys of the goals, and the curriculum in use or another one that knows all."""
    found = [session.names.find(name) for name in names]
    keys = list(dict.fromkeys(key for key, _ in found))
    if holder := find_knowing(session.curriculum, (holder for _, holder in found), keys):
        return keys, holder
    message = "No curriculum knows all of these goals."
    raise DlrError("usage", message, "Plan for one of them: dlr plan --goal ITEM")


def _finish_document(finish: Finish | None) -> dict[str, date | None]:
    return finish._asdict() if finish else dict.fromkeys(Finish._fields)


def _document(plan: Plan, today: date, outside: Outside) -> dict[str, Any]:
    deadline = plan.deadline
    return {
        "from": today,
        "goal": list(plan.aims),
        **fields(plan, "items hours guessed"),
        "outside": outside._asdict(),
        "hours_per_week": plan.hours_per_week,
        "basis": {
            "hours_per_week": plan.source,
            "interval": "history" if plan.pace else "default",
            "weeks": plan.pace.weeks if plan.pace else 0,
        },
        "finish": _finish_document(plan.finish),
        "goals": [
            {"key": key, "finish": _finish_document(finish)} for key, finish in plan.goals.items()
        ],
        "by": deadline and {"date": deadline.day, **fields(deadline, "fits hours_per_week")},
        "weeks": [
            {
                **fields(week, "start hours"),
                "items": [key for key, _ in week.items],
                "parts": [hours for _, hours in week.items],
            }
            for week in plan.weeks
        ],
    }
