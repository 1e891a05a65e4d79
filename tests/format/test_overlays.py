"""Overlays: what they inherit, hide, change and add, and what is left out when a base changes."""

from itertools import pairwise
from pathlib import Path

import pytest

from curriculum.making import (
    assembly,
    category,
    curriculum,
    findings_of,
    item,
    main_file,
    message,
    told,
)
from curriculum.making import write as write_files
from dlroadmap.curriculum.model import Changed, Curriculum
from dlroadmap.lint.rules import describe

BASE = """\
format: 1
id: base
title: Base
audience: Take it if you like.
assumes: [known]
hours_per_week: 5
levels:
  - id: one
    title: One
    choose: 2
    ready_when: [b]
    categories:
      - id: cat
        title: Cat
        choose: 2
        items:
          - {id: a, title: A, kind: concept, hours: 2, checks: [Old], resources: []}
          - {id: b, title: B, kind: concept, formerly: [b-old], requires: [a: first]}
          - {id: known, title: Known, kind: concept}
      - id: dog
        title: Dog
        items:
          - {id: d, title: D, kind: skill, requires: [b]}
  - id: two
    title: Two
    categories:
      - id: cat
        title: Second cat
        items:
          - {id: e, title: E, kind: skill, requires: [d]}
          - far/f
retired: {gone: ~}
"""
FAR = curriculum(item("f"), item("e"), id="far")


def overlay(*lines: str, base: str = "base", id: str = "mine") -> str:
    """Return the file of an overlay with these lines."""
    head = ["format: 1", f"id: {id}", "title: Mine", f"extends: {base}"]
    return "\n".join([*head, *lines, ""])


def laid(folder: Path, *lines: str, **more: str) -> tuple[Curriculum, str]:
    """Return an overlay over the base, found to have the faults that are marked; their words."""
    files = {"base.yaml": BASE, "far.yaml": FAR, "mine.yaml": overlay(*lines), **more}
    expected = write_files(folder, files)
    result = assembly(folder / "mine.yaml")
    findings = findings_of(result)
    assert told(findings, folder) == expected
    assert result.curriculum is not None
    return result.curriculum, "\n".join(finding.message for finding in findings)


def outline(made: Curriculum) -> dict[str, str]:
    """Return the items of every category by its name."""
    return {where.name: " ".join(where.category.items) for where in made.categories}


WHOLE = {
    "one/cat": "base/a base/b base/known",
    "one/dog": "base/d",
    "two/cat": "base/e far/f",
}


def test_an_overlay_that_says_nothing_is_its_base(tmp_path: Path) -> None:
    """All of the base is there, in its order, under its keys, with what it assumes and says."""
    mine, _ = laid(tmp_path)
    assert outline(mine) == WHOLE
    assert (mine.id, mine.title, mine.extends) == ("mine", "Mine", "base")
    assert (mine.audience, mine.hours_per_week) == ("Take it if you like.", 5)
    assert mine.assumes == ("base/known",)
    assert mine.levels[0].ready_when == ("base/b",)
    assert mine.requires["base/b"] == ("base/a",)
    assert mine.renames["base/b-old"] == "base/b"


def test_what_is_said_anew_is_not_inherited(tmp_path: Path) -> None:
    """Audience, pace and what is assumed may be said anew; an empty list assumes nothing."""
    mine, _ = laid(tmp_path, "audience: Me", "hours_per_week: 9", "assumes: [a]")
    assert (mine.audience, mine.hours_per_week, mine.assumes) == ("Me", 9, ("base/a",))
    assert laid(tmp_path, "assumes: []")[0].assumes == ()


def test_hiding(tmp_path: Path) -> None:
    """Hidden items, categories and levels are gone, choices fall, and what is emptied vanishes."""
    mine, _ = laid(tmp_path, "hide: {items: [known, d], levels: [two]}")
    assert outline(mine) == {"one/cat": "base/a base/b"}
    assert mine.levels[0].choose == 1
    assert mine.levels[0].categories[0].choose == 2
    assert laid(tmp_path, "hide: {items: [a, known]}")[0].levels[0].categories[0].choose == 1
    mine, _ = laid(tmp_path, "hide: {categories: [«S114»one/cat, two/cat]}")
    assert outline(mine) == {"one/dog": "base/d"}
    assert mine.levels[0].ready_when == ()


