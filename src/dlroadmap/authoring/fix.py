"""Mends files by edits at the places of findings, and proves that nothing else has changed."""

import os
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from errno import EACCES
from pathlib import Path
from secrets import token_hex

from dlroadmap.diagnostics import Edit, Finding, Fix
from dlroadmap.format.nodes import MappingNode, Node, Scalar, SequenceNode
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
    with ExitStack() as folders, ExitStack() as drafts, ExitStack() as undo:
        ready = []
        for path, text in texts.items():
            place = path.resolve()
            _make_folder(place.parent, folders)
            ready.append((_draft(place, text.encode(), drafts), place))
        for draft, place in ready:
            if place.exists():
                undo.callback(_draft(place, place.read_bytes(), drafts).replace, place)
            else:
                undo.callback(place.unlink)
            draft.replace(place)
        undo.pop_all()
        folders.pop_all()


def _make_folder(folder: Path, undo: ExitStack) -> None:
    """Make a folder and those above it that are not there yet."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        undo.callback(each.rmdir)


def _draft(place: Path, data: bytes, drafts: ExitStack) -> Path:
    """Write what is to take a file's place beside it, with its mode; a locked file is refused."""
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(place))
    draft = place.with_name(f".{place.name[:100]}.{token_hex(8)}")
    with draft.open("xb") as file:
        drafts.callback(draft.unlink, missing_ok=True)
        file.write(data)
    if place.exists():
        draft.chmod(place.stat().st_mode & 0o7777)
    return draft


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
    good = _good(source, fixes)
    return _edited(source, good), len(good)


def _good(source: Source, fixes: list[Fix]) -> list[Fix]:
    """Return the fixes after which all else means what it did; a bad one hinders no other."""
    if not fixes or _same_elsewhere(source, fixes):
        return fixes
    half = len(fixes) // 2
    rest = [*_good(source, fixes[:half]), *_good(source, fixes[half:])] if half else []
    return rest if rest and _same_elsewhere(source, rest) else []


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


def _edited(source: Source, fixes: list[Fix]) -> str:
    mark, text = int(source.marked), _whole(source)
    parts: list[str] = []
    done = 0
    for edit in _edits(fixes):
        parts += (text[done : edit.start + mark], edit.text)
        done = edit.end + mark
    return "".join((*parts, text[done:]))


def _edits(fixes: list[Fix]) -> list[Edit]:
    return sorted(edit for fix in fixes for edit in fix.edits)


def _same_elsewhere(source: Source, fixes: list[Fix]) -> bool:
    """Return whether the new text parses, and every value outside the edits is what it was."""
    with unsaved({source.path: _edited(source, fixes).encode()}):
        fresh = read(source.path)
    if source.root is not None and fresh.root is None:
        return False
    told = [finding.rule for finding in source.findings if finding.rule[0] == "Y"]
    if len([finding for finding in fresh.findings if finding.rule[0] == "Y"]) > len(told):
        return False
    inside = [edit for edit in _edits(fixes) if edit.start >= 0]
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
    """Yield the values that touch none of the spans, in file order, and how deep each stands."""
    ends = [end for _, end in spans]
    for depth, scalar in _with_depth(source.root):
        place = bisect_left(ends, scalar.start)
        if place == len(spans) or spans[place][0] > scalar.end:
            yield depth, scalar.value


def _with_depth(root: Node | None) -> Iterator[tuple[int, Scalar]]:
    stack: list[tuple[int, Node]] = [(0, root)] if root else []
    while stack:
        depth, node = stack.pop()
        if isinstance(node, Scalar):
            yield depth, node
        elif isinstance(node, SequenceNode):
            stack.extend((depth + 1, item) for item in reversed(node.items))
        elif isinstance(node, MappingNode):
            for key, value in reversed(node.entries.values()):
                stack += ((depth + 1, value), (depth + 1, key))
