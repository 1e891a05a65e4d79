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

from collections.abc import Iterator

from dlroadmap.format.draft import Draft
from dlroadmap.format.nodes import MappingNode
from dlroadmap.format.source import Source
from dlroadmap.lint.base import Comparison
from dlroadmap.lint.collect import normalize
from dlroadmap.lint.rule import Met, Rule


def check(comparison: Comparison) -> Iterator[Met]:
    """Yield the ids of items, then of curricula, that a revision had and that are gone."""
    yield from _lost_items(comparison)
    yield from _lost_curricula(comparison)


def _lost_items(comparison: Comparison) -> Iterator[Met]:
    """Yield what vanished from curricula that are still there, here or elsewhere.

    Of two that had one id, the one in the same place is compared, or else the first.
    """
    ref, published = comparison.base.ref, comparison.base.published
    for id, after in comparison.today.items():
        known = [each for each in published if each.draft.id == id]
        known.sort(key=lambda each: each.path != normalize(after.path))
        if id and known:
            for gone in _lost_ids(known[0].draft, after):
                message = (
                    f"item `{gone}` of {ref} is gone, and ticks hang on it; name it in `formerly` "
                    "of the item that takes its place, or in `retired`"
                )
                start, end = _find_value(after, "retired", "id")
                yield Met(after.main, start, min(end, start + 1), message, fatal=True)


def _lost_ids(before: Draft, after: Draft) -> Iterator[str]:
    """Yield each id of an item that is gone without a word about where it went."""
    former = (key.partition("/")[2] for key in before.renames)
    for id in dict.fromkeys([*before.definitions, *former]):
        if id in after.definitions or f"{after.id}/{id}" in after.renames:
            continue
        if after.broken and (id in after.ids or after.absent or after.model is None):
            continue
        yield id


def _lost_curricula(comparison: Comparison) -> Iterator[Met]:
    """Yield the curricula that are gone from their places, or have another id there."""
    ref, today = comparison.base.ref, comparison.today
    by_path = {normalize(draft.path): draft for draft in today.values()}
    for published in comparison.base.published:
        before, now = published.draft, by_path.get(published.path)
        if not published.linted or before.id in {"", *today} or not before.definitions:
            continue
        if now is None and not comparison.base.files.exists(published.path):
            message = f"curriculum `{before.id}` of {ref} is gone, and ticks hang on its items"
            yield Met(Source(published.path), 0, 0, message, fatal=True)
        elif now and now.id:
            message = (
                f"curriculum `{before.id}` of {ref} is called `{now.id}` now, and ticks hang on "
                "the old id; keep it"
            )
            yield Met(now.main, *_find_value(now, "id"), message, fatal=True)


def _find_value(draft: Draft, *keys: str) -> tuple[int, int]:
    """Return where the value of the first of these keys stands that the main file has."""
    root = draft.main.root
    values = (root.get(key) for key in keys) if isinstance(root, MappingNode) else ()
    return next(((value.start, value.end) for value in values if value), (0, 0))


RULE = Rule("S110", "id-removed", "error", __doc__, base=check)
