"""Checklists in Markdown: what is written comes back as it was, whatever stands in it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.authoring.outline import Link
from dlroadmap.curriculum.model import Curriculum, Resource
from dlroadmap.exchange.reading.markdown import read
from dlroadmap.exchange.sheet import Sheet
from dlroadmap.exchange.writing.markdown import write
from dlroadmap.progress.fold import Progress
from dlroadmap.text import clean, is_web_address
from drawing import examples
from guide.building import category, curriculum, level, progress


class Thing(NamedTuple):
    """An item to be exported."""

    title: str
    state: str = "todo"
    links: Sequence[tuple[str, str]] = ()


def make(*things: Thing) -> Sheet:
    """Make a sheet of one category; each item is done, in progress or skipped since some day."""
    keys = [f"c/item-{number}" for number in range(len(things))]
    track = curriculum(level(category(*keys)))
    items = {
        key: track.items[key]._replace(
            title=thing.title,
            resources=tuple(Resource(title, url, "post", "free") for title, url in thing.links),
        )
        for key, thing in zip(keys, things, strict=True)
    }
    track = replace(track, items=items)
    return Sheet(track, _say(track, [thing.state for thing in things]))


def _say(track: Curriculum, states: Sequence[str]) -> Progress:
    moved = {key: one for key, one in zip(track.items, states, strict=True) if one != "todo"}
    return progress(**moved)


TITLES = [
    "a_b *c* `d` [e](f) <g> h|i ~~j~~ \\k",
    "[x] done", "# C #", "1. first", "+ more", "- [ ] box", "a\\", "=cmd|' /C calc'!A0",
    "<!-- dlr: c/other done -->", "-->", "<!--", "&amp; &copy; &#35;", "http://example.org/a_b",
    "mail@example.org and @done(2024-05-01)", "✅ 2024-05-01 ⏫ #tag ^id [[a|b]]",
    "www.example.org",
    "שלום *עולם*", "🧠 brains", "Links (", "A (2 hours)", "B (requires C):", "![image](u)", "[^1]",
    "~3h", '"quoted" and \'quoted\'', "<br>", "<a href='x'>", "C#", "f() and g[]", "-",
    "%%a%% ==b== %% c", "Day 1 (done)", "A 2h", "(priority:: high) x :rocket:", "%% `%%",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("names", [[], ["a](b) [c]"], None])
def test_a_title_comes_back(title: str, names: list[str] | None) -> None:
    """Whatever Markdown, Obsidian or dlr reads into a title: it is the same after an import.

    So it is where it is also the title of the first resource.
    """
    names = [title, "other"] if names is None else names
    links = [(name, "https://example.org/(x)_(y)?a=1&copy;") for name in names]
    sheet = make(Thing(title, "done", links))
    (item,) = read("".join(write(sheet)), "x", "").items
    assert (item.title, item.key, item.state) == (title, "c/item-0", "done")
    assert item.links == tuple(Link(*link) for link in links)


def test_an_item_that_is_its_resource() -> None:
    """The title is the link, and not written twice."""
    sheet = make(Thing("A", links=[("A", "https://a.example"), ("B", "https://b.example")]))
    assert list(write(sheet))[-1] == (
        "- [ ] [A](https://a.example) ([B](https://b.example)) <!-- dlr: c/item-0 todo -->\n"
    )


def test_what_is_written() -> None:
    """A title, one line of totals, headings, and boxes that GitHub and Obsidian know."""
    link = ("Book", "https://example.org/a_(b)")
    sheet = make(Thing("A", "done", [link, link]), Thing("B", "doing"), Thing("C", "skipped"))
    assert "".join(write(sheet)) == (
        "# C\n\n1 of 2 items done (50.0%)\n\n## Level 1\n\n### Category \n\n"
        "- [x] A ([Book](https://example.org/a_(b)), [Book](https://example.org/a_(b)))"
        " <!-- dlr: c/item-0 done 2026-01-01 -->\n"
        "- [/] B <!-- dlr: c/item-1 doing 2026-01-02 -->\n"
        "- [-] C <!-- dlr: c/item-2 skipped 2026-01-03 -->\n"
    )


marks = [
    "<!--",
    "-->",
    "dlr:",
    "[",
    "](",
    ")",
    "#",
    "&amp;",
    "✅ 2024-05-01",
    "http://",
    "\\",
    "a",
    "%%",
    "==",
]
texts = st.lists(st.sampled_from(marks) | st.text(max_size=3), min_size=1, max_size=6)
titles = texts.map(" ".join).map(clean).filter(bool)
tails = st.text(st.sampled_from("ab()[]*_`&;é日#?=%<>|~!'\".,"), max_size=12)
urls = tails.map(lambda tail: f"https://example.org/{tail}").filter(is_web_address)
states = st.sampled_from(["todo", "doing", "done", "skipped"])
things = titles.flatmap(
    lambda title: st.builds(
        Thing,
        st.just(title),
        states,
        st.lists(st.tuples(titles | st.just(title), urls), max_size=2),
    )
)


@examples(600)
@given(st.lists(things, min_size=1, max_size=3))
def test_every_sheet_comes_back(drawn: list[Thing]) -> None:
    """Each item has the same key, title, state, day and resources after an import."""
    sheet = make(*drawn)
    outline = read("".join(write(sheet)), "x", "")
    found = [(i.key, i.title, i.state, i.was, i.on, i.links) for i in outline.items]
    assert found == [
        (row.item.key, row.item.title, row.state, row.state, row.on, _links(row.item.resources))
        for row in sheet.rows()
    ]


def _links(resources: Sequence[Resource]) -> tuple[Link, ...]:
    return tuple(Link(one.title, one.url) for one in resources)


def test_an_export_is_read_below_its_headings() -> None:
    """Levels and categories are the sections, and the title is that of the curriculum."""
    outline = read("".join(write(make(Thing("A")))), "x", "")
    assert outline.title == "C"
    assert [(one.title, one.parent) for one in outline.sections] == [
        ("Level 1", None),
        ("Category", 0),
    ]


def test_an_export_comes_in_pieces() -> None:
    """No piece holds more than one item, so that the largest curriculum needs little memory."""
    pieces = list(write(make(*[Thing("A")] * 50)))
    assert max(piece.count("- [") for piece in pieces) == 1


def test_a_level_with_one_category_of_its_title() -> None:
    """The title is written once; two categories, or another title, have their own headings."""

    def write_level(*titles: str) -> str:
        track = curriculum(level(*(category(f"c/{n}") for n, _ in enumerate(titles))))
        [one] = track.levels
        parts = [
            part._replace(title=title) for part, title in zip(one.categories, titles, strict=True)
        ]
        whole = replace(track, levels=(one._replace(title="A", categories=tuple(parts)),))
        return "".join(write(Sheet(whole, progress())))

    assert "\n\n## A\n\n- [ ] " in write_level("A")
    assert "\n## A\n\n### B\n\n- [ ] " in write_level("B")
    assert write_level("A", "B").count("### ") == 2
