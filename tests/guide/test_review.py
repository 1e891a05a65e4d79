"""What is fading: when done items come due, and that a review takes nothing away."""

import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import KINDS as KINDS_OF_ITEMS
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.dependents import put_first
from dlroadmap.guide.review import (
    GRADES,
    REVIEW_LASTS,
    TICK_LASTS,
    Intervals,
    Memory,
    Reviewing,
    find_due,
    next_due,
)
from dlroadmap.progress.events import Entry, Event
from progress.history import History, fold

from .building import category, curriculum, examples, level, with_kinds

NOW = datetime(2026, 3, 19, 12, tzinfo=UTC)

CHAIN = curriculum(
    level(category("a", "b", "c", "d")),
    requires={"b": ["a"], "c": ["b"]},
    hours=dict.fromkeys("abcd", 2.0),
)
"""Each of a, b and c requires the one before it; d stands alone."""


def ago(days: float) -> str:
    return (NOW - timedelta(days=days)).isoformat(timespec="milliseconds")


def told(*said: tuple[float, str, str]) -> list[Event]:
    """Return a history of batches: days ago, a kind or a grade, and items one letter each."""
    history = History()
    for days, what, keys in said:
        details = {"grade": what} if what in GRADES else {}
        kind = "review" if details else what.removesuffix(" inferred")
        if what.endswith("inferred"):
            details = {"inferred": "0.9"}
        history.write([Entry(key, kind, details) for key in keys], at=ago(days))
    return history.events


def reviewing(events: list[Event], made: Curriculum = CHAIN, now: datetime = NOW) -> Reviewing:
    return asking(events, Intervals(), made, now)


def asking(
    events: list[Event], intervals: Intervals, made: Curriculum = CHAIN, now: datetime = NOW
) -> Reviewing:
    return Reviewing(made, fold(events, made.renames), now, intervals, now.tzinfo)


def due(events: list[Event], made: Curriculum = CHAIN, now: datetime = NOW) -> list[str]:
    """Return what is due, the most faded first; the quick count agrees, and its second time."""
    asked = reviewing(events, made, now)
    found = [one.key for one in put_first(find_due(asked.memories(), asked.today), {})]
    first = Intervals()
    assert asking(events, first, made, now).portion().due == len(found)
    second = Intervals(first.used)
    assert asking(events, second, made, now).portion().due == len(found)
    assert second.used == first.used
    assert not second.are_new
    return found


def replayed(past: Iterable[tuple[float, str]]) -> tuple[datetime, float]:
    """Return when fsrs itself says that an item is due, and how likely it is known now."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=1, due=NOW)
    for days, grade in sorted(past, key=lambda one: -one[0]):
        moment = datetime.fromisoformat(ago(days)).astimezone(UTC)
        card, _ = scheduler.review_card(card, Rating[grade.capitalize()], moment)
    return card.due, scheduler.get_card_retrievability(card, NOW)


def test_a_tick_lasts_as_long_as_fsrs_says() -> None:
    """The constant of the quick count is the interval that fsrs gives after a first Easy."""
    moment, _ = replayed([(0, "easy")])
    assert moment - NOW == TICK_LASTS
    assert due(told((7, "tick", "a"))) == []
    assert due(told((8, "tick", "a"))) == ["a"]
    [memory] = reviewing(told((7, "tick", "a"))).memories()
    assert (memory.due, memory.last, memory.reviews) == (date(2026, 3, 20), date(2026, 3, 12), 0)
    assert 0.9 < memory.retrievability < 0.92


gaps = st.lists(st.tuples(st.floats(0, 400), st.sampled_from(GRADES)), max_size=8)


@examples(max_examples=300)
@given(gaps)
def test_the_least_intervals_hold_for_every_past(past: list[tuple[float, str]]) -> None:
    """No review lasts less, and no use after a tick less than the tick, as the count has it."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    for grades, least in ((lambda grade: grade, REVIEW_LASTS), (lambda _: "good", TICK_LASTS)):
        at = NOW
        card, _ = scheduler.review_card(Card(card_id=1, due=at), Rating.Easy, at)
        for days, grade in past:
            at += timedelta(days=days)
            card, _ = scheduler.review_card(card, Rating[grades(grade).capitalize()], at)
            assert card.due - at >= least


