"""How the server answers: from the partition of the group, and through an index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from dlroadmap.paths import Folders
from dlroadmap.remote.group import board, sending
from dlroadmap.remote.group.connection import perform
from dlroadmap.remote.group.login import find_login
from server.mentors import Course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Dlr
    from dlroadmap.remote.group.connection import Database

pytestmark = pytest.mark.server

CALLS = {
    "members": (board._MEMBERS, 2, ()),
    "doing": (board._DOING, 1, ()),
    "states": (board._STATES, 1, (["small/vectors"], "small/vectors", "small/vectors")),
    "forgetting": (sending._FORGET_STATES, 2, (["small/vectors"],)),
}
"""What is asked of the tables that are partitioned, how often the group stands in it, and more."""


@pytest.mark.parametrize("name", CALLS)
def test_only_the_partition_of_the_group_is_read(
    name: str, database: str, home: Path, small: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each table the server reads one partition, whatever other groups it has."""
    Course(database, home, small, monkeypatch).join("Ada")
    folder = home.with_name("grace")
    login = find_login(Folders(folder, folder, folder / "cache"), "ml")
    sql, number, values = CALLS[name]

    def explain(db: Database) -> Any:
        (group,) = db.row("SELECT dlr.my_group()") or (0,)
        row = db.row(f"EXPLAIN (FORMAT JSON) {sql}", *[group] * number, *values)
        assert row
        return row[0]

    (plan,) = perform(login.address, [login.password], explain)
    read = {one for one in _find_tables(plan["Plan"]) if re.fullmatch(r"[a-z]+_\d+", one)}
    tables = [one.partition("_")[0] for one in read]
    assert set(tables) <= {"reports", "counts", "states"}
    assert tables
    assert len(tables) == len(set(tables))


def _find_tables(plan: dict[str, Any]) -> Iterator[str]:
    if name := plan.get("Relation Name"):
        yield name
    for part in plan.get("Plans", ()):
        yield from _find_tables(part)
