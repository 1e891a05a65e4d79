"""Rule C309: an alias means one item."""

from pathlib import Path

import pytest

from curriculum.making import curriculum, item, message, told, write
from lint.mending import check, findings


def named(id: str, *aliases: str, title: str = "") -> str:
    text = item(id, f"aliases: [{', '.join(aliases)}]") if aliases else item(id)
    return text.replace(f"Title of {id}", title) if title else text


AMBIGUOUS = {
    "an alias of two": curriculum(named("a", "x"), named("b", "«C309»x")),
    "an alias of three": curriculum(named("a", "x"), named("b", "«C309»x"), named("c", "«C309»x")),
    "case": curriculum(named("a", "Loss"), named("b", "«C309»LOSS")),
    "hyphens and blanks": curriculum(named("a", "multi-head"), named("b", "«C309»multi  head")),
    "another way to write a letter": curriculum(
        named("a", "caf\u00e9"), named("b", "«C309»cafe\u0301")
    ),
    "a later title": curriculum(named("a", "«C309»title-of B"), item("b")),
    "an earlier title": curriculum(item("a"), named("b", "«C309»Title of a")),
    "an id": curriculum(named("adam-w"), named("b", "«C309»Adam W")),
    "a former id": curriculum(item("a", "formerly: [old-a]"), named("b", "«C309»Old A")),
    "a retired id": curriculum(item("a"), named("b", "«C309»gone"), head="retired: {gone: a}"),
    "the other's title on both sides": curriculum(
        named("a", "«C309»Title of b"), named("b", "«C309»Title of a")
    ),
}


@pytest.mark.parametrize("text", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_ambiguous_alias(tmp_path: Path, text: str) -> None:
    """An alias that names another item too is told once, at the alias that says so again."""
    check(tmp_path, text, "C309", "S")


WORDS = {
    "an alias of two": "alias `x` is also an alias of `a`; choose another name",
    "a later title": "alias `title-of B` is also the title of `b`; choose another name",
    "a former id": "alias `Old A` is also a former id of `a`; choose another name",
    "an id": "alias `Adam W` is also the id of `adam-w`; choose another name",
}


@pytest.mark.parametrize("case", WORDS)
def test_ambiguous_alias_says_whose(tmp_path: Path, case: str) -> None:
    """The message names the other item, and what of it the alias is."""
    found = check(tmp_path, AMBIGUOUS[case], "C309")
    assert message(found, "C309") == WORDS[case]
    assert found[0].severity == "warning"


def test_third_alias_counts_the_others(tmp_path: Path) -> None:
    """The third item with an alias is told of the first, and that there is one more."""
    found = check(tmp_path, AMBIGUOUS["an alias of three"], "C309")
    assert found[1].message == "alias `x` is also an alias of `a` and 1 more; choose another name"


CLEAR = {
    "its own title and id": curriculum(named("a", "a", "Title of a")),
    "its own former id": curriculum(item("a", "formerly: [old]", "aliases: [old]")),
    "what is gone": curriculum(named("a", "gone"), head="retired: {gone: null}"),
    "twice on one item": curriculum(named("a", "x", "X")),
    "part of a name": curriculum(named("a", "title"), named("b", "of")),
    "titles alone": curriculum(named("a", title="Same"), named("b", title="Same")),
    "nothing but a hyphen": curriculum(named("a", '"-"'), named("b", '"-"')),
}


@pytest.mark.parametrize("text", CLEAR.values(), ids=CLEAR)
def test_clear_alias(tmp_path: Path, text: str) -> None:
    """An item's own names, parts of names, and equal titles are no matter of this rule."""
    check(tmp_path, text, "C309", "S")


def test_alias_of_what_is_taken_in(tmp_path: Path) -> None:
    """Own names are held against those of items that are taken in, on the side that can change."""
    expected = write(
        tmp_path,
        {
            "home.yaml": curriculum(
                "far/x", "far/y", named("a", "«C309»foo"), named("b", title="«C309»Bar")
            ),
            "far.yaml": curriculum(
                named("x", "foo"), named("y", "bar"), named("z", "baz"), id="far"
            ),
        },
    )
    found = findings(tmp_path, "C309")
    assert told(found, tmp_path) == expected
    assert [each.message for each in found] == [
        "alias `foo` is also an alias of `far/x`; choose another name",
        "title `Bar` is also an alias of `far/y`; choose another name",
    ]


def test_alias_of_what_is_not_shown(tmp_path: Path) -> None:
    """An item that is only required or covered is not shown here, and its names are free."""
    write(
        tmp_path,
        {
            "home.yaml": curriculum(item("a", "requires: [far/x]", "aliases: [foo]")),
            "far.yaml": curriculum(named("x", "foo"), id="far"),
        },
    )
    assert findings(tmp_path, "C309") == []


def test_two_that_are_taken_in(tmp_path: Path) -> None:
    """Where two curricula disagree, one that takes both in is not told: it cannot change them."""
    write(
        tmp_path,
        {
            "home.yaml": curriculum("far/x", "away/y"),
            "far.yaml": curriculum(named("x", "foo"), id="far"),
            "away.yaml": curriculum(named("y", "foo"), id="away"),
        },
    )
    assert findings(tmp_path, "C309") == []


def test_alias_that_an_overlay_adds(tmp_path: Path) -> None:
    """An alias of `change` is checked like any other, and so are an overlay's own items."""
    top = (
        "format: 1\nid: top\ntitle: T\nextends: home\n"
        "change:\n  a: {aliases: [fresh, «C309»foo]}\n  home/b: {aliases: [«C309»title of a]}\n"
        "levels:\n  - id: one\n    categories:\n      - id: cat\n        items:\n"
        "          - {id: c, title: «C309»Foo, kind: concept, aliases: [«C309»fresh]}\n"
    )
    expected = write(
        tmp_path, {"home.yaml": curriculum(item("a"), named("b", "foo")), "top.yaml": top}
    )
    assert told(findings(tmp_path, "C309"), tmp_path) == expected
