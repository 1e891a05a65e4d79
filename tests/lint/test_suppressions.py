"""Comments that silence a rule, and those that are not needed."""

from pathlib import Path

import pytest

from curriculum.making import category, curriculum, item, main_file, told, write
from dlroadmap.authoring.mending import mend
from dlroadmap.curriculum.library import Library
from dlroadmap.lint.engine import lint
from lint.mending import check, findings


def line(words: str) -> str:
    return curriculum(item("a", *words.split("\n")))


SILENCED = {
    "at the end of its line": "summary: no  # dlr: ignore[Y006] a word",
    "by its name": "summary: no  # dlr: ignore[ambiguous-scalar]",
    "several rules": "tags: [no] # dlr: ignore[Y006, X404] both",
    "without blanks": "summary: no #dlr:ignore[Y006]reason",
    "on the line above": "# dlr: ignore[Y006] why\nsummary: no",
    "above, behind blank lines and comments": "# dlr: ignore[Y006]\n\n   # more\n\nsummary: no",
    "two comments": "# dlr: ignore[Y006] one\n# dlr: ignore[Y006] two\nsummary: no",
    "above an element": "tags:\n  # dlr: ignore[Y006]\n  - no",
    "for the file": "# dlr: ignore-file[Y006] all of them\nsummary: no\ntags: [yes]",
    "for the file, from below": "summary: no\n# dlr: ignore-file[Y006]",
    "two faults of a line": "tags: [no, yes]  # dlr: ignore[Y006]",
    "CRLF": "summary: no  # dlr: ignore[Y006] a word\r\n# dlr: ignore[Y006]\r\ntags: [no]\r",
    "behind wide characters": "tags: [日本😀, no]  # dlr: ignore[Y006]",
}


@pytest.mark.parametrize("words", SILENCED.values(), ids=SILENCED)
def test_silenced(tmp_path: Path, words: str) -> None:
    """A comment silences the rules it names, on its line, the next one, or in the whole file."""
    text = line(words)
    expected = [fault for fault in write(tmp_path, {"home.yaml": text}) if fault]
    found = findings(tmp_path, "ALL")
    unneeded = [f for f in found if "X404" in f.message]
    assert told([f for f in found if f not in unneeded], tmp_path) == expected
    assert len(unneeded) == ("X404" in words)


NOT_SILENCED = {
    "another rule": "summary: «Y006»no  «U901»# dlr: ignore[X402]",
    "another line": "tags: [a]  «U901»# dlr: ignore[Y006]\nsummary: «Y006»no",
    "two lines below": "«U901»# dlr: ignore[Y006]\ntags: [a]\nsummary: «Y006»no",
    "no rule": "summary: «Y006»no  «U901»# dlr: ignore",
    "no rule in brackets": "summary: «Y006»no  «U901»# dlr: ignore[]",
    "unknown rule": "summary: «Y006»no  «U901»# dlr: ignore[Y666]",
    "unknown rule and a known one": "summary: no  «U901»# dlr: ignore[nonsense, Y006]",
    "the end of the file": "summary: «Y006»no\n«U901»# dlr: ignore[Y006]",
    "an unneeded one for the file": "tags: [a]\n«U901»# dlr: ignore-file[Y006]",
    "at the end of CRLF": "tags: [a]  «U901»# dlr: ignore[Y006]\r\nsummary: «Y006»no\r",
    "behind a header": "summary: |  «U901»# dlr: ignore[X402]\n  text",
}


@pytest.mark.parametrize("words", NOT_SILENCED.values(), ids=NOT_SILENCED)
def test_not_silenced(tmp_path: Path, words: str) -> None:
    """A comment about nothing, or about no rule, is told, and what it misses is told too."""
    check(tmp_path, line(words), "Y", "U", "X")


NO_COMMENT = {
    "in quotes": "summary: 'a # dlr: ignore[Y006]'",
    "in double quotes": 'summary: "a # dlr: ignore[Y006]"',
    "in a block": "summary: |\n  a\n  # dlr: ignore[Y006]\n\n  b",
    "in a folded block": "summary: >-\n  # dlr: ignore[Y006]",
    "in a word": "summary: a#dlr:ignore[Y006]",
    "something like it": "# dlr: ignored[Y006] and # dlr ignore[Y006]",
}


@pytest.mark.parametrize("words", NO_COMMENT.values(), ids=NO_COMMENT)
def test_what_only_looks_like_a_comment(tmp_path: Path, words: str) -> None:
    """Text that is part of a value silences nothing and is no unneeded comment."""
    check(tmp_path, line(words), "ALL")


