"""What a group sees of its members: the board, and who stands where about one item.

Members write their own rows with SQL if they like, so every text is cleaned, and every day is one
that Python can hold: a server also knows `infinity`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.guide.board import Board, Member, Standing, Task
from dlroadmap.guide.summary import Counts
from dlroadmap.remote.group.connection import Database
from dlroadmap.text import clean

if TYPE_CHECKING:
    from datetime import date

_MOST = 129
"""Characters of a key."""


def _bound(day: str) -> str:
    """Return SQL for the nearest day that Python knows; NULL stays NULL."""
    first, last = "date '0001-01-01'", "date '9999-12-31'"
    return f"CASE WHEN {day} < {first} THEN {first} WHEN {day} > {last} THEN {last} ELSE {day} END"


_GROUP = """
SELECT g.id, g.name, g.curriculum, g.digest, dlr.sees_all(),
  ARRAY(SELECT l.id FROM dlr.levels l WHERE l.group_id = g.id ORDER BY l.position, l.id),
  ARRAY(SELECT l.title FROM dlr.levels l WHERE l.group_id = g.id ORDER BY l.position, l.id)
FROM dlr.groups g WHERE g.id = (SELECT dlr.my_group())
"""

_MEMBERS = f"""
SELECT m.id, m.name, m.mentor, {_bound("r.sent::date")}, r.digest, {_bound("r.last")}, c.levels
FROM dlr.members m
LEFT JOIN dlr.reports r ON r.group_id = m.group_id AND r.member_id = m.id
LEFT JOIN (
  SELECT member_id, json_agg(json_build_array(level, items, done, inferred, doing, skipped, counted,
    counted_done, hours, hours_done, hours_unknown)) AS levels
  FROM dlr.counts WHERE group_id = %s GROUP BY member_id
) c ON c.member_id = m.id
WHERE m.group_id = %s
"""

_DOING = """
SELECT member_id, array_agg(key ORDER BY since DESC, key)
FROM dlr.states WHERE group_id = %s AND state = 'doing' GROUP BY member_id
"""

_TASKS = f"""
SELECT m.id, a.kind, a.key, a.title, {_bound("a.by")}, w.answer
FROM dlr.assignments a
JOIN dlr.members m ON m.group_id = a.group_id
LEFT JOIN dlr.assignees o
  ON o.group_id = a.group_id AND o.assignment_id = a.id AND o.member_id = m.id
LEFT JOIN dlr.answers w
  ON w.group_id = a.group_id AND w.assignment_id = a.id AND w.member_id = m.id
WHERE a.group_id = %s AND (o.member_id IS NOT NULL OR a.everyone AND NOT m.mentor)
ORDER BY a.by, a.id
"""

# Who has settled the item needs no more rows than that one.
_STATES = f"""
SELECT member_id, key, state, {_bound("since")} FROM dlr.states s
WHERE group_id = %s AND key = ANY(%s) AND (key = %s OR NOT EXISTS (
  SELECT FROM dlr.states t WHERE t.group_id = %s AND t.member_id = s.member_id
    AND t.key = %s))
"""

_PEOPLE = """
SELECT m.id, m.name FROM dlr.members m
LEFT JOIN dlr.reports r ON r.group_id = m.group_id AND r.member_id = m.id
WHERE m.group_id = %s AND (r.member_id IS NOT NULL OR NOT m.mentor)
"""


class Group(NamedTuple):
    """The group of who asks."""

    id: int
    name: str
    curriculum: str
    digest: str
    levels: Mapping[str, str]


def read_group(db: Database) -> Group:
    """Return one's group. Raises DlrError for who may not see the others in it."""
    row = db.row(_GROUP)
    if row is None:
        raise DlrError("not-a-member", "You are no longer a member of this group.")
    id, name, curriculum, digest, sees_all, levels, titles = row
    if not sees_all:
        message = f"Only mentors see the progress of everyone in {clean(name)}."
        raise DlrError("board-closed", message, subject=clean(name))
    titled = dict(zip(map(clean, levels), map(clean, titles), strict=True))
    return Group(id, clean(name), clean(curriculum), clean(digest), titled)


def read_board(db: Database) -> Board:
    """Return the board of one's group. Raises DlrError for who may not see it."""
    group = read_group(db)
    doing = {id: tuple(map(_bound_key, keys)) for id, keys in db.rows(_DOING, group.id)}
    tasks = _read_tasks(db, group)
    members = [
        Member(
            *(_name(name), mentor, sent, clean(digest or ""), last),
            _read_counts(group.levels, counts or ()),
            doing.get(id, ()),
            tuple(tasks.get(id, ())),
        )
        for id, name, mentor, sent, digest, last, counts in db.rows(_MEMBERS, group.id, group.id)
    ]
    found = (group.name, group.curriculum, group.digest, group.levels)
    return Board(*found, tuple(members))


class Around(NamedTuple):
    """Who stands where about an item, the open tasks of each by name, and the group."""

    group: Group
    people: Sequence[tuple[Standing, Sequence[Task]]]


def read_item(db: Database, key: str, keys: Sequence[str]) -> Around:
    """Return what is known of everyone about an item, and about others around it.

    Raises DlrError for an item that the group does not have, and for who may not see others.
    """
    group = read_group(db)
    if db.row("SELECT FROM dlr.items WHERE group_id = %s AND key = %s", group.id, key) is None:
        message = f"“{clean(key)}” is not in the curriculum of the group {group.name}."
        raise DlrError("not-in-track", message)
    states: dict[int, dict[str, tuple[str, date]]] = {}
    for id, other, state, since in db.rows(_STATES, group.id, list(keys), key, group.id, key):
        states.setdefault(id, {})[other] = (state, since)
    tasks = _read_tasks(db, group)
    people = []
    for id, name in db.rows(_PEOPLE, group.id):
        mine = states.get(id, {})
        state, since = mine.get(key, (None, None))
        doing = {other for other, (one, _) in mine.items() if one == "doing"}
        standing = Standing(_name(name), state, since, doing, mine.keys() - doing, ())
        people.append((standing, [task for task in tasks.get(id, ()) if task.is_open]))
    return Around(group, people)


def _read_tasks(db: Database, group: Group) -> dict[int, list[Task]]:
    """Return what each member was asked for, by its day."""
    found: dict[int, list[Task]] = {}
    for id, of, key, title, by, answer in db.rows(_TASKS, group.id):
        task = Task(clean(of), clean(key), clean(title), by, answer)
        found.setdefault(id, []).append(task)
    return found


def _read_counts(
    levels: Iterable[str], rows: Iterable[Sequence[str | float]]
) -> Mapping[str, Counts]:
    """Return counts in the order of the levels; no more is done or begun than there is."""
    found = {}
    for level, *values in rows:
        items, done, inferred, doing, skipped, *others = values
        left = int(items)
        done = min(int(done), left)
        doing = min(int(doing), left - done)
        skipped = min(int(skipped), left - done - doing)
        inferred = min(int(inferred), done)
        found[clean(str(level))] = Counts(left, done, inferred, doing, skipped, *others)  # type: ignore[arg-type]
    return {level: found[level] for level in levels if level in found}


def _name(name: str) -> str:
    return clean(name) or "?"


def _bound_key(key: str) -> str:
    return clean(key[:_MOST])
