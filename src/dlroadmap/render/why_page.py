"""Why an item waits, and what it is for, as sentences."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.path import Edge, Step, Why
from dlroadmap.render.plan_words import label_step
from dlroadmap.render.steps import leaf
from dlroadmap.render.tables import labelled
from dlroadmap.words import format_hours, format_number, join_words, pluralize

MOST = 5
"""So many chains of reasons are told."""

MOST_OPENED = 10
"""So many items are named that another one opens."""


def why_page(why: Why, curriculum: Curriculum) -> list[RenderableType]:
    """Return why an item waits, if it does, and what it is for, if it does not."""
    item, state = why.step.item, why.step.state
    name = f"{item.title} ({item.id})"
    if why.step.outside:
        name += f", not in {curriculum.title},"
    if state in ("done", "skipped"):
        return [Text(f"{name} is {state}: nothing waits for it."), *_behind(why, curriculum)]
    doing = state == "doing"
    if not why.chains:
        said = (
            f"{name} is in progress." if doing else f"{name} is ready: nothing is open before it."
        )
        begin = (
            f"When you have it: dlr tick {item.id}" if doing else f"To begin: dlr start {item.id}"
        )
        return [Text(said), *_behind(why, curriculum), "", Text(begin)]
    way = Text(f"All of the way, in order: dlr path {item.id}")
    page = [Text(_waiting(why, name, curriculum)), "", *_reasons(why, curriculum), "", way]
    return [*page, *(["", *_behind(why, curriculum)] if why.ready or doing else [])]


def _waiting(why: Why, name: str, curriculum: Curriculum) -> str:
    """Return how much is open before an item, and how much of that can be done now."""
    waiting, now = len(why.path.steps) - 1, len(why.chains)
    hours = format_hours(round(why.path.hours - why.step.item.hours, 2))
    items = pluralize(waiting, "open item")
    if why.ready:
        asks = f"what {curriculum.title} asks for before it is done"
        verb = "is" if waiting == 1 else "are"
        leaves_out = f"{items} before it, {hours}, {verb} not in {curriculum.title}"
        said = f"{name} is ready: {asks}. {leaves_out}."
    elif why.step.state == "doing":
        said = f"{name} is in progress, and builds on {items}, {hours}."
    else:
        said = f"{name} waits for {items}, {hours}."
    if now < waiting:
        return f"{said} {format_number(now)} of them can be done now:"
    return f"{said} {'It' if now == 1 else 'They'} can be done now:"


def _reasons(why: Why, curriculum: Curriculum) -> Iterable[RenderableType]:
    """Yield the ways up from what can be done now, a sentence a line."""
    grid = labelled()
    told: dict[str, int] = {}
    for index, chain in enumerate(why.chains[:MOST], 1):
        first = why.path.by_key[chain[0].before]
        grid.add_row(f"{index}.", leaf(first, curriculum, ready=False))
        for sentence in _sentences(chain, why.path.by_key, curriculum, told):
            grid.add_row("", Text(sentence))
        for edge in chain:
            told.setdefault(edge.before, index)
    yield grid
    if len(why.chains) > MOST:
        yield f"and {len(why.chains) - MOST:,} more that can be done now"


def _sentences(
    chain: Sequence[Edge],
    steps: Mapping[str, Step],
    curriculum: Curriculum,
    told: Mapping[str, int],
) -> Iterable[str]:
    """Yield the reasons of a chain; where it meets one that was told, the rest is the same."""
    for index, edge in enumerate(chain):
        before = steps[edge.before].item.title if index else "it"
        if edge.before in told and index < len(chain) - 1:
            yield f"From {before} on as in {told[edge.before]}."
            return
        yield _needs(label_step(steps[edge.after], curriculum.title), before, edge)


def _needs(after: str, before: str, edge: Edge) -> str:
    return _end(f"{after} needs {before}{': ' if edge.because else ''}{edge.because}")


def _end(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _behind(why: Why, curriculum: Curriculum) -> Iterable[RenderableType]:
    """Yield what an item opens, or has opened, and what lies behind that."""
    settled = why.step.state in ("done", "skipped")
    if why.opens:
        opens = "It has opened" if settled else "It opens"
        yield Text(f"{opens} {pluralize(len(why.opens), 'item')} directly:")
        grid = labelled()
        for edge, step in why.opens[:MOST_OPENED]:
            done = f" ({step.state})" if step.state in ("done", "skipped") else ""
            reason = f": {edge.because}" if edge.because else ""
            grid.add_row(" -", Text(f"{label_step(step, curriculum.title)}{done}{reason}"))
        yield grid
        if len(why.opens) > MOST_OPENED:
            more = f"and {len(why.opens) - MOST_OPENED:,} more"
            yield Text(f"{more}: dlr show {why.step.item.id}")
        further = len(why.behind) - len(why.opens)
        if further:
            lie = "lies" if further == 1 else "lie"
            yield Text(f"Behind {_these(len(why.opens))} {lie} {format_number(further)} more.")
    else:
        yield Text("No item requires it.")
    yield from map(Text, _landmarks(why))


def _these(count: int) -> str:
    return "it" if count == 1 else "these"


def _landmarks(why: Why) -> Iterable[str]:
    """Yield the milestones, ends of levels and goals that an item leads to."""
    if why.milestones:
        titles = [f"“{step.item.title}”" for step in why.milestones]
        yield f"Milestones on the way from here: {join_words(titles)}."
    if why.gates:
        ids = join_words([level.id for level in why.gates])
        levels = "this level" if len(why.gates) == 1 else "these levels"
        yield f"To go on from {levels} you need it, or what lies behind it: {ids}."
    if why.goals:
        titles = [f"“{step.item.title}”" for step in why.goals]
        goals = "your goal" if len(titles) == 1 else "your goals"
        yield f"It leads to {goals} {join_words(titles)}."
