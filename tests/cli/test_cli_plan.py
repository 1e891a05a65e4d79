"""plan and stats: what people and scripts get, on every screen."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import dlr_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr

THURSDAY = "2026-03-19"


def plan(dlr: Dlr, *options: str) -> dict[str, Any]:
    """Return the document of a plan."""
    return dlr("plan", "--json", "--from", THURSDAY, *options).document


def ids(document: dict[str, Any]) -> list[list[str]]:
    """Return the ids of each week."""
    return [[key.partition("/")[2] for key in week["items"]] for week in document["weeks"]]


def test_the_architecture_road_takes_one_to_three_years(dlr: Dlr) -> None:
    """At 12 hours a week the road ends 15 to 30 months from today, on an empty history."""
    document = dlr("plan", "--hours", "12", "--curriculum", "architecture", "--json").document
    for end in document["finish"].values():
        assert 15 * 30.44 < (date.fromisoformat(end) - date.today()).days < 30 * 30.44
    keys = [key for week in document["weeks"] for key in week["items"]]
    totals = dlr("status", "--curriculum", "architecture", "--json").document["totals"]
    assert totals["counted"] <= len(set(keys)) == document["items"] <= totals["items"]
    assert totals["hours"] <= document["hours"] < 1.05 * totals["hours"]
    assert sum(week["hours"] for week in document["weeks"]) == pytest.approx(document["hours"])


def test_a_plan_week_by_week(small: Dlr) -> None:
    """Weeks begin on Mondays, hold the hours asked for, and items follow what they require."""
    document = plan(small, "--hours", "9")
    assert [week["start"] for week in document["weeks"][:2]] == ["2026-03-16", "2026-03-23"]
    assert {week["hours"] for week in document["weeks"][:-1]} == {9}
    assert ids(document)[0] == ["vectors", "matrices", "indexing", "notebooks"]
    assert ids(document)[1] == ["notebooks", "first-network"]
    assert document["weeks"][0]["parts"] == [3, 4.5, 1, 0.5]
    assert document["weeks"][1]["parts"] == [0.5, 8.5]
    assert document["basis"] == {"hours_per_week": "option", "interval": "default", "weeks": 0}


def test_hours_come_from_the_curriculum_without_option_and_history(small: Dlr) -> None:
    """The curriculum's hours a week are the first choice of a newcomer, ten where it has none."""
    assert plan(small)["hours_per_week"] == 5
    assert plan(small, "--curriculum", "road")["hours_per_week"] == 10
    assert "The hours are the curriculum's" in small("plan").out


def test_hours_come_from_the_history_once_there_is_one(small: Dlr) -> None:
    """Four weeks with ticks make a pace of one's own, and the words say from how many weeks."""
    days = [date.fromisoformat(THURSDAY) - timedelta(weeks=n) for n in (4, 3, 2, 1)]
    items = ("vectors", "matrices", "indexing", "first-network")
    for day, item in zip(days, items, strict=True):
        small("tick", item, "--date", str(day))
    document = plan(small)
    assert document["basis"] == {"hours_per_week": "history", "interval": "history", "weeks": 4}
    assert document["hours_per_week"] == pytest.approx((3 + 4.5 + 1 + 10) / 4, abs=0.05)
    out = small("plan", "--from", THURSDAY).out
    assert "your own pace of the last 4 weeks" in out
    assert "how much your last 4 weeks differ" in out
    assert plan(small, "--hours", "3")["basis"]["interval"] == "history"


def test_a_goal_is_planned_with_all_before_it(small: Dlr) -> None:
    """--goal plans the goal and what is open before it, as far as the edges lead."""
    document = plan(small, "--goal", "matrices")
    assert ids(document) == [["vectors", "matrices"], ["matrices"]]
    assert document["goal"] == ["small/matrices"]
    outside = plan(small, "--goal", "goal", "--curriculum", "road")
    assert {"matrices", "notebooks"} <= {id for week in ids(outside) for id in week}
    out = small("plan", "--goal", "goal", "--curriculum", "road").out
    assert "Matrices (4.5 hours), not in A short road" in out
    small("tick", "vectors", "matrices")
    assert plan(small, "--goal", "matrices")["weeks"] == []


