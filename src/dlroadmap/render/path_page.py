"""The steps to an item as a list or a tree, after how far it is and whether that fits."""

from collections.abc import Iterator, Sequence
from itertools import repeat

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.pace import WEEK
from dlroadmap.guide.path import Fit, Path, Step
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import ITEM
from dlroadmap.render.goal_words import tell_whose
from dlroadmap.render.items import WIDE
from dlroadmap.render.screen import Screen
from dlroadmap.render.tables import name_item
from dlroadmap.render.words import assumed_lines, estimate_hours, note_guessed, tell_absence
from dlroadmap.words import agree, format_hours, format_number, format_pace, join_words, pluralize

DEEPEST = 24
"""So many steps a tree goes down unless more are asked for; where text has no room, fewer."""

ROOM = 24
"""The columns that the text of a tree needs."""


def list_path(path: Path, curriculum: Curriculum, screen: Screen) -> list[RenderableType]:
    """Return the steps as a list, and how to start."""
    if not path.steps:
        return []
    first = path.steps[0]
    id = curriculum.refer(first.item.key)
    begin = f"To start: dlr start {id}"
    hint = f"When the first is done: dlr tick {id}" if first.state == "doing" else begin
    return ["", *_list_steps(path.steps, curriculum, screen), "", hint]


def path_heading(
    path: Path,
    curriculum: Curriculum,
    progress: Progress,
    pace: float,
    origin: str,
    within: tuple[str, Fit] | None,
) -> Iterator[str]:
    """Yield how far it is, whether that fits, and which goals need no steps.

    `pace` is in hours a week, `origin` says where it comes from; `within` is a span in words,
    and a fit.
    """
    for aim in path.aims:
        if aim.way:
            continue
        title, id, state = aim.title, aim.key.rpartition("/")[2], progress.state(aim.key)
        if aim.goal.of != ITEM:
            yield f"Nothing is left to do in {title}."
        elif state == "done":
            yield f"{title} ({id}) is already done."
        elif aim.holder and aim.key in curriculum.assumed:
            yield from assumed_lines(aim.holder.items[aim.key], curriculum)
        elif state == "skipped":
            yield f"{title} ({id}) is skipped. To learn it after all: dlr untick {id}"
    at = f"at {format_pace(pace)} a week"
    titles = [aim.title for aim in path.aims if aim.way]
    if titles:
        hours = estimate_hours(path.hours, path.guessed)
        guess = note_guessed(path.guessed, len(path.steps))
        length = f"{pluralize(len(path.steps), 'item')}, {hours}{guess}"
        weeks = path.hours / pace
        lasts = f"about {pluralize(round(weeks), 'week')}" if weeks >= 1 else "less than a week"
        yield f"Path to {join_words(titles)}: {length}, {lasts} {at}."
    for aim in path.aims:
        if aim.way and (whose := tell_whose(aim.goal.group, aim.goal.asked_by)):
            yield f"{aim.title}{whose}."
    if outside := sum(step.outside for step in path.steps):
        are = agree(outside, "is", "are")
        yield f"Of these, {format_number(outside)} {are} not in {curriculum.title}."
    if within and path.steps:
        span, fit = within
        needed = f"{format_hours(fit.hours_per_week)} a week"
        beyond = f", but a week has only {WEEK}" if fit.hours_per_week > WEEK else ""
        if fit.fits:
            yield f"That fits in {span}; {needed} would be enough."
        else:
            yield f"That does not fit in {span} {at}; you would need {needed}{beyond}."
    if titles:
        yield origin


def _list_steps(steps: Sequence[Step], curriculum: Curriculum, screen: Screen) -> Iterator[Text]:
    """Yield the steps in columns where they fit, else two lines each."""
    columns = [
        ["Step", *map(str, range(1, len(steps) + 1))],
        ["Hours", *(format_number(step.item.hours) if step.item.hours else "-" for step in steps)],
        ["Where", *(_where(step, curriculum) for step in steps)],
    ]
    items = [Text("Item"), *map(_name, steps)]
    effort, wide = max(map(len, columns[1])), max(map(cell_len, columns[2]))
    item = max(text.cell_len for text in items)
    if screen.width < max(WIDE, 4 + 2 + item + 2 + effort + 2 + wide):
        yield from _list_narrowly(steps, curriculum, screen)
        return
    for step, text, hours, where in zip(columns[0], items, columns[1], columns[2], strict=True):
        blanks = " " * (item - text.cell_len)
        line = Text.assemble(f"{step:>4}  ", text, blanks, f"  {hours:>{effort}}  ", where)
        if text is items[0]:
            line.stylize("bold")
        yield line


