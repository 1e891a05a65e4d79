"""Checks curricula, and says what was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dlroadmap.curriculum.assemble import assemble
from dlroadmap.curriculum.compiling import DraftShelf
from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.curriculum.source import Source, read
from dlroadmap.diagnostics import Finding
from dlroadmap.lint.collect import collect, normal


@dataclass(frozen=True)
class Result:
    """What was read, what is wrong with it, and which paths could not be looked at at all."""

    files: int
    items: int
    findings: list[Finding]
    unreadable: list[str]


def lint(paths: Sequence[Path], library: Library) -> Result:
    """Check every curriculum that the paths lead to.

    References resolve in the linted paths, then in their neighbours, then in the library.
    """
    found = collect(paths)
    mains = dict.fromkeys([*found.mains, *found.parts.values()])
    folders = dict.fromkeys(m.parent.parent if m.name == MAIN else m.parent for m in mains)
    shelf = DraftShelf(Library((*folders, *library.folders)), first=mains)
    sources: dict[Path, Source] = {}
    items = 0
    for main in mains:
        draft = shelf.load(main)
        assemble(draft, shelf.find)
        for source in draft.sources:
            if main in found.mains or normal(source.path) in found.parts:
                sources[normal(source.path)] = source
        for definition in draft.definitions.values():
            items += normal(definition.source.path) in sources
    for path in [*found.inside, *found.parts]:
        if path not in sources:
            sources[path] = read(path)
            sources[path].report("S113", 0, 0, "no level of the curriculum refers to this file")
    sources.update(found.strays)
    findings = {finding for source in sources.values() for finding in source.findings}
    return Result(len(sources), items, sorted(findings), found.unreadable)
