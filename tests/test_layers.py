"""The house, where `lint-imports` and `ruff` cannot look; their rules stand in pyproject.toml."""

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest

from dlroadmap.cli.app import COMMANDS, find_module

ROOT = Path(__file__).resolve().parents[1]

CONTRACTS: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "pyproject.toml").read_text(encoding="utf-8")
)["tool"]["importlinter"]["contracts"]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """What imports what: at the top, in functions, and for types."""
    return grimp.build_graph("dlroadmap", include_external_packages=True, cache_dir=None)


def test_every_library_has_its_place(graph: grimp.ImportGraph) -> None:
    """Whatever is imported is of the standard library, or protected by a contract."""
    protected = {name for contract in CONTRACTS for name in contract.get("protected_modules", ())}
    outside = {name for name in graph.modules if graph.is_module_squashed(name)}
    assert outside - sys.stdlib_module_names == protected - sys.stdlib_module_names


def test_commands_know_each_other_only_through_shared_parts(graph: grimp.ImportGraph) -> None:
    """Nothing imports the module of a command; what commands share lies in modules of its own."""
    modules = {find_module(name) for name in COMMANDS}
    assert modules <= graph.modules
    found = {name: graph.find_modules_that_directly_import(name) for name in modules}
    assert {name: importers for name, importers in found.items() if importers} == {}


SPEAKING = ("cli/", "render/", "lint/rules/", "lint/suppressions.py", "lint/reporters/junit.py")
"""What may name a command: what talks to people, and the words of findings and of reports."""


def test_commands_are_named_by_cli_and_render_alone() -> None:
    """No text outside of them says how a command is called: `dlr` and one of its commands."""
    call = re.compile(rf"\bdlr ({'|'.join(COMMANDS)})\b")
    source = ROOT / "src/dlroadmap"
    wrong = [
        f"{path}:{node.lineno}"
        for path in sorted(source.rglob("*.py"))
        if not path.relative_to(source).as_posix().startswith(SPEAKING)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and call.search(str(node.value))
    ]
    assert wrong == []


def test_the_page_of_the_design_has_the_layers_of_the_contract() -> None:
    """The table of the layers names every folder of the program, in the order that is checked."""
    page = (ROOT / "docs/explanation/design.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+) \|.*\|$", page, re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`(\w+)`", row.partition("|")[0])]
    layers = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    folders = {path.parent.name for path in (ROOT / "src/dlroadmap").glob("*/__init__.py")}
    checked = [name for layer in layers for name in re.findall(r"\w+", layer)]
    assert [name for name in told if name in folders] == [n for n in checked if n in folders]
