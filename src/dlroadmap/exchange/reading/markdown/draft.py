"""What a page has come to so far, while it is read."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import urljoin

from dlroadmap.authoring.outline import Dropped, Link, Listed, Need, Outline, Section
from dlroadmap.exchange.reading.markdown.blocks import MARKED_BOX, Block, Page
from dlroadmap.exchange.reading.markdown.html import strip_tags
from dlroadmap.exchange.reading.markdown.words import Reference, Words, gather, reveal
from dlroadmap.text import is_web_address
from dlroadmap.words import format_hours

MAX_TEXT = 300
"""So long may a description or a summary become."""

_CUT = 80


class Draft:
    """Sections, items and what was left out, in the order of the page."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.title = self.description = ""
        self.keeps_files = False
        """Whether lists of other files are all that there is to learn."""
        self.choices: set[int] = set()
        """The sections that stand for a choice in the middle of another section."""
        self.sections: list[Section] = []
        self.items: list[Listed] = []
        self.dropped: list[Dropped] = []
        self._told: set[tuple[str, str]] = set()
        self._links: dict[int, dict[str, Link]] = {}
        self._hours: dict[int, float] = {}

    def words(self, content: str) -> Words:
        """Return what a paragraph says."""
        return gather(self.page.parse(content))

    def drop(self, line: int | None, text: str, why: str) -> None:
        """Record what is left out."""
        text = " ".join(text[: _CUT * 4].split())
        text = text if len(text) <= _CUT else text[: _CUT - 1] + "…"
        self.dropped.append(Dropped(line, text, why))

    def drop_once(self, line: int | None, text: str, why: str, what: str = "") -> None:
        """Record what is left out, unless the same thing was left out before."""
        if (key := (text, what)) not in self._told:
            self._told.add(key)
            self.drop(line, text, why)

    def add_section(self, section: Section) -> int:
        """Add a section, and return its index."""
        self.sections.append(section)
        return len(self.sections) - 1

    def add_hours(self, section: int, hours: float | None) -> None:
        """Remember the hours that a section is said to take."""
        if hours:
            self._hours.setdefault(section, hours)

    def add_item(self, item: Listed) -> int:
        """Add an item, and return its index."""
        self.items.append(item)
        return len(self.items) - 1

    def add_links(self, section: int | None, links: Iterable[Link], line: int | None) -> None:
        """Give links to a section; those outside every section are left out."""
        if section is None:
            for link in links:
                self.drop_once(line, link.title or link.url, "a link above the list", link.url)
        else:
            found = self._links.setdefault(section, {})
            for link in links:
                found.setdefault(link.url, link)

    def links(self, words: Words, line: int | None) -> tuple[Link, ...]:
        """Return the links of a paragraph that can be taken in, and record the others."""
        if pictures := [one for one in words.links if one.pictured]:
            text = words.alt or pictures[0].url
            self.drop_once(line, text, "a link on an image", pictures[0].url)
        rest = (one for one in words.links if not one.pictured)
        return tuple(link for one in rest if (link := self.resolve(one, line)))

    def resolve(self, found: Reference, line: int | None) -> Link | None:
        """Return a link that can be taken in; record one that cannot."""
        url = found.url.strip()
        place = None if line is None else line + found.line
        title = " ".join(found.text.split())
        if not url:
            self.drop_once(place, title, "a link without an address")
            return None
        if is_relative(url):
            if not self.base:
                why = "a link within the page" if url[:1] == "#" else _RELATIVE
                self.drop_once(place, title or url, why, url)
                return None
            url = urljoin(self.base, url)
        if not is_web_address(url):
            self.drop_once(place, title or url, f"not a web address: {url[:_CUT]}", url)
            return None
        return Link(title, url)

    def drop_unread(self, block: Block) -> None:
        """Record the boxes and links of a block that is not read: code, a quote, HTML."""
        if block.kind in ("fence", "code_block"):
            first = (block.line or 0) + (block.kind == "fence")
            self.drop_boxes(block.content, first, "a box in a code block")
        elif block.kind == "html_block":
            text = block.content
            where = "in a comment" if text.startswith("<!--") else "in HTML"
            self.drop_boxes(text, block.line or 0, f"a box {where}")
            if "href=" in text.lower() and not text.startswith("<!--"):
                plain = strip_tags(text) or text
                self.drop_once(block.line, plain, "a link in HTML", text)
        elif block.kind == "blockquote":
            self._drop_quote(block)

    def drop_boxes(self, text: str, line: int, why: str) -> None:
        """Record the boxes of a text that is not read, and begins in a line."""
        for found in MARKED_BOX.finditer(text):
            end = text.find("\n", found.end())
            words = text[found.start() : end if end > 0 else len(text)].strip(" \t>")
            self.drop(line + text.count("\n", 0, found.start()), words, why)

    def _drop_quote(self, block: Block) -> None:
        for part in block.children:
            if part.kind in ("fence", "code_block", "html_block"):
                self.drop_unread(part)
            elif part.content and part.kind != "root":
                if part.boxes:
                    self.drop(part.line, part.content, "a box in a quote")
                elif "](" in part.content or "://" in part.content:
                    self._drop_quoted_links(part)
            else:
                self._drop_quote(part)

    def _drop_quoted_links(self, part: Block) -> None:
        for one in self.words(part.content).links:
            line = (part.line or 0) + one.line
            self.drop_once(line, one.text or one.url, "a link in a quote", one.url)

    def finish(self, name: str) -> Outline:
        """Return the outline, without the sections that came to nothing."""
        for place, links in self._links.items():
            found = self.sections[place]
            self.sections[place] = found._replace(links=tuple(links.values()))
        self._record_hours()
        self._settle_choices()
        sections, places = _prune(self.sections, self.items)
        self._join_needs()
        items = tuple(
            item if item.section is None else item._replace(section=places[item.section])
            for item in self.items
        )
        title = " ".join(self.title.split()) or name
        dropped = tuple(sorted(self.dropped, key=lambda one: one.line or 0))
        return Outline(title, items, sections, dropped, self.description)

    def _record_hours(self) -> None:
        """Record the hours of sections whose items have none: nobody says which takes how long."""
        held = find_holders(self.sections, self.items)
        known = find_holders(self.sections, (item for item in self.items if item.hours))
        for place, hours in self._hours.items():
            if place in held and place not in known:
                section = self.sections[place]
                why = f"{format_hours(hours)}, not divided among its items"
                self.drop(section.line, section.title, why)

    def _join_needs(self) -> None:
        """Make one prerequisite of those that are a title together, which has commas in it."""
        titles = {item.title.casefold() for item in self.items if "," in item.title}
        for place, item in enumerate(self.items):
            if titles and len(item.requires) > 1:
                self.items[place] = item._replace(requires=_join(item.requires, titles))

    def _settle_choices(self) -> None:
        """Make a choice one of the whole section where it is all that the section holds."""
        held = {item.section for item in self.items}
        kin = Counter(section.parent for section in self.sections)
        moved: dict[int | None, int] = {}
        for place in self.choices:
            parent = self.sections[place].parent
            if parent is not None and parent not in held and kin[parent] == 1:
                choose = self.sections[place].choose
                self.sections[parent] = self.sections[parent]._replace(choose=choose)
                moved[place] = parent
        if moved:
            self.items = [
                item._replace(section=moved.get(item.section, item.section)) for item in self.items
            ]


