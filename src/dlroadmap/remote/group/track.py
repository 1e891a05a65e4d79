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

    Only the row security decides who may; it lets others change nothing.
    """
    group = (db.row("SELECT dlr.my_group()") or (None,))[0]
    levels, titles, items = [*track.levels], [*track.levels.values()], [*track.items]
    db.run("UPDATE dlr.groups SET digest = %s WHERE id = %s", track.digest, group)
    db.run("DELETE FROM dlr.levels WHERE group_id = %s AND id <> ALL(%s::text[])", group, levels)
    db.run(
        "INSERT INTO dlr.levels (group_id, id, position, title)"
        " SELECT %s, id, place, title"
        " FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS new (id, title, place)"
        " ON CONFLICT (group_id, id) DO UPDATE SET position = excluded.position,"
        " title = excluded.title",
        group,
        levels,
        titles,
    )
    db.run("DELETE FROM dlr.items WHERE group_id = %s AND key <> ALL(%s::text[])", group, items)
    db.run(
        "INSERT INTO dlr.items (group_id, key) SELECT %s, key FROM unnest(%s::text[]) AS new (key)"
        " ON CONFLICT DO NOTHING",
        group,
        items,
    )
