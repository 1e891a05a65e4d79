"""Curricula made for tests; what a test expects of them is marked in their text.

`«S101»` stands right before the place of a fault of that rule, and is taken out of the file.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from textwrap import indent

import pytest

from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.diagnostics import Finding
from dlroadmap.format.assemble import Assembly
from dlroadmap.format.compiling import assemble_file
from dlroadmap.format.draft import Draft
from dlroadmap.format.source import Source
from dlroadmap.lint.rules import describe
from dlroadmap.paths import bundled

Fault = tuple[str, int, int, str]
"""File, line, column, rule."""

_MARK = re.compile(r"«([A-Z]\d{3})»")


def item(id: str, *more: str) -> str:
    """Return a definition of an item, with further lines."""
    return "\n".join([f"id: {id}", f"title: Title of {id}", "kind: concept", *more])


def curriculum(
    *items: str, id: str = "home", head: str = "", level: str = "", category: str = ""
) -> str:
    """Return a curriculum of one level and one category in one file."""
    return (
        f"format: 1\nid: {id}\ntitle: A curriculum\n{_more(head, 0)}levels:\n"
        f"  - id: one\n    title: One\n{_more(level, 4)}    categories:\n"
        f"      - id: cat\n        title: Cat\n{_more(category, 8)}        items:\n"
    ) + indent(_list(items), " " * 10)


def main_file(*levels: str, id: str = "home", head: str = "") -> str:
    """Return the main file of a folder; a level is written `one: [cat, other]`."""
    lines = [f"format: 1\nid: {id}\ntitle: A curriculum\n{_more(head, 0)}levels:\n"]
    for level in levels:
        name, categories = level.split(": ", 1)
        lines.append(f"  - id: {name}\n    title: A level\n    categories: {categories}\n")
    return "".join(lines)


def category(id: str, *items: str, more: str = "") -> str:
    """Return the file of one category."""
    return f"id: {id}\ntitle: A category\n{_more(more, 0)}items:\n" + indent(_list(items), "  ")


def write(folder: Path, files: Mapping[str, str]) -> list[Fault]:
    """Write the files without their marks; return the faults that the marks stand for."""
    faults: list[Fault] = []
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        plain, places = unmarked(text)
        path.write_text(plain, encoding="utf-8", newline="")
        faults += [(name, *place) for place in places]
    return sorted(faults)


def unmarked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text without its marks, and line, column and rule of each mark."""
    plain, *rest = _MARK.split(text)
    places = []
    for rule, part in zip(rest[::2], rest[1::2], strict=True):
        before = plain.split("\n")
        places.append((len(before), len(before[-1]) + 1, rule))
        plain += part
    return plain, places


def told(findings: Iterable[Finding], folder: Path) -> list[Fault]:
    """Return file, line, column and rule of findings, in order."""
    return sorted(
        (Path(f.file).relative_to(folder).as_posix(), f.line, f.column, f.rule) for f in findings
    )


def assembly(main: Path, *folders: Path) -> Assembly:
    """Return a curriculum put together with what lies beside it, then with these folders."""
    return assemble_file(main, Library(folders).beside(main))


@cache
def shipped(name: str) -> Curriculum:
    """Return a curriculum that comes with dlr, put together once for all tests."""
    main = Library([bundled()]).find(name)
    assert main is not None
    result = assembly(main).curriculum
    assert result is not None
    return result


def findings_of(read: Assembly | Draft | Source) -> list[Finding]:
    """Return what is wrong with a file, or with all files of a curriculum, in a rule's words."""
    match read:
        case Assembly():
            own = read.draft.sources
            return describe(fault for fault in read.all_faults if fault.source in own)
        case _:
            return describe(read.faults)


def made(folder: Path, files: Mapping[str, str], name: str = "home.yaml") -> Curriculum:
    """Write files that have no fault, and return the curriculum of one."""
    write(folder, files)
    result = assembly(folder / name)
    assert findings_of(result) == []
    assert result.curriculum is not None
    return result.curriculum


def message(findings: Iterable[Finding], rule: str) -> str:
    """Return the message of the only finding of a rule."""
    [text] = [finding.message for finding in findings if finding.rule == rule]
    return text


def run_small(code: str, *arguments: object) -> str:
    """Run Python code by itself with 1 GB of memory and 30 s of work; return what it prints."""
    resource = pytest.importorskip("resource", reason="only POSIX systems limit a process")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))

    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=600,
        preexec_fn=limit,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _list(items: Iterable[str]) -> str:
    lines = (indent(text, "  ").replace("  ", "- ", 1) for text in items)
    return "\n".join(lines) + "\n"


def _more(text: str, depth: int) -> str:
    return indent(text, " " * depth) + "\n" if text else ""
