"""What changed in a curriculum, by kind."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.authoring.changes import Versions
from dlroadmap.render.authoring_words import describe_change
from dlroadmap.render.tables import bullets
from dlroadmap.text import clean
from dlroadmap.words import format_number, pluralize

_TITLES = {
    "new": "New",
    "renamed": "Renamed",
    "moved": "Moved",
    "title": "New titles",
    "hours": "Hours",
    "gone": "Gone",
}


def change_list(versions: Versions, ref: str) -> Iterator[RenderableType]:
    """Yield a headline for a curriculum, then its changes by kind."""
    before, after = versions.before, versions.after
    if before is None or after is None:
        known = versions.newest
        yield Text.assemble((known.title, "bold"), f" ({known.id}) is {versions.state}.")
        return
    then, now = (sum(map(one.hours.__getitem__, one.locations)) for one in (before, after))
    hours = round(now - then, 3)
    size = f"{pluralize(len(before.locations), 'item')} then, {len(after.locations):,} now"
    effort = f", {'+' if hours > 0 else '-'}{format_number(abs(hours))} hours" if hours else ""
    yield Text.assemble((after.title, "bold"), f" since {clean(ref)}: {size}{effort}.")
    changes = list(versions.changes())
    if not changes:
        yield "Nothing changed for learners."
    for kind, title in _TITLES.items():
        if lines := [describe_change(change) for change in changes if change.kind == kind]:
            yield from ("", Text(f"{title} ({len(lines)})", "bold"), bullets(lines))
    yield ""
