"""The bundled roads: they take everything from one home, in an order that can be followed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from curriculum.making import assembly
from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import Curriculum, Level
from dlroadmap.guide.listing import find_resources
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.suggest import suggest
from dlroadmap.guide.summary import summarize
from dlroadmap.paths import bundled
from dlroadmap.progress.fold import Progress

ROADS = ["architecture", "field-guide", "ml-checklist", "quick-start"]
TERMS = Path(__file__).parent / "terms"


def read(name: str) -> Curriculum:
    main = Library([bundled()]).find(name)
    assert main is not None
    result = assembly(main).curriculum
    assert result is not None
    return result


@pytest.fixture(scope="module", params=ROADS)
def road(request: pytest.FixtureRequest) -> Curriculum:
    return read(request.param)


@pytest.fixture(scope="module")
def architecture() -> Curriculum:
    return read("architecture")


def first_levels(road: Curriculum) -> dict[str, int]:
    """Return the number of the level at which each item stands first."""
    order = {level.id: number for number, level in enumerate(road.levels)}
    return {key: order[level.id] for key, (level, _) in road.locations.items()}


def nearest(road: Curriculum, key: str) -> Iterator[str]:
    """Yield what an item requires, through whatever the road leaves out."""
    seen, waiting = {key}, list(road.requires.get(key, ()))
    while waiting:
        other = waiting.pop()
        if other not in seen:
            seen.add(other)
            if other in road.locations:
                yield other
            else:
                waiting.extend(road.requires.get(other, ()))


def test_the_library_is_the_field_and_its_roads() -> None:
    """The curricula that come with dlr are the home and four roads, each in a file of its own."""
    mains = {path.relative_to(bundled()).as_posix() for path in Library([bundled()])}
    assert mains == {"deep-learning/curriculum.yaml", *(f"{name}.yaml" for name in ROADS)}


def test_a_road_defines_nothing(road: Curriculum) -> None:
    """Every item of a road has its home elsewhere, so that one tick counts everywhere."""
    assert {key.partition("/")[0] for key in road.locations} == {"deep-learning"}


def test_a_road_says_what_it_draws_on_and_how_fast(road: Curriculum) -> None:
    """A road has a description, a pace, and words for each level and category."""
    assert len(road.description) >= 30
    assert 1 <= (road.hours_per_week or 0) <= 40
    for level in road.levels:
        assert len(level.description) >= 30, level.id
        for category in level.categories:
            assert len(category.description) >= 20, (level.id, category.id)


def test_no_category_lists_an_item_twice(road: Curriculum) -> None:
    """An item may stand in two categories, but not twice in one."""
    for level, category in road.categories:
        assert len(category.items) == len(set(category.items)), (level.id, category.id)


def test_every_level_of_a_road_is_gated(road: Curriculum) -> None:
    """Every level says by its own items that it is reached, by a milestone if it has any."""
    for level in road.levels:
        own = {key for category in level.categories for key in category.items}
        assert level.ready_when, level.id
        assert own.issuperset(level.ready_when), level.id
        gates = {road.items[key].kind for key in level.ready_when}
        if any(road.items[key].kind == "milestone" for key in own):
            assert "milestone" in gates, level.id


def test_quick_start_is_short_and_whole() -> None:
    """It begins with a neuron, holds or assumes all that it needs, and is at most 210 hours."""
    road = read("quick-start")
    nothing = Progress({}, {})
    summary = summarize(road, nothing)
    assert suggest(road, nothing, summary, 1)[0].item.id == "artificial-neuron"
    assert len(road.locations) <= 100
    assert summary.totals.hours <= 210
    assert "deep-learning/own-project-finished" not in road.locations
    held = {*road.locations, *road.assumed}
    assert {key for each in road.locations for key in road.requires.get(each, ())} <= held


def test_a_road_says_who_it_is_for_and_what_it_assumes(road: Curriculum) -> None:
    """A road has a line on its audience, and assumes nothing that it holds."""
    assert road.audience.startswith("Take it if")
    assert road.assumes
    assert not road.assumed & road.locations.keys()


def test_nothing_waits_for_a_later_level_of_the_road(road: Curriculum) -> None:
    """What an item requires stands on the same level of the road or an earlier one."""
    level = first_levels(road)
    for key in road.locations:
        for other in nearest(road, key):
            assert level[other] <= level[key], (key, other)


def test_nothing_covers_a_later_level_of_the_road(road: Curriculum) -> None:
    """What ticking an item offers to tick along is not ahead on the road."""
    level = first_levels(road)
    for key in road.locations:
        for other in road.items[key].covers:
            assert level.get(other, 0) <= level[key], (key, other)


def test_every_road_has_a_beginning_and_an_end(road: Curriculum) -> None:
    """From nothing, something can always be begun, until all is done."""
    done: dict[str, str] = {}
    while len(done) < len(road.locations):
        readiness = Readiness(road, Progress(done, {}))
        ready = [key for key in road.locations if readiness.ready(key)]
        assert ready
        done |= dict.fromkeys(ready, "done")


def test_the_phases_of_the_architecture_road(architecture: Curriculum) -> None:
    """Nine phases, then projects and a capstone; one domain of four, one capstone of four."""
    levels = architecture.levels
    phases = [f"phase-{number}" for number in range(1, 10)]
    assert [level.id for level in levels] == [*phases, "projects", "capstone"]
    weeks = [(4, 6), (3, 4), (4, 6), (6, 8), (10, 12), (10, 12), (4, 6), (4, 6)]
    assert [level.weeks for level in levels[:8]] == weeks
    assert (levels[7].choose, len(levels[7].categories)) == (1, 4)
    capstones = levels[10].categories[0]
    assert (capstones.choose, len(capstones.items)) == (1, 4)
    assert [len(category.items) for category in levels[9].categories] == [4, 6, 5]


def test_the_hours_of_every_phase(architecture: Curriculum) -> None:
    """Phases 1 to 8 take what their weeks hold at ten to fifteen hours each, and not much more.

    The weeks are those of the document, the hours our own: at most a third above its longest
    weeks. An item that stands in two phases is paid for in the first of them.
    """
    assert architecture.hours_per_week == 12
    hours = {level.id: 0.0 for level in architecture.levels}
    for key in summarize(architecture, Progress({}, {})).asked:
        hours[architecture.locations[key][0].id] += architecture.needs[key]
    for level in architecture.levels[:8]:
        assert level.weeks is not None
        fewest, most = level.weeks[0] * 10, level.weeks[1] * 15
        assert fewest <= hours[level.id] <= 4 / 3 * most, (level.id, hours[level.id])


def domains(level: Level) -> Iterator[Progress]:
    """Yield a progress with nothing done, then one for each domain, all of it done."""
    yield Progress({}, {})
    for category in level.categories:
        yield Progress(dict.fromkeys(category.items, "done"), {})


def test_the_hours_of_the_whole_architecture_road(architecture: Curriculum) -> None:
    """Ten hours a week for 18 months to fifteen for 24, whichever domain is chosen."""
    for progress in domains(architecture.levels[7]):
        assert 780 <= summarize(architecture, progress).totals.hours <= 1560


def words(text: str) -> str:
    """Return a text as words between blanks, without case or punctuation."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.casefold()))} "


def test_a_road_has_what_its_document_names(road: Curriculum) -> None:
    """98 in 100 of the terms of a road's document are in its titles, items or resources.

    An alias only says what a thing is called, so other words of a document are in summaries and
    checks.
    """
    texts = [
        text
        for key in road.locations
        for item in [road.items[key]]
        for text in (item.title, item.id, *item.aliases, item.summary, *item.checks)
    ]
    texts += [text for _, each in road.categories for text in (each.title, each.description)]
    texts += [
        text
        for each in find_resources(road, road.categories)
        for text in (each.resource.title, each.resource.part)
    ]
    known = "".join(map(words, texts))
    terms = (TERMS / f"{road.id}.txt").read_text(encoding="utf-8").splitlines()
    absent = [term for term in terms if words(term) not in known]
    assert len(absent) * 50 <= len(terms), absent
