"""Everyday commands in an overlay, beside the same in the curriculum that it stands on."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import contenders
import page
from contenders import DLR, ROOT
from measuring import Command, Meter

BASE = "deep-learning"
EXAMPLE = ROOT / "docs" / "examples" / "by-hand.yaml"
CALLS = {
    "dlr status": ("status",),
    "dlr next": ("next",),
    "dlr list": ("list",),
    "dlr show": ("show", "numpy-arrays"),
    "dlr path": ("path", "numpy-arrays"),
}

AIM = 1.1
"""How many times as long a command may take in an overlay as in its base."""


def section(meter: Meter, folder: Path, rounds: int) -> Iterator[str]:
    """Measure commands with both of them compiled."""
    overlay = folder / "overlay" / EXAMPLE.name
    overlay.parent.mkdir()
    shutil.copyfile(EXAMPLE, overlay)
    environments = {
        name: {"DLR_HOME": str(folder / "overlay" / "home"), "DLR_CURRICULUM": where}
        for name, where in (("base", BASE), ("overlay", str(overlay)))
    }
    for environment in environments.values():
        contenders.prepare([DLR, "status"], environment)
    commands = {
        f"{name} {kind}": _command(words, environment)
        for name, words in CALLS.items()
        for kind, environment in environments.items()
    }
    figures = meter.in_turn(commands, rounds)
    yield "## Overlays\n"
    yield f"The overlay is `docs/examples/{EXAMPLE.name}`, over the bundled `{BASE}`; both are"
    yield f"compiled. The aim is that no command takes more than {AIM} times as long.\n"
    pairs = {name: (figures[f"{name} base"], figures[f"{name} overlay"]) for name in CALLS}
    rows = [
        [f"`{name}`", page.told(base), page.told(mine), page.ratio(mine, base)]
        for name, (base, mine) in pairs.items()
    ]
    yield from page.table(("", "Base", "Overlay", "Ratio"), rows)
    beyond = [f"`{name}`" for name, (base, mine) in pairs.items() if mine.time > AIM * base.time]
    yield f"Beyond the aim: {', '.join(beyond)}.\n" if beyond else "Every command is within it.\n"


def _command(words: tuple[str, ...], environment: Mapping[str, str]) -> Command:
    return Command([DLR, *words], environment)
