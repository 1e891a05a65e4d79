"""The walk down a page: headings become sections, and what stands below them things in them."""

import re
from collections.abc import Callable, Collection
from typing import Literal

from dlroadmap.authoring.outline import Section
from dlroadmap.exchange.reading.markdown.amounts import (
    Amounts,
    read_amounts,
    read_choice,
    take_amounts,
)
from dlroadmap.exchange.reading.markdown.blocks import Block
from dlroadmap.exchange.reading.markdown.draft import Draft, plain, shorten
from dlroadmap.exchange.reading.markdown.lines import read_box, tidy
from dlroadmap.exchange.reading.markdown.navigation import Navigation
from dlroadmap.exchange.reading.markdown.tables import read_table
from dlroadmap.exchange.reading.markdown.things import (
    add_details,
    add_thing,
    iterate_parts,
)
from dlroadmap.exchange.reading.markdown.unboxed import Unboxed

Mode = Literal["boxes", "tables", "bullets", "headings"]
"""What becomes an item."""


class Flow:
    """What is read one below the other: a page, or the entries of one list.

    `things` are the headings that are items, by their lines, and in a list without headings the
    bullets that are sections.
    """

    def __init__(
        self,
        draft: Draft,
        mode: Mode,
        things: Collection[int | None] = (),
        section: int | None = None,
        parent: int | None = None,
        unboxed: Unboxed | None = None,
    ) -> None:
        self.draft = draft
        self.mode = mode
        self.things = things
        self.section = section
        self.parent = parent
        self.unboxed = unboxed or Unboxed(draft)
        self.item: int | None = None
        """The item that a heading is."""
        self._open: list[tuple[int, int | None, int | None, int | None]] = []
        self._choice: tuple[int, str, int | None] | None = None
        self._resources = self._nested = False
        self._navigation = Navigation(draft)
        self._fresh = section is None
        self._handlers: dict[str, Callable[[Block], None]] = {
            "heading": self._read_heading,
            "paragraph": self._read_paragraph,
            "bullet_list": self._read_list,
            "ordered_list": self._read_list,
            "table": self._read_table,
            "html_block": self._read_html,
            "blockquote": self._read_quote,
        }

    def read_all(self, blocks: list[Block]) -> None:
        """Read blocks in their order."""
        for block in blocks:
            if block.kind not in ("bullet_list", "ordered_list", "table", "paragraph"):
                self._choice, self._resources = None, False
            self._handlers.get(block.kind, self.draft.drop_unread)(block)

    def _inside(self, section: int | None, parent: int | None) -> "Flow":
        flow = Flow(self.draft, self.mode, self.things, section, parent, self.unboxed)
        flow.item, flow._fresh, flow._nested = self.item, False, self._nested
        return flow

    def _read_heading(self, block: Block) -> None:
        level = int(block.tag[1:])
        self._close(level)
        state, content = read_box(block.content)
        words = self.draft.words(content)
        before = self.section, self.parent, self.item
        if state or block.line in self.things:
            place = add_thing(self.draft, content, block.line, state, self.section, self.parent)
            if place is not None:
                self._open.append((level, *before))
                if state:
                    self.parent = place
                else:
                    self.item = place
            self._fresh = False
            return
        self._open.append((level, *before))
        if self.item is not None:
            return
        title = tidy(words.text) or plain(words.alt)
        if not title:
            title = next((one.text or one.url for one in words.links), "")
        self._fresh = bool(title)
        if title:
            self._enter(title, block.line)
            self.draft.add_links(self.section, self.draft.links(words, block.line), block.line)

    def _close(self, level: int) -> None:
        """Leave the headings that do not stand above one of a level."""
        while self._open and self._open[-1][0] >= level:
            _, self.section, self.parent, self.item = self._open.pop()

    def _enter(self, title: str, line: int | None, choose: int | None = None) -> None:
        cut, amounts = take_amounts(title)
        choose = choose or read_choice(title)
        section = Section(cut, line, self.section, choose=choose, weeks=amounts.weeks)
        self.section = self.draft.add_section(section)
        self.draft.add_hours(self.section, amounts.hours)

    def _read_paragraph(self, block: Block) -> None:
        for line, boxed, text in iterate_parts(block):
            if boxed:
                state, rest = read_box(text)
                add_thing(self.draft, rest, line, state, self.section, self.parent)
            elif self.item is not None:
                add_details(self.draft, self.item, [Block("paragraph", line, text)])
            else:
                self._read_prose(text, line)

    def _read_prose(self, content: str, line: int | None) -> None:
        """Take from a paragraph its links, and a description if it is the first of its section."""
        words = self.draft.words(content)
        if words.links:
            if self._navigation.is_way(words, line):
                return
            links = self.draft.links(words, line)
            self.draft.add_links(self.section, links, line)
        text = plain(words.text)
        if not plain(words.rest).strip(" -–—|,.:;()*·•"):
            return
        self._resources = len(text) < 50 and bool(_RESOURCES.search(text))
        if choose := read_choice(text):
            self._choice = (choose, tidy(text), line)
        else:
            self._choice = None
        if self._fresh and not _PROPERTY.match(text):
            self._describe(text)

    def _describe(self, text: str) -> None:
        self._fresh = False
        amounts = read_amounts(text.rstrip("."))
        if self.section is None:
            self.draft.description = shorten(text)
        elif amounts != Amounts():
            section = self.draft.sections[self.section]
            weeks = section.weeks or amounts.weeks
            self.draft.sections[self.section] = section._replace(weeks=weeks)
            self.draft.add_hours(self.section, amounts.hours)
            self._fresh = True
        elif not text.endswith(":"):
            section = self.draft.sections[self.section]
            self.draft.sections[self.section] = section._replace(description=shorten(text))

    def _read_list(self, block: Block) -> None:
        if not block.boxes and self._navigation.leads_away(block, self.mode):
            return
        choice, self._choice, self._fresh = self._choice, None, False
        section = self.section
        if choice and self.item is None and (block.boxes or self.mode == "bullets"):
            self._enter(choice[1], choice[2], choice[0])
            self.draft.choices.add(self.section or 0)
        inside = self._inside(self.section, self.parent)
        if self._resources and self.mode == "bullets":
            inside.mode = "boxes"
        for entry in block.children:
            inside.read_entry(entry)
        self.section, self._resources = section, False

    def read_entry(self, entry: Block) -> None:
        """Read one entry of a list."""
        first = entry.children[0] if entry.children else None
        if first is None:
            return
        if first.kind == "heading" and self.item is None:
            self.read_all(entry.children)
        elif first.kind == "paragraph" and first.boxes:
            self._read_boxes(first, entry.children[1:])
        elif entry.boxes and first.kind == "paragraph":
            self._read_group(first, entry.children[1:])
        elif self.item is not None:
            add_details(self.draft, self.item, [Block("bullet_list", entry.line, children=[entry])])
        elif self.mode == "bullets" and entry.line in self.things:
            self._read_group(first, entry.children[1:])
        elif self.mode == "bullets" and len(entry.children) == 1 and first.content[-1:] in ":：":
            self.draft.drop(first.line, first.content, "an empty entry")
        elif self.mode == "bullets" and first.kind == "paragraph":
            place = add_thing(self.draft, first.content, first.line, "", self.section, self.parent)
            if place is not None:
                add_details(self.draft, place, entry.children[1:])
        else:
            self._read_unboxed(first, entry.children)

    def _read_unboxed(self, first: Block, blocks: list[Block]) -> None:
        """Read an entry that is nothing to learn, and count it unless it stands in another one."""
        inside = self._nested
        if first.kind == "paragraph" and not inside:
            self.unboxed.add(self.section, first.line, self.draft.words(first.content))
        self._nested = True
        self.read_all(blocks)
        self._nested = inside

    def _read_boxes(self, first: Block, rest: list[Block]) -> None:
        """Read the boxes of one paragraph, and what stands below the last one."""
        place = None
        for line, boxed, text in iterate_parts(first):
            if boxed:
                state, text = read_box(text)
                place = add_thing(self.draft, text, line, state, self.section, self.parent)
            else:
                self._read_prose(text, line)
        if place is None or not rest:
            self._inside(self.section, self.parent).read_all(rest)
            return
        self._read_parts(place, rest)

    def _read_parts(self, place: int, blocks: list[Block]) -> None:
        """Read what stands below a box: boxes are its parts, the rest says more of it."""
        own: list[Block] = []
        inside = self._inside(self.section, place)
        for block in blocks:
            if not block.boxes or block.kind == "blockquote":
                own.append(block)
            elif not block.kind.endswith("_list"):
                inside.read_all([block])
            else:
                for entry in block.children:
                    if not entry.boxes:
                        own.append(Block("bullet_list", entry.line, children=[entry]))
                    elif entry.children[0].kind == "paragraph" and not entry.children[0].boxes:
                        first, *rest = entry.children
                        label = Block("list_item", entry.line, children=[first])
                        own.append(Block("bullet_list", entry.line, children=[label]))
                        inside.read_all(rest)
                    else:
                        inside.read_entry(entry)
        if own:
            add_details(self.draft, place, own)

    def _read_group(self, first: Block, rest: list[Block]) -> None:
        """Read an entry that is a heading in all but its form: boxes stand below it."""
        section = self.section
        words = self.draft.words(first.content)
        if title := tidy(words.text):
            self._enter(title, first.line)
        self.draft.add_links(self.section, self.draft.links(words, first.line), first.line)
        self._inside(self.section, self.parent).read_all(rest)
        self.section = section

    def _read_table(self, block: Block) -> None:
        self._choice, self._fresh = None, False
        listed = self.item is None and (self.mode != "boxes" or block.boxes)
        if listed and read_table(self.draft, block, self.section, self.parent):
            return
        if self.item is not None:
            add_details(self.draft, self.item, [block])
            return
        for number, row in enumerate(row for part in block.children for row in part.children):
            words = self.draft.words(" ".join(cell.content for cell in row.children))
            if words.links:
                self.draft.add_links(self.section, self.draft.links(words, row.line), row.line)
            elif number:
                self.unboxed.add(self.section, row.line, words)

    def _read_html(self, block: Block) -> None:
        for summary in self._navigation.read_html(block):
            heading = Block("heading", block.line, summary, f"h{_SUMMARY}")
            if summary:
                self._read_heading(heading)
            else:
                self._close(_SUMMARY)
        self.draft.drop_unread(block)

    def _read_quote(self, block: Block) -> None:
        """Leave a quote out, but for one at the very start: that is what the page is about."""
        first = block.children[0] if block.children else None
        if self._fresh and self.section is None and first and first.kind == "paragraph":
            self._describe(plain(self.draft.words(first.content).text))
        self.draft.drop_unread(block)


_RESOURCES = re.compile(
    r"\b(?:resources?|references?|links|further reading|see also|materials?)\b.*[:：]\s*$",
    re.IGNORECASE,
)
"""A line before a list of what to learn from."""

_PROPERTY = re.compile(r"\w[\w -]{0,30}::(?:\s|$)")
"""What Obsidian knows of a note, and people do not read."""

_SUMMARY = 7
"""The level of a summary in HTML, which stands below every heading."""
