"""A plan: its order, its weeks, its end, and the pace that it goes by. Ticks: test_pace.py."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.errors import DlrError
from dlroadmap.guide.finish import estimate_finish
from dlroadmap.guide.pace import (
    Pace,
    Rate,
    Tick,
    hours_per_week,
    own_pace,
)
from dlroadmap.guide.plan import (
    Plan,
    make_plan,
    spread_over_weeks,
)
from dlroadmap.guide.summary import find_missing, summarize
from dlroadmap.words import format_pace

from .building import (
    Case,
    aims_of,
    cases,
    category,
    curriculum,
    examples,
    heading_for,
    level,
    order_of,
    plus,
    progress,
    steps_to,
)

TODAY = date(2026, 3, 19)
"""A Thursday."""

START = date(2026, 3, 16)
"""The Monday before it."""

THREE = Rate(3, "option")
"""Three hours a week."""


def weekly(*hours: float) -> tuple[list[Tick], dict[str, float]]:
    """Return a tick for each of the last full weeks, oldest first, and the hours of their items."""
    told, sizes = [], {}
    for before, one in zip(range(len(hours), 0, -1), hours, strict=True):
        day = START - timedelta(weeks=before) + timedelta(days=before % 7)
        moment = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        if one:
            told.append(Tick(f"k{before}", moment, day, timed=True))
            sizes[f"k{before}"] = one
    return told, sizes


def before(case: Case, key: str) -> set[str]:
    """Return all open items before an item; what is done or skipped ends the way."""
    found: set[str] = set()
    queue = [key]
    while queue:
        for other in case.curriculum.requires.get(queue.pop(), ()):
            if other not in found and not case.progress.settled(other):
                found.add(other)
                queue.append(other)
    return found


def left_after(case: Case, keys: Iterable[str]) -> list[str]:
    """Return what is missing when these are done."""
    then = plus(case.progress, keys)
    return find_missing(summarize(case.curriculum, then), then)


@examples(max_examples=300)
@given(cases())
def test_a_plan_holds_what_is_missing_in_an_order_that_can_be_followed(case: Case) -> None:
    """Who has done a plan is through: nothing is missing, and nothing came before its time.

    It holds nothing but what is missing and what that requires.
    """
    ordered = list(order_of(case.curriculum, case.progress))
    counting = find_missing(summarize(case.curriculum, case.progress), case.progress)
    assert left_after(case, ordered) == []
    assert len(ordered) == len(set(ordered))
    if not any(
        one.choose or any(c.choose for c in one.categories) for one in case.curriculum.levels
    ):
        needed = set(counting).union(*(before(case, key) for key in counting))
        assert sorted(ordered) == sorted(needed & case.curriculum.locations.keys())
    assert not any(case.progress.settled(key) for key in ordered)
    for place, key in enumerate(ordered):
        assert before(case, key).isdisjoint(ordered[place:])


@examples()
@given(cases(), st.data())
def test_the_plan_of_a_goal_is_the_goal_and_all_that_is_open_before_it(
    case: Case, data: st.DataObject
) -> None:
    """A goal's plan holds also what lies outside the curriculum, and nothing that is settled."""
    goal = data.draw(st.sampled_from(sorted(case.curriculum.items)))
    ordered = steps_to(case.curriculum, case.progress, goal)
    if case.progress.settled(goal):
        assert ordered == []
    else:
        assert sorted(ordered) == sorted({goal, *before(case, goal)})
        assert ordered[-1] == goal or case.progress.state(goal) == "doing"
    for place, key in enumerate(ordered):
        assert before(case, key).isdisjoint(ordered[place:])


