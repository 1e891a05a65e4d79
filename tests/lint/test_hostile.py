"""Broken and hostile files: each in a process of its own with 10 s of work and 512 MB.

A mark such as `«S101»` stands before the place of a fault and is no part of the file. Where a file
is made of bytes, line, column and rule stand beside it.
"""

import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from curriculum.making import category, curriculum, item, main_file, unmarked

PATIENCE = 300.0
"""Seconds after which a process that hangs is given up."""

Place = tuple[int, int, str]
Case = str | tuple[bytes, list[Place]]


def more(*lines: str) -> str:
    return curriculum(item("a", *lines))


def ring(size: int) -> str:
    """Return items that wait for each other all the way round; the circle is told at the first."""
    items = [
        item(f"i{n}", f"requires: [{'' if n else '«G203»'}i{(n + 1) % size}]") for n in range(size)
    ]
    return curriculum(*items)


RESOURCE = "{title: T, url: https://x.org, type: book}"

SIGNS = "\x1b]0;owned\x07\x1b[2J\x9b31m"

CASES: dict[str, Case] = {
    # YAML
    "bracket that is never closed": "format: 1\nid: [home\ntitle«Y001»: x\n",
    "quote that is never closed": 'format: 1\nid: home\ntitle: "A\nlevels: []\n«Y001»',
    "tab at the beginning": "format: 1\nlevels:\n«Y001»\t- id: one\n",
    "colon in a text": "format: 1\ntitle: Attention«Y001»: all you need\n",
    "two documents": curriculum(item("a")) + "«Y001»---\nformat: 1\n",
    "only brackets": (b"[" * 100_000, [(1, 41, "Y005")]),
    "only braces": (b"{a: " * 100_000, [(1, 161, "Y005")]),
    "only hyphens": (b"- " * 100_000, [(1, 81, "Y005")]),
    "only question marks": (b"? " * 100_000, [(1, 81, "Y005")]),
    "brackets that close too": (b"[" * 50_000 + b"]" * 50_000, [(1, 41, "Y005")]),
    "only closing brackets": "«Y001»" + "]" * 100_000,
    "duplicate key": more("hours: 1", "«Y003»hours: 2"),
    "duplicate key of the file": "format: 1\n«Y003»format: 1\n" + curriculum(item("a"))[10:],
    "duplicate key in braces": more(
        "resources: [{title: T, url: https://x.org, «Y003»title: U, type: book}]"
    ),
    "billion laughs": "".join(
        [
            "a: «Y004»&a [x, x]\n" if n == "a" else f"{n}: «Y004»&{n} [«Y004»*{p}, «Y004»*{p}]\n"
            for p, n in zip(" abcdefgh", "abcdefghi", strict=True)
        ]
    )
    + "format: «S109»2\n",
    "merge bomb": more("«Y004»<<: {hours: 1}"),
    "alias of itself": more("tags: «Y004»&t [«Y004»*t]"),
    "tag that runs code": more('tags: «Y004»!!python/object/apply:os.system ["true"]'),
    "tag on a key": more("«Y004»!x tags: [a]"),
    "number of 5,000 digits": more("hours: «Y005»" + "9" * 5000),
    "number with a huge exponent": more("hours: «S106»1e999"),
    "not a number": more("hours: «S106».nan"),
    "infinite": more("hours: «S106»-.inf"),
    "date that is none": more("summary: «Y006»2024-13-45"),
    "date where a number should be": more("hours: «S106»2024-05-01"),
    "title of a megabyte": curriculum("id: a\ntitle: «Y005»" + "x" * 2**20 + "\nkind: concept"),
    "forty levels deep and one": more("tags: " + "[" * 33 + "«Y005»[" + "]" * 34),
    # Bytes and characters
    "NUL": (b"format: 1\nid: a\0b\n", [(2, 6, "Y001")]),
    "only NUL": (b"\0" * 2**20, [(1, 1, "Y001")]),
    "escape": (b"format: 1\nid: \x1b[2J\n", [(2, 5, "Y001")]),
    "delete behind wide characters": ("# 日本😀é\nid: 日本\x7f\n".encode(), [(2, 7, "Y001")]),
    "Latin-1": (b"format: 1\ntitle: caf\xe9\n", [(2, 11, "Y002")]),
    "Latin-1 behind wide characters": ("title: 日本😀 ".encode() + b"\xe9\n", [(1, 12, "Y002")]),
    "UTF-16": ("format: 1\n".encode("utf-16"), [(1, 1, "Y002")]),
    "UTF-16 without a mark": ("format: 1\n".encode("utf-16-be"), [(1, 1, "Y001")]),
    "half a character": ("title: 日".encode()[:-1], [(1, 8, "Y002")]),
    "surrogate": (b"title: \xed\xa0\x80\n", [(1, 8, "Y002")]),
    "byte order mark": (("\ufeff" + more()).encode(), [(1, 1, "Y002")]),
    "next line and separators": more("summary: a«Y007»\u2028b\x85c"),
    "lone carriage return": more("summary: a«Y007»\r  b"),
    "escape signs in quotes": more('summary: "«X401»\\e[2J«X402»\\u202e\\x9b31m"'),
    "escape signs in a key": more('«S101»"«X401»\\e]0;x\\a": 1'),
    "escape signs in an id": curriculum('id: «S104»"«X401»\\e[2J"\ntitle: T\nkind: concept'),
    "bidi in a title": curriculum("id: a\ntitle: abc«X402»\u202etxt\nkind: concept"),
    "bidi in a comment": more("hours: 1 # «X402»\u2066x"),
    "mixed letters": curriculum("id: a\ntitle: «X405»p\u0430ypal\nkind: concept"),
    "markup": curriculum("id: a\ntitle: A «X406»[/] b\nkind: concept"),
    "many marks on a letter": curriculum(
        "id: a\ntitle: «Y005»Z" + "\u0301\u0323" * 500_000 + "\nkind: concept"
    ),
    "many duplicate keys": more(*["«Y003»hours: 2" if n else "hours: 1" for n in range(3000)]),
    "CRLF and faults": more("«S101»colour: red", "tags: [«S103»1.5]").replace("\n", "\r\n"),
    # Structure
    "nothing": (b"", [(1, 1, "S103")]),
    "only a comment": (b"# nothing\n", [(1, 1, "S103")]),
    "a word": "«S103»hello\n",
    "a list": "«S103»- 1\n- 2\n",
    "misspelt key": more("«S101»sumary: x"),
    "missing keys": curriculum("«S102»id: a\ntitle: T"),
    "format of tomorrow": "format: «S109»2\nlevel: x\n",
    "format in quotes": "format: «S109»'1'\n",
    "wrong type in a union": curriculum("«S103»[a, b]", "«S103»7", "«S103»null", item("b")),
    "wrong type deep in a union": more(
        "resources:",
        f"  - {RESOURCE}",
        "  - title: T",
        "    url: https://y.org",
        "    type: «S103»buch",
    ),
    "reference with two slashes": curriculum(item("a"), "«S104»x/y/z"),
    "requirement of two keys": more("requires: [«S103»{b: x, c: z}]"),
    "mapping for a list": more("tags: «S103»{a: b}"),
    "list for a text": more("summary: «S103»[a]"),
    "text for levels": "format: 1\nid: home\ntitle: T\nlevels: «S103»many\n",
    "retired as a list": curriculum(item("a"), head="retired: «S103»[a]"),
    "id up and away": curriculum(item("a")).replace("id: one", "id: «S104»../../etc"),
    "weeks the wrong way round": curriculum(item("a"), level="weeks: «S106»9-3"),
    "address that runs code": more(
        "resources: [{title: T, url: «X403»'javascript:alert(1)', type: post}]"
    ),
    "folded scalar": curriculum(
        "id: a\ntitle: «Y005»>-\n  " + "word " * 60 + "\nkind: concept\n«S101»x: 1"
    ),
    # Graph
    "circle of two": ring(2),
    "circle of nine": ring(9),
    "circle of itself": curriculum(item("a", "requires: [«G202»a]")),
    "circle of two thousand": ring(2000),
    "unknown prerequisite": more("requires: [«G201»nope]"),
    "everything twice": curriculum(item("a"), item("a").replace("id: ", "id: «S105»")),
}


