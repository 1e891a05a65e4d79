"""Levels and categories of a list, and where everything stands."""

from dlroadmap.authoring.outline import Link, Listed, Need, Section

from .lists import entries, layout, outline, planted, read


def test_headings_make_levels_and_categories() -> None:
    """The outermost headings that divide are levels, and a deeper title follows its category's."""
    sections = (
        Section("The page"),
        Section("Basics", parent=0),
        Section("Advanced:", parent=0),
        Section("Trees", parent=2),
        Section("Heaps", parent=3),
        Section("Empty", parent=2),
    )
    listed = [Listed("Big O", section=1), Listed("Plan", section=2), Listed("BST", section=3)]
    found = planted(outline([*listed, Listed("Push", section=4)], *sections))
    assert layout(found) == [
        ("Basics", [("Basics", ["Big O"])]),
        ("Advanced", [("Advanced", ["Plan"]), ("Trees", ["BST"]), ("Trees: Heaps", ["Push"])]),
    ]


def test_what_stands_above_all_headings_comes_first() -> None:
    """Items without a heading have a level that is called like the list."""
    found = planted(outline(["Loose", Listed("Under", section=0)], "Part one"))
    assert layout(found) == [
        ("A list", [("A list", ["Loose"])]),
        ("Part one", [("Part one", ["Under"])]),
    ]


def test_a_list_that_nothing_divides_is_one_level() -> None:
    """Without headings there is one level; a single heading names it."""
    assert layout(planted(outline(["One", "Two"]))) == [("All", [("All", ["One", "Two"])])]
    one = planted(outline([Listed("One", section=0), Listed("Two", section=0)], "Week 1"))
    assert layout(one) == [("Week 1", [("Week 1", ["One", "Two"])])]


def test_boxes_around_everything_are_levels() -> None:
    """Without headings, boxes that all have boxes in them divide the list; they come last."""
    listed = ["Week 1", Listed("Read", parent=0), "Week 2", Listed("Write", parent=2)]
    assert layout(planted(outline(listed))) == [
        ("Week 1", [("Week 1", ["Read", "Week 1"])]),
        ("Week 2", [("Week 2", ["Write", "Week 2"])]),
    ]


def test_prerequisites_make_bands() -> None:
    """Without headings, what builds on something stands on a later level, and it is told."""
    names = ["E", "D", "C", "B", "A"]
    listed = [
        Listed(name, requires=(Need(names[n + 1]),) if n < 4 else ())
        for n, name in enumerate(names)
    ]
    found = planted(outline(listed))
    assert [title for title, _ in layout(found)] == [f"Step {n}" for n in range(1, 6)]
    assert [part[0][1] for _, part in layout(found)] == [["A"], ["B"], ["C"], ["D"], ["E"]]
    assert [one.text for one in found.dropped] == ["Step 1 to Step 5"]


def test_a_box_stands_behind_its_boxes_and_requires_them() -> None:
    """A parent box is learned last; only its own parts are named."""
    listed = ["Stacks", Listed("Push", parent=0), Listed("Deep", parent=1), Listed("Pop", parent=0)]
    found = planted(outline(listed))
    assert layout(found)[0][1][0][1] == ["Deep", "Push", "Pop", "Stacks"]
    assert entries(found)["stacks"]["requires"] == ["push", "pop"]
    assert entries(found)["push"]["requires"] == ["deep"]


def test_what_is_required_of_a_later_level_is_told() -> None:
    """An item cannot require what comes on a later level; the report says so by line."""
    listed = [Listed("Early", 3, 0, requires=(Need("Late"),)), Listed("Late", 9, 1)]
    found = planted(outline(listed, "First", "Second"))
    assert [(d.line, d.text, d.why) for d in found.dropped] == [
        (3, "Early requires Late", "it is on a later level")
    ]


def test_links_of_headings_are_kept() -> None:
    """Links of a heading are its category's; without items they go to what follows, else last."""
    links = [(Link(f"Page {n}", f"https://example.org/{n}"),) for n in range(3)]
    sections = (
        Section("Books", links=links[0]),
        Section("Work", links=links[1]),
        Section("Films", links=links[2]),
    )
    found = planted(outline([Listed("Do", section=1)], *sections))
    resources = read(found)["levels"][0]["categories"][0]["resources"]
    assert [one["title"] for one in resources] == ["Page 0", "Page 1", "Page 2"]
    assert not found.dropped


def test_choices_and_weeks_are_kept_within_what_there_is() -> None:
    """`choose` and `weeks` stay with their heading; more than there is to choose from is told."""
    section = Section("One of these", description="Pick.", choose=1, weeks=(2, 3.5))
    listed = [Listed("A", section=0), Listed("B", section=0), Listed("C", section=1)]
    found = planted(outline(listed, section, Section("Too many", choose=2)))
    first, second = (level["categories"][0] for level in read(found)["levels"])
    assert (first["choose"], first["weeks"], first["description"]) == (1, "2-3.5", "Pick.")
    assert "choose" not in second
    assert [one.why for one in found.dropped] == ["there are only 1 to choose from"]


def test_boxes_without_a_title_still_name_their_levels() -> None:
    """A level after a box that is nothing but a link is called after what it links to."""
    listed = [
        Listed("", 1, links=(Link("", "https://a.org/x"),)),
        Listed("One", 2),
        Listed("Part", 3, parent=0),
        Listed("Another part", 4, parent=1),
    ]
    assert [title for title, _ in layout(planted(outline(listed)))] == ["a.org/x", "One"]
