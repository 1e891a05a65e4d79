"""What rules look at: a curriculum, what it adds up to, and what there was in a revision."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dlroadmap.curriculum.graph import sort
from dlroadmap.format.assemble import Assembly, Said
from dlroadmap.format.draft import Definition, Draft
from dlroadmap.format.faults import Fault
from dlroadmap.format.nodes import Node


@dataclass(frozen=True)
class Earlier:
    """A curriculum of a revision, and the path that it would have today.

    `linted` tells whether a lint is about that path, `present` whether anything lies there.
    """

    path: Path
    draft: Draft
    linted: bool
    present: bool


@dataclass(frozen=True)
class Base:
    """A revision that a lint compares with, and the curricula of its whole repository."""

    ref: str
    curricula: Sequence[Earlier]


@dataclass(frozen=True)
class Checked:
    """One curriculum, as far as it could be understood."""

    assembly: Assembly
    faults: Mapping[str, Sequence[Fault]]
    """What reading has met in all curricula of the lint, by file."""
    linted: frozenset[str]
    """The files that the lint is about; others are read because these refer to them."""
    everyday: Collection[str] = ()
    """Words that mean no item, whatever items are called; the settings list them."""

    @property
    def whole(self) -> bool:
        """Whether no file has an error, so that what is absent is absent indeed."""
        return not any(f.fatal for draft in self.assembly.drafts for f in self.faults_of(draft))

    def faults_of(self, draft: Draft) -> Iterator[Fault]:
        """Yield what reading has met in the files of a curriculum."""
        for source in draft.sources:
            yield from self.faults.get(str(source.path), ())

    @cached_property
    def own(self) -> dict[str, Definition]:
        """The items that this curriculum defines, by key, in file order."""
        draft = self.assembly.draft
        return {f"{draft.id}/{id}": found for id, found in draft.definitions.items()}

    @cached_property
    def requires(self) -> dict[str, tuple[str, ...]]:
        """The keys of the direct prerequisites of every item in the assembly."""
        items = self.assembly.items.items()
        return {key: tuple(r.key for r in item.requires) for key, item in items}

    @cached_property
    def required_by(self) -> dict[str, list[str]]:
        """The keys of the items that directly require each item, of those that something does."""
        found: dict[str, list[str]] = {}
        for key, others in self.requires.items():
            for other in others:
                found.setdefault(other, []).append(key)
        return found

    @cached_property
    def order(self) -> list[str]:
        """The items, each behind all that it requires; what waits for a circle is left out."""
        return sort(self.requires)

    @cached_property
    def level(self) -> dict[str, int]:
        """The number of the level, from 0, at which each placed item stands first."""
        levels: dict[str, int] = {}
        for number, level in enumerate(self.assembly.levels):
            for category in level.categories:
                for key in category.items:
                    levels.setdefault(key, number)
        return levels

    def name(self, key: str) -> str:
        """Return how this curriculum's files call an item: by its id, or home/id."""
        return key.removeprefix(f"{self.assembly.draft.id}/")

    def requirements(self, key: str) -> Iterator[tuple[str, Node]]:
        """Yield the key of each prerequisite of an own item, and its element."""
        return ((said.key, said.node) for said in self.assembly.said.get(key, ()))

    def said(self) -> Iterator[tuple[str, Said]]:
        """Yield the prerequisites that the curriculum's own files name, by the item's key."""
        own = set(map(id, self.assembly.draft.sources))
        for key, listed in self.assembly.said.items():
            yield from ((key, said) for said in listed if id(said.source) in own)
