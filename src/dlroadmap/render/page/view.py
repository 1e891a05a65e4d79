"""Makes the words and figures of the map out of a survey."""

from collections.abc import Iterator, Sequence, Set
from itertools import count, pairwise

from dlroadmap.curriculum.model import KINDS, PRIORITIES, Item, Level, Location, Resource
from dlroadmap.guide.goals import Outlook
from dlroadmap.guide.path import Step
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.summary import Part
from dlroadmap.guide.survey import Move, Survey
from dlroadmap.progress.goals import ITEM
from dlroadmap.render.goals_page import goal_notes
from dlroadmap.render.outlooks import describe_outlook
from dlroadmap.render.page.parts import Advice, Area, Band, Entry, Link, Mark, View
from dlroadmap.render.suggestions import reasons_in_words, tell_nothing
from dlroadmap.render.words import describe_hours
from dlroadmap.text import is_web_address
from dlroadmap.words import agree, format_hours, format_number, join_words, pluralize

STATES = {
    "ready": "Ready",
    "doing": "In progress",
    "done": "Done",
    "inferred": "Done (inferred)",
    "skipped": "Skipped",
    "assumed": "Assumed",
    "blocked": "Blocked",
}
"""The states of an item on the map, with what a person reads."""

MOVES = {
    "doing": "started",
    "done": "done",
    "inferred": "inferred",
    "skipped": "skipped",
    "todo": "unticked",
}
"""What a person reads of how an item came into a state."""

SIZES = (1, 2, 4, 8, 20)
"""The hours up to which a mark has the first size, the second, and so on; there is one more."""


MOST_LAID_OUT = 2_000
"""The list of more items leaves it to the browser to lay out only what is on the screen."""


def make_view(survey: Survey) -> View:
    """Return what the page says."""
    return _Maker(survey).make()


