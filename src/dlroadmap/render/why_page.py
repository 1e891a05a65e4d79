"""Why an item is blocked, and what it is for, as sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import RenderableType

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.goals import name_goal
from dlroadmap.guide.path import Edge, Step, Why
from dlroadmap.render.path_page import describe_step
from dlroadmap.render.tables import bullets, labelled
from dlroadmap.render.words import (
    assumed_lines,
    estimate_hours,
    label_step,
    note_guessed,
    tell_absence,
)
from dlroadmap.words import agree, format_number, join_words, pluralize

MOST = 5
"""So many chains of reasons are shown."""

MOST_OPENED = 10
"""So many items are named that require another one."""


def why_page(why: Why, curriculum: Curriculum) -> Iterator[RenderableType]:
    """Yield why a goal is blocked, if it is, and what it is for, if it is not."""
    step = why.step
    return _why_item(step, why, curriculum) if step else _why_section(why, curriculum)


def _why_section(why: Why, curriculum: Curriculum) -> Iterator[RenderableType]:
    name = name_goal(why.aim, curriculum)
    if not why.path.steps:
        yield f"Nothing is left to do in {why.aim.title} ({name})."
        yield from ("", *_behind(why, curriculum))
        return
    left, before = len(why.aim.targets), len(why.path.steps) - len(why.aim.targets)
    effort = f"{estimate_hours(why.path.hours, why.path.guessed)}"
    guess = note_guessed(why.path.guessed, len(why.path.steps))
    has = f"{why.aim.title} ({name}) has {pluralize(left, 'item')} left"
    if before:
        outside = f"{pluralize(before, 'unfinished item')} outside it"
        yield f"{has} and builds on {outside}. All {left + before:,} items: {effort}{guess}."
    else:
        yield f"{has}, {effort}{guess}."
    if ready := why.unblocked:
        yield from ("", "Ready now:")
        yield bullets(describe_step(step, curriculum, ready=False) for step in ready[:MOST])
        if len(ready) > MOST:
            yield f"and {len(ready) - MOST:,} more"
    if why.chains:
        yield from ("", "What you can learn now, and where it leads:")
        yield from _reasons(why, curriculum)
    yield from ("", f"All steps, in order: dlr path {name}", "", *_behind(why, curriculum))


def _why_item(step: Step, why: Why, curriculum: Curriculum) -> Iterator[RenderableType]:
    item, state = step.item, step.state
    name = f"{item.title} ({item.id})"
    if step.outside:
        name += f", {tell_absence(item.key, curriculum)},"
    if state in ("done", "skipped"):
        yield f"{name} is {state}."
        yield from _behind(why, curriculum)
    elif step.assumed:
        yield from assumed_lines(item, curriculum)
        yield from ("", *_behind(why, curriculum))
    elif why.chains:
        yield _waiting(step, why, name, curriculum)
        yield from ("", *_reasons(why, curriculum), "")
        yield f"All steps, in order: dlr path {name_goal(why.aim, curriculum)}"
        if why.ready or state == "doing":
            yield from ("", *_behind(why, curriculum))
    else:
        doing = state == "doing"
        no = "it has no unfinished prerequisites"
        yield f"{name} is in progress." if doing else f"{name} is ready: {no}."
        yield from (*_behind(why, curriculum), "")
        id = curriculum.refer(item.key)
        yield f"When it is done: dlr tick {id}" if doing else f"To start: dlr start {id}"


def _waiting(step: Step, why: Why, name: str, curriculum: Curriculum) -> str:
    """Return how much blocks an item, and how much of that can be learned now."""
    waiting, now = len(why.path.steps) - 1, len(why.chains)
    guessed = why.path.guessed - step.guessed
    effort = estimate_hours(round(why.path.hours - step.needs, 2), guessed)
    hours = f"{effort}{note_guessed(guessed, waiting)}"
    items = pluralize(waiting, "unfinished item")
    if why.ready:
        met = f"its prerequisites in {curriculum.title} are done"
        shown = f"{name} is ready: {met}. It also builds on {items} outside, {hours}."
    elif step.state == "doing":
        shown = f"{name} is in progress and builds on {items}, {hours}."
    else:
        shown = f"{name} is blocked by {items}, {hours}."
    if now < waiting:
        return f"{shown} You can learn {format_number(now)} of them now:"
    return f"{shown} You can learn {agree(now, 'it', 'them')} now:"


def _reasons(why: Why, curriculum: Curriculum) -> Iterator[RenderableType]:
    """Yield the ways up from what can be learned now, a sentence a line."""
    rows: list[tuple[str, RenderableType]] = []
    shown: dict[str, int] = {}
    for index, chain in enumerate(why.chains[:MOST], 1):
        first = why.path.by_key[chain[0].before]
        rows.append((f"{index}.", describe_step(first, curriculum, ready=False)))
        rows += [("", one) for one in _sentences(chain, why.path.by_key, curriculum, shown)]
        for edge in chain:
            shown.setdefault(edge.before, index)
    yield labelled(rows)
    if len(why.chains) > MOST:
        yield f"and {len(why.chains) - MOST:,} more that you can learn now"


def _sentences(
    chain: Sequence[Edge],
    steps: Mapping[str, Step],
    curriculum: Curriculum,
    shown: Mapping[str, int],
) -> Iterator[str]:
    """Yield the reasons of a chain; where it meets one that was shown, the rest is the same.

    In parentheses a reason reads well whether it is a sentence, or says what the prerequisite does.
    """
    for index, edge in enumerate(chain):
        before = steps[edge.before].item.title if index else "it"
        if edge.before in shown and index < len(chain) - 1:
            yield f"From {before} on, see {shown[edge.before]}."
            return
        after = label_step(steps[edge.after], curriculum.title)
        reason = f" ({edge.because.rstrip('.')})" if edge.because else ""
        yield f"{after} requires {before}{reason}."


def _behind(why: Why, curriculum: Curriculum) -> Iterator[RenderableType]:
    """Yield what requires an item, or required it, and what that leads to."""
    number = len(why.opens)
    if why.opens:
        verb = agree(number, "requires", "require") if why.path.steps else "required"
        yield f"{pluralize(number, 'item')} {verb} it directly:"
        yield bullets(_opened(*opened, curriculum) for opened in why.opens[:MOST_OPENED])
        if number > MOST_OPENED:
            details = f": dlr show {why.step.item.id}" if why.step else ""
            yield f"and {number - MOST_OPENED:,} more{details}"
        if further := len(why.behind) - number:
            these = agree(number, "this", "these")
            yield f"Through {these}, it leads to {pluralize(further, 'more item')}."
    else:
        yield "No item requires it." if why.step else "No item outside it requires it."
    if why.milestones:
        yield f"Leads to milestones: {_quote_titles(why.milestones)}."
    if why.gates:
        titles = join_words([level.title for level in why.gates])
        yield f"Needed, directly or through later items, to complete {titles}."
    if why.goals:
        goals = agree(len(why.goals), "your goal", "your goals")
        yield f"It leads to {goals} {join_words([f'“{aim.title}”' for aim in why.goals])}."


def _opened(edge: Edge, step: Step, curriculum: Curriculum) -> str:
    state = "assumed" if step.assumed and step.state == "todo" else step.state
    standing = state if state in ("done", "skipped", "assumed") else ""
    reason = f": {edge.because}" if edge.because else ""
    return f"{label_step(step, curriculum.title, standing)}{reason}"


def _quote_titles(steps: Iterable[Step]) -> str:
    return join_words([f"“{step.item.title}”" for step in steps])
