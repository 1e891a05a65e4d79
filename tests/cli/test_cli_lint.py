"""dlr lint, rule, diff and new at the command line: options, exit codes, formats and frames."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from cli_helpers import Terminal, dlr_process, same_as_golden
from rich.cells import cell_len

from dlroadmap.lint import reporters

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

HEAD = """\
format: 1
id: home
title: A curriculum
levels:
  - id: one
    title: One
    categories:
      - id: cat
        title: Cat
        items:
"""

GOOD = HEAD + "          - {id: a, title: A thing, kind: concept}\n"

MANY = HEAD + "".join(
    f"          - {{id: i{n}, title: Item {n} here., kind: tool, "
    f"tags: [{'no' if n % 3 else 'x'}]}}\n"
    for n in range(15)
)
"""25 findings of two rules."""

FAULTY = HEAD + (
    "          - {id: a, title: 日本\t😀, kind: concept,\tcolour: red} # 日本\n"
    "          - {id: b, title: B, kind: skil, tags: [no]}\n"
    "          - {id: c, title: C, kind: concept, requires: [nope, a, a], summary: "
    + "a long text "
    * 20
    + "}\n"
    "          - id: d\n            title: >-\n              D with a title\n"
    "              on two lines.\n            kind: concept\n"
)


@pytest.fixture
def work(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a good file, a faulty one, and one to be mended."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "good.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "faulty.yaml").write_text(FAULTY, encoding="utf-8")
    (folder / "many.yaml").write_text(MANY, encoding="utf-8")
    warned = GOOD.replace("}", ", tags: [no]}").replace("id: home", "id: warned")
    (folder / "warned.yaml").write_text(warned, encoding="utf-8")
    return folder


# Exit codes and what was read


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["good.yaml"], 0),
        (["warned.yaml"], 0),
        (["warned.yaml", "--fail-on", "warning"], 1),
        (["faulty.yaml"], 1),
        (["faulty.yaml", "--fail-on", "never"], 0),
        (["absent.yaml"], 2),
        (["good.yaml", "absent.yaml"], 2),
        (["faulty.yaml", "absent.yaml"], 2),
        (["warned.yaml", "--diff"], 1),
        (["good.yaml", "--diff"], 0),
        (["good.yaml", "absent.yaml", "--diff"], 2),
        (["good.yaml", "--format", "pretty"], 2),
        (["good.yaml", "--fail-on", "fatal"], 2),
        (["good.yaml", "--stdin-filename", "x.yaml"], 2),
        (["-", "good.yaml"], 2),
        (["empty"], 2),
        ([], 2),
        (["x" * 300], 2),
    ],
)
def test_exit_codes(dlr: Dlr, work: Path, args: list[str], code: int) -> None:
    """0 is clean, 1 is findings at or above --fail-on, 2 is that something could not be read."""
    (work / "empty").mkdir()
    result = dlr("lint", *args)
    assert result.code == code
    assert "bug" not in result.err


def test_success_says_what_was_read(dlr: Dlr, work: Path) -> None:
    """Also success says how many files and items were read, so that nobody trusts an empty run."""
    assert dlr("lint", "good.yaml").out == "Checked 1 file and 1 item: no problems.\n"


def test_no_file_matched(dlr: Dlr, work: Path) -> None:
    """Where nothing was found to check, that is no success."""
    (work / "empty").mkdir()
    result = dlr("lint", "empty")
    assert (result.code, result.out) == (2, "")
    assert "No curriculum found in empty" in result.err


@pytest.mark.parametrize("args", [["empty"], ["absent.yaml"], ["good.yaml", "--select", "nope"]])
def test_json_on_failure(dlr: Dlr, work: Path, args: list[str]) -> None:
    """With --json also a failure is one document."""
    (work / "empty").mkdir()
    result = dlr("lint", *args, "--json")
    assert result.code == 2
    assert result.document["error"].keys() >= {"code", "message"}


def test_without_a_path_and_a_folder_curriculum_it_is_said_what_to_do(dlr: Dlr, work: Path) -> None:
    """Who calls dlr lint somewhere else learns what it looked for, and how to name a path."""
    assert not (work / "curriculum").exists()
    result = dlr("lint")
    assert (result.code, result.out) == (2, "")
    assert "has neither curriculum nor curriculum.yaml" in result.err
    assert "dlr lint my-curriculum.yaml" in result.err
    (work / "curriculum").mkdir()
    (work / "curriculum" / "curriculum.yaml").write_bytes((work / "warned.yaml").read_bytes())
    assert dlr("lint").code == 0


def test_without_a_path_in_a_folder_that_is_a_curriculum(dlr: Dlr, work: Path) -> None:
    """A curriculum.yaml right here is found; a folder curriculum comes before it."""
    (work / "curriculum.yaml").write_bytes((work / "warned.yaml").read_bytes())
    assert "curriculum.yaml:11:59: " in dlr("lint").out
    assert dlr("lint", "--show-settings", "--json").code == 0
    (work / "curriculum").mkdir()
    empty = dlr("lint")
    assert (empty.code, "curriculum.yaml" in empty.out) == (2, False)


def test_json(dlr: Dlr, work: Path) -> None:
    """The document says what was read, what was found, and what could not be read."""
    document = dlr("lint", "warned.yaml", "absent.yaml", "--json").document
    assert (document["files"], document["items"]) == (1, 1)
    assert document["unreadable"] == ["absent.yaml does not exist"]
    [finding] = document["findings"]
    assert finding == {
        "rule": "Y006", "name": "ambiguous-scalar", "severity": "warning",
        "message": "many programs read `no` as true or false; quote it",
        "file": "warned.yaml", "line": 11, "column": 59, "end_line": 11, "end_column": 61,
        "fixable": True,
    }  # fmt: skip


# Formats


def test_formats_by_default(work: Path, home: Path) -> None:
    """A terminal gets frames, a pipe a line for each finding, GitHub's runner annotations."""
    piped = dlr_process(home, "lint", "warned.yaml").stdout.decode()
    assert piped.startswith("warned.yaml:11:59: warning Y006 ")
    with Terminal(home, "lint", "warned.yaml", more={"NO_COLOR": "1"}) as terminal:
        assert terminal.end() == 0
    assert "  --> warned.yaml:11:59\n" in terminal.output
    on_runner = dlr_process(home, "lint", "warned.yaml", GITHUB_ACTIONS="true")
    assert on_runner.stdout.startswith(b"::warning file=warned.yaml,line=11,")
    assert on_runner.stderr == b"Checked 1 file and 1 item: 1 problem.\n"
    asked = dlr_process(home, "lint", "warned.yaml", "--format", "concise", GITHUB_ACTIONS="true")
    assert asked.stdout.decode() == piped


