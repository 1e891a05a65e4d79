"""The page of troubleshooting speaks of errors that dlr has."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "troubleshooting.md"

QUOTED = [
    line
    for body in re.findall(
        r"^```text\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    for line in body.splitlines()
]


def sentences() -> str:
    """Return every text of the program, a line each, with … for what is filled in."""
    found = []
    for path in sorted((ROOT / "src" / "dlroadmap").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = (p.value if isinstance(p, ast.Constant) else "…" for p in node.values)
                found.append("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return "\n".join(found)


SENTENCES = sentences()


@pytest.mark.parametrize("quoted", QUOTED)
def test_a_quoted_error_exists(quoted: str) -> None:
    """Every part of an error that the page quotes stands in a text of the program."""
    parts = [part.strip() for part in re.split(r"…[.;]?", quoted)]
    missing = [part for part in parts if len(part) > 2 and part not in SENTENCES]
    assert not missing


def test_errors_are_quoted() -> None:
    """The page quotes errors at all, and the longest part of each is more than a word."""
    assert len(QUOTED) >= 12
    for quoted in QUOTED:
        assert " " in max(quoted.split("…"), key=len).strip(), quoted
