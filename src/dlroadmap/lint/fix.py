"""Mends files by edits at the places of findings, and proves that nothing else has changed."""

import os
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from dlroadmap.curriculum.source import Source, read, unsaved
from dlroadmap.diagnostics import Edit, Finding
from dlroadmap.lint.engine import Result
from dlroadmap.lint.walk import scalars

ROUNDS = 10
"""After so many rounds, what is still mended anew would go on for ever."""


@dataclass(frozen=True)
class Mending:
    """What is left once all was mended, how much was, and each changed text before and after."""

    result: Result
    mended: int
    texts: Mapping[Path, tuple[str, str]]


def mend_all(check: Callable[[], Result], unsafe: bool) -> Mending:
    """Mend round by round until nothing is left to mend; no file is written."""
    texts: dict[Path, tuple[str, str]] = {}
    count = 0
    for _ in range(ROUNDS):
        with unsaved({path: after.encode() for path, (_, after) in texts.items()}):
            result = check()
            by_file: dict[str, list[Finding]] = {}
            for finding in result.findings:
                by_file.setdefault(finding.file, []).append(finding)
            changed = False
            for path, source in result.sources.items():
                text, number = mend(source, by_file.get(str(source.path), ()), unsafe)
                if number:
                    before, _ = texts.get(path, (_whole(source), ""))
                    texts[path] = before, text
                    count += number
                    changed = True
        if not changed:
            break
    return Mending(result, count, texts)


def write_all(texts: Mapping[Path, str]) -> None:
    """Put texts into their files, each in one step; if one cannot be written, none is changed.

    Raises OSError.
    """
    with ExitStack() as stack:
        drafts = []
        for path, text in texts.items():
            place = path.resolve()
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_name(f".{place.name}.{os.getpid()}")
            stack.callback(draft.unlink, missing_ok=True)
            draft.write_bytes(text.encode())
            if place.exists():
                draft.chmod(place.stat().st_mode & 0o7777)
            drafts.append((draft, place))
        for draft, place in drafts:
            draft.replace(place)


def mend(source: Source, findings: Iterable[Finding], unsafe: bool) -> tuple[str, int]:
    """Return the text of a file once what can be mended is, and how many findings that were.

    Of fixes that touch each other the first is made; the others wait for the next round. A result
    that no longer means the same outside the edits is thrown away.
    """
    edits: list[Edit] = []
    made = 0
    for finding in findings:
        fix = finding.fix
        if fix and (fix.safe or unsafe) and not any(_clashes(each, edits) for each in fix.edits):
            made += 1
            for edit in fix.edits:
                insort(edits, edit)
    after = _edited(source, edits)
    if not edits or not _same_elsewhere(source, after, edits):
        return _whole(source), 0
    return after, made


def _whole(source: Source) -> str:
    """Return the text of a file with its byte order mark, if it has one."""
    return "\ufeff" * source.marked + source.text


def _clashes(edit: Edit, edits: list[Edit]) -> bool:
    """Return whether an edit touches one of others, which are in order and apart."""
    place = bisect_left(edits, edit)
    return any(
        (edit.start < other.end and other.start < edit.end) or edit.start == other.start
        for other in edits[max(place - 1, 0) : place + 1]
    )


def _edited(source: Source, edits: list[Edit]) -> str:
    mark, text = int(source.marked), _whole(source)
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (text[done : edit.start + mark], edit.text)
        done = edit.end + mark
    return "".join((*parts, text[done:]))


def _same_elsewhere(source: Source, after: str, edits: list[Edit]) -> bool:
    """Return whether the new text parses, and every value outside the edits is what it was."""
    with unsaved({source.path: after.encode()}):
        fresh = read(source.path)
    if source.root is not None and fresh.root is None:
        return False
    told = [finding.rule for finding in source.findings if finding.rule[0] == "Y"]
    if len([finding for finding in fresh.findings if finding.rule[0] == "Y"]) > len(told):
        return False
    inside = [edit for edit in edits if edit.start >= 0]
    old = _outside(source, [(edit.start, edit.end) for edit in inside])
    return list(old) == list(_outside(fresh, list(_moved(inside))))


def _moved(edits: list[Edit]) -> Iterator[tuple[int, int]]:
    """Yield where each edit's text stands after all edits."""
    shift = 0
    for edit in edits:
        start = edit.start + shift
        yield start, start + len(edit.text)
        shift += len(edit.text) - (edit.end - edit.start)


def _outside(source: Source, spans: list[tuple[int, int]]) -> Iterator[object]:
    """Yield the values that touch none of the spans, in file order."""
    ends = [end for _, end in spans]
    for scalar in scalars(source.root):
        place = bisect_left(ends, scalar.start)
        if place == len(spans) or spans[place][0] > scalar.end:
            yield scalar.value