_RELATIVE = "a relative link, and no base address is given"


def _prune(
    sections: list[Section], items: Iterable[Listed]
) -> tuple[tuple[Section, ...], dict[int, int]]:
    """Return the sections that hold items or links, themselves or deeper, and where they went."""
    kept = find_holders(sections, items)
    for place, section in enumerate(sections):
        if section.links:
            kept |= set(_climb(sections, place))
    places = {old: new for new, old in enumerate(sorted(kept))}
    left = (sections[old] for old in places)
    return tuple(
        one if one.parent is None else one._replace(parent=places[one.parent]) for one in left
    ), places


def find_holders(sections: list[Section], items: Iterable[Listed]) -> set[int]:
    """Return the sections that hold items, themselves or deeper."""
    found: set[int] = set()
    for section in {item.section for item in items}:
        found.update(_climb(sections, section))
    return found


def _climb(sections: list[Section], place: int | None) -> Iterator[int]:
    """Yield a section and those that it stands in."""
    while place is not None:
        yield place
        place = sections[place].parent


_LONGEST_NAME = 8
"""So many commas, and one, may a title have to be recognized among prerequisites."""


def _join(needs: tuple[Need, ...], titles: Collection[str]) -> tuple[Need, ...]:
    joined: list[Need] = []
    start = 0
    while start < len(needs):
        for end in range(min(len(needs), start + _LONGEST_NAME), start, -1):
            name = ", ".join(need.name for need in needs[start:end])
            if end == start + 1 or name.casefold() in titles:
                joined.append(Need(name))
                start = end
                break
    return tuple(joined)


def merge_links(first: tuple[Link, ...], more: Iterable[Link]) -> tuple[Link, ...]:
    """Return links without those whose address came before."""
    found: dict[str, Link] = {}
    for link in (*first, *more):
        found.setdefault(link.url, link)
    return tuple(found.values())


def is_relative(url: str) -> bool:
    """Return whether an address is one inside the page, or beside it."""
    return not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", url)


def plain(text: str) -> str:
    """Return a text as one line, with what was shielded."""
    return " ".join(reveal(text).split())


def shorten(text: str) -> str:
    """Return so many whole sentences of a text as are short enough, perhaps none."""
    if len(text) <= MAX_TEXT:
        return text
    end = max((found.end() for found in _SENTENCE.finditer(text[: MAX_TEXT + 1])), default=0)
    return text[:end]


_SENTENCE = re.compile(r"[.!?](?=\s|$)|。")
