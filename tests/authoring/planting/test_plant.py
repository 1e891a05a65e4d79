"""Ids, texts, links and prerequisites of a planted list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.authoring.outline import Link, Listed, Need, Outline, Section
from dlroadmap.authoring.planting.addresses import guess_type
from dlroadmap.authoring.planting.kinds import guess_kind
from drawing import examples

from .lists import entries, outline, planted


def test_equal_titles_take_their_heading_into_the_id() -> None:
    """The first of equal titles has the plain id, others that with the heading, or a number."""
    listed = [Listed("Implement", section=n) for n in (0, 1, 1, 1)]
    found = planted(outline(listed, "Queue", "Stack"))
    assert list(found.ids.values()) == [
        "implement",
        "stack-implement",
        "implement-2",
        "implement-3",
    ]


def test_equal_titles_take_their_id_in_the_source_first() -> None:
    """It outlasts a heading; one that adds no words to the title, as a uuid, is not taken."""
    listed = [
        Listed("Complex Numbers", source="concept/complex-numbers", section=0),
        Listed("Complex Numbers", source="exercise/complex-numbers", section=1),
        Listed("Sets", source="a1", section=0),
        Listed("Sets", source="b2", section=1),
    ]
    found = planted(outline(listed, "Step 1", "Step 5"))
    assert list(found.ids.values()) == [
        *("complex-numbers", "exercise-complex-numbers", "sets", "step-5-sets"),
    ]


def test_the_id_that_another_title_suggests_is_left_to_it() -> None:
    """`stack-implement` belongs to the item that is called so."""
    listed = [Listed("Implement", section=0), Listed("Implement", section=1), "Stack implement"]
    found = planted(outline(listed, "Queue", "Stack"))
    assert list(found.ids.values()) == ["implement", "implement-2", "stack-implement"]


def test_titles_without_letters_of_ascii_have_ids() -> None:
    """What suggests no id is named after its heading, or numbered."""
    found = planted(outline([Listed("深度学习", section=0), Listed("🎉", section=0)], "Deep"))
    assert list(found.ids.values()) == ["deep", "deep-2"]
    assert list(planted(outline(["深度学习", "🎉"])).ids.values()) == ["item-1", "item-2"]


def test_a_long_title_is_cut_at_a_word() -> None:
    """A title of more than 200 characters ends in `…`; the rest is in the summary, and told."""
    long = " ".join(f"word{n}" for n in range(60))
    found = planted(outline([Listed(long, 7, summary="More.")]))
    [item] = entries(found).values()
    assert len(item["title"]) <= 200
    assert item["title"].endswith("…")
    assert f"{item['title'][:-1]} {item['summary']}" == f"{long} More."
    assert [(one.line, one.why) for one in found.dropped] == [
        (7, "the title is too long; the rest is in the summary")
    ]


def test_what_has_no_title_is_told_unless_it_has_an_address() -> None:
    """An empty box is told; a box that is an address is named after it."""
    bare = Listed("", 2, links=(Link("", "https://www.example.org/a%20page/"),))
    found = planted(outline([Listed("\x1b ", 1), bare, Listed("Part", 3, parent=0)]))
    assert [item["title"] for item in entries(found).values()] == ["example.org/a page", "Part"]
    assert [(one.line, one.why) for one in found.dropped] == [(1, "it has no title")]
    assert list(found.ids) == [1, 2]


def test_links_become_resources_once() -> None:
    """Equal addresses are one resource, and what is no web address is told."""
    links = (
        Link("A talk", "https://youtu.be/x"),
        Link("", "https://YOUTU.be/x"),
        Link("Local", "notes.md"),
        Link("Notes:", "http://example.org/my notes", "book", "paid", "chapter 2"),
    )
    found = planted(outline([Listed("Learn", 5, links=links)]))
    assert entries(found)["learn"]["resources"] == [
        {"title": "A talk", "url": "https://youtu.be/x", "type": "video"},
        {
            "title": "Notes",
            "url": "http://example.org/my%20notes",
            "type": "book",
            "cost": "paid",
            "part": "chapter 2",
        },
    ]
    assert [(one.line, one.text) for one in found.dropped] == [(5, "notes.md")]


def test_types_are_guessed_from_addresses() -> None:
    """The host says what is there; only unmistakable ones are more than a post."""
    types = {
        "https://www.youtube.com/watch?v=1": "video",
        "https://www.youtube.com/@someone": "channel",
        "https://github.com/a/b": "repository",
        "https://github.com/a/b/blob/main/x.md": "docs",
        "https://arxiv.org/abs/1706.03762": "paper",
        "https://www.coursera.org/learn/x": "course",
        "https://example.org/x.pdf": "paper",
        "https://docs.python.org/3/": "docs",
        "https://notyoutube.com/x": "post",
    }
    assert {url: guess_type(url) for url in types} == types


def test_kinds_are_guessed_from_unmistakable_words() -> None:
    """Verbs of doing make projects and skills; words that only look like them do not."""
    kinds = {
        "Build a compiler": "project",
        "Project: a chess engine": "project",
        "Project management": "concept",
        "Implement a stack": "skill",
        "Implementation details": "concept",
        "Read the paper": "reading",
        "Read-only interfaces": "concept",
    }
    assert {title: guess_kind(title) for title in kinds} == kinds
    assert guess_kind("Build a compiler", "habit") == "habit"


def test_needs_are_found_by_source_and_by_loose_names() -> None:
    """Source ids come first, then titles but for punctuation; what is not found is told."""
    listed = [
        Listed("Object-Oriented Design", source="n1"),
        Listed("Databases"),
        Listed("Shop", 4, requires=tuple(map(Need, ["n1", "Databsaes", "Nothing", "Shop"]))),
        Listed("Site", 5, requires=(Need("Object Oriented Design", "it is the base"),)),
    ]
    found = planted(outline(listed))
    assert entries(found)["shop"]["requires"] == ["object-oriented-design", "databases"]
    assert entries(found)["site"]["requires"] == [{"object-oriented-design": "it is the base"}]
    assert [(one.text, one.why) for one in found.dropped] == [
        ("Step 1 to Step 2", "levels made from the prerequisites"),
        ("Shop requires Nothing", "no item has this name"),
        ("Shop requires Shop", "an item cannot require itself"),
    ]


def test_circles_are_broken_and_told() -> None:
    """The prerequisite that closes a circle is left out; a box keeps its parts."""
    listed = [
        Listed("A", 1, requires=(Need("B"),)),
        Listed("B", 2, requires=(Need("A"),)),
        Listed("Box", 3),
        Listed("Part", 4, parent=2, requires=(Need("Box"),)),
    ]
    found = planted(outline(listed))
    assert [(one.line, one.text) for one in found.dropped] == [
        (None, "Step 1 to Step 2"),
        (2, "B requires A"),
        (4, "Part requires Box"),
    ]
    assert entries(found)["box"]["requires"] == ["part"]
    part = Listed("Part", parent=1, requires=(Need("Box"),))
    first = planted(outline([Listed("Before", requires=(Need("Part"),)), "Box", part]))
    assert entries(first)["box"]["requires"] == ["part"]


def test_repeated_prerequisites_without_a_reason_are_left_out() -> None:
    """What others of an item require already is not said again, unless it has a reason."""
    listed = [
        Listed("A"),
        Listed("B", requires=(Need("A"),)),
        Listed("C", requires=(Need("A"), Need("B"))),
        Listed("D", requires=(Need("A", "so it is"), Need("B"))),
    ]
    found = planted(outline(listed))
    assert entries(found)["c"]["requires"] == ["b"]
    assert entries(found)["d"]["requires"] == [{"a": "so it is"}, "b"]


def test_hours_and_aliases_outside_the_limits_are_told() -> None:
    """Hours that the format refuses, and names of other items, are left out and told."""
    listed = [
        Listed("Long", 1, hours=20_000),
        Listed("Short", 2, hours=1.5, aliases=("Brief", "long"), tags=("a", "a")),
    ]
    found = planted(outline(listed))
    assert "hours" not in entries(found)["long"]
    assert entries(found)["short"]["hours"] == 1.5
    assert (entries(found)["short"]["aliases"], entries(found)["short"]["tags"]) == (
        ["Brief"],
        ["a"],
    )
    assert [one.line for one in found.dropped] == [1, 2]


NASTY = [
    "Option: Some",
    "@home",
    "=cmd|x",
    'a "quoted" \\ path\\n',
    "- [ ] dash",
    "# no comment",
    "two\x85lines\u2028here",
    "שלום עולם",
    "null",
    "12:30",
    "{{ x }}",
    "🎉 party",
    "e\u0301" * 3,
    "\u202etxt.exe",
    "a\ud800b",
]


def test_texts_survive_the_file() -> None:
    """Whatever a title holds, the file says it, without what could steer a terminal."""
    found = planted(outline([Listed(text, summary=text, checks=(text,)) for text in NASTY]))
    titles = [item["title"] for item in entries(found).values()]
    assert titles[:4] == NASTY[:4]
    assert titles[6:9] == ["two lines here", *NASTY[7:9]]
    assert titles[-2:] == ["txt.exe", "ab"]


TEXTS = st.text(max_size=30) | st.sampled_from(NASTY) | st.sampled_from(["A", "B c", "A. b:"])


@st.composite
def _outlines(draw: st.DrawFn) -> Outline:
    sections: list[Section] = []
    for number in range(draw(st.integers(0, 4))):
        parent = draw(st.none() | st.integers(0, number - 1)) if number else None
        links = (Link(draw(TEXTS), draw(TEXTS)),) if draw(st.booleans()) else ()
        weeks = draw(st.none() | st.just((1.25, 3.0)) | st.just((5.0, 2.0)))
        choose = draw(st.none() | st.integers(0, 3))
        title, about = draw(TEXTS), draw(TEXTS)
        sections.append(Section(title, number, parent, about, links, choose, weeks))
    items: list[Listed] = []
    for number in range(draw(st.integers(1, 8))):
        urls = st.sampled_from(["https://a.org/x", "http://b.org", "x", "https://a.org/ü ?"])
        items.append(
            Listed(
                draw(TEXTS | st.just("x" * 150 + " " + "y" * 150)),
                number,
                draw(st.integers(0, len(sections) - 1)) if sections else None,
                draw(st.none() | st.integers(0, number - 1)) if number else None,
                source=draw(st.sampled_from(["", "", f"s{number}"])),
                summary=draw(TEXTS),
                kind=draw(st.sampled_from(["", "habit", "nonsense"])),
                priority=draw(st.sampled_from(["", "useful", "high"])),
                hours=draw(st.none() | st.floats() | st.just(0.1)),
                requires=tuple(Need(draw(TEXTS | st.sampled_from(["s0", "s1", "s2"])), draw(TEXTS))
                               for _ in range(draw(st.integers(0, 2)))),
                checks=(draw(TEXTS),),
                tags=(draw(TEXTS),),
                aliases=(draw(TEXTS),),
                links=tuple(Link(draw(TEXTS), draw(urls)) for _ in range(draw(st.integers(0, 2)))),
            )
        )  # fmt: skip
    return Outline(draw(TEXTS), tuple(items), tuple(sections), description=draw(TEXTS))


@examples(150)
@given(_outlines())
def test_any_outline_is_planted_without_an_error(outline: Outline) -> None:
    """Any list passes the lint, every title is one item with an id of its own, twice the same."""
    found = planted(outline)
    assert planted(outline) == found
    assert len(set(found.ids.values())) == len(found.ids)
    told = {one.line for one in found.dropped if one.why == "it has no title"}
    assert set(found.ids) | told == set(range(len(outline.items)))


@examples(90)
@given(_outlines())
def test_the_same_list_again_changes_nothing(outline: Outline) -> None:
    """An unchanged list keeps every id, and the file stays as it was."""
    found = planted(outline)
    again = planted(outline, found.kept)
    assert (again.text, again.matched) == (found.text, len(found.ids))
    assert (again.new, again.retired, again.renamed) == ((), (), ())


@pytest.mark.parametrize("hours", [0.125, 0.005, 1e-05, 0.1, 1.6667, 3.0, 10_000])
def test_hours_are_exactly_those_of_the_list(hours: float) -> None:
    """What lint accepts is written, and no digit is lost."""
    found = planted(outline([Listed("A", 1, hours=hours)]))
    assert entries(found)["a"]["hours"] == hours
    assert not found.dropped


@pytest.mark.parametrize(("hours", "written"), [(1 / 3, 0.33333333), (2e-300, 2e-300)])
def test_hours_of_more_digits_than_a_file_has(hours: float, written: float) -> None:
    """They are rounded as little as can be, and that is told if it changes them."""
    found = planted(outline([Listed("A", 1, hours=hours)]))
    assert entries(found)["a"]["hours"] == written
    told = [("0.3333333333333333 hours", "rounded to 9 digits, the most that a number has")]
    assert [(one.text, one.why) for one in found.dropped] == (told if hours != written else [])
