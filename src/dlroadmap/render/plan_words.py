"""Words for steps and plans that pages and exports share; without rich, as exports need none."""

from collections.abc import Sequence

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.path import Edge, Step
from dlroadmap.guide.plan import Week
from dlroadmap.progress.fold import Progress
from dlroadmap.words import format_hours, format_number, join_words

LONGEST = 40
"""The characters of a reason that an arrow of a graph can carry."""

NO_CALENDAR = "Nothing is left to do, so there is no calendar."


def label_step(step: Step, curriculum: str) -> str:
    """Return the title, and what is special about it in a curriculum with this title."""
    words = ["in progress"] if step.state == "doing" else []
    words += [f"not in {curriculum}"] if step.outside else []
    return f"{step.item.title} ({', '.join(words)})" if words else step.item.title


def label_arrow(edge: Edge) -> str:
    """Return the reason if it is short enough for an arrow of a graph, else nothing."""
    return edge.because if len(edge.because) <= LONGEST else ""


def title_plan(goals: Sequence[str], curriculum: Curriculum, progress: Progress) -> str:
    """Return what a plan leads to: some goals, or the end of a curriculum."""
    titles = []
    for key in goals:
        skipped = " (skipped)" if progress.state(key) == "skipped" else ""
        titles.append(f"{curriculum.items[key].title}{skipped}")
    return join_words(titles) or curriculum.title


def list_week(week: Week, curriculum: Curriculum) -> list[str]:
    """Return the items of a week, each with its hours; of one in parts, those of this week."""
    return [
        f"{curriculum.items[key].title}{share_in_words(hours, curriculum.hours[key])}"
        for key, hours in week.items
    ]


def share_in_words(hours: float, whole: float) -> str:
    """Return ` (3 hours)`, ` (12 of 80 hours)` for a part, or nothing for no hours."""
    if not whole:
        return ""
    part = f"{format_number(hours)} of " if hours < whole else ""
    return f" ({part}{format_hours(whole)})"