def test_an_item_is_no_category_of_that_name(tmp_path: Path) -> None:
    """Where a level has the id of the base, `base/cat` is an item in one list, not in the other."""
    base = BASE.replace("id: one\n", "id: base\n").replace("id: d,", "id: cat,")
    base = base.replace("requires: [d]", "requires: [cat]")
    more = {"base.yaml": base}
    mine, _ = laid(tmp_path, "hide: {items: [base/cat]}", **more)
    assert outline(mine) == {"base/cat": WHOLE["one/cat"], "two/cat": WHOLE["two/cat"]}
    mine, _ = laid(tmp_path, "hide: {categories: [«S114»base/cat]}", **more)
    assert outline(mine) == {"base/dog": "base/cat", "two/cat": WHOLE["two/cat"]}


def test_hidden_items_are_looked_through(tmp_path: Path) -> None:
    """What requires a hidden item still does, so that commands look through it."""
    mine, _ = laid(tmp_path, "hide: {items: [d]}")
    assert mine.requires["base/e"] == ("base/d",)
    assert mine.knows("base/d")
    assert "base/d" not in mine.locations


def test_changes(tmp_path: Path) -> None:
    """Values are replaced, lists are added to, and what changed is known."""
    mine, _ = laid(
        tmp_path,
        "change:",
        "  a: {hours: 6, priority: useful, checks: [New], tags: [t], aliases: [aa]}",
        "  e: {requires: [a: it helps], resources: [{title: T, url: 'https://x.org', type: book}]}",
    )
    a, e = mine.items["base/a"], mine.items["base/e"]
    assert (a.hours, a.priority, a.checks, a.tags, a.aliases) == (
        *(6, "useful", ("Old", "New")),
        *(("t",), ("aa",)),
    )
    assert mine.hours["base/a"] == 6
    assert mine.priority == {"base/a": "useful"}
    assert [(r.key, r.because) for r in e.requires] == [("base/d", ""), ("base/a", "it helps")]
    assert mine.requires["base/e"] == ("base/d", "base/a")
    assert [resource.title for resource in e.resources] == ["T"]
    assert mine.changed == (
        Changed("base/a", "mine", "hours", 2, 6, ()),
        Changed("base/a", "mine", "priority", "important", "useful", ()),
        Changed("base/a", "mine", "checks", None, None, ("New",)),
        Changed("base/a", "mine", "aliases", None, None, ("aa",)),
        Changed("base/a", "mine", "tags", None, None, ("t",)),
        Changed("base/e", "mine", "requires", None, None, ("base/a",)),
        Changed("base/e", "mine", "resources", None, None, ("T",)),
    )


def test_additions_stand_last(tmp_path: Path) -> None:
    """Items, categories and levels are added at the end; what is hidden and taken in is moved."""
    mine, _ = laid(
        tmp_path,
        "hide: {items: [d, a]}",
        "levels:",
        "  - id: one",
        "    categories:",
        "      - {id: cat, items: [{id: own, title: Own, kind: tool, requires: [b]}, a]}",
        "      - {id: new, title: New, items: [d]}",
        "  - id: three",
        "    title: Three",
        "    weeks: 2",
        "    categories: [{id: last, title: Last, items: [far/e]}]",
    )
    assert outline(mine) == {
        "one/cat": "base/b base/known mine/own base/a",
        "one/new": "base/d",
        "two/cat": "base/e far/f",
        "three/last": "far/e",
    }
    assert [level.title for level in mine.levels] == ["One", "Two", "Three"]
    assert mine.levels[2].weeks == (2, 2)
    assert mine.requires["mine/own"] == ("base/b",)


