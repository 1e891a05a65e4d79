"""What a command works with: the curriculum in use, the learner's history, the screen."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from dlroadmap.curriculum.compiled import Opened, open_curriculum
from dlroadmap.curriculum.library import Library, is_path, main_file
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, bundled, folders
from dlroadmap.progress.events import Event, Progress, fold
from dlroadmap.progress.store import Decide, Store
from dlroadmap.render.screen import Screen, tell
from dlroadmap.settings import lookup, save
from dlroadmap.text import clean

if TYPE_CHECKING:
    from dlroadmap.curriculum.names import Names


class Session:
    """One call of dlr. Everything is opened when it is first asked for."""

    def __init__(
        self,
        curriculum: str | None = None,
        color: str | None = None,
        as_json: bool = False,
        no_input: bool = False,
        yes: bool = False,
    ) -> None:
        self._curriculum = curriculum
        self._color = color
        self.as_json = as_json
        self._no_input = no_input
        self.yes = yes

    @cached_property
    def folders(self) -> Folders:
        """This learner's folders."""
        return folders()

    @cached_property
    def screen(self) -> Screen:
        """Standard output."""
        setting = lookup("color", self.folders, self._color).value
        return Screen(self._color, setting)

    @cached_property
    def library(self) -> Library:
        """The learner's own curricula, then the bundled ones."""
        return Library((self.folders.curricula, bundled()))

    @cached_property
    def opened(self) -> Opened:
        """The curriculum in use, and where it lies."""
        setting = lookup("curriculum", self.folders, self._curriculum)
        opened = self.open(setting.value, setting.source)
        if opened.warning:
            tell(f"dlr: {opened.warning}", "Until it is mended, its last good form is used.")
        return opened

    @property
    def curriculum(self) -> Curriculum:
        """The curriculum in use."""
        return self.opened.curriculum

    def open(self, name: str, source: str = "") -> Opened:
        """Open a curriculum by its id or path."""
        if is_path(name):
            return open_curriculum(main_file(name), self.library, self.folders.compiled)
        if main := self.library.find(name):
            return open_curriculum(main, self.library, self.folders.compiled)
        known = []
        for opened in self.all_opened():
            if opened.curriculum.id == name:
                return opened
            known.append(opened.curriculum.id)
        origin = f" ({source})" if source and not source.startswith("--") else ""
        raise DlrError(
            "no-such-curriculum",
            f"There is no curriculum “{name}”{origin}.",
            f"These are known: {', '.join(known)}.",
            "A path is told by a / or by ending in .yaml.",
            known=known,
        )

    def remember(self, name: str) -> Curriculum:
        """Make a curriculum the one in use from now on."""
        curriculum = self.open(name).curriculum
        value = str(main_file(name)) if is_path(name) else curriculum.id
        save(self.folders, "curriculum", value)
        return curriculum

    def all_opened(self) -> Iterator[Opened]:
        """Yield every curriculum of the library that can be read; the others are named."""
        for main in self.mains:
            try:
                yield open_curriculum(main, self.library, self.folders.compiled)
            except DlrError as error:
                tell(f"dlr: {error.message}")

    @property
    def mains(self) -> list[Path]:
        """The main files of the library, and of the curriculum in use if a path leads to it."""
        return list(dict.fromkeys([*self.library, *self._by_path()]))

    def _by_path(self) -> list[Path]:
        name = lookup("curriculum", self.folders, self._curriculum).value
        try:
            return [main_file(name)] if is_path(name) else []
        except DlrError:
            return []

    @cached_property
    def names(self) -> "Names":
        """Finds items by name, in the curriculum in use first."""
        from dlroadmap.curriculum.names import Names

        def others() -> Iterator[Curriculum]:
            for opened in self.all_opened():
                if opened.main != self.opened.main:
                    yield opened.curriculum

        return Names(self.curriculum, others)

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

    def title(self, key: str) -> str:
        """Return an item's title; its key if no curriculum here has it."""
        holder = self.holders([key]).get(key)
        return holder.items[holder.renames.get(key) or key].title if holder else clean(key)

    @cached_property
    def store(self) -> Store:
        """The learner's history."""
        return Store(self.folders.store, self.folders.backups)

    @cached_property
    def events(self) -> list[Event]:
        """The history as it was when it was first asked for."""
        return self.store.events()

    def forget(self) -> None:
        """Read the history anew when it is next asked for."""
        for name in ("events", "_read"):
            self.__dict__.pop(name, None)

    def write(self, decide: Decide) -> list[Event]:
        """Record one batch, and tell what went wrong beside it."""
        written = self.store.write(decide)
        for warning in self.store.warnings:
            tell(f"dlr: {warning}")
        return written

    @property
    def progress(self) -> Progress:
        """What the history adds up to."""
        return self._read[0]

    @property
    def goal_homes(self) -> dict[str, Curriculum]:
        """The curricula that know those goals which the one in use does not."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Progress, dict[str, Curriculum]]:
        renames = self.curriculum.renames
        progress = fold(self.events, renames)
        away = [goal for goal in progress.goals if not self.curriculum.knows(goal)]
        if not away:
            return progress, {}
        homes = {home.renames.get(goal) or goal: home for goal, home in self.holders(away).items()}
        for home in homes.values():
            renames = {**home.renames, **renames}
        return fold(self.events, renames), homes

    @property
    def can_ask(self) -> bool:
        """Whether there is a person to ask."""
        return not (self.as_json or self._no_input) and sys.stdin.isatty() and sys.stdout.isatty()

    def choose_curriculum(self) -> None:
        """Ask a newcomer at a terminal which curriculum to follow, and remember the answer."""
        setting = lookup("curriculum", self.folders, self._curriculum)
        if not self.can_ask or setting.source != "default":
            return
        choices = [opened.curriculum for opened in self.all_opened()]
        from dlroadmap.guide.summary import summarize
        from dlroadmap.render.curricula import choices_list

        rows = [(one, summarize(one, fold([])).totals) for one in choices]
        self.screen.print("Welcome to dlr. Which curriculum do you want to follow?", "")
        self.screen.print(choices_list(rows))
        default = next((i for i, c in enumerate(choices, 1) if c.id == "deep-learning"), 1)
        while True:
            try:
                answer = input(f"\nA number, or the path of your own [{default}]: ").strip()
            except EOFError:
                print()
                return
            try:
                self.remember(_chosen(answer or str(default), choices))
            except DlrError as error:
                tell(error.message, *error.advice)
                continue
            print("Noted. Another one, any time: dlr use ID\n")
            return


def _chosen(answer: str, choices: Sequence[Curriculum]) -> str:
    if answer.isdecimal() and 1 <= int(answer) <= len(choices):
        return choices[int(answer) - 1].id
    return answer
