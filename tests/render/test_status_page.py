"""The short form of status: it fits, whatever the history, and breaks no word."""

import re
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from curriculum.making import shipped
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.finish import Finish
from dlroadmap.guide.goals import Outlook
from dlroadmap.guide.summary import Assumed, find_worked_at, summarize
from dlroadmap.progress.fold import Progress
from dlroadmap.render.screen import UNLIMITED, Screen
from dlroadmap.render.status_page import find_level, overview
from drawing import examples, later
from guide.building import category, curriculum, level, progress

OTHERS = ("architecture", "field-guide", "ml-checklist")
NAMES = ("deep-learning", "quick-start", *OTHERS)
WIDTHS = (40, 60, 72, 80, 100, 200)
DAY = date(2026, 11, 22)


class State(NamedTuple):
    """All that the page shows of a learner."""

    curriculum: Curriculum
    progress: Progress
    following: list[str]
    goals: list[Outlook]
    due: int

    def __repr__(self) -> str:
        """Leave out the curriculum, which is long."""
        states, goals = self.progress.states, [goal.title for goal in self.goals]
        return f"State({states}, {self.following}, {goals}, {self.due})"


def outlook(chance: Random, made: Curriculum) -> Outlook:
    """Return what could be known of a goal, however far it is and whatever it is."""
    part = chance.choice(made.categories).category
    item = made.items[chance.choice([*made.locations])]
    one = Outlook(item.key, "item", made.refer(item.key), chance.choice([part.title, item.title]))
    weeks = [timedelta(weeks=chance.randrange(1, n)) for n in (9, 90, 900)]
    by = chance.choice([None, DAY + timedelta(days=chance.randrange(2000))])
    finish = Finish(DAY + weeks[0], DAY + weeks[0] + weeks[1], DAY + sum(weeks, timedelta()))
    return chance.choice(
        [
            one,
            one._replace(items=0, hours=0),
            one._replace(items=chance.randrange(1, 800), hours=1234.5, guessed=3, by=by),
            one._replace(items=chance.randrange(1, 800), hours=321, by=by, finish=finish),
        ]
    )


@st.composite
def states(draw: st.DrawFn, name: str) -> State:
    """Draw a learner somewhere in a bundled curriculum: anywhere, or far in some of its levels."""
    made, chance = shipped(name), Random(draw(st.integers(0, 2**32)))
    said = {}
    for one in made.levels:
        share = draw(st.sampled_from([0, 0.1, 0.5, 0.97, 1]))
        for key in (key for part in one.categories for key in part.items):
            if chance.random() < share:
                said[key] = chance.choice(["done"] * 12 + ["skipped"])
    keys = [*made.locations]
    said |= dict.fromkeys(chance.sample(keys, draw(st.sampled_from([0, 1, 2, 3, 7, 40]))), "doing")
    left = [key for key in keys if key not in said]
    following = sorted(chance.sample(left, min(3, len(left))), key=keys.index)
    goals = [outlook(chance, made) for _ in range(draw(st.sampled_from([0, 1, 2, 3, 4, 12])))]
    due = draw(st.sampled_from([0, 1, 1234]))
    return State(made, progress(**said), following, goals, due)


OWN = "and more level levels category categories: dlr goal dlr status --all dlr list --state doing"
"""Words that stand only where there is no room for all."""


