"""Marks of Obsidian and its Tasks plugin in the text of a box."""

import pytest

from dlroadmap.authoring.outline import Need
from exchange.reading.outlines import dropped, only, outline


@pytest.mark.parametrize(
    "mark",
    ["✅ 2024-05-01", "✅2024-05-01", "@done(2024-05-01)", "@done(2024-05-01 10:30)",
     "[completion:: 2024-05-01]"],
)  # fmt: skip
def test_the_day_of_a_tick(mark: str) -> None:
    """A checked box has the day that stands behind it, and one that is not checked has none."""
    item = only(f"- [x] Read {mark}")
    assert (item.title, item.on) == ("Read", "2024-05-01")
    assert only(f"- [ ] Read {mark}").on == ""


@pytest.mark.parametrize("day", ["2024-02-31", "2024-13-01"])
def test_a_day_that_there_is_not(day: str) -> None:
    """A day that no calendar has is none."""
    item = only(f"- [x] Read ✅ {day}")
    assert (item.title, item.on) == ("Read", "")


def test_other_days_go() -> None:
    """Days of creation, start, schedule and due, and how often it repeats, are in no title."""
    days = "➕ 2024-01-01 🛫 2024-01-02 ⏳ 2024-01-03 📅 2024-01-04 🔁 every week"
    assert only(f"- [ ] Read {days} [due:: 2024-01-05]").title == "Read"


@pytest.mark.parametrize(
    ("mark", "priority"),
    [("🔺", "essential"), ("⏫", "essential"), ("🔼", "important"), ("🔽", "useful"),
     ("⏬", "useful"), ("⏬\ufe0f", "useful")],
)  # fmt: skip
def test_priorities(mark: str, priority: str) -> None:
    """Arrows are priorities."""
    item = only(f"- [ ] Read {mark} 📅 2024-01-04")
    assert (item.title, item.priority) == ("Read", priority)


def test_links_to_notes() -> None:
    """A link to a note is its alias, or the name of the note; what is embedded goes."""
    assert only("- [ ] [[a note|Alias]] and [[Other]] ![[image.png]]").title == "Alias and Other"
    assert only("- [ ] `[[a|b]]` and \\[[c]]").title == "[[a|b]] and [[c]]"


def test_ids() -> None:
    """The id of a block or a task is the item's source, and what it waits for comes first."""
    item = only("- [ ] Read ^my-id")
    assert (item.title, item.source) == ("Read", "my-id")
    item = only("- [ ] Read 🆔 abc ⛔ x1, y2")
    assert (item.title, item.source, item.requires) == ("Read", "abc", (Need("x1"), Need("y2")))
    assert only("- [ ] 2^n and a ^ b").title == "2^n and a ^ b"


def test_tags() -> None:
    """Tags around a title are taken out, those in it are words too, and C# is none."""
    item = only("- [ ] #read Vectors in #numpy by hand #math/linear #math #1 🔼")
    assert item.title == "Vectors in #numpy by hand #math/linear #math #1"
    assert item.tags == ("read", "numpy", "math/linear", "math")
    item = only("- [ ] Learn C# and F#, issue #12 #lang")
    assert (item.title, item.tags) == ("Learn C# and F#, issue #12", ("lang",))
    assert only("- [ ] `#include` \\#define").tags == ()
    assert only("- [ ] #todo").title == "#todo"


def test_marks_in_links_and_code_are_text() -> None:
    """What stands in code, or in the text of a link, is no mark."""
    item = only("- [x] `@done(2024-05-01)` [#tag](https://example.org)")
    assert (item.title, item.on, item.tags) == ("@done(2024-05-01) #tag", "", ())


@pytest.mark.parametrize(
    ("mark", "priority"),
    [("[priority:: high]", "essential"), ("(priority:: medium)", "important"),
     ("[Priority::low]", "useful"), ("[priority:: soon]", "")],
)  # fmt: skip
def test_priorities_in_words(mark: str, priority: str) -> None:
    """Fields of Dataview say the same as arrows."""
    item = only(f"- [ ] Read {mark}")
    assert (item.title, item.priority) == ("Read", priority)


def test_days_with_dots() -> None:
    """They are read, and a day in a form that is not known stays in the title with its mark."""
    item = only("- [x] Read ✅ 31.01.2024")
    assert (item.title, item.on) == ("Read", "2024-01-31")
    item = only("- [x] Read ✅ 01/02/2024")
    assert (item.title, item.on) == ("Read ✅ 01/02/2024", "")


def test_highlights() -> None:
    """Their marks go, but not from code, and not where they are no pair."""
    assert only("- [ ] ==Read== it").title == "Read it"
    assert only("- [ ] `a ==b== c` == d ==").title == "a ==b== c == d =="


def test_comments() -> None:
    """Their boxes are recorded; lines count on; what begins like one in code is none."""
    found = outline("""
        - [ ] a %%- [ ] inside%%

        %%
        - [ ] hidden
        - [x] as well
        %%

        ```
        %% a
        ```

        - [x] b %% %%
        - [ ] `%%time` and `%%bash`
        - [ ] 100%%
        """)
    assert [(item.line, item.title) for item in found.items] == [
        (1, "a"), (12, "b"), (13, "%%time and %%bash"), (14, "100%%"),
    ]  # fmt: skip
    assert dropped(found) == [
        (1, "- [ ] inside", "a box in a comment"),
        (4, "- [ ] hidden", "a box in a comment"),
        (5, "- [x] as well", "a box in a comment"),
    ]


def test_properties_of_a_note() -> None:
    """They are no description."""
    found = outline("# N\n\nUp:: [[Home]]\nStatus:: #active\n\nWhat it is.\n\n- [ ] a\n")
    assert found.description == "What it is."
