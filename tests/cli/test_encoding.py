"""Documents are JSON as the library of Python writes it."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.cli.encoding import encode


class Pair(NamedTuple):
    """A row of some kind."""

    first: Any
    second: Any


FLOATS = st.floats(allow_nan=False, allow_infinity=False)
PATHS = st.builds(Path, st.just("a/b"))
LEAVES = st.none() | st.booleans() | st.integers() | st.text() | FLOATS | st.dates() | PATHS
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner)
        | st.builds(Pair, inner, inner)
        | st.dictionaries(st.text(), inner, max_size=3)
        | st.builds(Counter, st.lists(st.text(), max_size=3))
    ),
)


def as_text(value: object) -> str:
    """Return what stands for a day or a path."""
    assert isinstance(value, date | Path)
    return str(value)


@given(st.dictionaries(st.text(), VALUES, max_size=3))
def test_a_document_is_what_json_writes(document: dict[str, Any]) -> None:
    """Whatever is in it, the text is that of `json.dumps` with an indent of two."""
    assert encode(document) == json.dumps(document, indent=2, default=as_text)


@pytest.mark.parametrize(
    ("value", "error"),
    [(float("nan"), ValueError), (float("inf"), ValueError), ({1}, TypeError), (b"", TypeError)],
)
def test_what_json_has_not_is_refused(value: object, error: type[Exception]) -> None:
    """Numbers that are none, and things of other kinds, are a bug and no document."""
    with pytest.raises(error):
        encode({"list": [value]})
