"""Tables in a page: their titles, links and boxes; the rest is read as in any other table."""

import re
from collections.abc import Mapping, Sequence

from dlroadmap.authoring.outline import Link, Listed, Need
from dlroadmap.exchange.reading.markdown.amounts import take_hours, take_needs
from dlroadmap.exchange.reading.markdown.blocks import Block
from dlroadmap.exchange.reading.markdown.draft import Draft, merge_links, plain
from dlroadmap.exchange.reading.markdown.lines import read_box, tidy
from dlroadmap.exchange.reading.markdown.marks import Marks, read_marks
from dlroadmap.exchange.reading.markdown.table_columns import name_columns
from dlroadmap.exchange.reading.markdown.words import Words, reveal
from dlroadmap.exchange.reading.table_rows import RowReader
from dlroadmap.exchange.reading.values import drop

_VAGUE = re.compile(r"(?:link|url|here|source|website|site|🔗|click here)s?", re.IGNORECASE)
_AROUND = " -–—|,.:;()*"


def count_rows(draft: Draft, block: Block) -> int:
    """Return how many things a table holds, if it has a column of titles, and is no index."""
    _, rows = _split(block)
    place = _find_title(_find_columns(draft, block))
    return 0 if place is None or _is_index(draft, rows, place) else len(rows)


def _is_index(draft: Draft, rows: Sequence[Block], place: int) -> bool:
    """Return whether the titles of a table are links to places within the page."""
    cells = [row.children[place].content for row in rows if place < len(row.children)]
    links = [words.links for cell in cells if (words := draft.words(cell)).text or words.links]
    inside = [found for found in links if found and found[0].url.startswith("#")]
    return bool(inside) and 5 * len(inside) >= 4 * len(links)


def _split(block: Block) -> tuple[Sequence[Block], list[Block]]:
    rows = [row for part in block.children for row in part.children]
    return (rows[0].children, rows[1:]) if rows else ((), [])


def _find_columns(draft: Draft, block: Block) -> Mapping[int, str]:
    header, rows = _split(block)
    texts = [[cell.content for cell in row.children] for row in rows]
    return name_columns([plain(draft.words(cell.content).text) for cell in header], texts)


def _find_title(columns: Mapping[int, str]) -> int | None:
    return next((place for place, field in columns.items() if field == "title"), None)


def read_table(draft: Draft, block: Block, section: int | None, parent: int | None) -> bool:
    """Add an item for each row, and return whether the table could be read."""
    if not block.boxes and not count_rows(draft, block):
        return False
    _Table(draft, block).add(section, parent)
    return True


