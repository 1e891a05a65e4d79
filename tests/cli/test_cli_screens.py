"""Right at every width, in every encoding, with and without colour."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
from cli_helpers import Terminal, dlr_process

from dlroadmap.cli.app import COMMANDS
from dlroadmap.cli.shells import SCRIPTS
from dlroadmap.render.screen import fit
from drawing import later

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr

HISTORY = (
    ["tick", "vectors", "--note", "short"],
    ["start", "matrices"],
    ["tick", "attention", "--date", "2024-05"],
    ["undo"],
)

CALLS: tuple[list[str], ...] = (
    ["status"],
    ["plan", "--from", "2026-03-19"],
    ["stats"],
    ["why", "first-network"],
    ["path", "first-network"],
    ["status", "--all"],
    ["status", "middle"],
    ["status", "entry/theory"],
    ["status", "--missing"],
    ["next", "-n", "9"],
    ["show", "vectors"],
    ["show", "first-network"],
    ["list"],
    ["list", "--all"],
    ["search", "network"],
    ["log"],
    ["log", "--items"],
    ["note", "vectors"],
    ["curricula"],
    ["start", "stochastic"],
    ["tick", "first-network"],
    ["untick", "vectors"],
    ["skip", "matrices"],
    ["undo"],
    ["note", "vectors", "more", "words"],
)


@pytest.fixture
def said(small: Dlr) -> Dlr:
    """Return what calls dlr for a learner with a short history."""
    for args in HISTORY:
        small(*args)
    return small


def large(levels: int = 9, categories: int = 12) -> str:
    """Return a curriculum with so many levels, and so many categories in each."""
    lines = ["format: 1", "id: large", "title: A large curriculum", "levels:"]
    for level in range(levels):
        lines += [f"- {{id: level-{level}, title: Level {level}, categories: ["]
        for category in range(categories):
            name = f"{level}-{category}"
            item = f"{{id: item-{name}, title: Item {name}, kind: concept, hours: 2}}"
            lines += [f"  {{id: part-{category}, title: Part {name}, items: [{item}]}},"]
        lines += ["]}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("levels", "categories"),
    [
        (9, 12),
        (1, 12),
        pytest.param(2, 12, marks=pytest.mark.long),
        pytest.param(9, 1, marks=pytest.mark.long),
    ],
)
def test_status_fits_a_small_terminal_whatever_the_history(
    dlr: Dlr,
    write_curriculum: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    subtests: pytest.Subtests,
    levels: int,
    categories: int,
) -> None:
    """The status of 9 levels with 12 categories each, and of less, fits 24 lines at 80 columns."""
    write_curriculum("large", large(levels, categories))
    monkeypatch.setenv("DLR_CURRICULUM", "large")
    monkeypatch.setenv("COLUMNS", "80")
    ids = [f"item-{n // categories}-{n % categories}" for n in range(levels * categories)]
    for finished, begun in product((0, 5, 12, 17, 107, 108), (0, 1, 3)):
        with subtests.test(finished=finished, begun=begun):
            if ids[:finished]:
                dlr("tick", *ids[:finished])
            if ids[finished : finished + begun]:
                dlr("start", *ids[finished : finished + begun])
            result = dlr()
            assert result.code == 0
            # One line of the 24 is the prompt that stands below.
            assert len(result.lines) <= 23, result.out
            assert all(len(line) <= 80 for line in result.lines), result.out
            for level in range(levels):
                assert f"Level {level}" in result.out
            dlr("untick", *ids)


def test_status_says_where_the_categories_are_that_it_has_no_room_for(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Categories that do not fit are counted, with the command that shows them."""
    write_curriculum("large", large())
    monkeypatch.setenv("DLR_CURRICULUM", "large")
    monkeypatch.setenv("COLUMNS", "80")
    out = dlr().out
    shown = [n for n in range(12) if f"Part 0-{n} " in out]
    assert f"{12 - len(shown)} more categories: dlr status level-0" in out
    assert len(shown) >= 1


