"""The way to an item: as a list, as a tree, and as reasons in sentences."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.pace import WEEK
from dlroadmap.guide.path import Edge, Fit, Path, Step, Why
from dlroadmap.render.items import WIDE
from dlroadmap.render.screen import Screen
from dlroadmap.render.tables import labelled
from dlroadmap.text import listed, number, plural, plural_hours

MOST = 5
"""So many chains of reasons are told."""

MOST_OPENED = 10
"""So many items are named that another one opens."""

DEEPEST = 24
"""So many steps a tree goes down unless more are asked for; where text has no room, fewer."""

ROOM = 24
"""The columns that the text of a tree needs."""


def path_page(
    path: Path,
    curriculum: Curriculum,
    pace: float,
    within: tuple[str, Fit] | None,
    screen: Screen,
) -> list[RenderableType]:
    """Return the way as a list, `pace` in hours a week; `within` is a span in words, and a fit."""
    page = _heading(path, curriculum, pace, within)
    if not path.steps:
        return page
    first = path.steps[0]
    id = first.item.id
    begin = f"To begin: dlr start {id}"
    hint = f"When you have the first: dlr tick {id}" if first.state == "doing" else begin
    return [*page, "", _steps(path.steps, curriculum, screen), "", Text(hint)]


def path_tree(
    path: Path,
    curriculum: Curriculum,
    pace: float,
    within: tuple[str, Fit] | None,
    depth: int | None,
    screen: Screen,
) -> list[RenderableType]:
    """Return the way as a tree: below each item what comes before it, each shown once in full."""
    page = _heading(path, curriculum, pace, within)
    if not path.steps:
        return page
    deepest = depth or max(1, min(DEEPEST, (screen.width - ROOM) // 3))
    lines = _tree(path, curriculum, deepest, screen)
    return [*page, "Below each item stands what comes before it.", "", _block(lines)]


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


def _heading(
    path: Path, curriculum: Curriculum, pace: float, within: tuple[str, Fit] | None
) -> list[RenderableType]:
    """Return how far it is, whether that fits, and which goals need no way."""
    lines = []
    for goal in path.goals:
        title, id = goal.item.title, goal.item.id
        if goal.state == "done":
            lines.append(f"{title} ({id}) is done already.")
        elif goal.state == "skipped":
            lines.append(f"{title} ({id}) is skipped. To take it up again: dlr untick {id}")
    titles = [goal.item.title for goal in path.goals if goal.item.key in path.by_key]
    if titles:
        length = f"{plural(len(path.steps), 'item')}, {plural_hours(path.hours)}"
        weeks = _weeks_in_words(path.hours / pace)
        lines.append(f"To {listed(titles)}: {length}, {weeks} at {plural_hours(pace)} a week.")
    outside = sum(step.outside for step in path.steps)
    if outside:
        lines.append(f"Of these, {number(outside)} {_be(outside)} not in {curriculum.title}.")
    if within and path.steps:
        lines.append(_fit_in_words(*within, pace))
    return [Text(line) for line in lines]


def _weeks_in_words(weeks: float) -> str:
    return f"about {plural(round(weeks), 'week')}" if weeks >= 1 else "less than a week"


def _fit_in_words(span: str, fit: Fit, pace: float) -> str:
    needed = f"{plural_hours(fit.hours_per_week)} a week"
    if fit.fits:
        return f"That fits into {span}: {needed} {_be(fit.hours_per_week)} enough."
    beyond = f", and a week has {WEEK}" if fit.hours_per_week > WEEK else ""
    at = f"{plural_hours(pace)} a week"
    return f"That does not fit into {span} at {at}: it would take {needed}{beyond}."


def _be(count: float) -> str:
    return "is" if count == 1 else "are"


def _steps(steps: Sequence[Step], curriculum: Curriculum, screen: Screen) -> Text:
    """Return the steps in columns where they fit, else two lines each."""
    columns = [
        ["Step", *map(str, range(1, len(steps) + 1))],
        ["Hours", *(number(step.item.hours) if step.item.hours else "-" for step in steps)],
        ["Where", *(_where(step, curriculum) for step in steps)],
    ]
    items = [Text("Item"), *map(_named, steps)]
    effort, wide = max(map(len, columns[1])), max(map(cell_len, columns[2]))
    item = max(text.cell_len for text in items)
    if screen.width < max(WIDE, 4 + 2 + item + 2 + effort + 2 + wide):
        return _block(_pairs(steps, curriculum, screen))
    lines = [
        Text.assemble(
            f"{step:>4}  ", text, " " * (item - text.cell_len), f"  {hours:>{effort}}  ", where
        )
        for step, text, hours, where in zip(columns[0], items, columns[1], columns[2], strict=True)
    ]
    lines[0].stylize("bold")
    return _block(lines)


def _pairs(steps: Sequence[Step], curriculum: Curriculum, screen: Screen) -> Iterable[Text]:
    """Yield two lines for each step, or more where the screen is narrow."""
    indent = " " * (len(str(len(steps))) + 2)
    for place, step in enumerate(steps, 1):
        hours = [plural_hours(step.item.hours)] if step.item.hours else []
        below = Text(", ".join([*hours, _where(step, curriculum)]))
        yield from _hanging(_named(step), f"{place}.".ljust(len(indent)), indent, screen)
        yield from _hanging(below, indent, indent, screen)


def _named(step: Step) -> Text:
    doing = ", in progress" if step.state == "doing" else ""
    return Text.assemble((step.item.title, "bold"), f" ({step.item.id}){doing}")


def _where(step: Step, curriculum: Curriculum) -> str:
    if step.place is None:
        return f"not in {curriculum.title}"
    level, category = step.place
    return f"{level.id}/{category.id}"


def _tree(path: Path, curriculum: Curriculum, deepest: int, screen: Screen) -> Iterable[Text]:
    """Yield the lines of a tree, without recursion."""
    down, last, rest = ("├─ ", "└─ ", "│  ") if screen.unicode else ("|- ", "`- ", "|  ")
    steps = path.by_key
    before: dict[str, list[str]] = {}
    for edge in path.edges:
        before.setdefault(edge.after, []).append(edge.before)
    expanded: set[str] = set()
    goals = [goal.item.key for goal in path.goals if goal.item.key in steps]
    stack = [(goal, "", "", 0) for goal in reversed(goals)]
    while stack:
        key, indent, mark, level = stack.pop()
        children = before.get(key, [])
        below = indent + (rest if mark == down else "   " if mark else "")
        text = _leaf(steps[key], curriculum, ready=not children)
        hangs = ""
        if key in expanded:
            text.append(" (see above)")
        elif children and level >= deepest:
            text.append(f" (after {plural(len(children), 'item')} not shown here)")
        elif children:
            expanded.add(key)
            marks = [*repeat(down, len(children) - 1), last]
            nested = [(c, below, m, level + 1) for c, m in zip(children, marks, strict=True)]
            stack += reversed(nested)
            hangs = rest
        yield from _hanging(text, indent + mark, below + hangs, screen)


def _leaf(step: Step, curriculum: Curriculum, ready: bool) -> Text:
    words = [step.item.id]
    if step.item.hours:
        words.append(plural_hours(step.item.hours))
    if step.state == "doing":
        words.append("in progress")
    elif ready:
        words.append("ready")
    if step.outside:
        words.append(f"not in {curriculum.title}")
    return Text.assemble((step.item.title, "bold"), f" ({', '.join(words)})")


def _hanging(text: Text, first: str, below: str, screen: Screen) -> Iterable[Text]:
    """Yield a text behind an indent, the lines after its first behind another one."""
    room = max(screen.width - max(len(first), len(below)), 1)
    wrapped = [text] if text.cell_len <= room else text.wrap(screen.console, room)
    for place, line in enumerate(wrapped):
        line.rstrip()
        yield Text.assemble(below if place else first, line)


def _block(lines: Iterable[Text]) -> Text:
    """Return lines that fit the screen as one text: rich takes its time over each renderable."""
    block = Text("\n").join(lines)
    block.no_wrap, block.overflow = True, "ignore"
    return block


def _waiting(why: Why, name: str, curriculum: Curriculum) -> str:
    """Return how much is open before an item, and how much of that can be done now."""
    waiting, now = len(why.path.steps) - 1, len(why.chains)
    hours = plural_hours(round(why.path.hours - why.step.item.hours, 2))
    items = plural(waiting, "open item")
    if why.ready:
        asks = f"what {curriculum.title} asks for before it is done"
        leaves_out = f"{items} before it, {hours}, {_be(waiting)} not in {curriculum.title}"
        said = f"{name} is ready: {asks}. {leaves_out}."
    elif why.step.state == "doing":
        said = f"{name} is in progress, and builds on {items}, {hours}."
    else:
        said = f"{name} waits for {items}, {hours}."
    if now < waiting:
        return f"{said} {number(now)} of them can be done now:"
    return f"{said} {'It' if now == 1 else 'They'} can be done now:"


def _reasons(why: Why, curriculum: Curriculum) -> Iterable[RenderableType]:
    """Yield the ways up from what can be done now, a sentence a line."""
    grid = labelled()
    told: dict[str, int] = {}
    for place, chain in enumerate(why.chains[:MOST], 1):
        first = why.path.by_key[chain[0].before]
        grid.add_row(f"{place}.", _leaf(first, curriculum, ready=False))
        for sentence in _sentences(chain, why.path.by_key, curriculum, told):
            grid.add_row("", Text(sentence))
        for edge in chain:
            told.setdefault(edge.before, place)
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
    for place, edge in enumerate(chain):
        before = steps[edge.before].item.title if place else "it"
        if edge.before in told and place < len(chain) - 1:
            yield f"From {before} on as in {told[edge.before]}."
            return
        yield _needs(steps[edge.after].label(curriculum.title), before, edge)


def _needs(after: str, before: str, edge: Edge) -> str:
    return _ended(f"{after} needs {before}{': ' if edge.because else ''}{edge.because}")


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _behind(why: Why, curriculum: Curriculum) -> Iterable[RenderableType]:
    """Yield what an item opens, or has opened, and what lies behind that."""
    settled = why.step.state in ("done", "skipped")
    if why.opens:
        opens = "It has opened" if settled else "It opens"
        yield Text(f"{opens} {plural(len(why.opens), 'item')} directly:")
        grid = labelled()
        for edge, step in why.opens[:MOST_OPENED]:
            done = f" ({step.state})" if step.state in ("done", "skipped") else ""
            reason = f": {edge.because}" if edge.because else ""
            grid.add_row(" -", Text(f"{step.label(curriculum.title)}{done}{reason}"))
        yield grid
        if len(why.opens) > MOST_OPENED:
            more = f"and {len(why.opens) - MOST_OPENED:,} more"
            yield Text(f"{more}: dlr show {why.step.item.id}")
        further = len(why.behind) - len(why.opens)
        if further:
            lie = "lies" if further == 1 else "lie"
            yield Text(f"Behind {_these(len(why.opens))} {lie} {number(further)} more.")
    else:
        yield Text("No item requires it.")
    yield from map(Text, _landmarks(why))


def _these(count: int) -> str:
    return "it" if count == 1 else "these"


def _landmarks(why: Why) -> Iterable[str]:
    """Yield the milestones, ends of levels and goals that an item leads to."""
    if why.milestones:
        titles = [f"“{step.item.title}”" for step in why.milestones]
        yield f"Milestones on the way from here: {listed(titles)}."
    if why.gates:
        ids = listed([level.id for level in why.gates])
        levels = "this level" if len(why.gates) == 1 else "these levels"
        yield f"To go on from {levels} you need it, or what lies behind it: {ids}."
    if why.goals:
        titles = [f"“{step.item.title}”" for step in why.goals]
        yield f"It leads to {'your goal' if len(titles) == 1 else 'your goals'} {listed(titles)}."
