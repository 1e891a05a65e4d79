"""`dlr sync` killed at any moment: nothing is lost or doubled, and the next one needs no help."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dlroadmap.progress.events import chain_faults
from dlroadmap.progress.writing import identify_file
from torture.arena import Arena
from torture.outcome import LOST_EVENTS, Outcome
from torture.processes import ended, forked, print_into
from torture.program import become, call, write_curriculum
from torture.scenes import Home, tick
from torture.verdict import examined

DEVICES = 2
LONGEST = 1.2
"""Kills fall on moments up to so many times as long as a sync takes."""


def make_repository(place: Path) -> None:
    """Make a bare repository."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(place)], check=True)


PLACES: dict[str, Callable[[Path], object]] = {
    "a repository": make_repository,
    "a folder": Path.mkdir,
}


def syncs(arena: Arena, cases: int) -> Outcome:
    """Kill syncs of two devices over a repository and over a folder, with ticks between them."""
    outcome = Outcome("interrupted syncs", "SIGKILL of `dlr sync`, alone or with all it started")
    for name, make in PLACES.items():
        folder = arena.folder / name.replace(" ", "-")
        folder.mkdir()
        make(folder / "place")
        _sync_and_kill(arena, folder, cases // len(PLACES), outcome, name)
    return outcome


def _sync_and_kill(arena: Arena, folder: Path, cases: int, outcome: Outcome, name: str) -> None:
    curriculum = write_curriculum(folder)
    homes = [Home(folder / f"device-{number}") for number in range(DEVICES)]
    said = {tick(home.store(), ["item-0"])[0].id for home in homes}
    place = str(folder / "place")
    took = 0.0
    for home in homes:
        for _ in range(2):
            begun = time.monotonic()
            answer = call(home, curriculum, "sync", place, "--merge", "--json")
            took = max(took, time.monotonic() - begun)
            assert answer.code == 0, answer.text
    hits = 0
    for count in range(cases):
        home = homes[count % DEVICES]
        said |= {event.id for event in tick(home.store(), [f"item-{count % 60}"])}
        alone, wait = arena.dice.random() < 0.5, arena.dice.random() * LONGEST * took
        hits += _kill(home, curriculum, wait, alone) == -signal.SIGKILL
        broken = _find_faults(home, curriculum) if count % 3 == 0 else []
        outcome.add(name, broken)
    ends = [call(home, curriculum, "sync", "--json") for home in (*homes, *homes)]
    broken = [f"a sync afterwards fails: {end.text}" for end in ends if end.code]
    histories = [home.store().events() for home in homes]
    if any(said - {event.id for event in events} for events in histories):
        broken.append(LOST_EVENTS)
    if any({event.id for event in events} - said for events in histories):
        broken.append("there are events that nobody has made")
    for home, events in zip(homes, histories, strict=True):
        if chain_faults(events) or len({event.device for event in events}) != DEVICES:
            broken.append("a chain has a fault, or a device was renewed")
        if "damage" in {check.verdict for check in examined(home.data)}:
            broken.append("doctor finds damage")
        with home.store().reading() as rows:
            own = {id for (id,) in rows._execute("SELECT id FROM device")}
            now = rows.sharing.find_device(identify_file(home.path))
        if own != {now}:
            broken.append("a device was renewed")
    if any((end.document or {}).get("sent") for end in ends[DEVICES:]):
        broken.append("something is sent twice")
    outcome.add(f"{name}, afterwards", broken)
    outcome.notes.append(f"{hits} of {cases} kills hit a sync with {name}.")


def _kill(home: Home, curriculum: Path, wait: float, alone: bool) -> int:
    """Kill a sync after some seconds, and return the exit code that it came to."""
    with tempfile.TemporaryFile() as output:

        def work() -> None:
            os.setsid()
            print_into(output)
            become(home, curriculum, ["sync"])

        pid = forked(work)
        time.sleep(wait)
        if alone:
            os.kill(pid, signal.SIGKILL)
            return ended(pid)
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:  # it has not begun
            os.kill(pid, signal.SIGKILL)
        return ended(pid)


def _find_faults(home: Home, curriculum: Path) -> list[str]:
    """Return what is wrong with the sync that comes next."""
    answer = call(home, curriculum, "sync", "--json")
    return [f"the next sync fails: {answer.text}"] if answer.code else []
