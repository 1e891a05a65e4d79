"""Words that some write in one and others in two: `feedforward` and `feed-forward`."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from dlroadmap.curriculum.labels import singular, split_words


class Fusing:
    """Knows the words of some names, and writes those of others as these do."""

    def __init__(self, names: Iterable[str]) -> None:
        texts = [split_words(name) for name in names]
        self._words = {singular(word) for text in texts for word in text}
        self._pairs = {
            first + singular(second): (first, second)
            for text in texts
            for first, second in pairwise(text)
        }

    def fuse(self, words: Sequence[str]) -> list[str]:
        """Return words in two where some name has them in two, and in one where all names do."""
        fused: list[str] = []
        rest = iter(range(len(words)))
        for index in rest:
            word = words[index]
            joined = word + singular(words[index + 1]) if index + 1 < len(words) else ""
            if parts := self._pairs.get(singular(word)):
                fused += parts
            elif joined in self._words and joined not in self._pairs:
                fused.append(joined)
                next(rest)
            else:
                fused.append(word)
        return fused