@pytest.mark.parametrize("form", ["json", "github", "gitlab", "junit", "sarif"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_forms_for_machines_stand_alone(dlr: Dlr, work: Path, form: str, encoding: str) -> None:
    """Standard output holds the report and nothing else, whatever the encoding."""
    (work / "né.yaml").write_text(FAULTY, encoding="utf-8")
    result = dlr("lint", "né.yaml", "absent.yaml", "--format", form, encoding=encoding)
    assert result.code == 2
    assert "absent.yaml does not exist" in result.err
    if form == "junit":
        ElementTree.fromstring(result.out.encode())
    elif form == "github":
        assert all(line.startswith("::") for line in result.lines)
    else:
        json.loads(result.out)


def test_formats_are_imported_only_when_they_are_asked_for(home: Path) -> None:
    """The help names every format by its file; neither a reporter nor a rule is imported for it."""
    code = (
        "import sys, dlroadmap.cli.lint as lint; print(*lint.reporters.NAMES); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    formats, modules = (line.split() for line in done.stdout.splitlines())
    assert formats == ["full", "concise", "json", "github", "gitlab", "junit", "sarif"]
    assert "dlroadmap.lint.reporters" in modules
    assert {"pydantic", "yaml", "rich", "dlroadmap.lint.reporters.junit"} & {*modules} == set()


# Frames


def frames(text: str) -> list[tuple[str, str]]:
    """Return each line of a file that is shown, with the line of carets below it."""
    lines = text.splitlines()
    pairs = pairwise(lines)
    return [(above, below) for above, below in pairs if set(below) <= set(" |^") and "^" in below]


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_carets_stand_below_their_places(
    dlr: Dlr, work: Path, columns: int, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The caret is below its place behind tabs and wide characters, and no line is too wide."""
    monkeypatch.setenv("COLUMNS", str(columns))
    result = dlr("lint", "faulty.yaml", "--format", "full", encoding=encoding)
    found = frames(result.out)
    assert len(found) == 5
    marked = []
    for above, below in found:
        assert max(cell_len(above), cell_len(below)) <= columns
        start, end = below.index("^"), below.rindex("^") + 1
        marked.append(cells(above, start, end))
    assert marked[:4] == ["colour", "skil", "no", "nope"]
    assert "\t" not in result.out
    assert encoding == "utf-8" or result.out.isascii()


def cells(text: str, start: int, end: int) -> str:
    """Return the part of a text from one column of the screen to another."""
    kept = ""
    at = 0
    for sign in text:
        if start <= at < end:
            kept += sign
        at += cell_len(sign)
    return kept


# Standard input


@pytest.mark.parametrize("name", [None, "x.yaml", "sub/../x.yaml", "/abs"])
def test_standard_input(dlr: Dlr, work: Path, name: str | None) -> None:
    """- checks standard input, under the name that is given, whether that file is there or not."""
    given = str(work / "x.yaml") if name == "/abs" else name
    option = ["--stdin-filename", given] if given else []
    result = dlr("lint", "-", *option, "--json", stdin=FAULTY)
    files = {finding["file"] for finding in result.document["findings"]}
    assert files == {"x.yaml" if given else "stdin.yaml"}
    assert dlr("lint", "-", *option, stdin=GOOD).code == 0


@pytest.mark.parametrize("absolute", [False, True])
def test_standard_input_is_mended_to_standard_output(dlr: Dlr, work: Path, absolute: bool) -> None:
    """With --fix the mended text goes to standard output, byte by byte, and no file is written."""
    before = (work / "warned.yaml").read_bytes()
    text = "\r\n".join([before.decode().rstrip("\n"), "# 日本 é", ""])
    name = str(work / "warned.yaml") if absolute else "warned.yaml"
    result = dlr("lint", "-", "--stdin-filename", name, "--fix", stdin=text, encoding="utf-8")
    assert result.out == text.replace("[no]", '["no"]')
    assert "no problems" in result.err
    assert (work / "warned.yaml").read_bytes() == before


def test_standard_input_that_cannot_be_mended(work: Path, home: Path) -> None:
    """What is no UTF-8, or has nothing to mend, comes out as it went in."""
    for data in (b"title: caf\xe9\r\n", GOOD.encode(), b"\xff\xfe", b""):
        ended = dlr_process(home, "lint", "-", "--fix", stdin=data, PYTHONIOENCODING="ascii")
        assert ended.stdout == data


def test_a_category_on_standard_input(dlr: Dlr, work: Path) -> None:
    """A file of an editor that is not saved yet is seen by its curriculum."""
    dlr("new", "curriculum", "track", "--in", ".")
    text = (
        "id: basics\ntitle: Basics\nitems: [{id: x, title: X, kind: concept, requires: [nope]}]\n"
    )
    result = dlr("lint", "-", "--stdin-filename", "track/start/basics.yaml", "--json", stdin=text)
    assert [finding["rule"] for finding in result.document["findings"]] == ["G201"]


# Mending


def test_diff_is_a_patch(work: Path, home: Path) -> None:
    """--diff changes nothing; git takes it as a patch, and then the file is what --fix makes."""
    text = (work / "warned.yaml").read_text().replace("title: Cat", "title:\tCat").rstrip("\n")
    (work / "warned.yaml").write_bytes(text.replace("\n", "\r\n").encode())
    (work / "copy").mkdir()
    (work / "copy/warned.yaml").write_bytes((work / "warned.yaml").read_bytes())
    shown = dlr_process(home, "lint", "warned.yaml", "--diff")
    assert shown.returncode == 1
    assert len(shown.stdout.splitlines()) >= 5
    done = subprocess.run(
        ["git", "apply", "-"],
        input=shown.stdout,
        cwd=work / "copy",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert dlr_process(home, "lint", "warned.yaml", "--fix").returncode == 0
    fixed = (work / "warned.yaml").read_bytes()
    assert (work / "copy/warned.yaml").read_bytes() == fixed
    assert fixed == text.replace("\n", "\r\n").replace("[no]", '["no"]').encode()


def test_diff_at_a_terminal(work: Path, home: Path) -> None:
    """At a terminal the same lines are shown, without what could steer it."""
    with Terminal(home, "lint", "warned.yaml", "--diff") as terminal:
        assert terminal.end() == 1
    assert "--- a/warned.yaml" in terminal.output
    assert "\x1b[32m+ " in terminal.output


def test_fix_reports_what_is_left(dlr: Dlr, work: Path) -> None:
    """--fix mends, says how much, and reports the rest with the exit code of that."""
    result = dlr("lint", "faulty.yaml", "warned.yaml", "--fix")
    assert result.code == 1
    assert "Fixed 2 problems in 2 files." in result.err
    assert "Y006" not in result.out


# Curricula of one id


@pytest.mark.parametrize("other", ["b/curriculum.yaml", "a.yaml", "b.yaml"])
def test_one_id_in_a_folder(dlr: Dlr, work: Path, other: str) -> None:
    """Linting a folder tells of two curricula with one id: two folders, or a folder and a file."""
    for file in ("a/curriculum.yaml", other):
        (work / "all" / file).parent.mkdir(parents=True, exist_ok=True)
        (work / "all" / file).write_text(GOOD, encoding="utf-8")
    result = dlr("lint", "all")
    assert result.code == 1
    [line] = [line for line in result.lines if "S116" in line]
    told, named = line.split(": error S116 ")
    assert {told.rsplit(":", 2)[0], named.split(" also has the id `home`")[0]} == {
        "all/a/curriculum.yaml",
        f"all/{other}",
    }


# Counts of rules


@pytest.mark.parametrize("form", ["full", "concise"])
def test_long_reports_end_with_counts(dlr: Dlr, work: Path, form: str) -> None:
    """More than 20 findings are counted by rule, the most frequent first, before the summary."""
    table = (
        "\n\nRule  Name              Count\nC302  title-style          15\n"
        "Y006  ambiguous-scalar     10\n"
    )
    out = dlr("lint", "many.yaml", "--format", form).out
    assert table in out
    assert out.endswith("Checked 1 file and 15 items: 25 problems.\n")


@pytest.mark.parametrize(("number", "counted"), [(20, False), (21, True)])
def test_short_reports_are_not_counted(dlr: Dlr, work: Path, number: int, counted: bool) -> None:
    """Up to 20 findings fit on a screen."""
    item = "          - {{id: i{0}, title: Item {0} here., kind: concept}}\n"
    text = HEAD + "".join(item.format(n) for n in range(number))
    (work / "some.yaml").write_text(text, encoding="utf-8")
    assert ("Count" in dlr("lint", "some.yaml").out) == counted


@pytest.mark.parametrize("form", ["json", *reporters.FORMATS])
def test_programs_get_no_counts(dlr: Dlr, work: Path, form: str) -> None:
    """Formats for programs are what they are, however many findings there are."""
    if form != "concise":
        result = dlr("lint", "many.yaml", "--format", form)
        assert "Count" not in result.out + result.err


# Goldens


FULL = {"40 columns": "40", "80 columns": "80", "200 columns": "200", "ASCII": "80"}

CASES = {
    "lint-full": ["lint", "faulty.yaml", "--format", "full"],
    "lint-many": ["lint", "many.yaml"],
    "lint-concise": ["lint", "faulty.yaml", "warned.yaml"],
    "lint-diff": ["lint", "warned.yaml", "--diff"],
    "rule": ["rule", "G205"],
    "rule-list": ["rule"],
    "new-curriculum": ["new", "curriculum", "robotics", "--in", "."],
    "new-refused": ["new", "level", "one", "--in", "good.yaml"],
}


@pytest.mark.parametrize("name", CASES)
def test_output_is_what_its_golden_file_says(
    name: str, dlr: Dlr, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """lint, rule and new print what was agreed on: at 40, 80 and 200 columns, and in ASCII."""
    shown = [f"$ dlr {' '.join(CASES[name])}\n"]
    for screen, columns in FULL.items():
        monkeypatch.setenv("COLUMNS", columns)
        place = work / screen.replace(" ", "-")
        place.mkdir()
        for file in ("good.yaml", "faulty.yaml", "warned.yaml", "many.yaml"):
            (place / file).write_bytes((work / file).read_bytes())
        monkeypatch.chdir(place)
        result = dlr(*CASES[name], encoding="ascii" if screen == "ASCII" else "utf-8")
        shown.append(f"\n=== {screen}, exit code {result.code}\n{result.out}{result.err}")
    same_as_golden(name, "".join(shown))


def test_golden_of_diff(dlr: Dlr, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dlr diff prints what was agreed on: at 40 and 80 columns."""

    def git(*args: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *args], check=True, capture_output=True)

    git("init", "-q")
    git("add", "good.yaml")
    git("commit", "-q", "-m", "x")
    lines = [
        "{id: a2, title: A thing, kind: concept, hours: 2.5, formerly: [a]}",
        "{id: b, title: 'Something [new], with a name that is longer than most', kind: skill}",
    ]
    (work / "good.yaml").write_text(HEAD + "".join(f"          - {line}\n" for line in lines))
    shown = ["$ dlr diff HEAD good.yaml\n"]
    for columns in ("40", "80"):
        monkeypatch.setenv("COLUMNS", columns)
        result = dlr("diff", "HEAD", "good.yaml")
        shown.append(f"\n=== {columns} columns, exit code {result.code}\n{result.out}{result.err}")
    same_as_golden("diff", "".join(shown))


# Rules


def test_every_rule_has_a_page(dlr: Dlr) -> None:
    """A rule is explained in plain text, by its code or name: no sign of Markdown is left."""
    from dlroadmap.lint.rules import RULES

    for code, (name, severity) in ((c, (r.name, r.severity)) for c, r in RULES.items()):
        by_code, by_name = dlr("rule", code.lower()), dlr("rule", name)
        assert by_code.out == by_name.out
        assert by_code.lines[0] == f"{code} {name} ({severity})"
        assert not any(line.startswith(("```", "##")) for line in by_code.lines)
    listed = dlr("rule", "--json").document["rules"]
    assert [rule["code"] for rule in listed] == list(RULES)
    assert all(rule["documentation"] and rule["summary"] for rule in listed)


def test_unknown_rule(dlr: Dlr) -> None:
    """A rule that does not exist is exit 2, with the nearest name."""
    result = dlr("rule", "duplicate-kye")
    assert (result.code, result.out) == (2, "")
    assert "Did you mean duplicate-key?" in result.err
    assert dlr("rule", "").out == dlr("rule").out
