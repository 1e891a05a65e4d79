"""What the states in a file changed, or would change."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from dlroadmap.authoring.outline import Dropped
from dlroadmap.guide.acts import Change
from dlroadmap.render.acts import MOST, describe_change
from dlroadmap.render.words import NOTHING, STATE_WORDS, UNDO
from dlroadmap.text import clean
from dlroadmap.words import join_words, pluralize

UNKNOWN = "is not in any of your curricula"
NO_KEY = "has no dlr key"
NOT_A_DATE = "is not a valid date, so the item is dated today"
FUTURE = "is in the future, so the item is dated today"
TWICE = "is listed above with another state"


def states_lines(
    changes: Sequence[Change],
    days: Mapping[str, str],
    same: int,
    renamed: int,
    dropped: Sequence[Dropped],
    title: Callable[[str], str],
    standing: str,
    dry_run: bool,
) -> list[str]:
    """Return what moved, what was left out, and how to undo.

    Of the items `same` did not move, and `renamed` are found under new names.
    """
    lines = [describe_change(one, title, dry_run, days[one.key]) for one in changes[:MOST]]
    if len(changes) > MOST:
        lines.append(f"and {pluralize(len(changes) - MOST, 'more item')}")
    if len(changes) > 1:
        lines.append(_count(changes, dry_run))
    if same:
        lines.append(f"Unchanged: {pluralize(same, 'item')}")
    if renamed:
        lines.append(f"Renamed since the export: {pluralize(renamed, 'item')}")
    lines += _left_out(dropped)
    if not changes:
        return [*lines, NOTHING]
    if dry_run:
        return [*lines, "Nothing was changed (--dry-run)."]
    return [*lines, *([standing] if standing else []), UNDO]


def _count(changes: Sequence[Change], dry_run: bool) -> str:
    """Return `Updated 12 items: 10 done and 2 in progress`."""
    number = Counter(change.after for change in changes)
    parts = [f"{number[state]:,} {word}" for state, word in STATE_WORDS.items() if number[state]]
    verb = "Would update" if dry_run else "Updated"
    return f"{verb} {pluralize(len(changes), 'item')}: {join_words(parts)}"


def _left_out(dropped: Sequence[Dropped]) -> list[str]:
    lines = []
    for line, text, why in dropped[:MOST]:
        place = f"line {line:,}, " if line else ""
        lines.append(f"Not imported: {place}{clean(text)}: {why}")
    if len(dropped) > MOST:
        lines.append(f"and {len(dropped) - MOST:,} more; to see all: --dry-run --json")
    return lines
