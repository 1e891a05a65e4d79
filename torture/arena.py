"""A folder in which learners are prepared once, and copied for every case."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from torture.scenes import Home, Scene
from torture.verdict import Known, read_events


class Template(NamedTuple):
    """A prepared learner, and what that learner has."""

    scene: Scene
    folder: Path
    known: Known


class Arena:
    """Where a trial takes place: a folder of its own, and dice that fall the same every time."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        self.folder = folder
        self.dice = random.Random(seed)
        self._cases = 0
        self._templates: dict[tuple[str, int], Template] = {}

    def prepare(self, scene: Scene, size: int) -> Template:
        """Return the learner of a scene, with a history of some size."""
        known = self._templates.get((scene.name, size))
        if not known:
            known = self._prepare(scene, size)
            self._templates[scene.name, size] = known
        return known

    def _prepare(self, scene: Scene, size: int) -> Template:
        folder = self.folder / f"{scene.name}-{size}".replace(" ", "-")
        folder.mkdir(parents=True)
        home = Home(folder)
        scene.prepare(home, size)
        copied = read_events(home.copy) if home.copy.exists() else []
        try:
            known = Known(read_events(home.path) if home.path.exists() else [], copied)
        except sqlite3.DatabaseError:
            known = Known((), copied, home.path.read_bytes())
        return Template(scene, folder, known)

    @contextmanager
    def case(self, template: Template) -> Iterator[Home]:
        """Yield a copy of a prepared learner, which is gone afterwards."""
        self._cases += 1
        folder = self.folder / f"case-{self._cases}"
        shutil.copytree(template.folder, folder)
        try:
            yield Home(folder)
        finally:
            shutil.rmtree(folder)