@examples()
@given(cases(), st.data())
def test_what_leads_to_a_goal_of_the_learner_comes_first(case: Case, data: st.DataObject) -> None:
    """Goals add what leads to them and leave nothing out; only what is in progress goes before."""
    keys = st.sampled_from(sorted(case.curriculum.items))
    goals = tuple(data.draw(st.lists(keys, max_size=2, unique=True)))
    heading = heading_for(case.progress, *goals)
    open_goals = [goal for goal in goals if not heading.settled(goal)]
    way = set(open_goals).union(*(before(case, goal) for goal in open_goals))
    ordered = list(order_of(case.curriculum, heading))
    assert way & case.curriculum.locations.keys() <= set(ordered)
    assert left_after(case, ordered) == []
    for place, key in enumerate(ordered):
        assert before(case, key).isdisjoint(ordered[place:])
    doing = [key for key in ordered if heading.state(key) == "doing"]
    urgent = set(doing).union(*(before(case, key) for key in doing))
    ranks = [(key not in urgent, key not in urgent and key not in way) for key in ordered]
    assert ranks == sorted(ranks)


def test_a_goal_is_reached_when_the_hours_up_to_it_are_through() -> None:
    """A plan tells of each goal when it is reached: after what was begun and the goals before."""
    track = curriculum(level(category("a", "b", "c", "d")), hours=dict.fromkeys("abcd", 30.0))
    said = heading_for(progress(d="doing"), "c", "gone", "b")
    order, aims = order_of(track, said), aims_of(track, said)
    plan = make_plan(track, said, list(order), TODAY, THREE, goals=aims)
    assert [(goal.key, goal.items, goal.finish) for goal in plan.goals] == [
        ("c", 1, estimate_finish(20, START, None)),
        ("gone", None, None),
        ("b", 1, estimate_finish(30, START, None)),
    ]
    assert plan.finish == estimate_finish(40, START, None)


def test_a_plan_of_some_items_tells_when_these_are_reached() -> None:
    """Aims of the call stand in the place of the learner's goals, which it passes as well."""
    track = curriculum(level(category("a", "b", "c")), hours=dict.fromkeys("abc", 30.0))
    said = progress()
    goals = aims_of(track, heading_for(said, "a", "b"))
    aims = aims_of(track, heading_for(said, "c"))
    plan = make_plan(track, said, ["c"], TODAY, THREE, goals=goals, aims=aims)
    assert [(goal.key, goal.finish) for goal in plan.goals] == [("c", plan.finish)]
    assert plan.aims == tuple(aims)


@examples()
@given(cases(), st.data())
def test_a_goal_is_reached_in_the_week_of_its_last_item(case: Case, data: st.DataObject) -> None:
    """What a plan says of its goals is what its own weeks show, where all is in the curriculum."""
    keys = st.sampled_from(sorted(case.curriculum.locations))
    said = heading_for(case.progress, *data.draw(st.lists(keys, max_size=3, unique=True)))
    order, aims = order_of(case.curriculum, said), aims_of(case.curriculum, said)
    rate = Rate(1, "option")
    plan = make_plan(case.curriculum, said, [*order], TODAY, rate, goals=aims)
    if any(aim.way - case.curriculum.locations.keys() for aim in aims):
        return
    for aim, goal in zip(aims, plan.goals, strict=True):
        if aim.way:
            weeks = [week for week in plan.weeks if aim.way & dict(week.items).keys()]
            assert goal.finish
            assert goal.finish.likely == weeks[-1].start + timedelta(days=6)


def test_a_goal_on_the_way_to_another_one_is_reached_before_it() -> None:
    """A later goal that lies before an earlier one has the day on which its item is learned."""
    track = curriculum(
        level(category("a", "b", "c")), requires={"c": ["b"]}, hours=dict.fromkeys("abc", 30.0)
    )
    said = heading_for(progress(), "c", "b", "a")
    order = list(order_of(track, said))
    plan = make_plan(track, said, order, TODAY, THREE, goals=aims_of(track, said))
    assert [(goal.key, goal.others, goal.finish) for goal in plan.goals] == [
        ("c", 0, estimate_finish(20, START, None)),
        ("b", 0, estimate_finish(10, START, None)),
        ("a", 60, estimate_finish(30, START, None)),
    ]


