"""Everyday commands of dlr: on curricula and histories of several sizes, beside two floors."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import contenders
import histories
import page
from contenders import DLR
from measuring import Command, Figures, Meter

CALLS = {
    "dlr status": ("status",),
    "dlr next": ("next",),
    "dlr tick": ("tick", "item-{run}"),
    "dlr undo": ("undo",),
    "dlr show": ("show", "item-3"),
    "dlr list": ("list",),
    "dlr search": ("search", "number 4"),
    "dlr log": ("log", "-n", "20"),
    "TAB": ("__complete", "item", "item-49"),
    "dlr prompt": ("prompt",),
}
BARE, TABLE = "bare interpreter", "typer and a rich table"
SHORT = ("TAB", "dlr prompt")
"""What does without typer and rich; its floor is the bare interpreter."""

AIM = 1.5
"""How many times as long a command may take with the longest history as with the shortest."""


def calls(meter: Meter, environment: Mapping[str, str]) -> dict[str, Command]:
    """Return the commands that this dlr has; the ticks of one round are undone in it."""
    prompt = Command([DLR, "prompt"], environment, codes=(0, 2))
    known = meter.run(prompt)["code"] == 0
    return {
        name: Command([DLR, *words], environment)
        for name, words in CALLS.items()
        if known or name != "dlr prompt"
    }


def by_items(meter: Meter, folder: Path, sizes: Sequence[int], rounds: int) -> Iterator[str]:
    """Measure every command on lists of several sizes."""
    yield "## Everyday commands\n"
    yield from _what_is_run()
    for items in sizes:
        environment = contenders.dlr(folder, items)
        floors = {BARE: contenders.BARE, TABLE: contenders.table(folder, environment)}
        commands = {**floors, **calls(meter, environment)}
        figures = meter.in_turn(commands, rounds)
        yield f"### {items:,} items\n"
        rows = []
        for name, mine in figures.items():
            floor = figures[BARE if name in SHORT or name in floors else TABLE]
            rows.append([_shown(name), *page.cells(mine), page.ratio(mine, floor)])
        yield from page.table((*page.HEADINGS, "Times the floor"), rows)
        yield from _missing(figures)


def by_events(
    meter: Meter, folder: Path, items: int, events: tuple[int, int], rounds: int
) -> Iterator[str]:
    """Measure every command with a short history and with a long one."""
    shares = ", ".join(f"{percent}% {kind}" for kind, percent in histories.MIX.items())
    yield "## Long histories\n"
    yield f"{items} items, and histories over two years: {shares}. The aim is that no command"
    yield f"takes more than {AIM} times as long with {events[1]:,} events as with {events[0]:,}.\n"
    environment = dict(contenders.dlr(folder, items))
    homes: dict[int, dict[str, Command]] = {}
    for many in events:
        home = folder / f"history-{many}"
        histories.live(home, items, many)
        homes[many] = calls(meter, {**environment, "DLR_HOME": str(home)})
    names = list(homes[events[0]])
    commands = {f"{name} {many}": homes[many][name] for name in names for many in events}
    figures = meter.in_turn(commands, rounds)
    few, most = ({name: figures[f"{name} {many}"] for name in names} for many in events)
    rows = [
        [
            _shown(name),
            *(page.told(one) for one in (few[name], most[name])),
            page.ratio(most[name], few[name]),
            *(page.memory(one.peak) for one in (few[name], most[name])),
        ]
        for name in names
    ]
    headings = [f"{many:,} events" for many in events]
    yield from page.table(("", *headings, "Ratio", *(f"Memory, {one}" for one in headings)), rows)
    beyond = [name for name in names if most[name].time > AIM * few[name].time]
    if beyond:
        yield f"Beyond the aim: {', '.join(map(_shown, beyond))}.\n"
    else:
        yield "Every command is within the aim.\n"
    yield from _missing(few)


def _shown(name: str) -> str:
    return f"`{name}`" if name.startswith("dlr ") else name


def _what_is_run() -> Iterator[str]:
    words = ([word.replace("{run}", "N") for word in ("dlr", *call)] for call in CALLS.values())
    lines = ", ".join(f"`{shlex.join(call)}`" for call in words)
    yield f"The commands are {lines}. {contenders.DONE} items are done,"
    yield "and the undo that follows undoes each tick. TAB is what the shell calls when"
    yield "that key is pressed after `dlr show item-49`. The floor of most commands is a typer"
    yield "script that prints the rows of `dlr status` as a rich table. For TAB and `dlr prompt`,"
    yield "which need neither library, it is `python -c pass`. As a tick and its undo come"
    yield "between, each line of `dlr prompt` is worked out here; one that is kept costs about"
    yield "as much as TAB.\n"


def _missing(figures: Mapping[str, Figures]) -> Iterator[str]:
    if missing := ", ".join(_shown(name) for name in CALLS if name not in figures):
        yield f"Left out, because this dlr has no such command: {missing}.\n"
