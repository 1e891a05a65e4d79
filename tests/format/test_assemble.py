"""References resolved and the whole checked: within a curriculum and across several."""

from pathlib import Path

import pytest

from curriculum.making import (
    assembly,
    category,
    curriculum,
    findings_of,
    item,
    made,
    main_file,
    message,
    told,
)
from curriculum.making import write as write_files
from dlroadmap.lint.rules import describe


def check(folder: Path, files: dict[str, str], name: str = "home.yaml") -> str:
    """See that the files have the faults that are marked in them; return their messages."""
    expected = write_files(folder, files)
    result = assembly(folder / name)
    findings = describe(result.all_faults)
    assert told(findings, folder) == expected
    assert (result.curriculum is None) == any(f.severity == "error" for f in findings)
    return "\n".join(finding.message for finding in findings)


def alone(folder: Path, *items: str, **more: str) -> str:
    return check(folder, {"home.yaml": curriculum(*items, **more)})


# Ids


def test_item_ids_are_unique(tmp_path: Path) -> None:
    """An item defined twice in one file is told at the second id, with the first's line."""
    words = alone(tmp_path, item("a"), item("b"), "id: «S105»a\ntitle: A\nkind: concept")
    assert "line 11" in words


def test_item_ids_are_unique_across_files(tmp_path: Path) -> None:
    """An item defined in two files is told in the second, and names the first file and line."""
    words = check(
        tmp_path,
        {
            "curriculum.yaml": main_file("one: [x]", "two: [y]"),
            "one/x.yaml": category("x", item("a")),
            "two/y.yaml": category("y", "title: A\nid: «S105»a\nkind: concept"),
        },
        "curriculum.yaml",
    )
    assert "one/x.yaml:4" in words


def test_level_and_category_ids_are_unique(tmp_path: Path) -> None:
    """Levels have ids of their own among all levels, categories among those of their level."""
    one = "  - id: one\n    title: L\n    categories:\n      - {id: cat, title: C, items: []}\n"
    text = curriculum(item("a")) + one.replace("id: one", "id: «S105»one")
    text += one.replace("id: one", "id: two")
    text += "      - {id: «S105»cat, title: C, items: []}\n"
    assert "line 5" in check(tmp_path, {"home.yaml": text})


@pytest.mark.parametrize(
    "items",
    [
        [item("a", "formerly: [«S105»b]"), item("b")],
        [item("a"), item("b", "formerly: [«S105»a]")],
        [item("a", "formerly: [«S105»a]")],
    ],
)
def test_former_id_of_a_living_item(tmp_path: Path, items: list[str]) -> None:
    """An id in use is nobody's former id, or the progress of one item would go to another."""
    alone(tmp_path, *items)


def test_former_id_of_two(tmp_path: Path) -> None:
    """Two items cannot both have had one id."""
    alone(tmp_path, item("a", "formerly: [c]"), item("b", "formerly: [«S105»c]"))


def test_retired_id_of_a_living_item(tmp_path: Path) -> None:
    """An id in use cannot be retired."""
    alone(tmp_path, item("a"), head="retired: {«S105»a: ~}")


# References


def test_repeated_references(tmp_path: Path) -> None:
    """What stands twice in one list is a warning at the second place, and counts once."""
    items = (
        item("a", "covers: [b, «S107»b, «S107»home/b]"),
        item("b"),
        "«S107»a",
        item("c"),
        "«S107»home/c",
    )
    level = "ready_when: [a, «S107»a]"
    check(tmp_path, {"home.yaml": curriculum(*items, level=level)})
    result = assembly(tmp_path / "home.yaml").curriculum
    assert result is not None
    assert result.levels[0].categories[0].items == ("home/a", "home/b", "home/c")
    assert result.items["home/a"].covers == ("home/b",)


def test_repeated_prerequisites(tmp_path: Path) -> None:
    """A prerequisite named twice is a warning at the second place, as in every other list."""
    alone(tmp_path, item("a", "requires: [b, «S107»b]"), item("b"))


