"""Which rules hold where: flags, files of settings, and what they refuse."""

import json
import os
from pathlib import Path

import pytest

from conftest import Dlr
from curriculum.making import curriculum, item, write
from dlroadmap.errors import DlrError
from dlroadmap.lint.rules import RULES
from dlroadmap.lint.settings import MAX_BYTES, LintSettings, find_rules, find_settings

FAULTS = curriculum(item("a", "summary: no", "colour: red"), item("b", "requires: [nope]"))
"""Y006 warning, S101 error, G201 error."""


@pytest.fixture
def place(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a curriculum that has three faults."""
    folder = tmp_path / "work"
    write(folder, {"track/home.yaml": FAULTS})
    monkeypatch.chdir(folder)
    return folder


def rules(dlr: Dlr, *args: str) -> list[str]:
    found = dlr("lint", "--json", *args).document["findings"]
    return [finding["rule"] for finding in found]


ALL_THREE = ["Y006", "S101", "G201"]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["S101"], {"S101"}),
        (["s101,G2"], {"S101"} | {c for c in RULES if c.startswith("G2")}),
        (["unknown-key", "cycle"], {"S101", "G203"}),
        (["U"], {"U901"}),
        (["all"], set(RULES)),
        ([" X401 , "], {"X401"}),
    ],
)
def test_words_for_rules(words: list[str], meant: set[str]) -> None:
    """A rule is meant by its code, its name, a beginning of codes, or ALL, in any list."""
    assert find_rules(words, "test") == meant


def test_unknown_rule_proposes_the_nearest() -> None:
    """A slip in a rule's name is refused, with what was probably meant."""
    with pytest.raises(DlrError, match="“duplicat-key”") as raised:
        find_rules(["duplicat-key"], "--select")
    assert list(raised.value.advice) == ["Did you mean duplicate-key?"]


def test_defaults() -> None:
    """Errors and warnings hold by default, what only informs does not."""
    settings = LintSettings()
    assert {code for code in RULES if settings.holds(code, "x")} == {
        code for code, rule in RULES.items() if rule.severity != "info"
    }


def test_select_and_ignore(dlr: Dlr, place: Path) -> None:
    """--select leaves only these, --ignore takes some away, by code, name or beginning."""
    assert rules(dlr, ".") == ALL_THREE
    assert rules(dlr, ".", "--select", "S,G201") == ["S101", "G201"]
    assert rules(dlr, ".", "--ignore", "ambiguous-scalar", "--ignore", "G") == ["S101"]
    assert rules(dlr, ".", "--select", "ALL", "--ignore", "Y,S,G") == []


@pytest.mark.parametrize("value", ["", ",", " "])
def test_selecting_nothing_is_refused(dlr: Dlr, place: Path, value: str) -> None:
    """An empty selection, such as of an unset variable, never passes for success."""
    result = dlr("lint", ".", "--select", value)
    assert (result.code, result.out) == (2, "")
    (place / "dlr.toml").write_text("select = []\n")
    assert dlr("lint", ".").code == 2


def test_a_file_that_cannot_be_read_is_always_told(dlr: Dlr, place: Path) -> None:
    """Whatever is selected, a file of which nothing could be checked is no success."""
    write(place, {"track/home.yaml": "format: 1\nid: [\n"})
    assert rules(dlr, ".", "--select", "G205") == ["Y001"]
    assert rules(dlr, ".", "--ignore", "Y") == ["Y001"]


@pytest.mark.parametrize(
    ("flag", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on_with_errors(dlr: Dlr, place: Path, flag: str, code: int) -> None:
    """--fail-on says from which severity on the answer is no."""
    assert dlr("lint", ".", "--fail-on", flag).code == code


@pytest.mark.parametrize(("flag", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on_with_warnings(dlr: Dlr, place: Path, flag: str, code: int) -> None:
    """A warning fails nothing unless it is asked to."""
    assert dlr("lint", ".", "--select", "Y006", "--fail-on", flag).code == code


def test_severity_from_a_file(dlr: Dlr, place: Path) -> None:
    """A rule can be made an error, or less of one, and the exit code follows."""
    (place / "dlr.toml").write_text('[severity]\nY006 = "error"\nS = "info"\nG201 = "warning"\n')
    found = dlr("lint", ".", "--json").document["findings"]
    assert [f["severity"] for f in found] == ["error", "info", "warning"]
    assert dlr("lint", ".", "--ignore", "Y006").code == 0


def test_per_file_ignores(dlr: Dlr, place: Path) -> None:
    """Patterns of names begin at the folder of the settings, whatever the working folder is."""
    write(place, {"other.yaml": FAULTS.replace("id: home", "id: other")})
    (place / "dlr.toml").write_text('[per-file-ignores]\n"track/*.yaml" = ["Y", "S"]\n')
    assert rules(dlr, ".") == [*ALL_THREE, "G201"]
    os.chdir(place / "track")
    assert rules(dlr, ".") == ["G201"]
    assert rules(dlr, str(place / "track")) == ["G201"]
    assert rules(dlr, "../other.yaml") == ALL_THREE


def test_nearest_file_wins(dlr: Dlr, place: Path) -> None:
    """The nearest settings above the first path hold, and only those; dlr.toml comes first."""
    (place / "pyproject.toml").write_text('[tool.dlr]\nignore = ["Y"]\n')
    assert rules(dlr, ".") == ["S101", "G201"]
    (place / "track/pyproject.toml").write_text('[tool.other]\nignore = ["S"]\n')
    assert rules(dlr, "track") == ["S101", "G201"]
    (place / "track/pyproject.toml").write_text('[tool.dlr]\nignore = ["S"]\n')
    assert rules(dlr, "track/home.yaml") == ["Y006", "G201"]
    (place / "track/dlr.toml").write_text('ignore = ["G"]\n')
    assert rules(dlr, "track") == ["Y006", "S101"]
    assert rules(dlr, ".") == ["S101", "G201"]


def test_isolated(dlr: Dlr, place: Path) -> None:
    """--isolated reads no settings, not even broken ones."""
    (place / "dlr.toml").write_text("no toml")
    assert dlr("lint", ".").code == 2
    assert rules(dlr, ".", "--isolated") == ALL_THREE


def test_settings_above_a_path_with_dots(place: Path) -> None:
    """`..` is above here, so settings that lie here are not the nearest there."""
    (place / "track/dlr.toml").write_text('ignore = ["S"]\n')
    os.chdir(place / "track")
    assert find_settings(Path("..")).origin is None
    assert find_settings(Path()).origin == place / "track/dlr.toml"


def test_a_flag_wins_over_the_file(tmp_path: Path) -> None:
    """--select, --ignore and --fail-on stand in place of the keys of the same names."""
    (tmp_path / "dlr.toml").write_text('select = ["G"]\nignore = ["G201"]\nfail-on = "info"\n')
    settings = find_settings(tmp_path).override(["S"], ["S101"], "never")
    assert settings.select == {code for code in RULES if code[0] == "S"}
    assert settings.ignore == {"S101"}
    assert settings.fail_on == "never"
    assert find_settings(tmp_path).override(None, None, None) == find_settings(tmp_path)


BROKEN = {
    "unknown key": ('selct = ["S"]', "Did you mean select?"),
    "unknown rule": ('ignore = ["nonsense-rule"]', "To see all rules: dlr rule"),
    "no list": ('select = "S"', ""),
    "no words": ("ignore = [1]", ""),
    "no table": ("severity = 1", ""),
    "unknown severity": ('[severity]\nS = "fatal"', ""),
    "severity of no word": ('[severity]\nS = ["error"]', ""),
    "severity of unknown rule": ('[severity]\nnope-nope = "error"', ""),
    "files are no table": ('per-file-ignores = ["S"]', ""),
    "files without lists": ('[per-file-ignores]\n"*" = "S"', ""),
    "everyday is no table": ('everyday = ["images"]', "must be a table"),
    "everyday without a reason": (
        '[everyday]\na = "b"\nimages = " "',
        "everyday, needs a reason why “images” means",
    ),
    "everyday without a word": (
        '[everyday]\n"" = "why"',
        "everyday, has a reason without a word: “why”",
    ),
    "everyday with no text": ("[everyday]\nimages = true", "everyday.images, must be text"),
    "fail-on": ('fail-on = "fatal"', ""),
    "fail-on of no word": ("fail-on = [1]", ""),
    "no toml": ("select = [", ""),
    "Latin-1": ("# caf\xe9", ""),
    "too deep": (f"select = {'[' * 100_000}", "nested too deeply"),
    "tables too deep": (f"select = {'{a=' * 100_000}", "nested too deeply"),
    "too many digits": (f"select = {'1' * 5000}", "a number is too long"),
    "too large": ("#" * (MAX_BYTES + 1), "larger than 1024 KiB"),
    "a key that steers": (r'"\u001b[2J\u202e" = 1', "unknown key “[2J”"),
}


@pytest.mark.parametrize(("text", "advice"), BROKEN.values(), ids=BROKEN)
def test_broken_settings(dlr: Dlr, place: Path, text: str, advice: str) -> None:
    """A slip in the settings is exit 2 in one line that names the file: no check is off unseen."""
    path = place / "dlr.toml"
    path.write_bytes(text.encode("latin-1"))
    result = dlr("lint", ".")
    assert (result.code, result.out) == (2, "")
    assert str(path) in result.err
    assert "bug" not in result.err
    assert advice in result.err


@pytest.mark.parametrize("text", ["x = " + "[" * 100_000, "x = " + "1" * 5000, "#" * MAX_BYTES])
def test_a_pyproject_that_cannot_be_read(dlr: Dlr, place: Path, text: str) -> None:
    """A pyproject.toml that may say something about dlr, and cannot be read, is told."""
    (place / "pyproject.toml").write_text(f"# dlr\n{text}\n")
    result = dlr("lint", ".")
    assert (result.code, result.out) == (2, "")
    assert str(place / "pyproject.toml") in result.err
    assert "bug" not in result.err


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\ndlr = 3", "[tool.dlr]\nselect = ["])
def test_broken_pyproject(dlr: Dlr, place: Path, text: str) -> None:
    """A pyproject.toml that means to say something about dlr, and does not, is told."""
    (place / "pyproject.toml").write_text(f"# dlr\n{text}\n")
    result = dlr("lint", ".")
    assert "bug" not in result.err
    assert result.code == (1 if text == "tool = 1" else 2)


@pytest.mark.parametrize("text", ["[tool", "\xff", "[project]\nname = 'x'\n"])
def test_foreign_pyproject(dlr: Dlr, place: Path, text: str) -> None:
    """A pyproject.toml that is not about dlr is nobody's business here, even a broken one."""
    (place / "pyproject.toml").write_bytes(text.encode("latin-1"))
    assert rules(dlr, ".") == ALL_THREE


@pytest.mark.posix("a pipe with a name")
def test_settings_that_are_no_file(dlr: Dlr, place: Path) -> None:
    """A folder or a pipe with the name of the settings is passed over, and nobody waits."""
    (place / "dlr.toml").mkdir()
    os.mkfifo(place / "pyproject.toml")
    assert rules(dlr, ".") == ALL_THREE


def test_show_settings(dlr: Dlr, place: Path) -> None:
    """--show-settings says what holds and where that is written, and checks nothing."""
    (place / "dlr.toml").write_text(
        'select = ["S1"]\nignore = ["wrong-type"]\nfail-on = "warning"\n'
        '[severity]\nS101 = "info"\n[per-file-ignores]\n"a/*" = ["G203"]\n'
        '[everyday]\nimages = "pictures"\n'
    )
    result = dlr("lint", "track", "--show-settings", "--fail-on", "never")
    document = json.loads(result.out)
    assert result.code == 0
    assert document.pop("select")[:2] == ["S101", "S102"]
    assert document == {
        "schema_version": 1,
        "origin": str(place / "dlr.toml"),
        "ignore": ["S103"],
        "per_file_ignores": {"a/*": ["G203"]},
        "severity": {"S101": "info"},
        "fail_on": "never",
        "everyday": {"images": "pictures"},
    }
    assert json.loads(dlr("lint", "track", "--show-settings", "--isolated").out)["origin"] is None


EVERYDAY = {
    "overlay": (
        "format: 1\nid: mine\ntitle: Mine\nextends: base\nlevels:\n  - id: one\n"
        "    categories:\n      - id: cat\n        items:\n"
        "          - {id: c, title: Cee, kind: skill, checks: [Copy softmax]}\n"
    ),
    "track": curriculum("base/b", item("c", "checks: [Copy softmax]"), id="mine"),
    "overlay of an overlay": (
        "format: 1\nid: mine\ntitle: Mine\nextends: mid\nlevels:\n  - id: one\n"
        "    categories:\n      - id: cat\n        items:\n"
        "          - {id: c, title: Cee, kind: skill, checks: [Copy softmax]}\n"
    ),
}


@pytest.fixture
def drawn_on(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, beside the learner's library with a curriculum and its settings."""
    base = curriculum(
        item("softmax"), item("b", "requires: [softmax]", "checks: [Copy softmax]"), id="base"
    )
    mid = "format: 1\nid: mid\ntitle: Mid\nextends: base\n"
    folder = home / "curricula"
    write(folder, {"base/curriculum.yaml": base, "mid.yaml": mid})
    (folder / "dlr.toml").write_text('[everyday]\nsoftmax = "a word like any other"\n')
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return folder / "dlr.toml"


@pytest.mark.parametrize("text", EVERYDAY.values(), ids=EVERYDAY)
def test_everyday_words_come_along(dlr: Dlr, drawn_on: Path, text: str) -> None:
    """What is no item's name to a curriculum is none to overlays and tracks that draw on it."""
    Path("mine.yaml").write_text(text)
    Path("dlr.toml").write_text('select = ["G211"]\n')
    assert rules(dlr, "mine.yaml") == []
    assert rules(dlr, "mine.yaml", "--isolated", "--select", "G211") == ["G211"]
    drawn_on.write_text("everyday = 1\n")
    assert rules(dlr, "mine.yaml") == ["G211"]


def test_show_files(dlr: Dlr, place: Path) -> None:
    """--show-files lists what would be checked, and reports nothing of it."""
    write(place, {"track/.git/x.yaml": "a: [", "b/broken.yaml": "a: ["})
    result = dlr("lint", ".", "--show-files")
    assert (result.code, result.lines) == (0, ["track/home.yaml", "b/broken.yaml"])
    assert dlr("lint", ".", "absent", "--show-files").code == 2
