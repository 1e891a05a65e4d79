"""What dlr new writes: it passes the lint, and everything else stays as it was."""

from pathlib import Path

import pytest

from conftest import Dlr
from curriculum.making import category, curriculum, item, main_file, write

FLOW = """\
format: 1
id: home
title: A curriculum
levels:
- id: one   # a comment
  title: One
  categories: [ alpha , beta ]  # which ones
- id: two
  title: Two
  categories:
    - alpha   # the first

    # about what is to come
"""

NESTED = """\
format: 1
id: home
title: A curriculum
levels:
    -   id: one
        title: One
        categories:
        -   id: alpha
            title: Alpha
            items:
            -   id: a
                title: A thing
                summary: |
                    Text of a block.

                    # no comment
                kind: concept
                # belongs to a
            # stands by itself
        -   id: beta
            title: Beta
            items: [{id: b, title: B thing, kind: concept}]
retired: {}  # the end
"""


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.yaml"))
    }


@pytest.fixture
def work(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def flow(work: Path) -> Path:
    """A curriculum in a folder, with its lists in brackets and in lines."""
    names = {
        f"home/{level}/alpha.yaml": category("alpha", item(f"{level}-a"))
        for level in ("one", "two")
    }
    write(
        work,
        {"home/curriculum.yaml": FLOW, **names, "home/one/beta.yaml": category("beta", item("b"))},
    )
    return work / "home"


def passes(dlr: Dlr, *args: str) -> None:
    """Hold that no rule at all finds fault, but for what only informs."""
    result = dlr("lint", "--isolated", "--select", "ALL", "--fail-on", "warning", *args)
    assert result.code == 0, result.out


def added(before: bytes, after: bytes) -> list[str]:
    """Hold that only whole lines were added, and return them."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    place = next((n for n, line in enumerate(old) if line != new[n]), len(old))
    count = len(new) - len(old)
    assert new[:place] + new[place + count :] == old
    return [line.decode() for line in new[place : place + count]]


def test_new_curriculum(dlr: Dlr, work: Path) -> None:
    """A new curriculum has no finding of any rule, and says what it wrote."""
    result = dlr(
        "new", "curriculum", "robotics", "--in", ".", "--title", 'Robots: "all" \\ of # them'
    )
    assert result.code == 0
    assert result.lines[0] == "Written: 2 files"
    assert list(files(work)) == ["robotics/curriculum.yaml", "robotics/start/basics.yaml"]
    lint = dlr("lint", "robotics", "--select", "ALL", "--fail-on", "info")
    assert (lint.code, lint.out) == (0, "2 files and 1 item read: no fault found.\n")
    assert dlr("status", "--curriculum", "./robotics").code == 0
    assert 'Robots: "all" \\ of # them' in dlr("status", "--curriculum", "./robotics").out


def test_new_curriculum_in_a_new_folder(dlr: Dlr, work: Path) -> None:
    """Folders on the way are made, and --json names the files."""
    document = dlr("new", "curriculum", "a", "--in", "x/y", "--json").document
    assert document["files"] == ["x/y/a/curriculum.yaml", "x/y/a/start/basics.yaml"]
    passes(dlr, "x")


def test_everything_one_after_the_other(dlr: Dlr, work: Path) -> None:
    """Levels, categories and items that are added to each other pass the lint every time."""
    for call in (
        ["curriculum", "road"], ["level", "middle"], ["category", "middle/sensors"],
        ["item", "middle/sensors/lidar"], ["item", "start/basics/second"],
        ["category", "start/more"],
        ["item", "start/more/third"], ["level", "last"], ["item", "middle/sensors/radar"],
    ):  # fmt: skip
        place = "." if call[0] == "curriculum" else "road"
        assert dlr("new", *call, "--in", place).code == 0, call
        passes(dlr, "road")
    listed = dlr("list", "--json", "--curriculum", "./road").document["items"]
    assert len(listed) == 9


def test_into_brackets_and_lines(dlr: Dlr, flow: Path) -> None:
    """An id goes into brackets or on a line of its own, as the list has it; comments stay."""
    assert dlr("new", "category", "one/gamma", "--in", "home").code == 0
    main = (flow / "curriculum.yaml").read_text()
    assert main == FLOW.replace("[ alpha , beta ]", "[ alpha , beta, gamma ]")
    assert dlr("new", "category", "two/beta", "--in", "home").code == 0
    assert (
        main.replace("- alpha   # the first\n", "- alpha   # the first\n    - beta\n")
        == (flow / "curriculum.yaml").read_text()
    )
    passes(dlr, "home")


def test_new_level_of_a_folder(dlr: Dlr, flow: Path) -> None:
    """A new level comes last, with a category's file."""
    assert dlr("new", "level", "three", "--in", "home", "--title", "Drei").code == 0
    new = added(FLOW.encode(), (flow / "curriculum.yaml").read_bytes())
    assert new == ["- id: three\n", '  title: "Drei"\n', "  categories: [basics]\n"]
    assert "home/three/basics.yaml" in files(flow.parent)
    passes(dlr, "home")


def test_into_a_single_file(dlr: Dlr, work: Path) -> None:
    """In one file everything is nested at the margin that is there; comments stay in place."""
    before = NESTED.encode()
    for call, margin in (
        (["item", "one/alpha/new"], " " * 12),
        (["category", "one/gamma"], " " * 8),
        (["level", "two"], " " * 4),
    ):
        write(work, {"home.yaml": NESTED})
        assert dlr("new", *call, "--in", "home.yaml").code == 0
        new = added(before, files(work)["home.yaml"])
        assert new[0].startswith(f"{margin}- id: ")
        passes(dlr, "home.yaml", "--ignore", "S108")


def test_line_ends_and_marks_are_kept(dlr: Dlr, work: Path) -> None:
    """A file with CRLF, or with a byte order mark, keeps them, and new lines have the same ends."""
    text = "\ufeff" + NESTED.replace("\n", "\r\n")
    write(work, {"home.yaml": text})
    assert dlr("new", "item", "one/alpha/new", "--in", "home.yaml").code == 0
    new = added(text.encode(), files(work)["home.yaml"])
    assert all(line.endswith("\r\n") for line in new)


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n", "\n# end", "  # said\n"])
def test_ends_of_files(dlr: Dlr, work: Path, ending: str) -> None:
    """However a file ends, what is added stands on lines of its own."""
    text = curriculum(item("a", "hours: 2")).rstrip("\n") + ending
    write(work, {"home.yaml": text})
    assert dlr("new", "item", "one/cat/new", "--in", "home.yaml").code == 0
    passes(dlr, "home.yaml")
    assert all(line in files(work)["home.yaml"] for line in text.encode().split())


def test_curricula_whose_items_all_have_summaries(dlr: Dlr, work: Path) -> None:
    """A new item passes also where a rule asks for what all others have."""
    full = (
        "summary: What it is.\nhours: 2\nresources: [{title: T, url: https://x.org/%s, type: docs}]"
    )
    write(work, {"home.yaml": curriculum(*(item(id, *(full % id).split("\n")) for id in "abcde"))})
    assert dlr("new", "item", "one/cat/new", "--in", "home.yaml").code == 0
    passes(dlr, "home.yaml")


REFUSED = {
    "no id": ["level", "Three"],
    "an id too long": ["level", "x" * 65],
    "no such kind": ["lesson", "x"],
    "too few words": ["item", "one/x"],
    "too many words": ["level", "one/x"],
    "up and away": ["item", "../x/y"],
    "no such level": ["category", "nine/x"],
    "no such category": ["item", "one/nine/x"],
    "a level that is there": ["level", "one"],
    "a category that is there": ["category", "one/beta"],
    "an item that is there": ["item", "one/beta/one-a"],
    "a title that is there": ["item", "one/beta/x", "--title", "Title of b"],
    "a title too long": ["item", "one/beta/x", "--title", "x" * 300],
    "a title that steers": ["item", "one/beta/x", "--title", "a\x1b[2Jb"],
    "no curriculum there": ["level", "x", "--in", "home/one"],
    "no such place": ["level", "x", "--in", "nowhere"],
    "a file in the way": ["category", "one/taken"],
    "a curriculum that is there": ["curriculum", "home", "--in", "."],
}


@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
def test_refusals_change_nothing(dlr: Dlr, flow: Path, call: list[str]) -> None:
    """What cannot be added is exit 2 in words, and no byte has changed."""
    write(flow, {"one/taken.yaml": "mine: true\n"})
    before = files(flow.parent)
    result = dlr("new", *call, *([] if "--in" in call else ["--in", "home"]))
    assert (result.code, result.out) == (2, ""), call
    assert "bug" not in result.err
    assert "\x1b" not in result.err
    assert files(flow.parent) == before


@pytest.mark.parametrize("name", ["one/taken", "one/beta"])
def test_a_file_in_the_way_is_named(dlr: Dlr, flow: Path, name: str) -> None:
    """A new file that is there already is told as such, whether or not the curriculum lists it."""
    write(flow, {"one/taken.yaml": "mine: true\n"})
    result = dlr("new", "category", name, "--in", "home")
    assert (result.code, result.out) == (2, "")
    assert f"{Path('home', name)}.yaml is there already; nothing was added." in result.err


LAYOUTS = {
    "empty list": FLOW.replace("[ alpha , beta ]", "[]"),
    "broken": FLOW.replace("title: One", "titel: One"),
    "no YAML": "levels: [",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts_that_are_refused(dlr: Dlr, flow: Path, text: str) -> None:
    """A file to which nothing can be added safely stays as it is."""
    write(flow, {"curriculum.yaml": text})
    before = files(flow)
    assert dlr("new", "category", "one/gamma", "--in", "home").code == 2
    assert files(flow) == before


def test_levels_in_braces_are_refused(dlr: Dlr, work: Path) -> None:
    """Where a list of mappings is in brackets, the words say what to do first."""
    write(work, {"home.yaml": NESTED})
    before = files(work)
    result = dlr("new", "item", "one/beta/new", "--in", "home.yaml")
    assert result.code == 2
    assert "line 22: `items` is written in brackets" in result.err
    assert files(work) == before


def test_which_of_several(dlr: Dlr, flow: Path) -> None:
    """Where a folder holds several curricula, one has to be named."""
    write(
        flow.parent,
        {
            "other.yaml": curriculum(item("x"), id="other"),
            "m/curriculum.yaml": main_file("a: [b]", id="m"),
        },
    )
    result = dlr("new", "level", "x", "--in", ".")
    assert result.code == 2
    assert "3 curricula" in result.err


def test_faults_that_were_there_do_not_hinder(dlr: Dlr, flow: Path) -> None:
    """Warnings that a curriculum has already are not held against what is added."""
    write(flow, {"one/beta.yaml": category("beta", item("b", "tags: [no]"))})
    assert dlr("new", "item", "one/beta/new", "--in", "home").code == 0


def test_hints_can_be_taken_over(dlr: Dlr, work: Path) -> None:
    """The hints in the comments are right: without their signs they are keys of the format."""
    write(work, {"home.yaml": curriculum(item("another-item"))})
    dlr("new", "item", "one/cat/new", "--in", "home.yaml")
    text = files(work)["home.yaml"].decode()
    write(work, {"home.yaml": text.replace("# ", "")})
    assert dlr("lint", "home.yaml", "--select", "ALL", "--fail-on", "warning").code == 0