class _Maker:
    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._curriculum = survey.curriculum
        self._readiness = Readiness(survey.curriculum, survey.progress)
        self._numbers = {key: number for number, key in enumerate(survey.steps)}
        self._states = {key: self._find_state(key) for key in survey.steps}
        self._steps = {step.item.key: number for number, step in enumerate(survey.way.steps, 1)}
        self._former: dict[str, list[str]] = {}
        for old, new in survey.curriculum.renames.items():
            if new is not None:
                self._former.setdefault(new, []).append(old.partition("/")[2])
        self._goals = {aim.key for aim in survey.way.aims}

    def make(self) -> View:
        survey, curriculum = self._survey, self._curriculum
        totals = survey.summary.totals
        hours = describe_hours(totals.hours, totals.hours_unknown, totals.hours_done)
        figures = f"{totals.counted_done:,} of {pluralize(totals.counted, 'item')} done, {hours}"
        items = [step.item for step in survey.steps.values()]
        learner = survey.learner
        if totals.skipped:
            figures += f", {totals.skipped:,} skipped"
        if learner is None:
            hours = describe_hours(totals.hours, totals.hours_unknown)
            figures = f"{pluralize(totals.items, 'item')}, {hours}"
        begun = totals.done or totals.doing or totals.skipped
        present = set(self._states.values())
        return View(
            title=curriculum.title,
            description=curriculum.description,
            figures=figures,
            share=totals.percent or 0,
            day=f"{learner.today}" if learner else "",
            long=len(survey.steps) > MOST_LAID_OUT,
            goals=[self._tell_goal(outlook) for outlook in survey.outlooks],
            steps_outside=self._tell_outside(),
            nothing=""
            if survey.summary.current_level()
            else tell_nothing(curriculum, survey.summary),
            has_goal=not self._goals.isdisjoint(survey.steps),
            has_way=not survey.steps.keys().isdisjoint(self._steps),
            doing=[
                self._advise(survey.steps[key].item, self._tell_blockers(key))
                for key in survey.progress.doing()
                if key in curriculum.locations
            ],
            heading="Next" if begun else "Start with",
            following=[
                self._advise(one.item, "; ".join(reasons_in_words(one, curriculum)))
                for one in survey.suggestions
                if not one.begun
            ],
            bands=list(self._bands()),
            outside=[self._entry(step) for step in survey.steps.values() if step.outside],
            states=[(state, word) for state, word in STATES.items() if state in present],
            kinds=_options(KINDS, {item.kind for item in items}),
            priorities=_options(PRIORITIES, {item.priority for item in items}),
        )

    def _advise(self, item: Item, said: str) -> Advice:
        hours = format_hours(item.hours) if item.hours else ""
        return Advice(self._link(item.key), hours, _begin_sentence(said))

    def _tell_blockers(self, key: str) -> str:
        """Return what blocks an item in progress, if anything does."""
        items = self._curriculum.items
        titles = [f"“{items[other].title}”" for other in self._readiness.blockers(key)]
        return f"blocked by {join_words(titles, 3)}" if titles else ""

    def _tell_goal(self, outlook: Outlook) -> Link:
        """Return a goal in the words of `status`, its title apart."""
        said = describe_outlook(outlook).removeprefix(outlook.title)
        said = said.removeprefix(f" ({outlook.name})").strip(" ,:")
        said = " ".join([_begin_sentence(said), *goal_notes(outlook, self._curriculum)])
        return Link(outlook.title, self._goal_anchor(outlook), said)

    def _goal_anchor(self, outlook: Outlook) -> str:
        """Return what a goal is called on the page; nothing if it is not on it."""
        if outlook.of == ITEM:
            return self._anchor(outlook.key)
        curriculum = self._curriculum
        home, _, name = outlook.key.partition("/")
        if home not in (curriculum.id, curriculum.extends):
            return ""
        names = [location.name for location in curriculum.categories]
        if name in names:
            return f"a{names.index(name) + 1}"
        return f"level={name}" if name in {level.id for level in curriculum.levels} else ""

    def _tell_outside(self) -> str:
        """Return how many steps to the goals have no mark, as the curriculum leaves them out."""
        if not (number := sum(step.outside for step in self._survey.way.steps)):
            return ""
        steps = f"{pluralize(number, 'step')} {agree(number, 'is', 'are')} not on this map"
        return f"{steps}. For all steps: dlr path"

    def _bands(self) -> Iterator[Band]:
        numbers = count(1)
        curriculum = self._curriculum
        for level, part in zip(curriculum.levels, self._survey.summary.levels, strict=True):
            yield Band(
                anchor=f"level={level.id}",
                title=level.title,
                description=level.description,
                figures=self._figures(part),
                notes=list(_level_notes(level)),
                gates=[self._link(key) for key in level.ready_when],
                share=part.counts.percent or 0,
                goal=f"{curriculum.id}/{level.id}" in self._goals,
                areas=[
                    self._area(next(numbers), Location(level, category), one)
                    for category, one in zip(level.categories, part.parts, strict=True)
                ],
            )

    def _area(self, number: int, location: Location, part: Part) -> Area:
        category, placed = location.category, self._curriculum.locations
        own = [key for key in category.items if placed[key] == location]
        return Area(
            number=number,
            title=category.title,
            description=category.description,
            figures=self._figures(part),
            choice=_choice(category.choose, len(category.items), "item"),
            goal=f"{self._curriculum.id}/{location.name}" in self._goals,
            resources=_safe(category.resources),
            marks=[self._mark(key) for key in category.items],
            entries=[self._entry(self._survey.steps[key]) for key in dict.fromkeys(own)],
        )

    def _figures(self, part: Part) -> str:
        counts = part.counts
        if self._survey.learner is None:
            return f"{counts.items:,}"
        return f"{counts.counted_done:,}/{counts.counted:,}"

    def _mark(self, key: str) -> Mark:
        step = self._survey.steps[key]
        style = f"{self._states[key]} s{1 + sum(step.needs > size for size in SIZES)}"
        if key in self._goals:
            style += " goal"
        return Mark(self._anchor(key), step.item.title, style, self._steps.get(key, 0))

    def _entry(self, step: Step) -> Entry:
        item, survey = step.item, self._survey
        numbers = [self._numbers[key] for key in survey.routes.get(item.key, ())]
        moves = survey.learner.moves.get(item.key, ()) if survey.learner else ()
        return Entry(
            anchor=self._anchor(item.key),
            key=item.key,
            former=" ".join(self._former.get(item.key, ())),
            title=item.title,
            state=self._states[item.key],
            standing=STATES[self._states[item.key]],
            kind=item.kind,
            priority=item.priority,
            hours=item.hours,
            hours_in_words=format_hours(item.hours) if item.hours else "",
            guess=None if item.hours else step.needs,
            summary=item.summary,
            moves=_tell_moves(moves),
            before=[self._link(need.key, need.because) for need in item.requires],
            checks=item.checks,
            covers=[self._link(key) for key in item.covers],
            resources=_safe(item.resources),
            aliases=item.aliases,
            tags=item.tags,
            route=write_route(numbers),
        )

    def _find_state(self, key: str) -> str:
        progress = self._survey.progress
        state = progress.state(key)
        if state == "done":
            return "inferred" if key in progress.inferred else "done"
        if state != "todo":
            return state
        if key in self._curriculum.assumed:
            return "assumed"
        if key in self._curriculum.locations:
            return "blocked" if self._readiness.blockers(key) else "ready"
        return "ready" if self._survey.routes.get(key) == [key] else "blocked"

    def _link(self, key: str, more: str = "") -> Link:
        known = self._survey.steps.get(key)
        item = known.item if known else self._curriculum.items.get(key)
        return Link(item.title if item else key, self._anchor(key) if known else "", more)

    def _anchor(self, key: str) -> str:
        return f"item={self._name(key)}" if key in self._survey.steps else ""

    def _name(self, key: str) -> str:
        placed = key in self._curriculum.locations
        return self._curriculum.refer(key) if placed else key


def write_route(numbers: Sequence[int]) -> str:
    """Return numbers as `3 2 1 1 -4`: the first one, then how far each is from the one before."""
    return " ".join(str(b - a) for a, b in pairwise([0, *numbers]))


def _options(words: Sequence[str], present: Set[str]) -> list[tuple[str, str]]:
    """Return the words that occur, each with what a person reads."""
    return [(word, word.capitalize()) for word in words if word in present]


def _safe(resources: Sequence[Resource]) -> list[Resource]:
    """Return resources, without the addresses that are none of the web."""
    return [one if is_web_address(one.url) else one._replace(url="") for one in resources]


def _tell_moves(moves: Sequence[Move]) -> str:
    """Return `Started 2026-10-01, done 2026-10-09.`, or nothing for nothing."""
    said = ", ".join(f"{MOVES[move.state]} {move.day}".rstrip() for move in moves)
    return _begin_sentence(said)


def _begin_sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _level_notes(level: Level) -> Iterator[str]:
    """Yield how long a level takes, and how much of it is enough."""
    if level.weeks:
        low, high = level.weeks
        weeks = (
            format_number(low) if low == high else f"{format_number(low)} to {format_number(high)}"
        )
        yield f"{weeks} week{agree(high, '', 's')}"
    if choice := _choice(level.choose, len(level.categories), "category"):
        yield choice


def _choice(choose: int | None, number: int, noun: str) -> str:
    """Return how many are enough, where not all are asked for."""
    if choose is None or choose >= number:
        return ""
    return f"any {choose} of {number} {'categories' if noun == 'category' else 'items'}"
