"""Where the learner is: in a curriculum, as a table that fits a small terminal, and in all."""

from collections.abc import Sequence, Set
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.goals import Outlook
from dlroadmap.guide.summary import Assumed, Counts, Part, Summary
from dlroadmap.render.hanging import advise, hang, wrap_text
from dlroadmap.render.outlooks import describe_outlook
from dlroadmap.render.parts_table import parts_table
from dlroadmap.render.review_page import due_lines
from dlroadmap.render.screen import Screen
from dlroadmap.render.words import describe_hours
from dlroadmap.words import agree, format_hours, pluralize

ROWS = 24
"""The lines of the smallest terminal that the short form must fit, its prompt among them."""

LABEL = len("In progress") + 2
"""The column beside the labels."""

SHOWN = 3
"""So many categories are shown before anything else gets more than the least."""

AIRY = 7
"""So many categories and more stand between empty lines, rather than a few more without."""


class _Limits(NamedTuple):
    """How many goals, items in progress and suggestions are shown."""

    goals: int
    doing: int
    following: int


LIMITS = (
    _Limits(3, 5, 3),
    _Limits(3, 3, 3),
    _Limits(3, 2, 3),
    _Limits(3, 2, 2),
    _Limits(3, 1, 2),
    _Limits(2, 1, 1),
    _Limits(1, 1, 1),
)
"""From what a screen with much room shows to what one shows that has hardly any."""


def overview(
    curriculum: Curriculum,
    summary: Summary,
    doing: Sequence[str],
    following: Sequence[str],
    due: int,
    assumed: Assumed,
    screen: Screen,
    goals: Sequence[Outlook] = (),
    working: Sequence[str] = (),
    blocked: Set[str] = frozenset(),
    waiting: int = 0,
) -> list[RenderableType]:
    """Return the short form: goals, levels, what is in progress, next, due, and waits for sync.

    The categories are those of the level of the first of the `working` keys.
    """
    width, console = screen.width, screen.console
    current = find_level(summary, working)
    hints = [*due_lines(due), *assumed_lines(assumed), *_hints(summary, doing)]
    hints += waiting_lines(waiting)
    last = [line for hint in hints for line in advise(hint, width, console)]
    head = wrap_text(headline(curriculum, summary.totals), width, console)
    least = 1 + len(summary.levels) + (min(len(current.parts), SHOWN) + 1 if current else 0)
    for limits in LIMITS:
        first = _goal_lines(goals, limits.goals, screen)
        above = [*first, *([Text()] if first else []), *head, Text()]
        items = _item_lines(curriculum, summary.totals, doing, blocked, following, limits, screen)
        below = [Text(), *items, *last]
        room = ROWS - 1 - len(above) - len(below)
        if room >= least:
            break
    table = _fitting_table(summary.levels, current, working, room, screen)
    return [*above, *table, *below]


def find_level(summary: Summary, keys: Sequence[str]) -> Part | None:
    """Return the level of the first key that lies in an unfinished one, else the earliest such."""
    for key in keys:
        for level in summary.levels:
            if key in level.placed and level.counts.counted_done < level.counts.counted:
                return level
    return summary.current_level()


def assumed_lines(assumed: Assumed) -> list[str]:
    """Return how many assumed items are not ticked, and how to see them; nothing for none."""
    if not (left := assumed.items - assumed.done):
        return []
    items = f"This curriculum assumes {pluralize(left, 'item')} that you have not ticked."
    return [f"{items} To list {agree(left, 'it', 'them')}: dlr list --assumed"]


def waiting_lines(waiting: int) -> list[str]:
    """Return how many changes other devices do not have yet; nothing for none."""
    if not waiting:
        return []
    return [f"{pluralize(waiting, 'change')} {agree(waiting, 'waits', 'wait')} for sync: dlr sync"]


def missing_heading(keys: Sequence[str], curriculum: Curriculum) -> str:
    """Return how much is missing."""
    if not keys:
        return "Nothing is missing."
    hours = describe_hours(curriculum.sum_hours(keys), curriculum.count_unknown(keys))
    return f"{pluralize(len(keys), 'item')} left, {hours}:"


def headline(curriculum: Curriculum, totals: Counts) -> Text:
    """Return the curriculum's name and what it adds up to."""
    hours = describe_hours(totals.hours, totals.hours_unknown, totals.hours_done)
    inferred = f" ({pluralize(totals.inferred, 'tick')} inferred)" if totals.inferred else ""
    done = f"{totals.counted_done:,} of {pluralize(totals.counted, 'item')} done{inferred}, {hours}"
    return Text.assemble((curriculum.title, "bold"), f": {done}")