def page(state: State, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the lines of the page on a screen so wide."""
    made, said, following, goals, due = state
    stream = StringIO()
    with monkeypatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        screen = Screen("never", stream=stream)
    doing = [key for key in said.doing() if key in made.locations]
    summary, working = summarize(made, said), find_worked_at(made, said, doing, following)
    assumed = Assumed(len(made.assumes), 0, 0)
    lines = overview(made, summary, doing, following, due, assumed, screen, goals, working)
    screen.print(*lines)
    return stream.getvalue().splitlines()


def words(text: str) -> set[str]:
    """Return the words of a text, without bars."""
    return {word.strip("“”(),:") for word in re.sub("[-=~]{3,}", "", text).split()}


@pytest.mark.parametrize("name", ["deep-learning", "quick-start", *later(*OTHERS)])
@pytest.mark.drawn
def test_the_page_fits_and_no_word_is_broken(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than the screen, no title or id broken; at 80 columns it has 23 lines."""

    @examples(max_examples=60)
    @given(states(name))
    def check(state: State) -> None:
        made = state.curriculum
        whole = words("\n".join(page(state, UNLIMITED, monkeypatch)))
        whole |= words(OWN)
        for key, item in made.items.items():
            whole |= {*words(item.title), made.refer(key)}
        for one, part in made.categories:
            whole |= {*words(f"{one.title} {part.title}"), one.id}
        for goal in state.goals:
            whole |= words(goal.title)
        for width in WIDTHS:
            lines = page(state, width, monkeypatch)
            text = "\n".join(lines)
            assert max(map(cell_len, lines)) <= width, text
            assert lines == [line.rstrip() for line in lines]
            assert width != 80 or len(lines) <= 23, text
            broken = {word for word in words(text) - whole if not re.match(r"[\d,.+/%-]*$", word)}
            assert not broken, text

    check()


def keys(number: int, prefix: str) -> list[str]:
    return [f"{prefix}{n}" for n in range(number)]


LADDER = curriculum(
    *(
        level(*(category(*keys(3, f"{one}{n}-"), id=f"{one}-{n}") for n in range(9)), id=one)
        for one in ("low", "middle", "high")
    )
)
"""Three levels of nine categories with three items each."""


def unfolded(said: Progress, *following: str) -> str:
    """Return the id of the level whose categories are shown."""
    found = find_level(
        summarize(LADDER, said), find_worked_at(LADDER, said, said.doing(), following)
    )
    assert found
    return found.id


def test_the_level_is_unfolded_where_the_learner_works() -> None:
    """In progress decides, then the latest tick, then what is next; a finished level never."""
    assert unfolded(progress()) == "low"
    assert unfolded(progress(), "middle0-0") == "middle"
    assert unfolded(progress(**{"high0-0": "done"}), "low0-0") == "high"
    begun = progress(**{"middle0-0": "doing", "high0-0": "done"})
    assert unfolded(begun, "low0-0") == "middle"
    low = dict.fromkeys((key for key in LADDER.locations if key.startswith("low")), "done")
    assert unfolded(progress(**{"middle0-0": "done"} | low), "middle0-1") == "middle"


def test_habits_do_not_hold_a_level_open() -> None:
    """A level of which only habits are left is not where the learner works."""
    items = dict(LADDER.items)
    items["low0-0"] = items["low0-0"]._replace(kind="habit")
    made = replace(LADDER, items=items)
    low = {key: "done" for key in made.locations if key.startswith("low") and key != "low0-0"}
    for said in (progress(**low), progress(**low, **{"low0-0": "doing"})):
        working = find_worked_at(made, said, said.doing(), ["low0-0", "middle0-0"])
        found = find_level(summarize(made, said), working)
        assert found
        assert found.id == "middle"


def test_what_is_in_progress_has_its_id_and_the_rest_a_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each item in progress has its id; what has no room is counted."""
    said = progress(
        **dict.fromkeys(keys(3, "low0-") + keys(3, "low1-") + keys(3, "low2-"), "doing")
    )
    lines = page(State(LADDER, said, ["high0-0"], [], 0), 80, monkeypatch)
    at = next(n for n, line in enumerate(lines) if line.startswith("In progress"))
    shown = [line for line in lines[at:] if re.search(r"LOW\d-\d \(low\d-\d, 1 hour\)$", line)]
    assert lines[at].endswith("LOW2-2 (low2-2, 1 hour)")
    assert f"             and {9 - len(shown)} more: dlr list --state doing" in lines
    assert len(shown) >= 2


def test_goals_stand_first_and_at_most_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page begins with the goals; more than three are counted."""
    goals = [Outlook(f"c/{n}", "item", f"{n}", f"Goal {n}", items=n, hours=n) for n in range(1, 6)]
    lines = page(State(LADDER, progress(), [], goals, 0), 80, monkeypatch)
    assert lines[:5] == [
        "Goals        Goal 1 (1), 1 item left, 1 hour",
        "             Goal 2 (2), 2 items left, 2 hours",
        "             Goal 3 (3), 3 items left, 3 hours",
        "             and 2 more: dlr goal",
        "",
    ]
    assert lines[5].startswith("C: 0 of 81 items")
    single = page(State(LADDER, progress(), [], goals[:1], 0), 80, monkeypatch)
    assert single[:2] == ["Goal         Goal 1 (1), 1 item left, 1 hour", ""]


def test_words_beside_the_table_widen_no_column(monkeypatch: pytest.MonkeyPatch) -> None:
    """The row that counts hidden categories goes as far as it needs, over the other columns."""
    goals = [Outlook("c/a", "item", "a", "A", items=0)] * 3
    lines = page(State(LADDER, progress(), ["low0-0"], goals, 1), 80, monkeypatch)
    [row] = [line for line in lines if "more categories: dlr status low" in line]
    [head] = [line for line in lines if "Progress" in line]
    assert head.index("Progress") == len("  Category low-0  ") < len(row)