def _list_narrowly(steps: Sequence[Step], curriculum: Curriculum, screen: Screen) -> Iterator[Text]:
    """Yield two lines for each step, or more where the screen is narrow."""
    indent = " " * (len(str(len(steps))) + 2)
    for index, step in enumerate(steps, 1):
        hours = [format_hours(step.item.hours)] if step.item.hours else []
        below = Text(", ".join([*hours, _where(step, curriculum)]))
        yield from _hang(_name(step), f"{index}.".ljust(len(indent)), indent, screen)
        yield from _hang(below, indent, indent, screen)


def _name(step: Step) -> Text:
    return name_item(step.item).append(", in progress" if step.state == "doing" else "")


def _where(step: Step, curriculum: Curriculum) -> str:
    if step.location is None:
        return tell_absence(step.item.key, curriculum)
    level, category = step.location
    return f"{level.id}/{category.id}"


def path_tree(
    path: Path, curriculum: Curriculum, depth: int | None, screen: Screen
) -> list[RenderableType]:
    """Return the steps as a tree: below each item its prerequisites, each shown once in full."""
    if not path.steps:
        return []
    deepest = depth or max(1, min(DEEPEST, (screen.width - ROOM) // 3))
    lines = _draw_tree(path, curriculum, deepest, screen)
    return ["Below each item are its prerequisites.", "", *lines]


def _draw_tree(path: Path, curriculum: Curriculum, deepest: int, screen: Screen) -> Iterator[Text]:
    """Yield the lines of a tree, without recursion."""
    down, last, rest = ("├─ ", "└─ ", "│  ") if screen.unicode else ("|- ", "`- ", "|  ")
    steps = path.by_key
    before: dict[str, list[str]] = {}
    for edge in path.edges:
        before.setdefault(edge.after, []).append(edge.before)
    expanded: set[str] = set()
    stack = [(key, "", "", 0) for key in reversed(_find_roots(path))]
    while stack:
        key, indent, mark, level = stack.pop()
        children = before.get(key, [])
        below = indent + (rest if mark == down else "   " if mark else "")
        text = describe_step(steps[key], curriculum, ready=not children)
        hangs = ""
        if key in expanded:
            text.append(" (see above)")
        elif children and level >= deepest:
            text.append(f" ({pluralize(len(children), 'prerequisite')} not shown)")
        elif children:
            expanded.add(key)
            marks = [*repeat(down, len(children) - 1), last]
            nested = [(c, below, m, level + 1) for c, m in zip(children, marks, strict=True)]
            stack += reversed(nested)
            hangs = rest
        yield from _hang(text, indent + mark, below + hangs, screen)


def _find_roots(path: Path) -> list[str]:
    """Return the targets that no other target of the same goal builds on."""
    below = {edge.before for edge in path.edges}
    return [
        key for aim in path.aims for key in aim.targets if len(aim.targets) == 1 or key not in below
    ]


def describe_step(step: Step, curriculum: Curriculum, ready: bool) -> Text:
    """Return a step in one line: its title, and what is to know of it."""
    hours = format_hours(step.item.hours) if step.item.hours else ""
    state = "in progress" if step.state == "doing" else "ready" if ready else ""
    absence = tell_absence(step.item.key, curriculum) if step.outside else ""
    return name_item(step.item, hours, state, absence)


def _hang(text: Text, first: str, below: str, screen: Screen) -> Iterator[Text]:
    """Yield a text behind an indent, the lines after its first behind another one."""
    room = max(screen.width - max(len(first), len(below)), 1)
    wrapped = [text] if text.cell_len <= room else text.wrap(screen.console, room)
    for number, line in enumerate(wrapped):
        line.rstrip()
        yield Text.assemble(below if number else first, line)
