"""dlr status: where the learner is."""

from typing import TYPE_CHECKING

from dlroadmap.cli.due import count_due
from dlroadmap.cli.options import argument, flag, takes
from dlroadmap.cli.session import Session, print_json
from dlroadmap.errors import DlrError
from dlroadmap.guide.suggest import suggest
from dlroadmap.guide.summary import Part, Summary, find_missing, summarize
from dlroadmap.text import clean

if TYPE_CHECKING:
    from dlroadmap.curriculum.model import Category, Level

EXAMPLES = [
    "dlr",
    "dlr status entry",
    "dlr status entry/mathematics",
    "dlr status --missing",
    "dlr status --json",
]


@takes("curriculum", "json", "color", "no_input")
def run(
    session: Session,
    part: str | None = argument(
        "[LEVEL|CATEGORY]", "A level, a category, or LEVEL/CATEGORY.", None
    ),
    everything: bool = flag("--all", "Every category of every level."),
    show_missing: bool = flag("--missing", "What stands between you and 100 percent."),
) -> None:
    """Where you are: levels, what is in progress, what is next.

    Done counts what must be done: skipped items are left out, and of a choice only as many count
    as it asks for. Hours are the effort of a typical learner.
    """
    session.choose_curriculum()
    summary = summarize(session.curriculum, session.progress)
    level, category = _find(session, part)
    if session.as_json:
        _print_json(session, summary, level, category, show_missing)
    elif show_missing:
        _print_missing(session, summary, level, category)
    elif level or everything:
        _print_parts(session, summary, level, category)
    else:
        _print_overview(session, summary)


def _find(session: Session, part: str | None) -> "tuple[Level | None, Category | None]":
    if part is None:
        return None, None
    from dlroadmap.cli.selecting import find_part

    if found := find_part(session.curriculum, part):
        return found
    levels = ", ".join(level.id for level in session.curriculum.levels)
    message = f"No level or category is called “{clean(part)}”."
    advice = (f"Levels: {levels}.", "Categories: dlr status --all")
    raise DlrError("unknown-part", message, *advice)


def _print_overview(session: Session, summary: Summary) -> None:
    from dlroadmap.render.status_page import overview

    curriculum, progress = session.curriculum, session.progress
    doing = [key for key in progress.doing() if key in curriculum.locations]
    found = suggest(curriculum, progress, summary, len(doing) + 3, homes=session.goal_homes)
    following = [suggestion for suggestion in found if not suggestion.begun][:3]
    due = count_due(session)
    session.screen.print(*overview(curriculum, summary, doing, following, due, session.screen))


def _print_parts(
    session: Session, summary: Summary, level: "Level | None", category: "Category | None"
) -> None:
    from dlroadmap.render.status_page import headline, parts_table

    rows: list[tuple[Part, int]] = []
    for stage in summary.levels:
        if level is None or stage.id == level.id:
            rows.append((stage, 0))
            rows += [(p, 1) for p in stage.parts if category is None or p.id == category.id]
    session.screen.print(
        headline(session.curriculum, summary.totals), "", parts_table(rows, session.screen)
    )
    if category:
        _print_items(session, list(category.items))


def _print_missing(
    session: Session, summary: Summary, level: "Level | None", category: "Category | None"
) -> None:
    from dlroadmap.render.status_page import missing_heading

    keys = _missing(session, summary, level, category)
    session.screen.print(missing_heading(keys, session.curriculum))
    if keys:
        _print_items(session, keys)


def _missing(
    session: Session, summary: Summary, level: "Level | None", category: "Category | None"
) -> list[str]:
    keys = find_missing(summary, session.progress)
    if level:
        parts = [category] if category else level.categories
        inside = {key for part in parts for key in part.items}
        keys = [key for key in keys if key in inside]
    return keys


def _print_items(session: Session, keys: list[str]) -> None:
    from dlroadmap.guide.readiness import Readiness
    from dlroadmap.render.items import item_table, state_in_words

    curriculum, progress = session.curriculum, session.progress
    readiness = Readiness(curriculum, progress)
    rows = [(curriculum.items[key], state_in_words(key, progress, readiness)) for key in keys]
    session.screen.print("", item_table(rows, curriculum.locations, session.screen))


def _print_json(
    session: Session,
    summary: Summary,
    level: "Level | None",
    category: "Category | None",
    show_missing: bool,
) -> None:
    from dlroadmap.cli.documents import counts_document, level_document

    levels = [level_document(part) for part in summary.levels if not level or part.id == level.id]
    if category:
        for document in levels:
            document["categories"] = [c for c in document["categories"] if c["id"] == category.id]
    curriculum = session.curriculum
    document = {
        "curriculum": {"id": curriculum.id, "title": curriculum.title},
        "totals": counts_document(summary.totals),
        "levels": levels,
        "due": count_due(session),
    }
    if show_missing:
        document["missing"] = _missing(session, summary, level, category)
    print_json(document)
