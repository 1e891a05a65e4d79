"""A vanished id whose item only has another one: where that is reported, and what mends it."""

from pathlib import Path

import pytest

from authoring.repositories import Repository
from conftest import Dlr
from curriculum.making import category, curriculum, item, main_file
from dlroadmap.lint.successors import Seen, match


@pytest.fixture
def repo(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "repo")
    monkeypatch.chdir(made.folder)
    return made


OLD = "id: old\ntitle: Batch norm\nkind: concept"
NEW = OLD.replace("old", "new")

FIXES = {
    "lines": (NEW, f"{NEW}\nformerly: [old]"),
    "a comment": (f"{NEW}  # as ever", f"{NEW}  # as ever\nformerly: [old]"),
    "a list": (f"{NEW}\nchecks:\n  - x", f"{NEW}\nchecks:\n  - x\nformerly: [old]"),
    "a text": (
        f"{NEW}\nsummary: >-\n  a\n\n  b",
        f"{NEW}\nsummary: >-\n  a\n\n  b\nformerly: [old]",
    ),
    "braces": (
        "{id: new, title: Batch norm, kind: concept}",
        "{id: new, title: Batch norm, kind: concept, formerly: [old]}",
    ),
    "braces of lines": (
        "{id: new, title: Batch norm,\n  kind: concept,\n}",
        "{id: new, title: Batch norm,\n  kind: concept, formerly: [old],\n}",
    ),
    "known ids": (
        f"{NEW}\nformerly: [first]\nhours: 2",
        f"{NEW}\nformerly: [first, old]\nhours: 2",
    ),
    "an empty list": (f"{NEW}\nformerly: []", f"{NEW}\nformerly: [old]"),
    "no simple list": (f"{NEW}\nformerly:\n  - first", None),
}


@pytest.mark.parametrize(("before", "after"), FIXES.values(), ids=FIXES)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_the_fix(dlr: Dlr, repo: Repository, before: str, after: str | None, end: str) -> None:
    """The former id is added, in the layout that the item has, only where that is asked for."""

    def text(of: str) -> str:
        made = curriculum(item("a"), of) if not end else curriculum(of, item("a"))
        return made.replace("\n", end) if end else made.removesuffix("\n")

    repo.commit({"home.yaml": text(OLD)})
    repo.commit({"home.yaml": text(before)})
    path = repo.folder / "home.yaml"
    assert dlr("lint", ".", "--base", "HEAD~1", "--ignore", "S108", "--fix").code == 1
    assert path.read_bytes().decode() == text(before)
    result = dlr("lint", ".", "--base", "HEAD~1", "--ignore", "S108", "--fix", "--unsafe-fixes")
    assert path.read_bytes().decode() == text(after or before)
    assert result.code == (0 if after else 1), result.out


def test_where_it_is_reported(dlr: Dlr, repo: Repository) -> None:
    """The problem stands where the line is missing: at the new item, in its file."""
    main = {"curriculum.yaml": main_file("one: [x]")}
    repo.commit({**main, "one/x.yaml": category("x", item("a"), OLD)})
    repo.commit({**main, "one/x.yaml": category("x", item("a"), NEW)})
    [found] = dlr("lint", ".", "--base", "HEAD~1", "--json").document["findings"]
    assert (found["file"], found["line"], found["rule"]) == ("one/x.yaml", 7, "S110")
    assert found["message"] == (
        "item `old` of HEAD~1 is gone, and progress is tied to it; if this item, which has the "
        "same title, is the same, add `formerly: [old]`"
    )


def test_a_likeness_alone_is_not_fixed(dlr: Dlr, repo: Repository) -> None:
    """Titles that are only alike are pointed out, and no option takes the two for one."""
    texts = [curriculum(each) for each in (OLD, NEW.replace("norm", "normalization"))]
    for text in texts:
        repo.commit({"home.yaml": text})
    result = dlr("lint", ".", "--base", "HEAD~1", "--fix", "--unsafe-fixes")
    assert "which has a similar title" in result.out
    assert (repo.folder / "home.yaml").read_text() == texts[1]


def seen(id: str, title: str, *urls: str, place: str = "one/x") -> Seen:
    return Seen(id, title, "concept", frozenset((url, "") for url in urls), place, ("", ""))


def test_the_strongest_reason_comes_first() -> None:
    """Each item has one successor and is one: a title is worth more than an address."""
    before = [seen("a", "adam", "u"), seen("b", "momentum", "v")]
    after = [seen("c", "adam", "v"), seen("d", "other", "u"), seen("e", "else", "w")]
    found = match(before, after, {"a", "b"}, {"c", "d", "e"})
    assert {old: tuple(new) for old, new in found.items()} == {"a": ("c", "title")}


def test_parts_of_a_book_are_no_addresses_of_one_item() -> None:
    """Two items that draw on other parts of one page are not taken for each other."""
    book = "https://example.org/book"
    old = seen("a", "sorting")._replace(addresses=frozenset({(book, "chapter 1")}))
    new = seen("b", "graphs")._replace(addresses=frozenset({(book, "chapter 2")}))
    assert match([old], [new], {"a"}, {"b"}) == {}
    same = new._replace(addresses=old.addresses)
    assert match([old], [same], {"a"}, {"b"})["a"].reason == "address"


def test_marks_that_make_another_thing_count() -> None:
    """C, C++ and C# are three languages, and none has the same title as another."""
    for old, new in (("C++", "C"), ("C#", "C"), ("C#", "C++")):
        before, after = seen("old", old), seen("new", new, place="one/y")
        assert match([before], [after], ["old"], ["new"]) == {}