def test_what_stands_outside_is_learned_for_the_first_goal_that_needs_it() -> None:
    """The hours outside the curriculum count once, and a goal says how many it has."""
    track = curriculum(
        level(category("a", "b")),
        requires={"a": ["x"], "b": ["x"]},
        hours=dict.fromkeys("abx", 30.0),
        outside=["x"],
    )
    said = heading_for(progress(), "a", "b")
    order = list(order_of(track, said))
    plan = make_plan(track, said, order, TODAY, THREE, goals=aims_of(track, said))
    assert [(goal.key, goal.outside, goal.others, goal.finish) for goal in plan.goals] == [
        ("a", 30, 0, estimate_finish(20, START, None)),
        ("b", 30, 30, estimate_finish(30, START, None)),
    ]


def test_the_order_is_that_of_levels_and_files_where_nothing_else_decides() -> None:
    """Items come in file order; one that waits for a later one comes right after it."""
    track = curriculum(
        level(category("a", "b", "c")), level(category("d", "e")), requires={"b": ["d"]}
    )
    assert list(order_of(track, progress())) == ["a", "c", "d", "b", "e"]


def test_what_items_are_called_does_not_move_them_in_the_order() -> None:
    """Where they stand in the files decides, not their names."""
    track = curriculum(
        level(category("z", "b", "y")), level(category("d", "a")), requires={"b": ["d"]}
    )
    assert list(order_of(track, progress())) == ["z", "y", "d", "b", "a"]


def test_what_is_in_progress_comes_first_with_what_it_waits_for() -> None:
    """Begun items lead the plan, behind their own open prerequisites alone."""
    track = curriculum(level(category("a", "b", "c", "d", "e")), requires={"e": ["d"]})
    assert list(order_of(track, progress(e="doing"))) == ["d", "e", "a", "b", "c"]


def test_what_is_in_progress_comes_before_what_leads_to_a_goal() -> None:
    """Who heads for one item and has begun another finishes what was begun."""
    track = curriculum(level(category("a", "b", "c")))
    assert list(order_of(track, heading_for(progress(c="doing"), "b"))) == ["c", "b", "a"]


def test_the_order_looks_through_what_the_curriculum_leaves_out() -> None:
    """An item waits also for one that only an item outside stands between; done ones end it."""
    track = curriculum(level(category("a", "b")), requires={"a": ["x"], "x": ["b"]}, outside=["x"])
    assert list(order_of(track, progress())) == ["b", "a"]
    assert list(order_of(track, progress(x="done"))) == ["a", "b"]


def test_of_a_choice_as_many_as_count_are_planned() -> None:
    """Of two that are offered and one that is enough, one is in the plan."""
    track = curriculum(level(category("a", "b", choose=1)), level(category("c")))
    assert list(order_of(track, progress())) == ["a", "c"]
    assert list(order_of(track, progress(b="doing"))) == ["b", "c"]
    assert list(order_of(track, progress(b="done"))) == ["c"]


def test_a_choice_is_met_by_what_is_learned_anyway() -> None:
    """Of a choice that one is planned which a later item requires, or which leads to a goal."""
    track = curriculum(
        level(category("a", "b", choose=1)), level(category("c")), requires={"c": ["b"]}
    )
    assert list(order_of(track, progress())) == ["b", "c"]
    assert list(order_of(track, progress(a="done"))) == ["b", "c"]
    track = curriculum(
        level(category("a", id="one"), category("g", id="two"), choose=1),
        level(category("h", "i", choose=1)),
    )
    assert list(order_of(track, progress())) == ["a", "h"]
    assert list(order_of(track, heading_for(progress(), "g", "i"))) == ["g", "i"]


def test_what_leads_to_a_goal_elsewhere_comes_first() -> None:
    """A goal that the curriculum does not hold leads by what it holds on the way there."""
    track = curriculum(level(category("a", "b", "c")))
    home = curriculum(level(category("b", "x", "g")), requires={"g": ["x"], "x": ["c"]})
    said = heading_for(progress(), "g")
    assert list(order_of(track, said, {"g": home})) == ["c", "a", "b"]


