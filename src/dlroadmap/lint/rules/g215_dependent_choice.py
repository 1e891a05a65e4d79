"""An item of a choice does not require more of the same category than `choose` allows.

In a category, `choose: 1` means that one of its items is enough. If an item requires others of the
same category, directly or indirectly, learners who choose it need those too, so it alone is never
enough. The rule reports every item that, together with what it requires in its category, is more
than `choose`. Items that the curriculum assumes do not count.

## Example

```yaml
id: custom-projects
title: Projects of your own
choose: 1
items:
  - {id: image-project, title: An image project, kind: project}
  - {id: video-project, title: A video project, kind: project, requires: [image-project]}
```

## Instead

Raise `choose`, move the required item to another category, or remove the prerequisite.
"""

from collections.abc import Iterator
from itertools import islice

from dlroadmap.curriculum.model import Category
from dlroadmap.format.nodes import Node, name_of
from dlroadmap.format.schema import ItemModel
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.words import join_words

Choice = tuple[Category, str, Source, Node]
"""A category with a choice, the key of an item in it, and where that is said."""

BLOCK = 4096
"""So many items are looked for in one walk through the prerequisites, one bit for each."""


MOST = 8
"""So many of the items that are required are named."""


def check(checked: Checked) -> Found:
    """Yield the items that require too many others of their category."""
    placed = list(_choices(checked))
    needed = _count(checked, placed) if placed else []
    for (category, key, source, node), (number, first) in zip(placed, needed, strict=True):
        choose = category.choose or 0
        if number >= choose:
            names = [f"`{checked.name(other)}`" for other in first]
            more = [f"{number - len(first)} more"] if number > len(first) else []
            listed = join_words([*names, *more], MOST + 1)
            message = (
                f"`{checked.name(key)}` requires {listed} of the same category, so it takes "
                f"{number + 1} items where `choose` is {choose}"
            )
            yield Met(source, node, message)


def _choices(checked: Checked) -> Iterator[Choice]:
    """Yield what own files place in a category with a choice."""
    laid = {(one.id, part.id): part for one in checked.assembly.levels for part in one.categories}
    home = checked.assembly.draft.id
    taken = {id(node): key for key, _, node in checked.assembly.taken}
    for level in checked.assembly.draft.levels:
        for placed in level.categories:
            category = laid.get((level.model.id if level.model else "", placed.id))
            if category and category.choose and category.choose < len(category.items):
                held = set(category.items)
                for node, item in placed.entries:
                    own = (
                        f"{home}/{item.id}" if isinstance(item, ItemModel) else taken.get(id(node))
                    )
                    key = own or f"{home}/{item}"
                    if key in held:
                        yield category, key, placed.source, name_of(node)


def _count(checked: Checked, placed: list[Choice]) -> list[tuple[int, tuple[str, ...]]]:
    """Return by placed item how many others of its category it requires, and the first of them.

    What is assumed is not looked through, and what waits for a circle is left out.
    """
    assumed = set(checked.assembly.assumes)
    categories = {id(category): category for category, *_ in placed}
    members = dict.fromkeys(key for one in categories.values() for key in one.items)
    wanted = [key for key in members if key not in assumed]
    counts: list[tuple[int, tuple[str, ...]]] = [(0, ())] * len(placed)
    for start in range(0, len(wanted), BLOCK):
        block = wanted[start : start + BLOCK]
        bit = {key: 1 << number for number, key in enumerate(block)}
        masks = {
            name: sum(bit.get(key, 0) for key in one.items) for name, one in categories.items()
        }
        reached: dict[str, int] = {}
        for key in checked.order:
            reach = 0
            for other in checked.requires[key]:
                if other not in assumed:
                    reach |= reached.get(other, 0) | bit.get(other, 0)
            reached[key] = reach
        for index, (category, key, *_) in enumerate(placed):
            if met := reached.get(key, 0) & masks[id(category)]:
                number, first = counts[index]
                named = islice(_bits(met), MOST - len(first))
                counts[index] = (number + met.bit_count(), (*first, *(block[n] for n in named)))
    return counts


def _bits(number: int) -> Iterator[int]:
    """Yield the places of the bits that are set, from the lowest."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


RULE = Rule(__name__, "warning", __doc__, curriculum=check)
