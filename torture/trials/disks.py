"""Full and read-only disks: one clear line, and what was acknowledged is kept."""

import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from torture.arena import Arena
from torture.outcome import Outcome
from torture.processes import Say, heard
from torture.program import Answer, call, warm_up, write_curriculum
from torture.scenes import TICK, Home, Work, stored, telling, tick, used_today
from torture.strace import watched, why_not
from torture.verdict import Known, judge

KIB = 1024
BATCH = 20


def may_mount(folder: Path) -> bool:
    """Return whether a small file system can be mounted here."""
    try:
        with _mounted(folder / "try", 64 * KIB):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def _mounted(folder: Path, size: int) -> Iterator[Path]:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _remount(folder: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(folder)], check=True)


def filling(home: Home, say: Say) -> None:
    """Tick until there is no room."""
    for number in range(10_000):
        say(stored(tick(home.store(), (f"item-{number}-{part}" for part in range(BATCH)))))


def full_disks(arena: Arena, cases: int) -> Outcome:
    """Fill disks of 64 KiB to 1 MiB, or where none may be mounted only files of such sizes."""
    outcome = Outcome("full disks", "ticks until the disk is full")
    mounting = may_mount(arena.folder)
    for number in range(cases):
        size = (64 + 960 * number // cases) * KIB
        folder = arena.folder / f"disk-{number}"
        if mounting and number % 2:
            with _mounted(folder, size):
                outcome.add(
                    "a small file system",
                    _fill(Home(folder), filling, lambda: _remount(folder, "size=64m")),  # noqa: B023
                )
        else:
            folder.mkdir()
            work = partial(_limited, size)
            outcome.add("a limit on files", _fill(Home(folder), work, lambda: None))
    outcome.left_out = "" if mounting else "small file systems, which only root may mount"
    return outcome


def _limited(size: int, home: Home, say: Say) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    filling(home, say)


def _fill(home: Home, work: Work, make_room: Callable[[], object]) -> list[str]:
    code, said = heard(partial(telling(work), home))
    broken = []
    refusals = [line for line in said if not line.startswith("stored")]
    if code != 2 or len(refusals) != 1 or "could not be written" not in refusals[0]:
        broken.append("the full disk was not told in one clear line")
    known = [word for line in said if line.startswith("stored") for word in line.split()[1:]]
    kept = {event.id for event in home.store().events()}
    if not kept.issuperset(known):
        broken.append("acknowledged events cannot be read while the disk is full")
    make_room()
    return broken + judge(replace(TICK, grows=0), home, Known(), said)


def read_only_disks(arena: Arena) -> Outcome:
    """Read and write on a disk that has become read-only, also after a kill in a commit."""
    outcome = Outcome("read-only disks", "status and tick on a read-only file system")
    if not may_mount(arena.folder):
        outcome.left_out = "all of it, for only root may mount a read-only file system"
        return outcome
    curriculum = write_curriculum(arena.folder)
    for journal in (False, True):
        if journal and why_not():
            outcome.left_out = f"a disk after a kill: {why_not()}"
            continue
        folder = arena.folder / f"disk-{journal}"
        with _mounted(folder, 1 << 26):
            home = Home(folder)
            used_today(home, 30)
            warm_up(home, curriculum, [["status"]])
            _remount_and_look(outcome, home, curriculum, journal)
    return outcome


def _remount_and_look(outcome: Outcome, home: Home, curriculum: Path, journal: bool) -> None:
    before = home.store().events()
    part = "after a kill in a commit" if journal else "a store at rest"
    if journal:
        watched(partial(TICK.work, home), ("unlink",), "unlink:signal=KILL:when=1")
        assert home.path.with_name("progress.db-journal").exists(), "the kill came too late"
    _remount(home.root, "ro")
    status = call(home, curriculum, "status", "--json")
    ticked = call(home, curriculum, "tick", "item-299", "--json")
    _remount(home.root, "rw")
    readable = status.code == 0 or (journal and _says(status))
    outcome.add(part, [] if readable else ["status does not say what is wrong"])
    outcome.add(part, [] if _says(ticked) else ["tick does not say what is wrong"])
    outcome.add(part, judge(replace(TICK, grows=0), home, Known(before), []))


def _says(answer: Answer) -> bool:
    """Return whether it was refused, and not as damage or as a bug."""
    code = str((answer.document or {}).get("error", {}).get("code"))
    return answer.code == 2 and code not in ("None", "bug", "store-damaged")
