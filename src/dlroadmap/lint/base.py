"""The curricula of an earlier revision, set beside those of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dlroadmap.format.draft import Draft


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
class Comparison:
    """A revision, and the linted curricula of today by id."""

    base: Base
    today: Mapping[str, Draft]
