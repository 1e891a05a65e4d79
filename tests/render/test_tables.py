"""Bars: as long as what they show, each part with a shape of its own."""

from io import BytesIO, TextIOWrapper

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.render.screen import Screen
from dlroadmap.render.tables import draw_bar

CELLS = 16


def screen(encoding: str = "utf-8", color: str = "never") -> Screen:
    return Screen(color, stream=TextIOWrapper(BytesIO(), encoding=encoding))


def bar(value: int, most: int, begun: int = 0, encoding: str = "utf-8") -> str:
    return draw_bar(value, most, CELLS, screen(encoding), begun=begun).plain


def test_bars() -> None:
    """What is done, what is begun and what is left look different, also without color."""
    assert bar(4, 9, 2) == "━━━━━━━╍╍╍──────"
    assert bar(4, 9, 2, "ascii") == "=======~~~------"
    assert bar(9, 18) == "━━━━━━━━────────"
    assert bar(1, 32) == "╸───────────────"


def test_parts_of_a_bar_have_colors_of_their_own() -> None:
    """Done, begun and left are three colors, none of which is needed to read the bar."""
    spans = draw_bar(4, 9, CELLS, screen(), begun=2).spans
    assert [span.style for span in spans] == ["cyan", "yellow", "dim"]


@given(st.integers(0, 900), st.integers(0, 900), st.integers(0, 900), st.booleans())
def test_a_bar_shows_what_there_is(value: int, more: int, begun: int, ascii_only: bool) -> None:
    """It is always as long, full only for all, and empty only for nothing."""
    most, begun = value + more, min(begun, more)
    drawn = bar(value, most, begun, "ascii" if ascii_only else "utf-8")
    full, dash, empty = ("=", "~", "-") if ascii_only else ("━", "╍", "─")
    assert len(drawn) == CELLS
    assert (drawn == CELLS * full) is (value == most > 0)
    assert (drawn == CELLS * empty) is (value == begun == 0)
    assert (dash in drawn) is (begun > 0)
    assert (drawn[0] in f"{full}╸") is (value > 0)
    done = drawn.count(full) + drawn.count("╸") / 2
    assert abs(done - CELLS * value / max(most, 1)) <= 1
