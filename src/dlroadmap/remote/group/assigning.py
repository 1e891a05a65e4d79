"""What mentors ask of their group, and how far it is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.guide.assignments import DECLINED, DONE, OPEN
from dlroadmap.remote.group.connection import Database
from dlroadmap.remote.group.founding import unknown_member
from dlroadmap.text import clean


class Assignment(NamedTuple):
    """What a mentor asks for, and the members who are asked, by name.

    `everyone` is whether all learners are asked, those who join later too. `answers` has what a
    member's last sync said: `open`, `done` or `declined`; None for who has not synced since.
    """

    task: int
    of: str
    key: str
    title: str
    by: date
    asked_by: str
    everyone: bool
    answers: Mapping[str, str | None]

    def find(self, answer: str | None) -> list[str]:
        """Return who gave an answer, by name."""
        return [name for name, given in self.answers.items() if given == answer]


class Wish(NamedTuple):
    """What a mentor asks for: the kind and the key of a goal, its title, and the day."""

    of: str
    key: str
    title: str
    by: date


def assign(db: Database, wish: Wish, to: Sequence[str]) -> tuple[date | None, list[str]]:
    """Ask some members for something, or all learners if none is named.

    Who is named is added to those who were named before. Returned are the day that it had, if it
    was asked for before, and all names. Raises DlrError for a name that no member has, for naming
    some where everybody is asked, for what the group's version of the track lacks, and for who is
    no mentor.
    """
    group = _check_mentor(db)
    _check_track(db, group, wish)
    known = {
        clean(name).casefold(): (id, clean(name))
        for id, name in db.rows("SELECT id, name FROM dlr.members WHERE group_id = %s", group)
    }
    for name in to:
        if name.strip().casefold() not in known:
            raise unknown_member(name, [name for _, name in known.values()])
    asked = dict(known[name.strip().casefold()] for name in to)
    before = db.row(
        "SELECT by, everyone, ARRAY(SELECT member_id FROM dlr.assignees o"
        "   WHERE o.group_id = a.group_id AND o.assignment_id = a.id)"
        " FROM dlr.assignments a WHERE group_id = %s AND kind = %s AND key = %s",
        *(group, wish.of, wish.key),
    )
    if before and asked:
        if before[1]:
            message = f"“{wish.title}” is assigned to everyone, by {before[0]}."
            advice = "To change the day for everyone, leave out --to."
            raise DlrError("assigned-to-all", f"{message} Nothing was changed.", advice)
        names = dict(known.values())
        asked = {id: names[id] for id in before[2] if id in names} | asked
    wanted = (wish.of, wish.key, wish.title[:200], wish.by, not asked, [*asked])
    db.row("SELECT dlr.assign(%s, %s, %s, %s, %s, %s::int[])", *wanted)
    return (before[0] if before else None), [*asked.values()]


def withdraw(db: Database, of: str, key: str) -> bool:
    """Ask for something no longer; return whether it was asked for.

    Raises DlrError for who is no mentor.
    """
    row = db.row("SELECT dlr.withdraw(%s, %s)", of, key)
    return bool(row and row[0])


def read_assigned(db: Database) -> list[Assignment]:
    """Return what the group was asked for, as far as one may see it, by its day.

    What is for everyone is for learners.
    """
    members = db.rows(
        "SELECT id, name, mentor FROM dlr.members WHERE group_id = (SELECT dlr.my_group())"
        " AND (id = (SELECT dlr.me()) OR (SELECT dlr.sees_all())) ORDER BY lower(name)"
    )
    rows = db.rows(
        "SELECT a.id, a.kind, a.key, a.title, a.by, a.assigned_by, a.everyone,"
        " ARRAY(SELECT member_id FROM dlr.assignees o"
        "   WHERE o.group_id = a.group_id AND o.assignment_id = a.id),"
        " ARRAY(SELECT member_id FROM dlr.answers w"
        "   WHERE w.group_id = a.group_id AND w.assignment_id = a.id ORDER BY member_id),"
        " ARRAY(SELECT answer FROM dlr.answers w"
        "   WHERE w.group_id = a.group_id AND w.assignment_id = a.id ORDER BY member_id)"
        " FROM dlr.assignments a WHERE group_id = (SELECT dlr.my_group()) ORDER BY by, id"
    )
    found = []
    for task, of, key, title, by, asked_by, everyone, to, answered, answers in rows:
        given, named = dict(zip(answered, answers, strict=True)), set(to)
        asked = {
            clean(name): given.get(id)
            for id, name, mentor in members
            if (not mentor if everyone else id in named)
        }
        texts = (clean(key), clean(title), by, clean(asked_by))
        found.append(Assignment(task, of, *texts, everyone, asked))
    return found


ANSWERS = (DONE, OPEN, DECLINED, None)
"""What may have come of what a member was asked for, in the order in which it is told."""


def _check_mentor(db: Database) -> int:
    """Return the number of a mentor's group and their name: row security has no words for it."""
    row = db.row("SELECT dlr.my_group() WHERE dlr.is_mentor()")
    if not row:
        raise DlrError("not-mentor", "Only mentors of the group can do this.", "Ask one of them.")
    return int(row[0])


def _check_track(db: Database, group: int, wish: Wish) -> None:
    """Refuse what members cannot report on: the group may have an older version of the track."""
    if wish.of == "item":
        found = db.row("SELECT 1 FROM dlr.items WHERE group_id = %s AND key = %s", group, wish.key)
    else:
        level = wish.key.split("/")[1]
        found = db.row("SELECT 1 FROM dlr.levels WHERE group_id = %s AND id = %s", group, level)
    if not found:
        message = f"The group's version of the curriculum does not contain “{clean(wish.title)}”."
        raise DlrError("older-track", message, subject=wish.key)
