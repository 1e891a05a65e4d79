"""What a lint looks at, what it resolves against, and what it answers."""

import os
from pathlib import Path

import pytest

from curriculum.making import category, curriculum, item, main_file, run_small, told, write
from dlroadmap.cli.documents import finding_document
from dlroadmap.curriculum.library import Library
from dlroadmap.diagnostics import Finding
from dlroadmap.lint.engine import Result, lint
from dlroadmap.lint.rules import RULES

FAULT = "colour: red"


def run(folder: Path, *names: str, library: tuple[str, ...] = ()) -> Result:
    return lint([folder / name for name in names], Library([folder / name for name in library]))


def files_of(result: Result, folder: Path) -> list[str]:
    return sorted({file for file, *_ in told(result.findings, folder)})


@pytest.fixture
def field(tmp_path: Path) -> Path:
    """A curriculum with a fault in its main file and in each category file, and one stray."""
    write(
        tmp_path,
        {
            "field/curriculum.yaml": main_file("one: [a, b]", head=FAULT),
            "field/one/a.yaml": category("a", item("a1", FAULT)),
            "field/one/b.yaml": category("b", item("b1", FAULT)),
            "field/one/lost.yaml": category("lost", item("l1")),
        },
    )
    return tmp_path


# The issue's own case


def test_three_faults_in_one_run(tmp_path: Path) -> None:
    """A duplicate key, a dangling prerequisite and a file that is no YAML, all with a place."""
    text = curriculum(item("a", "hours: 1", "«Y003»hours: 2"), item("b", "requires: [«G201»nope]"))
    expected = write(
        tmp_path, {"home.yaml": text, "other.yaml": "format: 1\nid: [x\ntitle«Y001»: y\n"}
    )
    result = run(tmp_path, ".")
    assert told(result.findings, tmp_path) == expected
    assert len(expected) == 3
    assert (result.files, result.items, result.unreadable) == (2, 2, [])


# Scopes


def test_clean_folder(tmp_path: Path) -> None:
    """A lint without a finding still says how much it has read."""
    files = {"home.yaml": curriculum(item("a"), item("b")), "x.yaml": curriculum(item("c"), id="x")}
    write(tmp_path, files)
    assert run(tmp_path, ".") == Result(2, 3, [], [])


def test_scope_of_a_curriculum_folder(field: Path) -> None:
    """A curriculum's folder means all of its files, and those that no level refers to."""
    result = run(field, "field")
    assert files_of(result, field) == [
        "field/curriculum.yaml", "field/one/a.yaml", "field/one/b.yaml", "field/one/lost.yaml",
    ]  # fmt: skip
    assert result.files == 4
    assert [f.rule for f in result.findings if "lost" in f.file] == ["S113"]


def test_scope_of_a_main_file(field: Path) -> None:
    """A main file means its category files too."""
    assert files_of(run(field, "field/curriculum.yaml"), field) == [
        "field/curriculum.yaml", "field/one/a.yaml", "field/one/b.yaml",
    ]  # fmt: skip


def test_scope_of_a_category_file(field: Path) -> None:
    """A category file is checked with its curriculum and told about alone."""
    result = run(field, "field/one/a.yaml")
    assert files_of(result, field) == ["field/one/a.yaml"]
    assert result.files == 1


def test_category_file_knows_its_curriculum(tmp_path: Path) -> None:
    """References of a single category file are resolved in its whole curriculum."""
    expected = write(
        tmp_path,
        {
            "curriculum.yaml": main_file("one: [a, b]"),
            "one/a.yaml": category("a", item("a1")),
            "one/b.yaml": category("b", item("b1", "requires: [a1, «G201»a2]"), "a1"),
        },
    )
    result = run(tmp_path, "one/b.yaml")
    assert told(result.findings, tmp_path) == expected
    assert result.items == 1


def test_category_file_without_a_curriculum(tmp_path: Path) -> None:
    """A category file with no main file above it says so."""
    write(tmp_path, {"one/a.yaml": category("a", item("a1"))})
    assert [f.rule for f in run(tmp_path, "one/a.yaml").findings] == ["S112"]


def test_category_file_that_no_level_refers_to(field: Path) -> None:
    """A single file that its curriculum does not name is a warning of its own."""
    result = run(field, "field/one/lost.yaml")
    assert [(f.rule, f.severity) for f in result.findings] == [("S113", "warning")]


def test_scope_of_any_folder(field: Path) -> None:
    """A folder means every curriculum below it, files and folders, however deep."""
    write(
        field,
        {
            "deep/er/track.yaml": curriculum(item("r", FAULT), id="track"),
            "deep/er/old.yml": curriculum(item("o", FAULT), id="old"),
        },
    )
    result = run(field, ".")
    assert {"deep/er/track.yaml", "deep/er/old.yml", "field/one/a.yaml"} <= set(
        files_of(result, field)
    )
    assert result.files == 6


