"""Many writers at once: they wait for each other, and none is lost."""

import os
import time
from collections.abc import Callable
from dataclasses import replace

from dlroadmap.errors import DlrError
from dlroadmap.progress.failures import BUSY_SECONDS
from torture.arena import Arena
from torture.outcome import Outcome
from torture.processes import together
from torture.scenes import FIRST, TICK, Home, stored, tick
from torture.verdict import Known, judge

WAITED = BUSY_SECONDS * 0.9


def writers(
    arena: Arena,
    number: int,
    ticks: int,
    spoil: Callable[[], object] = lambda: None,
) -> Outcome:
    """Let processes tick at once, each opening the store anew for every tick."""
    outcome = Outcome("writers at once", "every tick of every process is kept")
    home = Home(arena.folder)
    kept, waited = _write_together(home, number, ticks, spoil)
    scene = replace(TICK, grows=0)
    broken = judge(scene, home, Known(), kept)
    for count in range(number * ticks):
        outcome.add(f"{number} × {ticks}", [] if count < len(kept) else ["a tick was refused"])
    if broken:
        outcome.add("afterwards", broken)
    outcome.notes.append(
        f"{len(kept):,} of {number * ticks:,} ticks were acknowledged; {waited} had waited for "
        f"{BUSY_SECONDS:.0f} seconds, were refused, and were tried again."
    )
    return outcome


def first_runs(arena: Arena, number: int, rounds: int) -> Outcome:
    """Let processes make the very first tick at the same moment."""
    outcome = Outcome("first runs at once", "the first tick ever, by many processes at one barrier")
    for count in range(rounds):
        folder = arena.folder / str(count)
        folder.mkdir()
        home = Home(folder)
        kept, _ = _write_together(home, number, 1, lambda: None)
        broken = judge(replace(FIRST, grows=0), home, Known(), kept)
        missing = ["a tick was refused"] if len(kept) < number else []
        outcome.add(f"{number} processes", broken + missing)
    return outcome


def _write_together(
    home: Home, number: int, ticks: int, spoil: Callable[[], object]
) -> tuple[list[str], int]:
    """Return what was acknowledged, and how often one was refused after waiting long enough."""
    words = home.root / "words"
    file = os.open(words, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def writing(name: int) -> Callable[[], None]:
        def work() -> None:
            spoil()
            for count in range(ticks):
                os.write(file, f"{_tick_patiently(home, f'{name}-{count}', file)}\n".encode())

        return work

    together([writing(name) for name in range(number)])
    os.close(file)
    lines = words.read_text(encoding="ascii").splitlines()
    return [line for line in lines if line != "waited"], lines.count("waited")


def _tick_patiently(home: Home, name: str, file: int) -> str:
    """Tick, again if another writer was in the way for as long as the store waits."""
    while True:
        begun = time.monotonic()
        try:
            return stored(tick(home.store(), [name]))
        except DlrError as error:
            if error.code != "store-busy" or time.monotonic() - begun < WAITED:
                raise SystemExit(1) from error
            os.write(file, b"waited\n")
