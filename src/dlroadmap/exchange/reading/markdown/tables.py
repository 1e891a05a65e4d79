"""Tables, read by their header."""

import re
from collections.abc import Mapping, Sequence

from dlroadmap.authoring.outline import Link, Listed, Need
from dlroadmap.exchange.reading.markdown.amounts import (
    Amounts,
    multiply,
    read_amounts,
    split_names,
    take_hours,
    take_needs,
)
from dlroadmap.exchange.reading.markdown.blocks import Block
from dlroadmap.exchange.reading.markdown.draft import Draft, merge_links, plain, shorten
from dlroadmap.exchange.reading.markdown.lines import read_box, tidy
from dlroadmap.exchange.reading.markdown.marks import read_marks
from dlroadmap.exchange.reading.markdown.words import Words

_COLUMNS: Mapping[str, Sequence[str]] = {
    "title": (
        "title", "name", "topic", "topics", "task", "tasks", "course", "courses", "lesson",
        "lessons", "subject", "item", "book", "project", "chapter", "module", "problem", "paper",
        "skill", "concept", "exercise", "tutorial", "lecture", "video", "resource", "what", "goal",
        "tool", "lesson name", "lesson title", "topic name", "course name", "book title",
    ),
    "hours": ("hours", "time", "effort", "estimate", "estimated time", "estimated hours", "hrs"),
    "duration": ("duration", "length", "weeks"),
    "status": ("status", "done", "completed", "complete", "progress", "finished", "state", "check"),
    "requires": ("prerequisites", "prerequisite", "requires", "prereqs", "depends on"),
    "priority": ("priority", "importance"),
    "summary": ("description", "summary", "about"),
}  # fmt: skip

_NUMBERS = ("", "no", "number", "nr", "id", "day", "week", "date", "level", "s.no", "sno", "rank")

_DONE = re.compile(
    r"x|✓|✔|✅|☑|🗹|yes|y|true|done|complete|completed|finished|100\s*%", re.IGNORECASE
)
_DOING = re.compile(r"in progress|doing|wip|started|ongoing|🚧|⏳|🔄|\[/\]", re.IGNORECASE)
_SKIPPED = re.compile(r"skip(?:ped)?|\[-\]|cancell?ed", re.IGNORECASE)
_PRIORITIES = {
    "essential": "essential",
    "high": "essential",
    "must": "essential",
    "important": "important",
    "medium": "important",
    "useful": "useful",
    "low": "useful",
    "optional": "useful",
}
_VAGUE = re.compile(r"(?:link|url|here|source|website|site|🔗|click here)s?", re.IGNORECASE)


def count_rows(draft: Draft, block: Block) -> int:
    """Return how many things a table holds, if it has a column of titles, and is no index."""
    header, rows = _split(block)
    columns = _find_columns(draft, header, rows)
    return 0 if "title" not in columns or _is_index(draft, rows, columns["title"]) else len(rows)


def _is_index(draft: Draft, rows: Sequence[Block], place: int) -> bool:
    """Return whether the titles of a table are links to places within the page."""
    cells = [row.children[place].content for row in rows if place < len(row.children)]
    links = [words.links for cell in cells if (words := draft.words(cell)).text or words.links]
    inside = [found for found in links if found and found[0].url.startswith("#")]
    return bool(inside) and 5 * len(inside) >= 4 * len(links)


def _split(block: Block) -> tuple[Sequence[Block], list[Block]]:
    rows = [row for part in block.children for row in part.children]
    return (rows[0].children, rows[1:]) if rows else ((), [])


def _find_columns(
    draft: Draft, header: Sequence[Block], rows: Sequence[Block]
) -> Mapping[str, int]:
    """Return what each column is; where no header says so, titles are what differs most."""
    columns = _name_columns(draft, header)
    if "title" in columns or len(rows) < _ENOUGH:
        return columns
    texts = [[cell.content for cell in row.children] for row in rows]
    kinds = [
        {text for text in column if re.search(r"[^\W\d]", text)}
        for column in zip(*texts, strict=False)
    ]
    counts = [0 if place in columns.values() else len(kind) for place, kind in enumerate(kinds)]
    if max(counts, default=0) > len(rows) / 2:
        columns["title"] = counts.index(max(counts))
    return columns