def test_a_goal_elsewhere_is_planned_by_the_names_there(
    small: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """What was ticked before its goal's curriculum renamed it is done, and part of the pace."""
    text = (
        "format: 1\nid: far\ntitle: Far\nlevels: [{id: l, title: L, categories: [{id: c, title: C,"
        " items: [{id: OLD, title: A, kind: skill, hours: 2}, {id: b, title: B, kind: skill,"
        " hours: 4}, {id: c, title: C, kind: skill, hours: 6}, {id: d, title: D, kind: skill,"
        " hours: 8}, {id: far-goal, title: Far, kind: skill, hours: 1, requires: [OLD]}]}]}]\n"
    )
    write_curriculum("far", text.replace("OLD", "a"))
    for weeks, item in enumerate("abcd", 1):
        day = date.fromisoformat(THURSDAY) - timedelta(weeks=weeks)
        assert small("tick", item, "--curriculum", "far", "--date", str(day)).code == 0
    write_curriculum("far", text.replace("OLD", "renamed") + "retired: {a: renamed}\n")
    document = plan(small, "--goal", "far-goal")
    assert ids(document) == [["far-goal"]]
    assert document["hours_per_week"] == 5
    assert document["basis"]["hours_per_week"] == "history"


def test_what_leads_to_a_goal_comes_first(small: Dlr) -> None:
    """A goal that was set leads the plan and its day is told; nothing else is left out."""
    before = plan(small, "--hours", "3")
    small("goal", "first-network")
    document = plan(small, "--hours", "3")
    assert document["goal"] == []
    assert document["finish"] == before["finish"]
    first, second = ([id for week in ids(each) for id in week] for each in (before, document))
    assert first.index("indexing") < first.index("first-network")
    assert second.index("first-network") < second.index("indexing")
    assert set(first) == set(second)
    ((key, end),) = ((each["key"], each["finish"]) for each in document["goals"])
    assert key == "small/first-network"
    last = max(week["start"] for week in document["weeks"] if key in week["items"])
    assert date.fromisoformat(end["likely"]) == date.fromisoformat(last) + timedelta(days=6)
    assert end["early"] <= end["likely"] <= end["late"] < document["finish"]["late"]
    out = small("plan", "--hours", "3", "--from", THURSDAY).out
    assert "Goals on the way:" in out
    assert end["likely"] in out
    small("tick", "first-network")
    assert plan(small)["goals"] == []
    assert "Goals on the way:" not in small("plan").out


def test_what_a_road_leaves_out_is_told_and_not_planned(small: Dlr) -> None:
    """How much the planned items build on outside the curriculum is said, in items and hours."""
    road = plan(small, "--curriculum", "road")
    keys = {key for week in road["weeks"] for key in week["items"]}
    path = small("path", "goal", "--curriculum", "road", "--json").document["items"]
    left_out = {item["key"] for item in path if item["outside"]}
    assert left_out
    assert left_out.isdisjoint(keys)
    assert road["outside"]["items"] >= len(left_out)
    assert road["outside"]["hours"] > 0
    out = small("plan", "--curriculum", "road").out
    assert f"{road['outside']['items']} items" in out
    assert plan(small)["outside"] == {"items": 0, "hours": 0}
    assert plan(small, "--goal", "goal", "--curriculum", "road")["outside"]["items"] == 0


def test_another_beginning_leaves_the_pace_alone(small: Dlr) -> None:
    """Weeks that are not lived yet are no idle ones, and how far off a day is is not told."""
    days = [date.today() - timedelta(weeks=n) for n in (4, 3, 2, 1)]
    for day, item in zip(days, ("vectors", "matrices", "indexing", "notebooks"), strict=True):
        small("tick", item, "--date", str(day))
    now = small("plan", "--json").document
    for weeks in (3, 20):
        later = str(date.today() + timedelta(weeks=weeks))
        document = small("plan", "--json", "--from", later).document
        assert document["basis"] == now["basis"]
        assert document["hours_per_week"] == now["hours_per_week"]
        assert " (in " not in small("plan", "--from", later).out
    assert " (in " in small("plan", "--hours", "1").out


def test_a_day_that_no_week_could_reach(small: Dlr) -> None:
    """Where a week has too few hours, no number of them is named."""
    out = small("plan", "--by", str(date.today())).out
    assert "it does not fit, however many hours a week there are." in " ".join(out.split())


def test_the_day_on_which_a_plan_begins_is_a_day_to_be_done_by(small: Dlr) -> None:
    """--by may name today, or the day of --from: the week of that day counts."""
    assert small("plan", "--by", str(date.today()), "--json").code == 0
    assert plan(small, "--by", THURSDAY)["by"]["date"] == THURSDAY


@pytest.mark.parametrize(("hours", "off"), [("2.4", r"[78] weeks"), ("1.7", r"2 months")])
def test_how_far_off_an_end_is(small: Dlr, hours: str, off: str) -> None:
    """Up to sixty days are told in weeks, what is further off in months."""
    out = small("plan", "--goal", "first-network", "--hours", hours).out
    assert re.search(rf"you are done about [\d-]+ \(in {off}\)", out)


def test_what_is_skipped_is_named_as_such(small: Dlr) -> None:
    """The plan of a goal that was skipped does not read as if it was done."""
    small("skip", "matrices")
    assert small("plan", "--goal", "matrices").out == (
        "Nothing is left to do: Matrices (skipped).\n"
    )


def test_a_short_end_is_told_in_one_line(small: Dlr) -> None:
    """Where the interval is one day there is none to tell."""
    out = small("plan", "--goal", "vectors", "--hours", "40").out
    assert "you are done by" in out
    assert "between" not in out
    assert "plain guess" not in out


def test_the_day_of_a_goal_is_told_once(small: Dlr) -> None:
    """The plan of one goal ends with it; of several, each has its own day."""
    one = small("plan", "--goal", "matrices", "--from", THURSDAY)
    assert "Goals on the way:" not in one.out
    assert (
        plan(small, "--goal", "matrices")["goals"][0]["finish"]
        == (plan(small, "--goal", "matrices")["finish"])
    )
    two = small("plan", "--goal", "matrices", "--goal", "first-network", "--hours", "1")
    assert "Goals on the way:" in two.out


def test_until_a_day(small: Dlr) -> None:
    """--by says whether it fits and what a week would do; a month means its last day."""
    document = plan(small, "--goal", "matrices", "--hours", "5", "--by", "2026-03")
    assert document["by"] == {"date": "2026-03-31", "fits": True, "hours_per_week": 3.8}
    assert (
        plan(small, "--goal", "matrices", "--hours", "3", "--by", "2026-03")["by"]["fits"] is False
    )
    call = ("plan", "--from", THURSDAY, "--goal", "matrices", "--by", "2026-03-29", "--hours")
    assert "Until 2026-03-29 it does not fit; 3.8 hours a week would do." in small(*call, "3").out
    assert "Until 2026-03-29 it fits, but not at the late end" in small(*call, "4").out
    assert "Until 2026-03-29 it fits; 3.8 hours a week would do." in small(*call, "50").out
    later = ("plan", "--from", THURSDAY, "--goal", "matrices", "--by", "2026-04-12", "--hours")
    assert "Until 2026-04-12 it fits, also at the late end" in small(*later, "4").out


def test_a_plan_never_nags(small: Dlr) -> None:
    """No word of being late or behind, however little fits."""
    for args in (["--hours", "1", "--by", "2026-04"], ["--hours", "1"]):
        words = small("plan", "--from", THURSDAY, *args).out.casefold()
        assert not re.search(r"behind|too slow|should|must|fail|hurry|only \d", words)


@pytest.mark.parametrize(
    "options",
    [
        ["--hours", "0"],
        ["--hours", "-3"],
        ["--hours", "nan"],
        ["--hours", "inf"],
        ["--hours", "169"],
        ["--hours", "0.1"],
        ["--by", "soon"],
        ["--by", "2026-02-30"],
        ["--by", "2026-03-18"],
        ["--from", "9999-12-31"],
        ["--goal", "nothing-of-the-kind"],
        ["--format", "pdf"],
        ["--json", "--format", "md"],
    ],
    ids=" ".join,
)
def test_a_plan_that_cannot_be_made_is_refused_in_words(small: Dlr, options: list[str]) -> None:
    """What is no number, no date, no item or no format ends with exit code 2 and what to do."""
    result = small("plan", "--from", THURSDAY, *options)
    assert result.code == 2
    told = result.document["error"]["message"] if "--json" in options else result.err
    assert told
    assert "bug" not in told


def test_the_first_eight_weeks_are_shown_and_the_rest_is_counted(small: Dlr) -> None:
    """A person sees eight weeks and a line about the rest; --all shows every week."""
    weeks = re.findall(r"^Week of ", small("plan", "--hours", "5").out, re.MULTILINE)
    assert len(weeks) == 8
    out = small("plan", "--from", THURSDAY, "--hours", "5").out
    total = len(plan(small, "--hours", "5")["weeks"])
    assert f"And {total - 8} more weeks with" in out
    assert "dlr plan --all" in out
    every = small("plan", "--all", "--hours", "5").out
    assert len(re.findall(r"^Week of ", every, re.MULTILINE)) == total
    assert "more week" not in every


def test_a_finished_plan(small: Dlr) -> None:
    """When all is done, every format says so; a calendar without an event would be none."""
    for name in ("entry", "middle", "top"):
        small("tick", "--level", name)
    assert small("plan").out == "Nothing is left to do: A small curriculum.\n"
    document = plan(small, "--by", "2027")
    assert (document["weeks"], document["by"]) == ([], None)
    assert document["finish"] == {"early": None, "likely": None, "late": None}
    assert "Nothing is left to do." in small("plan", "--format", "md").out
    result = small("plan", "--format", "ics")
    assert (result.code, result.out) == (0, "")
    assert "no calendar" in result.err


def test_the_same_weeks_in_every_format(small: Dlr) -> None:
    """The calendar and the checklist hold the weeks of the document, item by item."""
    weeks = plan(small)["weeks"]
    boxes = small("plan", "--format", "md", "--from", THURSDAY).out
    assert [line[11:21] for line in boxes.splitlines() if line.startswith("## ")] == [
        week["start"] for week in weeks
    ]
    assert boxes.count("- [ ] ") == sum(len(week["items"]) for week in weeks)
    content = small("plan", "--format", "ics", "--from", THURSDAY).out
    assert content.count("BEGIN:VEVENT") == len(weeks)
    assert f"DTSTART;VALUE=DATE:{weeks[0]['start'].replace('-', '')}" in content
    again = small("plan", "--format", "ics", "--from", THURSDAY).out
    assert re.findall("UID:.*", again) == re.findall("UID:.*", content)
    assert small("plan", "--format", "json", "--from", THURSDAY).document["weeks"] == weeks


def test_foreign_text_stays_text_in_a_checklist(small: Dlr) -> None:
    """Brackets of a title are no links and no boxes."""
    boxes = small("plan", "--format", "md").out
    assert r"Lists like a\[0\], tags like \[/\] and \[bold\]" in boxes


def test_a_calendar_is_utf8_with_its_own_line_ends_whatever_the_terminal(home: Path) -> None:
    """Through a real pipe, in an ASCII locale, the bytes are UTF-8 and every line ends in CRLF."""
    ended = dlr_process(home, "plan", "--format", "ics", PYTHONIOENCODING="ascii")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.count(b"\n") == ended.stdout.count(b"\r\n") > 100
    assert ended.stdout.decode("utf-8").startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert max(map(len, ended.stdout.split(b"\r\n"))) <= 75


SAID = (
    ["tick", "vectors", "--date", "2026-03-16"],
    ["tick", "matrices", "--date", "2026-03-17"],
    ["tick", "notebooks", "--date", "2026-02-02"],
    ["tick", "indexing", "--date", "2026-03-17"],
    ["undo"],
    ["tick", "goal", "--curriculum", "road", "--date", "2026-03-01"],
)
RANGE = ("--from", "2025-04", "--to", THURSDAY)

CALLS = (
    ["plan", "--from", THURSDAY, "--by", "2027-12"],
    ["plan", "--from", THURSDAY, "--hours", "12", "--all"],
    ["plan", "--from", THURSDAY, "--goal", "attention"],
    ["stats", *RANGE],
    ["stats"],
)


@pytest.fixture
def said(small: Dlr) -> Dlr:
    """Return what calls dlr for a learner with a short history."""
    for args in SAID:
        assert small(*args).code == 0
    return small


def test_statistics_for_scripts(said: Dlr) -> None:
    """All figures in one document: undone ticks are gone, dated ones stand on their days."""
    document = said("stats", "--json", *RANGE).document
    days = {day["date"]: day["items"] for day in document["days"] if day["items"]}
    assert days == {"2026-02-02": 1, "2026-03-16": 1, "2026-03-17": 1}
    assert (document["from"], document["to"], len(document["days"])) == (
        "2025-04-01",
        THURSDAY,
        353,
    )
    assert [(w["start"], w["hours"]) for w in document["weeks"] if w["items"]] == [
        ("2026-02-02", 1),
        ("2026-03-16", 7.5),
    ]
    assert document["months"][-1] == {
        "month": "2026-03",
        "items": 2,
        "hours": 7.5,
        "untimed": {"items": 0, "hours": 0},
    }
    streaks = {"days": 0, "longest_days": 2, "weeks": 1, "longest_weeks": 1}
    assert document["streaks"] == streaks
    totals = said("status", "--json").document["totals"]
    last = document["burn_up"][-1]
    assert last == {"month": "2026-03", "hours_done": 8.5, "hours": totals["hours"]}
    assert [level["counted_done"] for level in document["levels"]] == [3, 0, 0]
    assert document["elsewhere"] == 1


def test_today_counts(small: Dlr) -> None:
    """A tick of now is on today's day, and an untick takes it away."""
    small("tick", "vectors", "notebooks")
    document = small("stats", "--json").document
    assert (document["days"][-1]["items"], document["days"][-1]["hours"]) == (2, 4)
    assert document["streaks"] == {"days": 1, "longest_days": 1, "weeks": 1, "longest_weeks": 1}
    small("untick", "vectors")
    assert small("stats", "--json").document["days"][-1]["items"] == 1


def test_statistics_for_people(said: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 columns a map of seven rows stands there, with its meaning, and all parts below."""
    monkeypatch.setenv("COLUMNS", "80")
    out = said("stats", *RANGE).out
    days = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    rows = {line[:3]: line[4:] for line in out.splitlines() if re.match(rf"({days}) ", line)}
    assert list(rows) == days.split("|")
    assert (rows["Mon"][-1], rows["Tue"][-1], rows["Mon"][-7]) == ("2", "3", "1")
    assert {letter for row in rows.values() for letter in row} <= set(" .1234")
    assert "Hours a day: . none, 1 up to 1, 2 up to 3" in out
    for part in (
        "Days in a row: 0 on 2026-03-19, 2 at most until then",
        "The last 12 weeks",
        "By level",
        "Towards the",
    ):
        assert part in out
    assert "Not counted: 1 item that you ticked and that is not in it." in out
    assert re.search(r"2026-03-16  █+ +7\.5 +2$", out, re.MULTILINE)


def test_every_month_is_named_on_the_map(said: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that begins on a Monday, whose first week ends on its 7th, as September 2025."""
    monkeypatch.setenv("COLUMNS", "80")
    lines = said("stats", *RANGE).lines
    header = next(line for line in lines if line.lstrip().startswith("Apr"))
    assert " ".join(header.split()) == "Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb Mar"
    weeks = (date(2025, 9, 1) - date(2025, 3, 31)).days // 7
    assert header.index("Sep") == len("Mon ") + weeks


def bars(out: str) -> dict[str, int]:
    """Return how long the bar of each week and month is."""
    rows = re.findall(r"^(\d{4}-[\d-]+) +(█*)", out, re.MULTILINE)
    return {name: len(bar) for name, bar in rows}


def test_a_bar_is_empty_only_for_nothing(small: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """Next to a week of 1,200 hours one of a single hour has a cell too."""
    monkeypatch.setenv("COLUMNS", "80")
    small("tick", "notebooks", "--date", "2026-03-02")
    small("tick", "convolutions", "--date", "2026-03-10")
    found = bars(small("stats", "--from", "2026-01", "--to", THURSDAY).out)
    weeks = [found[week] for week in ("2026-02-23", "2026-03-02", "2026-03-09", "2026-03-16")]
    assert weeks == [0, 1, 24, 0]
    assert (found["2026-01"], found["2026-02"]) == (0, 0)


def test_what_was_not_learned_in_a_week_has_no_bar(
    small: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty hours that were told for a whole month make neither a bar nor others shorter."""
    monkeypatch.setenv("COLUMNS", "80")
    small("tick", "own-language-model", "--date", "2026-02")
    small("tick", "vectors", "--date", "2026-03-16")
    out = small("stats", "--from", "2026-01", "--to", THURSDAY).out
    found = bars(out)
    assert (found["2026-02-23"], found["2026-03-16"]) == (0, 24)
    assert re.search(r"^2026-02-23 +40 +1$", out, re.MULTILINE)


def test_who_has_ticked_nothing_is_told_so_in_one_line(small: Dlr) -> None:
    """An empty history has no map."""
    assert small("stats").lines[1:] == ["", "Nothing was ticked until then. To begin: dlr next"]


def test_the_map_is_of_what_was_learned_then(small: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """A month, a year or an assessment colours no day, and no month is named beyond the end."""
    monkeypatch.setenv("COLUMNS", "80")
    small("tick", "vectors", "--date", "2024-12-30")
    small("tick", "notebooks", "--date", "2024-12")
    out = small("stats", "--year", "2024").out
    assert "Jan" not in out.splitlines()[2].partition("Dec")[2]
    rows = "".join(line for line in out.splitlines() if line[:4] in ("Mon ", "Tue "))
    assert re.findall(r"\d", rows) == ["2"]
    monkeypatch.setenv("COLUMNS", "40")
    lines = small("stats", "--year", "2024").lines
    assert "2024-12: 2 items, 4 hours, on 1 day" in lines
    small("untick", "vectors")
    assert "2024-12: 1 item, 1 hour" in small("stats", "--year", "2024").lines


def test_all_is_a_hundred_percent(small: Dlr, tmp_path: Path) -> None:
    """Who is through has all of the way behind them, whatever the hours add up to."""
    for hours in (1.1, 0.7, 4.1, 8.2):
        path = tmp_path / f"odd-{hours}.yaml"
        path.write_text(
            f"format: 1\nid: odd-{hours * 10:.0f}\ntitle: Odd\nlevels:\n  - id: a\n    title: A\n"
            "    categories:\n      - id: b\n        title: B\n        items:\n"
            f"          - {{id: c, title: C, kind: skill, hours: {hours}}}\n",
            encoding="utf-8",
        )
        small("tick", "c", "--curriculum", str(path))
        out = small("stats", "--curriculum", str(path)).out
        assert re.findall(r"^\d{4}-\d\d .* ([\d.]+)$", out, re.MULTILINE)[-1] == "100.0"


def test_where_there_is_colour_days_with_more_hours_have_more_of_it(
    said: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A digit keeps its meaning without colour; with it, each has a look of its own."""
    monkeypatch.setenv("COLUMNS", "80")
    out = said("stats", *RANGE, "--color", "always").out
    rows = [line for line in out.splitlines() if re.match("(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ", line)]
    looks = set(re.findall(r"\x1b\[([\d;]+)m(\d)", "\n".join(rows)))
    assert looks == {("36", "1"), ("1;36", "2"), ("7;36", "3")}


@pytest.mark.parametrize("columns", ["40", ""])
def test_a_narrow_screen_and_a_pipe_get_sentences(
    said: Dlr, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """In place of the map each month has a sentence."""
    monkeypatch.setenv("COLUMNS", columns)
    out = said("stats", *RANGE).out
    assert "2026-03: 2 items, 7.5 hours, on 2 days\n" in out
    assert "2026-01: nothing\n" in out
    assert "Mon " not in out


def test_a_year(said: Dlr) -> None:
    """--year is the whole year, up to today; a year to come and a wrong range are refused."""
    document = said("stats", "--json", "--year", "2025").document
    assert (document["from"], document["to"]) == ("2025-01-01", "2025-12-31")
    assert len(document["months"]) == len(document["burn_up"]) == 12
    this = said("stats", "--json", "--year", str(date.today().year)).document
    assert this["to"] == str(date.today())
    for wrong in (
        ["--year", "8000"],
        ["--year", "12"],
        ["--year", "2025", "--to", "2025-05"],
        ["--from", "2026-02", "--to", "2026-01"],
        ["--from", "1950"],
        ["--to", "never"],
    ):
        result = said("stats", *wrong)
        assert (result.code, result.out) == (2, "")
        assert "bug" not in result.err


def test_without_options_the_last_year_of_weeks_is_told(small: Dlr) -> None:
    """This week and the fifty-two before it, from a Monday on."""
    document = small("stats", "--json").document
    assert len(document["weeks"]) == 53
    assert document["from"] == document["weeks"][0]["start"]
    assert document["to"] == str(date.today())


def test_twenty_years_can_be_told_at_once(small: Dlr) -> None:
    """From a year to the twentieth after it; more is refused."""
    assert small("stats", "--from", "2005", "--to", "2025", "--json").code == 0
    assert small("stats", "--from", "2004", "--to", "2025").code == 2


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
@pytest.mark.parametrize("columns", [40, 64, 80, 200])
def test_plans_and_statistics_fit_the_screen(
    said: Dlr, monkeypatch: pytest.MonkeyPatch, call: list[str], columns: int
) -> None:
    """No line is longer than the screen, and no white space stands at its end."""
    monkeypatch.setenv("COLUMNS", str(columns))
    result = said(*call)
    assert result.code == 0
    assert [line for line in result.lines if len(line) > columns or line != line.rstrip()] == []


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_narrow_screen_keeps_every_number_of_a_plan(
    said: Dlr, monkeypatch: pytest.MonkeyPatch, call: list[str]
) -> None:
    """What 200 columns tell in numbers, 40 columns tell too; ASCII changes no figure."""
    monkeypatch.setenv("COLUMNS", "200")
    wide = said(*call)
    text = re.sub(r"^([A-Z][a-z]{2} [ .\d]*|Hours a day.*)$", "", wide.out, flags=re.MULTILINE)
    monkeypatch.setenv("COLUMNS", "40")
    narrow = said(*call)
    for number in re.findall(r"[\d,.]*\d", text):
        assert number in narrow.out, number
    plain = said(*call, encoding="ascii")
    assert plain.out.isascii()
    assert re.findall(r"\d+", plain.out) == re.findall(r"\d+", narrow.out)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_colour_changes_no_word(said: Dlr, call: list[str]) -> None:
    """Without its escapes, coloured output is the plain one."""
    bare = re.sub(r"\x1b\[[0-9;]*m", "", said(*call, "--color", "always").out)
    assert bare.splitlines() == said(*call).lines
