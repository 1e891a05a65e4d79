"""Checks curricula, and says what was read."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cache
from itertools import chain
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from dlroadmap.curriculum.library import MAIN, Library
from dlroadmap.diagnostics import Finding
from dlroadmap.errors import DlrError
from dlroadmap.format.assemble import assemble
from dlroadmap.format.compiling import DraftShelf
from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.files import DISK, Files
from dlroadmap.format.nodes import value_of
from dlroadmap.format.source import Source, read
from dlroadmap.lint.checked import Base, Checked
from dlroadmap.lint.collect import collect, normalize
from dlroadmap.lint.rules import CODES, RULES, describe
from dlroadmap.lint.settings import LintSettings
from dlroadmap.lint.suppressions import Target, find_first_lines, find_suppressions
from dlroadmap.work import Advance, Task, work

DEFAULTS = LintSettings()

FindWords = Callable[[Path], Collection[str]]
"""Returns the everyday words of the settings that lie beside a curriculum's main file."""

PLACE = attrgetter(*(each.name for each in fields(Finding) if each.compare))
"""The order of findings; as a key it takes a fifth of the time of comparing them."""


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
    find_words: FindWords = lambda _: (),
) -> Result:
    """Check every curriculum that the paths lead to.

    References resolve in the linted paths, then in their neighbors, then in the library. `base`
    is what the curricula were in another revision. `find_words` adds to the everyday words of the
    settings those of each curriculum that another one draws on.
    """
    found = collect(paths, files)
    mains = {**found.mains, **{main: found.mains.get(main) for main in found.parts.values()}}
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
    faults: defaultdict[str, list[Fault]] = defaultdict(list)
    for fault in chain(
        *(assembly.all_faults for assembly in assemblies),
        *(sources[path].faults for path in (*unnamed, *found.strays)),
        (Fault(FaultKind.UNNAMED_FILE, sources[path], 0, 0) for path in unnamed),
        found.faults,
        _find_double(
            [assembly.draft for assembly in assemblies if assembly.draft.path in found.mains],
            library,
        ),
    ):
        faults[str(fault.source.path)].append(fault)
    linted = frozenset(str(source.path) for source in sources.values())
    find_words = cache(find_words)
    curricula = [
        Checked(
            assembly,
            faults,
            linted,
            {*settings.everyday}.union(*(find_words(draft.path) for draft in assembly.drafts)),
        )
        for assembly in assemblies
    ]
    findings = set(describe(chain.from_iterable(faults.get(file, ()) for file in linted)))
    with work(Task.CHECK, _name(paths), len(RULES)) as advance:
        findings.update(_check(sources.values(), curricula, base, settings, advance))
    kept = sorted(_select(findings, sources.values(), curricula, settings), key=PLACE)
    return Result(len(sources), items, kept, found.unreadable, sources)


def _find_double(drafts: Sequence[Draft], library: Library) -> Iterator[Fault]:
    """Yield the ids of curricula that another one has before them, or in the same library."""
    seen: dict[str, Path] = {}
    for draft in drafts:
        first = seen.setdefault(draft.id, draft.path)
        if first == draft.path and draft.id:
            first = library.find_rival(draft.path, draft.id) or first
        node = value_of(draft.main.root, "id")
        if first != draft.path and draft.id and node:
            values = {"id": draft.id, "file": first}
            yield from faults_at(FaultKind.DOUBLE_CURRICULUM, draft.main, node, **values)


def _name(paths: Sequence[Path]) -> str:
    return ", ".join(path.name or str(path) for path in paths)


def _check(
    sources: Collection[Source],
    curricula: Collection[Checked],
    base: Base | None,
    settings: LintSettings,
    advance: Advance,
) -> Iterator[Finding]:
    """Yield what selected rules find by themselves: in files, in curricula, since a revision."""
    today = {checked.assembly.draft.id: checked.assembly.draft for checked in curricula}
    for number, rule in enumerate(RULES.values()):
        advance(number)
        if rule.code not in settings.select:
            continue
        if rule.file:
            yield from map(rule.finding, chain.from_iterable(map(rule.file, sources)))
        if rule.curriculum:
            for checked in curricula:
                found = map(rule.finding, rule.curriculum(checked))
                yield from (finding for finding in found if finding.file in checked.linted)
        if rule.base and base:
            yield from map(rule.finding, rule.base(base, today))


def _select(
    findings: Iterable[Finding],
    sources: Iterable[Source],
    curricula: Iterable[Checked],
    settings: LintSettings,
) -> Iterator[Finding]:
    """Yield the findings that settings and comments leave, each with the severity it is set to."""
    # Elsewhere rules may find less than there is.
    whole = (checked.assembly.draft for checked in curricula if checked.whole)
    understood = {str(source.path) for draft in whole for source in draft.sources}
    by_file: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.file].append(finding)
    for source in sources:
        file = str(source.path)
        comments = find_suppressions(source, CODES)
        targets = {target for comment in comments for _, target in comment.targets if target}
        first = find_first_lines(source) if targets else {}
        met: set[Target] = set()
        for finding in by_file.pop(file, ()):
            lines = (finding.line, first.get(finding.line), None)
            silenced = targets.intersection((line, finding.rule) for line in lines)
            met |= silenced
            if not silenced or finding.fatal:
                yield from _apply(finding, settings, source.root is None)
        idle = {each for each in targets - met if settings.holds(each[1], file)}
        for rule in RULES.values():
            if rule.comments:
                for each in rule.comments(source, comments, idle if file in understood else ()):
                    yield from _apply(rule.finding(each), settings)
    for finding in chain.from_iterable(by_file.values()):
        yield from _apply(finding, settings)


def _apply(finding: Finding, settings: LintSettings, unread: bool = False) -> Iterator[Finding]:
    """Yield a finding if its rule holds; why a file could not be read at all is always shown."""
    told = settings.holds(finding.rule, finding.file) or (unread and finding.fatal)
    if told and settings.tells(finding.rule, finding.severity):
        severity = settings.severity.get(finding.rule)
        yield replace(finding, severity=severity) if severity else finding


@dataclass(frozen=True)
class Request:
    """What is linted and how; `held` are bytes that stand in for files, as standard input does."""

    paths: Sequence[Path]
    library: Library
    settings: LintSettings
    base: Base | None = None
    held: Mapping[Path, bytes] = field(default_factory=dict)
    find_words: FindWords = lambda _: ()

    def check(self, texts: Mapping[Path, bytes] = MappingProxyType({})) -> Result:
        """Lint as if files held these texts; what finds no file, or no memory, is refused."""
        files = Files(self.held).over(texts)
        result = None
        # The error is raised once the frames that fill the memory are gone with their own error.
        with suppress(MemoryError), work(Task.CHECK, _name(self.paths)):
            result = lint(
                self.paths, self.library, self.settings, files, self.base, self.find_words
            )
        if result is None:
            message = "Not enough memory to check all files."
            raise DlrError("too-large", message, "Check fewer or smaller files at once.")
        if not result.files:
            searched = ", ".join(map(str, self.paths))
            message = "; ".join(result.unreadable) or f"No curriculum found in {searched}"
            advice = "Specify the file or folder of a curriculum."
            raise DlrError("nothing-to-lint", f"{message}.", advice)
        return result