@examples(max_examples=300)
@given(st.lists(st.tuples(st.floats(0, 600), st.sampled_from(GRADES)), max_size=8))
def test_an_item_stands_as_fsrs_says(said: list[tuple[float, str]]) -> None:
    """Tick and reviews, replayed by fsrs itself, give the same day and the same probability."""
    said = [(round(days, 3), grade) for days, grade in said]
    said.sort(key=lambda one: -one[0])
    tick = said[0][0] + 1 if said else 30.0
    events = told((tick, "tick", "d"), *((days, grade, "d") for days, grade in said))
    [memory] = reviewing(events).memories()
    moment, likely = replayed([(tick, "easy"), *said])
    assert memory == Memory("d", moment.date(), likely, memory.last, len(said))


KINDS = ("tick", "tick", "tick", "tick inferred", "start", "skip", "reset", "undo", *GRADES)


@examples(max_examples=300)
@given(
    st.lists(
        st.tuples(st.floats(0, 90), st.sampled_from(KINDS), st.sampled_from("abcd")), max_size=14
    ),
    st.randoms(use_true_random=False),
)
def test_the_quick_count_and_the_list_agree_in_any_order(
    said: list[tuple[float, str, str]], dice: random.Random
) -> None:
    """Whatever was said and in whatever order it was delivered, as many are due as are listed."""
    history = History()
    for days, what, key in sorted(said, key=lambda one: -one[0]):
        if what == "undo":
            history.undo(at=ago(days))
        else:
            kind = "review" if what in GRADES else what.removesuffix(" inferred")
            kept = {"grade": what} if what in GRADES else {}
            kept |= {"inferred": "0.9"} if what.endswith("inferred") else {}
            history.write([Entry(key, kind, kept)], at=ago(days))
    expected = due(history.events)
    delivered = [*history.events]
    dice.shuffle(delivered)
    assert due(delivered) == expected
    progress = fold(history.events)
    assert set(expected) <= progress.keys("done") - progress.inferred


@examples(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(GRADES), st.sampled_from("abcd")), max_size=6))
def test_a_review_takes_no_tick_away(said: list[tuple[str, str]]) -> None:
    """However reviews went, every state is what it was before them."""
    before = told((30, "tick", "a"), (29, "start", "b"), (28, "skip", "c"))
    after = told(
        (30, "tick", "a"), (29, "start", "b"), (28, "skip", "c"),
        *((1, grade, key) for grade, key in said),
    )  # fmt: skip
    assert fold(after)._replace(reviews={}) == fold(before)
    assert due(after) in ([], ["a"])


@pytest.mark.parametrize("kind", ["start", "skip", "reset"])
def test_what_is_not_done_is_never_due(kind: str) -> None:
    """Items to do, in progress and skipped are due neither with nor without a review."""
    assert due(told((90, "tick", "a"), (60, kind, "a"))) == []
    assert due(told((90, "tick", "a"), (70, "again", "a"), (60, kind, "a"))) == []
    assert due([]) == []


def test_what_was_only_inferred_is_not_due_until_it_is_claimed() -> None:
    """Nobody said that it was learned; a claim says so, and counts from then on."""
    inferred = (90.0, "tick inferred", "a")
    assert due(told(inferred)) == []
    assert due(told(inferred, (80, "again", "a"))) == []
    assert due(told(inferred, (7, "tick", "a"))) == []
    assert due(told(inferred, (8, "tick", "a"))) == ["a"]


def test_how_it_went_decides_when_it_comes_back() -> None:
    """Again comes back on the next day, and the better it went, the later."""
    days = []
    for grade in GRADES:
        [memory] = reviewing(told((10, "tick", "a"), (0, grade, "a"))).memories()
        days.append(memory.due)
        assert (memory.last, memory.reviews) == (NOW.date(), 1)
    assert days[0] == date(2026, 3, 20)
    assert days == sorted(set(days))


