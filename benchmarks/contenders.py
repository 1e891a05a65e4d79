"""Who is compared: dlr, its floors, and programs of others."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import lists
from measuring import Command

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "build" / "peers" / "bin"
DLR = str(Path(sys.executable).with_name("dlr"))
BARE = Command([sys.executable, "-c", "pass"])

DONE = 100
"""How many items of a list are done."""

TABLE = """\
import json, sys
import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()

@app.command()
def main(rows: str):
    table = Table(box=None)
    for _ in range(5):
        table.add_column()
    for row in json.load(open(rows)):
        table.add_row(*row)
    Console().print(table)

app()
"""
"""A typer script that prints the rows of a file as a rich table."""

LOADER = """\
import sys
import yaml
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""
"""A script that reads files with the C loader of PyYAML, and nothing more."""


class Peer(NamedTuple):
    """A program of others; `path` is empty where it is not installed."""

    name: str
    path: str
    version: str
    install: str


def peers() -> dict[str, Peer]:
    """Return the programs of others by the word that calls them."""
    python = "python -m venv build/peers && build/peers/bin/pip install -r benchmarks/peers.txt"
    return {
        "task": _peer("Taskwarrior", "task", "--version", "apt-get install taskwarrior"),
        **{
            word: _peer(word, str(PEERS / word), flag, python)
            for word, flag in (
                ("topydo", "-v"),
                ("yamllint", "--version"),
                ("check-jsonschema", "--version"),
            )
        },
    }


def _peer(name: str, program: str, flag: str, install: str) -> Peer:
    path = shutil.which(program)
    if not path:
        return Peer(name, "", "", install)
    said = subprocess.run([path, flag], capture_output=True, text=True, check=False)
    version = re.search(r"\d+(\.\d+)+", said.stdout + said.stderr)
    return Peer(name, path, version[0] if version else "unknown", install)


def dlr(folder: Path, many: int) -> Mapping[str, str]:
    """Give the list to a learner who has done the first of it; return the environment."""
    home, path = folder / f"home-{many}", bench(folder, many)
    environment = {"DLR_HOME": str(home), "DLR_CURRICULUM": str(path)}
    if home.exists():
        return environment
    names = "\n".join(f"item-{number}" for number in range(DONE))
    prepare([DLR, "tick", "-", "--json"], environment, names)
    return environment


def bench(folder: Path, many: int) -> Path:
    """Return the file of a list as a curriculum."""
    path = folder / f"bench-{many}.yaml"
    if not path.exists():
        path.write_text(lists.curriculum(many), encoding="utf-8")
    return path


def table(folder: Path, environment: Mapping[str, str]) -> Command:
    """Return the script that prints what `dlr status` printed."""
    lines = prepare([DLR, "status"], environment).splitlines()
    rows, script = folder / "rows.json", folder / "table.py"
    rows.write_text(json.dumps([line.split(None, 4) for line in lines if line]), encoding="utf-8")
    script.write_text(TABLE, encoding="utf-8")
    return Command([sys.executable, str(script), str(rows)])


def taskwarrior(peer: Peer, folder: Path, many: int) -> Mapping[str, Command]:
    """Give the list to Taskwarrior, and return its reports."""
    data, listed = folder / f"task-{many}", folder / "tasks.json"
    data.mkdir()
    (data / "rc").write_text("confirmation=off\nverbose=nothing\nnews.version=9.9.9\n")
    listed.write_text(lists.tasks(many, DONE), encoding="utf-8")
    environment = {"TASKDATA": str(data), "TASKRC": str(data / "rc")}
    prepare([peer.path, "import", str(listed)], environment)
    return {
        f"task {report}": Command([peer.path, report], environment) for report in ("next", "list")
    }


def topydo(peer: Peer, folder: Path, many: int) -> Mapping[str, Command]:
    """Give the list to topydo, and return its report."""
    listed = folder / f"todo-{many}.txt"
    listed.write_text(lists.todo_txt(many, DONE), encoding="utf-8")
    done = folder / "done.txt"
    words = [peer.path, "-c", os.devnull, "-t", str(listed), "-d", str(done), "ls", "-x"]
    return {"topydo ls -x": Command(words)}


def prepare(words: list[str], environment: Mapping[str, str], given: str = "") -> str:
    """Run a command that is not measured, and return what it prints."""
    result = subprocess.run(
        words,
        env={**os.environ, **environment},
        input=given,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return result.stdout
