"""Which item of a list is which of the same list before it was edited.

The surest marks come first: the id in the source, the same title at the same place, the same
address, the same title elsewhere, a title that means the same within its heading. Each item is
taken once, and what could be taken for several is taken for none.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache

from dlroadmap.authoring.planting.alike import (
    differs_only_in_number,
    is_generic,
    is_slip,
    reduce_title,
    split_title,
)
from dlroadmap.authoring.planting.kept import KeptItem
from dlroadmap.authoring.planting.lectures import is_again, read_lecture
from dlroadmap.authoring.planting.retitled import is_retitled

MOST = 40_000
"""So many pairs of one place are looked at for slips of a key."""

Mark = Callable[[KeptItem], Hashable]
Path = tuple[str, ...]


def match_items(before: Sequence[KeptItem], after: Sequence[KeptItem]) -> dict[int, int]:
    """Return by index in `after` the index in `before` of the same thing."""
    if not before:
        return {}
    matching = _Matching(before, after)
    matching.pair(lambda item: item.source or None)
    matching.pair_in_place(_title)
    matching.pair_addresses()
    matching.pair(lambda item: None if is_generic(item.title) else _title(item))
    # Who knows what became of a heading or a box, knows more of what is in it.
    for _ in range(ROUNDS):
        found = len(matching.found)
        matching.follow()
        matching.pair_in_place(_title)
        matching.pair_in_place(lambda item: reduce_title(item.title))
        matching.pair_slips()
        matching.pair_retitled()
        if len(matching.found) == found:
            break
    matching.pair_lectures(same_topic=True)
    matching.pair_lectures(same_topic=False)
    return matching.found


ROUNDS = 10
"""So deep in each other are boxes whose titles were all edited at once."""


def _title(item: KeptItem) -> str:
    return item.title.casefold()


class _Matching:
    def __init__(self, before: Sequence[KeptItem], after: Sequence[KeptItem]) -> None:
        self.before, self.after = before, after
        self.found: dict[int, int] = {}
        self._used: set[int] = set()
        self._headings: dict[Path, Path] = {}
        self._boxes: dict[tuple[Path, Path], tuple[Path, Path]] = {}
        """What headings and boxes of the list were called before."""

    def _old(self) -> Iterable[int]:
        return (n for n in range(len(self.before)) if n not in self._used)

    def _new(self) -> Iterable[int]:
        return (n for n in range(len(self.after)) if n not in self.found)

    def _take(self, new: int, old: int) -> None:
        if new not in self.found and old not in self._used:
            self.found[new] = old
            self._used.add(old)

    def _agree(self, new: int, old: int) -> bool:
        """Return whether no id of the source speaks against a pair."""
        return self.after[new].source == self.before[old].source or not (
            self.after[new].source and self.before[old].source
        )

    def pair(self, mark: Mark) -> None:
        """Pair what has a mark alone on both sides, counting what is paired and gone too."""
        old = _unique(self.before, mark)
        for word, new in _unique(self.after, mark).items():
            if word in old and self._agree(new, old[word]):
                self._take(new, old[word])

    def pair_in_place(self, mark: Mark) -> None:
        """Pair what has the same mark at the same place; of several equals, as many on both sides.

        What is gone comes back if nothing else of the list is it.
        """
        for gone in (False, True):
            places: dict[tuple[Path, Path, Hashable], tuple[list[int], list[int]]]
            places = defaultdict(lambda: ([], []))
            for number in self._old():
                item = self.before[number]
                if item.gone == gone:
                    places[item.path, item.boxes, mark(item)][0].append(number)
            for number in self._new():
                item = self.after[number]
                places[(*self._find_place(item), mark(item))][1].append(number)
            for (_, _, word), (old, new) in places.items():
                if word and len(old) == len(new):
                    for one, other in zip(new, old, strict=True):
                        if self._agree(one, other) or (len(new) == 1 and mark is _title):
                            self._take(one, other)
                elif word and old and new:
                    self._pair_equals(new, old)

    def _pair_equals(self, new: Sequence[int], old: Sequence[int]) -> None:
        """Pair, of items with equal titles at one place, those with the same addresses."""
        known = _unique_of(old, lambda n: self.before[n].urls)
        for urls, number in _unique_of(new, lambda n: self.after[n].urls).items():
            if urls in known:
                self._take(number, known[urls])

    def pair_addresses(self) -> None:
        """Pair what has an address alone on both sides, but not the next of a series.

        Where other addresses differ, the titles have to have a word in common.
        """
        old, new = (_unique_addresses(side) for side in (self.before, self.after))
        wanted: dict[int, set[int]] = defaultdict(set)
        for url, number in new.items():
            if url in old:
                wanted[number].add(old[url])
        several = Counter(other for others in wanted.values() for other in others)
        for number, others in wanted.items():
            one, other = self.after[number], self.before[next(iter(others))]
            if len(others) > 1 or several[next(iter(others))] > 1:
                continue
            same = set(one.urls) == set(other.urls) or _share_words(one.title, other.title)
            if same and not differs_only_in_number(one.title, other.title):
                old_number = next(iter(others))
                if self._agree(number, old_number):
                    self._take(number, old_number)

    def _find_place(self, item: KeptItem) -> tuple[Path, Path]:
        """Return the headings and boxes of an item of the list as they were called before."""
        path, boxes = item.path, item.boxes
        known = self._boxes.get((path, boxes)) if boxes else None
        return known or (self._headings.get(path, path), boxes)

    def follow(self) -> None:
        """Find out what headings and boxes are called now, by what is in them."""
        paths = {item.path for item in self.before}
        votes: dict[Path, Counter[Path]] = defaultdict(Counter)
        for new, old in self.found.items():
            votes[self.after[new].path][self.before[old].path] += 1
        now = {item.path for item in self.after}
        for path, counter in votes.items():
            (best, number), *_ = counter.most_common(1)
            if path not in paths and best not in now and 2 * number > sum(counter.values()):
                self._headings[path] = best
        for path in now - paths - self._headings.keys():
            same = [one for one in paths - now if _are_alike(one, path)]
            if len(same) == 1:
                self._headings[path] = same[0]
        for new, old in self.found.items():
            one, other = self.after[new], self.before[old]
            self._boxes[one.path, (*one.boxes, one.title)] = (
                other.path,
                (*other.boxes, other.title),
            )

    def pair_slips(self) -> None:
        """Pair titles at one place that differ by a slip of a key, where there is no doubt."""
        self._pair_by(lambda one, other: is_slip(one.title, other.title))

    def pair_retitled(self) -> None:
        """Pair titles of which one says more than the other, where they stand at the same place.

        Links to different pages speak against it.
        """
        old = _find_neighbors(self.before, {number: number for number in self._used})
        new = _find_neighbors(self.after, self.found)

        def fits(one: KeptItem, other: KeptItem) -> bool:
            parted = one.urls and other.urls and set(one.urls).isdisjoint(other.urls)
            return not parted and is_retitled(one.title, other.title)

        self._pair_by(fits, lambda one, other: new[one] == old[other])

    def pair_lectures(self, same_topic: bool) -> None:
        """Pair lectures at one place that were recorded again, where there is no doubt."""
        read = cache(read_lecture)

        def fits(one: KeptItem, other: KeptItem) -> bool:
            first, second = read(one.title), read(other.title)
            return is_again(first, second) and (
                not same_topic or (first and first.whole) == (second and second.whole)
            )

        self._pair_by(fits)

    def _pair_by(
        self,
        fits: Callable[[KeptItem, KeptItem], bool],
        allows: Callable[[int, int], bool] = lambda *_: True,
    ) -> None:
        """Pair what is of one place and fits each other and nothing else there, if allowed."""
        places: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for number in self._old():
            if not self.before[number].gone:
                places[self.before[number].path, self.before[number].boxes][0].append(number)
        for number in self._new():
            places[self._find_place(self.after[number])][1].append(number)
        for old, new in places.values():
            if len(old) * len(new) > MOST:
                continue
            pairs = [
                (one, other)
                for one in new
                for other in old
                if fits(self.after[one], self.before[other]) and self._agree(one, other)
            ]
            ones = Counter(one for one, _ in pairs)
            others = Counter(other for _, other in pairs)
            for one, other in pairs:
                if ones[one] == others[other] == 1 and allows(one, other):
                    self._take(one, other)


def _find_neighbors(items: Sequence[KeptItem], partners: Mapping[int, int]) -> dict[int, Hashable]:
    """Return by unpaired item the former indexes of what is paired right before and after it.

    Where nothing of its place is paired, its number there and how many there are take their place.
    """
    places: dict[tuple[Path, Path], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        if number in partners or not item.gone:
            places[item.path, item.boxes].append(number)
    found: dict[int, Hashable] = {}
    for numbers in places.values():
        if not any(number in partners for number in numbers):
            found |= {number: (n, len(numbers), "") for n, number in enumerate(numbers)}
            continue
        for way in (numbers, numbers[::-1]):
            near: int | None = None
            for number in way:
                near = partners.get(number, near)
                if number not in partners:
                    found[number] = (found[number], near) if way is not numbers else near
    return found


def _unique(items: Sequence[KeptItem], mark: Mark) -> dict[Hashable, int]:
    return _unique_of(range(len(items)), lambda number: mark(items[number]))


def _unique_of(numbers: Iterable[int], mark: Callable[[int], Hashable]) -> dict[Hashable, int]:
    found: dict[Hashable, int] = {}
    twice: set[Hashable] = set()
    for number in numbers:
        word = mark(number)
        if word in found:
            twice.add(word)
        elif word:
            found[word] = number
    return {word: number for word, number in found.items() if word not in twice}


def _unique_addresses(items: Sequence[KeptItem]) -> dict[str, int]:
    """Return by address the one item that has it."""
    holders: dict[str, set[int]] = defaultdict(set)
    for number, item in enumerate(items):
        for url in item.urls:
            holders[url].add(number)
    return {url: next(iter(numbers)) for url, numbers in holders.items() if len(numbers) == 1}


def _share_words(one: str, other: str) -> bool:
    return not {w for w in split_title(one) if not is_generic(w)}.isdisjoint(split_title(other))


def _are_alike(one: Path, other: Path) -> bool:
    return len(one) == len(other) and all(map(is_slip, one, other))