_ENOUGH = 5
"""So many rows has a table whose header says nothing, to be a list."""


def _name_columns(draft: Draft, header: Sequence[Block]) -> dict[str, int]:
    """Return what each column is, by the words of the header; the first word of a list decides."""
    titles = [plain(draft.words(cell.content).text).lower().strip(" :#*") for cell in header]
    titles = [re.sub(r"\s*\([^)]*\)|^[^\w✓✔]+\s*", "", title) for title in titles]
    found: dict[str, int] = {}
    for what, names in _COLUMNS.items():
        for name in names:
            if name in titles and what not in found and titles.index(name) not in found.values():
                found[what] = titles.index(name)
    if found and "title" not in found:
        places = (place for place in range(len(titles)) if place not in found.values())
        first = next((place for place in places if titles[place] not in _NUMBERS), None)
        if first is not None:
            found["title"] = first
    for place, title in enumerate(titles):
        if title in ("✓", "✔", "✅", "☑", "x"):
            found.setdefault("status", place)
    return found


def read_table(draft: Draft, block: Block, section: int | None, parent: int | None) -> bool:
    """Add an item for each row, and return whether the table could be read."""
    if not block.boxes and not count_rows(draft, block):
        return False
    header, rows = _split(block)
    columns = _find_columns(draft, header, rows)
    for row in rows:
        _Row(draft, row, columns).add(section, parent)
    return True


class _Row:
    """One row of a table."""

    def __init__(self, draft: Draft, row: Block, columns: Mapping[str, int]) -> None:
        self.draft = draft
        self.line = row.line
        self.columns = columns
        self.state = ""
        self.cells: list[Words] = []
        for cell in row.children:
            state, content = read_box(cell.content) if cell.boxes else ("", cell.content)
            self.state = self.state or state
            self.cells.append(draft.words(content))

    def text(self, what: str) -> str:
        place = self.columns.get(what, len(self.cells))
        return plain(self.cells[place].text) if place < len(self.cells) else ""

    def add(self, section: int | None, parent: int | None) -> None:
        place = self.columns.get("title")
        if place is None or place >= len(self.cells):
            filled = (number for number, cell in enumerate(self.cells) if plain(cell.text))
            place = next(filled, -1)
        words = self.cells[place] if self.cells else Words("", "")
        marks = read_marks(words.text)
        title = tidy(marks.text)
        if words.links and not plain(words.rest).strip(" -–—|,.:;()*"):
            title = words.links[0].text or title or words.links[0].url
        title, needs = take_needs(title)
        title, stated = take_hours(title)
        if not title:
            if self.state or any(cell.links for cell in self.cells):
                text = " ".join(plain(cell.text) for cell in self.cells)
                self.draft.drop(self.line, text, "a row without a title")
            return
        state = self._read_state() or ("done" if marks.done else "")
        item = Listed(
            title,
            self.line,
            section,
            parent,
            source=marks.source,
            state=state,
            on=marks.on if state == "done" else "",
            summary=shorten(self.text("summary")),
            priority=marks.priority or _PRIORITIES.get(self.text("priority").lower(), ""),
            hours=stated or self._read_hours(),
            requires=tuple(map(Need, (*needs, *split_names(self.text("requires"))))),
            tags=marks.tags,
            links=self._read_links(title),
        )
        self.draft.add_item(item)

    def _read_state(self) -> str:
        if "status" not in self.columns:
            return self.state
        text = self.text("status")
        for state, pattern in (("done", _DONE), ("doing", _DOING), ("skipped", _SKIPPED)):
            if pattern.fullmatch(text.strip(" .!\ufe0f[]") or text):
                return state
        return self.state or "todo"

    def _read_hours(self) -> float | None:
        effort, duration = self.text("hours"), self.text("duration")
        if effort or duration:
            both = multiply(duration, effort) if duration else Amounts()
            return both.hours or read_amounts(effort, "hours").hours
        return None

    def _read_links(self, title: str) -> tuple[Link, ...]:
        found: list[Link] = []
        for cell in self.cells:
            for link in self.draft.links(cell, self.line):
                vague = _VAGUE.fullmatch(link.title)
                found.append(link._replace(title=title) if vague else link)
        return merge_links((), found)