def _goal_lines(goals: Sequence[Outlook], most: int, screen: Screen) -> list[Text]:
    """Return each goal with what is left and when it will be reached, at most so many."""
    found = sorted(goals, key=lambda goal: goal.items is None)
    texts = [Text(describe_outlook(goal)) for goal in found[:most]]
    if more := len(goals) - len(texts):
        texts.append(Text(f"and {more:,} more: dlr goal", "dim"))
    label = Text(agree(len(goals), "Goal", "Goals"), "bold")
    return hang(label, texts, LABEL, screen.width, screen.console) if goals else []


def _item_lines(
    curriculum: Curriculum,
    totals: Counts,
    doing: Sequence[str],
    blocked: Set[str],
    following: Sequence[str],
    limits: _Limits,
    screen: Screen,
) -> list[Text]:
    """Return what is in progress and what comes next, each with its id."""
    begun = [_name(key, curriculum, key in blocked) for key in doing[: limits.doing]]
    if more := len(doing) - len(begun):
        begun.append(Text(f"and {more:,} more: dlr list --state doing", "dim"))
    after = [_name(key, curriculum) for key in following[: limits.following]]
    first = "Next" if totals.done or totals.doing or totals.skipped else "Start with"
    lines = []
    for label, texts in (("In progress", begun), (first, after)):
        if texts:
            lines += hang(Text(label, "bold"), texts, LABEL, screen.width, screen.console)
    return lines


def _name(key: str, curriculum: Curriculum, blocked: bool = False) -> Text:
    item = curriculum.items[key]
    notes = [format_hours(item.hours)] if item.hours else []
    notes += ["blocked"] if blocked else []
    more = "".join(f", {note}" for note in notes)
    return Text.assemble(f"{item.title} (", (curriculum.refer(key), "cyan"), f"{more})")


def _fitting_table(
    levels: Sequence[Part], current: Part | None, working: Sequence[str], room: int, screen: Screen
) -> list[Text]:
    """Return the levels, and as many categories of the current one as there are lines for."""
    total = len(current.parts) if current else 0
    # With air around the categories if all fit, or many are shown all the same.
    tries = [(total, True), (total, False)]
    tries += [(number, True) for number in range(total - 1, AIRY - 1, -1)]
    tries += [(number, False) for number in range(total - 1, -1, -1)]
    for number, airy in tries:
        # Lines are only made where they may fit.
        if 1 + len(levels) + number + (number < total) + airy * bool(number) <= room:
            some = _some(current, number, working) if current else []
            rows = [(level, some if level is current else []) for level in levels]
            if len(lines := parts_table(rows, screen, airy)) <= room:
                return lines
    for number in (len(levels), *range(max(room - 2, 1), 0, -1)):
        lines = parts_table(_around(levels, current, number), screen)
        if len(lines) <= room:
            break
    return lines


def _some(level: Part, number: int, working: Sequence[str]) -> list[Part | str]:
    """Return so many categories, first those of what is worked at, then unfinished ones."""

    def rank(part: Part) -> tuple[bool, bool]:
        finished = part.counts.counted_done >= part.counts.counted
        return (part.placed.isdisjoint(working), finished)

    chosen = {part.id for part in sorted(level.parts, key=rank)[:number]}
    shown: list[Part | str] = [part for part in level.parts if part.id in chosen]
    if more := len(level.parts) - number:
        noun = agree(more, "category", "categories")
        left = f"{more:,} more {noun}" if number else f"{more:,} {noun}"
        shown.append(f"{left}: dlr status {level.id}")
    return shown


def _around(
    levels: Sequence[Part], current: Part | None, number: int
) -> list[tuple[Part, list[Part | str]]]:
    """Return so many levels around the current one, and how to see the others."""
    at = levels.index(current) if current else 0
    begin = max(min(at - number // 2, len(levels) - number), 0)
    rows: list[tuple[Part, list[Part | str]]] = [
        (level, []) for level in levels[begin : begin + number]
    ]
    if more := len(levels) - number:
        rows[-1][1].append(f"and {pluralize(more, 'more level')}: dlr status --all")
    return rows


def _hints(summary: Summary, doing: Sequence[str]) -> list[str]:
    """Return what to do now."""
    totals = summary.totals
    if summary.current_level() is None:
        return ["All of it is done." if totals.counted else "Nothing here counts."]
    if totals.done or totals.skipped:
        return ["For reasons and more suggestions: dlr next"]
    if doing:
        return ["When you know it: dlr tick ITEM"]
    return ["To start: dlr start ITEM", "To find out what you already know: dlr assess"]
