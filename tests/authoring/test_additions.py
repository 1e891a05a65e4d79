"""What dlr new writes: it passes the lint, and everything else stays as it was."""

import shlex
from collections import Counter
from pathlib import Path

import pytest

from conftest import Dlr
from curriculum.making import category, curriculum, item, main_file, write
from dlroadmap.authoring.naming import make_id
from dlroadmap.errors import DlrError
from dlroadmap.format.source import read
from dlroadmap.lint.texts import texts

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
    """Hold that no rule at all finds fault, but for placeholders and what only informs."""
    only = ("--isolated", "--select", "ALL", "--ignore", "C307", "--fail-on", "warning")
    result = dlr("lint", *only, *args)
    assert result.code == 0, result.out


def added(before: bytes, after: bytes) -> list[str]:
    """Hold that only whole lines were added, and return them."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    place = next((n for n, line in enumerate(old) if line != new[n]), len(old))
    count = len(new) - len(old)
    assert new[:place] + new[place + count :] == old
    return [line.decode() for line in new[place : place + count]]


def test_new_curriculum(dlr: Dlr, work: Path) -> None:
    """A new curriculum has no finding but of its placeholders, and says what it wrote."""
    result = dlr(
        "new", "curriculum", "robotics", "--in", ".", "--title", 'Robots: "all" \\ of # them'
    )
    assert result.code == 0
    assert result.lines[0] == "Wrote 2 files:"
    assert list(files(work)) == ["robotics/curriculum.yaml", "robotics/start/basics.yaml"]
    lint = dlr("lint", "robotics", "--select", "ALL", "--ignore", "C307", "--fail-on", "info")
    assert (lint.code, lint.out) == (0, "Checked 2 files and 1 item: no problems.\n")
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
        ["curriculum", "track"], ["level", "middle"], ["category", "middle/sensors"],
        ["item", "Lidar", "--category", "middle/sensors", "--summary", "Light that comes back."],
        ["item", "Second", "--category", "start/basics", "--summary", "What comes second."],
        ["category", "start/more"], ["level", "last"],
        ["item", "Radar", "--category", "middle/sensors", "--after", "lidar", "--summary", "W"],
    ):  # fmt: skip
        place = "." if call[0] == "curriculum" else "track"
        assert dlr("new", *call, "--in", place).code == 0, call
        passes(dlr, "track")
    listed = dlr("list", "--json", "--curriculum", "./track").document["items"]
    assert len(listed) == 8


MADE = {
    "curriculum": (["curriculum", "own"], {"Own"}),
    "level": (["level", "middle"], {"Middle"}),
    "category": (["category", "one/more"], {"More"}),
    "item": (["item", "Lidar", "--category", "one/alpha"], {"Lidar"}),
    "overlay": (
        ["overlay", "mine", "--extends", "deep-learning"],
        {"The field of deep learning, my way"},
    ),
}
"""How something is made, and what of its texts follows from what was specified."""


def texts_below(folder: Path) -> dict[tuple[str, int, int], str]:
    """Return every text for people by its file, line and column."""
    sources = [read(path) for path in sorted(folder.rglob("*.yaml"))]
    return {
        (str(source.path.resolve()), *source.position(scalar.start)): text
        for source in sources
        for _, scalar, text in texts(source.root)
    }


@pytest.mark.parametrize("form", ["folder", "file"])
@pytest.mark.parametrize("what", MADE)
def test_what_is_made_up_is_told(dlr: Dlr, flow: Path, what: str, form: str) -> None:
    """Lint names each text that `dlr new` makes up as a placeholder, and finds nothing else."""
    call, given = MADE[what]
    place = flow if form == "folder" else flow.parent / "single"
    (flow.parent / "single").mkdir()
    if form == "file":
        write(place, {"home.yaml": curriculum(item("a")).replace("id: cat", "id: alpha")})
    if what in ("curriculum", "overlay"):
        place = flow.parent / "fresh"
    known = Counter(texts_below(place).values())
    main = place / "home.yaml" if place.name == "single" else place
    result = dlr("new", *call, "--in", str(main))
    assert result.code == 0, result.err
    after = texts_below(place)
    made_up = Counter(after.values()) - known - Counter(given)
    findings = dlr("lint", "--isolated", "--json", str(place)).document["findings"]
    assert {each["rule"] for each in findings} <= {"C307"}
    places = ((str(Path(f["file"]).resolve()), f["line"], f["column"]) for f in findings)
    told = Counter(after[at] for at in places)
    assert told == made_up
    assert bool(told) == (what not in ("item", "overlay"))


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
    assert new == [
        "- id: three\n",
        '  title: "Drei"\n',
        "  categories:\n",
        "    - basics\n",
    ]
    assert "home/three/basics.yaml" in files(flow.parent)
    passes(dlr, "home")


def test_into_a_single_file(dlr: Dlr, work: Path) -> None:
    """In one file everything is nested at the margin that is there; comments stay in place."""
    before = NESTED.encode()
    for call, margin in (
        (["item", "New", "--category", "one/alpha"], " " * 12),
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
    assert dlr("new", "item", "New", "--category", "one/alpha", "--in", "home.yaml").code == 0
    new = added(text.encode(), files(work)["home.yaml"])
    assert all(line.endswith("\r\n") for line in new)


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n", "\n# end", "  # said\n"])
def test_ends_of_files(dlr: Dlr, work: Path, ending: str) -> None:
    """However a file ends, what is added stands on lines of its own."""
    text = curriculum(item("a", "hours: 2")).rstrip("\n") + ending
    write(work, {"home.yaml": text})
    assert dlr("new", "item", "New", "--category", "one/cat", "--in", "home.yaml").code == 0
    passes(dlr, "home.yaml")
    assert all(line in files(work)["home.yaml"] for line in text.encode().split())


def test_what_a_new_item_lacks_is_told(dlr: Dlr, work: Path) -> None:
    """An item is added with nothing but what was given; what lint misses in it is a warning."""
    full = (
        "summary: What it is.\nhours: 2\nresources: [{title: T, url: https://x.org/%s, type: docs}]"
    )
    text = curriculum(*(item(id, *(full % id).split("\n")) for id in "abcde"))
    write(work, {"home.yaml": text})
    result = dlr("new", "item", "New", "--category", "one/cat", "--in", "home.yaml")
    assert result.code == 0
    assert "Warning: " in result.out
    assert "For details: dlr lint home.yaml" in result.out
    new = added(text.encode(), files(work)["home.yaml"])
    assert "".join(new) == (
        f'{" " * 10}- id: new\n{" " * 12}title: "New"\n{" " * 12}kind: concept\n'
    )


REFUSED = {
    "no id": ["level", "Three"],
    "an id too long": ["level", "x" * 65],
    "no such kind": ["lesson", "x"],
    "too few words": ["category", "x"],
    "too many words": ["level", "one/x"],
    "up and away": ["category", "../x"],
    "an item without a place": ["item", "X"],
    "an item up and away": ["item", "X", "--category", "../x"],
    "no such level": ["category", "nine/x"],
    "no such category": ["item", "X", "--category", "one/nine"],
    "a level that is there": ["level", "one"],
    "a category that is there": ["category", "one/beta"],
    "an item that is there": ["item", "One a", "--category", "one/beta"],
    "a title too long": ["item", "x" * 300, "--id", "x", "--category", "one/beta"],
    "a title that steers": ["item", "a\x1b[2Jb", "--category", "one/beta"],
    "a title without letters": ["item", "?!", "--category", "one/beta"],
    "hours that are none": ["item", "X", "--category", "one/beta", "--hours", "0"],
    "a kind that is none": ["item", "X", "--category", "one/beta", "--kind", "lesson"],
    "nothing like that before it": ["item", "X", "--category", "one/beta", "--after", "y"],
    "no such prerequisite": ["item", "X", "--category", "one/beta", "--requires", "zzzz"],
    "another kind's option": ["level", "three", "--hours", "2"],
    "no such item to remove": ["item", "X", "--undo"],
    "the only item of a category": ["item", "b", "--undo"],
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
    assert f"{Path('home', name)}.yaml already exists; nothing was added." in result.err


LAYOUTS = {
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


def test_items_in_braces(dlr: Dlr, work: Path) -> None:
    """Where a list of mappings is in brackets, a new item stands there in braces."""
    write(work, {"home.yaml": NESTED})
    assert dlr("new", "item", "New", "--category", "one/beta", "--in", "home.yaml").code == 0
    new = 'kind: concept}, {id: new, title: "New", kind: concept}]'
    assert files(work)["home.yaml"].decode() == NESTED.replace("kind: concept}]", new)
    assert dlr("new", "item", "new", "--undo", "--in", "home.yaml").code == 0
    assert files(work)["home.yaml"].decode() == NESTED


def test_an_empty_list_is_filled(dlr: Dlr, flow: Path) -> None:
    """A level without categories gets its first."""
    text = FLOW.replace("[ alpha , beta ]", "[]")
    write(flow, {"curriculum.yaml": text})
    assert dlr("new", "category", "one/gamma", "--in", "home").code == 0
    assert (flow / "curriculum.yaml").read_text() == text.replace("[]", "[gamma]")


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
    assert dlr("new", "item", "New", "--category", "one/beta", "--in", "home").code == 0


def test_hints_can_be_taken_over(dlr: Dlr, work: Path) -> None:
    """The hints in the comments are right: without their signs they are keys of the format."""
    dlr("new", "curriculum", "home", "--in", ".")
    dlr("new", "item", "Another item", "--category", "start/basics", "--in", "home")
    text = files(work)["home/start/basics.yaml"].decode()
    assert "# hours: 2" in text
    write(work, {"home/start/basics.yaml": text.replace("# ", "")})
    passes(dlr, "home")


def test_everything_that_is_given_is_written(dlr: Dlr, flow: Path) -> None:
    """An item says what was given and nothing else, and the call that is shown removes it."""
    before = files(flow)
    result = dlr(
        "new", "item", "Größe: “x”", "--category", "one/beta", "--after", "b", "--kind", "skill",
        "--hours", "2.50", "--requires", "one-a", "--requires", "numpy-arrays",
        "--summary", "It is: so.", "--in", "home", "--json",
    )  # fmt: skip
    assert result.document == {
        "schema_version": 1,
        "id": "grosse-x",
        "key": "home/grosse-x",
        "files": ["home/one/beta.yaml"],
        "warnings": [],
        "undo": "dlr new item grosse-x --undo --in home",
    }
    new = added(before["one/beta.yaml"], files(flow)["one/beta.yaml"])
    assert "".join(new) == (
        '  - id: grosse-x\n    title: "Größe: “x”"\n    kind: skill\n'
        '    summary: "It is: so."\n    hours: 2.50\n    requires:\n      - one-a\n'
        "      - deep-learning/numpy-arrays\n"
    )
    passes(dlr, "home")
    removed = dlr("new", "item", "Größe: “x”", "--undo", "--in", "home", "--json")
    assert files(flow) == before
    again = shlex.split(removed.document["undo"])
    assert dlr(*again[1:]).code == 0
    fields = dlr("list", "--curriculum", "./home", "--json").document["items"]
    [made] = [each for each in fields if each["id"] == "grosse-x"]
    assert (made["hours"], made["kind"], len(made["requires"])) == (2.5, "skill", 2)


def test_what_others_build_on_stays(dlr: Dlr, flow: Path) -> None:
    """An item is not removed while another one requires it; the line is named."""
    new = "new", "item", "C", "--category", "one/beta", "--requires", "b", "--in", "home"
    assert dlr(*new).code == 0
    before = files(flow)
    result = dlr("new", "item", "b", "--undo", "--in", "home")
    assert (result.code, files(flow)) == (2, before)
    assert "To remove “c” first: dlr new item c --undo --in home" in result.err
    assert (
        "“c” requires “b” in home/one/beta.yaml, line 11; nothing was removed."
        in result.err.replace("\n", " ")
    )


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Größe", "grosse"),
        ("Café au lait", "cafe-au-lait"),
        ("Bayes’ theorem, don't", "bayes-theorem-dont"),
        ("  C++ & k-means ", "c-k-means"),
        ("Attention 注意 2", "attention-2"),
        ("Łódź Ærø ½", "lodz-aero-1-2"),
        ("x" * 60 + " and more", "x" * 60 + "-and"),
        ("2024", "2024"),
    ],
)
def test_ids_from_titles(title: str, id: str) -> None:
    """A title suggests an id that is spelled as its words are, accents left out."""
    assert make_id(title) == id


@pytest.mark.parametrize("title", ["注意", "?!", "x" * 65])
def test_titles_that_suggest_no_id(title: str) -> None:
    """Where nothing of a title can stand in an id, --id is asked for."""
    with pytest.raises(DlrError) as raised:
        make_id(title)
    assert "--id" in raised.value.advice[0]