def test_a_review_that_was_taken_back_never_was() -> None:
    """Undo of a review leaves the item as it was before."""
    history = History()
    history.write([Entry("a", "tick")], at=ago(10))
    before = reviewing(history.events).memories()
    history.write([Entry("a", "review", {"grade": "good"})], at=ago(0))
    assert due(history.events) == []
    history.undo(at=ago(0))
    assert reviewing(history.events).memories() == before
    assert due(history.events) == ["a"]


def test_what_was_put_back_begins_anew() -> None:
    """After an untick and a new tick, earlier reviews are forgotten."""
    events = told((90, "tick", "a"), (80, "easy", "a"), (60, "reset", "a"), (8, "tick", "a"))
    assert due(events) == ["a"]
    assert reviewing(events).practices("a")[1:] == []


def test_what_the_last_learned_item_needs_is_practiced() -> None:
    """A tick practices its direct prerequisites, those behind them not, at the time of the tick."""
    before = [(20.0, "tick", "a"), (15.0, "tick", "b")]
    assert due(told(*before)) == ["b"]
    assert due(told(*before, (2, "tick", "c"))) == []
    asked = reviewing(told(*before, (2, "tick", "c")))
    a, b, _ = asked.memories()
    moment, likely = replayed([(15, "easy"), (2, "good")])
    assert (b.due, b.retrievability, b.reviews) == (moment.date(), likely, 0)
    moment, likely = replayed([(20, "easy"), (15, "good")])
    assert (a.due, a.retrievability) == (moment.date(), likely)


@pytest.mark.parametrize(
    "later",
    [
        [(2, "tick inferred", "c")],
        [(2, "tick", "c"), (1, "reset", "c")],
        [(2, "start", "c")],
        [(2, "skip", "c")],
        [(40, "tick", "c")],
    ],
    ids=["inferred", "taken back", "begun", "skipped", "ticked before"],
)
def test_what_was_not_learned_later_practices_nothing(later: list[tuple[float, str, str]]) -> None:
    """Inferred ticks, those that were put back, and those before the item's own, count for none."""
    said = sorted([(20.0, "tick", "a"), (15.0, "tick", "b"), *later], key=lambda one: -one[0])
    assert "b" in due(told(*said))


def test_ticking_many_at_once_practices_nothing() -> None:
    """Who ticks what was known long ago, many in one call, has not used what comes before it."""
    made = curriculum(
        level(category(*"abcdefgh")),
        requires={key: ["a"] for key in "bcdefgh"},
        hours=dict.fromkeys("abcdefgh", 40.0),
    )
    assert due(told((9, "tick", "a"), (2, "tick", "bcdefgh")), made) == ["a"]
    assert due(told((9, "tick", "a"), (2, "tick", "b")), made) == []


def test_what_was_ticked_in_the_same_call_practices_nothing() -> None:
    """An item and one that requires it, ticked together, were learned; neither was used."""
    asked = reviewing(told((30, "tick", "d"), (2, "tick", "ab")))
    assert [past.grade for past in asked.practices("a")] == ["easy"]


def test_an_item_that_was_learned_long_ago_has_practiced_then() -> None:
    """A tick with a date counts for its prerequisites on that day, whenever it is told."""
    history = History()
    history.write([Entry("a", "tick")], at=ago(40))
    history.write([Entry("b", "tick", {"on": "2026-02-20"})], at=ago(1))
    noon = datetime.fromisoformat("2026-02-20T12:00+01:00")  # of the clock of History
    assert [past.at for past in reviewing(history.events).practices("a")][1:] == [noon]
    history = History()
    history.write([Entry("a", "tick")], at=ago(40))
    history.write([Entry("b", "tick", {"on": "2024"})], at=ago(1))
    assert len(reviewing(history.events).practices("a")) == 1


