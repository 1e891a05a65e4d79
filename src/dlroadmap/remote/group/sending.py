"""What a member sends to the server of a group, and gets from it."""

from collections.abc import Mapping

from dlroadmap.guide.assignments import Asked
from dlroadmap.guide.report import Report
from dlroadmap.guide.summary import Counts
from dlroadmap.remote.group.connection import Database
from dlroadmap.text import clean

_COUNTS = Counts._fields

_FLOATS = ("hours", "hours_done")

_KINDS = {name: "float8[]" if name in _FLOATS else "int[]" for name in _COUNTS}

_REPORT = """
INSERT INTO dlr.reports AS old (group_id, member_id, digest, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (group_id, member_id) DO UPDATE
  SET digest = excluded.digest, last = excluded.last, sent = now()
"""

_STATES = """
INSERT INTO dlr.states AS old (group_id, member_id, key, state, since)
  SELECT %s, %s, * FROM unnest(%s::text[], %s::text[], %s::date[])
ON CONFLICT (group_id, member_id, key) DO UPDATE SET state = excluded.state, since = excluded.since
  WHERE (old.state, old.since) IS DISTINCT FROM (excluded.state, excluded.since)
"""

_LEVELS = f"""
INSERT INTO dlr.counts AS old (group_id, member_id, level, {", ".join(_COUNTS)})
  SELECT %s, %s, *
  FROM unnest(%s::text[], {", ".join(f"%s::{_KINDS[name]}" for name in _COUNTS)})
ON CONFLICT (group_id, member_id, level) DO UPDATE
  SET {", ".join(f"{name} = excluded.{name}" for name in _COUNTS)}
  WHERE ({", ".join(f"old.{name}" for name in _COUNTS)})
    IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in _COUNTS)})
"""

_ASKED = """
SELECT id, kind, key, title, by, assigned_by FROM dlr.assignments a
WHERE group_id = (SELECT dlr.my_group()) AND (everyone AND NOT (SELECT dlr.is_mentor()) OR EXISTS (
  SELECT FROM dlr.assignees o
  WHERE o.group_id = a.group_id AND o.assignment_id = a.id AND o.member_id = (SELECT dlr.me())))
ORDER BY by, id
"""

_ANSWERS = """
INSERT INTO dlr.answers AS old (group_id, assignment_id, member_id, answer)
  SELECT a.group_id, a.id, %s, new.answer
  FROM unnest(%s::int[], %s::text[]) AS new (id, answer)
  JOIN dlr.assignments a ON a.group_id = %s AND a.id = new.id
ON CONFLICT (group_id, assignment_id, member_id) DO UPDATE SET answer = excluded.answer
  WHERE old.answer <> excluded.answer
RETURNING assignment_id
"""


def send(db: Database, report: Report) -> int:
    """Make what the group has of one's progress a report, and return how many rows that changed.

    What has not changed is not written again. A report may only have levels and items that the
    group's track has.
    """
    me = _find_me(db)
    keys, levels = [*report.states], [level for level, _ in report.levels]
    states = [state for state, _ in report.states.values()]
    days = [day for _, day in report.states.values()]
    columns = [
        [(float if name in _FLOATS else int)(getattr(counts, name)) for _, counts in report.levels]
        for name in _COUNTS
    ]
    db.run(_REPORT, *me, report.digest, report.last)
    written = db.run(_STATES, *me, keys, states, days) + db.run(_LEVELS, *me, levels, *columns)
    gone = db.row("SELECT dlr.forget(%s::text[], %s::text[])", keys, levels)
    return written + (gone[0] if gone else 0)


def read_asked(db: Database) -> list[Asked]:
    """Return what one is asked to learn, by its day; what all are asked concerns no mentor."""
    return [
        Asked(task, of, clean(key), clean(title), by, clean(asked_by))
        for task, of, key, title, by, asked_by in db.rows(_ASKED)
    ]


def send_answers(db: Database, answers: Mapping[int, str]) -> set[int]:
    """Say to what the group asked for how far it is, and return what that is new for.

    What was withdrawn meanwhile is left out.
    """
    if not answers:
        return set()
    group, member = _find_me(db)
    rows = db.rows(_ANSWERS, member, [*answers], [*answers.values()], group)
    return {task for (task,) in rows}


def _find_me(db: Database) -> tuple[int, int]:
    """Return the numbers of one's group and of oneself."""
    row = db.row("SELECT dlr.my_group(), dlr.me()")
    assert row
    return row[0], row[1]
