"""The words of a paragraph: its text without markup, its links, and what a comment says."""

import re
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

from markdown_it.token import Token

_MARKS = "#^@[]:="
_SHIELD = str.maketrans(_MARKS, "\ue0f0\ue0f1\ue0f2\ue0f3\ue0f4\ue0f5\ue0f6")
_UNSHIELD = str.maketrans("\ue0f0\ue0f1\ue0f2\ue0f3\ue0f4\ue0f5\ue0f6", _MARKS)

_ADDRESS = re.compile(r"\b(?:https?://|www\.(?=\w))[^\s<>\"“”]+")
_HREF = re.compile(r"<a\s[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]{1,300})(?<=\S)==")
_REMAINS = re.compile(r"(?:^|[ \t]+)\([ ,;|]*\)|[ \t]+(?=[,.;!?](?:\s|$))")
"""What stands around an address that is taken out of a text."""


class Reference(NamedTuple):
    """A link as it stands in a paragraph, so many lines below its first; `bare` is an address.

    `pictured` is one on an image alone; `label` is the text that was written between its brackets.
    """

    text: str
    url: str
    line: int = 0
    bare: bool = False
    pictured: bool = False
    label: str = ""


class Words(NamedTuple):
    """What a paragraph says.

    Where its marks have no meaning (in code, links, and escaped), characters of the text are
    shielded: `reveal` brings them back. `rest` is the text without that of the links, `after` the
    text that follows the last comment, and `before` what stands in front of the first link and
    the comment.
    """

    text: str
    rest: str
    links: tuple[Reference, ...] = ()
    comment: str = ""
    before: str = ""
    after: str = ""
    alt: str = ""


def reveal(text: str) -> str:
    """Return a text with the characters that were shielded."""
    return text.translate(_UNSHIELD)


class _Gatherer:
    """Gathers words from tokens."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.rest: list[str] = []
        self.links: list[Reference] = []
        self.comment = self.before = self.alt = ""
        self.comment_end = 0
        self.lines = 0
        self.open: tuple[str, int, bool] | None = None
        self.marked = False

    def add(self, text: str) -> None:
        self.text.append(text)
        if self.open is None:
            self.rest.append(text)

    def mark(self) -> None:
        if not self.marked:
            self.before, self.marked = "".join(self.text), True

    def begin(self, url: str, bare: bool) -> None:
        self.mark()
        self.open = (url, len(self.text), bare)

    def end(self) -> None:
        if self.open is None:
            return
        url, start, bare = self.open
        words = reveal("".join(self.text[start:])).strip()
        self.open, label = None, words
        if re.fullmatch(r"\^\S+", words):  # a footnote whose text is an address
            del self.text[start:]
            words = ""
        elif bare or words == url:
            del self.text[start:]
            words, bare = "", True
        pictured = not words and not bare and bool(self.alt)
        self.links.append(Reference(words, url, self.lines, bare, pictured, label))

    def html(self, content: str) -> None:
        if content.startswith("<!--"):
            self.mark()
            self.comment = content[4:-3].strip()
            self.comment_end = len(self.text)
        elif found := _HREF.match(content):
            self.end()
            self.begin(unescape(next(filter(None, found.groups()), "")), False)
        elif content[:3].lower() == "</a":
            self.end()
        elif content[:3].lower() == "<br":
            self.add("\n")


def gather(tokens: Iterable[Token]) -> Words:
    """Return what the tokens of a paragraph say."""
    found = _Gatherer()
    for token in tokens:
        kind = token.type
        if kind == "text":
            text = token.content
            found.add(text.translate(_SHIELD) if found.open else text)
        elif kind in ("text_special", "code_inline"):
            found.add(token.content.translate(_SHIELD))
        elif kind in ("softbreak", "hardbreak"):
            found.lines += 1
            found.add("\n")
        elif kind == "link_open":
            found.begin(str(token.attrs["href"]), token.markup == "autolink")
        elif kind == "link_close":
            found.end()
        elif kind == "html_inline":
            found.html(token.content)
        elif kind == "image":
            found.alt = found.alt or token.content
    if found.open:
        found.end()
    if not found.marked:
        found.before = "".join(found.text)
    text, rest = "".join(found.text), "".join(found.rest)
    if "://" in text or "www." in text:
        found.links += _addresses(text)
        text, rest = (_ADDRESS.sub(_leave_tail, one) for one in (text, rest))
    if any(one.bare for one in found.links):
        text, rest = (_REMAINS.sub("", one) for one in (text, rest))
    if "==" in text:
        text, rest = (_HIGHLIGHT.sub(r"\1", one) for one in (text, rest))
    after = "".join(found.text[found.comment_end :]) if found.comment else ""
    links = tuple(found.links)
    return Words(text, rest, links, found.comment, found.before, after, found.alt)


def _addresses(text: str) -> list[Reference]:
    found = []
    for one in _ADDRESS.finditer(text):
        url = _trim(one[0])
        url = reveal(url if url.startswith("http") else f"http://{url}")
        found.append(Reference("", url, text.count("\n", 0, one.start()), True))
    return found


def _leave_tail(found: re.Match[str]) -> str:
    return found[0][len(_trim(found[0])) :]


def _trim(url: str) -> str:
    """Return an address without the marks that end the sentence around it."""
    while url:
        if url[-1] in ".,;:!?'*_~|" or (url[-1] == ")" and url.count(")") > url.count("(")):
            url = url[:-1]
        else:
            break
    return url
