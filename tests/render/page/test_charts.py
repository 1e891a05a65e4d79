"""The charts of the page: every day in its place, every hour at its height, in the same words."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dlroadmap.render.page.charts as module
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.finish import Finish
from dlroadmap.guide.pace import Pace, Rate, Tick
from dlroadmap.guide.plan import Outside, make_plan
from dlroadmap.guide.statistics import compute_statistics
from dlroadmap.guide.summary import summarize
from dlroadmap.guide.survey import Learner
from dlroadmap.progress.fold import Progress
from dlroadmap.render.page.burn_up import FLOOR, LETTER, TOP
from dlroadmap.render.page.charts import Activity, Chart, draw_activity
from dlroadmap.render.page.heat_map import MARKS, NARROW_COLUMNS, PITCH, STEP_WORDS
from dlroadmap.render.page.pictures import Picture
from dlroadmap.render.plan_page import plan_lines
from dlroadmap.render.screen import Screen
from dlroadmap.render.stats_page import LEGEND, MONTHS, stats_lines
from dlroadmap.words import format_number
from drawing import examples
from guide.building import category, curriculum, level

TODAY = date(2026, 11, 22)
"""A Sunday."""

HOURS = {f"k{n}": float(n) for n in range(1, 11)} | {"unknown": None}
TRACK = curriculum(level(category(*HOURS)), hours=HOURS)
"""Ten items of 1, 2, … 10 hours, and one without: 55 hours in all."""

NO_HOURS = curriculum(level(category("a", "b")), hours={"a": None, "b": None})
ROUGH = Rate(10, "default")
SOON = Finish(date(2026, 12, 13), date(2026, 12, 20), date(2026, 12, 27))
PLACE = re.compile(r"M([\d.]+) ([\d.]+)")


def tick(key: str, day: date, timed: bool = True) -> Tick:
    """Return a tick in the evening of a day."""
    return Tick(key, datetime(day.year, day.month, day.day, 18, tzinfo=UTC), day, timed)


def draw(
    *told: Tick,
    first: date = date(2025, 11, 17),
    today: date = TODAY,
    finish: Finish | None = SOON,
    rate: Rate = ROUGH,
    track: Curriculum = TRACK,
) -> Activity:
    """Return the charts of a learner who ticked some items."""
    summary = summarize(track, Progress(dict.fromkeys((one.key for one in told), "done"), {}))
    figures = compute_statistics(track, summary, told, first, today)
    return draw_activity(Learner({}, figures, rate, finish, today), summary, track)


def year(activity: Activity) -> Chart:
    """Return the chart of the days."""
    return activity.charts[0]


def burn_up(activity: Activity) -> Chart:
    """Return the chart of the hours done."""
    return activity.charts[1]


def places(picture: Picture, look: str) -> list[tuple[float, float]]:
    """Return where the squares of a look begin."""
    paths = "".join(shape.path for shape in picture.shapes if shape.look == look)
    return [(float(x), float(y)) for x, y in PLACE.findall(paths)]


def points(picture: Picture, look: str) -> list[tuple[float, float]]:
    """Return the points of a line."""
    path = next(shape.path for shape in picture.shapes if shape.look == look)
    pairs = re.findall(r"[ML]([\d.]+) ([\d.]+)", path)
    return [(float(x), float(y)) for x, y in pairs]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 2, 26), date(2024, 3, 3)),
        (date(2023, 12, 29), date(2024, 12, 31)),
        (date(2025, 12, 15), date(2026, 1, 11)),
        (date(2026, 11, 18), date(2026, 11, 18)),
        (date(2025, 11, 17), date(2026, 11, 22)),
    ],
    ids=["leap day", "leap year", "new year", "one day", "full year"],
)
def test_each_day_has_a_square_in_its_week_and_weekday(first: date, last: date) -> None:
    """No day is missing, none is there twice: a column for each ISO week, Monday on top."""
    wide, narrow = year(draw(tick("k1", last), first=first, today=last)).pictures
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    weeks = list(dict.fromkeys(day.isocalendar()[:2] for day in days))
    for picture, shown in ((wide, weeks), (narrow, weeks[-NARROW_COLUMNS:])):
        found = places(picture, "day")
        columns = sorted({x for x, _ in found})
        assert len(found) == len(set(found)) == sum(d.isocalendar()[:2] in shown for d in days)
        assert len(columns) == len(shown)
        lines = sorted({y for _, y in found})
        expected = {
            (columns[shown.index(day.isocalendar()[:2])], day.isoweekday())
            for day in days
            if day.isocalendar()[:2] in shown
        }
        rows = sorted({weekday for _, weekday in expected})
        assert {(x, rows[lines.index(y)]) for x, y in found} == expected
        assert max(columns) + MARKS[-1] <= picture.width
        assert max(lines) + MARKS[-1] <= picture.height


def test_a_day_s_mark_is_as_large_as_the_legend_says() -> None:
    """Up to 1, 3 and 6 hours and beyond: each step has marks of its own color and size."""
    worth = ["unknown", "k1", "k2", "k3", "k4", "k6", "k7"]
    told = [tick(key, TODAY - timedelta(days=n)) for n, key in enumerate(worth)]
    chart = year(draw(*told))
    looks = [f"step{step}" for step in (1, 2, 3, 4)]
    assert [len(places(chart.pictures[0], look)) for look in looks] == [2, 2, 2, 1]
    assert list(MARKS) == sorted(set(MARKS))
    words = re.sub(r"[.\d] = ", "", LEGEND)
    assert words == f"{chart.legend_title}: {', '.join(STEP_WORDS)}"
    assert tuple(sign.words for sign in chart.legend) == STEP_WORDS


def test_untimed_ticks_leave_no_mark_and_are_told_as_in_stats() -> None:
    """What an assessment inferred counts in the total and the table, and the words say so."""
    told = [tick("k3", TODAY, timed=False), tick("elsewhere", TODAY)]
    chart = year(draw(*told))
    assert {shape.look for shape in chart.pictures[0].shapes} == {"day"}
    assert "1 item, 3 hours" in chart.intro
    assert "0 days" in chart.summary
    summary = summarize(TRACK, Progress({"k3": "done"}, {}))
    figures = compute_statistics(TRACK, summary, told, date(2025, 11, 17), TODAY)
    said = list(stats_lines(figures, summary, TRACK, Screen(stream=StringIO()), TODAY))
    assert len(chart.lines) == 2
    assert set(chart.lines) <= {line for line in said if isinstance(line, str)}
    assert "no exact date" in chart.lines[0]
    assert "outside this curriculum" in chart.lines[1]


def test_without_a_tick_there_are_words_alone() -> None:
    """An empty history is no empty picture: what to do stands there, and when it would end."""
    activity = draw()
    assert all(not c.pictures and not c.legend and not c.table for c in activity.charts)
    assert year(activity).lines == ("Nothing ticked yet. To start: dlr next",)
    assert "2026-12-20" in burn_up(activity).lines[0]


@pytest.mark.parametrize("shift", range(0, 400, 7))
def test_the_names_of_months_keep_apart_and_in_order(shift: int) -> None:
    """Whatever the day, they follow each other around the year, beside each other."""
    today = TODAY + timedelta(days=shift)
    first = today - timedelta(weeks=52, days=today.weekday())
    for picture, least in zip(
        year(draw(tick("k1", today), first=first, today=today)).pictures, (12, 5), strict=True
    ):
        months = [label for label in picture.labels if label.anchor == "start"]
        assert len(months) >= least
        numbers = [MONTHS.index(label.words) + 1 for label in months]
        assert all(b == a % 12 + 1 for a, b in pairwise(numbers))
        gaps = [b.x - a.x for a, b in pairwise(months)]
        assert min(gaps) >= 3 * PITCH
        assert months[-1].x + 3 * LETTER <= picture.width


finishes = st.tuples(*(st.integers(0, 60 * 52) for _ in range(3))).map(
    lambda weeks: Finish(*(TODAY + timedelta(weeks=n) for n in sorted(weeks)))
)
histories = st.dictionaries(
    st.sampled_from([key for key in HOURS if key != "unknown"]),
    st.dates(date(2025, 1, 1), TODAY),
    min_size=1,
)


@examples()
@given(histories, finishes | st.none())
def test_the_burn_up_is_drawn_to_scale(days: dict[str, date], finish: Finish | None) -> None:
    """The line rises to the share that is done, the forecast from there to all, inside the box."""
    activity = draw(*(tick(key, day) for key, day in days.items()), finish=finish)
    done = sum(HOURS[key] or 0 for key in days)
    for picture in burn_up(activity).pictures:
        line = points(picture, "done")
        assert line == sorted(line, key=lambda at: (at[0], -at[1]))
        assert line[-1][1] == pytest.approx(FLOOR - (FLOOR - TOP) * done / 55, abs=0.1)
        ends = [at for s in picture.shapes if s.look != "axis" for at in points(picture, s.look)]
        assert all(0 <= x <= picture.width and TOP <= y <= FLOOR for x, y in ends)
        assert {"forecast", "range"} <= {s.look for s in picture.shapes} or not finish
        if finish:
            here, early, late = points(picture, "range")
            start, likely = points(picture, "forecast")
            assert here == start == line[-1]
            assert here[0] <= early[0] <= likely[0] <= late[0]
            assert early[1] == likely[1] == late[1] == TOP
            total = (finish.late - TODAY).days
            share = (finish.likely - TODAY).days / total if total else 0
            assert likely[0] - here[0] == pytest.approx(share * (late[0] - here[0]), abs=0.3)


@examples()
@given(histories, finishes | st.none())
def test_words_in_the_burn_up_keep_apart(days: dict[str, date], finish: Finish | None) -> None:
    """Also where it ends in 60 years, dates and hours are few and do not touch each other."""
    activity = draw(*(tick(key, day) for key, day in days.items()), finish=finish)
    for picture in burn_up(activity).pictures:
        dates = sorted(label for label in picture.labels if label.y > FLOOR + 9)
        for one, other in pairwise(dates):
            assert other.x - one.x >= (len(one.words) + len(other.words)) * LETTER / 2
        hours = sorted(label.y for label in picture.labels if label.anchor == "end")
        assert min(b - a for a, b in pairwise(hours)) > 11
        for label in picture.labels:
            before = {"end": 1.0, "middle": 0.5}[label.anchor] * LETTER * len(label.words)
            assert before <= label.x + 0.1
            assert label.x - before + LETTER * len(label.words) <= picture.width + 0.1


def test_a_history_of_one_month_is_a_point_with_a_forecast() -> None:
    """Nothing is known of the time before it, so no line is made up."""
    activity = draw(tick("k5", TODAY), first=date(2026, 11, 1))
    for picture in burn_up(activity).pictures:
        assert len(points(picture, "done")) == 1
        assert points(picture, "now") == points(picture, "done")
    table = burn_up(activity).table
    assert table
    assert table.rows == (("2026-11", "5", "9.0%"),)


def test_a_learner_who_began_lately_has_no_year_of_nothing() -> None:
    """The line begins with the month of the first tick, where nothing was done yet."""
    picture = burn_up(draw(tick("k5", TODAY))).pictures[0]
    (begin, floor), (end, _) = points(picture, "done")
    late = points(picture, "range")[2][0]
    assert floor == FLOOR
    assert (end - begin) / (late - begin) == pytest.approx(21 / 56, abs=0.01)


def test_hours_stand_where_their_month_ends() -> None:
    """What was done in October is there on its 31st, what was done in November today."""
    told = [tick("k1", date(2026, 10, 5)), tick("k2", date(2026, 11, 20))]
    activity = draw(*told, first=date(2026, 9, 1), finish=None)
    begin, october, now = (x for x, _ in points(burn_up(activity).pictures[0], "done"))
    assert (october - begin) / (now - begin) == pytest.approx(30 / 52, abs=0.001)


@pytest.mark.parametrize("total", [0.25, 1, 9.5, 10.5, 21, 52, 81, 1040, 20100, 123456])
def test_hours_at_the_side_are_few_and_never_touch(total: float) -> None:
    """Round numbers close to the total give way to it, and the total is always there."""
    track = curriculum(level(category("a", "b")), hours={"a": total / 4, "b": total * 3 / 4})
    for picture in burn_up(draw(tick("a", TODAY), track=track)).pictures:
        hours = [label for label in picture.labels if label.anchor == "end"]
        assert format_number(total) in [label.words for label in hours]
        assert 2 < len(hours) < 7
        heights = sorted(label.y for label in hours)
        assert min(b - a for a, b in pairwise(heights)) > 14


def test_a_year_without_a_tick_after_others_is_shown_empty() -> None:
    """Who learned before, but not of late, sees an empty year and what is done all the same."""
    activity = draw(tick("k5", date(2024, 5, 5)))
    assert {shape.look for shape in year(activity).pictures[0].shapes} == {"day"}
    assert points(burn_up(activity).pictures[0], "done")[0][1] < FLOOR


def test_without_hours_there_is_no_burn_up() -> None:
    """Of items without hours no height is known; the words say so, and the days remain."""
    activity = draw(tick("a", TODAY), track=NO_HOURS)
    assert not burn_up(activity).pictures
    assert "hours unknown" in burn_up(activity).intro
    assert len(places(year(activity).pictures[0], "step1")) == 1


def test_when_all_is_done_nothing_is_forecast() -> None:
    """The line reaches the total, and the words are those of a plan without anything in it."""
    told = [tick(key, TODAY - timedelta(days=20 * n)) for n, key in enumerate(HOURS)]
    chart = burn_up(draw(*told, finish=None))
    assert points(chart.pictures[0], "done")[-1][1] == TOP
    assert [sign.words for sign in chart.legend] == ["done", "total"]
    assert chart.lines == ("Nothing is left to do: C.",)


@pytest.mark.parametrize("rate", [ROUGH, Rate(7.25, "history", Pace(7.25, 9, 0.5))])
def test_the_words_beneath_are_those_of_plan(rate: Rate) -> None:
    """Page and terminal say the same of the finish, the pace and the range."""
    done = Progress({"k1": "done"}, {})
    plan = make_plan(TRACK, done, list(HOURS)[1:], TODAY, rate)
    said = plan_lines(plan, TRACK, TRACK.title, TODAY, True, Outside(0, 0, 0))
    lines = [line for line in said if line and isinstance(line, str)]
    chart = burn_up(draw(tick("k1", TODAY), finish=plan.finish, rate=rate))
    assert list(chart.lines) == lines
    assert chart.summary.endswith(lines[0])


def test_tables_have_the_figures_of_each_month() -> None:
    """Who does not see the pictures reads the same months, items and hours."""
    told = [tick("k2", TODAY), tick("unknown", TODAY), tick("k8", date(2026, 10, 1))]
    activity = draw(*told, first=date(2026, 9, 1))
    days, hours = year(activity).table, burn_up(activity).table
    assert days
    assert days.rows == (("2026-09", "0", "0"), ("2026-10", "1", "8"), ("2026-11", "2", "2+"))
    assert hours
    assert [row[1:] for row in hours.rows] == [("0", "0.0%"), ("8", "14.5%"), ("10", "18.1%")]


def render(activity: Activity) -> ElementTree.Element:
    """Return the elements of the fragment."""
    templates = Path(module.__file__).parent / "templates"
    loader = jinja2.FileSystemLoader(templates)
    page = jinja2.Environment(loader=loader, autoescape=True).get_template("activity.html")
    return ElementTree.fromstring(page.render(activity=activity))


def test_the_fragment_is_whole_and_can_be_read_aloud() -> None:
    """Each chart is one image with words; its table and lines are there, and no style inside."""
    activity = draw(tick("k5", TODAY), tick("k4", TODAY - timedelta(days=40)))
    root = render(activity)
    images = root.findall(".//*[@role='img']")
    assert [image.get("aria-label") for image in images] == [c.summary for c in activity.charts]
    assert [len(image.findall("svg[@aria-hidden='true']")) for image in images] == [2, 2]
    assert not [one for one in root.iter() if one.get("style") or one.tag in ("title", "style")]
    rows = [[cell.text for cell in row] for row in root.iterfind(".//tbody/tr")]
    tables = [chart.table for chart in activity.charts]
    assert rows == [list(row) for table in tables if table for row in table.rows]
    texts = [one.text for one in root.iterfind(".//section/p")]
    assert set(texts) >= {line for chart in activity.charts for line in chart.lines}
    drawn = [(one.get("class"), one.get("d")) for one in images[0].iterfind(".//path")]
    assert drawn == [(f"plot-{s.look}", s.path) for p in year(activity).pictures for s in p.shapes]


def test_titles_are_text() -> None:
    """Promise 5: what a curriculum is called is never markup."""
    hostile = replace(TRACK, title='<script>alert(1)</script>" onload="x')
    root = render(draw(tick("k5", TODAY), track=hostile))
    assert not root.findall(".//script")
    assert not [one for one in root.iter() if one.get("onload")]
    assert any(hostile.title in (one.text or "") for one in root.iter("p"))


def test_every_look_has_a_color() -> None:
    """What is drawn and has no rule would be invisible."""
    style = (Path(module.__file__).parent / "style/activity.css").read_text(encoding="utf-8")
    told = [tick(key, TODAY - timedelta(days=n)) for n, key in enumerate(["k1", "k3", "k6", "k9"])]
    drawn = render(draw(*told)).iterfind(".//path")
    classes = {one.get("class") for one in drawn}
    assert len(classes) == 13
    assert classes <= set(re.findall(r"\.(plot-\w+)", style))
