"""What members of a group have sent, as others in it may see it."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from dlroadmap.errors import DlrError
from dlroadmap.guide.board import Board, Member, Standing, Task
from dlroadmap.guide.summary import Counts
from dlroadmap.remote.group.assigning import Assignment, read_assigned
from dlroadmap.remote.group.connection import Database, Row
from dlroadmap.text import clean, is_id

if TYPE_CHECKING:
    from datetime import date

_GROUP = """
SELECT g.id, g.name, g.curriculum, g.board = 'open', g.digest, (SELECT dlr.sees_all()),
  ARRAY(SELECT id FROM dlr.levels WHERE group_id = g.id ORDER BY position, id),
  ARRAY(SELECT title FROM dlr.levels WHERE group_id = g.id ORDER BY position, id)
FROM dlr.groups g WHERE g.id = (SELECT dlr.my_group())
"""

# The number of the group is handed in, so that the server plans for its one partition.
_MEMBERS = f"""
SELECT m.id, m.name, m.mentor, r.digest, r.last, r.sent::date, c.level,
  {", ".join(f"c.{name}" for name in Counts._fields)}
FROM dlr.members m
LEFT JOIN dlr.reports r ON r.group_id = m.group_id AND r.member_id = m.id
LEFT JOIN dlr.counts c ON c.group_id = m.group_id AND c.member_id = m.id
WHERE m.group_id = %s
ORDER BY lower(m.name), m.id
"""

_DOING = """
SELECT member_id, array_agg(key ORDER BY since DESC, key) FROM dlr.states
WHERE group_id = %s AND state = 'doing' GROUP BY member_id
"""

_STATES = """
SELECT member_id, key, state, since FROM dlr.states
WHERE group_id = %s AND key = ANY(%s::text[])
"""

_NAMES = """
SELECT m.id, m.name FROM dlr.members m
JOIN dlr.reports r ON r.group_id = m.group_id AND r.member_id = m.id
WHERE m.group_id = %s ORDER BY lower(m.name), m.id
"""

_FOUND = 7
"""The columns before those of the counts."""


def read_board(db: Database) -> Board:
    """Return a group as it stands. Raises DlrError if only its mentors may see that."""
    row = db.row(_GROUP)
    if row is None:
        raise DlrError("not-a-member", "This login is no longer in a group.")
    number, group, curriculum, all_see, digest, sees_all, ids, titles = row
    if not sees_all:
        raise _not_seen(group)
    levels = {id: clean(title) for id, title in zip(ids, titles, strict=True)}
    doing = {id: tuple(map(clean, keys)) for id, keys in db.rows(_DOING, number)}
    tasks = _find_tasks(read_assigned(db))
    members = [
        _read_member([*rows], [*levels], doing.get(id, ()), tasks)
        for id, rows in groupby(db.rows(_MEMBERS, number), key=lambda row: row[0])
    ]
    return Board(clean(group), clean(curriculum), all_see, digest, levels, members)


def _not_seen(group: str) -> DlrError:
    message = f"Only mentors see everyone's progress in {clean(group)}."
    return DlrError("mentors-only", message, subject=clean(group) if is_id(group) else None)


def _read_member(
    rows: Sequence[Row],
    levels: Sequence[str],
    doing: tuple[str, ...],
    tasks: Mapping[str, tuple[Task, ...]],
) -> Member:
    _, name, mentor, digest, last, sent, *_ = rows[0]
    counts = {row[_FOUND - 1]: Counts(*row[_FOUND:]) for row in rows if row[_FOUND - 1] is not None}
    own = tuple((id, counts[id]) for id in levels if id in counts)
    name = clean(name)
    return Member(name, mentor, digest, last, sent, own, doing, tasks.get(name, ()))


def _find_tasks(assigned: Sequence[Assignment]) -> dict[str, tuple[Task, ...]]:
    """Return what each member is asked for, by name."""
    found: dict[str, tuple[Task, ...]] = {}
    for one in assigned:
        for name, answer in one.answers.items():
            task = Task(one.title, one.of, one.key, one.by, answer)
            found[name] = (*found.get(name, ()), task)
    return found


def read_standings(
    db: Database, key: str, keys: Collection[str], asked: Mapping[str, Collection[str]]
) -> list[Standing]:
    """Return where all who have sent anything are with an item.

    `keys` are what comes before it and what builds on it; `asked` are the items of a track by the
    key of what was asked for. Raises DlrError if only mentors may see that.
    """
    row = db.row("SELECT id, name, (SELECT dlr.sees_all()) FROM dlr.groups")
    number, group, sees_all = row or (None, "", False)
    if not sees_all:
        raise _not_seen(group)
    doing = {id: tuple(map(clean, found)) for id, found in db.rows(_DOING, number)}
    states: dict[int, dict[str, tuple[str, date]]] = {}
    for id, found, state, since in db.rows(_STATES, number, [key, *keys]):
        states.setdefault(id, {})[found] = (state, since)
    tasks = _find_tasks(read_assigned(db))
    standings = []
    for id, name in db.rows(_NAMES, number):
        named = clean(name)
        wanted = [
            one
            for task in tasks.get(named, ())
            if task.answer not in ("done", "declined")
            for one in asked.get(task.key, ())
        ]
        standings.append(Standing(named, states.get(id, {}), doing.get(id, ()), wanted))
    return standings
