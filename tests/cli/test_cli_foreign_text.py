"""Foreign text is data: no escape reaches a terminal, and nothing is taken for markup."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from cli_helpers import Terminal

from dlroadmap.progress.events import Entry
from dlroadmap.progress.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr, Result

EVIL = "\x1b]0;title\x07a\x1b[2Jb\x9b31mc\u202ed\u2066e\u200bf\x7fg\x00h\ufeffi\r\x08j"
"""What would steer a terminal, turn text around, or hide; the letters must survive."""

ARGUMENT = EVIL.replace("\x00", "")
"""The same without NUL, which no argument can carry."""

FORBIDDEN = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0))} - {"\n"} | set(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u061c\ufeff"
)


def harmless(result: Result) -> None:
    """Check that no character of an answer does anything but stand there."""
    assert FORBIDDEN & set(result.out) == set(), result.out
    assert FORBIDDEN & set(result.err) == set(), result.err
    assert "Traceback" not in result.err
    assert "bug" not in result.err


READERS = (
    ["status"],
    ["status", "--all"],
    ["status", "--missing"],
    ["status", "a"],
    ["next"],
    ["list"],
    ["list", "--all"],
    ["show", "evil"],
    ["search", "letters"],
    ["start", "evil"],
    ["tick", "evil"],
    ["tick", "other"],
    ["log"],
    ["note", "evil"],
    ["curricula"],
    ["undo"],
    ["doctor"],
    ["config"],
)


def evil_curriculum(text: str) -> str:
    """Return a curriculum in which a text stands wherever text may stand."""
    quoted = json.dumps(text)
    title = json.dumps(f"letters {text} end")
    resource = f"{{title: {title}, url: 'https://example.org/', type: book, cost: free}}"
    item = f"""{{id: evil, title: {title}, kind: concept, hours: 1, summary: {title},
      requires: [{{other: {title}}}], checks: [{title}], aliases: [{title}], tags: [{quoted}],
      resources: [{resource}]}}"""
    other = f"{{id: other, title: {title}, kind: project, covers: [evil]}}"
    return f"""{{format: 1, id: evil, title: {title}, description: {title}, levels: [
      {{id: a, title: {title}, description: {title}, categories: [
        {{id: b, title: {title}, description: {title}, resources: [{resource}],
          items: [{item}, {other}]}}]}}]}}
"""


def test_the_text_of_a_curriculum_is_harmless(
    dlr: Dlr, write_curriculum: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape, control and direction characters in a curriculum reach neither screen nor pipe."""
    # JSON's way to write these characters is YAML's too, so the file itself is clean.
    write_curriculum("evil", evil_curriculum(EVIL))
    monkeypatch.setenv("DLR_CURRICULUM", "evil")
    for call in READERS:
        for more in ([], ["--json"]):
            result = dlr(*call, *more)
            assert result.code == 0, (call, result)
            harmless(result)
            if more:
                assert "\\u001b" not in result.out
                assert "\\u202e" not in result.out


MARKUP = [
    *("[/]", "[bold]", "[/bold]", "a[0]", "[red]x[/red]", "[link=https://e.org]x[/link]"),
    *("\\[x]", "x\\", ":smile:", "{0}", "%s %d", "$HOME", "`id`", "[[x]]", "<b>x</b>"),
]


@pytest.mark.parametrize("text", MARKUP)
def test_what_looks_like_markup_is_shown_as_it_is(
    dlr: Dlr,
    write_curriculum: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
) -> None:
    """Text in brackets, with backslashes or percent signs, is printed letter by letter."""
    write_curriculum("evil", evil_curriculum(text))
    monkeypatch.setenv("DLR_CURRICULUM", "evil")
    shown = f"letters {text} end"
    for call in READERS:
        if call[0] in ("config", "doctor", "undo"):
            continue
        result = dlr(*call)
        assert result.code == 0, (call, result)
        assert "\x1b" not in result.out
        if call not in (["log"], ["note", "evil"]):
            assert shown in result.out, call
    dlr("note", "evil", "x", text)
    assert f"x {text}" in dlr("note", "evil").out
    assert f"x {text}" in dlr("log").out
    assert f"x {text}" in dlr("show", "evil").out
    refused = dlr("tick", f"{text}?!")
    assert f"“{text}?!”" in refused.err


def test_notes_are_harmless(small: Dlr) -> None:
    """A note full of escapes keeps its letters and loses the rest, wherever it is shown."""
    small("tick", "vectors", "--note", ARGUMENT)
    small("note", "vectors", ARGUMENT)
    small("note", "vectors", "-", stdin=EVIL)
    for call in (["note", "vectors"], ["log"], ["show", "vectors"], ["undo"], ["list"]):
        for more in ([], ["--json"]):
            result = small(*call, *more)
            assert result.code == 0
            harmless(result)
            assert "\\u001b" not in result.out
            assert "\\u202e" not in result.out
    assert "31mcdefghi" in small("note", "vectors").out


def test_what_another_program_wrote_into_the_history_is_harmless(small: Dlr, home: Path) -> None:
    """Events that no dlr wrote, of unknown kinds and items, are shown without their escapes."""
    store = Store(home / "progress.db", home / "backups")
    store.write(
        lambda _: [Entry("small/vectors", "tick", {"note": EVIL, "link": EVIL, "on": EVIL})]
    )
    store.write(lambda _: [Entry(f"small/{EVIL}", EVIL, {"note": EVIL})])
    store.write(lambda _: [Entry(f"small/{EVIL}", "tick")])
    for call in READERS:
        if "evil" in call or "other" in call or "a" in call or call[0] == "search":
            continue
        for more in ([], ["--json"]):
            result = small(*call, *more)
            assert result.code == 0, (call, result)
            harmless(result)


