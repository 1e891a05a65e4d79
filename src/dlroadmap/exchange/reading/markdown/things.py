"""One thing of a list, from its line and what stands below it."""

import re
from collections.abc import Iterable, Sequence

from dlroadmap.authoring.outline import Link, Listed, Need
from dlroadmap.exchange.reading.markdown.amounts import (
    read_amounts,
    read_needs,
    take_hours,
    take_needs,
)
from dlroadmap.exchange.reading.markdown.blocks import BOX, Block, split_boxes
from dlroadmap.exchange.reading.markdown.draft import (
    MAX_TEXT,
    Draft,
    merge_links,
    plain,
    shorten,
)
from dlroadmap.exchange.reading.markdown.lines import Line, read_line, split_points, tidy
from dlroadmap.exchange.reading.markdown.marks import read_day, read_marks, take_done
from dlroadmap.exchange.reading.markdown.words import Words, reveal

_OWN = re.compile(r"dlr:\s*(\S+)\s+(todo|doing|done|skipped)(?:\s+(\d{4}(?:-\d\d){0,2}))?")
_LABEL = re.compile(r"[^.!?]{1,40}\s*[:–—-]\s*")


def add_thing(
    draft: Draft,
    content: str,
    line: int | None,
    state: str,
    section: int | None,
    parent: int | None,
) -> int | None:
    """Add an item for a line, and return its index; None where it says nothing."""
    found = read_line(draft, content, state)
    if own := _OWN.fullmatch(found.words.comment):
        return draft.add_item(_read_own(found.words, own, line, state, section))
    if not found.title:
        draft.drop(line, content or "[ ]", "an empty box" if state else "an empty entry")
        return None
    if not state:
        found = _split_remark(draft, found, content)
        state = "done" if found.marks.done else ""
    title, needs = take_needs(found.title)
    title, hours = take_hours(title)
    if not needs:
        title, needs = take_needs(title)
    links = draft.links(found.words, line)
    summary, more_needs, more_hours = _read_more(found.more)
    marks = found.marks
    item = Listed(
        title=tidy(title) or found.title,
        line=line,
        section=section,
        parent=parent,
        source=marks.source,
        state=state,
        on=marks.on if state == "done" else "",
        summary=shorten(summary),
        priority=marks.priority,
        hours=hours or more_hours,
        requires=tuple(map(Need, (*needs, *more_needs, *marks.requires))),
        checks=tuple(dict.fromkeys(found.points)),
        tags=marks.tags,
        links=merge_links((), links),
    )
    return draft.add_item(item)


def _split_remark(draft: Draft, found: Line, content: str) -> Line:
    """Return the line of an entry without a box, of which a remark is no part of the title.

    That is what comes after `[X](address) - ` or `**X**: `.
    """
    words = found.words
    if len(words.links) == 1 and words.links[0].text and not plain(words.before):
        text = _read_remark(words.rest)
        mark, remark = text[:1], text.lstrip(" -–—:")
        if remark and mark in "-–—:":
            return found._replace(title=plain(words.links[0].text), more=remark)
    if bold := _BOLD.match(content):
        title = tidy(draft.words(bold[2]).text)
        remark = _read_remark(draft.words(content[bold.end() :]).text)
        if title and remark:
            return found._replace(title=title, more=remark)
    return found


def _read_remark(text: str) -> str:
    return take_done(plain(read_marks(text).text))[0]


_BOLD = re.compile(r"(\*\*|__|\*|_)(?![\s*_])([^*_\n]{1,100})\1\s*(?:[:–—-]+\s)")


def _read_more(text: str) -> tuple[str, tuple[str, ...], float | None]:
    """Return the summary, prerequisites and hours of a text below a title."""
    if needs := read_needs(text):
        return "", needs, None
    hours = read_amounts(text).hours
    return ("" if hours else text), (), hours


def _read_own(
    words: Words, own: re.Match[str], line: int | None, state: str, section: int | None
) -> Listed:
    """Return an item that dlr exported; its title and links are exactly those that it had."""
    named = [one for one in words.links if one.label]
    title = reveal(words.before).replace("\n", " ")
    title = (title.rstrip().removesuffix("(") if named else title).strip()
    if named and not title:
        title = named[0].label
    was, day = own[2], own[3] or ""
    on = day if was == state else read_day(words.after) if state == "done" else ""
    links = tuple(Link(one.label, one.url) for one in named)
    return Listed(title, line, section, key=own[1], was=was, state=state, on=on, links=links)


