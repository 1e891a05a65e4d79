"""Where the learner is: every sentence of the meaning of counts."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.summary import Counts, find_missing, summarize
from dlroadmap.progress.fold import Progress

from .building import Case, cases, category, curriculum, examples, level, plus, progress

NOTHING = progress()


def totals(made: Curriculum, said: Progress) -> tuple[int, int]:
    counts = summarize(made, said).totals
    return counts.counted_done, counts.counted


def percent(made: Curriculum, said: Progress) -> float | None:
    return summarize(made, said).totals.percent


def test_counts_by_state() -> None:
    """Items are done, in progress, skipped, or to do; what was put back is to do again."""
    made = curriculum(level(category("a", "b", "c", "d", "e", "f")))
    said = progress(a="done", b="done", c="doing", d="skipped", e="todo")
    counts = summarize(made, said).totals
    assert (counts.items, counts.done, counts.doing, counts.skipped) == (6, 2, 1, 1)
    assert counts.todo == 2
    assert (counts.counted_done, counts.counted) == (2, 5)


def test_skipped_items_do_not_count() -> None:
    """A skipped item is left out of what counts, and what is left can reach 100."""
    made = curriculum(level(category("a", "b", "c")))
    assert totals(made, progress(a="done", b="skipped")) == (1, 2)
    assert percent(made, progress(a="done", b="skipped", c="done")) == 100


def test_category_choice_caps_what_counts() -> None:
    """Of a category with a choice only as many items count as it asks for."""
    made = curriculum(level(category("a", "b", "c", "d", choose=2), category("e")))
    assert totals(made, NOTHING) == (0, 3)
    assert totals(made, progress(d="done")) == (1, 3)
    assert totals(made, progress(d="done", b="done")) == (2, 3)
    assert totals(made, progress(a="done", b="done", c="done", d="done")) == (2, 3)
    assert find_missing(summarize(made, progress(d="done", b="done")), progress(d="done")) == [
        "b",
        "e",
    ]


def test_category_choice_takes_the_most_advanced_items() -> None:
    """A choice counts what is done, then what is in progress, then what comes first."""
    made = curriculum(level(category("a", "b", "c", "d", choose=2)))
    for said, expected in [
        (progress(), ["a", "b"]),
        (progress(d="doing"), ["a", "d"]),
        (progress(d="doing", c="done"), ["c", "d"]),
        (progress(d="doing", c="doing", b="doing"), ["b", "c"]),
        (progress(a="skipped"), ["b", "c"]),
        (progress(d="done", c="done", a="done"), ["a", "c"]),
    ]:
        assert list(summarize(made, said).asked) == expected


def test_choice_of_more_than_there_is() -> None:
    """A choice that asks for more than is left after skipping asks for what is left."""
    made = curriculum(level(category("a", "b", "c", choose=2)))
    assert totals(made, progress(a="skipped", b="skipped")) == (0, 1)
    assert percent(made, progress(a="skipped", b="skipped", c="done")) == 100
    assert percent(made, progress(a="skipped", b="skipped", c="skipped")) is None


def test_level_choice_counts_its_most_advanced_categories() -> None:
    """Of a level with a choice the most advanced categories count, by their share done."""
    made = curriculum(
        level(
            category("a", "b", "c", id="first"),
            category("d", "e", id="second"),
            category("f", "g", "h", "i", id="third"),
            choose=1,
        )
    )
    for said, expected in [
        (progress(), "abc"),
        (progress(d="done"), "de"),
        (progress(d="done", f="done", g="done"), "fghi"),  # 2 of 4 is as far as 1 of 2, and more
        (progress(d="done", f="done", g="done", a="done", b="done"), "abc"),
        (progress(d="done", e="done", f="done", g="done", h="done"), "de"),
    ]:
        assert "".join(summarize(made, said).asked) == expected


def test_level_choice_takes_ties_in_file_order() -> None:
    """Categories that are equally advanced count in file order, and are listed in it."""
    parts = [category(*f"{name}1 {name}2".split(), id=name) for name in "abcd"]
    made = curriculum(level(*parts, choose=2))
    for said, expected in [
        (progress(), ["a", "b"]),
        (progress(c1="done"), ["a", "c"]),
        (progress(d1="done", c2="done", b1="done"), ["b", "c"]),
    ]:
        asked = summarize(made, said).asked
        assert list(asked) == [f"{name}{number}" for name in expected for number in (1, 2)]


def test_level_choice_prefers_categories_with_something_left_to_count() -> None:
    """A category that was skipped as a whole does not take the place of another one."""
    made = curriculum(level(category("a"), category("b", "c"), choose=1))
    assert totals(made, progress(a="skipped")) == (0, 2)
    assert totals(made, progress(a="skipped", b="skipped", c="skipped")) == (0, 0)


def test_level_choice_counts_the_choices_inside() -> None:
    """A category's own choice decides how far it is when its level offers a choice."""
    made = curriculum(
        level(category("a", "b", "c", "d", choose=1), category("e", "f"), choose=1), level()
    )
    assert percent(made, progress(d="done")) == 100
    assert percent(made, progress(e="done")) == 50