def test_a_payload_that_is_no_document_is_harmless(small: Dlr, home: Path) -> None:
    """A payload that another program garbled counts as empty, and doctor tells of it."""
    small("tick", "vectors", "notebooks")
    with closing(sqlite3.connect(home / "progress.db")) as connection:
        connection.execute("UPDATE event SET payload = '[' WHERE seq = 1")
        connection.execute("UPDATE event SET at = ?", (EVIL,))
        connection.commit()
    for call in (["status"], ["log"], ["show", "vectors"], ["next"], ["note", "vectors"]):
        harmless(small(*call))
        harmless(small(*call, "--json"))
    assert small("doctor").code == 1


@pytest.mark.parametrize(
    "call",
    [
        [ARGUMENT],
        [f"--{ARGUMENT}"],
        ["status", f"--{ARGUMENT}"],
        ["status", ARGUMENT],
        ["status", "--curriculum", ARGUMENT],
        ["status", "--curriculum", f"./{ARGUMENT}"],
        ["status", "--color", ARGUMENT],
        ["next", "-n", ARGUMENT],
        ["next", "--time", ARGUMENT],
        ["next", "--kind", ARGUMENT],
        ["tick", ARGUMENT],
        ["tick", "--level", ARGUMENT],
        ["tick", "--category", f"entry/{ARGUMENT}"],
        ["tick", "vectors", "--date", ARGUMENT],
        ["tick", "vectors", "--link", ARGUMENT],
        ["undo", ARGUMENT],
        ["show", ARGUMENT],
        ["search", ARGUMENT],
        ["list", "--state", ARGUMENT],
        ["list", "--tag", ARGUMENT],
        ["note", ARGUMENT],
        ["log", ARGUMENT],
        ["use", ARGUMENT],
        ["use", f"./{ARGUMENT}"],
        ["config", ARGUMENT],
        ["config", "color", ARGUMENT],
        ["config", "--unset", ARGUMENT],
        ["backup", "--restore", ARGUMENT],
        ["lint", ARGUMENT],
        ["completion", ARGUMENT],
    ],
    ids=lambda call: " ".join(word for word in call if EVIL[:3] not in word),
)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_arguments_are_quoted_harmlessly(small: Dlr, call: list[str], encoding: str) -> None:
    """What a person typed or pasted is quoted without its escapes, in every refusal."""
    for more in ([], ["--json"]):
        result = small(*call, *more, encoding=encoding)
        harmless(result)


@pytest.mark.parametrize(
    "call",
    [
        ["tick", "�"],
        ["note", "vectors", "� x"],
        ["search", "�"],
        ["�"],
        ["use", "�"],
        ["use", "./�"],
        ["lint", "�"],
        ["log", "�"],
        ["status", "--curriculum", "�"],
        ["backup", "--restore", "�"],
    ],
    ids=lambda call: " ".join(word for word in call if word.isascii()),
)
def test_bytes_that_are_no_text_are_no_bug(small: Dlr, call: list[str]) -> None:
    """Arguments that were no UTF-8 are understood or refused like any other text."""
    for more in ([], ["--json"]):
        harmless(small(*call, *more))


def test_the_environment_is_quoted_harmlessly(dlr: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment holds is quoted without its escapes too."""
    monkeypatch.setenv("DLR_CURRICULUM", ARGUMENT)
    harmless(dlr("status"))
    harmless(dlr("config"))
    monkeypatch.setenv("DLR_CURRICULUM", "deep-learning")
    monkeypatch.setenv("DLR_COLOR", ARGUMENT)
    harmless(dlr("status"))
    harmless(dlr("config"))


def test_a_folder_with_an_evil_name_is_shown_harmlessly(
    dlr: Dlr, bundled_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths are foreign text too: no command prints the escapes in a folder's name."""
    folder = tmp_path / ARGUMENT.replace("/", "")
    shutil.copytree(bundled_cache, folder / "cache")
    monkeypatch.setenv("DLR_HOME", str(folder))
    for call in (["tick", "derivatives"], ["config"], ["doctor"], ["backup"], ["backup", "--list"]):
        result = dlr(*call)
        assert result.code == 0
        harmless(result)
    harmless(dlr("backup", "--restore", "none"))


@pytest.mark.usefixtures("warm")
def test_the_welcome_is_harmless(home: Path, write_curriculum: Callable[[str, str], Path]) -> None:
    """The titles at the first question are as harmless as everywhere."""
    write_curriculum("evil", evil_curriculum(EVIL))
    # A dumb terminal: elsewhere a line about long work goes back in itself by `\r`.
    with Terminal(home, "next", more={"NO_COLOR": "1", "TERM": "dumb"}) as terminal:
        terminal.expect("Number or path")
        terminal.enter(f"{ARGUMENT.replace(chr(3), '').replace(chr(4), '')}\n\x04")
        terminal.end()
    shown = terminal.output.partition("Number or path")[0]
    assert FORBIDDEN & set(shown) == set()
    assert "letters" in shown
