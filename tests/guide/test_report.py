"""What a group gets of a progress: what is sent, what never is, and which version it is of."""

from dataclasses import replace
from datetime import date, timedelta, timezone

from hypothesis import given

from dlroadmap.guide.report import find_digest, find_report, find_track
from dlroadmap.guide.summary import summarize
from dlroadmap.progress.events import Event
from dlroadmap.progress.fold import fold

from .building import Case, cases, category, curriculum, examples, level, progress

EAST = timezone(timedelta(hours=9))

TRACK = curriculum(level(category("a", "b", id="one"), id="first"), level(category("c")))


def said(key: str, kind: str, at: str, zone: str = "+0000", payload: str = "{}") -> Event:
    """Make an event of an item."""
    return Event("id", "device", 1, "", 1, at, zone, "batch", key, kind, payload)


@given(cases(assumed=True))
@examples(100)
def test_only_states_of_the_track_are_sent(case: Case) -> None:
    """What is sent are the states that stand of placed items, and the counts that status has."""
    report = find_report(case.curriculum, case.progress)
    states = {key: state for key, (state, _) in report.states.items()}
    placed = case.curriculum.locations
    assert states == {
        key: state
        for key, state in case.progress.states.items()
        if key in placed and state != "todo"
    }
    levels = summarize(case.curriculum, case.progress).levels
    assert report.levels == tuple((part.id, part.counts) for part in levels)
    days = [day for _, day in report.states.values()]
    assert report.last == (max(days) if days else None)


@given(cases())
@examples(100)
def test_a_narrower_track_narrows_what_is_sent(case: Case) -> None:
    """Of another version nothing is sent that the group does not have, not even a day."""
    whole = find_report(case.curriculum, case.progress)
    held = [*case.curriculum.locations][::2]
    levels = [part.id for part in case.curriculum.levels][1:]
    report = find_report(case.curriculum, case.progress, held, levels)
    assert report.states == {key: one for key, one in whole.states.items() if key in held}
    assert report.levels == tuple(one for one in whole.levels if one[0] in levels)
    assert report.last == max((day for _, day in report.states.values()), default=None)
    assert report.digest == whole.digest


def test_a_day_is_that_of_the_learner() -> None:
    """A tick has the day of the clock it was said by, or the one that was named; so has a start."""
    late = "2026-03-01T20:00:00.000Z"
    events = [
        said("a", "tick", late, "+0900"),
        said("b", "tick", late, "+0900", '{"on":"2026-01-05"}'),
        said("c", "start", late, "+0900", '{"on":"2026-02-02"}'),
    ]
    report = find_report(TRACK, fold(events), zone=EAST)
    assert report.states == {
        "a": ("done", date(2026, 3, 2)),
        "b": ("done", date(2026, 1, 5)),
        "c": ("doing", date(2026, 2, 2)),
    }
    assert report.last == date(2026, 3, 2)
    report = find_report(TRACK, fold([said("a", "skip", late)]), zone=EAST)
    assert report.states == {"a": ("skipped", date(2026, 3, 2))}


def test_what_was_inferred_is_done() -> None:
    """An inferred tick is sent as status shows it: done, and counted as inferred."""
    event = said("a", "tick", "2026-03-01T10:00:00.000Z", payload='{"inferred":"yes"}')
    report = find_report(TRACK, fold([event]))
    assert report.states == {"a": ("done", date(2026, 3, 1))}
    assert report.levels[0][1].inferred == 1


def test_a_day_that_cannot_be_read_is_left_out() -> None:
    """A damaged time is no reason to fail, and none is made up for it."""
    report = find_report(TRACK, fold([said("a", "start", "soon"), said("b", "skip", "Then")]))
    assert (report.states, report.last) == ({}, None)


def test_a_learner_without_progress_sends_zeros() -> None:
    """Who has just begun sends counts, and neither states nor a day."""
    report = find_report(TRACK, progress())
    assert (report.last, report.states) == (None, {})
    assert [(id, counts.items, counts.done) for id, counts in report.levels] == [
        ("first", 2, 0),
        ("level-2", 1, 0),
    ]


def test_the_digest_is_that_of_what_counts() -> None:
    """Another item, order, choice, hours or assumption is another version; other words are not."""
    parts = (level(category("a", "b", id="one"), id="first"), level(category("c")))
    others = [
        curriculum(level(category("a", "b", "d", id="one"), id="first"), parts[1]),
        curriculum(level(category("b", "a", id="one"), id="first"), parts[1]),
        curriculum(level(category("a", "b", id="two"), id="first"), parts[1]),
        curriculum(level(category("a", "b", id="one"), id="other"), parts[1]),
        curriculum(level(category("a", "b", id="one", choose=1), id="first"), parts[1]),
        curriculum(level(category("a", "b", id="one"), id="first", choose=1), parts[1]),
        curriculum(*parts, hours={"a": 2.5}),
        curriculum(*parts, hours={"a": None}),
        curriculum(*parts, assumes=["a"]),
        curriculum(*reversed(parts)),
        replace(TRACK, id="d"),
    ]
    digests = [find_digest(one) for one in (TRACK, *others)]
    assert len({*digests}) == len(digests)
    words = replace(TRACK, title="Other", levels=tuple(e._replace(title="T") for e in TRACK.levels))
    assert find_digest(words) == find_digest(TRACK)
    whole = curriculum(*parts, hours={"a": 1, "b": 1.0})
    assert find_digest(whole) == find_digest(TRACK)


def test_the_digest_is_the_same_on_every_machine() -> None:
    """It depends on no machine, version of Python or order of a set: this one is written down."""
    assert find_digest(TRACK) == (
        "57be1019f6cd936cc825c582eee297f7dc2a11bf96ba076f9cbb7018c0514418"
    )


def test_a_track_has_levels_and_items() -> None:
    """What a group has of a curriculum: its version, levels by id and title, and placed items."""
    track = find_track(curriculum(level(category("a"), id="first"), outside=["x"]))
    assert (dict(track.levels), list(track.items)) == ({"first": "Level 1"}, ["a"])