def test_errors_cannot_be_silenced(tmp_path: Path) -> None:
    """What makes a curriculum unusable stays an error, whatever a comment says."""
    check(tmp_path, line("«S101»colour: red  # dlr: ignore[S101]"), "ALL")
    check(tmp_path, line("hours: 1\n«Y003»hours: 2  # dlr: ignore[Y003]"), "ALL")


FIXES = {
    "tags: [a]  # dlr: ignore[Y006]": "tags: [a]",
    "tags: [a]\t# dlr: ignore[Y006] \r\nhours: 1\r": "tags: [a]\r\nhours: 1\r",
    "# dlr: ignore[Y006]\ntags: [a]": "tags: [a]",
    "# before\r\n# dlr: ignore[Y006]\r\ntags: [a]\r": "# before\r\ntags: [a]\r",
    "summary: no  # dlr: ignore[X404,Y006] why": "summary: no  # dlr: ignore[Y006] why",
    "tags: [a]\n# dlr: ignore-file[Y006]": "tags: [a]",
}


@pytest.mark.parametrize("before", FIXES)
def test_fix_of_an_unneeded_comment(tmp_path: Path, before: str) -> None:
    """An unneeded comment goes, with its line if it has one of its own; line ends stay."""
    write(tmp_path, {"home.yaml": line(before)})
    [source] = (result := lint([tmp_path], Library([]))).sources.values()
    comments = [f for f in result.findings if f.rule == "U901"]
    assert mend(source, comments, unsafe=False) == (line(FIXES[before]), 1)


def test_a_stated_reason_stays(tmp_path: Path) -> None:
    """A comment whose reason would be lost goes only where that is asked for."""
    text = line("tags: [a]  # dlr: ignore[Y006] why")
    write(tmp_path, {"home.yaml": text})
    [source] = (result := lint([tmp_path], Library([]))).sources.values()
    comments = [f for f in result.findings if f.rule == "U901"]
    assert mend(source, comments, unsafe=False) == (text, 0)
    assert mend(source, comments, unsafe=True) == (line("tags: [a]"), 1)


def test_no_fix_without_knowledge(tmp_path: Path) -> None:
    """A comment without a rule, or with an unknown one, is left for a person to mend."""
    write(tmp_path, {"home.yaml": line("tags: [a] # dlr: ignore\nhours: 1 # dlr: ignore[nope]")})
    assert [f.fix for f in findings(tmp_path, "U")] == [None, None]


def test_a_broken_file_does_not_spray(tmp_path: Path) -> None:
    """In a file that cannot be read no comment is called unneeded."""
    check(
        tmp_path,
        "# dlr: ignore\n# dlr: ignore[Y006]\nformat: [1 # dlr: ignore[C301]\n«Y001»b: c\n",
        "ALL",
    )


def test_a_faulty_curriculum_does_not_spray(tmp_path: Path) -> None:
    """Where another fault keeps rules silent, a comment that was needed is not called unneeded."""
    text = curriculum(item("a", "«S101»colour: red"), item("b  # dlr: ignore[G207] on purpose"))
    check(tmp_path, text, "ALL")


def test_rules_that_are_off(tmp_path: Path) -> None:
    """A comment about a rule that is not selected is not called unneeded."""
    write(tmp_path, {"home.yaml": line("tags: [a]  # dlr: ignore[Y006]")})
    assert findings(tmp_path, "U", "S") == []


def test_orphan_file(tmp_path: Path) -> None:
    """A file that no level refers to can be kept with a comment."""
    write(
        tmp_path,
        {
            "curriculum.yaml": main_file("one: [a]"),
            "one/a.yaml": category("a", item("a1")),
            "one/b.yaml": "# dlr: ignore-file[S113] for next year\n" + category("b", item("b1")),
        },
    )
    assert lint([tmp_path], Library([])).findings == []


def test_findings_of_rules_about_whole_curricula(tmp_path: Path) -> None:
    """A comment silences what a rule about a whole curriculum finds on its line."""
    title = "id: b\ntitle: Title of a{}\nkind: concept"
    check(tmp_path, curriculum(item("a"), title.format("  # dlr: ignore[C301] why")), "ALL")
    check(tmp_path, curriculum(item("a"), "id: b\ntitle: «C301»Title of a\nkind: concept"), "ALL")


@pytest.mark.long
def test_many_comments_are_quick(tmp_path: Path) -> None:
    """A hundred thousand comments and findings take seconds, not hours."""
    lines = ["# dlr: ignore[X404] why"] * 50_000 + [
        "tags:",
        *["  - no  # dlr: ignore[Y006]"] * 9000,
    ]
    write(tmp_path, {"home.yaml": line("\n".join(lines))})
    assert [f.rule for f in findings(tmp_path, "Y", "X", "U")] == ["U901"] * 50_000
