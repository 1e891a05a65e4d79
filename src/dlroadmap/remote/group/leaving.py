"""How a member leaves a group."""

from dlroadmap.errors import DlrError
from dlroadmap.remote.group.connection import Database

_STANDING = """
SELECT (SELECT dlr.me()) IS NOT NULL,
  count(*) > 1 AND count(*) FILTER (WHERE mentor) = 1 AND (SELECT dlr.is_mentor())
FROM dlr.members WHERE group_id = (SELECT dlr.my_group())
"""


def leave(db: Database) -> None:
    """Remove oneself from the group, with all that one sent; the last member takes it along.

    Raises DlrError for the only mentor of others, and for a login that is in no group any more.
    """
    belongs, alone = db.row(_STANDING) or (False, False)
    if not belongs:
        raise DlrError("not-a-member", "This login is no longer in a group.")
    if alone:
        message = "You are the only mentor of this group; nothing was changed."
        raise DlrError("last-mentor", message)
    db.run("SELECT dlr.leave()")
