"""dlr next: what to learn next, and why."""

from dlroadmap.cli.documents import fields
from dlroadmap.cli.due import count_due
from dlroadmap.cli.durations import parse_hours
from dlroadmap.cli.options import CATEGORY, KIND, LEVEL, option, takes
from dlroadmap.cli.selecting import check_choice, check_count, find_keys
from dlroadmap.cli.session import Session, print_json
from dlroadmap.curriculum.model import KINDS, Curriculum
from dlroadmap.guide.suggest import Suggestion, suggest
from dlroadmap.guide.summary import summarize
from dlroadmap.render.suggestions import count_guessed, reasons_in_words, suggestion_lines

EXAMPLES = ["dlr next", "dlr next -n 10", "dlr next --time 2h", "dlr next --kind project"]


@takes("curriculum", "json", "color", "no_input", "no_pager")
def run(
    session: Session,
    number: int = option("-n", "N", "How many to name, not 5.", 5),
    kind: str | None = KIND,
    time: str | None = option("--time", "TIME", "What fits: 2h, 90m, or hours alone."),
    level: str | None = LEVEL,
    category: str | None = CATEGORY,
) -> None:
    """What to learn next, and why: what is in progress first, then what is ready.

    Ready is what waits for nothing: all before it is done, skipped or assumed. What leads to a
    goal comes first (dlr goal), then the earliest unfinished level, in it what is essential, and
    of that what opens most. At most two levels are named, and theory and practice take turns.
    """
    check_count(number)
    check_choice("--kind", kind, KINDS)
    most = parse_hours(time) if time is not None else None
    session.choose_curriculum()
    chosen, items = session.curriculum, session.curriculum.items
    inside = find_keys(chosen, level, category)
    within = None if inside is None else set(inside)

    def wanted(key: str) -> bool:
        return (
            (within is None or key in within)
            and (most is None or chosen.needs[key] <= most)
            and (kind is None or items[key].kind == kind)
        )

    summary = summarize(chosen, session.progress)
    found = suggest(chosen, session.progress, summary, number, wanted, session.goal_homes)
    due = count_due(session)
    if session.as_json:
        document = {"suggestions": [_document(one, chosen) for one in found], "due": due}
        print_json({**document, **({"guessed": count_guessed(found)} if most is not None else {})})
        return
    from dlroadmap.render.review_page import due_lines

    lines = suggestion_lines(found, chosen, summary, timed=most is not None)
    session.screen.print(*lines, *due_lines(due))


def _document(suggestion: Suggestion, curriculum: Curriculum) -> dict[str, object]:
    return {
        **fields(suggestion.item, "key id title"),
        "level": suggestion.location.level.id,
        "category": suggestion.location.category.id,
        "hours": suggestion.item.hours,
        "reasons": reasons_in_words(suggestion, curriculum),
        "unlocks": suggestion.unlocks,
    }
