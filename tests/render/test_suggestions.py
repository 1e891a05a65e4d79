"""Reasons in words: what they say holds, and days are the reader's."""

import re
import time

import pytest
from hypothesis import given

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.suggest import Suggestion, suggest
from dlroadmap.progress.fold import Progress
from dlroadmap.render.suggestions import reasons_in_words
from guide.building import (
    Case,
    aims_of,
    cases,
    category,
    curriculum,
    examples,
    heading_for,
    level,
    order_of,
    progress,
)


def next_items(made: Curriculum, said: Progress) -> list[Suggestion]:
    return suggest(order_of(made, said), said, aims_of(made, said), 99)


def reasons(made: Curriculum, said: Progress) -> list[list[str]]:
    return [reasons_in_words(one, made) for one in next_items(made, said)]


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader live by UTC."""
    live_by("UTC0", monkeypatch)


def live_by(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()


STAR = curriculum(
    level(category("a", "b", "c", "d", "e")),
    requires={"b": ["a"], "c": ["a"], "d": ["a"], "e": ["a"]},
    priority={"a": "essential"},
)


def test_reasons_in_words() -> None:
    """Each reason is there: since when, what it unlocks, and how it ranks."""
    assert reasons(STAR, progress()) == [["unlocks “B”, “C” and 2 more", "essential for Level 1"]]
    assert reasons(STAR, progress(a="doing", e="done", d="skipped")) == [
        ["in progress since 2026-01-01", "unlocks “B” and “C”", "essential for Level 1"]
    ]


def test_what_is_missing_beside_others_is_named_or_counted() -> None:
    """What waits for several is named where nothing is opened, else counted."""
    made = curriculum(
        level(category("a", "b", "c", "d", "e")),
        requires={"c": ["a"], "d": ["a", "b"], "e": ["a", "b"]},
    )
    assert reasons(made, progress()) == [
        ["unlocks “C”", "also required by 2 other items", "important for Level 1"],
        ["required by “D” and “E”", "important for Level 1"],
    ]


def test_goals_in_words() -> None:
    """A goal is told as one of the learner's, and what leads to it names it."""
    made = curriculum(level(category("a", "b", "c")), requires={"c": ["a"]})
    said = heading_for(progress(), "c", "b")
    assert [words[0] for words in reasons(made, said)] == ["leads to “C”", "one of your goals"]


def test_begun_is_told_as_the_day_on_the_clock_of_the_learner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The day on which something was begun is the learner's day, not that of UTC."""
    made = curriculum(level(category("a")))
    said = Progress({"a": "doing"}, {"a": "2026-01-01T10:00:00.000Z"})
    for zone, day in [("AAA-14", "2026-01-02"), ("AAA-13", "2026-01-01"), ("AAA+11", "2025-12-31")]:
        live_by(zone, monkeypatch)
        assert reasons(made, said)[0][0] == f"in progress since {day}"


@examples(max_examples=120)
@given(cases())
def test_what_is_said_holds(case: Case) -> None:
    """Every suggestion has reasons, and all that is named or counted in them waits for it."""
    made, said = case.curriculum, case.progress
    readiness = Readiness(made, said)
    for one in next_items(made, said):
        key, words = one.item.key, reasons_in_words(one, made)
        waiting = {
            made.items[other].title: readiness.blockers(other)
            for other in made.locations
            if not said.settled(other) and key in readiness.blockers(other)
        }
        alone = {title for title, blockers in waiting.items() if blockers == [key]}
        begun = [f"in progress since {said.since[key][:10]}"] if said.state(key) == "doing" else []
        opens = [reason for reason in words if reason.startswith("unlocks ")]
        helps = [reason for reason in words if "required by " in reason]
        told = 0
        for reason, fitting in [
            *((reason.removeprefix("unlocks "), alone) for reason in opens),
            *((reason.partition("required by ")[2], waiting.keys() - alone) for reason in helps),
        ]:
            parts = [part.strip("“” ") for part in reason.replace(" and ", ", ").split(", ")]
            named = {part for part in parts if not re.search(r" (more|other items?)$", part)}
            assert named <= fitting
            more = [int(part.split()[0]) for part in parts if part not in named]
            told += len(named) + sum(more)
        assert told == one.unlocks <= len(waiting)
        title = made.locations[key][0].title
        begun += [
            reason for reason in words if re.fullmatch("blocks “.+”, which is in progress", reason)
        ]
        assert words == [*begun, *opens, *helps, f"{one.item.priority} for {title}"]
