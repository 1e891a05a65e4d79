"""Why an item waits, and what it is for, as sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import RenderableType

from dlroadmap.curriculum.model import Curriculum
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
"""So many chains of reasons are told."""

MOST_OPENED = 10
"""So many items are named that another one opens."""


def why_page(why: Why, curriculum: Curriculum) -> Iterator[RenderableType]:
    """Yield why an item waits, if it does, and what it is for, if it does not."""
    item, state = why.step.item, why.step.state
    name = f"{item.title} ({item.id})"
    if why.step.outside:
        name += f", {tell_absence(item.key, curriculum)},"
    if state in ("done", "skipped"):
        yield f"{name} is {state}: nothing waits for it."
        yield from _behind(why, curriculum)
    elif why.step.assumed:
        yield from assumed_lines(item, curriculum)
        yield from ("", *_behind(why, curriculum))
    elif why.chains:
        yield _waiting(why, name, curriculum)
        yield from ("", *_reasons(why, curriculum), "")
        yield f"All of the way, in order: dlr path {curriculum.refer(item.key)}"
        if why.ready or state == "doing":
            yield from ("", *_behind(why, curriculum))
    else:
        doing = state == "doing"
        yield f"{name} is in progress." if doing else f"{name} is ready: nothing is open before it."
        yield from (*_behind(why, curriculum), "")
        id = curriculum.refer(item.key)
        yield f"When you have it: dlr tick {id}" if doing else f"To begin: dlr start {id}"


def _waiting(why: Why, name: str, curriculum: Curriculum) -> str:
    """Return how much is open before an item, and how much of that can be done now."""
    waiting, now = len(why.path.steps) - 1, len(why.chains)
    guessed = why.path.guessed - why.step.guessed
    effort = estimate_hours(round(why.path.hours - why.step.needs, 2), guessed)
    hours = f"{effort}{note_guessed(guessed, waiting)}"
    items = pluralize(waiting, "open item")
    if why.ready:
        asks = f"what {curriculum.title} asks for before it is done"
        are = agree(waiting, "is", "are")
        leaves_out = f"{items} before it, {hours}, {are} not in {curriculum.title}"
        said = f"{name} is ready: {asks}. {leaves_out}."
    elif why.step.state == "doing":
        said = f"{name} is in progress, and builds on {items}, {hours}."
    else:
        said = f"{name} waits for {items}, {hours}."
    if now < waiting:
        return f"{said} {format_number(now)} of them can be done now:"
    return f"{said} {agree(now, 'It', 'They')} can be done now:"


def _reasons(why: Why, curriculum: Curriculum) -> Iterator[RenderableType]:
    """Yield the ways up from what can be done now, a sentence a line."""
    rows: list[tuple[str, RenderableType]] = []
    told: dict[str, int] = {}
    for index, chain in enumerate(why.chains[:MOST], 1):
        first = why.path.by_key[chain[0].before]
        rows.append((f"{index}.", describe_step(first, curriculum, ready=False)))
        rows += [("", one) for one in _sentences(chain, why.path.by_key, curriculum, told)]
        for edge in chain:
            told.setdefault(edge.before, index)
    yield labelled(rows)
    if len(why.chains) > MOST:
        yield f"and {len(why.chains) - MOST:,} more that can be done now"


def _sentences(
    chain: Sequence[Edge],
    steps: Mapping[str, Step],
    curriculum: Curriculum,
    told: Mapping[str, int],
) -> Iterator[str]:
    """Yield the reasons of a chain; where it meets one that was told, the rest is the same."""
    for index, edge in enumerate(chain):
        before = steps[edge.before].item.title if index else "it"
        if edge.before in told and index < len(chain) - 1:
            yield f"From {before} on as in {told[edge.before]}."
            return
        after = label_step(steps[edge.after], curriculum.title)
        reason = f"{after} needs {before}{': ' if edge.because else ''}{edge.because}"
        yield reason if reason.endswith((".", "!", "?")) else f"{reason}."


def _behind(why: Why, curriculum: Curriculum) -> Iterator[RenderableType]:
    """Yield what an item opens, or has opened, and what lies behind that."""
    number = len(why.opens)
    if why.opens:
        opened = why.step.assumed or why.step.state in ("done", "skipped")
        opens = "It has opened" if opened else "It opens"
        yield f"{opens} {pluralize(number, 'item')} directly:"
        yield bullets(_opened(*opened, curriculum) for opened in why.opens[:MOST_OPENED])
        if number > MOST_OPENED:
            yield f"and {number - MOST_OPENED:,} more: dlr show {why.step.item.id}"
        if further := len(why.behind) - number:
            lie = f"{agree(number, 'it', 'these')} {agree(further, 'lies', 'lie')}"
            yield f"Behind {lie} {format_number(further)} more."
    else:
        yield "No item requires it."
    if why.milestones:
        yield f"Milestones on the way from here: {_quote_titles(why.milestones)}."
    if why.gates:
        ids = join_words([level.id for level in why.gates])
        levels = agree(len(why.gates), "this level", "these levels")
        yield f"To go on from {levels} you need it, or what lies behind it: {ids}."
    if why.goals:
        goals = agree(len(why.goals), "your goal", "your goals")
        yield f"It leads to {goals} {join_words([f'“{aim.title}”' for aim in why.goals])}."


def _opened(edge: Edge, step: Step, curriculum: Curriculum) -> str:
    state = "assumed" if step.assumed and step.state == "todo" else step.state
    told = f" ({state})" if state in ("done", "skipped", "assumed") else ""
    reason = f": {edge.because}" if edge.because else ""
    return f"{label_step(step, curriculum.title)}{told}{reason}"


def _quote_titles(steps: Iterable[Step]) -> str:
    return join_words([f"“{step.item.title}”" for step in steps])
