"""The bundled tracks: they take everything from one home, in an order that can be followed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from curriculum.making import shipped
from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import Curriculum, Level
from dlroadmap.guide.listing import find_resources
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.suggest import suggest
from dlroadmap.guide.summary import summarize
from dlroadmap.paths import bundled
from dlroadmap.progress.fold import Progress
from guide.building import order_of

TRACKS = ["architecture", "field-guide", "ml-checklist", "quick-start"]
TERMS = Path(__file__).parent / "terms"


def read(name: str) -> Curriculum:
    return shipped(name)


@pytest.fixture(scope="module", params=TRACKS)
def track(request: pytest.FixtureRequest) -> Curriculum:
    return read(request.param)


@pytest.fixture(scope="module")
def architecture() -> Curriculum:
    return read("architecture")


def first_levels(track: Curriculum) -> dict[str, int]:
    """Return the number of the level at which each item stands first."""
    order = {level.id: number for number, level in enumerate(track.levels)}
    return {key: order[level.id] for key, (level, _) in track.locations.items()}


def nearest(track: Curriculum, key: str) -> Iterator[str]:
    """Yield what an item requires, through whatever the track leaves out."""
    seen, waiting = {key}, list(track.requires.get(key, ()))
    while waiting:
        other = waiting.pop()
        if other not in seen:
            seen.add(other)
            if other in track.locations:
                yield other
            else:
                waiting.extend(track.requires.get(other, ()))


def test_the_library_is_the_field_and_its_tracks() -> None:
    """The curricula that come with dlr are the home and four tracks, each in a file of its own."""
    mains = {path.relative_to(bundled()).as_posix() for path in Library([bundled()])}
    assert mains == {"deep-learning/curriculum.yaml", *(f"{name}.yaml" for name in TRACKS)}


def test_a_track_defines_nothing(track: Curriculum) -> None:
    """Every item of a track has its home elsewhere, so that one tick counts everywhere."""
    assert {key.partition("/")[0] for key in track.locations} == {"deep-learning"}


def test_a_track_says_what_it_draws_on_and_how_fast(track: Curriculum) -> None:
    """A track has a description, a pace, and words for each level and category."""
    assert len(track.description) >= 30
    assert 1 <= (track.hours_per_week or 0) <= 40
    for level in track.levels:
        assert len(level.description) >= 30, level.id
        for category in level.categories:
            assert len(category.description) >= 20, (level.id, category.id)


def test_no_category_lists_an_item_twice(track: Curriculum) -> None:
    """An item may stand in two categories, but not twice in one."""
    for level, category in track.categories:
        assert len(category.items) == len(set(category.items)), (level.id, category.id)


def test_every_level_of_a_track_is_gated(track: Curriculum) -> None:
    """Every level says by its own items that it is reached, by a milestone if it has any."""
    for level in track.levels:
        own = {key for category in level.categories for key in category.items}
        assert level.ready_when, level.id
        assert own.issuperset(level.ready_when), level.id
        gates = {track.items[key].kind for key in level.ready_when}
        if any(track.items[key].kind == "milestone" for key in own):
            assert "milestone" in gates, level.id


def test_quick_start_is_short_and_whole() -> None:
    """It begins with a neuron, holds or assumes all that it needs, and is at most 210 hours."""
    track = read("quick-start")
    nothing = Progress({}, {})
    summary = summarize(track, nothing)
    assert suggest(order_of(track, nothing), nothing, [], 1)[0].item.id == "artificial-neuron"
    assert len(track.locations) <= 100
    assert summary.totals.hours <= 210
    assert "deep-learning/own-project-finished" not in track.locations
    held = {*track.locations, *track.assumed}
    assert {key for each in track.locations for key in track.requires.get(each, ())} <= held


def test_a_track_says_who_it_is_for_and_what_it_assumes(track: Curriculum) -> None:
    """A track has a line on its audience, and assumes nothing that it holds."""
    assert track.audience.startswith("Take it if")
    assert track.assumes
    assert not track.assumed & track.locations.keys()


def test_nothing_waits_for_a_later_level_of_the_track(track: Curriculum) -> None:
    """What an item requires stands on the same level of the track or an earlier one."""
    level = first_levels(track)
    for key in track.locations:
        for other in nearest(track, key):
            assert level[other] <= level[key], (key, other)


def test_nothing_covers_a_later_level_of_the_track(track: Curriculum) -> None:
    """What ticking an item offers to tick along is not ahead on the track."""
    level = first_levels(track)
    for key in track.locations:
        for other in track.items[key].covers:
            assert level.get(other, 0) <= level[key], (key, other)


def test_every_track_has_a_beginning_and_an_end(track: Curriculum) -> None:
    """From nothing, something can always be begun, until all is done."""
    done: dict[str, str] = {}
    while len(done) < len(track.locations):
        readiness = Readiness(track, Progress(done, {}))
        ready = [key for key in track.locations if readiness.ready(key)]
        assert ready
        done |= dict.fromkeys(ready, "done")


def test_the_phases_of_the_architecture_track(architecture: Curriculum) -> None:
    """Nine phases, then projects and a capstone; one domain of four, one capstone of four."""
    levels = architecture.levels
    phases = [f"phase-{number}" for number in range(1, 10)]
    assert [level.id for level in levels] == [*phases, "projects", "capstone"]
    weeks = [(4, 6), (3, 4), (4, 6), (6, 8), (10, 12), (10, 12), (4, 6), (4, 6)]
    assert [level.weeks for level in levels[:8]] == weeks
    assert (levels[7].choose, len(levels[7].categories)) == (1, 4)
    capstones = levels[10].categories[0]
    assert (capstones.choose, len(capstones.items)) == (1, 4)
    assert [len(category.items) for category in levels[9].categories] == [4, 5, 6]


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


def test_the_hours_of_the_whole_architecture_track(architecture: Curriculum) -> None:
    """Ten hours a week for 18 months to fifteen for 24, whichever domain is chosen."""
    for progress in domains(architecture.levels[7]):
        assert 780 <= summarize(architecture, progress).totals.hours <= 1560


def words(text: str) -> str:
    """Return a text as words between blanks, without case or punctuation."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.casefold()))} "


def test_a_track_has_what_its_document_names(track: Curriculum) -> None:
    """98 in 100 of the terms of a track's document are in its titles, items or resources.

    An alias only says what a thing is called, so other words of a document are in summaries and
    checks.
    """
    texts = [
        text
        for key in track.locations
        for item in [track.items[key]]
        for text in (item.title, item.id, *item.aliases, item.summary, *item.checks)
    ]
    texts += [text for _, each in track.categories for text in (each.title, each.description)]
    texts += [
        text
        for each in find_resources(track, track.categories)
        for text in (each.resource.title, each.resource.part)
    ]
    known = "".join(map(words, texts))
    terms = (TERMS / f"{track.id}.txt").read_text(encoding="utf-8").splitlines()
    absent = [term for term in terms if words(term) not in known]
    assert len(absent) * 50 <= len(terms), absent
