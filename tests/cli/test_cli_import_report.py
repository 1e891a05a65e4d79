"""What a person reads of an import."""

from pathlib import Path

import pytest
from list_imports import ITEMS, LIST, edit

from conftest import Dlr
from dlroadmap.authoring.outline import Dropped, Listed, Outline, Section
from dlroadmap.cli.importing_lists import import_list
from dlroadmap.cli.session import Session


def printed(
    capsys: pytest.CaptureFixture[str], outline: Outline, tmp_path: Path, dry_run: bool = False
) -> list[str]:
    """Return the lines that an import prints."""
    capsys.readouterr()
    import_list(Session(), outline, str(tmp_path / "list.md"), None, None, dry_run)
    return capsys.readouterr().out.replace(str(tmp_path), "TMP").splitlines()


def test_the_report(
    small: Dlr, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person reads how much was imported, what was left out by line, and how to go on."""
    told = LIST._replace(dropped=(Dropped(12, "A \x1b[31mquote", "a link in a quote"),))
    file = str(home / "curricula" / "my-list.yaml").replace(str(tmp_path), "TMP")
    assert printed(capsys, told, tmp_path) == [
        "Imported My list: 5 items in 2 levels (my-list). 1 ticked, 1 started and 1 skipped.",
        "",
        "Changed or left out (1)",
        " line 12  A [31mquote: a link in a quote",
        "",
        f"File: {file}",
        "To use it: dlr use my-list",
        "To undo the ticks: dlr undo",
        "To remove it: dlr remove my-list",
    ]
    small("tick", "tries", "--curriculum", "my-list")
    edited = edit(0, title="The heap", state="todo")
    edited = edited._replace(items=(*edited.items[:-1], Listed("Graphs", section=0)))
    assert printed(capsys, edited, tmp_path) == [
        "Imported My list again: 5 items in 2 levels (my-list). 1 unticked.",
        "Since the last import: 4 kept and 1 new. Removed 1 item that the list no longer has; "
        "ticks stay in your history.",
        "Unticked: The heap (was done)",
        "",
        "New (1)",
        " - Graphs",
        "",
        "Removed (1)",
        " - Tries (was done)",
        "",
        "New titles of the same items (1)",
        " - “Heaps” is now “The heap”",
        "",
        f"File: {file}",
        f"Earlier version: {file.removesuffix('.yaml')}.import.bak",
        "To use it: dlr use my-list",
        "To undo the ticks: dlr undo",
    ]


def test_a_dry_run_shows_what_would_be_made(
    small: Dlr, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Levels and categories have their numbers, hours and states; every item is named."""
    items = (ITEMS[0]._replace(hours=1.5), *ITEMS[1:], Listed("Rings", 6, 2))
    sections = (*LIST.sections, Section("Algebra", parent=1))
    shown = printed(capsys, Outline("My list", items, sections), tmp_path, dry_run=True)
    assert shown == [
        "Would import My list: 6 items in 2 levels (my-list). 1 ticked, 1 started and 1 skipped.",
        "",
        "Basics: 2 items, 1.5 hours, 1 in progress and 1 done",
        "  - Heaps (1.5 hours, done)",
        "  - Trees (in progress)",
        "",
        "More: 4 items, 1 skipped",
        "  More: 3 items, 1 skipped",
        "    - Sorting (skipped)",
        "    - Hashing",
        "    - Tries",
        "  Algebra: 1 item",
        "    - Rings",
        "",
        "Nothing was changed (--dry-run).",
    ]
