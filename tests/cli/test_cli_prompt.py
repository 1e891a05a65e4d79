"""The line for a shell's prompt: right after anything, and never in the way."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from cli_helpers import CURRICULA, PATIENCE, command, dlr_process, environment

from dlroadmap.cli import prompting
from dlroadmap.progress.ledger import Ledger
from drawing import later

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr, Result
    from dlroadmap.progress.history import Renames
    from dlroadmap.progress.past import Past

FORMAT = "|".join(f"{name}={{{name}}}" for name in prompting.NAMES)


def said(result: Result) -> dict[str, str]:
    """Return the parts of a line that was printed with all of them."""
    assert (result.code, result.err) == (0, "")
    return dict(part.split("=") for part in result.out.rstrip("\n").split("|"))


def expected(dlr: Dlr) -> dict[str, str]:
    """Return what `status`, `next` and `goal` say of the same things."""
    status, following = dlr("status", "--json").document, dlr("next", "--json").document
    goals = dlr("goal", "--json").document["goals"]
    totals = status["totals"]
    numbers = ("done", "items", "counted_done", "counted", "doing")
    return {
        **{name: str(totals[name]) for name in numbers},
        "left": str(totals["counted"] - totals["counted_done"]),
        "percent": "" if totals["percent"] is None else str(totals["percent"]),
        "due": str(status["due"]),
        "due_today": str(status["due_today"]),
        "next": next((one["id"] for one in following["suggestions"]), ""),
        "goal": goals[0]["id"] if goals else "",
    }


@pytest.fixture
def edited(small: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a curriculum of the learner's own, the one in use, that a test may edit."""
    path = home / "curricula" / "small.yaml"
    path.parent.mkdir(parents=True)
    shutil.copy(CURRICULA / "small.yaml", path)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    return path