def test_item_placed_twice_shows_in_both_and_counts_once() -> None:
    """An item in two categories shows in both, and once in totals, at its first place."""
    made = curriculum(
        level(category("a", "b", id="one"), category("b", "c", id="two")),
        level(category("c", "a", id="three")),
        hours={"a": 1, "b": 10, "c": 100},
    )
    summary = summarize(made, progress(b="done"))
    first, second = summary.levels
    assert [(part.counts.items, part.counts.done) for part in first.parts] == [(2, 1), (2, 1)]
    assert (first.counts.items, first.counts.counted, first.counts.hours) == (3, 3, 111)
    assert (second.counts.items, second.counts.hours) == (2, 101)
    assert (summary.totals.items, summary.totals.done, summary.totals.counted) == (3, 1, 3)
    assert (summary.totals.hours, summary.totals.hours_done) == (111, 10)
    assert find_missing(summary, progress(b="done")) == ["a", "c"]


def test_item_placed_twice_counts_if_one_place_asks_for_it() -> None:
    """An item that one category's choice leaves out counts where another asks for it."""
    made = curriculum(level(category("a", "b", choose=1), category("b", "c")))
    assert list(summarize(made, NOTHING).asked) == ["a", "b", "c"]
    assert list(summarize(made, progress(b="done")).asked) == ["b", "c"]


def test_what_is_missing_is_listed_in_file_order_by_first_place() -> None:
    """An item that only its second place asks for is listed at its first place all the same."""
    made = curriculum(level(category("a"), category("b", "c"), choose=1), level(category("d", "b")))
    assert find_missing(summarize(made, NOTHING), NOTHING) == ["a", "b", "d"]


@pytest.mark.parametrize(
    ("done", "counted", "expected"),
    [
        (0, 1, 0.0),
        (1, 3, 33.3),
        (2, 3, 66.6),
        (1, 1000, 0.1),
        (1, 1001, 0.0),
        (1999, 2000, 99.9),
        (999_999, 1_000_000, 99.9),
        (1, 1, 100.0),
        (999, 999, 100.0),
        (29, 100, 29.0),
        (57, 100, 57.0),
        (1001, 7000, 14.3),
        (0, 0, None),
    ],
)
def test_percent_is_rounded_down_to_a_tenth(
    done: int, counted: int, expected: float | None
) -> None:
    """The percent is rounded down to one decimal, so 100 means all; of nothing there is none."""
    counts = Counts(counted, done, 0, 0, 0, counted, done, 0, 0)
    assert counts.percent == expected


@examples(max_examples=120)
@given(st.integers(1, 10**7), st.data())
def test_percent_never_lies(counted: int, data: st.DataObject) -> None:
    """The percent never passes the true share, is less than a tenth below it, and 100 is all."""
    done = data.draw(st.integers(0, counted) | st.integers(max(0, counted - 5), counted))
    percent = Counts(counted, done, 0, 0, 0, counted, done, 0, 0).percent
    assert percent is not None
    tenths = round(percent * 10)
    assert percent == tenths / 10
    assert tenths * counted <= done * 1000 < (tenths + 1) * counted
    assert (percent == 100) == (done == counted)


def test_nothing_counts_where_there_is_nothing_or_all_is_skipped() -> None:
    """Without items, or with all of them skipped, the percent is none."""
    assert percent(curriculum(), NOTHING) is None
    assert percent(curriculum(level(), level(category())), NOTHING) is None
    made = curriculum(level(category("a", "b")))
    assert percent(made, progress(a="skipped", b="skipped")) is None


def test_hours_are_those_of_counted_items() -> None:
    """Hours leave out what is skipped and what a choice does not ask for."""
    made = curriculum(
        level(category("a", "b", choose=1), category("c", "d")),
        hours={"a": 1, "b": 2.5, "c": 4, "d": 8},
    )
    counts = summarize(made, progress(b="done", c="done", d="skipped")).totals
    assert (counts.hours, counts.hours_done) == (6.5, 6.5)
    counts = summarize(made, progress(a="doing")).totals
    assert (counts.hours, counts.hours_done) == (13, 0)


