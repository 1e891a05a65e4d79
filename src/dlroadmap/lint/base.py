"""The curricula of an earlier revision, set beside those of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dlroadmap.format.draft import Draft
from dlroadmap.format.files import DISK, Files


@dataclass(frozen=True)
class Published:
    """A curriculum of a revision: where it would lie today, and whether that is linted."""

    path: Path
    linted: bool
    draft: Draft


@dataclass(frozen=True)
class Base:
    """All curricula of a revision that git calls `ref`."""

    ref: str
    published: Sequence[Published]
    files: Files = DISK


@dataclass(frozen=True)
class Comparison:
    """A revision, and the linted curricula of today by id."""

    base: Base
    today: Mapping[str, Draft]
