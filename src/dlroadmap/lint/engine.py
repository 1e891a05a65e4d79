"""Checks curricula, and says what was read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.diagnostics import Finding
from dlroadmap.format.assemble import assemble
from dlroadmap.format.compiling import DraftShelf
from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.files import DISK, Files
from dlroadmap.format.source import Source, read
from dlroadmap.lint.base import Base, Comparison
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.collect import collect, normalize
from dlroadmap.lint.rules import BY_NAME, RULES, describe
from dlroadmap.lint.settings import LintSettings
from dlroadmap.lint.suppressions import Silencing, Target, find_suppressions

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
    files: Files = DISK,
    base: Base | None = None,
) -> Result:
    """Check every curriculum that the paths lead to.

    References resolve in the linted paths, then in their neighbours, then in the library. `base`
    is what the curricula were in another revision.
    """
    found = collect(paths, files)
    mains = dict.fromkeys([*found.mains, *found.parts.values()])
    folders = dict.fromkeys(m.parent.parent if m.name == MAIN else m.parent for m in mains)
    shelf = DraftShelf(Library((*folders, *library.folders)), files, first=mains)
    assemblies = [assemble(shelf.load(main), shelf.find) for main in mains]
    sources = {
        normalize(source.path): source
        for assembly in assemblies
        for source in assembly.draft.sources
        if assembly.draft.path in found.mains or normalize(source.path) in found.parts
    }
    unnamed = [path for path in (*found.inside, *found.parts) if path not in sources]
    sources.update((path, read(path, files)) for path in unnamed)
    sources.update(found.strays)
    items = sum(
        normalize(definition.source.path) in sources
        for assembly in assemblies
        for definition in assembly.draft.definitions.values()
    )
    faults = _group(
        [
            *chain.from_iterable(assembly.all_faults for assembly in assemblies),
            *chain.from_iterable(sources[path].faults for path in (*unnamed, *found.strays)),
            *(Fault(FaultKind.UNNAMED_FILE, sources[path], 0, 0) for path in unnamed),
            *found.faults,
        ]
    )
    linted = frozenset(str(source.path) for source in sources.values())
    curricula = [Checked(assembly, faults, linted) for assembly in assemblies]
    findings = set(describe(chain.from_iterable(faults.get(file, ()) for file in linted)))
    findings.update(_check(sources.values(), curricula))
    if base:
        today = {assembly.draft.id: assembly.draft for assembly in assemblies}
        findings.update(_compare(Comparison(base, today)))
    kept = sorted(_select(findings, sources, _understood(curricula), settings))
    return Result(len(sources), items, kept, found.unreadable, sources)


def _group(faults: Iterable[Fault]) -> dict[str, list[Fault]]:
    """Return faults by file."""
    by_file: dict[str, list[Fault]] = {}
    for fault in faults:
        by_file.setdefault(str(fault.source.path), []).append(fault)
    return by_file


def _check(sources: Iterable[Source], curricula: Iterable[Checked]) -> Iterator[Finding]:
    """Yield what rules find by themselves, in files and in curricula."""
    rules = RULES.values()
    for source in sources:
        for rule in rules:
            if rule.file:
                yield from map(rule.finding, rule.file(source))
    for checked in curricula:
        for rule in rules:
            if rule.curriculum:
                found = map(rule.finding, rule.curriculum(checked))
                yield from (finding for finding in found if finding.file in checked.linted)


def _compare(comparison: Comparison) -> Iterator[Finding]:
    """Yield what rules find when a revision is set beside the curricula of today."""
    for rule in RULES.values():
        if rule.base:
            yield from map(rule.finding, rule.base(comparison))


def _understood(curricula: Iterable[Checked]) -> set[str]:
    """Return the files of curricula without errors; elsewhere rules may find less than there is."""
    return {
        str(source.path)
        for checked in curricula
        if checked.whole
        for source in checked.draft.sources
    }


def _select(
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
        comments = find_suppressions(source)
        targets = {target for comment in comments for target in comment.targets(_code)}
        met: set[Target] = set()
        for finding in by_file.pop(file):
            silenced = targets & {(finding.line, finding.rule), (None, finding.rule)}
            met |= silenced
            if not silenced or finding.fatal:
                yield from _apply(finding, settings, source.root is None)

        def holds(code: str, file: str = file) -> bool:
            return settings.holds(code, file) and file in understood

        silencing = Silencing(source, comments, met, holds, _code)
        for rule in RULES.values():
            for each in rule.comments(silencing) if rule.comments else ():
                yield from _apply(rule.finding(each), settings)
    for rest in by_file.values():
        for finding in rest:
            yield from _apply(finding, settings)


def _code(word: str) -> str | None:
    """Return the code of the rule that a word names, by its code or its name."""
    rule = RULES.get(word) or BY_NAME.get(word)
    return rule.code if rule else None


def _apply(finding: Finding, settings: LintSettings, unread: bool = False) -> Iterator[Finding]:
    """Yield a finding if its rule holds; why a file could not be read at all is always told."""
    if settings.holds(finding.rule, finding.file) or (unread and finding.fatal):
        severity = settings.severity.get(finding.rule)
        yield replace(finding, severity=severity) if severity else finding