sizes = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0, 3.0, 7.1, 40.0]), max_size=12)


@examples()
@given(sizes, st.sampled_from([0.1, 0.7, 1.0, 2.5, 10.0, 168.0]))
def test_weeks_are_full_but_for_the_last(hours: list[float], a_week: float) -> None:
    """No hour is lost or added, weeks follow each other, and an item is never torn apart."""
    column = {f"k{n}": one for n, one in enumerate(hours)}
    weeks = spread_over_weeks(column, column, a_week, START)
    assert [week.start for week in weeks] == [START + timedelta(weeks=n) for n in range(len(weeks))]
    assert all(week.hours == pytest.approx(a_week) for week in weeks[:-1])
    assert all(week.hours <= a_week + 1e-6 for week in weeks)
    parts = [part for week in weeks for part in week.items]
    assert list(dict.fromkeys(key for key, _ in parts)) == list(column)
    for key, whole in column.items():
        assert sum(h for k, h in parts if k == key) == pytest.approx(whole, abs=0.01 * len(weeks))
        held = [n for n, week in enumerate(weeks) if key in dict(week.items)]
        assert held == list(range(held[0], held[-1] + 1))


@pytest.mark.parametrize(
    ("hours", "a_week", "ends"),
    [([0.7] * 3, 0.7, [1, 1, 1]), ([0.1] * 3, 0.3, [3]), ([0.7, 0.1, 1.6], 0.8, [2, 1, 1])],
)
def test_parts_of_hours_that_no_computer_can_write_fill_weeks_exactly(
    hours: list[float], a_week: float, ends: list[int]
) -> None:
    """Tenths of hours that add up to whole weeks make so many weeks, and the end is the last."""
    plan = planned(*hours, asked=a_week)
    assert [len(week.items) for week in plan.weeks] == ends
    assert plan.finish
    assert plan.finish.likely == plan.weeks[-1].start + timedelta(days=6)


@examples()
@given(
    sizes.filter(len),
    st.sampled_from([0.5, 1.0, 10.0]),
    st.none() | st.builds(Pace, st.just(1.0), st.integers(4, 12), st.floats(0.05, 5)),
)
def test_the_likely_end_is_the_last_sunday_of_the_plan(
    hours: list[float], a_week: float, pace: Pace | None
) -> None:
    """The ends are Sundays in order, and the likely one is where the weeks end."""
    plan = planned(*hours, asked=a_week, pace=pace)
    assert plan.finish
    assert plan.finish.early <= plan.finish.likely <= plan.finish.late
    assert plan.finish.likely == plan.weeks[-1].start + timedelta(days=6)
    assert {day.isoweekday() for day in plan.finish} == {7}


def planned(
    *hours: float, asked: float | None = None, pace: Pace | None = None, by: date | None = None
) -> Plan:
    """Return a plan of items of such hours."""
    keys = [f"k{n}" for n in range(len(hours))]
    track = curriculum(level(category(*keys)), hours=dict(zip(keys, hours, strict=True)))
    return make_plan(track, progress(), keys, TODAY, hours_per_week(track, pace, asked), by)


def test_without_a_history_the_interval_is_a_plain_one() -> None:
    """With nothing to go by, the ends are 20 percent earlier and 30 percent later."""
    assert estimate_finish(100, START, None) == (
        START + timedelta(days=80 * 7 - 1),
        START + timedelta(days=100 * 7 - 1),
        START + timedelta(days=130 * 7 - 1),
    )


