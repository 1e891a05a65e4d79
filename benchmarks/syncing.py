"""`dlr sync` with a bare repository at a path: beside `git fetch` alone, and what it stores."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import contenders
import histories
import page
from contenders import DLR
from dlroadmap.authoring.repository import find_git
from dlroadmap.progress.events import Entry
from dlroadmap.progress.store import Store
from dlroadmap.remote.places import find_place, open_remote
from dlroadmap.remote.syncing import Wish, sync
from measuring import FIRST, Command, Figures, Meter

FIRST_AIM = 10.0
"""Seconds of CPU time that a first sync of the longest history may take."""

AIM, STATUS_AIM = 1.5, 1.05
"""How many times as long a sync with nothing new may take as its floor, and a status as without."""

LARGE = 3
"""So often first syncs are measured, each with a copy of the history."""

BRANCHES = "+refs/heads/dlr/*:refs/dlr/there/*"


def section(
    meter: Meter, folder: Path, items: int, sizes: Sequence[int], syncs: int, rounds: int
) -> Iterator[str]:
    """Measure histories of several sizes, the last of them in all ways."""
    learner = contenders.dlr(folder, items)
    for many in sizes:
        if not (home := folder / f"history-{many}").exists():
            histories.live(home, items, many)
    most = sizes[-1]
    yield "## Sync\n"
    yield "`dlr sync` with a bare Git repository at a path. Over a network, the time that the other"
    yield "side takes to answer comes on top of it, as it does with `git fetch`.\n"
    yield from _first(meter, folder, learner, most, min(rounds, LARGE))
    yield from _later(meter, folder, learner, most, rounds)
    yield from _status(meter, folder, learner, sizes, rounds)
    yield from _stored(folder, sizes, syncs)


def _first(
    meter: Meter, folder: Path, learner: Mapping[str, str], many: int, rounds: int
) -> Iterator[str]:
    """Measure the first sync of a device that has all, and of one that has nothing."""
    full = _synced(folder, learner, many)
    sender, place = str(folder / "sender-{run}"), str(folder / "sent-{run}.git")
    for run in range(FIRST, FIRST + rounds + 1):
        _copy(folder / f"history-{many}", Path(sender.replace("{run}", f"{run}")))
        _bare(Path(place.replace("{run}", f"{run}")))
    receiver = {**learner, "DLR_HOME": str(folder / "receiver-{run}")}
    figures = meter.in_turn(
        {
            "sends all": Command([DLR, "sync", place], {**learner, "DLR_HOME": sender}),
            "receives all": Command([DLR, "sync", str(full)], receiver),
        },
        rounds,
    )
    yield f"### The first sync, {many:,} events\n"
    yield "One device sends all to an empty repository, which includes the backup of the day."
    yield f"A new one receives all. The aim is less than {FIRST_AIM:.0f} s each.\n"
    yield from page.table(
        page.HEADINGS, [[name, *page.cells(each)] for name, each in figures.items()]
    )
    beyond = [name for name, each in figures.items() if each.time > FIRST_AIM]
    yield f"Beyond the aim: {', '.join(beyond)}.\n" if beyond else "Both are within it.\n"


def _later(
    meter: Meter, folder: Path, learner: Mapping[str, str], many: int, rounds: int
) -> Iterator[str]:
    """Measure syncs of devices that have synced before."""
    full = _synced(folder, learner, many)
    homes = [{**learner, "DLR_HOME": str(folder / name)} for name in ("left", "right")]
    for home in homes:
        contenders.prepare([DLR, "sync", str(full)], home)
    mirror = folder / "mirror.git"
    _bare(mirror)
    fetch = [find_git(), f"--git-dir={mirror}", "fetch", "--quiet", str(full), BRANCHES]
    contenders.prepare(fetch, {})
    nothing, status, bare = "`dlr sync`, nothing new", "`dlr status`", "`git fetch`"
    commands = {
        bare: Command(fetch),
        status: Command([DLR, "status"], homes[0]),
        nothing: Command([DLR, "sync"], homes[0]),
    }
    figures = meter.in_turn(commands, rounds)
    each_way = Figures()
    for run in range(rounds + 1):
        for home in homes:
            contenders.prepare([DLR, "tick", f"item-{FIRST + run}"], home)
        contenders.prepare([DLR, "sync"], homes[1])
        answer = meter.run(commands[nothing])
        if run or not rounds:
            each_way.times.append(answer["cpu"])
            each_way.peaks.append(answer["memory"])
    floor = figures[status].time + figures[bare].time
    yield f"### Later syncs, {many:,} events\n"
    yield "The floor is `git fetch` of the same branches, and `dlr status` for the start of dlr and"
    yield "the reading of the history. The aim is that a sync with nothing new takes no more than"
    yield f"{AIM} times as long as both together.\n"
    rows = {**figures, "`dlr sync`, one change each way": each_way}
    yield from page.table(page.HEADINGS, [[name, *page.cells(each)] for name, each in rows.items()])
    ratio = figures[nothing].time / floor
    within = "within" if ratio <= AIM else "beyond"
    yield f"With nothing new it is {ratio:.2f} times the floor: {within} the aim.\n"


def _status(
    meter: Meter, folder: Path, learner: Mapping[str, str], sizes: Sequence[int], rounds: int
) -> Iterator[str]:
    """Measure what a place costs those who do not sync just now."""
    commands = {}
    for many in sizes:
        _synced(folder, learner, many)
        for name in (f"history-{many}", f"synced-{many}"):
            home = {**learner, "DLR_HOME": str(folder / name)}
            commands[name] = Command([DLR, "status"], home)
    figures = meter.in_turn(commands, rounds)
    pairs = {many: (figures[f"history-{many}"], figures[f"synced-{many}"]) for many in sizes}
    yield "### `dlr status` with a place to sync with\n"
    yield "It also tells how many changes wait for a sync. The aim is that it takes no more than"
    yield f"{STATUS_AIM} times as long.\n"
    yield from page.table(
        ("Events", "Without a place", "With a place", "Ratio"),
        [
            [f"{many:,}", page.told(without), page.told(having), page.ratio(having, without)]
            for many, (without, having) in pairs.items()
        ],
    )
    beyond = [f"{n:,}" for n, (old, new) in pairs.items() if new.time > STATUS_AIM * old.time]
    yield f"Beyond the aim: {', '.join(beyond)} events.\n" if beyond else "That is within it.\n"


def _stored(folder: Path, sizes: Sequence[int], syncs: int) -> Iterator[str]:
    """Look at what the place and the device store after a first sync, and after many more."""
    rows = []
    for many in sorted({sizes[0], sizes[-1]}):
        home, place = folder / f"growing-{many}", folder / f"grown-{many}.git"
        _copy(folder / f"history-{many}", home)
        _bare(place)
        _sync_once(home, place, 0)
        first = _size(place)
        for number in range(1, syncs + 1):
            moment = datetime.now(UTC) + timedelta(hours=number)
            histories.say(home, moment, [Entry(f"bench/item-{number}", "tick")])
            _sync_once(home, place, number)
        later, own = _size(place), _size(home / "sync.git")
        subprocess.run([find_git(), f"--git-dir={place}", "gc", "--quiet"], check=True)
        cells = (first, later, _size(place), own)
        rows.append(
            [f"{many:,}", f"{first / many:.0f}", *(f"{cell / 1024:,.0f}" for cell in cells)]
        )
    yield "### What is stored\n"
    yield f"In KiB: what the repository holds after the first sync and after {syncs} more with one"
    yield "change each, what `git gc` makes of that, and what dlr's own copy takes.\n"
    headings = ("Events", "Bytes per event", "First sync", f"{syncs} more", "`git gc`", "Own copy")
    yield from page.table(headings, rows)


def _sync_once(home: Path, path: Path, hours: int) -> None:
    moment = datetime.now(UTC) + timedelta(hours=hours)
    place = find_place(str(path), remembered=True)
    remote = open_remote(place, home / "sync.git", False, lambda: moment)
    store = Store(home / "progress.db", home / "backups", lambda: moment)
    sync(store, remote, Wish(place.name), lambda _: True, moment, "bench")


def _synced(folder: Path, learner: Mapping[str, str], many: int) -> Path:
    """Return a repository that a copy of a history was sent to."""
    home, place = folder / f"synced-{many}", folder / f"full-{many}.git"
    if not place.exists():
        _copy(folder / f"history-{many}", home)
        _bare(place)
        contenders.prepare([DLR, "sync", str(place)], {**learner, "DLR_HOME": str(home)})
    return place


def _copy(home: Path, target: Path) -> None:
    """Copy a history without its backups."""
    target.mkdir()
    shutil.copy(home / "progress.db", target)


def _bare(path: Path) -> None:
    subprocess.run([find_git(), "init", "--quiet", "--bare", path], check=True)


def _size(folder: Path) -> int:
    """Return the bytes of the objects of a repository."""
    files = (folder / "objects").rglob("*")
    return sum(path.stat().st_size for path in files if path.is_file())