def test_no_line_is_longer_than_a_narrow_screen(
    said: Dlr, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    """At 40 columns no line of any command is longer than 40, but for an id that is longer."""
    monkeypatch.setenv("COLUMNS", "40")
    for call in CALLS:
        with subtests.test(" ".join(call)):
            result = said(*call)
            assert result.code == 0
            whole = ["stochastic-gradient-descent-with-momentum"]
            assert [line for line in result.lines if len(line) > 40] in ([], whole)


WIDTHS = ["30", "40", "60", "80", "100", "120"]


def shows_all(dlr: Dlr, monkeypatch: pytest.MonkeyPatch, call: list[str], columns: str) -> None:
    """Look for the ids, places and titles of all that a call lists, each word in one piece."""
    monkeypatch.delenv("COLUMNS", raising=False)
    items = dlr(*call, "--json").document["items"]
    monkeypatch.setenv("COLUMNS", columns)
    result = dlr(*call)
    words = {*re.findall(r"[^\s(),]+", result.out)}
    assert items
    for item in items:
        assert {item["id"], f"{item['level']}/{item['category']}"} <= words
        assert {*re.findall(r"[^\s(),]+", item["title"])} <= words
    long = [line.strip() for line in result.lines if len(line) > int(columns)]
    assert [line for line in long if " " in line] == []


@pytest.mark.parametrize("columns", WIDTHS)
def test_lists_show_all_at_every_width(
    said: Dlr, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests, columns: str
) -> None:
    """At every width list and search show whole ids and places, and every word of titles."""
    for call in (["list"], ["list", "--all"], ["search", "stochastic"], ["list", "-n", "2"]):
        with subtests.test(" ".join(call)):
            shows_all(said, monkeypatch, call, columns)


@pytest.mark.parametrize("columns", ["30", "80", *later("40", "60", "100", "120")])
def test_lists_of_the_bundled_curriculum_show_all(
    dlr: Dlr, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests, columns: str
) -> None:
    """The same holds for the long ids and places of the bundled curriculum."""
    for call in (["list"], ["list", "-n", "3"], ["search", "learning"], ["search", "simclr"]):
        with subtests.test(" ".join(call)):
            shows_all(dlr, monkeypatch, call, columns)


LOOKS = [call for call in CALLS if call[0] in ("status", "next", "show", "curricula")]


@pytest.mark.parametrize("columns", ["40", "80"])
def test_a_narrow_screen_cuts_no_word_and_no_number(
    said: Dlr, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests, columns: str
) -> None:
    """What a wide screen shows, a narrow one shows too: every word of a title, every number."""
    for call in LOOKS:
        with subtests.test(" ".join(call)):
            wide = said(*call)
            with monkeypatch.context() as patch:
                patch.setenv("COLUMNS", columns)
                narrow = said(*call)
            assert "…" not in narrow.out
            # Tables leave out whole columns that repeat what others say: bars, titles beside ids.
            left_out = r"[━╸╍─]+|\bProgress\b"
            if call[0] == "curricula" or "--missing" in call or "entry/theory" in call:
                left_out += r"|\b(Title|Where|A (small|short) .*|\w+/\w+)$"
            wide_text = re.sub(left_out, "", wide.out, flags=re.MULTILINE)
            if call[0] in ("next", "show") or call == ["status"]:
                for word in wide_text.split():
                    assert word in narrow.out.split(), word
            for number in re.findall(r"[\d,.]*\d", wide_text):
                assert number in narrow.out, number


@pytest.mark.parametrize("columns", ["40", "80"])
@pytest.mark.parametrize("call", [["show", "far"], ["start", "far"]], ids=" ".join)
def test_an_address_is_never_cut(
    dlr: Dlr,
    write_curriculum: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    columns: str,
    call: list[str],
) -> None:
    """An address that is longer than a line goes on in the next one, to its last letter."""
    address = "https://example.org/" + "/".join(f"part-{n}" for n in range(20)) + "/the-end.html"
    write_curriculum(
        "one",
        "{format: 1, id: one, title: One, levels: [{id: a, title: A, categories: ["
        "{id: b, title: B, items: [{id: far, title: Far away, kind: concept, "
        f"resources: [{{title: There, url: '{address}', type: docs, cost: free}}]}}]}}]}}]}}",
    )
    monkeypatch.setenv("DLR_CURRICULUM", "one")
    monkeypatch.setenv("COLUMNS", columns)
    out = dlr(*call).out
    assert address in re.sub(r"\s+", "", out), out


@pytest.mark.parametrize("columns", ["30", "40", "60", "80"])
def test_the_log_shows_ids_that_can_be_copied(
    small: Dlr, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """An id of ordinary length stands in one piece in the history, also of what is undone."""
    small("start", "convex-optimization", "--note", "a note of some words that takes its room")
    small("undo")
    monkeypatch.setenv("COLUMNS", columns)
    for more in ([], ["--items"]):
        assert "convex-optimization" in small("log", *more).out


def test_a_pipe_gets_plain_text(said: Dlr, subtests: pytest.Subtests) -> None:
    """Into a pipe goes no escape byte and no white space at the ends of lines."""
    for call in [*CALLS, ["config"], ["doctor"]]:
        with subtests.test(" ".join(call)):
            result = said(*call)
            assert result.out
            assert "\x1b" not in result.out + result.err
            assert "\r" not in result.out
            assert [line for line in result.lines if line != line.rstrip()] == []


def test_a_pipe_without_columns_breaks_no_line(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody says how wide it is, an item stays on one line, however long its title."""
    title = " ".join(["word"] * 40)
    write_curriculum(
        "one",
        "{format: 1, id: one, title: One, levels: [{id: a, title: A, categories: ["
        f"{{id: b, title: {title}, items: [{{id: far, title: {title}, kind: concept, "
        f"summary: {title * 8}, hours: 3}}]}}]}}]}}",
    )
    monkeypatch.setenv("DLR_CURRICULUM", "one")
    assert [line for line in dlr("list").lines if title in line and "far" in line]
    assert title * 8 in dlr("show", "far").lines
    assert len([line for line in dlr("status").lines if title in line]) == 2
    assert len([line for line in dlr("next").lines if title in line]) == 1


@pytest.mark.usefixtures("warm")
def test_a_process_in_a_pipe_has_plain_unbroken_lines(home: Path) -> None:
    """The same holds for a process of its own: the bundled curriculum, through a real pipe."""
    ended = dlr_process(home, "list")
    assert ended.returncode == 0
    assert b"\x1b" not in ended.stdout
    lines = ended.stdout.decode().splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    shown = [line for line in lines[1:] if line and not line.endswith(" items")]
    assert all(re.match(r"(ready|blocked) +[a-z0-9-]+ +[\d.,-]+ +\S", line) for line in shown)


ASCII_CALLS = [
    *([*name.split(), "--help"] for name in COMMANDS),
    ["--help"],
    ["--version"],
    *CALLS,
    ["config"],
    ["doctor"],
    ["backup"],
    ["backup", "--list"],
    ["lint", "."],
    ["schema"],
    *(["completion", shell] for shell in SCRIPTS),
    ["tick", "nothing-of-the-kind"],
    ["search", "naïve"],
    ["list", "--json"],
]


def test_every_command_prints_where_only_ascii_can_be_shown(
    said: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    """Where the encoding is ASCII, every command prints, in ASCII, and nothing is called a bug."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for call in ASCII_CALLS:
        with subtests.test(" ".join(call)):
            result = said(*call, encoding="ascii")
            assert "bug" not in result.err
            assert result.code in (0, 1, 2)
            assert result.out or result.err
            assert (result.out + result.err).isascii()


def test_every_sign_that_is_printed_has_one_near_it_in_ascii(
    said: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No sign of any command becomes a question mark where only ASCII can be shown."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "120")
    results = [said(*call) for call in ASCII_CALLS]
    signs = {sign for result in results for sign in result.out + result.err if not sign.isascii()}
    assert "━" in signs
    assert [sign for sign in signs if "?" in fit(sign, "ascii")] == []


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("call", [["status"], ["list", "--help"], ["completion", "zsh"]])
def test_a_process_whose_encoding_is_ascii_prints_ascii(home: Path, call: list[str]) -> None:
    """PYTHONIOENCODING=ascii gives ASCII bytes and no failure."""
    ended = dlr_process(home, *call, PYTHONIOENCODING="ascii")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout
    assert ended.stdout.isascii()


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("utf8", ["", "0"])
@pytest.mark.parametrize("call", [["status"], ["plan"], ["stats"], ["tick", "nosuch·thing"]])
def test_in_the_c_locale_a_process_prints_ascii(home: Path, call: list[str], utf8: str) -> None:
    """LC_ALL=C asks for ASCII, though Python would write UTF-8 there."""
    ended = dlr_process(home, *call, LC_ALL="C", PYTHONUTF8=utf8)
    assert ended.stdout or ended.stderr
    assert (ended.stdout + ended.stderr).isascii()


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(("utf8", "io"), [("1", ""), ("", "utf-8")])
def test_who_asks_python_for_utf_8_gets_it(home: Path, utf8: str, io: str) -> None:
    """What Python is told by its own variables comes before the locale."""
    assert not dlr_process(
        home, "status", LC_ALL="C", PYTHONUTF8=utf8, PYTHONIOENCODING=io
    ).stdout.isascii()


COLOURS: list[tuple[list[str], dict[str, str], bool]] = [
    ([], {}, False),
    (["--color", "always"], {}, True),
    (["--color", "always"], {"NO_COLOR": "1"}, True),
    (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    (["--color", "auto"], {"FORCE_COLOR": "1"}, True),
    ([], {"FORCE_COLOR": "1"}, True),
    ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ([], {"DLR_COLOR": "always"}, True),
    (["--color", "never"], {"DLR_COLOR": "always"}, False),
    ([], {"DLR_COLOR": "always", "NO_COLOR": "1"}, False),
    ([], {"DLR_COLOR": "never", "FORCE_COLOR": "1"}, True),
    (["--color", "auto"], {"DLR_COLOR": "always"}, False),
    ([], {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
]


@pytest.mark.parametrize(("flags", "variables", "coloured"), COLOURS)
def test_who_decides_about_colour_in_a_pipe(
    small: Dlr,
    monkeypatch: pytest.MonkeyPatch,
    flags: list[str],
    variables: dict[str, str],
    coloured: bool,
) -> None:
    """Colour is decided by --color, NO_COLOR, FORCE_COLOR, the setting; a pipe has none itself."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in small("status", *flags).out) == coloured


def test_colour_changes_no_word(small: Dlr) -> None:
    """What is told by colour is told in words too: without its escapes the text is the same."""
    small("tick", "vectors")
    small("start", "matrices")
    for call in (["status"], ["list"], ["show", "vectors"], ["next"]):
        plain = small(*call)
        coloured = small(*call, "--color", "always")
        bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured.out)
        assert bare.splitlines() == plain.lines


@pytest.mark.parametrize(
    "call",
    [
        ["plan", "--hours", "500"],
        ["use", "nowhere-that-anybody-has-been-to"],
        ["next", "--category", "entry/nowhere"],
        ["goal", "first network of mine"],
        ["assess"],
    ],
    ids=" ".join,
)
def test_what_went_wrong_is_told_in_lines_that_fit(
    small: Dlr, monkeypatch: pytest.MonkeyPatch, call: list[str]
) -> None:
    """Messages break between words at the width of the screen; in a pipe without one, never."""
    whole = small(*call)
    assert (whole.code, whole.out) == (2, "")
    monkeypatch.setenv("COLUMNS", "40")
    narrow = small(*call)
    assert narrow.err.split() == whole.err.split()
    assert [
        line for line in narrow.err.splitlines() if len(line) > 40 and " " in line.strip()
    ] == []
    assert len(narrow.err.splitlines()) > len(whole.err.splitlines())


def test_a_bad_colour_is_refused(small: Dlr) -> None:
    """A value that is none of the three is refused with the three."""
    result = small("status", "--color", "sometimes")
    assert (result.code, result.out) == (2, "")
    assert "auto, always, never" in result.err


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    ("more", "coloured"),
    [
        ({}, True),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1"}, False),
        ({"DLR_COLOR": "never"}, False),
    ],
)
def test_colour_on_a_terminal(home: Path, more: dict[str, str], coloured: bool) -> None:
    """A terminal gets colours unless it is dumb or NO_COLOR is set; its own width holds."""
    with Terminal(home, "status", "--no-input", columns=50, more=more) as terminal:
        assert terminal.end() == 0
    assert ("\x1b[" in terminal.output) == coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", terminal.output)
    assert max(len(line.rstrip()) for line in bare.splitlines()) <= 50
