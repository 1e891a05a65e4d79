"""YAML with positions: a tree that knows where everything stands, and nothing that can explode.

Anchors, aliases, merge keys and tags are refused, sizes are limited while the text is read, and
plain words stay words: only null, true, false and numbers are anything else.
"""

import os
import re
import stat
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from dlroadmap.diagnostics import Finding, Fix
from dlroadmap.text import clean

MAX_BYTES = 32 * 1024 * 1024
MAX_NODES = 3_000_000
MAX_DEPTH = 40
MAX_DIGITS = 9

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile(r"\r\n?|\n")
_NUMBER = re.compile(r"[-+]?(?:\d+|\d*\.\d+|\d+\.\d*)(?:[eE][-+]?\d+)?", re.ASCII)
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class Node:
    """A value and where it stands: offsets into the text, in code points, end exclusive."""

    __slots__ = ("end", "refused", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.refused = False
        """Whether a fault of its own was told already."""


class Scalar(Node):
    """Text, a number, true, false or null."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: object) -> None:
        super().__init__(start, end)
        self.value = value


class SequenceNode(Node):
    """A list."""

    __slots__ = ("items",)

    def __init__(self, start: int, end: int) -> None:
        super().__init__(start, end)
        self.items: list[Node] = []


class MappingNode(Node):
    """Keys and values in file order; of two equal keys the first is kept."""

    __slots__ = ("entries",)

    def __init__(self, start: int, end: int) -> None:
        super().__init__(start, end)
        self.entries: dict[str, tuple[Scalar, Node]] = {}

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        entry = self.entries.get(key)
        return entry and entry[1]


@dataclass
class Source:
    """One file as it was read: its text, its tree if there is one, and the faults so far."""

    path: Path
    text: str = ""
    root: Node | None = None
    findings: list[Finding] = field(default_factory=list)
    marked: bool = False
    """Whether a byte order mark stands before the text, at offset -1."""
    stamp: tuple[int, int] = (-1, 0)
    """Size and mtime in ns as they were when the text was read; size -1 if it could not be."""
    _starts: "array[int]" = field(default_factory=lambda: array("I"))
    """Where lines start; numbers of Python would take ten times the memory."""

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, as editors count: only LF, CRLF and CR end a line."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(match.end() for match in _LINE_END.finditer(self.text))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def lines(self) -> list[str]:
        """Return the lines of the text, as editors count them, without what ends them."""
        return _LINE_END.split(self.text)

    def finding(
        self, rule: str, start: int, end: int, message: str, fix: Fix | None = None, level: str = ""
    ) -> Finding:
        """Return a fault that reaches from one offset to another."""
        line, column = self.position(start)
        end_line, end_column = self.position(max(start, end))
        place = (str(self.path), line, column, rule, clean(message), end_line, end_column)
        return Finding(*place, level, fix)

    def report(
        self, rule: str, start: int, end: int, message: str, fix: Fix | None = None, level: str = ""
    ) -> None:
        """Add a fault that reaches from one offset to another."""
        self.findings.append(self.finding(rule, start, end, message, fix, level))

    def report_at(self, rule: str, node: Node, message: str, fix: Fix | None = None) -> None:
        """Add a fault of a node, unless one was told of it already."""
        if not node.refused:
            self.report(rule, node.start, node.end, message, fix)


_UNSAVED: ContextVar[Mapping[Path, bytes]] = ContextVar("unsaved", default=MappingProxyType({}))


@contextmanager
def unsaved(files: Mapping[Path, bytes]) -> Iterator[None]:
    """Let bytes stand in for files, such as those of an editor that has not saved them yet."""
    held = {path.absolute(): data for path, data in files.items()}
    token = _UNSAVED.set({**_UNSAVED.get(), **held})
    try:
        yield
    finally:
        _UNSAVED.reset(token)


def is_there(path: Path) -> bool:
    """Return whether there is anything at a path, or something that stands in for a file."""
    held = path.absolute() in _UNSAVED.get()
    return held or os.path.exists(path)  # noqa: PTH110 - exists() raises in locked folders


def is_file(path: Path) -> bool:
    """Return whether there is a regular file, or something that stands in for one."""
    held = path.absolute() in _UNSAVED.get()
    return held or os.path.isfile(path)  # noqa: PTH113 - is_file() raises in locked folders


def read(path: Path) -> Source:
    """Read a file into a tree; what is wrong with it becomes findings, never an exception."""
    source = Source(path)
    try:
        text = _text(source)
    except OSError as error:
        source.report("Y001", 0, 0, f"cannot be read: {error.strerror}")
        return source
    except _RefusedError as refused:
        source.report(refused.rule, 0, 0, refused.message)
        return source
    except UnicodeDecodeError as error:
        source.text = bytes(error.object[: error.start]).decode("utf-8").removeprefix("\ufeff")
        at = len(source.text)
        byte = error.object[error.start]
        source.report("Y002", at, at + 1, f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8")
        return source
    source.text = text
    try:
        source.root = _Builder(source).build()
    except _RefusedError as refused:
        source.report(refused.rule, refused.start, refused.end, refused.message)
    except yaml.reader.ReaderError as error:
        # The C parser counts bytes here, unlike everywhere else.
        at = len(_readable(text).encode()[: error.position].decode(errors="ignore"))
        source.report("Y001", at, at + 1, "a character that YAML does not allow here")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = mark.index if mark else 0
        problem = clean(str(error.problem or error.context or error))
        source.report("Y001", at, at + 1, f"this is no YAML: {problem}")
    except MemoryError:
        return _too_large(path)
    if source.root is None:
        # What its keys are like matters to nobody if nothing can be read.
        source.findings = [finding for finding in source.findings if finding.rule[0] == "Y"]
    return source


def _too_large(path: Path) -> Source:
    """Return a file for which there is not enough memory; what was read of it is let go."""
    source = Source(path)
    source.report("Y005", 0, 0, "takes more memory than there is; split it")
    return source


def _offset(mark: Any) -> int:
    """Return where a mark stands; events of the parser always carry one."""
    offset: int = mark.index
    return offset


def _readable(text: str) -> str:
    """Return the text as the parser gets it, every character in its place.

    What is a line break to YAML 1.1, but not to an editor, is a space.
    """
    return text.translate({0x85: " ", 0x2028: " ", 0x2029: " "})


def plain(node: Node) -> object:
    """Return the tree as dicts, lists and scalars, its text cleaned."""
    if isinstance(node, MappingNode):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    value = node.value if isinstance(node, Scalar) else None
    return clean(value) if isinstance(value, str) else value


class _RefusedError(Exception):
    """The whole file is refused, with a rule and a place."""

    def __init__(self, rule: str, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.rule, self.message, self.start, self.end = rule, message, start, end


def _text(source: Source) -> str:
    data = _UNSAVED.get().get(source.path.absolute())
    if data is None:
        data = _bytes(source)
    if len(data) > MAX_BYTES:
        raise _RefusedError("Y005", f"is larger than {MAX_BYTES // 1024**2} MiB; split it")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _RefusedError("Y002", "is UTF-16; save the file as UTF-8")
    text = data.decode("utf-8")
    source.marked = text.startswith("\ufeff")
    return text.removeprefix("\ufeff")


def _bytes(source: Source) -> bytes:
    if not stat.S_ISREG(source.path.stat().st_mode):
        raise _RefusedError("Y001", "is no regular file")
    with source.path.open("rb") as file:
        status = os.fstat(file.fileno())
        source.stamp = (status.st_size, status.st_mtime_ns)
        return file.read(MAX_BYTES + 1)


class _Builder:
    """Builds the tree from the parser's events, which need no memory for depth or aliases."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.nodes = 0
        self.open: list[SequenceNode | MappingNode] = []
        self.keys: list[Scalar | None] = []
        self.root: Node | None = None

    def build(self) -> Node | None:
        documents = 0
        for event in yaml.parse(_readable(self.source.text), Loader=_Loader):
            if isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.keys.pop()
                self.open.pop().end = _offset(event.end_mark)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    at = _offset(event.start_mark)
                    self.source.report("Y001", at, at + 3, "a second document; a file holds one")
                    break
        return self.root

    def _node(self, event: yaml.NodeEvent) -> None:
        start, end = _offset(event.start_mark), _offset(event.end_mark)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _RefusedError(
                "Y005", f"more than {MAX_NODES:,} values; split the file", start, end
            )
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event, start, end)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = SequenceNode(start, end)
        elif isinstance(event, yaml.MappingStartEvent):
            node = MappingNode(start, end)
        else:
            node = Scalar(start, end, None)
        anchor, tag = event.anchor, getattr(event, "tag", None)
        if anchor is not None or tag is not None:
            kind = "an alias" if isinstance(event, yaml.AliasEvent) else "an anchor"
            what = kind if anchor is not None else "a tag"
            self.source.report("Y004", start, end, f"{what} of YAML is not allowed; write it out")
            node.refused = isinstance(event, yaml.AliasEvent) or tag is not None
        self._place(node)
        if isinstance(node, SequenceNode | MappingNode):
            if len(self.open) == MAX_DEPTH:
                raise _RefusedError("Y005", f"nested deeper than {MAX_DEPTH}", start, end)
            self.open.append(node)
            self.keys.append(None)

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> Scalar:
        text: str = event.value
        if event.style:
            return Scalar(start, end, text)
        if text in _WORDS:
            return Scalar(start, end, _WORDS[text])
        if (text[0] in "+-." or text[0].isdigit()) and _NUMBER.fullmatch(text):
            if sum(map(str.isdigit, text)) > MAX_DIGITS:
                self.source.report("Y005", start, end, f"a number of more than {MAX_DIGITS} digits")
                node = Scalar(start, end, None)
                node.refused = True
                return node
            value = float(text) if set(text) & set(".eE") else int(text)
            return Scalar(start, end, value)
        return Scalar(start, end, text)

    def _place(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self._key(node)
            return
        self.keys[-1] = None
        if isinstance(key.value, str) and not key.refused:
            first = parent.entries.get(key.value)
            if first:
                line, _ = self.source.position(first[0].start)
                message = (
                    f"key `{key.value}` is here for the second time; the first is on line {line}"
                )
                self.source.report("Y003", key.start, key.end, message)
            else:
                parent.entries[key.value] = (key, node)

    def _key(self, node: Node) -> Scalar:
        """Return the key as text; one that is none is told and its value left out."""
        if isinstance(node, Scalar) and node.value == "<<":
            message = "a merge key of YAML is not allowed; write it out"
            self.source.report("Y004", node.start, node.end, message)
        elif isinstance(node, Scalar) and not node.refused:
            plain_text = self.source.text[node.start : node.end]
            text = node.value if isinstance(node.value, str) else plain_text
            return Scalar(node.start, node.end, clean(text))
        elif not node.refused:
            self.source.report("S103", node.start, node.end, "a key must be a word")
        key = Scalar(node.start, node.end, "")
        key.refused = True
        return key
