"""What a group sees: the board, and who could help with an item."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from dlroadmap.guide.board import Board, Item, Member, Person
from dlroadmap.render.hanging import advise, hang, wrap_text
from dlroadmap.render.layout import Columns, Lines, wrap
from dlroadmap.render.screen import UNLIMITED, Screen
from dlroadmap.render.tables import table
from dlroadmap.text import clean
from dlroadmap.words import agree, join_words, pluralize

GAP = 2

ENOUGH = 24
"""Columns for titles, from which on what is in progress is named and not counted."""

LONG = 20
"""A title of a level that is wider gives way to the id."""

NEAR = 60
"""So many days ago are counted; before that the day is clearer."""

NAMED = 12
"""So many names a terminal is shown of those that stand together."""


class _Row(NamedTuple):
    """A member as they are shown; `done` is in the level they are at."""

    name: str
    level: str
    done: str
    levels: Sequence[str]
    doing: Sequence[str]
    last: str
    assigned: str


def describe_day(day: date | None, today: date) -> str:
    """Return `today`, `3 days ago`, or the day in digits where it is far away, or to come."""
    if day is None:
        return "-"
    days = (today - day).days
    if not 0 <= days <= NEAR:
        return str(day)
    return ("today", "yesterday")[days] if days < 2 else f"{days} days ago"


def board_page(
    board: Board,
    members: Sequence[Member],
    titles: Mapping[str, str],
    title: str,
    today: date,
    screen: Screen,
) -> Iterator[Columns | Lines | Text]:
    """Yield the board, in the order of the members, then who has sent nothing.

    `titles` are those of items in progress, and `title` is that of the curriculum.
    """
    width, console = screen.width, screen.console
    head = f"{board.group}: {title}, {pluralize(len(members), 'member')}"
    yield from wrap_text(Text(head, "bold"), width, console)
    sent = [one for one in members if one.sent]
    silent = [one for one in members if not one.sent]
    if not members:
        yield Text("Nobody to show yet.")
        yield from advise("To invite a learner: dlr group invite NAME", width, console)
    if sent:
        yield Text()
        laid = _lay_out(board, [_describe(board, one, titles, today) for one in sent], width)
        yield laid
        late = [one.name for one in sent if _count_late(one, today)]
        if late and not (isinstance(laid, Columns) and "Assigned" in laid.headings):
            yield Text()
            label = f"Something overdue ({len(late):,}): "
            yield from hang(label, [Text(", ".join(late))], 2, width, console)
    if silent:
        yield Text()
        behind = sum(_count_late(one, today) > 0 for one in silent)
        overdue = f", {behind:,} with something overdue" if behind else ""
        label = f"Nothing sent yet ({len(silent):,}{overdue}): "
        names = Text(", ".join(one.name for one in silent))
        yield from hang(label, [names], 2 if cell_len(label) > 16 else 16, width, console)
        if not sent:
            yield from advise("Members send with: dlr group sync", width, console)
    if others := [one.name for one in board.find_other_versions()]:
        yield Text()
        number = len(others)
        text = (
            f"{pluralize(number, 'member')} {agree(number, 'has', 'have')} another version of the "
            f"curriculum than the group, so their counts may differ: {', '.join(others)}"
        )
        yield from wrap_text(Text(text), width, console)


def _count_late(member: Member, today: date) -> int:
    return sum(task.is_open and task.by < today for task in member.assigned)


def _describe(board: Board, one: Member, titles: Mapping[str, str], today: date) -> _Row:
    stage, levels = one.find_stage(), list(one.levels.items())
    level, done = "-", "-"
    if stage is not None and stage < len(levels):
        id, counts = levels[stage]
        level, done = _name_level(board, id), f"{counts.counted_done}/{counts.counted}"
    elif stage is not None:
        level = "all done"
    every = (one.levels.get(id) for id in board.levels)
    cells = [f"{each.counted_done}/{each.counted}" if each else "-" for each in every]
    doing = [titles.get(key) or clean(key).rpartition("/")[2] for key in one.doing]
    late = _count_late(one, today)
    open_ones = sum(task.is_open for task in one.assigned) - late
    words = [f"{open_ones:,} open"] if open_ones else []
    words += [f"{late:,} overdue"] if late else []
    last = describe_day(one.last, today)
    name = f"{one.name} (mentor)" if one.mentor else one.name
    return _Row(name, level, done, cells, doing, last, ", ".join(words) or "-")


def _name_level(board: Board, id: str) -> str:
    title = board.levels[id]
    return title if title and cell_len(title) <= LONG else id


def _lay_out(board: Board, rows: Sequence[_Row], width: int) -> Columns | Lines:
    """Return the widest table that the screen has room for; without room for any, lines."""
    asked = any(row.assigned != "-" for row in rows)
    begun = any(row.doing for row in rows)
    names = [_name_level(board, id) for id in board.levels]
    for parts, named in (("levels", True), ("done", True), ("levels", False), ("done", False)):
        headings = ["Name", "Level", *(names if parts == "levels" else ["Done"]), "Last active"]
        headings += ["Assigned"] if asked else []
        middle = (
            [[r.name, r.level, *r.levels] for r in rows]
            if parts == "levels"
            else [[r.name, r.level, r.done] for r in rows]
        )
        cells = [
            [*row, r.last, *([r.assigned] if asked else [])]
            for row, r in zip(middle, rows, strict=True)
        ]
        room = width - _measure(headings, cells)
        if begun:
            room -= GAP
            doing = [_fit(row.doing, room) if named else _count(row.doing) for row in rows]
            least = max(map(cell_len, (*doing, "In progress")))
            if least > room or (named and room < ENOUGH):
                continue
            headings.append("In progress")
            cells = [[*row, one] for row, one in zip(cells, doing, strict=True)]
        if room >= 0:
            return _table(headings, cells, {*names, "Done"})
    for headings in (["Name", "Level", "Done", "Last active"], ["Name", "Level", "Last active"]):
        done = "Done" in headings
        cells = [[r.name, r.level, *([r.done] if done else []), r.last] for r in rows]
        if _measure(headings, cells) <= width:
            return _table(headings, cells, {"Done"})
    return Lines(*_stack(rows, width))


def _table(
    headings: list[str], cells: list[list[str]], right: "Sequence[str] | set[str]"
) -> Columns:
    inside = {heading for heading in headings[2:] if heading in right}
    return table(headings, cells, right=inside, whole=headings)


def _measure(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> int:
    columns = zip(headings, *cells, strict=True)
    return sum(max(map(cell_len, column)) for column in columns) + GAP * (len(headings) - 1)


def _fit(titles: Sequence[str], room: int) -> str:
    """Return titles as far as there is room, with the number of the others; never a part of one."""
    if not titles:
        return "-"
    for most in range(len(titles), 0, -1):
        rest = len(titles) - most
        text = "; ".join(titles[:most]) + (f" and {rest:,} more" if rest else "")
        if cell_len(text) <= room:
            return text
    return _count(titles)


def _count(titles: Sequence[str]) -> str:
    return pluralize(len(titles), "item") if titles else "-"


def _stack(rows: Sequence[_Row], width: int) -> Iterator[Text | str]:
    """Yield each name at the edge, and all else below it."""
    for row in rows:
        for line in wrap(row.name, width):
            yield Text(line, "bold")
        for line in wrap(f"{row.level}, {row.last}", width - GAP):
            yield " " * GAP + line


def item_page(
    item: Item, name: str, group: str, titles: Mapping[str, str], today: date, screen: Screen
) -> Iterator[Text]:
    """Yield who could help with an item, who is working on it, and who waits for it."""
    width, console = screen.width, screen.console
    yield from wrap_text(Text(f"{name}, in {group}", "bold"), width, console)
    asked = [f"{one.name} (assigned)" for one in item.asked]
    needs = [f"{one.name} (for {_name_needs(one, titles)})" for one in item.need]
    parts = (
        ("Could help", _tell_since(item.have, "done", today)),
        ("Working on it", _tell_since(item.doing, "began", today)),
        ("Waiting for it", asked + needs),
        ("Could start it", [one.name for one in item.could]),
    )
    most = NAMED if screen.is_terminal else UNLIMITED
    column = max(cell_len(label) for label, _ in parts) + 2
    for label, people in parts:
        names = [*people[:most], *([f"{len(people) - most:,} more"] if len(people) > most else [])]
        told = f"{len(people):,}: {'; '.join(names)}" if people else "nobody"
        yield from hang(f"{label}: ", [Text(told)], column, width, console)


def _tell_since(people: Sequence[Person], word: str, today: date) -> list[str]:
    return [f"{one.name} ({word} {describe_day(one.since, today)})" for one in people]


def _name_needs(one: Person, titles: Mapping[str, str]) -> str:
    return join_words([titles.get(key) or key.rpartition("/")[2] for key in one.needs], 2)
