"""Which ids of a revision have vanished, though ticks hang on them: what S110 finds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dlroadmap.diagnostics import Finding
from dlroadmap.format.draft import Draft
from dlroadmap.format.source import MappingNode, Source
from dlroadmap.lint.collect import normal


@dataclass(frozen=True)
class Earlier:
    """A curriculum of a revision, and the path that it would have today.

    `linted` tells whether a lint is about that path, `present` whether anything lies there.
    """

    path: Path
    draft: Draft
    linted: bool
    present: bool


@dataclass(frozen=True)
class Base:
    """A revision that a lint compares with, and the curricula of its whole repository."""

    ref: str
    curricula: Sequence[Earlier]


def find_lost_items(before: Draft, after: Draft) -> Iterator[str]:
    """Yield each id of an item that is gone without a word about where it went."""
    former = (key.partition("/")[2] for key in before.renames)
    for id in dict.fromkeys([*before.definitions, *former]):
        known = id in after.definitions or f"{after.id}/{id}" in after.renames
        unread = after.broken and (id in after.ids or after.absent or after.model is None)
        if not known and not unread:
            yield id


def find_lost_curricula(
    base: Base, today: Mapping[str, Draft]
) -> Iterator[tuple[Earlier, Draft | None]]:
    """Yield each curriculum that is gone from its path, with the one that has another id there."""
    by_path = {normal(draft.path): draft for draft in today.values()}
    for before in base.curricula:
        id, now = before.draft.id, by_path.get(before.path)
        if not before.linted or not id or id in today or not before.draft.definitions:
            continue
        is_gone = now is None and not before.present
        has_other_id = now is not None and now.id != ""
        if is_gone or has_other_id:  # anything else that lies there has faults of its own
            yield before, now


def compare(base: Base, drafts: Iterable[Draft]) -> Iterator[Finding]:
    """Yield a finding for each id of a revision that curricula of today have lost.

    Of two that had one id, the one at the same path is compared, or else the first.
    """
    today = {draft.id: draft for draft in drafts}
    for curriculum, after in today.items():
        known = [each for each in base.curricula if curriculum and each.draft.id == curriculum]
        known.sort(key=lambda each: each.path != normal(after.path))
        for id in find_lost_items(known[0].draft, after) if known else ():
            message = (
                f"item `{id}` of {base.ref} is gone, and ticks hang on it; name it in `formerly` "
                "of the item that takes its place, or in `retired`"
            )
            start, end = _find_value(after, "retired", "id")
            yield after.main.finding("S110", start, min(end, start + 1), message)
    for lost, now in find_lost_curricula(base, today):
        name = f"curriculum `{lost.draft.id}` of {base.ref}"
        if now is None:
            message = f"{name} is gone, and ticks hang on its items"
            yield Source(lost.path).finding("S110", 0, 0, message)
        else:
            message = f"{name} is called `{now.id}` now, and ticks hang on the old id; keep it"
            yield now.main.finding("S110", *_find_value(now, "id"), message)


def _find_value(draft: Draft, *keys: str) -> tuple[int, int]:
    """Return where the value of the first of these keys stands that the main file has."""
    root = draft.main.root
    values = (root.get(key) for key in keys) if isinstance(root, MappingNode) else ()
    return next(((value.start, value.end) for value in values if value), (0, 0))
