"""A row of a table as a thing to learn."""

from collections.abc import Iterable, Mapping, Sequence

from dlroadmap.authoring.outline import Dropped, Link, Listed, Need
from dlroadmap.curriculum.model import KINDS, RESOURCE_TYPES
from dlroadmap.exchange.reading.addresses import find_links
from dlroadmap.exchange.reading.cells import read_day, read_hours, read_priority, read_state
from dlroadmap.exchange.reading.markdown.amounts import multiply
from dlroadmap.exchange.reading.sections import Sections
from dlroadmap.exchange.reading.values import drop
from dlroadmap.exchange.resource_lines import parse_resource
from dlroadmap.exchange.writing.csv import FORMULA
from dlroadmap.text import is_id

_DASHES = ("-", "–", "—")
_DASHED = frozenset(("date", "hours", "minutes", "duration", "priority", "links", "requires"))
"""Where a dash says that there is nothing; as a state it means something else."""

_NONE = ("none", "n/a", "nothing", "no")
"""What people write where there are no prerequisites."""


class RowReader:
    """Reads the rows of one table, and collects their sections and what is left out.

    The table is an export of dlr if its column `key` holds keys. There several values of a cell
    stand on lines, and a cell that is like a formula has lost its apostrophe here. In any other
    table `;` and `,` part them too.
    """

    def __init__(self, columns: Mapping[int, str], rows: Iterable[Sequence[str]]) -> None:
        self._columns = columns
        self.sections = Sections()
        self.dropped: list[Dropped] = []
        keys = [index for index, field in columns.items() if field == "key"]
        self._group = ("", "")
        self._is_own = any(_is_key(row[keys[0]]) for row in rows if keys and len(row) > keys[0])

    def read(self, row: Sequence[str], line: int) -> Listed | None:
        """Return what a row is about; None if it has no title."""
        cells: dict[str, str] = {}
        for index, cell in enumerate(row):
            if field := self._columns.get(index):
                is_harmless = self._is_own and cell[:1] == "'" and FORMULA.match(cell)
                text = cell[1:] if is_harmless else cell
                if not self._is_own and field in _DASHED and text.strip() in _DASHES:
                    text = ""
                cells[field] = f"{cells[field]}\n{text}" if cells.get(field) else text
        title = cells.get("title", "").strip()
        if not title:
            self.dropped.append(drop(line, ", ".join(filter(None, row)), "it has no title"))
            return None
        key = cells.get("key", "").strip()
        state, on = self._read_state(cells, line)
        links, rest = self._read_links(cells.get("links", ""), line)
        kind = cells.get("kind", "").strip().casefold()
        if kind in RESOURCE_TYPES and kind not in KINDS:
            links = [link._replace(type=link.type or kind) for link in links]
        elif kind and kind not in KINDS:
            self._drop(line, kind, "not a kind of item")
        return Listed(
            title,
            line=line,
            section=self.sections.place(self._read_group(cells), line),
            source=key or cells.get("source", "").strip(),
            key=key if _is_key(key) else "",
            state=state,
            on=on,
            summary="\n".join(filter(None, [cells.get("summary", "").strip(), rest])),
            kind=kind if kind in KINDS else "",
            priority=self._read_priority(cells.get("priority", ""), line),
            hours=self._read_hours(cells, line),
            requires=tuple(self._read_needs(cells.get("requires", ""))),
            checks=tuple(_split_lines(cells.get("checks", ""))),
            tags=tuple(self._split(cells.get("tags", ""))),
            aliases=tuple(self._split(cells.get("aliases", ""))),
            links=tuple(links),
        )

    def _read_group(self, cells: Mapping[str, str]) -> tuple[str, str]:
        """Return the level and category of a row; a blank cell takes the one above, as if merged.

        A category ends with its level. In dlr's own table no cell is merged.
        """
        level, category = cells.get("level", "").strip(), cells.get("category", "").strip()
        if not self._is_own:
            level = level or self._group[0]
            category = category or (self._group[1] if level == self._group[0] else "")
            self._group = level, category
        return level, category

    def _read_state(self, cells: Mapping[str, str], line: int) -> tuple[str, str]:
        """Return the state of a row and since when; a date in place of a state is that of done."""
        day, cell = cells.get("date", "").strip(), cells.get("state", "").strip()
        state = read_state(cell) if "state" in cells else "done" if day else ""
        if state is None:
            if on := read_day(cell):
                return "done", on
            self._drop(line, cell, "not a state")
            state = ""
        if not day or state in ("", "todo"):
            return state, ""
        on = read_day(day) or ""
        if not on:
            self._drop(line, day, "not a date like 2024-05-31")
        return state, on

    def _read_priority(self, cell: str, line: int) -> str:
        priority = read_priority(cell) if cell.strip() else ""
        if priority is None:
            self._drop(line, cell, "not a priority")
        return priority or ""

    def _read_hours(self, cells: Mapping[str, str], line: int) -> float | None:
        unit = "h" if "hours" in cells else "m"
        cell = cells.get("hours", cells.get("minutes", ""))
        duration = cells.get("duration", "")
        hours = multiply(duration, cell).hours if duration.strip() else None
        hours = hours or (read_hours(cell, unit) if cell.strip() else None)
        if hours is None and (said := ", ".join(filter(None, [duration.strip(), cell.strip()]))):
            self._drop(line, said, "not a number of hours")
        return hours

    def _read_links(self, cell: str, line: int) -> tuple[list[Link], str]:
        """Return the resources of a cell, and other words among several addresses."""
        links: list[Link] = []
        words: list[str] = []
        for text in _split_lines(cell):
            if own := parse_resource(text):
                links.append(own)
                continue
            found, rest = find_links(text)
            links += found
            if found and rest:
                words.append(rest)
            elif not found:
                self._drop(line, text, "not a web address")
        return links, "\n".join(words)

    def _read_needs(self, cell: str) -> Iterable[Need]:
        for text in self._split(cell):
            if not self._is_own and text.strip(" .").casefold() in _NONE:
                continue
            name, colon, why = text.partition(": ")
            own = self._is_own and colon and _is_key(name)
            yield Need(name, why) if own else Need(text)

    def _split(self, cell: str) -> list[str]:
        """Return the values of a cell."""
        if self._is_own or "\n" in cell:
            return _split_lines(cell)
        parts = cell.split(";" if ";" in cell else ",")
        return [part.strip() for part in parts if part.strip()]

    def _drop(self, line: int, text: str, why: str) -> None:
        self.dropped.append(drop(line, text, why))


def _split_lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.split("\n") if line.strip()]


def _is_key(text: str) -> bool:
    """Return whether a text has the form of an item's key."""
    home, slash, id = text.strip().partition("/")
    return bool(slash) and is_id(home) and is_id(id)
