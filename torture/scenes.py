"""What is done to a store while it is tortured: each scene prepares a learner and does one thing.

All of it goes through the store and its copies as the command line does, in a process of its own.
What the work says is what it has acknowledged: `stored` with the ids of events, `copied` with a
name, `restored`, or `refused` with the words of the refusal.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dlroadmap.errors import DlrError, ExitCode
from dlroadmap.progress import backup, tables
from dlroadmap.progress.events import Entry, Event
from dlroadmap.progress.failures import failures
from dlroadmap.progress.store import Store
from torture.processes import Say
from torture.released import MARKED, leave_released

DAY = timedelta(days=1)
TODAY = datetime(2026, 3, 10, 9, tzinfo=UTC)


class Home:
    """The files of one learner; `root` is there from the start, what lies below it may not be."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "share" / "dlr"
        self.path = self.data / "progress.db"
        self.backups = self.data / "backups"
        self.copy = self.backups / "mine.db"

    def store(
        self,
        now: datetime = TODAY,
        migrations: Sequence[tables.Migration] = tables.MIGRATIONS,
    ) -> Store:
        """Return the store as it is opened at some moment."""
        return Store(self.path, self.backups, lambda: now, migrations)


Work = Callable[[Home, Say], object]


@dataclass(frozen=True)
class Scene:
    """A learner to begin with, and what is done then.

    `grows` is how many events one call adds, and `puts_back` whether it may replace the history.
    """

    name: str
    prepare: Callable[[Home, int], object]
    work: Work
    grows: int = 0
    puts_back: bool = False
    migrations: Sequence[tables.Migration] = tables.MIGRATIONS


def tick(store: Store, names: Iterable[str]) -> list[Event]:
    """Write one batch that ticks some items."""
    return store.write(lambda _: [Entry(f"tiny/{name}", "tick") for name in names])


def stored(events: Iterable[Event]) -> str:
    """Return the word that acknowledges events."""
    return " ".join(["stored", *(event.id for event in events)])


def nobody(home: Home, size: int) -> None:
    """Prepare no learner at all: the first call ever makes every folder."""


def used(home: Home, size: int) -> None:
    """Prepare a history of nine days, with a copy for each but the first; today has none yet."""
    for day in range(9):
        for number in range(size // 9 + 1):
            store = home.store(TODAY - (9 - day) * DAY)
            tick(store, [f"item-{(7 * day + number + part) % 60}" for part in range(3)])


def used_today(home: Home, size: int) -> None:
    """Prepare the same with today's copy made."""
    used(home, size)
    tick(home.store(), ["item-0"])


def copied(home: Home, size: int) -> None:
    """Prepare a history with a copy by hand, after which more was said."""
    used_today(home, size)
    backup.copy(home.path, home.copy)
    tick(home.store(), ["item-1", "item-2"])
    tick(home.store(), ["item-3"])


def damaged(home: Home, size: int) -> None:
    """Prepare a history with a copy by hand, of which only the copy can still be read."""
    copied(home, size)
    home.path.write_bytes(home.path.read_bytes()[:5000])


def released(home: Home, size: int) -> None:
    """Prepare the store that the first release has left."""
    home.data.mkdir(parents=True, mode=0o700)
    leave_released(home.path)


def ticking(home: Home, say: Say) -> None:
    """Tick three items."""
    say(stored(tick(home.store(), ["item-9", "item-10", "item-11"])))


def ticking_on(home: Home, say: Say) -> None:
    """Tick three items, four times over."""
    for _ in range(4):
        ticking(home, say)


def undoing(home: Home, say: Say) -> None:
    """Take back what was said last."""
    last = home.store().events()[-1]
    undo = Entry(last.key, "undo", {"target": last.id})
    say(stored(home.store().write(lambda _: [undo])))


def told(home: Home) -> AbstractContextManager[None]:
    """Tell failures of a copy or a restore as the command line does."""
    return failures(home.path)


def copying(home: Home, say: Say) -> None:
    """Make a copy by hand."""
    with told(home):
        say(f"copied {backup.copy_by_hand(home.path, home.backups, TODAY).name}")


def restoring(home: Home, say: Say) -> None:
    """Put the copy in the store's place."""
    with told(home):
        backup.restore(home.copy, home.path, home.backups, TODAY)
    say("restored")


def upgrading(home: Home, say: Say) -> None:
    """Open the store with a dlr that has a newer schema."""
    home.store(migrations=MARKED).events()
    say("upgraded")


FIRST = Scene("first tick ever", nobody, ticking, grows=3)
TICK = Scene("tick", used, ticking, grows=3)
TICKS = Scene("four ticks", used_today, ticking_on, grows=3)
UNDO = Scene("undo", used_today, undoing, grows=1)
BACKUP = Scene("backup", used_today, copying)
RESTORE = Scene("restore", copied, restoring, puts_back=True)
REPAIR = Scene("restore of a damaged store", damaged, restoring, puts_back=True)
MIGRATION = Scene("migration", released, upgrading, migrations=MARKED)

SCENES = (FIRST, TICK, TICKS, UNDO, BACKUP, RESTORE, REPAIR, MIGRATION)


def telling(work: Work) -> Work:
    """Return work that says how it failed, and ends with the exit code that dlr has for it."""

    def done(home: Home, say: Say) -> None:
        try:
            work(home, say)
        except DlrError as error:
            say(f"refused {error.message}")
            raise SystemExit(ExitCode.FAILED) from error
        except KeyboardInterrupt as error:
            raise SystemExit(ExitCode.INTERRUPTED) from error
        except Exception as error:
            say(f"crashed {type(error).__name__}: {error}")
            raise SystemExit(1) from error

    return done
