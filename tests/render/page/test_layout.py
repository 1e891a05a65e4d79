"""Where the areas of the map stand."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.render.page.layout import (
    ACROSS,
    HEAD,
    MOST_COLUMNS,
    ROW,
    Place,
    place_areas,
    write_rules,
)
from drawing import examples

sizes = st.lists(st.integers(0, 60), max_size=40)
columns = st.integers(1, MOST_COLUMNS)


@examples()
@given(sizes, columns, st.booleans())
def test_no_two_areas_overlap(sizes: list[int], columns: int, titles: bool) -> None:
    """Areas never cross: in a column each begins where the one above ends."""
    places = place_areas(sizes, columns, titles)
    for one, other in combinations(places, 2):
        if one.column == other.column:
            assert one.row + one.span <= other.row
    assert all(1 <= place.column <= columns for place in places)


@examples()
@given(sizes, columns, st.booleans())
def test_every_item_has_room(sizes: list[int], columns: int, titles: bool) -> None:
    """An area is high enough for its title and a row for each item, or for each eight marks."""
    for size, place in zip(sizes, place_areas(sizes, columns, titles), strict=True):
        rows = size if titles else -(-size // ACROSS)
        assert place.span > HEAD + ROW * rows - 1


@examples()
@given(sizes, columns)
def test_titles_leave_areas_in_their_columns(sizes: list[int], columns: int) -> None:
    """Whoever shows titles finds each area in the column where it was."""
    marks, titles = (place_areas(sizes, columns, titles) for titles in (False, True))
    assert [place.column for place in marks] == [place.column for place in titles]


@examples()
@given(sizes, columns)
def test_columns_are_about_as_long_as_each_other(sizes: list[int], columns: int) -> None:
    """No column is longer than another by more than one area."""
    places = place_areas(sizes, columns)
    ends = [0] * columns
    for place in places:
        ends[place.column - 1] = place.row + place.span - 1
    tallest = max((place.span for place in places), default=0)
    assert max(ends) - min(ends) <= tallest


@examples()
@given(sizes.filter(bool), columns, st.data(), st.booleans())
def test_an_added_item_moves_little(
    sizes: list[int], columns: int, data: st.DataObject, titles: bool
) -> None:
    """What stands before an area is where it was when the area gets an item.

    Where it does not need another row of marks, every area stays in its column, and none moves but
    those below it, by one row at most.
    """
    at = data.draw(st.integers(0, len(sizes) - 1))
    more = [size + (number == at) for number, size in enumerate(sizes)]
    before, after = place_areas(sizes, columns, titles), place_areas(more, columns, titles)
    assert before[:at] == after[:at]
    assert before[at][:2] == after[at][:2]
    if sizes[at] % ACROSS:
        moved = ROW * titles
        for old, new in zip(before[at + 1 :], after[at + 1 :], strict=True):
            below = old.column == before[at].column
            assert new == Place(old.column, old.row + moved * below, old.span)


def test_rules_place_each_area_for_every_width() -> None:
    """Each width of the page places each area twice: as marks and with titles."""
    rules = "".join(write_rules([[3, 9], [20]]))
    assert rules.count("@container") == MOST_COLUMNS - 1
    for area in ("#a1{", "#a2{", "#a3{"):
        assert rules.count(area) == 2 * MOST_COLUMNS
    assert rules.count("{") == rules.count("}")
    assert "#a4" not in rules