def test_unknown_references(tmp_path: Path) -> None:
    """What a list takes in and nobody defines is a fault, of another kind than a prerequisite."""
    alone(
        tmp_path,
        item("a", "covers: [«S111»nope]", "requires: [«G201»nope]"),
        "«S111»nope",
        "«S111»elsewhere/a",
        "«S111»home/nope",
        level="ready_when: [«S111»nope, a]",
    )


def test_unknown_home_of_a_prerequisite(tmp_path: Path) -> None:
    """A prerequisite in a curriculum that is not there names that curriculum."""
    words = alone(tmp_path, item("a", "requires:", "  - «G201»elsewhere/b: why"))
    assert "`elsewhere`" in words


@pytest.mark.parametrize("prerequisite", ["[«G201»attenton]", "\n  - «G201»attenton: a reason"])
def test_unknown_prerequisite_did_you_mean(tmp_path: Path, prerequisite: str) -> None:
    """A prerequisite that nobody defines is told at its name, with the nearest one."""
    words = alone(tmp_path, item("a", f"requires: {prerequisite}"), item("attention"))
    assert "did you mean `attention`?" in words


def test_renamed_and_retired_hints(tmp_path: Path) -> None:
    """A reference to a former id is told today's id, or that the item is gone."""
    words = alone(
        tmp_path,
        item("a", "requires: [«G201»old-a, «G201»gone, «G201»former]"),
        item("b", "formerly: [former]"),
        head="retired: {old-a: a, gone: ~}",
    )
    assert "it is now `a`" in words
    assert "it is now `b`" in words
    assert "retired" in words


def test_self_prerequisite(tmp_path: Path) -> None:
    """An item that requires itself is told at that place, by a bare id or by its key."""
    alone(tmp_path, item("a", "requires: [«G202»a]"), item("b", "requires: [«G202»home/b, a]"))


@pytest.mark.parametrize(("choose", "fine"), [(1, True), (2, True), (3, False)])
def test_choose(tmp_path: Path, choose: int, fine: bool) -> None:
    """No more can be chosen than there is, in a category and in a level."""
    mark = "" if fine else "«G209»"
    alone(tmp_path, item("a"), item("b"), category=f"choose: {mark}{choose}")
    text = main_file("one: [x, y]") + f"    choose: {mark}{choose}\n"
    files = {
        "curriculum.yaml": text,
        "one/x.yaml": category("x", item("x1")),
        "one/y.yaml": category("y", item("y1")),
    }
    check(tmp_path, files, "curriculum.yaml")


def test_choose_counts_an_item_once(tmp_path: Path) -> None:
    """An item that stands twice in a category does not make more to choose from."""
    alone(tmp_path, item("a"), "«S107»a", category="choose: «G209»2")


# Circles


def test_circle_of_two(tmp_path: Path) -> None:
    """A circle is told once, at the edge where it begins, with every step."""
    words = alone(
        tmp_path,
        item("c", "requires: [a]"),
        item("a", "requires: [c0, «G203»b]"),
        item("b", "requires:", "  - a: a reason"),
        item("c0"),
    )
    assert words == "cycle: `a` requires `b` (line 18), which requires `a` (line 23)"


def test_circle_of_nine(tmp_path: Path) -> None:
    """A long circle is told in order, once, though every item of it is in the circle."""
    items = [item(f"n{n}", f"requires: [{'«G203»' if n == 0 else ''}n{n + 1}]") for n in range(8)]
    words = alone(tmp_path, *items, item("n8", "requires: [n0]"))
    order = [words.index(f"`n{n}`") for n in range(9)]
    assert order == sorted(order)
    assert words.endswith("which requires `n0` (line 46)")


