"""Numbers and ranges that people type, and the areas that a line names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.cli.naming_areas import read_areas
from dlroadmap.cli.numbers import read_numbers
from dlroadmap.errors import DlrError

MOST = 67

ranges = st.lists(
    st.tuples(st.integers(1, MOST), st.integers(1, MOST)).map(sorted), min_size=1, max_size=9
)
gaps = st.sampled_from([" ", ",", ", ", " , ", ";", "  ", ", and ", " and "])
dashes = st.sampled_from(["-", " - ", "–", " – ", "—", "−", "..", " to ", "- "])


@given(ranges, st.data())
def test_every_sensible_form_names_the_same_numbers(
    spans: list[list[int]], data: st.DataObject
) -> None:
    """Whatever stands between numbers and in ranges, the same are named, each once."""
    words = []
    for first, last in spans:
        dash = data.draw(dashes)
        words.append(f"{first}" if first == last else f"{first}{dash}{last}")
    line = words[0] + "".join(data.draw(gaps) + word for word in words[1:])
    numbers, wrong = read_numbers(line, MOST)
    assert wrong == ""
    assert sorted(numbers) == sorted({n for first, last in spans for n in range(first, last + 1)})


@given(st.text(max_size=30))
def test_any_line_is_read_or_refused(line: str) -> None:
    """Of any text come numbers that are there, or a word of it that is wrong, never both."""
    numbers, wrong = read_numbers(line, MOST)
    assert not (numbers and wrong)
    assert all(1 <= number <= MOST for number in numbers)
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    "line",
    ["0", "68", "1, 68", "8-1", "1-68", "0-3", "1-2-3", "-", "1-", "x", "1 x", "9" * 5000, "1.5"],
)
def test_what_is_out_of_range_takes_nothing(line: str) -> None:
    """One wrong word spoils the line, and is named."""
    numbers, wrong = read_numbers(line, MOST)
    assert numbers == []
    assert wrong
    assert wrong in line


IDS = ["entry/gpt-2", "entry/3d-vision", "later/2-to-3", "later/none"]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("", None),
        ("  ", None),
        ("0", set()),
        ("None", set()),
        ("1 3", {"entry/gpt-2", "later/2-to-3"}),
        ("2-4", {"entry/3d-vision", "later/2-to-3", "later/none"}),
        ("entry/gpt-2 later/2-to-3", {"entry/gpt-2", "later/2-to-3"}),
        ("ENTRY/GPT-2, 4", {"entry/gpt-2", "later/none"}),
    ],
)
def test_areas_are_named_by_numbers_and_ids(line: str, named: set[str] | None) -> None:
    """Nothing is passing over, 0 and none are none, and numbers and ids go together."""
    assert read_areas(line, IDS, "") == named


@pytest.mark.parametrize("line", ["5", "0 1", "none 1", "entry", "entry/gpt", "1, entry/nowhere"])
def test_an_area_that_is_not_there_is_refused(line: str) -> None:
    """What names no area is an error in words, with the forms that there are."""
    with pytest.raises(DlrError) as caught:
        read_areas(line, IDS, "Type numbers.")
    assert caught.value.code == "unknown-area"
    assert caught.value.advice == ("Type numbers.",)
