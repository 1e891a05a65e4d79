"""A store as the first release left it, and a schema to come that it is upgraded to."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from dlroadmap.progress import tables

SCHEMA_1 = """
CREATE TABLE event (
  id TEXT PRIMARY KEY,
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  prev TEXT NOT NULL,
  clock INTEGER NOT NULL,
  at TEXT NOT NULL,
  zone TEXT NOT NULL,
  batch TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX event_order ON event (clock, device, id);
CREATE INDEX event_chain ON event (device, seq);
CREATE TABLE device (id TEXT PRIMARY KEY, place TEXT NOT NULL UNIQUE) WITHOUT ROWID;
PRAGMA application_id = 1684828721;
PRAGMA user_version = 1;
"""
"""The tables of the first release, as they lie on the disks of learners: never to be changed."""

IDS_1 = (
    "f11c6c4f522830636fce4e75efa65c8160cd575369603b50ee379fda0212c18b",
    "6873fed9cbb971bff28d5afb090aef35051e41504dd17d093c7382b1eed619d7",
    "f8c69d2b9bae717b70ff999fd6ea86b3a28c8e7895eba83b1d64d8f00181444b",
    "331d2255536e03af2d115db30c123f2cd4316999371858449cbcfac0cf37529d",
)

EVENTS_1 = """
INSERT INTO event VALUES ('{0}', '0123456789abcdef', 1, '', 1, '2026-02-28T23:30:00.000Z', '+0100',
  '00112233aabb', 'deep-learning/tensors', 'tick', '{{"note": "sch\\u00f6n", "on": "2026-02"}}');
INSERT INTO event VALUES ('{1}', '0123456789abcdef', 2, '{0}', 2, '2026-02-28T23:30:00.000Z',
  '+0100', '00112233aabb', 'deep-learning/mlp', 'start', '{{}}');
INSERT INTO event VALUES ('{2}', '0123456789abcdef', 3, '{1}', 3, '2026-02-27T08:00:00.000Z',
  '-0330', 'ccddeeff0011', 'deep-learning/cnn', 'skip', '{{}}');
INSERT INTO event VALUES ('{3}', '0123456789abcdef', 4, '{2}', 4, '2026-03-01T08:00:00.000Z',
  '+0000', '223344556677', 'deep-learning/mlp', 'undo', '{{"target": "{1}"}}');
INSERT INTO device VALUES ('0123456789abcdef', '0f1e2d3c4b5a69788796a5b4c3d2e1f0:1f');
""".format(*IDS_1)
"""A history as the first release wrote it."""

MARKED: Sequence[tables.Migration] = (
    *tables.MIGRATIONS,
    lambda connection: mark(connection),
)


def mark(connection: sqlite3.Connection) -> None:
    """Make a later schema: a second table with a row for every event, in two steps."""
    connection.execute("CREATE TABLE mark (event TEXT PRIMARY KEY)")
    connection.execute("INSERT INTO mark SELECT id FROM event")


def leave_released(path: Path) -> None:
    """Write the store that the first release has left, with its history."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA_1 + EVENTS_1)
