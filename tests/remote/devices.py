"""A learner's devices and the place where they meet, and all that can happen to them.

What a device has acknowledged is written down here, so that a test can ask for it at the end. Lost
is only what nobody has any more: neither a store nor the place.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.progress import backup
from dlroadmap.progress.events import Entry, Event, sort_key
from dlroadmap.progress.past import Past
from dlroadmap.progress.store import Store
from dlroadmap.progress.writing import Writing, identify_file
from dlroadmap.remote.contract import Head, Segment
from dlroadmap.remote.journal import read_segment
from dlroadmap.remote.segments import ABOUT, find_last, is_segment
from dlroadmap.remote.syncing import Synced, Wish, sync

from .memory import Journal, MemoryPlace, MemoryRemote

PLACE = "the place"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

Trip = Callable[[], object]
"""What happens meanwhile at some point of a sync."""


class InterruptedSyncError(Exception):
    """The program ended here."""


class Device:
    """A machine with a store of its own; `trips` happen at the points of its next sync."""

    def __init__(self, folder: Path, years: int) -> None:
        self.now = NOW + timedelta(days=365 * years)
        self.trips: dict[int, Trip] = {}
        self.point = 0
        self.hidden: dict[str, Journal] = {}
        self.earlier: list[bytes] = []
        self.store = TrippingStore(self, folder / "progress.db", folder / "backups")

    def trip(self) -> None:
        """Let happen what is to happen at this point."""
        self.point += 1
        if here := self.trips.pop(self.point, None):
            here()

    @property
    def id(self) -> str | None:
        """The id under which this device writes, if it has written yet."""
        if self.store.is_new():
            return None
        with self.store.reading() as rows:
            return rows.sharing.find_device(identify_file(self.store.path))


class TrippingStore(Store):
    """A store whose transactions may be interrupted before and after they are made."""

    def __init__(self, device: Device, path: Path, backups: Path) -> None:
        super().__init__(path, backups, lambda: device.now)
        self._device = device

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Open the rows as ever."""
        with super().writing() as writing:
            yield writing
            if self._device.trips.get(self._device.point + 1) is interrupt:
                self._device.trip()
        self._device.trip()


class View(MemoryRemote):
    """The place as a device sees it: of other devices' journals, something may not be there yet."""

    def __init__(self, place: MemoryPlace, device: Device) -> None:
        super().__init__(place)
        self._device = device

    def heads(self) -> Sequence[Head]:
        """Return the journals that have come here."""
        self._device.trip()
        own, heads = self._device.id, [self._find_head(id) for id in sorted(self.place.journals)]
        hidden = {id: files for id, files in self._device.hidden.items() if id != own}
        shown = [self._cover(head, hidden.get(head.device, {})) for head in heads]
        self._device.trip()
        return [head for head in shown if head.about]

    def since(self, head: Head, mark: str | None) -> Iterator[Segment]:
        """Yield what is new, one segment after the other."""
        self._device.trip()
        for segment in super().since(head, mark):
            yield segment
            self._device.trip()

    def append(self, device: str, after: Head | None, about: bytes, lines: Sequence[bytes]) -> Head:
        """Append lines, or be interrupted before or after."""
        self._device.trip()
        head = super().append(device, after, about, lines)
        self._device.trip()
        return head

    def _cover(self, head: Head, hidden: Journal) -> Head:
        """Return a head of the earlier files of a journal, as far as it has any; empty is gone."""
        files = {**self.place.seen[head.mark], **hidden}
        files = {name: data for name, data in files.items() if data}
        mark = f"{head.mark} {sorted(hidden.items())}" if hidden else head.mark
        self.place.seen[mark] = files
        return Head(head.device, mark, files.get(ABOUT, b""))


def interrupt() -> None:
    """End the sync here."""
    raise InterruptedSyncError


