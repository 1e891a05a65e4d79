"""Tables of spreadsheets on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr


def test_a_file_called_csv_is_a_table(small: Dlr, tmp_path: Path) -> None:
    """What is wrong with a table is said in the words of tables, and nothing is written."""
    file = tmp_path / "plan.csv"
    file.write_text("Foo,Bar\n1,2\n", encoding="utf-8")
    result = small("import", str(file))
    assert (result.code, result.out) == (2, "")
    assert "Its columns are “Foo”, “Bar”." in result.err


def test_levels_made_from_prerequisites_are_told(small: Dlr, tmp_path: Path) -> None:
    """A flat table with prerequisites gets levels, which the report and their names say."""
    file = tmp_path / "plan.csv"
    file.write_text("Task Name,After\nVectors,\nMatrices,Vectors\n", encoding="utf-8")
    result = small("import", str(file), "--json")
    assert [one["text"] for one in result.document["dropped"]] == ["Step 1 to Step 2"]
    items = small("list", "--curriculum", "plan", "--json").document["items"]
    assert [item["title"] for item in items] == ["Vectors", "Matrices"]
