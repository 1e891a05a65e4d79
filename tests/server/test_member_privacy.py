"""What others see is what was shown before: a learner with secrets joins a group, and syncs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from server.members import Class, Learner, make_learner

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

pytestmark = pytest.mark.server

SECRETS = ("swordfish", "example.net", "hidden-item", "Hidden", "mine/", "private-track", "55.25")
"""Words of the learner's that no group may get."""

PRIVATE = """\
format: 1
id: private-track
title: Hidden curriculum
levels:
  - id: hidden-level
    title: Hidden level
    categories:
      - {id: all, title: Hidden category, items: [small/vectors,
          {id: hidden-item, title: Hidden item, kind: concept, hours: 55.25}]}
"""


@pytest.fixture
def ada(small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    """A learner with notes, links, items and levels of her own, and other curricula in use."""
    ada = make_learner("ada", home, small, monkeypatch)
    folder = ada.home / "curricula"
    folder.mkdir()
    (folder / "private-track.yaml").write_text(PRIVATE, encoding="utf-8")
    ada.do("new", "overlay", "mine", "--extends", "small", "--use")
    ada.do("new", "item", "Hidden item of mine", "--category", "entry/theory", "--hours", "55.25")
    ada.do("change", "vectors", "--hours", "55.25")
    ada.do("tick", "vectors", "--date", "2026-01-05", "--note", "swordfish")
    ada.do("tick", "matrices", "--date", "2026-02-05", "--link", "https://example.net/swordfish")
    ada.do("note", "indexing", "swordfish again")
    ada.do("start", "notebooks")
    ada.do("skip", "first-network")
    ada.do("untick", "first-network")
    ada.do("tick", "hidden-item-of-mine")
    ada.do("tick", "private-track/hidden-item", "--curriculum", "private-track")
    ada.do("goal", "hidden-item-of-mine")
    return ada


def find_values(rows: list[Any]) -> set[str]:
    """Return every value that rows of a table have, as it is shown."""
    return {
        f"{value:g}" if isinstance(value, float) else str(value)
        for (row,) in rows
        for name, value in row.items()
        if name not in ("group_id", "member_id", "sent")
    }


@pytest.mark.parametrize("version", ["same", "other"])
def test_what_others_see_was_shown_before(
    database: str, ada: Learner, version: str, small: Dlr, home: Path
) -> None:
    """Every value that the server has was in what --show printed, and no secret is anywhere.

    That is so for a group of the same version of the track and of another one, and where the
    learner has put a curriculum with secrets in the place of the group's.
    """
    group = Class(database)
    group.found(ada.read_track())
    if version == "other":
        path = ada.home / "curricula/small.yaml"
        text = PRIVATE.replace("id: private-track", "id: small").replace("small/vectors", "vectors")
        items = "{id: vectors, title: Vectors, kind: concept, hours: 2},"
        path.write_text(text.replace("vectors,", items), encoding="utf-8")
        ada.do("tick", "hidden-item", "--curriculum", "small")
    line = group.invite("Ada")
    joined = ada.do("group", "join", "--yes", stdin=line).out
    shown = ada.do("group", "sync", "--show").out
    ada.sync()
    dump = group.dump()
    found = [secret for secret in SECRETS if secret in dump]
    assert not found, dump
    names = {"done": "done", "doing": "in progress", "skipped": "skipped"}
    for table in ("reports", "counts", "states"):
        for value in find_values(group.run(f"SELECT to_jsonb(t) FROM dlr.{table} t")):
            word = names.get(value, value)
            assert re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)", shown), (table, value, shown)
    assert len(group.states("Ada")) == (3 if version == "same" else 1)
    states = group.states("Ada").values()
    assert f"{len(states)} now" in joined
    assert "The mentor of the group can see it: Grace." in joined
    assert "Never sent: notes, links, your history" in joined


def test_queries_have_no_secrets(
    database: str, ada: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes to the server, in any statement, has no secret in it: not only what is stored."""
    from dlroadmap.remote.group.connection import Database

    group = Class(database)
    group.found(ada.read_track())
    said: list[object] = []
    for name in ("rows", "row", "run"):
        original = getattr(Database, name)

        def spy(self: Database, *words: object, original: Any = original) -> Any:
            said.extend(words)
            return original(self, *words)

        monkeypatch.setattr(Database, name, spy)
    ada.join(group.invite("Ada"))
    ada.sync()
    assert "small/vectors" in repr(said)
    assert not [secret for secret in SECRETS if secret in repr(said)]
