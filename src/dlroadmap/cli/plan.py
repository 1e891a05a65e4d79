"""dlr plan: plan week by week, and estimate the finish."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dlroadmap.cli.aiming import find_aims, find_rate, put_in_order
from dlroadmap.cli.documents import fields, finish_document, goal_document
from dlroadmap.cli.options import flag, one_of, option, takes
from dlroadmap.cli.selecting import check_choice, check_hours, find_knowing
from dlroadmap.cli.session import Session, print_export, print_json
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.exchange.formats import PLAN_FORMATS, PLAN_NAMES
from dlroadmap.guide.aims import Aim
from dlroadmap.guide.dates import parse_days
from dlroadmap.guide.plan import Outside, Plan, count_outside, make_plan
from dlroadmap.guide.settled import see_from
from dlroadmap.progress.fold import Progress
from dlroadmap.render.plan_page import NO_CALENDAR, plan_lines, title_plan
from dlroadmap.render.screen import tell

EXAMPLES = [
    "dlr plan",
    "dlr plan --hours 12 --by 2027-12",
    "dlr plan --goal self-attention",
    "dlr plan --format ics > plan.ics",
    "dlr plan --format md > plan.md",
]


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    hours: float | None = option("--hours", "N", "Hours a week (default: your setting or pace)."),
    by: str | None = option("--by", "DATE", "Check whether you will finish by this date."),
    goal: list[str] | None = option("--goal", "NAME", "Plan only what leads to this goal."),
    start: str | None = option(
        "--from", "DATE", "Plan from the week of this day (default: today)."
    ),
    every: bool = flag("--all", "Show every week (default: the first 8)."),
    format: str | None = option("--format", "FORMAT", f"Print the plan as {one_of(PLAN_NAMES)}."),
) -> None:
    """Plan week by week, and estimate when you will finish, as a range of dates.

    Items in progress come first, then what leads to your goals (dlr goal), then the rest by
    level, category and priority. Theory and practice take turns.

    Hours a week come from --hours, else from your setting (dlr config hours-per-week N), else
    from your ticks of the last twelve weeks, else from the curriculum. Weeks begin on Monday, and
    the current week counts in full. Some ticks do not affect your pace, because they do not show
    when you learned an item: ticks from an assessment, ticks dated by month or year, and five or
    more ticks made within a minute for the same day, if their items take more than 8 hours for
    each day since the tick before them.
    """
    check_choice("--format", format, PLAN_NAMES)
    if session.as_json and format not in (None, "json"):
        raise DlrError("usage", f"--json and --format {format} cannot be combined.", "Choose one.")
    session.as_json |= format == "json"
    check_hours(hours)
    now = session.today()
    today = parse_days(start, now, ahead=True).first if start is not None else now
    until = parse_days(by, now, ahead=True).last if by is not None else None
    if until and until < today:
        message = f"{until} is before {today}, when the plan starts."
        raise DlrError("bad-date", message, "Specify a later date.")
    holder, progress = session.curriculum, session.progress
    goals: list[Aim] = []
    aims: list[Aim] = []
    if goal:
        holder, progress, aims, keys = _follow(session, goal)
    else:
        goals, order = put_in_order(session)
        keys = list(order)
    rate = find_rate(session, hours, min(today, now))
    plan = make_plan(holder, progress, keys, today, rate, until, goals, aims)
    outside = count_outside(holder, progress, keys)
    title = title_plan(aims, holder, progress)
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


def _follow(
    session: Session, names: Sequence[str]
) -> tuple[Curriculum, Progress, list[Aim], list[str]]:
    """Return the path to some goals, and the curriculum in use or another one that knows it."""
    surroundings, progress, aims, holders = find_aims(session, names)
    keys = [step.item.key for step in surroundings.path(aims).steps]
    if holder := find_knowing(session.curriculum, holders, keys):
        return see_from(session.curriculum, holder), progress, aims, keys
    message = "No curriculum has all of these goals."
    raise DlrError("usage", message, "Specify one of them: dlr plan --goal NAME")


def _document(plan: Plan, today: date, outside: Outside) -> dict[str, Any]:
    deadline = plan.deadline
    return {
        "from": today,
        "goal": [aim.key for aim in plan.aims],
        **fields(plan, "items hours guessed"),
        "outside": outside._asdict(),
        "hours_per_week": plan.hours_per_week,
        "basis": {
            "hours_per_week": plan.source,
            "interval": "history" if plan.pace else "default",
            "weeks": plan.pace.weeks if plan.pace else 0,
        },
        "finish": finish_document(plan.finish),
        "goals": [goal_document(goal) for goal in plan.goals],
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