@pytest.mark.parametrize("seed", [0, *later(1, 2, 3)])
def test_the_line_never_differs_from_status_and_next(
    small: Dlr, edited: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """After any ticks, undos, choices, edits and days it says what `status` and `next` say."""
    chance = random.Random(seed)
    ids = re.findall(r"\bid: ([a-z0-9-]+)", edited.read_text(encoding="utf-8"))
    items = [word for word in ids if small("show", word).code == 0]
    small("tick", items[0], "--date", "2024-05-01")

    def edit() -> None:
        text = edited.read_text(encoding="utf-8")
        places = [match.start() for match in re.finditer("essential|useful", text)]
        place = chance.choice(places) if places else 0
        word = {"e": "useful", "u": "essential"}[text[place]] if places else ""
        old = {"e": "essential", "u": "useful"}[text[place]] if places else ""
        edited.write_text(text[:place] + word + text[place + len(old) :], encoding="utf-8")

    def change_day() -> None:
        monkeypatch.setenv("TZ", chance.choice(["UTC", "AAA-14", "AAA+12"]))
        time.tzset()

    steps: list[Callable[[], object]] = [
        lambda: small("tick", chance.choice(items)),
        lambda: small("tick", chance.choice(items), "--date", "2025-01-03"),
        lambda: small("start", chance.choice(items)),
        lambda: small("skip", chance.choice(items)),
        lambda: small("untick", chance.choice(items)),
        lambda: small("goal", chance.choice(items)),
        lambda: small("undo"),
        lambda: small("use", chance.choice(["small", "track"])),
        lambda: monkeypatch.setenv(
            "DLR_CURRICULUM", chance.choice(["small", "track", str(edited)])
        ),
        lambda: monkeypatch.delenv("DLR_CURRICULUM", raising=False),
        edit,
        change_day,
    ]
    try:
        for _ in range(25):
            chance.choice(steps)()
            first = small("prompt", "--format", FORMAT)
            assert said(first) == expected(small)
            assert small("prompt", "--format", FORMAT) == first
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


def test_what_is_kept_is_not_worked_out_again(
    small: Dlr, edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The history is read for the first line, and then only when something has changed."""
    small("tick", "vectors")
    read: list[object] = []
    past = Ledger.past

    def counted(ledger: Ledger, renames: Renames) -> Past:
        read.append(ledger)
        return past(ledger, renames)

    monkeypatch.setattr(Ledger, "past", counted)
    line = small("prompt").out
    often = len(read)
    assert often
    assert small("prompt").out == line
    assert len(read) == often
    edited.write_text(edited.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    assert small("prompt").out == line
    assert len(read) == 2 * often


def test_a_tick_that_leaves_size_and_time_is_seen(small: Dlr, home: Path) -> None:
    """Two ticks within one tick of the clock of the file system are two."""
    small("tick", "vectors")
    store = home / "progress.db"
    before = small("prompt", "--format", "{done}").out
    times = store.stat()
    small("tick", "matrices")
    os.utime(store, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert store.stat().st_size == times.st_size
    assert (before, small("prompt", "--format", "{done}").out) == ("1\n", "2\n")


EVIL = (
    "$(touch x)",
    "`x`",
    "\x1b[2J",
    "9" * 500,
    "-1",
    "1.5e9",
    "٣",
    "A",
    "a b",
    "a\n",
    "%n",
    "#[x]",
)


def test_a_kept_file_is_not_believed(small: Dlr, home: Path, subtests: pytest.Subtests) -> None:
    """Whatever stands in the kept file, only numbers and ids are printed: the right ones."""
    small("tick", "vectors")
    right = small("prompt", "--format", FORMAT).out
    kept = home / "cache" / "prompt"
    sound = kept.read_bytes().split(b"\0")
    first = sound.index(b"1", 13)
    assert sound[first : first + 2] == [
        b"1",
        said(small("prompt", "--format", FORMAT))["items"].encode(),
    ]
    for evil in EVIL:
        for place in range(first, first + len(prompting.NAMES)):
            with subtests.test(evil=evil, place=place):
                fields = [*sound]
                fields[place] = evil.encode()
                kept.write_bytes(b"\0".join(fields))
                result = small("prompt", "--format", FORMAT)
                assert set(result.out) <= set(FORMAT + "-.0123456789abcdefghijklmnopqrstuvwxyz\n")
                assert result.out == right
    for damage in (b"", b"\0" * 99, b"\xff" * 99, b"\0".join(sound[:20]), b"x" * (2 << 20)):
        with subtests.test(damage=damage[:20]):
            kept.write_bytes(damage)
            assert small("prompt", "--format", FORMAT).out == right


def _link(path: Path, sound: bytes) -> None:
    path.with_name("elsewhere").write_bytes(sound)
    path.symlink_to(path.with_name("elsewhere"))


def _open_to_others(path: Path, sound: bytes) -> None:
    path.write_bytes(sound)
    path.chmod(0o666)


def _in_an_open_folder(path: Path, sound: bytes) -> None:
    path.write_bytes(sound)
    path.parent.chmod(0o777)


@pytest.mark.parametrize(
    "place",
    [
        _link,
        _open_to_others,
        _in_an_open_folder,
        lambda path, _: os.mkfifo(path),
        lambda path, _: path.mkdir(),
    ],
    ids=["link", "file open to others", "folder open to others", "pipe", "folder"],
)
def test_a_kept_file_of_somebody_else_is_not_read(
    small: Dlr, home: Path, place: Callable[[Path, bytes], None]
) -> None:
    """A link, a pipe, a folder and what others can write count as nothing kept."""
    small("tick", "vectors")
    assert small("prompt", "--format", "{done}").out == "1\n"
    kept = home / "cache" / "prompt"
    fields = kept.read_bytes().split(b"\0")
    fields[fields.index(b"1", 13)] = b"7"
    kept.write_bytes(b"\0".join(fields))
    assert small("prompt", "--format", "{done}").out == "7\n"
    kept.unlink()
    place(kept, b"\0".join(fields))
    assert small("prompt", "--format", "{done}").out == "1\n"


def test_the_usual_line(small: Dlr) -> None:
    """It says how much is done and what is next, in ASCII where nothing else can be shown."""
    small("tick", "vectors")
    total = small("status", "--json").document["totals"]["counted"]
    following = small("next", "--json").document["suggestions"][0]["id"]
    assert small("prompt").out == f"1/{total} · next: {following}\n"
    assert small("prompt", encoding="ascii").out == f"1/{total} - next: {following}\n"


@pytest.mark.parametrize(
    ("format", "line"),
    [
        ("", ""),
        ("{done}", "1"),
        ("{{{done}}}", "{1}"),
        ("a{{b}}c {done}{doing}", "a{b}c 10"),
        ("[{goal}]", "[]"),
    ],
)
def test_a_format(small: Dlr, format: str, line: str) -> None:
    """Names in braces become numbers and ids, doubled braces one, and all else stays as it is."""
    small("tick", "vectors")
    assert small("prompt", "--format", format).out == f"{line}\n"
    assert small("prompt", f"--format={format}").out == f"{line}\n"


@pytest.mark.parametrize(
    "format", ["{", "}", "{done", "{}", "{title}", "{done!r}", "{{done}", "{ done}"]
)
def test_a_format_that_is_none(dlr: Dlr, format: str) -> None:
    """An unknown part or a lone brace is a usage error that lists the parts, store or not."""
    result = dlr("prompt", "--format", format)
    assert (result.code, result.out) == (2, "")
    assert all(f"{{{name}}}" in result.err for name in prompting.NAMES)


def _damage(home: Path) -> None:
    (home / "progress.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)


def _break_settings(home: Path) -> None:
    (home / "config.json").write_text("{", encoding="utf-8")


def _fill_cache(home: Path) -> None:
    shutil.rmtree(home / "cache")
    (home / "cache").write_text("in the way", encoding="utf-8")


NOTHING: dict[str, tuple[Callable[[Path], object], dict[str, str]]] = {
    "no store": (lambda home: (home / "progress.db").unlink(), {}),
    "damaged store": (_damage, {}),
    "bad settings": (_break_settings, {}),
    "no such curriculum": (lambda _: None, {"DLR_CURRICULUM": "nowhere"}),
    "no such file": (lambda _: None, {"DLR_CURRICULUM": "./nowhere.yaml"}),
    "nobody's home": (lambda _: None, {"DLR_HOME": "~nouser/x"}),
    "impossible zone": (lambda _: None, {"TZ": "AAA-25:99"}),
}


@pytest.mark.usefixtures("warm")
def test_where_anything_is_wrong_nothing_is_said(home: Path, subtests: pytest.Subtests) -> None:
    """Without a store, with a damaged one, with bad settings: no output, no error, exit code 0."""
    assert dlr_process(home, "tick", "numpy-arrays").returncode == 0
    for name, (spoil, more) in NOTHING.items():
        with subtests.test(name):
            copy = home.with_name(name.replace(" ", "-").replace("'", ""))
            shutil.copytree(home, copy)
            spoil(copy)
            ended = dlr_process(copy, "prompt", stdin=b"", **more)
            assert (ended.returncode, ended.stderr) == (0, b"")
            assert ended.stdout == b"" or name == "impossible zone"


@pytest.mark.usefixtures("warm")
def test_a_cache_in_the_way_only_costs_time(home: Path) -> None:
    """Where nothing can be kept, the line is worked out each time."""
    assert dlr_process(home, "tick", "numpy-arrays").returncode == 0
    _fill_cache(home)
    ended = dlr_process(home, "prompt", "--format", "{done}")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"1\n", b"")


@pytest.mark.usefixtures("warm")
def test_a_closed_output_is_quiet(home: Path) -> None:
    """A pipe that nobody reads, and an output that is closed, are no reason to complain."""
    assert dlr_process(home, "tick", "numpy-arrays").returncode == 0
    reading, writing = os.pipe()
    os.close(reading)
    for redirect, stdout in (("", writing), (">&-", None), (">/dev/full", None)):
        ended = subprocess.run(
            ["sh", "-c", f'"$@" {redirect}', "sh", *command("prompt")],
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=environment(home),
            timeout=PATIENCE,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, b""), redirect
    os.close(writing)


@pytest.mark.usefixtures("warm")
def test_a_mistaken_call_is_told(home: Path) -> None:
    """Unknown options and bad formats are usage errors of a process, too; --help is the help."""
    for args in (["--nonsense"], ["--format"], ["--format", "{x}"], ["word"]):
        ended = dlr_process(home, "prompt", *args)
        assert (ended.returncode, ended.stdout) == (2, b"")
        assert ended.stderr.startswith(b"dlr: ")
    assert dlr_process(home, "prompt", "--help").stdout.startswith(b"Examples:\n  dlr prompt")
