"""Replaces a curriculum from elsewhere by its newer version, unless the learner has changed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dlroadmap.address import Place, read_place
from dlroadmap.authoring.changes import Versions
from dlroadmap.authoring.elsewhere.contents import Contents
from dlroadmap.authoring.elsewhere.incoming import Incoming, digest, find_curricula, take
from dlroadmap.authoring.elsewhere.placing import place, read_texts, record
from dlroadmap.authoring.elsewhere.record import Origin, read_origin
from dlroadmap.errors import DlrError
from dlroadmap.guide.aims import find_goal_section, holds
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import ITEM, Goal
from dlroadmap.text import clean
from dlroadmap.words import join_words


@dataclass(frozen=True)
class Here:
    """A curriculum from elsewhere as it is here: its folder, its record and its files."""

    folder: Path
    origin: Origin
    texts: Mapping[str, bytes]

    @property
    def is_changed(self) -> bool:
        """Whether its files are not those that were written."""
        return digest(self.texts) != self.origin.digest

    @property
    def place(self) -> Place:
        """Where it comes from. Raises DlrError if that is a path, and nothing is there."""
        try:
            return read_place(self.origin.place, recorded=True)
        except DlrError as error:
            if error.code != "no-such-path":
                raise
            id, name = clean(self.origin.id), clean(self.origin.place)
            message = f"“{id}” comes from {name}, which does not exist; it was not updated."
            raise DlrError(error.code, message) from error


class Update(NamedTuple):
    """A curriculum as it is here and where it comes from, with the record it is to have."""

    here: Here
    incoming: Incoming
    after: Origin

    @property
    def is_current(self) -> bool:
        """Whether the files here are those that are there."""
        return digest(self.here.texts) == self.incoming.digest

    @property
    def discarded(self) -> Sequence[str]:
        """The learner's changed files that are replaced or removed, by their paths."""
        if not self.here.is_changed:
            return ()
        here, there = self.here.texts, self.incoming.texts
        return sorted(name for name in here.keys() | there if here.get(name) != there.get(name))

    def make(self) -> None:
        """Write it. Raises DlrError if what is here is no longer what was read."""
        here = self.here

        def check() -> None:
            if read_here(here.folder) != here:
                message = f"“{here.origin.id}” was changed while dlr was updating it."
                raise DlrError("changed-meanwhile", message, "It was not updated. Try again.")

        if self.is_current:
            check()
            if self.after != here.origin:
                record(here.folder, self.after)
        else:
            place(here.folder, self.incoming.texts, self.after, check)


class Lost(NamedTuple):
    """Titles of what an update removes and the learner has done, or has for a goal."""

    done: Sequence[str]
    goals: Sequence[str]


def read_here(folder: Path) -> Here:
    """Return the curriculum from elsewhere that lies in a folder; raises DlrError if none does."""
    if origin := read_origin(folder):
        return Here(folder, origin, read_texts(folder))
    message = f"{folder} no longer has a curriculum from elsewhere; nothing was changed."
    raise DlrError("not-from-elsewhere", message)


def check_unchanged(here: Here) -> None:
    """Refuse a curriculum whose files the learner has changed."""
    if here.is_changed:
        id = here.origin.id
        message = f"You have changed files of “{id}” in {here.folder}; it was not updated."
        raise DlrError("changed-here", message, subject=id)


def prepare(here: Here, contents: Contents) -> Update:
    """Return the update to what is there now: found by its path, else by its id."""
    origin = here.origin
    every = find_curricula(contents, origin.place)
    found = [each for each in every if each.id == origin.source_id]
    if not found:
        listed = join_words([each.id for each in every if each.id], 20)
        message = f"{clean(origin.place)} no longer has “{clean(origin.source_id)}”"
        advice = [f"It has {listed}."] if listed else []
        raise DlrError("gone-there", f"{message}; it was not updated.", *advice)
    main = contents.folder / origin.path
    chosen = next((each for each in found if each.main == main), found[0])
    incoming = take(contents, chosen, origin.id)
    after = origin._replace(commit=contents.commit, path=incoming.path, digest=incoming.digest)
    return Update(here, incoming, after)


def find_lost(versions: Versions, progress: Progress) -> Lost:
    """Return what the newer of two versions takes from a learner."""
    before, after = versions.before, versions.after
    if before is None or after is None:
        return Lost((), ())
    done = [
        change.title
        for change in versions.changes()
        if change.kind == "gone" and not change.now and progress.state(change.key) == "done"
    ]

    def is_lost(goal: Goal) -> bool:
        heir = after.renames.get(goal.key) if goal.of == ITEM else None
        return goal.curriculum == before.id and not (heir or holds(after, goal))

    goals = [goal for goal in progress.goals if holds(before, goal) and is_lost(goal)]
    titles = []
    for goal in goals:
        section = None if goal.of == ITEM else find_goal_section(before, goal)
        titles.append(section.title if section else before.items[goal.key].title)
    return Lost(done, titles)
