"""The house: imports point down only, and each outside library has one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dlroadmap

PACKAGE = Path(dlroadmap.__file__).parent

LAYERS = (
    ("__main__", "cli"),
    ("completing",),
    ("exchange",),
    ("render",),
    ("authoring",),
    ("lint",),
    ("doctor",),
    ("guide",),
    ("progress",),
    ("format", "curriculum"),
    ("settings", "paths", "diagnostics", "errors", "text", "__init__"),
)
"""What may import what lies below it, from the top; parts of one row may import each other
only in the first and in the last row."""

RANK = {part: rank for rank, row in enumerate(LAYERS) for part in row}

PLACES = {
    "yaml": ("format/source.py",),
    "pydantic": ("format/schema.py", "format/validation.py"),
    "pydantic_core": ("format/schema.py", "format/validation.py"),
    "typer": ("cli/",),
    "rich": ("render/",),
    "sqlite3": (
        "progress/",
        "curriculum/compiled.py",
        "format/compiling.py",
        "doctor.py",
    ),
    "platformdirs": ("paths.py",),
    "fsrs": ("guide/review.py",),
}
"""Outside libraries, and the only files or folders that may import them."""

PURE = ("guide/", "progress/events.py", "curriculum/model.py", "curriculum/graph.py")
"""What computes and touches nothing: no file, no clock, no terminal, no database."""

TOUCHING = {"os", "sys", "io", "pathlib", "shutil", "sqlite3", "subprocess", "time"} | {
    *("random", "secrets", "socket", "tempfile", "rich", "typer", "yaml", "pydantic", "urllib")
}

CLOCKS = {"now", "today", "utcnow"}
"""The methods of datetime that read a clock; a date that was handed in touches nothing."""

FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def imports(file: str) -> Iterator[tuple[int, str]]:
    """Yield every import of a file with its line: at the top, in functions, and for types."""
    tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"), file)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: a relative import hides its layer"
            assert node.module
            yield node.lineno, node.module
            if node.module == "dlroadmap":
                yield from ((node.lineno, f"dlroadmap.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            # The one import by name is that of a command, in cli/app.py.
            assert name not in ("import_module", "__import__") or file == "cli/app.py", (
                f"{file}:{node.lineno}: an import that no test can follow"
            )


def part(module: str) -> str:
    """Return the part of the package that a module of dlr belongs to."""
    names = module.split(".")
    if len(names) == 1 or names[1].startswith("__version"):
        return "__init__"
    return names[1]


@pytest.mark.parametrize("file", FILES)
def test_imports_point_down(file: str) -> None:
    """No file imports anything that lies above it, nor a neighbour in its row."""
    own = file.removesuffix(".py").split("/")[0]
    assert own in RANK, f"{own} has no place in LAYERS yet"
    wrong = []
    for line, module in imports(file):
        if module.partition(".")[0] != "dlroadmap":
            continue
        other = part(module)
        assert other in RANK, f"{other} has no place in LAYERS yet"
        beside = RANK[own] == RANK[other] and own != other
        if RANK[other] < RANK[own] or (
            beside and RANK[own] not in (0, len(LAYERS) - 1, len(LAYERS) - 2)
        ):
            wrong.append(f"{file}:{line} imports {module}")
    assert wrong == []


@pytest.mark.parametrize("library", PLACES)
def test_every_library_has_its_place(library: str) -> None:
    """Each outside library, and sqlite3, is imported in the places that are its own alone."""
    using = {
        f"{file}:{line}"
        for file in FILES
        for line, module in imports(file)
        if module.partition(".")[0] == library
    }
    assert using, f"nobody imports {library} any more"
    assert {place for place in using if not place.startswith(PLACES[library])} == set()


def test_nothing_else_is_imported() -> None:
    """Only the standard library and the declared dependencies are imported."""
    import sys

    known = {*sys.stdlib_module_names, *PLACES, "dlroadmap"}
    assert {
        m for file in FILES for _, m in imports(file) if m.partition(".")[0] not in known
    } == set()


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith(PURE)])
def test_what_computes_touches_nothing(file: str) -> None:
    """Guide, fold and model are functions of data: they import nothing that touches a machine."""
    found = {module.partition(".")[0] for _, module in imports(file)}
    assert found & TOUCHING == set()
    tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"), file)
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    read = {call.attr for call in calls if isinstance(call, ast.Attribute)} & CLOCKS
    assert read == set(), f"{file} reads a clock"


def test_the_fold_knows_no_store() -> None:
    """Events and their fold import nothing of dlr at all."""
    assert [m for _, m in imports("progress/events.py") if m.startswith("dlroadmap")] == []


def test_commands_know_each_other_only_through_shared_parts() -> None:
    """No command imports another command; what they share lies in modules of its own."""
    from dlroadmap.cli.app import COMMANDS

    modules = {f"dlroadmap.cli.{name}": name for name in COMMANDS}
    wrong = [
        f"{file}:{line} imports {module}"
        for file in FILES
        for line, module in imports(file)
        if module in modules and file != f"cli/{modules[module]}.py"
    ]
    assert wrong == []
