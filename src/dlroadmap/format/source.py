"""YAML with positions: a tree that knows where everything stands, and nothing that can explode.

Anchors, aliases, merge keys and tags are refused, sizes are limited while the text is read, and
plain words stay words: only null, true, false and numbers are anything else.
"""

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.files import DISK, Files, NotAFileError, Stamp
from dlroadmap.format.nodes import MappingNode, Node, Scalar, SequenceNode
from dlroadmap.text import clean
from dlroadmap.work import Advance, Task, work

MAX_BYTES = 32 * 1024 * 1024
MAX_NODES = 3_000_000
MAX_DEPTH = 40
MAX_DIGITS = 9

STRIDE = 0xFFF
"""So many nodes are read between two reports of how far that is."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NODES = {ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent}
_ENDS = {SequenceEndEvent, MappingEndEvent}
LONE_CR = re.compile(r"\r(?!\n)")
_LINE_END = re.compile(r"\r\n?|\n")
_NUMBER = re.compile(r"[-+]?(?:\d+|\d*\.\d+|\d+\.\d*)(?:[eE][-+]?\d+)?", re.ASCII)
_ALIAS = ("while scanning an alias", "while scanning an anchor")
_BROKEN_CODE = re.compile("hexa?decimal|Unicode character escape")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass
class Source:
    """One file as it was read: its text, its tree if there is one, and the faults so far."""

    path: Path
    text: str = ""
    root: Node | None = None
    marked: bool = False
    """Whether a byte order mark stands before the text, at offset -1."""
    stamp: Stamp = (-1, 0)
    met: list[tuple[FaultKind, int, int, dict[str, object]]] = field(default_factory=list)
    """Faults without their source: in a ring with it, neither would be let go before the end."""
    _starts: "array[int]" = field(default_factory=lambda: array("I"))
    """Where lines start; numbers of Python would take ten times the memory."""

    @property
    def faults(self) -> list[Fault]:
        """What was wrong with the text; what it says may have other faults."""
        return [Fault(kind, self, start, end, values) for kind, start, end, values in self.met]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, as editors count: only LF, CRLF and CR end a line."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(match.end() for match in _LINE_END.finditer(self.text))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_of(self, node: Node) -> int:
        """Return the line, from 1, on which a node begins."""
        return self.position(node.start)[0]

    def lines(self) -> list[str]:
        """Return the lines of the text, as editors count them, without what ends them."""
        return _LINE_END.split(self.text)

    def add_fault(self, kind: FaultKind, start: int = 0, end: int = 0, **values: object) -> None:
        """Note what is wrong with the text from one offset to another."""
        self.met.append((kind, start, end, values))


def read(path: Path, files: Files = DISK) -> Source:
    """Read a file into a tree; what is wrong with it becomes faults, never an exception."""
    source = Source(path)
    try:
        source.text = _read_text(source, files)
        source.root = _Builder(source).build()
    except NotAFileError:
        source.add_fault(FaultKind.NOT_A_FILE)
    except OSError as error:
        source.add_fault(FaultKind.UNREADABLE, reason=error.strerror)
    except _RefusedError as refused:
        source.add_fault(refused.kind, refused.start, refused.end, **refused.values)
    except UnicodeDecodeError as error:
        source.text = bytes(error.object[: error.start]).decode("utf-8").removeprefix("\ufeff")
        end = len(source.text)
        source.add_fault(FaultKind.NOT_UTF_8, end, end + 1, byte=error.object[error.start])
    except yaml.reader.ReaderError as error:
        # The C parser counts bytes here, unlike everywhere else.
        before = _readable(source.text).encode()[: error.position].decode(errors="ignore")
        source.add_fault(FaultKind.FORBIDDEN_CHARACTER, len(before), len(before) + 1)
    except yaml.MarkedYAMLError as error:
        if conflict := _CONFLICT.search(source.text):
            source.add_fault(FaultKind.CONFLICT, *conflict.span())
        else:
            offset = _find_cause(error)
            problem = clean(str(error.problem or error.context or error))
            begin = error.context_mark.index if error.context_mark else -1
            source.add_fault(FaultKind.SYNTAX, offset, offset + 1, problem=problem, begin=begin)
    except MemoryError:
        source = Source(path)  # what was read of it is let go
        source.add_fault(FaultKind.TOO_MUCH_MEMORY)
    if source.root is None:
        # What its keys are like matters to nobody if nothing can be read.
        source.met = [met for met in source.met if met[0] is not FaultKind.KEY_NOT_A_WORD]
    return source


def _find_cause(error: yaml.MarkedYAMLError) -> int:
    """Return where an author would look: at the sign that means something, not behind it."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and error.context in _ALIAS:
        return error.context_mark.index
    if mark and _BROKEN_CODE.search(str(error.problem)):
        return mark.index - len("\\x")
    return mark.index if mark else 0


def _readable(text: str) -> str:
    """Return the text as the parser gets it, every character in its place.

    What is a line break to YAML 1.1, but not to an editor, is a space.
    """
    return text if text.isascii() else text.translate({0x85: " ", 0x2028: " ", 0x2029: " "})


class _RefusedError(Exception):
    """The whole file is refused."""

    def __init__(self, kind: FaultKind, start: int = 0, end: int = 0, **values: object) -> None:
        super().__init__(kind)
        self.kind, self.start, self.end, self.values = kind, start, end, values