def test_circle_of_very_many(tmp_path: Path) -> None:
    """Of a circle that nobody could read, the first steps are told, and how many are left."""
    items = [item(f"n{n}", f"requires: [{'«G203»' if n == 0 else ''}n{n + 1}]") for n in range(99)]
    words = alone(tmp_path, *items, item("n99", "requires: [n0]"))
    assert words.count("requires") == 12
    assert words.endswith(", and so on through 88 more")


def test_one_finding_for_every_knot(tmp_path: Path) -> None:
    """Circles that share an item are one finding, circles apart are two."""
    alone(
        tmp_path,
        item("a", "requires: [«G203»b, c]"),
        item("b", "requires: [a, c]"),
        item("c", "requires: [a]"),
        item("x", "requires: [«G203»y]"),
        item("y", "requires: [x]"),
    )


def test_circle_through_two_files(tmp_path: Path) -> None:
    """A circle across files of one curriculum is told in the file of its first item."""
    check(
        tmp_path,
        {
            "curriculum.yaml": main_file("one: [x, y]"),
            "one/x.yaml": category("x", item("a", "requires: [«G203»b]")),
            "one/y.yaml": category("y", item("b", "requires: [a]")),
        },
        "curriculum.yaml",
    )


def test_circle_points_at_the_right_home(tmp_path: Path) -> None:
    """Of two prerequisites with one id in two homes the one in the circle is pointed at."""
    check(
        tmp_path,
        {
            "home.yaml": curriculum(
                item("a", "requires: [other/b, «G203»b]"), item("b", "requires: [a]")
            ),
            "other.yaml": curriculum(item("b"), id="other"),
        },
    )


# Several curricula


def test_reference_to_another_curriculum(tmp_path: Path) -> None:
    """An item of another curriculum is taken in under its own key, with all it says."""
    track = made(
        tmp_path,
        {
            "track.yaml": curriculum("home/b", item("z", "requires: [home/a]"), id="track"),
            "home.yaml": curriculum(item("a", "hours: 3"), item("b", "requires: [a]")),
        },
        "track.yaml",
    )
    assert track.levels[0].categories[0].items == ("home/b", "track/z")
    assert track.items["home/b"].title == "Title of b"
    assert [r.key for r in track.items["home/b"].requires] == ["home/a"]
    assert track.hours["home/a"] == 3


def test_items_around_a_track(tmp_path: Path) -> None:
    """A track knows what its items require and cover, through others too, after its own."""
    home = curriculum(
        item("a"),
        item("b", "requires: [a]"),
        item("c", "requires: [b]", "covers: [d]"),
        item("d"),
        item("unrelated", "requires: [c]"),
    )
    files = {"home.yaml": home, "track.yaml": curriculum("home/c", id="track")}
    track = made(tmp_path, files, "track.yaml")
    assert list(track.hours) == ["home/c", "home/b", "home/d", "home/a"]
    assert list(track.locations) == ["home/c"]
    assert list(track.items) == list(track.hours)
    assert dict(track.requires) == {"home/c": ("home/b",), "home/b": ("home/a",)}


def test_track_is_not_blamed_for_its_home(tmp_path: Path) -> None:
    """What is wrong in a home is told in the home's file, and the track is not made."""
    check(
        tmp_path,
        {
            "home.yaml": curriculum(item("a", "requires: [«G201»nope]")),
            "track.yaml": curriculum("home/a", id="track"),
        },
        "track.yaml",
    )


def test_hints_across_curricula(tmp_path: Path) -> None:
    """A reference to an item of a home that was retired or misspelt is told so."""
    home = curriculum(item("attention", "formerly: [old]"), head="retired: {gone: ~}")
    track = curriculum("«S111»home/gone", "«S111»home/attenton", "«S111»home/qqq", id="track")
    words = check(tmp_path, {"home.yaml": home, "track.yaml": track}, "track.yaml").splitlines()
    assert "retired" in words[0]
    assert "did you mean `attention`?" in words[1]
    assert words[2].endswith("in curriculum `home`")


