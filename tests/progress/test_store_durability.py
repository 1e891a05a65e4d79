"""What was acknowledged is never lost: not by kill -9, not by a full disk."""

import os
import random
import resource
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.progress.store import Store
from torture.processes import Say, ended, forked, killed
from torture.verdict import integrity

from .conftest import Clock, tick
from .history import flaws, fold

KILLS = 30  # `make torture` makes a thousand, each at a chosen system call


def test_acknowledged_ticks_survive_kills(store: Store, clock: Clock) -> None:
    """Of what was acknowledged before a SIGKILL nothing is lost, and nothing is damaged."""
    dice = random.Random(1)
    acknowledged: set[str] = set()

    def ticking(say: Say, number: int) -> None:
        for count in range(10_000):
            say(tick(store, f"dl/{number}-{count}")[0].key)

    tick(store, "dl/first")
    for number in range(KILLS):
        if number % 20 == 0:
            clock.pass_days(1)
        acknowledged.update(killed(partial(ticking, number=number), 1, dice.uniform(0, 0.012)))
        assert acknowledged <= fold(store.events()).keys("done")
    events = store.events()
    assert integrity(store.path) == "ok"
    assert flaws(events) == []
    assert len({event.device for event in events}) == 1
    assert set(fold(events).states.values()) == {"done"}
    assert len(events) <= len(acknowledged) + 1 + KILLS  # at most one was under way at each kill


def test_kills_while_batches_are_written_and_copied(store: Store, clock: Clock) -> None:
    """A kill leaves batches whole or absent, also while every write makes and thins copies."""
    dice = random.Random(2)
    acknowledged: set[str] = set()

    def ticking(say: Say, number: int) -> None:
        for count in range(1000):
            clock.pass_days(1)
            keys = [f"dl/{number}-{count}-{part}" for part in range(5)]
            say(tick(store, *keys)[0].batch)

    for number in range(10):
        clock.pass_days(100)
        acknowledged.update(killed(partial(ticking, number=number), 1, dice.uniform(0, 0.02)))
    events = store.events()
    sizes: dict[str, int] = {}
    for event in events:
        sizes[event.batch] = sizes.get(event.batch, 0) + 1
    assert set(sizes.values()) == {5}
    assert acknowledged <= sizes.keys()
    assert flaws(events) == []
    copies = sorted(store.backups.glob("*.db"))
    assert copies
    for copy in copies:
        assert integrity(copy) == "ok"
        assert set(Store(copy, store.backups).events()) <= set(events)


def test_kill_during_the_very_first_write(tmp_path: Path) -> None:
    """A kill while the store is being made leaves one that can be read and written."""
    dice = random.Random(3)
    span = 0.0
    for number in range(40):
        folder = tmp_path / str(number)
        store = Store(folder / "progress.db", folder / "backups")

        def first(say: Say, store: Store = store) -> None:
            say("begun")
            tick(store, "dl/first")
            say("recorded")

        if number % 8:
            said = killed(first, 1, dice.uniform(0, span))
        else:  # let one be recorded, to learn how long that takes here and now
            start = time.monotonic()
            said = killed(first, 2)
            span = time.monotonic() - start
        found = store.events()
        assert len(found) in ((1,) if "recorded" in said else (0, 1))
        tick(store, "dl/second")
        assert [event.key for event in store.events()][len(found) :] == ["dl/second"]
        assert flaws(store.events()) == []
        assert integrity(store.path) == "ok"


def limited(store: Store, size: int, work: Callable[[], None]) -> int:
    """Do some work in a process that cannot write files larger than a size."""

    def limit_and_work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        work()

    return ended(forked(limit_and_work))


def test_full_disk_keeps_what_was_acknowledged(store: Store, tmp_path: Path) -> None:
    """When the disk is full a tick says one clear line, and all ticks before it are kept."""
    tick(store, "dl/first")
    reader, writer = os.pipe()

    def fill() -> None:
        for number in range(10_000):
            try:
                tick(store, *(f"dl/{number}-{part}" for part in range(20)))
            except DlrError as error:
                os.write(writer, f"{error.code}|{error.message}".encode())
                return
            os.write(writer, f"{number}\n".encode())

    assert limited(store, 256 * 1024, fill) == 0
    os.close(writer)
    with os.fdopen(reader) as pipe:
        *numbers, failure = pipe.read().split("\n")
    assert len(numbers) > 2
    code, message = failure.split("|")
    assert code == "disk-full"
    assert message.startswith(str(store.path))
    assert message.endswith("nothing was changed.")
    expected = {f"dl/{number}-{part}" for number in numbers for part in range(20)}
    assert fold(store.events()).keys("done") == {"dl/first", *expected}
    assert flaws(store.events()) == []
    assert integrity(store.path) == "ok"
    tick(store, "dl/afterwards")
    assert store.events()[-1].key == "dl/afterwards"


def test_full_disk_at_the_first_write(store: Store) -> None:
    """A store that could not even be made says so, and is made when there is room."""

    def first() -> None:
        try:
            tick(store, "dl/first")
        except DlrError as error:
            os._exit(42 if error.code == "disk-full" else 43)

    assert limited(store, 512, first) == 42
    assert store.events() == []
    tick(store, "dl/first")
    assert len(store.events()) == 1
