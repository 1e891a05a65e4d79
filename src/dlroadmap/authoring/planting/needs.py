"""What a list says comes first, by names that are rarely exact."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from dlroadmap.authoring.outline import Dropped, Listed
from dlroadmap.authoring.planting.alike import initials, is_slip, reduce_title, squeeze
from dlroadmap.text import clean


def _fold(text: str) -> str:
    return clean(text).casefold()


_WAYS: tuple[Callable[[str], str], ...] = (_fold, squeeze, reduce_title)
"""What names have in common that mean the same, the surest first."""


class Finder:
    """Finds items by the name that a list has for them: by what leaves no doubt, or not at all."""

    def __init__(self, items: Sequence[Listed], titles: Sequence[str]) -> None:
        self._sources: dict[str, int] = {}
        self._tiers: list[dict[str, set[int]]] = [defaultdict(set) for _ in range(3)]
        for number, (item, title) in enumerate(zip(items, titles, strict=True)):
            if item.source:
                self._sources.setdefault(item.source, number)
            for name in (title, *item.aliases):
                for tier, way in zip(self._tiers, _WAYS, strict=True):
                    if word := way(name):
                        tier[word].add(number)
        self._titles = titles
        self._initials: dict[str, list[int]] = defaultdict(list)
        for number, title in enumerate(titles):
            self._initials[initials(title)].append(number)

    def find(self, name: str, asking: int) -> list[int]:
        """Return the items that a name may mean; one if it is sure, none if it is unknown."""
        if name.strip() in self._sources:
            return [self._sources[name.strip()]]
        for tier, way in zip(self._tiers, _WAYS, strict=True):
            if found := tier.get(way(name)):
                return sorted(found - {asking}) or [asking]
        alike = self._initials.get(initials(name), ())
        return [number for number in alike if is_slip(self._titles[number], name)]


def find_needs(
    items: Sequence[Listed], titles: Sequence[str]
) -> tuple[list[dict[int, str]], list[Dropped]]:
    """Return by item what the list says it requires, with reasons, and what could not be found."""
    if not any(item.requires for item in items):
        return [{} for _ in items], []
    finder = Finder(items, titles)
    dropped: list[Dropped] = []
    edges = [dict(_resolve(finder, n, item, titles, dropped)) for n, item in enumerate(items)]
    return edges, dropped


def _resolve(
    finder: Finder, number: int, item: Listed, titles: Sequence[str], dropped: list[Dropped]
) -> Iterator[tuple[int, str]]:
    for need in item.requires:
        found = finder.find(need.name, number)
        if len(found) == 1 and found != [number]:
            yield found[0], clean(need.because)
            continue
        if found == [number]:
            why = "an item cannot require itself"
        elif found:
            why = f"it could be any of {len(found)} items"
        else:
            why = "no item has this name"
        text = f"{_cut(titles[number])} requires {_cut(clean(need.name[: 4 * _LONGEST]))}"
        dropped.append(Dropped(item.line, text, why))


def tell_cuts(
    cuts: Iterable[tuple[int, int]], items: Sequence[Listed], titles: Sequence[str], why: str
) -> Iterator[Dropped]:
    """Yield prerequisites that were left out."""
    for number, other in cuts:
        text = f"{_cut(titles[number])} requires {_cut(titles[other])}"
        yield Dropped(items[number].line, text, why)


_LONGEST = 90
"""So many letters of each of two titles are told: both fit on what is shown of a line."""


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
