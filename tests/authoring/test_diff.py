"""`dlr diff` of versions with errors, and of items that got another id."""

from pathlib import Path
from typing import Any

import pytest

from authoring.repositories import Repository
from conftest import Dlr, Result
from curriculum.making import category, curriculum, item, main_file, write


@pytest.fixture
def repo(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "repo")
    monkeypatch.chdir(made.folder)
    return made


def compare(
    dlr: Dlr, repo: Repository, before: dict[str, str], after: dict[str, str]
) -> tuple[Result, dict[str, list[tuple[str, str]]]]:
    """Return what diff prints, and the kinds and keys of changes by curriculum."""
    repo.commit(before)
    repo.commit(after)
    document = dlr("diff", "HEAD~1", ".", "--json").document
    found = {
        each["id"]: [(change["kind"], change["key"]) for change in each["changes"]]
        for each in document["curricula"]
    }
    return dlr("diff", "HEAD~1", "."), found


def one(*items: str, head: str = "") -> dict[str, str]:
    return {"home.yaml": curriculum(*items, head=head)}


BAD = "id: bad\ntitel: x\nkind: concept"
WORSE = {"home.yaml": "format: 1\nid: home\nlevels: ["}


# Versions with errors


def test_a_base_with_errors(dlr: Dlr, repo: Repository) -> None:
    """What could be read of a version with errors is compared; the rest is neither new nor gone."""
    before = one(item("a", "hours: 2"), BAD, item("gone"))
    after = one(item("a", "hours: 3"), item("bad"), item("fresh", "requires: [a, bad]"))
    result, found = compare(dlr, repo, before, after)
    assert result.code == 0
    assert found == {"home": [("hours", "home/a"), ("new", "home/fresh"), ("gone", "home/gone")]}
    assert "2 items before, 3 now, as far as dlr could read them." in result.out
    told = "home.yaml of HEAD~1 has 1 error, so dlr compared what it could read. The first is on "
    assert f"dlr: {told}line 16: unknown key" in result.err


def test_today_with_errors(dlr: Dlr, repo: Repository) -> None:
    """What has errors today, is retired there, or was an id of it is not told as gone."""
    before = one(*map(item, ("a", "bad", "old", "r", "gone")))
    after = one(item("a"), f"{BAD}\nformerly: [old]", head="retired: {r: null}\nweight: 1")
    result, found = compare(dlr, repo, before, after)
    assert result.code == 0
    assert found == {"home": [("gone", "home/gone")]}
    assert "dlr: home.yaml has 2 errors, so dlr compared what it could read." in result.err


def test_levels_and_categories_with_errors(dlr: Dlr, repo: Repository) -> None:
    """An error in a level or category moves none of its items."""
    before = {
        "curriculum.yaml": main_file("one: [x]", head="weight: 1"),
        "one/x.yaml": category("x", item("a"), more="colour: red"),
    }
    after = {"curriculum.yaml": main_file("one: [x]"), "one/x.yaml": category("x", item("a"))}
    assert compare(dlr, repo, before, after)[1] == {"home": []}
    assert compare(dlr, repo, after, before)[1] == {"home": []}


def test_a_file_that_was_absent(dlr: Dlr, repo: Repository) -> None:
    """What stood in a file that nobody committed is not called new."""
    before = {"curriculum.yaml": main_file("one: [x, y]"), "one/x.yaml": category("x", item("a"))}
    after = {**before, "one/y.yaml": category("y", item("b"))}
    result, found = compare(dlr, repo, before, after)
    assert found == {"home": []}
    assert "one/y.yaml" in result.err


def test_nothing_to_read(dlr: Dlr, repo: Repository) -> None:
    """A curriculum of which nothing could be read in one version is neither new nor gone."""
    good, other = one(item("a")), {"b.yaml": curriculum(item("x"), id="b")}
    for before, after in ((WORSE, good), (good, WORSE)):
        result, found = compare(dlr, repo, {**before, **other}, {**after, **other})
        assert (result.code, found) == (0, {"b": []})
        assert "so dlr did not compare it" in result.err
        [told] = dlr("diff", "HEAD~1", ".", "--json").document["unreadable"]
        assert f"dlr: {told}\n" == result.err
        repo.commit(before)
        repo.commit(after)
        alone = dlr("diff", "HEAD~1", ".")
        assert (alone.code, alone.out) == (2, "")
        assert "so it cannot be compared" in alone.err


def test_overlays_with_errors(dlr: Dlr, repo: Repository) -> None:
    """An overlay that cannot be put together is not compared: what it inherits is unknown."""
    overlay = "format: 1\nid: mine\ntitle: Mine\nextends: home\n"
    files = one(item("a"))
    before = {**files, "mine.yaml": f"{overlay}hide: {{items: [a]}}\ncolour: red\n"}
    result, found = compare(dlr, repo, before, {**files, "mine.yaml": overlay})
    assert found == {"home": []}
    assert "mine.yaml of HEAD~1 has 1 error, so dlr did not compare it." in result.err