def test_hours_add_up_without_dust() -> None:
    """Hours that add up from tenths show no dust of floating point."""
    made = curriculum(level(category("a", "b", "c")), hours={"a": 0.1, "b": 0.2, "c": 0.3})
    assert summarize(made, NOTHING).totals.hours == 0.6


def test_items_outside_the_curriculum_do_not_count() -> None:
    """What is done elsewhere changes no count."""
    made = curriculum(level(category("a")), requires={"a": ["x"]}, outside=["x"])
    assert totals(made, progress(x="done", y="done")) == (0, 1)
    assert summarize(made, progress(x="done")).totals.done == 0


def test_current_level_is_the_earliest_unfinished_one() -> None:
    """One is in the earliest level with something left to do, whatever was done later."""
    made = curriculum(level(category("a")), level(category("b")), level(category("c")))
    current = summarize(made, progress(b="done")).current_level()
    assert current
    assert current.id == "level-1"
    current = summarize(made, progress(a="skipped", b="done")).current_level()
    assert current
    assert current.id == "level-3"
    assert summarize(made, progress(a="done", b="done", c="skipped")).current_level() is None


@examples(max_examples=120)
@given(cases())
def test_every_height_adds_up(case: Case) -> None:
    """Levels and totals count the union of what is below them, each item once."""
    summary = summarize(case.curriculum, case.progress)
    places = case.curriculum.locations
    assert summary.totals.items == len(places)
    for counts, placed, asked in [
        (summary.totals, places.keys(), summary.asked),
        *((p.counts, p.placed, p.asked) for one in summary.levels for p in (one, *one.parts)),
    ]:
        assert asked <= placed
        assert counts.items == len(placed)
        assert counts.counted == len(asked)
        for name in ("done", "doing", "skipped", "todo"):
            number = sum(case.progress.state(key) == name for key in placed)
            assert getattr(counts, name) == number
        finished = [key for key in asked if case.progress.state(key) == "done"]
        assert counts.counted_done == len(finished)
        assert counts.hours == case.curriculum.sum_hours(asked)
        assert counts.hours_done == case.curriculum.sum_hours(finished)
        assert not any(case.progress.state(key) == "skipped" for key in asked)
    for made, part in zip(case.curriculum.levels, summary.levels, strict=True):
        assert sum(inner.asked <= part.asked for inner in part.parts) >= min(
            made.choose or 99, len(part.parts)
        )


@examples(max_examples=150)
@given(cases())
def test_ticking_all_that_is_missing_gives_100(case: Case) -> None:
    """Who ticks all that `find_missing` lists is at 100, if anything counts at all."""
    summary = summarize(case.curriculum, case.progress)
    rest = find_missing(summary, case.progress)
    assert len(set(rest)) == len(rest) == summary.totals.counted - summary.totals.counted_done
    assert not any(case.progress.settled(key) for key in rest)
    after = percent(case.curriculum, plus(case.progress, rest))
    assert after == (100 if summary.totals.counted else None)
    assert (summary.totals.percent == 100) == bool(summary.totals.counted and not rest)


@examples(max_examples=150)
@given(cases(twice=False) | cases(choices=False), st.data())
def test_leaving_out_any_missing_item_does_not_give_100(case: Case, data: st.DataObject) -> None:
    """Nothing in `find_missing` can be left out on the way to 100.

    Where no choice shares an item with another place: there one tick can stand in for two.
    """
    rest = find_missing(summarize(case.curriculum, case.progress), case.progress)
    assume(rest)
    left_out = data.draw(st.sampled_from(rest))
    after = plus(case.progress, [key for key in rest if key != left_out])
    result = percent(case.curriculum, after)
    assert result is not None
    assert result < 100


@examples(max_examples=150)
@given(cases(skips=False, level_choices=False), st.data())
def test_percent_never_falls_by_a_tick(case: Case, data: st.DataObject) -> None:
    """Where nothing is skipped a tick never takes the percent down."""
    open_items = [key for key in case.curriculum.locations if not case.progress.settled(key)]
    assume(open_items)
    ticked = data.draw(st.sampled_from(open_items))
    before = percent(case.curriculum, case.progress)
    after = percent(case.curriculum, plus(case.progress, [ticked]))
    assert before is not None
    assert after is not None
    assert before <= after