def test_an_overlay_in_a_folder(tmp_path: Path) -> None:
    """An overlay may be a folder too; the file of a base's category needs no title."""
    files = {
        "base.yaml": BASE,
        "far.yaml": FAR,
        "mine/curriculum.yaml": overlay("levels: [{id: one, categories: [cat]}]"),
        "mine/one/cat.yaml": "id: cat\nitems:\n  - {id: own, title: Own, kind: tool}\n",
    }
    write_files(tmp_path, files)
    result = assembly(tmp_path / "mine" / "curriculum.yaml")
    assert findings_of(result) == []
    assert result.curriculum
    assert outline(result.curriculum)["one/cat"] == f"{WHOLE['one/cat']} mine/own"


def test_bare_ids(tmp_path: Path) -> None:
    """A bare id is first an own item, then the base's own, then what the base takes in."""
    mine, _ = laid(
        tmp_path,
        "levels:",
        "  - id: new",
        "    title: New",
        "    categories:",
        "      - id: c",
        "        title: C",
        "        items:",
        "          - {id: «S115»a, title: Own A, kind: tool}",
        "          - {id: x, title: X, kind: tool, requires: [a, e, f, b-old]}",
    )
    assert mine.requires["mine/x"] == ("mine/a", "base/e", "far/f", "base/b")


def test_an_id_that_could_mean_two(tmp_path: Path) -> None:
    """Of two taken-in items with one id none is guessed: `home/id` is asked for."""
    track = curriculum("base/e", "far/e", id="track")
    files = {
        "base.yaml": BASE,
        "far.yaml": FAR,
        "track.yaml": track,
        "mine.yaml": overlay("hide: {items: [«S114»e, far/e]}", base="track"),
    }
    expected = write_files(tmp_path, files)
    result = assembly(tmp_path / "mine.yaml")
    assert told(findings_of(result), tmp_path) == expected
    assert "`base/e` or `far/e`" in message(findings_of(result), "S114")
    assert result.curriculum
    assert list(result.curriculum.locations) == ["base/e"]


# What is left out


DROPPED = {
    "hidden item": ["hide: {items: [«S114»nope]}"],
    "hidden item that was retired": ["hide: {items: [«S114»gone]}"],
    "hidden item beside": ["hide: {items: [«S114»far/e]}"],
    "hidden level": ["hide: {levels: [«S114»nope]}"],
    "hidden category": ["hide: {categories: [«S114»one/nope, «S114»nope/cat]}"],
    "changed item": ["change: {«S114»nope: {hours: 2}}"],
    "prerequisite of a change": ["change: {a: {requires: [«S114»nope: because]}}"],
    "circle": ["change: {a: {requires: [«S114»e]}}"],
    "circle with itself": ["change: {a: {requires: [«S114»a]}}"],
    "second of two that close a circle": [
        "change:",
        "  a: {requires: [far/e]}",
        "  far/f: {requires: [e]}",
        "  known: {requires: [far/f]}",
        "  d: {requires: [«S114»far/f]}",
    ],
    "prerequisite of an own item": [
        "levels: [{id: one, categories: [{id: cat, items: ["
        "{id: own, title: O, kind: tool, requires: [«S114»nope, «S114»base/nope, a]}]}]}]"
    ],
    "item taken in": ["levels: [{id: one, categories: [{id: dog, items: [«S114»nope]}]}]"],
    "level without a title": [
        "levels: [{id: «S114»gone, categories: [{id: x, title: X, items: [far/e]}]}]"
    ],
    "category without a title": [
        "levels: [{id: one, categories: [{id: «S114»gone, items: [far/e]}]}]"
    ],
    "category of another": ["levels: [{id: one, categories: [«S114»base/one/nope]}]"],
    "gate of the base": ["hide: {items: [«S114»b]}"],
    "gate with its category": ["hide: {categories: [«S114»one/cat]}"],
    "own gate": [
        "hide: {items: [e]}",
        "levels: [{id: one, ready_when: [«S114»e, «S114»nope]}]",
    ],
    "assumed": ["assumes: [«S114»nope]"],
    "choice of items": [
        "levels: [{id: one, categories: [{id: x, title: X, choose: «S114»2, items: [far/e]}]}]"
    ],
    "choice of categories": [
        "levels: [{id: x, title: X, choose: «S114»3, categories: [base/one/dog, base/two/cat]}]"
    ],
}