def _read_text(source: Source, files: Files) -> str:
    data, source.stamp = files.read(source.path, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _RefusedError(FaultKind.TOO_MANY_BYTES, most=MAX_BYTES)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _RefusedError(FaultKind.UTF_16)
    text = data.decode("utf-8")
    source.marked = text.startswith("\ufeff")
    return text.removeprefix("\ufeff")


class _Builder:
    """Builds the tree from the parser's events, which need no memory for depth or aliases.

    A large file has a million of them: what they have in common is asked once.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.nodes = 0
        self.open: list[SequenceNode | MappingNode] = []
        self.keys: list[tuple[str | None, int, int] | None] = []
        """Of each open mapping the key that waits for its value; without a word if refused."""
        self.root: Node | None = None
        self.repeated: list[tuple[MappingNode, str, int, int]] = []
        """Keys that their mapping has already."""
        self.texts: dict[str, str] = {}
        """Each text once, however often it is written."""
        self.words = cache(clean)
        """Cleans keys, which are few."""

    def build(self) -> Node | None:
        try:
            with work(Task.READ, self.source.path.name, len(self.source.text)) as advance:
                self._read_events(advance)
        finally:
            self._tell_repeated()
        return self.root

    def _read_events(self, advance: Advance) -> None:
        documents = 0
        parser = _Loader(_readable(self.source.text))
        for event in iter(parser.get_event, None):
            kind = type(event)
            if kind in _NODES:
                self._node(event, kind)
                if not self.nodes & STRIDE:
                    advance(event.start_mark.index)
            elif kind in _ENDS:
                self.keys.pop()
                self.open.pop().end = event.end_mark.index
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    start = event.start_mark.index
                    self.source.add_fault(FaultKind.SECOND_DOCUMENT, start, start + 3)
                    break

    def _node(self, event: Any, kind: type[Event]) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _RefusedError(FaultKind.TOO_MANY_VALUES, start, end, most=MAX_NODES)
        node: Scalar | SequenceNode | MappingNode
        if kind is ScalarEvent:
            node = self._scalar(event, start, end)
        elif kind is SequenceStartEvent:
            node = SequenceNode(start, end)
        elif kind is MappingStartEvent:
            node = MappingNode(start, end)
        else:
            node = Scalar(start, end, None)
        if event.anchor is not None or (kind is not AliasEvent and event.tag is not None):
            self._refuse(event, kind, node)
        self._attach(node)
        if not isinstance(node, Scalar):
            if len(self.open) == MAX_DEPTH:
                raise _RefusedError(FaultKind.TOO_DEEP, start, end, most=MAX_DEPTH)
            self.open.append(node)
            self.keys.append(None)

    def _refuse(self, event: Any, kind: type[Event], node: Node) -> None:
        """Tell of an alias, an anchor or a tag; with an anchor alone a value is what it is."""
        name = "a YAML alias" if kind is AliasEvent else "a YAML anchor"
        what = name if event.anchor is not None else "a YAML tag"
        self.source.add_fault(FaultKind.ALIAS_OR_TAG, node.start, node.end, what=what)
        node.refused = kind is AliasEvent or event.tag is not None

    def _scalar(self, event: Any, start: int, end: int) -> Scalar:
        text: str = self.texts.setdefault(event.value, event.value)
        if event.style:
            return Scalar(start, end, text)
        if text in _WORDS:
            return Scalar(start, end, _WORDS[text])
        if not (text[0] in "+-." or text[0].isdigit()) or not _NUMBER.fullmatch(text):
            return Scalar(start, end, text)
        if sum(map(str.isdigit, text)) > MAX_DIGITS:
            self.source.add_fault(FaultKind.TOO_MANY_DIGITS, start, end, most=MAX_DIGITS)
            return Scalar(start, end, None, refused=True)
        return Scalar(start, end, float(text) if set(text) & set(".eE") else int(text))

    def _attach(self, node: Node) -> None:
        if not self.open:
            self.root = node
        elif isinstance(parent := self.open[-1], SequenceNode):
            parent.items.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self._word(node), node.start, node.end
        else:
            self.keys[-1] = None
            self._add_entry(parent, *key, node)

    def _add_entry(
        self, parent: MappingNode, word: str | None, start: int, end: int, node: Node
    ) -> None:
        if word is None:
            return
        if word in parent.values:
            self.repeated.append((parent, word, start, end))
        else:
            parent.values[word] = node
            parent.places.extend((start, end))

    def _tell_repeated(self) -> None:
        keys = cache(MappingNode.keys)
        for parent, word, start, end in self.repeated:
            line = self.source.line_of(keys(parent)[word])
            self.source.add_fault(FaultKind.DUPLICATE_KEY, start, end, key=word, line=line)

    def _word(self, node: Node) -> str | None:
        """Return the text of a key; one that is none is told and its value left out."""
        if isinstance(node, Scalar) and node.value == "<<":
            self.source.add_fault(FaultKind.MERGE_KEY, node.start, node.end)
        elif isinstance(node, Scalar) and not node.refused:
            if isinstance(node.value, str):
                return self.words(node.value)
            return self.words(self.source.text[node.start : node.end])
        elif not node.refused:
            self.source.add_fault(FaultKind.KEY_NOT_A_WORD, node.start, node.end)
        return None
