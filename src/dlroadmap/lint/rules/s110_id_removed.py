"""An id that was published does not vanish.

Progress hangs on ids. An item whose id is gone leaves its ticks behind with everyone who has done
it. `dlr lint --base REF` compares with a revision of git and tells of each id that is gone without
a word about what became of it.

## Example

```yaml
- id: batch-normalization
  title: Batch normalization
  kind: concept
```

This item was called `batch-norm` in the last release.

## Instead

An item with a new id names the old one in `formerly`. One that is gone stands in `retired` of the
curriculum, with the item that took its place, or with null.

```yaml
- id: batch-normalization
  title: Batch normalization
  kind: concept
  formerly: [batch-norm]
```
"""

from collections.abc import Iterator, Mapping

from dlroadmap.format.draft import Draft
from dlroadmap.format.nodes import value_of
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Base, Earlier
from dlroadmap.lint.collect import normalize
from dlroadmap.lint.rule import Met, Rule


def check(base: Base, today: Mapping[str, Draft]) -> Iterator[Met]:
    """Yield the ids of items, then of curricula, that a revision had and that are gone."""
    for before, after in _match_curricula(base, today):
        for id in _find_lost_items(before, after):
            message = (
                f"item `{id}` of {base.ref} is gone, and ticks hang on it; name it in `formerly` "
                "of the item that takes its place, or in `retired`"
            )
            start, end = _find_value(after, "retired", "id")
            yield Met(after.main, (start, min(end, start + 1)), message, fatal=True)
    for lost, now in _find_lost_curricula(base, today):
        name = f"curriculum `{lost.draft.id}` of {base.ref}"
        if now is None:
            message = f"{name} is gone, and ticks hang on its items"
            yield Met(Source(lost.path), (0, 0), message, fatal=True)
        else:
            message = f"{name} is called `{now.id}` now, and ticks hang on the old id; keep it"
            yield Met(now.main, _find_value(now, "id"), message, fatal=True)


def _match_curricula(base: Base, today: Mapping[str, Draft]) -> Iterator[tuple[Draft, Draft]]:
    """Yield the curricula that are still there, here or elsewhere, as they were and as they are.

    Of two that had one id, the one at the same path is compared, or else the first.
    """
    for id, after in today.items():
        known = [each for each in base.curricula if id and each.draft.id == id]
        known.sort(key=lambda each: each.path != normalize(after.path))
        if known:
            yield known[0].draft, after


def _find_lost_items(before: Draft, after: Draft) -> Iterator[str]:
    """Yield each id of an item that is gone without a word about where it went."""
    former = (key.partition("/")[2] for key in before.renames)
    for id in dict.fromkeys([*before.definitions, *former]):
        known = id in after.definitions or f"{after.id}/{id}" in after.renames
        unread = after.broken and (id in after.ids or after.absent or after.model is None)
        if not known and not unread:
            yield id


def _find_lost_curricula(
    base: Base, today: Mapping[str, Draft]
) -> Iterator[tuple[Earlier, Draft | None]]:
    """Yield each curriculum that is gone from its path, with the one that has another id there."""
    by_path = {normalize(draft.path): draft for draft in today.values()}
    for before in base.curricula:
        id, now = before.draft.id, by_path.get(before.path)
        if not before.linted or not id or id in today or not before.draft.definitions:
            continue
        is_gone = now is None and not before.present
        has_other_id = now is not None and now.id != ""
        if is_gone or has_other_id:  # anything else that lies there has faults of its own
            yield before, now


def _find_value(draft: Draft, *keys: str) -> tuple[int, int]:
    """Return where the value of the first of these keys stands that the main file has."""
    values = (value_of(draft.main.root, key) for key in keys)
    return next(((value.start, value.end) for value in values if value), (0, 0))


RULE = Rule(__name__, "error", __doc__, base=check)
