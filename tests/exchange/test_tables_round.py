"""Round trips: what a format carries comes back exactly, whatever stands in a title."""

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given

from dlroadmap.authoring.outline import Link, Listed, Need, Outline
from dlroadmap.exchange.reading import kinds
from dlroadmap.exchange.sheet import Sheet
from dlroadmap.exchange.writing import csv, own_json, taskwarrior
from drawing import examples
from exchange.sheets import sheets

filled = sheets().filter(lambda sheet: bool(sheet.curriculum.locations))


def round_trip(sheet: Sheet, write: Callable[[Sheet], Iterator[str]]) -> Outline:
    """Return what the text of an export comes to, by its content alone."""
    found = kinds.read("".join(write(sheet)).encode(), "Name")
    assert isinstance(found, Outline)
    return found


def links(sheet: Sheet) -> list[tuple[Link, ...]]:
    return [tuple(Link(*one) for one in row.item.resources) for row in sheet.rows()]


def places(outline: Outline) -> list[str]:
    """Return where each thing stands, by the titles of its sections."""
    return [_path(outline, item.section) for item in outline.items]


def _path(outline: Outline, section: int | None) -> str:
    if section is None:
        return ""
    one = outline.sections[section]
    return f"{_path(outline, one.parent)}/{one.title}"


def essentials(outline: Outline) -> list[tuple[str, str, str]]:
    return [(item.key, item.title, item.state) for item in outline.items]


def expected(sheet: Sheet) -> list[tuple[str, str, str]]:
    return [(row.item.key, row.item.title, row.state) for row in sheet.rows()]


def carried(item: Listed) -> tuple[object, ...]:
    """Return what CSV and JSON carry of a thing beside its key, title and state."""
    return (
        *(item.on, item.kind, item.priority, item.hours, item.requires, item.tags),
        *(item.links, item.summary, item.checks),
    )


def held(sheet: Sheet) -> list[tuple[object, ...]]:
    return [
        (
            *(row.on, row.item.kind, row.item.priority, row.item.hours),
            tuple(Need(*need) for need in row.item.requires),
            row.item.tags,
            tuple(Link(*one) for one in row.item.resources),
            *(row.item.summary, row.item.checks),
        )
        for row in sheet.rows()
    ]


@pytest.mark.parametrize("write", [csv.write, own_json.write], ids=["csv", "json"])
@examples(150)
@given(sheet=filled)
def test_csv_and_json_bring_back_all_they_carry(
    write: Callable[[Sheet], Iterator[str]], sheet: Sheet
) -> None:
    """Keys, titles, states, days, hours, resources and the rest come back exactly."""
    found = round_trip(sheet, write)
    assert essentials(found) == expected(sheet)
    assert [carried(item) for item in found.items] == held(sheet)
    titles = [f"/{row.location.level.title}/{row.location.category.title}" for row in sheet.rows()]
    assert places(found) == titles
    assert not found.dropped


@examples(150)
@given(sheet=filled)
def test_tasks_bring_back_keys_titles_states_days_and_resources(sheet: Sheet) -> None:
    """A task has a day: of a month or a year it is the first one."""
    found = round_trip(sheet, taskwarrior.write)
    assert essentials(found) == expected(sheet)
    assert [item.on for item in found.items] == [
        f"{row.on}-01-01"[:10] if row.on else "" for row in sheet.rows()
    ]
    assert [item.links for item in found.items] == links(sheet)
    assert [item.priority for item in found.items] == [row.item.priority for row in sheet.rows()]
    uuids = {item.source for item in found.items}
    assert len(uuids) == len(found.items)
    assert all(need.name in uuids for item in found.items for need in item.requires)


@examples(60)
@given(sheet=sheets())
def test_json_is_ascii_and_csv_has_lines_of_rfc_4180(sheet: Sheet) -> None:
    """Any encoding can carry the JSON; rows of the table end in CR LF and hold no other CR."""
    text = "".join(own_json.write(sheet))
    assert text.isascii()
    assert json.loads(text)["curriculum"]["id"] == sheet.curriculum.id
    table = "".join(csv.write(sheet))
    assert table.startswith("key,title,level,category,state,date,kind,priority,hours,requires,")
    assert table.endswith("\r\n")
    assert table.replace("\r\n", "").count("\r") == 0


@examples(100)
@given(sheet=filled)
def test_no_cell_of_a_table_is_a_formula(sheet: Sheet) -> None:
    """A spreadsheet that opens the table runs nothing of it."""
    from csv import reader
    from io import StringIO

    for row in reader(StringIO("".join(csv.write(sheet)), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
