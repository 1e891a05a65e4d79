"""Checklists: whatever stands in a title, Markdown shows it as it is."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlroadmap.exchange.plan_markdown import checklist, escape, export_plan
from dlroadmap.guide.pace import Rate
from dlroadmap.guide.plan import make_plan
from dlroadmap.text import clean
from guide.building import category, curriculum, level, progress


@pytest.mark.parametrize(
    ("title", "escaped"),
    [
        ("Learn C #", r"Learn C \#"),
        ("# no heading", r"\# no heading"),
        ("R&D &amp; &copy; &#35;", r"R&D \&amp; \&copy; &\#35;"),
        ("a_b *c* `d` [e](f) <g> h|i ~j~ \\k", r"a\_b \*c\* \`d\` \[e\](f) \<g\> h\|i \~j\~ \\k"),
    ],
)
def test_marks_are_escaped(title: str, escaped: str) -> None:
    """What Markdown would take for a mark has a backslash before it, all else has none."""
    assert escape(title) == escaped


def test_a_checklist() -> None:
    """A title, its words, and a list of boxes below the heading of each week."""
    sections = {"Week #1": ["Vectors", "C# & C"], "Week 2": ["a &lt; b"]}
    assert checklist("Plan: C #", ["1 hour", ""], sections) == (
        "# Plan: C \\#\n\n1 hour\n\n"
        "## Week \\#1\n\n- [ ] Vectors\n- [ ] C\\# & C\n\n"
        "## Week 2\n\n- [ ] a \\&lt; b\n"
    )


def test_a_plan_is_a_checklist_of_its_weeks() -> None:
    """The finish stands above, each week is a section, and nothing left is told as that."""
    track = curriculum(level(category("a", "b")), hours={"a": 3.0, "b": 1.0})
    now = datetime(2026, 3, 19, tzinfo=UTC)
    plan = make_plan(track, progress(), ["a", "b"], date(2026, 3, 16), Rate(2, "option"))
    assert export_plan(plan, track, "Two", now) == (
        "# Plan: Two\n\n"
        "4 hours, 2 a week: done around 2026-03-29 (likely range: 2026-03-29 to 2026-04-05).\n\n"
        "## Week of 2026-03-16 (2 hours)\n\n- [ ] A (2 of 3 hours)\n\n"
        "## Week of 2026-03-23 (2 hours)\n\n- [ ] A (1 of 3 hours)\n- [ ] B (1 hour)\n"
    )
    nothing = make_plan(track, progress(), [], date(2026, 3, 16), Rate(2, "option"))
    assert export_plan(nothing, track, "Two", now) == "# Plan: Two\n\nNothing is left to do.\n"


marks = ["#", " #", "&", "&amp;", "&#35;", "&lt", *"*_`[]()<>|~\\!-+.1 "]
titles = st.lists(st.sampled_from(marks) | st.characters(), max_size=8).map("".join).map(clean)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(titles)
def test_any_title_comes_back(title: str) -> None:
    """A reader of Markdown finds one heading and one box, with the text that was put in."""
    markdown_it = pytest.importorskip("markdown_it")
    reader = markdown_it.MarkdownIt().enable(["table", "strikethrough"])
    read = reader.parse(checklist(f"Plan: {title}", [], {"Week": [title]}))
    kinds = [token.type for token in read if token.nesting == 1]
    lists = ["bullet_list_open", "list_item_open", "paragraph_open"]
    assert kinds == ["heading_open", "heading_open", *lists]
    inside = [token.children for token in read if token.type == "inline"]
    assert all(child.type == "text" for children in inside for child in children)
    texts = ["".join(child.content for child in children) for children in inside]
    assert texts == [f"Plan: {title}".rstrip(), "Week", f"[ ] {title}".rstrip()]
