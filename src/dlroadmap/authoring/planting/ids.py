"""Ids for what a list names: from the title, then with the heading or the box around it."""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

from dlroadmap.authoring.naming import make_id
from dlroadmap.errors import DlrError
from dlroadmap.text import MAX_ID, is_id


@lru_cache(maxsize=4096)
def suggest_id(title: str) -> str:
    """Return the id that a title suggests, empty where it suggests none."""
    if title.isascii() and len(title) <= MAX_ID and is_id(lower := title.lower().replace(" ", "-")):
        return lower
    try:
        return make_id(title)
    except DlrError:
        return ""


class Names:
    """Hands out ids, none of them twice, and none of those that are `taken`."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self._last: dict[str, int] = {}

    def take(self, *wanted: str, fallback: str) -> str:
        """Return the first of some ids that is free, else the first with a number behind it."""
        found = next((id for id in wanted if id and id not in self.taken), "")
        if not found:
            found = self._number(next(filter(None, wanted), fallback), bool(any(wanted)))
        self.taken.add(found)
        return found

    def _number(self, stem: str, is_first: bool) -> str:
        """Return `stem-2`, or `item-1` of what has no name at all, or the next one that is free."""
        number = self._last.get(stem, int(is_first))
        while True:
            number += 1
            tail = f"-{number}"
            id = f"{stem[: MAX_ID - len(tail)].rstrip('-')}{tail}"
            if id not in self.taken:
                self._last[stem] = number
                return id


def name_parts(titles: Sequence[str], noun: str) -> Iterator[str]:
    """Yield an id for each title of levels, or of the categories of one."""
    names = Names()
    suggested = [suggest_id(title) for title in titles]
    first = set(suggested)
    for id in suggested:
        if id in first:
            first.discard(id)
            yield names.take(id, fallback=noun)
        else:
            # What another title suggests is left to that.
            names.taken.update(first - {""})
            yield names.take(id, fallback=noun)
            names.taken.difference_update(first)


def choose_ids(
    titles: Sequence[str],
    around: Sequence[Sequence[str]],
    given: Sequence[str],
    known: Set[str],
    sources: Sequence[str] = (),
) -> list[str]:
    """Return an id for each title; those that are `given` stay, and no `known` one is given anew.

    The first of several equal titles takes the id that they suggest. The others take their
    id in the source if it adds words to the title, else put a title from `around` them before it,
    of a box or a heading, the nearest first.
    """
    names = Names({*known, *given} - {""})
    ids = list(given)
    suggested = [suggest_id(title) for title in titles]
    for number, id in enumerate(suggested):
        if id and not ids[number] and id not in names.taken:
            ids[number] = id
            names.taken.add(id)
    for number, id in enumerate(suggested):
        if not ids[number]:
            wider = [suggest_id(f"{title} {titles[number]}") for title in around[number]]
            own = suggest_id(sources[number]) if sources else ""
            adds = f"-{id}-" in f"-{own}-"
            wanted = [id, *([own] if adds else []), *(each for each in wider if each != id)]
            ids[number] = names.take(*wanted, fallback="item")
    return ids
