"""The blocks of a page as a tree, each with its line; their words are parsed when asked for."""

import re
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.markdown.comments import hide_comments

DEPTH = 100
"""So many blocks may stand in each other; a list in a list counts twice."""

LONGEST = 10_000
"""So many characters of one paragraph are parsed; what stands in brackets costs their square."""

BOX = re.compile(r"\[([ xX/\-<>!?*]?)\](?:[ \t]+|$|(?<=\[[ xX]\])(?![(\[:]))")
"""A box at the start of a text, with what Obsidian may put into it."""

BOX_LINE = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?=\[[ xX/\-]\]\s)")
"""What may stand before a box, on a line that Markdown takes for text."""

MARKED_BOX = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\]", re.MULTILINE)
"""A box as it stands in code and comments."""


@dataclass(slots=True)
class Block:
    """A block of a page. `kind` is markdown-it's name of it, `boxes` are the boxes in it."""

    kind: str
    line: int | None
    content: str = ""
    tag: str = ""
    boxes: int = 0
    children: list["Block"] = field(default_factory=list)


class _Parser(MarkdownIt):
    """The parser, which leaves addresses as they are: they are checked when they are taken in."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002
        return True


class Page:
    """A parsed page."""

    def __init__(self, text: str) -> None:
        self._parser = _Parser("commonmark", {"maxNesting": DEPTH})
        self._parser.enable(["table", "strikethrough"])
        self._parser.disable("inline")
        self._env: dict[str, Any] = {}
        self.title, text = _cut_front_matter(text)
        text, self.comments = hide_comments(text)
        self.blocks = _grow(self._parser.parse(text, self._env))

    def parse(self, content: str) -> list[Token]:
        """Return the tokens of a paragraph; of one that is too long, its text as one token."""
        tokens: list[Token] = []
        if len(content) > LONGEST:
            return [Token("text", "", 0, content=content[:LONGEST])]
        self._parser.inline.parse(content, self._parser, self._env, tokens)
        return tokens


def _grow(tokens: list[Token]) -> list[Block]:
    root = Block("root", None)
    open = [root]
    for token in tokens:
        top = open[-1]
        if token.level >= DEPTH - 1:
            raise UnreadableError(
                f"Line {top.line or 0:,}: The list is nested more than {DEPTH // 2} levels deep.",
                "Make it flatter.",
            )
        if token.nesting < 0:
            open.pop()
            if top.kind != "blockquote":
                open[-1].boxes += top.boxes
        elif token.type == "inline":
            top.content = token.content
            if token.content[:1] == "[" and top.kind in _BOXED and BOX.match(token.content):
                top.boxes = 1
            if "\n" in token.content and top.kind == "paragraph":
                top.boxes += sum(1 for part in split_boxes(token.content)[1:] if part[1])
        else:
            line = token.map[0] + 1 if token.map else top.line
            block = Block(token.type.removesuffix("_open"), line, token.content, token.tag)
            top.children.append(block)
            if token.nesting:
                open.append(block)
    return root.children


_BOXED = ("paragraph", "heading", "td", "th")


def split_boxes(content: str) -> list[tuple[int, bool, str]]:
    """Return the parts of a paragraph: how many lines before it, whether it is a box, its text.

    A box on a line that Markdown joins to the text above it begins a part of its own.
    """
    parts: list[tuple[int, bool, str]] = []
    lines: list[str] = []
    start, boxed = 0, bool(BOX.match(content))
    for number, line in enumerate(content.split("\n")):
        found = BOX_LINE.match(line) if "[" in line else None
        if found and (number or not boxed):
            if lines:
                parts.append((start, boxed, "\n".join(lines)))
            start, boxed, lines = number, True, [line[found.end() :]]
        else:
            lines.append(line)
    parts.append((start, boxed, "\n".join(lines)))
    return parts


def _cut_front_matter(text: str) -> tuple[str, str]:
    """Return the title in the front matter, and the text with as many empty lines in its place."""
    found = re.match(r"---[ \t]*\n((?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text)
    if not found or not re.match(r"\s*(?:#.*\n\s*)*[\w\"'-]+[ \t]*:(?:\s|$)", found[1] + "\n"):
        return "", text
    title = re.search(r"^title[ \t]*:[ \t]*(.+)$", found[1], re.MULTILINE)
    words = title[1].strip() if title else ""
    if words[:1] in ("'", '"') and words[-1:] == words[:1]:
        words = words[1:-1]
    elif words[:1] in ("|", ">"):
        words = ""
    return words, "\n" * found[0].count("\n") + text[found.end() :]
