"""Mends texts by the fixes of findings, and proves that nothing else in them has changed."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dlroadmap.diagnostics import Edit, Finding, Fix
from dlroadmap.format.files import Files
from dlroadmap.format.nodes import Scalar, walk
from dlroadmap.format.source import Source, read
from dlroadmap.lint.engine import Result

ROUNDS = 10
"""After so many rounds, what is still mended anew would go on for ever."""


@dataclass(frozen=True)
class Mending:
    """What is left once all was mended, how much was, and each changed text before and after."""

    result: Result
    mended: int
    texts: Mapping[Path, tuple[str, str]]


def mend_all(check: Callable[[Mapping[Path, bytes]], Result], unsafe: bool) -> Mending:
    """Mend round by round until nothing is left to mend; no file is written.

    `check` lints files as if some of them held other bytes.
    """
    texts: dict[Path, tuple[str, str]] = {}
    mended = 0
    for _ in range(ROUNDS):
        result = check({path: after.encode() for path, (_, after) in texts.items()})
        by_file: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in result.findings:
            by_file[finding.file].append(finding)
        before = mended
        for path, source in result.sources.items():
            text, count = mend(source, by_file[str(source.path)], unsafe)
            if count:
                original, _ = texts.get(path, (_marked_text(source), ""))
                texts[path] = original, text
                mended += count
        if mended == before:
            break
    return Mending(result, mended, texts)


def mend(source: Source, findings: Iterable[Finding], unsafe: bool) -> tuple[str, int]:
    """Return the text of a file once what can be mended is, and how many findings that were.

    Of fixes that touch each other the first is made; the others wait for the next round. One after
    which anything outside its edits would mean something else is not made.
    """
    edits: list[Edit] = []
    fixes: list[Fix] = []
    for finding in findings:
        fix = finding.fix
        if fix and (fix.safe or unsafe) and not any(_clashes(each, edits) for each in fix.edits):
            fixes.append(fix)
            for edit in fix.edits:
                insort(edits, edit)
    kept = _keep_harmless(source, fixes)
    return _apply(source, kept), len(kept)


def _clashes(edit: Edit, edits: list[Edit]) -> bool:
    """Return whether an edit touches one of others, which are in order and apart."""
    index = bisect_left(edits, edit)
    return any(
        (edit.start < other.end and other.start < edit.end) or edit.start == other.start
        for other in edits[max(index - 1, 0) : index + 1]
    )


def _keep_harmless(source: Source, fixes: list[Fix]) -> list[Fix]:
    """Return the fixes after which all else means what it did; a bad one hinders no other."""
    if not fixes or _is_harmless(source, fixes):
        return fixes
    half = len(fixes) // 2
    halves = (fixes[:half], fixes[half:]) if half else ()
    rest = [fix for each in halves for fix in _keep_harmless(source, each)]
    return rest if rest and _is_harmless(source, rest) else []


def _is_harmless(source: Source, fixes: list[Fix]) -> bool:
    """Return whether the new text parses, and every value outside the edits is what it was."""
    fresh = read(source.path, Files({source.path: _apply(source, fixes).encode()}))
    if source.root is not None and fresh.root is None:
        return False
    if len(fresh.faults) > len(source.faults):
        return False
    inside = sorted(edit for fix in fixes for edit in fix.edits if edit.start >= 0)
    old = _walk_outside(source, [(edit.start, edit.end) for edit in inside])
    return list(old) == list(_walk_outside(fresh, list(_shift(inside))))


def _marked_text(source: Source) -> str:
    return "\ufeff" * source.marked + source.text


def _apply(source: Source, fixes: list[Fix]) -> str:
    mark, text = int(source.marked), _marked_text(source)
    parts: list[str] = []
    done = 0
    for edit in sorted(edit for fix in fixes for edit in fix.edits):
        parts += (text[done : edit.start + mark], edit.text)
        done = edit.end + mark
    return "".join((*parts, text[done:]))


def _shift(edits: list[Edit]) -> Iterator[tuple[int, int]]:
    """Yield where each edit's text stands after all edits."""
    shift = 0
    for edit in edits:
        start = edit.start + shift
        yield start, start + len(edit.text)
        shift += len(edit.text) - (edit.end - edit.start)


def _walk_outside(source: Source, spans: list[tuple[int, int]]) -> Iterator[object]:
    """Yield the values that touch none of the spans, in file order, and how deep each stands."""
    ends = [end for _, end in spans]
    for depth, node in walk(source.root):
        if isinstance(node, Scalar):
            index = bisect_left(ends, node.start)
            if index == len(spans) or spans[index][0] > node.end:
                yield depth, node.value