@pytest.mark.parametrize("lines", DROPPED.values(), ids=DROPPED)
def test_what_the_base_does_not_have_is_left_out(tmp_path: Path, lines: list[str]) -> None:
    """It is told at its place as a warning, and the overlay can be used all the same."""
    mine, words = laid(tmp_path, *lines)
    assert any(word in words for word in ("ignored: ", "are left", "needs a title"))
    assert "base/d" in mine.locations


NO_EFFECT = {
    "keys of a level": ["levels: [{id: one, title: «S115»X, weeks: «S115»3, choose: «S115»1}]"],
    "keys of a category": [
        "levels: [{id: one, categories: [{id: dog, title: «S115»X, description: «S115»Y}]}]"
    ],
    "an item that is there": ["levels: [{id: one, categories: [{id: dog, items: [«S115»d]}]}]"],
    "a prerequisite that is there": ["change: {b: {requires: [«S115»a]}}"],
    "a check that is there": ["change: {a: {checks: [«S115»Old]}}"],
    "a hidden item": ["hide: {items: [e]}", "change: {«S115»e: {hours: 3}}"],
    "an own item": [
        "change: {«S115»own: {hours: 3}}",
        "levels: [{id: one, categories: [{id: dog, items: [{id: own, title: O, kind: tool}]}]}]",
    ],
    "an id of the base": [
        "levels: [{id: one, categories: [{id: dog, items: [{id: «S115»a, title: O, kind: tool}]}]}]"
    ],
}


@pytest.mark.parametrize("lines", NO_EFFECT.values(), ids=NO_EFFECT)
def test_what_has_no_effect_is_told(tmp_path: Path, lines: list[str]) -> None:
    """What the base decides, or says already, is a warning at its place."""
    mine, _ = laid(tmp_path, *lines)
    assert {"base/a", "base/d"} <= set(mine.locations)
    assert mine.levels[0].title == "One"
    assert mine.levels[0].choose == 2


def test_the_same_title_needs_no_word(tmp_path: Path) -> None:
    """Who repeats what the base says of a level has not tried to change it."""
    laid(tmp_path, "levels: [{id: one, title: One, choose: 2}]")


# What an overlay stands on


def errors(folder: Path, files: dict[str, str]) -> str:
    """See that an overlay cannot be used, with the faults that are marked; return their words."""
    expected = write_files(folder, files)
    result = assembly(folder / "mine.yaml")
    assert told(findings_of(result), folder) == expected
    assert result.curriculum is None
    return "\n".join(finding.message for finding in findings_of(result))


def test_an_unknown_base(tmp_path: Path) -> None:
    """Without its base an overlay cannot be used, and what it says of that is not told too."""
    lines = ["hide: {items: [a]}", "change: {b: {hours: 2}}"]
    assert "`nope`" in errors(tmp_path, {"mine.yaml": overlay(*lines, base="«S117»nope")})


def test_circles_of_curricula(tmp_path: Path) -> None:
    """No overlay stands on itself, however long the way round."""
    assert "`mine` extends `mine`" in errors(tmp_path, {"mine.yaml": overlay(base="«S117»mine")})
    files = {
        "mine.yaml": overlay(base="«S117»other"),
        "other.yaml": overlay(base="mine", id="other"),
    }
    assert "`mine` extends `other`, which extends `mine`" in errors(tmp_path, files)


def chain(number: int) -> dict[str, str]:
    """Return overlays on each other, the last of them `mine`."""
    names = ["base", *(f"o{n}" for n in range(number - 1)), "mine"]
    files = {
        f"{name}.yaml": overlay(f"change: {{a: {{tags: [{name}]}}}}", base=below, id=name)
        for below, name in pairwise(names)
    }
    return {"base.yaml": BASE, "far.yaml": FAR, **files}


