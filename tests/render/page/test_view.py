"""The words and figures of the map."""

from dataclasses import replace
from itertools import accumulate, chain

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Resource
from dlroadmap.guide.readiness import Readiness
from dlroadmap.render.page.view import make_view, write_route
from guide.building import (
    Case,
    cases,
    category,
    curriculum,
    examples,
    heading_for,
    level,
    progress,
)
from render.page.surveys import survey_of


def read_route(text: str) -> list[int]:
    """Return the numbers that a path is written as, as the script of the page reads them."""
    return list(accumulate(map(int, text.split())))


@given(st.lists(st.integers(0, 30)))
def test_a_path_is_read_as_it_was_written(numbers: list[int]) -> None:
    """The numbers of a path survive how the page writes them."""
    assert read_route(write_route(numbers)) == numbers


@examples()
@given(cases(assumed=True))
def test_the_picture_and_the_list_hold_every_item(case: Case) -> None:
    """Each place of an item has a mark, and each item one entry that its marks lead to."""
    view = make_view(survey_of(case.curriculum, case.progress))
    areas = [area for band in view.bands for area in band.areas]
    placed = [key for location in case.curriculum.categories for key in location.category.items]
    entries = [entry for area in areas for entry in area.entries]
    assert sum(len(area.marks) for area in areas) == len(placed)
    assert len(entries) == len(set(placed))
    anchors = [entry.anchor for entry in chain(entries, view.outside)]
    assert len(anchors) == len(set(anchors))
    assert {mark.anchor for area in areas for mark in area.marks} <= set(anchors)


@examples()
@given(cases(assumed=True))
def test_entries_are_numbered_as_paths_name_them(case: Case) -> None:
    """The numbers of a path lead to the entries of what `path` lists, in its order."""
    survey = survey_of(case.curriculum, case.progress)
    view = make_view(survey)
    inside = [entry for band in view.bands for area in band.areas for entry in area.entries]
    entries = [*inside, *view.outside]
    for key, entry in zip(survey.steps, entries, strict=True):
        expected = [survey.steps[other].item.title for other in survey.routes.get(key, ())]
        assert [entries[number].title for number in read_route(entry.route)] == expected


@examples()
@given(cases(assumed=True))
def test_states_are_those_of_other_commands(case: Case) -> None:
    """What the map calls ready or blocked is what `list` does."""
    survey = survey_of(case.curriculum, case.progress)
    readiness = Readiness(case.curriculum, case.progress)
    view = make_view(survey)
    entries = [entry for band in view.bands for area in band.areas for entry in area.entries]
    for key, entry in zip(case.curriculum.locations, entries, strict=False):
        assert (entry.state == "ready") == readiness.ready(key)
        recorded = case.progress.state(key)
        if recorded == "todo":
            assert entry.state in ("ready", "blocked", "assumed")
        else:
            assert entry.state == recorded


def test_the_way_to_a_goal_is_numbered() -> None:
    """The marks on the way to a goal have their steps in order, and the goal is marked."""
    made = curriculum(level(category("a", "b", "c")), requires={"b": ["a"]})
    view = make_view(survey_of(made, heading_for(progress(), "b")))
    (area,) = view.bands[0].areas
    assert [mark.step for mark in area.marks] == [1, 2, 0]
    assert ["goal" in mark.style for mark in area.marks] == [False, True, False]


def test_only_addresses_of_the_web_become_links() -> None:
    """A resource whose address a browser would run keeps its words, and loses the address."""
    made = curriculum(level(category("a")))
    bad = Resource("Read this", "javascript:alert(1)", "post", "free")
    good = Resource("Read that", "https://example.org/?a=1&b=2", "post", "free")
    item = made.items["a"]._replace(resources=(bad, good))
    survey = survey_of(made, progress())
    steps = {"a": replace(survey.steps["a"], item=item)}
    entry = make_view(replace(survey, steps=steps)).bands[0].areas[0].entries[0]
    assert [one.url for one in entry.resources] == ["", good.url]
    assert [one.title for one in entry.resources] == [bad.title, good.title]