def dated(*said: tuple[float, str, str]) -> list[Event]:
    """Return a history of ticks: days ago, an item, and the date that the tick names."""
    history = History()
    for days, key, on in said:
        history.write([Entry(key, "tick", {"on": on} if on else {})], at=ago(days))
    return history.events


@pytest.mark.parametrize(
    ("on", "last"),
    [
        ("2026-01-10", date(2026, 1, 10)),
        ("2026-01", date(2026, 1, 31)),
        ("2024", date(2024, 12, 31)),
        ("2026-03", date(2026, 3, 19)),
        ("2026-03-19", date(2026, 3, 19)),
        ("nonsense", date(2026, 3, 19)),
    ],
)
def test_an_item_is_remembered_since_the_day_that_its_tick_names(on: str, last: date) -> None:
    """A day, or the last one of a month or year that is past; never a day after the tick."""
    events = dated((0, "d", on))
    [memory] = reviewing(events).memories()
    assert memory.last == last
    assert memory.due == max(last + TICK_LASTS, last)
    assert due(events) == (["d"] if last < date(2026, 3, 12) else [])


def test_what_was_learned_later_used_what_was_learned_before_it() -> None:
    """Of two ticks told on one day, the dates decide which item was used for the other."""
    [a, b] = reviewing(dated((0, "b", "2026-03-01"), (0, "a", "2026-01-10"))).memories()
    assert (a.last, b.last) == (date(2026, 3, 1), date(2026, 3, 1))
    assert a.due > date(2026, 3, 1) + TICK_LASTS
    [a, b] = reviewing(dated((0, "b", "2026-01-10"), (0, "a", "2026-03-01"))).memories()
    assert (a.last, b.last) == (date(2026, 3, 1), date(2026, 1, 10))


def test_the_date_of_a_guess_is_no_claim() -> None:
    """An inferred tick with a date, claimed later without one, was learned when it was claimed."""
    history = History()
    history.write([Entry("d", "tick", {"on": "2025-01-01", "inferred": "0.9"})], at=ago(20))
    history.write([Entry("d", "tick")], at=ago(2))
    [memory] = reviewing(history.events).memories()
    assert memory.last == date(2026, 3, 17)


def test_kinds_that_are_done_rather_than_remembered_are_due_if_asked_for() -> None:
    """Habits, tools and readings are in no count and no list but those that ask for them."""
    made = with_kinds(CHAIN, {"a": "habit", "b": "tool", "c": "reading", "d": "milestone"})
    events = told((30, "tick", "abcd"))
    assert due(events, made) == ["d"]
    progress = fold(events, made.renames)
    for kinds, expected in ((("habit", "reading"), ["a", "c"]), (KINDS_OF_ITEMS, [*"abcd"])):
        asked = Reviewing(made, progress, NOW, kinds=kinds)
        assert asked.keys == expected
        assert asked.portion().due == len(expected)
    assert Reviewing(made, progress, NOW, within={"d"}).keys == ["d"]
    assert Reviewing(made, progress, NOW, within={"a"}).keys == []
    assert reviewing(events, made).memory("a").key == "a"


@examples(max_examples=60)
@given(st.integers(1, 40), st.integers(0, 30), st.randoms(use_true_random=False))
def test_a_day_keeps_its_portion_whatever_the_grades(
    many: int, young: int, dice: random.Random
) -> None:
    """Each review of what is due leaves one less for today, also of what was forgotten."""
    keys = [f"k{n}" for n in range(many + young)]
    made = curriculum(level(category(*keys)))
    history = History()
    for number, key in enumerate(keys):
        days = dice.randint(8, 90) if number < many else dice.randint(0, 7)
        history.write([Entry(key, "tick")], at=ago(days))
    before = reviewing(history.events, made).portion()
    assert before.due == many
    for number, key in enumerate(dice.sample(keys[:many], many), 1):
        history.write([Entry(key, "review", {"grade": dice.choice(GRADES)})], at=ago(0))
        now = reviewing(history.events, made).portion()
        assert (now.due, now.today) == (many - number, max(before.today - number, 0))


