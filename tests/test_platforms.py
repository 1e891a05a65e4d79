"""What is said of platforms is what CI runs there."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from conftest import POSIX_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent
ROOT = TESTS.parent
SYSTEMS = {"MacOS": "macos-latest", "POSIX :: Linux": "ubuntu-latest"}
"""Where CI runs the tests of a system."""

POSIX_MODULES = {"fcntl", "pty", "pwd", "resource", "termios"}
"""Modules that Windows lacks."""


def project() -> Any:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def claimed(kind: str) -> list[str]:
    """Return what the classifiers of a kind say."""
    found = (name.partition(f"{kind} :: ") for name in project()["classifiers"])
    return [rest for _, kind, rest in found if kind]


def test_claims_are_what_ci_runs() -> None:
    """The classifiers and the README name the systems and versions that CI must pass on."""
    ci = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    matrix = ci["jobs"]["test"]["strategy"]["matrix"]
    versions = [name for name in claimed("Python") if "." in name]
    assert matrix["python"] == versions
    assert sorted(SYSTEMS[name] for name in claimed("Operating System")) == sorted(matrix["os"])
    assert project()["requires-python"] == f">={versions[0]}"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"Python {versions[0]} to {versions[-1]}" in readme


def imported(path: Path) -> Iterator[str]:
    """Yield the last names of the modules that a file imports when it is read."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name.rpartition(".")[2] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module).rpartition(".")[2]


def test_modules_that_need_posix_are_named() -> None:
    """On Windows every module of tests can be read but those that conftest leaves out."""
    need = {
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("*.py")
        if not POSIX_MODULES.isdisjoint(imported(path))
    }
    assert need - {*POSIX_ONLY} == set()
    assert all((TESTS / name).is_file() for name in POSIX_ONLY)
