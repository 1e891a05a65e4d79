"""What changed in a curriculum, in words."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.authoring.changes import Change
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.render.tables import labelled
from dlroadmap.text import clean, number, plural

_TITLES = {
    "new": "New",
    "renamed": "Renamed",
    "moved": "Moved",
    "title": "New titles",
    "hours": "Hours",
    "gone": "Gone",
}


def change_list(
    before: Curriculum | None, after: Curriculum | None, changes: Sequence[Change], ref: str
) -> Iterator[RenderableType]:
    """Yield a headline for a curriculum, then its changes by kind."""
    known = after or before
    assert known is not None
    if before is None or after is None:
        state = "is new" if after else "is gone"
        yield Text.assemble((known.title, "bold"), f" ({known.id}) {state}.")
        return
    hours = round(_hours(after) - _hours(before), 3)
    size = f"{plural(len(before.places), 'item')} then, {len(after.places):,} now"
    effort = f", {'+' if hours > 0 else '-'}{number(abs(hours))} hours" if hours else ""
    yield Text.assemble((after.title, "bold"), f" since {clean(ref)}: {size}{effort}.")
    if not changes:
        yield "Nothing changed for learners."
    for kind, title in _TITLES.items():
        words = [change.words for change in changes if change.kind == kind]
        if words:
            grid = labelled()
            for line in words:
                grid.add_row(" -", Text(line))
            yield ""
            yield Text(f"{title} ({len(words)})", "bold")
            yield grid
    yield ""


def _hours(curriculum: Curriculum) -> float:
    return sum(curriculum.hours[key] for key in curriculum.places)
