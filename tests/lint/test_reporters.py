"""Forms for other programs: GitHub, GitLab, JUnit and SARIF."""

import json
import re
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator

from conftest import Dlr
from curriculum.making import curriculum, item, write
from dlroadmap.curriculum.library import Library
from dlroadmap.diagnostics import Finding
from dlroadmap.format.source import Source
from dlroadmap.lint.engine import Result, lint
from dlroadmap.lint.reporters import FORMATS, report
from dlroadmap.lint.reporters.sarif import address
from dlroadmap.lint.rules import RULES
from dlroadmap.lint.settings import LintSettings

SCHEMA = Path(__file__).with_name("sarif-schema-2.1.0.json")
"""The schema of SARIF 2.1.0 (rtm.5), word for word as in the npm package @microsoft/jest-sarif."""


def finding(rule: str = "S101", file: str = "a.yaml", line: int = 3, message: str = "m") -> Finding:
    name, severity = RULES[rule].name, RULES[rule].severity
    return Finding(file, line, 5, rule, message, line, 9, name, severity)


def result(*findings: Finding, files: tuple[str, ...] = ()) -> Result:
    names = dict.fromkeys([*files, *(each.file for each in findings)])
    sources = {Path(name): Source(Path(name)) for name in names}
    return Result(len(sources), 0, list(findings), [], sources)


HOSTILE = 'a % b, c: d\r\n::error::x "y" <z> & \uffff 日本 é'
"""What no message holds, for it is cleaned; a form for machines bears it all the same."""


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """What a lint of files with many faults returns, named by odd file names."""
    text = curriculum(
        item("a", 'sumary: "\\uffff"', "tags: [no]", "hours: 1", "hours: 2"),
        item("b", "requires: [nope, a, a]", '"\\uffff%,:": 1', "summary: |", "  日本 <b>x</b>"),
    )
    write(tmp_path, {"a b%,é.yaml": text, "ok.yaml": curriculum(item("c"), id="ok")})
    write(tmp_path, {"x:y.yaml": "a: ["})
    monkeypatch.chdir(tmp_path)
    return lint([Path()], Library([]), LintSettings(select=frozenset(RULES)))


# GitHub


def test_github_command() -> None:
    """A finding is a workflow command with its place; end columns and titles are GitHub's own."""
    assert report(result(finding()), "github") == (
        "::error file=a.yaml,line=3,endLine=3,col=5,endColumn=9,title=S101 unknown-key::m\n"
    )
    over = replace(finding("Y006"), end_line=4, end_column=2)
    assert report(result(over), "github") == (
        "::warning file=a.yaml,line=3,endLine=4,title=Y006 ambiguous-scalar::m\n"
    )
    assert report(result(finding("G207")), "github").startswith("::notice ")


def test_github_escapes() -> None:
    """Nothing in a message or in a name can end a command or begin another one."""
    [line] = report(result(finding(message=HOSTILE, file="a,b:c%.yaml")), "github").splitlines()
    head, _, message = line.removeprefix("::error ").partition("::")
    assert "file=a%2Cb%3Ac%25.yaml," in head
    assert message.startswith("a %25 b, c: d%0D%0A::error::x")


def test_github_worst_first_with_counts() -> None:
    """The worst come first, all are in the log, and what GitHub will not show is counted."""
    findings = [
        *(finding("Y006", line=n) for n in range(1, 14)),
        *(finding("S101", line=n) for n in range(1, 13)),
        *(finding("G207", line=n) for n in range(1, 11)),
    ]
    *lines, last = report(result(*sorted(findings)), "github").splitlines()
    kinds = [re.match("::([a-z]+) ", line)[1] for line in lines]  # type: ignore[index]
    assert kinds == ["error"] * 12 + ["warning"] * 13 + ["notice"] * 10
    assert last.startswith("5 more problems are only in this log")
    assert [re.search("line=(\\d+)", line)[1] for line in lines[:12]] == [  # type: ignore[index]
        str(n) for n in range(1, 13)
    ]


def test_github_counts_nothing_where_all_are_shown() -> None:
    """Ten of a severity are all shown; the eleventh is counted; none is no line at all."""
    ten = [finding(line=n) for n in range(1, 11)]
    assert "more" not in report(result(*ten), "github")
    more = report(result(*ten, finding(line=11)), "github")
    assert more.splitlines()[-1].startswith("1 more problem is only in this log")
    assert report(result(), "github") == ""


# GitLab


def test_gitlab_shape(real: Result) -> None:
    """The report has for each finding what GitLab's documentation asks for."""
    entries = json.loads(report(real, "gitlab"))
    assert len(entries) == len(real.findings)
    for entry, found in zip(entries, real.findings, strict=True):
        assert entry.keys() == {
            *("description", "check_name", "fingerprint", "severity", "location")
        }
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["positions"]["begin"] == {
            "line": found.line,
            "column": found.column,
        }
        assert not entry["location"]["path"].startswith(("./", "/"))
    prints = [entry["fingerprint"] for entry in entries]
    assert len(set(prints)) == len(prints)


def test_gitlab_fingerprints_survive_a_move() -> None:
    """A finding that moved down is the same one to GitLab; a second one like it is another."""

    def prints(*lines: int) -> list[str]:
        entries = json.loads(report(result(*(finding(line=line) for line in lines)), "gitlab"))
        return [entry["fingerprint"] for entry in entries]

    assert prints(3) == prints(30)
    assert prints(3, 4) == prints(7, 9)
    assert len(set(prints(3, 4))) == 2
    assert json.loads(report(result(), "gitlab")) == []


# JUnit