def test_what_is_forgotten_today_does_not_come_on_top_of_today() -> None:
    """What comes back tomorrow was part of today; with it, a day would have room for one more."""
    keys = [f"k{n}" for n in range(140)]
    made = curriculum(level(category(*keys)))
    history = History()
    history.write([Entry(key, "tick") for key in keys], at=ago(30))
    assert reviewing(history.events, made).portion()[:3] == (140, 10, 10)
    history.write([Entry("k0", "review", {"grade": "again"})], at=ago(0))
    assert reviewing(history.events, made).portion()[:3] == (139, 9, 10)


@pytest.mark.parametrize(("many", "a_day"), [(200, 15), (640, 46)])
def test_who_reviews_what_is_for_today_clears_a_backlog_in_two_weeks(many: int, a_day: int) -> None:
    """Lived by a moving clock: every day has the portion of the first, until nothing is due."""
    keys = [f"k{n}" for n in range(many)]
    made = curriculum(level(category(*keys)))
    history = History()
    history.write([Entry(key, "tick") for key in keys], at=ago(60))
    portions = []
    for days in range(14):
        now = NOW + timedelta(days)
        asked = reviewing(history.events, made, now)
        portions.append(portion := asked.portion())
        waiting = find_due(asked.memories(), asked.today)
        said = [Entry(one.key, "review", {"grade": "good"}) for one in waiting[: portion.today]]
        history.write(said, at=now.isoformat(timespec="milliseconds"))
        assert reviewing(history.events, made, now).portion().today == 0
    assert [portion.today for portion in portions[:-1]] == [a_day] * 13
    assert portions[-1].today == portions[-1].due == many - 13 * a_day
    assert [portion.days for portion in portions] == list(range(14, 0, -1))


def test_reviews_count_once_a_day_for_each_item() -> None:
    """A second review on one day is no more work; what came due again was reviewed all the same."""
    keys = [f"k{n}" for n in range(150)]
    made = curriculum(level(category(*keys)))
    history = History()
    history.write([Entry(key, "tick") for key in keys], at=ago(60))
    for key in keys[:20] * 2:
        history.write([Entry(key, "review", {"grade": "again"})], at=ago(5))
    asked = reviewing(history.events, made)
    assert asked.portion()[:3] == (150, 13, 13)


def test_the_most_faded_comes_first_and_ties_go_by_the_file() -> None:
    """What is due is in the order in which it fades; equals stand as in the curriculum."""
    assert due(told((9, "tick", "d"), (30, "tick", "c"), (10, "again", "b"))) == ["c", "d"]
    assert due(told((9, "tick", "d"), (9, "tick", "c"))) == ["c", "d"]
    asked = reviewing(told((8, "tick", "c"), (3, "tick", "d"), (1, "tick", "a")))
    assert next_due(asked.memories(), asked.today) == date(2026, 3, 24)
    assert next_due([], asked.today) is None


def test_only_what_the_curriculum_holds_is_due() -> None:
    """A done item that the curriculum in use leaves out is no part of it."""
    made = curriculum(level(category("a")), requires={"a": ["x"]}, outside="x")
    assert due(told((30, "tick", "ax")), made) == ["a"]


@pytest.mark.parametrize(
    ("ahead", "moment", "expected"),
    [
        (0, datetime(2026, 3, 18, 23, 59), []),
        (0, datetime(2026, 3, 19, 0, 0), ["d"]),
        (12, datetime(2026, 3, 19, 23, 59), []),
        (12, datetime(2026, 3, 20, 0, 0), ["d"]),
        (-11, datetime(2026, 3, 18, 23, 59), []),
        (-11, datetime(2026, 3, 19, 0, 0), ["d"]),
    ],
)
def test_days_begin_at_midnight_of_the_learner(
    ahead: int, moment: datetime, expected: list[str]
) -> None:
    """What was ticked at noon UTC is due all day long, by the clock that `now` is told on."""
    now = moment.replace(tzinfo=timezone(timedelta(hours=ahead)))
    assert due(told((8, "tick", "d")), now=now) == expected