def test_renames_are_followed_across_curricula(tmp_path: Path) -> None:
    """A former id of another curriculum leads to the item of today, whoever has it by now."""
    files = {
        "far.yaml": curriculum(item("b"), id="far"),
        "home.yaml": curriculum(item("a", "formerly: [old]"), head="retired: {gone: far/b}"),
        "track.yaml": curriculum(
            "home/old",
            "home/gone",
            item("own", "requires: [home/old]", "covers: [home/gone]"),
            level="ready_when: [home/old]",
            id="track",
        ),
    }
    track = made(tmp_path, files, "track.yaml")
    assert track.levels[0].categories[0].items == ("home/a", "far/b", "track/own")
    assert track.requires["track/own"] == ("home/a",)
    assert track.items["track/own"].covers == ("far/b",)
    assert track.levels[0].ready_when == ("home/a",)


def test_curricula_that_refer_to_each_other(tmp_path: Path) -> None:
    """Two curricula may take in each other's items, and both can be put together."""
    files = {
        "home.yaml": curriculum(item("a", "requires: [track/z]"), "track/z"),
        "track.yaml": curriculum(item("z"), "home/a", id="track"),
    }
    home = made(tmp_path, files)
    track = made(tmp_path, files, "track.yaml")
    assert set(home.locations) == set(track.locations) == {"home/a", "track/z"}
    assert home.items["home/a"] == track.items["home/a"]


def test_circle_through_two_curricula(tmp_path: Path) -> None:
    """A circle that runs through a home is told in the curriculum's own file, once."""
    files = {
        "home.yaml": curriculum(item("a", "requires: [«G203»track/z]")),
        "track.yaml": curriculum(item("z", "requires: [home/a]"), id="track"),
    }
    words = check(tmp_path, files)
    assert words.startswith("cycle: `a` requires `z` (line 14), which requires `a` (")
    assert words.endswith("track.yaml:14)")


def test_circle_is_told_in_the_own_file_whatever_its_name(tmp_path: Path) -> None:
    """A circle through a home is told in the own file also where the home's comes first."""
    files = {
        "home.yaml": curriculum(item("a", "requires: [track/z]")),
        "track.yaml": curriculum(item("z", "requires: [«G203»home/a]"), id="track"),
    }
    check(tmp_path, files, "track.yaml")


def test_circle_inside_a_home(tmp_path: Path) -> None:
    """A track over a home with a circle is no good curriculum: nothing of it could get ready."""
    write_files(
        tmp_path,
        {
            "home.yaml": curriculum(item("a", "requires: [b]"), item("b", "requires: [a]")),
            "track.yaml": curriculum("home/a", id="track"),
        },
    )
    assert assembly(tmp_path / "track.yaml").curriculum is None


def test_neighbor_with_another_file_name(tmp_path: Path) -> None:
    """A neighbor is found by the id it carries when no file has its name."""
    files = {"file.yaml": curriculum(item("a")), "track.yaml": curriculum("home/a", id="track")}
    assert "home/a" in made(tmp_path, files, "track.yaml").items


# What comes out


def test_item_placed_twice(tmp_path: Path) -> None:
    """An item may stand in two categories; its place is the first."""
    text = curriculum("b", item("a")) + "      - {id: more, title: M, items: [a, {id: b, title: B,"
    text += " kind: concept}]}\n"
    result = made(tmp_path, {"home.yaml": text})
    assert [part.items for part in result.levels[0].categories] == [
        ("home/b", "home/a"),
        ("home/a", "home/b"),
    ]
    assert [(key, part.id) for key, (_, part) in result.locations.items()] == [
        ("home/b", "cat"),
        ("home/a", "cat"),
    ]
    assert list(result.items) == ["home/b", "home/a"]