def test_eight_overlays_stand_on_each_other(tmp_path: Path) -> None:
    """Each adds to what the one below it makes; a ninth is an error."""
    write_files(tmp_path, chain(8))
    mine = assembly(tmp_path / "mine.yaml").curriculum
    assert mine
    assert outline(mine) == WHOLE
    assert mine.items["base/a"].tags == ("o0", "o1", "o2", "o3", "o4", "o5", "o6", "mine")
    files = chain(9)
    files["mine.yaml"] = files["mine.yaml"].replace("extends: ", "extends: «S117»")
    assert "more than 8" in errors(tmp_path, files)


def test_an_overlay_on_an_overlay(tmp_path: Path) -> None:
    """Own items of the one below keep their home, and can be hidden, moved and changed above."""
    below = overlay(
        "hide: {items: [e]}",
        "levels: [{id: one, categories: [{id: dog, items: ["
        "{id: p, title: P, kind: tool}, {id: q, title: Q, kind: tool, requires: [p]}]}]}]",
        id="below",
    )
    above = overlay("hide: {items: [p]}", "change: {q: {hours: 3, requires: [d]}}", base="below")
    write_files(
        tmp_path, {"base.yaml": BASE, "far.yaml": FAR, "below.yaml": below, "mine.yaml": above}
    )
    result = assembly(tmp_path / "mine.yaml")
    assert findings_of(result) == []
    mine = result.curriculum
    assert mine
    assert outline(mine) == {**WHOLE, "one/dog": "base/d below/q", "two/cat": "far/f"}
    assert mine.requires["below/q"] == ("below/p", "base/d")
    assert mine.hours["below/q"] == 3


def test_a_broken_base_breaks_what_stands_on_it(tmp_path: Path) -> None:
    """A base with errors is no update: the overlay waits for it to be mended."""
    files = {"base.yaml": BASE.replace("kind: skill", "kind: nope", 1), "mine.yaml": overlay()}
    write_files(tmp_path, files)
    result = assembly(tmp_path / "mine.yaml")
    assert result.curriculum is None
    line = next(n for n, text in enumerate(files["base.yaml"].splitlines(), 1) if "nope" in text)
    assert message(findings_of(result), "S117").startswith("`base` has errors, the first in ")
    assert f"base.yaml:{line};" in message(findings_of(result), "S117")
    lost = overlay(
        "hide: {items: [d], levels: [two]}", "change: {d: {hours: 2}}", base="«S117»base"
    )
    errors(tmp_path, {**files, "mine.yaml": lost})


# Categories of other curricula


def make_track(*categories: str, id: str = "track") -> str:
    return main_file(f"one: [{', '.join(categories)}]", id=id)


def test_a_category_by_reference(tmp_path: Path) -> None:
    """A track takes in a whole category of another curriculum as that is today."""
    track = make_track("base/two/cat", "base/one/dog")
    write_files(tmp_path, {"base.yaml": BASE, "far.yaml": FAR, "track.yaml": track})
    result = assembly(tmp_path / "track.yaml")
    assert findings_of(result) == []
    assert result.curriculum
    assert outline(result.curriculum) == {"one/cat": "base/e far/f", "one/dog": "base/d"}


def test_two_categories_of_one_id(tmp_path: Path) -> None:
    """In one level a category id stands once, also where both were taken in."""
    track = make_track("base/one/cat", "«S105»far/one/cat")
    expected = write_files(tmp_path, {"base.yaml": BASE, "far.yaml": FAR, "track.yaml": track})
    assert told(findings_of(assembly(tmp_path / "track.yaml")), tmp_path) == expected


