"""dlr status: show progress and what is next."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from dlroadmap.cli.aiming import find_outlooks, put_in_order
from dlroadmap.cli.due import find_due
from dlroadmap.cli.options import argument, flag, takes
from dlroadmap.cli.selecting import find_near_categories, find_part
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import Category, Level
from dlroadmap.errors import DlrError
from dlroadmap.guide.goals import Outlook
from dlroadmap.guide.summary import (
    Part,
    Summary,
    count_assumed,
    find_missing,
    find_worked_at,
    summarize,
)
from dlroadmap.likeness import find_near
from dlroadmap.text import clean

EXAMPLES = [
    "dlr",
    "dlr status entry",
    "dlr status entry/mathematics",
    "dlr status --missing",
    "dlr status --json",
]


@takes("curriculum", "json", "color", "no_input", "no_pager")
def run(
    session: Session,
    part: str | None = argument(
        "[LEVEL|CATEGORY]", "A level, a category, or LEVEL/CATEGORY.", None
    ),
    everything: bool = flag("--all", "Show every category of every level."),
    show_missing: bool = flag("--missing", "List what is left to reach 100%."),
) -> None:
    """Show your progress by level, what is in progress, and what is next.

    The Done column excludes skipped and assumed items, and counts each choice only up to the
    number required. Hours are the effort of a typical learner; a + after them means that some
    items have no estimate.
    """
    session.welcome()
    session.tell_former()
    summary = summarize(session.curriculum, session.progress)
    level, category = _find(session, part)
    chosen = [
        (stage, [p for p in stage.parts if category is None or p.id == category.id])
        for stage in summary.levels
        if level is None or stage.id == level.id
    ]
    missing: list[str] = []
    if show_missing:
        inside = {key for _, parts in chosen for part in parts for key in part.placed}
        missing = [key for key in find_missing(summary, session.progress) if key in inside]
    if session.as_json:
        document = _document(session, summary, chosen)
        print_json({**document, "missing": missing} if show_missing else document)
        return
    from dlroadmap.render import status_page as page
    from dlroadmap.render.parts_table import parts_table

    if show_missing:
        session.screen.print(page.missing_heading(missing, session.curriculum))
        if missing:
            _print_items(session, missing)
    elif level or everything:
        head = page.headline(session.curriculum, summary.totals)
        assumed = page.assumed_lines(count_assumed(session.curriculum, session.progress))
        table = parts_table(chosen, session.screen, airy=True)
        session.screen.print(head, "", *table, *(["", *assumed] if assumed else []))
        if category:
            _print_items(session, category.items)
    else:
        _print_overview(session, summary)


def _find(session: Session, part: str | None) -> tuple[Level | None, Category | None]:
    if part is None:
        return None, None
    if found := find_part(session.curriculum, part):
        return found
    levels = [level.id for level in session.curriculum.levels]
    message = f"There is no level or category “{clean(part)}”."
    near = find_near(part, levels) or find_near_categories(session.curriculum, part)
    advice = [f"Levels: {', '.join(levels)}.", "To see the categories: dlr status --all"]
    if near:
        advice = [f"Did you mean {', '.join(near)}?"]
    raise DlrError("unknown-part", message, *advice)


def _print_overview(session: Session, summary: Summary) -> None:
    from dlroadmap.render.map_page import TO_SEE_ALL
    from dlroadmap.render.status_page import overview

    curriculum, progress = session.curriculum, session.progress
    aims, order = put_in_order(session)
    doing = [key for key in islice(order, len(order.begun)) if progress.state(key) == "doing"]
    blocked = {key for key in doing if order.before[key]}
    ready = (key for key in order if not order.before[key] and progress.state(key) != "doing")
    following = list(islice(ready, 3))
    due = find_due(session).today
    assumed, screen = count_assumed(curriculum, progress), session.screen
    working = find_worked_at(curriculum, progress, doing, following)
    goals = find_outlooks(session, aims, order)
    waiting = session.count_waiting() or 0
    lines = overview(
        curriculum,
        summary,
        doing,
        following,
        due,
        assumed,
        screen,
        goals,
        working,
        blocked,
        waiting,
    )
    if screen.is_terminal and screen.has_room(*lines, TO_SEE_ALL):
        lines.append(TO_SEE_ALL)
    screen.print(*lines)


def _print_items(session: Session, keys: Sequence[str]) -> None:
    from dlroadmap.guide.readiness import Readiness
    from dlroadmap.render.item_list import item_table
    from dlroadmap.render.items import state_in_words

    curriculum, progress = session.curriculum, session.progress
    readiness = Readiness(curriculum, progress)
    rows = [(curriculum.items[key], state_in_words(key, progress, readiness)) for key in keys]
    session.screen.print("", *item_table(rows, curriculum.locations, session.screen))


def _document(
    session: Session, summary: Summary, chosen: Iterable[tuple[Part, Iterable[Part]]]
) -> dict[str, Any]:
    from dlroadmap.cli.documents import counts_document, fields, goal_document, part_document

    due = find_due(session)
    return {
        "curriculum": fields(session.curriculum, "id title"),
        "totals": counts_document(summary.totals),
        "levels": [
            {**part_document(level), "categories": [part_document(part) for part in parts]}
            for level, parts in chosen
        ],
        "assumed": count_assumed(session.curriculum, session.progress)._asdict(),
        "goals": [goal_document(goal) for goal in _find_outlooks(session)],
        "due": due.due,
        "due_today": due.today,
        "waiting_for_sync": session.count_waiting(),
    }


def _find_outlooks(session: Session) -> list[Outlook]:
    return find_outlooks(session, *put_in_order(session))
