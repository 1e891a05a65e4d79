"""stats: what people and scripts get; and its screens beside those of plan."""

from __future__ import annotations

import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

THURSDAY = "2026-03-19"

SAID = (
    ["tick", "vectors", "--date", "2026-03-16"],
    ["tick", "matrices", "--date", "2026-03-17"],
    ["tick", "notebooks", "--date", "2026-02-02"],
    ["tick", "indexing", "--date", "2026-03-17"],
    ["undo"],
    ["tick", "goal", "--curriculum", "track", "--date", "2026-03-01"],
)
RANGE = ("--from", "2025-04", "--to", THURSDAY)

CALLS = (
    ["plan", "--from", THURSDAY, "--by", "2027-12"],
    ["plan", "--from", THURSDAY, "--hours", "12", "--all"],
    ["plan", "--from", THURSDAY, "--goal", "attention"],
    ["stats", *RANGE],
    ["stats"],
)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name a file for the history, which the first test that needs it makes for all."""
    return tmp_path_factory.mktemp("said") / "progress.db"


@pytest.fixture
def said(small: Dlr, home: Path, history: Path) -> Dlr:
    """Return what calls dlr for a learner with a short history."""
    if not history.exists():
        for args in SAID:
            assert small(*args).code == 0
        shutil.copy(home / "progress.db", history)
    shutil.copy(history, home / "progress.db")
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
        "hours_unknown": 0,
        "untimed": {"items": 0, "hours": 0, "hours_unknown": 0},
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
    assert "Hours a day: . = none, 1 = up to 1, 2 = up to 3" in out
    for part in (
        "Streak on 2026-03-19: 0 days (longest until then: 2)",
        "Last 12 weeks",
        "By level",
        "Progress by month",
    ):
        assert part in out
    assert "Not counted: 1 ticked item outside this curriculum." in out
    assert re.search(r"2026-03-16  ━+ +7\.5 +2$", out, re.MULTILINE)


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
    rows = re.findall(r"^(\d{4}-[\d-]+) +([━╸]*)", out, re.MULTILINE)
    return {name: len(bar) for name, bar in rows}


def test_a_bar_is_empty_only_for_nothing(small: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """Next to a week of 1,200 hours one of a single hour has half a cell."""
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
    assert small("stats").lines[1:] == ["", "Nothing ticked yet. To start: dlr next"]
    past = small("stats", "--year", "2024").lines
    assert past[1:] == ["", "Nothing ticked by 2024-12-31. To start: dlr next"]


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
        ["--year", "1800"],
        ["--year", "-5"],
        ["--year", "2025", "--to", "2025-05"],
        ["--from", "2026-02", "--to", "2026-01"],
        ["--from", "1950"],
        ["--to", "never"],
    ):
        result = said("stats", *wrong)
        assert (result.code, result.out) == (2, "")
        assert "bug" not in result.err


@pytest.mark.parametrize("year", ["20", "1800", "8000", "-5"])
def test_a_year_that_is_none_is_told_as_it_was_typed(small: Dlr, year: str) -> None:
    """Which years there are is said, and the advice is a call that works."""
    first, advice = small("stats", "--year", year).err.splitlines()
    today = date.today()
    assert first == f"dlr: {year} is not a year from 1900 to {today.year}."
    assert small(*advice.partition("dlr ")[2].split()).code == 0


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
