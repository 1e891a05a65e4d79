"""What the tests of importing lists share: a list, what imports it, and what came of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Dlr
from dlroadmap.authoring.outline import Listed, Outline, Section
from dlroadmap.cli.importing_lists import import_list
from dlroadmap.cli.session import Session

Import = Callable[..., dict[str, Any]]

ITEMS = (
    Listed("Heaps", 1, 0, state="done", on="2024-05-31"),
    Listed("Trees", 2, 0, state="doing"),
    Listed("Sorting", 3, 1, state="skipped"),
    Listed("Hashing", 4, 1, state="todo"),
    Listed("Tries", 5, 1),
)
LIST = Outline("My list", ITEMS, (Section("Basics"), Section("More")))


def taker(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Return what imports an outline as if it had been read from a file, and its document."""

    def call(
        outline: Outline = LIST,
        source: str = str(tmp_path / "list.md"),
        id: str | None = None,
        into: str | None = None,
        dry_run: bool = False,
        yes: bool = False,
    ) -> dict[str, Any]:
        capsys.readouterr()
        import_list(Session(json=True, yes=yes), outline, source, id, into, dry_run)
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        return document

    return call


def states(dlr: Dlr, name: str = "my-list") -> dict[str, str]:
    """Return the states of the items of a curriculum by their ids."""
    items = dlr("list", "--json", "--curriculum", name).document["items"]
    return {item["id"]: item["state"] for item in items}


def edit(index: int, **values: Any) -> Outline:
    """Return the list with one item changed."""
    items = [*ITEMS]
    items[index] = items[index]._replace(**values)
    return LIST._replace(items=tuple(items))