def test_a_track_of_a_home_with_errors(dlr: Dlr, repo: Repository) -> None:
    """What a track takes in and its home could not define then is not new in the track."""
    track = {"t.yaml": curriculum("home/a", "home/bad", item("own"), id="t")}
    before = {**one(item("a"), BAD), **track}
    after = {**one(item("a"), item("bad")), **track}
    assert compare(dlr, repo, before, after)[1] == {"home": [], "t": []}


# Items that got another id


def with_url(id: str, url: str, *more: str) -> str:
    return item(id, f'resources: [{{title: R, url: "{url}", type: post}}]', *more)


def titled(id: str, title: str, *more: str) -> str:
    return "\n".join([f"id: {id}", f"title: {title}", "kind: concept", *more])


RENAMED = {
    "title": (titled("old", "Batch norm"), titled("new", "batch  NORM")),
    "address": (
        with_url("old", "https://example.org/x").replace("Title of old", "One"),
        with_url("new", "https://example.org/x").replace("Title of new", "Other"),
    ),
    "place": (
        titled("old", "Returns item at given index"),
        titled("new", "Returns the item at a given index"),
    ),
}


@pytest.mark.parametrize("reason", RENAMED)
def test_an_item_with_another_id(dlr: Dlr, repo: Repository, reason: str) -> None:
    """An id that is gone and a new one that is like it are told as one, with the line to add."""
    old, new = RENAMED[reason]
    after = one(item("a"), new, item("c", "requires: [new]"))
    compare(dlr, repo, one(item("a"), old, item("c", "requires: [old]")), after)
    [found] = dlr("diff", "HEAD~1", ".", "--json").document["curricula"]
    [change] = [each for each in found["changes"] if each["kind"] != "title"]
    file, line, text = (fix := change.pop("fix"))["file"], fix["line"], fix["text"]
    assert change.pop("words").startswith("old may now be new, which has ")
    expected = {"kind": "maybe-renamed", "key": "home/new", "was": "home/old", "guessed": True}
    assert change == {**expected, "reason": reason}
    assert (file, text) == ("home.yaml", "formerly: [old]")
    out = dlr("diff", "HEAD~1", ".").out
    assert "\nRenamed? (1)\n" in out
    assert f"  {file}:{line}: {text}\n" in out
    # The line stands where it is said, indented as its neighbors; then nothing is a guess.
    lines = after["home.yaml"].splitlines()
    indent = " " * (len(lines[line - 2]) - len(lines[line - 2].lstrip()))
    lines.insert(line - 1, indent + text)
    write(repo.folder, {"home.yaml": "\n".join(lines)})
    [found] = dlr("diff", "HEAD~1", ".", "--json").document["curricula"]
    kinds = [each["kind"] for each in found["changes"] if each["kind"] != "title"]
    assert kinds == ["renamed"]


def kinds_of(found: dict[str, list[tuple[str, str]]]) -> dict[str, Any]:
    return {key: kind for kind, key in found["home"]}


NOT_RENAMED = {
    "said to be another": (
        one(item("a"), titled("old", "X")),
        one(item("a"), titled("new", "X"), head="retired: {old: a}"),
    ),
    "two of one title": (
        one(titled("old", "Implement"), titled("older", "Implement")),
        one(titled("new", "Implement")),
    ),
    "an address of many": (
        one(with_url("old", "https://e.org/book"), with_url("a", "https://e.org/book")),
        one(with_url("other", "https://e.org/book"), with_url("a", "https://e.org/book")),
    ),
    "other numbers": (one(titled("old", "Project 1")), one(titled("new", "Project 2"))),
    "another word": (
        one(titled("old", "Image classification")), one(titled("new", "Image segmentation"))
    ),
    "the opposite": (
        one(titled("old", "Supervised learning")), one(titled("new", "Unsupervised learning"))
    ),
    "another curriculum": (
        one(item("a"), titled("old", "X")),
        {**one(item("a")), "b.yaml": curriculum(titled("new", "X"), id="b")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NOT_RENAMED.values(), ids=NOT_RENAMED)
def test_what_is_another_item(
    dlr: Dlr, repo: Repository, before: dict[str, str], after: dict[str, str]
) -> None:
    """What is another thing, or could be one of several, is new and gone as before."""
    found = kinds_of(compare(dlr, repo, before, after)[1])
    assert found.pop("home/old") == "gone"
    assert not {"renamed", "maybe-renamed"} & {*found.values()}


def test_one_title_in_several_categories(dlr: Dlr, repo: Repository) -> None:
    """A title that many categories have tells items apart within one."""
    main = {"curriculum.yaml": main_file("one: [x, y]")}
    before = {
        **main,
        "one/x.yaml": category("x", titled("x1", "Implement")),
        "one/y.yaml": category("y", titled("y1", "Implement")),
    }
    after = {
        **main,
        "one/x.yaml": category("x", titled("x2", "Implement")),
        "one/y.yaml": category("y", titled("y2", "Implement")),
    }
    compare(dlr, repo, before, after)
    [found] = dlr("diff", "HEAD~1", ".", "--json").document["curricula"]
    pairs = [(each["was"], each["key"]) for each in found["changes"]]
    assert pairs == [("home/x1", "home/x2"), ("home/y1", "home/y2")]
