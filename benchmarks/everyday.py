"""How long everyday commands take, against a floor: what typer and rich alone need.

Run it with `make bench`. Every figure is CPU time of a whole process, the median of 15 runs, the
two sides in turn. The floor is a typer script with one command that prints the same rows as a
rich table; for TAB and prompt it is a bare interpreter, for list and search it is status. Read the
ratios: machines differ, and are noisy.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dlroadmap.progress.events import Entry
from dlroadmap.progress.store import Store

RUNS = 15

FLOOR = """\
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


def curriculum(items: int, back: tuple[int, int] = (1, 7)) -> str:
    """Return a curriculum of 4 levels with 6 categories each, every item with 2 prerequisites.

    `back` is how far behind an item they stand.
    """
    per_category = items // 24 + 1
    number = 0
    lines = ["format: 1", "id: bench", "title: Bench", "levels:"]
    for level in range(4):
        lines += [f"  - id: level-{level}", f"    title: Level {level}", "    categories:"]
        for category in range(6):
            lines += [f"      - id: part-{category}", f"        title: Part {category}"]
            lines += ["        items:"]
            for _ in range(per_category):
                lines += [
                    f"          - id: item-{number}",
                    f"            title: Item number {number}",
                    "            summary: A summary of some length, as a real item would have it.",
                    "            kind: concept",
                    f"            hours: {number % 7 + 1}",
                ]
                before = [n for n in (number - step for step in back) if n >= 0]
                if before:
                    lines += ["            requires:"]
                    lines += [f"              - item-{n}: it comes first" for n in before]
                number += 1
    return "\n".join(lines) + "\n"


def study(home: Path, items: int) -> None:
    """Learn items one by one over two years, and go over each a month later."""
    begun = datetime.now(UTC) - timedelta(days=730)
    said = []
    for number in range(items):
        day, key = 690 * number / items, f"bench/item-{number}"
        said.append((day, Entry(key, "tick")))
        grade = ("good", "hard", "easy", "good", "again")[number % 5]
        said.append((day + 30 + number % 7, Entry(key, "review", {"grade": grade})))
    for day, entry in sorted(said, key=lambda one: one[0]):
        learn(home, begun + timedelta(days=day), entry)


def learn(home: Path, moment: datetime, entry: Entry) -> None:
    """Record one thing as if it were said at that moment."""
    Store(home / "progress.db", home / "backups", lambda: moment).write(lambda _: [entry])


def cpu(command: list[str], environment: dict[str, str]) -> float:
    """Run a command and return its CPU time in seconds."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def compare(
    name: str, command: list[str], floor: list[str], environment: dict[str, str], aim: float
) -> None:
    """Print the medians of a command and its floor, and their ratio beside what is aimed at.

    `{run}` in a command is the number of the run, so that every tick has something to write.
    """
    cpu([word.format(run=RUNS) for word in command], environment)
    cpu(floor, environment)
    pairs = []
    for run in range(RUNS):
        mine = cpu([word.format(run=run) for word in command], environment)
        pairs.append((mine, cpu(floor, environment)))
    mine = statistics.median(pair[0] for pair in pairs)
    theirs = statistics.median(pair[1] for pair in pairs)
    ratio = mine / theirs
    print(f"{name:<28}{mine * 1000:8.0f} ms{theirs * 1000:8.0f} ms{ratio:8.2f}{aim:8.2f}")


def main() -> None:
    """Measure all of it."""
    dlr = str(Path(sys.executable).with_name("dlr"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor, rows = folder / "floor.py", folder / "rows.json"
        floor.write_text(FLOOR)
        print(f"{'':<28}{'command':>11}{'floor':>11}{'ratio':>8}{'aim':>8}")
        for items, ticks in ((500, 100), (50_000, 5_000)):
            home = folder / f"home-{items}"
            path = folder / f"bench-{items}.yaml"
            path.write_text(curriculum(items))
            environment = {**os.environ, "DLR_HOME": str(home), "DLR_CURRICULUM": str(path)}
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            names = "\n".join(f"item-{n}" for n in range(ticks))
            tick = [dlr, "tick", "-", "--json"]
            subprocess.run(tick, input=names, text=True, env=environment, check=True,
                           stdout=subprocess.DEVNULL)  # fmt: skip
            status = subprocess.run([dlr], env=environment, check=True, capture_output=True)
            table = [line.split(None, 4) for line in status.stdout.decode().splitlines() if line]
            rows.write_text(json.dumps(table))
            base = [sys.executable, str(floor), str(rows)]
            everyday = {
                "status": [dlr, "status"],
                "next": [dlr, "next"],
                "tick": [dlr, "tick", "item-4{run:02}"],
                "show": [dlr, "show", "item-3"],
            }
            chosen = everyday if items == 500 else {"status": everyday["status"]}
            for command, words in chosen.items():
                aim = 1.15 if items == 500 else 2.5
                compare(f"{command}, {items:,} items", words, base, environment, aim)
            if items == 500:
                years = folder / "home-years"
                study(years, items)
                learned = {**environment, "DLR_HOME": str(years)}
                for command in ("status", "next"):
                    words = everyday[command]
                    compare(f"{command}, 500 done in 2 years", words, base, learned, 1.15)
            tab = [dlr, "__complete", "item", "item-49"]
            bare = [sys.executable, "-c", "pass"]
            compare(f"TAB, {items:,} items", tab, bare, environment, 3)
            compare(f"prompt, {items:,} items", [dlr, "prompt"], bare, environment, 3)
            most = 2 if items == 500 else 6
            for words in (["list"], ["list", "--json"], ["search", "item", "-n", f"{items}"]):
                name = f"{' '.join(words[:2])}, {items:,} items"
                compare(name, [dlr, *words], everyday["status"], environment, most)


if __name__ == "__main__":
    main()
