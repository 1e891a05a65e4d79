"""Hours: read by one function, within the limits of the schema alone."""

import json

import pytest

from dlroadmap.authoring.outline import Outline
from dlroadmap.exchange.reading import kinds
from dlroadmap.exchange.reading.cells import read_hours


@pytest.mark.parametrize(
    ("value", "hours"),
    [
        *((4, 4), (0.125, 0.125), ("0.125", 0.125), ("1e-05", 1e-05), ("0.123456", 0.123456)),
        *(("20000", 20_000), (20_000, 20_000), ("90 min", 1.5), ("1h 30m", 1.5)),
        *((0, None), ("0", None), (-1, None), (True, None), ("often", None), (10**400, None)),
        *((float("inf"), None), (float("nan"), None), ("1e999", None), (None, None), ([1], None)),
    ],
)
def test_numbers_and_texts(value: object, hours: float | None) -> None:
    """Any finite number above 0 is read exactly; nothing else is one."""
    assert read_hours(value) == hours


def test_formats_agree() -> None:
    """Too many hours are read alike from a table, a graph and an export: the limit is later."""
    item = {"id": "a", "key": "x/a", "title": "A", "hours": 20_000}
    texts = (
        "title,hours\nA,20000\n",
        json.dumps({"nodes": [item], "edges": []}),
        json.dumps({"schema_version": 1, "format": "dlr-export", "items": [item]}),
        "| Title | Hours |\n|-|-|\n| A | 20000 |\n",
    )
    for text in texts:
        found = kinds.read(text.encode(), "Name")
        assert isinstance(found, Outline)
        assert [one.hours for one in found.items] == [20_000], text
