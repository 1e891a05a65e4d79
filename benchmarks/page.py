"""What the page is made of: tables, sentences computed from figures, and the machine."""

import os
import platform
import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from measuring import BUDGET, Figures

HEADINGS = ("", "CPU time", "Lowest to highest", "Peak memory", "Runs")

HEAD = f"""\
# Benchmarks

<!-- Written by `make bench`; what is changed by hand is lost. -->

How long dlr takes, beside programs that do similar work and beside floors: what no program of its
kind can do without. `make bench` measures all of it and writes this page, in about fifteen minutes.

## How it was taken

- A figure is the CPU time of a whole process, user and system together, as the kernel counts it
  (`wait4`): the median of the runs, and the lowest and the highest of them.
- Peak memory is the largest resident set of the process (`ru_maxrss`), the median of the runs.
- Output goes into a pipe that is read to its end.
- The commands of a table take turns, so that noise hits all of them alike. The first run of each
  is left out, because it fills caches. A command is not run again once that would take it beyond
  {BUDGET:.0f} seconds in all: what takes very long has run only once, and that run counts. What was
  stopped at a time limit is shown as *over*.
- All contenders have the same list: items with a title, a summary, hours, a category, and two
  prerequisites each. Read the ratios: machines differ, and so do lists.
"""


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], align: str = "---:"
) -> Iterator[str]:
    """Yield the lines of a table; all columns but the first are aligned as said."""
    yield f"| {' | '.join(headings)} |"
    yield f"| --- |{f' {align} |' * (len(headings) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def cells(figures: Figures) -> list[str]:
    """Return the cells of a row under HEADINGS, without the first."""
    spread = f"{duration(min(figures.times))} to {duration(max(figures.times))}"
    return [told(figures), spread, memory(figures.peak), str(len(figures.times))]


def told(figures: Figures) -> str:
    """Return the median of the times, or that it is more."""
    return f"over {duration(figures.time)}" if figures.stopped else duration(figures.time)


def duration(seconds: float) -> str:
    """Return a time in words."""
    return f"{seconds:.1f} s" if seconds >= 2 else f"{seconds * 1000:.0f} ms"


def memory(size: float) -> str:
    """Return a size in words."""
    return f"{size / 2**20:.0f} MiB"


def ratio(one: Figures, other: Figures) -> str:
    """Return how many times as long one takes as another."""
    return f"{'over ' if one.stopped else ''}{_digits(one.time / other.time)}"


def compare(mine: tuple[str, Figures], other: tuple[str, Figures]) -> str:
    """Return in a sentence which of two is faster."""
    (name, took), (others, theirs) = mine, other
    if took.stopped:
        return f"{name} was stopped before it was done."
    if theirs.time / took.time > 1.1:
        least = "more than " if theirs.stopped else ""
        return f"{name} is {least}{_digits(theirs.time / took.time)} times as fast as {others}."
    if took.time / theirs.time > 1.1:
        return f"{name} is behind: {others} is {ratio(took, theirs)} times as fast."
    return f"{name} and {others} take about as long as each other."


def _digits(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 2 else f"{value:.2f}"


def machine() -> Iterator[str]:
    """Yield what the figures were taken on."""
    yield "## The machine\n"
    rows = [
        ("Date", f"{datetime.now(UTC):%Y-%m-%d}"),
        ("Processor", f"{_processor()}, {os.cpu_count()} cores to use"),
        ("System", f"{_system()}, {platform.machine()}"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("SQLite", sqlite3.sqlite_version),
        *((name, version(name)) for name in ("dlroadmap", "typer", "rich", "pyyaml", "pydantic")),
    ]
    yield from table(("", "Version or kind"), rows, "---")


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = ""
    found = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return found[1] if found else platform.processor() or "unknown"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"
