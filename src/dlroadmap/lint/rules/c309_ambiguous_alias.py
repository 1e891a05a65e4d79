"""An alias refers to only one item.

Learners type an alias instead of an id. If two items have the same alias, dlr cannot tell which one
is meant. If the alias is the id or a former id of another item, dlr finds that item first, so the
alias has no effect. If it is the title of another item, that item cannot be found by its title.
Upper and lower case make no difference, and a hyphen equals a space. The rule checks the names of
all items of the curriculum, including those that it takes in. It reports each collision once, in
the file that you can change.

## Example

```yaml
- {id: sgd, title: Stochastic gradient descent, kind: concept, aliases: [descent]}
- {id: gradient-descent, title: Gradient descent, kind: concept, aliases: [descent]}
```

## Instead

Keep the alias on the item that most people mean by it, or make both aliases more precise.
"""

import re
from collections.abc import Container, Iterator
from unicodedata import normalize

from dlroadmap.format.nodes import Node, elements_of, text_of
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.text import clean

_GAPS = re.compile(r"[\s\-\u2010-\u2014]+")


def check(checked: Checked) -> Found:
    """Yield own aliases that name another item too, and own titles that an alias has taken."""
    shown = dict.fromkeys((*checked.level, *checked.own))
    ids, titles, aliases = _names(checked, shown)
    formers = _formers(checked, shown)
    stated = list(_stated(checked))
    # What other files say cannot be changed here, so it counts as said before.
    own = {(key, fold(text_of(node))) for key, _, node in stated}
    for name, keys in aliases.items():
        aliases[name] = [key for key in keys if (key, name) not in own]
    for key, source, node in stated:
        name = fold(text_of(node))
        for what, known in (
            ("the id", ids),
            ("a former id", formers),
            ("the title", titles),
            ("an alias", aliases),
        ):
            if others := [other for other in known.get(name, ()) if other != key]:
                yield Met(
                    source, node, _words(checked, f"alias `{clean(text_of(node))}`", what, others)
                )
                break
        if name:
            aliases.setdefault(name, []).append(key)
    for key, definition in checked.own.items():
        named = definition.node.get("title")
        taken = aliases.get(fold(definition.item.title), ())
        foreign = [k for k in taken if k != key and (k, fold(definition.item.title)) not in own]
        if foreign and named:
            title = f"title `{definition.item.title}`"
            yield Met(definition.source, named, _words(checked, title, "an alias", foreign))


def fold(name: str) -> str:
    """Return a name such that all ways to write it are equal."""
    return _GAPS.sub(" ", normalize("NFC", clean(name).casefold())).strip()


def _words(checked: Checked, name: str, what: str, others: list[str]) -> str:
    more = f" and {len(others) - 1} more" if len(others) > 1 else ""
    return f"{name} is also {what} of `{checked.name(others[0])}`{more}; choose another name"


def _names(
    checked: Checked, keys: dict[str, None]
) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """Return the keys of items by their ids, by their titles, and by their aliases."""
    ids: dict[str, list[str]] = {}
    titles: dict[str, list[str]] = {}
    aliases: dict[str, list[str]] = {}
    for key in keys:
        if item := checked.assembly.items.get(key):
            ids.setdefault(fold(item.id), []).append(key)
            titles.setdefault(fold(item.title), []).append(key)
            for alias in dict.fromkeys(map(fold, item.aliases)):
                aliases.setdefault(alias, []).append(key)
    return ids, titles, aliases


def _formers(checked: Checked, keys: Container[str]) -> dict[str, list[str]]:
    """Return the keys of items by the ids that they, or what they stand for now, once had."""
    found: dict[str, list[str]] = {}
    for draft in checked.assembly.drafts:
        for old, new in draft.renames.items():
            if new and new in keys:
                found.setdefault(fold(old.partition("/")[2]), []).append(new)
    return found


def _stated(checked: Checked) -> Iterator[tuple[str, Source, Node]]:
    """Yield the aliases that the curriculum's own files give, each once for its item."""
    seen: set[tuple[str, str]] = set()
    for key, source, node in _written(checked):
        name = fold(text_of(node))
        if name and (key, name) not in seen:
            seen.add((key, name))
            yield key, source, node


def _written(checked: Checked) -> Iterator[tuple[str, Source, Node]]:
    for change in checked.assembly.alterations:
        for node in elements_of(change.node, "aliases"):
            yield change.key, change.source, node
    for key, definition in checked.own.items():
        for node in elements_of(definition.node, "aliases"):
            yield key, definition.source, node


RULE = Rule(__name__, "warning", __doc__, curriculum=check)
