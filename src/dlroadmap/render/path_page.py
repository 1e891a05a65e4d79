"""The way to an item as a list, behind how far it is and whether that fits."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.pace import WEEK
from dlroadmap.guide.path import Fit, Path, Step
from dlroadmap.render.items import WIDE
from dlroadmap.render.screen import Screen
from dlroadmap.render.steps import hang, join_lines
from dlroadmap.words import format_hours, format_number, join_words, pluralize


def path_page(
    path: Path,
    curriculum: Curriculum,
    pace: float,
    within: tuple[str, Fit] | None,
    screen: Screen,
) -> list[RenderableType]:
    """Return the way as a list, `pace` in hours a week; `within` is a span in words, and a fit."""
    page = path_heading(path, curriculum, pace, within)
    if not path.steps:
        return page
    first = path.steps[0]
    id = first.item.id
    begin = f"To begin: dlr start {id}"
    hint = f"When you have the first: dlr tick {id}" if first.state == "doing" else begin
    return [*page, "", _list_steps(path.steps, curriculum, screen), "", Text(hint)]


def path_heading(
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
        length = f"{pluralize(len(path.steps), 'item')}, {format_hours(path.hours)}"
        weeks = _weeks_in_words(path.hours / pace)
        lines.append(f"To {join_words(titles)}: {length}, {weeks} at {format_hours(pace)} a week.")
    outside = sum(step.outside for step in path.steps)
    if outside:
        lines.append(
            f"Of these, {format_number(outside)} {_be(outside)} not in {curriculum.title}."
        )
    if within and path.steps:
        lines.append(_fit_in_words(*within, pace))
    return [Text(line) for line in lines]


def _weeks_in_words(weeks: float) -> str:
    return f"about {pluralize(round(weeks), 'week')}" if weeks >= 1 else "less than a week"


def _fit_in_words(span: str, fit: Fit, pace: float) -> str:
    needed = f"{format_hours(fit.hours_per_week)} a week"
    if fit.fits:
        return f"That fits into {span}: {needed} {_be(fit.hours_per_week)} enough."
    beyond = f", and a week has {WEEK}" if fit.hours_per_week > WEEK else ""
    at = f"{format_hours(pace)} a week"
    return f"That does not fit into {span} at {at}: it would take {needed}{beyond}."


def _be(count: float) -> str:
    return "is" if count == 1 else "are"


def _list_steps(steps: Sequence[Step], curriculum: Curriculum, screen: Screen) -> Text:
    """Return the steps in columns where they fit, else two lines each."""
    columns = [
        ["Step", *map(str, range(1, len(steps) + 1))],
        ["Hours", *(format_number(step.item.hours) if step.item.hours else "-" for step in steps)],
        ["Where", *(_where(step, curriculum) for step in steps)],
    ]
    items = [Text("Item"), *map(_name, steps)]
    effort, wide = max(map(len, columns[1])), max(map(cell_len, columns[2]))
    item = max(text.cell_len for text in items)
    if screen.width < max(WIDE, 4 + 2 + item + 2 + effort + 2 + wide):
        return join_lines(_list_narrowly(steps, curriculum, screen))
    lines = [
        Text.assemble(
            f"{step:>4}  ", text, " " * (item - text.cell_len), f"  {hours:>{effort}}  ", where
        )
        for step, text, hours, where in zip(columns[0], items, columns[1], columns[2], strict=True)
    ]
    lines[0].stylize("bold")
    return join_lines(lines)


def _list_narrowly(steps: Sequence[Step], curriculum: Curriculum, screen: Screen) -> Iterable[Text]:
    """Yield two lines for each step, or more where the screen is narrow."""
    indent = " " * (len(str(len(steps))) + 2)
    for index, step in enumerate(steps, 1):
        hours = [format_hours(step.item.hours)] if step.item.hours else []
        below = Text(", ".join([*hours, _where(step, curriculum)]))
        yield from hang(_name(step), f"{index}.".ljust(len(indent)), indent, screen)
        yield from hang(below, indent, indent, screen)


def _name(step: Step) -> Text:
    doing = ", in progress" if step.state == "doing" else ""
    return Text.assemble((step.item.title, "bold"), f" ({step.item.id}){doing}")


def _where(step: Step, curriculum: Curriculum) -> str:
    if step.location is None:
        return f"not in {curriculum.title}"
    level, category = step.location
    return f"{level.id}/{category.id}"
