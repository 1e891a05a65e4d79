"""Checks curricula, and says what was read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.diagnostics import Finding
from dlroadmap.format.assemble import Assembly, assemble
from dlroadmap.format.compiling import DraftShelf
from dlroadmap.format.source import Source, read
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.collect import collect, normal
from dlroadmap.lint.rules import RULES
from dlroadmap.lint.settings import LintSettings
from dlroadmap.lint.suppressions import Target, suppressions, unused

DEFAULTS = LintSettings()


@dataclass(frozen=True)
class Result:
    """What was read, what is wrong with it, and which paths could not be looked at at all."""

    files: int
    items: int
    findings: list[Finding]
    unreadable: list[str]
    sources: dict[Path, Source] = field(default_factory=dict, compare=False)
    """Every file by its path, for fixes and for frames around findings."""


def lint(
    paths: Sequence[Path],
    library: Library,
    settings: LintSettings = DEFAULTS,
    compare: Callable[[Iterable[Assembly]], Iterable[Finding]] | None = None,
) -> Result:
    """Check every curriculum that the paths lead to.

    References resolve in the linted paths, then in their neighbours, then in the library.
    `compare` adds what is wrong with the curricula when another version is set beside them.
    """
    found = collect(paths)
    mains = dict.fromkeys([*found.mains, *found.parts.values()])
    folders = dict.fromkeys(m.parent.parent if m.name == MAIN else m.parent for m in mains)
    shelf = DraftShelf(Library((*folders, *library.folders)), first=mains)
    sources: dict[Path, Source] = {}
    assemblies: list[Assembly] = []
    items = 0
    for main in mains:
        draft = shelf.load(main)
        assemblies.append(assemble(draft, shelf.find))
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
    findings = set(_findings(sources, assemblies))
    if compare:
        findings.update(compare(assemblies))
    kept = sorted(_chosen(findings, sources, _understood(assemblies), settings))
    return Result(len(sources), items, kept, found.unreadable, sources)


def _findings(sources: dict[Path, Source], assemblies: list[Assembly]) -> Iterator[Finding]:
    """Yield what was told while the files were read, then what the rules find."""
    for source in sources.values():
        yield from source.findings
        for rule in RULES.values():
            if rule.file:
                yield from rule.file(source)
    files = {str(source.path) for source in sources.values()}
    for assembly in assemblies:
        checked = Checked(assembly, frozenset(files))
        for rule in RULES.values():
            if rule.curriculum:
                yield from (each for each in rule.curriculum(checked) if each.file in files)


def _understood(assemblies: list[Assembly]) -> set[str]:
    """Return the files of curricula without errors; elsewhere rules may find less than there is."""
    return {
        str(source.path)
        for assembly in assemblies
        if assembly.curriculum
        for source in assembly.draft.sources
    }


def _chosen(
    findings: set[Finding],
    sources: dict[Path, Source],
    understood: set[str],
    settings: LintSettings,
) -> Iterator[Finding]:
    """Yield the findings that settings and comments leave, each with the severity it is set to."""
    by_file: dict[str, list[Finding]] = {str(source.path): [] for source in sources.values()}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    for source in sources.values():
        file = str(source.path)
        comments = suppressions(source)
        targets = {target for comment in comments for target in comment.targets}
        met: set[Target] = set()
        for finding in by_file.pop(file):
            silenced = targets & {(finding.line, finding.rule), (None, finding.rule)}
            met |= silenced
            if not silenced or _is_fatal(finding):
                yield from _set(finding, settings, source.root is None)

        def holds(code: str, file: str = file) -> bool:
            return settings.holds(code, file) and file in understood

        for finding in unused(source, comments, met, holds):
            yield from _set(finding, settings)
    for rest in by_file.values():
        for finding in rest:
            yield from _set(finding, settings)


def _set(finding: Finding, settings: LintSettings, unread: bool = False) -> Iterator[Finding]:
    """Yield a finding if its rule holds; why a file could not be read at all is always told."""
    if settings.holds(finding.rule, finding.file) or (unread and _is_fatal(finding)):
        level = settings.severity.get(finding.rule)
        yield replace(finding, level=level) if level else finding


def _is_fatal(finding: Finding) -> bool:
    """Return whether a file could not be understood because of this."""
    rule = RULES.get(finding.rule)
    return finding.severity == "error" and not (rule and (rule.file or rule.curriculum))
