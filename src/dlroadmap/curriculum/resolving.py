"""A list of labels against the curricula: what is sure, what may be meant, and what is unknown."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from dlroadmap.curriculum.matching import LONGEST, MOST, Match, Matcher
from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.curriculum.names import find_hidden, find_matches
from dlroadmap.curriculum.sections import Section
from dlroadmap.curriculum.subjects import find_subjects


class Label(NamedTuple):
    """What stands on a line of a list, by what other names, and the addresses that it links to.

    The text is clean. Its `number` in the list tells it from others of the same words.
    """

    line: int | None
    text: str
    aliases: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    number: int = 0


class Sure(NamedTuple):
    """A label that is the name of one item, and a curriculum that holds it."""

    label: Label
    item: Item
    holder: Curriculum


class Likely(NamedTuple):
    """A label that may mean some items, best first, or all of some `sections`.

    `named` is whether all these items have this very name.
    """

    label: Label
    may: tuple[Item, ...]
    named: bool
    sections: tuple[Section, ...] = ()


class Resolved(NamedTuple):
    """What the labels of a list came to, in its order."""

    sure: list[Sure]
    likely: list[Likely]
    unknown: list[Label]

    @property
    def left(self) -> int:
        """How many labels are not sure."""
        return len(self.likely) + len(self.unknown)


class Resolver:
    """Resolves labels to items of the curriculum in use, and whole names to those of the others."""

    def __init__(
        self, used: Curriculum, others: Callable[[], Iterable[Curriculum]] = tuple
    ) -> None:
        self._used = used
        self._find_others = others
        self._sections: dict[str, tuple[Section, ...]] = {}
        self._known: dict[tuple[object, ...], tuple[Match, Curriculum]] = {}

    def resolve(self, labels: Iterable[Label]) -> Resolved:
        """Return what labels mean."""
        resolved = Resolved([], [], [])
        for label in labels:
            if (known := label[1:4]) not in self._known:
                self._known[known] = self._find(label)
            match, holder = self._known[known]
            if match.key:
                resolved.sure.append(Sure(label, holder.items[match.key], holder))
                continue
            sections = self._find_sections(label.text)
            if match.may or sections:
                items = tuple(holder.items[key] for key in match.may)
                resolved.likely.append(Likely(label, items, match.named, sections))
            else:
                resolved.unknown.append(label)
        return resolved

    def _find_sections(self, text: str) -> tuple[Section, ...]:
        if text not in self._sections:
            loosely = not self._matcher.has_name(text)
            found = find_subjects(text[:LONGEST], self._used, described=loosely)
            self._sections[text] = tuple(found)
        return self._sections[text]

    def _find(self, label: Label) -> tuple[Match, Curriculum]:
        """Return what a label means, and the first curriculum that has an item of that name."""
        if hidden := find_hidden(label.text, self._used):
            for matcher in self._others:
                if hidden in matcher.curriculum.locations:
                    return Match(hidden), matcher.curriculum
        for matcher in self._matchers():
            for name in (label.text, *label.aliases):
                found = matcher.match_whole(name)
                if found and matcher is not self._matcher and (loose := self._find_loosely(name)):
                    return Match(None, loose), self._used
                if found:
                    return found, matcher.curriculum
        may = (*self._find_linked(label.links), *self._matcher.guess(label.text[:LONGEST]))
        return Match(None, tuple(dict.fromkeys(may))[:MOST]), self._used

    def _find_loosely(self, name: str) -> tuple[str, ...]:
        """Return what a name alone is taken for before dlr looks into other curricula."""
        return tuple(find_matches(name, self._used)[:MOST])

    def _find_linked(self, links: Iterable[str]) -> list[str]:
        """Return the items that alone have one of these addresses among their resources."""
        found = [self._addresses.get(_bare(link), []) for link in links]
        return [keys[0] for keys in found if len(keys) == 1]

    @cached_property
    def _addresses(self) -> dict[str, list[str]]:
        holders: dict[str, list[str]] = {}
        for key in self._used.locations:
            urls = {_bare(resource.url) for resource in self._used.items[key].resources}
            for url in urls:
                holders.setdefault(url, []).append(key)
        return holders

    def _matchers(self) -> Iterator[Matcher]:
        """Yield what matches in the curriculum in use; the others are opened when asked for."""
        yield self._matcher
        yield from self._others

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._used)

    @cached_property
    def _others(self) -> list[Matcher]:
        return list(map(Matcher, self._find_others()))


def _bare(address: str) -> str:
    """Return an address without what differs between two copies of it."""
    rest = address.strip().partition("://")[2] or address.strip()
    return rest.removeprefix("www.").rstrip("/")
