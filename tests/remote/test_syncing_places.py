"""A whole sync at each kind of place, while others interfere with the journals there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dlroadmap.progress.events import Entry, Event
from dlroadmap.progress.store import Store
from dlroadmap.progress.writing import identify_file
from dlroadmap.remote.contract import Head, MovedError, Remote
from dlroadmap.remote.journal import read_about, read_segment
from dlroadmap.remote.syncing import Synced, Wish, sync

from .opening import KINDS, NOW, Open, opener


class Device:
    """A store, and its way to the place."""

    def __init__(self, folder: Path, remote: Remote) -> None:
        self.store = Store(folder / "progress.db", folder / "backups", lambda: NOW)
        self.remote = remote

    def tick(self, *keys: str) -> set[str]:
        """Tick items, and return the ids of these events."""
        return ids(self.store.write(lambda _: [Entry(key, "tick") for key in keys]))

    def sync(self, merge: bool = False) -> Synced:
        """Sync with the place."""
        wish = Wish("the place", merge=merge)
        return sync(self.store, self.remote, wish, lambda _: True, NOW, "laptop")

    @property
    def id(self) -> str | None:
        """The id under which it writes."""
        with self.store.reading() as rows:
            return rows.sharing.find_device(identify_file(self.store.path))


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """A place at which nothing lies yet."""
    return opener(request.param, tmp_path)


@pytest.fixture
def make(place: Open, tmp_path: Path) -> Callable[[str], Device]:
    """Return what makes a device of a name."""

    def make(name: str) -> Device:
        folder = tmp_path / name
        folder.mkdir()
        return Device(folder, place())

    return make


def ids(events: object) -> set[str]:
    """Return the ids of events."""
    assert isinstance(events, list)
    return {event.id for event in events if isinstance(event, Event)}


def find_there(remote: Remote) -> set[str]:
    """Return the ids of all events in journals that say whose they are."""
    return {
        event.id
        for head in remote.heads()
        if read_about(head.about)
        for segment in remote.since(head, None)
        for event in read_segment(head.device, segment)[0]
    }


def test_both_ways(make: Callable[[str], Device], place: Open) -> None:
    """Two devices that wrote apart have the same in the end, each event once at the place."""
    laptop, tower = make("laptop"), make("tower")
    said = laptop.tick("dl/tensors", "dl/mlp")
    assert laptop.sync().sent == 1  # a batch
    assert ids(list(tower.sync().new)) == said
    said |= tower.tick("dl/cnn") | laptop.tick("dl/words")
    assert (tower.sync().sent, laptop.sync().sent, tower.sync().sent) == (1, 1, 0)
    assert ids(laptop.store.events()) == ids(tower.store.events()) == said == find_there(place())
    again = [laptop.sync(), tower.sync()]
    assert [(one.sent, list(one.new), list(one.faults)) for one in again] == [(0, [], [])] * 2


def interfere(remote: Remote, device: str | None, how: str) -> None:
    """Do to a journal what must not be done to it."""
    (head,) = [head for head in remote.heads() if head.device == device]
    segments = [segment.data or b"" for segment in remote.since(head, None)]
    remote.erase([head])
    lines = b"".join(segments).splitlines(keepends=True)
    if how == "shortened":
        remote.append(head.device, None, head.about, lines[:1])
    elif how == "another of that length":
        remote.append(head.device, None, head.about, [line[::-1][1:] + b"\n" for line in lines])
    elif how == "another that is longer":
        longer = [line[::-1][1:] + b"\n" for line in [*lines, *lines]]
        remote.append(head.device, None, head.about, longer)
    elif how == "nobody's":
        remote.append(head.device, None, b"", lines)


HOW = ("removed", "shortened", "another of that length", "another that is longer", "nobody's")

INTERFERED = [
    (kind, how, whose)
    for kind in KINDS
    for how in HOW
    for whose in ("own", "other")
    # Git takes longer than all others together.
    if kind != "git" or (how, whose) in ((HOW[2], "own"), (HOW[3], "other"), (HOW[4], "own"))
]


@pytest.mark.parametrize(("place", "how", "whose"), INTERFERED, indirect=["place"])
def test_interfered(make: Callable[[str], Device], place: Open, how: str, whose: str) -> None:
    """Whatever becomes of a journal, a sync of who has its events brings all of them back."""
    laptop, tower = make("laptop"), make("tower")
    said = tower.tick("dl/tensors", "dl/mlp")
    tower.sync()
    said |= laptop.tick("dl/cnn", "dl/words")
    laptop.sync(merge=True)
    interfere(place(), laptop.id if whose == "own" else tower.id, how)
    said |= laptop.tick("dl/gan")
    laptop.sync()
    assert find_there(place()) == said
    third = make("third")
    third.sync()
    assert ids(third.store.events()) == said
    for device in (tower, laptop, tower):
        device.sync()
    assert ids(laptop.store.events()) == ids(tower.store.events()) == said
    assert find_there(place()) == said


def test_what_was_merged_can_be_gone_at_the_next_look(
    make: Callable[[str], Device], place: Open
) -> None:
    """A journal that was taken in and erased while this device was too late is still told."""
    laptop, tower, server = make("laptop"), make("tower"), make("server")
    said = laptop.tick("dl/tensors") | tower.tick("dl/mlp")
    tower.sync()
    server.sync()
    append = laptop.remote.append

    def too_late(*args: object) -> Head:
        laptop.remote.append = append  # type: ignore[method-assign]
        other = place()
        other.erase([head for head in other.heads() if head.device == tower.id])
        raise MovedError

    laptop.remote.append = too_late  # type: ignore[assignment, method-assign]
    synced = laptop.sync(merge=True)
    assert {*synced.merged} == {tower.id, server.id}
    assert ids(laptop.store.events()) == said == find_there(place())