def test_renames_are_followed_to_the_end(tmp_path: Path) -> None:
    """A chain of renames leads to today's key, or to nothing where its last link is gone."""
    result = made(
        tmp_path,
        {
            "home.yaml": curriculum(
                item("d", "formerly: [c]"), head="retired: {a: b, b: c, x: y, y: ~, m: other/n}"
            ),
            "other.yaml": curriculum(item("n"), id="other"),
        },
    )
    assert dict(result.renames) == {
        "home/a": "home/d", "home/b": "home/d", "home/c": "home/d",
        "home/x": None, "home/y": None, "home/m": "other/n",
    }  # fmt: skip


def test_renames_of_homes(tmp_path: Path) -> None:
    """A track knows the former keys of the homes that it draws on."""
    files = {
        "home.yaml": curriculum(item("a", "formerly: [old]")),
        "track.yaml": curriculum("home/a", id="track", head="retired: {mine: home/old}"),
    }
    track = made(tmp_path, files, "track.yaml")
    assert dict(track.renames) == {"home/old": "home/a", "track/mine": "home/a"}


def test_renames_in_a_circle_end(tmp_path: Path) -> None:
    """Renames that lead back to themselves do not hang."""
    write_files(tmp_path, {"home.yaml": curriculum(item("z"), head="retired: {a: b, b: a}")})
    result = assembly(tmp_path / "home.yaml")
    assert result.draft.broken or result.curriculum is not None


def test_all_that_a_file_says(tmp_path: Path) -> None:
    """Every field of the format arrives in the curriculum."""
    text = (
        "format: 1\nid: home\ntitle: My  home\ndescription: About\nhours_per_week: 12.5\n"
        "levels:\n  - id: one\n    title: One\n    description: First\n    weeks: 12-18\n"
        "    choose: 1\n    ready_when: [a]\n    categories:\n      - id: cat\n        title: Cat\n"
        "        description: Group\n        choose: 1\n"
        "        resources: [{title: R, url: 'https://r.org', type: course}]\n        items:\n"
        "          - {id: b, title: B, kind: skill}\n"
        "          - id: a\n            title: A\n            summary: S\n            kind: tool\n"
        "            priority: useful\n            hours: 4.0\n            requires: [b: needed]\n"
        "            covers: [b]\n            checks: [C]\n            aliases: [AA]\n"
        "            tags: [t]\n            resources:\n"
        "              - {title: P, url: 'https://p.org', type: paper, cost: paid}\n"
    )
    home = made(tmp_path, {"home.yaml": text})
    assert (home.id, home.title, home.description) == ("home", "My home", "About")
    assert home.hours_per_week == 12.5
    [level] = home.levels
    assert (level.id, level.title, level.description) == ("one", "One", "First")
    assert (level.weeks, level.choose, level.ready_when) == ((12, 18), 1, ("home/a",))
    [part] = level.categories
    assert (part.id, part.title, part.description, part.choose) == ("cat", "Cat", "Group", 1)
    [book] = part.resources
    assert (book.title, book.url, book.type, book.cost) == ("R", "https://r.org", "course", "free")
    found = home.items["home/a"]
    assert (found.key, found.home, found.id, found.title) == ("home/a", "home", "a", "A")
    assert (found.summary, found.kind, found.priority, found.hours) == ("S", "tool", "useful", 4)
    assert [(r.key, r.because) for r in found.requires] == [("home/b", "needed")]
    assert (found.covers, found.checks, found.aliases, found.tags) == (
        ("home/b",), ("C",), ("AA",), ("t",),
    )  # fmt: skip
    assert [(r.type, r.cost) for r in found.resources] == [("paper", "paid")]
    assert dict(home.hours) == {"home/b": None, "home/a": 4}
    assert dict(home.priority) == {"home/a": "useful"}
    assert home.items["home/b"].priority == "important"


def test_every_finding_says_what_it_means(tmp_path: Path) -> None:
    """A missing category names the reference that leads nowhere."""
    write_files(tmp_path, {"home.yaml": curriculum("elsewhere/thing")})
    words = message(findings_of(assembly(tmp_path / "home.yaml")), "S111")
    assert "`elsewhere/thing`" in words
