"""plan: what people and scripts get. Its screens: test_cli_stats.py."""

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


def test_the_architecture_track_takes_one_to_three_years(dlr: Dlr) -> None:
    """At 12 hours a week the track ends 18 to 36 months from today, on an empty history."""
    document = dlr("plan", "--hours", "12", "--curriculum", "architecture", "--json").document
    for end in document["finish"].values():
        assert 18 * 30.44 < (date.fromisoformat(end) - date.today()).days < 36 * 30.44
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
    assert plan(small, "--curriculum", "track")["hours_per_week"] == 10
    assert "Pace: from the curriculum." in small("plan").out
    assert "Pace: assumed." in small("plan", "--curriculum", "track").out


def test_hours_come_from_the_history_once_there_is_one(small: Dlr) -> None:
    """Four weeks with ticks make a pace of one's own, and the words say from how many weeks."""
    days = [date.fromisoformat(THURSDAY) - timedelta(weeks=n) for n in (4, 3, 2, 1)]
    items = ("vectors", "matrices", "indexing", "first-network")
    for day, item in zip(days, items, strict=True):
        small("tick", item, "--date", str(day))
    document = plan(small)
    assert document["basis"] == {"hours_per_week": "history", "interval": "history", "weeks": 4}
    assert document["hours_per_week"] == pytest.approx((3 + 4.5 + 1 + 10) / 4, abs=0.006)
    out = small("plan", "--from", THURSDAY).out
    assert "Pace: your average of the last 4 weeks." in out
    assert "At 4.62 hours a week" in out
    assert "how much your last 4 weeks differ" in out
    assert plan(small, "--hours", "3")["basis"]["interval"] == "history"