def test_where_the_hours_a_week_come_from() -> None:
    """What is asked for goes before what is set, that before one's own pace, that before ten."""
    pace = Pace(7.25, 9, 0.5)
    assert (planned(1, asked=3, pace=pace).source, planned(1, asked=3).hours_per_week) == (
        "option",
        3,
    )
    assert (planned(1, pace=pace).source, planned(1, pace=pace).hours_per_week) == ("history", 7.25)
    assert (planned(1).source, planned(1).hours_per_week) == ("default", 10)
    track = replace(curriculum(), hours_per_week=6)
    assert hours_per_week(track, pace, 3, 4) == Rate(3, "option", pace)
    assert hours_per_week(track, pace, None, 4) == Rate(4, "setting", pace)
    assert hours_per_week(track, pace, None) == Rate(7.25, "history", pace)
    assert hours_per_week(track, None, None) == Rate(6, "curriculum")


@given(st.floats(0.1, 168), st.sampled_from(["option", "setting", "history", "curriculum"]))
def test_a_pace_is_shown_as_it_is_reckoned_with(hours: float, source: str) -> None:
    """Wherever a pace comes from, what is shown of it is what the weeks are reckoned with."""
    found, origin, _ = hours_per_week(
        replace(curriculum(), hours_per_week=hours if source == "curriculum" else None),
        Pace(hours, 9, 0.5) if source == "history" else None,
        hours if source == "option" else None,
        hours if source == "setting" else None,
    )
    assert origin == source
    assert found == pytest.approx(hours, abs=0.0051)
    assert format_pace(found).split()[0] == f"{found:.10g}"


def test_a_tiny_pace_is_a_tenth_of_an_hour() -> None:
    """However little was learned of late, a week has hours to reckon with."""
    assert hours_per_week(curriculum(), Pace(0.01, 12, 0.5), None)[:2] == (0.1, "history")


def test_nothing_left_is_a_plan_without_an_end() -> None:
    """A plan of nothing has no weeks and no finish."""
    plan = planned()
    assert (plan.weeks, plan.finish, plan.hours) == ((), None, 0)


def test_a_plan_of_more_than_a_hundred_years_is_refused() -> None:
    """Hours that lead beyond any calendar are refused in words."""
    with pytest.raises(DlrError, match="hundred years"):
        planned(999_999_999, asked=1)
    with pytest.raises(DlrError, match="hundred years"):
        planned(101 * 52, asked=1)
    assert planned(99 * 52, asked=1).finish


@examples()
@given(sizes.filter(sum), st.integers(0, 300), st.sampled_from([1.0, 10.0]))
def test_the_hours_that_a_deadline_takes_are_enough_and_not_too_many(
    hours: list[float], days: int, a_week: float
) -> None:
    """A plan with the hours named ends in time, one with a tenth less does not."""
    by = TODAY + timedelta(days=days)
    deadline = planned(*hours, asked=a_week, by=by).deadline
    assert deadline
    needed = deadline.hours_per_week
    sunday = max(by, START + timedelta(days=6))
    assert planned(*hours, asked=needed).finish.likely <= sunday  # type: ignore[union-attr]
    if needed > 0.2:
        less = planned(*hours, asked=round(needed - 0.1, 1))
        assert less.finish.likely > sunday or less.hours <= 0.01  # type: ignore[union-attr]
    assert deadline.fits == (planned(*hours, asked=a_week).finish.likely <= sunday)  # type: ignore[union-attr]


def test_an_own_pace_is_the_mean_of_the_last_weeks() -> None:
    """Twelve weeks count at most, weeks without anything too; this week is not over."""
    assert own_pace(*weekly(4, 6, 8), TODAY) is None
    pace = own_pace(*weekly(4, 6, 8, 2), TODAY)
    assert pace
    assert (pace.hours, pace.weeks) == (5, 4)
    told, hours = weekly(4, 0, 0, 8, 10, 2)
    pace = own_pace(told, hours, TODAY)
    assert pace
    assert (pace.hours, pace.weeks) == (4, 6)
    now = Tick("now", datetime(2026, 3, 18, tzinfo=UTC), date(2026, 3, 18), timed=True)
    assert own_pace([*told, now], {**hours, "now": 90}, TODAY) == pace
    assert own_pace([*told, now._replace(day=START)], {**hours, "now": 90}, TODAY) == pace
    long = own_pace(*weekly(*[100] * 5, 0, 0, 0, 0, 0, 0, 0, 0, 6, 6, 6, 6), TODAY)
    assert long
    assert (long.hours, long.weeks) == (2, 12)


