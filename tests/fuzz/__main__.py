"""`make fuzz`: every target for its share of the time, then what was found."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple

from fuzz import targets
from fuzz.learner import MEMORY

CORPUS = Path(__file__).parent / "corpus"
NAMES = tuple(module.name for module in iter_modules(targets.__path__))
LONGEST = 4096
"""The bytes of an input at most."""

LIMITS = (f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=1024", "-report_slow_units=60")


class Outcome(NamedTuple):
    """What came of a target: its runs, how many a second, the edges reached, and what it found."""

    target: str
    runs: str
    speed: str
    edges: str
    found: Sequence[Path]


def main() -> int:
    """Fuzz the targets that are named, or all of them; 1 if anything was found or did not run."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("seconds", type=int, help="for all targets together")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--keep", action="store_true", help="put what reaches more into the corpus")
    parser.add_argument("--found", type=Path, default=Path("found"), metavar="FOLDER")
    asked = parser.parse_intermixed_args()
    if unknown := set(asked.targets) - set(NAMES):
        parser.error(f"no target is called {', '.join(sorted(unknown))}: {', '.join(NAMES)}")
    if not find_spec("atheris"):
        parser.error("Atheris is not installed: it has wheels for Linux on x86-64 only")
    chosen = asked.targets or NAMES
    seconds = max(asked.seconds // len(chosen), 1)
    outcomes = [fuzz(name, seconds, asked.found, asked.keep) for name in chosen]
    print(f"{'target':12}{'runs':>10}{'runs/s':>8}{'edges':>7}  found")
    for target, runs, speed, edges, found in outcomes:
        print(f"{target:12}{runs:>10}{speed:>8}{edges:>7}  {', '.join(map(str, found)) or '-'}")
    return int(any(outcome.found or outcome.runs == "?" for outcome in outcomes))


def fuzz(name: str, seconds: int, folder: Path, keep: bool) -> Outcome:
    """Fuzz one target from its corpus on; what breaks a promise is written to a folder."""
    print(f"{name} for {seconds} seconds …", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    corpus = CORPUS / name
    with tempfile.TemporaryDirectory() as fresh:
        prefix = f"-artifact_prefix={folder}/{name}-"
        said = _run(name, folder, prefix, f"-max_total_time={seconds}", fresh, str(corpus))
        for line in said.splitlines():
            if not line.startswith(("#", '"', "INFO: ", "WARNING: ", "stat::")):
                print(line, file=sys.stderr)
        if keep:
            _keep(name, folder, prefix, Path(fresh))
    found = [path for path in folder.iterdir() if before.get(path) != path.stat().st_mtime_ns]
    runs, speed = (_number(rf"stat::{word}: +(\d+)", said) for word in _STATS)
    ours = sorted(path for path in found if path.name.startswith(f"{name}-"))
    return Outcome(name, runs, speed, _number(r"cov: (\d+)", said), ours)


def _keep(name: str, folder: Path, prefix: str, fresh: Path) -> None:
    """Put those of fresh inputs that reach more into the corpus, but none that fails."""
    before = {*(CORPUS / name).iterdir()}
    # Edges alone decide: how often each was passed would keep ten times as many inputs.
    _run(name, folder, prefix, "-merge=1", "-use_counters=0", str(CORPUS / name), str(fresh))
    target: Any = import_module(f"fuzz.targets.{name}")
    for path in {*(CORPUS / name).iterdir()} - before:
        try:
            target.fuzz(path.read_bytes())
        except Exception:
            path.unlink()


_STATS = ("number_of_executed_units", "average_exec_per_sec")


def _run(name: str, found: Path, *options: str) -> str:
    """Run a target in a process of its own, and return what libFuzzer says."""
    command = [sys.executable, "-m", "fuzz.engine", name, str(found), *LIMITS, *options]
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:  # libFuzzer ends without cleaning up
        paths = {"PYTHONPATH": str(Path(__file__).parents[1]), "TMPDIR": folder}
        done = subprocess.run(
            [*command, "-print_final_stats=1"],
            env={**os.environ, **paths},
            stderr=subprocess.PIPE,
            check=False,
        )
    return done.stderr.decode("utf-8", "replace")


def _number(pattern: str, text: str) -> str:
    """Return the last number that stands so in a text."""
    numbers: list[str] = re.findall(pattern, text)
    return numbers[-1] if numbers else "?"


if __name__ == "__main__":
    sys.exit(main())
