"""The picture of the status: well-formed, inert, and right about what is done."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given

from dlroadmap.curriculum.model import Category, Curriculum, Item, Level
from dlroadmap.exchange.sheet import Sheet
from dlroadmap.exchange.writing import svg
from dlroadmap.progress.fold import Progress
from drawing import examples
from exchange.sheets import sheets

NAMESPACE = "{http://www.w3.org/2000/svg}"


def make(*titles: str, items: int = 4, title: str = "Title", **states: str) -> Sheet:
    """Return a sheet with a level for each title; items are `l0i0` and so on."""
    ids = [[f"l{level}i{n}" for n in range(items)] for level in range(len(titles))]
    levels = tuple(
        Level(f"l{n}", one, "", None, None, (), (
            Category("k", "K", "", None, tuple(f"c/{id}" for id in ids[n])),
        ))
        for n, one in enumerate(titles)
    )  # fmt: skip
    held = {
        f"c/{id}": Item(f"c/{id}", id, "", "skill", "important", 1, (), (), (), (), (), ())
        for level in ids
        for id in level
    }
    curriculum = Curriculum(
        "c", title, "", None, levels, dict.fromkeys(held, 1), {}, {}, {}, {}, held
    )
    said = {f"c/{id}": state for id, state in states.items()}
    return Sheet(curriculum, Progress(said, dict.fromkeys(said, "2024-01-01T00:00:00+00:00")))


def draw(sheet: Sheet) -> Element:
    return fromstring("".join(svg.write(sheet)))


def texts(root: Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{NAMESPACE}text")]


def bars(root: Element) -> list[tuple[str, int]]:
    """Return the fillings of the bars with their widths, without those of the legend."""
    drawn = root.iter(f"{NAMESPACE}rect")
    return [(one.attrib["class"], int(one.attrib["width"])) for one in drawn][4:]


def test_what_the_picture_shows() -> None:
    """Title, percent, counts of all states in words, and a line for each level."""
    root = draw(make("Entry", "Expert", l0i0="done", l0i1="doing", l1i0="skipped"))
    assert texts(root) == [
        *("Title", "14.2%", "1 of 7 done, 1 in progress, 1 skipped", "done", "in progress"),
        *("Entry", "1 of 4, 25.0%", "Expert", "0 of 3, 0.0%"),
    ]
    assert bars(root) == [("room", 240), ("done", 60), ("doing", 60), ("room", 240)]


def test_what_a_screen_reader_says() -> None:
    """The picture is an image with a title, and every level is in its description."""
    root = draw(make("Entry", "Expert", l0i0="done"))
    assert root.attrib["role"] == "img"
    names = root.attrib["aria-labelledby"].split()
    said = {one.attrib["id"]: one.text for one in root if one.attrib.get("id") in names}
    assert [said[name] for name in names] == [
        "Title: 1 of 8 done, 12.5%", "Entry: 1 of 4 done; Expert: 0 of 4 done",
    ]  # fmt: skip


def test_a_bar_is_full_only_when_all_is_done() -> None:
    """One of many is seen, and one missing of many is seen as well."""
    many = {f"l0i{n}": "done" for n in range(999)}
    assert bars(draw(make("Entry", items=1000, **many))) == [("room", 240), ("done", 239)]
    assert bars(draw(make("Entry", items=1000, l0i0="done"))) == [("room", 240), ("done", 1)]
    full = {f"l0i{n}": "done" for n in range(1000)}
    assert bars(draw(make("Entry", items=1000, **full))) == [("room", 240), ("done", 240)]


@pytest.mark.parametrize("number", [0, 4, 40])
def test_the_height_fits_the_levels(number: int) -> None:
    """No line stands outside of the picture, whatever the number of levels."""
    root = draw(make(*["Level"] * number, items=1))
    height = int(root.attrib["height"])
    lines = [int(one.attrib["y"]) for one in root.iter(f"{NAMESPACE}text")]
    assert root.attrib["viewBox"] == f"0 0 640 {height}"
    assert 10 <= height - max(lines) <= 40


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("x" * 29, "x" * 29),
        ("x" * 30, "x" * 28 + "…"),
        ("日" * 14, "日" * 14),
        ("日" * 15, "日" * 14 + "…"),
        ("W" * 30, "W" * 16 + "…"),
        ("e\u0301" * 29, "e\u0301" * 29),
        ("word " * 7, "word word word word word…"),
    ],
)
def test_a_long_title_is_cut(title: str, shown: str) -> None:
    """Wide letters take more room, marks none; the description has the whole title."""
    root = draw(make(title.strip()))
    assert shown in texts(root)
    assert title.strip() in "".join(root.itertext())


def test_colors_for_light_and_dark() -> None:
    """What has a color for light pages has one for dark pages."""
    light, dark = svg.STYLE.split("@media (prefers-color-scheme: dark)")
    colored = re.compile(r"^(\S+) \{[^}]*#[0-9a-f]{6}", re.MULTILINE)
    assert set(colored.findall(light)) == set(colored.findall(dark)) > {"text", ".done"}


@examples()
@given(sheets())
def test_any_sheet_is_an_inert_picture(sheet: Sheet) -> None:
    """It is well-formed, runs nothing, fetches nothing, and is the same the second time."""
    written = "".join(svg.write(sheet))
    assert written == "".join(svg.write(sheet))
    root = draw(sheet)
    allowed = {"svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "text"}
    assert {one.tag.removeprefix(NAMESPACE) for one in root.iter()} <= allowed
    for one in root.iter():
        assert not any("href" in name or name.startswith("on") for name in one.attrib)
    assert set(re.findall(r"url\((.*?)\)", svg.STYLE)) == {"#stripes"}
    assert sheet.curriculum.title in (root[0].text or "")
