"""Which new item may be one that is gone, under another id: a guess for its author to confirm."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from dlroadmap.format.draft import Draft
from dlroadmap.format.nodes import text_of, value_of
from dlroadmap.format.schema import ItemModel
from dlroadmap.likeness import LIKENESS

NEIGHBORLY = 0.6
"""How alike titles are between the same two neighbors, by difflib's ratio from 0 to 1."""

MOST = 10_000
"""So many pairs of titles are compared in one category; where there are more, none is."""


class Seen(NamedTuple):
    """An item as one version has it.

    Its `addresses` are those of its resources, each with the part that is meant; `around` are the
    ids before and behind it in its category.
    """

    id: str
    title: str
    kind: str
    addresses: frozenset[tuple[str, str]]
    place: str
    around: tuple[str, str]


class Successor(NamedTuple):
    """The id of an item that may be one that is gone; `reason` is title, address or place."""

    id: str
    reason: str


def find_lost(before: Draft, after: Draft) -> Iterator[str]:
    """Yield each id of an item that is gone and neither former nor retired."""
    former = (key.partition("/")[2] for key in before.renames)
    for id in dict.fromkeys([*before.definitions, *former]):
        known = id in after.definitions or f"{after.id}/{id}" in after.renames
        unread = after.broken and (id in after.ids or after.absent or after.model is None)
        if not known and not unread:
            yield id


def find_successors(before: Draft, after: Draft) -> dict[str, Successor]:
    """Return by lost id the new item of a curriculum that may be the same."""
    gone = {id for id in find_lost(before, after) if id in before.definitions}
    explained = {
        id for id, found in after.definitions.items() if {*found.item.formerly} & before.ids
    }
    fresh = after.definitions.keys() - before.definitions.keys() - explained
    return match(look_at(before), look_at(after), gone, fresh) if gone and fresh else {}


def look_at(draft: Draft) -> list[Seen]:
    """Return the items that a curriculum defines, in file order."""
    found = []
    for level in draft.levels:
        for category in level.categories:
            place = f"{text_of(value_of(level.node, 'id'))}/{category.id}"
            entries = [
                entry if isinstance(entry, str) else entry.id for _, entry in category.entries
            ]
            around = zip(["", *entries], [*entries[1:], ""], strict=False)
            for (_, item), neighbors in zip(category.entries, around, strict=False):
                if isinstance(item, ItemModel):
                    addresses = frozenset((each.url, each.part) for each in item.resources)
                    title = _plain(item.title)
                    found.append(Seen(item.id, title, item.kind, addresses, place, neighbors))
    return found


def match(
    before: Sequence[Seen], after: Sequence[Seen], gone: Iterable[str], fresh: Iterable[str]
) -> dict[str, Successor]:
    """Return by gone id the fresh one that has the same title, address or place.

    The strongest reason comes first. Whatever fits several is left to the author.
    """
    old = {seen.id: seen for seen in before if seen.id in {*gone}}
    new = {seen.id: seen for seen in after if seen.id in {*fresh}}
    found: dict[str, Successor] = {}

    def note(reason: str, pairs: Iterable[tuple[str, str]]) -> None:
        for one, other in _unambiguous(pairs):
            found[one] = Successor(other, reason)
            del old[one], new[other]

    def share(whole: Callable[[Seen], Iterable[Hashable]]) -> list[tuple[str, str]]:
        """Return the pairs that have in common what nothing else has in either version."""
        were, are = (
            Counter(each for seen in all for each in whole(seen)) for all in (before, after)
        )
        owner = {each: seen.id for seen in new.values() for each in whole(seen) if are[each] == 1}
        return [
            (seen.id, owner[each])
            for seen in old.values()
            for each in whole(seen)
            if were[each] == 1 and each in owner
        ]

    note("title", share(lambda seen: [seen.title]))
    note("title", share(lambda seen: [(seen.title, seen.place)]))
    note("address", share(lambda seen: seen.addresses))
    note("place", _find_alike(old.values(), new.values()))
    return found


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of which neither side is in another pair."""
    unique = list(dict.fromkeys(pairs))
    left, right = (Counter(pair[side] for pair in unique) for side in (0, 1))
    return [(one, other) for one, other in unique if left[one] == right[other] == 1]


def _find_alike(old: Iterable[Seen], new: Iterable[Seen]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that stand in one category and have much the same title."""
    were: defaultdict[str, list[Seen]] = defaultdict(list)
    are: defaultdict[str, list[Seen]] = defaultdict(list)
    for seen in old:
        were[seen.place].append(seen)
    for seen in new:
        are[seen.place].append(seen)
    for place in were:
        if len(were[place]) * len(are[place]) <= MOST:
            for one in were[place]:
                yield from ((one.id, other.id) for other in are[place] if _is_alike(one, other))


def _is_alike(one: Seen, other: Seen) -> bool:
    from difflib import SequenceMatcher

    if one.kind != other.kind or _differ(one.title, other.title):
        return False
    matcher = SequenceMatcher(None, one.title, other.title, autojunk=False)
    least = NEIGHBORLY if one.around == other.around else LIKENESS
    return all(b() >= least for b in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def _differ(title: str, other: str) -> bool:
    """Return whether titles are about two things, however alike they look.

    So it is with other numbers (`Project 1`), where each has a word that the other has nothing like
    (`Image classification` and `Image segmentation`), and where a word ends with one of the other
    (`supervised` and `unsupervised`).
    """
    if re.findall(r"\d+", title) != re.findall(r"\d+", other):
        return True
    mine, yours = ({*words.split()} for words in (title, other))
    mine, yours = mine - yours, yours - mine
    kin = [(a, b) for a in mine for b in yours if _is_kin(a, b)]
    if mine - {a for a, _ in kin} and yours - {b for _, b in kin}:
        return True
    return any(a.endswith(b) or b.endswith(a) for a in mine for b in yours)


def _is_kin(word: str, other: str) -> bool:
    """Return whether words are spelled much the same, or one is the beginning of the other."""
    from difflib import SequenceMatcher

    if word.startswith(other) or other.startswith(word):
        return True
    return SequenceMatcher(None, word, other).ratio() >= LIKENESS


def _plain(title: str) -> str:
    """Return a title without case, marks and more than one blank in a row; C++ and C# stay."""
    return " ".join(re.findall(r"\w+[+#]*", normalize("NFKC", title).casefold()))
