"""Another's labels against a curriculum: the item that one names, or those that it may mean."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import log
from typing import NamedTuple

from dlroadmap.curriculum.fusing import Fusing
from dlroadmap.curriculum.labels import fold, split_words
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.spellings import Spelling, foldings, spellings
from dlroadmap.curriculum.stems import (
    EMPTY,
    VAGUE,
    VAGUE_WEIGHT,
    cut_name,
    split_parts,
    stem,
    stems,
)
from dlroadmap.likeness import find_near

LONGEST = 200
"""So many characters of a label are read, as many as a title has at most."""

MOST = 3
"""So many items are offered for a label."""

ENOUGH = 0.66
"""How much of a label and a name must agree, by the rarity of their words, from 0 to 1."""

FEW = 2
"""So many items may mention a label for each to be one that it may mean."""

_CLOSE = 0.75
"""How near to the best others must be to be offered beside it."""

_PART = 0.9
"""What an item is worth that is named by a part of a label, `B` of `A / B`."""

_NAMED = 0.95
"""What an item is worth that has a label for an alias: a name that agrees in full goes first."""

_PROPER = re.compile(r"(?<=[^.?!:\s] )\w*[A-Z]\w+|\w+[A-Z]\w*|(?<=\()\w+(?=\))")
"""Names in a text: capital letters within a sentence or a word, and a word alone in brackets."""


class Match(NamedTuple):
    """What a label means: the `key` of the one item, or else those that it `may` mean, best first.

    `named` is whether those share this very name.
    """

    key: str | None = None
    may: tuple[str, ...] = ()
    named: bool = False


class Matcher:
    """Finds what labels mean in a curriculum, whose names it reads only once."""

    def __init__(self, curriculum: Curriculum) -> None:
        self.curriculum = curriculum

    def match(self, label: str) -> Match:
        """Return what a label means; neither a key nor items that it may mean where none is near.

        Sure is only a name that stands for all of an item: words of a title are never enough.
        """
        label = label[:LONGEST]
        return self.match_whole(label) or Match(None, self.guess(label))

    def match_whole(self, label: str) -> Match | None:
        """Return what a label means that is the name of several items, or of one in full."""
        found = self._find_whole(label[:LONGEST])
        keys = tuple(found)
        if not any(found.values()) and len(keys) < 2:
            return None
        return Match(keys[0]) if len(keys) == 1 else Match(None, keys[:MOST], True)

    def has_name(self, label: str) -> bool:
        """Return whether a label is a name of some item, be it not in full."""
        return bool(self._find_whole(label[:LONGEST]))

    def _find_whole(self, label: str) -> Mapping[str, bool]:
        """Return the items that have a label for a name, and whether in full."""
        name = "-".join(label.casefold().split())
        for index in (self._ids, self._former):
            if found := index.get(name):
                return dict.fromkeys(found, True)
        for folded, plural in foldings(label):
            if named := (self._names if plural else self._singulars).get(folded):
                return named
        return {}

    @cached_property
    def _ids(self) -> Mapping[str, Sequence[str]]:
        index = defaultdict[str, list[str]](list)
        for key in self.curriculum.locations:
            index[key].append(key)
            index[key.partition("/")[2]].append(key)
        return index

    @cached_property
    def _former(self) -> Mapping[str, Sequence[str]]:
        index = defaultdict[str, list[str]](list)
        for old, new in self.curriculum.renames.items():
            if new and new in self.curriculum.locations:
                index[old].append(new)
                index[old.partition("/")[2]].append(new)
        return index

    @cached_property
    def _spellings(self) -> Sequence[tuple[str, str]]:
        """Every name of every item with its key."""
        items = self.curriculum.items
        return [
            (name, key)
            for key in self.curriculum.locations
            for item in (items[key],)
            for name in dict.fromkeys((item.id, item.title, *item.aliases))
        ]

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, bool]]:
        return self._index(plural=True)

    @cached_property
    def _singulars(self) -> Mapping[str, Mapping[str, bool]]:
        return self._index(plural=False)

    def _index(self, *, plural: bool) -> Mapping[str, Mapping[str, bool]]:
        """Return by name the items that have it, and whether it stands for all of them."""
        index = defaultdict[str, dict[str, bool]](dict)
        for key, found in self._spelled:
            for text, full in found:
                if folded := fold(text, plural=plural):
                    index[folded][key] = full or index[folded].get(key, False)
        return index

    @cached_property
    def _spelled(self) -> Sequence[tuple[str, Sequence[Spelling]]]:
        items = self.curriculum.items
        return [(key, list(spellings(items[key]))) for key in self.curriculum.locations]

    def guess(self, label: str) -> tuple[str, ...]:
        """Return the items that a label may mean, the likeliest first."""
        scores: dict[str, float] = {}
        whole = self._find_whole(label)
        scores |= dict.fromkeys(whole if len(whole) <= MOST else (), _NAMED)
        for part in split_parts(label):
            found = self._find_whole(part)
            scores |= dict.fromkeys(found if len(found) <= MOST else (), _PART)
        for key, score in self._compare(label):
            scores[key] = max(scores.get(key, 0), score)
        if max(scores.values(), default=0) < ENOUGH:
            scores = dict.fromkeys(self._find_mentions(label), 1.0)
            scores = scores or dict.fromkeys(self._find_loosest(label), 1.0)
        best = max(scores.values(), default=0)
        near = [key for key, score in scores.items() if score >= best * _CLOSE]
        return tuple(sorted(near, key=lambda key: (-scores[key], self._places[key]))[:MOST])

    def _compare(self, label: str) -> Iterator[tuple[str, float]]:
        """Yield the items that share enough of their words with a label, and how much."""
        words = {self._correct(word) for word in stems(label, self._fusing.fuse)}
        if words <= VAGUE:
            return
        total = sum(map(self._weigh, words))
        shared = defaultdict[int, float](float)
        for word in words:
            weight = self._weigh(word)
            # A single word may be what a name is about, which stands last; it is no mere attribute.
            holding = self._holding if len(words) > 1 else self._ending
            for index in holding.get(word, ()):
                shared[index] += weight
        best: dict[str, float] = {}
        for index, weight in shared.items():
            key, whole = self._word_sets[index]
            score = 2 * weight / (total + whole)
            if score >= ENOUGH * _CLOSE:
                best[key] = max(score, best.get(key, 0))
        yield from best.items()

    def _find_mentions(self, label: str) -> Sequence[str]:
        """Return the items, if they are few, in whose names, summary or checks a label stands."""
        wanted = list(map(stem, split_words(label)))
        if not set(wanted) - EMPTY - VAGUE:
            return ()
        if len(wanted) == 1:
            found = self._proper.get(wanted[0], [])
            return found if len(found) <= FEW else ()
        places = [self._mentions.get(word, {}) for word in wanted]
        held = set.intersection(*({*place} for place in places))
        found = [
            key
            for key in held
            if any(
                all(start + offset in place[key] for offset, place in enumerate(places))
                for start in places[0][key]
            )
        ]
        return sorted(found, key=self._places.__getitem__) if len(found) <= FEW else ()

    def _find_loosest(self, label: str) -> Sequence[str]:
        """Return the items, if they are few, of what a label is about that speak of all it says.

        `Image segmentation` is about segmentation, and Semantic segmentation speaks of images.
        """
        fused = self._fusing.fuse(split_words(label))
        words = [one for one in map(stem, fused) if one not in EMPTY]
        said = [one for one in words if one not in VAGUE]
        if not said or split_parts(label):
            return ()
        holding = self._holding if len(said) == 1 < len(words) else self._ending
        about = {self._stemmed[number][0] for number in holding.get(said[-1], ())}
        found = {key for key in about if all(key in self._mentions.get(one, ()) for one in said)}
        if not found and len(about) > 1 and all(one in self._weights for one in said):
            found = about
        return sorted(found, key=self._places.__getitem__) if len(found) <= MOST else ()

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {key: number for number, key in enumerate(self.curriculum.locations)}

    @cached_property
    def _mentions(self) -> Mapping[str, Mapping[str, set[int]]]:
        """Where a word stands in what is said of each item."""
        index = defaultdict[str, dict[str, set[int]]](dict)
        for key in self.curriculum.locations:
            item = self.curriculum.items[key]
            place = 0
            for text in (item.title, *item.aliases, item.summary, *item.checks):
                for word in map(stem, split_words(text)):
                    index[word].setdefault(key, set()).add(place)
                    place += 1
                place += 1  # no words follow each other across texts
        return index

    @cached_property
    def _proper(self) -> Mapping[str, list[str]]:
        """The items in whose summaries and checks a word stands as a name, with a capital letter.

        Other single words are mentioned for too many reasons.
        """
        index = defaultdict[str, list[str]](list)
        for key in self.curriculum.locations:
            item = self.curriculum.items[key]
            text = "\n".join((item.summary, *item.checks))
            for name in dict.fromkeys(_PROPER.findall(text)):
                for word in map(stem, split_words(name)):
                    index[word].append(key)
        return index

    def _weigh(self, word: str) -> float:
        return self._weights.get(word, self._rarest * (VAGUE_WEIGHT if word in VAGUE else 1))

    @cached_property
    def _fusing(self) -> Fusing:
        return Fusing(name for name, _ in self._spellings)

    @cached_property
    def _stemmed(self) -> Sequence[tuple[str, frozenset[str]]]:
        sets = ((key, frozenset(stems(name, self._fusing.fuse))) for name, key in self._spellings)
        return list(dict.fromkeys((key, words) for key, words in sets if words))

    @cached_property
    def _rarest(self) -> float:
        return log(len(self.curriculum.locations) + 1)

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """How much each word says, by how few items have it in a name."""
        holders = defaultdict[str, set[str]](set)
        for key, words in self._stemmed:
            for word in words:
                holders[word].add(key)
        items = len(self.curriculum.locations) + 1
        return {
            word: log(items / len(keys)) * (VAGUE_WEIGHT if word in VAGUE else 1)
            for word, keys in holders.items()
        }

    @cached_property
    def _word_sets(self) -> Sequence[tuple[str, float]]:
        """The key of each name, and how much all its words say."""
        return [(key, sum(map(self._weigh, words))) for key, words in self._stemmed]

    @cached_property
    def _holding(self) -> Mapping[str, Sequence[int]]:
        """The names that hold a word."""
        index = defaultdict[str, list[int]](list)
        for number, (_, words) in enumerate(self._stemmed):
            for word in words:
                index[word].append(number)
        return index

    @cached_property
    def _ending(self) -> Mapping[str, Sequence[int]]:
        """The names that end in a word."""
        numbers = {entry: number for number, entry in enumerate(self._stemmed)}
        index = defaultdict[str, dict[int, None]](dict)
        for name, key in self._spellings:
            words = split_words(cut_name(name))
            number = numbers.get((key, frozenset(stems(name, self._fusing.fuse))))
            if words and number is not None:
                index[stem(words[-1])][number] = None
        return {word: list(found) for word, found in index.items()}

    def _correct(self, word: str) -> str:
        """Return the word of the curriculum that a misspelled one was to be, or the word itself."""
        if word in self._weights or len(word) < _SHORTEST:
            return word
        known = {other for cut in _cut(word) for other in self._misspelled.get(cut, ())}
        return next(iter(find_near(word, sorted(known), most=1)), word)

    @cached_property
    def _misspelled(self) -> Mapping[str, Sequence[str]]:
        """The known words by what is left of them without one letter.

        To compare a slip with these few is enough; with every word it would take too long.
        """
        index = defaultdict[str, list[str]](list)
        for word in self._weights:
            if len(word) >= _SHORTEST:
                for cut in _cut(word):
                    index[cut].append(word)
        return index


_SHORTEST = 6
"""Letters of a word that may be misspelled; of a shorter one too little is left."""


def _cut(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