class Berlin(tzinfo):
    """An hour ahead, and two from the end of March 2026 on."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """Return how far ahead the clock is."""
        assert moment
        return timedelta(hours=2 if moment.replace(tzinfo=None) >= datetime(2026, 3, 29, 2) else 1)

    def dst(self, moment: datetime | None) -> timedelta:
        """Return the part of it that is summer time."""
        return self.utcoffset(moment) - timedelta(hours=1)

    def tzname(self, moment: datetime | None) -> str:
        """Return the name of the clock."""
        return f"{self.utcoffset(moment)}"


def test_a_change_of_the_clock_moves_no_day() -> None:
    """A tick of the evening before is due on the same day, asked before or after summer time."""
    events = History()
    events.write([Entry("d", "tick")], at="2026-03-25T22:30:00.000Z")
    days = set()
    for now in (datetime(2026, 3, 26, 12, tzinfo=UTC), datetime(2026, 4, 3, 12, tzinfo=UTC)):
        asked = Reviewing(CHAIN, fold(events.events), now, zone=Berlin())
        days |= {(memory.last, memory.due) for memory in asked.memories()}
    assert days == {(date(2026, 3, 25), date(2026, 4, 3))}


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00+14:00", "yesterday", "", "2026-03-11"]
)
def test_clocks_that_were_off_do_no_harm(at: str) -> None:
    """A time before all clocks, after now, without a zone or none at all never raises."""
    history = History()
    history.write([Entry("a", "tick")], at=at)
    history.write([Entry("b", "tick")], at=at)
    history.write([Entry("a", "review", {"grade": "good"})], at=at)
    asked = reviewing(history.events)
    for memory in asked.memories():
        assert date(1970, 1, 1) <= memory.last <= asked.today
    assert asked.portion().due == len(find_due(asked.memories(), asked.today))


def test_grades_of_another_version_are_no_reviews() -> None:
    """A review whose grade is unknown, or missing, counts for nothing."""
    for details in ({"grade": "superb"}, {"grade": ""}, {}, {"note": "x"}):
        history = History()
        history.write([Entry("a", "tick")], at=ago(8))
        history.write([Entry("a", "review", details)], at=ago(1))
        assert due(history.events) == ["a"]


def test_reviews_of_a_former_key_count_for_todays() -> None:
    """A renamed item keeps what was said of its memory."""
    from dataclasses import replace

    made = replace(CHAIN, renames={"old": "a"})
    history = History()
    history.write([Entry("old", "tick")], at=ago(30))
    history.write([Entry("old", "review", {"grade": "good"})], at=ago(10))
    [memory] = reviewing(history.events, made).memories()
    assert (memory.key, memory.reviews) == ("a", 1)
    assert due(history.events, made) == []


@pytest.fixture
def without_fsrs(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what makes every use of fsrs fail."""

    def forbid() -> None:
        monkeypatch.setattr("dlroadmap.guide.review._trace", lambda past: 1 / 0)

    return forbid


def test_the_quick_count_asks_fsrs_only_where_it_must(without_fsrs: Callable[[], None]) -> None:
    """Young items, those ticked and left alone, and what was practiced of late need no fsrs."""
    without_fsrs()
    assert reviewing(told((3, "tick", "ab"))).portion().due == 0
    assert reviewing(told((30, "tick", "ad"))).portion().due == 2
    assert reviewing(told((30, "tick", "a"), (7, "tick", "b"))).portion().due == 0
    assert reviewing(told((30, "tick", "d"), (0, "good", "d"))).portion().due == 0
    reviewed = told((30, "tick", "d"), (2, "good", "d"))
    with pytest.raises(ZeroDivisionError):
        reviewing(reviewed).portion()
    known = {"0e 28g": 3}
    assert asking(reviewed, Intervals(known)).portion().due == 0
    known = {"0e 28g": 2}
    assert asking(reviewed, Intervals(known)).portion().due == 1