class World:
    """All devices of a learner, the place, and what was ever acknowledged."""

    def __init__(self, folder: Path, years: Sequence[int]) -> None:
        self._folder = folder
        self.place = MemoryPlace()
        self.devices = [self._make(years) for years in years]
        self.copies: list[Path] = []
        self.ever: dict[str, Event] = {}
        self.kept: dict[str, Event] = {}
        self.copied: set[str] = set()
        """The ids under which more than one store may have written."""

    def _make(self, years: int) -> Device:
        folder = self._folder / f"{sum(1 for _ in self._folder.iterdir())}"
        folder.mkdir()
        return Device(folder, years)

    def say(self, device: Device, entries: Sequence[Entry]) -> None:
        """Write a batch."""
        self._acknowledge(device.store.write(lambda _: entries))

    def undo(self, device: Device) -> None:
        """Take back the newest batch of the device."""
        self._acknowledge(
            device.store.write(
                lambda rows: [
                    Entry(event.key, "undo", {"target": event.id})
                    for event in Past(rows).batch_to_undo(None)
                ]
            )
        )

    def _acknowledge(self, events: Sequence[Event]) -> None:
        self.ever |= {event.id: event for event in events}
        self.kept |= {event.id: event for event in events}

    def take(self, device: Device, other: Device, share: float) -> None:
        """Import what another device has exported, or the beginning of it."""
        events = other.store.events()
        device.store.take_in(events[: round(len(events) * share)])

    def sync(
        self, device: Device, trips: Mapping[int, Trip] = {}, merge: bool = False
    ) -> Synced | None:
        """Let a device sync as a learner does; None if it was interrupted, or refused for now."""
        with device.store.reading() as rows:
            merge = merge or not rows.sharing.read().histories
        device.trips, device.point = dict(trips), 0
        try:
            return self._sync(device, Wish(PLACE, merge=merge))
        except InterruptedSyncError:
            return None
        except DlrError as error:
            if error.code == "other-history":
                return None
            if error.code != "remote-emptied":
                raise
        finally:
            device.trips = {}
        return self._sync(device, Wish(PLACE, again=True, merge=merge))

    def _sync(self, device: Device, wish: Wish) -> Synced:
        def may_return(back: Sequence[Event]) -> bool:
            device.trip()
            return bool(back)

        return sync(
            device.store, View(self.place, device), wish, may_return, device.now, "a device"
        )

    def claims_falsely(self, device: Device) -> set[str]:
        """Return the events that a device takes for shared, and lacks, or the place does."""
        lying = {event.id for events in self.lying().values() for event in events}
        here = {event.id for event in device.store.events()}
        with closing(sqlite3.connect(device.store.path)) as connection:
            shared = {str(id) for (id,) in connection.execute("SELECT id FROM shared")}
        return shared - (lying & here)

    def forget(self, device: Device) -> None:
        """Let all be delivered again."""
        if not device.store.is_new():
            with device.store.writing() as writing:
                writing.rows.sharing.forget()

    def hide(self, device: Device, number: int, cut: int) -> None:
        """Withhold from a device a journal, a file of it, or the end of one."""
        if not self.place.journals:
            return
        name = self._name_journal(number)
        files = self.place.journals[name]
        file = [ABOUT, *sorted(filter(is_segment, files))][cut % len(files)]
        lines = files[file].splitlines(keepends=True)
        part = b"" if file == ABOUT or cut % 2 else b"".join(lines[: len(lines) // 2])
        device.hidden[name] = {file: part}

    def lose(self, number: int, cut: int) -> None:
        """Let a journal be gone from the place, or the last file of one, as an older copy is."""
        journals = self.place.journals
        if journals:
            name = self._name_journal(number)
            with self._losing():
                last = find_last(filter(is_segment, journals[name]))
                if cut % 2 or not last:
                    del journals[name]
                else:
                    files = journals[name].items()
                    journals[name] = {file: data for file, data in files if file != last}

    def copy(self, device: Device) -> None:
        """Let a device and all that tells it from others be there twice."""
        if device.store.is_new():
            return
        made = self._make(1)
        made.store.path.write_bytes(device.store.path.read_bytes())
        files = (identify_file(one.store.path) for one in (made, device))
        with closing(sqlite3.connect(made.store.path, isolation_level=None)) as connection:
            connection.execute("UPDATE device SET place = ? WHERE place = ?", (*files,))
        self.copied |= {made.id or ""}
        self.devices.append(made)

    def part_with(self, device: Device) -> None:
        """Let a device be gone for ever, with all that only it knew."""
        with self._losing():
            self.devices.remove(device)

    def remember(self, device: Device) -> None:
        """Keep the file of a device as it is, behind its back."""
        if not device.store.is_new():
            device.earlier.append(device.store.path.read_bytes())

    def set_back(self, device: Device, number: int) -> None:
        """Put an earlier file of a device in its place."""
        if device.earlier:
            with self._losing():
                device.store.path.write_bytes(device.earlier[number % len(device.earlier)])
            self.copied |= {device.id or ""}

    def back_up(self, device: Device) -> None:
        """Make a copy by hand."""
        if not device.store.is_new():
            store = device.store
            self.copies.append(backup.copy_by_hand(store.path, store.backups, device.now))

    def restore(self, device: Device, number: int) -> None:
        """Put any of the copies in the place of a device's history."""
        if self.copies:
            with self._losing():
                store, source = device.store, self.copies[number % len(self.copies)]
                backup.restore(source, store.path, store.backups, device.now)

    def _name_journal(self, number: int) -> str:
        """Return the device of a journal, which are counted as they came."""
        return [*self.place.journals][number % len(self.place.journals)]

    @contextmanager
    def _losing(self) -> Iterator[None]:
        """Do what may lose events: kept is what somebody still has, and what it follows."""
        yield
        held = {event.id for device in self.devices for event in device.store.events()}
        held |= {event.id for events in self.lying().values() for event in events}
        whole = {""}
        for event in sorted(self.kept.values(), key=sort_key):
            if event.id in held and event.prev in whole:
                whole.add(event.id)
        self.kept = {id: event for id, event in self.kept.items() if id in whole}

    def lying(self) -> dict[str, list[Event]]:
        """Return the events of all journals at the place, as they stand there."""
        return {
            device: [
                event
                for name, data in sorted(files.items())
                if is_segment(name)
                for event in read_segment(device, Segment(name, data))[0]
            ]
            for device, files in self.place.journals.items()
        }
