"""What the states in a file changed, or would change."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.console import RenderableType

from dlroadmap.authoring.outline import Dropped
from dlroadmap.guide.acts import Change
from dlroadmap.render.acts import MOST, describe_change
from dlroadmap.render.dropped_page import dropped_lines
from dlroadmap.render.words import NOTHING, STATE_WORDS, UNDO
from dlroadmap.words import agree, join_words, pluralize

UNKNOWN = "none of your curricula has this item"
NO_KEY = "it has no dlr key"
TWICE = "it is listed above with another state"


def states_lines(
    changes: Sequence[Change],
    days: Mapping[str, str],
    same: int,
    renamed: int,
    retitled: int,
    dropped: Sequence[Dropped],
    title: Callable[[str], str],
    standing: str,
    dry_run: bool,
    on_screen: bool,
) -> Iterator[RenderableType]:
    """Yield what moved, what was left out, and how to undo.

    Of the items `same` did not move, `renamed` are found under new names, and `retitled` have
    another title in the file.
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
    if retitled:
        differ = f"{pluralize(retitled, 'title')} {agree(retitled, 'differs', 'differ')}"
        lines.append(f"{differ} from the curriculum; dlr keeps the curriculum's titles.")
    yield from lines
    yield from dropped_lines(dropped, on_screen)
    if not changes:
        yield NOTHING
    elif dry_run:
        yield "Nothing was changed (--dry-run)."
    else:
        yield from [standing, UNDO] if standing else [UNDO]


def _count(changes: Sequence[Change], dry_run: bool) -> str:
    """Return `Updated 12 items: 10 done and 2 in progress`."""
    number = Counter(change.after for change in changes)
    parts = [f"{number[state]:,} {word}" for state, word in STATE_WORDS.items() if number[state]]
    verb = "Would update" if dry_run else "Updated"
    return f"{verb} {pluralize(len(changes), 'item')}: {join_words(parts)}"
