"""The page that tells what was tried and what was lost; its sentences follow from the figures."""

import os
import platform
import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dlroadmap.doctor import file_system
from torture.outcome import Outcome
from torture.trials.sabotage import Caught

LIMITS = """\
## What it does not show

- The power cuts are simulated on a model of a file system, not on a disk. The model keeps what \
was synced and may lose, tear or reorder everything else. A rename is one step in it. A disk \
that reports a sync before it is done would be worse.
- Writes are torn at 512 bytes. The bytes around a write are assumed to be safe, as SQLite \
assumes on these systems.
- Kills and faults fall on system calls, one in each run. What happens between two \
calls leaves no trace on the disk.
- Faults in the program begin after the program has been imported. Interrupts before that are \
not tested.
- The files of most trials are in memory, where a sync costs nothing. The trials test whether \
the right calls are made in the right order, not how long they take.
- Damage is random. A store that somebody forges on purpose, with valid hashes, is not tested."""

HOW = """\
## Run it

```sh
make torture                         # everything, and this page
.venv/bin/python -m torture --quick  # a little of each, in about a minute; prints the page
```

The exit code is 1 if anything was lost, if another promise was broken, or if a sabotage went \
unnoticed. Kills, power cuts and faults need `strace`, which exists only for Linux, and \
small disks need root. Without them these trials are left out, and the page says so. Random \
choices are the same in every run."""


def write_page(
    outcomes: Sequence[Outcome], caught: Sequence[Caught], folder: Path, quick: bool
) -> str:
    """Return the page; `folder` is where the files of the learners lay."""
    parts = [
        "# Reliability",
        "dlr promises that what it has acknowledged is never lost: not by a kill, a full disk, a "
        "power cut or a second writer. This page describes how this was tested, and the "
        "results. `make torture` writes it.",
        _summarize(outcomes, caught),
        f"{'The short form, ' if quick else 'Tried '}{_describe_machine(folder)}.",
        "## What was tried, and what was lost",
        "\n".join(_tabulate(outcomes)),
        "“Lost” counts cases in which something acknowledged is gone, or the store cannot be "
        "read. “Wrong” counts cases in which everything is there, and another promise is "
        "broken.",
        *_list_left_out(outcomes),
        *_list_faults(outcomes),
        "## How it was done",
        "\n".join(f"- **{o.trial[:1].upper()}{o.trial[1:]}.** {_explain(o)}" for o in outcomes),
        *_list_caught(caught),
        LIMITS,
        HOW,
    ]
    return "\n\n".join(parts) + "\n"


def is_clean(outcomes: Sequence[Outcome], caught: Sequence[Caught]) -> bool:
    """Return whether nothing was lost or wrong, and no sabotage went unnoticed."""
    broken = any(o.lost or o.wrong or not (o.tried or o.left_out) for o in outcomes)
    return bool(outcomes) and not broken and all(one.case for one in caught)


def _summarize(outcomes: Sequence[Outcome], caught: Sequence[Caught]) -> str:
    tried = sum(outcome.tried for outcome in outcomes)
    lost = sum(outcome.lost for outcome in outcomes)
    wrong = sum(outcome.wrong for outcome in outcomes)
    unnoticed = sum(not one.case for one in caught)
    first = (
        f"Of {tried:,} cases {lost:,} lost something"
        if lost
        else f"Of {tried:,} cases none lost anything"
    )
    second = f"{wrong:,} broke another promise" if wrong else "none broke another promise"
    third = "Every one" if not unnoticed else f"All but {unnoticed}"
    return (
        f"**{first}, and {second}.** {third} of {len(caught)} sabotages, each with one safety "
        "taken out of dlr, was noticed by the trial that is there for it."
    )


def _describe_machine(folder: Path) -> str:
    kernel = re.match(r"\d+\.\d+", platform.release())
    system = f"{platform.system()} {kernel[0] if kernel else platform.release()}"
    return (
        f"on {datetime.now(UTC).date()} with Python {platform.python_version()} and SQLite "
        f"{sqlite3.sqlite_version}, on {system} ({platform.machine()}, {os.cpu_count()} cores), "
        f"the files on {file_system(folder) or 'an unknown file system'}"
    )


def _tabulate(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "| Trial | What was tried | Cases | Lost | Wrong |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for o in outcomes:
        if o.tried:
            yield f"| {o.trial} | {o.tried_what} | {o.tried:,} | {o.lost:,} | {o.wrong:,} |"
        else:
            yield f"| {o.trial} | {o.tried_what} | left out | | |"


def _list_left_out(outcomes: Sequence[Outcome]) -> Iterator[str]:
    left_out = [f"- {o.trial}: {o.left_out}" for o in outcomes if o.left_out]
    if left_out:
        yield "Left out:"
        yield "\n".join(left_out)


def _list_faults(outcomes: Sequence[Outcome]) -> Iterator[str]:
    rows = [
        f"| {o.trial} | {part} | {fault} | {number:,} of {o.parts[part]:,} |"
        for o in outcomes
        for (part, fault), number in sorted(o.faults.items())
    ]
    if rows:
        yield "## What went wrong"
        yield "\n".join(["| Trial | Part | Fault | Cases |", "| --- | --- | --- | ---: |", *rows])


def _explain(outcome: Outcome) -> str:
    parts = ", ".join(f"{part} {number:,}" for part, number in sorted(outcome.parts.items()))
    return " ".join([*outcome.notes, f"Cases: {parts}." if parts else "Left out."])


def _list_caught(caught: Sequence[Caught]) -> Iterator[str]:
    if not caught:
        return
    yield "## A test of the tests"
    yield (
        "A trial that finds nothing may be unable to find anything. So each of these safeties "
        "was removed, and the trial was run until it noticed."
    )
    rows = ["| Taken out | Trial | Noticed | What it saw |", "| --- | --- | --- | --- |"]
    for what, trial, case, fault in caught:
        noticed = f"within {case:,} case{'s' * (case > 1)}" if case else "**not noticed**"
        rows.append(f"| {what} | {trial} | {noticed} | {fault} |")
    yield "\n".join(rows)