def test_a_taken_category_keeps_what_it_is(tmp_path: Path) -> None:
    """Its title, choice and items are those of its home, also where that is an overlay."""
    mine = overlay("hide: {items: [a]}", "levels: [{id: one, categories: [far/one/cat]}]")
    files = {
        "base.yaml": BASE,
        "far.yaml": FAR,
        "mine.yaml": mine,
        "track.yaml": make_track("mine/one/cat", "base/one/dog"),
    }
    write_files(tmp_path, files)
    result = assembly(tmp_path / "track.yaml")
    assert findings_of(result) == []
    track = result.curriculum
    assert track
    assert outline(track) == {"one/cat": "base/b base/known far/f far/e", "one/dog": "base/d"}
    assert track.levels[0].categories[0].title == "Cat"
    assert track.levels[0].categories[0].choose == 2


def test_unknown_categories(tmp_path: Path) -> None:
    """A category, level or curriculum that is not there is an error at the reference."""
    files = {"base.yaml": BASE, "far.yaml": FAR}
    track = make_track(
        "«S111»base/one/nope", "«S111»base/nope/dog", "«S111»nope/one/cat", "«S111»track/one/x"
    )
    expected = write_files(tmp_path, {**files, "track.yaml": track})
    result = assembly(tmp_path / "track.yaml")
    assert told(findings_of(result), tmp_path) == expected
    assert result.curriculum is None


def test_categories_that_take_in_each_other(tmp_path: Path) -> None:
    """Two curricula may take in each other's categories; a circle of them is an error."""
    files = {
        "a.yaml": main_file("one: [x, b/one/y]", id="a").replace(
            "[x,", "[{id: x, title: X, items: [{id: p, title: P, kind: tool}]},"
        ),
        "b.yaml": main_file("one: [y, a/one/x]", id="b").replace(
            "[y,", "[{id: y, title: Y, items: [{id: q, title: Q, kind: tool}]},"
        ),
    }
    write_files(tmp_path, files)
    result = assembly(tmp_path / "a.yaml")
    assert findings_of(result) == []
    assert result.curriculum
    assert outline(result.curriculum) == {"one/x": "a/p", "one/y": "b/q"}
    write_files(
        tmp_path, {"a.yaml": make_track("b/one/y", id="a"), "b.yaml": make_track("a/one/y", id="b")}
    )
    assert assembly(tmp_path / "a.yaml").curriculum is None


def test_a_category_that_takes_in_its_own_overlay(tmp_path: Path) -> None:
    """A base that takes in a category of its overlay goes round, and ends in words."""
    base = main_file("one: [mine/one/x]", id="base")
    files = {
        "base.yaml": base,
        "mine.yaml": overlay(
            "levels: [{id: one, categories: [{id: x, title: X, items: ["
            "{id: p, title: P, kind: tool}]}]}]"
        ),
    }
    write_files(tmp_path, files)
    assert assembly(tmp_path / "mine.yaml").curriculum is None


def test_a_category_file_is_not_meant(tmp_path: Path) -> None:
    """One name is a file of the curriculum, three are a category elsewhere, two are neither."""
    expected = write_files(
        tmp_path, {"track.yaml": make_track("«S104»base/one"), "base.yaml": category("x", "a")}
    )
    assert told(findings_of(assembly(tmp_path / "track.yaml")), tmp_path) == expected


# What a base may do to an overlay


def opened(folder: Path, files: dict[str, str]) -> tuple[Curriculum | None, list[str]]:
    """Return the overlay `mine` of some files, and the faults of all of them in words."""
    write_files(folder, files)
    result = assembly(folder / "mine.yaml")
    return result.curriculum, [str(finding) for finding in describe(result.all_faults)]


def test_errors_of_a_base_by_itself_are_errors_below(tmp_path: Path) -> None:
    """A base that is unfit for use is no update: with double ids, or retired to nowhere."""
    double = BASE.replace("id: dog", "id: cat")
    nowhere = BASE.replace("gone: ~", "gone: far/nope")
    own = overlay(
        "levels: [{id: one, categories: [{id: cat, items: [{id: p, title: P, kind: tool}]}]}]"
    )
    for base in (double, nowhere):
        files = {"base.yaml": base, "far.yaml": FAR, "mine.yaml": own}
        mine, words = opened(tmp_path, files)
        assert assembly(tmp_path / "base.yaml").curriculum is None
        assert mine is None
        assert any("`base` has errors, the first in " in each for each in words)


