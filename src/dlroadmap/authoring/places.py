"""Which curriculum a call adds to, and the levels and categories that its files have."""

import os
from pathlib import Path

from dlroadmap.authoring.patching import Steps
from dlroadmap.curriculum.library import Library
from dlroadmap.errors import DlrError
from dlroadmap.format.checks import find_id_faults
from dlroadmap.format.draft import Draft, PlacedCategory, PlacedLevel, load
from dlroadmap.format.nodes import elements_of
from dlroadmap.format.source import Source
from dlroadmap.lint.collect import collect
from dlroadmap.text import clean


def find_main(path: Path) -> Path:
    """Return the main file of the one curriculum that a path leads to."""
    mains = list(collect([path]).mains)
    if len(mains) == 1:
        return mains[0]
    found = f"{len(mains)} curricula" if mains else "no curriculum"
    advice = f"Specify one with --in: {', '.join(map(str, mains))}" if mains else "Use --in PATH."
    raise DlrError("which-curriculum", f"Found {found} in {path}.", advice)


def load_whole(main: Path) -> Draft:
    """Return what the files of a curriculum say; files with errors are refused."""
    draft = load(main)
    if draft.broken or any(find_id_faults(draft)):
        message = f"{main} has errors; nothing was changed."
        raise DlrError("bad-curriculum", message, subject=main)
    return draft


def find_level(draft: Draft, id: str) -> tuple[int, PlacedLevel]:
    """Return a level that the files have, and its place."""
    levels = {level.model.id: (n, level) for n, level in enumerate(draft.levels) if level.model}
    if id not in levels:
        advice = f"Levels: {', '.join(levels)}."
        raise DlrError("unknown-level", f"Unknown level “{clean(id)}”.", advice)
    return levels[id]


def find_category(draft: Draft, level: str, id: str) -> PlacedCategory | None:
    """Return a category that the files have, or None."""
    placed = (part for stage in draft.levels if stage.model and stage.model.id == level
              for part in stage.categories if part.id == id)  # fmt: skip
    return next(placed, None)


def steps_to(draft: Draft, category: PlacedCategory) -> tuple[Source, Steps]:
    """Return the file that holds a category, and the steps to it."""
    for number, level in enumerate(draft.levels):
        for place, node in enumerate(elements_of(level.node, "categories")):
            if node is category.node:
                return draft.main, ("levels", number, "categories", place)
    return category.source, ()


def is_writable(main: Path, library: Library) -> bool:
    """Return whether a curriculum is the learner's to edit; those that come with dlr never are.

    The first folder of the library is the learner's own.
    """
    if any(main.resolve().is_relative_to(folder.resolve()) for folder in library.folders[1:]):
        return False
    return os.access(main, os.W_OK) and os.access(main.parent, os.W_OK)


def is_installed(main: Path) -> bool:
    """Return whether a curriculum lies inside the installed program."""
    return main.resolve().is_relative_to(Path(__file__).resolve().parents[1])
