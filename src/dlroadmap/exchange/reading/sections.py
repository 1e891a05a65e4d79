"""Sections of a list that names each thing's place by a path, such as level and category."""

from collections.abc import Iterable

from dlroadmap.authoring.outline import Section


class Sections:
    """The sections met so far, in their order; a parent stands before what is in it."""

    def __init__(self) -> None:
        self.all: list[Section] = []
        self._indices: dict[tuple[str, ...], int] = {}

    def place(self, path: Iterable[str], line: int | None = None) -> int | None:
        """Return the index of a section, made with those around it where it is new.

        Empty names are left out of its path; without any there is no section.
        """
        names = tuple(filter(None, (name.strip() for name in path)))
        parent = None
        for depth, name in enumerate(names, 1):
            parent = self.declare(names[:depth], name, parent, line)
        return parent

    def declare(
        self, path: tuple[str, ...], title: str, parent: int | None, line: int | None = None
    ) -> int:
        """Return the index of a section, made with a title where it is new."""
        if path not in self._indices:
            self._indices[path] = len(self.all)
            self.all.append(Section(title, line, parent, source="/".join(path)))
        return self._indices[path]