def test_paths_from_inside_the_folder(field: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A category file finds its main file above the folder in which the lint is run."""
    monkeypatch.chdir(field / "field/one")
    result = lint([Path("a.yaml")], Library([]))
    assert [f.rule for f in result.findings] == ["S101"]


def test_one_file_twice(field: Path) -> None:
    """Paths that overlap tell every fault once and count every file once."""
    once = run(field, "field")
    again = run(field, "field", "field/one/a.yaml", "field/curriculum.yaml", ".")
    assert again == once


# What is left alone, and what is not


STRAYS = {
    "settings": "a: 1\nb: [x]\n",
    "a list": "- 1\n",
    "a word": "hello\n",
    "empty": "",
    "only a comment": "# nothing\n",
    "items without a level": "items: [a]\n",
    "anchors": "base: &base {x: 1}\nother: *base\n",
    "a merge": "base: {x: 1}\nother:\n  <<: {y: 1}\n",
    "a tag": "key: !Ref Thing\n",
    "a number of many digits": "account: 123456789012\n",
}


@pytest.mark.parametrize("text", STRAYS.values(), ids=STRAYS)
def test_files_that_are_no_curricula(tmp_path: Path, text: str) -> None:
    """YAML of other tools in a linted folder is not our business."""
    write(tmp_path, {"home.yaml": curriculum(item("a")), "compose.yaml": text})
    assert run(tmp_path, ".").findings == []


def test_broken_stray(tmp_path: Path) -> None:
    """What cannot be read as YAML is a finding: it may have been a curriculum."""
    expected = write(
        tmp_path, {"home.yaml": curriculum(item("a")), "x.yaml": "a: [1\nb«Y001»: 1\n"}
    )
    assert told(run(tmp_path, ".").findings, tmp_path) == expected


@pytest.mark.parametrize("text", ["- 1\n", "a: 1\n", "hello\n", ""])
def test_file_that_was_asked_for(tmp_path: Path, text: str) -> None:
    """A file that is named by itself must be a curriculum."""
    write(tmp_path, {"x.yaml": text})
    assert run(tmp_path, "x.yaml").findings


@pytest.mark.parametrize("head", ["format: 1\n", "levels: []\n", "format: 2\nlevels: []\n"])
def test_file_that_wants_to_be_a_curriculum(tmp_path: Path, head: str) -> None:
    """A file with a format or levels is taken for a curriculum, and its faults are told."""
    write(tmp_path, {"x.yaml": head})
    result = run(tmp_path, ".")
    assert result.files == 1
    assert result.findings


def test_hidden_folders_and_files(field: Path) -> None:
    """Hidden folders and files are not looked at, unless they are named."""
    write(field, {".git/x.yaml": "a: [", "field/.old/y.yaml": "b: [", "field/one/.c.yaml": "c: ["})
    assert not any("/." in file for file in files_of(run(field, "field", "."), field))
    assert [f.rule for f in run(field, ".git").findings] == ["Y001"]


def test_empty_folder(tmp_path: Path) -> None:
    """A folder without a curriculum is an empty answer."""
    assert run(tmp_path, ".") == Result(0, 0, [], [])


@pytest.mark.posix("a pipe with a name, links")
def test_what_cannot_be_looked_at(field: Path) -> None:
    """Absent paths, pipes and broken links are told apart, and the rest is linted."""
    os.mkfifo(field / "pipe.yaml")
    (field / "field/one/loop.yaml").symlink_to("loop.yaml")
    result = run(field, "absent.yaml", "pipe.yaml", "field")
    assert result.unreadable == [
        f"{field / 'absent.yaml'} does not exist",
        f"{field / 'pipe.yaml'} is not a regular file",
        f"{field / 'field/one/loop.yaml'} is not a regular file",
    ]
    assert result.findings == run(field, "field").findings
    assert len(result.findings) == 4


@pytest.mark.posix("a pipe with a name")
def test_pipe_in_a_folder_does_not_block(tmp_path: Path) -> None:
    """A pipe where a category file should be is told, and nobody waits for it."""
    write(tmp_path, {"curriculum.yaml": main_file("one: [a]")})
    (tmp_path / "one").mkdir()
    os.mkfifo(tmp_path / "one/a.yaml")
    code = (
        "import sys; from pathlib import Path; from dlroadmap.lint.engine import lint;"
        "from dlroadmap.curriculum.library import Library;"
        "result = lint([Path(sys.argv[1])], Library([]));"
        "print(len(result.unreadable), *[f.rule for f in result.findings])"
    )
    assert run_small(code, tmp_path) == "1 Y001\n"


# References


def home_with(id: str) -> str:
    return curriculum(item(id))


def test_references_resolve_in_the_linted_paths(tmp_path: Path) -> None:
    """A home that is linted too is found wherever it lies."""
    write(
        tmp_path,
        {"a/track.yaml": curriculum("home/x", id="track"), "b/c/home.yaml": home_with("x")},
    )
    assert run(tmp_path, "a/track.yaml", "b").findings == []
    assert run(tmp_path, ".").findings == []
    assert [f.rule for f in run(tmp_path, "a/track.yaml").findings] == ["S111"]


def test_references_resolve_in_siblings(tmp_path: Path) -> None:
    """A home beside the linted curriculum is found, of a file and of a folder."""
    write(
        tmp_path,
        {
            "track.yaml": curriculum("home/x", id="track"),
            "way/curriculum.yaml": main_file("one: [a]", id="way"),
            "way/one/a.yaml": category("a", "home/x"),
            "home.yaml": home_with("x"),
        },
    )
    for path in ("track.yaml", "way", "way/one/a.yaml"):
        assert run(tmp_path, path).findings == []


def test_references_resolve_in_the_library(tmp_path: Path) -> None:
    """A home of the library is found, and its own faults are not told."""
    write(
        tmp_path,
        {
            "a/track.yaml": curriculum("home/x", id="track"),
            "lib/home.yaml": curriculum(item("x"), item("y", "requires: [nope]")),
        },
    )
    assert run(tmp_path, "a", library=("lib",)).findings == []


def test_linted_home_stands_before_a_sibling(tmp_path: Path) -> None:
    """Of two homes with one id the linted one is taken, not the one beside the track."""
    write(
        tmp_path,
        {
            "a/track.yaml": curriculum("home/new", id="track"),
            "a/home.yaml": home_with("old"),
            "b/home.yaml": home_with("new"),
        },
    )
    assert run(tmp_path, "a/track.yaml", "b/home.yaml").findings == []


def test_sibling_stands_before_the_library(tmp_path: Path) -> None:
    """Of two homes with one id the one beside the track is taken, not the library's."""
    write(
        tmp_path,
        {
            "a/track.yaml": curriculum("home/new", id="track"),
            "a/home.yaml": home_with("new"),
            "lib/home.yaml": home_with("old"),
        },
    )
    assert run(tmp_path, "a/track.yaml", library=("lib",)).findings == []


# Findings


def test_findings_are_sorted_and_unique(field: Path) -> None:
    """Findings come by file, line and column, each once, though homes are drawn on by many."""
    write(
        field,
        {
            "home.yaml": curriculum(item("h", "requires: [nope, none]")),
            "r1.yaml": curriculum("home/h", id="r1"),
            "r2.yaml": curriculum("home/h", id="r2"),
        },
    )
    findings = run(field, ".").findings
    assert findings == sorted(set(findings))
    assert [f.rule for f in findings if f.file.endswith("home.yaml")] == ["G201", "G201"]


def test_document_of_a_finding() -> None:
    """A finding is told to scripts with its rule, its words and where it begins and ends."""
    place = ("a.yaml", 3, 5, "S101", "unknown key `x`", 3, 6)
    finding = Finding(*place, name="unknown-key", severity="error")
    assert finding_document(finding) == {
        "rule": "S101", "name": "unknown-key", "severity": "error", "message": "unknown key `x`",
        "file": "a.yaml", "line": 3, "column": 5, "end_line": 3, "end_column": 6, "fixable": False,
    }  # fmt: skip
    assert str(finding) == "a.yaml:3:5: error S101 unknown key `x`"


def test_end_of_a_finding(tmp_path: Path) -> None:
    """The end of a finding is right behind what it is about."""
    write(tmp_path, {"home.yaml": curriculum(item("a", "requires: [nope, a]"))})
    [unknown, itself] = run(tmp_path, ".").findings
    assert (unknown.column, unknown.end_column, unknown.line, unknown.end_line) == (24, 28, 14, 14)
    assert (itself.column, itself.end_column) == (30, 31)


def test_rules_are_well_formed() -> None:
    """Every rule has a code of its own, a name of its own and a severity that there is."""
    names = [rule.name for rule in RULES.values()]
    assert len(names) == len(set(names))
    assert all(code[0] in "YSGCXU" and code[1:].isdigit() for code in RULES)
    assert {rule.severity for rule in RULES.values()} <= {"error", "warning", "info"}


def test_a_category_of_braces_alone(tmp_path: Path) -> None:
    """A category that is an empty mapping is told what it lacks, in its file or in the main one."""
    write(tmp_path, {"curriculum.yaml": main_file("one: [a, {}]"), "one/a.yaml": "{}\n"})
    found = {(Path(f.file).name, f.rule) for f in run(tmp_path, ".").findings}
    assert found == {("curriculum.yaml", "S102"), ("a.yaml", "S102")}


def test_texts_under_unknown_keys_are_linted(tmp_path: Path) -> None:
    """A key in the wrong mapping is one fault; what is written under it is still looked at."""
    resource = "resources: [{title: T, url: 'https://x.org', type: book, aliases: [no]}]"
    write(tmp_path, {"home.yaml": curriculum(item("a", resource))})
    assert [f.rule for f in run(tmp_path, ".").findings] == ["S101", "Y006"]


def test_a_byte_order_mark_is_a_warning(tmp_path: Path) -> None:
    """A mark alone breaks nothing: it is less than the bad encodings that its rule is about."""
    (tmp_path / "home.yaml").write_bytes(("\ufeff" + curriculum(item("a"))).encode())
    (tmp_path / "bad.yaml").write_bytes(b"format: 1\ntitle: caf\xe9\n")
    found = lint([tmp_path], Library([])).findings
    severity = {Path(f.file).name: f.severity for f in found if f.rule == "Y002"}
    assert severity == {"home.yaml": "warning", "bad.yaml": "error"}
