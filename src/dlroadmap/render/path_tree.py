"""The way to an item as a tree."""

from collections.abc import Iterable
from itertools import repeat

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.path import Fit, Path
from dlroadmap.render.path_page import path_heading
from dlroadmap.render.screen import Screen
from dlroadmap.render.steps import hang, join_lines, leaf
from dlroadmap.words import pluralize

DEEPEST = 24
"""So many steps a tree goes down unless more are asked for; where text has no room, fewer."""

ROOM = 24
"""The columns that the text of a tree needs."""


def path_tree(
    path: Path,
    curriculum: Curriculum,
    pace: float,
    within: tuple[str, Fit] | None,
    depth: int | None,
    screen: Screen,
) -> list[RenderableType]:
    """Return the way as a tree: below each item what comes before it, each shown once in full."""
    page = path_heading(path, curriculum, pace, within)
    if not path.steps:
        return page
    deepest = depth or max(1, min(DEEPEST, (screen.width - ROOM) // 3))
    lines = _draw(path, curriculum, deepest, screen)
    return [*page, "Below each item stands what comes before it.", "", join_lines(lines)]


def _draw(path: Path, curriculum: Curriculum, deepest: int, screen: Screen) -> Iterable[Text]:
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
        text = leaf(steps[key], curriculum, ready=not children)
        hangs = ""
        if key in expanded:
            text.append(" (see above)")
        elif children and level >= deepest:
            text.append(f" (after {pluralize(len(children), 'item')} not shown here)")
        elif children:
            expanded.add(key)
            marks = [*repeat(down, len(children) - 1), last]
            nested = [(c, below, m, level + 1) for c, m in zip(children, marks, strict=True)]
            stack += reversed(nested)
            hangs = rest
        yield from hang(text, indent + mark, below + hangs, screen)
