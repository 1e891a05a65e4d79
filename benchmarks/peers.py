"""Programs that keep a list of things to do, on the same list as dlr."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import contenders
import page
from contenders import DLR, Peer
from measuring import Command, Figures, Meter

ALIKE = {"task next": "dlr next", "task list": "dlr list", "topydo ls -x": "dlr list"}
"""What of dlr does the work of each report."""

LIMIT = 60
"""Seconds of CPU time after which a report of another program is stopped."""


def section(
    meter: Meter, folder: Path, sizes: Sequence[int], rounds: int, found: Mapping[str, Peer]
) -> Iterator[str]:
    """Measure what comes next, and the whole list."""
    yield "## Beside other programs\n"
    yield "Taskwarrior and topydo have the same titles, places and prerequisites, and the same"
    yield f"{contenders.DONE} items done. `task next` and `dlr next` choose what comes next by what"
    yield "waits for what. `task list` and `topydo ls -x` print what is open, `dlr list` also what"
    yield f"is done. A report that takes more than {LIMIT} seconds is stopped.\n"
    for name in ("task", "topydo"):
        if not found[name].path:
            yield f"{found[name].name} is left out: it is not installed here"
            yield f"(`{found[name].install}`).\n"
    for items in sizes:
        environment = contenders.dlr(folder, items)
        commands = {f"dlr {word}": Command([DLR, word], environment) for word in ("next", "list")}
        for word, give in (("task", contenders.taskwarrior), ("topydo", contenders.topydo)):
            if found[word].path:
                theirs = give(found[word], folder, items)
                commands |= {
                    name: one._replace(limit=LIMIT, may_fail=True) for name, one in theirs.items()
                }
        taken = meter.in_turn(commands, rounds)
        figures = {name: mine for name, mine in taken.items() if not mine.failure}
        yield f"### {items:,} items, beside others\n"
        yield from page.table(
            page.HEADINGS, [[f"`{name}`", *page.cells(mine)] for name, mine in figures.items()]
        )
        for name, mine in taken.items():
            if mine.failure:
                yield f"- `{name}` fails with so many items: `{mine.failure}`"
        yield from _sentences(figures)


def _sentences(figures: Mapping[str, Figures]) -> Iterator[str]:
    for theirs, mine in ALIKE.items():
        if theirs in figures:
            pair = ((f"`{name}`", figures[name]) for name in (mine, theirs))
            yield f"- {page.compare(*pair)}"
    yield ""
