"""dlr stats: show what was done when."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from dlroadmap.cli.documents import fields
from dlroadmap.cli.options import option, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.errors import DlrError
from dlroadmap.guide.dates import FIRST_YEAR
from dlroadmap.guide.pace import ticks
from dlroadmap.guide.statistics import Period, Statistics, choose_range, compute_statistics
from dlroadmap.guide.summary import Summary, summarize

EXAMPLES = ["dlr stats", "dlr stats --year 2025", "dlr stats --from 2025-09 --json"]

MOST_YEARS = 20


@takes("curriculum", "json", "color", "no_pager")
def run(
    session: Session,
    year: int | None = option("--year", "YEAR", "Show all of this year."),
    start: str | None = option("--from", "DATE", "Start at this day, month or year."),
    end: str | None = option("--to", "DATE", "End at this day, month or year (default: today)."),
) -> None:
    """Show your activity over time: a map, streaks, hours a week, levels, total progress.

    Each done item of the current curriculum counts on the day you ticked it, or on the day given
    with --date. On a narrow screen and in a pipe, a line for each month replaces the map.
    """
    today = session.today()
    first, last = _parse_range(year, start, end, today)
    holder = session.curriculum
    summary = summarize(holder, session.progress)
    figures = compute_statistics(holder, summary, ticks(session.progress), first, last)
    if session.as_json:
        print_json(_document(figures, summary))
        return
    from dlroadmap.render.stats_page import stats_lines

    session.screen.print(*stats_lines(figures, summary, holder, session.screen, today))


def _parse_range(
    year: int | None, start: str | None, end: str | None, today: date
) -> tuple[date, date]:
    """Return the first and the last day that the options name."""
    if year is not None:
        if start is not None or end is not None:
            message = "--year cannot be combined with --from or --to."
            raise DlrError("usage", message, "Use --year, or --from and --to.")
        if not FIRST_YEAR <= year <= today.year:
            message = f"{year} is not a year from {FIRST_YEAR} to {today.year}."
            raise DlrError("bad-date", message, f"For example: dlr stats --year {today.year}")
        start = end = str(year)
    first, last = choose_range(start, end, today)
    if first > last:
        raise DlrError("bad-date", f"{first} is after {last}.", "Specify an earlier date.")
    if last.year - first.year > MOST_YEARS:
        message = f"From {first} to {last} is more than {MOST_YEARS} years."
        raise DlrError("bad-date", message, "Specify a later --from.")
    return first, last


def _document(figures: Statistics, summary: Summary) -> dict[str, Any]:
    total = figures.hours_total
    counted = "counted counted_done percent hours hours_done hours_unknown"
    return {
        "from": figures.first,
        "to": figures.last,
        "days": _periods(figures.days, "date", 10),
        "weeks": _periods(figures.weeks, "start", 10),
        "months": _periods(figures.months, "month", 7),
        "streaks": figures.streaks._asdict(),
        "levels": [
            {**fields(level, "id title"), **fields(level.counts, counted)}
            for level in summary.levels
        ],
        "burn_up": [
            {"month": str(mark.month)[:7], "hours_done": mark.hours_done, "hours": total}
            for mark in figures.burn_up
        ],
        "elsewhere": figures.elsewhere,
    }


def _periods(periods: Iterable[Period], name: str, letters: int) -> list[dict[str, Any]]:
    return [
        {
            name: str(period.start)[:letters],
            **fields(period, "items hours"),
            "hours_unknown": period.unknown_items,
            "untimed": {
                "items": period.untimed_items,
                "hours": period.untimed_hours,
                "hours_unknown": period.untimed_unknown,
            },
        }
        for period in periods
    ]