def test_weeks_that_differ_make_a_wider_interval() -> None:
    """Of two learners with the same mean, the one with uneven weeks gets the wider interval."""
    even, uneven = own_pace(*weekly(*[6] * 12), TODAY), own_pace(*weekly(*[1, 11] * 6), TODAY)
    assert even
    assert uneven
    assert even.hours == pytest.approx(uneven.hours)
    assert even.spread < uneven.spread
    narrow, wide = estimate_finish(50, START, even), estimate_finish(50, START, uneven)
    assert wide.early < narrow.early < narrow.likely == wide.likely < narrow.late < wide.late


def test_the_interval_is_that_of_the_history() -> None:
    """The ends follow from the spread, the weeks seen and the weeks to come: worked by hand."""
    # 1.28 * 0.5 * sqrt(1/9 + 1/16) = 0.2667: 16 / 1.2667 = 12.6 and 16 / 0.7333 = 21.8 weeks.
    assert estimate_finish(16, START, Pace(5, 9, 0.5)) == tuple(
        START + timedelta(days=7 * weeks - 1) for weeks in (13, 16, 22)
    )
    assert estimate_finish(16, START, Pace(5, 9, 9.0)).late == START + timedelta(days=7 * 48 - 1)


def test_the_spread_is_that_of_the_weeks_and_an_assumed_one() -> None:
    """Weeks of 2, 4, 6 and 8 hours lie sqrt(20) from their mean, the assumption 4 * 3.5²."""
    pace = own_pace(*weekly(2, 4, 6, 8), TODAY)
    assert pace
    assert pace.spread == pytest.approx(((20 + 4 * 3.5**2) / 7) ** 0.5 / 5)


def learners(seed: int) -> Iterator[Callable[[], float]]:
    """Yield learners of four makings: what each ticks in a week, in hours."""
    draw = random.Random(seed)
    items = [1] * 36 + [2] * 26 + [3] * 15 + [4] * 6 + [5] * 5 + [8] * 3 + [20] * 3 + [40, 80]

    def lumpy(mean: float) -> Callable[[], float]:
        spent, current = 0.0, draw.choice(items)

        def week() -> float:
            nonlocal spent, current
            spent, done = spent + mean * draw.uniform(0.5, 1.5), 0.0
            while spent >= current:
                spent, done, current = spent - current, done + current, draw.choice(items)
            return done

        return week

    def lognormal(mean: float) -> Callable[[], float]:
        return lambda: mean * draw.lognormvariate(-0.18, 0.6)

    def with_breaks(mean: float) -> Callable[[], float]:
        return lambda: mean * draw.uniform(0.5, 1.5) * (draw.random() > 0.25) / 0.75

    def steady(mean: float) -> Callable[[], float]:
        return lambda: mean * draw.uniform(0.8, 1.2)

    for making in cycle((lognormal, with_breaks, steady, lumpy)):
        yield making(draw.choice([4.0, 8.0, 12.0, 20.0]))


def test_four_of_five_ends_fall_in_the_interval() -> None:
    """Learners of four other makings finish within their interval in 75 to 95 of 100 cases."""
    draw, inside, number = random.Random(7), 0, 0
    for week in learners(7):
        pace = own_pace(*weekly(*(week() for _ in range(draw.randint(5, 12)))), TODAY)
        if not pace:
            continue
        left = float(draw.choice([50, 200, 1000]))
        early, _, late = estimate_finish(left / pace.hours, START, pace)
        taken = 0
        while left > 0:
            left -= week()
            taken += 1
        inside += early <= START + timedelta(days=7 * taken - 1) <= late
        number += 1
        if number == 800:
            break
    assert 0.75 < inside / number < 0.95