def test_junit_is_xml(real: Result) -> None:
    """The report is XML with a suite for each file, and as many tests as it says."""
    root = ElementTree.fromstring(report(real, "junit"))
    suites = root.findall("testsuite")
    assert root.tag == "testsuites"
    assert len(suites) == real.files
    assert int(root.attrib["failures"]) == len(real.findings) == len(root.findall(".//failure"))
    assert int(root.attrib["tests"]) == len(root.findall(".//testcase"))
    for suite in suites:
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        assert int(suite.attrib["failures"]) == len(suite.findall(".//failure"))
    assert [len(s.findall(".//failure")) for s in suites if s.get("name") == "ok.yaml"] == [0]


def test_junit_bears_anything() -> None:
    """Whatever a message or a name holds, the report is ASCII and well formed in any encoding."""
    text = report(result(finding(message=HOSTILE, file='a"<é\ufffe>.yaml')), "junit")
    assert text.isascii()
    failure = ElementTree.fromstring(text).find(".//failure")
    assert failure is not None
    assert failure.attrib["message"].startswith("a % b, c: d")
    assert failure.attrib["message"].endswith(' "y" <z> &  日本 é')


def test_junit_says_that_a_file_passed() -> None:
    """A file without a finding is a test that passed."""
    root = ElementTree.fromstring(report(result(files=("ok.yaml",)), "junit"))
    assert (root.attrib["tests"], root.attrib["failures"]) == ("1", "0")
    assert [case.attrib["name"] for case in root.iter("testcase")] == ["no problems"]


# SARIF


def sarif(of: Result) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(report(of, "sarif"))
    Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(document)
    return document


def test_sarif_fits_the_official_schema(real: Result) -> None:
    """The report is valid against the schema of the standard, with findings and without."""
    [run] = sarif(real)["runs"]
    assert len(run["results"]) == len(real.findings)
    assert sarif(result())["runs"][0]["results"] == []


def test_sarif_points_at_its_rules(real: Result) -> None:
    """Every result names a rule by its code and place, and every rule is documented."""
    [run] = sarif(real)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for each in run["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
    for rule in rules:
        assert re.fullmatch("([A-Z][a-z]+)+", rule["name"])
        assert rule["shortDescription"]["text"]
        assert "```" not in rule["shortDescription"]["text"]
        assert rule["help"]["text"]


def test_sarif_places(real: Result) -> None:
    """Regions are those of the findings, in code points, and addresses lead to the files."""
    [run] = sarif(real)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    for each, found in zip(run["results"], real.findings, strict=True):
        place = each["locations"][0]["physicalLocation"]
        assert place["region"] == {
            "startLine": found.line,
            "startColumn": found.column,
            "endLine": found.end_line,
            "endColumn": found.end_column,
        }
        uri = urlsplit(place["artifactLocation"]["uri"])
        assert (uri.scheme, uri.netloc) == ("", "")
        assert Path(unquote(uri.path)).exists()


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("/a b/c.yaml", "file:///a%20b/c.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("é%.yaml", "%C3%A9%25.yaml"),
        ("\udcff.yaml", "%FF.yaml"),
    ],
)
def test_sarif_addresses(file: str, uri: str) -> None:
    """A file is named by an address: whole outside the working folder, else relative."""
    [run] = sarif(result(finding(file=file)))["runs"]
    [location] = run["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize(
    ("file", "uri"),
    [("one\\a b.yaml", "one/a%20b.yaml"), ("C:\\one\\a b.yaml", "file:///C:/one/a%20b.yaml")],
)
def test_sarif_addresses_of_windows(file: str, uri: str) -> None:
    """Paths of Windows become addresses, too, with slashes and a drive."""
    assert address(PureWindowsPath(file)) == uri


# All


def test_concise() -> None:
    """A line for each finding, in the form that compilers use, without what steers a terminal."""
    assert report(result(finding(file="a\x1b[2Jb.yaml")), "concise") == (
        "a[2Jb.yaml:3:5: error S101 m (unknown-key)\n"
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_form_bears_real_findings(real: Result, name: str) -> None:
    """No form has an escape byte in it, and each ends in a line end."""
    text = report(real, name)
    assert "\x1b" not in text
    assert text.endswith("\n")


ODD = (
    *("\udcff\udcfe.yaml", "\udced\udca0\udc80.yaml", "x\udcff/y\n.yaml"),
    *("a\x1b[2J\x07\x7f.yaml", "a\n::error::\r.yaml", "\x85\u2028\uffff.yaml"),
    *("\u202e\u2066\ufeff.yaml", "<&>\"'%,:\x01.yaml"),
)
"""Names of files: bytes that are no UTF-8, and what steers a terminal or a form."""


@pytest.mark.parametrize("format", ["full", "json", *FORMATS])
def test_every_form_bears_any_file_name(
    format: str, dlr: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is no UTF-8, or steers a terminal, is told in every form, and steers nothing."""
    broken = "format: 1\nid: home\ntitle: t\nx: 1\n"
    write(tmp_path / "odd", dict.fromkeys(ODD, broken))
    monkeypatch.chdir(tmp_path / "odd")
    result = dlr("lint", ".", "--format", format)
    assert (result.code, "bug" in result.err) == (1, False)
    said = result.out + result.err
    assert all(sign == "\n" or sign.isprintable() for sign in said)
    assert "::error::" not in [line[:9] for line in said.splitlines()]
    if format in ("json", "gitlab", "sarif"):
        json.loads(result.out)
    if format == "junit":
        ElementTree.fromstring(result.out)


@pytest.mark.parametrize("name", FORMATS)
def test_reports_are_the_same_every_time(real: Result, name: str) -> None:
    """The same files give the same report, letter by letter."""
    assert report(real, name) == report(lint_again(real), name)


def lint_again(real: Result) -> Result:
    return lint([Path()], Library([]), LintSettings(select=frozenset(RULES)))