def test_a_bare_retired_id_is_an_own_one(tmp_path: Path) -> None:
    """Ticks on a retired item never follow a bare id that may mean another item tomorrow."""
    mine, words = laid(tmp_path, "retired: {old: «S114»f, older: far/f}")
    assert "did you mean `far/f`?" in words
    assert mine.renames["mine/old"] == "mine/f"
    assert mine.renames["mine/older"] == "far/f"


def test_a_base_that_retires_into_its_overlay(tmp_path: Path) -> None:
    """What an own item requires may become the item itself: that is left out, not an error."""
    base = BASE.replace("gone: ~", "gone: mine/own")
    own = "{id: own, title: O, kind: tool, requires: [«S114»gone]}"
    more = {"base.yaml": base}
    mine, _ = laid(
        tmp_path,
        f"levels: [{{id: two, title: Two, categories: [{{id: cat, items: [{own}]}}]}}]",
        **more,
    )
    assert "mine/own" not in mine.requires


def test_a_base_takes_nothing_in_from_its_overlay(tmp_path: Path) -> None:
    """It would go round; so it is an error of the base, whether the overlay is looked at or not."""
    base = main_file(
        "one: [{id: c, title: C, items: [{id: x, title: X, kind: tool}]}, «S117»mine/one/e]",
        id="base",
    )
    mine = overlay(
        "levels: [{id: one, categories: ["
        "{id: e, title: E, items: [{id: p, title: P, kind: tool}]}]}]"
    )
    expected = write_files(tmp_path, {"base.yaml": base, "mine.yaml": mine})
    assert told(findings_of(assembly(tmp_path / "base.yaml")), tmp_path) == expected


def test_categories_are_taken_in_a_limited_number_of_times(tmp_path: Path) -> None:
    """A chain of curricula that is too long ends in words; one that is not, in the category."""
    names = [f"t{number}" for number in range(40)]
    files = {
        f"{name}.yaml": main_file(f"one: [{after}/one/c]", id=name)
        for name, after in pairwise([*names, "end"])
    }
    last = main_file("one: [{id: c, title: C, items: [{id: x, title: X, kind: tool}]}]", id="end")
    write_files(tmp_path, {**files, "end.yaml": last})
    assert assembly(tmp_path / "t10.yaml").curriculum
    result = assembly(tmp_path / "t0.yaml")
    assert result.curriculum is None
    assert "more than 32 curricula" in "".join(f.message for f in describe(result.all_faults))


def test_many_changes_that_close_circles(tmp_path: Path) -> None:
    """Of thousands of changes those that close a circle are left out, and no others."""
    number = 3_000
    chained = [item("i0"), *(item(f"i{n}", f"requires: [i{n - 1}]") for n in range(1, number))]
    changes = [f"  i{n}: {{requires: [i{number - 1}]}}" for n in range(0, number - 1, 2)]
    changes += [f"  i{n}: {{requires: [i0]}}" for n in range(3, number, 2)]
    lines = overlay("change:", *changes, base="home")
    mine, words = opened(tmp_path, {"home.yaml": curriculum(*chained), "mine.yaml": lines})
    assert mine
    assert len(words) == number // 2
    assert mine.requires["home/i5"] == ("home/i4", "home/i0")
    assert "home/i0" not in mine.requires


def test_an_item_that_waits_for_nothing_new(tmp_path: Path) -> None:
    """What an overlay repeats of its base is told, and what it repeats itself counts once."""
    mine, _ = laid(
        tmp_path,
        "hide: {items: [d, «S107»base/d]}",
        "change: {a: {hours: «S115»2, priority: «S115»important, tags: [new, new]}}",
    )
    assert mine.items["base/a"].tags == ("new",)
