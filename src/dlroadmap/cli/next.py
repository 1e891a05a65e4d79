"""dlr next: what to learn next, and why."""

from collections.abc import Sequence
from typing import Any

from dlroadmap.cli.aiming import put_in_order
from dlroadmap.cli.documents import fields
from dlroadmap.cli.due import find_due
from dlroadmap.cli.durations import parse_hours
from dlroadmap.cli.options import CATEGORY, KIND, LEVEL, option, takes
from dlroadmap.cli.selecting import check_choice, check_count, find_keys
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import KINDS, Curriculum
from dlroadmap.guide.suggest import Suggestion, suggest
from dlroadmap.guide.summary import summarize
from dlroadmap.render.suggestions import count_guessed, reasons_in_words, suggestion_lines

USUAL = 5
"""So many items are shown by default, on a terminal at most."""

EXAMPLES = ["dlr next", "dlr next -n 10", "dlr next --time 2h", "dlr next --kind project"]


@takes("curriculum", "json", "color", "no_input", "no_pager")
def run(
    session: Session,
    number: int | None = option(
        "-n", "N", f"Maximum items to show (default: {USUAL}, or what fits the screen)."
    ),
    kind: str | None = KIND,
    time: str | None = option(
        "--time", "TIME", "Show only items that fit in this time: 2h, 90m, or hours."
    ),
    level: str | None = LEVEL,
    category: str | None = CATEGORY,
) -> None:
    """Suggest what to learn next, and explain why: items in progress first, then ready ones.

    These are the first items of dlr plan that nothing blocks: what is in progress, then what
    leads to a goal (dlr goal), then the rest by level, category and priority. Theory and practice
    take turns.
    """
    check_count(number)
    check_choice("--kind", kind, KINDS)
    most = parse_hours(time) if time is not None else None
    session.welcome()
    chosen, items = session.curriculum, session.curriculum.items
    inside = find_keys(chosen, level, category)
    within = None if inside is None else set(inside)

    def wanted(key: str) -> bool:
        return (
            (within is None or key in within)
            and (most is None or chosen.needs[key] <= most)
            and (kind is None or items[key].kind == kind)
        )

    progress = session.progress
    aims, order = put_in_order(session)
    summary = summarize(chosen, progress)
    found = suggest(order, progress, aims, number or USUAL, wanted)
    due = find_due(session)
    if session.as_json:
        document = {
            "suggestions": [_document(one, chosen) for one in found],
            "due": due.due,
            "due_today": due.today,
        }
        print_json({**document, **({"guessed": count_guessed(found)} if most is not None else {})})
        return
    from dlroadmap.render.review_page import due_lines

    screen = session.screen

    def page(shown: Sequence[Suggestion]) -> list[Any]:
        lines = suggestion_lines(shown, chosen, summary, screen, timed=most is not None)
        return [*lines, *due_lines(due.today)]

    lines = page(found)
    while number is None and len(found) > 1 and not screen.has_room(*lines):
        found.pop()
        lines = page(found)
    screen.print(*lines)


def _document(suggestion: Suggestion, curriculum: Curriculum) -> dict[str, object]:
    return {
        **fields(suggestion.item, "key id title"),
        "level": suggestion.location.level.id,
        "category": suggestion.location.category.id,
        "hours": suggestion.item.hours,
        "reasons": reasons_in_words(suggestion, curriculum),
        "unlocks": suggestion.unlocks,
    }
