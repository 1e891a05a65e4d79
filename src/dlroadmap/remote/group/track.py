"""The track of a group on its server: its levels, its items, and which version it is."""

from dlroadmap.guide.report import Track
from dlroadmap.remote.group.connection import Database


def read_track(db: Database) -> Track:
    """Return the track that one's group has."""
    row = db.row(
        "SELECT digest, ARRAY(SELECT id FROM dlr.levels WHERE group_id = g.id ORDER BY position),"
        " ARRAY(SELECT title FROM dlr.levels WHERE group_id = g.id ORDER BY position),"
        " ARRAY(SELECT key FROM dlr.items WHERE group_id = g.id)"
        " FROM dlr.groups g WHERE id = (SELECT dlr.my_group())"
    )
    digest, levels, titles, items = row or ("", (), (), ())
    return Track(digest, dict(zip(levels, titles, strict=True)), frozenset(items))


def replace_track(db: Database, track: Track) -> None:
    """Make a version of the track the group's; what it has no more goes, with members' states.

    Raises DlrError for who is no mentor.
    """
    levels, titles, items = [*track.levels], [*track.levels.values()], [*track.items]
    sql = "SELECT dlr.replace_track(%s, %s::text[], %s::text[], %s::text[])"
    db.row(sql, track.digest, levels, titles, items)
