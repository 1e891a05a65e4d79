"""Who one is in a group, what the group is, and the password of one's login."""

import re
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.remote.group.connection import Database
from dlroadmap.text import clean, is_id

_VERIFIER = r"SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+"


class Membership(NamedTuple):
    """A group as one of its members finds it on the server.

    `digest` is the version of the curriculum that is the group's track. `board` is `open` where
    every member sees everyone's progress, else `mentors`, whose names are there either way.
    """

    group: str
    curriculum: str
    board: str
    digest: str
    member: str
    mentor: bool
    mentors: tuple[str, ...]


_MEMBERSHIP = """
SELECT g.name, g.curriculum, g.board, g.digest, m.name, m.mentor,
  ARRAY(SELECT name FROM dlr.members WHERE group_id = g.id AND mentor ORDER BY lower(name))
FROM dlr.groups g JOIN dlr.members m ON m.group_id = g.id
WHERE g.id = (SELECT dlr.my_group()) AND m.id = (SELECT dlr.me())
"""


def read_membership(db: Database) -> Membership:
    """Return who one is in which group. Raises DlrError for a login that is in no group any more.

    What others wrote is made harmless here.
    """
    row = db.row(_MEMBERSHIP)
    if not row:
        raise DlrError("not-a-member", "This login is no longer in a group.")
    group, curriculum, board, digest, member, mentor, mentors = row
    if not (is_id(group) and is_id(curriculum)):
        raise DlrError("bad-group", "The server has a group with a name that is not valid.")
    names = tuple(map(clean, mentors))
    return Membership(group, curriculum, board, clean(digest), clean(member), bool(mentor), names)


def change_password(db: Database, password: str) -> None:
    """Give one's own login another password; the server gets what it can check it by, not it."""
    verifier = db.hash_password(password)
    # Such a statement takes no values, so what stands in it is checked here.
    assert re.fullmatch(_VERIFIER, verifier, re.ASCII)
    db.run(f"ALTER ROLE CURRENT_USER PASSWORD '{verifier}'")