class _Table:
    """A table, whose rows are read by the reader of all tables.

    Titles are found here, so they are in a column of their own, behind the others.
    """

    def __init__(self, draft: Draft, block: Block) -> None:
        self.draft = draft
        self.header, rows = _split(block)
        self.rows = [_Row(draft, row) for row in rows]
        self.width = len(self.header)
        columns = _find_columns(draft, block)
        self.place = _find_title(columns)
        self.columns = {place: field for place, field in columns.items() if field != "title"}
        self.links = {place for place, field in self.columns.items() if field == "links"}
        self.state = next((p for p, field in self.columns.items() if field == "state"), None)
        known = {**self.columns, self.width: "title"}
        self.reader = RowReader(known, [row.texts for row in self.rows])
        self.places: list[int] = []
        """Where the sections of the reader are in the draft."""

    def add(self, section: int | None, parent: int | None) -> None:
        """Add an item for each row that has a title, and record what is left out."""
        self._drop_columns()
        for row in self.rows:
            if item := self._read(row):
                self._add_sections(section)
                place = section if item.section is None else self.places[item.section]
                self.draft.add_item(item._replace(section=place, parent=parent))
        self.draft.dropped += self.reader.dropped

    def _drop_columns(self) -> None:
        """Record the columns that are not known, but for those of links alone."""
        for place, cell in enumerate(self.header):
            name = plain(self.draft.words(cell.content).text)
            cells = [row.cells[place] for row in self.rows if place < len(row.cells)]
            only_links = any(one.links for one in cells) and not any(map(_has_words, cells))
            boxed = any(row.boxed == place for row in self.rows)
            is_known = place == self.place or place in self.columns
            if name and not (is_known or only_links or boxed):
                self.draft.drop_once(cell.line, name, "an unknown column", "column")

    def _add_sections(self, outer: int | None) -> None:
        for one in self.reader.sections.all[len(self.places) :]:
            parent = outer if one.parent is None else self.places[one.parent]
            self.places.append(self.draft.add_section(one._replace(parent=parent)))

    def _read(self, row: "_Row") -> Listed | None:
        place = self.place
        if place is None or place >= len(row.cells):
            place = next((n for n, text in enumerate(row.texts) if text), -1)
        words = row.cells[place] if row.cells else Words("", "")
        marks = read_marks(words.text)
        title, needs, hours = _read_title(words, marks)
        if not title:
            if text := ", ".join(filter(None, row.contents)):
                self.draft.dropped.append(drop(row.line, text, "it has no title"))
            return None
        links, remarks = self._read_links(row, title)
        texts = row.texts[: self.width] + [""] * (self.width - len(row.texts))
        for index in self.links:
            if row.cells[index : index + 1] and row.cells[index].links:
                texts[index] = ""
        if self.state is not None and not texts[self.state]:
            texts[self.state] = row.state
        item = self.reader.read([*texts, title], row.line)
        if item is None:
            return None
        state = item.state or (row.state if self.state is None else "") or _name_done(marks)
        return item._replace(
            source=item.source or marks.source,
            state=state,
            on=item.on or (marks.on if state == "done" else ""),
            summary="\n".join(filter(None, [item.summary, *remarks])),
            priority=marks.priority or item.priority,
            hours=hours or item.hours,
            requires=(*map(Need, needs), *item.requires),
            tags=tuple(dict.fromkeys((*marks.tags, *item.tags))),
            links=merge_links(item.links, links),
        )

    def _read_links(self, row: "_Row", title: str) -> tuple[list[Link], list[str]]:
        """Return the links of a row, and the other words in its columns of links.

        A single link without a title has these for its own.
        """
        links: list[Link] = []
        remarks = []
        for place, cell in enumerate(row.cells):
            found = list(self.draft.links(cell, row.line))
            rest = tidy(cell.rest).strip(_AROUND) if found and place in self.links else ""
            if rest and len(found) == 1 and not found[0].title:
                found = [found[0]._replace(title=rest)]
            elif rest:
                remarks.append(rest)
            links += [
                link._replace(title=title) if _VAGUE.fullmatch(link.title) else link
                for link in found
            ]
        return links, remarks


class _Row:
    """One row: its cells, their texts, and its box, if one of them has one."""

    def __init__(self, draft: Draft, row: Block) -> None:
        self.line = row.line or 0
        self.contents = [cell.content for cell in row.children]
        self.state = ""
        self.boxed = -1
        self.cells: list[Words] = []
        self.texts: list[str] = []
        for place, cell in enumerate(row.children):
            state, content = read_box(cell.content) if cell.boxes else ("", cell.content)
            if state and not self.state:
                self.state, self.boxed = state, place
            words = draft.words(content)
            self.cells.append(words)
            self.texts.append("\n".join(map(plain, reveal(words.text).split("\n"))).strip())


def _read_title(words: Words, marks: Marks) -> tuple[str, tuple[str, ...], float | None]:
    """Return the title of a row, with what it says to come first and how long it takes."""
    title = tidy(marks.text)
    if words.links and not plain(words.rest).strip(_AROUND):
        title = words.links[0].text or title or words.links[0].url
    title, needs = take_needs(title)
    title, hours = take_hours(title)
    return title, needs, hours


def _name_done(marks: Marks) -> str:
    return "done" if marks.done else ""


def _has_words(cell: Words) -> bool:
    return bool(plain(cell.rest).strip(_AROUND))
