"""Roadmaps of roadmap.sh: what a person sees in the drawing is what the outline says."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.authoring.outline import Outline
from dlroadmap.exchange.reading import roadmap_sh
from dlroadmap.exchange.reading.failure import UnreadableError
from drawing import examples

Node = dict[str, Any]


def box(type: str, label: str, x: float, y: float, width: float = 200, height: float = 49,
        id: str = "", **data: object) -> Node:  # fmt: skip
    """Return a node, whose id is its label if it has none."""
    return {
        "id": id or label.strip(), "type": type, "position": {"x": x, "y": y},
        "width": width, "height": height, "data": {"label": label, **data},
    }  # fmt: skip


def line(source: str, target: str, style: str = "solid") -> dict[str, Any]:
    return {"source": source, "target": target, "data": {"edgeStyle": style}}


def read(nodes: list[Any], *lines: dict[str, Any], **more: object) -> Outline:
    return roadmap_sh.read({"nodes": nodes, "edges": list(lines), **more}, "file")


def shape(outline: Outline) -> list[tuple[str, str, str]]:
    """Return each item with what it is a part of, and the title of its section."""
    return [
        (
            item.title,
            "" if item.parent is None else outline.items[item.parent].title,
            outline.sections[item.section].title if item.section is not None else "",
        )
        for item in outline.items
    ]


def needs(outline: Outline) -> dict[str, list[str]]:
    return {item.title: [need.name for need in item.requires] for item in outline.items}


def told(outline: Outline) -> list[str]:
    return [one.text for one in outline.dropped]


SPINE = [
    box("title", "Gardens", 0, 0), box("topic", "Tools", 0, 200), box("topic", "Soil", 0, 100),
    box("topic", "Seeds", 0, 300),
]  # fmt: skip


def test_solid_lines_are_an_order() -> None:
    """The lines say what comes first, whatever the places; each topic requires the one before."""
    outline = read(
        SPINE, line("Gardens", "Tools"), line("Tools", "Soil"), line("Soil", "Seeds"),
        line("Tools", "Seeds"),
    )  # fmt: skip
    assert outline.title == "Gardens"
    assert needs(outline) == {"Tools": [], "Soil": ["Tools"], "Seeds": ["Soil"]}
    assert [item.source for item in outline.items] == ["Tools", "Soil", "Seeds"]
    assert not outline.dropped


def test_dashed_lines_between_topics_are_no_prerequisites() -> None:
    """They only show what belongs together; then the place decides, from the top to the bottom."""
    outline = read(SPINE, line("Tools", "Soil", "dashed"), line("Soil", "Seeds", "dotted"))
    assert needs(outline) == {"Soil": [], "Tools": [], "Seeds": []}


def test_boxes_in_one_row_are_read_from_the_left() -> None:
    """A few pixels up or down are no order; half a box is."""
    row = [box("topic", "Plot", 300, 100), box("topic", "Arrays", 0, 103)]
    assert [item.title for item in read(row).items] == ["Arrays", "Plot"]
    stairs = [box("topic", "Plot", 300, 100), box("topic", "Arrays", 0, 125)]
    assert [item.title for item in read(stairs).items] == ["Plot", "Arrays"]


def test_the_style_of_a_line_without_its_name() -> None:
    """A pattern of dashes makes a line dashed; none, or 0, makes it solid."""
    lines: list[dict[str, Any]] = [
        {"source": "Soil", "target": "Tools", "style": {"strokeDasharray": "0.8 8"}},
        {"source": "Tools", "target": "Seeds", "style": {"strokeDasharray": "0"}},
    ]
    assert needs(read(SPINE, *lines)) == {"Soil": [], "Tools": [], "Seeds": ["Tools"]}


def test_a_circle_is_broken_and_shown() -> None:
    """The line that closes it goes; the first topic from the top stays the first."""
    outline = read(SPINE, line("Soil", "Tools"), line("Tools", "Soil"))
    assert needs(outline)["Tools"] == ["Soil"]
    assert needs(outline)["Soil"] == []
    assert told(outline) == ["Tools -> Soil"]


def test_subtopics_are_parts_of_their_topic() -> None:
    """By a line in any direction, by the stack that they stand in, or one below another part."""
    outline = read(
        [
            box("topic", "Soil", 0, 100),
            box("subtopic", "Clay", 300, 100), box("subtopic", "Sand", 300, 154),
            box("subtopic", "Fine sand ", 600, 154), box("subtopic", "Peat", 0, 154),
            box("subtopic", "Far", 0, 900),
        ],
        line("Clay", "Soil", "dashed"), line("Sand", "Fine sand", "dashed"),
    )  # fmt: skip
    assert [(title, parent) for title, parent, _ in shape(outline)] == [
        ("Soil", ""), ("Clay", "Soil"), ("Peat", "Soil"), ("Sand", "Soil"), ("Fine sand", "Sand"),
        ("Far", ""),
    ]  # fmt: skip


def test_a_frame_belongs_to_the_topic_that_a_line_leads_to() -> None:
    """The text at its top is the heading of what is inside, even if the line is a drawn box."""
    frame = [
        box("section", "", 300, 100, 250, 300, id="frame"),
        box("label", " Kinds of soil ", 320, 105),
        box("subtopic", "Clay", 320, 150), box("subtopic", "Sand", 320, 260),
    ]  # fmt: skip
    expected = [
        ("Soil", "", "Kinds of soil"), ("Clay", "Soil", "Kinds of soil"),
        ("Sand", "Soil", "Kinds of soil"),
    ]  # fmt: skip
    soil = box("topic", "Soil", 0, 100)
    assert shape(read([soil, *frame], line("Soil", "frame", "dashed"))) == expected
    drawn = box("horizontal", "horizontal node", 200, 115, 100, 20)
    assert shape(read([soil, *frame, drawn])) == expected


def test_an_upright_box_for_a_line_is_an_order() -> None:
    """What stands above comes first, as with a solid line; dashes make it none."""
    nodes = [box("topic", "Soil", 0, 0), box("topic", "Seeds", 0, 200)]
    drawn = box("vertical", "vertical node", 90, 49, 20, 151)
    assert needs(read([*nodes, drawn]))["Seeds"] == ["Soil"]
    drawn["data"]["style"] = {"strokeDasharray": "0.8 8"}
    assert needs(read([*nodes, drawn]))["Seeds"] == []


def test_a_level_box_for_a_line_is_no_order() -> None:
    """It may lead either way: it only connects."""
    drawn = box("horizontal", "horizontal node", 200, 15, 100, 20)
    outline = read([box("topic", "Soil", 0, 0), box("topic", "Seeds", 300, 0), drawn])
    assert needs(outline) == {"Soil": [], "Seeds": []}


def test_headings_by_a_line_or_right_above() -> None:
    """A paragraph that leads to a topic, or stands above it, is its section, without blanks."""
    outline = read(
        [
            box("paragraph", "Basics ", -400, 90), box("topic", "Soil", 0, 100),
            box("paragraph", "Later", 0, 460, 200, 30), box("topic", "Seeds", 0, 500),
            box("paragraph", "By the way", 900, 900),
        ],
        line("Basics", "Soil"),
    )  # fmt: skip
    assert shape(outline) == [("Soil", "", "Basics"), ("Seeds", "", "Later")]
    assert told(outline) == ["By the way"]


def test_labels_below_a_topic_are_its_checks() -> None:
    """One below the other, as a list of points; a label nearer to what follows is its heading."""
    outline = read([
        box("topic", "Soil", 0, 0), box("label", "Dig a hole", 10, 60, 100, 38),
        box("label", "Smell it", 10, 85, 100, 38), box("label", "Growing", 10, 300, 100, 38),
        box("topic", "Seeds", 0, 340), box("label", "Sow", 10, 394, 100, 38),
        box("topic", "Water", 0, 432),
    ])  # fmt: skip
    assert [item.checks for item in outline.items] == [("Dig a hole", "Smell it"), ("Sow",), ()]
    assert shape(outline)[1] == ("Seeds", "", "Growing")


def test_entries_of_a_checklist_are_items() -> None:
    """Each one, although copies of a checklist have the same ids."""
    entries = [{"id": "1", "label": "One"}, {"id": "2", "label": "Two"}]
    nodes = [
        box("topic", "Soil", 0, 0),
        box("checklist", "", 300, 0, 200, 80, id="a", checklists=entries),
        box("checklist", "", 300, 500, 200, 80, id="b", checklists=entries[:1]),
    ]
    outline = read(nodes, line("Soil", "a", "dashed"))
    assert [(item.title, item.source, item.parent) for item in outline.items] == [
        ("Soil", "Soil", None), ("One", "a/1", 0), ("Two", "a/2", 0), ("One", "b/1", None),
    ]  # fmt: skip


def test_what_is_left_out_is_shown() -> None:
    """Links elsewhere, strange nodes, nodes without a label, lines to nowhere; no ornaments."""
    outline = read(
        [
            box("topic", "Soil", 0, 0), box("topic", " ", 0, 900, id="empty"),
            box("button", "More", 0, 300, href="https://example.org/"),
            box("linksgroup", "See", 0, 400, links=[{"label": "A", "url": "/a"}, None]),
            box("video", "Film", 0, 500), box("legend", "L", 0, 600), 7,
        ],
        line("Soil", "nowhere"), {"source": "Soil"},
    )  # fmt: skip
    assert told(outline) == [
        "empty", "Film", "7", "2 lines", "More https://example.org/", "A /a", "See",
    ]  # fmt: skip


def test_an_id_that_is_used_twice() -> None:
    """Both become items, with ids of their own."""
    outline = read([box("topic", "A", 0, 0, id="x"), box("topic", "B", 0, 200, id="x")])
    assert [item.source for item in outline.items] == ["x", "x (2)"]


def test_sections_follow_one_another_in_steps() -> None:
    """Topics with their parts are sections, and several of these make a step; none is split."""
    nodes, lines = [], []
    for n in range(10):
        nodes.append(box("topic", f"T{n}", 0, 300 * n))
        nodes += [box("subtopic", f"P{n}{m}", 300, 300 * n + 54 * m) for m in range(4)]
        lines.append(line(f"T{n}", f"P{n}0", "dashed"))
        lines += [line(f"T{n - 1}", f"T{n}")] if n else []
    outline = read(nodes, *lines)
    tops = [section.title for section in outline.sections if section.parent is None]
    assert tops == ["Step 1", "Step 2", "Step 3", "Step 4"]
    assert len(outline.sections) == 4 + 10
    for item in outline.items:
        if item.parent is not None:
            assert outline.items[item.parent].section == item.section


@pytest.mark.parametrize(
    "document", [{}, [], {"nodes": {}}, {"nodes": [box("label", "x", 0, 0)]}, {"nodes": []}]
)
def test_what_is_no_roadmap_is_refused(document: object) -> None:
    """In words, before anything is written; a drawing of too many nodes as well."""
    assert document == {"nodes": [box("label", "x", 0, 0)]} or not roadmap_sh.recognizes(document)
    with pytest.raises(UnreadableError, match="roadmap"):
        roadmap_sh.read(document, "x")
    with pytest.raises(UnreadableError, match="more than 2,000"):
        read([box("topic", "x", 0, 0)] * 2001)


def test_a_graph_is_no_roadmap() -> None:
    """Nodes without a place belong to another format."""
    assert roadmap_sh.recognizes({"nodes": [box("topic", "x", 0, 0)]})
    assert not roadmap_sh.recognizes({"nodes": [{"id": "a", "title": "A"}]})


values = st.none() | st.integers() | st.floats() | st.text(max_size=3)
places = st.sampled_from([0, 10, 49, 60, 100, 200, 1e300]) | values
nodes = st.builds(
    lambda kind, name, label, x, y, size: {
        "id": name, "type": kind, "position": {"x": x, "y": y}, "width": size,
        "data": {"label": label, "checklists": [{"id": name, "label": label}]},
    },
    st.sampled_from(["topic", "subtopic", "checklist", "label", "paragraph", "section", "vertical",
                     "horizontal", "button", "linksgroup", "x"]),
    st.sampled_from("abcdef"), st.sampled_from(["", "A", " B "]) | values, places, places, places,
)  # fmt: skip
ends = st.sampled_from("abcdefg")


@examples()
@given(
    st.lists(nodes, max_size=12),
    st.lists(st.builds(line, ends, ends, st.sampled_from(["solid", "dashed"])), max_size=12),
)
def test_any_drawing_is_an_outline_or_refused(drawn: list[Node], lines: list[Any]) -> None:
    """Every topic with a label is an item once, parents stand before parts, needs before items."""
    try:
        outline = read([box("topic", "first", 0, 0), *drawn], *lines)
    except UnreadableError:  # pragma: no cover - there is always a topic
        raise AssertionError from None
    sources = [item.source for item in outline.items]
    assert len(set(sources)) == len(sources)
    for index, item in enumerate(outline.items):
        assert item.title
        assert item.parent is None or item.parent < index
        assert item.section is not None
        assert all(sources.index(need.name) < index for need in item.requires)
    for index, section in enumerate(outline.sections):
        assert section.title
        assert section.parent is None or section.parent < index