def add_details(draft: Draft, place: int, blocks: Iterable[Block]) -> None:
    """Add to an item what stands below it without a box of its own."""
    found = _Details(draft)
    for block in blocks:
        found.read(block)
    item = draft.items[place]
    if item.key:
        return
    summary = item.summary or found.summary
    draft.items[place] = item._replace(
        summary=summary,
        hours=item.hours or found.hours,
        requires=merge_needs(item.requires, found.needs),
        checks=tuple(dict.fromkeys((*item.checks, *found.checks))),
        links=merge_links(item.links, found.links),
    )


def merge_needs(first: Sequence[Need], names: Iterable[str]) -> tuple[Need, ...]:
    """Return prerequisites, each once."""
    return tuple(dict.fromkeys((*first, *map(Need, names))))


class _Details:
    """What stands below an item."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.summary = ""
        self.hours: float | None = None
        self.needs: list[str] = []
        self.checks: list[str] = []
        self.links: list[Link] = []

    def read(self, block: Block) -> None:
        if block.kind == "paragraph":
            self._read_paragraph(block)
        elif block.kind.endswith("_list"):
            for entry in block.children:
                self._read_bullet(entry, "")
        elif block.kind in ("fence", "code_block", "html_block", "blockquote"):
            self.draft.drop_unread(block)
        elif block.content:
            self.links += self.draft.links(self.draft.words(block.content), block.line)
        else:
            for part in block.children:
                self.read(part)

    def _read_paragraph(self, block: Block) -> None:
        words = self.draft.words(block.content)
        self.links += self.draft.links(words, block.line)
        if not plain(words.rest).strip(" -–—|,.:;()*"):
            return
        text, needs, hours = _read_more(plain(words.text))
        self.needs += needs
        self.hours = self.hours or hours
        if not self.summary and len(text) <= MAX_TEXT:
            self.summary = text
        elif not self.summary and (short := shorten(text)):
            self.summary = short
        elif text:
            self.draft.drop(block.line, text, "text below an item that has a summary")

    def _read_bullet(self, entry: Block, label: str) -> None:
        """Read an entry without a box; a label like `Notes:` goes before what stands below it."""
        inner = ""
        for number, block in enumerate(entry.children):
            if block.kind == "paragraph" and not number and block.content:
                inner = self._read_entry(block, label, len(entry.children) > 1)
            elif block.kind.endswith("_list"):
                for part in block.children:
                    self._read_bullet(part, inner)
            elif block.kind == "paragraph":
                self.links += self.draft.links(self.draft.words(block.content), block.line)
            else:
                self.read(block)

    def _read_entry(self, block: Block, label: str, more: bool) -> str:
        """Take an entry in as a link, a prerequisite, hours or a check; return its label."""
        words = self.draft.words(block.content)
        links = self.draft.links(words, block.line)
        if len(links) == len(words.links) == 1 and links[0].title and is_link(words):
            links = (self._name_link(links[0], words, block.line),)
        self.links += links
        text, points = split_points(words.text)
        text = plain(read_marks(text).text)
        if words.links and is_link(words):
            return ""
        if not text:
            return ""
        if more and text.endswith((":", "：")):
            return text
        summary, needs, hours = _read_more(tidy(text))
        self.needs += needs
        self.hours = self.hours or hours
        if summary:
            self.checks += (f"{label} {tidy(text)}".strip(), *points)
        return ""

    def _name_link(self, link: Link, words: Words, line: int | None) -> Link:
        """Return a link with what is said of it in its title, if that is short enough."""
        text = tidy(words.text.removeprefix(words.before))
        if len(text) <= _LONGEST_NAME:
            return link._replace(title=text)
        self.draft.drop(line, text, "text beside a link")
        return link


_LONGEST_NAME = 120


def is_link(words: Words) -> bool:
    """Return whether an entry is a link with a remark on it, not a text with a link in it."""
    before = reveal(words.before).strip()
    rest = plain(words.rest).strip(" -–—|,.:;()*")
    return not rest or not before or bool(_LABEL.fullmatch(before))


def iterate_parts(block: Block) -> Iterable[tuple[int | None, bool, str]]:
    """Yield the parts of a paragraph: its line, whether it is a box, its text."""
    if "\n" not in block.content:
        yield block.line, bool(BOX.match(block.content)), block.content
        return
    for number, boxed, text in split_boxes(block.content):
        yield (None if block.line is None else block.line + number), boxed, text
