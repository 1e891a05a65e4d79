"""How long dlr lint takes: against PyYAML alone, and against yamllint with check-jsonschema.

Run it with `make bench`. Every figure is CPU time of whole processes. The floor of the first rows
is a process that imports what dlr lint imports and reads the same files with PyYAML's C loader.
The other side of the last row is `yamllint` followed by `check-jsonschema --schemafile` with the
schema that `dlr schema` prints. Read the ratios: machines differ, and are noisy.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from everyday import cpu, curriculum

ROOT = Path(__file__).resolve().parents[1]

FLOOR = """\
import sys, pathlib
import typer, rich.console, pydantic, yaml
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""


def median(commands: list[list[str]], runs: int) -> float:
    """Return the median CPU time of some commands together."""
    environment = {**os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    times = [sum(cpu(command, environment) for command in commands) for _ in range(runs + 1)]
    return statistics.median(times[1:])


def row(name: str, mine: float, other: float, aim: str) -> None:
    """Print a line of the table."""
    print(f"{name:<40}{mine * 1000:9.0f} ms{other * 1000:9.0f} ms{mine / other:8.2f}  {aim}")


def main() -> None:
    """Measure all of it."""
    dlr = str(Path(sys.executable).with_name("dlr"))
    print(f"{'':<40}{'dlr lint':>12}{'other':>12}{'ratio':>8}  aim")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor = folder / "floor.py"
        floor.write_text(FLOOR)
        bundled = [str(path) for path in sorted((ROOT / "curriculum").rglob("*.yaml"))]
        lint = [dlr, "lint", "--isolated", str(ROOT / "curriculum")]
        mine = median([lint], 9)
        row("bundled library, against PyYAML", mine,
            median([[sys.executable, str(floor), *bundled]], 9), "at most 3")  # fmt: skip
        times = {}
        for items in (12_500, 25_000, 50_000):
            path = folder / f"bench-{items}.yaml"
            path.write_text(curriculum(items, back=(7, 11)))
            times[items] = median([[dlr, "lint", "--isolated", str(path)]], 3)
            other = median([[sys.executable, str(floor), str(path)]], 3)
            row(f"{items:,} items, against PyYAML", times[items], other, "linear")
        programs = [Path(sys.executable).with_name(n) for n in ("yamllint", "check-jsonschema")]
        if not all(program.exists() for program in programs):
            print("yamllint and check-jsonschema are not installed; the last row is left out.")
            return
        schema = folder / "schema.json"
        printed = subprocess.run([dlr, "schema"], capture_output=True, check=True)
        schema.write_bytes(printed.stdout)
        path = folder / "bench-50000.yaml"
        config = "{extends: default, rules: {line-length: disable, document-start: disable}}"
        peers = [
            [str(programs[0]), "-d", config, str(path)],
            [str(programs[1]), "--schemafile", str(schema), str(path)],
        ]
        row("50,000 items, against both", times[50_000], median(peers, 1), "at most 0.2")


if __name__ == "__main__":
    main()
