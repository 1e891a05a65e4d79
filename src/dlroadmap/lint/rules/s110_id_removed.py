"""A published id is not removed without a replacement.

Progress is tied to ids. If an id disappears, the ticks of everyone who has done the item no longer
count. `dlr lint --base REF` compares with a Git revision and reports each id that is gone and is in
neither `formerly` nor `retired`.

## Example

```yaml
- id: batch-normalization
  title: Batch normalization
  kind: concept
```

This item was called `batch-norm` in the last release.

## Instead

If the item has a new id, list the old one in its `formerly`. If the item is gone, list its id in
`retired` of the curriculum, with the item that replaces it, or with null.

Where a new item has the title or a resource of the one that is gone, or is in its category under a
similar title, the problem is reported at the new item. If they are the same, add the line.
`--unsafe-fixes` adds it where the title or the resource is the same.

```yaml
- id: batch-normalization
  title: Batch normalization
  kind: concept
  formerly: [batch-norm]
```
"""

from collections.abc import Mapping
from functools import partial

from dlroadmap.diagnostics import Fix
from dlroadmap.format.draft import Definition, Draft
from dlroadmap.format.nodes import name_of, value_of
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Base
from dlroadmap.lint.collect import normalize
from dlroadmap.lint.former_ids import add_former
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.lint.successors import find_lost, find_successors

_LIKE = {
    "title": "this item, which has the same title, is the same",
    "address": "this item, which has the same resource, is the same",
    "place": "this item, which has a similar title, is the same",
}


def check(base: Base, today: Mapping[str, Draft]) -> Found:
    """Yield the ids of items, then of curricula, that a revision had and that are gone."""
    for home, after in today.items():
        known = [each for each in base.curricula if home and each.draft.id == home]
        # Of two that had one id, the one at the same path is compared, or else the first.
        known.sort(key=lambda each: each.path != normalize(after.path))
        if known:
            yield from _check_items(base.ref, known[0].draft, after)
    by_path = {normalize(draft.path): draft for draft in today.values()}
    for lost in base.curricula:
        id, now = lost.draft.id, by_path.get(lost.path)
        if not lost.linted or not id or id in today or not lost.draft.definitions:
            continue
        name = f"curriculum `{id}` of {base.ref}"
        # Anything else that lies there has faults of its own.
        if now is None and not lost.present:
            message = f"{name} is gone, and progress is tied to its items; restore it"
            yield Met(Source(lost.path), (0, 0), message, fatal=True)
        elif now and now.id:
            message = f"{name} is now `{now.id}`, and progress is tied to the old id; keep that id"
            yield Met(now.main, _find_value(now, "id"), message, fatal=True)


def _check_items(ref: str, before: Draft, after: Draft) -> Found:
    """Yield the ids of items that are gone: at the item that may be the same, if there is one."""
    successors = find_successors(before, after)
    for id in find_lost(before, after):
        gone = f"item `{id}` of {ref} is gone, and progress is tied to it"
        if new := successors.get(id):
            found = after.definitions[new.id]
            message = f"{gone}; if {_LIKE[new.reason]}, add `formerly: [{id}]`"
            mend = partial(_mend, found, id) if new.reason != "place" else None
            yield Met(found.source, name_of(found.node), message, mend, fatal=True)
        else:
            message = f"{gone}; add it to `formerly` of the item that replaces it, or to `retired`"
            start, end = _find_value(after, "retired", "id")
            yield Met(after.main, (start, min(end, start + 1)), message, fatal=True)


def _mend(definition: Definition, id: str) -> Fix | None:
    return add_former(definition, id).fix


def _find_value(draft: Draft, *keys: str) -> tuple[int, int]:
    """Return where the value of the first of these keys stands that the main file has."""
    values = (value_of(draft.main.root, key) for key in keys)
    return next(((value.start, value.end) for value in values if value), (0, 0))


RULE = Rule(__name__, "error", __doc__, base=check)
