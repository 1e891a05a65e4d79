"""What a command works with: the curriculum in use, the learner's history, the screen."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any

from dlroadmap.cli.encoding import encode
from dlroadmap.compiler import compile_when_needed
from dlroadmap.curriculum.compiled import Opened, Opener
from dlroadmap.curriculum.library import Library, is_path, learners_library, main_file
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.likeness import ask_for_near
from dlroadmap.paths import Folders, cache_is_trusted, folders
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import ITEM, Goal
from dlroadmap.progress.ledger import Act, Ledger, Recorded, TakenIn
from dlroadmap.progress.past import Past
from dlroadmap.progress.store import Store
from dlroadmap.render.screen import Screen, tell
from dlroadmap.render.words import describe_former
from dlroadmap.settings import SETTINGS, Value, lookup, save, try_hours
from dlroadmap.text import clean
from dlroadmap.words import localize

if TYPE_CHECKING:
    from dlroadmap.curriculum.names import Names
    from dlroadmap.guide.aims import Aim
    from dlroadmap.progress.events import Event


def read_clock() -> datetime:
    """Return the time in UTC; of a clock that is off by ages the nearest time that is a date."""
    return datetime.fromtimestamp(min(max(time(), 0), LATEST), UTC)


LATEST = datetime(8999, 12, 31, tzinfo=UTC).timestamp()
"""What comes back a century later has a date too."""


class Session:
    """One call of dlr. Everything is opened when it is first asked for."""

    def __init__(
        self,
        curriculum: str | None = None,
        color: str | None = None,
        json: bool = False,
        no_input: bool = False,
        yes: bool = False,
        no_pager: bool = True,
        group: str | None = None,
        now: Callable[[], datetime] = read_clock,
    ) -> None:
        self._curriculum = curriculum
        self._color = color
        self.as_json = json
        self._no_input = no_input
        self.yes = yes
        self._no_pager = no_pager
        self._group = group
        self.now = now
        self.tolerates = False
        """Whether a setting that is not valid counts as not set, for who reports it."""
        self._warned: set[str] = set()

    def today(self) -> date:
        """Return the day on the learner's clock."""
        return localize(self.now()).date()

    @cached_property
    def folders(self) -> Folders:
        """This learner's folders."""
        return folders()

    @cached_property
    def screen(self) -> Screen:
        """Standard output."""
        setting = self._look_up("color", self._color).value
        return Screen(self._color, setting)

    def check_color(self, flag_only: bool = False) -> None:
        """Refuse a value of `--color` or the setting that is not valid, before anything changes."""
        if self._color or not (self.as_json or flag_only):
            self._look_up("color", self._color)

    @contextmanager
    def paging(self) -> Iterator[None]:
        """Send what a reading command prints through the pager, if a person reads it there."""
        if self._no_pager or self.as_json or not sys.stdout.isatty():
            yield
        else:
            with self.screen.paged(self.choose_pager):
                yield

    def choose_pager(self) -> str:
        """Return the pager's command line."""
        return lookup("pager", self.folders).value

    @cached_property
    def library(self) -> Library:
        """The learner's own curricula, then the bundled ones."""
        return learners_library(self.folders)

    @cached_property
    def opener(self) -> Opener:
        """Opens the curricula of the library, and before them the one in use by its path."""
        folder, first = self.folders.compiled if self.caches else None, []
        if is_path(name := self.setting.value):
            with suppress(DlrError):
                first = [main_file(name)]
        return Opener(self.library, folder, compile_when_needed, first)

    @cached_property
    def caches(self) -> bool:
        """Whether the cache is used; if it is not safe, a warning says so."""
        safe = cache_is_trusted(self.folders)
        if not safe:
            cache = self.folders.cache
            self._warn(
                f"Others can write to {cache}, so dlr does not use it; remove it, or make it "
                "private."
            )
        return safe

    @property
    def setting(self) -> Value:
        """Which curriculum is in use, as it is named, and where that is set."""
        return self._look_up("curriculum", self._curriculum)

    def work_on(self, name: str) -> None:
        """Let this call work on a curriculum, whatever is in use; before anything is opened."""
        self._curriculum = name

    def _look_up(self, name: str, flag: str | None) -> Value:
        try:
            return lookup(name, self.folders, flag)
        except DlrError:
            if flag or not self.tolerates:
                raise
            return Value(SETTINGS[name].default, "default")

    @cached_property
    def opened(self) -> Opened:
        """The curriculum in use, and where it lies."""
        setting = self.setting
        opened = self.open(setting.value, setting.source)
        if opened.warning:
            tell(f"dlr: {opened.warning}", "Using its last valid version.")
        return opened

    @property
    def curriculum(self) -> Curriculum:
        """The curriculum in use."""
        return self.opened.curriculum

    def tell_former(self) -> None:
        """Say if the curriculum in use has changed its id, and ticks stay with the one before."""
        opened, former = self.opened, self.opened.former
        keys = self.past(opened.curriculum).progress.states if former else ()
        if any(key.startswith(f"{former}/") for key in keys):
            self._warn(f"{describe_former(opened.curriculum.id, former, opened.main)}.")

    def open(self, name: str, source: str = "") -> Opened:
        """Open a curriculum by its id or path."""
        if main := self._find_main(name):
            return self.opener.open(main)
        every = list(self.all_opened())
        known = [opened.curriculum.id for opened in every]
        former = [
            f"{describe_former(one.curriculum.id, name, one.main)}."
            for one in every
            if one.former == name
        ]
        origin = f" ({source})" if source and not source.startswith("--") else ""
        raise DlrError(
            "no-such-curriculum",
            f"There is no curriculum “{clean(name)}”{origin}.",
            *former,
            *ask_for_near(name, known),
            *([f"To use another one: dlr use {known[0]}"] if known and origin else []),
            f"Curricula: {', '.join(known)}.",
            "A path contains / or ends in .yaml.",
            known=known,
        )

    def _find_main(self, name: str) -> Path | None:
        """Return the main file that an id or a path leads to."""
        return main_file(name) if is_path(name) else self.opener.find(name)

    @property
    def used(self) -> Path | None:
        """The main file of the curriculum in use, if there is one."""
        with suppress(DlrError):
            return self._find_main(self.setting.value)
        return None

    def remember(self, name: str) -> Curriculum:
        """Make a curriculum the one in use from now on."""
        curriculum = self.open(name).curriculum
        value = str(main_file(name)) if is_path(name) else curriculum.id
        save(self.folders, "curriculum", value)
        return curriculum

    def all_opened(self) -> Iterator[Opened]:
        """Yield every curriculum of the library that can be read; the others are named.

        Of several with one id it is the one that is used.
        """
        for main in self.mains:
            try:
                opened = self.opener.open(main)
            except DlrError as error:
                self._warn(error.message)
                continue
            if self.opener.is_used(main):
                yield opened

    @property
    def mains(self) -> list[Path]:
        """The main files of the library, and of the curriculum in use if a path leads to it."""
        mains = dict.fromkeys(self.library)
        if is_path(name := self.setting.value):
            with suppress(DlrError):
                mains[main_file(name)] = None
        return list(mains)

    @cached_property
    def names(self) -> "Names":
        """Finds items by name, in the curriculum in use first."""
        from dlroadmap.curriculum.names import Names

        def others() -> Iterator[Curriculum]:
            for opened in self.all_opened():
                if opened.main != self.opened.main:
                    yield opened.curriculum

        def find_curriculum(id: str) -> Curriculum | None:
            # A file is called like its curriculum; to read the ids of all others would take longer.
            with suppress(DlrError):
                if (main := self.library.find(id)) and self.opener.is_used(main):
                    found = self.opener.open(main).curriculum
                    return found if found.id == id else None
            return None

        return Names(self.curriculum, others, find_curriculum)

    def holders(self, keys: Iterable[str]) -> dict[str, Curriculum]:
        """Return for each key a curriculum that knows it, by its name of today or a former one.

        That is the one in use, if it does; a key that none knows is left out.
        """
        used, left, found = self.curriculum, list(keys), dict[str, Curriculum]()
        others = (opened.curriculum for opened in self.all_opened())
        known = chain([used], others)
        while left and (curriculum := next(known, None)):
            renames, items = curriculum.renames, curriculum.items
            mine = [key for key in left if (renames.get(key) or key) in items]
            found.update(dict.fromkeys(mine, curriculum))
            left = [key for key in left if key not in found]
        return found

    def choose_holder(self, key: str, holder: Curriculum) -> Curriculum:
        """Return where to show an item: in the curriculum in use, else in its home, else there."""
        if key not in self.curriculum.locations:
            with suppress(DlrError):
                home = self.open(key.partition("/")[0]).curriculum
                return home if key in home.locations else holder
        return holder

    def title(self, key: str) -> str:
        """Return an item's title; its key if no curriculum here has it."""
        holder = self.holders([key]).get(key)
        return holder.items[holder.renames.get(key) or key].title if holder else clean(key)

    @cached_property
    def store(self) -> Store:
        """Where the learner's history lies."""
        return Store(self.folders.store, self.folders.backups, self.now)

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self.store)

    def past(self, *curricula: Curriculum) -> Past:
        """Return the history under the keys of today of some curricula, and what it adds up to."""
        return self._ledger.past(self._merge_renames(curricula))

    def record(self, act: Act, *holders: Curriculum, dry_run: bool = False) -> Recorded:
        """Record one batch, under the keys of the curriculum in use and of others it concerns.

        What went wrong beside it is shown once.
        """
        renames = self._merge_renames((*holders, self.curriculum))
        if dry_run:
            return self._ledger.preview(act, renames)
        recorded = self._ledger.record(act, renames)
        self.tell_warnings()
        return recorded

    def take_in(self, events: "Sequence[Event]", dry_run: bool = False) -> TakenIn:
        """Add events of another history to this one, as far as they are new and can be checked."""
        renames = self._merge_renames([self.curriculum])
        if dry_run:
            return self._ledger.preview_taking_in(events, renames)
        taken = self._ledger.take_in(events, renames)
        self.tell_warnings()
        return taken

    def count_waiting(self) -> int | None:
        """Return how many changes wait for a sync; None where there is no place to sync with."""
        if not (place := self.remote):
            return None
        with self.store.reading() as rows:
            # The kept state has the number of events, which was checked when it was read.
            events = rows.kept.events if rows.kept else rows.count()
            return rows.sharing.count_waiting(place, events)

    @property
    def remote(self) -> str:
        """The place to sync with, as it is named in the store; empty if there is none."""
        if not (place := self._look_up("remote", None).value):
            return ""
        from dlroadmap.address import name_remembered

        return name_remembered(place)

    @property
    def group(self) -> Value:
        """The group in use, as it is named, and where that is set; empty if none is."""
        return self._look_up("group", self._group)

    def tell_warnings(self) -> None:
        """Show what went wrong beside the work of the store, once."""
        self._warn(*self.store.warnings)

    def _warn(self, *messages: str) -> None:
        """Show what was not shown in this call yet."""
        fresh = [message for message in messages if message not in self._warned]
        self._warned.update(fresh)
        tell(*(f"dlr: {message}" for message in fresh))

    def _merge_renames(self, curricula: Iterable[Curriculum]) -> Mapping[str, str | None]:
        """Return the renames of some curricula; that in use decides where they differ."""
        last = list(curricula)
        if len(last) > 1:
            last.sort(key=lambda one: one is self.curriculum)
        return {old: new for one in last for old, new in one.renames.items()}

    @property
    def progress(self) -> Progress:
        """What the history adds up to for the curriculum in use and for the goals."""
        return self._read_standing()[0]

    @property
    def aims(self) -> "list[Aim]":
        """What the learner's goals come to, in their rank."""
        from dlroadmap.guide.aims import find_aims

        progress, holders = self._read_standing()
        return find_aims(self.curriculum, progress, holders)

    @property
    def goal_holders(self) -> dict[Goal, Curriculum]:
        """The curricula that know those goals which the one in use does not."""
        return self._read_standing()[1]

    def _read_standing(self) -> tuple[Progress, dict[Goal, Curriculum]]:
        from dlroadmap.guide.aims import holds

        used = self.curriculum
        progress = self.past(used).progress
        away = [goal for goal in progress.goals if not holds(used, goal)]
        if not away:
            return progress, {}
        items = self.holders([goal.key for goal in away if goal.of == ITEM])
        homes = {home.renames.get(key) or key: home for key, home in items.items()}
        for goal in away:
            if goal.of != ITEM:
                with suppress(DlrError):
                    homes[goal.curriculum] = self.open(goal.curriculum).curriculum
        progress = self.past(used, *homes.values()).progress
        holders = {}
        for goal in progress.goals:
            home = homes.get(goal.key if goal.of == ITEM else goal.curriculum)
            if home and not holds(used, goal) and holds(home, goal):
                holders[goal] = home
        return progress, holders

    def find_hours(self) -> float | None:
        """Return the hours a week that are set; what is not valid is shown, and not used."""
        hours, errors = try_hours(self.folders)
        self._warn(*(" ".join([error.message, *error.advice]) for error in errors))
        return hours

    @property
    def can_ask(self) -> bool:
        """Whether there is a person to ask."""
        return not (self.as_json or self._no_input) and sys.stdin.isatty() and sys.stdout.isatty()

    def answer(self, document: Mapping[str, Any], *lines: Any) -> None:
        """Give a script the document, and a person the lines."""
        if self.as_json:
            print_json(document)
        else:
            self.screen.print(*lines)

    def welcome(self, place: bool = True) -> None:
        """Ask a newcomer at a terminal what to learn; `place` is whether to offer a placement."""
        if self.can_ask and self.setting.source == "default" and not self._has_history:
            from dlroadmap.cli.welcome import welcome

            with self.screen.direct():
                welcome(self, place)

    @property
    def _has_history(self) -> bool:
        return self.folders.store.is_file() and self.past().count() > 0


def print_json(document: Mapping[str, Any]) -> None:
    """Print one document, in ASCII, so that any encoding can carry it; days and paths are texts."""
    print(encode({"schema_version": 1, **document}))


def print_export(content: str | bytes) -> None:
    """Print what another program reads: text in the terminal's encoding, bytes as they are."""
    if isinstance(content, str):
        sys.stdout.write(content)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