_EACH = """
import contextlib, io, os, resource, sys
from dlroadmap.cli.app import run

with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
    run(["lint", sys.argv[1], "--format", "full"])
for path in sys.argv[1:]:
    if not (child := os.fork()):
        for stream, end in ((1, "out"), (2, "err")):
            os.dup2(os.open(f"{path}.{end}", os.O_WRONLY | os.O_CREAT), stream)
        resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
        code = int(run(["lint", path, "--format", "full"]))
        sys.stdout.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""Lints each file in a process of its own, which need not import everything again."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str, str]]:
    """What dlr says of each file."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = [folder / f"{number}.yaml" for number in range(len(CASES))]
    for path, case in zip(paths, CASES.values(), strict=True):
        path.write_bytes(_made(case)[0])
    done = subprocess.run(
        [sys.executable, "-c", _EACH, *map(str, paths)],
        capture_output=True,
        env=_environment(folder),
        timeout=PATIENCE,
        check=True,
    )
    said = [[Path(f"{path}.{end}").read_text("utf-8") for end in ("out", "err")] for path in paths]
    codes = map(int, done.stdout.split())
    return {
        name: (code, out, err) for name, code, (out, err) in zip(CASES, codes, said, strict=True)
    }


def _made(case: Case) -> tuple[bytes, list[Place]]:
    if isinstance(case, tuple):
        return case
    text, places = unmarked(case)
    return text.encode(), places


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    ours = {"DLR_HOME": str(home / "home"), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    return {**kept, **ours}


def lint(home: Path, *paths: Path) -> tuple[int, str, str]:
    """Run dlr lint in a small process; return its exit code, and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "dlroadmap", "lint", *map(str, paths), "--format", "full"],
        capture_output=True,
        env=_environment(home),
        timeout=PATIENCE,
        preexec_fn=_limit,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))


_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_TOLD = re.compile(
    r"^(?:error|warning) ([A-Z]\d{3}) .*\n(?:.*\n)*?  --> .*:(\d+):(\d+)$", re.MULTILINE
)


def test_hostile_files(answers: dict[str, tuple[int, str, str]], subtests: pytest.Subtests) -> None:
    """Each file gets the right rule at the right line and column, and nothing else is said.

    No control, escape or bidi character of a file comes out again.
    """
    for name, (code, out, err) in answers.items():
        with subtests.test(name):
            found = sorted((int(n), int(column), rule) for rule, n, column in _TOLD.findall(out))
            expected = sorted(_made(CASES[name])[1])
            assert (found, err) == (expected, "")
            errors = any(line.startswith("error ") for line in out.splitlines())
            assert code == (1 if errors else 0)
            assert out.splitlines()[-1].startswith("Checked 1 file and ")
            assert not _STEERING.search(out)


# Files that are too large, and things that are no files


LARGE: dict[str, Callable[[], bytes]] = {
    "more than 32 MiB": lambda: b"# " + b"x" * 32 * 2**20,
    "many values": lambda: b"- a\n" * (8 * 2**20 - 1),
    "a text of 31 MiB of emoji": lambda: b"title: " + "😀".encode() * (31 * 2**18),
}


@pytest.mark.parametrize(
    "name",
    [
        "more than 32 MiB",
        pytest.param("many values", marks=pytest.mark.long),
        pytest.param("a text of 31 MiB of emoji", marks=pytest.mark.long),
    ],
)
def test_large_file(tmp_path: Path, name: str) -> None:
    """A file of the size that is allowed, or more, ends in words, whatever memory there is."""
    path = tmp_path / "large.yaml"
    path.write_bytes(LARGE[name]())
    code, out, err = lint(tmp_path, path)
    assert "Traceback" not in err
    assert "bug" not in err
    assert (code, "Y005" in out) == (1, True) or (code, "ot enough memory" in err) == (2, True)
    path.unlink()


def test_things_that_are_no_files(tmp_path: Path) -> None:
    """Loops of links, pipes, devices and folders called x.yaml are named, and nobody waits."""
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/round").symlink_to("..")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "broken.yaml").symlink_to("nowhere")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "home.yaml").write_text(more("colour: red"), encoding="utf-8")
    code, out, err = lint(tmp_path, tmp_path, tmp_path / ("x" * 300))
    assert code == 2
    assert sorted(line.rpartition("/")[2][:12] for line in err.splitlines()) == [
        "broken.yaml ", "loop.yaml is", "pipe.yaml is", "x" * 12, "zero.yaml is",
    ]  # fmt: skip
    assert [rule for rule, *_ in _TOLD.findall(out)] == ["S101"]


def test_parts_of_a_curriculum_that_are_no_files(tmp_path: Path) -> None:
    """A category whose file is a pipe, a loop, a folder, or outside, is a finding at its name."""
    (tmp_path / "one").mkdir()
    (tmp_path / "curriculum.yaml").write_text(
        main_file("one: [a, b, c, d, e, f]"), encoding="utf-8"
    )
    os.mkfifo(tmp_path / "one/a.yaml")
    (tmp_path / "one/b.yaml").symlink_to("b.yaml")
    (tmp_path / "one/c.yaml").mkdir()
    (tmp_path / "one/d.yaml").symlink_to("/etc/passwd")
    (tmp_path / "one/e.yaml").symlink_to("/dev/zero")
    (tmp_path / "one/f.yaml").write_text(category("f", item("x")), encoding="utf-8")
    code, out, err = lint(tmp_path, tmp_path / "curriculum.yaml")
    assert (code, err) == (1, "")
    assert sorted(rule for rule, *_ in _TOLD.findall(out)) == [
        "S112",
        "S112",
        "S112",
        "Y001",
        "Y001",
    ]


def test_names_that_steer(tmp_path: Path) -> None:
    """Names of files cannot steer a terminal either, nor break the program."""
    for name in (f"a{SIGNS}.yaml", "b\n::error::x.yaml", "c\udcff.yaml", "d\u202e.yaml"):
        (tmp_path / name).write_text("id: [\n", encoding="utf-8")
    code, out, err = lint(tmp_path, tmp_path)
    assert (code, err) == (1, "")
    assert not _STEERING.search(out)
    assert len(_TOLD.findall(out)) == 4