def test_hours_that_were_set_are_the_pace_of_plan_and_path(
    small: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """hours-per-week comes before the history, --hours before it; both pages say how to change."""
    today = date.today()
    for weeks, item in enumerate(("vectors", "matrices", "indexing", "notebooks"), 1):
        small("tick", item, "--date", str(today - timedelta(weeks=weeks)))
    assert plan(small, "--from", str(today))["basis"]["hours_per_week"] == "history"
    small("config", "hours-per-week", "12.25")
    for hours in (12.25, 0.5):
        document = small("plan", "--json").document
        assert document["hours_per_week"] == hours
        assert document["basis"]["hours_per_week"] == "setting"
        way = small("path", "first-network", "--json").document
        assert (way["hours_per_week"], way["basis"]) == (hours, {"hours_per_week": "setting"})
        for page in (small("plan").out, small("path", "first-network").out):
            assert f"t {hours:g} hours a week" in page
            assert "Pace: your setting. To change it: dlr config hours-per-week N" in page
        monkeypatch.setenv("DLR_HOURS_PER_WEEK", "0.5")
    assert "Week of" in small("plan").out
    document = small("plan", "--hours", "3", "--json").document
    assert (document["hours_per_week"], document["basis"]["hours_per_week"]) == (3, "option")
    assert "Pace: from --hours." in small("path", "first-network", "--hours", "3").out
    monkeypatch.setenv("DLR_HOURS_PER_WEEK", "much")
    for call in (["plan"], ["path", "first-network"]):
        result = small(*call)
        assert (result.code, result.out) == (2, "")
        assert "DLR_HOURS_PER_WEEK" in result.err
    assert small("status").code == 0


def test_a_goal_is_planned_with_all_before_it(small: Dlr) -> None:
    """--goal plans the goal and what is open before it, as far as the edges lead."""
    document = plan(small, "--goal", "matrices")
    assert ids(document) == [["vectors", "matrices"], ["matrices"]]
    assert document["goal"] == ["small/matrices"]
    outside = plan(small, "--goal", "goal", "--curriculum", "track")
    assert {"matrices", "notebooks"} <= {id for week in ids(outside) for id in week}
    out = small("plan", "--goal", "goal", "--curriculum", "track").out
    assert "Matrices (4.5 hours), not in A short track" in out
    small("tick", "vectors", "matrices")
    assert plan(small, "--goal", "matrices")["weeks"] == []


def test_a_goal_elsewhere_is_planned_by_the_names_there(
    small: Dlr, write_curriculum: Callable[[str, str], Path]
) -> None:
    """What was ticked before its goal's curriculum renamed it is done; the pace is that of here."""
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
    assert document["basis"]["hours_per_week"] == "curriculum"


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
    assert "\nGoals:\n" in out
    assert end["likely"] in out
    small("tick", "first-network")
    [goal] = plan(small)["goals"]
    assert (goal["items"], goal["finish"]["likely"]) == (0, None)
    assert "\nGoals:\n" not in small("plan").out


def test_what_a_track_leaves_out_is_told_and_not_planned(small: Dlr) -> None:
    """How much the planned items build on outside the curriculum is said, in items and hours."""
    track = plan(small, "--curriculum", "track")
    keys = {key for week in track["weeks"] for key in week["items"]}
    path = small("path", "goal", "--curriculum", "track", "--json").document["items"]
    left_out = {item["key"] for item in path if item["outside"]}
    assert left_out
    assert left_out.isdisjoint(keys)
    assert track["outside"]["items"] >= len(left_out)
    assert track["outside"]["hours"] > 0
    out = small("plan", "--curriculum", "track").out
    assert f"{track['outside']['items']} items" in out
    assert plan(small)["outside"] == {"items": 0, "hours": 0, "guessed": 0}
    assert plan(small, "--goal", "goal", "--curriculum", "track")["outside"]["items"] == 0


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
        assert not re.search(r", in \d", small("plan", "--from", later).out)
    assert re.search(r", in \d", small("plan", "--hours", "1").out)


def test_a_day_that_no_week_could_reach(small: Dlr) -> None:
    """Where a week has too few hours, no number of them is named."""
    out = small("plan", "--by", str(date.today())).out
    assert f"finish by {date.today()}: it takes more hours than a week has." in " ".join(
        out.split()
    )


def test_the_day_on_which_a_plan_begins_is_a_day_to_be_done_by(small: Dlr) -> None:
    """--by may name today, or the day of --from: the week of that day counts."""
    assert small("plan", "--by", str(date.today()), "--json").code == 0
    assert plan(small, "--by", THURSDAY)["by"]["date"] == THURSDAY


@pytest.mark.parametrize(("hours", "off"), [("2.4", r"[78] weeks"), ("1.7", r"2 months")])
def test_how_far_off_an_end_is(small: Dlr, hours: str, off: str) -> None:
    """Up to sixty days are told in weeks, what is further off in months."""
    out = small("plan", "--goal", "first-network", "--hours", hours).out
    assert re.search(rf"you will finish around [\d-]+, in {off} \(likely range: ", out)


def test_what_is_skipped_is_named_as_such(small: Dlr) -> None:
    """The plan of a goal that was skipped does not read as if it was done."""
    small("skip", "matrices")
    assert small("plan", "--goal", "matrices").out == (
        "Nothing is left to do: Matrices (skipped).\n"
    )


def test_a_short_end_is_told_in_one_line(small: Dlr) -> None:
    """Where the interval is one day there is none to tell."""
    out = small("plan", "--goal", "vectors", "--hours", "40").out
    assert "you will finish by" in out
    assert "range" not in out
    assert "estimate" not in out


def test_the_day_of_a_goal_is_told_once(small: Dlr) -> None:
    """The plan of one goal ends with it; of several, each has its own day."""
    one = small("plan", "--goal", "matrices", "--from", THURSDAY)
    assert "\nGoals:\n" not in one.out
    assert (
        plan(small, "--goal", "matrices")["goals"][0]["finish"]
        == (plan(small, "--goal", "matrices")["finish"])
    )
    two = small("plan", "--goal", "matrices", "--goal", "first-network", "--hours", "1")
    assert "\nGoals:\n" in two.out


def test_until_a_day(small: Dlr) -> None:
    """--by says whether it fits and what a week would do; a month means its last day."""
    document = plan(small, "--goal", "matrices", "--hours", "5", "--by", "2026-03")
    assert document["by"] == {"date": "2026-03-31", "fits": True, "hours_per_week": 3.8}
    assert (
        plan(small, "--goal", "matrices", "--hours", "3", "--by", "2026-03")["by"]["fits"] is False
    )
    call = ("plan", "--from", THURSDAY, "--goal", "matrices", "--by", "2026-03-29", "--hours")
    enough = "You will not finish by 2026-03-29; 3.8 hours a week would be enough."
    least = "The minimum is 3.8 hours a week."
    assert enough in small(*call, "3").out
    probably = f"You will probably finish by 2026-03-29, or as late as 2026-04-05. {least}"
    assert probably in small(*call, "4").out
    assert f"You will finish by 2026-03-29. {least}" in small(*call, "50").out
    later = ("plan", "--from", THURSDAY, "--goal", "matrices", "--by", "2026-04-12", "--hours")
    assert "You will finish by 2026-04-12, even at the end of the range." in small(*later, "4").out


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
    assert f"{total - 8} more weeks (" in out
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
